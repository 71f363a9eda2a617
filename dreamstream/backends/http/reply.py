"""Read what a stranger sent as JSON: capped, shallow, no key twice, no number that is none."""

from __future__ import annotations

import json
import math
import re
from typing import Any

from dreamstream.backends.base import Fault, Garbled

#: No reply of words is larger than this, in bytes; no honest one is nested deeper.
MOST, DEEPEST = 4 << 20, 40
_FENCE = re.compile(r"\A\s*```(?:json)?\s*\n(.*?)\n?\s*```\s*\Z", re.S)


def parse(body: bytes | str, *, most: int = MOST) -> Any:
    """The JSON in these bytes. Raises Fault, which never quotes them."""
    if len(body) > most:
        raise Fault(f"the reply is larger than {most >> 20} MiB")
    try:
        found = json.loads(body, object_pairs_hook=_once, parse_constant=_no_number, parse_float=_finite)
    except (ValueError, RecursionError):  # what is not UTF-8 is a ValueError too
        raise Fault("the reply is not JSON") from None
    if _deeper(found, DEEPEST):
        raise Fault("the reply is nested deeper than any answer should be")
    return found


def said(text: str) -> Any:
    """The JSON a model wrote: bare, in a code fence, or with words around it. Raises Garbled."""
    fenced = _FENCE.match(text)
    bare = fenced[1] if fenced else text
    start, end = bare.find("{"), bare.rfind("}")
    try:
        try:
            return parse(bare)
        except Fault:
            if 0 <= start < end and (start, end) != (0, len(bare) - 1):
                return parse(bare[start : end + 1])
            raise
    except Fault as fault:
        raise Garbled(fault.message, text) from None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key stands twice")
    return found


def _no_number(name: str) -> float:
    raise ValueError(name)


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError("a number without end")
    return number


def _deeper(value: Any, left: int) -> bool:
    """Whether it is nested deeper than `left`, without recursion."""
    level = [value]
    for _ in range(left):
        level = [
            inner
            for held in level
            for inner in (held.values() if isinstance(held, dict) else held if isinstance(held, list) else ())
        ]
        if not level:
            return False
    return True
