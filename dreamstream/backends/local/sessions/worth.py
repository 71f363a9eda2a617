"""How much a turn says that is worth remembering: its news of a life, not its talk.

Only what came before is looked at, so a session that goes on changes nothing about what was said.
Weights are round numbers set by hand and adjusted on half of LoCoMo's conversations (Maharana et al. 2024), where
every neighbouring choice gives nearly the same: news counts, talk does not. Memory is the unusual turn, and methods
that look for the typical one do no better there than chance.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dreamstream.backends.local.sessions import cues, spans
from dreamstream.backends.local.sessions.sleep import Sleep
from dreamstream.turns import Turn
from dreamstream.words import common

#: What each cue adds to a sentence, and how many of it count.
_ADDS = {
    "worth.time": (0.6, 2),
    "worth.kin": (0.25, 2),
    "worth.life": (0.25, 2),
    "worth.plan": (0.2, 1),
    "worth.like": (0.3, 1),
    "worth.feel": (0.1, 1),
    "worth.named": (0.4, 1),
    "worth.off": (1.0, 1),
    "worth.shown": (0.2, 1),
}
#: And what more, where the talk is of a dream.
_ADDS_DREAMT = {
    "dreaming.open": (0.4, 1),
    "sorts.recall": (1.0, 1),
    "sorts.lucidity": (1.0, 1),
    "sorts.correction": (1.2, 1),
    "sorts.sign": (0.8, 1),
    "sorts.rejection": (0.6, 1),
    "sorts.decision": (0.6, 1),
    "sorts.finding": (0.4, 1),
    "sorts.hypothesis": (0.3, 1),
    "sorts.person": (0.4, 1),
    "sorts.place": (0.4, 1),
    "worth.kin": (0.3, 1),
    "worth.feel": (0.4, 1),
}
_DREAMT = 0.4  #: Said of a dream.
_KNOWN = 0.3  #: What is left of a sentence the dream's own words say already.
_NAME, _NUMBER, _QUOTED, _MINE = 0.65, 0.6, 0.7, 0.2  #: A name, a number, a title in quotes, "my …".
_PAST, _DID, _DOES = 0.1, 0.65, 0.35  #: A past verb, "I went", "I like".
_EMPTY = -0.15  #: A warm word that states nothing, up to three.
_UNUSUAL = 0.8  #: For the logarithm of the telling words.
_HEARD = 0.65  #: A telling word the session had before.
_QUESTION, _OF_YOU, _OF_NOBODY, _CHAT = 0.12, 0.35, 1.0, 0.5  #: What is left of such a sentence.
_ORDER = 0.5  #: Said to a machine about neither oneself nor a dream.
_BEST = (1.0, 0.3, 0.05)  #: The best sentences of a turn; the rest says nothing more.
_ANSWER, _SMALL_ANSWER, _HAIL, _ME = 0.8, -0.9, 0.3, -0.12
_FIRST = 0.2  #: What one came to tell is told first.
_MACHINE = 0.3  #: An assistant's words are not the dreamer's memory.
_MACHINES = ("assistant", "system", "tool")
_TITLE = re.compile(r"[\"“][^\"”“]{3,}[\"”]")
_HALF = 4.0  #: The worth that scores one half.


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of a turn, with what it is worth and the cues that show what it is about."""

    span: tuple[int, int]
    worth: float
    cues: dict[str, int]
    words: tuple[str, ...]
    dreamt: bool  #: Whether the talk is of a dream.


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """A turn with what it is worth."""

    turn: Turn
    number: int  #: From 0.
    score: float  #: 0 to 1.
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Talk:
    """What was said so far."""

    heard: set[str]
    names: set[str]
    sleep: Sleep
    told: Sequence[frozenset[str]]


