"""A harbour: a quay, boats at anchor, houses round the water."""

from __future__ import annotations

from dreamstream.pictures import colour, company, fronts, ground, land, water
from dreamstream.pictures.brush import Sheet, n
from dreamstream.pictures.scene import Scene


def harbour(sheet: Sheet, scene: Scene) -> None:
    """A quay, masts at anchor, houses round the water, a light on the mole."""
    shades, w, h = sheet.colours, sheet.w, sheet.h
    foot = scene.horizon * h
    side = ground.side(scene.place, scene.seed)
    first = len(sheet.parts)
    land.ridges(sheet, scene, count=2, high=0.1, trees=False, profiles=("slope", "even", "domes"))
    tint = colour.mix(shades.far, shades.near, 0.5)
    edge = 0.0 if side < 0 else w
    fronts.row(sheet, "port", min(edge, edge - side * 0.44 * w), 0.44 * w, foot + 2, 0.09 * h, tint)
    mole = edge - side * w
    d = f"M{n(mole)} {n(foot + 3)}v-9H{n(mole + side * 0.3 * w)}l{n(side * 16)} 9Z"
    lx, wide = mole + side * 0.26 * w, 0.006 * h
    d += f"M{n(lx - wide)} {n(foot - 8)}L{n(lx - wide * 0.6)} {n(foot - 0.075 * h)}h{n(wide * 1.2)}"
    d += f"L{n(lx + wide)} {n(foot - 8)}Z"
    sheet.path(d, tint)
    if shades.lit:
        sheet.glow(lx, foot - 0.08 * h, 46, shades.warm, 0.9)
        sheet.add(
            f'<circle cx="{n(lx)}" cy="{n(foot - 0.08 * h)}" r="3.4" fill="{colour.mix(shades.warm, "#ffffff", 0.5)}"/>'
        )
    company.far(sheet, scene)
    water.lake(sheet, scene, "".join(sheet.parts[first:]))
    masts(sheet, scene)
    quay(sheet, scene)


def masts(sheet: Sheet, scene: Scene) -> None:
    """Small sailing boats at anchor, sails down."""
    w, h, dice, shades = sheet.w, sheet.h, sheet.dice("masts"), sheet.colours
    foot, low = scene.horizon * h, ground.bank(scene.place, scene.seed, 0.5) * h
    for i in range(dice.choice((3, 4, 5))):
        t = (i + dice.random()) / 5
        x, y = dice.uniform(0.05, 0.95) * w, foot + 12 + (low - foot - 60) * t * 0.7
        if any(abs(a.x * w - x) < 60 + 400 * a.size for a in scene.actors if not a.floats):
            continue
        k = 0.5 + 1.1 * t
        tint = colour.mix(shades.far, shades.near, 0.55 + 0.3 * t)
        d = f"M{n(x - 40 * k)} {n(y - 12 * k)}H{n(x + 44 * k)}Q{n(x + 34 * k)} {n(y)} {n(x + 22 * k)} {n(y)}"
        d += f"H{n(x - 28 * k)}Z"
        d += f"M{n(x)} {n(y - 10 * k)}v{n(-120 * k)}h{n(2.4 * k)}v{n(120 * k)}Z"
        d += f"M{n(x + 3 * k)} {n(y - 26 * k)}l{n(42 * k)} {n(-3 * k)}v{n(5 * k)}l{n(-42 * k)} {n(3 * k)}Z"
        d += f"M{n(x + 1 * k)} {n(y - 128 * k)}L{n(x + 44 * k)} {n(y - 12 * k)}h{n(-1.4)}L{n(x)} {n(y - 124 * k)}Z"
        sheet.path(d, tint)
        sheet.path(water.lens(x, y + 2, 60 * k, 3), tint, 0.5)


def quay(sheet: Sheet, scene: Scene) -> None:
    """Stone underfoot, flat, with a lit edge."""
    shades, w, h = sheet.colours, sheet.w, sheet.h
    top = (ground.bank(scene.place, scene.seed, 0.5) - 0.02) * h
    stone = colour.mix(shades.near, shades.haze, 0.3)
    if scene.weather == "snow":
        stone = colour.mix(stone, "#ffffff", 0.4)
    sheet.rect(
        0,
        top,
        w,
        h - top + 4,
        sheet.fall([(0, stone, 1), (0.3, colour.mix(stone, shades.near, 0.5), 1), (1, shades.near, 1)]),
    )
    sheet.rect(0, top - 2, w, 4, colour.mix(stone, shades.light, 0.35))
    lines = "".join(f"M0 {n(top + (h - top) * t)}H{n(w)}" for t in (0.2, 0.5, 0.85))
    mid = w / 2
    lines += "".join(f"M{n(mid + i * 84)} {n(top)}L{n(mid + i * 150)} {n(h)}" for i in range(-8, 9))
    sheet.add(f'<path d="{lines}" stroke="{shades.near}" stroke-width="2.4" stroke-opacity=".4" fill="none"/>')
