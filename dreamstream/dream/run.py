"""One pass, in its order; one at a time; with nothing to do it appends nothing."""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from dreamstream import ids, locks
from dreamstream.config import Config
from dreamstream.dream import scope
from dreamstream.dream.choice import Choice
from dreamstream.dream.glance import Glance
from dreamstream.dream.readers import who
from dreamstream.dream.tally import Tally
from dreamstream.errors import PassRunning
from dreamstream.jobs import reaper, run, tidy
from dreamstream.jobs.run import Report, Tell
from dreamstream.jobs.worker import Worker
from dreamstream.journal import Journal
from dreamstream.log.writer import iso
from dreamstream.paths import Places, make

if TYPE_CHECKING:
    from dreamstream.dream.backfill import Entry
    from dreamstream.dream.inbox import Inbox


def sweep(journal: Journal, config: Config, choice: Choice, *, tell: Tell) -> dict[str, Any]:
    """Do one pass; its report in the shape of INTERFACES. Raises PassRunning when another one holds the lock."""
    with _alone(journal.places):
        _beat(journal.places)
        journal.refresh()
        begun = {**scope.nothing(), "dry_run": False, "skipped": scope.waiting(journal) if choice.jobs else []}
        glance = Glance(journal, config) if choice.sessions else None
        inbox = _inbox(journal, config, choice, glance)
        idle = scope.idle(journal, choice) and not tidy.due(journal, days=int(config.get("media.keep_deleted")))
        left = inbox.skipped if inbox else glance.skipped if glance else []
        if idle and (inbox is None or not inbox.due):
            if inbox is not None:
                inbox.remember()
            return begun | {"skipped": [*begun["skipped"], *left]}
        said = _Said(journal)
        # offline, reading takes a moment and comes first, so that a preview says what will be; with a server it may
        # take hours, and a dream's own analysis does not wait for that
        first = inbox is not None and not who.asks_a_server(config, choice)
        read = _read(journal, config, choice, inbox, said, tell) if first else Tally()
        done = _work(journal, config, choice, said, tell) if choice.jobs else _Jobs()
        if not first:
            read = _read(journal, config, choice, inbox, said, tell)
        report = {
            **begun,
            "run": said.run,
            "jobs": done.counts,
            "artefacts": done.report.completed,
            **read.report,
            "skipped": [
                *_once([*begun["skipped"], *done.report.skipped]),
                *left,
                *read.skipped,
            ],
            "failures": [*done.report.failed, *done.report.retrying],
        }
        said.finish(done.counts, read.figures)
        return report


def foresee(
    journal: Journal, config: Config, choice: Choice, *, budget: float | None = None
) -> tuple[list[Entry], Tally, Inbox]:
    """What the next pass would note of sessions: the same reading, and nothing is written."""
    from dreamstream.dream import reading
    from dreamstream.dream.inbox import Inbox

    inbox = Inbox(journal, config, choice)
    entries, tally = reading.preview(journal, config, choice, inbox, budget=budget)
    return entries, tally, inbox


@dataclass(frozen=True, slots=True, kw_only=True)
class _Jobs:
    """What became of the jobs."""

    report: Report = field(default_factory=Report)
    reaped: int = 0
    recovered: int = 0

    @property
    def counts(self) -> dict[str, int]:
        """The figures of a report."""
        return {
            "completed": len(self.report.completed),
            "failed": len(self.report.failed),
            "retrying": len(self.report.retrying),
            "reaped": self.reaped,
            "recovered": self.recovered,
        }


def _inbox(journal: Journal, config: Config, choice: Choice, glance: Glance | None) -> Inbox | None:
    """What waits to be read; None where a glance shows that nothing can."""
    if glance is None:
        return None
    if not (glance.opened or choice.session):
        glance.remember()
        return None
    from dreamstream.dream.inbox import Inbox  # with all readers behind it

    return Inbox(journal, config, choice, glance)


def _read(journal: Journal, config: Config, choice: Choice, inbox: Inbox | None, said: _Said, tell: Tell) -> Tally:
    """Read the sessions that wait."""
    if inbox is None:
        return Tally()
    journal.warnings += inbox.warnings
    from dreamstream.dream import reading  # with all readers behind it

    def named() -> str:
        said.begin()
        return str(said.run)

    return reading.work(journal, config, choice, inbox, run=named, tell=tell)


def _work(journal: Journal, config: Config, choice: Choice, said: _Said, tell: Tell) -> _Jobs:
    """Take back what dead workers held, ask again for what was lost, and work off what waits."""
    if reaper.dead(journal) or reaper.lost(journal):
        said.begin()

    def heard(what: str, job: dict[str, Any]) -> None:
        said.begin()
        tell(what, job)

    days = int(config.get("media.keep_deleted"))
    if tidy.due(journal, days=days):
        said.begin()
        tidy.forget(journal, days=days)
    reaped = reaper.reap(journal)
    recovered = reaper.recover(journal)
    with Worker(journal.places) as worker:
        done = run.work(
            journal,
            worker,
            config,
            only=choice.only,
            dream=choice.dream,
            backend=choice.backend,
            limit=choice.limit,
            concurrency=choice.concurrency,
            tell=heard,
        )
    return _Jobs(report=done, reaped=reaped, recovered=recovered)


class _Said:
    """What the log is told of a pass: begun with the first thing it does, so one that does nothing says nothing."""

    def __init__(self, journal: Journal) -> None:
        self.journal = journal
        self.run: str | None = None

    def begin(self) -> None:
        """Say once that it began."""
        if self.run is None:
            self.run = ids.new("r")
            with self.journal.act() as act:
                act.add("pass.started", run=self.run)

    def finish(self, jobs: dict[str, int], sessions: dict[str, int]) -> None:
        """Say what came of it."""
        if self.run is not None:
            with self.journal.act() as act:
                act.add("pass.finished", run=self.run, jobs=jobs, sessions=sessions)


@contextmanager
def signals_release() -> Iterator[None]:
    """TERM and HUP end a pass as Ctrl-C does: what it holds is given back first."""

    def stop(_number: int, _frame: object) -> None:
        raise KeyboardInterrupt

    wanted = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    wanted = [number for number in wanted if signal.getsignal(number) != signal.SIG_IGN]  # `nohup` means it
    before = {number: signal.signal(number, stop) for number in wanted}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def heartbeat(places: Places) -> dict[str, Any] | None:
    """When a pass last came by on this machine; None for never."""
    try:
        with open(places.in_state("heartbeat"), encoding="utf-8") as file:
            found = json.load(file)
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None


@contextmanager
def _alone(places: Places) -> Iterator[None]:
    make(places.state)
    path = places.in_state("pass.lock")
    fd = locks.take(path)
    if fd is None:
        raise PassRunning(
            f"Another pass (process {locks.holder(path)}) is at work.",
            hint="It does what waits; look again with `dreamstream dream status`.",
        )
    try:
        yield
    finally:
        os.close(fd)


def _beat(places: Places) -> None:
    path = places.in_state("heartbeat")
    with open(f"{path}.new", "w", encoding="utf-8") as file:
        json.dump({"at": iso(time.time()), "pid": os.getpid()}, file)
    os.replace(f"{path}.new", path)


def _once(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return list({(row["what"], row["id"]): row for row in rows}.values())
