"""Factory and greenhouse: roofs of glass."""

from __future__ import annotations

import math

from dreamstream.pictures import colour
from dreamstream.pictures.brush import n
from dreamstream.pictures.rooms import halls, lamps, pieces, rows, shells, walls, windows
from dreamstream.pictures.rooms.view import View


def factory(v: View) -> None:
    """A saw-tooth roof with its slanting light, great cogs, pipes."""
    sheet, w, h, k = v.sheet, v.w, v.h, v.k
    if v.camera == "deep":
        hall = halls.hall(v, 0.42, v.floor / v.h - 0.36)
        right = v.lx < w / 2
        spans = ((0.1, 0.3), (0.36, 0.53), (0.59, 0.73), (0.79, 0.91))
        x, y, ew, eh = hall.end
        end = windows.opening("grid", x + ew * 0.2, y + eh * 0.06, ew * 0.6, eh * 0.44, rim=4)
        walls.deep(v, hall, rows.flank(hall, right, spans, 0.04, 0.52), floor="plain", dark=0.2, ends=[end])
        for a, b in spans:
            halls.side_light(v, hall, hall.right if right else hall.left, a, b, 0.52, 0.45)
        for s in (0.95, 0.76, 0.56, 0.33):
            (ax, ay), (bx, _) = hall.left.at(s, 0.1), hall.right.at(s, 0.1)
            thick = (bx - ax) * 0.02
            d = f"M{n(ax)} {n(ay)}H{n(bx)}v{n(thick)}H{n(ax)}Z"
            count = 8
            for i in range(count):
                a, c = ax + (bx - ax) * i / count, ax + (bx - ax) * (i + 0.5) / count
                rise = (bx - ax) * 0.06
                d += (
                    f"M{n(a)} {n(ay)}L{n(c)} {n(ay - rise)}h{n(thick * 0.5)}L{n(a + thick * 0.5)} {n(ay)}Z"
                    f"M{n(c)} {n(ay - rise)}L{n(a + (bx - ax) / count)} {n(ay)}h{n(thick * 0.5)}"
                    f"L{n(c + thick * 0.5)} {n(ay - rise)}Z"
                )
            sheet.path(d, v.tone(-0.75))
        _cogs(v, w * (0.12 if right else 0.88), v.floor + 0.02 * h, 44 * k)
        return
    count = v.dice.choice((3, 4))
    teeth, y = "", 0.05 * h
    high = 0.2 * h
    for i in range(count):
        a, b = w * i / count, w * (i + 1) / count
        tip = b - 14 if v.right else a + 14
        teeth += f"M{n(a + 14)} {n(y + high)}L{n(tip)} {n(y)}L{n(b - 14)} {n(y + high)}Z"
    one = windows.Opening(outline=teeth, box=(0, y, w, high))
    walls.front(v, [one], floor="plain", dark=0.2, what="hills")
    bars = "".join(
        f"M{n(w * (i + f) / count)} {n(y)}v{n(high)}h5v{n(-high)}Z" for i in range(count) for f in (0.3, 0.5, 0.7)
    )
    sheet.path(bars + f"M0 {n(y + high)}H{n(w)}v14H0Z", v.tone(-0.7))
    for i in range(count):
        lamps.beam(
            v, (w * (i + 0.3) / count, y + high * 0.5, w * 0.4 / count, high * 0.5), lean=0.7, split=1, strength=0.7
        )
    _cogs(v, shells.away(v, 0.14 if v.taken else 0.2), v.floor, 60 * k)
    pipes = (
        f"M0 {n(v.floor - 150 * k)}H{n(w)}v{n(8 * k)}H0ZM{n(v.lx)} {n(v.floor)}V{n(y + high)}"
        f"h{n(10 * k)}V{n(v.floor)}ZM{n(v.lx - 26 * k)} {n(v.floor)}v{n(-96 * k)}"
        f"q0 {n(-14 * k)} {n(31 * k)} {n(-14 * k)}t{n(31 * k)} {n(14 * k)}v{n(96 * k)}Z"
    )
    sheet.path(pipes, sheet.fall([(0, v.tone(-0.5), 1), (1, v.tone(-0.9), 1)]))
    sheet.glow(v.lx + 5 * k, v.floor - 40 * k, 60 * k, sheet.colours.warm, 0.7)
    sheet.path(
        f"M{n(v.lx - 12 * k)} {n(v.floor - 18 * k)}v{n(-24 * k)}q{n(17 * k)} {n(-20 * k)} {n(34 * k)} 0v{n(24 * k)}Z",
        colour.mix(sheet.colours.warm, "#ff6a20", 0.35),
    )


