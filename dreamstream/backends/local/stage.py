"""Stage a dream: from its words to a scene, and to the four or so beats of a comic."""

from __future__ import annotations

import re
import tomllib
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources

from dreamstream.pictures import captions, layout, letter
from dreamstream.pictures.scene import Scene

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
_SHOTS = ("wide", "medium", "close", "medium", "wide", "close")
_MAIN = ("flyer", "runner", "faller", "dancer", "couple", "family")  # what the dreamer does stays through a comic
_BUILT = ("house", "tower", "church", "school", "city", "castle", "bridge", "lighthouse", "windmill", "ruin")
_RIDES = ("train", "car", "bus", "truck", "plane", "rocket", "ufo", "boat", "ship", "wave")
_OUTSIDE = frozenset((*_BUILT, *_RIDES, "street lamp", "palm", "cloud", "star", "crescent", "gate", "rocks"))
_INSIDE = ("room", "hall", "cave")
_SMALL = frozenset(("window", "table", "chair", "cup", "bottle", "bath", "screen", "cake"))  # never alone out of doors
_HOUSEHOLD = _SMALL | {"bed", "stairs", "door", "cradle", "piano", "candle"}
_NARROW = frozenset(("door", "window", "stairs", "tree", "bed", "piano", "stage", "table"))  # not in a corridor
_ENOUGH = 0.5  # a second or third thing worth less than this is only mentioned, not shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Beat:
    """One panel: what is said over it and what it shows."""

    caption: str
    scene: Scene


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    words: re.Pattern[str]
    guards: re.Pattern[str]
    means: dict[str, str]


def stage(text: str, *, mood: str, at: str | None = None, seed_extra: str = "") -> Scene:
    """The picture of a whole dream."""
    seed = _seed(text, seed_extra)
    hour, weather, place = _hour(text, mood, at, seed), _most(text, "weather"), _most(text, "places")
    things, place = _fitting(_ranked(text), place)
    return layout.compose(things, mood=mood, hour=hour, place=place, weather=weather, seed=seed)


def beats(text: str, *, mood: str, at: str | None = None, count: int = 4, seed_extra: str = "") -> tuple[Beat, ...]:
    """The dream in its order, in three to six panels; one palette, one hour, one main actor."""
    seed = _seed(text, seed_extra)
    hour, weather, place = _hour(text, mood, at, seed), _most(text, "weather"), _most(text, "places")
    whole = _ranked(text)
    main = next((name for name in whole if name in _MAIN), None)
    parts = _parts(text, max(3, min(6, count)))
    cells = letter.cells(len(parts))
    out: list[Beat] = []
    for i, (words, caption) in enumerate(parts):
        place = _most(words, "places") or place
        own = _ranked(words) or whole[:1] or [actor.name for beat in out[:1] for actor in beat.scene.actors[-1:]]
        if main and main not in own:
            own = [*own[:1], main, *own[1:]]
        things, land = _fitting(own, place)
        if not things:
            things, land = _fitting(whole[:1], place)
        if not things and out:
            things = ["person"]  # the dreamer stays when nothing else does
        aspect = cells[i][2] / cells[i][3]
        scene = layout.compose(
            things,
            mood=mood,
            hour=hour,
            place=land or (out[-1].scene.place if out else None),
            weather=weather,
            seed=seed + 7919 * i,
            shot=_SHOTS[i % len(_SHOTS)],
            clear="top" if aspect <= letter.FLAT else "corner" if i == len(parts) - 1 else "left",
            aspect=aspect,
        )
        if out:
            scene = replace(scene, lamp=out[0].scene.lamp)
        out.append(Beat(caption=caption, scene=scene))
    return tuple(out)


def _fitting(things: Sequence[str], place: str | None) -> tuple[list[str], str | None]:
    """Houses do not stand in rooms, nor cups on beaches; what leads the dream decides which it is."""
    first = list(things[:1])
    if place in _INSIDE and ("flyer" in things[:2] or "faller" in things[:1]):
        place = None  # nobody flies in a corridor who could fly in the sky
    elif place in ("room", "hall") and first and first[0] in ("house", "school"):
        first = []  # what is told of happens inside it
    elif place in ("room", "hall") and first and first[0] in _OUTSIDE:
        place = None
    if place in _INSIDE:
        kept = [name for name in things if name not in _OUTSIDE and not (place == "hall" and name in _NARROW)]
    elif place is None and any(name in _HOUSEHOLD for name in first):
        kept = [name for name in things if name not in _OUTSIDE]
    else:
        kept = first + [name for name in things[1:] if name not in _HOUSEHOLD]
        if kept and kept[0] in _SMALL:
            kept = kept[1:]
    weights = _data()["weights"]
    return kept[:1] + [name for name in kept[1:] if float(weights.get(name, 1.0)) >= _ENOUGH], place


