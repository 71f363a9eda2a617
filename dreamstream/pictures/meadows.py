"""Open land: meadow, hill, wheat, farm, garden, country road, fairground."""

from __future__ import annotations

import random
from itertools import pairwise

from dreamstream.pictures import colour, company, ground, land, shores
from dreamstream.pictures.brush import Sheet, n
from dreamstream.pictures.scene import Scene


def field(sheet: Sheet, scene: Scene) -> None:
    """Meadows: rolling, one hill, a slope, or wheat in rows."""
    view = ground.view(scene.place, scene.seed).name
    land.ridges(sheet, scene, count=3, high=0.13, sharp=0.15)
    company.far(sheet, scene)
    land.meadows(sheet, scene, 3)
    dice = sheet.dice("field")
    if view == "wheat":
        wheat(sheet, scene)
    elif view == "meadow" and dice.random() < 0.6:
        land.trail(sheet, scene)
    if view != "hill":
        hedges(sheet, scene, dice.choice((1, 2, 3)))
    if view == "hill" and dice.random() < 0.5:
        birches(sheet, scene)
    land.near_bank(sheet, scene, light=0.05 if view in ("hill", "slope") else 0.0)


def wheat(sheet: Sheet, scene: Scene) -> None:
    """Rows that run together at the horizon."""
    shades, w, h = sheet.colours, sheet.w, sheet.h
    foot, vx = scene.horizon * h + 6, (0.5 + (scene.lamp_x - 0.5) * 1.4) * w
    dark, light = colour.mix(shades.near, shades.haze, 0.24), colour.mix(shades.haze, shades.light, 0.4)
    a, b = "", ""
    for i in range(-16, 17):
        x0, x1 = vx + i * 22, vx + i * 170
        a += f"M{n(x0)} {n(foot)}L{n(x1)} {n(h)}h70L{n(x0 + 8)} {n(foot)}Z"
        b += f"M{n(x0 - 4)} {n(foot)}L{n(x1 - 30)} {n(h)}h14L{n(x0 - 2)} {n(foot)}Z"
    sheet.path(a, sheet.fall([(0, dark, 0.1), (0.5, dark, 0.6), (1, dark, 0.8)]))
    sheet.path(b, sheet.fall([(0, light, 0.1), (0.4, light, 0.34), (1, light, 0.06)]))


def hedges(sheet: Sheet, scene: Scene, count: int) -> None:
    """Lines of round trees between the fields, in groups with gaps."""
    shades, w, h = sheet.colours, sheet.w, sheet.h
    for i in range(count):
        dice = sheet.dice(f"hedge{i}")
        y = (scene.horizon + 0.012 + 0.034 * i) * h
        tall = 22 + 22 * i
        x, d = dice.uniform(-60, 200), ""
        while x < w:
            for _ in range(dice.choice((2, 3, 5, 7))):
                here = x
                if all(abs(a.x * w - here) > 20 + 300 * a.size for a in scene.actors if not a.floats):
                    d += shores.bush(dice, x, y + 4, tall * dice.uniform(0.7, 1.4))
                x += tall * dice.uniform(0.35, 0.8)
            x += dice.uniform(120, 420)
        sheet.path(d, colour.mix(shades.far, shades.near, 0.46 + 0.16 * i))
        land.mist(sheet, y + 4, 18, 0.2)


def birches(sheet: Sheet, scene: Scene) -> None:
    """A far clump of tall thin trees on the low side of a hill."""
    from dreamstream.pictures.shapes.nature import pine

    side, dice = -ground.side(scene.place, scene.seed), sheet.dice("birches")
    d = ""
    for _ in range(9):
        x = (0.5 + side * dice.uniform(0.26, 0.48)) * sheet.w
        y = (scene.horizon + 0.07) * sheet.h
        d += f'<path d="{pine(0, dice.uniform(60, 150))}" transform="translate({n(x)} {n(y)})"/>'
    sheet.add(f'<g fill="{colour.mix(sheet.colours.far, sheet.colours.near, 0.62)}">{d}</g>')


