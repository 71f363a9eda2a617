"""The grammar of a sentence as far as its surface shows it: when it is, who acts, whether it asks or orders."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

PAST, PERFECT, FUTURE, PRESENT, NONE = "past", "perfect", "future", "present", ""
_FEW = 3  #: Words an order is opened within: "could you", "now please".
_NEAR = 3  #: Words between "have" and what was done.
_OPENING = frozenset(("and", "but", "so", "then", "now", "also", "please", "ok", "okay", "just", "a", "bit"))
_WHO = frozenset(("i", "we", "ich", "wir"))
_TAGS = frozenset(("think", "guess", "suppose", "believe", "mean", "bet"))
_NO_VERBS = frozenset(("need", "indeed", "hundred", "bed", "red", "shed", "speed", "weed", "seed", "naked", "wicked"))
#: "geschwommen", "aufgemacht", "machte": in German a dream is told in either.
_GERMAN = re.compile(
    r"^(?:an|auf|aus|ein|mit|vor|zu|zurück|weg|los|hin|her|unter|über|ver)?ge\w{2,}(?:t|en)$"
    r"|\w{3,}(?<!st)(?<!heu)(?<!bit)te[n]?$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Grammar:
    """What the forms of its words say of a sentence."""

    tense: str  #: PAST, PERFECT, FUTURE, PRESENT, or NONE where no verb is known.
    me: bool  #: Somebody speaks of themselves.
    mine: bool  #: And as the one who acts.
    you: bool  #: The listener is spoken to; "you" in the midst of a sentence is anybody.
    negated: bool
    asks: bool
    orders: bool
    fragment: bool  #: It has no verb of its own: an answer, or a note.


def read(lower: tuple[str, ...], text: str, sets: Mapping[str, frozenset[str]]) -> Grammar:
    """The grammar of these words; `sets` are the small words of their language."""
    me = not sets["small.me"].isdisjoint(lower)
    # "my sister, I think" says who it was, not what one thinks now
    tense = _tense(lower[:-2] if lower[-2:-1] == ("i",) and lower[-1] in _TAGS else lower, sets)
    at = 0
    while at < min(_FEW, len(lower) - 1) and lower[at] in _OPENING:
        at += 1
    first = lower[at] if lower else ""
    return Grammar(
        tense=tense,
        me=me,
        mine=not sets["small.i"].isdisjoint(lower),
        you=not sets["small.you"].isdisjoint(lower[: _FEW + 1]),
        negated=not sets["small.not"].isdisjoint(lower),
        asks="?" in text[-3:],
        orders=first in sets["small.order"] and tense not in (PAST, PERFECT) and not sets["small.i"] & {*lower},
        fragment=tense == NONE,
    )


def _tense(lower: tuple[str, ...], sets: Mapping[str, frozenset[str]]) -> str:
    past = present = going = False
    german = "small.small" in sets
    for at, word in enumerate(lower):
        if word in sets["small.will"] or word.endswith("'ll"):
            return FUTURE
        if (word in sets["small.have"] or word.endswith("'s")) and any(
            then in sets["small.done"] or (word in sets["small.have"] and _is_past(then))
            for then in lower[at + 1 : at + 1 + _NEAR]
        ):
            return PERFECT
        going |= word == "going" and lower[at + 1 : at + 2] == ("to",)
        if word in sets["small.past"]:
            past |= word not in sets["small.either"] or (at > 0 and lower[at - 1] not in sets["small.bare"])
        # "I am so tired" is how it is now
        regular = word not in sets["small.feel"] and _is_past(word)
        regular |= german and bool(_GERMAN.search(word))
        past |= regular and sets["small.be"].isdisjoint(lower[max(at - _NEAR, 0) : at])
        present |= word in sets["small.be"] or word in sets["small.have"] or word in sets["small.now"]
        # "I owe him an apology": a verb nobody listed is one after who does it
        present |= at > 0 and lower[at - 1] in sets["small.i"] and lower[at - 1] in _WHO
    if past or not present:
        return PAST if past else NONE
    return FUTURE if going else PRESENT


def _is_past(word: str) -> bool:
    return len(word) > 3 and word.endswith("ed") and word not in _NO_VERBS
