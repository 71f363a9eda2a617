"""Questions about pictures: which there are, and which one a dream shows now."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

Row = dict[str, Any]
_FROM = (
    "select media.name, media.mime, media.bytes, media.width, media.height, media.alt, media.at, dreams.id as dream,"
    " jobs.kind from media left join dreams on dreams.n = media.dream left join jobs on jobs.id = media.job"
)


def all(db: sqlite3.Connection) -> list[Row]:
    """Every picture that is kept, newest first."""
    return _named(db.execute(f"{_FROM} where media.removed is null order by julianday(media.at) desc, media.name"))


def named(db: sqlite3.Connection, name: str) -> Row | None:
    """The picture of this name."""
    return next(iter(_named(db.execute(f"{_FROM} where media.name = ?", (name,)))), None)


def current(db: sqlite3.Connection, n: int, kind: str) -> Row | None:
    """The picture a dream shows now for this output."""
    row = db.execute(
        "select result from jobs join outputs on outputs.done = jobs.id where outputs.dream = ? and outputs.kind = ?",
        (n, kind),
    ).fetchone()
    names = json.loads(row[0] or "{}").get("media") if row else None
    return named(db, names[0]) if names else None


def kept(db: sqlite3.Connection) -> set[str]:
    """The names of every picture some record keeps."""
    return {name for (name,) in db.execute("select name from media where removed is null")}


def leftover(db: sqlite3.Connection, *, before: str) -> list[str]:
    """Pictures of dreams deleted before this moment, unless a dream that stands uses the same bytes."""
    rows = db.execute(
        "select name from media join dreams on dreams.n = media.dream where media.removed is null"
        " and dreams.deleted is not null and (dreams.deleted = 'purged' or julianday(dreams.deleted) < julianday(?))"
        " order by name",
        (before,),
    ).fetchall()
    used = {
        name
        for (result,) in db.execute(
            "select jobs.result from jobs join dreams on dreams.n = jobs.dream"
            " where dreams.deleted is null and jobs.status = 'completed' and jobs.result like '%\"media\"%'"
        )
        for name in json.loads(result).get("media") or []
    }
    return [name for (name,) in rows if name not in used]


def _named(found: sqlite3.Cursor) -> list[Row]:
    names = [column[0] for column in found.description]
    return [dict(zip(names, row, strict=True)) for row in found]
