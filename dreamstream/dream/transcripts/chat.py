"""The journal's own chats: JSON lines, the first says what the talk is about.

    {"dreamstream": "chat", "kind": "refine", "dream": "d-…", "id": "s-…", "at": "…"}
    {"role": "user", "id": "x-…", "at": "…", "text": "make the sea darker"}
    {"role": "machine", "id": "x-…", "at": "…", "text": "Version 2: …"}

Machine turns keep their place and their role, so that whoever reads on knows them for this journal's own words.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from dreamstream import ids

if TYPE_CHECKING:  # `refine` and `heal` write chats, and need not wait 9 ms for what reads them
    from dreamstream.dream.transcripts.source import Source
    from dreamstream.dream.transcripts.talk import Talk
    from dreamstream.turns import Session

FORMAT = "chat"
KINDS = ("refine", "healing")
MACHINE = "machine"


def head(*, kind: str, dream: str, id: str, at: str) -> str:
    """The first line of a chat about a dream, with its newline. Raises ValueError for a kind of chat we have not."""
    if kind not in KINDS:
        raise ValueError(f"a chat is one of {', '.join(KINDS)}")
    return _line({"dreamstream": "chat", "kind": kind, "dream": dream, "id": id, "at": at})


def line(*, role: str, at: str, text: str, id: str = "") -> str:
    """One turn, with its newline. Raises ValueError for a role other than user and machine."""
    if role not in ("user", MACHINE):
        raise ValueError(f"a turn is the user's or the {MACHINE}'s")
    return _line({"role": role, **({"id": id} if id else {}), "at": at, "text": text})


def name(kind: str, dream: str) -> str:
    """What such a talk is called: its file's name says nothing to a person."""
    return f"{kind} of {dream}" if dream else kind


def fits(record: dict[str, Any]) -> bool:
    """Whether a line is one of a chat of ours."""
    if record.get("dreamstream") == "chat":
        return True
    role, id = record.get("role"), record.get("id")
    ours = isinstance(id, str) and len(id) == ids.LENGTH + 2 and ids.looks_like(id, "x")
    # a talk of the dreamer's turns alone is one too: what is asked for later is not answered
    return (role == MACHINE or (role == "user" and ours)) and isinstance(record.get("text"), str)


def read(source: Source) -> Iterator[Session]:
    """The talk; a file without its first line is read without what that said."""
    from dreamstream.dream.transcripts import clock
    from dreamstream.dream.transcripts.talk import Talk

    talk = Talk(FORMAT)
    for number, record in source.objects(talk.warn):
        if record.get("dreamstream") == "chat":
            talk = _begun(talk, record)
            continue
        role, text = record.get("role"), record.get("text")
        if role not in ("user", MACHINE) or not isinstance(text, str):
            talk.warn(f"line {number}", "neither the user's turn nor the machine's")
            continue
        talk.add(text, id=record.get("id"), role=role, at=clock.moment(record.get("at")))
    yield talk.session()


def _begun(talk: Talk, record: dict[str, Any]) -> Talk:
    """The first such line counts; a second one, from two files in one, changes nothing."""
    from dreamstream.dream.transcripts import clock
    from dreamstream.dream.transcripts.talk import Talk

    if talk.title:
        return talk
    given = Talk(FORMAT, id=record.get("id"), title=record.get("kind"), at=clock.moment(record.get("at")))
    talk.id, talk.title, talk.at = given.id, given.title, given.at
    dream = record.get("dream")
    talk.dream = dream if isinstance(dream, str) and len(dream) <= 40 else ""
    return talk


def _line(record: dict[str, str]) -> str:
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")) + "\n"