def farm(sheet: Sheet, scene: Scene) -> None:
    """A barn and a silo far off, furrows or a yard before them, a fence that runs back."""
    shades, w, h = sheet.colours, sheet.w, sheet.h
    land.ridges(sheet, scene, count=3, high=0.11, sharp=0.15)
    company.far(sheet, scene)
    land.meadows(sheet, scene, 2)
    dice, side = sheet.dice("farm"), ground.side(scene.place, scene.seed)
    if ground.view(scene.place, scene.seed).name == "rows":
        wheat(sheet, scene)
    if not any(a.name in ("house", "windmill") for a in scene.actors):
        x, y, k = (0.5 + side * dice.uniform(0.26, 0.36)) * w, (scene.horizon + 0.035) * h, dice.uniform(0.8, 1.2)
        tint = colour.mix(shades.far, shades.near, 0.6)
        barn = "M-80 0V-46L-58 -84L0 -104L58 -84L80 -46V0ZM96 0V-132Q112 -158 128 -132V0Z"
        where = f' transform="translate({n(x)} {n(y)}) scale({n(k * side)} {n(k)})"'
        sheet.path(barn, sheet.fall([(0, tint, 1), (1, colour.mix(tint, shades.haze, 0.2), 1)]), 1.0, where)
        lit = shades.warm if shades.lit else colour.mix(tint, shades.haze, 0.4)
        sheet.path("M-20 0V-40H20V0ZM-9 -78h18v18h-18Z", lit, 0.8, where)
        sheet.path("".join(shores.bush(dice, x + dx, y + 4, 66 * k) for dx in (-130 * k, -104 * k, 168 * k)), tint)
    hedges(sheet, scene, 1)
    rails(sheet, scene, side)
    land.near_bank(sheet, scene)


def rails(sheet: Sheet, scene: Scene, side: int) -> None:
    """A fence in perspective, from a lower corner to the horizon."""
    shades, w, h = sheet.colours, sheet.w, sheet.h
    x0, x1 = (0.5 + side * 0.56) * w, (0.5 + side * 0.1) * w
    top, low = (scene.horizon + 0.03) * h, 0.94 * h
    posts = []
    for i in range(11):
        t = 1 / (1 + i * 0.55)
        posts.append((x1 + (x0 - x1) * t, top + (low - top) * t, 96 * t + 6, 7 * t + 1))
    d = ""
    for x, y, tall, wide in posts:
        d += f"M{n(x - wide / 2)} {n(y)}v{n(-tall)}h{n(wide)}v{n(tall)}Z"
    for (xa, ya, ta, wa), (xb, yb, tb, wb) in pairwise(posts):
        for k in (0.86, 0.46):
            d += (
                f"M{n(xa)} {n(ya - ta * k)}L{n(xb)} {n(yb - tb * k)}v{n(wb * 0.7)}L{n(xa)} {n(ya - ta * k + wa * 0.7)}Z"
            )
    sheet.path(d, colour.mix(shades.near, shades.haze, 0.1))


def garden(sheet: Sheet, scene: Scene) -> None:
    """A lawn with a path, round trees, a wall with a gate or a pond and a bench."""
    shades, w, h = sheet.colours, sheet.w, sheet.h
    foot, dice, side = scene.horizon * h, sheet.dice("garden"), ground.side(scene.place, scene.seed)
    land.ridges(sheet, scene, count=2, high=0.10, sharp=0.1, profiles=("even", "domes", "slope"))
    company.far(sheet, scene)
    tint = colour.mix(shades.far, shades.near, 0.34)
    d, x = "", -20.0
    while x < w + 40:  # the crowns behind
        tall = dice.uniform(0.14, 0.28) * h * (1.25 if (x / w - 0.5) * side > 0.1 else 0.7)
        if scene.lamp == "none" or abs(x - scene.lamp_x * w) > 100 or dice.random() < 0.3:
            d += shores.bush(dice, x, foot + 8, tall)
        x += tall * dice.uniform(0.3, 0.75)
    sheet.path(d, sheet.fall([(0, tint, 1), (1, colour.mix(tint, shades.haze, 0.4), 1)]))
    land.mist(sheet, foot, 50, 0.34)
    land.meadows(sheet, scene, 2)
    park = ground.view(scene.place, scene.seed).name == "park"
    if not park:
        _wall(sheet, scene, foot + 0.03 * h)
    else:
        _pond(sheet, scene, dice)
    land.trail(sheet, scene, wide=84, strength=0.8)
    d = ""
    for _ in range(9):  # clipped balls and cypresses along the way
        t, at = dice.random(), dice.choice((-1, 1))
        x, y = (0.5 + at * (0.16 + 0.34 * t)) * w, foot + (0.05 + 0.2 * t) * h
        if any(abs(a.x * w - x) < 40 + 320 * a.size for a in scene.actors if not a.floats):
            continue
        if park and t < 0.5 and at == (-1 if scene.lamp_x > 0.5 else 1):
            continue  # the pond is there
        tall = 40 + 90 * t
        d += _cypress(x, y, tall * 1.5) if dice.random() < 0.4 else shores.bush(dice, x, y, tall)
    sheet.path(d, colour.mix(shades.near, shades.haze, 0.14))
    land.near_bank(sheet, scene, light=0.06)


