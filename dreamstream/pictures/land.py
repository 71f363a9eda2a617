"""The land: ridges that fade into the air, rows of firs, the near bank and its grass."""

from __future__ import annotations

import math
import random

from dreamstream.pictures import colour, ground
from dreamstream.pictures.brush import Sheet, n
from dreamstream.pictures.scene import Scene
from dreamstream.pictures.shapes.nature import pine


def ridges(
    sheet: Sheet, scene: Scene, *, count: int = 4, high: float = 0.17, sharp: float = 0.5, trees: bool = True
) -> str:
    """Far to near, each darker and each lighter at its foot; the paths come back for the water to mirror."""
    foot = scene.horizon * sheet.h
    shades = sheet.colours
    first = len(sheet.parts)
    for i in range(count):
        share = i / max(1, count - 1)
        dice = sheet.dice(f"ridge{i}")
        top = colour.mix(shades.far, shades.near, 0.10 + 0.62 * share**1.2)
        if scene.weather == "snow":
            top = colour.mix(top, colour.mix(shades.haze, "#ffffff", 0.4), 0.5)
        base = colour.mix(shades.haze, top, 0.30 + 0.45 * share)
        reach = high * sheet.h * (1 - 0.66 * share)
        heights = rolling(dice, int(sheet.w / 7) + 2, octaves=7, sharp=sharp * (1 - share * 0.5))
        line = [(j * 7.0, foot - reach * (0.25 + 0.75 * y)) for j, y in enumerate(heights)]
        fill = sheet.fall([(0, top, 1), (1, base, 1)])
        d = "M0 " + n(foot + 3) + "".join(f"L{n(x)} {n(y)}" for x, y in line) + f"L{n(sheet.w)} {n(foot + 3)}Z"
        sheet.path(d, fill)
        if trees and i >= count - 2:
            _firs(sheet, dice, line, colour.mix(top, shades.near, 0.35), 16 + 16 * (i - count + 2))
        if i < count - 1:
            mist(sheet, foot - reach * 0.16, 26, 0.34)
    return "".join(sheet.parts[first:])


def rolling(dice: random.Random, count: int, *, octaves: int, sharp: float) -> list[float]:
    """Summed waves, each octave half as high; sharp folds some of them into crests. 0..1."""
    waves = [(0.5**k, dice.uniform(0.8, 1.3) * 2**k, dice.uniform(0, math.tau)) for k in range(octaves)]
    spread = dice.uniform(3.2, 5.2)
    raw = []
    for j in range(count):
        t = j / count * spread
        total = 0.0
        for k, (amp, freq, phase) in enumerate(waves):
            wave = math.sin(t * freq + phase)
            total += amp * (wave * (1 - sharp) + (1 - 2 * abs(wave)) * sharp if k < 4 else wave)
        raw.append(total)
    low, top = min(raw), max(raw)
    return [(y - low) / (top - low or 1) for y in raw]


def mist(sheet: Sheet, y: float, thick: float, strength: float) -> None:
    """A soft band of haze right across."""
    haze = sheet.colours.haze
    fill = sheet.fall([(0, haze, 0), (0.35, haze, strength * 0.6), (0.6, haze, strength), (1, haze, 0)])
    sheet.rect(0, y - thick, sheet.w, thick * 2, fill)


def _firs(sheet: Sheet, dice: random.Random, line: list[tuple[float, float]], tint: str, tall: float) -> None:
    d = []
    x = dice.uniform(0, 120)
    while x < sheet.w:
        for _ in range(dice.choice((2, 3, 3, 5, 7))):
            j = min(len(line) - 1, int(x / 7))
            high = tall * dice.uniform(0.5, 1.2)
            d.append(f'<path d="{pine(0, high)}" transform="translate({n(x)} {n(line[j][1] + 3)})"/>')
            x += dice.uniform(5, 15)
        x += dice.uniform(40, 210)
    sheet.add(f'<g fill="{tint}">{"".join(d)}</g>')


