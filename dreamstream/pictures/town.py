"""A street: towers fading into haze, lit windows, lamps, and a wet road that doubles them."""

from __future__ import annotations

import random

from dreamstream.pictures import colour, fronts, ground, land
from dreamstream.pictures.brush import Sheet, n
from dreamstream.pictures.scene import Scene


def street(sheet: Sheet, scene: Scene) -> None:
    """Four rows of houses, far to near, open where the light is; or fronts seen from across."""
    if ground.view(scene.place, scene.seed).name == "across":
        fronts.across(sheet, scene)
        return
    shades, w, h = sheet.colours, sheet.w, sheet.h
    foot = scene.horizon * h
    first = len(sheet.parts)
    view, roll = ground.view(scene.place, scene.seed).name, sheet.dice("town")
    heavy = ground.side(scene.place, scene.seed) if view == "corner" else 0
    grown = roll.choice((0.6, 0.85, 1.0, 1.25))
    for row in range(4):
        share = row / 3
        dice = sheet.dice(f"row{row}")
        tint = colour.mix(shades.far, shades.near, 0.06 + 0.80 * share**1.3)
        d, panes = [], []
        x = -dice.uniform(0, 60)
        while x < w:
            wide = dice.uniform(52, 110) * (0.72 + 0.6 * share)
            away = abs((x + wide / 2) / w - scene.lamp_x)
            # the near rows stand aside and leave the light its gap; at a corner one side stays low
            open_up = 0.10 + 0.95 * min(1.0, away / 0.46) ** 1.5 if row >= 2 else 0.72 + 0.28 * away
            high = (0.30 + 0.26 * share) * h * dice.uniform(0.55, 1.15) * open_up * grown
            if heavy and row >= 1 and ((x + wide / 2) / w - 0.5) * heavy < 0:
                high *= 0.42
            elif heavy and row >= 2:
                high *= 1.3
            if row >= 2 and away < 0.15:
                x += wide
                continue
            d.append(_tower(dice, x, foot + 3, wide, high))
            if row >= 1 and shades.lit:
                panes.append(_panes(dice, x, foot, wide, high, 4.6 + 3.6 * share))
            x += wide + (dice.uniform(0, 26) if row > 1 else 0)
        sheet.path("".join(d), tint)
        if panes:
            sheet.path("".join(panes), shades.warm, 0.30 + 0.5 * share)
        if row < 3:  # a gradient in the towers themselves costs five times as much
            land.mist(sheet, foot - 10, 0.13 * h, 0.5 * (1 - share) + 0.1)
    mirrored = "".join(sheet.parts[first:])
    road = colour.mix(shades.near, shades.haze, 0.20)
    sheet.rect(
        0,
        foot,
        w,
        h - foot + 4,
        sheet.fall([(0, colour.mix(road, shades.haze, 0.3), 1), (0.4, road, 1), (1, shades.deep, 1)]),
    )
    deep = min(h - foot, 0.14 * h)
    soft = sheet.blur(3, 12, 0, foot, w, deep)
    sheet.add(
        f'<g filter="{soft}" opacity=".5"><g transform="translate(0 {n(2 * foot)}) scale(1 -1)">{mirrored}</g></g>'
    )
    if scene.lamp in ("moon", "sun"):
        sheet.glow(scene.lamp_x * w, foot + 20, 110, shades.light, 0.42, (h - foot) * 0.7)
    dice = sheet.dice("road")
    marks = "".join(
        f"M{n(x)} {n(y)}h{n(20 + 90 * t)}"
        for x, t in ((dice.uniform(0, w), dice.random()) for _ in range(70))
        for y in (foot + 4 + t * t * (h - foot),)
    )
    sheet.add(f'<path d="{marks}" stroke="{shades.haze}" stroke-width="1.4" stroke-opacity=".2" fill="none"/>')
    _kerbs(sheet, scene, foot)
    _lamps(sheet, scene, foot)
    sheet.rect(0, 0.955 * h, w, 0.05 * h, shades.deep)
    sheet.rect(0, 0.952 * h, w, 3, colour.mix(shades.near, shades.haze, 0.3))


def _tower(dice: random.Random, x: float, foot: float, w: float, h: float) -> str:
    top = foot - h
    kind = dice.random()
    d = f"M{n(x)} {n(foot)}V{n(top)}"
    if kind < 0.2:
        d += f"L{n(x + w / 2)} {n(top - w * 0.36)}L{n(x + w)} {n(top)}"
    elif kind < 0.36:
        d += f"V{n(top - 14)}H{n(x + w * 0.3)}V{n(top - 30)}H{n(x + w * 0.7)}V{n(top - 14)}H{n(x + w)}"
    elif kind < 0.5:
        d += f"H{n(x + w * 0.48)}V{n(top - 54)}h3V{n(top)}H{n(x + w)}"
    elif kind < 0.62:
        d += f"H{n(x + w * 0.2)}V{n(top - 22)}H{n(x + w * 0.44)}V{n(top)}H{n(x + w)}"
    else:
        d += f"H{n(x + w)}"
    return d + f"V{n(foot)}Z"


