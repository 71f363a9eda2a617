"""Hosts that do not answer rest; one job goes first; attempts are not burnt on them."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from dreamstream.backends.base import Fault
from dreamstream.jobs import outage
from dreamstream.jobs.outage import Outages
from dreamstream.paths import Places

DOWN = Fault("openai cannot be reached", transient=True, down=True)


class Clock:
    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.now = 1_800_000_000.0
        monkeypatch.setattr(time, "time", lambda: self.now)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


def test_after_three_failures_it_rests(ours: Places, clock: Clock) -> None:
    """The first three cost their attempts; then nobody is sent, and what still fails gets its attempt back."""
    hosts = Outages(ours)
    assert [hosts.failed("h", DOWN) for _ in range(3)] == [False, False, False]
    assert "cannot be reached; it is asked again at" in hosts.rests("h")
    assert hosts.failed("h", DOWN) is True
    assert hosts.rests("other") == ""


def test_then_one_goes_first(ours: Places, clock: Clock) -> None:
    """After the rest one job is sent and the others wait for how it fares."""
    hosts = Outages(ours)
    for _ in range(3):
        hosts.failed("h", DOWN)
    clock.now += outage.FIRST + 1
    assert hosts.rests("h") == ""
    hosts.begins("h")
    assert "tried with one job first" in hosts.rests("h")
    hosts.well("h")
    assert hosts.rests("h") == ""
    assert hosts.failed("h", DOWN) is False  # it begins anew


def test_a_probe_that_fails_rests_longer(ours: Places, clock: Clock) -> None:
    """Twice as long each time, and never longer than a quarter of an hour; the probe keeps its attempt."""
    hosts = Outages(ours)
    for _ in range(3):
        hosts.failed("h", DOWN)
    rests = []
    for _ in range(8):
        began = clock.now
        while hosts.rests("h"):
            clock.now += 1
        rests.append(clock.now - began)
        hosts.begins("h")
        assert hosts.failed("h", DOWN) is True

    assert rests[0] == pytest.approx(outage.FIRST, abs=2)
    assert rests == sorted(rests)
    assert rests[-1] == pytest.approx(outage.MOST, abs=2)


def test_a_probe_that_ends_otherwise(ours: Places, clock: Clock) -> None:
    """A job that never asked leaves the place free for the next."""
    hosts = Outages(ours)
    for _ in range(3):
        hosts.failed("h", DOWN)
    clock.now += outage.FIRST + 1
    hosts.begins("h")
    hosts.gone("h")

    assert hosts.rests("h") == ""


def test_it_rests_as_long_as_it_asked(ours: Places, clock: Clock) -> None:
    """A host that says how long is left alone at once, up to the most."""
    hosts = Outages(ours)
    assert hosts.failed("h", Fault("asked too often", transient=True, wait=20)) is False
    assert hosts.rests("h")
    clock.now += 21
    assert hosts.rests("h") == ""


def test_the_next_pass_knows(ours: Places, clock: Clock) -> None:
    """What one pass found out the next need not."""
    hosts = Outages(ours)
    for _ in range(3):
        hosts.failed("h", DOWN)

    assert Outages(ours).rests("h")
    Outages(ours).well("h")
    assert Outages(ours).rests("h") == ""


@pytest.mark.parametrize("body", ["", "[]", "7", '{"h": 7}', '{"h": {"failures": "x", "until": 1}}', "\xff"])
def test_a_memory_that_is_none(ours: Places, body: str) -> None:
    """A damaged file is no memory."""
    path = Path(ours.in_state("hosts.json"))
    path.parent.mkdir(parents=True)
    path.write_text(body, "latin-1")

    assert Outages(ours).rests("h") == ""


def test_a_clock_set_back(ours: Places, clock: Clock) -> None:
    """A rest is never longer than the most, whatever the clock was when it began."""
    clock.now += 365 * 86_400
    hosts = Outages(ours)
    for _ in range(3):
        hosts.failed("h", DOWN)
    clock.now -= 365 * 86_400
    again = Outages(ours)
    assert again.rests("h")
    clock.now += outage.MOST + 1
    assert again.rests("h") == ""