def _cypress(x: float, y: float, tall: float) -> str:
    r, mid = tall * 0.12, y - tall * 0.3
    d = f"M{n(x)} {n(y - tall)}Q{n(x + r * 1.7)} {n(mid)} {n(x + r * 0.6)} {n(y)}H{n(x - r * 0.6)}"
    return d + f"Q{n(x - r * 1.7)} {n(mid)} {n(x)} {n(y - tall)}Z"


def _wall(sheet: Sheet, scene: Scene, foot: float) -> None:
    """A low wall right across, open at the path."""
    shades, w, h = sheet.colours, sheet.w, sheet.h
    tall, gap = 0.066 * h, (0.5 + (scene.lamp_x - 0.5) * 0.8) * w
    stone = colour.mix(shades.far, shades.near, 0.66)
    for a, b in ((-5.0, gap - 46), (gap + 46, w + 5)):
        if b > a:
            sheet.rect(a, foot - tall, b - a, tall, stone)
            sheet.rect(a, foot - tall - 6, b - a, 7, colour.mix(stone, shades.light, 0.3))
    for x in (gap - 46, gap + 46):
        sheet.path(
            f"M{n(x - 13)} {n(foot + 3)}v{n(-tall - 34)}h-4v-8h34v8h-4v{n(tall + 34)}Z",
            colour.mix(stone, shades.near, 0.3),
        )
        sheet.add(
            f'<circle cx="{n(x)}" cy="{n(foot - tall - 46)}" r="11" fill="{colour.mix(stone, shades.near, 0.3)}"/>'
        )


def _pond(sheet: Sheet, scene: Scene, dice: random.Random) -> None:
    shades, w, h = sheet.colours, sheet.w, sheet.h
    side = 1 if scene.lamp_x > 0.5 else -1  # the path runs to the light, the pond lies across from it
    x, y = (0.5 - side * dice.uniform(0.24, 0.36)) * w, (scene.horizon + 0.075) * h
    rx, ry = 0.15 * w, 0.024 * h
    sky = sheet.fall([(0, shades.haze, 1), (1, shades.sky[12], 1)])
    rim = colour.mix(shades.near, shades.far, 0.4)
    sheet.add(f'<ellipse cx="{n(x)}" cy="{n(y + 2)}" rx="{n(rx + 8)}" ry="{n(ry + 6)}" fill="{rim}"/>')
    sheet.add(f'<ellipse cx="{n(x)}" cy="{n(y)}" rx="{n(rx)}" ry="{n(ry)}" fill="{sky}"/>')
    bx, by = x + side * rx * 1.2, y + 26  # a bench that looks over it
    if all(abs(a.x * w - bx) > 90 + 300 * a.size for a in scene.actors if not a.floats):
        d = "M-44 0v-24h-4v-6h96v6h-4V0h-6v-24h-76V0ZM-46 -36h92v7h-92ZM-46 -50h92v7h-92Z"
        d += "M-40 -50v20h4v-20ZM36 -50v20h4v-20Z"
        sheet.path(d, colour.mix(shades.near, shades.haze, 0.12), 1.0, f' transform="translate({n(bx)} {n(by)})"')
