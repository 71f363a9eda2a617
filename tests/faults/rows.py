"""Everything an index holds, in a shape two of them can be compared in."""

from __future__ import annotations

import sqlite3
from typing import Any

from dreamstream.index.open import Index
from dreamstream.paths import Places

Contents = dict[str, list[tuple[Any, ...]]]


def contents(db: sqlite3.Connection) -> Contents:
    """Every table row by row in its own order, and every word of the full text with its place."""
    names = [
        name
        for (name,) in db.execute(
            "select name from sqlite_master where type = 'table' and name not like 'words%' and name not like 'sqlite%'"
        )
    ]
    found = {name: db.execute(f"select * from {name} order by rowid").fetchall() for name in sorted(names)}
    for name in ("bad", "segments", "outputs", "media", "nights", "runs", "meta"):  # these have no order of their own
        found[name].sort(key=repr)
    db.execute("create virtual table if not exists temp.spoken using fts5vocab(main, words, instance)")
    found["words"] = sorted(db.execute("select term, doc, col, offset from temp.spoken"))
    found["sizes"] = db.execute("select id, hex(sz) from words_docsize order by id").fetchall()
    # an empty index has this block or lacks it, and means the same
    found["totals"] = db.execute("select hex(block) from words_data where id = 1").fetchall() if found["words"] else []
    return found


def fresh(places: Places) -> Contents:
    """What an index grown from the log in one go holds."""
    index = Index.__new__(Index)
    index.places, index.path, index.warnings = places, "", []
    index.db = index._in_memory()
    try:
        index.catch_up()
        return contents(index.db)
    finally:
        index.close()


def difference(one: Contents, other: Contents) -> dict[str, Any]:
    """Only the tables that differ, each with the rows only one of them has; {} for none."""
    return {
        name: ([r for r in one[name] if r not in other[name]], [r for r in other[name] if r not in one[name]])
        for name in one
        if one[name] != other[name]
    }
