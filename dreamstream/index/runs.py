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
        {"id": id, "host": host, "started": started, "finished": finished, "jobs": _jobs(data)}
        for id, host, started, finished, data in found
    ]


def suggested(db: sqlite3.Connection) -> int:
    """How many proposals of a machine wait for the dreamer."""
    return int(db.execute("select count(*) from events where status = 'suggested'").fetchone()[0])


def _jobs(data: str | None) -> dict[str, Any] | None:
    said = json.loads(data or "{}").get("jobs")
    return said if isinstance(said, dict) else None
