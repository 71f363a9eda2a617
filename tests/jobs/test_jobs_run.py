"""A job is claimed, made and published once; whatever goes wrong stays with its own job."""

from __future__ import annotations

import json
import os
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dreamstream import ids, media
from dreamstream.backends.base import Answer, Ask, Draw, Drawn
from dreamstream.backends.mock import Mock
from dreamstream.config import Config
from dreamstream.errors import BackendUnavailable, NotSaved
from dreamstream.index import jobs as rows
from dreamstream.jobs import plan, publish, reaper, run, times, worker
from dreamstream.jobs.run import Report
from dreamstream.jobs.worker import Worker
from dreamstream.journal import Journal
from dreamstream.paths import Places

ALL = ("analysis", "image", "comic")
Setup = Callable[[str], Config]


@pytest.fixture
def mocked(ours: Places) -> Setup:
    """The mock for everything, with this script."""

    def call(script: str = "") -> Config:
        for name in ("backend.text", "backend.image"):
            Config(ours).set(name, "mock")
        Config(ours).set("backend.mock.script", script)
        return Config(ours)

    return call


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """The next attempt is due at once."""
    monkeypatch.setattr(publish, "pause", lambda *_: -1.0)


def tell(journal: Journal, *texts: str, kinds: tuple[str, ...] = ALL) -> list[str]:
    """Tell dreams with these wishes."""
    told = [ids.new("d") for _ in texts or ("",)]
    for dream, text in zip(told, texts or ("I flew over the sea.",), strict=True):
        journal.tell(
            [("dream.logged", {"dream": dream, "text": text, "wants": list(kinds)}), *plan.wishes(dream, kinds)]
        )
    journal.refresh()
    return told


def work(journal: Journal, config: Config, **more: Any) -> Report:
    with Worker(journal.places) as own:
        return run.work(journal, own, config, **more)


def jobs(journal: Journal) -> list[dict[str, Any]]:
    """Every job, oldest first."""
    journal.refresh()
    return list(rows.rows(journal.db))[::-1]


def states(journal: Journal) -> dict[str, str]:
    return {job["kind"]: job["status"] for job in jobs(journal)}


def log(places: Places) -> list[dict[str, Any]]:
    """Every record, as it stands on disk."""
    paths = sorted(Path(places.log).rglob("*.jsonl"))
    return [json.loads(line) for path in paths for line in path.read_text("utf-8").splitlines()]


def said(places: Places, kind: str) -> list[dict[str, Any]]:
    return [record["data"] for record in log(places) if record["kind"] == kind]


def files(places: Places) -> list[str]:
    """Whatever lies in the media folder."""
    return sorted(path.name for path in Path(places.media).rglob("*") if path.is_file())


# ── its life ──


def test_asked_claimed_done(journal: Journal, mocked: Setup) -> None:
    """A wish becomes a claim with a token, then a result under that token, once."""
    (dream,) = tell(journal, kinds=("image",))
    report = work(journal, mocked(""))
    kinds = [record["kind"] for record in log(journal.places)]
    (asked,), (claimed,), (done,) = (said(journal.places, f"job.{act}") for act in ("asked", "claimed", "done"))

    assert kinds == ["dream.logged", "job.asked", "job.claimed", "media.added", "job.done"]
    assert asked["job"] == claimed["job"] == done["job"]
    assert claimed["token"] == done["token"]
    assert claimed["attempt"] == 1
    assert claimed["backend"] == done["backend"] == "mock"
    assert report.completed == [{"id": asked["job"], "kind": "image", "dream": dream, "media": done["result"]["media"]}]
    assert files(journal.places) == done["result"]["media"]
    assert states(journal) == {"image": "completed"}


