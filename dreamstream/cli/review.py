"""`review`: the dreamer's word on what a machine suggests, one by one at a terminal or by ids."""

from __future__ import annotations

import itertools
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dreamstream.cli import gate, which
from dreamstream.cli.here import Here, here
from dreamstream.cli.result import Line, Result
from dreamstream.errors import Refused, UsageError

if TYPE_CHECKING:
    from dreamstream.dream.review import Answer

family = typer.Typer()

Row = dict[str, Any]
#: How many suggestions a person gets listed who did not say how many.
AT_TERMINAL = 50
_DONE = {"confirmed": "accepted", "rejected": "rejected"}


@family.command()
def review(
    ids: Annotated[
        list[str] | None, typer.Argument(metavar="[ID|-]...", help="Ids, prefixes, - for ids on input")
    ] = None,
    accept: Annotated[bool, typer.Option("--accept", help="These are right: they count from now on")] = False,
    reject: Annotated[bool, typer.Option("--reject", help="These are wrong: they do not come back")] = False,
    edit: Annotated[
        str | None, typer.Option("--edit", metavar="TEXT", help="This one is right in these words; - reads them")
    ] = None,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="List: one JSON object a line")] = False,
    ids_alone: Annotated[bool, typer.Option("--ids", help="List: ids alone, one a line")] = False,
    limit: Annotated[int | None, typer.Option("--limit", min=0, metavar="N", help="At most N")] = None,
) -> Result:
    """Accept, reword or reject what was suggested; at a terminal one by one, by key."""
    at, names = here(), ids or []
    said = sum((accept, reject, edit is not None))
    if said > 1:
        raise UsageError("Only one of --accept, --reject and --edit at a time.", hint="Say the others one by one.")
    if said and (jsonl or ids_alone or limit is not None):
        raise UsageError("--jsonl, --ids and --limit are for the list.", hint="Leave them out; --json works with all.")
    if said and not names:
        raise UsageError(
            "No suggestion is named.",
            hint="Name one by its id, or say - and pipe ids in: `dreamstream review --ids` lists those that wait.",
        )
    if edit is not None:
        return _reworded(at, names, edit)
    if said:
        from dreamstream.dream.review import ACCEPTED, REJECTED, answer

        return _answered(answer(at.journal, _named(names), ACCEPTED if accept else REJECTED))
    return _suggestions(at, _named(names) if names else None, jsonl=jsonl, ids_alone=ids_alone, limit=limit)


def _named(names: list[str]) -> list[str]:
    """The ids said; `-` is ids on standard input, read before anything is locked."""
    return [name for word in names for name in (which.piped() if word == "-" else [word])]


def _reworded(at: Here, names: list[str], text: str) -> Result:
    from dreamstream.dream.review import ACCEPTED, answer

    if text == "-" and "-" in names:
        raise UsageError("Standard input cannot be both the words and the id.", hint="Say one of them as an argument.")
    chosen = _named(names)
    if len(chosen) != 1:
        raise UsageError("--edit takes one suggestion.", hint='Say: dreamstream review --edit "in my words" ID')
    try:
        words = (sys.stdin.read() if text == "-" else text).strip()
    except UnicodeDecodeError:
        raise UsageError("What came on standard input is not text.", hint="Pipe in UTF-8.") from None
    if not words:
        raise UsageError("There are no words.", hint="Say them, or --reject what is wrong.")
    words = words.encode("utf-8", "surrogateescape").decode("utf-8", "replace")  # a shell may pass what is no text
    try:
        return _answered(answer(at.journal, chosen, ACCEPTED, words))
    except Refused as error:  # longer than a record may be
        from dreamstream.cli import drafts

        path = drafts.keep(at.places, words)
        raise Refused(
            error.message, hint=f"Your words are kept in {path}. {error.hint}" if path else error.hint
        ) from None


def _answered(answers: list[Answer]) -> Result:
    data = [{"id": one.id, "status": one.status, "text": one.text, "changed": one.changed} for one in answers]
    return Result({"reviewed": data}, lambda: [(_sentence(answers), "")])


def _sentence(answers: list[Answer]) -> str:
    if not answers:
        return "Nothing was named, and nothing is changed."
    done, new = _DONE[answers[0].status], sum(one.changed for one in answers)
    if len(answers) == 1:
        return f"{answers[0].id} is {done}." if new else f"{answers[0].id} was {done} already."
    were = f"{len(answers) - new} {'was' if len(answers) - new == 1 else 'were'} already"
    if not new:
        return f"All {len(answers)} were {done} already."
    return f"{new} {'is' if new == 1 else 'are'} {done}{'' if new == len(answers) else f', {were}'}."


def _suggestions(at: Here, names: list[str] | None, *, jsonl: bool, ids_alone: bool, limit: int | None) -> Result:
    """Those named, else all that wait: walked through where somebody sits, listed everywhere else."""
    from dreamstream.index import reviews

    db = at.journal.db
    if names is None:
        found = reviews.waiting(db)
    else:
        found = list({row["id"]: row for row in (reviews.resolve(db, name) for name in names)}.values())
    listing = jsonl or ids_alone or at.json
    if found and not listing and at.at_terminal and at.input and sys.stdin.isatty():
        return _walked(at, found, limit)
    most = limit if limit is not None else AT_TERMINAL if at.at_terminal and not listing else None
    shown = list(itertools.islice(found, most))
    if ids_alone:
        return Result(None, lambda: (), ids=(row["id"] for row in shown), form="ids")
    rows = list(reviews.placed(db, shown))
    if jsonl:
        return Result(rows, lambda: (), form="jsonl")
    return Result(rows, lambda: _people(at, rows, more=len(found) > len(shown) and limit is None))


def _walked(at: Here, found: list[Row], limit: int | None) -> Result:
    from dreamstream.cli.reviewing import Walk
    from dreamstream.index import reviews

    chosen = found[:limit]
    walk = Walk(at, list(reviews.placed(at.journal.db, chosen)), others=len(found) - len(chosen))
    answers = walk.go()
    data = [{"id": one.id, "status": one.status, "text": one.text, "changed": one.changed} for one in answers]
    return Result({"reviewed": data}, lambda: [(walk.sentence(), "")])


def _people(at: Here, rows: list[Row], *, more: bool) -> Iterator[Line]:
    if not rows:
        yield "Nothing waits for you.", ""
    if not at.at_terminal:
        for row in rows:
            yield f"{row['id']}\t{row['type']}\t{row['target']}\t{gate.line(row['text'])}", ""
        return
    from dreamstream.cli.reviewing import place

    above = ""
    for row in rows:
        if (where := place(row)) != above:
            yield where, "bold"
            above = where
        yield f"{row['id']}  {row['type']}: {gate.line(row['text'])}", ""
    if more:
        yield f"More follow; say --limit N. These are the first {len(rows)}.", "dim"
