"""Questions about pictures: which there are, and which one a dream shows now."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from dreamstream.index import versions

Row = dict[str, Any]
#: The pictures a dreamer keeps of themselves, one of each.
PROFILE = ("avatar", "twin")
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
    """The picture a dream shows now for this output; for its image, the picked version."""
    if kind == "image" and (version := versions.picked(db, n)) is not None:
        return named(db, version["media"])
    row = db.execute(
        "select result from jobs join outputs on outputs.done = jobs.id where outputs.dream = ? and outputs.kind = ?",
        (n, kind),
    ).fetchone()
    names = json.loads(row[0] or "{}").get("media") if row else None
    return named(db, names[0]) if names else None


def recording(db: sqlite3.Connection, n: int) -> Row | None:
    """The recording a dream was told by."""
    where = "where media.dream = ? and media.removed is null and media.mime like 'audio/%' order by media.at limit 1"
    return next(iter(_named(db.execute(f"{_FROM} {where}", (n,)))), None)


def kept(db: sqlite3.Connection) -> set[str]:
    """The names of every picture some record keeps."""
    return {name for (name,) in db.execute("select name from media where removed is null")}


def of_profile(db: sqlite3.Connection, key: str) -> str | None:
    """The name of the picture the profile shows as this."""
    row = db.execute("select value from profile where key = ?", (key,)).fetchone()
    return row[0] if row else None


def removed(db: sqlite3.Connection) -> list[str]:
    """The names of pictures a record says are gone."""
    return [name for (name,) in db.execute("select name from media where removed is not null")]


def own(db: sqlite3.Connection, *, but: str = "") -> set[str]:
    """The names of the dreamer's own pictures; `but` leaves one key of the profile out."""
    return {name for key in PROFILE if key != but and (name := of_profile(db, key))}


def by_hand(db: sqlite3.Connection) -> set[str]:
    """The names of pictures that were added by hand: no job made them, and no profile shows them."""
    found = db.execute("select name from media where job is null and removed is null and mime like 'image/%'")
    return {name for (name,) in found} - own(db)


def shown(db: sqlite3.Connection, *, but: str = "") -> set[str]:
    """The names that dreams which are not deleted speak of, or the profile; `but` leaves one key of it out."""
    return _of(db, "dreams.deleted is null", ()) | own(db, but=but)


def leftover(db: sqlite3.Connection, *, before: str) -> list[str]:
    """Pictures of dreams deleted before this moment that no other dream uses."""
    gone = "dreams.deleted is not null and dreams.deleted <> 'purged' and julianday(dreams.deleted) < julianday(?)"
    # the one whose picture it was first may have been purged while others use it still: it has a job, and no dream
    some = (
        "select 1 from media left join dreams on dreams.n = media.dream where media.removed is null"
        f" and (({gone}) or (media.dream is null and media.job is not null)) limit 1"
    )
    if db.execute(some, (before,)).fetchone() is None:
        return []  # asked before every pass: the answer below reads every result there is
    return sorted((_of(db, gone, (before,)) - _of(db, f"not coalesce({gone}, 0)", (before,)) - own(db)) & kept(db))


def only_of(db: sqlite3.Connection, numbers: list[int]) -> list[str]:
    """Pictures of these dreams that no other dream uses, the deleted ones included."""
    marks = ",".join("?" * len(numbers))
    these = _of(db, f"dreams.n in ({marks})", tuple(numbers))
    return sorted((these - _of(db, f"dreams.n not in ({marks})", tuple(numbers)) - own(db)) & kept(db))


def _of(db: sqlite3.Connection, where: str, values: tuple[Any, ...]) -> set[str]:
    """The names the results of these dreams speak of, and their recordings'."""
    made = db.execute(
        "select made.value from jobs join dreams on dreams.n = jobs.dream"
        " join json_each(jobs.result, '$.media') as made"
        f" where jobs.status = 'completed' and {where}",
        values,
    )
    told = db.execute(
        "select media.name from media join dreams on dreams.n = media.dream"
        f" where media.job is null and media.removed is null and {where}",
        values,
    )
    return {name for (name,) in made} | {name for (name,) in told}


def _named(found: sqlite3.Cursor) -> list[Row]:
    names = [column[0] for column in found.description]
    return [dict(zip(names, row, strict=True)) for row in found]
