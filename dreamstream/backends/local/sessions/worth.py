"""How much a turn says that is worth remembering: its news of a life, not its talk.

Only what came before is looked at, so a session that goes on changes nothing about what was said.
Weights are round numbers set by hand and adjusted on half of LoCoMo's conversations (Maharana et al. 2024), where
every neighbouring choice gives nearly the same: news counts, talk does not. Memory is the unusual turn, and methods
that look for the typical one do no better there than chance.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dreamstream.backends.local.sessions import cues, grammar, news, sorting, spans
from dreamstream.backends.local.sessions.known import Dream
from dreamstream.backends.local.sessions.said import Said
from dreamstream.backends.local.sessions.sleep import Sleep
from dreamstream.backends.local.sessions.tongue import Tongue
from dreamstream.turns import Turn

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
_NAME, _NUMBER, _QUOTED, _MINE = 0.65, 0.6, 0.7, 0.2  #: A name, a number, a title in quotes, "my …".
_PAST, _DID, _DOES = 0.1, 0.65, 0.35  #: A past verb, "I went", "I like".
_EMPTY = -0.15  #: A warm word that states nothing, up to three.
_UNUSUAL = 0.8  #: For the logarithm of the telling words.
_HEARD = 0.65  #: A telling word the session had before.
_QUESTION, _OF_YOU, _OF_NOBODY, _CHAT = 0.12, 0.35, 1.0, 0.5  #: What is left of such a sentence.
_TYPED, _ORDER, _WORK = 0.7, 0.5, 0.4  #: Told a machine, of the day: about oneself, or not; in the midst of work.
_BEST = (1.0, 0.3, 0.05)  #: The best sentences of a turn; the rest says nothing more.
_ANSWER, _SMALL_ANSWER, _HAIL, _ME = 0.8, -0.9, 0.3, -0.12
_FIRST = 0.2  #: What one came to tell is told first.
_MACHINE = 0.3  #: An assistant's words are not the dreamer's memory.
_UNTUNED = 0.4  #: The weights of a day are measured in English only.
_FOREIGN = 0.35  #: What is not understood is seldom proposed.
_MACHINES = ("assistant", "system", "tool")
_TITLE = re.compile(r"[\"“][^\"”“]{3,}[\"”]")
_HALF = 4.0  #: The worth that scores one half.


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence of a turn, with what it is worth and of what sort it is."""

    span: tuple[int, int]
    worth: float
    type: str  #: Of what sort it is.
    words: tuple[str, ...]
    dreamt: bool  #: Whether the talk is of a dream.
    aside: bool = False  #: It turns to something else itself.


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
    tongue: Tongue
    dreams: list[Dream]  #: Those it may be about so far.


def weigh(turns: Sequence[Turn], dreams: Sequence[Dream] = ()) -> Iterator[Weighed]:
    """Every turn, in its order; a turn's score depends on it and on those before it.

    `dreams` are those the session may be about, each from its turn on: what they say already is no news.
    """
    here: list[Dream] = []
    talk = _Talk(heard=set(), names=set(), sleep=Sleep(here), tongue=Tongue(), dreams=here)
    waits = sorted(dreams, key=lambda dream: dream.since, reverse=True)
    before: Turn | None = None
    asked = small = False
    for number, turn in enumerate(turns):
        while waits and waits[-1].since <= number:
            here.append(waits.pop())
        talk.names.update(turn.speaker.lower().split())
        talk.sleep.listens(number, turn)
        answers = asked and before is not None and _another(before, turn)
        told = [(span, cues.words(turn.text[slice(*span)])) for span in spans.sentences(turn.text)]
        talk.tongue.hears([word for _, words in told for word in words.lower])
        read = [_sentence(turn, span, words, talk, answers) for span, words in told]
        sentences = tuple(sentence for sentence, _ in read)
        value = max(_value(sentences, answers, small, talk) + _FIRST * math.exp(-number / 8), 0.0) if sentences else 0.0
        value *= (_MACHINE if turn.role in _MACHINES else 1) * (_FOREIGN if talk.tongue.foreign else 1)
        yield Weighed(turn=turn, number=number, score=score(value), sentences=sentences)
        talk.heard.update(word for sentence in sentences for word in sentence.words)
        before, asked = turn, "?" in turn.text
        small = asked and any(small for _, small in read)


