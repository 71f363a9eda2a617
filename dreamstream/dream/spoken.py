"""What the dreamer says to this journal about a dream, kept as a session for later passes to read.

One file a dream, kind and machine, growing: sessions/chats/<session>.jsonl. A machine appends to its own files only, so
a folder carried between machines never meets itself.
"""

from __future__ import annotations

import os
import re
import sqlite3
import time
from collections.abc import Callable
from contextlib import suppress

from dreamstream import ids
from dreamstream.dream.transcripts import chat
from dreamstream.errors import DreamstreamError
from dreamstream.journal import Journal
from dreamstream.log.writer import iso
from dreamstream.paths import Places, make, sync

FOLDER = "chats"
#: The first line of a chat is this long at most, in bytes.
_HEAD = 1024
#: After a stop, of an abbreviation too: a machine's sentence must not hide behind the dreamer's.
_END = r"(?<=[.!?…])\s+|(?<=[.!?…][\"”’»)\]])\s+|(?<=[。！？])|\n+"


class Chat:
    """One talk about one dream: nothing is written before the dreamer's first turn, and no disk breaks it.

    `warn` hears, once, why the words cannot be kept; they are tried again with the next turn.
    """

    def __init__(self, journal: Journal, *, kind: str, dream: str, warn: Callable[[str], None]) -> None:
        self._journal, self._kind, self._dream, self._warn = journal, kind, dream, warn
        self._path = ""
        self._held = ""
        self._refused = False

    def user(self, text: str) -> None:
        """What the dreamer said, durable when this returns."""
        self._held += chat.line(role="user", id=ids.new("x"), at=iso(time.time()), text=text)
        self._write(durable=True)

    def machine(self, text: str) -> None:
        """What was answered; before the dreamer's first turn it waits for that.

        Not made durable: nobody reads the journal's own words back, and the dreamer's next turn takes them along.
        """
        self._held += chat.line(role=chat.MACHINE, id=ids.new("x"), at=iso(time.time()), text=text)
        if self._path:
            self._write(durable=False)

    def _write(self, *, durable: bool) -> None:
        try:
            if self._path:
                try:
                    self._append(self._path, durable=durable)
                except FileNotFoundError:  # forgotten or purged meanwhile
                    self._begin()
            else:
                self._begin()
        except (OSError, DreamstreamError, sqlite3.OperationalError) as error:
            if not self._refused:
                self._warn(f"What is said here cannot be kept for a later pass to read: {_why(error)}.")
            self._refused = True

    def _begin(self) -> None:
        """The file first, then the record that names it: also where a kill came between the two."""
        from dreamstream.index import sessions

        self._path = ""
        with self._journal.act() as act:
            session, at = self._session(act.db), iso(time.time())
            path = os.path.join(folder(self._journal.places), f"{session}.jsonl")
            fresh = not os.path.exists(path)
            make(os.path.dirname(path))
            self._append(path, head=chat.head(kind=self._kind, dream=self._dream, id=session, at=at), durable=True)
            if fresh:
                places = self._journal.places
                for name in (folder(places), places.sessions, places.users):
                    sync(name)
            known = sessions.one(act.db, session)
            if known is None or known.file is None:
                file = f"{FOLDER}/{session}.jsonl"
                told = {"session": session, "format": chat.FORMAT, "of": self._dream}
                act.add("session.added", **told, name=chat.name(self._kind, self._dream), file=file, at=at)
        self._path = path

    def _append(self, path: str, *, head: str = "", durable: bool) -> None:
        """What is held, in one write, on a line of its own; `head` goes before it where the file has none yet."""
        flags = os.O_RDWR | os.O_APPEND | os.O_CLOEXEC | os.O_NOFOLLOW | (os.O_CREAT if head else 0)
        fd = os.open(path, flags, 0o600)
        try:
            body = self._held.encode("utf-8", "replace")
            if head and not _has_head(os.pread(fd, _HEAD, 0)):
                body = head.encode("utf-8", "replace") + body
            size = os.fstat(fd).st_size
            if size and os.pread(fd, 1, size - 1) != b"\n":
                body = b"\n" + body  # a full disk tore the last line; it must not take this one with it
            view = memoryview(body)
            while view:
                view = view[os.write(fd, view) :]
            self._held = ""
            if durable:
                os.fsync(fd)
        finally:
            os.close(fd)

    def _session(self, db: sqlite3.Connection) -> str:
        """This talk's id: the same every time, and another one once the dreamer wanted that forgotten."""
        from dreamstream.index import sessions

        about = f"{self._kind}:{self._dream}:{self._journal.host}"
        number = 1
        while (known := sessions.one(db, _spelt(f"{about}:{number}"))) and known.forgotten:
            number += 1
        return _spelt(f"{about}:{number}")


def folder(places: Places) -> str:
    """Where a dreamer's chats lie."""
    return os.path.join(places.sessions, FOLDER)


def about(places: Places, dream: str) -> list[str]:
    """The files of every chat about this dream, other machines' too: a purge takes them with it."""
    try:
        names = sorted(os.listdir(folder(places)))
    except OSError:
        return []
    found = []
    for path in filter(os.path.isfile, (os.path.join(folder(places), name) for name in names)):
        try:
            with open(path, "rb") as file:
                first = file.readline(_HEAD)
        except OSError:
            continue
        if _has_head(first) and f'"dream":"{dream}"'.encode() in first:
            found.append(path)
    return found


def forget(journal: Journal, dreams: list[str]) -> None:
    """Take every chat about these dreams away: the record first, so that no pass looks for a file that is gone."""
    from dreamstream.index import sessions

    with journal.act() as act:
        for dream in dreams:
            for known in sessions.chats_about(act.db, dream):
                act.add("session.forgotten", session=known.id)
    for dream in dreams:
        for path in about(journal.places, dream):
            with suppress(OSError):
                os.unlink(path)


def own(text: str, before: list[str]) -> str:
    """The sentences of a text that stand in none of those before it: what the dreamer added, "" for nothing.

    Case and punctuation add nothing, nor does a machine's sentence cut short.
    """
    known = [_worded(told) for told in before]
    kept = []
    for sentence in re.split(_END, text):
        said = _worded(sentence)
        if said.strip() and not any(said in told for told in known):
            kept.append(sentence.strip())
    return " ".join(kept)


def _worded(text: str) -> str:
    """The words one space apart, so that one text is looked for in another by its words."""
    from dreamstream.dream import content

    return f" {' '.join(word for word in content.words(text) if any(map(str.isalnum, word)))} "


def _spelt(about: str) -> str:
    import hashlib  # 4 ms that `versions` and `diff` need not pay

    return ids.spell("s", int.from_bytes(hashlib.sha256(about.encode()).digest()[:7], "big"))


def _has_head(start: bytes) -> bool:
    first, newline, _ = start.partition(b"\n")
    return bool(newline) and first.startswith(b'{"dreamstream":"chat"')


def _why(error: Exception) -> str:
    """The disk's reason, without a path and without a word that was said."""
    for cause in (error, error.__cause__):
        if isinstance(cause, OSError) and cause.strerror:
            return cause.strerror
    return error.message.rstrip(".") if isinstance(error, DreamstreamError) else "the index cannot be written"
