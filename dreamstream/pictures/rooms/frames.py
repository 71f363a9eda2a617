"""What frames a room towards the eye: a doorway, a curtain, leaves, a chair's back; never over an actor."""

from __future__ import annotations

import math

from dreamstream.pictures import colour
from dreamstream.pictures.brush import Sheet, n
from dreamstream.pictures.scene import Scene
from dreamstream.pictures.shapes import shelf

NEAR = ("none", "doorway", "curtain", "plant", "chair", "table", "lamp")
_WINE = ("restaurant", "bar", "dining room", "kitchen", "living room", "hotel", "carriage", "cellar")
_OWN = ("theatre", "cinema", "hall", "hotel", "bus")  # rooms that close themselves


def frame(sheet: Sheet, scene: Scene, name: str) -> None:
    """The nearest, darkest shapes, on the side where there is room for them."""
    if name in _OWN or scene.near not in NEAR:
        return
    left, right = free(sheet, scene)
    painter = {
        "doorway": _doorway,
        "curtain": _curtain,
        "plant": _plant,
        "chair": _chair,
        "lamp": _lamp,
    }.get(scene.near)
    if scene.near == "table":
        _table(sheet, scene, left, right, name in _WINE)
    if painter is not None:
        painter(sheet, scene, left, right)


def free(sheet: Sheet, scene: Scene) -> tuple[float, float]:
    """Width in sheet units that no actor needs, at the left edge and at the right one."""
    low, high = sheet.w, 0.0
    for actor in scene.actors:
        if actor.name in shelf.SHAPES:
            a, _, b, _ = shelf.bounds(actor.name)
            half = (b - a) * actor.size * 5
            low, high = min(low, actor.x * sheet.w - half), max(high, actor.x * sheet.w + half)
    return max(0.0, low - 18), max(0.0, sheet.w - high - 18)


def _ink(sheet: Sheet) -> tuple[str, str]:
    shades = sheet.colours
    return colour.mix(shades.near, shades.deep, 0.7), colour.mix(shades.near, shades.haze, 0.14)


def _doorway(sheet: Sheet, scene: Scene, left: float, right: float) -> None:
    w, h = sheet.w, sheet.h
    dark, rim = _ink(sheet)
    dice = sheet.dice("frame")
    # often only one jamb is in the picture: we stand beside the door, not before it
    lean = dice.choice(("both", "wide", "one", "one", "one"))
    if dice.random() < 0.4:  # there is light where we stand
        dark, rim = colour.mix(sheet.colours.near, sheet.colours.haze, 0.4), colour.mix(dark, rim, 0.5)
    a, b = (min(room, dice.uniform(0.03, 0.16) * w) for room in (left, right))
    top, wide = dice.uniform(0.0, 0.11) * h, dice.uniform(0.13, 0.28) * w
    if lean == "wide":
        a, b = (min(left, wide), b * 0.5) if left > right else (a * 0.5, min(right, wide))
    if lean == "one":
        a, b, top = (min(left, wide), 0.0, 0.0) if left > right else (0.0, min(right, wide), 0.0)
    if max(a, b) < 0.05 * w:
        return
    sheet.path(f"M0 0H{n(w)}V{n(h)}H{n(w - b)}V{n(top)}H{n(a)}V{n(h)}H0Z", dark)
    for x in ([a] if a else []) + ([w - b - 9] if b else []):
        sheet.rect(x, top, 9, h - top, rim)
    if top > 12:
        sheet.rect(a, top, w - a - b, 8, rim)
    side = 1 if right - b > left - a else -1
    room = right - b if side > 0 else left - a
    leaf = min(room - 10, 0.1 * w)
    if leaf > 0.05 * w and lean != "wide":  # the door itself, swung towards us
        x = w - b - 9 if side > 0 else a + 9
        d = f"M{n(x)} {n(top)}L{n(x - side * leaf)} {n(top + 0.03 * h)}V{n(h)}H{n(x)}Z"
        sheet.path(d, sheet.fall([(0, colour.mix(dark, rim, 0.45), 1), (1, dark, 1)]))
        knob = n(x - side * leaf * 0.84)
        sheet.add(f'<circle cx="{knob}" cy="{n(0.56 * h)}" r="11" fill="{sheet.colours.warm}" opacity=".8"/>')


