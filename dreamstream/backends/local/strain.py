"""How strained a dream is told: its stress, whether it was a nightmare, and the mood of its picture."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from dreamstream.backends.local import lexicon, norms
from dreamstream.backends.local.found import find
from dreamstream.backends.local.signs import Sign
from dreamstream.backends.local.tokens import Tokens
from dreamstream.lists import EMOTIONS

#: One dream in ten is told with more strain than this.
HIGH = 90
_THREATS = frozenset(
    ("Being Chased", "Being Trapped", "Fire", "Flood", "Injury", "Killing", "Monster", "War", "Weapon")
)
_BAD = frozenset(("nightmare", "nightmares", "nightmarish"))
_BAD_PAIRS = frozenset(
    (("bad", "dream"), ("horrible", "dream"), ("scary", "dream"), ("terrible", "dream"), ("night", "terror"))
)


def stress(signs: Sequence[Sign], moods: Mapping[str, float], words: int) -> int:
    """Strain less ease, by the length of the telling, as a percentile of written dreams: 50 is a usual one."""
    told = {sign.label: sign.times for sign in signs}
    strain = (
        2 * math.log1p(moods["fear"] + moods["unease"])
        + math.log1p(moods["anger"])
        + math.log1p(moods["sadness"])
        + 0.8 * math.log1p(told.get("Aggression", 0))
        + 0.8 * math.log1p(told.get("Misfortune", 0))
        + 0.8 * math.log1p(told.get("Weapon", 0))
        - 0.8 * math.log1p(moods["joy"] + moods["peace"])
        - 0.3 * math.log1p(told.get("Friendliness", 0))
    )
    return norms.percentile(strain / math.log(20 + words))


def nightmare(text: str, tokens: Tokens, stress: int, signs: Sequence[Sign]) -> tuple[bool, str]:
    """Whether it may have been one, and why: the dreamer's word first, then waking in fear, then strain."""
    called = _called(text, tokens)
    if called:
        return True, f"you call it “{called}”"
    woken = _woken(text, tokens)
    if woken:
        return True, f"you woke and were “{woken}”"
    threat = next((sign.evidence for sign in signs if sign.label in _THREATS), "")
    fear = next((sign.evidence for sign in signs if sign.label == "Fear"), "")
    if stress >= HIGH and (fear or threat):
        told = dict.fromkeys(f"“{words}”" for words in (fear, threat) if words)
        return True, "the telling is strained, and you say " + " and ".join(told)
    return False, ""


def mood(moods: Mapping[str, float], stress: int, *, nightmare: bool) -> str:
    """The dominant feeling; where none is even hinted at, unease or peace by the strain."""
    best = max(EMOTIONS, key=lambda name: moods[name])
    if moods[best] > 0:
        return best
    return "unease" if nightmare or stress >= 60 else "peace"


def _called(text: str, tokens: Tokens) -> str:
    words, negators = tokens.words, lexicon.small("found", "negators")
    for at, word in enumerate(words):
        pair = (word, words[at + 1].rstrip("s")) if at + 1 < len(words) else (word, "")
        if word not in _BAD and pair not in _BAD_PAIRS:
            continue
        if not any(other in negators or other.endswith("n't") for other in words[max(0, at - 3) : at]):
            end = at if word in _BAD else at + 1
            return text[tokens.spans[at][0] : tokens.spans[end][1]]
    return ""


def _woken(text: str, tokens: Tokens) -> str:
    """The word for fear in what was said about waking."""
    if all(tokens.dreamed):
        return ""
    awake = Tokens(words=tokens.words, spans=tokens.spans, dreamed=[not dreamed for dreamed in tokens.dreamed])
    fear = [entry.label for entry in lexicon.feelings().entries].index("fear")
    for hit in find(awake, lexicon.feelings(), negated=True):
        if hit.entry == fear and hit.much >= 1:
            return text[tokens.spans[hit.at][0] : tokens.spans[hit.end - 1][1]]
    return ""
