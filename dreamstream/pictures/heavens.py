"""What a sky may carry besides stars: the milky way, northern lights, a rainbow, a falling star, fireworks."""

from __future__ import annotations

import math

from dreamstream.pictures import colour
from dreamstream.pictures.brush import Sheet, n
from dreamstream.pictures.scene import Scene

_BOW = ("#d96459", "#e0934f", "#e6cf6a", "#7fbf7a", "#5fa6c9", "#5f74c4", "#8d66b8")


def milky_way(sheet: Sheet, scene: Scene) -> None:
    """Small tilted patches and dust along a slanting band, with dark lanes: one long glow would be a torch beam."""
    dice = sheet.dice("milky way")
    foot = scene.horizon * sheet.h
    slant = dice.choice((-1, 1)) * dice.uniform(0.5, 0.8)
    middle = (0.5 + dice.uniform(-0.12, 0.12)) * sheet.w
    veil = colour.mix(sheet.colours.sky[8], sheet.colours.light, 0.6)
    rose = colour.mix(sheet.colours.sky[6], "#c07ab8", 0.5)
    tilt = math.degrees(math.atan2(1, slant))

    def at(t: float, off: float) -> tuple[float, float]:
        y = -0.04 * sheet.h + t * (foot + 0.02 * sheet.h)
        return middle + (y - foot * 0.45) * slant + off, y

    for i in range(44):
        t = (i + dice.random()) / 44
        x, y = at(t, dice.gauss(0, 34))
        long, thin = dice.uniform(60, 120), dice.uniform(22, 44)
        turn = f' transform="rotate({n(tilt)} {n(x)} {n(y)})"'
        sheet.glow(x, y, long, rose if i % 5 == 0 else veil, dice.uniform(0.26, 0.44) * (1.08 - 0.8 * t), thin, turn)
    dots = []
    for _ in range(800):
        t = dice.random()
        x, y = at(t, dice.gauss(0, 46))
        see = dice.uniform(0.3, 1) * (1 - 0.65 * t)
        dots.append(
            f'<circle cx="{n(x)}" cy="{n(y)}" r="{n(min(1.9, 0.62 * dice.paretovariate(3)))}" opacity="{n(see)}"/>'
        )
    sheet.add(f'<g fill="{colour.mix(sheet.colours.light, "#ffffff", 0.6)}">{"".join(dots)}</g>')
    for _ in range(9):
        t = dice.uniform(0.05, 0.75)
        x, y = at(t, dice.gauss(0, 14))
        turn = f' transform="rotate({n(tilt + dice.uniform(-9, 9))} {n(x)} {n(y)})"'
        sheet.glow(x, y, dice.uniform(40, 90), sheet.colours.sky[3], 0.42, dice.uniform(7, 13), turn)


def northern_lights(sheet: Sheet, scene: Scene) -> None:
    """Two curtains of upright rays, green at the hem, violet where they fade."""
    foot = scene.horizon * sheet.h
    sky = sheet.colours.sky
    for i in range(2):
        dice = sheet.dice(f"aurora{i}")
        hem = foot * dice.uniform(0.42, 0.80)
        high = foot * dice.uniform(0.46, 0.64)
        green = colour.mix(sky[12], ("#4fe0a0", "#7ce88a")[i], 0.72)
        violet = colour.mix(sky[5], "#9a5fd0", 0.6)
        fill = sheet.fall(
            [(0, violet, 0), (0.42, violet, 0.22), (0.82, green, 0.64), (0.95, green, 0.42), (1, green, 0)]
        )
        a, b, c = (dice.uniform(0, math.tau) for _ in range(3))
        start, wide = dice.uniform(-0.15, 0.15) * sheet.w, dice.uniform(0.8, 1.05) * sheet.w
        x, rays = start, []
        while x < start + wide:
            t = (x - start) / wide
            edge = math.sin(math.pi * min(1.0, max(0.0, t))) ** 0.5
            y = hem + 46 * math.sin(t * 5.2 + a) + 20 * math.sin(t * 12 + b)
            up = high * (0.55 + 0.3 * math.sin(t * 9 + c) + dice.uniform(0, 0.3)) * edge
            step = dice.uniform(15, 27)
            if up > 8:
                rays.append(
                    f'<rect x="{n(x)}" y="{n(y - up)}" width="{n(step * 2.1)}" height="{n(up)}"'
                    f' fill="{fill}" opacity="{n(edge * dice.uniform(0.3, 0.62))}"/>'
                )
            x += step
        sheet.add(f"<g>{''.join(rays)}</g>")


