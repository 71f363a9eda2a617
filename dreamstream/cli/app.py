"""Find the command, run it, catch every error once.

Only the module of the command that was typed is loaded: telling a dream must not pay for the comic.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

from dreamstream.cli.here import Here, enter
from dreamstream.errors import DreamstreamError, NotSaved, UsageError

if TYPE_CHECKING:
    from dreamstream.cli.result import Result

#: Each command and the module of its family, in the order help lists them.
COMMANDS = {
    **dict.fromkeys(("log",), "log"),
    **dict.fromkeys(("night", "event"), "note"),
    **dict.fromkeys(("edit", "tag", "untag", "undo"), "keep"),
    **dict.fromkeys(("delete", "restore", "purge"), "gone"),
    **dict.fromkeys(("list", "show", "search", "last", "random", "on-this-day"), "read"),
    **dict.fromkeys(("dream",), "dream"),
    **dict.fromkeys(("sessions",), "sessions"),
    **dict.fromkeys(("signs",), "signs"),
    **dict.fromkeys(("schedule", "notify"), "schedule"),
    **dict.fromkeys(("jobs",), "jobs"),
    **dict.fromkeys(("watch",), "watch"),
    **dict.fromkeys(("analyze", "image", "comic", "lens", "animate"), "make"),
    **dict.fromkeys(("heal",), "heal"),
    **dict.fromkeys(("review",), "review"),
    **dict.fromkeys(("refine", "versions", "diff", "revert"), "refine"),
    **dict.fromkeys(("import", "export"), "move"),
    **dict.fromkeys(("media",), "media"),
    **dict.fromkeys(("demo",), "demo"),
    **dict.fromkeys(("doctor", "verify", "rebuild", "path", "config"), "care"),
    **dict.fromkeys(("backends", "usage"), "backends"),
    **dict.fromkeys(("keys",), "keys"),
}
_FLAGS = {"--json", "--quiet", "--no-color", "--no-input"}
_VALUED = {"--user", "--home"}


def run(argv: list[str]) -> int:
    """Run one command line; the exit code. Nothing gets out of here but SystemExit's own kin."""
    os.umask(0o077)
    here = Here()
    try:
        here, rest = _hoist(argv)
        enter(here)
        return _run(here, rest)
    except DreamstreamError as error:
        return _failed(here, error)
    except KeyboardInterrupt:
        sys.stderr.write("\n")
        return 130
    except BrokenPipeError:
        # whoever read us has gone (`| head`): no message, and none from Python's own flush at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return 0
    except OSError as error:
        where = f" ({error.filename})" if error.filename else ""
        return _failed(here, DreamstreamError(f"{error.strerror or error}{where}.", hint="See `dreamstream doctor`."))
    except Exception as error:
        return _failed(here, _unforeseen(here, error))
    finally:
        here.close()
        if here.warnings:
            from dreamstream.cli import render

            render.warnings(here)


def _run(here: Here, rest: list[str]) -> int:
    if rest == ["--version"]:
        from dreamstream import __version__

        sys.stdout.write(f"dreamstream {__version__}\n")
        return 0
    rest = rest or ["--help"]
    name = rest[0]
    here.command = name
    if name == "log":
        from dreamstream.cli import log

        if (told := log.quick(rest[1:])) is not None:
            return _show(here, log.tell(here, told))
    if name in ("log", "edit"):
        from dreamstream.cli import options

        rest = options.bare_lucid(rest)
    rest = _negated(_listing(rest))
    for again in (False, True):
        try:
            return _answer(here, name, rest)
        except Exception as error:
            if again or not _is_damaged_index(error):
                raise
            here.journal.heal()
            if here.journal.wrote:
                raise DreamstreamError(
                    "What you asked for is kept in the log; then the index turned out to be damaged.",
                    hint="It is made again at the next command.",
                ) from error
    raise AssertionError("unreachable")


def _answer(here: Here, name: str, rest: list[str]) -> int:
    if name == "dream":
        from dreamstream.cli import sweep

        if (done := sweep.quick(rest[1:])) is not None:
            return _show(here, done)
    return _typer(here, name, rest)


def _typer(here: Here, name: str, rest: list[str]) -> int:
    import typer
    from typer._click.exceptions import UsageError as NotUnderstood  # 0.26 and later carry their own click

    app = _app(name)
    try:
        command: Any = typer.main.get_command(app)
        command.commands = {n: command.commands[n] for n in COMMANDS if n in command.commands}  # groups in their places
        found = command.main(args=rest, prog_name="dreamstream", standalone_mode=False)
    except typer.Abort:
        return 130
    except typer.Exit as stop:
        return int(stop.exit_code)
    except NotUnderstood as error:
        message = error.format_message()
        if type(error).__name__ == "NoArgsIsHelpError":  # a bare `jobs`: its help, which is what was wanted
            sys.stdout.write(message + "\n")
            return 2
        path = error.ctx.command_path if error.ctx else "dreamstream"
        raise UsageError(message, hint=f"See `{path} --help`.") from None
    return _show(here, found)


