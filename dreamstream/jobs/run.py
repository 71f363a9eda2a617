"""Work jobs off: claim under the lock, make outside it, publish once under it again.

    claim (token, attempt counted, durable) ─► make in a thread ─► keep pictures ─► token still ours? ─► done

The thread holds nothing: past its limit it is abandoned, and whatever it makes later is thrown away.
"""

from __future__ import annotations

import queue
import threading
import time
import zlib
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from dreamstream import ids, media
from dreamstream.backends import registry
from dreamstream.backends.base import Fault, Hands
from dreamstream.config import Config
from dreamstream.errors import DreamstreamError, Refused
from dreamstream.index import jobs as rows
from dreamstream.jobs import gather
from dreamstream.jobs.worker import Worker, deadline
from dreamstream.journal import Journal
from dreamstream.kinds import table
from dreamstream.kinds.base import Kind, Material, Outcome

#: A failed attempt waits a random part of this many seconds, doubled each time, and never longer than the most.
BASE, MOST = 30.0, 900.0
#: A host that asks for more patience than this is asked again after this.
DAY = 86_400.0
#: The reaper waits this much longer than the worker itself does.
MARGIN = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One job in our hands."""

    job: dict[str, Any]
    token: str
    attempt: int
    recipe: Kind
    hands: Hands
    material: Material
    limit: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What one working-off did."""

    completed: list[dict[str, Any]] = field(default_factory=list)
    failed: list[dict[str, Any]] = field(default_factory=list)
    retrying: list[dict[str, Any]] = field(default_factory=list)
    skipped: list[dict[str, Any]] = field(default_factory=list)


Tell = Callable[[str, dict[str, Any]], None]


def work(
    journal: Journal,
    worker: Worker,
    config: Config,
    *,
    only: Iterable[str] = (),
    dream: int | None = None,
    jobs: Iterable[str] | None = None,
    backend: str | None = None,
    limit: int | None = None,
    concurrency: int = 1,
    seconds: float | None = None,
    tell: Tell = lambda _what, _job: None,
) -> Report:
    """Work off what waits on this host, taking turns between kinds, until nothing is due or `limit` is reached.

    `jobs` names single jobs and nothing else is touched; `seconds` replaces the kinds' own limits, for tests.
    An interrupt gives every claimed job back, its attempt too, and goes on up.
    """
    report = Report()
    picker = _Picker(only=tuple(only) or table.MADE, dream=dream, jobs=None if jobs is None else list(jobs))
    results: queue.SimpleQueue[tuple[str, Outcome | Fault]] = queue.SimpleQueue()
    active: dict[str, tuple[Claim, float]] = {}
    begun, settling = 0, ""
    try:
        while True:
            while len(active) < concurrency and (limit is None or begun < limit):
                claim = _claim(journal, worker, config, picker, report, backend=backend, seconds=seconds)
                if claim is None:
                    break
                begun += 1
                active[claim.token] = (claim, time.monotonic() + claim.limit)
                tell("began", claim.job)
                threading.Thread(target=_make, args=(claim, results), daemon=True).start()
            if not active:
                return report
            soonest = min(end for _, end in active.values())
            try:
                token, made = results.get(timeout=max(0.0, soonest - time.monotonic()))
            except queue.Empty:
                token = next(token for token, (_, end) in active.items() if end == soonest)
                made = Fault("it took longer than its limit", transient=True)
            if token not in active:
                continue  # abandoned before: a late worker changes nothing
            claim, _ = active.pop(token)
            settling = token
            tell(_settle(journal, claim, made, report), claim.job)
            settling = ""
    except BaseException as stop:
        # what broke in our hands is left to the reaper, its attempt counted: given back it would break every pass
        _release(journal, worker, but="" if isinstance(stop, KeyboardInterrupt) else settling)
        raise


