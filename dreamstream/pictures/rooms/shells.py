"""The plain room: a wall or a corner with one window, and the light or the lamp of it."""

from __future__ import annotations

from dreamstream.pictures.rooms import lamps, walls, windows
from dreamstream.pictures.rooms.view import View
from dreamstream.pictures.rooms.windows import Box, Opening


def shell(
    v: View,
    styles: tuple[str, ...],
    *,
    what: str = "",
    floor: str = "",
    dark: float = 0.0,
    lit: bool = True,
    cosy: bool = False,
) -> Box:
    """Wall or corner with one window at the light; gives back the window's box. A cosy room may have lamplight."""
    style = v.dice.choice(styles)
    evening = cosy and v.sheet.colours.lit and v.dice.random() < 0.34
    if v.camera == "corner":
        at = v.w * (0.5 + (-1 if v.right else 1) * v.dice.uniform(0.06, 0.29))
        left, right = walls.sides(v, at)
        plane = right if v.right else left
        s0 = v.dice.uniform(0.22, 0.34)
        t0 = v.dice.uniform(0.13, 0.25)
        t1 = 0.96 if style == "french" else t0 + v.dice.uniform(0.38, 0.5)
        one = plane.opening(s0, s0 + v.dice.uniform(0.34, 0.46), t0, t1, arch=style == "arch")
        walls.corner(v, at, [one], what=what, floor=floor, dark=dark + 0.1 * evening)
        if evening:
            _evening(v)
        elif lit:
            lamps.beam(v, one.box, strength=0.8)
        return one.box
    box = measure(v, style)
    opening = windows.opening(style, *box)
    walls.front(v, [opening], what=what, floor=floor, dark=dark + 0.14 * evening)
    if evening:
        _evening(v)
    if style in ("sash", "french"):
        windows.curtains(v, box, low=v.floor - 4 if style == "french" or v.dice.random() < 0.5 else None)
    if lit and not evening:
        lamps.beam(v, box, split=1 if style == "round" else 2)
    return box


def _evening(v: View) -> None:
    """The window is only a picture of the dark; a lamp beside somebody's chair makes the light."""
    x = v.spot(40 * v.k, v.w / 2 + (v.w / 2 - v.lx) * 0.5, 0.1)
    if x is None:
        x = v.w * (0.06 if v.right else 0.94)
    foot = v.foot(x) + 0.03 * v.h
    v.sheet.glow(x, foot - 80 * v.k, 0.36 * min(v.w, v.h), v.warm, 0.5)
    lamps.floor_lamp(v, x, foot)


def measure(v: View, style: str) -> Box:
    """A window's box about the light, fitting between ceiling and floor."""
    room = v.floor - 0.05 * v.h
    wide, high = {
        "sash": (0.26, 0.46),
        "arch": (0.30, 0.56),
        "round": (0.34, 0.34),
        "panorama": (0.62, 0.42),
        "french": (0.36, 0.62),
        "grid": (0.44, 0.44),
        "lancet": (0.2, 0.56),
    }[style]
    short = min(v.w, v.h)
    w = min(wide * short, 0.8 * v.w)
    h = min(high * (0.5 * short + 0.5 * v.h), room * (0.86 if style == "french" else 0.72))
    if style == "round":
        w = h = min(w, h)
    x = min(max(60.0, v.lx - w / 2), v.w - w - 60)
    y = v.floor - 22 - h if style == "french" else max(0.06 * v.h, v.floor - h - 0.19 * v.h)
    if style == "round":
        y = max(0.08 * v.h, v.floor - h - 0.26 * v.h)
    return x, y, w, h


def away(v: View, share: float = 0.26) -> float:
    """A place on the side away from the light."""
    return v.w * (share if v.right else 1 - share)


def openings_in(x0: float, x1: float, count: int, y: float, w: float, h: float, style: str) -> list[Opening]:
    """A row of equal windows between x0 and x1."""
    gap = (x1 - x0) / count
    return [windows.opening(style, x0 + gap * (i + 0.5) - w / 2, y, w, h) for i in range(count)]
