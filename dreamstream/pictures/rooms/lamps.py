"""Lamps: what sheds light in a room, the cone in the air and the pool on the floor."""

from __future__ import annotations

from collections.abc import Sequence

from dreamstream.pictures import colour
from dreamstream.pictures.brush import n
from dreamstream.pictures.rooms.view import View
from dreamstream.pictures.rooms.windows import Box


def beam(v: View, box: Box, *, strength: float = 1.0, lean: float = 0.8, split: int = 2) -> None:
    """A window's light in the air and on the floor, leaning away from it, its bars as shadows."""
    sheet, tint = v.sheet, v.sheet.colours.light
    x, y, w, h = box
    slope = (-1 if v.right else 1) * lean
    foot = v.foot(x + w / 2)
    top, low = foot + 6, min(v.h - 10, foot + (v.h - foot) * 0.82)
    run = slope * (w * 0.5 + 0.1 * v.w)
    for i in range(split):
        a, b = (i + 0.06) / split, (i + 0.94) / split
        d = (
            f"M{n(x + w * a + run * 0.4)} {n(top)}L{n(x + w * b + run * 0.4)} {n(top)}"
            f"L{n(x + w * (0.5 + (b - 0.5) * 1.3) + run * 1.3)} {n(low)}"
            f"L{n(x + w * (0.5 + (a - 0.5) * 1.3) + run * 1.3)} {n(low)}Z"
        )
        sheet.path(d, sheet.fall([(0, tint, 0.55 * strength), (1, tint, 0.08 * strength)]))
    start, pane = y + h * 0.08, 0.9 * h / (low - y - h * 0.08)
    shaft = (
        f"M{n(x + w * 0.04)} {n(start)}L{n(x + w * 0.96)} {n(start)}"
        f"L{n(x + w * 1.12 + run * 1.3)} {n(low)}L{n(x - w * 0.12 + run * 1.3)} {n(low)}Z"
    )
    # it gathers within the window, or its upper edge would lie across the pane
    sheet.path(shaft, sheet.fall([(0, tint, 0), (min(0.8, pane), tint, 0.2 * strength), (1, tint, 0.015)]))
    motes(v, x + w / 2 + run * 0.5, (y + low) / 2, w * 0.5, (low - y) * 0.36)


def motes(v: View, x: float, y: float, wide: float, high: float, count: int = 26) -> None:
    """Dust in the light."""
    dice = v.sheet.dice(f"motes{round(x)}")
    dots = "".join(
        f'<circle cx="{n(dice.gauss(x, wide * 0.5))}" cy="{n(dice.gauss(y, high * 0.5))}"'
        f' r="{n(dice.uniform(0.8, 2.3))}" opacity="{n(dice.uniform(0.2, 0.7))}"/>'
        for _ in range(count)
    )
    v.sheet.add(f'<g fill="{v.sheet.colours.light}">{dots}</g>')


def cone(v: View, x: float, y: float, low: float, top: float, foot: float, tint: str, strength: float = 0.3) -> None:
    """Light falling from (x, y) to the floor at `low`, half as wide as `top` above and `foot` below."""
    d = f"M{n(x - top)} {n(y)}H{n(x + top)}L{n(x + foot)} {n(low)}H{n(x - foot)}Z"
    v.sheet.path(d, v.sheet.fall([(0, tint, strength), (1, tint, 0.02)]))


def pool(v: View, x: float, y: float, wide: float, tint: str, strength: float = 0.5) -> None:
    """A flat light on the floor."""
    v.sheet.glow(x, y, wide, tint, strength, wide * 0.22)


def pendant(v: View, x: float, y: float, *, size: float = 1.0, shade: str = "cone", on: bool = True) -> None:
    """A lamp on its wire with its cone and its pool."""
    sheet = v.sheet
    dark, warm, s = v.tone(-0.9), v.warm, 44 * size
    sheet.rect(x - 1.6, 0, 3.2, y, dark)
    if on and v.sheet.colours.lit:
        foot = min(v.h - 30, v.foot(x) + 0.1 * v.h)
        cone(v, x, y + s, foot, s, s * 5.4, warm, 0.3)
        pool(v, x, foot, s * 6, warm, 0.4)
        sheet.glow(x, y + s, s * 3.4, warm, 0.55)
    bright = colour.mix(warm, "#ffffff", 0.4)
    if shade == "bulb":
        sheet.add(f'<circle cx="{n(x)}" cy="{n(y + s * 0.5)}" r="{n(s * 0.34)}" fill="{bright}"/>')
        sheet.rect(x - s * 0.14, y - 2, s * 0.28, s * 0.3, dark)
        return
    if shade == "globe":
        sheet.add(f'<circle cx="{n(x)}" cy="{n(y + s * 0.6)}" r="{n(s * 0.62)}" fill="{bright}"/>')
        sheet.rect(x - s * 0.2, y - s * 0.1, s * 0.4, s * 0.16, dark)
        return
    sheet.add(f'<ellipse cx="{n(x)}" cy="{n(y + s)}" rx="{n(s * 0.82)}" ry="{n(s * 0.2)}" fill="{bright}"/>')
    if shade == "dome":
        sheet.path(f"M{n(x - s)} {n(y + s)}a{n(s)} {n(s)} 0 0 1 {n(2 * s)} 0Z", dark)
    else:
        sheet.path(f"M{n(x - s * 0.24)} {n(y)}h{n(s * 0.48)}L{n(x + s)} {n(y + s)}h{n(-2 * s)}Z", dark)