class _Picker:
    """Whose turn it is: kinds take turns, so that five hundred pictures never keep an analysis waiting."""

    def __init__(self, *, only: tuple[str, ...], dream: int | None, jobs: list[str] | None) -> None:
        self.kinds = [kind for kind in dict.fromkeys(only) if kind in table.MADE]
        self.dream = dream
        self.jobs = jobs
        #: What nobody here can make: a kind, and the backend its wish names.
        self.passed: set[tuple[str, str | None]] = set()

    def next(self, journal: Journal) -> dict[str, Any] | None:
        if self.jobs is not None:
            while self.jobs:
                job = rows.one(journal.db, self.jobs.pop(0))
                if job and job["status"] == "pending" and job["kind"] in table.MADE and self._fits(job):
                    return job
            return None
        return next((job for kind in self.kinds if (job := self._oldest(journal, kind))), None)

    def served(self, kind: str) -> None:
        """This kind goes to the end of the row."""
        if kind in self.kinds:
            self.kinds.remove(kind)
            self.kinds.append(kind)

    def _oldest(self, journal: Journal, kind: str) -> dict[str, Any] | None:
        host, now = journal.host, iso_utc(time.time())
        job = rows.due(journal.db, host=host, kind=kind, now=now, dream=self.dream)
        if job is None or self._fits(job):
            return job
        for other in rows.pending(journal.db):  # what stands first cannot be made; what stands behind it may
            ours = (other["kind"], other["host"]) == (kind, host) and (other["next_at"] or "") <= now
            if ours and self.dream in (None, other["dream_n"]) and self._fits(other):
                return other
        return None

    def _fits(self, job: dict[str, Any]) -> bool:
        return bool(job["dream"]) and (job["kind"], job["asked_for"]) not in self.passed


def _claim(
    journal: Journal,
    worker: Worker,
    config: Config,
    picker: _Picker,
    report: Report,
    *,
    backend: str | None,
    seconds: float | None,
) -> Claim | None:
    while True:
        journal.refresh()
        if picker.jobs is None and picker.next(journal) is None:
            return None  # looked before locking: a pass with nothing to do takes no lock
        with journal.act() as act:
            job = picker.next(journal)
            if job is None:
                return None
            recipe = table.recipe(job["kind"])
            try:
                hands = registry.hands(job["kind"], recipe.NEEDS, config, wish=backend or job["asked_for"])
            except DreamstreamError as error:
                if picker.jobs is not None:
                    raise
                picker.passed.add((job["kind"], job["asked_for"]))
                report.skipped.append({"what": "job", **_row(job), "why": error.message, "unavailable": True})
                continue
            token, attempt = ids.new("t"), job["retry_count"] + 1
            limit = seconds or recipe.LIMIT
            act.add(
                "job.claimed",
                job=job["id"],
                token=token,
                attempt=attempt,
                worker=worker.id,
                backend="+".join(dict.fromkeys(_names(recipe, hands))),
                deadline=deadline(limit + MARGIN),
            )
            found = gather.material(act, job, attempt=attempt)
            picker.served(job["kind"])
        return Claim(
            job={**job, "retry_count": attempt},
            token=token,
            attempt=attempt,
            recipe=recipe,
            hands=hands,
            material=found,
            limit=limit,
        )


def _names(recipe: Kind, hands: Hands) -> list[str]:
    return [getattr(hands, need).name for need in recipe.NEEDS]


def _make(claim: Claim, results: queue.SimpleQueue[tuple[str, Outcome | Fault]]) -> None:
    try:
        results.put((claim.token, claim.recipe.make(claim.material, claim.hands)))
    except Fault as fault:
        results.put((claim.token, fault))
    except BaseException as error:  # a bug in a recipe fails its own job and nothing else
        where = error.__traceback__
        while where and where.tb_next:
            where = where.tb_next
        place = f"{where.tb_frame.f_code.co_name}, line {where.tb_lineno}" if where else "unknown"
        # never str(error): it may quote the dream
        results.put((claim.token, Fault(f"an error inside dreamstream: {type(error).__name__} in {place}")))


