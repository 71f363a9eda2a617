"""A reply is read item by item: what can be read counts, what cannot is counted."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dreamstream.backends.http.shape import grammar, inline, strict
from dreamstream.dream.readers.reply import MOST, Reply, items, salvaged, shape
from dreamstream.proposals import TYPES

GOOD: dict[str, Any] = {
    "turn": 3,
    "dream": 1,
    "type": "place",
    "quote": "on the lake",
    "text": "It was on the lake.",
    "score": 0.7,
}


def test_a_good_item() -> None:
    """Its values; what is extra is dropped, and what may be left out has its default."""
    kept, refused = items([{**GOOD, "id": "d_1"}, {k: v for k, v in GOOD.items() if k not in ("dream", "score")}])

    assert [event.model_dump() for event in kept] == [GOOD, {**GOOD, "dream": 0, "score": 0.5}]
    assert refused == {}


@pytest.mark.parametrize(
    ("bad", "why"),
    [
        ({**GOOD, "type": "close"}, "unknown type"),
        ({**GOOD, "type": 7}, "unknown type"),
        ({**GOOD, "turn": 0}, "not of the shape"),
        ({**GOOD, "turn": "the third"}, "not of the shape"),
        ({**GOOD, "dream": -1}, "not of the shape"),
        ({**GOOD, "quote": ""}, "not of the shape"),
        ({**GOOD, "quote": None}, "not of the shape"),
        ({**GOOD, "score": "high"}, "not of the shape"),
        ({**GOOD, "score": float("nan")}, "not of the shape"),
        ({"type": "place"}, "not of the shape"),
        ("place", "not of the shape"),
        (None, "not of the shape"),
        ([], "not of the shape"),
    ],
)
def test_a_bad_item_costs_no_other(bad: Any, why: str) -> None:
    """It is counted under its reason, and those beside it stay."""
    kept, refused = items([GOOD, bad, GOOD])

    assert len(kept) == 2
    assert refused == {why: 1}


def test_slips_are_none() -> None:
    """A type in capitals and a score on another scale mean what they mean."""
    kept, _ = items([{**GOOD, "type": " Place ", "score": 85}])

    assert (kept[0].type, kept[0].score) == ("place", 1.0)


def test_too_many() -> None:
    """Who sends a heap did not choose: the first count, the rest is counted."""
    kept, refused = items([GOOD] * (MOST + 3))

    assert len(kept) == MOST
    assert refused == {"too many": 3}


def test_the_shape() -> None:
    """It names the closed types and the limits, and each provider's form of it is one."""
    event = shape()["$defs"]["Event"]

    assert event["properties"]["type"]["enum"] == list(TYPES)
    assert shape()["properties"]["events"]["maxItems"] == MOST
    assert Reply.model_validate({"events": [GOOD]}).events
    for form in (strict, grammar, inline):
        assert "quote" in json.dumps(form(shape()))
    assert set(strict(shape())["$defs"]["Event"]["required"]) == set(GOOD)


THREE = [GOOD, {**GOOD, "turn": 4, "text": 'A } and a { and a " and a ].'}, {**GOOD, "turn": 5}]
PIECES = [json.dumps(item) for item in THREE]
WHOLE = '{"events": [' + ", ".join(PIECES) + "]}"
ENDS = [len(WHOLE.partition(piece)[0]) + len(piece) for piece in PIECES]


@pytest.mark.parametrize("end", range(0, len(WHOLE) + 1, 7))
def test_a_reply_cut_anywhere(end: int) -> None:
    """Its whole items count, and no half of one."""
    assert salvaged(WHOLE[:end]) == THREE[: sum(whole <= end for whole in ENDS)]


def test_a_reply_broken_in_the_middle() -> None:
    """What stands after the broken item counts again; a bare list is read as well; prose is nothing."""
    broken = WHOLE.replace('"turn": 4,', '"turn": NaN,')

    assert [item["turn"] for item in salvaged(broken)] == [3, 5]
    assert len(salvaged(f"Here you are: [{json.dumps(GOOD)}, {json.dumps(GOOD)}")) == 2
    assert salvaged("I would rather talk about the weather {really}.") == []
    assert salvaged('{"events": [' + '{"a":' * 50_000) == []


@given(said=st.text(alphabet='[]{}":,events1 \\n', max_size=200))
def test_any_words(said: str) -> None:
    """Whatever a model says, what is salvaged is a few items or none."""
    assert all(isinstance(item, dict) for item in salvaged(said))