def belt(sheet: Sheet, name: str, y: float, tall: float, dark: float) -> None:
    """A wood seen from afar: firs shoulder to shoulder."""
    dice = sheet.dice(name)
    tint = colour.mix(sheet.colours.far, sheet.colours.near, dark)
    swell = rolling(dice, 40, octaves=3, sharp=0.0)
    d, x = [], -10.0
    while x < sheet.w + 10:
        lift = 24 * swell[min(39, max(0, int(x / sheet.w * 39)))]
        high = tall * (0.3 + 0.9 * dice.random() ** 1.6) * (0.6 + 0.6 * abs(math.sin(x / 90)))
        d.append(f"M{n(x - high * 0.22)} {n(y + 40)}L{n(x - high * 0.19)} {n(y - lift)}L{n(x)} {n(y - lift - high)}")
        d.append(f"L{n(x + high * 0.19)} {n(y - lift)}L{n(x + high * 0.22)} {n(y + 40)}Z")
        x += dice.uniform(0.06, 0.30) * tall
    fill = sheet.fall([(0, tint, 1), (0.6, tint, 1), (1, colour.mix(tint, sheet.colours.haze, 0.25), 1)])
    sheet.path("".join(d) + f"M-5 {n(y + 8)}H{n(sheet.w + 5)}V{n(y + 120)}H-5Z", fill)


def trail(sheet: Sheet, scene: Scene) -> None:
    """A path that winds from the eye to the horizon."""
    dice, w, h = sheet.dice("trail"), sheet.w, sheet.h
    x0, x1 = dice.uniform(0.35, 0.65) * w, (0.5 + (scene.lamp_x - 0.5) * 0.8) * w
    top, low = scene.horizon * h + 4, h + 4
    left, right = [], []
    swing = dice.choice((-1, 1)) * dice.uniform(0.05, 0.11) * w
    for i in range(25):
        t = i / 24
        y = top + (low - top) * t**1.9
        x = x1 + (x0 - x1) * t**1.3 + swing * math.sin(t * 5.2) * (0.25 + t)
        half = 1.2 + 62 * t**1.7
        left.append((x - half, y))
        right.append((x + half, y))
    tint = colour.mix(sheet.colours.haze, sheet.colours.light, 0.3)
    d = "M" + "L".join(f"{n(a)} {n(b)}" for a, b in [*left, *reversed(right)]) + "Z"
    sheet.path(d, sheet.fall([(0, tint, 0.5), (0.5, tint, 0.20), (1, tint, 0.05)]))


def near_bank(sheet: Sheet, scene: Scene, *, light: float = 0.0) -> None:
    """The ground under everybody's feet."""
    shades = sheet.colours
    top = colour.mix(shades.near, shades.haze, 0.16 + light)
    if scene.weather == "snow":
        top = colour.mix(top, colour.mix(shades.haze, "#ffffff", 0.5), 0.68)
    low = 0.4 if scene.weather == "snow" else 0.75
    fill = sheet.fall([(0, top, 1), (0.35, colour.mix(top, shades.near, low), 1), (1, shades.deep, 1)])
    d = f"M0 {n(sheet.h)}" + "".join(
        f"L{n(i / 60 * sheet.w)} {n(ground.bank(scene.place, scene.seed, i / 60) * sheet.h)}" for i in range(61)
    )
    sheet.path(d + f"L{n(sheet.w)} {n(sheet.h)}Z", fill)


def tufts(sheet: Sheet, scene: Scene) -> None:
    """Short grass along the line of the bank: feet stand in it."""
    dice = sheet.dice("tufts")
    d = []
    x = 0.0
    while x < 1:
        y = ground.bank(scene.place, scene.seed, x) * sheet.h
        d.append(_blade(dice, x * sheet.w, y + 3, dice.uniform(5, 15), 1.5))
        x += dice.expovariate(150)
    sheet.path("".join(d), colour.mix(sheet.colours.near, sheet.colours.haze, 0.10))


