"""Frames: what stands close to the eye and closes the picture."""

from __future__ import annotations

import math
import random
from itertools import pairwise

from dreamstream.pictures import boughs, colour, edges
from dreamstream.pictures.brush import Sheet, n
from dreamstream.pictures.scene import Scene
from dreamstream.pictures.shapes.pen import blob, limb


def frame(sheet: Sheet, scene: Scene) -> None:
    """The near frame of a scene; a kind nobody knows frames nothing."""
    draw = {
        "grass": edges.grass,
        "reeds": _reeds,
        "branches": boughs.branches,
        "pines": boughs.pines,
        "trunks": boughs.trunks,
        "leaves": boughs.leaves,
        "rocks": _rocks,
        "palms": boughs.palms,
        "fence": _fence,
        "flowers": _flowers,
        "arch": _arch,
        "hollow": _hollow,
        "ropes": _ropes,
    }.get(scene.near)
    if draw is not None:
        draw(sheet, scene, sheet.dice("frame"))


def _reeds(sheet: Sheet, scene: Scene, dice: random.Random) -> None:
    """Bulrushes in two clumps of different size, and a gap."""
    edges.grass(sheet, scene, dice, 1.1)
    side = edges.free_side(scene, dice)
    d = []
    for clump, count, reach in ((side, 15, 0.2), (-side, 6, 0.1)):
        for _ in range(count):
            x = (0.5 + clump * (0.52 - dice.random() ** 1.5 * reach)) * sheet.w
            high, lean = dice.uniform(90, 250), dice.gauss(0, 16)
            y = sheet.h + 4
            d.append(
                limb(
                    f"{x:.1f},{-y:.1f},2 {x + lean * 0.4:.1f},{-y + high * 0.6:.1f},1.5 "
                    f"{x + lean:.1f},{-y + high:.1f},.8"
                )
            )
            if dice.random() < 0.6:
                tx, ty = x + lean * 0.86, -y + high * 0.9
                d.append(limb(f"{tx:.1f},{ty:.1f},3.4 {tx + lean * 0.05:.1f},{ty + 24:.1f},3.4"))
            else:
                d.append(edges.blade(dice, x, y, high * 1.1, 5))
    sheet.path("".join(d), sheet.colours.deep)


def _rocks(sheet: Sheet, scene: Scene, dice: random.Random) -> None:
    """Boulders at the corners, one heap and one stone."""
    side = edges.free_side(scene, dice)
    shades = sheet.colours
    for at, wide, high in ((side, 330.0, 190.0), (side, 210.0, 120.0), (-side, 170.0, 74.0)):
        x = (0.5 + at * 0.53) * sheet.w + dice.uniform(-30, 30)
        wide, high = wide * dice.uniform(0.7, 1.15), high * dice.uniform(0.7, 1.15)
        y = -sheet.h - 8
        spots = [(-1, 0), (-0.86, 0.42), (-0.5, 0.72), (-0.16, 0.94), (0.2, 1), (0.5, 0.8), (0.8, 0.4), (1, 0)]
        points = " ".join(
            f"{x + a * wide * 0.6 + dice.uniform(-9, 9):.1f},{y + b * high + dice.uniform(-7, 7):.1f}"
            + ("*" if b in (0, 1, 0.72) else "")
            for a, b in spots
        )
        d = blob(points)
        lift = 3 if scene.lamp_x > 0.5 else -3
        sheet.path(d, colour.mix(shades.near, shades.haze, 0.35), 1.0, f' transform="translate({lift} -2.5)"')
        sheet.path(d, shades.deep)


def _fence(sheet: Sheet, scene: Scene, dice: random.Random) -> None:
    """Rails along the lower edge, one of them down."""
    w, h = sheet.w, sheet.h
    d, x = [], -dice.uniform(0, 70)
    lean = dice.uniform(-14, 14)
    posts = []
    while x < w + 90:
        top = h - 78 + lean * (x / w - 0.5) * 3 + dice.uniform(-6, 6)
        posts.append((x, top))
        d.append(
            f"M{n(x - 6)} {n(h + 5)}L{n(x - 5)} {n(top)}L{n(x)} {n(top - 7)}L{n(x + 5)} {n(top)}L{n(x + 6)} {n(h + 5)}Z"
        )
        x += dice.uniform(84, 112)
    broken = dice.randrange(1, max(2, len(posts) - 1))
    for i, ((a, ya), (b, yb)) in enumerate(pairwise(posts)):
        for k, drop in enumerate((13, 38)):
            fall = 34 if i == broken and k == 0 else 0
            d.append(f"M{n(a)} {n(ya + drop)}L{n(b)} {n(yb + drop + fall)}v7L{n(a)} {n(ya + drop + 8)}Z")
    sheet.path("".join(d), sheet.colours.deep)
    edges.grass(sheet, scene, dice, 0.6)


