"""Rooms one sits in before a light: theatre and cinema."""

from __future__ import annotations

import math

from dreamstream.pictures import colour
from dreamstream.pictures.brush import n
from dreamstream.pictures.rooms import windows
from dreamstream.pictures.rooms.view import View


def audience(v: View, y: float, rows: int = 2, *, gap: bool = False) -> None:
    """Rows of seats from behind with heads here and there, the nearest the darkest."""
    sheet = v.sheet
    for r in range(rows):
        dice = sheet.dice(f"audience{r}")
        top = y + (v.h - y) * r / rows
        wide = (0.075 + 0.025 * r) * min(v.w, v.h) * (1.1 if v.scene.shot != "wide" else 1.0)
        tint = v.tone(-0.80 - 0.2 * (r + 1) / rows)
        x = -wide * (0.5 if r % 2 else 0.15)
        d = ""
        while x < v.w + wide:
            if not (gap and abs(x + wide / 2 - v.w / 2) < wide * 1.2):
                if dice.random() < 0.55:
                    cx, r0 = x + wide * 0.48, wide * 0.2
                    up = top - r0 * dice.uniform(0.9, 1.7)
                    d += (
                        f"M{n(cx - r0)} {n(up)}a{n(r0)} {n(r0 * 1.2)} 0 1 1 {n(2 * r0)} 0"
                        f"a{n(r0)} {n(r0 * 1.2)} 0 1 1 {n(-2 * r0)} 0Z"
                    )
                    d += (
                        f"M{n(cx - r0 * 2)} {n(top + r0 * 2)}q0 {n(-r0 * 2.1)} {n(r0 * 2)} {n(-r0 * 2.1)}"
                        f"q{n(r0 * 2)} 0 {n(r0 * 2)} {n(r0 * 2.1)}Z"
                    )
                d += (
                    f"M{n(x + wide * 0.06)} {n(v.h)}V{n(top + wide * 0.3)}"
                    f"q0 {n(-wide * 0.2)} {n(wide * 0.2)} {n(-wide * 0.2)}h{n(wide * 0.46)}"
                    f"q{n(wide * 0.2)} 0 {n(wide * 0.2)} {n(wide * 0.2)}V{n(v.h)}Z"
                )
            x += wide
        if d:
            sheet.path(d, tint)


