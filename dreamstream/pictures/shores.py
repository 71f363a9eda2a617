"""Fresh water: a lake in five views, a river, an island, a swamp."""

from __future__ import annotations

import math
import random

from dreamstream.pictures import colour, company, ground, land, water
from dreamstream.pictures.brush import Sheet, n
from dreamstream.pictures.scene import Scene
from dreamstream.pictures.shapes.nature import pine
from dreamstream.pictures.shapes.pen import limb


def lake(sheet: Sheet, scene: Scene) -> None:
    """Still water under hills: from its shore, between slopes, from above, as a mirror, from a pier."""
    view = ground.view(scene.place, scene.seed).name
    first = len(sheet.parts)
    if view == "fjord":
        land.ridges(sheet, scene, count=3, high=0.2, sharp=0.7, trees=False, profiles=("bowl", "even", "broken"))
        slopes(sheet, scene)
    elif view == "mirror":
        land.ridges(sheet, scene, count=5, high=0.36, sharp=0.85, profiles=("peak", "even", "slope", "bowl"))
    elif view == "heights":
        land.ridges(sheet, scene, count=3, high=0.12, sharp=0.3)
    else:
        land.ridges(sheet, scene)
    company.far(sheet, scene)
    water.lake(sheet, scene, "".join(sheet.parts[first:]))
    if view == "heights":
        islands(sheet, scene, sheet.dice("islands").choice((3, 4, 5)))
    company.boats(sheet, scene)
    if view == "pier":
        pier(sheet, scene)
    land.near_bank(sheet, scene)


def slopes(sheet: Sheet, scene: Scene) -> None:
    """Two wooded mountainsides that come down to the water, the nearer one steeper."""
    shades, w, h = sheet.colours, sheet.w, sheet.h
    foot = scene.horizon * h
    way = ground.side(scene.place, scene.seed)
    for i, (side, reach, top) in enumerate(((-way, 0.46, 0.36), (way, 0.52, 0.12))):
        dice = sheet.dice(f"slope{i}")
        reach *= dice.uniform(0.8, 1.1)
        high = foot - (top + dice.uniform(-0.05, 0.08)) * h
        edge = 0.0 if side < 0 else w
        bumps = land.rolling(dice, 30, octaves=4, sharp=0.3)
        line = []
        for j in range(30):
            t = j / 29
            line.append((edge - side * t * reach * w, foot - high * (1 - t) ** 1.25 + (bumps[j] - 0.5) * 40 * (1 - t)))
        tint = colour.mix(shades.far, shades.near, 0.42 + 0.3 * i)
        fill = sheet.fall([(0, tint, 1), (1, colour.mix(tint, shades.haze, 0.34), 1)])
        sheet.path(f"M{n(edge)} {n(foot + 3)}" + "".join(f"L{n(x)} {n(y)}" for x, y in line) + f"V{n(foot + 3)}Z", fill)
        d = []
        for _ in range(34):
            t = dice.random() ** 0.8
            j = min(28, int(t * 29))
            x, y = line[j]
            y += dice.random() ** 1.4 * (foot - y) * 0.9
            tall = (24 + 20 * i) * dice.uniform(0.6, 1.2)
            d.append(f'<path d="{pine(0, tall)}" transform="translate({n(x)} {n(min(foot, y + 6))})"/>')
        sheet.add(f'<g fill="{colour.mix(tint, shades.near, 0.4)}">{"".join(d)}</g>')
        land.mist(sheet, foot - 6, 30, 0.3)


def islands(sheet: Sheet, scene: Scene, count: int) -> None:
    """Low islands with firs, larger towards the eye, each on its own dark reflection."""
    shades, w, h = sheet.colours, sheet.w, sheet.h
    top, low = scene.horizon * h, 0.84 * h
    dice = sheet.dice("islets")
    for i in range(count):
        t = (i + 0.5) / count * 0.62
        x = dice.uniform(0.06, 0.94) * w
        y = top + 14 + t * (low - top)
        wide, high = (60 + 230 * t) * dice.uniform(0.7, 1.3), (5 + 16 * t) * dice.uniform(0.8, 1.3)
        if any(abs(a.x * w - x) < wide + 50 and a.y * h > y - 60 and not a.floats for a in scene.actors):
            wide *= 0.5
        tint = colour.mix(shades.far, shades.near, 0.45 + 0.5 * t)
        d = f"M{n(x - wide)} {n(y)}Q{n(x - wide * 0.4)} {n(y - high * 1.6)} {n(x)} {n(y - high)}"
        d += f"T{n(x + wide)} {n(y)}Q{n(x)} {n(y + high * 0.5)} {n(x - wide)} {n(y)}Z"
        mirror = f' transform="translate(0 {n(2 * y)}) scale(1 -1)" fill-opacity=".3"'
        firs = ""
        for _ in range(dice.choice((3, 5, 7))):
            px = x + dice.gauss(0, wide * 0.34)
            if abs(px - x) < wide * 0.8:
                tall = (20 + 76 * t) * dice.uniform(0.5, 1.2)
                firs += f'<path d="{pine(0, tall)}" transform="translate({n(px)} {n(y - high * 0.4)})"/>'
        group = f'<path d="{d}"/>{firs}'
        sheet.add(f'<g fill="{tint}"{mirror}>{group}</g>')
        sheet.add(f'<g fill="{tint}">{group}</g>')


