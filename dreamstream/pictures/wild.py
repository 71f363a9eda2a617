"""Stranger lands: dunes, the sea of clouds, the sea from below, a cave."""

from __future__ import annotations

import math

from dreamstream.pictures import colour, ground, land
from dreamstream.pictures.brush import Sheet, n
from dreamstream.pictures.scene import Scene


def dunes(sheet: Sheet, scene: Scene) -> None:
    """Five sweeps of sand, each with a lit and a shaded flank."""
    shades, w, h = sheet.colours, sheet.w, sheet.h
    lit_left = scene.lamp_x < 0.5
    foot = scene.horizon * h
    sheet.rect(0, foot - 2, w, h - foot + 4, colour.mix(shades.far, shades.light, 0.2))
    for i in range(4):
        share = i / 3
        dice = sheet.dice(f"dune{i}")
        base = (scene.horizon + 0.012 + 0.15 * share) * h
        tint = colour.mix(shades.far, shades.near, 0.02 + 0.62 * share)
        bright = colour.mix(tint, shades.light, 0.30 * (1 - share * 0.7))
        phase, freq, reach = dice.uniform(0, 6), dice.uniform(0.8, 1.5) + 0.3 * i, (26 + 34 * share) * h / 1000
        line = []
        for j in range(81):
            t = j / 80 * math.tau * freq / 1.6 + phase
            # crests lean: a sine pulled sideways has one steep flank
            line.append((j / 80 * w, base - reach * (math.sin(t + 0.5 * math.sin(t)) + 0.25 * math.sin(2.3 * t + i))))
        d = f"M0 {n(h)}L" + "L".join(f"{n(x)} {n(y)}" for x, y in line) + f"L{n(w)} {n(h)}Z"
        sheet.path(d, sheet.fall([(0, bright, 1), (0.45, tint, 1), (1, colour.mix(tint, shades.near, 0.5), 1)]))
        if i:
            _shade(sheet, line, 1 if lit_left else -1)


def _shade(sheet: Sheet, line: list[tuple[float, float]], side: int) -> None:
    """From each crest down its dark flank: the edge is what makes sand of a wave."""
    walk = line if side > 0 else line[::-1]
    count = len(walk)
    j = 1
    while j < count - 1:
        if not (walk[j][1] < walk[j - 1][1] and walk[j][1] <= walk[j + 1][1]):
            j += 1
            continue
        end = j + 1
        while end < count - 1 and walk[end + 1][1] >= walk[end][1]:
            end += 1
        (x, y), (fx, fy) = walk[j], walk[end]
        if end - j < 7 or fy - y < 14:
            j = end + 1
            continue
        flank = "L".join(f"{n(a)} {n(b)}" for a, b in walk[j : end + 1])
        drop = 46 + (fy - y) * 1.3
        d = f"M{flank}L{n(fx)} {n(fy + 16)}"
        d += f"Q{n(x + (fx - x) * 0.5)} {n(y + drop * 0.9)} {n(x + (fx - x) * 0.16)} {n(y + drop * 1.25)}"
        d += f"Q{n(x + (fx - x) * 0.12)} {n(y + drop * 0.5)} {n(x)} {n(y)}Z"
        sheet.path(d, sheet.fall([(0, sheet.colours.near, 0.46), (1, sheet.colours.near, 0.04)]))
        j = end + 1


def mesas(sheet: Sheet, scene: Scene) -> None:
    """Flat ground with table mountains, stones and cactus."""
    from dreamstream.pictures import strand

    shades, w, h = sheet.colours, sheet.w, sheet.h
    foot = scene.horizon * h
    land.ridges(sheet, scene, count=3, high=0.2, sharp=0.4, trees=False, profiles=("mesas",))
    tint = colour.mix(shades.far, shades.near, 0.3)
    bright = colour.mix(tint, shades.light, 0.3)
    sheet.rect(
        0, foot, w, h, sheet.fall([(0, bright, 1), (0.12, tint, 1), (0.4, colour.mix(tint, shades.near, 0.6), 1)])
    )
    dice = sheet.dice("cracks")
    marks = ""
    for _ in range(70):
        t = dice.random() ** 1.5
        long = (12 + 80 * t) * dice.uniform(0.5, 1.4)
        x, y = dice.uniform(0, w), foot + 8 + t * (h - foot)
        marks += (
            f"M{n(x)} {n(y)}q{n(long * 0.5)} {n(4 + 5 * t)} {n(long)} 0q{n(-long * 0.5)} {n(-2 - 2 * t)} {n(-long)} 0Z"
        )
    sheet.path(marks, shades.near, 0.3)
    d = ""
    for _ in range(7):
        t, x = dice.random(), dice.random()
        if any(abs(a.x - x) < a.size * 0.8 + 0.05 for a in scene.actors):
            continue
        d += _cactus(x * w, foot + (0.02 + 0.2 * t) * h, (34 + 120 * t) * dice.uniform(0.7, 1.2), dice.choice((-1, 1)))
    sheet.path(d, colour.mix(shades.near, shades.haze, 0.18))
    strand.stones(sheet, scene, scene.horizon + 0.05, 7)
    land.near_bank(sheet, scene, light=0.1)


