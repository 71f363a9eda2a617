"""Work jobs off: claim under the lock, make outside it, publish once under it again.

    claim (token, attempt counted, durable) ─► make in a thread ─► pictures staged ─► token still ours? ─► kept, done

What ended and what begins share one act: one append, one fsync. The thread holds nothing: past its limit it is
abandoned, and whatever it makes later is thrown away.
"""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from dreamstream.backends import meter
from dreamstream.backends.base import Fault
from dreamstream.backends.meter import Budget
from dreamstream.config import Config
from dreamstream.errors import BackendUnavailable, DreamstreamError, NotSaved
from dreamstream.index import jobs as rows
from dreamstream.index import spends
from dreamstream.jobs import publish
from dreamstream.jobs.claim import Claim, Picker
from dreamstream.jobs.outage import Outages
from dreamstream.jobs.publish import Ready
from dreamstream.jobs.worker import UNKNOWN, Worker, has_paid
from dreamstream.journal import Journal
from dreamstream.kinds import table
from dreamstream.paths import Places


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What one working-off did."""

    completed: list[dict[str, Any]] = field(default_factory=list)
    failed: list[dict[str, Any]] = field(default_factory=list)
    retrying: list[dict[str, Any]] = field(default_factory=list)
    skipped: list[dict[str, Any]] = field(default_factory=list)

    def note(self, how: str, row: dict[str, Any]) -> None:
        """Put a row where it belongs."""
        {"completed": self.completed, "failed": self.failed, "retrying": self.retrying}.get(how, self.skipped).append(
            row
        )


#: No longer than this is waited at once, in seconds. A signal that comes just as a wait begins is noted and wakes
#: nobody: one Ctrl-C in ninety was heard only when a job ended (measured).
PULSE = 0.5
Tell = Callable[[str, dict[str, Any]], None]
#: A disk that refuses is no fault of the job's: it ends the pass, before it costs every job its attempts.
Made = Ready | Fault | NotSaved
Ended = tuple[Claim, Made]


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
    wanted = None if jobs is None else list(jobs)
    budget = Budget(requests=int(config.get("limits.requests")), tokens=int(config.get("limits.tokens")))
    outages = Outages(journal.places)
    picker = Picker(
        journal,
        config,
        only=tuple(only) or table.MADE,
        dream=dream,
        jobs=wanted,
        backend=backend,
        seconds=seconds,
        outages=outages,
        budget=budget,
    )
    crew = _Crew(journal.places)
    active: dict[str, tuple[Claim, float]] = {}
    ended: list[Ended] = []
    settling: list[str] = []  #: Tokens of what is being recorded just now.
    left = limit
    try:
        while True:
            room = concurrency - len(active) if left is None else min(concurrency - len(active), left)
            told, fresh = _turn(journal, worker, picker, ended, room, settling)
            ended = []
            for how, row, claim in told:
                report.note(how, row)
                tell(how, claim.job)
            for claim in fresh:
                active[claim.token] = (claim, time.monotonic() + claim.limit)
                tell("began", claim.job)
                crew.give(claim)
            left = None if left is None else left - len(fresh)
            report.skipped.extend(picker.skipped)
            picker.skipped.clear()
            if picker.error is not None:
                raise picker.error
            if active:
                ended = crew.wait(active)
            elif not told:  # what just failed may be due again at once: one more look
                report.skipped.extend(picker.waits.values())
                return report
    except BaseException as stop:
        # what broke in our hands is left to the reaper, its attempt counted: given back it would break every pass
        broken = () if isinstance(stop, KeyboardInterrupt) else settling
        _release(journal, worker, but=broken)
        raise
    finally:
        crew.leave()


def _turn(
    journal: Journal, worker: Worker, picker: Picker, ended: list[Ended], room: int, settling: list[str]
) -> tuple[list[tuple[str, dict[str, Any], Claim]], list[Claim]]:
    """One act: record what ended, claim what may begin."""
    taken: set[str] = set()
    fresh: list[Claim] = []
    picker.waits.clear()
    with journal.act() as act:
        picker.budget.learn(*spends.today(act.db))
        told = []
        for done, made in ended:
            settling[:] = [done.token]
            if isinstance(made, NotSaved):
                raise made
            how, row = publish.settle(act, done, made, picker.outages)
            if how == "waiting":
                picker.put_off.add(done.job["id"])
            told.append((how, row, done))
        settling[:] = [claim.token for claim, _ in ended]  # from here on it is all of them that one append keeps
        while len(fresh) < room and (claim := picker.claim(act, worker, taken)) is not None:
            fresh.append(claim)
    settling.clear()
    return told, fresh


class _Crew:
    """Threads that make: as many as were ever busy at once, and one more for each that never came back."""

    def __init__(self, places: Places) -> None:
        self.places = places
        self.todo: queue.SimpleQueue[Claim | None] = queue.SimpleQueue()
        self.done: queue.SimpleQueue[Ended] = queue.SimpleQueue()
        self.idle = 0
        self.given_up: set[str] = set()  #: Tokens nobody waits for any more.
        self.gone = False

    def give(self, claim: Claim) -> None:
        """Have it made."""
        if self.idle:
            self.idle -= 1
        else:
            threading.Thread(target=self._work, daemon=True).start()
        self.todo.put(claim)

    def wait(self, active: dict[str, tuple[Claim, float]]) -> list[Ended]:
        """What ended, at least one: made, failed, or past its limit. Takes it out of `active`."""
        while active:
            soonest = min(end for _, end in active.values())
            if ended := self._look(active, max(0.0, min(PULSE, soonest - time.monotonic()))):
                return ended
        return []

    def _look(self, active: dict[str, tuple[Claim, float]], seconds: float) -> list[Ended]:
        """What ended within these seconds, or is past its limit now."""
        found: list[Ended] = []
        try:
            found.append(self.done.get(timeout=seconds))
            while True:
                found.append(self.done.get_nowait())
        except queue.Empty:
            pass
        self.idle += len(found)
        kept = []
        for claim, made in found:
            if active.pop(claim.token, None) is not None:
                kept.append((claim, made))
            else:
                _forget(made)  # abandoned before: a late thread changes nothing
        for token, (claim, end) in list(active.items()):
            if end <= time.monotonic():
                del active[token]
                self.given_up.add(token)
                kept.append((claim, Fault("it took longer than its limit", transient=True, sent=True)))
        return kept

    def leave(self) -> None:
        """Let the idle threads go home; those that hang are the process's own to end."""
        self.gone = True
        for _ in range(self.idle):
            self.todo.put(None)
        with suppress(queue.Empty):
            while True:
                _forget(self.done.get_nowait()[1])

    def _work(self) -> None:
        while (claim := self.todo.get()) is not None:
            made = _made(self.places, claim)
            if self.gone or claim.token in self.given_up:
                return _forget(made)
            self.done.put((claim, made))
        return None


