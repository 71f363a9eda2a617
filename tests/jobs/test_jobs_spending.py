"""What leaves the machine is counted, capped by the day, paid once, and not thrown after a host that is down."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dreamstream import ids
from dreamstream.backends import meter, registry
from dreamstream.backends.base import Answer, Ask, Backend, Draw, Drawn, Fault, Later
from dreamstream.backends.mock import Mock
from dreamstream.config import Config
from dreamstream.errors import BackendUnavailable
from dreamstream.index import jobs as rows
from dreamstream.index import spends
from dreamstream.jobs import outage, plan, publish, reaper, run
from dreamstream.jobs.run import Report
from dreamstream.jobs.worker import Worker
from dreamstream.journal import Journal
from dreamstream.paths import Places


def tell(journal: Journal, *texts: str, kinds: tuple[str, ...]) -> None:
    for text in texts or ("I flew over the sea.",):
        dream = ids.new("d")
        journal.tell([("dream.logged", {"dream": dream, "text": text}), *plan.wishes(dream, kinds)])
    journal.refresh()


def jobs(journal: Journal) -> list[dict[str, Any]]:
    journal.refresh()
    return list(rows.rows(journal.db))[::-1]


def work(journal: Journal, config: Config, **more: Any) -> Report:
    with Worker(journal.places) as own:
        return run.work(journal, own, config, **more)


class Hosted(Mock):
    """A mock that lives elsewhere: every wish is a request that leaves."""

    host = server = "api.example.org"

    def __init__(self, down: Callable[[int], Fault | None] = lambda _n: None) -> None:
        super().__init__()
        self.count, self.down = 0, down

    def _leave(self, paid: bool) -> None:
        meter.request("openai", hosted=True, paid=paid)
        self.count += 1
        if fault := self.down(self.count):
            raise fault

    def write(self, ask: Ask) -> Answer:
        self._leave(False)
        meter.tokens("openai", 100)
        return super().write(ask)

    def draw(self, draw: Draw) -> Drawn:
        self._leave(True)
        return super().draw(draw)


@pytest.fixture
def host(monkeypatch: pytest.MonkeyPatch, ours: Places) -> Hosted:
    """Who makes everything."""
    backend = Hosted()

    def opened(_name: str, _config: Config) -> Backend:
        return backend

    monkeypatch.setattr(registry, "open", opened)
    monkeypatch.setattr(publish, "pause", lambda *_: -1.0)  # the next attempt is due at once
    return backend


def test_what_was_spent_is_told(journal: Journal, ours: Places, host: Hosted) -> None:
    """By day and backend, in the records themselves: a rebuild knows it too."""
    tell(journal, "one", "two", kinds=("analysis",))
    work(journal, Config(ours))
    (row,) = spends.days(journal.db)
    assert (row["backend"], row["requests"], row["tokens"], row["hosted"]) == ("openai", 2, 200, True)

    journal.rebuild()
    assert spends.days(journal.db) == [row]
    assert spends.today(journal.db) == (2, 200)


def test_a_failed_attempt_costs_too(journal: Journal, ours: Places, host: Hosted) -> None:
    """What was asked and not answered well was still asked."""
    host.down = lambda n: Fault("it declined") if n == 1 else None
    tell(journal, kinds=("analysis",))
    work(journal, Config(ours))

    assert spends.today(journal.db) == (1, 0)
    assert [job["status"] for job in jobs(journal)] == ["failed"]


@pytest.mark.parametrize(("name", "most"), [("limits.requests", "3"), ("limits.tokens", "300")])
@pytest.mark.parametrize("concurrency", [1, 4])
def test_the_days_limit(journal: Journal, ours: Places, host: Hosted, name: str, most: str, concurrency: int) -> None:
    """Reached, the rest waits with its attempts, and says so; no request leaves over it."""
    Config(ours).set(name, most)
    tell(journal, *"abcdefgh", kinds=("analysis",))
    report = work(journal, Config(ours), concurrency=concurrency)

    # tokens are known when they are used: those in flight may still end
    assert 3 <= host.count <= (3 if name == "limits.requests" else 2 + concurrency)
    assert len(report.completed) == host.count
    assert {job["status"] for job in jobs(journal)} == {"completed", "pending"}
    assert all(job["retry_count"] == 0 for job in jobs(journal) if job["status"] == "pending")
    assert any("limit of" in row["why"] and "tomorrow" in row["why"] for row in report.skipped)

    again = work(journal, Config(ours))
    assert again.completed == []
    Config(ours).set(name, "0")
    work(journal, Config(ours))
    assert {job["status"] for job in jobs(journal)} == {"completed"}


def test_a_wish_by_hand_over_the_limit(journal: Journal, ours: Places, host: Hosted) -> None:
    """Whoever asks for one job by name is told why not."""
    Config(ours).set("limits.requests", "1")
    tell(journal, "one", "two", kinds=("analysis",))
    first, second = [job["id"] for job in jobs(journal)]
    work(journal, Config(ours), jobs=[first])
    with pytest.raises(BackendUnavailable, match="limit of 1 requests"):
        work(journal, Config(ours), jobs=[second])

    assert jobs(journal)[1]["status"] == "pending"


def test_what_stays_here_has_no_limit(journal: Journal, ours: Places, host: Hosted, monkeypatch: Any) -> None:
    """A server of this machine is counted and never capped."""
    monkeypatch.setattr(Hosted, "host", "")
    monkeypatch.setattr(Hosted, "_leave", lambda self, paid: meter.request("ollama", hosted=False, paid=paid))
    Config(ours).set("limits.requests", "1")
    tell(journal, *"abc", kinds=("analysis",))
    work(journal, Config(ours))

    assert {job["status"] for job in jobs(journal)} == {"completed"}
    assert spends.days(journal.db)[0]["requests"] == 3


@pytest.mark.parametrize("concurrency", [1, 8])
def test_an_outage_burns_few_attempts(journal: Journal, ours: Places, host: Hosted, concurrency: int) -> None:
    """Thirty jobs, a host that answers nobody: a handful of attempts are lost, every job waits, the pass ends."""
    host.down = lambda _n: Fault("openai cannot be reached", transient=True, down=True)
    tell(journal, *map(str, range(30)), kinds=("analysis",))
    report = work(journal, Config(ours), concurrency=concurrency)

    assert {job["status"] for job in jobs(journal)} == {"pending"}
    assert sum(job["retry_count"] for job in jobs(journal)) == outage.FAILURES
    assert host.count <= outage.FAILURES + concurrency
    assert any("asked again at" in row["why"] for row in report.skipped)

    asked = host.count
    work(journal, Config(ours), concurrency=concurrency)  # the next pass, two minutes later
    assert host.count == asked


def test_after_the_outage(journal: Journal, ours: Places, host: Hosted) -> None:
    """One job goes first; when it comes back well, all go."""
    host.down = lambda n: Fault("openai cannot be reached", transient=True, down=True) if n <= 3 else None
    tell(journal, *map(str, range(6)), kinds=("analysis",))
    work(journal, Config(ours), concurrency=4)
    os.unlink(ours.in_state("hosts.json"))  # the rest is over
    work(journal, Config(ours), concurrency=4)

    assert {job["status"] for job in jobs(journal)} == {"completed"}


def test_a_person_may_try(journal: Journal, ours: Places, host: Hosted) -> None:
    """A make command asks a resting host all the same: that is a probe of its own."""
    host.down = lambda n: Fault("openai cannot be reached", transient=True, down=True) if n <= 3 else None
    tell(journal, *map(str, range(4)), kinds=("analysis",))
    work(journal, Config(ours))
    report = work(journal, Config(ours), jobs=[jobs(journal)[3]["id"]])

    assert len(report.completed) == 1


def test_a_rate_limit_rests_the_host(journal: Journal, ours: Places, host: Hosted) -> None:
    """A host that says how long to wait is left alone that long; the others in flight keep their attempts."""
    host.down = lambda _n: Fault("asked too often", transient=True, wait=60)
    tell(journal, *map(str, range(20)), kinds=("analysis",))
    work(journal, Config(ours), concurrency=8)

    assert sum(job["retry_count"] for job in jobs(journal)) == 1
    assert {job["status"] for job in jobs(journal)} == {"pending"}


def test_a_picture_whose_outcome_is_unknown(journal: Journal, ours: Places, host: Hosted) -> None:
    """Sent, not answered, perhaps paid for: it is not asked again by itself, and a person may."""
    host.down = lambda n: Fault("it did not answer", unknown=True, down=True) if n == 1 else None
    tell(journal, kinds=("image",))
    report = work(journal, Config(ours))
    (job,) = jobs(journal)

    assert (job["status"], job["retry_count"]) == ("failed", 1)
    assert publish.UNKNOWN in job["error"]
    assert host.count == 1
    assert publish.UNKNOWN in report.failed[0]["error"]


def test_a_worker_that_died_after_paying(journal: Journal, ours: Places) -> None:
    """Killed between the request and the answer: the reaper knows, and does not pay again. Words are asked again."""
    tell(journal, kinds=("image", "analysis"))
    with Worker(ours) as own:
        with journal.act() as act:
            for job in rows.rows(act.db):
                token = f"t-{job['kind']}"
                act.add("job.claimed", job=job["id"], token=token, attempt=1, worker=own.id, rev=1)
        own.pays("t-image")
        mark = Path(ours.in_state("workers", f"{own.id}.paid"))
        kept = mark.read_bytes()
    mark.write_bytes(kept)  # killed: its lock is free, its marks stay
    reaper.reap(journal)
    found = {job["kind"]: job for job in jobs(journal)}

    assert found["image"]["status"] == "failed"
    assert publish.UNKNOWN in found["image"]["error"]
    assert found["analysis"]["status"] == "pending"
    assert not mark.exists()


def test_an_interrupt_after_paying(journal: Journal, ours: Places, host: Hosted) -> None:
    """What is given back loses no attempt; what may have been paid for waits for a person."""
    tell(journal, kinds=("image", "analysis"))
    held = threading.Event()

    def interrupted(number: int) -> None:
        if number == 2:  # both have left for the host; a real signal, since only that wakes who waits
            signal.pthread_kill(threading.main_thread().ident or 0, signal.SIGINT)
        held.wait(10)

    host.down = interrupted
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with pytest.raises(KeyboardInterrupt):
            work(journal, Config(ours), concurrency=2)
    finally:
        signal.signal(signal.SIGINT, before)
        held.set()
    found = {job["kind"]: job for job in jobs(journal)}

    assert (found["image"]["status"], found["analysis"]["status"]) == ("failed", "pending")
    assert publish.UNKNOWN in found["image"]["error"]
    assert found["analysis"]["retry_count"] == 0


def test_a_film_made_elsewhere(journal: Journal, ours: Places, host: Hosted, monkeypatch: pytest.MonkeyPatch) -> None:
    """Submitted, left, looked at by later passes under the name the server gave it; paid for once, no attempt lost."""
    seen: list[str] = []

    def film(draw: Draw) -> Drawn:
        seen.append(draw.submitted)
        if len(seen) < 4:
            raise Later("video_1", wait=-1)
        return Drawn(body=draw.source.encode(), model="m")

    monkeypatch.setattr(host, "film", film)
    tell(journal, kinds=("video",))
    for _ in range(5):
        work(journal, Config(ours), limit=1)
        journal.rebuild()
    (job,) = jobs(journal)

    assert seen == ["", "video_1", "video_1", "video_1"]
    assert (job["status"], job["retry_count"]) == ("failed", 1)  # what came back is no film; that is its own fault


def test_what_was_given_back_waits_for_another_pass(journal: Journal, ours: Places, host: Hosted) -> None:
    """A job given back is not taken up again by the same pass, whatever the reason: a pass ends."""
    host.down = lambda _n: meter.OverLimit("the limit is reached", transient=True)
    tell(journal, *"abcd", kinds=("analysis",))
    report = work(journal, Config(ours))

    assert host.count == 4
    assert {job["retry_count"] for job in jobs(journal)} == {0}
    assert len(report.skipped) == 4
