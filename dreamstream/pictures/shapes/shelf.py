"""The shelf: every shape by its name, and how much room it takes."""

from __future__ import annotations

import re
from functools import cache

from dreamstream.pictures.shapes import animals, buildings, keepsakes, nature, people, things, vehicles
from dreamstream.pictures.shapes.shape import Shape

_ROOMS = (people, animals, buildings, vehicles, nature, things, keepsakes)
SHAPES: dict[str, Shape] = {shape.name: shape for room in _ROOMS for shape in room.SHAPES}

#: things that are the air, the light or the land of a picture rather than somebody standing in it
WEATHER = {"rain": "rain", "snow": "snow", "storm": "storm", "lightning": "storm", "fog": "fog"}
LIGHTS = {"moon": "moon", "sun": "sun"}
LANDS = {
    "mountain": "mountains",
    "forest": "forest",
    "river": "lake",
    "lake": "lake",
    "sea": "sea",
    "beach": "sea",
    "desert": "desert",
    "street": "street",
}
NAMES = (*SHAPES, *WEATHER, *LIGHTS, *LANDS)


@cache
def bounds(name: str) -> tuple[float, float, float, float]:
    """Left, bottom, right, top of a shape in its own units, y upwards."""
    shape = SHAPES[name]
    xs: list[float] = []
    ys: list[float] = []
    for letter, numbers in re.findall(r"([MLCAHV])([^MLCAHVZ]*)", shape.body + shape.lit + shape.pale):
        values = [float(v) for v in numbers.split()]
        if letter == "A":
            ys += [-values[6] - values[1], -values[6] + values[1]]
            values = values[5:]
        if letter in "HV":
            continue
        xs += values[0::2]
        ys += [-v for v in values[1::2]]
    return min(xs), min(ys), max(xs), max(ys)
