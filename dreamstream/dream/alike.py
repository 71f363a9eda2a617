"""Find the events that speak of the same: cosine over word stems, the rare ones first, by an inverted index.

It is a hint for the eye, never a reason to drop: no threshold tells "again" from "another".
"""

from __future__ import annotations

import math
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cache
from heapq import nsmallest

from dreamstream.words import common

#: Fixed on DialogSum's three summaries of a dialogue (Chen et al. 2021): a recall of .88 at a precision of .94. At a
#: precision of .90 stems reach a recall of .90 there, char trigrams .88, whole words .87.
LEAST = 0.26
MOST = 5  #: Links of one event.
#: How usual words are before anything is counted, and how many events that knowledge is worth.
_PRIOR = 200
_RATES = {0.0: 0.15, common.USUAL: 0.01}
_RARE = 0.0005
#: Postings looked at for one event and candidates compared in full: 10,000 against 10,000 take two seconds.
_LOOKED_AT, _COMPARED, _LIKELY = 800, 16, 0.1
_ENDINGS = (
    *("'s", "ations", "ation", "ments", "ment", "ness", "ings", "ing", "edly", "ied", "ies"),
    *("ions", "ion", "ers", "ed", "es", "er", "ly", "s", "e"),
)

Vector = dict[str, float]
#: The numbers of events, and what the stem weighs in each.
Postings = tuple["array[int]", "array[float]"]
_NONE: Postings = (array("i"), array("f"))


class Index:
    """Events by their stems; `of` finds what is like a text, `add` makes it findable."""

    def __init__(self, texts: Iterable[list[str]]) -> None:
        """Weigh stems by how few of these texts, each its words, have them."""
        seen: Counter[str] = Counter()
        count = 0
        self._stems: dict[str, str] = {}
        for words in texts:
            count += 1
            seen.update({self._stem(word) for word in words})
        rates = _usual()
        self._rarity = {
            stem: max(math.log((count + _PRIOR + 1) / (n + _PRIOR * rates.get(stem, _RARE) + 0.5)), 0.01)
            for stem, n in seen.items()
        }
        self._postings: defaultdict[str, Postings] = defaultdict(lambda: (array("i"), array("f")))
        self._vectors: list[Vector] = []
        self._keys: list[str] = []

    def vector(self, words: list[str]) -> Vector:
        """The text as a vector of length 1 over its stems, the rarest first."""
        counts = Counter(self._stem(word) for word in words)
        raw = {stem: (1 + math.log(n)) * self._rarity.get(stem, 1.0) for stem, n in counts.items()}
        length = math.sqrt(sum(weight * weight for weight in raw.values())) or 1.0
        return {stem: raw[stem] / length for stem in sorted(raw, key=lambda stem: (-raw[stem], stem))}

    def add(self, key: str, vector: Vector) -> None:
        """Make an event findable under this key."""
        number = len(self._keys)
        self._keys.append(key)
        self._vectors.append(vector)
        for stem, weight in vector.items():
            numbers, weights = self._postings[stem]
            numbers.append(number)
            weights.append(weight)

    def of(self, vector: Vector) -> tuple[tuple[str, float], ...]:
        """The keys of the events most like it, with their likeness from LEAST to 1, best first."""
        near: defaultdict[int, float] = defaultdict(float)
        left, rest = _LOOKED_AT, 1.0
        for stem, weight in vector.items():
            if rest < LEAST * LEAST:  # what shares none of the words so far can no longer be like it
                break
            numbers, weights = self._postings.get(stem, _NONE)
            if len(numbers) > left:
                continue
            left -= len(numbers)
            rest -= weight * weight
            for number, own in zip(numbers, weights, strict=True):
                near[number] += weight * own
        least = max(LEAST - math.sqrt(max(rest, 0.0)), _LIKELY) - 1e-6
        likely = [(-likeness, number) for number, likeness in near.items() if likeness >= least]
        if len(likely) > _COMPARED:
            likely = nsmallest(_COMPARED, likely)
        scored = [(-_dot(vector, self._vectors[number]), number) for _, number in likely]
        best = sorted(pair for pair in scored if -pair[0] >= LEAST)[:MOST]
        return tuple((self._keys[number], round(min(-likeness, 1.0), 4)) for likeness, number in best)

    def _stem(self, word: str) -> str:
        found = self._stems.get(word)
        if found is None:
            found = self._stems[word] = stem(word)
        return found


@cache
def _usual() -> dict[str, float]:
    """How usual each common stem is; most sessions have a handful of events, and stemming this list is most of it."""
    return {stem(word): _RATES[weight] for word, weight in sorted(common.weights().items(), reverse=True)}


def stem(word: str) -> str:
    """A word without its ending: "walks", "walked" and "walking" are one."""
    if len(word) < 4 or word[0].isdigit():
        return word
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)] + ("y" if ending in ("ied", "ies") else "")
            break
    if len(word) > 3 and word[-1] == word[-2]:
        word = word[:-1]
    word = word.removesuffix("e")
    return word[:-1] + "i" if word.endswith("y") else word


def _dot(one: Vector, other: Vector) -> float:
    if len(one) > len(other):
        one, other = other, one
    return sum(weight * other[stem] for stem, weight in one.items() if stem in other)
