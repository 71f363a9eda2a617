"""Captions: a telling cut at its joints, in the dreamer's own words."""

from __future__ import annotations

import re
from collections.abc import Sequence

LONGEST, SHORTEST = 14, 6  # words of a caption

_END = re.compile(r"(?<=[.!?…])[\"'”’)\]]*\s+|\n+")
_CLAUSE = re.compile(
    r"[,;:]\s+|\s+[-–—]+\s+|\s+(?=(?:and|but|so|then|when|because|while|until|who|which|where|before|after|as)\s)", re.I
)


def clauses(text: str) -> list[str]:
    """Spans of the dreamer's own words, at most fourteen each, an ellipsis where one was cut."""
    out: list[str] = []
    for sentence in _END.split(" ".join(text.split())):
        sentence = sentence.strip()
        if not re.search(r"\w", sentence):
            continue
        if count(sentence) <= LONGEST:
            out.append(sentence)
            continue
        out += _cut(sentence)
    return out


def grouped(spans: Sequence[str], number: int) -> list[list[str]]:
    """In order, about the same number of words each, none empty."""
    total = sum(count(clause) for clause in clauses)
    groups: list[list[str]] = [[]]
    done = 0
    for i, clause in enumerate(clauses):
        left = len(clauses) - i
        need = count - len(groups)
        if groups[-1] and need and (done >= total * len(groups) / count or left <= need):
            groups.append([])
        groups[-1].append(clause)
        done += count(clause)
    return groups


def _cut(sentence: str) -> list[str]:
    """A long sentence at its joints; pieces of fewer than six words stay with a neighbour."""
    ends = [m.start() for m in _CLAUSE.finditer(sentence)] + [len(sentence)]
    spans: list[tuple[int, int]] = []
    start = 0
    for i, end in enumerate(ends):
        if count(sentence[start:end]) < SHORTEST and end != len(sentence):
            continue
        after = ends[i + 1] if i + 1 < len(ends) else len(sentence)
        if end != len(sentence) and count(sentence[start:after]) <= LONGEST - 3:
            continue
        spans.append((start, end))
        start = end
    pieces: list[str] = []
    for a, b in spans:
        words = sentence[a:b].lstrip(" ,;:-–—").split()
        opened = a > 0
        while words:
            take = words[:LONGEST]
            if len(words) > LONGEST and len(words) - LONGEST < SHORTEST:
                take = words[: max(SHORTEST, len(words) // 2)]
            words = words[len(take) :]
            piece = " ".join(take).rstrip(" ,;:-–—")
            closed = not words and b == len(sentence)
            if count(piece) >= 3 or not pieces:
                pieces.append(("…" if opened else "") + piece + ("" if closed else "…"))
            opened = True
    return pieces


def count(words: str) -> int:
    return len(words.split())
