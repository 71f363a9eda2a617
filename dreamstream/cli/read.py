"""Find dreams and read them again: list, show, search, last, random, on-this-day."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Annotated, Any

import typer

from dreamstream import media
from dreamstream.cli import page, patience, which
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
    images: Annotated[bool, typer.Option("--images", help="With its pictures, and what is to be seen on them")] = False,
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
    return Result(found[0] if single else found, lambda: page.pages(at, found, images=images))


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
    if healing := found["outputs"].get("healing"):
        from dreamstream.index import healing as endings

        rehearsals = endings.rehearsals(at.journal.db, n)
        healing |= {"rehearsals": rehearsals, "trend": endings.trend(rehearsals)}
    if history:
        from dreamstream.index import jobs

        hidden = ("n", "dream_n", "params", "token", "worker", "deadline", "rev")
        found["history"] = [
            {k: v for k, v in job.items() if k not in hidden}
            for job in jobs.rows(at.journal.db, "jobs.dream = ?", (n,))
        ]
    return found
