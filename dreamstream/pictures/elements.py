"""The elements of a scene: what a finger could point at, and where on the picture that is."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace

from dreamstream.pictures import indoors, inside
from dreamstream.pictures.scene import Actor, Scene
from dreamstream.pictures.shapes import shelf

Box = tuple[float, float, float, float]  # left, top, right, bottom in shares of the canvas

MOST = 7
_DOT = 0.011  #: the sky and the land have no outline
#: Rooms of the shelf whose shapes are alive.
_ALIVE = ("animals", "beasts", "wildlife", "birds", "swimmers", "crawlers")
_WET = ("lake", "sea", "river", "swamp", "island", "open sea", "harbour", "underwater", "pool")
_LIT = {"underwater": "the light from above", "cave": "the mouth of the cave"}
_PLACES = {
    "lake": "the water",
    "river": "the river",
    "sea": "the sea",
    "open sea": "the open sea",
    "island": "the island",
    "harbour": "the harbour",
    "swamp": "the swamp",
    "cliffs": "the cliffs",
    "street": "the street",
    "mountains": "the mountains",
    "field": "the open field",
    "roofs": "the rooftops",
    "road": "the road",
    "suburb": "the quiet street",
    "sky": "the sea of clouds",
    "underwater": "the deep water",
    "hall": "the corridor",
    "hotel": "the hotel corridor",
    "lift": "the lift",
}
#: nouns that no article fits
_SHORT = {"chase": "a chase", "embrace": "an embrace", "shoulders": "a child carried high"}
#: what a noun adds to a sentence and a remark can do without: "a train with lit windows"
_TAIL = re.compile(r" (?:with|full of|in a|on a|as tall|into|in its|hand in hand)\b.*")
_WEATHER = {"rain": "the rain", "snow": "the snow", "storm": "the storm", "fog": "the fog", "clouds": "the clouds"}
_HOURS = {"night": "the night", "dawn": "the dawn", "day": "the daylight", "dusk": "the dusk"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """One thing to speak about; x, y, r and ry are shares of the picture, None where nobody knows the place."""

    n: int
    name: str  #: a shape, a place, a weather, an hour: the scene's own word for it
    label: str  #: "the whale"
    kind: str  #: person, animal, thing, light, sky, weather, place or mood
    x: float | None = None
    y: float | None = None
    r: float | None = None  #: half its width
    ry: float | None = None  #: half its height

    @property
    def placed(self) -> bool:
        """Whether it can be pointed at."""
        return self.x is not None and self.y is not None


def of(scene: Scene, *, most: int = MOST) -> tuple[Element, ...]:
    """What this scene shows, the main thing first: four to seven elements, numbered from 1."""
    order = {"subject": 0, "second": 1, "third": 2, "dreamer": 4}
    actors = sorted((a for a in scene.actors if a.name in shelf.SHAPES), key=lambda a: order.get(a.role, 3))
    found = [_actor(scene, actor) for actor in actors[:4]]
    found += _light(scene, found)
    spots = _Spots(scene, [e for e in found if e.placed])
    roofed = scene.place in inside.PLACES
    found.append(_place(scene, spots, roofed=roofed))
    closed = roofed or scene.place in ("underwater", "cave")
    if not closed and scene.weather in _WEATHER:
        found.append(_at(spots.high(), name=scene.weather or "", label=_WEATHER[scene.weather or ""], kind="weather"))
    elif not closed:
        found.append(_at(spots.high(), name=scene.hour, label=_HOURS.get(scene.hour, "the sky"), kind="sky"))
    if len(found) < 4:
        found.append(_at(spots.high(), name=scene.mood, label="the colours", kind="mood"))
    return tuple(replace(element, n=i) for i, element in enumerate(found[:most], 1))


def box(scene: Scene, actor: Actor, *, aspect: float = 1.0) -> Box:
    """Where the painter draws this actor; `aspect` is the canvas's width by its height."""
    left, low, right, top = shelf.extent(shelf.drawn(actor.name, scene.seed))
    across, up = max(1.0, aspect), min(1.0, aspect)
    wide, high = (right - left) * actor.size / 100 / across, (top - low) * actor.size / 100 * up
    foot = actor.y + high / 2 if actor.floats else actor.y
    return actor.x - wide / 2, foot - high, actor.x + wide / 2, foot


def the(noun: str) -> str:
    """ "a whale" is "the whale" once one has seen it."""
    first, _, rest = noun.partition(" ")
    return f"the {rest}" if first in ("a", "an") and rest else noun if first == "the" else f"the {noun}"


def _actor(scene: Scene, actor: Actor) -> Element:
    shape = shelf.SHAPES[actor.name]
    left, top, right, foot = box(scene, actor)
    left, top, right, foot = max(0.0, left), max(0.0, top), min(1.0, right), min(1.0, foot)
    rx, ry = max(0.045, (right - left) * 0.58), max(0.045, (foot - top) * 0.56)
    rx, ry = max(rx, ry * 0.55), max(ry, rx * 0.55)
    dreamer = actor.role == "dreamer"
    label = the(_TAIL.sub("", _SHORT.get(actor.name, shape.noun)))
    label = "the small figure" if dreamer and actor.name == "person" else label
    kind = "person" if shape.human else "animal" if _alive(actor.name) else "thing"
    where = ((left + right) / 2, (top + foot) / 2, rx, ry)
    return _at(where, name="dreamer" if dreamer else actor.name, label=label, kind=kind)


