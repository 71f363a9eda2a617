"""Read a dream: its signs, stated feelings, patterns and stress, each with the words it was found in."""

from __future__ import annotations

import math
from collections.abc import Iterable

from dreamstream.backends.local import lexicon, people, signs, strain
from dreamstream.backends.local.found import Found, find
from dreamstream.backends.local.language import FEWEST, UNKNOWN, language
from dreamstream.backends.local.signs import HOLDS
from dreamstream.backends.local.signs import Sign as Sign
from dreamstream.backends.local.tokens import cut, without
from dreamstream.lists import EMOTIONS, PATTERNS

#: Below this a pattern is not even there a little.
_THERE = 0.2


class Reading:
    """Everything that was found; nothing in it is guessed except `mood`, which only colours the picture."""

    __slots__ = (
        "emotions",
        "faint",
        "few",
        "language",
        "mood",
        "names",
        "nightmare",
        "patterns",
        "signs",
        "status",
        "stress",
        "why",
    )

    def __init__(
        self,
        *,
        language: str,
        few: bool,
        signs: tuple[Sign, ...] = (),
        emotions: tuple[str, ...] = (),
        patterns: tuple[str, ...] = (),
        faint: tuple[str, ...] = (),
        stress: int | None = None,
        nightmare: bool = False,
        why: str = "",
        status: str = "limited",
        mood: str = "peace",
        names: tuple[str, ...] = (),
    ) -> None:
        self.language = language
        self.few = few  #: too few words to tell anything
        self.signs = signs  #: all that hold, best first
        self.emotions = emotions
        self.patterns = patterns  #: all that hold, strongest first
        self.faint = faint  #: patterns that are there a little
        self.stress = stress
        self.nightmare = nightmare
        self.why = why
        self.status = status
        self.mood = mood
        self.names = names


def read(text: str) -> Reading:
    """The reading of one dream; the same words give the same reading, and any string is read."""
    tokens = cut(text)
    spoken = tokens.spoken
    tongue, few = language(spoken), len(spoken) < FEWEST
    # a few words in no known language may still name a sign; a long text that is not English is left alone
    if tongue != "en" and not (few and tongue == UNKNOWN):
        return Reading(language=tongue, few=few)
    hits = list(find(tokens, lexicon.signs()))
    plainly = without(tokens, lexicon.small("found", "intensifiers"))
    felt = list(find(plainly, lexicon.feelings(), negated=True))
    named = [] if few else people.names(text, tokens, lexicon.signs())
    counts = signs.counts(hits, named)
    found = signs.of(text, tokens, hits, named, counts) + signs.felt(text, plainly, felt)
    held = tuple(sorted(found, key=lambda sign: (-sign.score, sign.label)))
    strengths = _strengths((lexicon.signs(), counts), (lexicon.feelings(), signs.counts(felt)))
    moods = _moods(felt)
    stress = None if few else strain.stress(held, moods, len(spoken))
    nightmare, why = (False, "") if few else strain.nightmare(text, tokens, stress or 0, held)
    return Reading(
        signs=held,
        emotions=tuple(sorted((m for m in EMOTIONS if moods[m] >= HOLDS), key=lambda m: -moods[m])),
        patterns=tuple(name for name, strength in strengths if strength >= HOLDS),
        faint=tuple(name for name, strength in strengths if strength < HOLDS),
        stress=stress,
        nightmare=nightmare,
        why=why,
        language=tongue,
        status="limited" if few else "ok",
        mood=strain.mood(moods, stress or 0, nightmare=nightmare),
        few=few,
        names=tuple(dict.fromkeys(name for name, _, _ in named)),
    )


def _moods(felt: Iterable[Found]) -> dict[str, float]:
    entries = lexicon.feelings().entries
    moods = dict.fromkeys(EMOTIONS, 0.0)
    for hit in felt:
        moods[entries[hit.entry].label] += hit.much
    return moods


def _strengths(*told: tuple[lexicon.Lexicon, dict[int, float]]) -> list[tuple[str, float]]:
    """How much of each pattern there is; two half-said signs make one, many faint ones never do."""
    plain: dict[str, float] = {}
    faint: dict[str, float] = {}
    for table, counts in told:
        for number, count in counts.items():
            much = min(1.0, count) * (1.0 + 0.25 * math.log(max(1.0, count)))
            for name, share in table.entries[number].patterns:
                if share == 1.0:
                    plain[name] = plain.get(name, 0.0) + much
                else:
                    faint[name] = max(faint.get(name, 0.0), share * min(1.0, count))
    strengths = {name: plain.get(name, 0.0) or faint.get(name, 0.0) for name in PATTERNS}
    ranked = sorted(strengths.items(), key=lambda item: (-item[1], PATTERNS.index(item[0])))
    return [(name, strength) for name, strength in ranked if strength > _THERE]
