"""Give a dream a new ending, put it into one's own words, and rehearse it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Annotated, Any

import typer

from dreamstream import ids
from dreamstream.cli import editor, make, which
from dreamstream.cli.here import Here, here
from dreamstream.cli.log import number
from dreamstream.cli.result import Line, Result
from dreamstream.dream import spoken
from dreamstream.errors import NotFound, NotSaved, UsageError
from dreamstream.index import dreams
from dreamstream.index import healing as endings
from dreamstream.jobs import plan

family = typer.Typer()

Row = dict[str, Any]
_PARTS = (("why", "Why"), ("ending", "The new ending"), ("practice", "How to practise"))


@family.command()
def heal(
    id: make.Id,
    suggest: Annotated[bool, typer.Option("--suggest", help="Another suggestion: the story takes another way")] = False,
    edit: Annotated[bool, typer.Option("--edit", help="Put the ending into your own words (or pipe them in)")] = False,
    rehearse: Annotated[
        tuple[str, str] | None,
        typer.Option("--rehearse", metavar="BEFORE AFTER", help="Distress from 0 to 10 before and after a rehearsal"),
    ] = None,
    later: make.Later = False,
    backend: make.Backend = None,
) -> Result:
    """Give a dream a new ending, to go through while awake."""
    at = here()
    if sum((suggest, edit, rehearse is not None)) > 1:
        raise UsageError("Only one of --suggest, --edit and --rehearse at a time.")
    if (edit or rehearse) and (later or backend):
        raise UsageError("--later and --backend are for making an ending.", hint="Leave them away.")
    if rehearse is not None:
        return _rehearsed(at, id, *rehearse)
    if edit:
        return _edited(at, id)
    return _made(at, id, suggest, later=later, backend=backend)


def parts(healing: Row) -> Iterator[Line]:
    """A healing for people: its three parts, where it turns, its picture and its note."""
    for name, heading in _PARTS:
        if not healing.get(name):
            continue
        own = name in (healing.get("edited") or ())
        yield f"{heading}, in your own words" if own else heading, "bold"
        yield healing[name], ""
        yield "", ""
    if healing.get("path"):
        yield healing["path"], "green"
        yield f"  {healing.get('alt') or ''}".rstrip(), "dim"
    if healing.get("note"):
        yield healing["note"], "yellow"


def told(listed: list[Row]) -> list[Line]:
    """How the rehearsals went, in a sentence or two."""
    if not listed:
        return []
    trend, now = endings.trend(listed), listed[-1]
    if len(listed) == 1:
        lines: list[Line] = [(f"1 rehearsal: distress {now['before']} before, {now['after']} after.", "")]
    else:
        way = "stayed at {last}" if not trend["change"] else "went from {first} to {last}"
        said = f"{trend['rehearsals']} rehearsals: distress before {way.format(**trend)}"
        lines = [(f"{said}; the last time {now['before']} before, {now['after']} after.", "")]
    if now["after"] > now["before"]:
        lines.append(
            ("It was heavier afterwards. That happens; let it rest for now, and talk to somebody you trust.", "yellow")
        )
    return lines


def _made(at: Here, name: str, suggest: bool, *, later: bool, backend: str | None) -> Result:
    make.known(backend, "healing")
    with at.journal.act() as act:
        n, dream = dreams.resolve(act.db, name)
        before = endings.done(act.db, n)
        suggestion = before[1].get("suggestion") if before else None
        suggestion = suggestion if isinstance(suggestion, int) else 1 if before else None
        wanted = 1 if suggestion is None else suggestion + 1 if suggest else suggestion
        params = {"suggestion": wanted}
        job = plan.ask(act, n=n, dream=dream, kind="healing", why="hand", backend=backend, always=True, params=params)
    data: Row = {"id": dream, "job": job, "kind": "healing", "status": "pending", "suggestion": wanted}
    if later or job is None:
        return Result(data, lambda: [(str(job), "")])
    edited = dreams.whole(at.journal.db, n)["outputs"]["healing"].get("edited")
    make.wait(job, "healing")
    if edited:
        at.warn("Your own words belonged to the ending before; they stay in the log.")
    data |= make.which_output(n, "healing")
    return Result(data, lambda: _page(at, data, dream))


def _page(at: Here, healing: Row, dream: str) -> Iterator[Line]:
    yield from parts(healing)
    if at.at_terminal:
        yield f"Another way: dreamstream heal {dream} --suggest", "dim"


def _edited(at: Here, name: str) -> Result:
    n, dream = which.one(at, name)
    found = endings.done(at.journal.db, n)
    if found is None:
        raise NotFound(f"{dream} has no new ending yet.", hint=f"Make one first: dreamstream heal {dream}")
    job, suggested = found
    now = dreams.whole(at.journal.db, n)["outputs"]["healing"]
    typed = at.input and sys.stdin.isatty()
    try:
        words = (editor.write(at, text=now["ending"]) if typed else sys.stdin.read()).strip()
    except UnicodeDecodeError:
        raise UsageError("What came on standard input is not text.", hint="Pipe in UTF-8.") from None
    if not words:
        raise UsageError("The ending would be empty.", hint="Nothing was changed.")
    changed = words != now["ending"]
    try:
        with at.journal.act() as act:
            dreams.resolve(act.db, dream)
            if changed:
                act.add("dream.edited", dream=dream, healing={"job": job, "ending": words}, verb="heal")
    except NotSaved as error:
        error.words = words
        raise
    if changed:
        _heard(at, n, dream, suggested, words, before=now["ending"])
    data = {"id": dream, "kind": "healing", **make.which_output(n, "healing"), "changed": ["ending"] if changed else []}
    sentence = f"The ending of {dream} is yours now." if changed else "Nothing changed."
    return Result(data, lambda: [(sentence, "")])


def _heard(at: Here, n: int, dream: str, suggested: Row, words: str, *, before: str) -> None:
    """Keep what the dreamer added for a later pass, behind the suggestion it answers; what the machine wrote is not."""
    from dreamstream.index import sessions

    if own := spoken.own(words, [before, *sessions.machine_words(at.journal.db, [n])]):
        said = spoken.Chat(at.journal, kind="healing", dream=dream, warn=at.warn)
        said.machine("\n\n".join(suggested[name] for name, _ in _PARTS if suggested.get(name)))
        said.user(own)


def _rehearsed(at: Here, name: str, before: str, after: str) -> Result:
    meta = {"before": number("BEFORE", before, 10), "after": number("AFTER", after, 10)}
    event = ids.new("e")
    with at.journal.act() as act:
        n, dream = dreams.resolve(act.db, name)
        act.add(
            "event.added",
            event=event,
            target=dream,
            type="rehearsal",
            text=f"Distress {meta['before']} before, {meta['after']} after.",
            status="confirmed",
            source="cli",
            author="dreamer",
            meta=meta,
        )
    listed = endings.rehearsals(at.journal.db, n)
    data = {"id": dream, "event": event, **meta, "rehearsals": listed, "trend": endings.trend(listed)}
    return Result(data, lambda: told(listed))
