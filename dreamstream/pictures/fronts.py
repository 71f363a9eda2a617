"""House fronts: gabled houses in a row, for streets seen across, squares, suburbs, alleys and harbours."""

from __future__ import annotations

import random

from dreamstream.pictures import colour, ground, land, posts
from dreamstream.pictures.brush import Sheet, n
from dreamstream.pictures.facade import Wall
from dreamstream.pictures.scene import Scene
from dreamstream.pictures.shapes.pen import limb


def row(
    sheet: Sheet, name: str, x: float, wide: float, foot: float, tall: float, tint: str, *, panes: float = 0.55
) -> None:
    """Narrow houses shoulder to shoulder between x and x + wide, no two of one height."""
    dice = sheet.dice(name)
    end, d, lit = x + wide, "", ""
    while x < end - 4:
        w = min(tall * dice.uniform(0.55, 0.95), dice.uniform(110, 190), end - x)
        h = tall * dice.uniform(0.62, 1.12)
        d += gable(dice, x, foot, w, h)
        lit += windows(dice, x, foot, w, h * 0.72, panes)
        x += w
    sheet.path(d, sheet.fall([(0, tint, 1), (1, colour.mix(tint, sheet.colours.haze, 0.16), 1)]))
    if lit and sheet.colours.lit:
        sheet.path(lit, sheet.colours.warm, 0.75)
    elif lit:
        sheet.path(lit, colour.mix(tint, sheet.colours.haze, 0.4), 0.8)


def gable(dice: random.Random, x: float, foot: float, w: float, h: float) -> str:
    """One front: pointed, stepped, hipped, mansard or flat, a chimney on some."""
    kind, eave = dice.choice(("point", "point", "step", "hip", "flat", "side")), foot - h * 0.72
    top = foot - h
    d = f"M{n(x)} {n(foot)}V{n(eave)}"
    if kind == "point":
        d += f"l{n(-w * 0.04)} 0L{n(x + w / 2)} {n(top)}L{n(x + w * 1.04)} {n(eave)}h{n(-w * 0.04)}"
    elif kind == "step":
        s = w / 8
        for i in range(3):
            d += f"V{n(eave - (i + 1) * (eave - top) / 4)}h{n(s)}"
        d += f"V{n(top)}h{n(2 * s)}"
        for i in range(3):
            d += f"V{n(eave - (3 - i) * (eave - top) / 4)}h{n(s)}"
    elif kind == "hip":
        d += f"L{n(x + w * 0.24)} {n(top + h * 0.06)}H{n(x + w * 0.76)}L{n(x + w)} {n(eave)}"
    elif kind == "side":
        d += f"L{n(x + w * 0.1)} {n(top + h * 0.1)}H{n(x + w * 0.9)}L{n(x + w)} {n(eave)}"
    else:
        d += f"V{n(eave - h * 0.06)}H{n(x + w)}"
    d += f"L{n(x + w)} {n(eave)}V{n(foot)}Z"
    if kind != "flat" and dice.random() < 0.6:
        cx = x + w * dice.choice((0.18, 0.7))
        d += f"M{n(cx)} {n(eave)}V{n(top + h * 0.02)}h{n(w * 0.11)}V{n(eave)}Z"
    return d


def windows(dice: random.Random, x: float, foot: float, w: float, h: float, chance: float) -> str:
    """Lit panes of one front, in rows and columns; some are dark."""
    columns, floors = max(1, round(w / max(20.0, h * 0.24))), max(1, round(h / max(26.0, w * 0.42)))
    size, out = min(w / columns * 0.42, h / floors * 0.34), ""
    for i in range(floors):
        for j in range(columns):
            if dice.random() < chance:
                px = x + w * (j + 0.5) / columns - size / 2
                py = foot - h * (i + 0.72) / floors
                out += f"M{n(px)} {n(py)}h{n(size)}v{n(size * 1.5)}h{n(-size)}Z"
    return out


def across(sheet: Sheet, scene: Scene) -> None:
    """A street seen from its other side: fronts right across, roofs against the sky, a lamp or two."""
    shades, w, h = sheet.colours, sheet.w, sheet.h
    foot = scene.horizon * h
    far = colour.mix(shades.far, shades.near, 0.2)
    row(sheet, "behind", -20, w + 40, foot, 0.48 * h, far, panes=0.15)
    land.mist(sheet, foot - 0.14 * h, 0.12 * h, 0.4)
    dice = sheet.dice("gap")
    tint = colour.mix(shades.far, shades.near, 0.62)
    gap = scene.lamp_x * w if scene.lamp != "none" else dice.uniform(0.2, 0.8) * w
    wide = dice.uniform(0.14, 0.26) * w  # a side street opens towards the light
    heavy = dice.uniform(0.26, 0.46)
    row(sheet, "left", -30, max(0.0, gap - wide / 2 + 30), foot, heavy * h, tint, panes=0.4)
    row(sheet, "right", gap + wide / 2, max(0.0, w - gap - wide / 2 + 40), foot, (0.72 - heavy) * h, tint, panes=0.4)
    pavement(sheet, scene, foot)
    posts.posts(sheet, scene, foot + 0.02 * h, 0.25 * h, dice.choice(((0.12, 0.62), (0.3, 0.9), (0.08, 0.46, 0.88))))