def _curtain(sheet: Sheet, scene: Scene, left: float, right: float) -> None:
    w, h = sheet.w, sheet.h
    dark, rim = _ink(sheet)
    side = -1 if left >= right else 1
    wide = min(max(left, right), sheet.dice("frame").uniform(0.16, 0.25) * w)
    if wide < 0.07 * w:
        return
    edge = 0.0 if side < 0 else w

    def x(share: float) -> float:
        return edge - side * wide * share

    d = (
        f"M{n(edge)} 0H{n(x(1.3) if wide > 0.12 * w else x(1))}Q{n(x(1.0))} {n(h * 0.34)} {n(x(0.52))} {n(h * 0.58)}"
        f"Q{n(x(0.62))} {n(h * 0.8)} {n(x(0.74))} {n(h)}H{n(edge)}Z"
    )
    sheet.path(d, sheet.fall([(0, dark, 1), (0.6, colour.mix(dark, rim, 0.7), 1), (1, dark, 1)]))
    folds = "".join(
        (
            f"M{n(x(t * 1.25))} 0Q{n(x(t))} {n(h * 0.34)} {n(x(t * 0.5))} {n(h * 0.58)}"
            f"Q{n(x(t * 0.6))} {n(h * 0.8)} {n(x(t * 0.72))} {n(h)}"
        )
        for t in (0.3, 0.55, 0.8)
    )
    sheet.add(f'<path d="{folds}" stroke="{sheet.colours.deep}" stroke-width="10" opacity=".5" fill="none"/>')
    sheet.rect(min(edge, x(0.56)), h * 0.572, wide * 0.56, 13, rim)


def _plant(sheet: Sheet, scene: Scene, left: float, right: float) -> None:
    w, h = sheet.w, sheet.h
    dark, rim = _ink(sheet)
    side = -1 if left >= right else 1
    reach = min(max(left, right), 0.3 * w)
    if reach < 0.08 * w:
        return
    dice = sheet.dice("frame")
    edge = (0.0 if side < 0 else w) + side * 0.03 * w
    count = 7
    for i in range(count):
        share = (i + dice.uniform(-0.2, 0.2)) / (count - 1)
        angle = -0.05 + 1.25 * share
        long = dice.uniform(0.8, 1.0) * (0.58 - 0.2 * share) * h
        reached = min(1.0, reach / max(1.0, long * math.sin(max(0.05, angle))))
        tip_x, tip_y = edge - side * math.sin(angle) * long * reached, h - math.cos(angle) * long - 0.02 * h
        mid_x, mid_y = edge - side * math.sin(angle) * long * reached * 0.36, h - math.cos(angle * 0.7) * long * 0.78
        fat = dice.uniform(0.020, 0.034) * min(w, h)
        d = (
            f"M{n(edge)} {n(h + 20)}Q{n(mid_x + side * fat * 0.4)} {n(mid_y - fat)} {n(tip_x)} {n(tip_y)}"
            f"Q{n(mid_x - side * fat)} {n(mid_y + fat * 1.5)} {n(edge - side * fat * 0.4)} {n(h + 20)}Z"
        )
        sheet.path(d, colour.mix(dark, rim, 0.5 if i % 2 else 0.0))


def _chair(sheet: Sheet, scene: Scene, left: float, right: float) -> None:
    """A wooden chair from behind: two posts, a curved rail, spindles."""
    w, h = sheet.w, sheet.h
    dark, rim = _ink(sheet)
    side = -1 if left >= right else 1
    wide = min(max(left, right), 0.26 * min(w, h))
    if wide < 0.12 * w:
        return
    x0 = 0.015 * w if side < 0 else w - 0.015 * w - wide
    x1, top = x0 + wide, h - min(0.4 * h, wide * 1.5)
    rail = 0.05 * h
    for dy, tint in ((0.0, rim), (6.0, dark)):
        y = top + dy
        d = (
            f"M{n(x0 - 6)} {n(y + 14)}Q{n((x0 + x1) / 2)} {n(y - 22)} {n(x1 + 6)} {n(y + 14)}"
            f"L{n(x1 + 2)} {n(y + 14 + rail)}"
            f"Q{n((x0 + x1) / 2)} {n(y + rail - 20)} {n(x0 - 2)} {n(y + 14 + rail)}Z"
        )
        for t, thick in ((0.02, 17), (0.25, 8), (0.42, 8), (0.58, 8), (0.75, 8), (0.98, 17)):
            x = x0 + wide * t
            d += f"M{n(x - thick / 2)} {n(y + rail * 0.6)}h{n(thick)}V{n(h)}h{n(-thick)}Z"
        sheet.path(d, tint)
    sheet.rect(x0 - 10, h - 0.035 * h, wide + 20, 0.036 * h, dark)


