"""The sea: a beach, a cliff above it, a harbour, and out on the swell."""

from __future__ import annotations

import math

from dreamstream.pictures import colour, company, edges, ground, land, placing, water
from dreamstream.pictures.brush import Sheet, n
from dreamstream.pictures.scene import Scene
from dreamstream.pictures.shapes.pen import blob, poly


def beach(sheet: Sheet, scene: Scene) -> None:
    """A strip of sea, lines of surf, and pale sand that is wet where the waves were."""
    view = ground.view(scene.place, scene.seed)
    first = len(sheet.parts)
    if view.name == "bay":
        headland(sheet, scene, -ground.side(scene.place, scene.seed), 0.5, 0.22)
    elif sheet.dice("headland").random() < 0.5:
        land.ridges(sheet, scene, count=1, high=0.05, trees=False)
    company.far(sheet, scene)
    water.lake(sheet, scene, "".join(sheet.parts[first:]))
    company.boats(sheet, scene)
    sand(sheet, scene, scene.horizon + (view.bank - scene.horizon) * 0.32)


def sand(sheet: Sheet, scene: Scene, at: float) -> None:
    """Sand from about `at` (share of the height) to the bottom, its edge a slanting curve with foam on it."""
    shades, w, h = sheet.colours, sheet.w, sheet.h
    way = ground.side(scene.place, scene.seed)
    dice = sheet.dice("sand")
    phase, slant = dice.uniform(0, 6), dice.uniform(0.02, 0.06) * h
    edge = [
        (j / 40 * w, at * h - way * slant * (j / 40 - 0.5) + 9 * math.sin(j / 40 * 5 + phase) + 5 * math.sin(j / 2.6))
        for j in range(41)
    ]
    pale = colour.mix(colour.mix(shades.haze, shades.light, 0.34), shades.warm, 0.12)
    if scene.weather == "snow":
        pale = colour.mix(pale, "#ffffff", 0.5)
    dark = {"night": 0.62, "dusk": 0.36, "dawn": 0.26}.get(scene.hour, 0.12)
    body, low = colour.mix(pale, shades.near, dark), colour.mix(pale, shades.near, min(0.9, dark + 0.34))

    base = max(y for _, y in edge) + 60

    def path(drop: float) -> str:
        return "M" + "L".join(f"{n(x)} {n(y + drop)}" for x, y in edge) + f"V{n(base)}H0Z"

    foam = colour.mix(shades.haze, "#ffffff", 0.5)
    for i, (drop, see) in enumerate(((-46.0, 0.16), (-24.0, 0.24), (-9.0, 0.6))):
        back = [(x, y + drop - 3 - (2 + i) * (1 + math.sin(x / 37 + i * 2 + phase))) for x, y in edge]
        line = "L".join(f"{n(x)} {n(y + drop)}" for x, y in edge)
        sheet.path(f"M{line}L" + "L".join(f"{n(x)} {n(y)}" for x, y in reversed(back)) + "Z", foam, see)
    wet = colour.mix(body, shades.sky[14], 0.5)
    sheet.path(path(-6), wet)
    sheet.path(path(0), foam, 0.55)
    sheet.path(path(3), wet)
    sheet.path(path(30), body, 0.6)
    sheet.path(path(40), body)
    sheet.rect(0, base - 1, w, h - base + 5, sheet.fall([(0, body, 1), (1, low, 1)]))
    ripples = []
    for _ in range(60):
        t = dice.random()
        y = at * h + 60 + t * (0.96 - at) * h
        ripples.append(water.lens(dice.uniform(0, w), y, (20 + 70 * t) * dice.uniform(0.5, 1.3), 0.8 + 2 * t))
    sheet.path("".join(ripples), colour.mix(body, shades.near, 0.4), 0.3)
    if ground.view(scene.place, scene.seed).name == "dunes" or dice.random() < 0.35:
        _dune(sheet, scene, low)
    elif dice.random() < 0.5:
        stones(sheet, scene, at + 0.05, 5)


def _dune(sheet: Sheet, scene: Scene, tint: str) -> None:
    """The foot of a dune in a lower corner, marram grass on it."""
    w, h, dice = sheet.w, sheet.h, sheet.dice("marram")
    side = edges.free_side(scene, dice)
    x0 = 0.0 if side < 0 else w
    sheet.path(
        f"M{n(x0)} {n(h * 0.8)}Q{n(x0 - side * w * 0.2)} {n(h * 0.83)} {n(x0 - side * w * 0.52)} {n(h + 4)}H{n(x0)}Z",
        sheet.fall([(0, colour.mix(tint, sheet.colours.near, 0.3), 1), (1, sheet.colours.near, 1)]),
    )
    d = []
    for _ in range(120):
        t = dice.random() ** 1.5
        x = x0 - side * t * w * 0.4
        d.append(edges.blade(dice, x, h * (0.81 + 0.3 * t**1.5) + dice.uniform(0, 30), dice.uniform(24, 84), 3))
    sheet.path("".join(d), sheet.colours.deep)


