"""How fast jobs go through the queue: claimed, made (of nothing), published; against the barest durable queue."""

from __future__ import annotations

import sqlite3
import time
import types
from pathlib import Path

from dreamstream import ids
from dreamstream.config import Config
from dreamstream.jobs import run
from dreamstream.jobs.worker import Worker
from dreamstream.journal import Journal
from dreamstream.kinds import table
from dreamstream.kinds.base import Outcome
from dreamstream.paths import places

JOBS = 400


def ours(room: Path, concurrency: int = 1) -> float:
    """Seconds a job: the product's own path, log and index, with a recipe that does nothing."""
    journal = Journal(places(home=str(room / ids.new("d"))))
    wishes = []
    for _ in range(JOBS):
        dream = ids.new("d")
        wishes.append(("dream.logged", {"dream": dream, "text": "a short dream", "night": "2026-11-20"}))
        wishes.append(("job.asked", {"job": ids.new("j"), "dream": dream, "kind": "image"}))
    journal.tell(wishes)
    _ = journal.index
    recipe = types.SimpleNamespace(
        NAME="image", NEEDS=("image",), LIMIT=60.0, make=lambda _material, _hands: Outcome(data={}, model="none")
    )
    before, table.recipe = table.recipe, lambda _name: recipe  # type: ignore[assignment,return-value]
    try:
        with Worker(journal.places) as worker:
            start = time.perf_counter()
            report = run.work(journal, worker, Config(journal.places), concurrency=concurrency)
            seconds = time.perf_counter() - start
    finally:
        table.recipe = before
    assert len(report.completed) == JOBS
    journal.close()
    return seconds / JOBS


def bare(room: Path) -> float:
    """Seconds a job: two committed UPDATE … RETURNING, WAL, synchronous=FULL."""
    db = sqlite3.connect(room / f"{ids.new('d')}.db", isolation_level=None)
    db.execute("pragma journal_mode = wal")
    db.execute("pragma synchronous = full")
    db.execute("create table jobs (id integer primary key, status text)")
    db.execute("create index waiting on jobs (status)")
    db.executemany("insert into jobs (status) values (?)", [("pending",)] * JOBS)
    start = time.perf_counter()
    for _ in range(JOBS):
        (id,) = db.execute(
            "update jobs set status = 'processing' where id = (select min(id) from jobs where status = 'pending')"
            " returning id"
        ).fetchall()[0]
        db.execute("update jobs set status = 'completed' where id = ? returning id", (id,)).fetchall()
    seconds = time.perf_counter() - start
    db.close()
    return seconds / JOBS
