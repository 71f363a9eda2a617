"""The words and phrases that show what a sentence is about."""

from __future__ import annotations

import functools
import re
from collections import Counter
from dataclasses import dataclass

from dreamstream.backends.local import tables

_WORD = re.compile(r"[\"“]?[^\W_]+(?:['’-][^\W_]+)*")
_QUOTES = '"“'
#: Rooms of `[worth]` that hold single words, looked up one by one.
_SETS = ("empty", "does", "gap", "me", "we", "you", "number", "hail", "calls", "past")


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """Every cue there is."""

    phrases: dict[str, tuple[str, ...]]  #: A word or phrase and the cues it is.
    longest: dict[str, int]  #: A first word and the words of the longest phrase it opens.
    sets: dict[str, frozenset[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The words of a sentence, and which of them are written large without opening it."""

    lower: tuple[str, ...]
    large: tuple[str, ...]


def words(sentence: str) -> Words:
    """The sentence cut into words in lower case; a hyphen or an apostrophe inside a word belongs to it."""
    lower: list[str] = []
    large: list[str] = []
    for raw in _WORD.findall(sentence):
        quoted = raw[0] in _QUOTES
        word = (raw[1:] if quoted else raw).replace("’", "'")
        small = word.lower()
        if lower and not quoted and word[0].isupper():
            called = lower[-1] in book().sets["calls"]
            if not called:
                large.append(small)
        lower.append(small)
    return Words(lower=tuple(lower), large=tuple(large))


def found(lower: tuple[str, ...]) -> Counter[str]:
    """How often each cue occurs; a phrase within a phrase counts too."""
    read = book()
    cues: Counter[str] = Counter()
    for at, word in enumerate(lower):
        size = read.longest.get(word, 0)
        while size:
            phrase = word if size == 1 else " ".join(lower[at : at + size])
            for cue in read.phrases.get(phrase, ()):
                cues[cue] += 1
            size -= 1
    return cues


@functools.cache
def book() -> Book:
    """The cues of the word list, read once."""
    phrases: dict[str, list[str]] = {}
    sets: dict[str, frozenset[str]] = {}
    for room, lines in tables.rooms("sessions/cues.en.toml"):
        for name, value in lines.items():
            if room == "worth" and name in _SETS:
                sets[name] = frozenset(value.replace(",", " ").split())
            elif room:
                for phrase in value.replace("\n", " ").split(","):
                    if key := " ".join(phrase.split()):
                        phrases.setdefault(key, []).append(f"{room}.{name}")
    longest: dict[str, int] = {}
    for phrase in phrases:
        first, *rest = phrase.split()
        longest[first] = max(longest.get(first, 1), 1 + len(rest))
    return Book(phrases={key: tuple(cues) for key, cues in phrases.items()}, longest=longest, sets=sets)


@functools.cache
def sorts() -> tuple[str, ...]:
    """The sorts that have cues, the most telling first."""
    return tuple(
        dict.fromkeys(
            name for room, lines in tables.rooms("sessions/cues.en.toml") if room == "sorts" for name in lines
        )
    )
