"""Print the reference pages that the code knows best, so that they cannot drift.

python scripts/print_docs.py            write docs/reference/{cli,settings,exit-codes,backends}.md
python scripts/print_docs.py --check    write nothing; exit 1 and name the pages that are not up to date
"""

from __future__ import annotations

import inspect
import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import typer

from dreamstream import errors
from dreamstream.backends import hosts
from dreamstream.backends.base import CAPABILITIES
from dreamstream.backends.registry import ABLE, WORDS
from dreamstream.cli.app import COMMANDS, _app
from dreamstream.config import SETTINGS, Setting
from dreamstream.kinds.table import MADE, NEEDS
from dreamstream.lists import KINDS

FOLDER = Path(__file__).parents[1] / "docs" / "reference"
PRINTED = "<!-- printed from the code by scripts/print_docs.py; change it there -->"
#: Names kept for releases to come; `config set` takes them already.
LATER = tuple(f"backend.{kind}" for kind in KINDS if kind not in MADE)
#: A model's name means something only where its backend can do this.
_MODELS = {"model": "text", "image_model": "image", "transcribe_model": "transcribe", "video_model": "video"}


def _is_read(name: str) -> bool:
    who, _, what = name.removeprefix("backend.").rpartition(".")
    return name not in LATER and (what not in _MODELS or _MODELS[what] in ABLE.get(who, ()))


READ = tuple(name for name in SETTINGS if _is_read(name))


def cli() -> str:
    """The page of every command."""
    root = typer.main.get_command(_app(""))
    commands: dict[str, Any] = vars(root)["commands"]
    lines = [
        "# Commands",
        "",
        PRINTED,
        "",
        "Every command also takes these, before or after its name:",
        "",
        "| option | |",
        "|---|---|",
        "| `--user NAME` | whose journal; `me` if not said |",
        "| `--home DIR` | where journals lie, instead of `$DREAMSTREAM_HOME` or the platform's data folder |",
        "| `--json` | one JSON document on standard output, errors too; see [JSON](json.md) |",
        "| `--quiet` | no warnings and no progress |",
        "| `--no-color` | no colour; `NO_COLOR` in the environment says the same |",
        "| `--no-input` | never open an editor or ask |",
        "| `-h`, `--help` | what a command takes |",
        "",
        "`dreamstream --version` says which version this is.",
        "An `ID` is a dream's id, any beginning of it that fits only one, or `@1` for the dream told last,"
        " `@2` for the one before.",
        "A `FILTER` is described in [Filters](filters.md), the number a command ends with in"
        " [Exit codes](exit-codes.md).",
    ]
    for name in COMMANDS:
        lines += ["", *_command(commands[name], f"dreamstream {name}", 2)]
    return "\n".join(lines) + "\n"


def settings() -> str:
    """The page of every setting."""
    now = [setting for setting in SETTINGS.values() if setting.name in READ]
    later = [setting for setting in SETTINGS.values() if setting.name not in READ]
    ours = ", ".join(f"`{name}`" for name in ABLE)
    lines = [
        "# Settings",
        "",
        PRINTED,
        "",
        "`dreamstream config set NAME VALUE` changes one, `config show --origin` lists all of them and says where each"
        " was set, `config check` names what nothing reads.",
        "",
        "There are two files, both TOML.",
        "Tastes stand in `settings.toml` beside the journal and may travel with it (`dreamstream path settings`).",
        "Whatever names a host or lets words leave the machine stands in the local configuration"
        " (`dreamstream path config`), which stays on this machine and is readable by you alone.",
        "A name of the second kind is not read from the first file, whoever wrote it there.",
        "",
        f"The backends that answer in this version: {ours}.",
        "",
        *_table(now),
        "",
        "## Names kept for later releases",
        "",
        "`config set` takes them and nothing in this version reads them.",
        "",
        *_table(later),
    ]
    return "\n".join(lines) + "\n"


def exit_codes() -> str:
    """The page of every error and the number a command ends with."""
    classes = [found for _, found in inspect.getmembers(errors, inspect.isclass)]
    kinds = [found for found in classes if issubclass(found, errors.DreamstreamError)]
    lines = [
        "# Exit codes",
        "",
        PRINTED,
        "",
        "An error is one sentence on standard error with a hint below it; with `--json` it is a document on standard"
        " output that holds the same code.",
        "An empty list is no error.",
        "A pass ends with 4 when a job failed for good or something of a session could not be read, and with 5 when"
        " nothing could be made or read for want of a backend.",
        "`analyze`, `image` and `comic` wait for one attempt; they end with 5 when it failed and will be tried again.",
        "",
        "| exit | code | meaning |",
        "|---|---|---|",
        "| 0 | | it was done, or there was nothing to do |",
        "| 1 | | `verify`, `doctor` or `config check` found something |",
    ]
    for kind in sorted(kinds, key=lambda kind: (kind.exit, kind.__mro__[1] is not errors.DreamstreamError, kind.code)):
        lines.append(f"| {kind.exit} | `{kind.code}` | {_cell(_told(kind))} |")
    lines += ["| 130 | | interrupted; a pass gives back what it held first |"]
    return "\n".join(lines) + "\n"