def _table(sheet: Sheet, scene: Scene, left: float, right: float, wine: bool) -> None:
    """The edge of a table with wine, or with books and a cup."""
    w, h = sheet.w, sheet.h
    dark, rim = _ink(sheet)
    dice = sheet.dice("frame")
    side = -1 if left >= right else 1
    feet = max((a.y * h for a in scene.actors if not a.floats), default=0.88 * h)
    y = max(feet + 0.035 * h, 0.93 * h)
    wide = dice.uniform(0.5, 0.72) * w
    edge = 0.0 if side < 0 else w
    sheet.path(f"M{n(edge)} {n(y)}H{n(edge - side * wide)}l{n(-side * 16)} 16V{n(h)}H{n(edge)}Z", dark)
    sheet.rect(min(edge, edge - side * wide), y, wide, 5, rim)
    room, x = max(left, right), edge - side * 0.09 * w
    if room < 0.16 * w:
        return
    if wine:
        gx = x - side * 0.075 * w
        d = f"M{n(x - 24)} {n(y)}v-120q0 -22 15 -34v-66h18v66q15 12 15 34v120Z"
        if room > 0.2 * w:
            d += f"M{n(gx - 19)} {n(y)}q15 -8 15 -14v-34q-22 -8 -22 -62h52q0 54 -22 62v34q0 6 15 14Z"
    else:
        d = (
            f"M{n(x - 62)} {n(y)}v-24h128v24ZM{n(x - 52)} {n(y - 26)}v-20h104v20Z"
            f"M{n(x - 44)} {n(y - 48)}l6 -18h92l-6 18Z"
        )
        cx = x - side * 0.125 * w
        if room > 0.24 * w:
            d += f"M{n(cx - 24)} {n(y)}q-8 -14 -8 -48h56v8h10q12 2 12 14q-2 14 -18 15l-6 -1q-2 8 -6 12Z"
    sheet.path(d, dark)
    sheet.path(d, rim, 0.25)


def _lamp(sheet: Sheet, scene: Scene, left: float, right: float) -> None:
    w, h = sheet.w, sheet.h
    dark, rim = _ink(sheet)
    side = -1 if left >= right else 1
    if abs(scene.lamp_x - 0.5) > 0.08 and (left if scene.lamp_x > 0.5 else right) > 0.32 * w:
        side = -1 if scene.lamp_x > 0.5 else 1  # not over the window, or it covers the moon in it
    x = w * (0.17 if side < 0 else 0.83)
    r, y = 0.13 * min(w, h), 0.15 * h
    sheet.rect(x - 3, 0, 6, y, dark)
    sheet.path(
        (
            f"M{n(x - r)} {n(y + r * 0.8)}Q{n(x - r * 0.9)} {n(y)} {n(x)} {n(y - 4)}"
            f"Q{n(x + r * 0.9)} {n(y)} {n(x + r)} {n(y + r * 0.8)}Z"
        ),
        dark,
    )
    bulb = sheet.colours.warm if sheet.colours.lit else rim
    sheet.add(f'<ellipse cx="{n(x)}" cy="{n(y + r * 0.8)}" rx="{n(r * 0.86)}" ry="{n(r * 0.13)}" fill="{bulb}"/>')
    if sheet.colours.lit:
        d = f"M{n(x - r * 0.8)} {n(y + r * 0.84)}H{n(x + r * 0.8)}L{n(x + r * 1.7)} {n(h)}H{n(x - r * 1.7)}Z"
        sheet.path(d, sheet.fall([(0, bulb, 0.3), (0.7, bulb, 0.04), (1, bulb, 0)]))
