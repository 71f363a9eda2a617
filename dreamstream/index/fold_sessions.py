"""Records of sessions into rows: what was handed in, how far it was read, what a pass proposed and what was undone."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from dreamstream.index import fold_jobs, fold_words
from dreamstream.index.ledger import Ledger
from dreamstream.index.values import named, strings, text, whole

Data = dict[str, Any]
_SHOULD_HIDE = (
    "coalesce(run in (select id from runs where undone), 0)"
    " or (replaced is not null and replaced not in (select id from runs where undone))"
)


def added(fold: Ledger, record: Data, data: Data) -> None:
    """A transcript was handed to the journal, or handed to it again, grown."""
    id = named(data["session"])
    _known(fold.db, id, record)
    fold.db.execute(
        "update sessions set name = ?, format = ?, dream = ?, file = ?, forgotten = 0 where id = ?",
        (text(data.get("name")) or "", text(data.get("format")) or "", text(data.get("of")), text(data["file"]), id),
    )
    if "turns" in data:
        _seen(fold.db, id, data)


def read(fold: Ledger, record: Data, data: Data) -> None:
    """A pass read a session so far; the suggestions it names gave way to what the same turns say now."""
    id, run = named(data["session"]), text(data.get("run"))
    _known(fold.db, id, record)
    missed = [_gap(gap) for gap in data.get("missed") or []]
    fold.db.execute(
        "update sessions set name = coalesce(?, name), format = coalesce(?, format), dream = coalesce(?, dream),"
        ' "offset" = ?, read_hash = ?, read_tail = ?, reader = ?, missed = ?, run = ?, read_at = ? where id = ?',
        (
            text(data.get("name")),
            text(data.get("format")),
            text(data.get("of")),
            whole(data["turns"]),
            text(data["hash"]),
            whole(data.get("tail")),
            text(data.get("reader")),
            json.dumps(missed, allow_nan=False),
            run,
            text(record.get("at")),
            id,
        ),
    )
    _seen(fold.db, id, data)
    fold_jobs.spent(fold.db, record, data)
    for event in strings(data.get("replaced")):
        fold.db.execute(
            "update events set replaced = ? where id = ? and session = ? and status = 'suggested'", (run, event, id)
        )
        _settle(fold, "id = ?", (event,))


def forgotten(fold: Ledger, record: Data, data: Data) -> None:
    """The dreamer wants a session read no more; what was undone of it may be proposed again if it comes back."""
    id = named(data["session"])
    _known(fold.db, id, record)
    fold.db.execute(
        "update sessions set forgotten = 1, file = null, \"offset\" = 0, read_hash = null, missed = '[]' where id = ?",
        (id,),
    )
    fold.db.execute("delete from events where session = ? and run in (select id from runs where undone)", (id,))


def undone(fold: Ledger, record: Data, data: Data) -> None:
    """What a pass proposed is taken back, or with `back` brought back, with all that became of it."""
    run, back = named(data["run"]), bool(data.get("back"))
    fold.db.execute("insert or ignore into runs (id, host, started) values (?,'',null)", (run,))
    fold.db.execute("update runs set undone = ? where id = ?", (int(not back), run))
    _settle(fold, "run = ? or replaced = ?", (run, run))
    fold.act(record, "undo of a pass", subject=run, before={"back": back})


def proposed(db: sqlite3.Connection, data: Data) -> tuple[str | None, str | None, int]:
    """Run, session and whether it is hidden, of an event that is noted."""
    meta = data.get("meta")
    if not isinstance(meta, dict) or data.get("source") != "dream":
        return None, None, 0
    run = text(meta.get("run"))
    gone = db.execute("select 1 from runs where id = ? and undone", (run,)).fetchone()
    return run, text(meta.get("session")), int(gone is not None)


def _known(db: sqlite3.Connection, id: str, record: Data) -> None:
    db.execute(
        'insert or ignore into sessions (id, name, format, added_at, turns, "offset", missed, forgotten, anonymous)'
        " values (?,'','',?,0,0,'[]',0,0)",
        (id, text(record.get("at"))),
    )


def _gap(gap: Data) -> Data:
    """A stretch that could not be read, whoever wrote it down."""
    first, end = whole(gap["first"]), whole(gap["end"])
    if first is None or end is None or not 0 <= first < end:
        raise ValueError(gap)
    attempts, why = whole(gap.get("attempts")), text(gap.get("why"))
    return {
        "first": first,
        "end": end,
        "why": why or "",
        "attempts": attempts or 1,
        "passing": bool(gap.get("passing")),
    }


def _seen(db: sqlite3.Connection, id: str, data: Data) -> None:
    db.execute(
        "update sessions set turns = ?, hash = ?, tail = ?, first = ?, anonymous = ? where id = ?",
        (
            whole(data["turns"]),
            text(data.get("hash")),
            whole(data.get("tail")),
            text(data.get("first")),
            int(bool(data.get("anonymous"))),
            id,
        ),
    )


def _settle(fold: Ledger, which: str, values: tuple[Any, ...]) -> None:
    """Hide or show these events as their runs now stand, and all that is worked out from them."""
    dreams = [n for (n,) in fold.db.execute(f"select distinct dream from events where {which}", values)]
    for n in dreams:
        if n is not None and fold.is_deleted(n):
            fold.gone.add(n)
        with fold_words.again(fold.db, n):
            fold.db.execute(f"update events set hidden = ({_SHOULD_HIDE}) where ({which}) and dream is ?", (*values, n))
        if n is not None:
            fold_jobs.settle(fold.db, n)
