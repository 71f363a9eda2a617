"""Where the ground is: the views a place can be seen in, and the curve that things stand on and the painter fills."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass
from functools import lru_cache

from dreamstream.pictures import inside


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """One way to see a place; shares of the canvas."""

    name: str
    horizon: tuple[float, float]
    bank: float  #: height of the ground that things stand on
    roll: float = 0.0  #: how much it rolls
    lean: float = 0.0  #: how much it falls from one side to the other
    hill: float = 0.0  #: how high one rise in it is
    deep: bool = False  #: a plain: what is larger may stand farther back, nearer the horizon


def _v(
    name: str,
    horizon: tuple[float, float],
    bank: float,
    roll: float = 0.0,
    *,
    lean: float = 0.0,
    hill: float = 0.0,
    deep: bool = False,
) -> View:
    return View(name=name, horizon=horizon, bank=bank, roll=roll, lean=lean, hill=hill, deep=deep)


#: the first view of a place is its plainest
VIEWS: dict[str, tuple[View, ...]] = {
    "lake": (
        _v("shore", (0.60, 0.68), 0.875, 0.016),
        _v("fjord", (0.57, 0.63), 0.885, 0.012, lean=0.05),
        _v("heights", (0.40, 0.47), 0.87, 0.014, hill=0.05),
        _v("mirror", (0.70, 0.74), 0.90, 0.010),
        _v("pier", (0.50, 0.58), 0.925, 0.008),
    ),
    "river": (_v("bends", (0.52, 0.60), 0.865, 0.012, lean=0.03), _v("valley", (0.44, 0.50), 0.86, 0.014, hill=0.03)),
    "island": (_v("one", (0.56, 0.64), 0.83, 0.006, hill=0.045),),
    "swamp": (_v("trunks", (0.56, 0.62), 0.885, 0.010),),
    "sea": (
        _v("bay", (0.50, 0.56), 0.855, 0.006, lean=0.03, deep=True),
        _v("strand", (0.58, 0.63), 0.865, 0.006, deep=True),
        _v("dunes", (0.46, 0.52), 0.86, 0.014, lean=0.04, hill=0.03),
    ),
    "cliffs": (_v("edge", (0.56, 0.62), 0.77, 0.006, lean=0.05),),
    "harbour": (_v("quay", (0.56, 0.62), 0.855),),
    "open sea": (_v("swell", (0.48, 0.62), 0.93, 0.006),),
    "forest": (
        _v("trunks", (0.66, 0.70), 0.865, 0.014),
        _v("clearing", (0.60, 0.64), 0.86, 0.014, lean=0.03),
        _v("path", (0.63, 0.67), 0.87, 0.012),
    ),
    "jungle": (_v("palms", (0.62, 0.66), 0.87, 0.014),),
    "street": (_v("along", (0.68, 0.75), 0.875), _v("across", (0.74, 0.78), 0.885), _v("corner", (0.72, 0.76), 0.88)),
    "square": (_v("open", (0.62, 0.68), 0.865, deep=True), _v("arcade", (0.66, 0.70), 0.87, deep=True)),
    "alley": (_v("steps", (0.66, 0.72), 0.88),),
    "suburb": (_v("fronts", (0.73, 0.77), 0.88), _v("bend", (0.62, 0.67), 0.87, 0.006, deep=True)),
    "road": (_v("straight", (0.56, 0.64), 0.87, 0.006, deep=True), _v("hills", (0.50, 0.57), 0.87, 0.01, deep=True)),
    "bridge": (_v("deck", (0.58, 0.64), 0.85),),
    "roofs": (_v("tiles", (0.60, 0.68), 0.86),),
    "mountains": (
        _v("range", (0.66, 0.72), 0.86, 0.020),
        _v("pass", (0.60, 0.66), 0.87, 0.014, lean=0.05),
        _v("peak", (0.70, 0.75), 0.87, 0.012, hill=0.06),
        _v("valley", (0.56, 0.62), 0.88, 0.016),
    ),
    "field": (
        _v("meadow", (0.63, 0.69), 0.84, 0.022, deep=True),
        _v("hill", (0.66, 0.72), 0.865, 0.008, hill=0.14),
        _v("wheat", (0.52, 0.58), 0.86, 0.012, lean=0.03, deep=True),
        _v("slope", (0.62, 0.68), 0.84, 0.010, lean=0.15),
    ),
    "farm": (_v("rows", (0.54, 0.60), 0.865, 0.008, deep=True), _v("yard", (0.62, 0.67), 0.86, 0.010, deep=True)),
    "garden": (_v("wall", (0.66, 0.70), 0.87, 0.006, deep=True), _v("park", (0.60, 0.66), 0.865, 0.014, deep=True)),
    "fair": (_v("lights", (0.68, 0.73), 0.875, 0.004, deep=True),),
    "desert": (
        _v("dunes", (0.60, 0.65), 0.845, 0.022),
        _v("mesas", (0.62, 0.68), 0.855, 0.010, deep=True),
        _v("slope", (0.55, 0.60), 0.85, 0.010, lean=0.13),
    ),
    "sky": (_v("heaps", (0.68, 0.76), 0.90, 0.012), _v("towers", (0.60, 0.70), 0.90, 0.012)),
    "underwater": (_v("floor", (0.9, 0.9), 0.88, 0.014), _v("slope", (0.9, 0.9), 0.86, 0.010, lean=0.10)),
    "cave": (_v("mouth", (0.6, 0.62), 0.86, 0.008),),
}
PLACES = (*VIEWS, *(place for place in inside.PLACES if place not in VIEWS))
WET = ("lake", "river", "island", "swamp", "sea", "cliffs", "harbour", "open sea")


def view(place: str, seed: int) -> View:
    """How this picture sees its place."""
    if place in inside.PLACES:
        return _v(inside.view(place, seed), inside.floor(place, seed), inside.bank(place, seed))
    views = VIEWS.get(place, VIEWS["field"])
    return views[random.Random(f"{seed}:view").randrange(len(views))]


def side(place: str, seed: int) -> int:
    """Which side the land is heavier on: -1 left, 1 right. A rise, a cliff, a slope is there."""
    return random.Random(f"{seed}:side").choice((-1, 1))


def crest(place: str, seed: int) -> float:
    """Where the rise in the ground is, share of the width."""
    return 0.5 + side(place, seed) * random.Random(f"{seed}:crest").uniform(0.14, 0.24)


def span(place: str, seed: int) -> tuple[float, float]:
    """From where to where across the canvas there is ground to stand on."""
    if place == "cliffs":
        return (0.36, 1.0) if side(place, seed) > 0 else (0.0, 0.64)
    return (0.14, 0.86) if place == "island" else (0.0, 1.0)


def bank(place: str, seed: int, x: float) -> float:
    """The y of the ground under x, both as shares of the canvas."""
    base, roll, lean, hill, way, top, waves = _curve(place, seed)
    y = base - lean * way * (x - 0.5)
    if hill:
        y -= hill * math.exp(-(((x - top) / 0.24) ** 2))
    if roll:
        a, b, c = waves
        y += roll * (math.sin(x * 3.1 + a) * 0.7 + math.sin(x * 6.7 + b) * 0.35 + math.sin(x * 13 + c) * 0.12)
    return y


@lru_cache(maxsize=64)
def _curve(place: str, seed: int) -> tuple[float, float, float, float, int, float, tuple[float, ...]]:
    now = view(place, seed)
    dice = random.Random(f"{seed}:bank")
    waves = tuple(dice.uniform(0, math.tau) for _ in range(3))
    return now.bank, now.roll, now.lean, now.hill, side(place, seed), crest(place, seed), waves
