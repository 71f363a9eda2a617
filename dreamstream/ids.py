"""Ids a person can type: a letter for the noun and ten random base-32 characters.

Order comes from time, never from the id: two dreams of one morning must not share a prefix.
"""

from __future__ import annotations

import os

#: Crockford's digits: no i, l, o or u, so nothing is misread at five in the morning.
DIGITS = "0123456789abcdefghjkmnpqrstvwxyz"
LENGTH = 10
NOUNS = {
    "d": "dream",
    "e": "event",
    "j": "job",
    "m": "media",
    "n": "night",
    "r": "run",
    "s": "session",
    "t": "token",
    "w": "worker",
    "x": "record",
}


def new(noun: str) -> str:
    """A fresh id, `d-k3v9x2qm7t`: 50 random bits behind the noun's letter."""
    return spell(noun, int.from_bytes(os.urandom(7), "big"))


def spell(noun: str, number: int) -> str:
    """The id that stands for the low 50 bits of `number`; imports use a digest, so two machines agree."""
    d, n = DIGITS, number  # written out: an import spells one for every dream, and a loop takes three times as long
    return (
        f"{noun}-{d[n & 31]}{d[n >> 5 & 31]}{d[n >> 10 & 31]}{d[n >> 15 & 31]}{d[n >> 20 & 31]}{d[n >> 25 & 31]}"
        f"{d[n >> 30 & 31]}{d[n >> 35 & 31]}{d[n >> 40 & 31]}{d[n >> 45 & 31]}"
    )


def looks_like(text: str, noun: str) -> bool:
    """Whether `text` could be an id of this noun or the beginning of one."""
    head, dash, tail = text.partition("-")
    return head == noun and bool(dash) and len(tail) <= LENGTH and all(c in DIGITS for c in tail)