def _show(here: Here, result: Result | int | None) -> int:
    if result is None or isinstance(result, int):
        return result or 0
    from dreamstream.cli import render

    render.answer(here, result)
    sys.stdout.flush()
    return result.exit


def _app(name: str) -> Any:
    """A Typer app with the family of this command alone, or with every family for help and for what is unknown."""
    import importlib

    import typer

    app = typer.Typer(
        name="dreamstream",
        help="A dream journal that works on its own while you sleep.",
        add_completion=False,
        no_args_is_help=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )

    @app.callback()
    def root() -> None:
        """A dream journal that works on its own while you sleep.

        Every command also takes --user NAME, --home DIR, --json, --quiet, --no-color and --no-input.
        """

    modules = [COMMANDS[name]] if name in COMMANDS else list(dict.fromkeys(COMMANDS.values()))
    for module in modules:
        family = importlib.import_module(f"dreamstream.cli.{module}").family
        app.registered_commands += family.registered_commands
        app.registered_groups += family.registered_groups
    return app


def _hoist(argv: list[str]) -> tuple[Here, list[str]]:
    """Take the options every command shares out of the line, wherever they stand before a `--`."""
    rest: list[str] = []
    flags: set[str] = set()
    values: dict[str, str] = {}
    words = iter(argv)
    for word in words:
        name, equals, value = word.partition("=")
        if word == "--":
            rest += [word, *words]
        elif word in _FLAGS:
            flags.add(word)
        elif name in _VALUED:
            given = value if equals else next(words, None)
            if not given:
                raise UsageError(f"{name} needs a value.", hint=f"Say {name} NAME.")
            values[name] = given
        else:
            rest.append(word)
    here = Here(
        user=values.get("--user"),
        home=values.get("--home"),
        json="--json" in flags,
        quiet="--quiet" in flags,
        color="--no-color" not in flags,
        input="--no-input" not in flags,
    )
    return here, rest


#: Groups that list when nothing else is said, and what else can be.
_LISTING = {"signs": {"list", "with", "trend", "add", "remove", "rename", "merge", "-h", "--help"}}


def _listing(words: list[str]) -> list[str]:
    """`signs` and `signs since:2026` are lists."""
    others = _LISTING.get(words[0])
    return words if others is None or others & {*words[1:2]} else [words[0], "list", *words[1:]]


#: Commands that take a filter, where `-tag:work` is a NOT and no option.
_FILTERED = {"list", "search", "random", "export", "jobs", "signs"}


def _negated(words: list[str]) -> list[str]:
    """`-word` in a filter spelt `NOT word`, before a parser takes it for a bundle of short options (there are none)."""
    if words[0] not in _FILTERED:
        return words
    end = words.index("--") if "--" in words else len(words)
    found: list[str] = []
    for i, word in enumerate(words):
        said = i < end and len(word) > 2 and word[0] == "-" and word[1] != "-"
        found += ["NOT", word[1:]] if said else [word]
    return found


def _failed(here: Here, error: DreamstreamError) -> int:
    from dreamstream.cli import render

    more: dict[str, Any] = {}
    if isinstance(error, NotSaved) and error.words:
        from dreamstream.cli import drafts

        more = drafts.hand_back(here, error)
    render.failure(here, error, **more)
    return error.exit


def _unforeseen(here: Here, error: Exception) -> DreamstreamError:
    """A bug of ours as a sentence; where it happened goes to the debug log, never what the values were."""
    import traceback

    frames = [f"{f.filename}:{f.lineno} {f.name}" for f in traceback.extract_tb(error.__traceback__)]
    path = here.places.in_state("debug.log")
    hint = f"Please report it with {path}; no words of yours are in it."
    try:
        os.makedirs(here.places.state, mode=0o700, exist_ok=True)
        with open(path, "a", encoding="utf-8") as file:
            file.write("\n".join((type(error).__name__, *frames, "", "")))
    except OSError:
        hint = "Please report it: " + " < ".join(os.path.basename(frame) for frame in frames[:-4:-1])
    return DreamstreamError(f"Something went wrong inside dreamstream ({type(error).__name__}).", hint=hint)


def _is_damaged_index(error: Exception) -> bool:
    sqlite3 = sys.modules.get("sqlite3")
    if sqlite3 is None or not isinstance(error, sqlite3.DatabaseError):
        return False
    if isinstance(error, sqlite3.IntegrityError):
        return False
    # a damaged page shows under many names; these alone are not the file's own fault
    other = ("locked", "busy", "full", "readonly", "disk I/O", "unable to open", "interrupted")
    return not isinstance(error, sqlite3.OperationalError) or not any(word in str(error) for word in other)