def _cogs(v: View, x: float, floor: float, r: float) -> None:
    sign = 1 if x < v.w / 2 else -1
    for dx, dy, size, teeth, tone in (
        (0.0, -1.05, 1.0, 14, -0.62),
        (1.28 * sign, -1.82, 0.62, 10, -0.48),
        (-0.5 * sign, -2.35, 0.5, 9, -0.34),
    ):
        d = pieces.wheel(100, teeth)
        where = f' transform="translate({n(x + dx * r)} {n(floor + dy * r)}) scale({n(r * size / 100)})"'
        v.sheet.path(d, v.tone(tone), more=where)


def greenhouse(v: View) -> None:
    """Glass all round, leaves to the roof."""
    sheet, w, h, shades = v.sheet, v.w, v.h, v.sheet.colours
    leaf = colour.mix(
        v.tone(-0.6), colour.hexed(0.45, 0.09, 145), 0.4 if v.scene.mood not in ("anger", "fear") else 0.15
    )
    dark = colour.mix(v.tone(-0.95), colour.hexed(0.25, 0.06, 150), 0.3)
    windows.outlook(v, (0, 0, w, v.floor + 10), v.dice.choice(("trees", "hills")))
    rib = v.tone(-0.55)
    if v.camera == "deep":
        x0, x1, knee, ridge = v.lx - 0.22 * w, v.lx + 0.22 * w, v.floor - 0.3 * h, v.floor - 0.43 * h
        d = f"M{n(x0)} {n(v.floor)}V{n(knee)}L{n(v.lx)} {n(ridge)}L{n(x1)} {n(knee)}V{n(v.floor)}"
        for t in (0.0, 0.16, 0.42, 0.85):
            a, b = x0 - t * 0.9 * w, x1 + t * 0.9 * w
            kk, rr, ff = knee - t * 0.42 * h, ridge - t * 0.62 * h, v.floor + t * 0.3 * h
            ribs = f"M{n(a)} {n(ff)}V{n(kk)}L{n(v.lx)} {n(rr)}L{n(b)} {n(kk)}V{n(ff)}"
            sheet.add(
                f'<path d="{ribs}" stroke="{v.tone(-0.4 - 0.4 * t)}" stroke-width="{n(5 + 22 * t)}" fill="none"/>'
            )
        lines = (
            "".join(
                f"M{n(x0 + (x1 - x0) * i / 6)} {n(v.floor)}V{n(knee - (0.13 * h) * (1 - abs(i - 3) / 3))}"
                for i in range(1, 6)
            )
            + f"M{n(x0)} {n(knee)}H{n(x1)}"
        )
        lines += f"M{n(v.lx)} {n(ridge)}V-20" + "".join(
            f"M{n(x)} {n(y)}L{n(x + sx * 0.9 * w)} {n(y - dy * h)}"
            for x, y, sx, dy in (
                (x0, knee, -1, 0.42),
                (x1, knee, 1, 0.42),
                ((x0 + v.lx) / 2, (knee + ridge) / 2, -0.5, 0.52),
                ((x1 + v.lx) / 2, (knee + ridge) / 2, 0.5, 0.52),
                (x0, (knee + v.floor) / 2, -1, 0.05),
                (x1, (knee + v.floor) / 2, 1, 0.05),
            )
        )
        sheet.add(f'<path d="{d}{lines}" stroke="{rib}" stroke-width="5" fill="none"/>')
        walls.ground(v, "plain", f"M0 {n(v.floor + 0.0 * h)}H{n(w)}V{n(h)}H0Z", v.lx)
        path = (
            f"M{n(v.lx - 0.07 * w)} {n(v.floor)}H{n(v.lx + 0.07 * w)}L{n(w / 2 + 0.36 * w)} {n(h)}"
            f"H{n(w / 2 - 0.36 * w)}Z"
        )
        sheet.path(path, sheet.fall([(0, shades.light, 0.75), (1, v.tone(-0.2), 0.5)]))
        for i, (s, see) in enumerate(((0.22, leaf), (0.34, leaf), (0.5, dark))):
            for side in (-1, 1):
                x = v.lx + side * s * w
                if any(a - 0.05 * h < x < b + 0.05 * h for a, b in v.taken):
                    continue
                _foliage(v, x, v.floor + (0.04 + 0.09 * i) * h, (0.2 + 0.1 * i) * h, see, f"{i}{side}")
        return
    arch = v.dice.random() < 0.5
    d = "".join(f"M{n(w * i / 7)} 0V{n(v.floor)}" for i in range(8)) + "".join(
        f"M0 {n(v.floor * t)}H{n(w)}" for t in (0.24, 0.5, 0.76)
    )
    sheet.add(f'<path d="{d}" stroke="{rib}" stroke-width="7" fill="none"/>')
    if arch:
        sheet.path(f"M0 0H{n(w)}V{n(0.3 * h)}Q{n(w / 2)} {n(-0.16 * h)} 0 {n(0.3 * h)}Z", v.tone(-0.75))
    sheet.rect(0, v.floor - 0.1 * h, w, 0.1 * h + 4, sheet.fall([(0, v.tone(-0.3), 1), (1, v.tone(-0.6), 1)]))
    walls.ground(v, "tiles")
    for wish, size, tint in (
        (0.1, 0.5, dark),
        (0.9, 0.42, dark),
        (0.3, 0.3, leaf),
        (0.72, 0.34, leaf),
        (0.5, 0.24, leaf),
    ):
        spot = v.spot(0.12 * w, w * wish, 0.2)
        if spot is not None:
            _foliage(v, spot, v.floor + 0.02 * h, size * h, tint, f"{wish}")
    lamps.beam(v, (v.lx - 0.2 * w, 0.2 * h, 0.4 * w, v.floor - 0.3 * h), strength=0.7, split=3)


