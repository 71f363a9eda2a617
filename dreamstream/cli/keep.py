"""Change what was told, always by adding to it: edit, tag, untag, undo."""

from __future__ import annotations

import sys
from datetime import datetime
from typing import Annotated, Any

import typer

from dreamstream.cli import log, which
from dreamstream.cli.here import Here, here
from dreamstream.cli.result import Result
from dreamstream.errors import NotFound, NotSaved, UsageError
from dreamstream.index import acts, dreams
from dreamstream.index import jobs as rows
from dreamstream.jobs import plan
from dreamstream.lists import DREAM_TYPES, ESSENTIAL

family = typer.Typer()

Many = Annotated[list[str] | None, typer.Option(metavar="NAME", help="In place of those there; may be said again")]
Tags = Annotated[list[str] | None, typer.Option("--tag", "-t", metavar="NAME", help="A tag; may be said again")]
Dreams = Annotated[list[str], typer.Argument(metavar="ID...", help="Ids, prefixes, @1, or - for ids on input")]


@family.command()
def edit(
    id: Annotated[str, typer.Argument(metavar="ID", help="An id, a prefix, or @1")],
    text: Annotated[
        str | None, typer.Option("--text", metavar="TEXT", help="New words; - reads them from input")
    ] = None,
    title: Annotated[str | None, typer.Option(metavar="TEXT", help="A title")] = None,
    at_: Annotated[str | None, typer.Option("--at", metavar="WHEN", help="When it was dreamed")] = None,
    type: Annotated[str | None, typer.Option(metavar="TYPE", help=", ".join(DREAM_TYPES))] = None,
    lucid: Annotated[str | None, typer.Option(metavar="0-5", help="How lucid")] = None,
    emotion: Many = None,
    tag: Many = None,
    person: Many = None,
    place: Many = None,
    stress: Annotated[str | None, typer.Option(metavar="0-100", help="How tense it was")] = None,
    draft: Annotated[bool, typer.Option("--draft", help="Leave a draft a draft")] = False,
    again: Annotated[bool, typer.Option("--again", help="Ask for analysis, picture and comic of the new text")] = False,
) -> Result:
    """Change a dream's words or facts; without options its words open in your editor. A draft is finished by it."""
    at = here()
    n, dream = which.one(at, id)
    before = dreams.told(at.journal.db, n)
    data = _changes(before, text=text, title=title, at_=at_, type=type, lucid=lucid, stress=stress)
    if emotion is not None:
        data["emotions"] = [log.feeling(e) for e in emotion if e]
    for name, values in (("tags", tag), ("people", person), ("places", place)):
        if values is not None:
            data[name] = list(dict.fromkeys(v.strip() for v in values if v.strip()))
    said = (text, title, at_, type, lucid, stress, emotion, tag, person, place)
    if all(option is None for option in said) and not again and (not before["draft"] or sys.stdin.isatty()):
        from dreamstream.cli import editor

        words = editor.write(at, text=before["text"] or _written_down(at, n)).strip()
        if not words:
            raise UsageError("The dream would be empty.", hint="Nothing was changed; `delete` takes a dream away.")
        data = {"text": words} if words != before["text"] else {}
    finished = bool(before["draft"]) and not draft
    if finished:
        data |= {"draft": False, "wants": list(ESSENTIAL)}
    asked: list[str] = []
    try:
        with at.journal.act() as act:
            dreams.resolve(act.db, dream)
            if data:
                act.add("dream.edited", dream=dream, **data)
            if again or finished:
                asked = [
                    job
                    for kind in ESSENTIAL
                    if (job := plan.ask(act, n=n, dream=dream, kind=kind, why="edit", always=again))
                ]
    except NotSaved as error:
        error.words = str(data.get("text", ""))
        raise
    row = dreams.by_number(at.journal.db, [n])[0]
    sentence = "Nothing changed." if not data and not asked else f"{dream} is changed."
    return Result({**row, "changed": sorted(data), "jobs": asked}, lambda: [(sentence, "")])


