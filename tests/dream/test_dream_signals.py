"""A pass that is stopped, killed or frozen: its jobs come back, counted or not, and nobody waits for the dead."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from dreamstream.config import Config
from dreamstream.paths import Places

Ds = Callable[..., Any]
Tell = Callable[..., str]
Start = Callable[..., "subprocess.Popen[bytes]"]
pytestmark = pytest.mark.skipif(os.name == "nt", reason="signals of this kind are not known there")


@pytest.fixture(autouse=True)
def script(ours: Places) -> Callable[[str], None]:
    """The mock does everything; called with a script it does it so."""
    for name in ("backend.text", "backend.image"):
        Config(ours).set(name, "mock")
    return lambda text: Config(ours).set("backend.mock.script", text) and None


@pytest.fixture
def start() -> Iterator[Start]:
    """Start a command; it is ended with the test."""
    begun: list[subprocess.Popen[bytes]] = []

    def call(*argv: str, ignore: int | None = None) -> subprocess.Popen[bytes]:
        def prepare() -> None:
            for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):  # the tester's shell may ignore some
                signal.signal(number, signal.SIG_IGN if number == ignore else signal.SIG_DFL)

        begun.append(
            subprocess.Popen(
                [sys.executable, "-m", "dreamstream", *argv],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                preexec_fn=prepare,
            )
        )
        return begun[-1]

    yield call
    for process in begun:
        process.kill()
        process.communicate()


def records(ours: Places, kind: str) -> list[dict[str, Any]]:
    lines = [line for path in Path(ours.log).rglob("*.jsonl") for line in path.read_bytes().splitlines()]
    return [record["data"] for record in map(json.loads, lines) if record["kind"] == kind]


def until(ours: Places, kind: str, count: int) -> None:
    """Wait until the log holds so many of these."""
    end = time.monotonic() + 30
    while not os.path.isdir(ours.log) or len(records(ours, kind)) < count:
        assert time.monotonic() < end, f"no {kind} came"
        time.sleep(0.02)


def stopped(process: subprocess.Popen[bytes], number: int) -> tuple[int, float]:
    """Send the signal: how it ended and after how long."""
    begun = time.monotonic()
    process.send_signal(number)
    process.communicate(timeout=20)
    return process.returncode, time.monotonic() - begun


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_a_signal_gives_everything_back(
    ds: Ds, tell: Tell, ours: Places, script: Callable[[str], None], start: Start, name: str
) -> None:
    """Exit 130 at once; what was held is pending with its attempt back, what was done stays done."""
    tell()
    script("hang 30; ok")
    process = start("dream", "--concurrency", "3")
    until(ours, "job.claimed", 3)
    code, seconds = stopped(process, getattr(signal, name))
    jobs = ds("jobs", "list", "--json").data

    assert code == 130
    assert seconds < 5
    assert [(job["status"], job["retry_count"], job["error"]) for job in jobs] == [("pending", 0, None)] * 3
    assert len(records(ours, "job.released")) == 3
    assert os.listdir(ours.in_state("workers")) == []
    script("")
    report = ds("dream", "--json").data["jobs"]
    assert (report["completed"], report["reaped"]) == (3, 0)


@pytest.mark.parametrize("line", [("image", "@1"), ("log", "another dream", "--now")], ids=lambda line: line[0])
def test_a_make_command_is_stopped_like_a_pass(
    ds: Ds, tell: Tell, ours: Places, script: Callable[[str], None], start: Start, line: tuple[str, ...]
) -> None:
    """The wish stays for the next pass, its attempt untouched; the words are safe in any case."""
    tell("the sea", "--no-jobs")
    script("hang 30")
    process = start(*line)
    until(ours, "job.claimed", 1)
    code, seconds = stopped(process, signal.SIGTERM)

    assert code == 130
    assert seconds < 5
    assert {(job["status"], job["retry_count"]) for job in ds("jobs", "list", "--json").data} == {("pending", 0)}
    assert len(ds("list", "--json").data) == (2 if line[0] == "log" else 1)


def test_nohup(ds: Ds, tell: Tell, ours: Places, script: Callable[[str], None], start: Start) -> None:
    """Who was told not to mind a hang-up goes on."""
    tell()
    script("image: hang 1")
    process = start("dream", "--only", "image", ignore=signal.SIGHUP)
    until(ours, "job.claimed", 1)
    process.send_signal(signal.SIGHUP)
    process.communicate(timeout=30)

    assert process.returncode == 0
    assert ds("show", "@1", "--json").data["outputs"]["image"]["status"] == "completed"


def test_kill_9(ds: Ds, tell: Tell, ours: Places, script: Callable[[str], None], start: Start) -> None:
    """The next pass takes the jobs back at once, their attempts counted, and makes them."""
    dream = tell()
    script("hang 30")
    process = start("dream", "--concurrency", "3")
    until(ours, "job.claimed", 3)
    process.kill()
    process.communicate()
    assert {o["status"] for o in ds("show", dream, "--json").data["outputs"].values()} == {"processing"}

    script("")
    begun = time.monotonic()
    report = ds("dream", "--json").data
    jobs = ds("jobs", "list", "--json").data
    assert time.monotonic() - begun < 15
    assert (report["jobs"]["reaped"], report["jobs"]["completed"]) == (3, 3)
    assert [(job["status"], job["retry_count"]) for job in jobs] == [("completed", 2)] * 3
    assert os.listdir(ours.in_state("workers")) == []


def test_three_deaths(ds: Ds, tell: Tell, ours: Places, script: Callable[[str], None], start: Start) -> None:
    """A job that takes its worker down is run three times and no more, and the others are made beside it."""
    dream = tell()
    script("image: die")
    codes = []
    for _ in range(3):
        process = start("dream")
        process.communicate(timeout=30)
        codes.append(process.returncode)
    last = ds("dream", "--json")
    shown = ds("show", dream, "--json").data["outputs"]

    assert codes == [137] * 3
    assert last.data["jobs"]["reaped"] == 1
    assert (shown["image"]["status"], shown["image"]["retry_count"]) == ("failed", 3)
    assert shown["analysis"]["status"] == shown["comic"]["status"] == "completed"
    assert Counter(claim["attempt"] for claim in records(ours, "job.claimed")) == {1: 3, 2: 1, 3: 1}
    assert ds("dream", "--json").data["run"] is None


def test_frozen_is_not_dead(ds: Ds, tell: Tell, ours: Places, script: Callable[[str], None], start: Start) -> None:
    """A worker that was put to sleep (a closed lid) keeps its job; another pass waits its turn."""
    tell()
    script("hang 2")
    process = start("dream", "--only", "image")
    until(ours, "job.claimed", 1)
    process.send_signal(signal.SIGSTOP)

    assert ds("jobs", "reap", "--json").data == {"reaped": 0}
    assert ds("dream").code == 6
    process.send_signal(signal.SIGCONT)
    process.communicate(timeout=30)
    assert process.returncode == 0
    (job,) = ds("jobs", "list", "kind:image", "--json").data
    assert (job["status"], job["retry_count"]) == ("completed", 1)


def test_stopped_at_any_moment(ds: Ds, tell: Tell, ours: Places, start: Start) -> None:
    """Whenever the signal comes, every job is pending with all its attempts, or done, and published once."""
    for i in range(4):
        tell(f"dream {i}")
    for delay in (0.1, 0.25, 0.35, 0.45):
        stopping = start("dream", "--only", "analysis,image")
        time.sleep(delay)
        assert stopped(stopping, signal.SIGINT)[1] < 5
    jobs = ds("jobs", "list", "--json").data

    assert {(job["status"], job["retry_count"]) for job in jobs} <= {("pending", 0), ("completed", 1)}
    ds("dream")
    assert {job["status"] for job in ds("jobs", "list", "--json").data} == {"completed"}
    assert set(Counter(record["job"] for record in records(ours, "job.done")).values()) == {1}
