"""What dead workers held comes back at once, what was lost is asked for again, and nobody living is touched."""

from __future__ import annotations

import itertools
import json
import os
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dreamstream import ids, locks
from dreamstream.config import Config
from dreamstream.index import jobs as rows
from dreamstream.jobs import plan, reaper, run, worker
from dreamstream.jobs.claim import MARGIN
from dreamstream.jobs.worker import Worker
from dreamstream.journal import Journal
from dreamstream.paths import Places

Ds = Callable[..., Any]
Tell = Callable[..., str]


@pytest.fixture(autouse=True)
def _mocked(ours: Places) -> None:
    for name in ("backend.text", "backend.image"):
        Config(ours).set(name, "mock")


def tell(journal: Journal, kinds: tuple[str, ...] = ("image",)) -> tuple[str, list[str]]:
    """A dream with these wishes: its id and the jobs'."""
    dream = ids.new("d")
    wishes = plan.wishes(dream, kinds)
    journal.tell([("dream.logged", {"dream": dream, "text": "I flew.", "wants": list(kinds)}), *wishes])
    return dream, [data["job"] for _, data in wishes]


def claim(journal: Journal, job: str, *, by: str | None, seconds: float = 300, attempt: int = 1) -> str:
    """Let this worker hold that job; the token."""
    token = ids.new("t")
    journal.tell(
        [
            (
                "job.claimed",
                {"job": job, "token": token, "attempt": attempt, "worker": by, "deadline": worker.deadline(seconds)},
            )
        ]
    )
    journal.refresh()
    return token


def job(journal: Journal, id: str) -> dict[str, Any]:
    journal.refresh()
    found = rows.one(journal.db, id)
    assert found
    return found


def dead(places: Places) -> str:
    """A worker that was killed: its file is there, and nobody holds it."""
    own = Worker(places).__enter__()
    assert own._fd is not None
    os.close(own._fd)
    return own.id


def edit(places: Places, change: Callable[[bytes], bytes | None]) -> None:
    """Change, or with None remove, lines of the log."""
    for path in Path(places.log).rglob("*.jsonl"):
        lines = [change(line) for line in path.read_bytes().splitlines(keepends=True)]
        path.write_bytes(b"".join(line for line in lines if line is not None))


# ── dead workers ──


def test_a_dead_workers_job_comes_back_at_once(journal: Journal, ours: Places) -> None:
    """Pending again with its attempt counted, not after a time but as soon as somebody looks."""
    _, (id,) = tell(journal)
    claim(journal, id, by=dead(ours))

    assert reaper.reap(journal) == 1
    found = job(journal, id)
    assert (found["status"], found["retry_count"], found["next_at"]) == ("pending", 1, None)
    assert found["error"] == "its worker died"
    assert reaper.reap(journal) == 0


def test_three_deaths_are_the_end(journal: Journal, ours: Places) -> None:
    """A job that kills its worker is failed after its last attempt and never run again by itself."""
    _, (id,) = tell(journal)
    for attempt in (1, 2, 3):
        claim(journal, id, by=dead(ours), attempt=attempt)
        assert reaper.reap(journal) == 1
    found = job(journal, id)

    assert (found["status"], found["retry_count"]) == ("failed", 3)
    assert found["error"] == "its worker died, and that was attempt 3 of 3"
    assert reaper.lost(journal) == []


def test_who_is_taken_for_dead(journal: Journal, ours: Places) -> None:
    """This host's jobs whose worker is gone, unknown or past its limit, and no others, in every combination."""
    expected, seen = {}, {}
    with Worker(ours) as living:
        whose = {"living": living.id, "dead": dead(ours), "unknown": "w-0000000000", "none": None, "odd": "../../x"}
        for (name, by), late, away in itertools.product(whose.items(), (False, True), (False, True)):
            _, (id,) = tell(journal)
            if away:
                journal.tell([("job.moved", {"job": id, "host": "ffffffff"})])
            claim(journal, id, by=by, seconds=-5 if late else 300)
            expected[id] = not away and (late or name != "living")
            seen[id] = (name, late, away)
        count = reaper.reap(journal)

        taken = {id: job(journal, id)["status"] == "pending" for id in expected}
        assert [seen[id] for id in expected if taken[id] != expected[id]] == []
        assert count == sum(expected.values()) == 9


def test_one_past_its_limit(journal: Journal, ours: Places) -> None:
    """A living worker that hangs loses its job, and may not finish it."""
    _, (id,) = tell(journal)
    with Worker(ours) as living:
        token = claim(journal, id, by=living.id, seconds=-5)
        assert reaper.reap(journal) == 1
    journal.tell([("job.done", {"job": id, "token": token, "result": {"data": {}}})])

    assert job(journal, id)["error"] == "it hung past its limit"
    assert job(journal, id)["status"] == "pending"


