"""A swamp: dead trunks standing in still water."""

from __future__ import annotations

import random

from dreamstream.pictures import colour, land, water
from dreamstream.pictures.brush import Sheet, n
from dreamstream.pictures.scene import Scene
from dreamstream.pictures.shapes.pen import limb


def swamp(sheet: Sheet, scene: Scene) -> None:
    """Dead trunks standing in still water, fog between them."""
    shades, w, h = sheet.colours, sheet.w, sheet.h
    foot = scene.horizon * h
    first = len(sheet.parts)
    land.belt(sheet, "far wood", foot, 90, 0.24)
    land.belt(sheet, "near wood", foot, 54, 0.42)
    mirrored = "".join(sheet.parts[first:])
    water.lake(sheet, scene, mirrored)
    land.mist(sheet, foot, 70, 0.6)
    for i in range(3):
        dice = sheet.dice(f"dead{i}")
        share = i / 2
        y = foot + (0.03 + 0.11 * share) * h
        tint = colour.mix(shades.far, shades.near, 0.4 + 0.5 * share)
        d = ""
        for _ in range((7, 5, 3)[i]):
            x = dice.uniform(0.02, 0.98) * w
            if i and any(abs(a.x * w - x) < 60 + 260 * a.size for a in scene.actors):
                continue
            d += dead(dice, x, y, (150 + 190 * share) * dice.uniform(0.6, 1.3), 5 + 8 * share)
        sheet.path(d, tint, 0.28, f' transform="translate(0 {n(2 * y)}) scale(1 -1)"')
        sheet.path(d, tint)
        land.mist(sheet, y + 4, 34, 0.3 * (1 - 0.6 * share))
    land.near_bank(sheet, scene, light=0.02)


def dead(dice: random.Random, x: float, foot: float, tall: float, thick: float) -> str:
    """A bare trunk with a few broken arms."""
    lean = dice.gauss(0, 0.09) * tall
    d = limb(
        f"{x:.1f},{-foot - 3:.1f},{thick * 1.7:.2f} {x:.1f},{-foot + tall * 0.1:.1f},{thick:.2f} "
        f"{x + lean * 0.6:.1f},{-foot + tall * 0.6:.1f},{thick * 0.7:.2f} {x + lean:.1f},{-foot + tall:.1f},.6"
    )
    for _ in range(dice.choice((2, 3, 4))):
        t, side = dice.uniform(0.4, 0.9), dice.choice((-1, 1))
        px, py, long = x + lean * t, -foot + tall * t, tall * dice.uniform(0.12, 0.3)
        d += limb(
            f"{px:.1f},{py:.1f},{thick * 0.4:.2f} "
            f"{px + side * long * 0.6:.1f},{py + long * 0.3:.1f},{thick * 0.25:.2f} "
            f"{px + side * long:.1f},{py + long * dice.uniform(0.3, 0.9):.1f},.4"
        )
    return d
