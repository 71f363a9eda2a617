"""Transcripts of talks about dreams: add, list, show, forget."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from typing import Annotated, Any

import typer

from dreamstream.cli import given, which
from dreamstream.cli.here import Here, here
from dreamstream.cli.result import Line, Result
from dreamstream.dream import shelf, sources
from dreamstream.dream.shelf import Handed
from dreamstream.dream.sources import Found, Unreadable
from dreamstream.dream.stamps import Stamps
from dreamstream.errors import UsageError
from dreamstream.index import dreams, sessions
from dreamstream.index.sessions import Known
from dreamstream.turns import Session

family = typer.Typer()
app = typer.Typer(no_args_is_help=True)
family.add_typer(app, name="sessions", help="Transcripts of talks about dreams, for a pass to read.")

Row = dict[str, Any]
FORMATS = "Text, Markdown, WebVTT, SRT and Whisper's JSON are read, and what Claude Code, Codex and ChatGPT keep."
Sessions = Annotated[list[str], typer.Argument(metavar="ID...", help="Sessions, or - for ids on input")]


@app.command("add")
def add(
    source: Annotated[str, typer.Argument(metavar="FILE|DIR|-", help="A file, a folder of them, or standard input")],
    name: Annotated[str, typer.Option(metavar="NAME", help="What to call what comes on standard input")] = "pasted.txt",
) -> Result:
    """Copy transcripts into the journal; the next pass reads them. The same again adds nothing."""
    at = here()
    folder = os.path.isdir(source)
    left: list[tuple[str, str]] = []
    taken = shelf.add(at.journal, _folder(source, left) if folder else [_file(source, name)])
    left += taken.left
    if not folder and left:
        file, why = left[0]
        raise UsageError(f"{file} is no transcript: {why}.", hint=FORMATS)
    for file, why in left:
        at.warn(f"{file} was left: {why}.")
    data = {"sessions": taken.rows, "left": [{"name": file, "why": why} for file, why in left]}

    def people() -> Iterator[Line]:
        for row in taken.rows:
            yield f"{row['id']}\t{row['name']}\t{_turns(row['turns'])}\t{row['how']}", ""
        if not taken.rows:
            yield f"Nothing in {source} is a transcript.", ""
        if at.at_terminal and any(row["how"] in ("added", "grown") for row in taken.rows):
            yield "The next pass reads what is new: dreamstream dream", "dim"

    return Result(data, people)


@app.command("list")
def list_(
    jsonl: Annotated[bool, typer.Option("--jsonl", help="One JSON object a line")] = False,
    ids: Annotated[bool, typer.Option("--ids", help="Ids alone")] = False,
    limit: Annotated[int | None, typer.Option(min=0, metavar="N", help="At most N; 50 at a terminal")] = None,
) -> Result:
    """Sessions the journal knows, the one known first first; those of watched folders once a pass has read them."""
    at = here()
    most = limit if limit is not None else 50 if at.at_terminal else None
    found = list(sessions.all(at.journal.db))[:most]
    if ids:
        return Result(None, lambda: (), ids=(known.id for known in found), form="ids")
    rows = [_row(known) for known in found]
    if jsonl:
        return Result(rows, lambda: (), form="jsonl")

    def people() -> Iterator[Line]:
        for row in rows:
            read = f"{row['read']} of {_turns(row['turns'])} read" if row["turns"] else "not read yet"
            yield f"{row['id']}\t{row['name']}\t{row['format']}\t{read}\t{row['status']}", ""

    return Result(rows, people)


@app.command("show")
def show(id: Annotated[str, typer.Argument(metavar="ID", help="An id or the beginning of one")]) -> Result:
    """One session: how far it was read, what was said in it, and what was suggested."""
    at = here()
    known = sessions.resolve(at.journal.db, id)
    path = _path(at, known)
    session = _said(known, path)
    events = dreams.events(at.journal.db, "session = ?", (known.id,))
    data: Row = {
        **_row(known),
        "dream": known.dream,
        "path": path,
        "reader": known.reader,
        "read_at": known.read_at,
        "missed": list(known.missed),
        "events": events,
        "talk": [
            {"id": turn.id, "role": turn.role, "speaker": turn.speaker, "at": turn.at, "text": turn.text}
            for turn in session.turns
        ]
        if session
        else None,
    }
    return Result(data, lambda: _page(data))


@app.command("forget")
def forget(ids: Sessions) -> Result:
    """Read these no more, and take the journal's copies away. What was suggested of them stays."""
    at = here()
    names = [name for word in ids for name in (which.piped() if word == "-" else [word])]
    chosen = list(dict.fromkeys(sessions.resolve(at.journal.db, name) for name in names))
    gone = shelf.forget(at.journal, chosen)
    said = [f"{known.name} ({known.id}) is forgotten." for known in chosen]
    return Result({"forgotten": gone}, lambda: [(sentence, "") for sentence in said])


