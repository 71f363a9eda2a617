"""Keys of hosted backends: keys set, list, remove."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Annotated

import typer

from dreamstream import keys as store
from dreamstream.cli.here import here
from dreamstream.cli.result import Line, Result
from dreamstream.errors import UsageError

family = typer.Typer()
app = typer.Typer(no_args_is_help=True)
family.add_typer(app, name="keys", help="Keys of hosted backends, kept on this machine only.")

Name = Annotated[str, typer.Argument(metavar="NAME", help=", ".join(store.KNOWN))]


@app.command("set")
def set_(
    name: Name,
    env: Annotated[str | None, typer.Option(metavar="VARIABLE", help="Read it from this variable each time")] = None,
    command: Annotated[
        str | None, typer.Option(metavar="COMMAND", help="Run this each time; it prints the key")
    ] = None,
) -> Result:
    """Keep a key: asked for at a terminal, else read from standard input. Never an argument: `ps` shows those."""
    if env and command:
        raise UsageError("A key comes from one place.", hint="Say --env or --command, not both.")
    if name not in store.KNOWN:
        raise UsageError(f"Nobody called {name!r} takes a key.", hint=f"Keys are for {', '.join(store.KNOWN)}.")
    if env:
        held = {"env": env}
    elif command:
        held = {"command": command}
    else:
        held = {"key": _asked(name)}
    path = store.put(here().places, name, held)
    how = {"env": f"read from ${env}", "command": "printed by that command", "key": "kept"}[next(iter(held))]
    return Result({"name": name, "how": next(iter(held)), "file": path}, lambda: [(f"The key of {name} is {how}.", "")])


@app.command("list")
def list_() -> Result:
    """Where each key would come from; shows none."""
    found = [{"name": o.name, "how": o.how, "variable": o.of} for o in store.origins(here().places)]

    def people() -> Iterator[Line]:
        for row in found:
            where = {
                "stored": "kept here",
                "command": "printed by a command",
                "variable": f"from ${row['variable']}",
            }.get(row["how"], f"none (looked for in ${row['variable']})" if row["variable"] else "none")
            yield f"{row['name']}\t{where}", "" if row["how"] else "dim"

    return Result(found, people)


@app.command("remove")
def remove(name: Name) -> Result:
    """Forget a kept key."""
    path = store.put(here().places, name, None)
    return Result({"name": name, "file": path}, lambda: [(f"No key of {name} is kept.", "")])


def _asked(name: str) -> str:
    at = here()
    if sys.stdin.isatty():
        if not at.input:
            raise UsageError("The key was not said.", hint=f"Pipe it in: dreamstream keys set {name} < file")
        import getpass

        text = getpass.getpass(f"Key of {name} (it is not shown): ")
    else:
        try:
            text = sys.stdin.read(1 << 16)
        except UnicodeDecodeError:
            text = ""
    key = text.strip()
    # a header holds neither, and what was piped in may be another file altogether
    if not key or any(not 33 <= ord(letter) <= 126 for letter in key) or len(key) > 4096:
        raise UsageError("That is no key.", hint="A key is one word of plain letters, digits and signs.")
    return key
