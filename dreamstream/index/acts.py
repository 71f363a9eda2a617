"""What a person did last on a host, and the records that take it back."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from typing import Any

Row = dict[str, Any]


def last(db: sqlite3.Connection, *, host: str) -> Row | None:
    """The newest act of a person on this host that was not taken back."""
    row = db.execute(
        "select at, verb from acts where host = ? and undone = 0 order by rowid desc limit 1", (host,)
    ).fetchone()
    return None if row is None else {"host": host, "at": row[0], "verb": row[1]}


def opposite(db: sqlite3.Connection, act: Row) -> Iterator[tuple[str, Row]]:
    """The records that take an act back, the last change first."""
    if act["verb"] in ("log", "import"):
        told = db.execute(
            "select id from dreams where host = ? and told = ? and deleted is null order by n desc",
            (act["host"], act["at"]),
        ).fetchall()
        for (dream,) in told:
            yield "dream.deleted", {"dream": dream}
        return
    changes = db.execute(
        "select kind, subject, data from before where host = ? and at = ? order by seq desc", (act["host"], act["at"])
    ).fetchall()
    for kind, subject, data in changes:
        before = json.loads(data)
        if kind == "dream.edited" and before:
            yield kind, {"dream": subject, **before}
        elif kind == "dream.deleted":
            yield "dream.restored", {"dream": subject}
        elif kind == "dream.restored":
            yield "dream.deleted", {"dream": subject}
        elif kind == "event.added":
            yield "event.reviewed", {"event": subject, "status": "rejected"}
        elif kind == "event.reviewed":
            yield kind, {"event": subject, **before}
        elif kind == "version.picked" and before:
            yield kind, {"dream": subject, **before}
        elif kind == "sign.renamed":
            yield kind, {**before, "back": True}
        elif kind == "pass.undone":
            yield kind, {"run": subject, "back": not before["back"]}
        elif kind == "night.marked":
            yield kind, {"night": subject, **before}
