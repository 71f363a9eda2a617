"""Whoever proposes, what is kept was said in its turn, of a known type, and free of secrets."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dreamstream.dream.readers.checked import MOST, check
from dreamstream.dream.readers.port import Wanted
from dreamstream.dream.readers.secrets import mask
from dreamstream.proposals import Candidate, Proposal
from dreamstream.turns import Turn

BOAT = "There was a red boat on the lake."
PIN = mask("My password is hunter2 and then the boat sank slowly.")
TURNS = (
    Turn(id="a", text=BOAT, role="user", at="2026-11-20T07:10:00+01:00"),
    Turn(id="b", text="You told me of a red boat.", role="machine"),
    Turn(id="c", text=PIN, role="user"),
    Turn(id="d", text=mask("PIN 4417"), role="user"),
    Turn(id="e", text="So \ud800 it was.", role="user"),
)
WANTED = Wanted(turns=TURNS, at="2026-11-20", candidates=(Candidate(id="d_1", title="The lake"),))
GOOD = Proposal(
    type="recall",
    target="d_1",
    text="A red boat",
    at="1999-01-01",
    turns=("a",),
    quote="red boat on the lake",
    span=(12, 32),
    score=0.5,
)


def kept(**changes: Any) -> Proposal | dict[str, int]:
    found, refused = check([replace(GOOD, **changes)], WANTED)
    return found[0] if found else refused


def test_a_good_one_stays() -> None:
    """As it is, with the time of its turn and not the reader's."""
    assert kept() == replace(GOOD, at="2026-11-20T07:10:00+01:00")
    assert kept(target="") == replace(GOOD, at="2026-11-20T07:10:00+01:00", target="")


def test_a_turn_without_a_time() -> None:
    """The talk's own beginning stands for it."""
    found = kept(turns=("c",), quote=PIN[27:], span=(27, len(PIN)))

    assert isinstance(found, Proposal)
    assert found.at == "2026-11-20"


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"type": "dream.forgotten"}, "unknown type"),
        ({"target": "d_2"}, "unknown dream"),
        ({"turns": ("z",)}, "unknown turn"),
        ({"turns": ("a", "z")}, "unknown turn"),
        ({"quote": "red boat on the sea!"}, "quote not in its turn"),
        ({"span": (11, 31)}, "quote not in its turn"),
        ({"span": (-21, -1)}, "quote not in its turn"),
        ({"quote": "", "span": (3, 3)}, "empty"),
        ({"quote": " ", "span": (5, 6)}, "empty"),
        ({"text": " \u202e\x07 . "}, "empty"),
        ({"turns": ("b",), "quote": "red boat", "span": (17, 25)}, "the journal's own words"),
        ({"turns": ("a", "b")}, "the journal's own words"),
        ({"turns": ("d",), "quote": TURNS[3].text, "span": (0, 8)}, "nothing but a secret"),
        ({"text": "sk-abcdefghijklmnop1234"}, "nothing but a secret"),
        ({"turns": ("e",), "quote": "So \ud800 it was", "span": (0, 11)}, "cannot be written"),
        ({"score": math.nan}, "no score"),
        ({"score": math.inf}, "no score"),
        ({"score": True}, "not a proposal"),
        ({"score": "1"}, "not a proposal"),
        ({"turns": ()}, "not a proposal"),
        ({"turns": ["a"]}, "not a proposal"),
        ({"turns": (1,)}, "not a proposal"),
        ({"span": (12,)}, "not a proposal"),
        ({"span": (12.0, 32.0)}, "not a proposal"),
        ({"quote": None}, "not a proposal"),
        ({"type": ["recall"]}, "not a proposal"),
        ({"target": None}, "not a proposal"),
    ],
)
def test_what_is_refused(changes: dict[str, Any], why: str) -> None:
    """Each with its reason, counted."""
    assert kept(**changes) == {why: 1}


def test_one_bad_item_costs_no_other() -> None:
    """Nothing a reader hands over is a reason to lose what is good; the order stays."""
    bad = [None, 7, "recall", {"type": "recall"}, replace(GOOD, type="x"), replace(GOOD, target="x")]
    found, refused = check([*bad, GOOD, None, replace(GOOD, type="place")], WANTED)

    assert [proposal.type for proposal in found] == ["recall", "place"]
    assert refused == {"not a proposal": 5, "unknown type": 1, "unknown dream": 1}


def test_a_secret_in_a_quote() -> None:
    """The quote is narrowed to what is clear of it, its span follows, and people read a word in the text."""
    found = kept(turns=("c",), quote=PIN, span=(0, len(PIN)), text=PIN)

    assert isinstance(found, Proposal)
    assert found.quote == PIN[slice(*found.span)] == "and then the boat sank slowly."
    assert found.text == "My password is [removed] and then the boat sank slowly."


def test_a_secret_a_reader_says() -> None:
    """A text is looked through as well, wherever its words are from."""
    found = kept(text="A red boat, and my pin is 4417 now")

    assert isinstance(found, Proposal)
    assert found.text == "A red boat, and my pin is [removed] now"


def test_a_text_is_one_short_plain_line() -> None:
    """Controls and bidi marks are spaces; what is too long is cut at a word."""
    found = kept(text="A\x1b[31m red\n\u202eboat\x00 \u2066here")
    long = kept(text="boat " * 200)

    assert isinstance(found, Proposal) and isinstance(long, Proposal)
    assert found.text == "A [31m red boat here"
    assert len(long.text) <= MOST and long.text.endswith("boat…")
    assert isinstance(endless := kept(text="x" * 1000), Proposal) and len(endless.text) == MOST


@pytest.mark.parametrize(("score", "clipped"), [(7.5, 1.0), (-2, 0.0), (1, 1.0), (0.25, 0.25)])
def test_a_score_is_a_share(score: float, clipped: float) -> None:
    """From 0 to 1, whatever scale a reader has."""
    assert isinstance(found := kept(score=score), Proposal)
    assert found.score == clipped


def test_a_turn_that_is_there_twice() -> None:
    """Of two turns with one id, the one that holds the words is meant."""
    twice = Wanted(turns=(Turn(id="a", text="Hm.", role="user"), TURNS[0]), at=None, candidates=WANTED.candidates)
    found, _ = check([GOOD], twice)

    assert found[0].at == TURNS[0].at


ANY = st.none() | st.text(max_size=5) | st.integers() | st.floats() | st.tuples(st.integers(), st.integers())


@given(
    type_=ANY | st.just("recall"),
    target=ANY,
    text=ANY | st.just("A boat"),
    turns=ANY | st.just(("a",)),
    quote=ANY | st.just("boat"),
    span=ANY | st.just((16, 20)),
    score=ANY,
)
def test_anything_is_answered(
    type_: Any, target: Any, text: Any, turns: Any, quote: Any, span: Any, score: Any
) -> None:
    """Kept with its quote in its turn, or counted: one of the two, for whatever is proposed."""
    made = Proposal(type=type_, target=target, text=text, at=None, turns=turns, quote=quote, span=span, score=score)
    found, refused = check([made], WANTED)

    assert len(found) + sum(refused.values()) == 1
    assert all(BOAT[slice(*proposal.span)] == proposal.quote and proposal.quote for proposal in found)
