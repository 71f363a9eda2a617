"""From forms that were found to signs that hold: counted, ranked, each with its evidence."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Sequence

from dreamstream.backends.local import evidence, lexicon
from dreamstream.backends.local.found import Found
from dreamstream.backends.local.tokens import Tokens

#: What must have been counted before a sign or a feeling holds: one plain form, or two weak ones.
HOLDS = 1.0
#: A stated feeling stands among the first signs: the dreamer said it.
_STATED = 0.92

Named = Sequence[tuple[str, int, int]]


class Sign:
    """One sign that holds."""

    __slots__ = ("evidence", "kind", "label", "noun", "patterns", "score", "times")

    def __init__(
        self,
        *,
        label: str,
        kind: str,
        evidence: str,
        times: int,
        score: float,
        patterns: tuple[str, ...],
        noun: str = "",
    ) -> None:
        self.label = label
        self.kind = kind
        self.evidence = evidence  #: verbatim words of the dream
        self.times = times
        self.score = score
        self.patterns = patterns
        self.noun = noun  #: the evidence where it can stand in a sentence as it is: "a dark forest", "birds"


def counts(hits: Iterable[Found], named: Named = ()) -> dict[int, float]:
    """How often each entry was found; a child counts for its parent, a name for a friend."""
    told: dict[int, float] = defaultdict(float)
    for hit in hits:
        told[hit.entry] += hit.much
    if named:
        told[lexicon.numbers()["Friends"]] += len(named)
    return dict(told)


def of(text: str, tokens: Tokens, hits: Iterable[Found], named: Named, told: dict[int, float]) -> list[Sign]:
    """The signs of the lexicon that hold; `told` learns what parents hold by their children."""
    numbers, entries = lexicon.numbers(), lexicon.signs().entries
    places: dict[int, Found] = {}
    for hit in hits:
        best = places.get(hit.entry)
        if best is None or hit.much > best.much:
            places[hit.entry] = hit
    if named:
        _, at, end = named[0]
        places.setdefault(numbers["Friends"], Found(entry=numbers["Friends"], much=1, at=at, end=end))
    for number in sorted(told, reverse=True):  # a child stands behind its parent in the file
        parent = numbers.get(entries[number].parent)
        if parent is not None and told[number] >= HOLDS and told.get(parent, 0.0) < told[number]:
            told[parent], places[parent] = told[number], places[number]
    return [_sign(text, tokens, entries[n], places[n], told[n]) for n in sorted(told) if told[n] >= HOLDS]


def felt(text: str, tokens: Tokens, hits: Sequence[Found]) -> list[Sign]:
    """The stated feelings as signs."""
    entries, told = lexicon.feelings().entries, counts(hits)
    best = {n: max((hit for hit in hits if hit.entry == n), key=lambda hit: hit.much) for n in told}
    return [_sign(text, tokens, entries[n], best[n], told[n]) for n in sorted(told) if told[n] >= HOLDS]


def _sign(text: str, tokens: Tokens, entry: lexicon.Entry, place: Found, count: float) -> Sign:
    feeling = entry.kind == "feeling"
    thing = entry.kind in evidence.NOUNS
    often = min(1.0, math.log1p(count - 1) / math.log(5))
    return Sign(
        label=entry.label.capitalize() if feeling else entry.label,
        kind=entry.kind,
        evidence=evidence.words(text, tokens, place, noun=thing),
        noun=evidence.noun(text, tokens, place) if thing else "",
        times=max(1, round(count)),
        score=round((_STATED if feeling else entry.weight) * (0.8 + 0.2 * often), 4),
        patterns=tuple(name for name, _ in entry.patterns),
    )