def rainbow(sheet: Sheet, scene: Scene) -> None:
    """Seven arcs across from the light, paling towards the ground."""
    foot = scene.horizon * sheet.h
    side = -1 if scene.lamp_x > 0.5 else 1
    cx, wide, band = sheet.w * (0.5 + 0.12 * side), 0.40 * sheet.w, 8.5
    for i, tint in enumerate(_BOW):
        r = wide - i * band
        d = f"M{n(cx - r)} {n(foot + 4)}A{n(r)} {n(r * 0.98)} 0 0 1 {n(cx + r)} {n(foot + 4)}"
        fill = sheet.fall([(0, tint, 0.56), (0.6, tint, 0.42), (1, tint, 0.10)])
        sheet.add(f'<path d="{d}" fill="none" stroke="{fill}" stroke-width="{n(band * 1.25)}"/>')
    inner = wide - len(_BOW) * band
    light = colour.mix(sheet.colours.haze, "#ffffff", 0.5)
    d = f"M{n(cx - inner)} {n(foot)}A{n(inner)} {n(inner * 0.98)} 0 0 1 {n(cx + inner)} {n(foot)}Z"
    sheet.path(d, sheet.fall([(0, light, 0.16), (1, light, 0.02)]))


def shooting_star(sheet: Sheet, scene: Scene) -> None:
    """One bright, one faint, falling away from the light."""
    dice = sheet.dice("falling")
    foot = scene.horizon * sheet.h
    side = -1 if scene.lamp_x > 0.5 else 1
    white = colour.mix(sheet.colours.light, "#ffffff", 0.7)
    for i, (long, thick) in enumerate(((230.0, 3.4), (120.0, 1.8))):
        x = (0.5 + side * dice.uniform(0.1, 0.3) * (1 if i == 0 else -0.6)) * sheet.w
        y = foot * dice.uniform(0.3, 0.5) if i == 0 else foot * dice.uniform(0.1, 0.26)
        dx, dy = -side * long * 0.86, -long * 0.42
        along = [(0.0, white, 0.0), (1.0, white, 0.95)]
        if dx > 0:
            along = [(0.0, white, 0.95), (1.0, white, 0.0)]
        d = f"M{n(x + dx)} {n(y + dy)}L{n(x)} {n(y - thick)}A{n(thick)} {n(thick)} 0 0 1 {n(x)} {n(y + thick)}Z"
        sheet.path(d, sheet.fall(along, across=True))
        sheet.glow(x, y, 12 + thick * 3, white, 0.9)


def fireworks(sheet: Sheet, scene: Scene) -> None:
    """Three bursts, sparks bending under their weight."""
    foot = scene.horizon * sheet.h
    tints = (
        sheet.colours.warm,
        colour.mix(sheet.colours.light, "#ff8fb0", 0.6),
        colour.mix(sheet.colours.light, "#8fd0ff", 0.6),
    )
    for i, tint in enumerate(tints):
        dice = sheet.dice(f"burst{i}")
        x, y = (0.2 + 0.3 * i + dice.uniform(-0.06, 0.06)) * sheet.w, foot * dice.uniform(0.16, 0.48)
        reach = dice.uniform(62, 108)
        sheet.glow(x, y, reach * 1.5, tint, 0.34)
        rays, dots = [], []
        for j in range(46):
            a = j / 46 * math.tau + dice.uniform(-0.05, 0.05)
            r = reach * dice.uniform(0.62, 1.05)
            drop = 0.16 * r
            ex, ey = x + math.cos(a) * r, y + math.sin(a) * r + drop
            sx, sy = x + math.cos(a) * r * 0.3, y + math.sin(a) * r * 0.3
            mx, my = x + math.cos(a) * r * 0.72, y + math.sin(a) * r * 0.72 + drop * 0.3
            rays.append(f"M{n(sx)} {n(sy)}Q{n(mx)} {n(my)} {n(ex)} {n(ey)}")
            dots.append(f'<circle cx="{n(ex)}" cy="{n(ey)}" r="{n(dice.uniform(1.1, 2.4))}"/>')
        sheet.add(f'<path d="{"".join(rays)}" stroke="{tint}" stroke-width="1.5" fill="none" opacity=".72"/>')
        sheet.add(f'<g fill="{colour.mix(tint, "#ffffff", 0.55)}">{"".join(dots)}</g>')
