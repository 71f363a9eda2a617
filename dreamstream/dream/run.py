"""One pass, in its order; one at a time; with nothing to do it appends nothing."""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from dreamstream import ids, locks
from dreamstream.config import Config
from dreamstream.dream import scope
from dreamstream.dream.choice import Choice
from dreamstream.errors import PassRunning
from dreamstream.jobs import reaper, run, tidy
from dreamstream.jobs.run import Tell
from dreamstream.jobs.worker import Worker
from dreamstream.journal import Journal
from dreamstream.log.writer import iso
from dreamstream.paths import Places, make


def sweep(journal: Journal, config: Config, choice: Choice, *, tell: Tell) -> dict[str, Any]:
    """Do one pass; its report in the shape of INTERFACES. Raises PassRunning when another one holds the lock."""
    with _alone(journal.places):
        _beat(journal.places)
        journal.refresh()
        begun = {**scope.nothing(), "dry_run": False, "skipped": scope.waiting(journal)}
        if scope.idle(journal, choice) and not tidy.due(journal, days=int(config.get("media.keep_deleted"))):
            return begun
        said = _Said(journal)
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
        report = {
            **begun,
            "run": said.run,
            "jobs": {
                "completed": len(done.completed),
                "failed": len(done.failed),
                "retrying": len(done.retrying),
                "reaped": reaped,
                "recovered": recovered,
            },
            "artefacts": done.completed,
            "skipped": _once([*begun["skipped"], *done.skipped]),
            "failures": [*done.failed, *done.retrying],
        }
        said.finish(report["jobs"])
        return report


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

    def finish(self, jobs: dict[str, int]) -> None:
        """Say what came of it."""
        if self.run is not None:
            with self.journal.act() as act:
                act.add("pass.finished", run=self.run, jobs=jobs)


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
