"""How long a server asks us to wait, in every form, junk included."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dreamstream.backends.http import waits

NOW = 1_800_000_000.0  # Fri, 15 Jan 2027 08:00:00 GMT


@pytest.mark.parametrize(
    ("headers", "body", "wait"),
    [
        ({"retry-after": "7"}, None, 7.0),
        ({"retry-after": "0.5"}, None, 0.5),
        ({"retry-after-ms": "250", "retry-after": "9"}, None, 0.25),
        ({"retry-after": "Fri, 15 Jan 2027 08:00:30 GMT"}, None, 30.0),
        ({"retry-after": "Fri, 15 Jan 2027 07:00:00 GMT"}, None, 0.0),
        ({"retry-after": "nan"}, None, None),
        ({"retry-after": "-5"}, None, None),
        ({"retry-after": "inf"}, None, None),
        ({"retry-after": "soon"}, None, None),
        ({"retry-after": ""}, None, None),
        ({"retry-after": "9" * 400}, None, None),
        ({"retry-after": "Fri, 99 Jan 2027 08:00:30 GMT"}, None, None),
        ({}, {"error": {"details": [{"@type": "x"}, {"retryDelay": "17s"}]}}, 17.0),
        ({}, {"error": {"details": [{"retryDelay": "3.5s"}]}}, 3.5),
        ({}, {"error": {"details": [{"retryDelay": 3}]}}, None),
        ({}, {"error": {"details": "17s"}}, None),
        ({}, {"error": "17s"}, None),
        ({}, [], None),
        ({}, None, None),
    ],
)
def test_every_form(headers: dict[str, str], body: Any, wait: float | None) -> None:
    """Milliseconds, seconds, a date, Google's own; what is none is no wait."""
    assert waits.asked(headers, body, now=NOW) == wait


@given(st.text() | st.integers().map(str) | st.floats().map(str), st.text())
def test_junk_is_harmless(said: str, millis: str) -> None:
    """Whatever stands there: nothing, or a number of seconds that is one."""
    wait = waits.asked({"retry-after": said, "retry-after-ms": millis})

    assert wait is None or 0 <= wait < 1e13