def _cactus(x: float, y: float, tall: float, side: int) -> str:
    from dreamstream.pictures.shapes.pen import limb

    r, out = tall * 0.075, tall * 0.24 * side
    d = limb(
        f"{x:.1f},{-y - 2:.1f},{r:.2f} {x:.1f},{-y + tall * 0.5:.1f},{r:.2f} {x:.1f},{-y + tall:.1f},{r * 0.8:.2f}"
    )
    for k, up, to in ((1, 0.34, 0.8), (-0.9, 0.5, 0.74)):
        ex = x + out * k
        d += limb(
            f"{x:.1f},{-y + tall * up:.1f},{r * 0.7:.2f} {ex:.1f},{-y + tall * up + 4:.1f},{r * 0.75:.2f} "
            f"{ex + out * 0.1:.1f},{-y + tall * (up + to) / 2:.1f},{r * 0.7:.2f} "
            f"{ex:.1f},{-y + tall * to:.1f},{r * 0.6:.2f}"
        )
    return d


def cloud_sea(sheet: Sheet, scene: Scene) -> None:
    """Heaped clouds from the horizon down, a lit crown on each heap."""
    shades, w, h = sheet.colours, sheet.w, sheet.h
    towards = 1 if scene.lamp_x > 0.5 else -1
    under = colour.mix(shades.haze, shades.sky[11], 0.6)
    side = ground.side(scene.place, scene.seed)
    tower = 0.3 if ground.view(scene.place, scene.seed).name == "towers" else 0.0
    sheet.rect(0, scene.horizon * h, w, h, under)
    for i in range(5):
        share = i / 4
        dice = sheet.dice(f"heap{i}")
        base = (scene.horizon + 0.02 + (0.97 - scene.horizon) * share**1.15) * h
        body = colour.mix(colour.mix(shades.haze, shades.sky[11], 0.75), shades.near, 0.12 + 0.5 * share)
        crown = colour.mix(body, colour.mix(shades.light, shades.haze, 0.4), 0.55 - 0.3 * share)
        size = 15 + 44 * share
        waves = land.rolling(dice, 64, octaves=4, sharp=0.0)
        puffs = []
        x = -size
        while x < w + size:
            r = size * dice.uniform(0.55, 1.2)
            up = size * 2.0 * waves[min(63, max(0, int(x / w * 63)))]
            if tower and i < 4:
                # one side heaps up into a thunderhead
                away = abs(x / w - (0.5 + side * 0.36)) / 0.3
                up += tower * h * (1 - 0.2 * i) * max(0.0, 1 - away * away)
            puffs.append((x, base - up, r))
            x += r * dice.uniform(0.55, 1.0)
        low = base + size * 2.4
        heap = "".join(
            f"M{n(x - r)} {n(low)}V{n(y)}a{n(r)} {n(r * 0.85)} 0 0 1 {n(2 * r)} 0V{n(low)}Z" for x, y, r in puffs
        )
        heap += f"M-5 {n(low - 2)}H{n(w + 5)}V{n(h + 5)}H-5Z"
        step = 2.0 + 3.5 * share
        sheet.path(heap, crown, 1.0, f' transform="translate({n(towards * step)} {n(-step)})"')
        fill = sheet.fall(
            [(0, colour.mix(body, crown, 0.5), 1), (0.25, body, 1), (1, colour.mix(body, shades.near, 0.35), 1)]
        )
        sheet.path(heap, fill)
        land.mist(sheet, base + size * 1.4, 30 + size * 0.5, 0.20 * (1 - share))