def pier(sheet: Sheet, scene: Scene) -> None:
    """Planks on piles, from the nearer edge out to whoever stands there; empty, it is on the free side."""
    shades, w, h = sheet.colours, sheet.w, sheet.h
    low = min(ground.bank(scene.place, scene.seed, x / 10) for x in range(11)) * h
    out = [
        a
        for a in scene.actors
        if not a.floats and a.tone < 0.3 and a.y * h < low - 20 and a.name not in ("boat", "ship")
    ]
    if out:
        y = max(a.y for a in out) * h + 1
        left, right = min(a.x - a.size * 0.3 for a in out), max(a.x + a.size * 0.3 for a in out)
        side = -1 if right < 1 - left else 1
        end = (right if side < 0 else left) - side * 0.05
    else:
        side = -1 if sum(a.x - 0.5 for a in scene.actors) > 0 else 1
        end, y = 0.5 + side * 0.2, (scene.horizon + 0.26) * h
    edge, x1 = (-10.0 if side < 0 else w + 10), end * w
    rise = 16.0 if not out else 0.0  # an empty deck comes down a little towards the shore: seen from beside and above
    d = f"M{n(edge)} {n(y + rise)}L{n(x1)} {n(y)}v13L{n(edge)} {n(y + rise + 20)}Z"
    for i in range(5):
        t = (i + 0.4) / 5
        x, top = edge + (x1 - edge) * t, y + rise * (1 - t) + 6
        long = min(h, max(low + 30, y + 96)) - top
        wide = 9 - 3 * t
        d += f"M{n(x - wide / 2)} {n(top - (26 if i == 4 else 0))}h{n(wide)}V{n(top + long)}h{n(-wide)}Z"
    sheet.path(d, colour.mix(shades.near, shades.haze, 0.04))
    lit = f"M{n(edge)} {n(y + rise)}L{n(x1)} {n(y)}v2.5L{n(edge)} {n(y + rise + 3)}Z"
    sheet.path(lit, colour.mix(shades.light, shades.haze, 0.5), 0.6)


def river(sheet: Sheet, scene: Scene) -> None:
    """A river that winds out of the hills, wide where it passes."""
    shades, w, h = sheet.colours, sheet.w, sheet.h
    land.ridges(sheet, scene, count=4, high=0.2, sharp=0.5)
    company.far(sheet, scene)
    foot = scene.horizon * h
    land.meadows(sheet, scene, 2)
    dice = sheet.dice("river")
    way = ground.side(scene.place, scene.seed)
    x0, x1 = (0.5 + (scene.lamp_x - 0.5) * 0.8) * w, (0.5 - way * 0.3) * w
    low = 0.9 * h
    left, right = [], []
    turn, phase = dice.uniform(4.6, 6.0), dice.uniform(0, 0.8)
    for i in range(61):
        t = i / 60
        y = foot + 4 + (low - foot) * t**1.5
        # flat bends far off, one wide reach before the eye
        x = x0 + (x1 - x0) * t + way * (0.10 + 0.2 * t) * w * math.sin(phase + t * turn)
        half = 5 + 300 * t**1.5 * (1 + 0.25 * math.sin(t * 9))
        left.append((x - half * 1.1, y))
        right.append((x + half, y))
    d = "M" + "L".join(f"{n(a)} {n(b)}" for a, b in [*left, *reversed(right)]) + "Z"
    sky = shades.sky
    near = colour.mix(sky[6], shades.near, 0.2)
    mid = colour.mix(sky[13], shades.haze, 0.2)
    sheet.path(d, sheet.fall([(0, shades.haze, 1), (0.25, mid, 1), (1, near, 1)]))
    rim = colour.mix(shades.near, shades.far, 0.2)
    for bank in (left, right):
        edge = [(x, y - 2 - 5 * (y - foot) / (low - foot)) for x, y in bank]
        line = [*bank, *reversed(edge)]
        sheet.path("M" + "L".join(f"{n(a)} {n(b)}" for a, b in line) + "Z", rim, 0.8)
    marks = []
    for _ in range(150):
        i = int(60 * dice.random() ** 0.7)
        (a, y), (b, _) = left[i], right[i]
        long = (b - a) * dice.uniform(0.05, 0.22)
        x = dice.uniform(a + long, b - long)
        marks.append(water.lens(x, y + dice.uniform(0, 8), long, 0.5 + 2.2 * (y - foot) / (low - foot)))
    sheet.path("".join(marks[::2]), shades.light if scene.lamp != "none" else shades.haze, 0.42)
    sheet.path("".join(marks[1::2]), shades.near, 0.3)
    d = ""
    for _ in range(11):  # trees along it, in groups
        i = dice.choice((13, 22, 31, 33, 40, 42))
        x, y = (left if dice.random() < 0.5 else right)[i]
        tall = (18 + 130 * (y - foot) / (low - foot)) * dice.uniform(0.6, 1.1)
        if all(abs(a.x * w - x) > 70 + 300 * a.size for a in scene.actors if not a.floats):
            d += bush(dice, x + dice.uniform(-20, 20), y, tall)
    sheet.path(d, colour.mix(shades.near, shades.haze, 0.16))
    land.near_bank(sheet, scene, light=0.1)