def stones(sheet: Sheet, scene: Scene, at: float, count: int) -> None:
    """Dark stones lying about, away from the actors."""
    w, h, dice, shades = sheet.w, sheet.h, sheet.dice("stones"), sheet.colours
    d = ""
    for _ in range(count):
        x, t = dice.random(), dice.random()
        y = (at + (0.95 - at) * t) * h
        wide = (14 + 40 * t) * dice.uniform(0.6, 1.4)
        if any(abs(a.x - x) < a.size * 0.9 + 0.04 for a in scene.actors):
            continue
        x *= w
        d += blob(
            f"{x - wide:.1f},{-y:.1f}* {x - wide * 0.7:.1f},{-y + wide * 0.4:.1f} {x:.1f},{-y + wide * 0.66:.1f} "
            f"{x + wide * 0.7:.1f},{-y + wide * 0.36:.1f} {x + wide:.1f},{-y:.1f}*"
        )
    sheet.path(d, colour.mix(shades.near, shades.haze, 0.12))


def headland(sheet: Sheet, scene: Scene, side: int, reach: float, high: float) -> None:
    """A far cape in two steps, coming in from one side."""
    shades, w, h = sheet.colours, sheet.w, sheet.h
    foot = scene.horizon * h
    edge = 0.0 if side < 0 else w
    for i in range(2):
        dice = sheet.dice(f"cape{i}")
        bumps = land.rolling(dice, 26, octaves=4, sharp=0.4)
        far = (reach - 0.18 * i) * w
        tint = colour.mix(shades.far, shades.near, 0.2 + 0.28 * i)
        d = f"M{n(edge)} {n(foot + 3)}"
        for j in range(26):
            t = j / 25
            up = high * (0.62 + 0.38 * i) * h * (1 - t**2.2) * (0.55 + 0.45 * bumps[j])
            d += f"L{n(edge - side * far * t)} {n(foot - up)}"
        sheet.path(d + f"V{n(foot + 3)}Z", sheet.fall([(0, tint, 1), (1, colour.mix(tint, shades.haze, 0.4), 1)]))


def cliffs(sheet: Sheet, scene: Scene) -> None:
    """High ground that breaks off, the sea far below it, stacks out in the water."""
    shades, w, h = sheet.colours, sheet.w, sheet.h
    side = ground.side(scene.place, scene.seed)
    first = len(sheet.parts)
    headland(sheet, scene, side, 0.62, 0.12)
    company.far(sheet, scene)
    water.lake(sheet, scene, "".join(sheet.parts[first:]))
    company.boats(sheet, scene)
    low, high = ground.span(scene.place, scene.seed)
    edge = low if side > 0 else high
    dice = sheet.dice("stacks")
    for i in range(dice.choice((1, 2, 3))):  # rock pillars out where the ground is not
        x = (edge - side * dice.uniform(0.06, 0.3)) * w
        y, tall = (scene.horizon + 0.05 + 0.07 * i) * h, (0.07 + 0.05 * i) * h * dice.uniform(0.8, 1.4)
        wide = tall * dice.uniform(0.3, 0.46)
        spots = [(-1.0, 0.0), (-0.74, 0.3), (-0.8, 0.42), (-0.46, 0.74), (-0.4, 1.0), (0.0, 0.9), (0.24, 0.94)]
        spots += [(0.4, 0.66), (0.66, 0.5), (0.7, 0.24), (1.05, 0.0)]
        d = poly(" ".join(f"{x + (a + dice.gauss(0, 0.08)) * wide:.1f},{-y + b * tall:.1f}" for a, b in spots))
        sheet.path(d, colour.mix(shades.far, shades.near, 0.5 + 0.14 * i))
        sheet.path(water.lens(x, y, wide * 2, 4), colour.mix(shades.haze, "#ffffff", 0.4), 0.5)
    top = colour.mix(shades.near, shades.haze, 0.2)
    if scene.weather == "snow":
        top = colour.mix(top, colour.mix(shades.haze, "#ffffff", 0.5), 0.6)
    start, out = (w, edge * w) if side > 0 else (0.0, edge * w)
    d = f"M{n(start)} {n(h + 4)}V{n(ground.bank(scene.place, scene.seed, start / w) * h)}"
    for i in range(1, 21):
        x = start + (out - start) * i / 20
        d += f"L{n(x)} {n(ground.bank(scene.place, scene.seed, x / w) * h)}"
    y = brink = ground.bank(scene.place, scene.seed, edge) * h
    x, wall = out, ""
    while y < h:
        wall += f"L{n(x)} {n(y)}"
        y += dice.uniform(14, 44)
        x -= side * dice.uniform(-10, 22)
    wall += f"L{n(x)} {n(h + 4)}"
    sheet.path(
        d + wall + "Z", sheet.fall([(0, top, 1), (0.2, colour.mix(top, shades.near, 0.7), 1), (1, shades.deep, 1)])
    )
    light = colour.mix(shades.light, shades.haze, 0.5)
    facing = (scene.lamp_x - 0.5) * side < 0.1
    if facing and scene.lamp != "none":  # the light grazes the broken face
        sheet.path(
            "M" + wall[1:] + f"L{n(x + side * 90)} {n(h + 4)}L{n(out + side * 12)} {n(brink)}Z",
            light,
            0.16,
        )
    foam = "".join(
        water.lens(x - side * dice.uniform(0, 120), h * dice.uniform(0.93, 0.99), dice.uniform(20, 60), 4)
        for _ in range(7)
    )
    sheet.path(foam, colour.mix(shades.haze, "#ffffff", 0.5), 0.4)