def under(sheet: Sheet, scene: Scene) -> None:
    """Light from above in shafts, bubbles, weed on the floor of the sea."""
    shades, w, h = sheet.colours, sheet.w, sheet.h
    stops = list(reversed(shades.sky[:18]))
    dark = shades.near
    count = len(stops) - 1
    sheet.rect(
        0, 0, w, h, sheet.fall([(i / count, colour.mix(t, dark, 0.25 * i / count), 1) for i, t in enumerate(stops)])
    )
    dice = sheet.dice("under")
    x0 = scene.lamp_x * w
    sheet.glow(x0, -30, 380, shades.light, 0.75, 240)
    for _ in range(7):
        lean, wide = dice.uniform(-420, 420), dice.uniform(30, 90)
        start = x0 + lean * 0.35
        sheet.path(
            f"M{n(start - wide * 0.3)} -5H{n(start + wide * 0.3)}"
            f"L{n(start + lean + wide)} {n(h * 0.86)}H{n(start + lean - wide)}Z",
            sheet.fall([(0, shades.light, 0.26), (1, shades.light, 0)]),
        )
    for i in range(2):
        d2 = sheet.dice(f"reef{i}")
        foot = h * (0.90 + 0.02 * i)
        heights = land.rolling(d2, int(w / 9) + 2, octaves=5, sharp=0.2)
        tint = colour.mix(shades.sky[6], shades.near, 0.45 + 0.3 * i)
        d = (
            f"M0 {n(h)}"
            + "".join(f"L{n(j * 9)} {n(foot - (150 - 60 * i) * y)}" for j, y in enumerate(heights))
            + f"L{n(w)} {n(h)}Z"
        )
        sheet.path(d, tint, 0.8)


def weed(sheet: Sheet, scene: Scene) -> None:
    """Weed and bubbles in front."""
    from dreamstream.pictures.shapes.pen import limb

    dice, w, h = sheet.dice("weed"), sheet.w, sheet.h
    d = []
    for _ in range(26):
        x = dice.choice((dice.uniform(-10, 0.24 * w), dice.uniform(0.76 * w, w + 10)))
        high, phase = dice.uniform(60, 300) * (0.5 + abs(x / w - 0.5)), dice.uniform(0, 6)
        points = [
            f"{x + 16 * math.sin(phase + t * 5) * t:.1f},{-(h + 5) + high * t:.1f},{8 * (1 - t) ** 0.7 + 0.4:.2f}"
            for t in (0, 0.2, 0.4, 0.6, 0.8, 1)
        ]
        d.append(limb(" ".join(points)))
    sheet.path("".join(d), sheet.colours.deep)
    rings = []
    for _ in range(34):
        r = min(11.0, 2.2 * dice.paretovariate(1.7))
        rings.append(
            f'<circle cx="{n(dice.uniform(0.05, 0.95) * w)}" cy="{n(dice.uniform(0.1, 0.9) * h)}" r="{n(r)}"/>'
        )
    look = f'fill="{sheet.colours.light}" fill-opacity=".12" stroke="{sheet.colours.haze}" stroke-opacity=".6"'
    sheet.add(f'<g {look} stroke-width="1.2">{"".join(rings)}</g>')


def cave(sheet: Sheet, scene: Scene) -> None:
    """Rings of rock, each darker, round an opening of light."""
    shades, w, h = sheet.colours, sheet.w, sheet.h
    cx, cy = scene.lamp_x * w, scene.lamp_y * h + 0.06 * h
    stops = shades.sky[8:]
    sheet.rect(0, 0, w, h, sheet.fall([(i / (len(stops) - 1), t, 1) for i, t in enumerate(stops)]))
    sheet.glow(cx, cy, 300, shades.light, 0.9)
    form = sheet.dice("form")
    broad, tall = form.choice(((1.0, 1.0), (0.62, 1.3), (1.5, 0.7), (0.8, 0.75), (1.25, 1.15)))
    lean = form.choice((-1, 1)) * form.uniform(0.0, 0.05)  # the way in bends to one side
    cy += 0.05 * h * (1 - tall)
    for i in range(5):
        dice = sheet.dice(f"cave{i}")
        rx, ry = (0.15 * broad + 0.082 * i) * w, (0.20 * tall + 0.092 * i) * h
        cx += lean * w * (i > 0)
        tint = colour.mix(shades.far, shades.near, 0.30 + 0.175 * i)
        rim = []
        phases = [dice.uniform(0, math.tau) for _ in range(4)]
        for j in range(72):
            a = j / 72 * math.tau
            k = (
                1
                + 0.10 * math.sin(2 * a + phases[0])
                + 0.07 * math.sin(5 * a + phases[1])
                + 0.04 * math.sin(11 * a + phases[2])
                + 0.025 * math.sin(23 * a + phases[3])
            )
            y = cy + math.sin(a) * ry * k
            floor = (0.80 + 0.016 * i) * h + 8 * math.sin(a * 9 + phases[1])
            rim.append(f"{n(cx + math.cos(a) * rx * k)} {n(min(y, floor))}")
        d = f"M0 0H{n(w)}V{n(h)}H0ZM" + "L".join(rim) + "Z"
        sheet.path(d, tint, 1.0, ' fill-rule="evenodd"')
        sheet.glow(cx, cy + 0.2 * h, rx * 1.1, shades.haze, 0.16 * (1 - i / 5), ry)
