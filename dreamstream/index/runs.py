"""Questions about passes."""

from __future__ import annotations

import json
import sqlite3
from typing import Any


def all(db: sqlite3.Connection, prefix: str = "") -> list[dict[str, Any]]:
    """Passes whose id begins so, newest first, each with what it said at its end."""
    found = db.execute(
        "select id, host, started, finished, data from runs where substr(id, 1, ?) = ?"
        " order by julianday(started) desc",
        (len(prefix), prefix),
    )
    return [
        {"id": id, "host": host, "started": started, "finished": finished, "jobs": json.loads(data or "{}").get("jobs")}
        for id, host, started, finished, data in found
    ]


def suggested(db: sqlite3.Connection) -> int:
    """How many proposals of a machine wait for the dreamer."""
    return int(db.execute("select count(*) from events where status = 'suggested'").fetchone()[0])