def _panes(dice: random.Random, x: float, foot: float, w: float, h: float, size: float) -> str:
    out = []
    step, storey = size * 2.3, size * 3.2
    across = int((w - size) / step)
    edge = (w - across * step + step - size) / 2
    chance = dice.choice((0.12, 0.22, 0.34, 0.45))
    for i in range(int((h - 18) / storey)):
        for j in range(across):
            if dice.random() < chance:
                out.append(
                    f"M{n(x + edge + j * step)} {n(foot - h + 14 + i * storey)}h{n(size)}v{n(size * 1.45)}h{n(-size)}Z"
                )
    return "".join(out)


def _kerbs(sheet: Sheet, scene: Scene, foot: float) -> None:
    """Pavements and a broken line that run to the light: without them a wet road is a canal."""
    shades, w, h = sheet.colours, sheet.w, sheet.h
    vx, low = scene.lamp_x * w, 0.955 * h
    stone = colour.mix(shades.near, shades.haze, 0.14)
    for edge, side in ((0.0, -1), (w, 1)):
        near_x = vx + side * 0.62 * max(w, 1000)
        d = f"M{n(vx + side * 14)} {n(foot)}L{n(near_x)} {n(low)}H{n(edge)}V{n(foot)}Z"
        sheet.path(d, sheet.fall([(0, colour.mix(stone, shades.haze, 0.22), 1), (1, stone, 1)]), 0.80)
        d = f"M{n(vx + side * 14)} {n(foot)}L{n(near_x)} {n(low)}h{n(-side * 16)}L{n(vx + side * 13)} {n(foot)}Z"
        sheet.path(d, colour.mix(stone, shades.haze, 0.5), 0.7)
    dashes = []
    for i in range(9):
        a, b = (i / 9) ** 2.2, ((i + 0.5) / 9) ** 2.2
        ya, yb = foot + a * (low - foot), foot + b * (low - foot)
        dashes.append(
            f"M{n(vx - 1 - 6 * a)} {n(ya)}H{n(vx + 1 + 6 * a)}L{n(vx + 1 + 6 * b)} {n(yb)}H{n(vx - 1 - 6 * b)}Z"
        )
    sheet.path("".join(dashes), colour.mix(shades.haze, shades.light, 0.4), 0.5)


def _lamps(sheet: Sheet, scene: Scene, foot: float) -> None:
    """Posts down both sides, smaller towards the light."""
    shades, w, h = sheet.colours, sheet.w, sheet.h
    vx = scene.lamp_x * w
    for t in (0.74, 0.5, 0.24, 0.0):
        high = 0.40 * h * (1 - t) + 24
        y = foot + (h * 0.93 - foot) * (1 - t) ** 1.4
        for edge, side in ((0.04 * w, 1), (0.96 * w, -1)):
            x = edge + (vx - edge) * t * 0.86
            if abs(x - vx) < 50:
                continue
            thick = 1.2 + 3.4 * (1 - t)
            arm = 44 * (1 - t) + 6
            post = colour.mix(shades.near, shades.haze, 0.34 * t)
            sheet.path(
                f"M{n(x - thick)} {n(y)}L{n(x - thick * 0.5)} {n(y - high)}"
                f"Q{n(x)} {n(y - high - arm * 0.7)} {n(x + side * arm)} {n(y - high - arm * 0.55)}v{n(thick)}"
                f"Q{n(x + side * thick)} {n(y - high - arm * 0.5)} {n(x + thick * 0.6)} {n(y - high)}"
                f"L{n(x + thick)} {n(y)}Z",
                post,
            )
            if shades.lit:
                lx, ly = x + side * arm, y - high - arm * 0.5
                sheet.glow(lx, ly, 70 * (1 - t) + 14, shades.warm, 0.75)
                tint, rx, ry = colour.mix(shades.warm, "#ffffff", 0.5), 6 * (1 - t) + 1.6, 4 * (1 - t) + 1.2
                sheet.add(f'<ellipse cx="{n(lx)}" cy="{n(ly)}" rx="{n(rx)}" ry="{n(ry)}" fill="{tint}"/>')
                sheet.glow(lx, y + 6, 90 * (1 - t) + 12, shades.warm, 0.22, 20 * (1 - t) + 3)
