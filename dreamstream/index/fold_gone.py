"""A deleted or purged dream's rows: hidden at once, emptied of its words, and grown back from the log if it returns."""

from __future__ import annotations

import sqlite3


class Returns(Exception):
    """A dream whose rows were emptied comes back: the log has its words, so everything is read anew."""


def empty(db: sqlite3.Connection, numbers: set[int]) -> None:
    """Take the words of those of these dreams that are deleted now out of every row; names of pictures stay."""
    for n in sorted(numbers):
        row = db.execute("select id, deleted from dreams where n = ?", (n,)).fetchone()
        if row is None or row[1] is None:
            continue
        _take_back(db, n, row[0])
        db.execute("update dreams set text = '', title = '', hollow = 1 where n = ?", (n,))
        for table in ("facets", "signs", "patterns"):
            db.execute(f"delete from {table} where dream = ?", (n,))
        db.execute("update events set text = '', meta = '{}' where dream = ?", (n,))
        db.execute("update media set alt = '' where dream = ?", (n,))
        db.execute(
            "update jobs set error = null, result = json_object('media', json_extract(result, '$.media'))"
            " where dream = ? and result is not null",
            (n,),
        )


def purge(db: sqlite3.Connection, n: int, id: str) -> None:
    """Take every row of a dream away; its id stays known, so that no other host's copy can bring it back."""
    _take_back(db, n, id)
    for table in ("facets", "signs", "patterns", "events", "jobs", "outputs"):
        db.execute(f"delete from {table} where dream = ?", (n,))
    # the bytes may be another dream's too; what was only this one's has its own `media.removed`
    db.execute("update media set dream = null, job = null, alt = '' where dream = ?", (n,))
    db.execute("update dreams set deleted = 'purged', text = '', title = '', key = null, wants = '' where n = ?", (n,))


def _take_back(db: sqlite3.Connection, n: int, id: str) -> None:
    """What an edit replaced is words of the dream too; that it was deleted, and can be undone, is none."""
    db.execute(
        "delete from before where data <> '{}' and (subject = ? or subject in (select id from events where dream = ?))",
        (id, n),
    )
