"""Put a reading into words: supportive, hedged, and grounded in what stands in the dream."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

from dreamstream.backends.local import evidence, glosses, language, phrases
from dreamstream.backends.local.reader import Reading, read
from dreamstream.backends.local.signs import Sign
from dreamstream.words.signs import wider

SHOWN = 5
FEWEST = 3
OF_A_KIND = 2
PATTERNS = 3
HINT = "A real-AI backend can read it, once one is set up: `dreamstream backends list` says who can do what."
_VERBS = {"goes": "go", "points": "point", "touches": "touch", "calls": "call", "reminds": "remind", "does": "do"}


def analysis(text: str, *, everything: bool = False) -> dict[str, object]:
    """The `analysis` of a dream, without the backend's name; `everything` lists every sign and pattern that holds."""
    reading = read(text)
    shown = _shown(reading)
    words = _Words(text, reading, shown)
    ok = reading.status == "ok"
    return {
        "hook": words.hook(),
        "interpretation": words.interpretation() if ok else words.limits(),
        "signs": [_as_json(sign) for sign in (reading.signs if everything else shown)],
        "patterns": list(reading.patterns if everything else _top(reading)),
        "emotions": list(reading.emotions),
        "stress": reading.stress,
        "nightmare": {"likely": reading.nightmare, "why": reading.why},
        "actions": words.actions(),
        "archetype": words.archetype(),
        "language": reading.language,
        "status": reading.status,
        "note": None if ok else words.note(),
    }


def _as_json(sign: Sign) -> dict[str, str]:
    return {"label": sign.label, "kind": sign.kind, "evidence": sign.evidence}


def _shown(reading: Reading) -> list[Sign]:
    """Up to five, the best first, two of a kind while others are there; a wider sign gives way to its child."""
    hidden = {label for sign in reading.signs for label in wider(sign.label)}
    ranked = [sign for sign in reading.signs if sign.label not in hidden]
    chosen: list[Sign] = []
    told = {(sign.evidence, _sort(sign)): sign for sign in ranked[::-1]}
    told |= {(sign.evidence, _sort(sign)): sign for sign in ranked[::-1] if sign.kind == "place"}  # a jail is a place
    ranked = [sign for sign in ranked if told[sign.evidence, _sort(sign)] is sign]
    ranked = [sign for sign in ranked if sign.times > 1 or not _begins(sign, ranked)]
    for sign in ranked:
        if len(chosen) < SHOWN and sum(sign.kind == other.kind for other in chosen) < OF_A_KIND:
            chosen.append(sign)
    for sign in ranked:
        if len(chosen) < FEWEST and sign not in chosen:
            chosen.append(sign)
    return sorted(chosen, key=ranked.index)


def _begins(sign: Sign, others: Sequence[Sign]) -> bool:
    """Whether its words only begin another's: the school of "my school friend" is no place one was in."""
    return bool(sign.noun) and any(other.noun.lower().startswith(f"{sign.noun.lower()} ") for other in others)


def _sort(sign: Sign) -> str:
    """One elevator is not shown as a place and as a thing, nor tears as a body and as crying."""
    return "person" if sign.kind == "person" else "feeling" if sign.kind == "feeling" else "thing"


def _top(reading: Reading) -> tuple[str, ...]:
    """The two or three strongest patterns; a faint one only to make the second."""
    strong = reading.patterns[:PATTERNS]
    return strong if len(strong) > 1 else (*strong, *reading.faint)[:2]


