"""How long is too long: what `show` says of what does not come, and what one can do about it."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import Command

from dreamstream import ids
from dreamstream.config import Config
from dreamstream.jobs import worker
from dreamstream.jobs.worker import Worker
from dreamstream.journal import Journal
from dreamstream.log import frame, writer
from dreamstream.log.writer import iso
from dreamstream.paths import Places, make

DREAM, JOB = "d-aaaaaaaaaa", "j-aaaaaaaaaa"
WRONG = f"Something seems wrong; `dreamstream jobs retry {JOB}` asks once more and cancels nothing."
Record = tuple[float, str, dict[str, Any]]
Says = Callable[..., str]


@pytest.fixture(autouse=True)
def _mocked(ours: Places) -> None:
    for name in ("backend.text", "backend.image"):
        Config(ours).set(name, "mock")


@pytest.fixture
def past(ours: Places) -> Callable[..., None]:
    """Write records that are so many seconds old, of this machine or another."""

    def call(*records: Record, host: str | None = None) -> None:
        name = host or writer.host(ours)
        path = Path(ours.log, name, time.strftime("%Y-%m.jsonl"))
        make(str(path.parent))
        seq = path.read_bytes().count(b"\n") if path.exists() else 0
        with path.open("ab") as file:
            for i, (age, kind, data) in enumerate(records, seq + 1):
                at = iso(time.time() - age)
                file.write(frame.spell(id=ids.new("x"), host=name, seq=i, at=at, kind=kind, data=data))

    return call


def told(age: float) -> list[Record]:
    """A dream and its wish for a picture."""
    asked = {"job": JOB, "dream": DREAM, "kind": "image"}
    return [(age, "dream.logged", {"dream": DREAM, "text": "The sea."}), (age, "job.asked", asked)]


def claimed(age: float, by: str = "w-1111111111", attempt: int = 1) -> Record:
    data = {"job": JOB, "token": f"t-{attempt:010}", "attempt": attempt, "worker": by}
    return (age, "job.claimed", {**data, "deadline": worker.deadline(300)})


def failed(age: float, attempt: int = 1) -> Record:
    data = {"job": JOB, "token": f"t-{attempt:010}", "error": "no ink", "again": True}
    return (age, "job.failed", {**data, "next_at": "2099-01-01T00:00:00.000+00:00"})


def plan(ours: Places, minutes: int, *, since: float, visited: float | None = None) -> None:
    """A schedule installed so many seconds ago, and when a pass came by last."""
    make(ours.state)
    note = {"kind": "cron", "minutes": minutes, "at": iso(time.time() - since)}
    Path(ours.in_state("schedule")).write_text(json.dumps(note))
    if visited is not None:
        Path(ours.in_state("heartbeat")).write_text(json.dumps({"at": iso(time.time() - visited), "pid": 1}))


@pytest.fixture
def says(ds: Command) -> Says:
    """The notice of the picture, "" for none; the same for people as for programs."""

    def call() -> str:
        found = str(ds("show", DREAM, "--json").data["outputs"]["image"].get("notice", ""))
        assert not found or f"    {found}" in ds("show", DREAM).lines
        return found

    return call


@pytest.mark.parametrize(("age", "notice"), [(80, ""), (100, WRONG), (86_400 * 3, WRONG)])
def test_at_work(past: Callable[..., None], says: Says, age: float, notice: str) -> None:
    """After ninety seconds something seems wrong, however long the wish had waited before."""
    past(*told(age + 3600), claimed(age))

    assert says() == notice


@pytest.mark.parametrize(("age", "notice"), [(80, ""), (100, WRONG)])
def test_tried_again(past: Callable[..., None], says: Says, age: float, notice: str) -> None:
    """So too when the first attempt failed and the next one does not come."""
    past(*told(age + 10), claimed(age), failed(age - 1))

    assert says() == notice


@pytest.mark.parametrize(("age", "notice"), [(60, ""), (100, "It waits for the next pass: `dreamstream dream`.")])
def test_waiting_without_a_schedule(past: Callable[..., None], says: Says, age: float, notice: str) -> None:
    """Who has none is told what makes it come."""
    past(*told(age))

    assert says() == notice


TWO = "Two passes have not come by; `dreamstream doctor` says why, `dreamstream dream` makes one now."


@pytest.mark.parametrize(
    ("waited", "minutes", "since", "visited", "notice"),
    [
        (60, 2, 9999, 30, ""),
        (100, 2, 9999, 30, "due"),
        (200, 2, 9999, 130, "due"),  # one that is late is no fault
        (400, 2, 9999, 250, TWO),
        (200, 2, 9999, 9999, "due"),  # it was told a moment ago: no pass of its own was missed
        (3000, 20, 9999, 1500, "due"),
        (3000, 20, 9999, 2500, TWO),
        (9999, 2, 100, 9999, "due"),  # what did not come before there was a schedule was not missed
        (9999, 2, 9999, None, TWO),  # none has ever come by
        (9999, 2, 60, None, "due"),
    ],
)
def test_waiting_with_a_schedule(
    past: Callable[..., None], says: Says, ours: Places, waited: float, minutes: int, since: float,
    visited: float | None, notice: str,
) -> None:  # fmt: skip
    """When the next pass is due, and a warning when two have not come by."""
    past(*told(waited))
    plan(ours, minutes, since=since, visited=visited)
    if notice == "due":
        last = min(since, visited if visited is not None else since)
        clocks = [time.strftime("%H:%M", time.localtime(time.time() - last + minutes * 60 - d)) for d in (0, 2)]
        assert says() in [f"The next pass is due at {clock}." for clock in clocks]
    else:
        assert says() == notice


def test_what_has_ended_says_nothing(past: Callable[..., None], says: Says, ds: Command) -> None:
    """Completed, failed, cancelled: there is nothing to wait for."""
    past(*told(9999), claimed(9998))
    ds("jobs", "cancel", JOB)
    assert says() == ""
    ds("image", DREAM)
    assert says() == ""


@pytest.mark.parametrize("held", ["", "no", "[]", "{}", '{"minutes":"x","at":1}', '{"minutes":2,"at":"x"}'])
def test_odd_notes(past: Callable[..., None], says: Says, ours: Places, held: str) -> None:
    """A schedule or heartbeat nobody can read is none."""
    past(*told(100))
    make(ours.state)
    for name in ("schedule", "heartbeat"):
        Path(ours.in_state(name)).write_text(held)

    assert says() == "It waits for the next pass: `dreamstream dream`."


# ── asking once more ──


def status(ds: Command, job: str) -> str:
    return str(ds("jobs", "show", job, "--json").data["status"])


def beside(ds: Command) -> str:
    """Do what the notice says; the new wish."""
    (row,) = ds("jobs", "retry", JOB, "--json").data["asked"]
    assert (row["retries"], row["kind"], row["dream"]) == (JOB, "image", DREAM)
    return str(row["id"])


def test_a_good_end_answers_both(
    past: Callable[..., None], ds: Command, journal: Journal, ours: Places, says: Says
) -> None:
    """One more wish waits beside the one at work, nothing is cancelled, and one result is all there is."""
    with Worker(ours) as own:
        past(*told(200), claimed(100, own.id))
        assert says() == WRONG
        new = beside(ds)
        assert (status(ds, JOB), status(ds, new)) == ("processing", "pending")
        result = {"data": {"alt": "the late one"}, "media": []}
        journal.tell([("job.done", {"job": JOB, "token": "t-0000000001", "rev": 1, "result": result})])

        assert (status(ds, JOB), status(ds, new)) == ("completed", "completed")
        assert ds("dream", "--json").data["run"] is None
    shown = ds("show", DREAM, "--json").data
    assert (shown["outputs"]["image"]["status"], shown["outputs"]["image"]["alt"]) == ("completed", "the late one")
    done = [
        line for path in Path(ours.log).rglob("*.jsonl") for line in path.read_text().splitlines() if ".done" in line
    ]
    assert len(done) == 1


def test_a_bad_end_leaves_the_other(past: Callable[..., None], ds: Command, journal: Journal, ours: Places) -> None:
    """When the first fails for good, the next pass makes the second."""
    with Worker(ours) as own:
        past(*told(200), claimed(100, own.id))
        new = beside(ds)
        journal.tell([("job.failed", {"job": JOB, "token": "t-0000000001", "error": "no ink", "again": False})])

        assert (status(ds, JOB), status(ds, new)) == ("failed", "pending")
        assert [row["id"] for row in ds("dream", "--json").data["artefacts"]] == [new]
    assert ds("show", DREAM, "--json").data["outputs"]["image"]["status"] == "completed"


def test_the_late_one_after_the_other(past: Callable[..., None], ds: Command, journal: Journal, ours: Places) -> None:
    """When the second was quicker, the late result counts too; the newest is shown, and nothing waits."""
    with Worker(ours) as own:
        past(*told(200), claimed(100, own.id))
        new = beside(ds)
        assert [row["id"] for row in ds("dream", "--json").data["artefacts"]] == [new]
        journal.tell([("job.done", {"job": JOB, "token": "t-0000000001", "rev": 1, "result": {"data": {}}})])

        assert (status(ds, JOB), status(ds, new)) == ("completed", "completed")
        assert ds("dream", "--json").data["run"] is None


def test_what_the_notice_says_works_while_retrying(past: Callable[..., None], ds: Command, says: Says) -> None:
    """The command that `show` names is one that can be run."""
    past(*told(200), claimed(100), failed(99))
    assert says() == WRONG

    assert ds("jobs", "retry", JOB).code == 0


def test_what_only_waits_is_not_asked_twice(past: Callable[..., None], ds: Command) -> None:
    """`jobs retry` of a wish nobody took up says what makes it come."""
    past(*told(100))
    ran = ds("jobs", "retry", JOB)

    assert ran.code == 2
    assert "dreamstream dream" in ran.err


# ── another machine's ──


@pytest.mark.parametrize("state", ["waiting", "at work", "tried again"])
def test_takeover(past: Callable[..., None], ds: Command, ours: Places, journal: Journal, state: str) -> None:
    """What was asked on another machine, dead now, waits there for ever; moved, this one makes it, once."""
    more = {"waiting": [], "at work": [claimed(100)], "tried again": [claimed(100), failed(99)]}[state]
    past(*told(200), *more, host="away0000")
    assert ds("dream", "--json").data["run"] is None
    assert ds("jobs", "reap", "--json").data == {"reaped": 0}
    assert ds("jobs", "takeover", JOB, "--json").data == {"moved": [JOB]}
    assert status(ds, JOB) == "pending"
    assert ds("jobs", "takeover", JOB, "--json").data == {"moved": []}
    if state == "tried again":
        assert ds("dream", "--json").data["jobs"]["completed"] == 0  # it still waits for its time
        return
    assert [row["id"] for row in ds("dream", "--json").data["artefacts"]] == [JOB]

    past((-5, "job.done", {"job": JOB, "token": "t-0000000001", "result": {"data": {"alt": "late"}}}), host="away0000")
    assert ds("show", DREAM, "--json").data["outputs"]["image"]["alt"] != "late"
    assert [job["host"] for job in ds("jobs", "list", "--json").data] == [journal.host]


def test_takeover_of_what_has_ended(past: Callable[..., None], ds: Command) -> None:
    """Nobody has to make it any more: exit 2, and nothing moves."""
    past(*told(200), claimed(100), host="away0000")
    ds("jobs", "cancel", JOB)
    ran = ds("jobs", "takeover", JOB)

    assert ran.code == 2
    assert "is cancelled; it needs nobody" in ran.err
    assert ds("jobs", "takeover", "j-zzzzzzzzzz").code == 3
