from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable

import pytest
from PIL import Image

from dreamstream.pictures import motes
from dreamstream.pictures.motes import Air

SIZE, UNIT = (160, 120), 0.12
SORTS: dict[str, Callable[[], Air]] = {
    "rain": lambda: motes.rain(random.Random(1), SIZE, UNIT, 2.0, "#ffffff"),
    "snow": lambda: motes.snow(random.Random(1), SIZE, UNIT, 2.0, "#ffffff"),
    "bubbles": lambda: motes.bubbles(random.Random(1), SIZE, UNIT, 2.0, "#ffffff"),
    "dust": lambda: motes.dust(random.Random(1), SIZE, UNIT, "#ffffff", at=(0.5, 0.5)),
    "fog": lambda: motes.fog(random.Random(1), SIZE, UNIT, "#ffffff", top=0.4, low=0.6, strength=0.5),
}


def places(air: Air, t: float) -> Counter[tuple[float, float, float]]:
    """Where every mote in sight is, and how strong."""
    found: Counter[tuple[float, float, float]] = Counter()
    for path in air.paths:
        for x, y, strength in motes._places(path, t, SIZE[1], living=air.living):
            if 0 < y < SIZE[1]:
                found[round(x, 4), round(y, 4), round(strength, 4)] += 1
    return found


def light(air: Air, t: float) -> int:
    frame = Image.new("RGB", SIZE)
    air.draw(frame, t)
    return sum(v * count for v, count in enumerate(frame.convert("L").histogram()))


@pytest.mark.parametrize("sort", SORTS)
def test_the_end_of_the_loop_is_its_beginning(sort: str) -> None:
    """Each mote stands where another one began: nothing jumps, nothing is gone."""
    air = SORTS[sort]()

    assert places(air, 0.0) == places(air, 1.0)
    assert places(air, 0.0) != places(air, 0.5)


@pytest.mark.parametrize("sort", SORTS)
def test_there_is_always_as_much_of_it(sort: str) -> None:
    """It neither runs out nor comes in bursts."""
    air = SORTS[sort]()
    found = [light(air, i / 8) for i in range(8)]

    assert min(found) > 0.6 * max(found) > 0


@pytest.mark.parametrize(("sort", "way"), [("rain", 1), ("snow", 1), ("bubbles", -1)])
def test_rain_falls_and_bubbles_rise(sort: str, way: int) -> None:
    """Every one of them."""
    assert all(path.down * way > 0 for path in SORTS[sort]().paths)


def test_fog_keeps_to_its_heights() -> None:
    """It lies over the far shore, not over the sky."""
    frame = Image.new("RGB", SIZE)
    SORTS["fog"]().draw(frame, 0.3)
    box = frame.getbbox()

    assert box and box[1] > 0.25 * SIZE[1] and box[3] < 0.8 * SIZE[1]


def test_motes_over_the_edge_are_cut() -> None:
    """A mark that hangs over any side of the picture is no error."""
    path = motes.Path(x=-1, y=-1, across=0, down=0, size=5, strength=1, turn=0.5)
    last = motes.Path(x=160, y=120, across=0, down=0, size=5, strength=1, turn=0.5)
    frame = Image.new("RGB", SIZE)
    Air(tint="#ffffff", kind="dot", paths=(path, last), size=SIZE, living=True).draw(frame, 0.0)

    assert frame.getpixel((0, 0)) != (0, 0, 0)
    assert frame.getpixel((159, 119)) != (0, 0, 0)
