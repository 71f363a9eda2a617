"""A backend that writes reads a session stretch by stretch: what one costs, no other pays."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from dreamstream.backends.base import Answer, Ask, Fault, Garbled
from dreamstream.backends.local.backend import Local
from dreamstream.backends.meter import OverLimit
from dreamstream.backends.mock import Mock
from dreamstream.dream.readers import stretches
from dreamstream.dream.readers.port import Gained, Missed, Stretch, Wanted
from dreamstream.dream.readers.text import TextReader
from dreamstream.errors import NotConsented
from dreamstream.kinds.asking import ROUNDS
from dreamstream.proposals import TYPES, Candidate
from dreamstream.turns import Turn

LAKE = Candidate(id="d_1", title="The lake", text="I stood at a lake.")


def talk(count: int, *, size: int = 30) -> tuple[Turn, ...]:
    """A user's turns, each with words of its own."""
    return tuple(
        Turn(
            id=f"t{n}",
            text=f"There was boat number {n}. It was “red”. {'x' * size}",
            role="user",
            at=f"2026-11-20T07:{n % 60:02}",
        )
        for n in range(1, count + 1)
    )


def wanted(turns: tuple[Turn, ...], **more: Any) -> Wanted:
    return Wanted(turns=turns, at="2026-11-20", candidates=more.pop("candidates", (LAKE,)), **more)


class Scripted:
    """Answers as it is told, and remembers what it was asked."""

    name, host, server, can = "scripted", "", "", frozenset({"text"})

    def __init__(self, answer: Callable[[Ask], Any]) -> None:
        self._answer = answer
        self.asked: list[Ask] = []

    def write(self, ask: Ask) -> Answer:
        self.asked.append(ask)
        return Answer(data=self._answer(ask), model="m-1")


def read(answer: Callable[[Ask], Any], what: Wanted) -> tuple[Gained, list[Ask]]:
    backend = Scripted(answer)
    return TextReader(backend).read(what), backend.asked  # type: ignore[arg-type]


def item(of: int, **more: Any) -> dict[str, Any]:
    return {
        "turn": of,
        "dream": 1,
        "type": "recall",
        "quote": f"boat number {of}",
        "text": "A boat.",
        "score": 0.5,
        **more,
    }


