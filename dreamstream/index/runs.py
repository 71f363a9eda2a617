"""Questions about passes."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from dreamstream.errors import Ambiguous, NotFound


def all(db: sqlite3.Connection, prefix: str = "") -> list[dict[str, Any]]:
    """Passes whose id begins so, newest first, each with what it said at its end."""
    found = db.execute(
        "select id, host, started, finished, data, undone from runs where substr(id, 1, ?) = ? and started is not null"
        " order by julianday(started) desc",
        (len(prefix), prefix),
    )
    return [
        {
            "id": id,
            "host": host,
            "started": started,
            "finished": finished,
            "jobs": _part(data, "jobs"),
            "sessions": _part(data, "sessions"),
            "undone": bool(undone),
        }
        for id, host, started, finished, data, undone in found
    ]


def resolve(db: sqlite3.Connection, name: str) -> dict[str, Any]:
    """The pass meant by an id or a unique prefix. Raises NotFound, or Ambiguous naming the candidates."""
    found = all(db, name) if name else []
    if not found:
        raise NotFound(f"There is no pass {name!r}.", hint="See `dreamstream dream history`.")
    if len(found) > 1 and name not in [row["id"] for row in found]:
        shown = ", ".join(row["id"] for row in found[:5])
        raise Ambiguous(f"{name!r} fits more than one pass.", hint=f"Say more of the id: {shown}")
    return next((row for row in found if row["id"] == name), found[0])


def proposals(db: sqlite3.Connection, run: str) -> int:
    """How many proposals of this pass stand there, whatever became of them."""
    return int(db.execute("select count(*) from events where run = ? and hidden = 0", (run,)).fetchone()[0])


def _part(data: str | None, name: str) -> dict[str, Any] | None:
    said = json.loads(data or "{}").get(name)
    return said if isinstance(said, dict) else None