def _ranked(text: str) -> list[str]:
    """Shapes the words call for: said often, said early, and worth a picture."""
    weights = _data()["weights"]
    scores: dict[str, float] = {}
    length = max(1, len(text))
    for where, name in _found(text, "things"):
        worth = float(weights.get(name, 1.0)) * (1.25 - 0.5 * where / length)
        scores[name] = scores.get(name, 0.0) + worth * (0.5 if name in scores else 1.0)
    return [name for name, _ in sorted(scores.items(), key=lambda pair: (-round(pair[1], 6), pair[0]))]


def _hour(text: str, mood: str, at: str | None, seed: int) -> str:
    said = _most(text, "hours")
    if said:
        return said
    choices = _HOURS.get(mood, ("night", "dusk", "dawn"))
    clock = re.search(r"T(\d\d):", at or "")
    if clock and 12 <= int(clock[1]) <= 17 and mood in ("joy", "peace", "confusion"):
        return "day"  # dreamt in an afternoon's nap
    return choices[seed // 7 % len(choices)]


def _most(text: str, table: str) -> str | None:
    scores: dict[str, float] = {}
    length = max(1, len(text))
    for where, name in _found(text, table):
        scores[name] = scores.get(name, 0.0) + 1.2 - 0.4 * where / length
    return min(scores, key=lambda name: (-round(scores[name], 6), name)) if scores else None


def _found(text: str, table: str) -> Iterable[tuple[int, str]]:
    words = _table(table)
    # guards go first and leave a gap: "I fell" must not be read out of "I fell asleep"
    low = words.guards.sub(lambda match: " " * len(match[0]), text.lower().replace("’", "'"))
    for match in words.words.finditer(low):
        if not _DENIED.search(low[max(0, match.start() - 10) : match.start()]):
            yield match.start(), words.means[match[0]]


_DENIED = re.compile(r"\b(?:no|without|not a|isn't a|wasn't a)\s$")


@cache
def _data() -> dict[str, dict[str, str | float]]:
    body = resources.files("dreamstream.backends.local").joinpath("things.en.toml").read_text("utf-8")
    data: dict[str, dict[str, str | float]] = tomllib.loads(body)
    return data


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


def _seed(text: str, extra: str) -> int:
    return zlib.crc32(f"{' '.join(text.lower().split())}\n{extra}".encode("utf-8", "replace"))


def _parts(text: str, count: int) -> list[tuple[str, str]]:
    """The dream cut into `count` stretches: (all the words of a stretch, its caption)."""
    clauses = captions.clauses(text)
    if len(clauses) < count:
        count = max(3, len(clauses))
    if not clauses:
        return [(text, "…")] * count
    groups = captions.grouped(clauses, min(count, len(clauses)))
    out: list[tuple[str, str]] = []
    for i, group in enumerate(groups):
        best = group[0] if i == 0 else max(reversed(group), key=_worth)
        if i == len(groups) - 1 and not group[-1].startswith("…"):
            best = group[-1]  # a dream ends where its teller ended
        if captions.count(best) < 3:
            best = max(group, key=_worth)
        out.append((" ".join(group), captions.joined(group, best)))
    while len(out) < count:
        # too few words for the page: the last panels look on in silence
        out.append((out[-1][0], "…"))
    return out


_HANGING = re.compile(r"…?(?:which|who|whom|where|as|because|until|of|one of|that|than)\b", re.I)


def _worth(clause: str) -> float:
    """A clause that shows something and stands by itself."""
    seen = sum(1 for _ in _found(clause, "things")) + sum(1 for _ in _found(clause, "places"))
    fits = 1.5 if captions.SHORTEST <= captions.count(clause) <= captions.LONGEST else 0.0
    torn = 1.0 if clause.startswith("…") else 0.0
    hanging = 2.0 if _HANGING.match(clause) else 0.0
    return min(seen, 3) + fits - torn - hanging