def score(worth: float) -> float:
    """A worth as a number from 0 to 1."""
    return round(worth / (worth + _HALF), 4)


def _another(before: Turn, turn: Turn) -> bool:
    return (before.speaker, before.role) != (turn.speaker, turn.role)


def _value(sentences: Sequence[Sentence], answers: bool, small: bool, talk: _Talk) -> float:
    """What the sentences of a turn are worth together: of a dream, what the best is worth, and it is no talk."""
    best = max(sentences, key=lambda sentence: sentence.worth)
    if best.dreamt:
        return best.worth
    value = sum(w * s for w, s in zip(_BEST, sorted((s.worth for s in sentences), reverse=True), strict=False))
    if answers:
        value += _ANSWER + (_SMALL_ANSWER if small else 0)
    said = [word for sentence in sentences for word in sentence.words]
    sets = cues.book(talk.tongue.book).sets
    value += _HAIL if said and said[0] in sets["hail"] else 0
    value += _ME * min(sum(word in sets["me"] for word in said), 4)
    return value if talk.tongue.book == "en" else _UNTUNED * value


def _sentence(
    turn: Turn, span: tuple[int, int], words: cues.Words, talk: _Talk, answers: bool
) -> tuple[Sentence, bool]:
    """The sentence, and whether it asks for nothing much."""
    own = turn.text[slice(*span)]
    book = cues.book(talk.tongue.book)
    found = cues.found(words.lower, talk.tongue.book)
    form = grammar.read(words.lower, own, book.sets)
    dreamt = talk.sleep.hears(words.lower, found, form, book.sets)
    if dreamt:
        said = Said(
            text=own,
            lower=words.lower,
            cues=found,
            does=cues.does(found),
            grammar=form,
            sets=book.sets,
            weights=book.weights,
            dreams=talk.dreams,
            heard=talk.heard,
            names=talk.names,
            past=talk.sleep.past,
            opening=talk.sleep.opening,
            answers=answers,
            quotes=bool(_TITLE.search(own)),
            listener=talk.sleep.listener,
            teller=talk.sleep.teller,
            typed=turn.role == "user",
        )
        sort, worth = news.weigh(said)
        if sort in ("recall", "person", "place") and worth > 1:
            talk.sleep.learns(form)
    else:
        sort, worth = sorting.sort(found, form), _of_the_day(turn, own, words, found, talk, book)
    aside = "said.aside" in found
    sentence = Sentence(span=span, worth=worth, type=sort, words=words.lower, dreamt=dreamt, aside=aside)
    return sentence, "asked.small" in found


def _of_the_day(
    turn: Turn, own: str, words: cues.Words, found: Mapping[str, int], talk: _Talk, book: cues.Book
) -> float:
    """What a sentence of the day is worth."""
    lower, sets, weights = words.lower, book.sets, book.weights
    again = talk.heard
    telling = sum(weights.get(word, 1.0) * (_HEARD if word in again else 1) for word in lower if word not in talk.names)
    worth = _UNUSUAL * math.log1p(telling)
    worth += sum(add * min(found[cue], most) for cue, (add, most) in _ADDS.items() if cue in found)
    # where every noun is written large, a name does not show
    large = [
        word
        for word in words.large
        if talk.tongue.book == "en" and weights.get(word, 1.0) == 1 and not _names(word, talk.names)
    ]
    worth += _NAME * min(sum(_HEARD if word in again else 1 for word in large), 2)
    worth += _NUMBER * any(word[0].isdigit() or word in sets["number"] for word in lower)
    worth += _MINE * ("my" in lower or "our" in lower) + _acts(lower, sets)
    worth += _QUOTED * bool(_TITLE.search(own))
    worth = max(worth + _EMPTY * min(sum(word in sets["empty"] for word in lower), 3), 0.0)
    me, you = not sets["me"].isdisjoint(lower), not sets["you"].isdisjoint(lower)
    if "?" in own[-3:]:
        worth *= _QUESTION
    elif not me:
        worth *= _OF_YOU if you else _OF_NOBODY
    if turn.role == "user":
        worth *= _WORK if talk.sleep.works else _TYPED if me else _ORDER
    if "worth.talk" in found and len(lower) < 9:
        worth *= _CHAT
    return worth


def _acts(lower: tuple[str, ...], sets: Mapping[str, frozenset[str]]) -> float:
    """What the verbs add: something that happened, something one did, something one does."""
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