def first_of(ask: Ask) -> int:
    return int(ask.facts["turns"][0]["n"])


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two turns to a stretch."""
    real = stretches.cut
    monkeypatch.setattr(stretches, "cut", lambda turns, first, end: real(turns, first, end, budget=250))


def test_what_it_reads() -> None:
    """Its own place, quote and time on each; the dream by its number."""
    gained, asked = read(lambda _: {"events": [item(2), item(1, dream=0, type="place")]}, wanted(talk(2)))

    assert [(p.turns, p.type, p.target, p.at) for p in gained.proposals] == [
        (("t1",), "place", "", "2026-11-20T07:01"),
        (("t2",), "recall", "d_1", "2026-11-20T07:02"),
    ]
    assert gained.proposals[0].quote == "boat number 1"
    assert (gained.missed, gained.refused, gained.model) == ((), {}, "m-1")
    assert (asked[0].task, asked[0].about, asked[0].attempt) == ("sessions", "session", 1)
    assert LAKE.text not in asked[0].prompt and "t1" not in asked[0].prompt


def test_stretches(small: None) -> None:
    """Each turn is asked about once, with two before it for context, under the numbers it has in the session."""
    gained, asked = read(lambda ask: {"events": [item(t["n"]) for t in ask.facts["turns"]]}, wanted(talk(5)))

    assert [[t["n"] for t in ask.facts["turns"]] for ask in asked] == [[1, 2], [3, 4], [5]]
    assert "[1, before] " in asked[1].prompt and "[2, before] " in asked[1].prompt and "\n[3] " in asked[1].prompt
    assert len(gained.proposals) == 5


def test_only_what_is_new(small: None) -> None:
    """It begins where an earlier pass ended; a context turn is not quoted."""
    gained, asked = read(lambda _: {"events": [item(4), item(3)]}, wanted(talk(4), start=3))

    assert [first_of(ask) for ask in asked] == [4]
    assert [proposal.turns for proposal in gained.proposals] == [("t4",)]
    assert gained.refused == {"unknown turn": 1}


def test_a_stretch_that_fails(small: None) -> None:
    """It is missed, with a reason that holds none of it, and the others are read."""

    def answer(ask: Ask) -> Any:
        if first_of(ask) == 3:
            raise Fault("the server declined to answer")
        if first_of(ask) == 5:
            raise Fault("too many requests", transient=True, wait=3.0)
        return {"events": [item(first_of(ask))]}

    gained, asked = read(answer, wanted(talk(8)))

    assert [first_of(ask) for ask in asked] == [1, 3, 5, 7]
    assert [proposal.turns for proposal in gained.proposals] == [("t1",), ("t7",)]
    assert gained.missed == (
        Missed(stretch=Stretch(first=2, end=4), why="the server declined to answer", attempts=1, passing=False),
        Missed(stretch=Stretch(first=4, end=6), why="too many requests", attempts=1, passing=True),
    )


@pytest.mark.parametrize("fault", [Fault("nobody answers", transient=True, down=True), OverLimit("that is enough")])
def test_a_server_that_is_down(small: None, fault: Fault) -> None:
    """Nobody is asked again: the rest is missed at once, for the same reason and without an attempt."""

    def answer(ask: Ask) -> Any:
        if first_of(ask) == 3:
            raise fault
        return {"events": [item(first_of(ask))]}

    gained, asked = read(answer, wanted(talk(8)))

    assert [first_of(ask) for ask in asked] == [1, 3]
    assert [(m.stretch.first, m.why) for m in gained.missed] == [(n, fault.message) for n in (2, 4, 6)]
    assert [m.attempts for m in gained.missed][1:] == [0, 0]
    assert len(gained.proposals) == 1


def test_what_was_missed_comes_first(small: None) -> None:
    """With its attempts, this one included; then what is new."""
    again = (
        Missed(stretch=Stretch(first=0, end=2), why="then", attempts=2),
        Missed(stretch=Stretch(first=2, end=99), why="then", attempts=0, passing=True),
    )
    gained, asked = read(
        lambda ask: {"events": [item(first_of(ask))]} if first_of(ask) > 1 else None,
        wanted(talk(6), start=4, again=again),
    )

    assert [(first_of(ask), ask.attempt) for ask in asked] == [(1, 3), (3, 1), (5, 1), (5, 1)]
    assert [(m.stretch, m.attempts) for m in gained.missed] == [(again[0].stretch, 3)]
    assert [proposal.turns for proposal in gained.proposals] == [("t3",), ("t5",)]


@pytest.mark.parametrize(
    ("more", "why"),
    [
        ({"turn": 99, "quote": "boat"}, "unknown turn"),
        ({"dream": 2}, "unknown dream"),
        ({"type": "dream.forgotten"}, "unknown type"),
        ({"quote": "boat number 7"}, "quote not in its turn"),
        ({"quote": "That is a ship"}, "not said by the dreamer"),
        ({"quote": "Saved by the journal"}, "quote not in its turn"),
        ({"text": "\u202e"}, "empty"),
        ({"score": "high"}, "not of the shape"),
    ],
)
def test_one_bad_item(more: dict[str, Any], why: str) -> None:
    """It is counted, and costs no other."""
    turns = (
        *talk(1),
        Turn(id="a", text="That is a ship.", role="assistant"),
        Turn(id="m", text="Saved by the journal.", role="machine"),
    )
    gained, _ = read(lambda _: {"events": [item(1, **more), "no item", item(1)]}, wanted(turns))

    assert len(gained.proposals) == 1
    assert gained.refused == {why: 1, "not of the shape": 1} | ({why: 2} if why == "not of the shape" else {})


def test_a_quote_in_other_type() -> None:
    """It is found, and what is kept is what stands there."""
    gained, _ = read(lambda _: {"events": [item(1, quote='IT  was "red"')]}, wanted(talk(1)))

    assert gained.proposals[0].quote == "It was “red”"


def test_a_quote_of_another_turn() -> None:
    """A model that miscounts means the one turn that holds its words, if it is one."""
    turns = talk(3)
    gained, _ = read(lambda _: {"events": [item(1, quote="boat number 3")]}, wanted(turns))
    unclear, _ = read(lambda _: {"events": [item(1, quote="There was also")]}, wanted(turns))

    assert [(p.turns, p.at) for p in gained.proposals] == [(("t3",), turns[2].at)]
    assert unclear.proposals == ()


def test_the_same_twice(small: None) -> None:
    """Type, turn and span make one proposal, whoever says it again."""
    again = (Missed(stretch=Stretch(first=0, end=2), why=""),)
    gained, _ = read(lambda _: {"events": [item(1), item(1, text="Another"), item(1, type="place")]}, wanted(talk(2)))
    both, _ = read(lambda _: {"events": [item(1)]}, wanted(talk(2), again=again))

    assert [(p.type, p.text) for p in gained.proposals] == [("recall", "A boat."), ("place", "A boat.")]
    assert len(both.proposals) == 1


def test_nothing_found_is_an_answer() -> None:
    """No proposals, and nothing missed."""
    gained, asked = read(lambda _: {"events": []}, wanted(talk(3)))

    assert (gained.proposals, gained.missed, len(asked)) == ((), (), 1)


def test_nothing_to_ask_about() -> None:
    """Where no person said a word, nobody is asked."""
    turns = (
        Turn(id="a", text="Welcome.", role="assistant"),
        Turn(id="m", text="Saved.", role="machine"),
        Turn(id="u", text="  ", role="user"),
    )

    assert read(lambda _: None, wanted(turns))[1] == []
    assert read(lambda _: None, wanted(()))[1] == []


def test_a_long_turn() -> None:
    """It is cut for the prompt; what is quoted is found in the real one."""
    turn = replace(talk(1)[0], text="It began here. " + "x " * 40_000 + "It ended there.")
    gained, asked = read(lambda _: {"events": [item(1, quote="ended there")]}, wanted((turn,)))

    assert len(asked[0].prompt) < stretches.BUDGET + 4_000
    assert gained.proposals[0].span == (len(turn.text) - 12, len(turn.text) - 1)


def test_a_reply_cut_in_the_middle() -> None:
    """After the last round its whole items count; without one the stretch is missed."""
    whole = json.dumps({"events": [item(1), item(2)]})

    def cut(said: str) -> Callable[[Ask], Any]:
        def answer(_ask: Ask) -> Any:
            raise Garbled("the reply is not JSON", said)

        return answer

    gained, asked = read(cut(whole[:-20]), wanted(talk(2)))
    nothing, _ = read(cut(whole[:30]), wanted(talk(2)))

    assert len(asked) == ROUNDS + 1
    assert [proposal.turns for proposal in gained.proposals] == [("t1",)]
    assert (gained.missed, gained.refused) == ((), {"cut off": 1})
    assert nothing.proposals == ()
    assert [m.why for m in nothing.missed] == ["the reply is not JSON"]


def test_a_word_taken_back(small: None) -> None:
    """Where nothing may be sent it says so; in the middle, what was read counts and the rest is missed."""

    def never(_ask: Ask) -> Any:
        raise NotConsented("It may not go there.")

    def later(ask: Ask) -> Any:
        return {"events": [item(1)]} if first_of(ask) == 1 else never(ask)

    with pytest.raises(NotConsented):
        read(never, wanted(talk(4)))
    gained, asked = read(later, wanted(talk(6)))
    assert len(gained.proposals) == 1
    assert [(m.stretch.first, m.attempts, m.passing) for m in gained.missed] == [(2, 0, True), (4, 0, True)]
    assert len(asked) == 2


def test_the_mock() -> None:
    """Every third turn that a person said gives one proposal, the same each time; a script makes it misbehave."""
    turns = tuple(replace(turn, role="assistant") if n == 5 else turn for n, turn in enumerate(talk(9)))
    gained = TextReader(Mock()).read(wanted(turns))
    failed = TextReader(Mock(script="sessions: fail 1"))
    again = Missed(stretch=Stretch(first=0, end=9), why="", attempts=1)

    assert [(p.turns, p.type, p.quote) for p in gained.proposals] == [
        (("t3",), TYPES[0], "There was boat number 3."),
        (("t9",), TYPES[2], "There was boat number 9."),
    ]
    assert gained == TextReader(Mock()).read(wanted(turns))
    assert [m.passing for m in failed.read(wanted(turns)).missed] == [True]
    assert failed.read(wanted(turns, start=9, again=(again,))).proposals == gained.proposals
    for script in ("refuse", "bad", "analysis: ok; sessions: rate 3"):
        assert len(TextReader(Mock(script=script)).read(wanted(turns)).missed) == 1


def test_the_offline_backend() -> None:
    """Asked as any other, it answers in the same shape, with what was really said."""
    turns = (
        Turn(id="a", text="Last night I dreamt that my grandmother rowed a red boat.", role="user"),
        Turn(id="b", text="A red boat stands for the journey.", role="assistant"),
        Turn(id="c", text="I decided to call her on Sunday.", role="user"),
    )
    gained = TextReader(Local()).read(wanted(turns))

    assert [proposal.turns for proposal in gained.proposals] == [("a",), ("c",)]
    assert gained.refused == {}
