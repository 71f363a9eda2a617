"""What a sentence of a talk about a dream is worth: its news and its act, and next to nothing where it has none.

What is no news: to announce a dream, to tell what the journal holds already, to ask, to order, to speak of another's.
The weights are round numbers set by hand on talks written for it, half of which were kept unseen.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from dreamstream.backends.local.sessions import acts, grammar
from dreamstream.backends.local.sessions.known import stem
from dreamstream.backends.local.sessions.said import Said

#: What each type adds to the news of a sentence.
_ADDS = {
    "recall": 0.9,
    "person": 1.1,
    "place": 1.0,
    "feeling": 1.9,
    "sign": 1.4,
    "lucidity": 1.7,
    "waking": 1.3,
    "finding": 1.7,
    "hypothesis": 1.5,
    "decision": 1.8,
    "rejection": 1.9,
    "constraint": 1.7,
    "correction": 2.0,
}
_NEWS = 1.45  #: For the logarithm of the telling words.
_HELD, _HEARD = 0.15, 0.6  #: What is left of a word the dream's text holds, and of one the talk had before.
_NUMBER = 0.6  #: A number that is spelt out, against a telling word.
_REMEMBERED = 1.0  #: It says itself that it was left out.
_SPOKEN, _COUNTED = 0.7, 0.4  #: What was said in a dream, and a number, are remembered as they were.
#: The types that tell a dream; the others say something about it, in its own words or not.
_TELLS = frozenset(("recall", "person", "place", "feeling"))
_TALKS = frozenset(("recall", "person", "waking"))
#: The share of its telling words the dream holds that makes a sentence no news; a talk opens with what is known.
_KNOWN, _AGAIN, _OPENING = 0.6, 0.5, 0.4
_LITTLE, _MUCH, _MORE = 0.9, 1.6, 3.0  #: Less news is none; more is some, whatever else is said.
_SOME, _FEW, _SHORT = 0.5, 5, 9  #: Less said in fewer words says nothing; words of a formula.
#: What is left of what was told before, says nothing, asks, orders, steers the talk, is another's or said to one, or
#: only stands so now; a guess may be put as a question.
_TOLD, _EMPTY, _ASKED, _ORDERED, _STEERS, _OTHERS, _TO_YOU, _STANDS = 0.3, 0.2, 0.12, 0.15, 0.3, 0.4, 0.35, 0.6
_WONDERED, _HERE = 0.7, 0.5
_PLAN, _SLIGHT = 1.2, 0.5  #: A plan with less news is for the next minute.


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What the words of a sentence say that is new."""

    new: float  #: In telling words.
    held: int  #: Telling words a dream holds.
    share: float  #: Of all its telling words.


def weigh(said: Said) -> tuple[str, float]:
    """The type of what is said, and what it is worth."""
    news = _news(said)
    name = acts.act(said, known=news.share >= 1)
    worth = _NEWS * math.log1p(news.new) + _ADDS[name]
    worth += _REMEMBERED * said.has("recall") + _SPOKEN * said.quotes
    worth += _COUNTED * any(word[0].isdigit() for word in said.lower)
    if name in _TELLS:
        worth *= _of_telling(said, name, news)
    if news.new + news.held < _SOME and len(said.lower) < _FEW:
        worth *= _EMPTY
    if name == "decision" and news.new < _PLAN and not said.has("when", "later") and not news.held:
        worth *= _SLIGHT
    if name == "waking" and _is_here(said, news):
        worth *= _HERE
    if said.has("meta") and (news.new < _MORE or name == "decision") and not said.quotes:
        worth *= _STEERS
    if "worth.talk" in said.cues and len(said.lower) < _SHORT and name in _TALKS:
        worth *= _STEERS
    return name, worth * _of_speech(said, name)


def _is_here(said: Said, news: News) -> bool:
    """Whether it only says what is so where one sits and speaks: "I'm on the train", "I've been busy"."""
    if said.has("when", "waking") or acts.points(said):
        return False
    tense = said.grammar.tense
    return tense == grammar.PRESENT or (tense == grammar.PERFECT and news.new < _MUCH)


def _of_telling(said: Said, name: str, news: News) -> float:
    """What is left of a sentence that tells a dream, where that is known, or hardly a tale."""
    again = news.held > 1 and (
        (news.share >= _AGAIN and news.new < _MUCH)
        or (news.share >= _OPENING and said.opening and not said.has("recall"))
    )
    left = _TOLD if again or news.share >= _KNOWN else 1.0
    if news.new < _LITTLE and name != "feeling":
        left *= _EMPTY
    if name == "recall" and said.past and said.grammar.tense == grammar.PRESENT:
        left *= 1 if said.lower[0] in ("there", "there's") else _STANDS
    if name == "recall" and said.has("woken") and not said.has("recall"):
        left *= _STANDS
    return left


def _of_speech(said: Said, name: str) -> float:
    """What is left of a question, of an order, and of what is not said of oneself."""
    left, form = 1.0, said.grammar
    if form.asks:
        left *= _WONDERED if name == "hypothesis" else _ASKED
    elif said.typed and (form.orders or (form.fragment and not said.answers and name == "recall")):
        left *= _ORDERED
    if said.listener:
        left *= _OTHERS
    elif form.you and not form.me and not (said.teller and form.tense == grammar.PAST):
        left *= _TO_YOU
    return left


def _news(said: Said) -> News:
    feel, kin = said.sets["small.feel"], said.sets["small.kin"]
    about, numbers = said.sets["small.about"], said.sets["number"]
    stems = {stem(word): word for word in said.lower}
    told: frozenset[str] = frozenset()
    for dream in said.dreams:
        told = max(told, dream.holds.intersection(stems), key=len)
    new = 0.0
    held = counted = 0
    for root, word in stems.items():
        weight = 1.0 if word in feel or word in kin else max(said.weights.get(word, 1.0), _NUMBER * (word in numbers))
        if not weight or word in about or word in said.names:
            continue
        counted += weight == 1
        if root in told:
            new += _HELD * weight
            held += weight == 1
        else:
            new += weight * (_HEARD if word in said.heard else 1)
    return News(new=new, held=held, share=held / counted if counted else 0.0)