def _written_down(at: Here, n: int) -> str:
    """What a recording's transcript says, to begin with where the draft has no words yet."""
    found = rows.current(at.journal.db, dream=n, kind="transcript")
    return str(found.get("text") or "") if found else ""


def _changes(before: dict[str, Any], **said: str | None) -> dict[str, Any]:
    """What the options change; the same value again is no change."""
    from dreamstream import dates

    data: dict[str, Any] = {}
    if (text := said["text"]) is not None:
        words = (sys.stdin.read() if text == "-" else text).strip()
        if not words:
            raise UsageError("The dream would be empty.", hint="`delete` takes a dream away.")
        data["text"] = words
    if said["title"] is not None:
        data["title"] = said["title"].strip()
    if said["at_"]:
        when = dates.parse(said["at_"], now=datetime.now().astimezone())
        if when.future:
            raise UsageError(f"{said['at_']!r} has not come yet.", hint="Say when it was dreamed.")
        data["at"], data["night"] = (
            when.at,
            dates.night(when.at, day_starts_at=here().config.get("day_starts_at")),
        )
    if said["type"] is not None:
        data["type"] = log.among("type", said["type"], DREAM_TYPES) if said["type"] else None
    if said["lucid"] == "yes":
        data["type"] = "lucid"
    elif said["lucid"] is not None:
        data["lucidity"] = log.number("--lucid", said["lucid"], 5) if said["lucid"] else None
    if said["stress"] is not None:
        data["stress"] = log.number("--stress", said["stress"], 100) if said["stress"] else None
    return {name: value for name, value in data.items() if before.get(name) != value}


@family.command()
def tag(ids: Dreams, tags: Tags = None) -> Result:
    """Add tags: tag ID... NAME, or tag - --tag NAME for ids on input."""
    return _retag(ids, tags, lambda have, new: [*have, *(name for name in new if name not in have)])


@family.command()
def untag(ids: Dreams, tags: Tags = None) -> Result:
    """Take tags away: untag ID... NAME, or untag - --tag NAME for ids on input."""
    return _retag(ids, tags, lambda have, gone: [name for name in have if name not in gone])


def _retag(words: list[str], tags: list[str] | None, change: Any) -> Result:
    """Words that look like ids are dreams, the rest are tags."""
    names = [word for word in words if word == "-" or which.looks_like_id(word)]
    labels = [*(word for word in words if word not in names), *(tags or [])]
    labels = [label.strip() for label in labels if label.strip()]
    if not names or not labels:
        raise UsageError("A dream and a tag are needed.", hint="Say: dreamstream tag @1 lake")
    at = here()
    chosen = which.several(at, names)
    changed = []
    with at.journal.act() as act:
        for n, dream in chosen:
            have = dreams.told(act.db, n)["tags"]
            new = change(have, labels)
            if new != have:
                act.add("dream.edited", dream=dream, tags=new, verb="tags")
                changed.append(dream)
    rows = [{"id": dream, "tags": dreams.told(at.journal.db, n)["tags"]} for n, dream in chosen]
    return Result(
        rows[0] if len(rows) == 1 else rows, lambda: [(f"{r['id']}\t{', '.join(r['tags'])}", "") for r in rows]
    )


@family.command()
def undo() -> Result:
    """Take back the last act of a person on this machine, by adding its opposite."""
    at = here()
    with at.journal.act() as act:
        last = acts.last(act.db, host=at.journal.host)
        if last is None:
            raise NotFound("There is nothing to undo on this machine.")
        for kind, data in acts.opposite(act.db, last):
            act.add(kind, **data, undoes=last["at"])
        if not act.wishes:
            raise NotFound(f"The last act ({last['verb']}) has nothing left to take back.")
        count = len(act.wishes)
    if last["verb"] in ("log", "import", "restore"):
        at.journal.scrub()
    said = f"Undone: {last['verb']}" + (f" ({count} changes)" if count > 1 else "") + "."
    return Result({"undone": last["verb"], "at": last["at"], "changes": count}, lambda: [(said, "")])
