"""Read a dream: its signs, stated feelings, patterns and stress, each with the words it was found in."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from dreamstream.backends.local import evidence, lexicon, norms, people
from dreamstream.backends.local.found import Found, find
from dreamstream.backends.local.language import FEWEST, UNKNOWN, language
from dreamstream.backends.local.tokens import Tokens, cut, sentence_end
from dreamstream.words.labels import EMOTIONS, PATTERNS

#: What must have been counted before a sign or a feeling holds: one plain form, or two weak ones.
HOLDS = 1.0
_THREATS = frozenset(("Being Chased", "Being Trapped", "Fire", "Flood", "Injury", "Killing", "Monster", "War", "Weapon"))
_BAD_DREAM = ("nightmare", "nightmares", "nightmarish")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sign:
    """One sign that holds."""

    label: str
    kind: str
    evidence: str  #: verbatim words of the dream
    count: int
    score: float
    patterns: tuple[str, ...]
    noun: str = ""  #: the evidence where it can stand in a sentence as it is: "a dark forest", "birds"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """Everything that was found; nothing in it is guessed except `mood`, which only colours the picture."""

    signs: tuple[Sign, ...]  #: all that hold, best first
    emotions: tuple[str, ...]
    patterns: tuple[str, ...]  #: all that hold, strongest first
    faint: tuple[str, ...]  #: patterns that are there a little
    stress: int | None
    nightmare: bool
    why: str
    language: str
    status: str
    mood: str
    few: bool  #: too few words to tell anything
    names: tuple[str, ...]
    strongest: str  #: the sentence with the most signs and feelings in it, verbatim
    hidden: dict[str, frozenset[str]]  #: label → wider labels not to be shown beside it


def read(text: str) -> Reading:
    """The reading of one dream; the same words give the same reading, and any string is read."""
    tokens = cut(text)
    spoken = tokens.spoken
    tongue = language(spoken)
    few = len(spoken) < FEWEST
    ok = tongue == "en" and not few
    if tongue not in ("en", UNKNOWN):
        return _limited(tongue, few)
    table = lexicon.signs()
    hits = list(find(tokens, table))
    felt = list(find(tokens, lexicon.feelings(), negated=True))
    named = people.names(text, tokens, table) if ok else []
    counts = _counts(hits)
    emotions, mood_counts = _feelings(felt)
    found = _signs(text, tokens, table, hits, named, counts)
    feelings = _felt_signs(text, tokens, felt, emotions)
    signs = tuple(sorted((*found, *feelings), key=lambda sign: (-sign.score, sign.label)))
    strengths = _strengths(counts, felt)
    stress = _stress(signs, mood_counts, len(spoken)) if ok else None
    nightmare, why = _nightmare(text, tokens, stress, emotions, signs) if ok else (False, "")
    return Reading(
        signs=signs,
        emotions=emotions,
        patterns=tuple(name for name, strength in strengths if strength >= HOLDS),
        faint=tuple(name for name, strength in strengths if strength < HOLDS),
        stress=stress,
        nightmare=nightmare,
        why=why,
        language=tongue,
        status="ok" if ok else "limited",
        mood=_mood(mood_counts, stress),
        few=few,
        names=tuple(dict.fromkeys(name.removesuffix("'s").removesuffix("’s") for name, _ in named)),
        strongest=_strongest(text, tokens, [*hits, *felt]),
        hidden={entry.label: frozenset((entry.parent, entry.beside)) - {""} for entry in table.entries},
    )


def _limited(tongue: str, few: bool) -> Reading:
    return Reading(
        signs=(), emotions=(), patterns=(), faint=(), stress=None, nightmare=False, why="", language=tongue,
        status="limited", mood="peace", few=few, names=(), strongest="", hidden={},
    )  # fmt: skip


def _counts(hits: Iterable[Found]) -> dict[int, float]:
    counts: dict[int, float] = defaultdict(float)
    for hit in hits:
        counts[hit.entry] += hit.count
    return counts


def _signs(
    text: str,
    tokens: Tokens,
    table: lexicon.Lexicon,
    hits: list[Found],
    named: list[tuple[str, int]],
    counts: dict[int, float],
) -> list[Sign]:
    numbers = {entry.label: number for number, entry in enumerate(table.entries)}
    places: dict[int, Found] = {}
    for hit in hits:
        best = places.get(hit.entry)
        if best is None or hit.count > best.count:
            places[hit.entry] = hit
    if named:
        friends = numbers["Friends"]
        counts[friends] += len(named)
        places.setdefault(friends, Found(entry=friends, count=1, at=named[0][1], end=named[0][1] + 1))
    for number in sorted(counts, reverse=True):  # a child stands behind its parent in the list
        parent = table.entries[number].parent
        if parent and counts[number] >= HOLDS and counts.get(numbers[parent], 0.0) < counts[number]:
            counts[numbers[parent]] = counts[number]
            places[numbers[parent]] = places[number]
    return [
        Sign(
            label=entry.label,
            kind=entry.kind,
            evidence=evidence.words(text, tokens, places[number], noun=entry.kind in evidence.NOUNS),
            noun=evidence.noun(text, tokens, places[number]) if entry.kind in evidence.NOUNS else "",
            count=round(counts[number]),
            score=round(entry.weight * (0.8 + 0.2 * min(1.0, math.log1p(counts[number] - 1) / 1.6)), 4),
            patterns=tuple(name for name, _ in entry.patterns),
        )
        for number, entry in enumerate(table.entries)
        if counts.get(number, 0.0) >= HOLDS
    ]


def _feelings(felt: list[Found]) -> tuple[tuple[str, ...], dict[str, float]]:
    entries = lexicon.feelings().entries
    counts = {name: 0.0 for name in EMOTIONS}
    for hit in felt:
        counts[entries[hit.entry].label] += hit.count
    ranked = sorted((name for name in EMOTIONS if counts[name] >= HOLDS), key=lambda name: -counts[name])
    return tuple(ranked), counts


def _felt_signs(text: str, tokens: Tokens, felt: list[Found], emotions: tuple[str, ...]) -> list[Sign]:
    entries = lexicon.feelings().entries
    signs = []
    for name in emotions:
        own = [hit for hit in felt if entries[hit.entry].label == name]
        best = max(own, key=lambda hit: hit.count)
        count = sum(hit.count for hit in own)
        signs.append(
            Sign(
                label=name.capitalize(),
                kind="feeling",
                evidence=evidence.words(text, tokens, best, noun=False),
                count=round(count),
                score=round(0.92 * (0.8 + 0.2 * min(1.0, math.log1p(count - 1) / 1.6)), 4),
                patterns=("feelings",),
            )
        )
    return signs


def _strengths(counts: dict[int, float], felt: list[Found]) -> list[tuple[str, float]]:
    """How much of each pattern there is; two half-said signs make one, many faint ones never do."""
    plain: dict[str, float] = {}
    faint: dict[str, float] = {}
    for entries, numbers in ((lexicon.signs().entries, counts), (lexicon.feelings().entries, _counts(felt))):
        for number, count in numbers.items():
            much = min(1.0, count) * (1.0 + 0.25 * math.log(max(1.0, count)))
            for name, share in entries[number].patterns:
                if share == 1.0:
                    plain[name] = plain.get(name, 0.0) + much
                else:
                    faint[name] = max(faint.get(name, 0.0), share * min(1.0, count))
    strengths = {name: plain.get(name, 0.0) or faint.get(name, 0.0) for name in PATTERNS}
    ranked = sorted(strengths.items(), key=lambda item: (-item[1], PATTERNS.index(item[0])))
    return [(name, strength) for name, strength in ranked if strength > 0.2]


def _stress(signs: tuple[Sign, ...], felt: dict[str, float], words: int) -> int:
    """Strain less ease, by the length of the telling, as a percentile of dreams people wrote down: 50 is a usual one."""
    told = {sign.label: sign.count for sign in signs}

    def much(count: float) -> float:
        return math.log1p(count)

    strain = (
        2 * much(felt["fear"] + felt["unease"])
        + much(felt["anger"])
        + much(felt["sadness"])
        + 0.8 * much(told.get("Aggression", 0))
        + 0.8 * much(told.get("Misfortune", 0))
        + 0.8 * much(told.get("Weapon", 0))
        - 0.8 * much(felt["joy"] + felt["peace"])
        - 0.3 * much(told.get("Friendliness", 0))
    )
    return norms.percentile(strain / math.log(20 + words))


def _nightmare(
    text: str, tokens: Tokens, stress: int | None, emotions: tuple[str, ...], signs: tuple[Sign, ...]
) -> tuple[bool, str]:
    for at, word in enumerate(tokens.words):
        bad = word in ("bad", "night") and tokens.words[at + 1 : at + 2] in (["dream"], ["terror"], ["terrors"])
        if (word in _BAD_DREAM or bad) and not set(tokens.words[max(0, at - 3) : at]) & lexicon.negators():
            end = tokens.spans[at + 1 if bad else at][1]
            return True, f"you call it “{text[tokens.spans[at][0] : end]}”"
    threat = next((sign for sign in signs if sign.label in _THREATS), None)
    fear = next((sign for sign in signs if sign.label == "Fear"), None)
    if (stress or 0) >= 90 and (fear or threat):
        told = [f"“{sign.evidence}”" for sign in (fear, threat) if sign]
        return True, "the telling is strained, and you say " + " and ".join(dict.fromkeys(told))
    return False, ""


def _mood(felt: dict[str, float], stress: int | None) -> str:
    best = max(EMOTIONS, key=lambda name: felt[name])
    if felt[best] > 0:
        return best
    return "unease" if (stress or 0) >= 60 else "peace"


def _strongest(text: str, tokens: Tokens, hits: list[Found]) -> str:
    weights = [0.0] * (len(tokens.words) + 1)
    for hit in hits:
        weights[hit.at] += hit.count
    best, best_weight, at = "", 0.0, 0
    while at < len(tokens.words):
        end = sentence_end(tokens.words, at)
        weight = sum(weights[at:end]) / math.sqrt(6 + end - at) if end > at else 0.0
        if weight > best_weight:
            best, best_weight = text[tokens.spans[at][0] : tokens.spans[end - 1][1]], weight
        at = end + 1
    return best
