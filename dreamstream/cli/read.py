"""Find dreams and read them again: list, show, search, last, random, on-this-day."""

from __future__ import annotations

import itertools
import os
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Annotated, Any

import typer

from dreamstream import media
from dreamstream.cli import patience, which
from dreamstream.cli.here import Here, here
from dreamstream.cli.result import Line, Result
from dreamstream.errors import UsageError
from dreamstream.index import dreams, search

family = typer.Typer()

Row = dict[str, Any]
Filter = Annotated[list[str] | None, typer.Argument(metavar="[FILTER]...", help='E.g. sign:water since:"3 months"')]
Jsonl = Annotated[bool, typer.Option("--jsonl", help="One JSON object a line, streamed")]
Ids = Annotated[bool, typer.Option("--ids", help="Ids alone, one a line")]
Limit = Annotated[int | None, typer.Option("--limit", min=0, metavar="N", help="At most N; 50 at a terminal")]
#: How many rows a person gets who did not say how many.
AT_TERMINAL = 50


@family.command("list")
def list_(filter: Filter = None, jsonl: Jsonl = False, ids: Ids = False, limit: Limit = None) -> Result:
    """Dreams, newest first."""
    condition, values = search.where(which.term(filter))
    return listed(lambda most: dreams.rows(here().journal.db, condition, values, limit=most), jsonl, ids, limit)


@family.command("search")
def search_(
    query: Annotated[list[str], typer.Argument(metavar="QUERY", help="Words, and filters as in list")],
    jsonl: Jsonl = False,
    ids: Ids = False,
    limit: Limit = None,
) -> Result:
    """Dreams, analyses and events that hold these words, best first."""
    term = which.term(query)
    if term is None:
        raise UsageError("There is nothing to search for.", hint='Say a word: dreamstream search "tower".')
    return listed(lambda most: search.ranked(here().journal.db, term, limit=most), jsonl, ids, limit)


@family.command()
def last(
    count: Annotated[int, typer.Argument(metavar="[N]", min=1)] = 1, jsonl: Jsonl = False, ids: Ids = False
) -> Result:
    """The dreams told last."""
    db = here().journal.db
    return listed(lambda _most: dreams.rows(db, limit=count, order="dreams.n desc"), jsonl, ids, count)


@family.command()
def random(filter: Filter = None, limit: Limit = 1, jsonl: Jsonl = False, ids: Ids = False) -> Result:
    """A dream by chance."""
    condition, values = search.where(which.term(filter))
    db = here().journal.db
    return listed(lambda most: dreams.rows(db, condition, values, limit=most, order="random()"), jsonl, ids, limit or 1)


@family.command("on-this-day")
def on_this_day(
    day: Annotated[str | None, typer.Argument(metavar="[DAY]", help="Another day than today")] = None,
    jsonl: Jsonl = False,
    ids: Ids = False,
    limit: Limit = None,
) -> Result:
    """Dreams of this day in other years."""
    from dreamstream import dates

    today = datetime.now().astimezone()
    when = dates.parse(day, now=today).at[:10] if day else today.date().isoformat()
    if len(when) < 10:
        raise UsageError(f"{day!r} is no day.", hint="Say a day, like 2026-11-20 or yesterday.")
    condition, values = "dreams.night like ? and dreams.night <> ?", ["____" + when[4:], when]
    return listed(lambda most: dreams.rows(here().journal.db, condition, values, limit=most), jsonl, ids, limit)


@family.command()
def show(
    ids: Annotated[list[str], typer.Argument(metavar="ID...", help="Ids, prefixes, @1, or - for ids on input")],
    images: Annotated[bool, typer.Option("--images", help="The pictures' paths, with what is to be seen")] = False,
    history: Annotated[bool, typer.Option("--history", help="Every job this dream ever had")] = False,
    jsonl: Jsonl = False,
) -> Result:
    """One dream, or several, with everything they have."""
    at = here()
    chosen = which.several(at, ids)
    found = [_shown(at, n, history=history) for n, _ in chosen]
    if jsonl:
        return Result(found, lambda: (), form="jsonl")
    single = len(found) == 1 and list(ids) != ["-"]
    return Result(found[0] if single else found, lambda: _pages(at, found, images=images))


def listed(rows: Callable[[int | None], Iterable[Row]], jsonl: bool, ids: bool, limit: int | None) -> Result:
    """A list in the form asked for; streamed wherever that form can be."""
    at = here()
    most = limit if limit is not None else AT_TERMINAL if at.at_terminal else None
    if ids:
        return Result(None, lambda: (), ids=(row["id"] for row in rows(most)), form="ids")
    if jsonl:
        return Result(rows(most), lambda: (), form="jsonl")
    asked = None if most is None else most + 1 if limit is None else most
    return Result(rows(asked), lambda: _table(at, rows(asked), most if limit is None else None))