def pavement(sheet: Sheet, scene: Scene, foot: float) -> None:
    """Kerb, wet road, and the lights of the fronts lying in it."""
    shades, w, h = sheet.colours, sheet.w, sheet.h
    stone = colour.mix(shades.near, shades.haze, 0.3)
    if scene.weather == "snow":
        stone = colour.mix(stone, "#ffffff", 0.45)
    sheet.rect(0, foot, w, h - foot + 4, sheet.fall([(0, stone, 1), (1, shades.near, 1)]))
    kerb = foot + 0.05 * h
    road = colour.mix(shades.near, shades.haze, 0.16)
    if scene.weather == "snow":
        road = colour.mix(road, colour.mix(shades.haze, "#ffffff", 0.4), 0.34)
    sheet.rect(0, kerb, w, h - kerb + 4, sheet.fall([(0, colour.mix(road, shades.haze, 0.24), 1), (1, shades.deep, 1)]))
    sheet.rect(0, kerb - 2, w, 5, colour.mix(stone, shades.light, 0.3))
    dice = sheet.dice("wet")
    marks = ""
    for _ in range(26):
        x, long, wide = dice.uniform(0, w), dice.uniform(40, 0.16 * h), dice.uniform(4, 15)
        marks += f"M{n(x)} {n(kerb + 4)}h{n(wide)}L{n(x + wide * 0.6)} {n(kerb + long)}h{n(-wide * 0.3)}Z"
    tint = shades.warm if shades.lit else shades.haze
    sheet.path(marks, sheet.fall([(0, tint, 0.34 if shades.lit else 0.2), (1, tint, 0)]))


def square(sheet: Sheet, scene: Scene) -> None:
    """A wide paved place, fronts round it, a tower over them, a fountain or a column off the middle."""
    shades, w, h = sheet.colours, sheet.w, sheet.h
    foot = scene.horizon * h
    dice = sheet.dice("square")
    row(sheet, "behind", -20, w + 40, foot, 0.17 * h, colour.mix(shades.far, shades.near, 0.16), panes=0.2)
    side = ground.side(scene.place, scene.seed)
    tx = (0.5 + side * dice.uniform(0.12, 0.34)) * w
    tint = colour.mix(shades.far, shades.near, 0.38)
    _spire(sheet, tx, foot, 0.052 * w, dice.uniform(0.34, 0.46) * h, tint, dice)
    land.mist(sheet, foot - 20, 60, 0.3)
    tint = colour.mix(shades.far, shades.near, 0.6)
    reach = dice.uniform(0.24, 0.42) * w
    heavy = dice.choice((-1, 1))
    row(sheet, "west", -30, reach + 30, foot + 4, (0.26 + 0.05 * heavy) * h, tint, panes=0.5)
    row(sheet, "east", w - 0.66 * w + reach, w, foot + 4, (0.26 - 0.05 * heavy) * h, tint, panes=0.5)
    stone = colour.mix(shades.near, shades.haze, 0.42)
    if scene.weather == "snow":
        stone = colour.mix(stone, "#ffffff", 0.45)
    fill = [
        (0.0, colour.mix(stone, shades.haze, 0.3), 1.0),
        (0.5, colour.mix(stone, shades.near, 0.35), 1.0),
        (1.0, shades.near, 1.0),
    ]
    sheet.rect(0, foot, w, h - foot + 4, sheet.fall(fill))
    vx = scene.lamp_x * w
    lines = "".join(f"M{n(vx + i * 60)} {n(foot)}L{n(vx + i * 330)} {n(h)}" for i in range(-9, 10))
    lines += "".join(f"M0 {n(foot + (h - foot) * t)}H{n(w)}" for t in (0.05, 0.13, 0.24, 0.39, 0.58, 0.82))
    sheet.add(f'<path d="{lines}" stroke="{shades.near}" stroke-width="2" stroke-opacity=".3" fill="none"/>')
    if scene.lamp != "none":
        sheet.glow(vx, foot + 10, 150, shades.light, 0.34, (h - foot) * 0.7)
    if ground.view(scene.place, scene.seed).name == "arcade":
        _arcade(sheet, scene, side)
    else:
        _fountain(sheet, scene, foot, dice)
    posts.posts(sheet, scene, foot + 0.05 * h, 0.2 * h, (0.16, 0.84))