def test_the_worker_outlives_its_limit_by_a_margin(journal: Journal, ours: Places) -> None:
    """The worker itself gives up first: the reaper's limit is a minute later than the job's."""
    tell(journal)
    deadlines = []

    def watch(what: str, held: dict[str, Any]) -> None:
        if what == "began":
            deadlines.append(job(journal, held["id"])["deadline"])

    with Worker(ours) as own:
        run.work(journal, own, Config(ours), seconds=100, tell=watch)
    left = int(deadlines[0].partition(":")[2]) - time.monotonic()

    assert 100 + MARGIN - 30 < left <= 100 + MARGIN + 1


def test_finished_meanwhile(journal: Journal, ours: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who was chosen as dead and has finished since is not touched: it is looked at again under the lock."""
    _, (id,) = tell(journal)
    token = claim(journal, id, by=dead(ours))
    real, looks = reaper.dead, []

    def look(own: Journal) -> Any:
        found = real(own)
        if not looks:
            Journal(ours).tell([("job.done", {"job": id, "token": token, "result": {"data": {}}})])
        looks.append(len(found))
        return found

    monkeypatch.setattr(reaper, "dead", look)

    assert reaper.reap(journal) == 0
    assert looks == [1, 0]
    assert job(journal, id)["status"] == "completed"


def test_reap_starts_nothing(ds: Ds, journal: Journal, ours: Places) -> None:
    """`jobs reap` gives back and no more; the next pass says how many it took back itself."""
    _, (one, two) = tell(journal, ("image", "analysis"))
    claim(journal, one, by=dead(ours))

    assert ds("jobs", "reap", "--json").data == {"reaped": 1}
    assert [job(journal, id)["status"] for id in (one, two)] == ["pending", "pending"]
    claim(journal, one, by=dead(ours), attempt=2)
    ran = ds("dream", "--json").data
    assert (ran["jobs"]["reaped"], ran["jobs"]["completed"]) == (1, 2)


# ── the workers' own locks ──


def test_a_worker_lives_while_it_holds_its_lock(ours: Places) -> None:
    """Alive inside, gone outside, its file with it."""
    with Worker(ours) as own:
        assert not worker.is_dead(ours, own.id)
    assert worker.is_dead(ours, own.id)
    assert os.listdir(ours.in_state("workers")) == []


def test_a_sweep_takes_the_dead_only(ours: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    """The living keep their files; a file another sweep took first is no error."""
    gone = dead(ours)
    with Worker(ours) as own:
        real = os.listdir
        monkeypatch.setattr(os, "listdir", lambda path: [*real(path), "w-swept00000.lock"])
        worker.sweep(ours)
        assert real(ours.in_state("workers")) == [f"{own.id}.lock"]
        assert not worker.is_dead(ours, own.id)
    assert worker.is_dead(ours, gone)


def test_somebody_looks_at_a_lock_just_made(ours: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever tries a lock holds it for a moment; the worker waits for that moment instead of going without."""
    real, tried = locks._try, []

    def try_(fd: int) -> bool:
        tried.append(fd)
        return len(tried) > 3 and real(fd)

    monkeypatch.setattr(locks, "_try", try_)
    own = Worker(ours).__enter__()
    monkeypatch.setattr(locks, "_try", real)

    assert not worker.is_dead(ours, own.id)
    own.__exit__(None, None, None)


def test_somebody_sweeps_a_lock_just_made(ours: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    """A lock on a file that was taken away is no lock: the worker makes another."""
    real, taken = locks.take, []

    def take(path: str, *, patience: float = 0.0) -> int | None:
        fd = real(path, patience=patience)
        taken.append(path)
        if len(taken) == 1:
            os.unlink(path)
        return fd

    monkeypatch.setattr(locks, "take", take)
    with Worker(ours) as own:
        assert len(taken) == 2
        assert not worker.is_dead(ours, own.id)


def test_many_workers_and_sweeps(ours: Places) -> None:
    """However many begin while others sweep, each of them holds its lock."""
    stop, wrong = threading.Event(), []

    def sweep() -> None:
        while not stop.is_set():
            worker.sweep(ours)

    def begin() -> None:
        for _ in range(40):
            with Worker(ours) as own:
                if worker.is_dead(ours, own.id):
                    wrong.append(own.id)

    os.makedirs(ours.in_state("workers"))
    sweeper = threading.Thread(target=sweep)
    beginners = [threading.Thread(target=begin) for _ in range(3)]
    for thread in (sweeper, *beginners):
        thread.start()
    for thread in beginners:
        thread.join()
    stop.set()
    sweeper.join()

    assert wrong == []


# ── what was lost ──


@pytest.mark.parametrize("how", ["damaged", "removed"])
@pytest.mark.parametrize("made", [False, True], ids=["waiting", "done"])
def test_a_lost_wish_is_asked_again(ds: Ds, ours: Places, tell: Tell, how: str, made: bool) -> None:
    """A wish whose line is damaged or gone is asked and made again; the others are left as they are."""
    dream = tell()
    if made:
        ds("dream")

    def change(line: bytes) -> bytes | None:
        if b'"job.asked"' in line and b'"comic"' in line:
            return line.replace(b'"kind":"comic"', b'"kind":"cosmic"') if how == "damaged" else None
        return line

    edit(ours, change)
    report = ds("dream", "--json").data
    shown = ds("show", dream, "--json").data["outputs"]

    assert report["jobs"]["recovered"] == 1
    assert report["jobs"]["completed"] == (1 if made else 3)
    assert {shown[kind]["status"] for kind in ("analysis", "image", "comic")} == {"completed"}
    assert ds("dream", "--json").data["run"] is None


@pytest.mark.parametrize("kind", ["image", "comic"])
def test_a_lost_picture_is_made_again(ds: Ds, ours: Places, tell: Tell, kind: str) -> None:
    """A file that is gone comes back with the next pass, and only that one is made."""
    dream = tell()
    ds("dream")
    path = Path(ds("show", dream, "--json").data["outputs"][kind]["path"])
    path.unlink()
    report = ds("dream", "--json").data
    shown = ds("show", dream, "--json").data["outputs"][kind]

    assert (report["jobs"]["recovered"], report["jobs"]["completed"]) == (1, 1)
    assert [row["kind"] for row in report["artefacts"]] == [kind]
    assert Path(shown["path"]).is_file()
    assert shown["status"] == "completed"


def test_what_is_not_missed(ds: Ds, journal: Journal, ours: Places, tell: Tell, tmp_path: Path) -> None:
    """Drafts, imports, `--no-jobs`, deleted dreams, cancelled and failed wishes, another host's dreams: nothing."""
    tell("half", "--draft")
    tell("none", "--no-jobs")
    gone = tell("gone")
    ds("dream")
    for output in ds("show", gone, "--json").data["outputs"].values():
        if output.get("path"):
            os.unlink(output["path"])
    ds("delete", gone)
    cancelled = tell("cancelled")
    ds("jobs", "cancel", *(o["job"] for o in ds("show", cancelled, "--json").data["outputs"].values()))
    Config(ours).set("backend.mock.script", "refuse")
    tell("failed")
    ds("dream")
    source = tmp_path / "dreams.jsonl"
    source.write_text(json.dumps({"text": "an old dream", "at": "2001-02-03"}) + "\n")
    assert ds("import", "jsonl", str(source)).code == 0
    away = Path(ours.log) / "ffffffff"
    away.mkdir()
    record = {"v": 1, "id": "x-0000000001", "host": "ffffffff", "seq": 1, "at": "2026-01-02T03:04:05.000+00:00"}
    data = {"dream": "d-elsewhere0", "text": "told elsewhere", "wants": ["image"]}
    (away / "2026-01.jsonl").write_text(json.dumps({**record, "kind": "dream.logged", "data": data}) + "\n")
    journal.refresh()

    assert reaper.lost(journal) == []
    assert reaper.recover(journal) == 0
    assert ds("dream", "--json").data["run"] is None


def test_what_waits_is_not_lost(ds: Ds, journal: Journal, tell: Tell) -> None:
    """A picture whose file is gone and that is asked for already is not asked for twice."""
    dream = tell()
    ds("dream")
    os.unlink(ds("show", dream, "--json").data["outputs"]["image"]["path"])
    journal.refresh()
    assert [(item.kind, item.why) for item in reaper.lost(journal)] == [("image", "its picture is gone")]
    ds("image", dream, "--later")
    journal.refresh()

    assert reaper.lost(journal) == []
    assert ds("dream", "--json").data["jobs"] == {
        "completed": 1, "failed": 0, "retrying": 0, "reaped": 0, "recovered": 0,
    }  # fmt: skip


def test_recovered_meanwhile(journal: Journal, ours: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two that find the same wish lost ask for it once."""
    tell(journal, ("image", "comic"))
    edit(ours, lambda line: None if b'"job.asked"' in line else line)
    other = Journal(ours)
    real, looks = reaper.lost, []

    def look(own: Journal) -> Any:
        found = real(own)
        looks.append(len(found))
        if len(looks) == 1:
            assert reaper.recover(other) == 2
        return found

    monkeypatch.setattr(reaper, "lost", look)
    journal.refresh()

    assert reaper.recover(journal) == 0
    assert len(list(rows.rows(journal.db))) == 2
    other.close()


def test_a_picture_lost_twice(ds: Ds, tell: Tell) -> None:
    """The same bytes made again are the same file; lost again, they are made again."""
    dream = tell()
    for _ in range(3):
        ds("dream")
        path = Path(ds("show", dream, "--json").data["outputs"]["image"]["path"])
        assert path.is_file()
        path.unlink()
