"""One check for every reader: what it proposes is said in a turn, of a known type, and free of secrets."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from dreamstream.dream.readers import secrets
from dreamstream.dream.readers.port import Wanted
from dreamstream.proposals import TYPES, Proposal
from dreamstream.turns import Turn

MOST = 400  #: Characters of what is remembered.
#: Control, bidi and other invisible characters, and halves of pairs; joiners stay: emoji and Indic scripts need them.
_HIDDEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f\ud800-\udfff]"
)
_HALF = re.compile("[\ud800-\udfff]")
_SAYS = re.compile(r"\w")


def check(proposals: Iterable[object], wanted: Wanted) -> tuple[list[Proposal], dict[str, int]]:
    """Those that hold, in their order, each with the time of its turn; and why the others were refused, how often."""
    turns: defaultdict[str, list[Turn]] = defaultdict(list)
    for turn in wanted.turns:
        turns[turn.id].append(turn)
    targets = {"", *(candidate.id for candidate in wanted.candidates)}
    kept: list[Proposal] = []
    refused: Counter[str] = Counter()
    for proposal in proposals:
        found = _checked(proposal, turns, targets, wanted.at)
        if isinstance(found, str):
            refused[found] += 1
        else:
            kept.append(found)
    return kept, dict(refused)


def plain(text: str) -> str:
    """Words on one line, without what a terminal might obey."""
    return " ".join(_HIDDEN.sub(" ", text).split())


def _checked(proposal: object, turns: Mapping[str, list[Turn]], targets: set[str], began: str | None) -> Proposal | str:
    """The proposal as it may be kept, or why it may not."""
    if not isinstance(proposal, Proposal) or not _well_made(proposal):
        return "not a proposal"
    if proposal.type not in TYPES:
        return "unknown type"
    if proposal.target not in targets:
        return "unknown dream"
    if not all(turns.get(turn) for turn in proposal.turns):
        return "unknown turn"
    start, end = proposal.span
    holders = [turn for turn in turns[proposal.turns[0]] if turn.text[start:end] == proposal.quote]
    if not holders or not 0 <= start <= end <= len(holders[0].text):
        return "quote not in its turn"
    turn = holders[0]
    if any(held.role == "machine" for held in (turn, *(turns[more][0] for more in proposal.turns[1:]))):
        return "the journal's own words"
    if not _SAYS.search(proposal.quote):
        return "empty"
    if secrets.MASK in proposal.quote:
        stretch = secrets.clear(turn.text, start, end)
        if stretch is None:
            return "nothing but a secret"
        start, end = stretch
    quote = turn.text[start:end]
    if _HALF.search(quote):
        return "cannot be written"
    text = _short(plain(secrets.shown(secrets.mask(proposal.text))))
    if not _SAYS.search(text.replace(secrets.REMOVED, "")):
        return "nothing but a secret" if secrets.REMOVED in text else "empty"
    if not math.isfinite(proposal.score):
        return "no score"
    score = min(max(float(proposal.score), 0.0), 1.0)
    return replace(proposal, text=text, at=turn.at or began, quote=quote, span=(start, end), score=score)


def _well_made(proposal: Proposal) -> bool:
    """Whether its values are of the kinds they say; a reader may be anybody's."""
    words = (proposal.type, proposal.target, proposal.text, proposal.quote)
    span, turns, score = proposal.span, proposal.turns, proposal.score
    return (
        all(isinstance(word, str) for word in words)
        and isinstance(turns, tuple)
        and bool(turns)
        and all(isinstance(turn, str) for turn in turns)
        and isinstance(span, tuple)
        and len(span) == 2
        and all(isinstance(at, int) and not isinstance(at, bool) for at in span)
        and isinstance(score, (int, float))
        and not isinstance(score, bool)
    )


def _short(text: str) -> str:
    if len(text) <= MOST:
        return text
    return f"{text[: MOST - 1].rsplit(' ', 1)[0].rstrip()}…"