def _table(at: Here, rows: Iterable[Row], most: int | None) -> Iterator[Line]:
    if not at.at_terminal:
        for row in rows:
            night = row["night"] or row["at"] or ""
            cells = [row["id"], night[:10], ",".join(row["signs"]), " ".join(row["title"].split())]
            yield "\t".join(cells + ([row["snippet"]] if "snippet" in row else [])), ""
        return
    stream = iter(rows)
    for row in itertools.islice(stream, most):
        night = (row["night"] or row["at"] or "undated")[:10]
        marks = "".join(("◐" if row["draft"] else "", "☾" if row["type"] == "nightmare" else ""))
        yield f"{row['id']}  {night:<10}  {row['title']} {marks}".rstrip(), ""
        if row.get("snippet"):
            yield f"              {row['snippet']}", "dim"
        elif row["signs"]:
            yield f"              {' · '.join(row['signs'])}", "cyan"
    if next(stream, None) is not None:
        yield f"More follow; say --limit N or a filter. These are the first {most}.", "dim"


def _shown(at: Here, n: int, *, history: bool) -> Row:
    found = dreams.whole(at.journal.db, n)
    for output in found["outputs"].values():
        if name := output.get("media"):
            output["path"] = media.where(at.places, name)
        if said := patience.notice(at, output):
            output["notice"] = said
    if history:
        from dreamstream.index import jobs

        hidden = ("n", "dream_n", "params", "token", "worker", "deadline", "rev")
        found["history"] = [
            {k: v for k, v in job.items() if k not in hidden}
            for job in jobs.rows(at.journal.db, "jobs.dream = ?", (n,))
        ]
    return found


def _pages(at: Here, found: list[Row], *, images: bool) -> Iterator[Line]:
    for i, dream in enumerate(found):
        if i:
            yield "", ""
        yield from _page(dream, images=images)


def _page(dream: Row, *, images: bool) -> Iterator[Line]:
    if dream["title"]:
        yield dream["title"], "bold"
    facts = [dream["night"] or dream["at"] or "undated", dream["type"], "draft" if dream["draft"] else None]
    facts += [f"lucidity {dream['lucidity']}"] if dream["lucidity"] is not None else []
    facts += [f"stress {dream['stress']}"] if dream["stress"] is not None else []
    yield "  ".join([dream["id"], *(str(fact) for fact in facts if fact)]), "dim"
    for name, what in (("emotions", "felt"), ("people", "with"), ("places", "at"), ("tags", "tagged")):
        if dream[name]:
            yield f"{what}: {', '.join(dream[name])}", "dim"
    yield "", ""
    yield dream["text"], ""
    analysis = dream["outputs"]["analysis"]
    if analysis.get("hook"):
        yield "", ""
        yield analysis["hook"], "bold"
        yield analysis["interpretation"], ""
        if dream["signs"]:
            yield "", ""
        for sign in dream["signs"]:
            yield f"  {sign['label']}  “{sign['evidence']}”" if sign["evidence"] else f"  {sign['label']}", "cyan"
        if analysis.get("actions"):
            yield "", ""
        for action in analysis.get("actions") or ():
            yield f"  – {action}", ""
        if analysis.get("note"):
            yield "", ""
            yield analysis["note"], "yellow"
    if dream["stale"]:
        yield "", ""
        yield "The text changed since; `dreamstream edit --again` or a make command renews what was made.", "yellow"
    yield "", ""
    for kind, output in dream["outputs"].items():
        yield _output(kind, output, images=images)
        if output.get("notice"):
            yield f"    {output['notice']}", "yellow"
    known = {sign["label"] for sign in dream["signs"]}
    for event in dream["events"]:
        if event["type"] == "sign" and event["status"] == "suggested" and event["text"] in known:
            continue  # seen at the telling, and found by the analysis since
        mark = {"suggested": "?", "rejected": "✗"}.get(event["status"], "·")
        yield f"{mark} {event['type']}: {event['text']}", ""


def _output(kind: str, output: Row, *, images: bool) -> Line:
    status = output["status"]
    if status == "retrying":
        tries = f"retrying ({output['retry_count'] + 1} of {output['max_retries']}, next {_clock(output['next_at'])})"
        return f"◐ {kind}: {tries}: {output['error']}", "yellow"
    if status == "failed":
        return f"✗ {kind}: failed: {output['error']}; `dreamstream jobs retry {output['job']}`", "red"
    if status in ("pending", "processing"):
        return f"◐ {kind}: {status}", "dim"
    if status == "idle":
        return f"○ {kind}", "dim"
    if output.get("path"):
        there = output["path"] if os.path.exists(output["path"]) else "its file is not here; a make command renews it"
        alt = f"\n    {output['alt']}" if images and output.get("alt") else ""
        return f"✓ {kind}: {there}{alt}", "green"
    return f"✓ {kind}", "green"


def _clock(at: str | None) -> str:
    if not at:
        return "pass"
    try:
        return datetime.fromisoformat(at).astimezone().strftime("%H:%M")
    except ValueError:
        return at
