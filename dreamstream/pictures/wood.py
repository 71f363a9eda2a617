"""A forest: trunks in four depths of fog, room left for whoever stands in it."""

from __future__ import annotations

import random

from dreamstream.pictures import boughs, colour, ground, land
from dreamstream.pictures.brush import Sheet, n
from dreamstream.pictures.scene import Scene
from dreamstream.pictures.shapes.pen import limb


def forest(sheet: Sheet, scene: Scene) -> None:
    """Far trunks nearly the colour of the air, near ones dark and clear of the actors."""
    shades, w, h = sheet.colours, sheet.w, sheet.h
    view = ground.view(scene.place, scene.seed).name
    clear = [(a.x * w, 46 + 330 * a.size) for a in scene.actors if a.role != "dreamer"]
    clear += [(a.x * w, 48.0) for a in scene.actors if a.role == "dreamer"]
    if view in ("clearing", "path"):
        # the light comes in where the trees stand apart
        clear.append((scene.lamp_x * w, 150.0 if view == "clearing" else 70.0))
    gap = (sheet.dice("glade").uniform(0.16, 0.3) * w) if view == "clearing" else 34.0 if view == "path" else 0.0
    for depth in range(4):
        share = depth / 3
        dice = sheet.dice(f"trunks{depth}")
        tint = colour.mix(shades.far, shades.near, 0.05 + 0.78 * share**1.4)
        foot = (scene.horizon + 0.035 + 0.13 * share**1.3) * h
        d = []
        x = dice.uniform(-20, 40) * (1 + share)
        while x < w + 20:
            thick = (4.5 + 27 * share**1.5) * dice.uniform(0.6, 1.4)
            open_here = abs(x - scene.lamp_x * w) < gap * (0.4 + 0.6 * share)
            if not open_here and (depth < 2 or all(abs(x - cx) > reach * (0.5 + 0.7 * share) for cx, reach in clear)):
                d.append(_trunk(dice, x, foot, thick, h))
            x += dice.uniform(16, 60) * (0.8 + 2.2 * share)
            if dice.random() < 0.25:
                x += dice.uniform(30, 110)
        sheet.path("".join(d), tint)
        floor = colour.mix(tint, shades.haze, 0.12 + 0.18 * (1 - share))
        end = h if depth == 3 else foot + 0.12 * h
        sheet.path(_floor(dice, foot - 6, w, foot + 26), floor)
        sheet.rect(0, foot + 25, w, end - foot, sheet.fall([(0, floor, 1), (1, colour.mix(tint, shades.near, 0.5), 1)]))
        haze = shades.haze
        see = 0.40 * (1 - share) + 0.16
        if depth == 1 and view == "path":
            land.trail(sheet, scene, wide=90, strength=0.8)
        sheet.rect(0, foot - 250, w, 320, sheet.fall([(0, haze, 0), (0.7, haze, see), (1, haze, 0)]))
    if scene.lamp != "none" and scene.hour in ("dawn", "day"):
        beams(sheet, scene)
    eyes(sheet, scene)


def beams(sheet: Sheet, scene: Scene) -> None:
    """Light that comes down between the trees."""
    dice, w, h = sheet.dice("beams"), sheet.w, sheet.h
    x0, y0 = scene.lamp_x * w, scene.lamp_y * h
    tint = colour.mix(sheet.colours.light, sheet.colours.haze, 0.3)
    for _ in range(4):
        lean, wide = dice.uniform(-330, 330), dice.uniform(26, 80)
        low = h * dice.uniform(0.74, 0.86)
        sheet.path(
            f"M{n(x0 + lean * 0.1 - 8)} {n(y0)}h16L{n(x0 + lean + wide)} {n(low)}H{n(x0 + lean - wide)}Z",
            sheet.fall([(0, tint, 0.22), (1, tint, 0)]),
        )


def eyes(sheet: Sheet, scene: Scene) -> None:
    """Small pairs of lights between the trunks, where the mood is afraid."""
    dice, w, h, shades = sheet.dice("eyes"), sheet.w, sheet.h, sheet.colours
    if not shades.lit or scene.mood not in ("fear", "unease", "anger"):
        return
    dots = ""
    for _ in range(4):
        x, y, r = dice.uniform(0.08, 0.92) * w, (scene.horizon + dice.uniform(-0.1, 0.04)) * h, dice.uniform(2, 3.2)
        if all(abs(a.x * w - x) > 60 + 400 * a.size for a in scene.actors):
            dots += "".join(f'<circle cx="{n(x + dx)}" cy="{n(y)}" r="{n(r)}"/>' for dx in (-7, 7))
    sheet.add(f'<g fill="{colour.mix(shades.warm, "#ffffff", 0.2)}">{dots}</g>')


def jungle(sheet: Sheet, scene: Scene) -> None:
    """Palms and great leaves in three depths, lianas, steam."""
    shades, w, h = sheet.colours, sheet.w, sheet.h
    foot = scene.horizon * h
    land.ridges(sheet, scene, count=2, high=0.22, sharp=0.2, trees=False, profiles=("peak", "domes", "slope"))
    land.mist(sheet, foot - 20, 90, 0.6)
    for depth in range(3):
        dice = sheet.dice(f"palms{depth}")
        share = depth / 2
        tint = colour.mix(shades.far, shades.near, 0.25 + 0.6 * share)
        y = foot + (0.02 + 0.1 * share) * h
        d = ""
        x = dice.uniform(-40, 60)
        while x < w + 40:
            tall = (0.3 + 0.3 * share) * h * dice.uniform(0.6, 1.25)
            busy = depth and any(abs(a.x * w - x) < 60 + 330 * a.size for a in scene.actors)
            glade = depth and abs(x - scene.lamp_x * w) < 110
            if not busy and not glade:
                lean = dice.gauss(0, 50)
                wide = 5 + 8 * share
                d += limb(
                    f"{x:.1f},{-y - 8:.1f},{wide * 1.3:.2f} "
                    f"{x + lean * 0.3:.1f},{-y + tall * 0.5:.1f},{wide * 0.8:.2f} "
                    f"{x + lean:.1f},{-y + tall:.1f},{wide * 0.6:.2f}"
                )
                d += boughs.fronds(dice, x + lean, y - tall, 80 + 90 * share)
            x += dice.uniform(60, 150) * (1 + share)
        for _ in range(26):  # undergrowth: sheaves of long leaves
            px, long = dice.uniform(0, w), (40 + 60 * share) * dice.uniform(0.6, 1.4)
            if depth == 2 and any(abs(a.x * w - px) < 40 + 300 * a.size for a in scene.actors):
                continue
            for k in (-0.8, -0.3, 0.2, 0.7):
                tx, ty = px + k * long, y - long * (1.1 - abs(k))
                d += f"M{n(px - 4)} {n(y + 10)}Q{n(px + k * long * 0.3 - 9)} {n(y - long * 0.6)} {n(tx)} {n(ty)}"
                d += f"Q{n(px + k * long * 0.5 + 9)} {n(y - long * 0.3)} {n(px + 5)} {n(y + 10)}Z"
        sheet.path(d, tint)
        floor = colour.mix(tint, shades.haze, 0.22 * (1 - share) + 0.05)
        sheet.path(_floor(dice, y, w, y + 26), floor)
        sheet.rect(0, y + 25, w, h - y, sheet.fall([(0, floor, 1), (0.6, colour.mix(tint, shades.near, 0.6), 1)]))
        land.mist(sheet, y, 50, 0.34 * (1 - 0.6 * share))


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
