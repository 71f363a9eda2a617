"""Transcripts handed to the journal: copied in under their own name, known again, and let go.

    sessions/<first of the content's digest>/<the file's name>

The copy is durable before a record names it; one that no record names any more is taken away.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from dreamstream.dream import known
from dreamstream.dream.known import Register
from dreamstream.dream.transcripts import door
from dreamstream.errors import NotSaved
from dreamstream.index import sessions
from dreamstream.index.sessions import Known
from dreamstream.journal import Journal
from dreamstream.paths import Places, make, sync
from dreamstream.turns import Session

Row = dict[str, Any]
_DIGITS, _NAME = 12, 120
_UNFIT = frozenset('/\\\0:*?"<>|')


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """A file as it was handed in."""

    name: str
    body: bytes
    changed: float | None = None  #: When its words were last written, in seconds since 1970.


@dataclass(slots=True, kw_only=True)
class Taken:
    """What became of it: a row for each session, and (name, why) of each file that is no transcript."""

    rows: list[Row]
    left: list[tuple[str, str]]


def add(journal: Journal, handed: Iterable[Handed]) -> Taken:
    """Copy transcripts into the journal; what is here already is not added twice. Raises NotSaved."""
    taken = Taken(rows=[], left=[])
    register = Register(journal.db)
    kept: list[tuple[str, str, Session, str]] = []
    for file in handed:
        if why := door.sniff(file.body, file.name).why:
            taken.left.append((file.name, why))
            continue
        read = [session for session in door.read(file.body, file.name) if session.turns]
        if not read:
            taken.left.append((file.name, "empty"))
            continue
        place = _keep(journal.places, file)
        for session in read:
            id = register.recognise(session, file.name)
            register.saw(id, session, file.name)
            kept.append((id, file.name, session, place))
    before: set[str] = set()
    with journal.act() as act:
        now: dict[str, Row] = {}  # what this act says of each: a folder may hold a session twice
        for id, name, session, place in kept:
            row = sessions.one(act.db, id)
            before |= {row.file} if row and row.file else set()
            seen = known.seen(session)
            how = _how(row, seen, now.get(id))
            if how not in ("known", "longer already"):
                data = {"session": id, "name": name, "file": place, **seen}
                act.add("session.added", **data, **({"of": session.dream} if session.dream else {}))
                now[id] = seen
            taken.rows.append({"id": id, "name": name, "format": session.format, "turns": seen["turns"], "how": how})
    _tidy(journal, before | {place for *_, place in kept})
    return taken


def forget(journal: Journal, chosen: Iterable[Known]) -> list[str]:
    """Read these no more, and take the journal's copies away; what they gave stays. The ids."""
    listed = list(chosen)
    with journal.act() as act:
        for session in listed:
            act.add("session.forgotten", session=session.id)
    _tidy(journal, {session.file for session in listed if session.file})
    return [session.id for session in listed]


def path(places: Places, file: str) -> str:
    """Where a copy lies."""
    return os.path.join(places.sessions, file)


def _how(row: Known | None, seen: Row, now: Row | None) -> str:
    if now is not None:
        return "known" if now["hash"] == seen["hash"] else "longer already" if now["turns"] > seen["turns"] else "grown"
    if row is None or row.forgotten:
        return "added"
    if row.hash == seen["hash"]:
        return "known" if row.file else "added"
    if row.turns > seen["turns"]:
        return "longer already"
    return "grown" if row.hash else "added"


def _keep(places: Places, handed: Handed) -> str:
    """Write the copy, whole and durable, or nothing; its name below `sessions/`."""
    file = os.path.join(sha256(handed.body).hexdigest()[:_DIGITS], _fit(handed.name))
    place = path(places, file)
    if os.path.exists(place):
        return file
    folder = os.path.dirname(place)
    draft = os.path.join(folder, f".tmp-{os.getpid()}")
    try:
        make(folder)
        fd = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
        with os.fdopen(fd, "wb") as out:
            out.write(handed.body)
            out.flush()
            if handed.changed is not None:
                os.utime(fd if os.utime in os.supports_fd else draft, (handed.changed, handed.changed))
            os.fsync(fd)
        os.replace(draft, place)
        for above in (folder, places.sessions, places.users):
            sync(above)
    except OSError as error:
        with suppress(OSError):
            os.unlink(draft)
        with suppress(OSError):
            os.rmdir(folder)
        raise NotSaved(
            f"{handed.name} could not be copied into the journal: {error.strerror}.",
            hint="Make room or make the folder writable, then add it again.",
        ) from error
    return file


def _tidy(journal: Journal, files: set[str]) -> None:
    """Take away those of these copies that nothing names any more; others may be another machine's, not arrived yet."""
    for file in files - set(sessions.files(journal.db)):
        with suppress(OSError):
            os.unlink(path(journal.places, file))
        if not file.startswith("chats/"):
            with suppress(OSError):
                os.rmdir(os.path.dirname(path(journal.places, file)))


def _fit(name: str) -> str:
    """The file's own name, as every system can hold it."""
    safe = "".join("_" if letter in _UNFIT or not letter.isprintable() else letter for letter in name).strip(" .")
    stem, ending = os.path.splitext(safe or "session")
    return stem[: _NAME - len(ending)].encode("utf-8", "replace")[:180].decode("utf-8", "ignore") + ending[:20]
