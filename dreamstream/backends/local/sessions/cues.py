"""The words and phrases that show what a sentence is about."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from dreamstream.backends.local import tables
from dreamstream.words import common

_WORD = re.compile(r"[\"“]?[^\W_]+(?:['’-][^\W_]+)*")
#: As they are typed in a hurry; "im" is a word of other languages.
_BARE = {
    word.replace("'", ""): word
    for word in ("don't", "can't", "didn't", "wasn't", "isn't", "couldn't", "doesn't", "that's")
}
_QUOTES = '"“'
#: The lists of each language.
_FILES = {"en": ("sessions/cues.en.toml", "sessions/talk.en.toml"), "de": ("sessions/talk.de.toml",)}
LANGUAGES = frozenset(_FILES)
#: Rooms of `[worth]` that hold single words, looked up one by one, as all of `[small]`.
_SETS = ("empty", "does", "gap", "me", "we", "you", "number", "hail", "calls", "past")


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """Every cue there is."""

    phrases: dict[str, tuple[str, ...]]  #: A word or phrase and the cues it is.
    longest: dict[str, int]  #: A first word and the words of the longest phrase it opens.
    sets: dict[str, frozenset[str]]
    weights: dict[str, float]  #: The words that tell less than 1, and how much.


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of a sentence, and which of them are written large without opening it."""

    lower: tuple[str, ...]
    large: tuple[str, ...]


def words(sentence: str) -> Words:
    """The sentence cut into words in lower case; a hyphen or an apostrophe inside a word belongs to it."""
    lower: list[str] = []
    large: list[str] = []
    calls = book().sets["calls"]
    for raw in _WORD.findall(sentence):
        quoted = raw[0] in _QUOTES
        word = (raw[1:] if quoted else raw).replace("’", "'")
        small = _BARE.get(word, word).lower()
        if lower and not quoted and word[0].isupper():
            called = lower[-1] in calls
            if not called:
                large.append(small)
        lower.append(small)
    return Words(lower=tuple(lower), large=tuple(large))


def found(lower: tuple[str, ...], language: str = "en") -> Counter[str]:
    """How often each cue occurs; a phrase within a phrase counts too."""
    read = book(language)
    cues: Counter[str] = Counter()
    for at, word in enumerate(lower):
        size = read.longest.get(word, 0)
        while size:
            phrase = word if size == 1 else " ".join(lower[at : at + size])
            for cue in read.phrases.get(phrase, ()):
                cues[cue] += 1
            size -= 1
    return cues


def does(cues: Iterable[str]) -> frozenset[str]:
    """What these cues say that a sentence does."""
    return frozenset(cue[5:] for cue in cues if cue[:5] == "said.")


@functools.cache
def book(language: str = "en") -> Book:
    """The cues of a language's word lists, read once."""
    phrases: dict[str, list[str]] = {}
    sets: dict[str, frozenset[str]] = {}
    for room, lines in (room for file in _FILES[language] for room in tables.rooms(file)):
        for name, value in lines.items():
            if room == "small":
                sets[f"small.{name}"] = frozenset(value.split())
            elif room == "worth" and name in _SETS:
                sets[name] = frozenset(value.replace(",", " ").split())
            elif room:
                for phrase in value.replace("\n", " ").split(","):
                    if key := " ".join(phrase.split()):
                        phrases.setdefault(key, []).append(f"{room}.{name}")
    longest: dict[str, int] = {}
    for phrase in phrases:
        first, *rest = phrase.split()
        longest[first] = max(longest.get(first, 1), 1 + len(rest))
    return Book(
        phrases={key: tuple(cues) for key, cues in phrases.items()},
        longest=longest,
        sets=sets,
        weights=_weights(sets) if "small.small" in sets else common.weights(),
    )


def _weights(sets: dict[str, frozenset[str]]) -> dict[str, float]:
    return {**dict.fromkeys(sets["small.usual"], common.USUAL), **dict.fromkeys(sets["small.small"], 0.0)}