class _Words:
    """One dream's choice of words: the dream itself decides, so the same dream is always worded the same."""

    def __init__(self, text: str, reading: Reading, shown: Sequence[Sign]) -> None:
        self._seed = zlib.crc32(text.encode("utf-8", "replace"))
        self._reading = reading
        self._signs = [sign for sign in shown if sign.kind != "feeling" and not _begins(sign, shown)]
        self._patterns = reading.patterns[:PATTERNS]

    def hook(self) -> str:
        items = [self._name(sign) for sign in self._signs[:3]]
        feeling = next((phrases.FEELING[name] for name in self._reading.emotions), "")
        if items and feeling:
            return self._say(phrases.HOOKS_FELT, 1, list=_and(items), feeling=feeling)
        if items:
            return self._say(phrases.HOOKS if len(items) > 1 else phrases.HOOKS_ONE, 1, list=_and(items))
        return self._say(phrases.HOOKS_FEELING if feeling else phrases.HOOKS_BARE, 1, feeling=feeling)

    def interpretation(self) -> str:
        scene, felt = self._scene(), self._felt()
        readings = [
            self._about(frames, sign, salt)
            for sign, frames, salt in zip(self._signs, (phrases.READINGS, phrases.SECOND), (3, 4), strict=False)
        ]
        # the order of telling changes from dream to dream, so that many in a row do not sound alike
        order = ((scene, readings, felt), (felt, readings), (readings, felt))[self._seed // 7 % 3]
        said = [sentence for part in order for sentence in part]
        if not said:
            said.append("There is little here to hold on to, and that is fine: a dream may simply be kept.")
        return " ".join([*said, self._question()])

    def _scene(self) -> list[str]:
        items = [self._name(sign) for sign in self._signs[:3]]
        if not items:
            return []
        return [self._say(phrases.OPENINGS if len(items) > 1 else phrases.OPENINGS_ONE, 2, list=_and(items))]

    def _felt(self) -> list[str]:
        felt = self._reading.emotions
        first = [self._pick(phrases.FEELINGS[felt[0]], 5)] if felt else []
        return first + [self._say(phrases.MIXED, 6, feeling=phrases.FEELING[name]) for name in felt[1:2]]

    def actions(self) -> list[str]:
        if self._reading.status != "ok":
            return list(phrases.ACTIONS_ANY[:2])
        done = [self._pick(phrases.ACTIONS[name], 8 + i) for i, name in enumerate(self._patterns[:2])]
        if self._signs:
            done.append(self._practice())
        for action in phrases.ACTIONS_ANY:
            if len(done) < 2:
                done.append(action)
        return list(dict.fromkeys(done))[:3]

    def _practice(self) -> str:
        day = next((sign for sign in self._signs if glosses.gloss(sign).practice == "day"), None)
        if day and self._seed % 2:
            return self._say(phrases.ACTION_DAY, 11, it=glosses.gloss(day).phrase)
        first = self._signs[0]
        frames = phrases.ACTION_SIGN[:-1] if glosses.gloss(first).practice == "hard" else phrases.ACTION_SIGN
        return self._about(frames, first, 11)

    def archetype(self) -> str | None:
        return next((image for sign in self._signs if (image := glosses.gloss(sign).image)), None)

    def limits(self) -> str:
        if self._reading.few:
            return "There are too few words here to read much into. It may grow if you add what comes back to you."
        return (
            f"This dream seems to be told in {self._tongue()}, and the built-in reader knows English only;"
            " it is kept as you told it."
        )

    def note(self) -> str:
        if self._reading.few:
            return f"Too few words for the built-in reader. {HINT}"
        return f"The built-in reader knows English only, and this looks like {self._tongue()}. {HINT}"

    def _tongue(self) -> str:
        return language.NAMES.get(self._reading.language, "another language")

    def _question(self) -> str:
        if not self._signs and not self._patterns:
            return self._pick(phrases.QUESTIONS_BARE, 7)
        person = next((sign for sign in self._signs if sign.kind == "person"), None)
        patterns = [name for name in self._patterns if name != "people" or person]
        # one dream in three is asked about its first sign, the others about their first pattern
        if self._signs and (self._seed % 3 == 0 or not patterns):
            return self._about(phrases.QUESTIONS_ANY, self._signs[0], 7)
        if not patterns:
            return self._pick(phrases.QUESTIONS_BARE, 7)
        return self._say(phrases.QUESTIONS[patterns[0]], 7, person=glosses.again(self._name(person)) if person else "")

    def _about(self, frames: Sequence[str], sign: Sign, salt: int) -> str:
        gloss = glosses.gloss(sign)
        name = self._name(sign)
        many = evidence.plural(name.rpartition(" ")[2].lower()) if sign.noun else gloss.plural
        chosen = {verb: plain if many else verb for verb, plain in _VERBS.items()}
        pro = "they" if many or sign.kind == "person" else "it"
        chosen["is"] = "are" if pro == "they" else "is"
        return self._say(frames, salt, it=name, pro=pro, one=gloss.one, other=gloss.other, **chosen)

    def _name(self, sign: Sign) -> str:
        for owner in self._signs[:3]:  # "your aunt and your aunt's kitchen" says it twice
            if owner.noun and sign.noun.startswith((f"{owner.noun}'s ", f"{owner.noun}’s ")):
                return "the " + sign.noun[len(owner.noun) + 3 :]
        person = sign.evidence.removesuffix("'s").removesuffix("’s")
        return person if person in self._reading.names else glosses.name(sign)

    def _say(self, frames: Sequence[str], salt: int, **words: str) -> str:
        capitals = {name.capitalize(): _upper(word) for name, word in words.items()}
        return self._pick(frames, salt).format(**words, **capitals)

    def _pick(self, frames: Sequence[str], salt: int) -> str:
        return frames[zlib.crc32(b"%d" % salt, self._seed) % len(frames)]


def _and(items: Sequence[str]) -> str:
    return items[0] if len(items) == 1 else ", ".join(items[:-1]) + " and " + items[-1]


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]
