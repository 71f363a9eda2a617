"""A job's records into rows, each behind the guard that makes a late or repeated one change nothing.

    asked ─► pending ─► claimed ─► processing ─► done | failed
                ▲                      │
                └── failed, again ◄────┤
                └── released ◄─────────┘        cancelled ends pending and processing

The token of the newest claim is the fence: done, failed and released count only under it.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from typing import Any

from dreamstream.index import fold_made, fold_signs, fold_words
from dreamstream.index.values import named, spelt, strings, text, whole

Data = dict[str, Any]


def _asked(db: sqlite3.Connection, record: Data, data: Data, n: int | None) -> None:
    # a wish for a dream that was deleted meanwhile ends with it, and comes back with it
    gone = db.execute("select deleted from dreams where n = ?", (n,)).fetchone() if n is not None else None
    ended = gone[0] if gone else None
    db.execute(
        "insert or ignore into jobs (id, kind, dream, params, retry_count, max_retries, asked_at, asked_for,"
        " host, why, beside, status, ended_at) values (?,?,?,?,0,?,?,?,?,?,?,?,?)",
        (
            named(data["job"]),
            named(data["kind"]),
            n,
            spelt(data.get("params")),
            whole(data.get("max_retries", 3)),
            text(record.get("at")),
            text(data.get("backend")),
            text(record.get("host")),
            text(data.get("why")),
            text(data.get("beside")),
            "cancelled" if ended else "pending",
            ended,
        ),
    )
    _output(db, data)


def _claimed(db: sqlite3.Connection, record: Data, data: Data, _n: int | None) -> None:
    db.execute(
        "update jobs set status = 'processing', retry_count = ?, token = ?, worker = ?, backend = ?, started_at = ?,"
        " deadline = ?, rev = ?, next_at = null where id = ? and status = 'pending'",
        (
            whole(data["attempt"]),
            text(data["token"]),
            text(data.get("worker")),
            text(data.get("backend")),
            text(record.get("at")),
            text(data.get("deadline")),
            whole(data.get("rev")),
            text(data["job"]),
        ),
    )
    _output(db, data)


def _done(db: sqlite3.Connection, record: Data, data: Data, _n: int | None) -> None:
    spent(db, record, data)
    row = db.execute("select dream, kind from jobs where id = ?", (text(data["job"]),)).fetchone()
    if row is None:
        return
    result = data.get("result") or {}
    spelt(result.get("data"))
    strings(result.get("media"))
    analysis = row[0] if row[1] == "analysis" else None
    with fold_words.again(db, analysis):
        ended = db.execute(
            "update jobs set status = 'completed', ended_at = ?, rev = ?, result = ?, backend = coalesce(?, backend),"
            " error = null, next_at = null where id = ? and status = 'processing' and token = ?",
            (
                text(record.get("at")),
                whole(data.get("rev")),
                spelt(result),
                text(data.get("backend")),
                text(data["job"]),
                text(data["token"]),
            ),
        )
        if ended.rowcount and row[0] is not None:
            fold_made.newest(db, row[0], row[1], str(data["job"]))
        if ended.rowcount:  # a retry queued beside a run that seemed stuck is answered by it too
            db.execute(
                "update jobs set status = 'completed', ended_at = ?, rev = ?, result = ?, next_at = null"
                " where beside = ? and +status = 'pending'",  # the plus keeps SQLite from the index of statuses
                (text(record.get("at")), whole(data.get("rev")), spelt(result), text(data["job"])),
            )
        _output(db, data)
        if analysis is not None:
            settle(db, analysis)


def spent(db: sqlite3.Connection, record: Data, data: Data) -> None:
    """What an attempt cost counts for its day, however it ended."""
    spent = data.get("spent")
    for backend, row in spent.items() if isinstance(spent, dict) else ():
        values = (whole(row.get("requests")) or 0, whole(row.get("tokens")) or 0)
        db.execute(
            "insert into spends values (?,?,?,?,?) on conflict (day, backend, hosted)"
            " do update set requests = requests + excluded.requests, tokens = tokens + excluded.tokens",
            ((text(record.get("at")) or "")[:10], named(backend), int(bool(row.get("hosted"))), *values),
        )


def _failed(db: sqlite3.Connection, record: Data, data: Data, _n: int | None) -> None:
    spent(db, record, data)
    again = bool(data.get("again"))
    db.execute(
        "update jobs set status = ?, ended_at = ?, next_at = ?, error = ? where id = ? and status = 'processing'"
        " and token = ?",
        (
            "pending" if again else "failed",
            None if again else text(record.get("at")),
            text(data.get("next_at")) if again else None,
            text(data.get("error")) or "it failed without saying why",
            text(data["job"]),
            text(data["token"]),
        ),
    )
    _output(db, data)


def _submitted(db: sqlite3.Connection, _record: Data, data: Data, _n: int | None) -> None:
    """A server has it now: whatever happens here, it is looked for there and not paid for twice."""
    held = spelt({"server": text(data["server"]), "id": text(data["id"])})
    db.execute(
        "update jobs set submitted = ? where id = ? and status = 'processing' and token = ?",
        (held, text(data["job"]), text(data["token"])),
    )


def _released(db: sqlite3.Connection, record: Data, data: Data, _n: int | None) -> None:
    """A worker let go in good order; `counted` false gives the attempt back: it was not the job that failed."""
    spent(db, record, data)
    db.execute(
        "update jobs set status = 'pending', retry_count = retry_count - ?, next_at = ? where id = ?"
        " and status = 'processing' and token = ?",
        (0 if data.get("counted") else 1, text(data.get("next_at")), text(data["job"]), text(data["token"])),
    )
    _output(db, data)


def _cancelled(db: sqlite3.Connection, record: Data, data: Data, _n: int | None) -> None:
    db.execute(
        "update jobs set status = 'cancelled', ended_at = ?, token = null, next_at = null where id = ?"
        " and status in ('pending', 'processing')",
        (text(record.get("at")), text(data["job"])),
    )
    _output(db, data)


def _moved(db: sqlite3.Connection, _record: Data, data: Data, _n: int | None) -> None:
    db.execute(
        "update jobs set host = ?, status = 'pending', token = null where id = ?"
        " and status in ('pending', 'processing')",
        (text(data["host"]), text(data["job"])),
    )
    _output(db, data)


HANDLERS: dict[str, Callable[[sqlite3.Connection, Data, Data, int | None], None]] = {
    "job.asked": _asked,
    "job.claimed": _claimed,
    "job.done": _done,
    "job.failed": _failed,
    "job.submitted": _submitted,
    "job.released": _released,
    "job.cancelled": _cancelled,
    "job.moved": _moved,
}


def drop_waiting(db: sqlite3.Connection, n: int, at: str | None) -> None:
    """A deleted dream's unanswered wishes end with it."""
    db.execute(
        "update jobs set status = 'cancelled', ended_at = ?, token = null where dream = ?"
        " and status in ('pending', 'processing')",
        (at, n),
    )
    for (kind,) in db.execute("select distinct kind from jobs where dream = ?", (n,)).fetchall():
        _derive(db, n, kind)


