"""Analysis: a reply becomes a record only in our shape and our words."""

from __future__ import annotations

import copy
import math
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dreamstream.backends.base import Answer, Ask, Draw, Drawn, Fault, Hands
from dreamstream.kinds import analysis
from dreamstream.kinds.base import Material, Outcome
from dreamstream.lists import EMOTIONS, PATTERNS, SIGN_KINDS
from dreamstream.words.care import NOTE

SECRET = "the purple hippopotamus of aunt Wilhelmina"
GOOD: dict[str, Any] = {
    "hook": "A flight over water.",
    "interpretation": "It may be about room; it may be about leaving. What did the air feel like?",
    "signs": [
        {"label": "Flying", "kind": "action", "evidence": "I flew"},
        {"label": "Sea", "kind": "place", "evidence": "the sea"},
        {"label": "Dog", "kind": "symbol", "evidence": "a dog"},
    ],
    "patterns": ["places", "feelings"],
    "emotions": ["joy"],
    "stress": 20,
    "nightmare": {"likely": False, "why": ""},
    "actions": ["Draw it."],
    "archetype": None,
}


class Canned:
    """A backend that answers with what it was given."""

    host, server = "api.example.org", ""
    can = frozenset({"text", "image"})

    def __init__(self, data: Any, name: str = "somebody") -> None:
        self.data, self.name = data, name
        self.asked: list[Ask] = []

    def write(self, ask: Ask) -> Answer:
        self.asked.append(ask)
        return Answer(data=self.data, model="canned-1", tokens=7)

    def draw(self, draw: Draw) -> Drawn:
        raise AssertionError("an analysis draws nothing")


def made(data: Any, *, text: str = f"I flew over the sea with {SECRET}.", name: str = "somebody") -> Outcome:
    backend = Canned(data, name)
    return analysis.make(Material(text=text), Hands.of(backend))


def but(**changes: Any) -> dict[str, Any]:
    return {**copy.deepcopy(GOOD), **changes}


def test_a_good_reply() -> None:
    """What was asked for comes out as it came in, with the model's name and no picture."""
    out = made(GOOD)

    assert {name: out.data[name] for name in GOOD} == GOOD
    assert out.model == "canned-1"
    assert out.tokens == 7
    assert out.pictures == ()


def test_what_is_asked() -> None:
    """The backend hears the dream between fences, its facts, the shape of the reply and the attempt."""
    backend = Canned(GOOD)
    analysis.make(Material(text="I {flew} %s", told={"stress": 3}, attempt=2), Hands.of(backend))
    (ask,) = backend.asked

    assert "<dream>\nI {flew} %s\n</dream>" in ask.prompt
    assert (ask.task, ask.source, ask.attempt) == ("analysis", "I {flew} %s", 2)
    assert ask.facts == {"stress": 3}
    assert ask.shape is not None
    assert {"hook", "signs"} <= set(ask.shape["properties"])


def test_other_keys_are_dropped() -> None:
    """Keys nobody asked for never get into the record, at any depth; the ones that are ours are ours."""
    out = made(
        but(
            status="limited",
            note="trust me",
            language="tlh",
            backend="god",
            id="d-0000000000",
            path="/etc/passwd",
            signs=[{"label": "Sea", "kind": "place", "evidence": "sea", "url": "http://evil"}],
        )
    )

    assert out.data.keys() == {*GOOD, "status", "note", "language"}
    assert (out.data["status"], out.data["note"], out.data["language"]) == ("ok", None, "und")
    assert out.data["signs"] == [{"label": "Sea", "kind": "place", "evidence": "sea"}]


def test_the_embedded_reader_says_its_limits() -> None:
    """Our own reader's word about language and limits counts."""
    out = made(but(status="limited", note="Too few words.", language="de"), name="local")

    assert (out.data["status"], out.data["note"], out.data["language"]) == ("limited", "Too few words.", "de")


def test_labels_go_through_the_one_vocabulary() -> None:
    """Spellings of one sign are one sign, first evidence first; at most five stay; a label of nothing goes."""
    labels = ["dogs", "a Puppy", "*** ", "WATER", "my mother", "Mum", "the stairs", "train", "the old mill"]
    out = made(but(signs=[{"label": name, "kind": "symbol", "evidence": name} for name in labels]))

    assert [sign["label"] for sign in out.data["signs"]] == ["Dog", "Water", "Mother", "Stairs", "Train"]
    assert out.data["signs"][0]["evidence"] == "dogs"