def _forget(made: Made) -> None:
    if isinstance(made, Ready):
        made.drop()


def _made(places: Places, claim: Claim) -> Made:
    try:
        with meter.running(claim.meter):
            made = claim.recipe.make(claim.material, claim.hands)
        return publish.prepare(places, claim, made)
    except (Fault, NotSaved) as refused:
        return refused
    except BackendUnavailable as missing:  # a word taken back or a key that is gone, since this was claimed
        return Fault(missing.message.rstrip("."), transient=True)
    except BaseException as error:  # a bug in a recipe fails its own job and nothing else
        where = error.__traceback__
        while where and where.tb_next:
            where = where.tb_next
        place = f"{where.tb_frame.f_code.co_name}, line {where.tb_lineno}" if where else "unknown"
        # never str(error): it may quote the dream
        return Fault(f"an error inside dreamstream: {type(error).__name__} in {place}")


def _release(journal: Journal, worker: Worker, *, but: Iterable[str]) -> None:
    """Give back what this worker holds, attempt included; but what may have been paid for waits for a person.

    The rows say what it holds, so a claim that was written and not yet noted down is given back too.
    """
    with suppress(DreamstreamError), journal.act() as act:  # a disk that refuses this leaves it to the reaper
        for job in rows.processing(act.db, host=journal.host):
            if job["worker"] != worker.id or job["token"] in but:
                continue
            if has_paid(journal.places, worker.id, job["token"]):
                act.add("job.failed", job=job["id"], token=job["token"], error=f"interrupted; {UNKNOWN}", again=False)
            else:
                act.add("job.released", job=job["id"], token=job["token"], counted=False, why="interrupted")
