"""Motes: rain, snow, bubbles, dust, fog: what moves through the air in paths that close with the film's loop."""

from __future__ import annotations

import math
import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image

_SLANT = 0.2  # of rain, to the right
_FINE = 3  # places a mote may have within a pixel: slow ones would step otherwise


@dataclass(frozen=True, slots=True, kw_only=True)
class Path:
    """One way through the picture, in pixels: at the end of a loop each mote stands where the next began."""

    x: float
    y: float
    across: float  #: pixels a loop
    down: float
    size: float  #: radius, or length of a drop
    strength: float  #: 0 to 1
    sway: float = 0.0
    turn: float = 0.0  #: where in its sway, or in its life, it begins


@dataclass(frozen=True, slots=True, kw_only=True)
class Air:
    """Motes of one sort and colour."""

    tint: str
    kind: str  #: drop, dot, ring or puff
    paths: tuple[Path, ...]
    size: tuple[int, int]
    living: bool = False  #: they come and go where they are, instead of following one another
    top: int = 0  #: nothing of them is above this row
    foot: int | None = None  #: nor below this one

    def draw(self, frame: Image.Image, t: float) -> None:
        """Lay them on a frame at `t` of the loop, 0 to 1."""
        from PIL import Image

        high = (self.foot or self.size[1]) - self.top
        veil = Image.new("L", (self.size[0], high))
        for path in self.paths:
            for x, y, strength in _places(path, t, self.size[1], living=self.living):
                _stamp(veil, self.kind, path.size, x, y - self.top, strength)
        frame.paste(self.tint, (0, self.top, self.size[0], self.top + high), veil)


def rain(dice: random.Random, size: tuple[int, int], unit: float, seconds: float, tint: str) -> Air:
    """Slanting drops, the near ones longer and faster."""
    w, h = size
    paths = []
    for near in (0, 1):
        down = (560 + 330 * near) * unit * seconds
        for _ in range(round((130 - 40 * near) * (w / unit / 1000) * down / h)):
            x, y = dice.uniform(-0.3 * w, 1.05 * w), dice.uniform(0, down)
            long = dice.uniform(20, 34) * (1 + 0.7 * near) * unit
            paths.append(Path(x=x, y=y, across=_SLANT * down, down=down, size=long, strength=0.26 + 0.16 * near))
    return Air(tint=tint, kind="drop", paths=tuple(paths), size=size)


def snow(dice: random.Random, size: tuple[int, int], unit: float, seconds: float, tint: str) -> Air:
    """Many small flakes and few large ones, each on a path that winds."""
    w, h = size
    paths = []
    count = 0.0
    while count < 300 * (w / unit / 1000):  # a third of them are beside it
        r = min(6.0, 1.25 * dice.paretovariate(1.9))
        down = (46 + 15 * r) * unit * seconds * dice.uniform(0.85, 1.15)
        see = 0.85 if r < 4 else 0.45
        paths.append(_fallen(dice, w, down, r * unit, see, unit, lean=0.34))
        count += max(1.0, h / abs(down))
    return Air(tint=tint, kind="dot", paths=tuple(paths), size=size)


def bubbles(dice: random.Random, size: tuple[int, int], unit: float, seconds: float, tint: str) -> Air:
    """Rings that rise, the large ones faster."""
    w = size[0]
    paths = []
    for _ in range(round(12 * w / unit / 1000)):
        r = min(11.0, 2.4 * dice.paretovariate(1.7))
        up = (84 + 16 * r) * unit * seconds
        paths.append(_fallen(dice, w, -up, r * unit, 0.6, unit, lean=0.16))
    return Air(tint=tint, kind="ring", paths=tuple(paths), size=size)


def _fallen(
    dice: random.Random, wide: float, down: float, r: float, strength: float, unit: float, *, lean: float
) -> Path:
    """A path with its own slant and its own bends: upright ones would show as columns."""
    across = dice.gauss(0.25, 1.0) * lean * abs(down)
    # it crosses the picture slantwise, so it may begin well outside
    x = dice.uniform(-0.3, 1.3) * wide
    return Path(
        x=x,
        y=dice.uniform(0, abs(down)),
        across=across,
        down=down,
        size=r,
        strength=strength,
        sway=dice.uniform(8, 30) * unit,
        turn=dice.random(),
    )


def dust(
    dice: random.Random, size: tuple[int, int], unit: float, tint: str, *, at: tuple[float, float], count: int = 46
) -> Air:
    """Specks that rise and turn in the light at `at`, shares of the canvas, and are gone again."""
    w, h = size
    paths = []
    for _ in range(round(count * max(1.0, w / h))):
        x, y = dice.gauss(at[0], 0.26) * w, dice.gauss(at[1] + 0.12, 0.24) * h
        paths.append(
            Path(
                x=x,
                y=y,
                across=dice.uniform(-16, 16) * unit,
                down=dice.uniform(-26, 4) * unit,
                size=min(3.4, 1.0 * dice.paretovariate(2.4)) * unit,
                strength=dice.uniform(0.35, 0.85),
                turn=dice.random(),
            )
        )
    return Air(tint=tint, kind="dot", paths=tuple(paths), size=size, living=True)


