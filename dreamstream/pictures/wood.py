"""A forest: trunks in four depths of fog, room left for whoever stands in it."""

from __future__ import annotations

import random

from dreamstream.pictures import colour
from dreamstream.pictures.brush import Sheet, n
from dreamstream.pictures.scene import Scene
from dreamstream.pictures.shapes.pen import limb


def forest(sheet: Sheet, scene: Scene) -> None:
    """Far trunks nearly the colour of the air, near ones dark and clear of the actors."""
    shades, w, h = sheet.colours, sheet.w, sheet.h
    clear = [(a.x * w, 46 + 330 * a.size) for a in scene.actors if a.role != "dreamer"]
    clear += [(a.x * w, 48.0) for a in scene.actors if a.role == "dreamer"]
    for depth in range(4):
        share = depth / 3
        dice = sheet.dice(f"trunks{depth}")
        tint = colour.mix(shades.far, shades.near, 0.05 + 0.78 * share**1.4)
        foot = (scene.horizon + 0.035 + 0.13 * share**1.3) * h
        d = []
        x = dice.uniform(-20, 40) * (1 + share)
        while x < w + 20:
            thick = (4.5 + 27 * share**1.5) * dice.uniform(0.6, 1.4)
            if depth < 2 or all(abs(x - cx) > reach * (0.5 + 0.7 * share) for cx, reach in clear):
                d.append(_trunk(dice, x, foot, thick, h))
            x += dice.uniform(16, 60) * (0.8 + 2.2 * share)
            if dice.random() < 0.25:
                x += dice.uniform(30, 110)
        fill = sheet.fall([(0, tint, 1), (0.5, tint, 1), (1, colour.mix(tint, shades.haze, 0.30 * (1 - share)), 1)])
        sheet.path("".join(d), fill)
        floor = colour.mix(tint, shades.haze, 0.12 + 0.18 * (1 - share))
        ground = sheet.fall([(0, floor, 1), (1, colour.mix(tint, shades.near, 0.5), 1)])
        sheet.path(_floor(dice, foot - 6, w, h), ground)
        haze = shades.haze
        see = 0.40 * (1 - share) + 0.16
        sheet.rect(0, foot - 250, w, 320, sheet.fall([(0, haze, 0), (0.7, haze, see), (1, haze, 0)]))


def giants(sheet: Sheet, scene: Scene) -> None:
    """One or two great trunks at the edges, nearest the eye."""
    shades, w, h = sheet.colours, sheet.w, sheet.h
    dice = sheet.dice("giants")
    people = [a.x for a in scene.actors]
    for edge in (0.02, 0.975):
        if any(abs(x - edge) < 0.17 for x in people) or dice.random() < 0.2:
            continue
        x, thick = edge * w + dice.uniform(-20, 16), dice.uniform(34, 52)
        d = _trunk(dice, x, h + 20, thick, h)
        side = 1 if edge < 0.5 else -1
        for _ in range(4):
            d += _bough(dice, x, dice.uniform(0.05, 0.5) * h, side, dice.uniform(90, 210))
        sheet.path(d, shades.deep)


def _trunk(dice: random.Random, x: float, foot: float, thick: float, h: float) -> str:
    lean = dice.uniform(-20, 20)
    half = thick / 2
    top = -20
    mid = foot - 60
    d = (
        f"M{n(x - thick * 1.25)} {n(foot + 6)}Q{n(x - half * 1.2)} {n(foot - 8)} {n(x - half)} {n(mid)}"
        f"L{n(x + lean - half * 0.62)} {n(top)}L{n(x + lean + half * 0.62)} {n(top)}L{n(x + half)} {n(mid)}"
        f"Q{n(x + half * 1.2)} {n(foot - 8)} {n(x + thick * 1.25)} {n(foot + 6)}Z"
    )
    if thick > 6:
        for _ in range(dice.choice((0, 1, 2, 3))):
            y = dice.uniform(0.02, 0.55) * h
            px = x + lean * (1 - y / foot)
            d += _bough(dice, px, y, dice.choice((-1, 1)), thick * dice.uniform(3, 7))
    return d


def _bough(dice: random.Random, x: float, y: float, side: int, long: float) -> str:
    """A branch that thins to nothing: one of even width looks like a pipe."""
    thick = max(0.8, long * 0.045)
    drop = dice.uniform(-0.3, 0.25) * long
    mx, my = x + side * long * 0.5, y + drop * 0.2
    tx, ty = x + side * long, y + drop
    out = limb(f"{x:.1f},{-y:.1f},{thick:.2f} {mx:.1f},{-my:.1f},{thick * 0.6:.2f} {tx:.1f},{-ty:.1f},.3")
    for _ in range(3):
        t = dice.uniform(0.3, 0.9)
        bx, by = x + side * long * t, y + drop * (0.2 if t < 0.6 else 0.7) * t
        ex, ey = bx + side * long * 0.2, by - dice.uniform(-0.2, 0.34) * long
        out += limb(
            f"{bx:.1f},{-by:.1f},{thick * 0.4:.2f} "
            f"{(bx + ex) / 2:.1f},{-(by + ey) / 2 - 3:.1f},{thick * 0.28:.2f} {ex:.1f},{-ey:.1f},.2"
        )
    return out


def _floor(dice: random.Random, y: float, w: float, h: float) -> str:
    a, b = dice.uniform(8, 18), dice.uniform(-14, 14)
    return (
        f"M0 {n(y + b)}C{n(w * 0.25)} {n(y - a)} {n(w * 0.4)} {n(y + a)} {n(w * 0.55)} {n(y)}"
        f"S{n(w * 0.85)} {n(y + a)} {n(w)} {n(y - b)}V{n(h)}H0Z"
    )
