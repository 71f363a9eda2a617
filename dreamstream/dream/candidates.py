"""The dreams a talk may be about: those it names, by id or by title, and those of its nights."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, Any

from dreamstream import dates, ids
from dreamstream.index import sessions
from dreamstream.proposals import Candidate
from dreamstream.turns import Session

if TYPE_CHECKING:
    import sqlite3

#: Dreams a talk may be about, nights it may span, and events shown of each dream.
MOST, _NIGHTS, _EVENTS = 12, 14, 40
#: A shorter title is a phrase anybody may say.
_TITLE_WORDS, _TITLE_LENGTH = 2, 8
_ID = re.compile(rf"\bd-[{ids.DIGITS}]{{{ids.LENGTH}}}\b")
_WORD = re.compile(r"\w+")

Row = dict[str, Any]


class Titles:
    """The dreams' titles, to be found in a talk; read once a pass."""

    def __init__(self, titled: Iterable[tuple[str, str]]) -> None:
        self._by_first: defaultdict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        for title, id in titled:
            words = tuple(_WORD.findall(title.casefold()))
            if len(words) >= _TITLE_WORDS and len(title) >= _TITLE_LENGTH:
                self._by_first[words[0]].append((words, id))

    def named(self, session: Session) -> dict[str, int]:
        """The dreams whose title is said: by their ids the turn, from 0, that says it first."""
        found: dict[str, int] = {}
        if not self._by_first:
            return found
        for place, turn in enumerate(session.turns):
            words = _WORD.findall(turn.text.casefold())
            for at, word in enumerate(words):
                for title, id in self._by_first.get(word, ()):
                    if tuple(words[at : at + len(title)]) == title:
                        found.setdefault(id, place)
        return found


def of(
    db: sqlite3.Connection, session: Session, titles: Titles, *, dream: str, when: float, day_starts_at: str
) -> list[tuple[int, Candidate]]:
    """(n, the dream) of each candidate, in the order in which a talk comes to them, so that one that goes on changes
    nothing of what was said before; `when` dates a talk that says no time of its own.
    """
    named = titles.named(session)
    for place, turn in enumerate(session.turns):
        for id in _ID.findall(turn.text) if turn.role != "machine" else ():
            named[id] = min(place, named.get(id, place))
    if dream:
        named[dream] = -1
    rows = sessions.dreams_of(db, nights(session, when, day_starts_at), named, most=MOST)
    return [(row["n"], _candidate(db, row)) for row in rows]


def nights(session: Session, when: float, day_starts_at: str) -> dict[str, int]:
    """The nights of a talk: of each turn the morning of that day, and from the evening on the next one too.

    Each with the turn, from 0, that is the first of it.
    """
    times: dict[str, int] = {session.at: 0} if session.at else {}
    for place, turn in enumerate(session.turns):
        if turn.at:
            times.setdefault(turn.at, place)
    found: dict[str, int] = {}
    for at, place in (times or {datetime.fromtimestamp(when).astimezone().isoformat(): 0}).items():
        here = _here(at)
        for night in (here[:10] if len(here) >= 10 else None, dates.night(here, day_starts_at=day_starts_at)):
            if night:
                found.setdefault(night, place)
        if len(found) >= _NIGHTS:
            break
    return found


def _here(at: str) -> str:
    """The same moment on this machine's clock; a day or less stays as it is."""
    if len(at) <= 10:
        return at
    try:
        return datetime.fromisoformat(at).astimezone().isoformat()
    except (ValueError, OverflowError, OSError):
        return at


def _candidate(db: sqlite3.Connection, row: Row) -> Candidate:
    events = [e["text"] for e in sessions.events(db, row["id"]) if not e["hidden"] and e["status"] != "rejected"]
    return Candidate(
        id=row["id"],
        title=row["title"] or "",
        events=tuple(events[-_EVENTS:]),
        text=row["text"],
        since=max(row["since"], 0),
    )
