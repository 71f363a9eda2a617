"""Questions about healing: the ending a dream has now, and how its rehearsals went."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from dreamstream.index import jobs

Row = dict[str, Any]


def done(db: sqlite3.Connection, n: int) -> tuple[str, Row] | None:
    """The finished job whose ending the dream shows, and its data; None where there is none yet."""
    return jobs.shown(db, dream=n, kind="healing")


def rehearsals(db: sqlite3.Connection, n: int) -> list[Row]:
    """Every rehearsal of this dream, the first one first: `{at, before, after}`, distress from 0 to 10."""
    found = db.execute(
        "select at, meta from events where dream = ? and type = 'rehearsal' and status = 'confirmed'"
        " order by julianday(at), rowid",
        (n,),
    )
    listed = []
    for at, meta in found:
        held = json.loads(meta or "{}")
        before, after = held.get("before"), held.get("after")
        if all(type(value) is int and 0 <= value <= 10 for value in (before, after)):
            listed.append({"at": at, "before": before, "after": after})
    return listed


def trend(listed: list[Row]) -> Row:
    """How the distress before a rehearsal went: `{rehearsals, first, last, change}`."""
    if not listed:
        return {"rehearsals": 0, "first": None, "last": None, "change": None}
    first, last = listed[0]["before"], listed[-1]["before"]
    return {"rehearsals": len(listed), "first": first, "last": last, "change": last - first}