def _alive(name: str) -> bool:
    return any(name in shelf.ROOMS[room].split(", ") for room in _ALIVE if room in shelf.ROOMS)


def _light(scene: Scene, others: list[Element]) -> list[Element]:
    """The moon, the sun, the window or the light at the end, unless an actor stands for it."""
    if scene.place in _LIT:
        y = 0.08 if scene.place == "underwater" else scene.lamp_y
        return [_at((scene.lamp_x, y, 0.07), name="light", label=_LIT[scene.place], kind="light")]
    if scene.place in inside.PLACES:
        end, seen = scene.place in ("hall", "hotel"), _sees(scene.place)
        label = "the light at the end" if end else "the window" if seen else "the light of the room"
        where = _window(scene) if seen else (scene.lamp_x, scene.lamp_y, 0.085)
        if seen and scene.weather in _WEATHER:
            outside = f"{_WEATHER[scene.weather]} outside"
            return [_at(where, name=scene.weather, label=outside, kind="weather")]
        return [_at(where, name="window" if seen else "light", label=label, kind="light")]
    if scene.lamp not in ("moon", "sun") or any(element.name == scene.lamp for element in others):
        return []
    if scene.weather in ("rain", "storm", "fog", "snow") and scene.hour == "day":
        return []
    x, y, r = scene.lamp_x, scene.lamp_y, max(0.05, scene.lamp_r * 1.35)
    for other in others:
        away = math.hypot(x - (other.x or 0), y - (other.y or 0))
        if away < (other.r or 0) + r * 0.3:
            # somebody stands before it: its rim is pointed at, on the side that shows
            ux, uy = ((x - (other.x or 0)) / away, (y - (other.y or 0)) / away) if away > 0.01 else (0.6, -0.8)
            x, y, r = x + ux * scene.lamp_r * 0.9, y + uy * scene.lamp_r * 0.9, 0.042
            break
    return [_at((x, y, r), name=scene.lamp, label=f"the {scene.lamp}", kind="light")]


def _window(scene: Scene) -> tuple[float, ...]:
    """The window nearest to the light: where it is drawn depends on the room, so the room is drawn to ask it."""
    boxes = [(max(0.0, a), max(0.0, b), min(1.0, c), min(1.0, d)) for a, b, c, d in indoors.windows(scene)]
    boxes = [box for box in boxes if box[2] - box[0] > 0.02 and box[3] - box[1] > 0.02]
    if not boxes:
        return scene.lamp_x, scene.lamp_y, 0.085
    left, top, right, low = min(
        boxes, key=lambda box: math.hypot((box[0] + box[2]) / 2 - scene.lamp_x, (box[1] + box[3]) / 2 - scene.lamp_y)
    )
    wide, high = (min(0.2, max(0.05, side * 0.56)) for side in (right - left, low - top))
    return (left + right) / 2, (top + low) / 2, wide, high


def _place(scene: Scene, spots: _Spots, *, roofed: bool) -> Element:
    label = _PLACES.get(scene.place) or f"the {'room' if roofed and scene.place == 'room' else scene.place}"
    return _at(spots.low(), name=scene.place, label=label, kind="place")


def _sees(place: str) -> bool:
    room = inside.ROOMS.get(place)
    return room.sees if room else True


def _at(where: tuple[float, ...], *, name: str, label: str, kind: str) -> Element:
    x, y, r = (round(part, 4) for part in where[:3])
    x, y, ry = min(0.97, max(0.03, x)), min(0.97, max(0.03, y)), round(where[-1], 4) if len(where) > 3 else r
    return Element(n=0, name=name, label=label, kind=kind, x=x, y=y, r=r, ry=ry)


class _Spots:
    """Calm spots of the sky and of the land, away from what is pointed at already."""

    def __init__(self, scene: Scene, taken: list[Element]) -> None:
        self.scene = scene
        self.taken = [(e.x or 0.0, e.y or 0.0, max(e.r or 0.0, e.ry or 0.0)) for e in taken]

    def high(self) -> tuple[float, float, float]:
        """In the upper third."""
        return self._calmest((0.12, 0.19, 0.26))

    def low(self) -> tuple[float, float, float]:
        """On the ground or the water."""
        if self.scene.place == "mountains":
            return self._calmest((self.scene.horizon - 0.06, self.scene.horizon - 0.02))
        if self.scene.place in _WET:
            return self._calmest((self.scene.horizon + 0.07, self.scene.horizon + 0.12))
        if self.scene.place in inside.PLACES or self.scene.place in ("street", "forest", "city", "alley"):
            return self._calmest((0.42, 0.5, 0.56))
        return self._calmest((0.8, 0.86))

    def _calmest(self, rows: tuple[float, ...]) -> tuple[float, float, float]:
        spots = [(x / 20, min(0.92, y)) for y in rows for x in range(3, 18)]
        best = max(spots, key=lambda spot: (self._room(spot), -abs(spot[0] - 0.5)))
        self.taken.append((*best, 0.05))
        return (*best, _DOT)

    def _room(self, spot: tuple[float, float]) -> float:
        gaps = [math.hypot(spot[0] - x, spot[1] - y) - r for x, y, r in self.taken]
        return round(min([0.3, *gaps]), 3)
