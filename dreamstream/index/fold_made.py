"""What the dreamer chose and changed of what was made: a picture's picked version, an ending in their own words."""

from __future__ import annotations

import sqlite3
from typing import Any

from dreamstream.index.ledger import Ledger
from dreamstream.index.values import spelt, text
from dreamstream.index.versions import KINDS

Data = dict[str, Any]


def newest(db: sqlite3.Connection, n: int, kind: str, job: str) -> None:
    """A picture just made is the picked one, whatever was picked before."""
    if kind in KINDS:
        db.execute("insert or replace into picks values (?,?)", (n, job))


def picked(fold: Ledger, record: Data, data: Data) -> None:
    """The dreamer went back to a version; one that was never made, or of another dream, changes nothing."""
    n, job = fold.dream(data), text(data["job"])
    made = fold.db.execute(
        "select 1 from jobs where id = ? and dream = ? and status = 'completed' and kind in ('image', 'refine')",
        (job, n),
    ).fetchone()
    if n is None or made is None:
        return
    before = fold.db.execute("select job from picks where dream = ?", (n,)).fetchone()
    fold.db.execute("insert or replace into picks values (?,?)", (n, job))
    fold.act(record, "revert", before={"job": before[0]} if before else {}, subject=str(data["dream"]))


def rewritten(db: sqlite3.Connection, n: int, data: Data) -> None:
    """The dreamer's own words for parts of a healing: `{"job": …, "ending": …}`; None takes them back."""
    said = data["healing"]
    db.execute("delete from rewrites where dream = ?", (n,))
    if said:
        db.execute("insert into rewrites values (?,?,?)", (n, text(said["job"]), spelt(said)))
