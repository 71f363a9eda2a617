"""A country road: straight or over hills, wires along one side, or an avenue of poplars."""

from __future__ import annotations

import math
from itertools import pairwise

from dreamstream.pictures import colour, company, ground, land, meadows
from dreamstream.pictures.brush import Sheet, n
from dreamstream.pictures.scene import Scene

_ON_IT = ("car", "bus", "truck", "bicycle", "runner", "chase", "suitcase", "crowd", "person", "man", "woman")


def road(sheet: Sheet, scene: Scene) -> None:
    """A country road to the horizon, wires along one side."""
    shades, w, h = sheet.colours, sheet.w, sheet.h
    dice, side = sheet.dice("road"), ground.side(scene.place, scene.seed)
    foot = scene.horizon * h
    land.ridges(sheet, scene, count=3, high=0.13, sharp=0.4)
    company.far(sheet, scene)
    land.meadows(sheet, scene, 2)
    meadows.hedges(sheet, scene, 1)
    vx, x1 = (0.5 + (scene.lamp_x - 0.5) * 0.9) * w, (0.5 - side * dice.uniform(0.0, 0.2)) * w
    for actor in scene.actors:
        if actor.name in _ON_IT and not actor.floats:
            # the road goes where its traffic is
            t = max(0.3, ((actor.y * h - foot) / (h - foot)) ** (1 / 1.8))
            x1 = vx + (actor.x * w - vx) / t
            break
    hills = ground.view(scene.place, scene.seed).name == "hills"
    tint = colour.mix(shades.near, shades.haze, 0.44)
    left, right, mid = [], [], []
    for i in range(31):
        t = i / 30
        y = foot + 4 + (h - foot) * t**1.8
        x = vx + (x1 - vx) * t + (side * 0.08 * w * math.sin(t * 5.5) * (1 - t) if hills else 0.0)
        half = 2 + 330 * t**1.8
        left.append((x - half, y))
        right.append((x + half, y))
        mid.append((x, y, half))
    d = "M" + "L".join(f"{n(a)} {n(b)}" for a, b in [*left, *reversed(right)]) + "Z"
    sheet.path(
        d,
        sheet.fall(
            [(0, colour.mix(tint, shades.haze, 0.5), 1), (0.4, tint, 1), (1, colour.mix(tint, shades.near, 0.6), 1)]
        ),
    )
    dashes = ""
    for i in range(6, 29, 3):
        (xa, ya, ha), (xb, yb, hb) = mid[i], mid[i + 1]
        dashes += f"M{n(xa - ha * 0.02)} {n(ya)}H{n(xa + ha * 0.02)}L{n(xb + hb * 0.02)} {n(yb)}H{n(xb - hb * 0.02)}Z"
    sheet.path(dashes, colour.mix(shades.haze, shades.light, 0.5), 0.7)
    kind = dice.choice(("wires", "wires", "avenue", "bare"))
    if kind == "wires":
        _poles(sheet, scene, side, vx, foot)
    elif kind == "avenue":
        _avenue(sheet, scene, vx, foot)


def _poles(sheet: Sheet, scene: Scene, side: int, vx: float, foot: float) -> None:
    """Telegraph poles that shrink to the vanishing point."""
    shades, w, h = sheet.colours, sheet.w, sheet.h
    x0, tops, d = (0.5 + side * 0.47) * w, [], ""
    for i in range(6):
        t = 1 / (1 + i * 0.8)
        x, y, tall = vx + (x0 - vx) * t, foot + (0.9 * h - foot) * t, 0.62 * h * t
        wide = 9 * t + 1
        d += f"M{n(x - wide / 2)} {n(y)}V{n(y - tall)}h{n(wide)}V{n(y)}Z"
        d += f"M{n(x - tall * 0.11)} {n(y - tall * 0.93)}h{n(tall * 0.22)}v{n(wide * 0.8)}h{n(-tall * 0.22)}Z"
        tops.append((x, y - tall * 0.94, tall * 0.1))
    tint = colour.mix(shades.near, shades.haze, 0.12)
    sheet.path(d, tint)
    lines = ""
    first = tops[0]
    tops.insert(0, (first[0] + side * 0.3 * w, first[1] - 0.16 * h, first[2] * 1.6))
    for (xa, ya, ra), (xb, yb, rb) in pairwise(tops):
        for k in (-1, 1):
            lines += f"M{n(xa + k * ra)} {n(ya)}Q{n((xa + xb) / 2)} {n((ya + yb) / 2 + 20)} {n(xb + k * rb)} {n(yb)}"
    sheet.add(f'<path d="{lines}" stroke="{tint}" stroke-width="1.6" fill="none"/>')


def _avenue(sheet: Sheet, scene: Scene, vx: float, foot: float) -> None:
    """Poplars on both sides, running together at the horizon; whoever stands there keeps the sky behind."""
    shades, w, h, dice = sheet.colours, sheet.w, sheet.h, sheet.dice("avenue")
    for i in range(6, -1, -1):
        t = 1 / (1 + i * 0.62)
        d = ""
        for side in (-1, 1):
            x = vx + ((0.5 + side * 0.56) * w - vx) * t
            y, tall = foot + (0.9 * h - foot) * t, 0.66 * h * t * dice.uniform(0.8, 1.15)
            if i < 2 and any(abs(a.x * w - x) < 60 + 420 * a.size for a in scene.actors):
                continue
            r, mid = tall * 0.12, y - tall * 0.5
            d += f"M{n(x)} {n(y - tall)}C{n(x + r)} {n(y - tall * 0.9)} {n(x + r * 2)} {n(mid)} {n(x + r * 0.5)} "
            low = n(y - tall * 0.06)
            d += f"{low}H{n(x + r * 0.16)}V{n(y)}H{n(x - r * 0.16)}V{low}H{n(x - r * 0.5)}"
            d += f"C{n(x - r * 2)} {n(mid)} {n(x - r)} {n(y - tall * 0.9)} {n(x)} {n(y - tall)}Z"
        sheet.path(d, colour.mix(shades.far, shades.near, 0.95 - 0.1 * i))