def _foliage(v: View, x: float, y: float, high: float, tint: str, name: str) -> None:
    """A plant of long bent leaves in a pot."""
    dice = v.sheet.dice(f"leaf{name}")
    d = (
        f"M{n(x - high * 0.12)} {n(y - high * 0.18)}h{n(high * 0.24)}"
        f"l{n(-high * 0.04)} {n(high * 0.18)}h{n(-high * 0.16)}Z"
    )
    broad = dice.random() < 0.5
    for _ in range(11 if broad else 17):
        a = dice.uniform(-1.25, 1.25)
        long = high * dice.uniform(0.5, 0.95)
        sx, sy = x, y - high * 0.17
        mx, my = sx + math.sin(a) * long * 0.45, sy - math.cos(a) * long * 0.75
        ex, ey = sx + math.sin(a) * long, sy - math.cos(a * 1.1) * long * (0.8 if abs(a) < 0.6 else 0.5)
        fat = long * (0.13 if broad else 0.05)
        d += (
            f"M{n(sx)} {n(sy)}Q{n(mx - fat)} {n(my - fat)} {n(ex)} {n(ey)}"
            f"Q{n(mx + fat)} {n(my + fat * 1.4)} {n(sx)} {n(sy)}Z"
        )
    v.sheet.path(d, tint)
