"""Captions: a telling cut at its joints, in the dreamer's own words."""

from __future__ import annotations

import re
from collections.abc import Sequence

LONGEST, SHORTEST = 14, 6  # words of a caption

_END = re.compile(r"(?<=[.!?…])\s+|(?<=[.!?…][\"'”’)\]])\s+")  # a closing quote stays with what was said
_CLAUSE = re.compile(
    r"[,;:]\s+|\s+[-–—]+\s+|\s+(?=(?:and|but|then|when|because|while|until|who|which|where|before|after|as)\s)", re.I
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
    total = sum(count(span) for span in spans)
    groups: list[list[str]] = [[]]
    done = 0
    for i, span in enumerate(spans):
        left, need = len(spans) - i, number - len(groups)
        if groups[-1] and need and (done >= total * len(groups) / number or left <= need):
            groups.append([])
        groups[-1].append(span)
        done += count(span)
    return groups


def _cut(sentence: str) -> list[str]:
    """A long sentence at its joints; pieces of fewer than six words stay with a neighbour."""
    ends: list[int] = []
    for joint in _CLAUSE.finditer(sentence):
        # "…, and when …" is one joint: a span must not end on its "and"
        if not ends or count(sentence[ends[-1] : joint.start()].strip(" ,;:-–—")) > 1:
            ends.append(joint.start())
    ends.append(len(sentence))
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


def joined(group: Sequence[str], best: str) -> str:
    """A caption of two or three words takes its neighbour along, where both are whole and fit together."""
    at = group.index(best)
    for one, two in ((at, at + 1), (at - 1, at)):
        if count(best) >= SHORTEST or one < 0 or two >= len(group):
            continue
        pair = f"{group[one]} {group[two]}"
        if count(pair) <= LONGEST and "…" not in pair:
            return pair
    return best


def count(words: str) -> int:
    """How many words."""
    return len(words.split())