def test_the_attempt_is_durable_before_work_begins(
    journal: Journal, mocked: Setup, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When the backend hears of it, the claim is on disk: a death from here on is counted."""
    tell(journal, kinds=("analysis",))
    seen: list[Any] = []
    synced: list[int] = []
    real = os.fsync
    monkeypatch.setattr(os, "fsync", lambda fd: (synced.append(fd), real(fd))[1])

    def write(_self: Mock, _ask: Ask) -> Answer:
        seen.append((said(journal.places, "job.claimed"), len(synced)))
        return Answer(data={}, model="m")

    monkeypatch.setattr(Mock, "write", write)
    work(journal, mocked(""))
    (claims, syncs) = seen[0]

    assert [claim["attempt"] for claim in claims] == [1]
    assert syncs >= 1


def test_a_passing_fault_is_tried_again(journal: Journal, mocked: Setup) -> None:
    """It goes back to pending with its error and a time; the attempt stays counted."""
    tell(journal, kinds=("analysis",))
    begun = times.iso_utc(time.time())
    report = work(journal, mocked("fail 1"))
    (job,) = jobs(journal)

    assert (job["status"], job["retry_count"], job["max_retries"]) == ("pending", 1, 3)
    assert job["error"] == "the mock was told to fail"
    assert begun < job["next_at"] == report.retrying[0]["next_at"]
    assert work(journal, mocked("")).completed == []  # not before its time


@pytest.mark.usefixtures("impatient")
def test_three_attempts_and_no_more(journal: Journal, mocked: Setup) -> None:
    """A job runs at most three times in all, and then waits for the dreamer."""
    tell(journal, kinds=("analysis",))
    report = work(journal, mocked("fail"))
    (job,) = jobs(journal)

    assert [claim["attempt"] for claim in said(journal.places, "job.claimed")] == [1, 2, 3]
    assert [failed["again"] for failed in said(journal.places, "job.failed")] == [True, True, False]
    assert (job["status"], job["retry_count"]) == ("failed", 3)
    assert (len(report.retrying), len(report.failed)) == (2, 1)
    assert work(journal, mocked("")) == Report()


@pytest.mark.usefixtures("impatient")
def test_the_third_may_do(journal: Journal, mocked: Setup) -> None:
    """Two failures and a success are a success, and the error is forgotten."""
    tell(journal, kinds=("analysis",))
    work(journal, mocked("fail 2"))
    (job,) = jobs(journal)

    assert (job["status"], job["retry_count"], job["error"], job["next_at"]) == ("completed", 3, None, None)


@pytest.mark.usefixtures("impatient")
@pytest.mark.parametrize("script", ["refuse", "bad"])
def test_a_refusal_fails_at_once(journal: Journal, mocked: Setup, script: str) -> None:
    """What no second try mends gets none: refusals, and replies that are not what was asked for."""
    tell(journal)
    report = work(journal, mocked(script))

    assert states(journal) == dict.fromkeys(ALL, "failed")
    assert {job["retry_count"] for job in jobs(journal)} == {1}
    assert len(report.failed) == 3


def test_patience_that_was_asked_for(journal: Journal, mocked: Setup) -> None:
    """Retry-After is respected, and the wait is read from the record, on every machine."""
    tell(journal, kinds=("image",))
    work(journal, mocked("rate 5000"))
    (job,) = jobs(journal)

    assert times.iso_utc(time.time() + 4900) < job["next_at"] < times.iso_utc(time.time() + 5100)


@pytest.mark.parametrize("wait", ["1e308", "1e15"])
def test_patience_beyond_reason(journal: Journal, mocked: Setup, wait: str) -> None:
    """A host that asks for a thousand years is asked again tomorrow, and breaks nothing."""
    tell(journal, kinds=("image",))
    work(journal, mocked(f"rate {wait}"))
    (job,) = jobs(journal)

    assert job["next_at"] <= times.iso_utc(time.time() + times.DAY)


@pytest.mark.parametrize("broken", ALL)
def test_one_output_failing_touches_no_other(journal: Journal, mocked: Setup, broken: str) -> None:
    """The others of the dream are made as if nothing had happened."""
    tell(journal)
    report = work(journal, mocked(f"{broken}: refuse"))

    assert states(journal) == {kind: "failed" if kind == broken else "completed" for kind in ALL}
    assert {row["kind"] for row in report.completed} == {*ALL} - {broken}


def test_a_bug_of_ours_fails_its_own_job(journal: Journal, mocked: Setup, monkeypatch: pytest.MonkeyPatch) -> None:
    """An error nobody thought of fails that job for good; what it says may quote the dream and is not kept."""

    def write(_self: Mock, ask: Ask) -> Answer:
        raise ZeroDivisionError(ask.source)

    monkeypatch.setattr(Mock, "write", write)
    tell(journal, "the purple hippopotamus")
    work(journal, mocked(""))
    found = {job["kind"]: job for job in jobs(journal)}

    assert found["image"]["status"] == "completed"
    assert found["analysis"]["status"] == "failed"
    assert "ZeroDivisionError in write, line" in found["analysis"]["error"]
    assert "hippopotamus" not in json.dumps([r for r in log(journal.places) if r["kind"] != "dream.logged"])


@pytest.mark.parametrize("odd", [float("nan"), 1 << 70, "half \ud800", [[[[[[]]]]] * 9], "x" * (1 << 20)])
def test_a_result_the_log_cannot_hold(
    journal: Journal, mocked: Setup, monkeypatch: pytest.MonkeyPatch, odd: Any
) -> None:
    """It fails that job for good; the pass goes on."""
    for _ in range(70 if isinstance(odd, list) else 0):
        odd = [odd]
    real = Mock.draw
    monkeypatch.setattr(Mock, "draw", lambda self, draw: replace(real(self, draw), scene={"x": odd}))
    tell(journal, kinds=("image", "analysis"))
    work(journal, mocked(""))
    found = {job["kind"]: job for job in jobs(journal)}

    assert (found["image"]["status"], found["image"]["retry_count"]) == ("failed", 1)
    assert "cannot be kept" in found["image"]["error"]
    assert found["analysis"]["status"] == "completed"


# ── its turn ──


def test_kinds_take_turns(journal: Journal, mocked: Setup) -> None:
    """Many pictures never keep an analysis waiting: whatever waits longest of each kind is next but two at most."""
    tell(journal, *["the sea"] * 12, kinds=("image",))
    tell(journal, "the dog", kinds=("analysis",))
    report = work(journal, mocked(""), limit=2)

    assert sorted(row["kind"] for row in report.completed) == ["analysis", "image"]


def test_every_kind_has_its_turn(journal: Journal, mocked: Setup) -> None:
    """One of each, round and round, oldest first, in the order a new dream wants them."""
    tell(journal, "one", "two", kinds=("comic", "image", "analysis"))
    report = work(journal, mocked("panel: refuse"))
    order = [claim["job"] for claim in said(journal.places, "job.claimed")]
    found = {job["id"]: (job["kind"], job["dream"]) for job in jobs(journal)}

    assert [found[id][0] for id in order] == [*ALL, *ALL]
    assert len({found[id][1] for id in order[:3]}) == 1
    assert len(report.completed) == 4


def test_limit(journal: Journal, mocked: Setup) -> None:
    """At most so many are begun; none at all with 0."""
    tell(journal, "one", "two")

    assert work(journal, mocked(""), limit=0) == Report()
    assert len(work(journal, mocked(""), limit=4).completed) == 4
    assert Counter(job["status"] for job in jobs(journal)) == {"completed": 4, "pending": 2}


def test_only_and_dream(journal: Journal, mocked: Setup) -> None:
    """Work can be confined to kinds and to a dream."""
    one, two = tell(journal, "one", "two")
    n = journal.db.execute("select n from dreams where id = ?", (two,)).fetchone()[0]
    report = work(journal, mocked(""), only=("image", "image", "lens"), dream=n)

    assert [(row["kind"], row["dream"]) for row in report.completed] == [("image", two)]
    assert work(journal, mocked(""), only=("lens",)) == Report()
    assert {row["dream"] for row in work(journal, mocked("")).completed} == {one, two}


def test_single_jobs(journal: Journal, mocked: Setup) -> None:
    """Named jobs are done and nothing else is touched; no names are no jobs."""
    tell(journal, "one")
    before = jobs(journal)
    report = work(journal, mocked(""), jobs=[before[2]["id"], "j-0000000000", before[2]["id"], before[0]["id"]])

    assert [row["id"] for row in report.completed] == [before[2]["id"], before[0]["id"]]
    assert work(journal, mocked(""), jobs=[]) == Report()
    assert [job["status"] for job in jobs(journal)] == ["completed", "pending", "completed"]


def test_many_at_once(journal: Journal, mocked: Setup, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a concurrency of 8 eight are at work together, and everything is done once."""
    real, busy, most, guard = Mock.write, [0], [0], threading.Lock()

    def write(self: Mock, ask: Ask) -> Answer:
        with guard:
            busy[0] += 1
            most[0] = max(most[0], busy[0])
        time.sleep(0.05)
        with guard:
            busy[0] -= 1
        return real(self, ask)

    monkeypatch.setattr(Mock, "write", write)
    tell(journal, *[f"dream {i}" for i in range(20)], kinds=("analysis",))
    report = work(journal, mocked(""), concurrency=8)

    assert 4 <= most[0] <= 8
    done = [record["job"] for record in said(journal.places, "job.done")]
    assert sorted(done) == sorted(job["id"] for job in jobs(journal))
    assert len(report.completed) == 20


def test_a_wish_nobody_can_grant_holds_up_no_other(journal: Journal, mocked: Setup) -> None:
    """A wish for a backend that is not there is left, said once, and its kind goes on behind it."""
    dreams = tell(journal, "one", "two", "three", kinds=())
    with journal.act() as act:
        for i, dream in enumerate(dreams, 1):
            plan.ask(act, n=i, dream=dream, kind="image", why="test", backend="openai" if i < 3 else None)
    report = work(journal, mocked(""))

    assert [row["dream"] for row in report.completed] == [dreams[2]]
    assert [(row["dream"], row["unavailable"]) for row in report.skipped] == [(dreams[0], True)]
    assert [job["status"] for job in jobs(journal)] == ["pending", "pending", "completed"]
    assert {job["retry_count"] for job in jobs(journal)} == {0, 1}


def test_a_named_job_nobody_can_make(journal: Journal, ours: Places) -> None:
    """Who asks for one job is told why it cannot be; it stays asked, its attempts untouched."""
    tell(journal, kinds=("image",))
    Config(ours).set("backend.image", "gemini")
    (job,) = jobs(journal)
    with pytest.raises(BackendUnavailable):
        work(journal, Config(ours), jobs=[job["id"]])

    assert jobs(journal) == [job]


def test_wishes_that_fit_nobody(journal: Journal, mocked: Setup) -> None:
    """A wish without a dream, of an unknown kind or of another host is left alone, and the rest is done."""
    (dream,) = tell(journal, kinds=("image",))
    journal.tell(
        [
            ("job.asked", {"job": "j-nodream000", "kind": "image"}),
            ("job.asked", {"job": "j-unknown000", "kind": "horoscope", "dream": dream}),
            ("job.asked", {"job": "j-elsewhere0", "kind": "image", "dream": dream}),
            ("job.moved", {"job": "j-elsewhere0", "host": "ffffffff"}),
        ]
    )
    report = work(journal, mocked(""))
    found = {job["id"]: job["status"] for job in jobs(journal)}

    assert len(report.completed) == 1
    assert found["j-nodream000"] == found["j-unknown000"] == found["j-elsewhere0"] == "pending"


# ── its end ──


def test_a_hanging_job_is_abandoned(journal: Journal, mocked: Setup) -> None:
    """Past its limit it counts as an attempt, the others are made, and the pass ends."""
    tell(journal)
    begun = time.monotonic()
    report = work(journal, mocked("image: hang 60"), seconds=1.0)
    found = {job["kind"]: job for job in jobs(journal)}

    assert time.monotonic() - begun < 20
    assert (found["image"]["status"], found["image"]["retry_count"]) == ("pending", 1)
    assert found["image"]["error"] == "it took longer than its limit"
    assert [row["kind"] for row in report.retrying] == ["image"]
    assert found["analysis"]["status"] == "completed"


def test_what_comes_after_the_limit_is_thrown_away(
    journal: Journal, mocked: Setup, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The abandoned thread ends in peace and changes nothing, also while the pass still runs."""
    ended = threading.Event()
    real = run._made

    def made(ours: Places, claim: Any) -> Any:
        found = real(ours, claim)
        if claim.job["kind"] == "image":
            ended.set()
        return found

    monkeypatch.setattr(run, "_made", made)
    tell(journal, kinds=("image", "analysis"))
    report = work(journal, mocked("image: hang 0.5; analysis: hang 0.9"), seconds=0.3, concurrency=2)
    before = log(journal.places)

    assert ended.wait(10)
    for _ in range(100):  # what it staged goes right after
        if files(journal.places):
            time.sleep(0.05)
    assert (report.completed, len(report.retrying)) == ([], 2)
    assert log(journal.places) == before
    assert files(journal.places) == []


def test_a_late_worker_publishes_nothing(
    journal: Journal, ours: Places, mocked: Setup, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its picture is staged, it is taken for dead, another completes the job: the late one keeps no file, no record."""
    tell(journal, kinds=("image",))
    config, other = mocked(""), Journal(ours)
    real, staged = media.stage, []

    def stage(places: Places, body: bytes, *, token: str) -> media.Staged:
        draft = real(places, body, token=token)
        staged.append(draft)
        if len(staged) == 1:
            with monkeypatch.context() as now:
                now.setattr(worker, "is_dead", lambda *_: True)
                assert reaper.reap(other) == 1
            assert len(work(other, config).completed) == 1
        return draft

    slow = Mock.draw
    monkeypatch.setattr(Mock, "draw", lambda self, draw: slow(self, replace(draw, facts={"variation": draw.attempt})))
    monkeypatch.setattr(publish.media, "stage", stage)
    report = work(journal, config)
    other.close()
    (done,) = said(ours, "job.done")

    assert report.completed == []
    assert [row["why"] for row in report.skipped] == ["somebody else holds it now"]
    assert staged[0].name != staged[1].name
    assert files(ours) == [staged[1].name] == done["result"]["media"]
    assert done["token"] == said(ours, "job.claimed")[1]["token"]
    assert len(said(ours, "media.added")) == 1


@pytest.mark.parametrize("script", ["refuse", "fail"])
def test_a_late_failure_changes_nothing(
    journal: Journal, ours: Places, mocked: Setup, monkeypatch: pytest.MonkeyPatch, script: str
) -> None:
    """A fault under an old token is not even written down."""
    tell(journal, kinds=("image",))
    real, other = run._made, Journal(ours)

    def made(where: Places, claim: Any) -> Any:
        found = real(where, claim)
        with monkeypatch.context() as now:
            now.setattr(worker, "is_dead", lambda *_: True)
            now.setattr(run, "_made", real)
            reaper.reap(other)
            work(other, mocked(""))
        return found

    config = mocked(script)
    monkeypatch.setattr(run, "_made", made)
    report = work(journal, config)
    other.close()

    assert states(journal) == {"image": "completed"}
    assert [failed["error"] for failed in said(ours, "job.failed")] == ["its worker died"]
    assert (report.failed, report.retrying) == ([], [])


def test_records_under_an_old_token_change_nothing(journal: Journal, mocked: Setup) -> None:
    """Even written into the log, a late done, failed or released is no answer, nor is a second claim."""
    tell(journal, kinds=("image",))
    work(journal, mocked(""))
    before = jobs(journal)
    late = {"job": before[0]["id"], "token": "t-0000000000"}
    journal.tell(
        [
            ("job.done", {**late, "result": {"data": {"alt": "late"}}}),
            ("job.failed", {**late, "error": "late", "again": True}),
            ("job.released", late),
            ("job.claimed", {**late, "attempt": 9, "worker": "w-0000000000"}),
        ]
    )

    assert jobs(journal) == before


@pytest.mark.parametrize("made", ["ok", "refuse", "fail"])
def test_cancelled_while_at_work(
    journal: Journal, ours: Places, mocked: Setup, monkeypatch: pytest.MonkeyPatch, made: str
) -> None:
    """What it brings afterwards is refused, good or bad."""
    tell(journal, kinds=("image",))
    (job,) = jobs(journal)
    real = Mock.draw

    def draw(self: Mock, wish: Draw) -> Drawn:
        Journal(ours).tell([("job.cancelled", {"job": job["id"]})])
        return real(self, wish)

    monkeypatch.setattr(Mock, "draw", draw)
    report = work(journal, mocked(made))

    assert states(journal) == {"image": "cancelled"}
    assert [row["why"] for row in report.skipped] == ["somebody else holds it now"]
    assert (files(ours), said(ours, "job.done"), said(ours, "job.failed")) == ([], [], [])


def test_deleted_while_at_work(journal: Journal, ours: Places, mocked: Setup, monkeypatch: pytest.MonkeyPatch) -> None:
    """A dream's wishes end with it; what is made of it is not kept."""
    (dream,) = tell(journal, kinds=("image", "analysis"))
    real = Mock.draw

    def draw(self: Mock, wish: Draw) -> Drawn:
        Journal(ours).tell([("dream.deleted", {"dream": dream})])
        return real(self, wish)

    monkeypatch.setattr(Mock, "draw", draw)
    work(journal, mocked(""), only=("image",))

    assert states(journal) == {"image": "cancelled", "analysis": "cancelled"}
    assert files(ours) == []
    assert work(journal, mocked("")) == Report()


# ── stopped on the way ──


def test_interrupted(journal: Journal, mocked: Setup) -> None:
    """Every job in hand is given back, its attempt too, and the interrupt goes on up."""
    tell(journal, "one", "two", kinds=("analysis",))

    def stop(what: str, job: dict[str, Any]) -> None:
        if what == "began" and job["dream"] == jobs(journal)[1]["dream"]:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        work(journal, mocked("hang 30"), concurrency=2, tell=stop)

    assert [(job["status"], job["retry_count"], job["error"]) for job in jobs(journal)] == [("pending", 0, None)] * 2
    assert len(said(journal.places, "job.released")) == 2
    assert len(work(journal, mocked("")).completed) == 2


@pytest.mark.parametrize("where", ["publish.settle", "claim.gather.material"])
def test_interrupted_at_an_awkward_moment(
    journal: Journal, mocked: Setup, monkeypatch: pytest.MonkeyPatch, where: str
) -> None:
    """Just while it is published, or just while it is claimed: given back all the same, or never taken."""

    def stop(*_args: Any, **_named: Any) -> None:
        raise KeyboardInterrupt

    tell(journal, kinds=("image",))
    config = mocked("")
    with monkeypatch.context() as now:
        now.setattr(f"dreamstream.jobs.{where}", stop)
        with pytest.raises(KeyboardInterrupt):
            work(journal, config)
    (job,) = jobs(journal)

    assert (job["status"], job["retry_count"]) == ("pending", 0)


def test_interrupted_between_claim_and_work(journal: Journal, mocked: Setup, monkeypatch: pytest.MonkeyPatch) -> None:
    """A claim that is written and not yet noted down is given back too."""
    real = run._turn

    def turn(*args: Any, **named: Any) -> None:
        real(*args, **named)
        raise KeyboardInterrupt

    tell(journal, kinds=("image",))
    config = mocked("")
    with monkeypatch.context() as now:
        now.setattr(run, "_turn", turn)
        with pytest.raises(KeyboardInterrupt):
            work(journal, config)
    (job,) = jobs(journal)

    assert (job["status"], job["retry_count"]) == ("pending", 0)


def test_what_breaks_the_pass_is_counted(journal: Journal, mocked: Setup, monkeypatch: pytest.MonkeyPatch) -> None:
    """A job in whose publishing the disk says no keeps its attempt; the others in hand are given back."""
    tell(journal, "one", "two", kinds=("image",))

    def settle(*_args: Any) -> None:
        raise NotSaved("no room")

    config = mocked("")
    with monkeypatch.context() as now:
        now.setattr(publish, "settle", settle)
        with pytest.raises(NotSaved):
            work(journal, config, concurrency=2)

    assert sorted((job["status"], job["retry_count"]) for job in jobs(journal)) == [("pending", 0), ("processing", 1)]
    assert reaper.reap(journal) == 1
    assert len(work(journal, config).completed) == 2
