"""A suburb: small houses apart, gardens and fences between."""

from __future__ import annotations

import random

from dreamstream.pictures import colour, fronts, ground, land, posts, shores
from dreamstream.pictures.brush import Sheet, n
from dreamstream.pictures.scene import Scene


def suburb(sheet: Sheet, scene: Scene) -> None:
    """Small houses apart, gardens and fences between, a tree here and there."""
    shades, w, h = sheet.colours, sheet.w, sheet.h
    foot = scene.horizon * h
    land.ridges(sheet, scene, count=2, high=0.1, sharp=0.2)
    dice = sheet.dice("suburb")
    bend = ground.view(scene.place, scene.seed).name == "bend"
    for i, (tall, dark) in enumerate(((0.10, 0.28), (0.17, 0.58))):
        base = foot + (0.0, 0.012)[i] * h
        tint = colour.mix(shades.far, shades.near, dark)
        x, d, lit, green = -dice.uniform(0, 90), "", "", ""
        while x < w + 20:
            wide = tall * h * dice.uniform(0.9, 1.3)
            open_up = scene.lamp != "none" and i == 1 and abs(x + wide / 2 - scene.lamp_x * w) < 90
            if not open_up and dice.random() < 0.86:
                d += cottage(dice, x, base, wide, tall * h * dice.uniform(0.75, 1.05))
                lit += fronts.windows(dice, x + wide * 0.1, base - 4, wide * 0.8, tall * h * 0.4, 0.6)
            x += wide
            if dice.random() < 0.6:
                green += shores.bush(dice, x + tall * h * 0.14, base, tall * h * dice.uniform(0.6, 1.3))
            x += tall * h * dice.uniform(0.1, 0.7)
        sheet.path(green, colour.mix(tint, shades.near, 0.2))
        sheet.path(d, sheet.fall([(0, tint, 1), (1, colour.mix(tint, shades.haze, 0.14), 1)]))
        sheet.path(lit, shades.warm if shades.lit else colour.mix(tint, shades.haze, 0.45), 0.85)
        if i == 0:
            land.mist(sheet, base - 10, 46, 0.4)
    lawn = colour.mix(colour.mix(shades.far, shades.near, 0.5), shades.haze, 0.12)
    if scene.weather == "snow":
        lawn = colour.mix(lawn, colour.mix(shades.haze, "#ffffff", 0.4), 0.6)
    sheet.rect(0, foot + 0.01 * h, w, h - foot, sheet.fall([(0, lawn, 1), (0.6, shades.near, 1), (1, shades.deep, 1)]))
    _pickets(sheet, foot + 0.012 * h, 0.036 * h, colour.mix(shades.haze, shades.near, 0.25))
    if bend:
        land.trail(sheet, scene, wide=170, strength=0.9)
    else:
        fronts.pavement(sheet, scene, foot + 0.07 * h)
        posts.posts(sheet, scene, foot + 0.09 * h, 0.24 * h, dice.choice(((0.2, 0.86), (0.1, 0.7), (0.5,))))


def cottage(dice: random.Random, x: float, foot: float, w: float, h: float) -> str:
    """One small house, its roof to the street or its gable."""
    eave, top = foot - h * 0.5, foot - h
    d = f"M{n(x + w * 0.06)} {n(foot)}V{n(eave)}"
    if dice.random() < 0.5:
        d += f"H{n(x)}L{n(x + w / 2)} {n(top)}L{n(x + w)} {n(eave)}H{n(x + w * 0.94)}"
    else:
        d += f"H{n(x - w * 0.02)}L{n(x + w * 0.16)} {n(top + h * 0.1)}H{n(x + w * 0.84)}"
        d += f"L{n(x + w * 1.02)} {n(eave)}H{n(x + w * 0.94)}"
    cx = x + w * dice.choice((0.2, 0.68))
    return d + f"V{n(foot)}ZM{n(cx)} {n(eave)}V{n(top - h * 0.02)}h{n(w * 0.09)}V{n(eave)}Z"


def _pickets(sheet: Sheet, foot: float, tall: float, tint: str) -> None:
    d, x, dice = "", 0.0, sheet.dice("pickets")
    gates = [dice.uniform(0.05, 0.95) * sheet.w for _ in range(3)]
    while x < sheet.w:
        if all(abs(x - gate) > 34 for gate in gates):
            d += f"M{n(x)} {n(foot)}v{n(-tall)}l3.5 -5l3.5 5v{n(tall)}ZM{n(x)} {n(foot - tall * 0.7)}h13v4h-13Z"
        x += 13
    sheet.path(d, tint, 0.7)
