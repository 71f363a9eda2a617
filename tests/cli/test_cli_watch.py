"""Following live: what other processes tell and make appears as it happens, and only that."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from conftest import Command

from dreamstream import ids
from dreamstream.cli import watch
from dreamstream.config import Config
from dreamstream.jobs import worker
from dreamstream.journal import Journal
from dreamstream.log import frame
from dreamstream.paths import Places

Tell = Callable[..., str]


@pytest.fixture(autouse=True)
def _mocked(ours: Places) -> None:
    for name in ("backend.text", "backend.image"):
        Config(ours).set(name, "mock")


class Watching:
    """A `watch` in a process of its own."""

    def __init__(self, *argv: str) -> None:
        # what runs behind an `&` ignores Ctrl-C and hands that on, as it should; this is about somebody at a terminal
        before = signal.signal(signal.SIGINT, signal.SIG_DFL)
        try:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "dreamstream", *argv], stdout=subprocess.PIPE, stderr=subprocess.PIPE
            )
        finally:
            signal.signal(signal.SIGINT, before)
        self.held = b""

    def until(self, fits: Callable[[dict[str, Any]], bool], seconds: float = 20) -> list[dict[str, Any]]:
        """The rows up to the first that fits."""
        assert self.process.stdout
        rows, end = [], time.monotonic() + seconds
        while time.monotonic() < end:
            while b"\n" in self.held:
                line, _, self.held = self.held.partition(b"\n")
                rows.append(json.loads(line))
                if fits(rows[-1]):
                    return rows
            if select.select([self.process.stdout], [], [], 0.2)[0]:
                self.held += os.read(self.process.stdout.fileno(), 1 << 16)
        raise AssertionError(rows)


@contextmanager
def watching(*argv: str) -> Iterator[Watching]:
    one = Watching(*argv)
    try:
        yield one
    finally:
        if one.process.poll() is None:
            one.process.kill()
        one.process.communicate()


def test_everything(ds: Command, tell: Tell) -> None:
    """A dream told elsewhere, and its jobs from pending to completed, a JSON object a line; Ctrl-C ends with 130."""
    tell("An old dream.", "--no-jobs")
    waiting = tell("It waits.")
    with watching("watch") as one:
        first = one.until(lambda row: row["what"] == "job" and row["kind"] == "comic")
        assert [(row["what"], row["dream"], row["status"]) for row in first] == [("job", waiting, "pending")] * 3
        told = tell("The sea.")
        rows = one.until(lambda row: row["what"] == "job" and row["dream"] == told and row["kind"] == "comic")
        assert [(row["what"], row["id"]) for row in rows[:1]] == [("dream", told)]
        assert ds("dream", "--only", "analysis").code == 0
        made = one.until(lambda row: row["status"] == "completed" and row["dream"] == told)
        assert {(row["kind"], row["dream"]) for row in made} == {("analysis", told), ("analysis", waiting)}
        assert made[-1].keys() == {"what", "id", "kind", "dream", "status", "retry_count", "error"}

        one.process.send_signal(signal.SIGINT)
        assert one.process.wait(60) == 130
        assert one.process.stderr and one.process.stderr.read().strip() == b""


def test_jobs_alone(ds: Command, tell: Tell) -> None:
    """`jobs watch` shows the moves of jobs, failures with their reason, and no dream."""
    with watching("jobs", "watch") as one:
        told = tell("The sea.")
        one.until(lambda row: row["kind"] == "comic" and row["status"] == "pending")
        ds("config", "set", "backend.mock.script", "image: refuse")
        ds("dream")
        rows = one.until(lambda row: row["kind"] == "image" and row["status"] == "failed")
        assert {row["what"] for row in rows} == {"job"}
        assert (rows[-1]["dream"], rows[-1]["error"]) == (told, "the mock was told to refuse")


@pytest.mark.parametrize("line", [["watch"], ["jobs", "watch"]])
def test_for_so_long(ds: Command, tell: Tell, line: list[str]) -> None:
    """`--for` ends it, exit 0; with nothing there, nothing is said."""
    began = time.monotonic()
    ran = ds(*line, "--for", "0.3")
    assert (ran.code, ran.out, ran.err) == (0, "", "")
    assert 0.3 <= time.monotonic() - began < 5
    tell()
    assert len(ds(*line, "--for", "0").lines) == 3
    assert ds(*line, "--for", "-1").code == 2


def test_whoever_reads_may_go(tell: Tell) -> None:
    """A pipe that was closed ends it with the next thing to say, and is no error."""
    tell()
    with watching("watch") as one:
        one.until(lambda row: row["kind"] == "comic")
        assert one.process.stdout and one.process.stderr
        one.process.stdout.close()
        tell()
        assert (one.process.wait(20), one.process.stderr.read()) == (0, b"")
        one.process.stdout = None


def test_a_dead_worker_is_seen(journal: Journal, tell: Tell, ds: Command) -> None:
    """What a killed worker held is taken back while somebody watches, though nothing else moves."""
    tell()
    (job,) = ds("jobs", "list", "kind:image", "--ids").lines
    claim = {"job": job, "token": "t-1111111111", "attempt": 1, "worker": ids.new("w")}
    journal.tell([("job.claimed", {**claim, "deadline": worker.deadline(300)})])
    rows = [json.loads(line) for line in ds("watch", "--for", "0.8").lines]

    assert [(row["status"], row["error"]) for row in rows if row["id"] == job] == [
        ("processing", None), ("pending", "its worker died"),
    ]  # fmt: skip


def test_a_dream_told_while_a_round_is_read(journal: Journal, ours: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    """None falls between two looks, and each is shown once."""

    class There:
        journal: Journal

    at: Any = There()
    at.journal = journal
    rounds = watch._moves(at)
    assert next(rounds) == []
    other, told = Journal(ours), []
    real = watch.reaper.reap

    def reap(own: Journal) -> int:
        told.append(ids.new("d"))
        other.tell([("dream.logged", {"dream": told[-1], "text": "The sea."})])
        own.refresh()  # as a reaper with something to do
        return real(own)

    monkeypatch.setattr("dreamstream.jobs.reaper.reap", reap)
    shown = [row["id"] for _ in range(4) for row in next(rounds)]

    assert shown == told[:3]
    other.close()


def test_older_dreams_that_a_sync_brings(ds: Command, tell: Tell, ours: Places, journal: Journal) -> None:
    """They are shown as told now, and those that were known already are not."""

    class There:
        journal: Journal

    tell("A known dream.", "--no-jobs")
    at: Any = There()
    at.journal = journal
    rounds = watch._moves(at)
    assert next(rounds) == []
    away = Path(ours.log, "away0000")
    away.mkdir()
    data = {"dream": "d-wwwwwwwwww", "text": "An older dream."}
    line = frame.spell(
        id="x-1", host="away0000", seq=1, at="2020-01-01T06:00:00.000+00:00", kind="dream.logged", data=data
    )
    (away / "2020-01.jsonl").write_bytes(line)

    assert [row["id"] for row in next(rounds)] == ["d-wwwwwwwwww"]
    assert next(rounds) == []


def test_at_a_terminal() -> None:
    """A sign, what, of which dream; what is no text of ours cannot play with the terminal."""
    job = {"what": "job", "id": "j-1", "kind": "image", "dream": "d-1", "status": "failed", "error": "no \x1b[2J ink"}

    assert watch._line({"what": "dream", "id": "d-1", "told": "x"}) == "● d-1 was told\n"
    assert "\x1b" not in watch._line(job)
    assert watch._line(job).startswith("✗ image of d-1 failed: no ")
    assert watch._line({**job, "status": "completed"}) == "✓ image of d-1 completed\n"