def theatre(v: View) -> None:
    """A stage in its light between heavy curtains, seats seen from behind."""
    sheet, w, h, shades = v.sheet, v.w, v.h, v.sheet.colours
    floor = v.floor
    sheet.rect(0, 0, w, h, sheet.fall([(0, v.tone(-0.86), 1), (1, v.tone(-0.95), 1)]))
    x0, x1, top = 0.07 * w, 0.93 * w, 0.07 * h
    kind = v.dice.choice(("moon", "hills", "arches", "shut", "sun", "town", "shut"))
    back = [(0, v.tone(-0.35), 1), (1, v.tone(0.42), 1)]
    if v.dice.random() < 0.4:  # lit from above instead
        back = [(0, v.tone(0.3), 1), (1, v.tone(-0.45), 1)]
    sheet.rect(x0, top, x1 - x0, floor - top, sheet.fall(back))
    tint = v.tone(0.05)
    if kind == "town":
        a, way = x0, v.dice.choice((-1, 1))
        while a < x1:
            wide = v.dice.uniform(0.07, 0.15) * w
            t = (a - x0) / (x1 - x0)
            high = floor * (0.2 + 0.45 * (t if way > 0 else 1 - t)) * v.dice.uniform(0.75, 1.2)
            sheet.path(
                f"M{n(a)} {n(floor)}v{n(-high)}l{n(wide / 2)} {n(-0.05 * h)}l{n(wide / 2)} {n(0.05 * h)}V{n(floor)}Z",
                v.tone(-0.3),
            )
            lit = "".join(
                f"M{n(a + wide * u)} {n(floor - high * q)}h14v22h-14Z" for u in (0.25, 0.6) for q in (0.4, 0.75)
            )
            sheet.path(lit, v.warm, 0.8)
            a += wide * 1.06
    if kind in ("moon", "sun"):
        r = (0.16 if kind == "moon" else 0.24) * min(w, h)
        y = 0.3 * h if kind == "moon" else floor - 0.02 * h
        sheet.glow(v.lx, y, r * 1.7, shades.light, 0.5)
        d = f"M{n(v.lx - r)} {n(y)}a{n(r)} {n(r)} 0 1 1 {n(2 * r)} 0" + (
            f"a{n(r)} {n(r)} 0 1 1 {n(-2 * r)} 0Z" if kind == "moon" else "Z"
        )
        sheet.path(d, shades.light, 0.9)
    if kind in ("hills", "moon"):
        a = v.dice.uniform(0, math.tau)
        for level, tone in ((0.16, 0.12), (0.09, -0.15)):
            line = "".join(
                f"L{n(x0 + (x1 - x0) * i / 16)} {n(floor - h * (level + 0.05 * math.sin(i * 0.8 + a + level * 30)))}"
                for i in range(17)
            )
            sheet.path(f"M{n(x0)} {n(floor)}{line}V{n(floor)}Z", v.tone(tone))
    if kind == "arches":
        for i in range(3):
            one = windows.opening("arch", w * (0.26 + 0.24 * i) - 0.08 * w, floor - 0.4 * h, 0.16 * w, 0.4 * h, rim=0)
            sheet.path(one.outline, tint)
    sheet.path(
        f"M{n(x0)} {n(floor)}H{n(x1)}V{n(floor + 0.075 * h)}H{n(x0)}Z",
        sheet.fall([(0, v.tone(0.2), 1), (1, v.tone(-0.4), 1)]),
    )
    sheet.rect(
        0, floor + 0.07 * h, w, h, sheet.fall([(0, v.tone(-0.72), 1), (0.5, v.tone(-0.95), 1), (1, v.tone(-1), 1)])
    )
    cloth = colour.mix(v.tone(-0.5), colour.mix(shades.warm, "#b01030", 0.75), 0.42 if shades.lit else 0.3)
    dark = colour.mix(cloth, shades.deep, 0.6)
    half = v.dice.uniform(0.13, 0.3)
    if kind == "shut":
        _shut(v, cloth, dark)
    target = next((a.x * w for a in v.scene.actors if a.role == "subject"), v.lx)
    source = w * (0.86 if v.dice.random() < 0.5 else 0.14) if v.camera == "deep" else target
    d = f"M{n(source - 12)} 0H{n(source + 12)}L{n(target + 0.17 * w)} {n(floor + 0.035 * h)}H{n(target - 0.17 * w)}Z"
    sheet.path(d, sheet.fall([(0, shades.light, 0.5), (1, shades.light, 0.1)]))
    sheet.add(
        f'<ellipse cx="{n(target)}" cy="{n(floor + 0.035 * h)}" rx="{n(0.17 * w)}" ry="{n(0.03 * h)}"'
        f' fill="{shades.light}" opacity=".75"/>'
    )
    for side in (-1, 1):
        open_ = half if side < 0 else 0.42 - half
        edge = 0.0 if side < 0 else w
        inner = edge - side * open_ * w
        tie = edge - side * open_ * 0.62 * w
        d = (
            f"M{n(edge)} 0H{n(inner - side * 0.06 * w)}"
            f"Q{n(inner)} {n(floor * 0.5)} {n(tie)} {n(floor * 0.62)}"
            f"Q{n(inner)} {n(floor * 0.85)} {n(inner)} {n(floor + 0.03 * h)}H{n(edge)}Z"
        )
        sheet.path(d, sheet.fall([(0, dark, 1), (0.6, cloth, 1), (1, dark, 1)]))
        folds = "".join(
            (
                f"M{n(edge - side * open_ * w * (t + 0.15))} 0"
                f"Q{n(edge - side * open_ * w * t)} {n(floor * 0.5)}"
                f" {n(edge - side * open_ * w * t * 0.6)} {n(floor * 0.62)}"
                f"Q{n(edge - side * open_ * w * t)} {n(floor * 0.85)}"
                f" {n(edge - side * open_ * w * t)} {n(floor + 0.02 * h)}"
            )
            for t in (0.25, 0.5, 0.75, 0.95)
        )
        sheet.add(f'<path d="{folds}" stroke="{dark}" stroke-width="9" opacity=".5" fill="none"/>')
    swag, count = f"M0 0H{n(w)}V{n(0.08 * h)}", v.dice.choice((3, 5, 7))
    for i in range(count):
        a = w - w * (i + 1) / count
        swag += f"Q{n(a + w / count / 2)} {n(0.19 * h)} {n(a)} {n(0.08 * h)}"
    sheet.path(swag + "Z", sheet.fall([(0, dark, 1), (1, cloth, 1)]))
    audience(v, floor + 0.115 * h, v.dice.choice((1, 2, 2)))


