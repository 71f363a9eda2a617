"""The beats of a dream: its panels in order, what is said over each and what it shows."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from dreamstream.backends.local import cast, parts, stage, views
from dreamstream.backends.local.parts import Part
from dreamstream.backends.local.speech import Said
from dreamstream.pictures import captions, ground, inside, layout, pages, spots
from dreamstream.pictures.scene import Scene
from dreamstream.pictures.shapes import shelf

_TALL = 0.78  # a panel narrower than this by its height brings its people nearer, or they are lost in it
#: what the dreamer does, told more than once, comes back through a comic
_MAIN = ("flyer", "runner", "faller", "dancer", "couple", "family")


@dataclass(frozen=True, slots=True, kw_only=True)
class Beat:
    """One panel: what is said over it, in it, and what it shows."""

    caption: str
    scene: Scene
    said: Said | None = None
    head: tuple[float, float] | None = None  #: whose words they are: x and y in shares of the panel


def beats(
    text: str,
    *,
    mood: str,
    at: str | None = None,
    count: int | None = None,
    aspects: Sequence[float] | None = None,
    covered: Sequence[int] = (),
    seed_extra: str = "",
) -> tuple[Beat, ...]:
    """The dream in its order, in three to six panels; one palette, one light, one main actor.

    `aspects` says how wide each panel is by its height, a page of our own where nobody says; `covered` are the panels
    whose lower right corner an inset lies on.
    """
    seed = stage.seed_of(text, seed_extra)
    count = max(pages.FEWEST, min(pages.MOST, count or captions.panels(text)))
    told = parts.parts(text, count)
    wide = [*(aspects or [cell.aspect for cell in pages.cells(count, seed=seed)]), *[1.0] * len(told)]
    hours, weathers, dark = _hours(told, stage.hour_of(text, mood, at, seed)), _weathers(told), _darkness(told)
    whole = stage.ranked(text)
    often = [name for _, name in stage.found(text, "things")]
    main = next((name for name in whole[:3] if name in _MAIN and often.count(name) > 1), None)
    place = stage.most(told[0].words, "places")
    if place is None and not stage.ranked(told[0].words):
        place = stage.most(text, "places")  # a sky looked up to at the end is not where the boat at the start sails
    out: list[Beat] = []
    seen: list[str] = []
    for i, part in enumerate(told):
        last = i == len(told) - 1
        place = stage.most(part.caption, "places") or stage.most(part.words, "places") or place
        named = list(dict.fromkeys([*stage.ranked(part.caption), *stage.ranked(part.words)]))
        own = named if named or out else whole[:1]
        if main and main not in own and not (out and _shows(out[-1], main)):
            own = [*own[:1], main, *own[1:]]
        things, land = stage.fitting(own, place)
        things = cast.with_speakers(things, part.said, part.words)
        land = land or (out[-1].scene.place if out else None)
        if land == "room" and (same := inside.kind(land, seed)) in ground.PLACES:
            land = same  # a room that has no name is the same one in every panel
        dice = random.Random(f"{seed}:{i}:view")
        shown = [frozenset(actor.name for actor in beat.scene.actors) for beat in out]
        view = views.chosen(
            part.caption, part.words, things, said=part.said, before=seen, last=last, shown=shown, dice=dice
        )
        compose = partial(
            layout.compose,
            mood=mood,
            hour=hours[i],
            place=land,
            weather=weathers[i],
            seed=seed + shelf.PAGE * i,
            clear=_clear(wide[i], last=last, covered=i in covered),
            aspect=wide[i],
        )
        scene = views.composed(view, things, compose, aspect=wide[i], tall=wide[i] < _TALL, dice=dice)
        scene = _alike(scene, out[0].scene, dark[i]) if out else scene
        seen.append(view)
        out.append(Beat(caption=part.caption, scene=scene, said=part.said, head=_head(part.said, scene, wide[i])))
    return tuple(out)


def _shows(beat: Beat, name: str) -> bool:
    return any(actor.name == name for actor in beat.scene.actors)


def _clear(aspect: float, *, last: bool, covered: bool) -> str:
    """Which part of a panel its words are likely to take."""
    if covered:
        return "corner"
    if aspect <= pages.FLAT:
        return "top"
    return "corner" if last else "left"


def _alike(scene: Scene, first: Scene, dark: float) -> Scene:
    """The colours and the light of the first panel, and as dark as the dream has become."""
    scene = replace(scene, family=first.family)
    if scene.place == first.place:
        scene = replace(scene, lamp=first.lamp, phase=first.phase)
    if dark:
        scene = replace(scene, finish=replace(scene.finish, bright=-0.8 * dark, edge=0.6 * dark))
    return scene


def _hours(told: Sequence[Part], hour: str) -> list[str]:
    """The hour of each panel: as told from there on; who wakes up wakes at dawn."""
    out: list[str] = []
    for i, part in enumerate(told):
        hour = stage.most(part.words, "hours") or hour
        if i and i == len(told) - 1 and hour in ("night", "dusk") and views.waking(part.caption):
            hour = "dawn"
        out.append(hour)
    return out


def _darkness(told: Sequence[Part]) -> list[float]:
    """How dark each panel is developed: a dream that turns dreadful gets darker, and stays a little so."""
    now = 0.0
    out: list[float] = []
    for i, part in enumerate(told):
        now = min(1.0, now + 0.75) if i and views.dreadful(part.words) else now * 0.6
        out.append(round(now, 2) if now >= 0.3 else 0.0)
    return out


def _weathers(told: Sequence[Part]) -> list[str | None]:
    """Rain begins where it is told of, and goes on."""
    now: str | None = None
    out: list[str | None] = []
    for part in told:
        now = stage.most(part.words, "weather") or now
        out.append(now)
    return out


def _head(said: Said | None, scene: Scene, aspect: float) -> tuple[float, float] | None:
    actor = cast.speaker(said, scene)
    if actor is None:
        return None
    wide, high = round(1000 * max(1.0, aspect)), round(1000 * max(1.0, 1 / aspect))
    x, y, _r = spots.head(actor, scene.seed, wide, high)
    return round(x / wide, 4), round(y / high, 4)