def take_up(db: sqlite3.Connection, n: int, at: str | None) -> None:
    """A restored dream's wishes that its deletion ended wait again."""
    db.execute(
        "update jobs set status = 'pending', ended_at = null where dream = ? and status = 'cancelled' and ended_at = ?",
        (n, at),
    )
    for (kind,) in db.execute("select distinct kind from jobs where dream = ?", (n,)).fetchall():
        _derive(db, n, kind)


def _output(db: sqlite3.Connection, data: Data) -> None:
    row = db.execute("select dream, kind from jobs where id = ?", (text(data["job"]),)).fetchone()
    if row is not None and row[0] is not None:
        _derive(db, *row)


def _derive(db: sqlite3.Connection, n: int, kind: str) -> None:
    """What `show` says of one output: the newest wish that was not cancelled decides, the newest result stays."""
    newest = db.execute(
        "select id, status, retry_count, error from jobs where dream = ? and kind = ? and status <> 'cancelled'"
        " order by n desc limit 1",
        (n, kind),
    ).fetchone()
    done = db.execute(
        "select id, json_extract(result, '$.media') from jobs where dream = ? and kind = ? and status = 'completed'"
        " order by julianday(ended_at) desc, n desc limit 1",  # times of two zones do not sort as text
        (n, kind),
    ).fetchone()
    if newest is None:
        job, status = None, "idle"
    else:
        job, status = newest[0], newest[1]
        if status == "pending" and newest[2] and newest[3]:
            status = "retrying"
    db.execute("insert or replace into outputs values (?,?,?,?,?,?)", (n, kind, status, job, *(done or (None, None))))


def settle(db: sqlite3.Connection, n: int) -> None:
    """Work out what counts of a dream: the dreamer's own word first, else the current analysis's."""
    told_type, told_stress = db.execute("select told_type, told_stress from dreams where n = ?", (n,)).fetchone()
    row = db.execute(
        "select result from jobs join outputs on outputs.done = jobs.id"
        " where outputs.dream = ? and outputs.kind = 'analysis'",
        (n,),
    ).fetchone()
    data = (json.loads(row[0]).get("data") or {}) if row else {}
    likely = (data.get("nightmare") or {}).get("likely") is True
    stress = data.get("stress")
    db.execute(
        "update dreams set type = ?, stress = ? where n = ?",
        (
            told_type or ("nightmare" if likely else None),
            told_stress if told_stress is not None else stress if isinstance(stress, int) else None,
            n,
        ),
    )
    db.execute("delete from facets where dream = ? and source = 'analysis'", (n,))
    felt = db.execute("select count(*) from facets where dream = ? and field = 'emotion'", (n,)).fetchone()[0]
    if not felt:
        db.executemany(
            "insert into facets values (?, 'emotion', ?, 'analysis')",
            [(n, str(emotion)) for emotion in data.get("emotions") or []],
        )
    fold_signs.settle(db, n, data.get("signs") or [])
    db.execute("delete from patterns where dream = ?", (n,))
    db.executemany(
        "insert into patterns values (?,?,?)",
        [(n, rank, str(pattern)) for rank, pattern in enumerate(data.get("patterns") or [])],
    )
