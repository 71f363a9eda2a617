"""Values from a record as the index holds them: checked, never guessed."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

#: The moment of a dream nobody dated.
UNKNOWN = -(1 << 62)
#: A dream's lists of words, and the name each has as a filter field.
FACETS = {"emotions": "emotion", "tags": "tag", "people": "person", "places": "place"}


def text(value: Any) -> str | None:
    """The value as SQLite text; TypeError for what is none."""
    if value is None or isinstance(value, str):
        return value
    raise TypeError(value)


def named(value: Any) -> str:
    """The value as an id; TypeError for what is none."""
    if isinstance(value, str) and value:
        return value
    raise TypeError(value)


def spelt(value: Any) -> str:
    """The value, an object or nothing, as JSON text."""
    if value is None or isinstance(value, dict):
        return json.dumps(value or {}, allow_nan=False)
    raise TypeError(value)


def whole(value: Any) -> int | None:
    """The value as a whole number SQLite can hold."""
    if value is None:
        return None
    if isinstance(value, int) and not isinstance(value, bool) and -(1 << 63) <= value < 1 << 63:
        return value
    raise TypeError(value)


def strings(value: Any) -> list[str]:
    """The value as a list of strings; nothing is an empty one."""
    if value is None:
        return []
    if isinstance(value, list) and all(isinstance(v, str) for v in value):
        return value
    raise TypeError(value)


def moment(at: str | None) -> int:
    """Seconds since 1970 that sort a full, dated or partial time; UNKNOWN, before all of them, for none.

    A number rather than NULL, so that one index serves "newest first, undated last" without sorting.
    """
    if not at:
        return UNKNOWN
    try:
        return int(datetime.fromisoformat((at + "-01-01")[:10] if len(at) < 10 else at).timestamp())
    except (ValueError, OverflowError, OSError):
        return UNKNOWN
