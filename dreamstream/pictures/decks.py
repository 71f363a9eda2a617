"""High places built by people: a bridge with its cables, roofs over a town."""

from __future__ import annotations

from dreamstream.pictures import colour, company, fronts, ground, land, posts, water
from dreamstream.pictures.brush import Sheet, n
from dreamstream.pictures.scene import Scene


def bridge(sheet: Sheet, scene: Scene) -> None:
    """A deck right across with a rail, under cables, beams or the open sky, water and a town far below."""
    shades, w, h = sheet.colours, sheet.w, sheet.h
    dice = sheet.dice("bridge")
    foot = scene.horizon * h
    first = len(sheet.parts)
    land.ridges(sheet, scene, count=3, high=0.12, sharp=0.4)
    if dice.random() < 0.6:
        fronts.row(
            sheet, "far bank", -10, w + 20, foot + 2, 0.06 * h, colour.mix(shades.far, shades.near, 0.4), panes=0.4
        )
    company.far(sheet, scene)
    water.lake(sheet, scene, "".join(sheet.parts[first:]))
    company.boats(sheet, scene)
    deck = ground.bank(scene.place, scene.seed, 0.5) * h
    tint = colour.mix(shades.near, shades.haze, 0.16)
    rail = deck - 0.052 * h
    {"cables": _cables, "truss": _truss, "stone": _lanterns}[dice.choice(("cables", "cables", "truss", "stone"))](
        sheet, scene, deck
    )
    posts = "".join(f"M{n(x)} {n(rail)}h4V{n(deck)}h-4Z" for x in range(-8, int(w) + 20, 34))
    sheet.path(posts + f"M-5 {n(rail)}H{n(w + 5)}v6H-5ZM-5 {n(rail + 26)}H{n(w + 5)}v3H-5Z", tint)
    stone = colour.mix(shades.near, shades.haze, 0.4)
    if scene.weather == "snow":
        stone = colour.mix(stone, "#ffffff", 0.45)
    end = deck + 0.085 * h
    sheet.rect(
        0, deck - 8, w, end - deck + 8, sheet.fall([(0, stone, 1), (1, colour.mix(stone, shades.near, 0.45), 1)])
    )
    sheet.rect(0, end, w, h - end + 4, sheet.fall([(0, shades.near, 1), (1, shades.deep, 1)]))
    sheet.rect(0, end, w, 5, colour.mix(stone, shades.light, 0.3))
    rivets = "".join(f"M{n(x)} {n(end + 22)}h5v5h-5Z" for x in range(10, int(w), 26))
    sheet.path(rivets, colour.mix(shades.near, shades.haze, 0.2))


def _cables(sheet: Sheet, scene: Scene, deck: float) -> None:
    """Two towers, one within sight, and what hangs between them."""
    shades, w, h = sheet.colours, sheet.w, sheet.h
    dice, side = sheet.dice("cables"), ground.side(scene.place, scene.seed)
    tint, rail = colour.mix(shades.near, shades.haze, 0.16), deck - 0.052 * h
    towers = [(0.5 + side * 0.40) * w, (0.5 - side * dice.uniform(0.5, 0.8)) * w]
    top = dice.uniform(0.06, 0.16) * h
    cable, hangers = "", ""
    low = rail - dice.uniform(20, 120)
    a, b = towers
    mid = (a + b) / 2
    for j in range(41):
        t = j / 40
        x = a + (b - a) * t
        y = (1 - t) ** 2 * top + 2 * t * (1 - t) * (2 * low - top) + t * t * top
        if j % 2 == 0:
            hangers += f"M{n(x)} {n(y)}V{n(rail)}"
    cable += f"M{n(a)} {n(top)}Q{n(mid)} {n(2 * low - top)} {n(b)} {n(top)}"
    cable += f"M{n(a)} {n(top)}Q{n(a + side * 0.1 * w)} {n(rail - 100)} {n(a + side * 0.3 * w)} {n(rail + 20)}"
    sheet.add(f'<path d="{hangers}" stroke="{tint}" stroke-width="2" stroke-opacity=".8" fill="none"/>')
    sheet.add(f'<path d="{cable}" stroke="{tint}" stroke-width="8" fill="none"/>')
    for x in towers:
        d = ""
        for at in (-1, 1):  # both legs turn the same way round, or they would cut holes into the braces
            a, b = x + at * 24 - 10, x + at * 19 - 7
            d += f"M{n(a)} {n(deck)}L{n(b)} {n(top - 16)}h14L{n(a + 20)} {n(deck)}Z"
        for y in (top + 4, top + (deck - top) * 0.36, top + (deck - top) * 0.7):
            d += f"M{n(x - 26)} {n(y + 18)}v-18h52v18Z"
        sheet.path(d, colour.mix(shades.near, shades.haze, 0.08))


