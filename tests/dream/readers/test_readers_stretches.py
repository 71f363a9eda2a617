"""A session is cut between turns; every turn stands in one stretch, and none is larger than the budget."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from dreamstream.dream.readers.port import Stretch
from dreamstream.dream.readers.stretches import BUDGET, LABEL, OVERLAP, before, cut, own, weight
from dreamstream.turns import Turn

ROLES = st.sampled_from(["user", "assistant", "", "system", "tool", "machine"])
TURNS = st.lists(
    st.builds(lambda text, role: Turn(id="x", text=text, role=role), st.sampled_from(["", "a" * 30, "b" * 90]), ROLES),
    max_size=20,
)


@given(turns=TURNS, budget=st.integers(50, 300), start=st.integers(0, 25))
def test_every_turn_once(turns: list[Turn], budget: int, start: int) -> None:
    """The stretches follow each other from the first turn asked for to the last, each within the budget."""
    found = list(cut(turns, start, len(turns), budget=budget))

    assert [place for s in found for place in range(s.first, s.end)] == list(range(start, len(turns)))
    for stretch in found:
        shown = own(turns, stretch)
        assert len(shown) <= 1 or sum(len(turn.text) + LABEL for _, turn in shown) <= budget


def test_a_turn_longer_than_the_budget() -> None:
    """It stands alone, and those around it lose nothing."""
    turns = [Turn(id=str(n), text=text) for n, text in enumerate(("one", "x" * 2 * BUDGET, "two"))]

    assert [(s.first, s.end) for s in cut(turns, 0, 3)] == [(0, 1), (1, 2), (2, 3)]


def test_what_stands_before() -> None:
    """The last turns before a stretch that say something, however many say nothing; numbers count from 1."""
    roles = ("user", "assistant", "machine", "user", "tool", "user")
    turns = [Turn(id=str(n), text="Hm.", role=role) for n, role in enumerate(roles)]
    stretch = Stretch(first=5, end=6)

    assert [number for number, _ in before(turns, stretch)] == [2, 4]
    assert [number for number, _ in own(turns, stretch)] == [6]
    assert before(turns, Stretch(first=0, end=1)) == []
    assert OVERLAP == 2


def test_what_a_script_takes() -> None:
    """A script of three bytes a sign takes three times as much: so many more tokens it is."""
    assert weight("夢の中") == 9
    assert weight("a dream") == 7
