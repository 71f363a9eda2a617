"""Which session this is, wherever it lies and however far it has grown; and how far it was read.

an id of its own          the session of that id
the same words            that session
begins with its words     that session, grown
same name, same talk      that session, changed, or read otherwise now that more of it is there
else                      a new one
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import islice
from typing import TYPE_CHECKING, Any

from dreamstream import ids
from dreamstream.dream.readers.port import Missed, Stretch
from dreamstream.dream.transcripts import content
from dreamstream.index import sessions
from dreamstream.index.sessions import Known
from dreamstream.turns import Session

if TYPE_CHECKING:
    import sqlite3

#: Turns two talks must share to be taken for one where their names differ, and words where only their first turn and
#: their name are the same: "Good morning" begins many, and every recorder writes a memo.txt.
_ENOUGH, _OPENING = 3, 6
#: So many sessions of one name or beginning are looked at, the last ones: there may be ten thousand of a name.
_NAMESAKES = 20
_WORD = re.compile(r"\w+")
#: After so many attempts a stretch waits for a person to name its session; but an outage is waited out.
ATTEMPTS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a session stands: whether something of it is to be read, why, and from where."""

    why: str
    due: bool
    start: int = 0  #: The turns before this were read.
    regrown: bool = False  #: The turn at `start` was read before, and has gone on since.
    again: tuple[Missed, ...] = ()


class Register:
    """The sessions the log knows, and those a pass has seen since."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self.there: set[str] = set()  #: Sessions that have a file of their own: no other file is one of them.
        self._seen: dict[str, Known] = {}
        self.inside: dict[str, str] = {}  #: Of those seen, which are no more than the beginning of which.
        self._alike: defaultdict[str, dict[str, None]] = defaultdict(dict)  #: Of those seen, by content and by name.

    def one(self, id: str) -> Known | None:
        """What is known of it."""
        return self._seen.get(id) or sessions.one(self._db, id)

    def recognise(self, session: Session, name: str) -> str:
        """The session's id in this journal."""
        if session.id:
            return own_id(session)
        told = content.prefixes(session)
        listed = self._unnamed(session.format, told, name)
        begun = [known for known in listed if told[known.turns - 1 : known.turns] == [known.hash]]
        id = self._recognised(session, name, told, listed, begun)
        for known in begun:
            if known.id != id and known.id in self._seen and known.turns < len(told):
                self.inside[known.id] = id
        return id

    def _recognised(self, session: Session, name: str, told: list[str], listed: list[Known], begun: list[Known]) -> str:
        if same := next((known for known in begun if known.hash == told[-1]), None):
            return same.id
        named = [known for known in listed if known.name == name]
        whose = [known for known in begun if known.turns >= _ENOUGH or known.name == name]
        near = [known for known in listed if known.turns >= _ENOUGH or known.name == name]
        if whose := whose or [known for known in near if _begins(known, session)]:
            return max(whose, key=lambda known: known.turns).id
        opening = len(session.turns[0].text.split()) >= _OPENING
        for known in reversed(named):
            if known.id in self._seen or known.id in self.there:
                continue
            if (opening and known.first == told[0]) or self._quotes(known, session):
                return known.id
        return _spell(content.identity(session))

    def saw(self, id: str, session: Session, name: str) -> None:
        """It was met as it is now: whoever is looked at next may be its beginning or its continuation."""
        known = self.one(id) or nobody(id)
        if known.turns <= len(session.turns) or known.hash is None:
            self._seen[id] = now = replace(known, name=known.name or name, **seen(session))
            for key in (f"hash {now.hash}", f"name {now.name}", f"first {now.first}"):
                self._alike[key][id] = None

    def _unnamed(self, format: str, told: list[str], name: str) -> list[Known]:
        formats = content.WRITTEN if format in content.WRITTEN else (format,)
        found = sessions.unnamed(self._db, *formats, hashes=told, first=told[0], name=name, most=_NAMESAKES)
        listed = {known.id: known for known in found}
        keys = [f"hash {hash}" for hash in told if f"hash {hash}" in self._alike]
        alike = dict.fromkeys(id for key in keys for id in self._alike[key])
        for key in (f"name {name}", f"first {told[0]}"):
            alike |= dict.fromkeys(islice(reversed(self._alike.get(key, {})), _NAMESAKES))
        for id in alike:
            if (known := self._seen[id]).anonymous and known.format in formats:
                listed[id] = known
        return list(listed.values())

    def _quotes(self, known: Known, session: Session) -> bool:
        """Whether something that was quoted of it is still said."""
        quotes = [str(row["meta"].get("quote") or "") for row in sessions.proposed(self._db, known.id)]
        if not any(quotes):
            return False
        told = said(session)
        return any(quote and says(told, quote) for quote in quotes)