def _row(known: Known) -> Row:
    return {
        "id": known.id,
        "name": known.name,
        "format": known.format,
        "turns": known.turns,
        "read": known.read,
        "status": known.status,
        "chunks_failed": len(known.missed),
        "added_at": known.added_at,
    }


def _file(source: str, name: str) -> Handed:
    if source == "-":
        if sys.stdin.isatty():
            raise UsageError("- means standard input, and nothing is piped in.", hint="Name a file.")
        return Handed(name=name, body=given.read("-", sources.MOST, "transcript"))
    body = given.read(source, sources.MOST, "transcript")
    return Handed(name=os.path.basename(source), body=body, changed=os.stat(source).st_mtime)


def _folder(source: str, left: list[tuple[str, str]]) -> Iterator[Handed]:
    """Every file below a folder, one at a time; what cannot be read is noted."""
    for found in sources.below(os.path.abspath(source), here().places):
        if not isinstance(found, Found):
            left.append((os.path.relpath(found[0], source), found[1]))
            continue
        try:
            body, now = sources.bytes_of(found)
        except Unreadable as error:
            left.append((found.name, error.why))
            continue
        yield Handed(name=found.name, body=body, changed=now.changed)


def _path(at: Here, known: Known) -> str | None:
    """Where its words are: the journal's copy, else the file of a watched folder it was read in."""
    if known.file:
        return shelf.path(at.places, known.file)
    return Stamps(at.places).where(known.id)


def _said(known: Known, path: str | None) -> Session | None:
    """The session as its file holds it now; of several in one file the one that has its id."""
    if path is None or (found := sources.at(path)) is None:
        return None
    try:
        read, _ = sources.read(found)
    except Unreadable:
        return None
    return next((session for session in read if _is_it(session, known)), None)


def _is_it(session: Session, known: Known) -> bool:
    """Whether this is the session meant, as it was last seen or grown since."""
    from dreamstream.dream.known import own_id
    from dreamstream.dream.transcripts import content

    if session.id:
        return own_id(session) == known.id
    return bool(known.hash) and content.read_so_far(session, known.turns, str(known.hash), known.tail or 0) is not None


def _page(data: Row) -> Iterator[Line]:
    yield f"{data['name']}  {data['id']}", "bold"
    yield f"{data['format']}, {data['read']} of {_turns(data['turns'])} read, {data['status']}", ""
    for gap in data["missed"]:
        yield f"turns {gap['first'] + 1} to {gap['end']} could not be read: {gap['why']}", "yellow"
    if data["talk"] is None:
        yield "Its words are not on this machine.", "yellow"
    suggested: dict[str, list[Row]] = {}
    for event in data["events"]:
        turns = event["meta"].get("turns")  # whoever wrote the line may have left it out
        suggested.setdefault(str(turns[0]) if turns and isinstance(turns, list) else "", []).append(event)
    for turn in data["talk"] or ():
        who = turn["speaker"] or turn["role"]
        when = (turn["at"] or "")[:16].replace("T", " ")
        yield "", ""
        yield "  ".join(part for part in (turn["id"], when, who) if part), "dim"
        yield turn["text"], ""
        for event in suggested.get(turn["id"], ()):
            yield f"  → {event['type']} ({event['status']}): {' '.join(event['text'].split())}  {event['id']}", "green"


def _turns(count: int) -> str:
    return f"{count:,} turn{'' if count == 1 else 's'}"