def fog(
    dice: random.Random, size: tuple[int, int], unit: float, tint: str, *, top: float, low: float, strength: float
) -> Air:
    """Long soft swathes between two heights, shares of the canvas, that drift and dissolve."""
    w, h = size
    paths = []
    for _ in range(round(9 * max(1.0, w / h))):
        x, y = dice.uniform(-0.1, 1.1) * w, dice.uniform(top, low) * h
        across = dice.choice((-1, 1)) * dice.uniform(30, 70) * unit
        long, see = dice.uniform(150, 290) * unit, strength * dice.uniform(0.5, 1)
        paths.append(Path(x=x, y=y, across=across, down=0, size=long, strength=see, turn=dice.random()))
    edge = 62 * unit
    band = (max(0, int(top * h - edge)), min(h, int(low * h + edge)))
    return Air(tint=tint, kind="puff", paths=tuple(paths), size=size, living=True, top=band[0], foot=band[1])


def _places(path: Path, t: float, high: float, *, living: bool) -> Iterator[tuple[float, float, float]]:
    if living:
        age = (t + path.turn) % 1.0
        bend = path.sway * math.sin(math.tau * age)
        yield (
            path.x + path.across * (age - 0.5) + bend,
            path.y + path.down * (age - 0.5),
            path.strength * math.sin(math.pi * age),
        )
        return
    edge = path.size * 2 + 4
    ends = sorted(((-edge - path.y) / path.down - t, (high + edge - path.y) / path.down - t))
    for k in range(math.ceil(ends[0]), math.floor(ends[1]) + 1):
        y = path.y + path.down * (t + k)
        # the way winds by height, so that every mote of this path goes round the same bends
        bend = path.sway * math.sin(math.tau * (y / (9 * path.sway) + path.turn)) if path.sway else 0.0
        yield path.x + path.across * (t + k) + bend, y, path.strength


def _stamp(veil: Image.Image, kind: str, size: float, x: float, y: float, strength: float) -> None:
    if strength <= 0.004:
        return
    left, top = math.floor(x * _FINE) / _FINE, math.floor(y * _FINE) / _FINE
    if kind in ("drop", "puff"):  # too fast, or too soft, for places within a pixel
        left, top = math.floor(x), math.floor(y)
    fine = (round((left - math.floor(left)) * _FINE), round((top - math.floor(top)) * _FINE))
    mark = _mark(kind, round(size, 1), fine)
    at = (math.floor(left) - mark.width // 2, math.floor(top) - mark.height // 2)
    box = (*at, at[0] + mark.width, at[1] + mark.height)
    if box[2] > 0 and box[3] > 0 and box[0] < veil.width and box[1] < veil.height:
        veil.paste(min(255, round(strength * 255)), box, mark)


@lru_cache(maxsize=2048)
def _mark(kind: str, size: float, fine: tuple[int, int]) -> Image.Image:
    """A mote as a mask, drawn four times as large and shrunk: Pillow's own lines have stairs."""
    from PIL import Image, ImageDraw

    if kind == "puff":
        wide, high = max(8, round(size * 2)), max(6, round(size * 0.42))
        soft = Image.radial_gradient("L").point([round(255 * max(0.0, 1 - v / 181) ** 2) for v in range(256)])
        return soft.resize((wide, high), Image.Resampling.BILINEAR)
    if kind == "drop":
        wide, high = math.ceil(size * _SLANT) + 3, math.ceil(size) + 3
        big = Image.new("L", (wide * 4, high * 4))
        line = (4, 4, 4 + size * _SLANT * 4, 4 + size * 4)
        ImageDraw.Draw(big).line(line, fill=255, width=4 if size < 20 else 5)
        return big.resize((wide, high), Image.Resampling.BOX)
    edge = 2 * math.ceil(size + 1) + 1
    big = Image.new("L", (edge * 4, edge * 4))
    x, y = (edge // 2 + 0.5 + fine[0] / _FINE) * 4, (edge // 2 + 0.5 + fine[1] / _FINE) * 4
    ring = (x - size * 4, y - size * 4, x + size * 4, y + size * 4)
    if kind == "ring":
        ImageDraw.Draw(big).ellipse(ring, fill=40, outline=230, width=4)
    else:
        ImageDraw.Draw(big).ellipse(ring, fill=255)
    return big.resize((edge, edge), Image.Resampling.BOX)