def own_id(session: Session) -> str:
    """The id of a session that has one of its own; the journal's own talks have it from the start."""
    own = session.format == "chat" and ids.looks_like(session.id, "s") and len(session.id) == 2 + ids.LENGTH
    return session.id if own else _spell(content.identity(session))


def said(session: Session) -> str:
    """All that is said in it, who says it too, for `says`."""
    return _words("\n".join(f"{turn.speaker}\n{turn.text}" for turn in session.turns))


def says(told: str, quote: str) -> bool:
    """Whether a quote is part of what is `said`; its last word may have been cut."""
    return _words(quote).rstrip() in told


def seen(session: Session) -> dict[str, Any]:
    """What is kept of a session to know it again: no word of it."""
    last = session.turns[-1].text if session.turns else ""
    return {
        "format": session.format,
        "anonymous": not session.id,
        "turns": len(session.turns),
        "hash": content.whole(session),
        "tail": len(last),
        "first": content.prefix(session, 1),
    }


def standing(known: Known | None, session: Session, *, asked: bool = False) -> Standing:
    """What of it waits; `asked` means that a person named it, which tries once more what was given up."""
    turns = len(session.turns)
    if known is not None and known.forgotten:
        return Standing(why="forgotten", due=False)
    if not any(turn.role != "machine" for turn in session.turns):
        return Standing(why="empty", due=False)
    if known is None or known.read_hash is None:
        return Standing(why="new", due=True)
    kept = content.read_so_far(session, known.offset, known.read_hash, known.read_tail or 0)
    if kept is None:
        return Standing(why="changed", due=True)
    again = tuple(
        missed(gap) for gap in known.missed if asked or int(gap.get("attempts", 1)) < ATTEMPTS or gap.get("passing")
    )
    if kept < turns:
        more = turns - known.offset
        why = f"grown by {more} turn{'' if more == 1 else 's'}" if more else "grown: its last turn goes on"
        return Standing(why=why, due=True, start=kept, regrown=kept < known.offset, again=again)
    if again:
        return Standing(why="what could not be read is tried again", due=True, start=kept, again=again)
    if known.missed:
        tries = f"could not be read {ATTEMPTS} times; `dreamstream dream --session {known.id}` tries again"
        return Standing(why=tries, due=False, start=kept)
    return Standing(why="unchanged", due=False, start=kept)


def missed(gap: dict[str, Any]) -> Missed:
    """A stretch as the log keeps it."""
    first, end, attempts = (int(str(gap.get(name, 0))) for name in ("first", "end", "attempts"))
    stretch = Stretch(first=first, end=end)
    return Missed(stretch=stretch, why=str(gap.get("why", "")), attempts=attempts, passing=bool(gap.get("passing")))


def nobody(id: str) -> Known:
    """A session nothing is known of."""
    return Known(
        id=id,
        name="",
        format="",
        anonymous=False,
        dream=None,
        file=None,
        added_at="",
        turns=0,
        hash=None,
        tail=None,
        first=None,
        offset=0,
        read_hash=None,
        read_tail=None,
        reader=None,
        missed=(),
        run=None,
        read_at=None,
        forgotten=False,
    )


def _begins(known: Known, session: Session) -> bool:
    if known.hash is None:
        return False
    return content.read_so_far(session, known.turns, known.hash, known.tail or 0) is not None


def _words(text: str) -> str:
    """The words alone, one space apart: what a line was taken for, when more of a text is there, is no word of it."""
    return f" {' '.join(_WORD.findall(text.casefold()))} "


def _spell(identity: str) -> str:
    return ids.spell("s", int.from_bytes(sha256(identity.encode("utf-8", "replace")).digest()[:7], "big"))