def _flowers(sheet: Sheet, scene: Scene, dice: random.Random) -> None:
    """Stalks with heads, tall at the sides, over a little grass."""
    edges.grass(sheet, scene, dice, 0.7)
    shades, d, heads = sheet.colours, [], []
    for _ in range(int(26 * sheet.w / 1000)):
        x = dice.random()
        edge = abs(x - 0.5) * 2
        high, lean = dice.uniform(50, 90) + 120 * edge**2 * dice.random(), dice.gauss(0, 14)
        px, y = x * sheet.w, sheet.h + 4
        tx, ty = px + lean, y - high
        d.append(limb(f"{px:.1f},{-y:.1f},1.8 {px + lean * 0.3:.1f},{-y + high * 0.6:.1f},1.4 {tx:.1f},{-ty:.1f},1"))
        r = dice.uniform(6, 12)
        turn = dice.uniform(0, 1)
        for i in range(5):
            a = (i + turn) * math.tau / 5
            heads.append(
                f'<ellipse cx="{n(tx + math.cos(a) * r * 0.7)}" cy="{n(ty + math.sin(a) * r * 0.5)}"'
                f' rx="{n(r * 0.55)}" ry="{n(r * 0.42)}"/>'
            )
    sheet.path("".join(d), shades.deep)
    tint = colour.mix(shades.deep, shades.warm if scene.mood in ("joy", "love", "peace") else shades.haze, 0.34)
    sheet.add(f'<g fill="{tint}">{"".join(heads)}</g>')


def _hollow(sheet: Sheet, scene: Scene, dice: random.Random) -> None:
    """Looking out of a cave."""
    w, h = sheet.w, sheet.h
    rim = []
    a0, b0 = dice.uniform(0, 6), dice.uniform(0, 6)
    side = edges.free_side(scene, dice)
    for i in range(49):
        a = math.pi * (1 - i / 48)
        wob = 1 + 0.028 * math.sin(a * 7 + a0) + 0.02 * math.sin(a * 15 + b0)
        x = w * (0.5 - side * 0.012 + math.cos(a) * 0.475 * wob)
        y = h * (0.54 - math.sin(a) ** 0.72 * 0.475 * wob)
        rim.append(f"{n(x)} {n(y)}")
    d = f"M-5 -5H{n(w + 5)}V{n(h + 5)}H{n(w * 0.972)}L{n(w * 0.966)} {n(h * 0.8)}L"
    d += "L".join(reversed(rim)) + f"L{n(w * 0.034)} {n(h * 0.8)}L{n(w * 0.03)} {n(h + 5)}H-5Z"
    _rim(sheet, scene, d)


def _arch(sheet: Sheet, scene: Scene, dice: random.Random) -> None:
    """Looking through the pointed arch of a wall, over its sill."""
    w, h = sheet.w, sheet.h
    edge, far, top = dice.uniform(0.02, 0.13) * w, dice.uniform(0.02, 0.13) * w, dice.uniform(0.02, 0.05) * h
    tip, spring = dice.uniform(0.42, 0.58) * w, dice.uniform(0.3, 0.5) * h
    d = (
        f"M-5 -5H{n(w + 5)}V{n(h + 5)}H-5ZM{n(edge)} {n(h * 0.965)}H{n(w - far)}V{n(spring)}"
        f"C{n(w - far)} {n(spring * 0.52)} {n(tip + 0.22 * w)} {n(h * 0.1)} {n(tip)} {n(top)}"
        f"C{n(tip - 0.22 * w)} {n(h * 0.1)} {n(edge)} {n(spring * 0.52)} {n(edge)} {n(spring)}Z"
    )
    _rim(sheet, scene, d)


def _rim(sheet: Sheet, scene: Scene, d: str) -> None:
    """A dark frame whose inner edge the light touches."""
    light = 2.5 if scene.lamp_x > 0.5 else -2.5
    shades = sheet.colours
    rule = ' fill-rule="evenodd"'
    sheet.path(d, colour.mix(shades.near, shades.haze, 0.4), 1.0, f'{rule} transform="translate({light} 2.5)"')
    sheet.path(d, shades.deep, 1.0, rule)


def _ropes(sheet: Sheet, scene: Scene, dice: random.Random) -> None:
    """Bollards and a slack chain along the quay's edge."""
    w, h = sheet.w, sheet.h
    d, spots = "", [w * t + dice.uniform(-30, 30) for t in (0.04, 0.36, 0.68, 0.98)]
    for x in spots:
        d += f"M{n(x - 17)} {n(h + 5)}V{n(h - 54)}Q{n(x - 24)} {n(h - 72)} {n(x)} {n(h - 74)}"
        d += f"Q{n(x + 24)} {n(h - 72)} {n(x + 17)} {n(h - 54)}V{n(h + 5)}Z"
    for a, b in pairwise(spots):
        mid = (a + b) / 2
        d += f"M{n(a)} {n(h - 52)}Q{n(mid)} {n(h + 8)} {n(b)} {n(h - 52)}V{n(h - 46)}"
        d += f"Q{n(mid)} {n(h + 16)} {n(a)} {n(h - 46)}Z"
    sheet.path(d, sheet.colours.deep)
