"""The land: ridges that fade into the air, rows of firs, the near bank and its grass."""

from __future__ import annotations

import math
import random

from dreamstream.pictures import colour, edges, ground
from dreamstream.pictures.brush import Sheet, n
from dreamstream.pictures.scene import Scene
from dreamstream.pictures.shapes.nature import pine

PROFILES = ("even", "bowl", "slope", "peak", "broken", "domes", "mesas")


def ridges(
    sheet: Sheet,
    scene: Scene,
    *,
    count: int = 4,
    high: float = 0.17,
    sharp: float = 0.5,
    trees: bool = True,
    profiles: tuple[str, ...] = PROFILES[:6],
) -> str:
    """Far to near, each darker and each lighter at its foot; the paths come back for the water to mirror."""
    foot = scene.horizon * sheet.h
    shades = sheet.colours
    first = len(sheet.parts)
    roll = sheet.dice("profile")
    profile, way = roll.choice(profiles), ground.side(scene.place, scene.seed)
    if profile in ("peak", "slope") and scene.lamp != "none":
        way = -1 if scene.lamp_x > 0.5 else 1  # a mountain leaves the light its half of the sky
    high *= roll.uniform(0.75, 1.35)
    for i in range(count):
        share = i / max(1, count - 1)
        dice = sheet.dice(f"ridge{i}")
        top = colour.mix(shades.far, shades.near, 0.10 + 0.62 * share**1.2)
        if scene.weather == "snow":
            top = colour.mix(top, colour.mix(shades.haze, "#ffffff", 0.4), 0.5)
        base = colour.mix(shades.haze, top, 0.30 + 0.45 * share)
        reach = high * sheet.h * (1 - 0.66 * share)
        heights = rolling(dice, int(sheet.w / 7) + 2, octaves=7, sharp=sharp * (1 - share * 0.5))
        # every other range of a peak is an ordinary one, or the light would find no gap
        like = "even" if profile == "peak" and i % 2 else profile
        heights = _shaped(heights, like, way * (1 if i % 2 == 0 else -1), share, scene.lamp_x)
        reach = min(reach, (foot - 0.1 * sheet.h) / (0.25 + 0.75 * max(heights)))  # no peak is cut off
        line = [(j * 7.0, foot - reach * (0.25 + 0.75 * y)) for j, y in enumerate(heights)]
        fill = sheet.fall([(0, top, 1), (1, base, 1)])
        d = "M0 " + n(foot + 3) + "".join(f"L{n(x)} {n(y)}" for x, y in line) + f"L{n(sheet.w)} {n(foot + 3)}Z"
        sheet.path(d, fill)
        if trees and i >= count - 2:
            _firs(sheet, dice, line, colour.mix(top, shades.near, 0.35), 16 + 16 * (i - count + 2))
        if i < count - 1:
            mist(sheet, foot - reach * 0.16, 26, 0.34)
    return "".join(sheet.parts[first:])


