"""Trees close to the eye: trunks to look between, boughs and crowns that hang into the picture."""

from __future__ import annotations

import math
import random

from dreamstream.pictures import edges, ground
from dreamstream.pictures.brush import Sheet, n
from dreamstream.pictures.scene import Scene
from dreamstream.pictures.shapes.nature import pine
from dreamstream.pictures.shapes.pen import limb


def branches(sheet: Sheet, scene: Scene, dice: random.Random) -> None:
    """Boughs from an upper corner, on the side away from what flies."""
    floating = [actor.x for actor in scene.actors if actor.floats]
    left = sum(floating) > 0.5 * len(floating) if floating else dice.random() < 0.5
    sheet.path("".join(_branch(dice, sheet, left) for _ in range(dice.choice((3, 4)))), sheet.colours.deep)


def pines(sheet: Sheet, scene: Scene, dice: random.Random) -> None:
    """A few tall firs at whichever edge is free, rooted in the bank; sometimes one more across."""
    side = edges.free_side(scene, dice)
    edge = 0.5 + side * 0.45
    if not edges.clear(scene, edge, 0.1):
        return
    grown = dice.choice((1.0, 1.4, 1.9))
    d = []
    for _ in range(dice.choice((3, 4, 5))):
        x = edge + side * dice.uniform(-0.08, 0.09)
        high = grown * dice.uniform(120, 330) * (1.15 - abs(x - edge) * 4)
        d.append(_fir(sheet, scene, dice, x, high))
    if dice.random() < 0.6 and edges.clear(scene, 1 - edge, 0.1):
        d += [
            _fir(sheet, scene, dice, 1 - edge - side * dice.uniform(-0.03, 0.05), dice.uniform(70, 150)) for _ in "ab"
        ]
    sheet.add(f'<g fill="{sheet.colours.near}">{"".join(d)}</g>')


def _fir(sheet: Sheet, scene: Scene, dice: random.Random, x: float, high: float) -> str:
    y = (ground.bank(scene.place, scene.seed, x) + dice.uniform(0.01, 0.04)) * sheet.h
    return f'<path d="{pine(0, high)}" transform="translate({n(x * sheet.w)} {n(y)})"/>'


def trunks(sheet: Sheet, scene: Scene, dice: random.Random) -> None:
    """Looking out from between two trees, one near and one nearer."""
    w, h = sheet.w, sheet.h
    side = edges.free_side(scene, dice)
    d = ""
    for at, thick in ((side, dice.uniform(40, 120)), (-side, dice.uniform(14, 56))):
        if at != side and (not edges.clear(scene, 0.5 + at * 0.47, 0.05) or dice.random() < 0.3):
            continue
        if not edges.clear(scene, 0.5 + at * 0.5, 0.1):
            thick = min(thick, 36.0)
        x = (0.5 + at * 0.5) * w - at * thick * dice.uniform(0.1, 0.4)
        lean = -at * dice.uniform(0, 26)
        d += limb(
            f"{x - lean:.1f},{-h - 40:.1f},{thick * 1.1:.1f} {x - lean * 0.7:.1f},{-h * 0.93:.1f},{thick * 0.62:.1f} "
            f"{x:.1f},{-h * 0.5:.1f},{thick * 0.46:.1f} {x + lean:.1f},30,{thick * 0.4:.1f}"
        )
        for _ in range(3):
            y = dice.uniform(0.02, 0.2) * h
            long = dice.uniform(120, 250)
            ex, ey = x - at * long, y + dice.uniform(-60, 50)
            d += limb(
                f"{x:.1f},{-y:.1f},{thick * 0.2:.1f} {(x + ex) / 2:.1f},{-(y + ey) / 2 + 12:.1f},{thick * 0.1:.1f} "
                f"{ex:.1f},{-ey:.1f},.6"
            )
            d += "".join(_leaf(dice, x + (ex - x) * t, y + (ey - y) * t, 30) for t in _spread(dice, 16))
    sheet.path(d, sheet.colours.deep)
    edges.grass(sheet, scene, dice, 0.9)


def _spread(dice: random.Random, count: int) -> list[float]:
    return [dice.uniform(0.3, 1.05) for _ in range(count)]


