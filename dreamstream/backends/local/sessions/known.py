"""What the journal says of a dream already: the stems of its telling words, and of its title."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dreamstream.backends.local import language
from dreamstream.backends.local.sessions import cues, spans
from dreamstream.proposals import Candidate
from dreamstream.words import common

_ENDINGS = ("ing", "ed", "en", "er", "ly", "e")
_LEAST = 3  #: Letters of a stem.


@dataclass(frozen=True, slots=True, kw_only=True)
class Dream:
    """A dream a talk may be about. Its events are left out: those grow with every pass, and what is news must not."""

    id: str
    since: int  #: The turn, from 0, with which it may be.
    told: frozenset[str]  #: Stems of the telling words of its text.
    title: frozenset[str]
    words: frozenset[str]  #: Of its text and its title.
    #: What is no news: also its usual words, which alone show nothing; where there is only a title, nothing.
    holds: frozenset[str]
    denied: frozenset[str]  #: Stems of the sentences in which something is not so.


def dreams(candidates: Sequence[Candidate]) -> tuple[Dream, ...]:
    """What is known of each candidate."""
    return tuple(_dream(candidate) for candidate in candidates)


@functools.lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """A word without its ending; "floating" and "floated" are one."""
    word = word.removesuffix("'s").removesuffix("less").removesuffix("ful") or word
    if len(word) > _LEAST and word[-1] == "s" and word[-2] != "s":
        word = word[:-1]
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST:
            word = word[: -len(ending)]
            return word[:-1] if word[-1] == word[-2] else word
    return word


def _dream(candidate: Candidate) -> Dream:
    words, title = cues.words(candidate.text).lower, cues.words(candidate.title).lower
    told = language.language([*title, *words])
    book = cues.book(told if told in cues.LANGUAGES else "en")
    sentences = [cues.words(candidate.text[slice(*span)]).lower for span in spans.sentences(candidate.text)]
    text, name = _stems(words, book, 1), _stems(title, book, 1)
    return Dream(
        id=candidate.id,
        since=candidate.since,
        told=text,
        title=name,
        words=text | name,
        holds=text | name | _stems(words, book, common.USUAL) if text else text,
        denied=frozenset(
            stem(word) for said in sentences if not book.sets["small.not"].isdisjoint(said) for word in said
        ),
    )


def _stems(words: Iterable[str], book: cues.Book, weight: float) -> frozenset[str]:
    return frozenset(stem(word) for word in words if book.weights.get(word, 1) == weight)