def _settle(journal: Journal, claim: Claim, made: Outcome | Fault, report: Report) -> str:
    row = _row(claim.job)
    if isinstance(made, Outcome):
        try:
            names = publish(journal, claim, made)
        except Refused as error:
            return _settle(journal, claim, Fault(f"the reply cannot be kept: {error.message}"), report)
        if names is None:
            report.skipped.append({"what": "job", **row, "why": "somebody else holds it now"})
            return "lost"
        report.completed.append({**row, "media": names})
        return "completed"
    again = made.transient and claim.attempt < claim.job["max_retries"]
    data: dict[str, Any] = {"job": claim.job["id"], "token": claim.token, "error": made.message, "again": again}
    if again:
        data["next_at"] = iso_utc(time.time() + pause(claim.job["id"], claim.attempt, made.wait))
    with journal.act() as act:
        if not _holds(journal, claim):
            report.skipped.append({"what": "job", **row, "why": "somebody else holds it now"})
            return "lost"
        act.add("job.failed", **data)
    (report.retrying if again else report.failed).append({**row, "error": made.message, "next_at": data.get("next_at")})
    return "retrying" if again else "failed"


def _row(job: dict[str, Any]) -> dict[str, Any]:
    return {"id": job["id"], "kind": job["kind"], "dream": job["dream"]}


def publish(journal: Journal, claim: Claim, made: Outcome) -> list[str] | None:
    """Keep the pictures, then say it is done, if the token still holds; the pictures' names, or None."""
    staged = [(media.stage(journal.places, p.body, token=claim.token), p) for p in made.pictures]
    with journal.act() as act:
        if not _holds(journal, claim):
            for item, _ in staged:
                item.drop()
            return None
        for item, picture in staged:
            item.keep()
            act.add(
                "media.added",
                media=item.name,
                mime=item.mime,
                bytes=item.size,
                width=picture.width,
                height=picture.height,
                alt=picture.alt,
                dream=claim.job["dream"],
                job=claim.job["id"],
            )
        act.add(
            "job.done",
            job=claim.job["id"],
            token=claim.token,
            rev=claim.material.rev,
            backend="+".join(dict.fromkeys(_names(claim.recipe, claim.hands))),
            result={
                "data": dict(made.data),
                "media": [item.name for item, _ in staged],
                "model": made.model,
                **({"tokens": made.tokens} if made.tokens else {}),
            },
        )
    return [item.name for item, _ in staged]


def pause(job: str, attempt: int, wait: float | None) -> float:
    """Seconds until the next attempt: full jitter, never less than was asked for, if that is within reason."""
    most = min(MOST, BASE * float(2 ** (attempt - 1)))
    part = zlib.crc32(f"{job}/{attempt}".encode()) / 2**32
    return max(min(wait, DAY) if wait and wait > 0 else 0.0, 1.0 + part * most)


def iso_utc(moment: float) -> str:
    """An instant in UTC, so that times of waiting compare as text."""
    millis = round(moment * 1000)
    return f"{time.strftime('%Y-%m-%dT%H:%M:%S', time.gmtime(millis // 1000))}.{millis % 1000:03}+00:00"


def _holds(journal: Journal, claim: Claim) -> bool:
    job = rows.one(journal.db, claim.job["id"])
    return bool(job and job["status"] == "processing" and job["token"] == claim.token)


def _release(journal: Journal, worker: Worker, *, but: str) -> None:
    """Give back what this worker holds, attempt included: nothing had left for anywhere.

    The rows say what it holds, so a claim that was written and not yet noted down is given back too.
    """
    with suppress(DreamstreamError), journal.act() as act:  # a disk that refuses this leaves it to the reaper
        for job in rows.processing(act.db, host=journal.host):
            if job["worker"] == worker.id and job["token"] != but:
                act.add("job.released", job=job["id"], token=job["token"], counted=False, why="interrupted")
