"""Clouds: flat-bottomed banks, heaped above, lit on their crowns, dissolving below."""

from __future__ import annotations

import math
import random

from dreamstream.pictures import colour
from dreamstream.pictures.brush import Sheet, n
from dreamstream.pictures.scene import Actor, Scene


def banks(sheet: Sheet, scene: Scene, tints: tuple[str, ...], count: int) -> None:
    """Light banks in a fair sky: great ones high up, thin ones towards the horizon."""
    dice = sheet.dice("clouds")
    foot = scene.horizon * sheet.h
    light = sheet.colours.light
    placed: list[tuple[float, float, float]] = []
    for i in range(count * 3):
        if len(placed) >= count:
            break
        t = dice.uniform(0.10, 0.90)
        y = foot * t
        long = dice.random() < 0.4  # a veil rather than a heap
        wide = dice.uniform(0.6, 1.2) * (540 - 290 * t) * (1.5 if long else 1.0)
        x = dice.uniform(0.0, 1.0) * sheet.w
        if i < count and abs(x / sheet.w - 0.5) < 0.16:
            x = (0.16 if x < sheet.w / 2 else 0.84) * sheet.w  # the middle is the subject's
        if any(abs(x - px) < (wide + pw) * 0.52 and abs(y - py) < 74 for px, py, pw in placed):
            continue
        if _covers(sheet, scene, x, y, wide):
            continue
        placed.append((x, y, wide))
        sky = tints[min(len(tints) - 1, round(t * (len(tints) - 1)))]
        high = wide * dice.uniform(0.11, 0.2) * (1.1 - 0.5 * t) * (0.36 if long else 1.0)
        crown = colour.mix(sky, light, 0.66 if scene.hour != "night" else 0.26)
        body = colour.mix(sky, light, 0.34 if scene.hour != "night" else 0.14)
        see = 0.9 if scene.hour in ("day", "dusk", "dawn") else 0.62
        _bank(sheet, dice, x, y, wide, high, (crown, body, sky), see)


def overcast(sheet: Sheet, scene: Scene, tints: tuple[str, ...], thick: float) -> None:
    """Heavy weather: rows of dark banks, far ones low and thin, near ones high and great, gloom above them."""
    dice = sheet.dice("overcast")
    foot = scene.horizon * sheet.h
    deep, haze = sheet.colours.deep, sheet.colours.haze
    gloom = colour.mix(tints[2], deep, 0.55)
    sheet.rect(0, 0, sheet.w, foot * 0.8, sheet.fall([(0, gloom, 0.85), (0.55, gloom, 0.45), (1, gloom, 0)]))
    rows = 5
    for i in range(rows):
        t = i / (rows - 1)
        y = foot * (0.74 - 0.60 * t) * min(1.2, 0.75 + 0.25 * thick)
        sky = tints[min(len(tints) - 1, max(0, round(y / foot * (len(tints) - 1))))]
        dark = colour.mix(sky, deep, 0.22 + 0.26 * t)
        crown = colour.mix(dark, haze, 0.40 - 0.1 * t)
        wide = (300 + 380 * t) * (0.85 + 0.15 * thick)
        x = dice.uniform(-0.6, 0.0) * wide
        while x < sheet.w + wide * 0.5:
            long = wide * dice.uniform(0.8, 1.3)
            high = long * dice.uniform(0.10, 0.16)
            _bank(
                sheet, dice, x, y + dice.uniform(-16, 16), long, high, (crown, dark, colour.mix(dark, deep, 0.3)), 1.0
            )
            x += long * dice.uniform(0.62, 0.95)


def _bank(
    sheet: Sheet,
    dice: random.Random,
    x: float,
    y: float,
    wide: float,
    high: float,
    tints: tuple[str, str, str],
    see: float,
) -> None:
    """One bank: half-rounds on one flat line, a smaller one behind, thin streaks at its foot."""
    crown, body, sky = tints
    for back in (True, False):
        d = []
        puffs = dice.randint(7, 10)
        off = dice.uniform(-0.16, 0.16) * wide if back else 0.0
        k = 0.82 if back else 1.0
        for i in range(puffs):
            t = (i + dice.uniform(0.2, 0.8)) / puffs
            dome = math.sin(math.pi * t) ** 0.75
            r = wide * k * (0.055 + 0.075 * dome) * dice.uniform(0.75, 1.25)
            up = high * dome * dice.uniform(0.5, 1.0) * (1.25 if back else 1.0)
            px = x + off + (t - 0.5) * wide * k
            rise = r * 0.62 + up
            d.append(f"M{n(px - r)} {n(y)}C{n(px - r)} {n(y - rise)} {n(px + r)} {n(y - rise)} {n(px + r)} {n(y)}Z")
        fill = sheet.fall(
            [(0, crown, see * (0.5 if back else 0.85)), (0.5, body, see * (0.34 if back else 0.6)), (1, sky, 0)]
        )
        sheet.path("".join(d), fill)
    streaks = []
    for _ in range(3):
        px, long = x + dice.uniform(-0.3, 0.3) * wide, wide * dice.uniform(0.3, 0.62)
        py, thin = y - dice.uniform(-3, high * 0.22), dice.uniform(1.6, 3.6)
        bow = f"Q{n(px)} {n(py - thin * 2)} {n(px + long)} {n(py)}Q{n(px)} {n(py + thin)} {n(px - long)} {n(py)}"
        streaks.append(f"M{n(px - long)} {n(py)}{bow}Z")
    sheet.path("".join(streaks), body, 0.42 * see)


def _covers(sheet: Sheet, scene: Scene, x: float, y: float, wide: float) -> bool:
    """Whether a bank would lie over the light or over whoever is in the air."""
    lx, ly, lr = scene.lamp_x * sheet.w, scene.lamp_y * sheet.h, scene.lamp_r * 1000
    if scene.lamp != "none" and abs(x - lx) < wide * 0.5 + lr and ly - lr * 1.1 < y < ly + lr * 1.3:
        return not (scene.lamp == "sun" and ly + lr * 0.15 < y < ly + lr * 0.8 and wide < 260)
    return any(_near(sheet, actor, x, y, wide) for actor in scene.actors)


def _near(sheet: Sheet, actor: Actor, x: float, y: float, wide: float) -> bool:
    reach = actor.size * 900
    if not actor.floats:
        return abs(x - actor.x * sheet.w) < wide * 0.3 and y > actor.y * sheet.h - reach * 1.1
    return abs(x - actor.x * sheet.w) < wide * 0.5 + reach * 0.5 and abs(y - actor.y * sheet.h) < reach * 0.42
