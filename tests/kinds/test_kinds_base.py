"""A stranger's reply is read strictly, and what is wrong with it is said without a word of it."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import BaseModel

from dreamstream.backends.base import Fault
from dreamstream.kinds.base import read


class Inner(BaseModel):
    n: int


class Shape(BaseModel):
    one: Inner
    many: dict[str, Inner] = {}
    rows: list[Inner] = []


def test_what_fits() -> None:
    """A reply of the right shape is that shape; other keys are dropped."""
    assert read(Shape, {"one": {"n": 1, "m": 2}, "else": 3}) == Shape(one=Inner(n=1))


@pytest.mark.parametrize(
    ("data", "places"),
    [
        ("purple", "reply"),
        ({}, "one"),
        ({"one": {"n": "purple"}}, "one.n"),
        ({"one": {"n": 1}, "rows": [{"n": 1}, {"n": []}]}, "rows.1.n"),
        ({"one": {"n": 1}, "many": {"purple": {"n": "x"}}}, "many.n"),
    ],
)
def test_what_does_not(data: Any, places: str) -> None:
    """The places are named, in our own words; a key the reply made up is none of ours."""
    with pytest.raises(Fault) as caught:
        read(Shape, data)

    assert str(caught.value) == f"the reply does not have the shape that was asked for ({places})"
    assert not caught.value.transient