def _shaped(heights: list[float], profile: str, way: int, share: float, light: float) -> list[float]:
    """A range as a whole: a bowl round the light, a slope from one side, one mountain, mesas."""
    count = len(heights)
    out = []
    for j, y in enumerate(heights):
        x = j / count
        if profile == "bowl":
            y = y * 0.45 + 1.5 * min(1.0, abs(x - light) / 0.6) ** 1.3
        elif profile == "slope":
            t = x if way > 0 else 1 - x
            y = y * 0.5 + 1.5 * max(0.0, t - 0.25) ** 1.2
        elif profile == "peak":
            top = 0.5 + way * 0.22
            y = y * 0.4 + 1.7 * max(0.0, 1 - abs(x - top) / 0.34) ** 1.1 * (1 - 0.6 * share)
        elif profile == "broken":
            y = max(0.0, y - 0.42) * 2.4
        elif profile == "domes":
            y = 1.25 * math.sqrt(max(0.0, y - 0.2))
        elif profile == "mesas":
            y = min(1.0, max(0.0, (y - 0.42) * 9)) * (0.75 + 0.5 * (j * 7 // 130 % 3) / 2) + 0.1 * y
        out.append(y)
    return out


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


def meadows(sheet: Sheet, scene: Scene, count: int) -> None:
    """Ground from the horizon down, in folds that get darker and each have a lit brow."""
    shades, foot = sheet.colours, scene.horizon * sheet.h
    key = sheet.dice("key").choice((0.0, 0.0, 0.12, 0.2))  # some fields lie in the light, most in the shade
    top = colour.mix(colour.mix(shades.far, shades.near, 0.38), shades.haze, key)
    near = colour.mix(shades.near, shades.haze, key)
    if scene.weather == "snow":
        top = colour.mix(top, colour.mix(shades.haze, "#ffffff", 0.4), 0.6)
    sheet.rect(0, foot - 2, sheet.w, sheet.h - foot + 6, sheet.fall([(0, top, 1), (0.6, near, 1), (1, shades.deep, 1)]))
    for i in range(count):
        dice = sheet.dice(f"meadow{i}")
        y = foot + (0.02 + 0.055 * i) * sheet.h
        a, b = dice.uniform(-0.03, 0.03) * sheet.h, dice.uniform(0.008, 0.026) * sheet.h
        tint = colour.mix(top, near, 0.16 + 0.26 * i)
        if scene.weather == "snow":
            tint = colour.mix(tint, colour.mix(shades.haze, "#ffffff", 0.4), 0.6 - 0.08 * i)
        light = colour.mix(tint, shades.light, 0.16 - 0.03 * i)
        deep = y + 0.075 * sheet.h  # a fold fades out where the next begins: fills cost by their area
        d = (
            f"M0 {n(y + a)}C{n(sheet.w * 0.3)} {n(y - b)} {n(sheet.w * 0.5)} {n(y + b)} {n(sheet.w * 0.66)} {n(y)}"
            f"S{n(sheet.w * 0.9)} {n(y - b)} {n(sheet.w)} {n(y - a)}V{n(deep)}H0Z"
        )
        sheet.path(d, sheet.fall([(0, light, 1), (0.45, tint, 1), (1, tint, 0)]))
        mist(sheet, y + 30, 34, 0.13)


def trail(sheet: Sheet, scene: Scene, *, wide: float = 62, strength: float = 0.5) -> None:
    """A path that winds from the eye to the horizon."""
    dice, w, h = sheet.dice("trail"), sheet.w, sheet.h
    x0, x1 = dice.uniform(0.3, 0.7) * w, (0.5 + (scene.lamp_x - 0.5) * 0.8) * w
    top, low = scene.horizon * h + 4, h + 4
    left, right = [], []
    swing = dice.choice((-1, 1)) * dice.uniform(0.05, 0.13) * w
    for i in range(25):
        t = i / 24
        y = top + (low - top) * t**1.9
        x = x1 + (x0 - x1) * t**1.3 + swing * math.sin(t * 5.2) * (0.25 + t)
        half = 1.2 + wide * t**1.7
        left.append((x - half, y))
        right.append((x + half, y))
    tint = colour.mix(sheet.colours.haze, sheet.colours.light, 0.3)
    d = "M" + "L".join(f"{n(a)} {n(b)}" for a, b in [*left, *reversed(right)]) + "Z"
    sheet.path(d, sheet.fall([(0, tint, strength), (0.5, tint, strength * 0.45), (1, tint, strength * 0.12)]))


def near_bank(sheet: Sheet, scene: Scene, *, light: float = 0.0) -> None:
    """The ground under everybody's feet."""
    shades = sheet.colours
    top = colour.mix(shades.near, shades.haze, 0.2 + light)
    if scene.weather == "snow":
        top = colour.mix(top, colour.mix(shades.haze, "#ffffff", 0.5), 0.68)
    low = 0.4 if scene.weather == "snow" else 0.6
    # not down to the darkest: the grass before it must still show
    foot = colour.mix(shades.near, shades.haze, 0.06)
    fill = sheet.fall([(0, top, 1), (0.35, colour.mix(top, shades.near, low), 1), (1, foot, 1)])
    d = f"M0 {n(sheet.h)}" + "".join(
        f"L{n(i / 60 * sheet.w)} {n(ground.bank(scene.place, scene.seed, i / 60) * sheet.h)}" for i in range(61)
    )
    sheet.path(d + f"L{n(sheet.w)} {n(sheet.h)}Z", fill)


def tufts(sheet: Sheet, scene: Scene) -> None:
    """Short grass along the line of the bank: feet stand in it."""
    dice = sheet.dice("tufts")
    d = []
    x, end = ground.span(scene.place, scene.seed)
    while x < end:
        y = ground.bank(scene.place, scene.seed, x) * sheet.h
        d.append(edges.blade(dice, x * sheet.w, y + 3, dice.uniform(5, 15), 1.5))
        x += dice.expovariate(150)
    sheet.path("".join(d), colour.mix(sheet.colours.near, sheet.colours.haze, 0.10))
