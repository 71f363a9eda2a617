"""A model's reply about a session: the shape it is asked for, and what of it can be read, item by item."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from dreamstream.proposals import TYPES

MOST = 40  #: Items of one reply; who has more to say did not choose.
_SLIPS = 40  #: Broken items that are stepped over in a reply that is no JSON.


def _low(value: Any) -> Any:
    return value.strip().lower() if isinstance(value, str) else value


def _within(value: Any) -> Any:
    return min(max(value, 0.0), 1.0) if isinstance(value, (int, float)) else value


class Event(BaseModel):
    """One thing to remember, its turn and its dream by number."""

    model_config = ConfigDict(hide_input_in_errors=True)

    turn: Annotated[int, Field(ge=1)]
    dream: Annotated[int, Field(ge=0)] = 0
    type: Annotated[Literal[TYPES], BeforeValidator(_low)]  # type: ignore[valid-type]
    quote: Annotated[str, Field(min_length=1, json_schema_extra={"maxLength": 300})]
    text: Annotated[str, Field(min_length=1, json_schema_extra={"maxLength": 200})]
    score: Annotated[float, Field(ge=0, le=1, allow_inf_nan=False), BeforeValidator(_within)] = 0.5


class Reply(BaseModel):
    """What a model is asked for."""

    events: Annotated[list[Event], Field(max_length=MOST)]


class Said(BaseModel):
    """What it is held to as a whole: a list, whatever is in it; other keys are dropped."""

    model_config = ConfigDict(hide_input_in_errors=True)

    events: list[Any]


def shape() -> dict[str, Any]:
    """The JSON schema of the reply."""
    return Reply.model_json_schema()


def items(found: list[Any]) -> tuple[list[Event], dict[str, int]]:
    """The items that can be read; and why the others cannot, how often."""
    kept: list[Event] = []
    refused: Counter[str] = Counter()
    for item in found[:MOST]:
        try:
            kept.append(Event.model_validate(item))
        except ValidationError as error:
            wrong = error.errors(include_url=False, include_input=False, include_context=False)
            unknown = any(fault["loc"] == ("type",) and fault["type"] == "literal_error" for fault in wrong)
            refused["unknown type" if unknown else "not of the shape"] += 1
    if len(found) > MOST:
        refused["too many"] = len(found) - MOST
    return kept, dict(refused)


def salvaged(said: str) -> list[Any]:
    """The whole items of a reply that was cut off or is broken somewhere, at most so many as count."""
    return list(_whole(said))


def _whole(said: str) -> Iterator[dict[str, Any]]:
    read = json.JSONDecoder(parse_constant=_no_number).raw_decode
    start = said.find("[")
    at = said.find("{", start)
    slips = found = 0
    while start >= 0 and at >= 0 and slips < _SLIPS and found < MOST:
        try:
            item, end = read(said, at)
            found += 1
            yield item
        except (ValueError, RecursionError):
            slips, end = slips + 1, at + 1
        at = said.find("{", end)


def _no_number(name: str) -> float:
    raise ValueError(name)