def _truss(sheet: Sheet, scene: Scene, deck: float) -> None:
    """Iron beams overhead, upright and crossed."""
    shades, w, h, dice = sheet.colours, sheet.w, sheet.h, sheet.dice("truss")
    top, step = dice.uniform(0.1, 0.24) * h, dice.uniform(210, 300)
    x, d = -dice.uniform(0, step), ""
    while x < w:
        d += f"M{n(x)} {n(deck)}V{n(top)}"
        d += f"M{n(x)} {n(deck)}L{n(x + step)} {n(top)}M{n(x)} {n(top)}L{n(x + step)} {n(deck)}"
        x += step
    tint = colour.mix(shades.near, shades.haze, 0.3)
    sheet.add(f'<path d="{d}" stroke="{tint}" stroke-width="8" fill="none"/>')
    sheet.rect(0, top - 13, w, 22, colour.mix(shades.near, shades.haze, 0.14))


def _lanterns(sheet: Sheet, scene: Scene, deck: float) -> None:
    """A stone parapet with lamps on it, and the open sky."""
    shades, w, h, dice = sheet.colours, sheet.w, sheet.h, sheet.dice("lanterns")
    stone = colour.mix(shades.near, shades.haze, 0.24)
    sheet.rect(0, deck - 0.07 * h, w, 0.07 * h, stone)
    sheet.rect(0, deck - 0.078 * h, w, 0.014 * h, colour.mix(stone, shades.light, 0.25))
    posts.posts(
        sheet, scene, deck - 0.074 * h, dice.uniform(0.14, 0.2) * h, dice.choice(((0.14, 0.5, 0.86), (0.3, 0.78)))
    )


def roofs(sheet: Sheet, scene: Scene) -> None:
    """Over the roofs: rows of gables going down to the light, chimneys, a flat roof underfoot."""
    shades, w, h = sheet.colours, sheet.w, sheet.h
    foot = scene.horizon * h
    land.ridges(sheet, scene, count=2, high=0.09, trees=False)
    company.far(sheet, scene)
    for i in range(4):
        share = i / 3
        dice = sheet.dice(f"roofs{i}")
        tint = colour.mix(shades.far, shades.near, 0.12 + 0.7 * share)
        base = foot + (0.02 + 0.24 * share) * h
        tall = (0.10 + 0.10 * share) * h
        fronts.row(sheet, f"row{i}", -dice.uniform(0, 60), w + 80, base + 30, tall, tint, panes=0.34)
        sheet.rect(0, base + 26, w, 90, sheet.fall([(0, colour.mix(tint, shades.haze, 0.16), 1), (1, tint, 1)]))
        land.mist(sheet, base + 14, 40, 0.3 * (1 - share))
        if i == 1 and dice.random() < 0.7:
            x = (0.5 + (-1 if scene.lamp_x > 0.5 else 1) * dice.uniform(0.12, 0.36)) * w
            eave, tip = base - 0.17 * h, base - 0.3 * h
            d = f"M{n(x - 26)} {n(base + 20)}V{n(eave)}L{n(x)} {n(tip)}L{n(x + 26)} {n(eave)}V{n(base + 20)}Z"
            sheet.path(d, colour.mix(tint, shades.near, 0.12))
    deck = ground.bank(scene.place, scene.seed, 0.5) * h
    stone = colour.mix(shades.near, shades.haze, 0.32)
    if scene.weather == "snow":
        stone = colour.mix(stone, "#ffffff", 0.45)
    sheet.rect(
        0,
        deck - 20,
        w,
        h - deck + 24,
        sheet.fall([(0, stone, 1), (0.4, colour.mix(stone, shades.near, 0.5), 1), (1, shades.deep, 1)]),
    )
    sheet.rect(0, deck - 22, w, 4, colour.mix(stone, shades.light, 0.35))
    dice, d = sheet.dice("chimneys"), ""
    for at in (0.08, 0.3, 0.72, 0.93):
        x, tall, wide = (at + dice.uniform(-0.04, 0.04)) * w, dice.uniform(0.05, 0.14) * h, dice.uniform(34, 62)
        if dice.random() < 0.7 and all(abs(a.x * w - x) > 50 + 330 * a.size for a in scene.actors if not a.floats):
            d += f"M{n(x)} {n(deck - 16)}v{n(-tall)}h{n(wide)}v{n(tall)}Z"
            d += f"M{n(x - 5)} {n(deck - 16 - tall)}v-9h{n(wide + 10)}v9Z"
            d += "".join(f"M{n(x + wide * t)} {n(deck - 24 - tall)}v-20h9v20Z" for t in (0.12, 0.62))
    sheet.path(d, colour.mix(shades.near, shades.haze, 0.1))
    tiles = "".join(f"M{n(x)} {n(deck - 18)}L{n(x + (x - w / 2) * 0.5)} {n(h)}" for x in range(0, int(w) + 60, 60))
    sheet.add(f'<path d="{tiles}" stroke="{shades.near}" stroke-width="2" stroke-opacity=".4" fill="none"/>')