def frame(sheet: Sheet, scene: Scene) -> None:
    """What stands close to the eye and closes the picture."""
    dice = sheet.dice("frame")
    if scene.near in ("grass", "reeds"):
        d = []
        tall = 1.0 if scene.near == "grass" else 1.5
        for _ in range(int(340 * sheet.w / 1000)):
            x = dice.uniform(0, sheet.w)
            edge = abs(x / sheet.w - 0.5) * 2
            d.append(_blade(dice, x, sheet.h + 6, tall * dice.uniform(24, 60 + 66 * edge * edge), 3.2))
        sheet.path("".join(d), sheet.colours.deep)
    if scene.near == "branches":
        floating = [actor.x for actor in scene.actors if actor.floats]
        left = sum(floating) > 0.5 * len(floating) if floating else dice.random() < 0.5
        sheet.path("".join(_branch(dice, sheet, left) for _ in range(3)), sheet.colours.deep)
    if scene.near == "pines":
        _stand(sheet, scene)


def _stand(sheet: Sheet, scene: Scene) -> None:
    """A few tall firs at whichever edge is free, rooted in the bank."""
    dice = sheet.dice("stand")
    crowded = [sum(max(0.0, 0.34 - abs(actor.x - edge)) for actor in scene.actors) for edge in (0.06, 0.94)]
    edge = 0.06 if crowded[0] <= crowded[1] else 0.94
    if min(crowded) > 0.16:
        return
    d = []
    for _ in range(dice.choice((3, 4, 5))):
        x = edge + dice.uniform(-0.09, 0.08)
        high = dice.uniform(120, 330) * (1.15 - abs(x - edge) * 4)
        y = (ground.bank(scene.place, scene.seed, x) + dice.uniform(0.01, 0.03)) * sheet.h
        d.append(f'<path d="{pine(0, high)}" transform="translate({n(x * sheet.w)} {n(y)})"/>')
    sheet.add(f'<g fill="{sheet.colours.near}">{"".join(d)}</g>')


def _blade(dice: random.Random, x: float, y: float, high: float, wide: float) -> str:
    lean = dice.gauss(0, 0.3) * high
    tip, bend = (x + lean, y - high), (x + lean * 0.2, y - high * 0.6)
    return (
        f"M{n(x - wide / 2)} {n(y)}Q{n(bend[0] - wide * 0.3)} {n(bend[1])} {n(tip[0])} {n(tip[1])}"
        f"Q{n(bend[0] + wide * 0.4)} {n(bend[1])} {n(x + wide / 2)} {n(y)}Z"
    )


def _branch(dice: random.Random, sheet: Sheet, left: bool) -> str:
    """A bough from a corner, tapering, with twigs and leaves."""
    from dreamstream.pictures.shapes.pen import blob, limb

    side = 1 if left else -1
    x, y = (0.0 if left else sheet.w) - side * 20, -dice.uniform(20, 190)
    spine, leaves = [], []
    reach = dice.uniform(190, 330)
    steps = 7
    for i in range(steps + 1):
        t = i / steps
        px = x + side * reach * t
        py = y - dice.uniform(30, 60) * t - 40 * t * t + 14 * math.sin(t * 6)
        spine.append(f"{px:.1f},{py:.1f},{9 * (1 - t) ** 1.2 + 0.7:.2f}")
        if i > 1:
            for _ in range(4):
                a = dice.uniform(-2.6, -0.4) if dice.random() < 0.75 else dice.uniform(0.2, 1.2)
                lx, ly, long = px + dice.uniform(-20, 20), py + dice.uniform(-8, 4), dice.uniform(14, 26)
                tx, ty = lx + side * abs(math.cos(a)) * long, ly + math.sin(a) * long
                mx, my = (lx + tx) / 2, (ly + ty) / 2
                ox, oy = -(ty - ly) * 0.24, (tx - lx) * 0.24
                leaves.append(
                    blob(
                        f"{lx:.1f},{ly:.1f}* {mx + ox:.1f},{my + oy:.1f} {tx:.1f},{ty:.1f}* {mx - ox:.1f},{my - oy:.1f}"
                    )
                )
    return limb(" ".join(spine)) + "".join(leaves)
