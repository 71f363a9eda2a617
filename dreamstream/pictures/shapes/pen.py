"""The pen: points set down by hand become one smooth, filled outline.

A shape is drawn with y upwards, feet on 0, about 100 high; the pen turns that into SVG, where y falls.
Points are text, "x,y x,y", and a star marks a corner: "0,0* 10,20 30,0*".
"""

from __future__ import annotations

import math
import re
from itertools import pairwise

Point = tuple[float, float]
_COMMANDS = re.compile(r"([MLCAHVZ])([^MLCAHVZ]*)")


def blob(points: str) -> str:
    """A closed curve through the points, sharp only where starred."""
    return _curve(*_read(points))


def poly(points: str) -> str:
    """A closed outline of straight edges."""
    corners, _ = _read(points)
    return "M" + "L".join(_xy(p) for p in _turned(corners)) + "Z"


def limb(points: str) -> str:
    """A tapering stroke: "x,y,r x,y,r …", r being half its width there."""
    spine = [tuple(float(n) for n in part.split(",")) for part in points.split()]
    left: list[Point] = []
    right: list[Point] = []
    for i, (x, y, r) in enumerate(spine):
        before, after = spine[max(0, i - 1)], spine[min(len(spine) - 1, i + 1)]
        dx, dy = after[0] - before[0], after[1] - before[1]
        long = math.hypot(dx, dy) or 1.0
        dx, dy = dx / long, dy / long
        left.append((x - dy * r, y + dx * r))
        right.append((x + dy * r, y - dx * r))
        if i == 0:
            start = (x - dx * r, y - dy * r)
        if i == len(spine) - 1:
            end = (x + dx * r, y + dy * r)
    outline = [start, *left, end, *reversed(right)]
    return _curve(outline, [False] * len(outline))


def even(points: str) -> str:
    """A closed curve that is its own mirror image about x = 0, from the right half, top to bottom."""
    spots, sharp = _read(points)
    back = [(i, spot) for i, spot in enumerate(spots) if spot[0] > 0][::-1]
    return _curve(spots + [(-x, y) for _, (x, y) in back], sharp + [sharp[i] for i, _ in back])


def disc(x: float, y: float, rx: float, ry: float | None = None) -> str:
    """A filled circle or ellipse."""
    return _round(x, y, rx, rx if ry is None else ry, 1)


def hole(x: float, y: float, rx: float, ry: float | None = None) -> str:
    """A circle taken out of whatever one outline lies beneath it."""
    return _round(x, y, rx, rx if ry is None else ry, 0)


def ring(x: float, y: float, r: float, width: float) -> str:
    """A hoop, r measured to the middle of its rim."""
    return disc(x, y, r + width / 2) + hole(x, y, r - width / 2)


def box(x: float, y: float, w: float, h: float) -> str:
    """An upright rectangle from its lower left corner."""
    return poly(f"{x},{y} {x + w},{y} {x + w},{y + h} {x},{y + h}")


def cut(x: float, y: float, w: float, h: float) -> str:
    """A rectangle taken out of the outline beneath."""
    return f"M{_n(x)} {_n(-y)}H{_n(x + w)}V{_n(-y - h)}H{_n(x)}Z"


def line(points: str, r: float) -> str:
    """A straight-jointed stroke of one width: rails, ropes, ribs of a boat."""
    spots, _ = _read(points)
    parts = []
    for a, b in pairwise(spots):
        dx, dy = b[0] - a[0], b[1] - a[1]
        long = math.hypot(dx, dy) or 1.0
        nx, ny = -dy / long * r, dx / long * r
        corners = [
            (a[0] + nx, a[1] + ny),
            (b[0] + nx, b[1] + ny),
            (b[0] - nx, b[1] - ny),
            (a[0] - nx, a[1] - ny),
        ]
        parts.append("M" + "L".join(_xy(p) for p in _turned(corners)) + "Z")
    return "".join(parts)


def moved(path: str, x: float, y: float, k: float = 1.0) -> str:
    """A path shrunk about its origin and set elsewhere; y upwards."""
    out: list[str] = []
    for letter, numbers in _COMMANDS.findall(path):
        values = [float(v) for v in numbers.split()]
        if letter == "A":
            rx, ry, tilt, large, sweep, ax, ay = values
            spot = f"{_n(ax * k + x)} {_n(ay * k - y)}"
            out.append(f"A{_n(rx * k)} {_n(ry * k)} {_n(tilt)} {large:.0f} {sweep:.0f} {spot}")
        elif letter == "H":
            out.append(f"H{_n(values[0] * k + x)}")
        elif letter == "V":
            out.append(f"V{_n(values[0] * k - y)}")
        else:
            pairs = zip(values[0::2], values[1::2], strict=True)
            out.append(letter + " ".join(f"{_n(a * k + x)} {_n(b * k - y)}" for a, b in pairs))
    return "".join(out)


def _read(points: str) -> tuple[list[Point], list[bool]]:
    spots, sharp = [], []
    for part in points.split():
        x, y = part.rstrip("*").split(",")
        spots.append((float(x), float(y)))
        sharp.append(part.endswith("*"))
    return spots, sharp


def _curve(spots: list[Point], sharp: list[bool]) -> str:
    # every outline runs the same way round: two parts that overlap with opposite turns would cancel to a hole
    if _area(spots) < 0:
        spots, sharp = spots[::-1], sharp[::-1]
    out = ["M" + _xy(spots[0])]
    count = len(spots)
    for i in range(count):
        a, b = spots[i], spots[(i + 1) % count]
        before, after = spots[i - 1], spots[(i + 2) % count]
        one = a if sharp[i] else (a[0] + (b[0] - before[0]) / 6, a[1] + (b[1] - before[1]) / 6)
        two = b if sharp[(i + 1) % count] else (b[0] - (after[0] - a[0]) / 6, b[1] - (after[1] - a[1]) / 6)
        out.append(f"C{_xy(one)} {_xy(two)} {_xy(b)}")
    return "".join(out) + "Z"


def _round(x: float, y: float, rx: float, ry: float, sweep: int) -> str:
    arc = f"A{_n(rx)} {_n(ry)} 0 1 {sweep} "
    return f"M{_n(x - rx)} {_n(-y)}{arc}{_n(x + rx)} {_n(-y)}{arc}{_n(x - rx)} {_n(-y)}Z"


def _turned(spots: list[Point]) -> list[Point]:
    return spots if _area(spots) >= 0 else spots[::-1]


def _area(spots: list[Point]) -> float:
    """Positive when the outline runs clockwise on the screen, that is with y falling."""
    return -sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(spots, spots[1:] + spots[:1], strict=True))


def _xy(p: Point) -> str:
    return f"{_n(p[0])} {_n(-p[1])}"


def _n(value: float) -> str:
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text
