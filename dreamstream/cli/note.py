"""Note what is no dream: a night, also one without a dream, and small statements on a dream."""

from __future__ import annotations

import sys
import time
from datetime import datetime
from typing import Annotated, Any

import typer

from dreamstream import ids as new_ids
from dreamstream.cli import log, which
from dreamstream.cli.here import here
from dreamstream.cli.result import Line, Result
from dreamstream.errors import UsageError
from dreamstream.index import dreams
from dreamstream.lists import EVENT_TYPES

family = typer.Typer()
events = typer.Typer(no_args_is_help=True)
family.add_typer(events, name="event", help="Small typed statements on a dream.")


@family.command()
def night(
    date: Annotated[
        str | None, typer.Argument(metavar="[DATE]", help="The morning one woke; today if not said")
    ] = None,
    none: Annotated[bool, typer.Option("--none", help="No dream was recalled")] = False,
    bed: Annotated[str | None, typer.Option(metavar="HH:MM", help="To bed at")] = None,
    wake: Annotated[str | None, typer.Option(metavar="HH:MM", help="Awake at")] = None,
    quality: Annotated[str | None, typer.Option(metavar="0-5", help="How good the sleep was")] = None,
) -> Result:
    """Note a night, also one without a dream."""
    from dreamstream import dates

    at = here()
    day = time.strftime("%Y-%m-%d")
    if date:
        when = dates.parse(date, now=datetime.now().astimezone())
        day = dates.night(when.at, day_starts_at=at.config.get("day_starts_at")) or ""
        if not day or when.future:
            raise UsageError(f"{date!r} is no night that was.", hint="Say a day, like yesterday or 2026-11-20.")
    data: dict[str, Any] = {"night": day}
    if none:
        data["none"] = True
    for name, clock in (("bed", bed), ("wake", wake)):
        if clock:
            data[name] = _clock(name, clock)
    if quality is not None:
        data["quality"] = log.number("--quality", quality, 5)
    if len(data) == 1:
        raise UsageError("There is nothing to note.", hint="Say --none, --bed, --wake or --quality.")
    at.journal.tell([("night.marked", data)])
    return Result(data, lambda: [(f"Night of {day} is noted.", "")])


@events.command("add")
def event_add(
    id: Annotated[str, typer.Argument(metavar="ID", help="The dream: an id, a prefix, or @1")],
    type: Annotated[str, typer.Argument(metavar="TYPE", help=", ".join(EVENT_TYPES))],
    text: Annotated[list[str], typer.Argument(metavar="TEXT", help="What to note; - reads it from input")],
) -> Result:
    """Note something on a dream."""
    kind = log.among("event type", type, EVENT_TYPES)
    words = (sys.stdin.read() if text == ["-"] else " ".join(text)).strip()
    if not words:
        raise UsageError("There are no words to note.", hint='Say them: event add @1 note "it was my old school".')
    at = here()
    event = new_ids.new("e")
    with at.journal.act() as act:
        _, dream = dreams.resolve(act.db, id)
        act.add(
            "event.added",
            event=event,
            target=dream,
            type=kind,
            text=words,
            status="confirmed",
            source="cli",
            author="dreamer",
        )
    found = dreams.events(at.journal.db, "id = ?", (event,))[0]
    return Result(found, lambda: [(event, "")])


@events.command("list")
def event_list(
    id: Annotated[str | None, typer.Argument(metavar="[ID]", help="Of this dream only")] = None,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="One JSON object a line")] = False,
) -> Result:
    """What was noted, on one dream or on all."""
    at = here()
    shown = "dream is null or dream in (select n from dreams where deleted is null)"
    where, values = ("dream = ?", (which.one(at, id)[0],)) if id else (shown, ())
    found = dreams.events(at.journal.db, where, values)
    if jsonl:
        return Result(found, lambda: (), form="jsonl")

    def people() -> list[Line]:
        return [
            (f"{e['id']}\t{e['target']}\t{e['type']}\t{e['status']}\t{' '.join(e['text'].split())}", "") for e in found
        ]

    return Result(found, people)


def _clock(name: str, text: str) -> str:
    hours, colon, minutes = text.partition(":")
    if colon and hours.isdigit() and minutes.isdigit() and int(hours) < 24 and int(minutes) < 60:
        return f"{int(hours):02}:{int(minutes):02}"
    raise UsageError(f"--{name} cannot be {text!r}.", hint="Say a time like 23:30.")