def _shut(v: View, cloth: str, dark: str) -> None:
    """The great curtain, down behind who stands before it; lighter where the spot falls."""
    sheet, w, floor = v.sheet, v.w, v.floor
    bright = colour.mix(cloth, v.sheet.colours.light, 0.34)
    x, lit = 0.0, next((a.x * w for a in v.scene.actors if a.role == "subject"), v.lx)
    while x < w:
        wide = v.dice.uniform(0.05, 0.085) * w
        near = max(0.0, 1 - abs(x + wide / 2 - lit) / (0.3 * w))
        tint = colour.mix(colour.mix(cloth, dark, 0.45), bright, 0.9 * near)
        fall = [(0, colour.mix(dark, tint, 0.2), 1.0), (0.7, tint, 1.0), (1, colour.mix(tint, dark, 0.3), 1.0)]
        sheet.rect(x, 0, wide + 1, floor + 0.02 * v.h, sheet.fall(fall))
        sheet.rect(x, 0, wide * 0.24, floor + 0.02 * v.h, sheet.fall([(0, dark, 0.5), (1, dark, 0.34)]))
        x += wide


def cinema(v: View) -> None:
    """A bright screen in the dark, its beam overhead, rows of heads."""
    sheet, w, h, shades = v.sheet, v.w, v.h, v.sheet.colours
    sheet.rect(0, 0, w, h, sheet.fall([(0, v.tone(-0.95), 1), (0.6, v.tone(-0.78), 1), (1, v.tone(-1), 1)]))
    wide, low = v.dice.uniform(0.66, 0.8) * w, v.floor - 0.07 * h
    high = min(low - 0.08 * h, 0.62 * wide)
    x, y = min(max(v.lx - wide / 2, 0.05 * w), 0.95 * w - wide), low - high
    sheet.glow(x + wide / 2, y + high / 2, wide * 0.62, shades.haze, 0.6, high * 0.95)
    sheet.rect(x - 8, y - 8, wide + 16, high + 16, v.tone(-0.98))
    windows.outlook(v, (x, y, wide, high), v.dice.choice(("hills", "city", "sea", "trees")))
    sheet.rect(x - 3, y - 3, wide + 6, high + 6, shades.light, 0.22)
    for side in (-1, 1):
        edge = 0.0 if side < 0 else w
        inner = x - 10 if side < 0 else x + wide + 10
        sheet.path(
            f"M{n(edge)} 0L{n(inner)} {n(y - 10)}V{n(low + 12)}L{n(edge)} {n(v.floor + 0.14 * h)}Z",
            sheet.fall([(0, v.tone(-0.9), 1), (1, v.tone(-0.7), 1)]),
        )
        if abs(inner - edge) > 0.07 * w:
            lx = (edge + inner) / 2
            sheet.glow(lx, 0.4 * h, 60, v.warm, 0.6)
            sheet.rect(lx - 5, 0.4 * h - 16, 10, 32, v.warm)
    d = f"M{n(w * 0.5)} -60L{n(x)} {n(y)}V{n(low)}L{n(w * 0.5 + 40)} -60L{n(x + wide)} {n(low)}V{n(y)}Z"
    sheet.path(d, shades.light, 0.05)
    floor = f"M0 {n(v.floor + 0.14 * h)}L{n(x)} {n(low + 12)}H{n(x + wide)}L{n(w)} {n(v.floor + 0.14 * h)}V{n(h)}H0Z"
    sheet.path(floor, sheet.fall([(0, v.tone(0.45), 1), (0.55, v.tone(-0.4), 1), (1, v.tone(-1), 1)]))
    audience(v, v.feet() + 0.03 * h, 2)
