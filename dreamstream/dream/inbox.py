"""What waits to be read: every session in or out, with its reason, the oldest first; a file as it was is not opened."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dreamstream.config import Config
from dreamstream.dream import candidates, known, sources
from dreamstream.dream.choice import Choice
from dreamstream.dream.glance import Glance
from dreamstream.dream.known import Register, Standing
from dreamstream.dream.sources import Found, Unreadable
from dreamstream.dream.stamps import Held
from dreamstream.dream.transcripts import content
from dreamstream.errors import Ambiguous, NotFound
from dreamstream.index import sessions
from dreamstream.journal import Journal
from dreamstream.proposals import Candidate
from dreamstream.turns import Session

Row = dict[str, Any]
#: Parsed sessions are kept until they are read, up to so many bytes of files; what is more is parsed once again.
_KEPT = 1 << 26


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A session that was found in a file."""

    id: str
    name: str
    found: Found
    place: int  #: Which of the file's sessions it is, from 0.
    first: str  #: The digest of its first turn: parsed once more, the file may hold others at this place.
    begun: float  #: When the talk began and when it was last added to, in seconds since 1970.
    until: float
    turns: int
    characters: int  #: Of what is to be read.
    standing: Standing


class Inbox:
    """One look at all transcripts; `due` are to be read, `skipped` are not, each with its reason."""

    def __init__(self, journal: Journal, config: Config, choice: Choice, glance: Glance | None = None) -> None:
        self.config, self.choice = config, choice
        self.db = journal.db
        self.titles = candidates.Titles(sessions.titled(self.db))
        self.day_starts_at = str(config.get("day_starts_at"))
        self.due: list[Item] = []
        self._glance = glance or Glance(journal, config)
        self.skipped: list[Row] = list(self._glance.skipped)
        self.warnings: list[str] = []
        self._parsed: dict[str, tuple[Session, ...]] = {}
        self._weight = 0
        self._opened: dict[str, tuple[Found, list[str], str]] = {}
        self._unread: set[str] = set()  #: Paths of which something waits that this pass leaves.
        self._look()

    # ── looking ──

    def _look(self) -> None:
        register = Register(self.db)
        quiet = {row["id"]: row["name"] for row in self.skipped if row["id"]}  #: In files that are as they were.
        register.there |= quiet.keys()
        met: defaultdict[str, list[Item]] = defaultdict(list)
        for found in self._glance.opened:
            for item in self._open(found, register):
                met[item.id].append(item)
        kept = [best for items in met.values() if (best := self._longest(items, quiet)) is not None]
        self._choose(
            sorted(self._apart(kept, register.inside), key=lambda item: (item.begun, item.found.path, item.place)),
            set(quiet),
        )

    def _open(self, found: Found, register: Register) -> Iterator[Item]:
        try:
            read, now = sources.read(found)
        except Unreadable as error:
            self._skip("", found.name, error.why)
            if not error.why.startswith("unreadable:"):  # a lock or a permission may go; what is in it stays
                self._opened[found.path] = (found, [], error.why)
            return
        self._keep(now, read)
        self._opened[found.path] = (now, [], "empty")
        if not any(session.turns for session in read):
            self._skip("", found.name, "empty")
        for place, session in enumerate(read):
            if not session.turns:
                continue
            id = register.recognise(session, found.name)
            register.saw(id, session, found.name)
            if session.format == "chat" and session.dream and not sessions.alive(self.db, [session.dream]):
                self._skip(id, found.name, "its dream is deleted")
                self._unread.add(found.path)
                continue
            item = self._item(id, session, now, place)
            if item.standing.why == "empty":
                self._skip(id, found.name, "empty")
                continue
            self._opened[found.path][1].append(id)
            if session.warnings and item.standing.due:
                self.warnings.append(_places(found.name, session.warnings))
            yield item

    def _item(self, id: str, session: Session, found: Found, place: int) -> Item:
        asked = bool(self.choice.session) and id.startswith(self.choice.session)
        begun = _seconds(session.at, found.changed)
        row = sessions.one(self.db, id)
        standing = known.standing(row, session, asked=asked)
        said = [_seconds(turn.at, begun) for turn in session.turns if turn.at]
        return Item(
            id=id,
            name=row.name if row is not None and row.name and found.own else found.name,
            found=found,
            place=place,
            first=content.prefix(session, 1),
            begun=begun,
            until=max(said) if said else max(begun, found.changed),
            turns=len(session.turns),
            characters=sum(len(turn.text) for turn in session.turns[standing.start :]),
            standing=standing,
        )

    def _longest(self, items: list[Item], quiet: dict[str, str]) -> Item | None:
        """Of several files that hold one session, the one that holds most of it."""
        best = max(items, key=lambda item: (item.turns, item.found.own, item.found.changed, item.found.path))
        for item in items:
            if item is not best:
                self._skip(item.id, item.name, f"another copy of {best.name}")
        if best.id in quiet:
            seen = sessions.one(self.db, best.id)
            if seen is not None and best.turns <= seen.turns:
                self._skip(best.id, best.name, f"another copy of {quiet[best.id]}")
                return None
        return best

    def _apart(self, items: list[Item], inside: dict[str, str]) -> list[Item]:
        """Without those that are only the beginning of what another file holds, and would be read for nothing."""
        names = {item.id: item.name for item in items}
        left = {item.id: inside[item.id] for item in items if item.standing.due and inside.get(item.id) in names}
        for id in reversed(left):  # the beginning of a beginning; the longer one of two is met later
            while left[id] in left:
                left[id] = left[left[id]]
        for item in items:
            if item.id in left:
                self._skip(left[item.id], item.name, f"another copy of {names[left[item.id]]}")
        for _, ids, _ in self._opened.values() if left else ():
            ids[:] = [left.get(id, id) for id in ids]
        return [item for item in items if item.id not in left]

    # ── choosing ──

    def _choose(self, items: list[Item], quiet: set[str]) -> None:
        wanted = self._named({item.id for item in items} | quiet)
        left = self.choice.limit
        for item in items:
            why = "" if wanted is None or item.id == wanted else "not chosen by --session"
            why = why or self._unwanted(item)
            if not item.standing.due:
                self._skip(item.id, item.name, item.standing.why)
                continue
            if not why and left is not None and left <= len(self.due):
                why = "over --limit"
            if why:
                self._skip(item.id, item.name, why)
                self._unread.add(item.found.path)
            else:
                self.due.append(item)

    def _named(self, ids: set[str]) -> str | None:
        """The one session that was asked for. Raises NotFound or Ambiguous."""
        name = self.choice.session
        if not name:
            return None
        fits = sorted(id for id in ids if id.startswith(name))
        if not fits:
            raise NotFound(f"No session {name!r} is here to be read.", hint="`dreamstream dream scope` names them.")
        if len(fits) > 1:
            raise Ambiguous(f"{name!r} fits more than one session.", hint=f"Say more of the id: {', '.join(fits[:5])}")
        return fits[0]

    def _unwanted(self, item: Item) -> str:
        if self.choice.since is not None and item.until < self.choice.since:
            return "not chosen by --since"
        if self.choice.dream_id and item.standing.due:
            session = self.session(item)
            if session is None or self.choice.dream_id not in {dream.id for _, dream in self.dreams(item, session)}:
                return "not chosen by --dream"
        return ""

    # ── reading ──

    def session(self, item: Item) -> Session | None:
        """The session's words, as they were when they were looked at or are by now; None where they are gone."""
        if item.found.path not in self._parsed:
            self._parsed.clear()
            try:
                read, now = sources.read(item.found)
            except Unreadable:
                self._unread.add(item.found.path)
                return None
            self._parsed[item.found.path] = read
            if now.stamp != item.found.stamp:
                self._unread.add(item.found.path)
        read = self._parsed[item.found.path]
        if item.place >= len(read) or content.prefix(read[item.place], 1) != item.first:
            self._unread.add(item.found.path)
            return None
        return read[item.place]

    def dreams(self, item: Item, session: Session) -> list[tuple[int, Candidate]]:
        """The dreams it may be about."""
        seen = sessions.one(self.db, item.id)
        dream = session.dream or (seen.dream if seen else None) or ""
        return candidates.of(
            self.db, session, self.titles, dream=dream, when=item.found.changed, day_starts_at=self.day_starts_at
        )

    def left(self, item: Item) -> None:
        """It was due, and was not read to its end."""
        self._unread.add(item.found.path)

    def remember(self) -> None:
        """Note which files hold nothing that waits."""
        now, stamps = time.time(), self._glance.stamps
        for path, (found, ids, why) in self._opened.items():
            if path in self._unread or not sources.is_settled(found, now):
                stamps.forget(path)
            else:
                stamps.note(path, Held(stamp=found.stamp, sessions=tuple(ids), why="" if ids else why))
        self._glance.remember()

    def _keep(self, found: Found, read: tuple[Session, ...]) -> None:
        if self._weight + found.size <= _KEPT:
            self._weight += found.size
            self._parsed[found.path] = read

    def _skip(self, id: str, name: str, why: str) -> None:
        self.skipped.append({"what": "session", "id": id, "name": name, "why": why})


def _places(name: str, warnings: tuple[str, ...]) -> str:
    if len(warnings) == 1:
        return f"{name}: {warnings[0]}."
    return f"{name}: {warnings[0]}; and {len(warnings) - 1} more."


def _seconds(at: str | None, otherwise: float) -> float:
    """When that was; a day is its beginning on this machine's clock, and less than a day says nothing."""
    if not at or len(at) < 10:
        return otherwise
    try:
        return datetime.fromisoformat(at).timestamp()
    except (ValueError, OverflowError, OSError):
        return otherwise