def backends() -> str:
    """The page of who can do what, and what each kind needs."""
    names = list(ABLE)
    lines = [
        "# Backends",
        "",
        PRINTED,
        "",
        "Who can do what; `dreamstream backends list` says it of your own settings, and who makes what.",
        "",
        f"| | {' | '.join(f'`{name}`' for name in names)} |",
        f"|---|{'---|' * len(names)}",
    ]
    for capability in CAPABILITIES:
        row = ("yes" if capability in ABLE[name] else "" for name in names)
        lines.append(f"| {WORDS[capability]} (`{capability}`) | {' | '.join(row)} |")
    lines += [
        f"| reached at | {' | '.join(hosts.OWN.get(name, 'inside this program') for name in names)} |",
        "",
        "`openai` films only at a server of your own that does, with `backend.openai.video_model`.",
        "`local` writes down audio with `dreamstream[voice]` and a model you name.",
        "",
        "What each kind needs, and who can make all of it; one that is named for a kind of two parts does what it can,"
        " and the other is done as configured:",
        "",
        "| kind | needs | alone |",
        "|---|---|---|",
    ]
    for kind in MADE:
        alone = (f"`{name}`" for name in names if set(NEEDS[kind]) <= ABLE[name])
        lines.append(f"| `{kind}` | {', '.join(f'`{need}`' for need in NEEDS[kind])} | {', '.join(alone)} |")
    lines += [
        "",
        "A need is met by `backend.KIND` where that is set, else by `backend.text` for `text`, by `backend.transcribe`"
        " for `transcribe` and by `backend.image` for pictures.",
        "Where who draws cannot change a picture or film, the offline backend does.",
        "",
        "Transcripts are read by the offline backend, whoever writes otherwise, until `backend.sessions` names one that"
        " can do `text` ([how](../how-to/sessions.md)).",
    ]
    return "\n".join(lines) + "\n"


PAGES: dict[str, Callable[[], str]] = {
    "backends.md": backends,
    "cli.md": cli,
    "settings.md": settings,
    "exit-codes.md": exit_codes,
}


def _told(kind: type[errors.DreamstreamError]) -> str:
    if kind is errors.DreamstreamError:
        return "anything else that went wrong"
    first = (inspect.getdoc(kind) or "").split("\n")[0].rstrip(".")
    return first[:1].lower() + first[1:]


def _command(command: Any, path: str, depth: int) -> Iterator[str]:
    children: dict[str, Any] = vars(command).get("commands", {})
    yield f"{'#' * depth} `{path}`"
    yield ""
    yield command.help.strip()
    if not children or command.invoke_without_command:
        yield ""
        yield "```text"
        yield " ".join((path, *_usage(command.params)))
        yield "```"
        rows = [row for parameter in command.params if (row := _row(parameter))]
        if rows:
            yield ""
            yield "| | |"
            yield "|---|---|"
            yield from rows
    for name, child in children.items():
        yield ""
        yield from _command(child, f"{path} {name}", depth + 1)


def _usage(parameters: list[Any]) -> Iterator[str]:
    if any(not _is_argument(parameter) for parameter in parameters):
        yield "[OPTIONS]"
    for parameter in parameters:
        if _is_argument(parameter):
            yield parameter.metavar


def _row(parameter: Any) -> str:
    names = parameter.metavar if _is_argument(parameter) else ", ".join(sorted(parameter.opts, key=len))
    if not _is_argument(parameter) and parameter.metavar:
        names += f" {parameter.metavar}"
    about = parameter.help or ""
    if parameter.default not in (None, False, "") and not callable(parameter.default):
        about += f"{'; ' if about else ''}{parameter.default} if not said"
    return f"| `{_cell(names)}` | {_cell(about)} |" if about or not _is_argument(parameter) else ""


def _is_argument(parameter: Any) -> bool:
    return bool(parameter.param_type_name == "argument")


def _table(found: list[Setting]) -> Iterator[str]:
    yield "| name | default | where | |"
    yield "|---|---|---|---|"
    for setting in found:
        where = "local configuration" if setting.local else "settings.toml"
        among = ", ".join(f"`{value}`" for value in setting.among if value)
        about = f"{setting.about}; one of {among}" if among else setting.about
        yield f"| `{setting.name}` | `{json.dumps(setting.default)}` | {where} | {_cell(about)} |"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def main(words: list[str]) -> int:
    """Write the pages, or only look."""
    old = [name for name, page in PAGES.items() if not _is(FOLDER / name, page())]
    if words == ["--check"]:
        for name in old:
            sys.stderr.write(f"docs/reference/{name} is not what the code says; run python scripts/print_docs.py\n")
        return 1 if old else 0
    if words:
        sys.stderr.write((__doc__ or "") + "\n")
        return 2
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in old:
        (FOLDER / name).write_text(PAGES[name](), "utf-8")
        sys.stdout.write(f"docs/reference/{name}\n")
    return 0


def _is(path: Path, text: str) -> bool:
    return path.exists() and path.read_text("utf-8") == text


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
