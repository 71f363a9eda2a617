from __future__ import annotations

import itertools

import pytest
from PIL import Image, ImageChops, ImageDraw, ImageStat

from dreamstream.pictures import sway
from dreamstream.pictures.layers import Layer

WIDE, HIGH = 120, 60
LOUD = (255, 0, 255)


def stripes(*, clear: bool = False) -> Image.Image:
    """Rows and columns of many colours; `clear` leaves the upper half open."""
    image = Image.new("RGBA", (WIDE, HIGH), (20, 60, 120, 255))
    pen = ImageDraw.Draw(image)
    for x in range(0, WIDE, 10):
        pen.line((x, 0, x + 20, HIGH), fill=(220, 200, 90, 255), width=3)
    if clear:
        image.paste((0, 0, 0, 0), (0, 0, WIDE, HIGH // 2))
    return image


def layer(image: Image.Image, *, x: int = 0) -> Layer:
    return Layer(role="x", image=image, x=x, y=0)


def frames(mover: sway.Mover, count: int = 12) -> list[Image.Image]:
    out = []
    for i in range(count):
        frame = Image.new("RGB", (WIDE, HIGH), LOUD)
        mover.draw(frame, i / count)
        out.append(frame)
    return out


def steps(found: list[Image.Image]) -> list[float]:
    pairs = itertools.pairwise([*found, found[0]])
    return [sum(ImageStat.Stat(ImageChops.difference(a, b)).mean) for a, b in pairs]


MOVERS = {
    "shift": lambda: sway.Shift(layer(stripes()), across=3.0),
    "drift": lambda: sway.Drift(layer(stripes()), across=12),
    "water": lambda: sway.Water(layer(stripes()), 0.12),
    "shore": lambda: sway.Water(layer(stripes(clear=True)), 0.12),
    "bend": lambda: sway.Bend(layer(stripes(clear=True)), reach=5, rooted="below"),
}


@pytest.mark.parametrize("name", MOVERS)
def test_the_loop_closes(name: str) -> None:
    """The last step is one like the others, and there are steps."""
    found = steps(frames(MOVERS[name]()))

    assert max(found) > 0.1
    assert found[-1] <= 1.3 * max(found[:-1])


@pytest.mark.parametrize("name", ["shift", "drift", "water"])
def test_no_gap_opens_at_the_edge(name: str) -> None:
    """What moves off one side is drawn out on the other: nothing of the ground behind shows."""
    for frame in frames(MOVERS[name]()):
        assert LOUD not in {colour for _, colour in frame.getcolors(WIDE * HIGH) or []}


def test_what_is_rooted_stays() -> None:
    """The foot of the grass is the same in every frame, its tips are not."""
    found = frames(sway.Bend(layer(stripes()), reach=6, rooted="below"))
    foot, tips = (0, HIGH - 3, WIDE, HIGH), (10, 0, WIDE - 10, 10)

    assert max(steps([frame.crop(foot) for frame in found])) < 0.3 * max(steps([f.crop(tips) for f in found]))


def test_far_water_moves_less_than_near() -> None:
    """Perspective: rows at the horizon slide by a pixel, rows before the eye by several."""
    rows = sway.Water(layer(stripes()), 0.5).rows

    assert rows[-1][2] > 2 * rows[0][2] > 0


def test_a_still_is_laid_as_it_is() -> None:
    """Nothing moves."""
    assert max(steps(frames(sway.Still(layer(stripes(clear=True)))))) == 0
