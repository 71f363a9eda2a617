"""Stage a dream: from its words to a scene."""

from __future__ import annotations

import random
import re
import tomllib
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

from dreamstream.backends.local import language
from dreamstream.pictures import ground, inside, layout
from dreamstream.pictures.scene import Scene
from dreamstream.pictures.shapes import traits

_HOURS = {
    "peace": ("night", "dawn", "dusk", "night"),
    "love": ("dusk", "night", "dawn"),
    "joy": ("day", "dawn", "dusk", "day", "night"),
    "fear": ("night", "night", "dusk"),
    "anger": ("dusk", "night"),
    "sadness": ("night", "dusk", "dawn"),
    "unease": ("night", "dusk", "dawn"),
    "confusion": ("dusk", "night", "dawn"),
}
_BUILT = ("house", "tower", "church", "school", "city", "castle", "bridge", "lighthouse", "windmill", "ruin")
_RIDES = ("train", "car", "bus", "truck", "plane", "rocket", "ufo", "boat", "ship", "wave")
_LEADS_OUT = frozenset((*_BUILT, *_RIDES, "street lamp", "palm", "gate"))  # stronger than a room that is told of
_OUTSIDE = _LEADS_OUT | {"rocks"} | traits.OUTSIDE
_ROOMS = inside.PLACES
_CORRIDORS = ("hall", "hotel", "lift")
_INSIDE = (*_ROOMS, "cave")
#: what a word for a place may turn out to be: nobody says which street it was
_KINDRED = {
    "street": ("street", "street", "street", "square", "alley", "suburb"),
    "sea": ("sea", "sea", "sea", "cliffs"),
    "lake": ("lake", "lake", "lake", "island"),
    "field": ("field", "field", "field", "farm"),
}
_SMALL = traits.SMALL  # never alone out of doors
_HOUSEHOLD = _SMALL | {"bed", "stairs", "door", "cradle", "piano", "candle"} | traits.HOUSEHOLD
_NARROW = frozenset(("door", "window", "stairs", "tree", "bed", "piano", "stage", "table"))  # not in a corridor
_HULLS = frozenset(("boat", "ship", "rowing boat", "submarine", "wave", "iceberg"))  # not on dry land
_BATHERS = frozenset(("swimmer", "diver"))
_WATERS = (*ground.WET, "underwater", "pool")
_AFAR = (["train"], ["wave"], ["ship"], ["boat"])  # belong on the water, not on a cliff above it
_MEADOW = re.compile(r"\b(?:meadow|prairie|pasture)s?\b")  # no farm land
_WANDERING = ("piano", "bed", "bath")  # of the house, yet seen in deserts and seas: that is what dreams do
_ENOUGH = 0.5  # a second or third thing worth less than this is only mentioned, not shown


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    words: re.Pattern[str]
    guards: re.Pattern[str]
    means: dict[str, str]


def stage(text: str, *, mood: str, at: str | None = None, seed_extra: str = "") -> Scene:
    """The picture of a whole dream."""
    seed = seed_of(text, seed_extra)
    hour, weather, place = hour_of(text, mood, at, seed), most(text, "weather"), most(text, "places")
    things, place = fitting(ranked(text), place)
    kindred = [near for near in _KINDRED.get(place or "", ()) if not (near == "cliffs" and things[:1] in _AFAR)]
    if kindred and not (place == "field" and _MEADOW.search(text.lower())):
        place = random.Random(f"{seed}:kindred").choice(kindred)
    return layout.compose(things, mood=mood, hour=hour, place=place, weather=weather, seed=seed)


def fitting(things: Sequence[str], place: str | None) -> tuple[list[str], str | None]:
    """Houses do not stand in rooms, nor cups on beaches; what leads the dream decides which it is."""
    things, place = _watered(things, place)
    first = list(things[:1])
    if place in _INSIDE and ("flyer" in things[:2] or "faller" in things[:1]):
        place = None  # nobody flies in a corridor who could fly in the sky
    elif place in _ROOMS and first and first[0] in ("house", "school", *inside.itself(place or "")):
        first = []  # what is told of happens inside it
    elif place in _ROOMS and first and first[0] in _LEADS_OUT:
        place = None
    if place in ("room", "living room", "study") and first == ["stairs"]:
        place = "staircase"  # steps that hang before a window are no stair
    if place in _INSIDE:
        steps = () if place == "cave" else ("stairs",)
        kept = [
            name for name in things if name not in (*steps, *_OUTSIDE) and not (place in _CORRIDORS and name in _NARROW)
        ]
    elif place is None and any(name in _HOUSEHOLD for name in first):
        kept = [name for name in things if name not in _OUTSIDE]
    else:
        kept = first + [
            name for name in things[1:] if name not in _HOUSEHOLD or (name in _WANDERING and name in things[:3])
        ]
        if kept and kept[0] in _SMALL:
            kept = kept[1:]
    if place == "sky" and "stairs" in things:
        kept = ["stairs", *(name for name in kept if name != "stairs")]  # they lead there
    has = ("city",) if place == "street" and kept[:1] != ["city"] else inside.itself(place or "")
    kept = [name for name in kept if name not in has]
    weights = _data()["weights"]
    return kept[:1] + [name for name in kept[1:] if float(weights.get(name, 1.0)) >= _ENOUGH], place


