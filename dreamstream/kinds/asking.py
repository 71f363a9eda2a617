"""Ask for words of a shape; where a model's do not fit, say what is wrong and ask again, twice at most."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from dreamstream.backends.base import Answer, Ask, Fault, Garbled, Hands
from dreamstream.kinds.base import read

if TYPE_CHECKING:
    from pydantic import BaseModel

    Shape = TypeVar("Shape", bound=BaseModel)

#: Rounds of repair. It mends slips of form and rules no grammar can state; a model that fails thrice will fail again.
ROUNDS = 2
#: Of what did not fit, a model is shown so many characters again.
MOST = 20_000


def asked(hands: Hands, ask: Ask, shape: type[Shape]) -> tuple[Shape, Answer]:
    """The reply in its shape, and the answer it came with, its tokens counted over all rounds. Raises Fault."""
    tokens = 0
    for left in range(ROUNDS, -1, -1):
        try:
            answer = hands.write(ask)
        except Garbled as garbled:
            if not left:
                raise
            wrong = (
                f"This cannot be read as JSON: {garbled.message}. Answer again with one JSON object and nothing else."
            )
            ask = replace(ask, rounds=(*ask.rounds, (garbled.said[:MOST], wrong)))
            continue
        tokens += answer.tokens
        try:
            return read(shape, answer.data), replace(answer, tokens=tokens)
        except Fault:
            if not left or not hands.text.server:  # nobody there who could learn from it
                raise
            ask = replace(ask, rounds=(*ask.rounds, (_spelt(answer), _wrong(shape, answer))))
    raise AssertionError("unreachable")


def _spelt(answer: Answer) -> str:
    return json.dumps(answer.data, ensure_ascii=False)[:MOST]


def _wrong(shape: type[Shape], answer: Answer) -> str:
    """What does not fit, for the one who wrote it; it goes nowhere else."""
    from pydantic import ValidationError

    try:
        shape.model_validate(answer.data)
    except ValidationError as error:
        lines = [f"- {'.'.join(map(str, e['loc'])) or 'the reply'}: {e['msg']}" for e in error.errors()[:12]]
        return "\n".join(["This does not fit the shape that was asked for:", *lines, "Answer again, whole and mended."])
    return "Answer again."
