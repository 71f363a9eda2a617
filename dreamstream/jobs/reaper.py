"""Take back what a dead worker held, and find wishes that were lost; it starts nothing.

A live worker in time is never touched, nor another host's job by its age.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from dreamstream import media
from dreamstream.index import jobs as rows
from dreamstream.jobs import plan, worker
from dreamstream.jobs.worker import UNKNOWN
from dreamstream.journal import Journal


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """One output that was asked for here and is nowhere: no live wish and no end, or its picture is gone."""

    n: int
    dream: str
    kind: str
    why: str
    params: dict[str, Any] | None = None


def dead(journal: Journal) -> list[tuple[dict[str, Any], str]]:
    """Jobs of this host whose worker is gone or far past its limit, and why."""
    found = []
    for job in rows.processing(journal.db, host=journal.host):
        if worker.is_dead(journal.places, job["worker"]):
            found.append((job, "its worker died"))
        elif worker.is_past(job["deadline"]):
            found.append((job, "it hung past its limit"))
    return found


def reap(journal: Journal) -> int:
    """Take the dead workers' jobs back: pending again while attempts are left, else failed. How many."""
    if not dead(journal):
        return 0
    with journal.act() as act:
        taken = dead(journal)  # looked at again under the lock: a worker may have finished meanwhile
        for job, why in taken:
            paid = worker.has_paid(journal.places, job["worker"], job["token"])
            again = job["retry_count"] < job["max_retries"] and not paid
            tail = "" if again else f", and that was attempt {job['retry_count']} of {job['max_retries']}"
            tail = f"; {UNKNOWN}" if paid else tail
            act.add("job.failed", job=job["id"], token=job["token"], error=why + tail, again=again)
    worker.sweep(journal.places)
    return len(taken)


def lost(journal: Journal) -> list[Lost]:
    """What recovery would ask for again."""
    host = journal.host
    found = [
        Lost(n=n, dream=dream, kind=kind, why="its wish was lost")
        for n, dream, kind in rows.unasked(journal.db, host=host)
    ]
    here: set[str] | None = None
    for n, dream, kind, name, params in rows.pictured(journal.db, host=host):
        here = media.names(journal.places) if here is None else here
        if name not in here and not rows.live(journal.db, dream=n, kind=kind):
            found.append(Lost(n=n, dream=dream, kind=kind, why="its picture is gone", params=params))
    return found


def recover(journal: Journal) -> int:
    """Ask for lost outputs again. How many."""
    if not lost(journal):
        return 0
    asked = 0
    with journal.act() as act:
        for item in lost(journal):
            job = plan.ask(act, n=item.n, dream=item.dream, kind=item.kind, why="recovered", params=item.params)
            asked += job is not None
    return asked
