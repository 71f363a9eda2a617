"""A model whose words do not fit is told what is wrong, twice at most."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import BaseModel

from dreamstream.backends.base import Answer, Ask, Fault, Hands
from dreamstream.backends.mock import Mock
from dreamstream.kinds.asking import ROUNDS, asked


class Shape(BaseModel):
    hook: str
    stress: int


class Model(Mock):
    """Answers with these, one after the other."""

    def __init__(self, *answers: Any, server: str = "127.0.0.1:1") -> None:
        super().__init__()
        self.answers, self.server = list(answers), server

    def write(self, ask: Ask) -> Answer:
        self.asked.append(ask)
        return Answer(data=self.answers.pop(0), model="m", tokens=10)


GOOD = {"hook": "h", "stress": 3, "extra": "dropped"}
WISH = Ask(task="analysis", source="I flew", prompt="read it", shape=Shape.model_json_schema())


def test_a_good_answer_is_asked_for_once() -> None:
    """No round of repair where none is needed."""
    model = Model(GOOD)
    shape, answer = asked(Hands.of(model), WISH, Shape)

    assert (shape.hook, shape.stress, answer.tokens) == ("h", 3, 10)
    assert len(model.asked) == 1


def test_it_is_told_what_does_not_fit() -> None:
    """Its own words and the list of errors go back; the tokens of every round count."""
    model = Model({"hook": 7}, GOOD)
    _, answer = asked(Hands.of(model), WISH, Shape)
    (said, wrong), *more = model.asked[1].rounds  # type: ignore[union-attr]

    assert said == '{"hook": 7}'
    assert "- stress: Field required" in wrong and "- hook: " in wrong
    assert more == []
    assert answer.tokens == 20


def test_it_ends() -> None:
    """After two rounds it is a fault, which names places and quotes nothing."""
    bad = {"hook": ["the words of a dream"]}
    model = Model(bad, bad, bad, bad)
    with pytest.raises(Fault, match="hook, stress") as caught:
        asked(Hands.of(model), WISH, Shape)

    assert len(model.asked) == 1 + ROUNDS
    assert "the words" not in caught.value.message


def test_nobody_to_tell() -> None:
    """What answers the same every time is not asked again."""
    model = Model({}, GOOD, server="")
    with pytest.raises(Fault):
        asked(Hands.of(model), WISH, Shape)

    assert len(model.asked) == 1
