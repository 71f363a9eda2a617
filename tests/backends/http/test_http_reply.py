"""A stranger's JSON: what is too large, too deep, twice or no number is refused, and never quoted."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dreamstream.backends.base import Fault
from dreamstream.backends.http import reply

JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=12,
)


@given(JSON)
def test_what_is_json_comes_back(value: Any) -> None:
    """Ordinary JSON is read as it is."""
    assert reply.parse(json.dumps(value)) == value


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"a dream",
        b"{",
        b'{"a":1,"a":2}',
        b'{"a":NaN}',
        b'{"a":Infinity}',
        b'{"a":-Infinity}',
        b'{"a":1e999}',
        b'{"a":' + b"9" * 5000 + b"}",
        b"[" * 100_000,
        b"[" * 60 + b"]" * 60,
        b'{"a":' * 60 + b"1" + b"}" * 60,
        b"\xff\xfe",
        b'{"a":"\xff"}',
        b'"' + b"x" * (reply.MOST + 1) + b'"',
    ],
    ids=lambda body: repr(body[:12]),
)
def test_what_is_refused(body: bytes) -> None:
    """With a sentence that holds none of it."""
    with pytest.raises(Fault) as caught:
        reply.parse(body)

    assert caught.value.__cause__ is None
    assert "dream" not in caught.value.message.removeprefix("the reply")


@pytest.mark.parametrize(
    "text",
    [
        '{"a": {"b": 1}}',
        '```json\n{"a": {"b": 1}}\n```',
        '```\n{"a": {"b": 1}}```',
        'Here it is:\n{"a": {"b": 1}}\nI hope it helps.',
    ],
)
def test_what_a_model_wrote(text: str) -> None:
    """Bare, fenced, or with words around it."""
    assert reply.said(text) == {"a": {"b": 1}}


@given(st.text())
def test_any_words_of_a_model(text: str) -> None:
    """They are JSON or a fault, and nothing else comes of them."""
    try:
        reply.said(text)
    except Fault as fault:
        assert fault.message
