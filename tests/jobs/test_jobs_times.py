"""When a job is tried again, and when it is past its limit."""

from __future__ import annotations

import math
import time
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dreamstream import ids
from dreamstream.jobs import times, worker


@pytest.mark.parametrize("attempt", [1, 2, 3])
def test_a_hundred_jobs_do_not_come_back_at_once(attempt: int) -> None:
    """Failed in the same second, they spread over at least half of the window, and over all of its quarters."""
    window = times.BASE * 2 ** (attempt - 1)
    pauses = [times.pause(ids.new("j"), attempt, None) for _ in range(100)]

    assert max(pauses) - min(pauses) >= window / 2
    assert {int((pause - 1) / window * 4) for pause in pauses} == {0, 1, 2, 3}


@given(job=st.text(), attempt=st.integers(1, 40))
def test_the_pause_is_the_jobs_own(job: str, attempt: int) -> None:
    """The same job and attempt wait equally long wherever it is asked, at least a second, at most a quarter hour."""
    pause = times.pause(job.encode("utf-8", "replace").decode(), attempt, None)

    assert pause == times.pause(job.encode("utf-8", "replace").decode(), attempt, None)
    assert 1 <= pause <= times.MOST + 1


def test_attempts_of_a_job_wait_differently() -> None:
    """The dice are thrown anew for each attempt, over a window that doubles."""
    later = [times.pause("j-k3v9x2qm7t", attempt, None) for attempt in (1, 2, 3)]

    assert len(set(later)) == 3


@given(wait=st.none() | st.floats(), attempt=st.integers(1, 3))
def test_patience(wait: float | None, attempt: int) -> None:
    """What was asked for is waited, up to a day; a number that is none counts as nothing."""
    pause = times.pause("j-k3v9x2qm7t", attempt, wait)

    assert math.isfinite(pause)
    assert 1 <= pause <= times.DAY
    if wait is not None and 0 < wait <= times.DAY:
        assert pause >= wait


@given(one=st.floats(0, 4e9), two=st.floats(0, 4e9))
def test_utc_compares_as_text(one: float, two: float) -> None:
    """Two instants written down compare like the instants."""
    assert (times.iso_utc(one) < times.iso_utc(two)) == (round(one * 1000) < round(two * 1000))
    assert datetime.fromisoformat(times.iso_utc(one)) == datetime.fromtimestamp(round(one * 1000) / 1000, UTC)


def test_a_limit() -> None:
    """A deadline is past when its seconds are, and not before."""
    assert not worker.is_past(worker.deadline(5))
    assert worker.is_past(worker.deadline(-2))


def test_the_wall_clock_moves_no_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    """A clock set forward or back a day makes nothing late."""
    soon, gone = worker.deadline(60), worker.deadline(-2)
    for day in (86_400, -86_400):
        real = time.time
        monkeypatch.setattr(time, "time", lambda real=real, day=day: real() + day)
        assert not worker.is_past(soon)
        assert worker.is_past(gone)


@pytest.mark.parametrize(
    "odd", [None, "", ":", "other:1", "2026-11-20T06:42:00Z", "x", f"{worker._boot()}:", f"{worker._boot()}:-1"]
)
def test_a_limit_of_another_boot_is_never_past(odd: str | None) -> None:
    """What this boot cannot tell, it does not judge: the lock says whether that worker lives."""
    assert not worker.is_past(odd)