def weigh(turns: Sequence[Turn], told: Sequence[frozenset[str]] = ()) -> Iterator[Weighed]:
    """Every turn, in its order; a turn's score depends on it and on those before it.

    `told` are the telling words of each dream the session may be about: what they say already is no news.
    """
    talk = _Talk(heard=set(), names=set(), sleep=Sleep(), told=told)
    before: Turn | None = None
    asked = small = False
    for number, turn in enumerate(turns):
        talk.names.update(turn.speaker.lower().split())
        talk.sleep.listens(number, turn)
        sentences = tuple(_sentence(turn, span, talk) for span in spans.sentences(turn.text))
        value = sum(w * s for w, s in zip(_BEST, sorted((s.worth for s in sentences), reverse=True), strict=False))
        if asked and before is not None and _another(before, turn):
            value += _ANSWER + (_SMALL_ANSWER if small else 0)
        said = [word for sentence in sentences for word in sentence.words]
        sets = cues.book().sets
        value += _HAIL if said and said[0] in sets["hail"] else 0
        value += _ME * min(sum(word in sets["me"] for word in said), 4)
        value = max(value + _FIRST * math.exp(-number / 8), 0.0) if said else 0.0
        value *= _MACHINE if turn.role in _MACHINES else 1
        yield Weighed(turn=turn, number=number, score=score(value), sentences=sentences)
        talk.heard.update(said)
        before, asked = turn, "?" in turn.text
        small = asked and any("asked.small" in sentence.cues for sentence in sentences)


def score(worth: float) -> float:
    """A worth as a number from 0 to 1."""
    return round(worth / (worth + _HALF), 4)


def _another(before: Turn, turn: Turn) -> bool:
    return (before.speaker, before.role) != (turn.speaker, turn.role)


def _sentence(turn: Turn, span: tuple[int, int], talk: _Talk) -> Sentence:
    own = turn.text[slice(*span)]
    words = cues.words(own)
    lower, sets, weights = words.lower, cues.book().sets, common.weights()
    found = cues.found(lower)
    dreamt = talk.sleep.hears(found)
    again = talk.heard
    telling = sum(weights.get(word, 1.0) * (_HEARD if word in again else 1) for word in lower if word not in talk.names)
    worth = _UNUSUAL * math.log1p(telling)
    for adds in (_ADDS, _ADDS_DREAMT) if dreamt else (_ADDS,):
        worth += sum(add * min(found[cue], most) for cue, (add, most) in adds.items() if cue in found)
    worth += _DREAMT * (dreamt and telling > 0.5)
    large = [word for word in words.large if weights.get(word, 1.0) == 1 and not _names(word, talk.names)]
    worth += _NAME * min(sum(_HEARD if word in again else 1 for word in large), 2)
    worth += _NUMBER * any(word[0].isdigit() or word in sets["number"] for word in lower)
    worth += _MINE * ("my" in lower or "our" in lower) + _acts(lower)
    worth += _QUOTED * bool(_TITLE.search(own))
    worth = max(worth + _EMPTY * min(sum(word in sets["empty"] for word in lower), 3), 0.0)
    me, you = not sets["me"].isdisjoint(lower), not sets["you"].isdisjoint(lower)
    if "?" in own[-3:]:
        worth *= _QUESTION
    elif not me:
        worth *= _OF_YOU if you else _OF_NOBODY
        worth *= _ORDER if turn.role == "user" and not dreamt else 1
    if "worth.talk" in found and len(lower) < 9:
        worth *= _CHAT
    if talk.told and _is_told(lower, weights, talk.told):
        worth *= _KNOWN
    return Sentence(span=span, worth=worth, cues=dict(found), words=lower, dreamt=dreamt)


def _is_told(lower: tuple[str, ...], weights: dict[str, float], told: Sequence[frozenset[str]]) -> bool:
    """Whether one of the dreams has three in four of the telling words."""
    said = {word for word in lower if weights.get(word, 1.0) == 1}
    return bool(said) and any(4 * len(said & dream) >= 3 * len(said) for dream in told)


def _acts(lower: tuple[str, ...]) -> float:
    """What the verbs add: something that happened, something one did, something one does."""
    sets = cues.book().sets
    past = did = does = False
    for at, word in enumerate(lower):
        happened = word in sets["past"] or (len(word) > 4 and word.endswith("ed"))
        past |= happened
        if happened or word in sets["does"]:
            who = at - 1
            while who >= 0 and at - who <= 2 and lower[who] in sets["gap"]:
                who -= 1
            if who >= 0 and lower[who] in sets["we"]:
                did |= happened
                does |= not happened
    return _PAST * past + _DID * did + _DOES * does


def _names(word: str, names: set[str]) -> bool:
    """Whether a word is a speaker's name, or short for it."""
    return word in names or (len(word) > 2 and any(name.startswith(word) for name in names))