def bush(dice: random.Random, x: float, foot: float, tall: float) -> str:
    """A round-headed tree of five or six balls on a stem."""
    d = limb(f"{x:.1f},{-foot - 2:.1f},{tall * 0.05:.2f} {x:.1f},{-foot + tall * 0.6:.1f},{tall * 0.03:.2f}")
    for _ in range(6):
        r = tall * dice.uniform(0.16, 0.25)
        px, py = x + dice.gauss(0, tall * 0.14), foot - tall * dice.uniform(0.5, 0.82)
        d += f"M{n(px - r)} {n(py)}a{n(r)} {n(r * 0.9)} 0 1 1 {n(2 * r)} 0a{n(r)} {n(r * 0.9)} 0 1 1 {n(-2 * r)} 0Z"
    return d


def island(sheet: Sheet, scene: Scene) -> None:
    """Water on every side, and one rise of ground to stand on."""
    shades, w, h = sheet.colours, sheet.w, sheet.h
    first = len(sheet.parts)
    land.ridges(sheet, scene, count=2, high=0.1, sharp=0.4)
    company.far(sheet, scene)
    water.lake(sheet, scene, "".join(sheet.parts[first:]))
    company.boats(sheet, scene)
    low, high = ground.span(scene.place, scene.seed)
    line = []
    for i in range(41):
        t = i / 40
        x = low - 0.02 + (high - low + 0.04) * t
        shore = ground.bank(scene.place, scene.seed, x) + 0.065
        edge = min(1.0, min(t, 1 - t) * 9) ** 0.6
        line.append((x * w, (shore - 0.065 * edge) * h))
    under = [(x, (y - line[0][1]) * -0.34 + line[0][1] + 26) for x, y in line]
    d = "M" + "L".join(f"{n(x)} {n(y)}" for x, y in line)
    sheet.path(d + "L" + "L".join(f"{n(x)} {n(y)}" for x, y in reversed(under)) + "Z", shades.near, 0.4)
    top = colour.mix(shades.near, shades.haze, 0.2)
    if scene.weather == "snow":
        top = colour.mix(top, colour.mix(shades.haze, "#ffffff", 0.5), 0.68)
    foot = max(y for _, y in line)
    body = d + f"Q{n(w * 0.5)} {n(foot + 34)} {n(line[0][0])} {n(line[0][1])}Z"
    sheet.path(body, sheet.fall([(0, top, 1), (0.5, colour.mix(top, shades.near, 0.6), 1), (1, shades.near, 1)]))
    sand = colour.mix(shades.haze, shades.light, 0.3)
    rim = f"M{n(line[0][0] - 12)} {n(line[0][1])}Q{n(w * 0.5)} {n(foot + 56)} {n(line[-1][0] + 12)} {n(line[-1][1])}"
    sheet.path(rim + f"Q{n(w * 0.5)} {n(foot + 38)} {n(line[0][0] - 12)} {n(line[0][1])}Z", sand, 0.5)