def _spire(sheet: Sheet, x: float, foot: float, half: float, tall: float, tint: str, dice: random.Random) -> None:
    top, d = foot - tall, f"M{n(x - half)} {n(foot)}V{n(foot - tall * 0.62)}"
    if dice.random() < 0.5:
        d += f"L{n(x)} {n(top)}L{n(x + half)} {n(foot - tall * 0.62)}V{n(foot)}Z"
    else:
        d += f"Q{n(x - half)} {n(foot - tall * 0.84)} {n(x)} {n(foot - tall * 0.86)}V{n(top)}h3V{n(foot - tall * 0.86)}"
        d += f"Q{n(x + half)} {n(foot - tall * 0.84)} {n(x + half)} {n(foot - tall * 0.62)}V{n(foot)}Z"
    sheet.path(d, sheet.fall([(0, tint, 1), (1, colour.mix(tint, sheet.colours.haze, 0.3), 1)]))
    clock = sheet.colours.warm if sheet.colours.lit else sheet.colours.haze
    y = foot - tall * 0.55
    sheet.add(f'<circle cx="{n(x)}" cy="{n(y)}" r="{n(half * 0.42)}" fill="{clock}" fill-opacity=".9"/>')


def _arcade(sheet: Sheet, scene: Scene, side: int) -> None:
    """A palace front with arches that runs towards the eye on one side."""
    shades, w, h = sheet.colours, sheet.w, sheet.h
    edge = 0.0 if side < 0 else w
    wall = Wall(edge=edge, x=scene.lamp_x * w, y=scene.horizon * h - 6, foot=0.945 * h)
    tint = colour.mix(shades.near, shades.haze, 0.16)
    sheet.path(wall.quad(-0.1, 0.42, -2, 0.62 * h), tint)
    sheet.path(wall.quad(-0.1, 0.43, 0.62 * h, 0.66 * h), colour.mix(tint, shades.haze, 0.16))
    hollow, panes = "", ""
    for i in range(4):
        a = 0.0 + 0.108 * i
        hollow += wall.arch(a, a + 0.074, 0.34 * h)
        panes += wall.quad(a + 0.014, a + 0.054, 0.43 * h, 0.55 * h)
    sheet.path(hollow, shades.deep)
    lit = shades.warm if shades.lit else colour.mix(tint, shades.haze, 0.5)
    sheet.path(panes, lit, 0.85)
    if shades.lit:
        sheet.path(hollow, shades.warm, 0.12)


def _fountain(sheet: Sheet, scene: Scene, foot: float, dice: random.Random) -> None:
    shades, w, h = sheet.colours, sheet.w, sheet.h
    side = -1 if sum(a.x - 0.5 for a in scene.actors if not a.floats) > 0 else 1
    x, y, r = (0.5 + side * dice.uniform(0.05, 0.3)) * w, foot + 0.07 * h, 0.085 * w
    tint = colour.mix(shades.near, shades.haze, 0.26)
    sheet.glow(x, y + 4, r * 1.5, shades.deep, 0.5, r * 0.24)
    sheet.path(
        f"M{n(x - r)} {n(y - 24)}Q{n(x)} {n(y - 36)} {n(x + r)} {n(y - 24)}L{n(x + r * 0.94)} {n(y)}"
        f"Q{n(x)} {n(y + 14)} {n(x - r * 0.94)} {n(y)}Z",
        tint,
    )
    bowl = f'cx="{n(x)}" cy="{n(y - 24)}" rx="{n(r * 0.9)}" ry="8"'
    sheet.add(f'<ellipse {bowl} fill="{shades.haze}" fill-opacity=".7"/>')
    sheet.path(
        limb(f"{x:.1f},{-y + 20:.1f},9 {x:.1f},{-y + 84:.1f},5") + f"M{n(x - 34)} {n(y - 82)}h68l-18 16h-32Z", tint
    )
    jets = "".join(f"M{n(x)} {n(y - 84)}q{n(dx)} -46 {n(dx * 2.1)} 56" for dx in (-30, -14, 14, 30))
    look = f'stroke="{shades.haze}" stroke-width="3" stroke-opacity=".7" stroke-linecap="round"'
    sheet.add(f'<path d="{jets}" {look} fill="none"/>')
