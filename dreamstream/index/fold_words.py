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


@contextmanager
def again(db: sqlite3.Connection, n: int | None) -> Iterator[None]:
    """Around any change of a dream's rows: its document follows."""
    before = None if n is None else document(db, n)
    yield
    if n is None:
        return
    after = document(db, n)
    if before != after:
        if before is not None:
            _out(db, n, before)
        if after is not None:
            _in(db, n, after)


def forget(db: sqlite3.Connection, n: int) -> None:
    """Take a dream that is about to be deleted out of the index of words."""
    if (found := document(db, n)) is not None:
        _out(db, n, found)


def learn(db: sqlite3.Connection, n: int) -> None:
    """Put a restored dream back."""
    if (found := document(db, n)) is not None:
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


def _in(db: sqlite3.Connection, n: int, what: Document) -> None:
    db.execute("insert into words (rowid, title, text, analysis, events) values (?,?,?,?,?)", (n, *what))


def _out(db: sqlite3.Connection, n: int, what: Document) -> None:
    db.execute(
        "insert into words (words, rowid, title, text, analysis, events) values ('delete',?,?,?,?,?)", (n, *what)
    )
