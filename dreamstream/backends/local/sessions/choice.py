"""Which proposals of a session are shown: few, or for measuring a share of its turns."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Sequence

from dreamstream.proposals import MOST, Proposal

#: What the first proposal of a session must score, and how much more each further one: five good ones are found in a
#: long talk, none in small talk, and a session that goes on takes nothing back.
_FIRST, _FURTHER = 0.32, 0.03
_WORD = re.compile(r"[A-Za-z]+")


def best(proposals: Sequence[Proposal], *, most: int = MOST) -> list[Proposal]:
    """At most so many proposals, decided in the order of the telling: what comes later changes none of them."""
    kept: list[Proposal] = []
    for proposal in proposals:
        if len(kept) < most and proposal.score >= _FIRST + _FURTHER * len(kept) and _says(proposal.quote):
            kept.append(proposal)
    return kept


def within(proposals: Iterable[Proposal], *, turns: int, share: float) -> list[Proposal]:
    """The best proposals that together cite at most this share of so many turns, rounded down; the best first."""
    left = math.floor(max(0.0, min(share, 1.0)) * turns + 1e-9)
    cited: set[str] = set()
    kept: list[Proposal] = []
    for proposal in ranked(proposals):
        new = set(proposal.turns) - cited
        if len(new) <= left:
            left -= len(new)
            cited |= new
            kept.append(proposal)
    return kept


def ranked(proposals: Iterable[Proposal]) -> list[Proposal]:
    """The best first; of equals the one told first."""
    return sorted(proposals, key=lambda proposal: -proposal.score)


def _says(quote: str) -> bool:
    """Whether it is more than a word or a number; where words are not spaced, one may be a sentence."""
    return not quote.isascii() or len(_WORD.findall(quote)) > 1
