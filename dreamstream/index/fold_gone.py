"""A deleted or purged dream's rows: hidden at once, emptied of its words, and grown back from the log if it returns."""

from __future__ import annotations

import sqlite3


class Returns(Exception):
    """A dream whose rows were emptied comes back: the log has its words, so everything is read anew."""


def is_purged(db: sqlite3.Connection, n: int) -> bool:
    """Whether nothing of this dream is left but its id."""
    return bool(db.execute("select deleted is 'purged' from dreams where n = ?", (n,)).fetchone()[0])


def empty(db: sqlite3.Connection, numbers: set[int]) -> None:
    """Take the words of those of these dreams that are deleted now out of every row; names of pictures stay."""
    for n in sorted(numbers):
        row = db.execute("select id, deleted from dreams where n = ?", (n,)).fetchone()
        if row is None or row[1] in (None, "purged"):
            continue
        _take_back(db, n, row[0], "data <> '{}'")  # that it was deleted, and can be undone, is no word of it
        # what an edit from elsewhere settles on these rows must not differ from what it settles on full ones
        db.execute(
            "update dreams set text = '', title = '', hollow = 1, type = told_type, stress = told_stress where n = ?",
            (n,),
        )
        for table in ("facets", "signs", "patterns", "rewrites"):
            db.execute(f"delete from {table} where dream = ?", (n,))
        db.execute("update events set text = '', meta = '{}' where dream = ?", (n,))
        db.execute("update media set alt = '' where dream = ?", (n,))
        db.execute(
            "update jobs set error = null, params = '{}', result = case when result is not null then"
            " json_object('media', json_extract(result, '$.media')) end where dream = ?",
            (n,),
        )


def purge(db: sqlite3.Connection, n: int, id: str) -> None:
    """Take every row of a dream away; its id stays known, so that no other host's copy can bring it back."""
    _take_back(db, n, id, "1")
    for table in ("facets", "signs", "patterns", "events", "jobs", "outputs", "picks", "rewrites"):
        db.execute(f"delete from {table} where dream = ?", (n,))
    db.execute("delete from events where target = ?", (id,))  # noted where the dream itself had not arrived
    # the bytes may be another dream's too; what was only this one's has its own `media.removed`
    db.execute("update media set dream = null, alt = '' where dream = ?", (n,))
    db.execute(
        "update dreams set deleted = 'purged', text = '', title = '', key = null, wants = '', hollow = null,"
        " at = null, moment = null, night = null, told_type = null, type = null, lucid = null, told_stress = null,"
        " stress = null where n = ?",
        (n,),
    )


def _take_back(db: sqlite3.Connection, n: int, id: str, which: str) -> None:
    """What an edit replaced is words of the dream too."""
    db.execute(
        f"delete from before where {which} and (subject = ? or subject in (select id from events where dream = ?))",
        (id, n),
    )
