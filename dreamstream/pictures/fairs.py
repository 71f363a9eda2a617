"""A fairground: a great wheel, striped tents, strings of lamps."""

from __future__ import annotations

import math
import random

from dreamstream.pictures import colour, fronts, ground, land
from dreamstream.pictures.brush import Sheet, n
from dreamstream.pictures.scene import Scene
from dreamstream.pictures.shapes.pen import limb


def fair(sheet: Sheet, scene: Scene) -> None:
    """A great wheel, tents and strings of lamps."""
    shades, w, h = sheet.colours, sheet.w, sheet.h
    foot, dice, side = scene.horizon * h, sheet.dice("fair"), ground.side(scene.place, scene.seed)
    fronts.row(sheet, "town", -20, w + 40, foot, 0.08 * h, colour.mix(shades.far, shades.near, 0.14), panes=0.2)
    land.mist(sheet, foot - 30, 60, 0.4)
    wheel(sheet, (0.5 + side * dice.uniform(0.16, 0.3)) * w, foot, dice.uniform(0.2, 0.27) * h, dice)
    tint = colour.mix(shades.far, shades.near, 0.62)
    for at in (-0.36, -0.1, 0.12, 0.36):
        x, wide = (0.5 + at + dice.uniform(-0.05, 0.05)) * w, dice.uniform(0.13, 0.2) * w
        if dice.random() < 0.8:
            _tent(sheet, x, foot + 8, wide, dice.uniform(0.12, 0.2) * h, tint)
    grass = colour.mix(shades.near, shades.haze, 0.36)
    if scene.weather == "snow":
        grass = colour.mix(grass, "#ffffff", 0.45)
    fill = [(0.0, grass, 1.0), (0.5, colour.mix(grass, shades.near, 0.4), 1.0), (1.0, shades.deep, 1.0)]
    sheet.rect(0, foot + 4, w, h - foot, sheet.fall(fill))
    if shades.lit:
        for _ in range(4):
            sheet.glow(dice.uniform(0.1, 0.9) * w, foot + 24, 120, shades.warm, 0.34, 22)
    for i in range(2):
        y, sag = (0.2 + 0.16 * i) * h * dice.uniform(0.8, 1.2), dice.uniform(60, 130)
        bulbs = ""
        for j in range(22):
            t = j / 21
            px, py = t * w, y + 4 * sag * t * (1 - t) + (t - 0.5) * 60 * side
            bulbs += f'<circle cx="{n(px)}" cy="{n(py + 7)}" r="{n(4.4)}"/>'
        wire = f"M0 {n(y - 30 * side)}Q{n(w / 2)} {n(y + 2 * sag)} {n(w)} {n(y + 30 * side)}"
        sheet.add(f'<path d="{wire}" stroke="{shades.near}" stroke-width="1.6" fill="none"/>')
        sheet.add(f'<g fill="{shades.warm if shades.lit else shades.haze}">{bulbs}</g>')


def wheel(sheet: Sheet, x: float, foot: float, r: float, dice: random.Random) -> None:
    """A great wheel with its cabins."""
    shades = sheet.colours
    y, tint = foot - r * 1.16, colour.mix(shades.far, shades.near, 0.5)
    turn = dice.uniform(0, 1)
    spokes, cabins = "", ""
    for i in range(14):
        a = (i + turn) * math.tau / 14
        cx, cy = x + math.cos(a) * r, y + math.sin(a) * r
        spokes += f"M{n(x)} {n(y)}L{n(cx)} {n(cy)}"
        cabins += f"M{n(cx - r * 0.07)} {n(cy + 4)}h{n(r * 0.14)}l{n(-r * 0.02)} {n(r * 0.11)}h{n(-r * 0.10)}Z"
    rims = f"M{n(x - r)} {n(y)}a{n(r)} {n(r)} 0 1 1 {n(2 * r)} 0a{n(r)} {n(r)} 0 1 1 {n(-2 * r)} 0"
    q = r * 0.9
    rims += f"M{n(x - q)} {n(y)}a{n(q)} {n(q)} 0 1 1 {n(2 * q)} 0a{n(q)} {n(q)} 0 1 1 {n(-2 * q)} 0"
    sheet.add(f'<path d="{spokes}{rims}" stroke="{tint}" stroke-width="3.4" fill="none"/>')
    sheet.path(limb(f"{x - r * 0.5:.1f},{-foot:.1f},7 {x:.1f},{-y:.1f},5 {x + r * 0.5:.1f},{-foot:.1f},7"), tint)
    sheet.path(cabins, shades.warm if shades.lit else tint, 0.95)


def _tent(sheet: Sheet, x: float, foot: float, wide: float, tall: float, tint: str) -> None:
    eave, half, top, knee = foot - tall * 0.42, wide / 2, foot - tall, foot - tall * 0.6
    roof = f"M{n(x)} {n(foot - tall)}Q{n(x + half * 0.3)} {n(foot - tall * 0.6)} {n(x + half)} {n(eave)}"
    roof += f"H{n(x - half)}Q{n(x - half * 0.3)} {n(foot - tall * 0.6)} {n(x)} {n(foot - tall)}Z"
    sheet.path(f"M{n(x - half * 0.88)} {n(eave - 2)}H{n(x + half * 0.88)}V{n(foot)}H{n(x - half * 0.88)}Z", tint)
    sheet.path(roof, colour.mix(tint, sheet.colours.near, 0.3))
    stripe = ""
    for k in (-0.6, -0.12, 0.36):
        far = k + 0.24
        stripe += f"M{n(x)} {n(top)}Q{n(x + half * k * 0.3)} {n(knee)} {n(x + half * k)} {n(eave)}h{n(half * 0.24)}"
        stripe += f"Q{n(x + half * far * 0.3)} {n(knee)} {n(x)} {n(top)}Z"
    sheet.path(stripe, colour.mix(tint, sheet.colours.haze, 0.34))
    sheet.path(f"M{n(x - 1.5)} {n(foot - tall - 22)}h3v24h-3ZM{n(x + 1)} {n(foot - tall - 22)}l22 6l-22 6Z", tint)
    if sheet.colours.lit:
        sheet.path(
            f"M{n(x - half * 0.2)} {n(foot)}L{n(x)} {n(eave + 4)}L{n(x + half * 0.2)} {n(foot)}Z",
            sheet.colours.warm,
            0.85,
        )
