"""A great stair: straight up to a light, or from the side with its banister."""

from __future__ import annotations

from dreamstream.pictures import colour
from dreamstream.pictures.brush import n
from dreamstream.pictures.rooms import halls, lamps, walls, windows
from dreamstream.pictures.rooms.view import View


def staircase(v: View) -> None:
    """A great stair: from the side with its banister, or straight up to a light."""
    (_stair_up if v.camera == "deep" else _stair_side)(v)


def _stair_up(v: View) -> None:
    sheet, shades = v.sheet, v.sheet.colours
    hall = halls.hall(v, 0.46, 0.12)
    x, y, w, h = hall.end
    walls.deep(v, hall, floor="tiles", dark=0.1)
    half, top = w * 0.2, y + h * 0.42
    door = windows.opening(
        v.dice.choice(("arch", "lancet")), x + w / 2 - half, y + h * 0.06, 2 * half, top - y - h * 0.06
    )
    windows.outlook(v, door.box)
    hole = f"M{n(x)} {n(y)}h{n(w)}v{n(h)}h{n(-w)}Z{door.outline}"
    sheet.path(hole, sheet.fall([(0, v.tone(0.0), 1), (1, v.tone(0.28), 1)]), more=' fill-rule="evenodd"')
    windows.trim(v, door)
    sheet.glow(x + w / 2, top, w * 0.5, shades.light, 0.45)
    middle, steps, low = x + w / 2, 13, v.floor + 0.1 * v.h
    warm = colour.mix(v.tone(-0.1), shades.warm, 0.3 if shades.lit else 0.1)
    for i in range(steps):
        t = i / (steps - 1)
        yy = top + (low - top) * t**1.15
        nxt = top + (low - top) * min(1.0, (i + 1) / (steps - 1)) ** 1.15 if i < steps - 1 else low + 16
        wide = half * 1.15 + (w * 0.46 - half * 1.15) * t
        sheet.rect(middle - wide, yy, 2 * wide, nxt - yy + 1, v.tone(0.5 - 0.75 * t))
        sheet.rect(middle - wide, yy + (nxt - yy) * 0.42, 2 * wide, (nxt - yy) * 0.62, v.tone(0.1 - 0.75 * t))
        sheet.rect(middle - wide * 0.5, yy, wide, (nxt - yy) * 0.42, warm)
    for side in (-1, 1):
        a, b = middle + side * half * 1.2, middle + side * w * 0.49
        d = (
            f"M{n(a)} {n(top - 34)}L{n(b)} {n(low - 84)}V{n(low + 18)}h{n(side * 18)}V{n(low - 100)}"
            f"L{n(a + side * 7)} {n(top - 42)}Z"
        )
        sheet.path(d, v.tone(-0.8))
        posts = "".join(
            (
                f"M{n(a + (b - a) * t)} {n(top - 34 + (low - 50 - top) * t)}v{n(34 + 60 * t)}"
                f"h{n(side * (3 + 3 * t))}v{n(-34 - 60 * t)}Z"
            )
            for t in (0.08, 0.2, 0.33, 0.47, 0.62, 0.78)
        )
        sheet.path(posts, v.tone(-0.72))
        sheet.add(f'<circle cx="{n(b + side * 9)}" cy="{n(low - 112)}" r="17" fill="{v.tone(-0.85)}"/>')
    halls.spill(v, middle - w * 0.3, middle + w * 0.3, low, shades.light, 0.35, 1.6)


def _stair_side(v: View) -> None:
    sheet, k = v.sheet, v.k
    style = v.dice.choice(("arch", "lancet", "round"))
    way = -1 if v.right else 1  # it climbs towards the light
    short = min(v.w, v.h)
    ww = (0.3 if style == "round" else 0.24) * short
    hh = ww if style == "round" else min(0.44 * v.h, v.floor * 0.5)
    box = (min(max(40.0, v.lx - ww / 2), v.w - ww - 40), 0.07 * v.h, ww, hh)
    walls.front(v, [windows.opening(style, *box)], floor="tiles")
    top = box[1] + hh + 0.05 * v.h
    start = v.w * (0.06 if v.right else 0.94)
    end = v.lx + way * ww * 0.75
    steps = max(9, round((v.floor - top) / 34))
    run, rise = (end - start) / steps, (v.floor - top) / steps
    d = f"M{n(start)} {n(v.floor)}"
    for i in range(steps):
        d += f"V{n(v.floor - rise * (i + 1))}H{n(start + run * (i + 1))}"
    edge = v.w + 5 if v.right else -5.0
    sheet.path(d + f"H{n(edge)}V{n(v.floor)}Z", sheet.fall([(0, v.tone(-0.38), 1), (1, v.tone(-0.8), 1)]))
    tread = "".join(f"M{n(start + run * i)} {n(v.floor - rise * (i + 1))}h{n(run)}v5h{n(-run)}Z" for i in range(steps))
    sheet.path(tread, v.tone(0.3), 0.7)
    high = 30 * k
    rail = (
        f"M{n(start)} {n(v.floor - rise - high)}L{n(end)} {n(top - high)}H{n(edge)}v9H{n(end)}"
        f"L{n(start)} {n(v.floor - rise - high + 11)}Z"
    )
    posts = "".join(
        (
            f"M{n(start + run * (i + 0.5) - 2)} {n(v.floor - rise * (i + 1))}"
            f"v{n(-high + rise * 0.4)}h4v{n(high - rise * 0.4)}Z"
        )
        for i in range(steps)
    )
    flat = "".join(
        f"M{n(end + (edge - end) * t - 2)} {n(top)}v{n(-high)}h4v{n(high)}Z" for t in (0.1, 0.26, 0.42, 0.58, 0.74, 0.9)
    )
    sheet.path(rail + posts + flat, v.tone(-0.85))
    sheet.rect(start - 9, v.floor - rise - high - 26, 18, high + rise + 28, v.tone(-0.9))
    sheet.add(f'<circle cx="{n(start)}" cy="{n(v.floor - rise - high - 32)}" r="15" fill="{v.tone(-0.9)}"/>')
    arch_x = v.w * (0.80 if v.right else 0.20)
    arch = windows.opening("arch", arch_x - 26 * k, v.floor - 72 * k, 52 * k, 72 * k, rim=10)
    sheet.path(arch.frame, v.tone(-0.5))
    if v.sheet.colours.lit:
        sheet.path(arch.outline, sheet.fall([(0, colour.mix(v.warm, v.wall, 0.3), 1), (1, v.warm, 1)]))
        lamps.pool(v, arch_x, v.floor + 30, 60 * k, v.warm, 0.5)
    else:
        sheet.path(arch.outline, v.tone(-0.85))
    lamps.beam(v, box, lean=0.5, strength=0.7, split=1 if style == "round" else 2)