def table_lamp(v: View, x: float, foot: float, *, size: float = 1.0) -> None:
    """A small lamp standing on something, lit."""
    sheet, k = v.sheet, v.k * size
    dark, warm = v.tone(-0.85), v.warm
    if sheet.colours.lit:
        sheet.glow(x, foot - 22 * k, 70 * k, warm, 0.6)
    d = f"M{n(x - 6 * k)} {n(foot)}h{n(12 * k)}l{n(-4 * k)} {n(-3 * k)}v{n(-11 * k)}h{n(-4 * k)}v{n(11 * k)}Z"
    sheet.path(d, dark)
    shade = f"M{n(x - 6 * k)} {n(foot - 26 * k)}h{n(12 * k)}l{n(5 * k)} {n(14 * k)}h{n(-22 * k)}Z"
    bright = colour.mix(warm, "#ffffff", 0.35)
    sheet.path(shade, sheet.fall([(0, warm, 1), (1, bright, 1)]))


def floor_lamp(v: View, x: float, foot: float) -> None:
    """A tall lamp beside a chair."""
    sheet, k = v.sheet, v.k
    dark = v.tone(-0.85)
    if sheet.colours.lit:
        sheet.glow(x, foot - 88 * k, 78 * k, v.warm, 0.6)
        pool(v, x, foot + 12, 90 * k, v.warm, 0.35)
    sheet.path(
        f"M{n(x - 12 * k)} {n(foot)}h{n(24 * k)}l{n(-10 * k)} {n(-4 * k)}v{n(-78 * k)}h{n(-4 * k)}v{n(78 * k)}Z", dark
    )
    shade = f"M{n(x - 8 * k)} {n(foot - 102 * k)}h{n(16 * k)}l{n(8 * k)} {n(20 * k)}h{n(-32 * k)}Z"
    sheet.path(shade, sheet.fall([(0, v.warm, 1), (1, colour.mix(v.warm, "#ffffff", 0.4), 1)]))


def fire(v: View, x: float, foot: float, size: float = 1.0) -> None:
    """Flames on logs and their light over the floor; warm at any hour."""
    sheet, s, warm = v.sheet, size, v.sheet.colours.warm
    hot = colour.mix(warm, "#ff5a1e", 0.4)
    sheet.glow(x, foot - 50 * s, 150 * s, hot, 0.75)
    for dx, tall, wide in ((-26, 62, 20), (4, 98, 27), (32, 54, 18)):
        a, b = x + (dx - wide) * s, x + (dx + wide) * s
        d = (
            f"M{n(a)} {n(foot)}Q{n(a - 4 * s)} {n(foot - tall * 0.55 * s)} {n(x + dx * s)} {n(foot - tall * s)}"
            f"Q{n(b + 4 * s)} {n(foot - tall * 0.5 * s)} {n(b)} {n(foot)}Z"
        )
        sheet.path(d, sheet.fall([(0, hot, 0.9), (1, colour.mix(warm, "#ffffff", 0.5), 1)]))
    sheet.rect(x - 50 * s, foot - 9 * s, 100 * s, 9 * s, v.tone(-0.95))


def strips(v: View, spots: Sequence[tuple[float, float, float]]) -> None:
    """Ceiling lights by x, y and width, as flat slabs with a breath of light."""
    for x, y, wide in spots:
        high = max(3.0, wide * 0.07)
        if v.sheet.colours.lit:
            v.sheet.glow(x, y + high, wide * 0.9, v.warm, 0.32, wide * 0.4)
        d = f"M{n(x - wide / 2)} {n(y)}h{n(wide)}l{n(-wide * 0.1)} {n(high)}h{n(-wide * 0.8)}Z"
        v.sheet.path(d, colour.mix(v.warm, "#ffffff", 0.4), 0.92)
