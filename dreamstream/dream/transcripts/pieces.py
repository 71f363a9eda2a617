"""A large JSON document piece by piece, so that one damaged piece does not cost the rest."""

from __future__ import annotations

import re
from collections.abc import Iterator

#: A whole string, one without its end included, or a bracket: a scan in C, and linear on any bytes.
_TOKEN = re.compile(rb'"(?:[^"\\]++|\\.)*+(?:"|\\?\Z)|[\[\]{}]', re.DOTALL)
_MOST_KEYS = 100_000


def elements(body: bytes, start: int = 0) -> Iterator[tuple[int, bytes]]:
    """The objects of the array whose bracket stands at `start`, numbered from 1; the last may be cut off."""
    depth = number = begun = 0
    for token in _TOKEN.finditer(body, start + 1):
        sign = body[token.start()]
        if sign in b"{[":
            if depth == 0:
                begun = token.start()
                number += 1
            depth += 1
        elif sign in b"}]":
            depth -= 1
            if depth < 0:
                return
            if depth == 0:
                yield number, body[begun : token.end()]
    if depth:
        yield number, body[begun:]


def members(body: bytes) -> dict[str, int]:
    """Where the values of the outermost object stand, by their keys."""
    found: dict[str, int] = {}
    depth = 0
    for token in _TOKEN.finditer(body):
        sign = body[token.start()]
        if sign in b"{[":
            depth += 1
        elif sign in b"}]":
            depth -= 1
            if depth <= 0:
                break
        elif depth == 1 and (colon := _COLON.match(body, token.end())):
            found.setdefault(token[0][1:-1][:100].decode("utf-8", "replace"), colon.end())
            if len(found) >= _MOST_KEYS:
                break
    return found


def value(body: bytes, start: int) -> bytes:
    """The bracketed or quoted value at a place, whole."""
    depth = 0
    for token in _TOKEN.finditer(body, start):
        sign = body[token.start()]
        depth += (sign in b"{[") - (sign in b"}]")
        if depth <= 0:
            return body[start : token.end()]
    return body[start:]


_COLON = re.compile(rb"\s*:\s*")
