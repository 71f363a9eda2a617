"""What drifts through the air before everything: birds far off, fireflies, lanterns, leaves, petals, wind."""

from __future__ import annotations

import math
import random

from dreamstream.pictures import colour
from dreamstream.pictures.brush import Sheet, n
from dreamstream.pictures.scene import Scene


def drift(sheet: Sheet, scene: Scene) -> None:
    """All of it that the scene has, nearest last."""
    for name, paint in (
        ("mist", _mist),
        ("lanterns", _lanterns),
        ("fireflies", _fireflies),
        ("leaves", _leaves),
        ("petals", _petals),
        ("wind", _wind),
    ):
        if name in scene.extras:
            paint(sheet, scene)


def birds(sheet: Sheet, scene: Scene) -> None:
    """A small flock and two that are late, clear of whoever is in the air already."""
    dice = sheet.dice("birds")
    foot = scene.horizon * sheet.h
    side = -1 if scene.lamp_x > 0.5 else 1
    air = [(a.x, a.y) for a in scene.actors if a.floats or a.size > 0.4]
    best = (-1.0, 0.5, 0.3)
    for x, y in (
        (0.5 + side * 0.24, 0.36),
        (0.5 - side * 0.04, 0.22),
        (0.5 + side * 0.3, 0.56),
        (0.5 - side * 0.3, 0.4),
    ):
        room = min((math.hypot(x - ax, y * scene.horizon - ay) for ax, ay in air), default=1.0)
        if min(room, 0.32) > best[0] + 1e-6:
            best = (min(room, 0.32), x, y)
    x0, y0 = best[1] * sheet.w, best[2] * foot
    tint = colour.mix(sheet.colours.near, sheet.colours.haze, 0.16)
    if scene.hour == "night" or scene.place == "forest":
        tint = colour.mix(sheet.colours.light, sheet.colours.sky[10], 0.4)  # dark on dark is nothing
    way = dice.choice((-1, 1))
    d = []
    for i in range(dice.choice((5, 6, 7, 8))):
        row = (i + 1) // 2
        x = x0 - way * row * dice.uniform(22, 32)
        y = y0 + (row * (9 if i % 2 else -7) + dice.uniform(-5, 5))
        d.append(_gull(dice, x, y, dice.uniform(10, 16)))
    for _ in range(2):
        d.append(_gull(dice, x0 - way * dice.uniform(120, 190), y0 + dice.uniform(-34, 40), dice.uniform(5, 8)))
    sheet.path("".join(d), tint)


def _gull(dice: random.Random, x: float, y: float, wide: float) -> str:
    """Two bent wings, thin at the tips: a tick of even width is a moustache."""
    up, lean = wide * dice.uniform(0.34, 0.6), wide * dice.uniform(-0.16, 0.16)
    thick = wide * 0.17
    return (
        f"M{n(x - wide)} {n(y - up * 0.2 + lean)}Q{n(x - wide * 0.45)} {n(y - up)} {n(x)} {n(y)}"
        f"Q{n(x + wide * 0.45)} {n(y - up)} {n(x + wide)} {n(y - up * 0.2 - lean)}"
        f"Q{n(x + wide * 0.45)} {n(y - up + thick)} {n(x)} {n(y + thick * 1.5)}"
        f"Q{n(x - wide * 0.45)} {n(y - up + thick)} {n(x - wide)} {n(y - up * 0.2 + lean)}Z"
    )


def _fireflies(sheet: Sheet, scene: Scene) -> None:
    dice = sheet.dice("fireflies")
    warm = colour.mix(sheet.colours.warm, "#f4ffb0", 0.35)
    core = []
    for _ in range(int(30 * sheet.w * sheet.h / 1e6) + 4):
        x, y = dice.uniform(0.03, 0.97) * sheet.w, (0.52 + 0.42 * dice.random() ** 0.8) * sheet.h
        r = dice.uniform(1.4, 3.2)
        sheet.glow(x, y, r * 6.5, warm, dice.uniform(0.4, 0.8))
        core.append(f'<circle cx="{n(x)}" cy="{n(y)}" r="{n(r)}"/>')
    sheet.add(f'<g fill="{colour.mix(warm, "#ffffff", 0.5)}">{"".join(core)}</g>')