def test_lists_say_nothing_twice() -> None:
    """Patterns and emotions are counted once; three patterns stay."""
    out = made(but(patterns=["body", "body", *PATTERNS[:4]], emotions=["fear", "joy", "fear"]))

    assert out.data["patterns"] == ["body", *PATTERNS[:2]]
    assert out.data["emotions"] == ["fear", "joy"]


@pytest.mark.parametrize("name", ["local", "mock", "somebody"])
@pytest.mark.parametrize(("note", "whole"), [(None, NOTE), ("Too few words.", f"Too few words. {NOTE}")])
def test_the_warm_note(name: str, note: str | None, whole: str) -> None:
    """Words that touch on ending one's life get the note, whoever answered, beside what else is said."""
    out = made(but(note=note), text="In the dream I wanted to die.", name=name)

    assert out.data["note"] == (whole if name == "local" else NOTE)


def test_what_may_be_left_out() -> None:
    """Stress, nightmare, actions and archetype are a gift; all else is owed."""
    need = ("hook", "interpretation", "signs", "patterns", "emotions")
    out = made({name: GOOD[name] for name in need})

    assert out.data["stress"] is None
    assert out.data["nightmare"] == {"likely": False, "why": ""}
    for name in need:
        with pytest.raises(Fault):
            made({key: GOOD[key] for key in GOOD if key != name})


def sign(**changes: Any) -> dict[str, Any]:
    return {"label": "Sea", "kind": "place", "evidence": SECRET, **changes}


@pytest.mark.parametrize(
    "data",
    [
        None, SECRET, SECRET.encode(), 7, True, math.nan, [], [GOOD], {}, {SECRET: SECRET},
        but(hook=None), but(hook=""), but(hook="   "), but(hook=SECRET * 40), but(hook=7), but(hook=[SECRET]),
        but(hook="half \ud800"), but(interpretation="\n"), but(interpretation=SECRET * 400),
        but(signs=SECRET), but(signs=None), but(signs={}), but(signs=[SECRET]), but(signs=[sign()] * 1000),
        but(signs=[sign(label="")]), but(signs=[sign(label=SECRET * 3)]), but(signs=[sign(kind=SECRET)]),
        but(signs=[sign(evidence=None)]), but(signs=[sign(evidence=SECRET * 40)]), but(signs=[{SECRET: 1}]),
        but(patterns=[SECRET]), but(patterns="people"), but(patterns=["body"] * 1000),
        but(emotions=[SECRET]), but(emotions=[["joy"]]), but(emotions=["joy"] * 1000),
        but(stress=SECRET), but(stress=-1), but(stress=101), but(stress=1 << 80), but(stress=math.nan),
        but(stress=math.inf), but(stress=50.5), but(stress=[20]), but(nightmare=SECRET), but(nightmare=None),
        but(nightmare={"likely": SECRET}), but(nightmare={"likely": True, "why": SECRET * 40}),
        but(actions=SECRET), but(actions=[SECRET * 40]), but(actions=["go"] * 1000), but(archetype={SECRET: 1}),
    ],
    ids=lambda data: ascii(str(data)[-40:]),
)  # fmt: skip
def test_a_bad_reply_is_a_fault_that_quotes_nothing(data: Any) -> None:
    """What does not fit is refused for good, and the message names places, never words of reply or dream."""
    with pytest.raises(Fault) as caught:
        made(data)

    assert not caught.value.transient
    assert_quotes_nothing(caught.value)


json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@given(
    data=json
    | st.fixed_dictionaries(
        {},
        optional={
            "hook": json | st.just("A hook."),
            "interpretation": json | st.just("Words."),
            "signs": json | st.lists(st.fixed_dictionaries({"label": json, "kind": st.sampled_from(SIGN_KINDS)})),
            "patterns": json | st.lists(st.sampled_from(PATTERNS)),
            "emotions": json | st.lists(st.sampled_from(EMOTIONS)),
            "stress": json,
            SECRET: json,
        },
    )
)
def test_any_reply(data: Any) -> None:
    """Whatever comes back, it becomes an analysis in our shape or a Fault that quotes nothing."""
    try:
        out = made(data)
    except Fault as fault:
        assert_quotes_nothing(fault)
    else:
        assert out.data.keys() == {*GOOD, "status", "note", "language"}
        assert {s["kind"] for s in out.data["signs"]} <= set(SIGN_KINDS)
        assert len(out.data["signs"]) <= 5


def assert_quotes_nothing(fault: Fault) -> None:
    shown = f"{fault} {fault.message} {fault!r}"
    assert "hippopotamus" not in shown
    assert "Wilhelmina" not in shown
    assert len(shown) < 900
    assert fault.__cause__ is None  # pydantic's own error holds the input, so no traceback may lead to it
    assert fault.__suppress_context__
