"""Questions about what was spent with backends: requests and tokens, by day."""

from __future__ import annotations

import sqlite3
from datetime import datetime
from typing import Any

Row = dict[str, Any]


def days(db: sqlite3.Connection, *, since: str = "") -> list[Row]:
    """`{day, backend, requests, tokens, hosted}` for each day and backend, newest first."""
    found = db.execute(
        "select day, backend, requests, tokens, hosted from spends where day >= ? order by day desc, backend", (since,)
    )
    names = [column[0] for column in found.description]
    return [{**dict(zip(names, row, strict=True)), "hosted": bool(row[4])} for row in found]


def today(db: sqlite3.Connection) -> tuple[int, int]:
    """Requests and tokens of this day with hosts that are not this machine."""
    day = datetime.now().astimezone().date().isoformat()
    row = db.execute(
        "select coalesce(sum(requests), 0), coalesce(sum(tokens), 0) from spends where day = ? and hosted", (day,)
    ).fetchone()
    return int(row[0]), int(row[1])