def open_sea(sheet: Sheet, scene: Scene) -> None:
    """Nothing but water: long swells, each with a lit back; whoever stands has a rock to stand on."""
    shades, w, h = sheet.colours, sheet.w, sheet.h
    first = len(sheet.parts)
    company.far(sheet, scene)
    water.lake(sheet, scene, "".join(sheet.parts[first:]))
    company.boats(sheet, scene)
    foot = scene.horizon * h
    rough = 2.0 if scene.weather == "storm" or scene.mood in ("fear", "anger") else 1.0
    stand = [a for a in scene.actors if not a.floats and a.tone < 0.3 and a.name not in ("wave", *placing.AFLOAT)]
    for i in range(5):
        dice = sheet.dice(f"swell{i}")
        share = (i + 1) / 5
        y = foot + (h - foot) * (0.12 + 0.8 * share**1.3)
        reach, long = (5 + 20 * share) * rough, w * (0.16 + 0.24 * share)
        phase = dice.uniform(0, 6)
        line = []
        for j in range(61):
            t = j / 60 * w / long * math.tau + phase
            # crests are sharper than troughs
            line.append((j / 60 * w, y - reach * (math.exp(math.sin(t)) / 1.6 - 0.6 + 0.25 * math.sin(t * 2.3 + i))))
        tint = colour.mix(shades.sky[max(4, 14 - 2 * i)], shades.near, 0.3 + 0.4 * share)
        d = "M" + "L".join(f"{n(a)} {n(b)}" for a, b in line) + f"V{n(y + 30 + 90 * share)}H0Z"
        crest = colour.mix(tint, shades.light, 0.34 * (1 - 0.5 * share))
        sheet.path(d, sheet.fall([(0, crest, 0.95), (0.25, tint, 0.8), (1, tint, 0)]))
        for a in stand:
            if i == 3:
                _skerry(sheet, a.x * w, a.y * h, max(60.0, a.size * 620))


def _skerry(sheet: Sheet, x: float, y: float, wide: float) -> None:
    shades = sheet.colours
    d = blob(
        f"{x - wide * 1.5:.1f},{-y - 46:.1f}* {x - wide:.1f},{-y - 12:.1f} {x - wide * 0.6:.1f},{-y + 1:.1f} "
        f"{x:.1f},{-y + 3:.1f} "
        f"{x + wide * 0.6:.1f},{-y:.1f} {x + wide * 1.1:.1f},{-y - 16:.1f} {x + wide * 1.5:.1f},{-y - 46:.1f}*"
    )
    sheet.path(d, colour.mix(shades.near, shades.haze, 0.3), 1.0, ' transform="translate(0 -2.5)"')
    sheet.path(d, shades.near)
    foam = colour.mix(shades.haze, "#ffffff", 0.5)
    for dx, dy, long in ((-1.1, 36, 0.6), (0.7, 42, 0.9), (0.0, 50, 1.3)):
        sheet.path(water.lens(x + dx * wide, y + dy, wide * long, 5), foam, 0.5)