def _leaf(dice: random.Random, x: float, y: float, long: float) -> str:
    a = dice.uniform(0, math.tau)
    long *= dice.uniform(0.5, 1.0)
    tx, ty = x + math.cos(a) * long, y + math.sin(a) * long * 0.8
    mx, my, ox, oy = (x + tx) / 2, (y + ty) / 2, -(ty - y) * 0.3, (tx - x) * 0.3
    return f"M{n(x)} {n(y)}Q{n(mx + ox)} {n(my + oy)} {n(tx)} {n(ty)}Q{n(mx - ox)} {n(my - oy)} {n(x)} {n(y)}Z"


def leaves(sheet: Sheet, scene: Scene, dice: random.Random) -> None:
    """A crown that hangs into the picture, heavy at one corner."""
    flying = [actor.x for actor in scene.actors if actor.floats]
    side = -1 if (sum(flying) > 0.5 * len(flying) if flying else dice.random() < 0.5) else 1
    d = []
    reach = dice.uniform(0.5, 0.8)
    for _ in range(int(190 * min(1.6, sheet.w / 1000))):
        t = dice.random() ** 1.3
        x = (0.5 + side * (0.54 - reach * t)) * sheet.w
        low = (0.3 * (1 - t) ** 1.4 + 0.045) * sheet.h * (0.8 + 0.3 * math.sin(t * 17))
        d.append(_leaf(dice, x, low * dice.random() ** 0.7 - 14, 44))
    sheet.path("".join(d), sheet.colours.deep)
    x = (0.5 + side * 0.54) * sheet.w
    sheet.path(
        limb(f"{x:.1f},{-0.02 * sheet.h:.1f},12 {x - side * 210:.1f},-44,6 {x - side * 470:.1f},-24,1"),
        sheet.colours.deep,
    )


def palms(sheet: Sheet, scene: Scene, dice: random.Random) -> None:
    """One or two palms leaning in from a side."""
    side = edges.free_side(scene, dice)
    w, h = sheet.w, sheet.h
    d = ""
    for i in range(dice.choice((1, 2))):
        x = (0.5 + side * (0.53 - 0.07 * i)) * w
        top, tx = (0.16 + 0.13 * i + dice.uniform(-0.03, 0.05)) * h, x - side * dice.uniform(90, 190)
        d += limb(
            f"{x:.1f},{-h - 10:.1f},17 {x - side * 8:.1f},{-h * 0.66:.1f},11 "
            f"{(x + tx) / 2:.1f},{-h * 0.36:.1f},9 {tx:.1f},{-top:.1f},7"
        )
        d += fronds(dice, tx, top, 200 - 40 * i)
    sheet.path(d, sheet.colours.deep)


def fronds(dice: random.Random, x: float, y: float, long: float) -> str:
    """A palm's head."""
    d = ""
    for i in range(8):
        a = math.pi * (0.06 + 0.88 * i / 7) + dice.uniform(-0.14, 0.14)
        reach = long * dice.uniform(0.8, 1.1)
        ex, ey = x + math.cos(a) * reach, y - math.sin(a) * reach * 0.52 + 0.3 * reach * abs(math.cos(a)) ** 1.5
        mx, my = x + math.cos(a) * reach * 0.5, y - math.sin(a) * reach * 0.5 - 0.1 * reach
        ox, oy = 0.0, 0.13 * reach
        d += f"M{n(x)} {n(y)}Q{n(mx)} {n(my)} {n(ex)} {n(ey)}Q{n(mx + ox)} {n(my + oy)} {n(x)} {n(y + 9)}Z"
    return d


def _branch(dice: random.Random, sheet: Sheet, left: bool) -> str:
    """A bough from a corner, tapering, with twigs and leaves."""
    side = 1 if left else -1
    x, y = (0.0 if left else sheet.w) - side * 20, -dice.uniform(20, 190)
    spine, leaves = [], []
    reach = dice.uniform(190, 360)
    steps = 7
    for i in range(steps + 1):
        t = i / steps
        px = x + side * reach * t
        py = y - dice.uniform(30, 60) * t - 40 * t * t + 14 * math.sin(t * 6)
        spine.append(f"{px:.1f},{py:.1f},{9 * (1 - t) ** 1.2 + 0.7:.2f}")
        if i > 1:
            for _ in range(4):
                leaves.append(_leaf(dice, px + dice.uniform(-20, 20), -py + dice.uniform(-4, 8), 30))
    return limb(" ".join(spine)) + "".join(leaves)
