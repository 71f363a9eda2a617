"""Questions about jobs and outputs."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterator
from typing import Any

Row = dict[str, Any]
_COLUMNS = (
    "jobs.n, jobs.id, jobs.kind, jobs.dream as dream_n, dreams.id as dream, jobs.params, jobs.status, jobs.retry_count,"
    " jobs.max_retries, jobs.next_at, jobs.error, jobs.asked_at, jobs.started_at, jobs.ended_at, jobs.asked_for,"
    " jobs.backend, jobs.host, jobs.worker, jobs.token, jobs.deadline, jobs.rev, jobs.why, jobs.submitted"
)
_FROM = f"select {_COLUMNS} from jobs left join dreams on dreams.n = jobs.dream"


#: Pruning is a view: what was completed 7 or failed 30 days ago is not listed, and no row goes.
RECENT = (
    "(jobs.ended_at is null or julianday(jobs.ended_at) > julianday('now') -"
    " case jobs.status when 'failed' then 30 else 7 end)"
)


def rows(db: sqlite3.Connection, where: str = "1", values: tuple[Any, ...] = (), *, limit: int = -1) -> Iterator[Row]:
    """Jobs that fit, newest wish first."""
    yield from _named(db.execute(f"{_FROM} where {where} order by jobs.n desc limit {int(limit)}", values))


def due(
    db: sqlite3.Connection,
    *,
    host: str,
    kind: str,
    now: str,
    dream: int | None = None,
    but: Collection[str] = (),
) -> Row | None:
    """The oldest wish of this kind that this host may begin now, except those in `but`."""
    apart = f" and jobs.id not in ({','.join('?' * len(but))})" if but else ""
    found = db.execute(
        f"{_FROM} where jobs.status = 'pending' and jobs.kind = ? and jobs.host = ?"
        f" and (jobs.next_at is null or jobs.next_at <= ?) and (? is null or jobs.dream = ?){apart}"
        " order by jobs.n limit 1",
        (kind, host, now, dream, dream, *but),
    )
    return next(_named(found), None)


def one(db: sqlite3.Connection, id: str) -> Row | None:
    """The job of this id."""
    return next(_named(db.execute(f"{_FROM} where jobs.id = ?", (id,))), None)


def by_prefix(db: sqlite3.Connection, name: str) -> list[Row]:
    """The job of this id, else up to five whose id begins so."""
    exact = one(db, name)
    if exact or not name:
        return [exact] if exact else []
    found = db.execute(f"{_FROM} where substr(jobs.id, 1, ?) = ? order by jobs.id limit 5", (len(name), name))
    return list(_named(found))


def processing(db: sqlite3.Connection, *, host: str) -> list[Row]:
    """Every job somebody on this host holds or held."""
    return list(_named(db.execute(f"{_FROM} where jobs.status = 'processing' and jobs.host = ?", (host,))))


def pending(db: sqlite3.Connection, *, apart: tuple[str, str] | None = None) -> Iterator[Row]:
    """Every wish that waits, oldest first; with `apart` (host, now) only those that host may not begin yet."""
    more = " and (jobs.host <> ? or jobs.next_at > ?)" if apart else ""
    yield from _named(db.execute(f"{_FROM} where jobs.status = 'pending'{more} order by jobs.n", apart or ()))


def live(db: sqlite3.Connection, *, dream: int, kind: str) -> list[Row]:
    """The unanswered wishes for one output."""
    found = db.execute(
        f"{_FROM} where jobs.dream = ? and jobs.kind = ? and jobs.status in ('pending', 'processing')", (dream, kind)
    )
    return list(_named(found))


def times_asked(db: sqlite3.Connection, *, dream: int, kind: str) -> int:
    """How often this output was ever wished for."""
    found = db.execute("select count(*) from jobs where dream = ? and kind = ?", (dream, kind))
    return int(found.fetchone()[0])


def result(db: sqlite3.Connection, id: str) -> Row:
    """What a job made; {} for one that made nothing."""
    row = db.execute("select result from jobs where id = ?", (id,)).fetchone()
    return json.loads(row[0]) if row and row[0] else {}


def shown(db: sqlite3.Connection, *, dream: int, kind: str) -> tuple[str, Row] | None:
    """The finished job whose result a dream shows for this output, and its data; None where there is none."""
    row = db.execute(
        "select jobs.id, result from jobs join outputs on outputs.done = jobs.id"
        " where outputs.dream = ? and outputs.kind = ?",
        (dream, kind),
    ).fetchone()
    data = json.loads(row[1] or "{}").get("data") if row else None
    return (row[0], data) if isinstance(data, dict) else None


def current(db: sqlite3.Connection, *, dream: int, kind: str) -> Row | None:
    """The data of the result a dream shows for this output; None where there is none."""
    found = shown(db, dream=dream, kind=kind)
    return found[1] if found else None


def unasked(db: sqlite3.Connection, *, host: str) -> Iterator[tuple[int, str, str]]:
    """(n, dream, kind) of outputs a dream of this host was told with, and that have neither a wish nor an end."""
    for n, id, wants in db.execute(
        "select n, id, wants from dreams where wants <> '' and host = ? and deleted is null and draft = 0"
        " and (select count(*) from outputs where outputs.dream = dreams.n) < 1 + length(wants)"
        " - length(replace(wants, ',', ''))",
        (host,),
    ).fetchall():
        known = {kind for (kind,) in db.execute("select kind from outputs where dream = ?", (n,))}
        for kind in wants.split(","):
            if kind not in known:
                yield n, id, kind


def pictured(db: sqlite3.Connection, *, host: str) -> Iterator[tuple[int, str, str, str, Row | None]]:
    """(n, dream, kind, media, parameters) of current results of this host that should have their picture on disk."""
    # by the result's own words: the same bytes may have been made before, for this dream or another
    removed = {name for (name,) in db.execute("select name from media where removed is not null")}
    for n, dream, kind, names, params in db.execute(
        "select dreams.n, dreams.id, outputs.kind, outputs.media, jobs.params from outputs"
        " join jobs on jobs.id = outputs.done"
        " join dreams on dreams.n = outputs.dream where outputs.media is not null and outputs.media <> '[]'"
        " and jobs.host = ? and outputs.status = 'completed' and dreams.deleted is null",
        (host,),
    ):
        for name in json.loads(names):
            if name not in removed:
                yield n, dream, kind, name, json.loads(params) if params else None


def ready(db: sqlite3.Connection, *, host: str) -> list[str]:
    """Dreams of this host whose wishes have all ended since it was last said that they are ready."""
    found = db.execute(
        "select dreams.id from jobs join dreams on dreams.n = jobs.dream"
        " where jobs.host = ? and dreams.deleted is null and jobs.status <> 'cancelled' group by dreams.n"
        " having max(jobs.n) > coalesce(dreams.noticed, 0)"
        " and sum(jobs.status in ('pending', 'processing')) = 0 order by dreams.n",
        (host,),
    )
    return [id for (id,) in found]


def told_since(db: sqlite3.Connection, n: int) -> list[tuple[int, str, str]]:
    """(n, id, when it was told) of the dreams told after number n."""
    return db.execute("select n, id, told from dreams where n > ? and deleted is null order by n", (n,)).fetchall()


def last_told(db: sqlite3.Connection) -> int:
    """The number of the dream told last, 0 for none."""
    return int(db.execute("select coalesce(max(n), 0) from dreams").fetchone()[0])


def counts(db: sqlite3.Connection) -> dict[str, int]:
    """How many jobs are in each status."""
    return dict(
        db.execute(
            "select jobs.status, count(*) from jobs left join dreams on dreams.n = jobs.dream"
            " where dreams.deleted is null group by jobs.status"
        )
    )


def _named(found: sqlite3.Cursor) -> Iterator[Row]:
    names = [column[0] for column in found.description]
    for row in found:
        yield dict(zip(names, row, strict=True))