def _lanterns(sheet: Sheet, scene: Scene) -> None:
    """Paper lanterns rising, the higher the smaller."""
    dice = sheet.dice("lanterns")
    warm = sheet.colours.warm
    light, low = colour.mix(warm, "#ffffff", 0.45), colour.mix(warm, "#e0602a", 0.5)
    for i in range(13):
        t = (i + dice.random()) / 13  # near to far
        x, y = dice.uniform(0.06, 0.94) * sheet.w, (0.62 - 0.55 * t + dice.uniform(-0.05, 0.05)) * sheet.h
        k = (1.25 - 0.9 * t) * dice.uniform(0.85, 1.1)
        wide, high = 17 * k, 26 * k
        sheet.glow(x, y, 62 * k, warm, 0.6)
        d = (
            f"M{n(x - wide * 0.62)} {n(y + high)}L{n(x - wide)} {n(y - high * 0.5)}"
            f"Q{n(x)} {n(y - high * 1.35)} {n(x + wide)} {n(y - high * 0.5)}L{n(x + wide * 0.62)} {n(y + high)}Z"
        )
        sheet.path(d, sheet.fall([(0, low, 0.92), (0.65, warm, 0.96), (1, light, 1)]))
        sheet.add(f'<ellipse cx="{n(x)}" cy="{n(y + high)}" rx="{n(wide * 0.62)}" ry="{n(3.4 * k)}" fill="{light}"/>')


def _leaves(sheet: Sheet, scene: Scene) -> None:
    dice = sheet.dice("leaves")
    day = 0.0 if sheet.colours.lit else 0.12
    tints = [colour.mix(tint, sheet.colours.near, 0.22 - day) for tint in ("#c8642c", "#d99a3c", "#9c3a24")]
    for tint in tints:
        d = "".join(_leaf(dice, sheet, 9, 22) for _ in range(int(13 * sheet.w * sheet.h / 1e6) + 3))
        sheet.path(d, tint, 0.92)


def _petals(sheet: Sheet, scene: Scene) -> None:
    dice = sheet.dice("petals")
    for tint, see in (("#f4b8cc", 0.9), ("#fbdfe6", 0.85)):
        mixed = colour.mix(tint, sheet.colours.haze, 0.2)
        d = "".join(_leaf(dice, sheet, 5, 10, fat=0.46) for _ in range(int(24 * sheet.w * sheet.h / 1e6) + 4))
        sheet.path(d, mixed, see)


def _leaf(dice: random.Random, sheet: Sheet, low: float, high: float, fat: float = 0.32) -> str:
    x, y = dice.uniform(0, sheet.w), dice.uniform(0.04, 0.97) * sheet.h
    a, long = dice.uniform(0, math.tau), dice.uniform(low, high)
    ux, uy = math.cos(a) * long, math.sin(a) * long
    ox, oy = -uy * fat * dice.uniform(0.6, 1.4), ux * fat
    return (
        f"M{n(x - ux)} {n(y - uy)}Q{n(x + ox * 2)} {n(y + oy * 2)} {n(x + ux)} {n(y + uy)}"
        f"Q{n(x - ox * 1.2)} {n(y - oy * 1.2)} {n(x - ux)} {n(y - uy)}Z"
    )


def _wind(sheet: Sheet, scene: Scene) -> None:
    """Long thin strokes that curl at their end, and what they carry."""
    dice = sheet.dice("wind")
    tint = colour.mix(sheet.colours.haze, "#ffffff", 0.4)
    d = []
    for _ in range(9):
        x, y = dice.uniform(-0.1, 0.7) * sheet.w, dice.uniform(0.12, 0.86) * sheet.h
        long, wave = dice.uniform(150, 330), dice.uniform(-22, 22)
        d.append(
            f"M{n(x)} {n(y)}C{n(x + long * 0.35)} {n(y - wave)} {n(x + long * 0.7)} {n(y + wave)} {n(x + long)} {n(y)}"
            f"c18 -7 26 -24 12 -31s-28 6 -18 18"
        )
    sheet.add(
        f'<path d="{"".join(d)}" fill="none" stroke="{tint}" stroke-width="2.4" stroke-linecap="round" opacity=".4"/>'
    )
    if "leaves" not in scene.extras and "petals" not in scene.extras:
        sheet.path("".join(_leaf(dice, sheet, 6, 12) for _ in range(14)), sheet.colours.near, 0.8)


def _mist(sheet: Sheet, scene: Scene) -> None:
    haze = sheet.colours.haze
    for y, see in ((0.58, 0.40), (0.72, 0.34), (0.87, 0.22)):
        thick = 0.11 * sheet.h
        fill = sheet.fall([(0, haze, 0), (0.4, haze, see * 0.7), (0.62, haze, see), (1, haze, 0)])
        sheet.rect(0, y * sheet.h - thick, sheet.w, thick * 2, fill)
