"""The quick profile of passes cut short; `python -m tests.faults --full` takes more of each."""

from __future__ import annotations

import os
import random
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from . import sessions, talks

SEED = int(os.environ.get("DREAMSTREAM_SEED", random.randrange(10**6)))


@pytest.fixture
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    """No power cut is asked about here, and a thousand fsyncs take a minute."""
    monkeypatch.setattr(os, "fsync", lambda fd: None)


@pytest.mark.skipif(os.name == "nt", reason="kill -9 is a thing of POSIX")
def test_twenty_kills_and_what_is_read_is_the_same(tmp_path: Path) -> None:
    """A pass killed anywhere and gone on with proposes what an undisturbed one does, each of it once."""
    result = sessions.kills(tmp_path, count=20, seed=SEED)
    sys.stdout.write(f"{result}\n")

    assert result.violations == [], result
    assert result.done >= 20 and result.struck > 0, result


@pytest.mark.needs("strace")
def test_a_system_call_that_fails_or_kills_costs_no_session(tmp_path: Path) -> None:
    """Some of a pass's calls, chosen by the seed: the next one comes to the same."""
    result = sessions.strikes(tmp_path, most=6, seed=SEED)

    assert result.violations == [], result


@pytest.mark.parametrize("name", talks.TALKS)
def test_a_talk_cut_at_any_line_and_gone_on_with(tmp_path: Path, name: str, quick: None) -> None:
    """In a watched folder or handed in again: what is shown is what the whole gives at once."""

    def points(body: bytes) -> list[tuple[int, ...]]:
        found = sessions.lines(body)
        return found if len(found) < 50 else found[SEED % 2 :: 2]  # every other one is blank

    result = sessions.cuts(tmp_path, name, points)

    assert result.violations == [], result
    assert result.done > 20, result


@pytest.mark.parametrize("name", talks.TALKS)
def test_a_talk_cut_within_a_line_and_gone_on_with(tmp_path: Path, name: str, quick: None) -> None:
    """A file looked at while somebody writes a line of it, or a letter."""
    chance = random.Random(f"{name}{SEED}")
    result = sessions.cuts(tmp_path, name, lambda body: [(chance.randrange(1, len(body)),) for _ in range(6)])

    assert result.violations == [], (SEED, result)


@settings(max_examples=15)
@given(data=st.data())
def test_a_talk_in_three_parts(tmp_path_factory: pytest.TempPathFactory, quick: None, data: st.DataObject) -> None:
    """Cut twice, wherever."""
    name = data.draw(st.sampled_from(sorted(talks.TALKS)))

    def points(body: bytes) -> list[tuple[int, ...]]:
        places = st.integers(1, len(body) - 1)
        return [tuple(sorted(data.draw(st.tuples(places, places))))]

    result = sessions.cuts(tmp_path_factory.mktemp("parts"), name, points)

    assert result.violations == [], result


def test_good_files_among_mutated_ones(tmp_path: Path, quick: None) -> None:
    """No pass breaks, the good ones are read as if alone, every other is read or named, and then all is quiet."""
    result = sessions.mutants(tmp_path / "home", count=150, seed=SEED, others=sessions.samples())
    sys.stdout.write(f"{result}\n")

    assert result.violations == [], result
