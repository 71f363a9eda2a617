"""An alley: walls that run to a slit of light, lit windows, washing on a line, steps."""

from __future__ import annotations

import random

from dreamstream.pictures import colour, fronts, land
from dreamstream.pictures.brush import Sheet, n
from dreamstream.pictures.facade import Wall
from dreamstream.pictures.scene import Scene


def alley(sheet: Sheet, scene: Scene) -> None:
    """Houses on both sides, no two of one height, and the light at the end."""
    shades, w, h = sheet.colours, sheet.w, sheet.h
    foot, vx = scene.horizon * h, scene.lamp_x * w
    fronts.row(sheet, "end", vx - 0.2 * w, 0.4 * w, foot, 0.2 * h, colour.mix(shades.far, shades.near, 0.16), panes=0.2)
    land.mist(sheet, foot - 30, 110, 0.5)
    road = colour.mix(shades.near, shades.haze, 0.34)
    if scene.weather == "snow":
        road = colour.mix(road, "#ffffff", 0.4)
    fill = [(0.0, colour.mix(road, shades.haze, 0.4), 1.0), (0.5, road, 1.0), (1.0, shades.near, 1.0)]
    sheet.rect(0, foot, w, h - foot + 4, sheet.fall(fill))
    sheet.glow(vx, foot + 20, 120, shades.light, 0.4, (h - foot) * 0.8)
    _stones(sheet, vx, foot)
    dice = sheet.dice("alley")
    cuts = (0.0, dice.uniform(0.2, 0.34), dice.uniform(0.48, 0.56), dice.uniform(0.66, 0.72), 0.86)
    for i in (3, 2, 1, 0):
        for edge in (0.0, w):
            wall = Wall(edge=edge, x=vx, y=foot - 8, foot=0.935 * h)
            _house(sheet, dice, wall, cuts[i], cuts[i + 1], i, h)
    _washing(sheet, dice, vx)


def _stones(sheet: Sheet, vx: float, foot: float) -> None:
    w, h = sheet.w, sheet.h
    lines = "".join(f"M0 {n(foot + (h - foot) * t)}H{n(w)}" for t in (0.06, 0.14, 0.25, 0.4, 0.6, 0.86))
    lines += "".join(f"M{n(vx + i * 16)} {n(foot)}L{n(vx + i * 150)} {n(h)}" for i in range(-4, 5))
    ink = f'stroke="{sheet.colours.near}" stroke-width="2.4" stroke-opacity=".3"'
    sheet.add(f'<path d="{lines}" {ink} fill="none"/>')


def _house(sheet: Sheet, dice: random.Random, wall: Wall, a: float, b: float, i: int, h: float) -> None:
    """One house of the row: its wall, its eave, its windows and a door."""
    shades = sheet.colours
    tint = colour.mix(shades.far, shades.near, 0.92 - 0.17 * i)
    top = h * dice.uniform(0.85, 1.5)
    sheet.path(wall.quad(a, b, -4, top), sheet.fall([(0, tint, 1), (1, colour.mix(tint, shades.haze, 0.18), 1)]))
    sheet.path(wall.quad(a, b, top - 4, top + 22), colour.mix(tint, shades.near, 0.45))
    lit, dark, frames = "", "", ""
    span = b - a
    for row in range(5):
        for column in range(2):
            t = a + span * (0.16 + 0.44 * column)
            low = h * (0.30 + 0.21 * row)
            if low + 0.13 * h > top:
                continue
            pane = wall.quad(t, t + span * 0.22, low, low + 0.11 * h)
            if dice.random() < 0.4:
                lit += pane
                frames += wall.quad(t + span * 0.1, t + span * 0.12, low, low + 0.11 * h)
            else:
                dark += pane
    sheet.path(dark, colour.mix(tint, shades.near, 0.5))
    sheet.path(lit, shades.warm if shades.lit else colour.mix(tint, shades.haze, 0.5), 0.9)
    sheet.path(frames, tint)
    if dice.random() < 0.7:
        sheet.path(wall.quad(a + span * 0.36, a + span * 0.62, 0, 0.2 * h), colour.mix(tint, shades.near, 0.6))
        sheet.path(wall.quad(a + span * 0.3, a + span * 0.68, 0.205 * h, 0.22 * h), colour.mix(tint, shades.haze, 0.2))


def _washing(sheet: Sheet, dice: random.Random, vx: float) -> None:
    """Lines from wall to wall."""
    shades, w, h = sheet.colours, sheet.w, sheet.h
    for i in range(2):
        y, t = (0.1 + 0.13 * i + dice.uniform(0, 0.06)) * h, 0.3 + 0.2 * i
        a, b, sag = vx * t, w + (vx - w) * t, 34 - 8 * i
        line = f'<path d="M{n(a)} {n(y)}Q{n((a + b) / 2)} {n(y + sag * 2)} {n(b)} {n(y)}" stroke="{shades.near}"'
        sheet.add(line + ' stroke-width="2" fill="none"/>')
        cloth = ""
        for u in (0.2, 0.3, 0.42, 0.6, 0.7):
            if dice.random() < 0.7:
                x, yy = a + (b - a) * u, y + sag * 4 * u * (1 - u)
                wide, long = dice.uniform(22, 40), dice.uniform(34, 62)
                cloth += f"M{n(x)} {n(yy)}h{n(wide)}l{n(dice.uniform(-3, 5))} {n(long)}q{n(-wide / 2)} -8 {n(-wide)} 2Z"
        sheet.path(cloth, colour.mix(shades.near, shades.haze, 0.3))
