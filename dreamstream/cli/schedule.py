"""Passes that come by themselves: schedule install, show, remove; and notices: notify test."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

import typer

from dreamstream.cli.here import here
from dreamstream.cli.log import among
from dreamstream.cli.result import Line, Result
from dreamstream.errors import NotFound
from dreamstream.notices import notify, schedule

family = typer.Typer()
app = typer.Typer(no_args_is_help=True)
family.add_typer(app, name="schedule", help="Passes that come by themselves.")
notices = typer.Typer(no_args_is_help=True)
family.add_typer(notices, name="notify", help="Notices: how they reach you.")

With = Annotated[
    str | None, typer.Option("--with", metavar="KIND", help=f"{', '.join(schedule.KINDS)}; detected if not said")
]
Every = Annotated[int, typer.Option("--every", min=1, max=59, metavar="MINUTES", help="So often")]
Print = Annotated[bool, typer.Option("--print", help="Show what would be written, and write nothing")]


@app.command("install")
def install(with_: With = None, every: Every = schedule.MINUTES, print_: Print = False) -> Result:
    """Let a pass come by every two minutes; quiet, and nothing if nothing waits."""
    at = here()
    wanted = schedule.plan(at.places, kind=_kind(with_), minutes=every)
    if not print_:
        schedule.install(at.places, wanted)
    data = {"kind": wanted.kind, "minutes": every, "files": wanted.files, "installed": not print_}
    return Result(data, lambda: _lines(wanted, done=not print_))


@app.command("show")
def show() -> Result:
    """What is installed."""
    at = here()
    found = schedule.installed(at.places)
    data: dict[str, Any] = {"installed": found}
    if found is None:
        return Result(data, lambda: [("No schedule is installed; `dreamstream schedule install` makes one.", "")])
    wanted = schedule.plan(at.places, kind=found["kind"], minutes=int(found["minutes"]))
    return Result({**data, "files": wanted.files}, lambda: _lines(wanted, done=True))


@app.command("remove")
def remove() -> Result:
    """Take it away again."""
    kind = schedule.remove(here().places)
    if kind is None:
        raise NotFound("No schedule is installed.", hint="See `dreamstream schedule show`.")
    return Result({"removed": kind}, lambda: [(f"The {kind} schedule is gone; passes come when you call them.", "")])


@notices.command("test")
def test() -> Result:
    """Show a notice now, and say how it went out."""
    at = here()
    meant, why = notify.way(at.config)
    how = notify.send(at.config, "This is how a notice looks.")
    if how != meant:
        why = f"{'what notify.command says' if meant == 'command' else meant} failed"
    said = f"It went out by {how}." if how != "silence" else f"It could not be shown: {why}."
    return Result({"how": how, "why": why}, lambda: [(said, "")])


def _kind(text: str | None) -> str | None:
    return None if text is None else among("scheduler", text, schedule.KINDS)


def _lines(wanted: schedule.Plan, *, done: bool) -> Iterator[Line]:
    verb = "comes" if done else "would come"
    yield f"A pass {verb} by every {wanted.minutes} minutes, by {wanted.kind}.", "bold"
    for path, text in wanted.files.items():
        yield f"{path}:", "dim"
        for line in text.splitlines():
            yield f"    {line}", "dim"
