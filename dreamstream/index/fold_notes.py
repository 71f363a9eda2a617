"""Records that are no dream's own words: nights, events, passes, notices, media."""

from __future__ import annotations

import json
from typing import Any

from dreamstream.index import fold_jobs, fold_sessions, fold_words
from dreamstream.index.ledger import Ledger
from dreamstream.index.values import named, spelt, text, whole

Data = dict[str, Any]


def night(fold: Ledger, record: Data, data: Data) -> None:
    """A night, told bit by bit: what a record does not say stays as it was."""
    night = named(data["night"])
    old = fold.db.execute("select none, bed, wake, quality from nights where night = ?", (night,)).fetchone()
    before = dict(zip(("none", "bed", "wake", "quality"), old or (None,) * 4, strict=True))
    row = {**before, **{k: data[k] for k in before if k in data}}
    values = (
        night,
        None if row["none"] is None else int(bool(row["none"])),
        text(row["bed"]),
        text(row["wake"]),
        whole(row["quality"]),
    )
    fold.db.execute("insert or replace into nights values (?,?,?,?,?,?)", (*values, text(record.get("at"))))
    if not any(v is not None for v in values[1:]):
        fold.db.execute("delete from nights where night = ?", (night,))
    fold.act(record, "night", before={k: before[k] for k in before if k in data}, subject=str(night))


def event(fold: Ledger, record: Data, data: Data) -> None:
    """A small statement on a dream, or on what is not here (yet)."""
    target = text(data["target"]) or ""
    n = fold.dream({"dream": target})
    if n is None and fold.db.execute("select 1 from dreams where id = ?", (target,)).fetchone():
        return  # of a purged dream nothing comes back
    row = (
        named(data["event"]),
        target,
        n,
        text(data["type"]),
        text(data["text"]),
        text(data.get("status")) or "confirmed",
        text(data.get("source")) or "cli",
        text(data.get("author")) or "dreamer",
        _said_at(record, data),
        json.dumps(data.get("meta") or {}, allow_nan=False),
        *fold_sessions.proposed(fold.db, data),
    )
    with fold_words.again(fold.db, n):
        fold.db.execute("insert or ignore into events values (?,?,?,?,?,?,?,?,?,?,?,?,null,?)", row)
    if n is not None and row[3] == "sign" and row[5] == "confirmed":
        fold_jobs.settle(fold.db, n)
    if row[6] == "cli":
        fold.act(record, "event", subject=str(row[0]), before={})


def _said_at(record: Data, data: Data) -> str | None:
    """When it was said; what a pass proposes was said when its turn was, and a turn may not say when."""
    if data.get("source") == "dream" and "at" in data:
        return text(data["at"])
    return text(data.get("at") or record.get("at"))


def reviewed(fold: Ledger, record: Data, data: Data) -> None:
    """The dreamer said what becomes of a statement."""
    id = text(data["event"])
    row = fold.db.execute("select dream, status, text, type from events where id = ?", (id,)).fetchone()
    if row is None:
        return
    if row[0] is not None and fold.is_deleted(row[0]):
        fold.gone.add(row[0])
    with fold_words.again(fold.db, row[0]):
        fold.db.execute(
            "update events set status = ?, text = ? where id = ?",
            (text(data.get("status")) or row[1], text(data.get("text")) or row[2], id),
        )
    if row[0] is not None and row[3] == "sign":
        fold_jobs.settle(fold.db, row[0])
    fold.act(record, "review", subject=str(id), before={"status": row[1], "text": row[2]})


def passed(fold: Ledger, record: Data, data: Data) -> None:
    """A pass that did something began or ended."""
    at, run, host = text(record.get("at")), named(data["run"]), text(record.get("host")) or ""
    if record["kind"] == "pass.started":
        fold.db.execute("insert or ignore into runs (id, host, started) values (?,?,?)", (run, host, at))
    else:
        fold.db.execute("update runs set finished = ?, data = ? where id = ?", (at, spelt(data), run))


def noticed(fold: Ledger, _record: Data, data: Data) -> None:
    """The dreamer was told that this dream is ready, as far as its jobs go now."""
    n = fold.dream(data)
    fold.db.execute(
        "update dreams set noticed = (select max(jobs.n) from jobs where jobs.dream = dreams.n) where n = ?", (n,)
    )


def profile(fold: Ledger, _record: Data, data: Data) -> None:
    """What the dreamer says of themselves; a value of nothing takes it back."""
    for key, value in data.items():
        fold.db.execute("delete from profile where key = ?", (key,))
        if value is not None:
            fold.db.execute("insert into profile values (?,?)", (key, text(value)))


def media(fold: Ledger, record: Data, data: Data) -> None:
    """A file is kept, or gone for good."""
    name = named(data["media"])
    if record["kind"] == "media.removed":
        fold.db.execute("update media set removed = ? where name = ?", (text(record.get("at")), name))
        return
    row = (
        name,
        text(data.get("mime")),
        whole(data.get("bytes")),
        whole(data.get("width")),
        whole(data.get("height")),
        text(data.get("alt")) or "",
        fold.dream(data),
        text(data.get("job")),
        text(record.get("at")),
    )
    fold.db.execute(
        "insert into media (name, mime, bytes, width, height, alt, dream, job, at) values (?,?,?,?,?,?,?,?,?)"
        " on conflict (name) do update set removed = null,"  # what was gone comes back as whose it is now
        " dream = case when removed is null then dream else excluded.dream end,"
        " job = case when removed is null then job else excluded.job end",
        row,
    )