def _watered(things: Sequence[str], place: str | None) -> tuple[list[str], str | None]:
    """Who swims and what floats needs water: where it leads the dream it finds some, else it is left out."""
    if place is None or place in _WATERS:
        return list(things), place
    if place in _ROOMS and things and things[0] in _BATHERS and place not in ("carriage", "bus", "cabin", "lift"):
        return list(things), "pool"
    if things and things[0] in _HULLS | _BATHERS and place not in _ROOMS:
        return list(things), "sea" if things[0] in ("wave", "ship") else "lake"
    return [name for name in things if name not in _HULLS | _BATHERS], place


def ranked(text: str) -> list[str]:
    """Shapes the words call for: said often, said early, and worth a picture."""
    weights = _data()["weights"]
    scores: dict[str, float] = {}
    length = max(1, len(text))
    for where, name in found(text, "things"):
        worth = float(weights.get(name, 1.0)) * (1.25 - 0.5 * where / length)
        scores[name] = scores.get(name, 0.0) + worth * (0.5 if name in scores else 1.0)
    return [name for name, _ in sorted(scores.items(), key=lambda pair: (-round(pair[1], 6), pair[0]))]


def hour_of(text: str, mood: str, at: str | None, seed: int) -> str:
    """The hour the words name, or one that suits the mood."""
    said = most(text, "hours")
    if said:
        return said
    choices = _HOURS.get(mood, ("night", "dusk", "dawn"))
    clock = re.search(r"T(\d\d):", at or "")
    if clock and 12 <= int(clock[1]) <= 17 and mood in ("joy", "peace", "confusion"):
        return "day"  # dreamt in an afternoon's nap
    return choices[seed // 7 % len(choices)]


def most(text: str, table: str) -> str | None:
    """What of a table the words name most, early words a little before late ones."""
    scores: dict[str, float] = {}
    length = max(1, len(text))
    for where, name in found(text, table):
        scores[name] = scores.get(name, 0.0) + 1.2 - 0.4 * where / length
    if table == "places":
        scores = _one_side(scores)
    return min(scores, key=lambda name: (-round(scores[name], 6), name)) if scores else None


_RIDING = frozenset(("carriage", "bus"))


def _one_side(scores: dict[str, float]) -> dict[str, float]:
    """Places under a roof or under the sky, whichever the dream spends more on; a named room before "a room"."""
    if "staircase" in scores and "sky" in scores:
        return {"sky": scores["sky"]}  # steps into the clouds are no stairwell
    roofed = {name: score for name, score in scores.items() if name in inside.PLACES}
    if len(roofed) < len(scores) and roofed.keys() <= _RIDING:
        # a train by the sea is seen from the shore: from its seats there would be no sea
        return {name: score for name, score in scores.items() if name not in roofed}
    if sum(roofed.values()) < sum(scores.values()) / 2:
        return {name: score for name, score in scores.items() if name not in roofed}
    return {name: score * (0.4 if name in ("room", "hall", "staircase") else 1.0) for name, score in roofed.items()}


def found(text: str, table: str) -> Iterable[tuple[int, str]]:
    """Each thing of a table the words name: (where it stands in the text, its name)."""
    strange: frozenset[str] = _false_friends() if told(text) not in ("en", language.UNKNOWN) else frozenset()
    words = _table(table)
    # guards go first and leave a gap: "I fell" must not be read out of "I fell asleep"
    low = words.guards.sub(lambda match: " " * len(match[0]), text.lower().replace("’", "'"))
    for match in words.words.finditer(low):
        if match[0] in strange:
            continue
        if not _DENIED.search(low[max(0, match.start() - 10) : match.start()]):
            yield match.start(), words.means[match[0]]


@lru_cache(maxsize=16)
def told(text: str) -> str:
    """The language of a dream, as far as its small words tell."""
    return language.language(re.findall(r"[^\W\d_]+(?:'\w+)?", text.lower().replace("’", "'"))[:400])


_DENIED = re.compile(r"\b(?:no|without|not a|isn't a|wasn't a)\s$")


@cache
def _data() -> dict[str, dict[str, str | float]]:
    body = resources.files("dreamstream.backends.local").joinpath("things.en.toml").read_text("utf-8")
    data: dict[str, dict[str, str | float]] = tomllib.loads(body)
    return data


@cache
def _false_friends() -> frozenset[str]:
    return frozenset(_phrases(_data()["foreign"]["words"]))


@cache
def _table(name: str) -> _Table:
    """Patterns with the longest phrase first, so that "old woman" is not a woman."""
    data = _data()
    means = {phrase: shape for shape, phrases in data[name].items() for phrase in _phrases(phrases)}
    tables = ("not", "hours_not") if name == "hours" else ("not",)
    guards = [phrase for table in tables for phrases in data[table].values() for phrase in _phrases(phrases)]
    return _Table(words=_pattern(means), guards=_pattern(guards), means=means)


def _phrases(listed: str | float) -> list[str]:
    return [phrase.strip() for phrase in str(listed).split(",")]


def _pattern(phrases: Iterable[str]) -> re.Pattern[str]:
    longest = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return re.compile(r"(?<![\w'-])(?:" + "|".join(map(re.escape, longest)) + r")(?![\w-])")


def seed_of(text: str, extra: str) -> int:
    """The dice of a dream: the same words give the same number."""
    return zlib.crc32(f"{' '.join(text.lower().split())}\n{extra}".encode("utf-8", "replace"))
