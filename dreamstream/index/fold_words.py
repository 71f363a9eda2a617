"""The full-text document of one dream: its words, its analysis, its events; kept in step as they change.

The table is contentless, so taking a document out needs the very words that went in: they are worked out
from the rows before a change and again after it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from dreamstream.index.words import spaced

Document = tuple[str, str, str, str]


class Waiting:
    """Documents that have changed since they were written, each as it was then; the new ones are written together.

    Ten thousand events on one dream, each with the whole document taken out and put in again, took two minutes.
    """

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db
        self._before: dict[int, Document | None] = {}

    def __enter__(self) -> Waiting:
        _waiting[id(self.db)] = self
        return self

    def __exit__(self, failed: object, *_: object) -> None:
        try:
            if failed is None:
                self.write()
        finally:
            del _waiting[id(self.db)]

    def touch(self, n: int, before: Document | None) -> None:
        """Its document changes; this is what the index holds of it, if nobody said so yet."""
        self._before.setdefault(n, before)

    def knows(self, n: int) -> bool:
        """Whether what the index holds of it is noted."""
        return n in self._before

    def write(self, *, least: int = 0) -> None:
        """Write what has changed, once there are so many."""
        if len(self._before) > least:
            before, self._before = self._before, {}
            for n, held in before.items():
                _swap(self.db, n, held, document(self.db, n))


_waiting: dict[int, Waiting] = {}


@contextmanager
def again(db: sqlite3.Connection, n: int | None) -> Iterator[None]:
    """Around any change of a dream's rows: its document follows."""
    waiting = _waiting.get(id(db))
    known = n is None or (waiting is not None and waiting.knows(n))
    before = None if known or n is None else document(db, n)
    yield
    if n is None:
        return
    if waiting is not None:
        waiting.touch(n, before)
    else:
        _swap(db, n, before, document(db, n))


def forget(db: sqlite3.Connection, n: int) -> None:
    """Take a dream that is about to be deleted out of the index of words."""
    if (waiting := _waiting.get(id(db))) is not None:
        waiting.touch(n, document(db, n))
    elif (found := document(db, n)) is not None:
        _out(db, n, found)


def learn(db: sqlite3.Connection, n: int) -> None:
    """Put a restored dream back."""
    if (waiting := _waiting.get(id(db))) is not None:
        waiting.touch(n, None)
    elif (found := document(db, n)) is not None:
        _in(db, n, found)


def document(db: sqlite3.Connection, n: int) -> Document | None:
    """What is searchable of a dream now, spelt for the index; None for a deleted one."""
    found = plain(db, n)
    if found is None:
        return None
    title, text, analysis, events = found
    return spaced(title), spaced(text), spaced(analysis), spaced(events)


def plain(db: sqlite3.Connection, n: int) -> Document | None:
    """What is searchable of a dream now, as people read it; None for a deleted one."""
    row = db.execute("select title, text, deleted from dreams where n = ?", (n,)).fetchone()
    if row is None or row[2] is not None:
        return None
    result = db.execute(
        "select result from jobs join outputs on outputs.done = jobs.id"
        " where outputs.dream = ? and outputs.kind = 'analysis'",
        (n,),
    ).fetchone()
    noted = "dream = ? and status <> 'rejected' and hidden = 0"
    events = db.execute(f"select text from events where {noted} order by id", (n,))
    said = "\n".join(text for (text,) in events)
    return row[0], row[1], _analysis(result[0]) if result else "", said


def _analysis(result: str) -> str:
    data = json.loads(result).get("data") or {}
    labels = [sign.get("label", "") for sign in data.get("signs") or [] if isinstance(sign, dict)]
    return "\n".join(str(part) for part in (data.get("hook", ""), data.get("interpretation", ""), *labels) if part)


def _swap(db: sqlite3.Connection, n: int, before: Document | None, after: Document | None) -> None:
    if before != after:
        if before is not None:
            _out(db, n, before)
        if after is not None:
            _in(db, n, after)


def _in(db: sqlite3.Connection, n: int, what: Document) -> None:
    db.execute("insert into words (rowid, title, text, analysis, events) values (?,?,?,?,?)", (n, *what))


def _out(db: sqlite3.Connection, n: int, what: Document) -> None:
    db.execute(
        "insert into words (words, rowid, title, text, analysis, events) values ('delete',?,?,?,?,?)", (n, *what)
    )
