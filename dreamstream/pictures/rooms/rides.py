"""Rooms that travel: railway carriage, bus, the cabin of a plane."""

from __future__ import annotations

from dreamstream.pictures import colour
from dreamstream.pictures.brush import n
from dreamstream.pictures.rooms import halls, lamps, rows, walls, windows
from dreamstream.pictures.rooms.view import View


def carriage(v: View) -> None:
    """A row of windows with the land going by, seats, racks, small lamps; a plane's windows are small and round."""
    (_aisle if v.camera == "deep" else _side)(v)


def _view(v: View) -> str:
    return "clouds" if v.name == "cabin" else v.dice.choice(("hills", "trees", "sea", "city"))


def _aisle(v: View) -> None:
    sheet = v.sheet
    hall = halls.hall(v, 0.24, v.floor / v.h - (0.3 if v.name == "bus" else 0.28))
    x, y, ew, eh = hall.end
    spans: tuple[tuple[float, float], ...] = ((0.04, 0.22), (0.26, 0.43), (0.47, 0.62), (0.66, 0.79), (0.83, 0.94))
    top, low = 0.2, 0.58
    if v.name == "cabin":
        spans, top, low = tuple((s, s + 0.07) for s in (0.02, 0.15, 0.28, 0.41, 0.54, 0.66, 0.77, 0.87)), 0.3, 0.55
    ends = []
    if v.name == "bus":
        ends = [windows.opening("panorama", x + ew * 0.06, y + eh * 0.14, ew * 0.88, eh * 0.46, rim=0)]
    opens = [p.opening(a, b, top, low, arch=v.name == "cabin") for p in (hall.left, hall.right) for a, b in spans]
    walls.deep(v, hall, opens, what=_view(v), floor="plain", ends=ends, dark=0.14)
    if not ends:
        sheet.rect(x + ew * 0.3, y + eh * 0.2, ew * 0.4, eh * 0.8, colour.mix(v.warm, "#ffffff", 0.3))
        sheet.glow(x + ew / 2, y + eh * 0.6, ew * 0.7, v.warm, 0.6)
        halls.spill(v, x + ew * 0.3, x + ew * 0.7, v.floor, v.warm, 0.5, 1.6)
    spots = []
    for s in (0.4, 0.62, 0.8, 0.92):
        (ax, ay), (bx, _) = hall.left.at(s, 0), hall.right.at(s, 0)
        spots.append(((ax + bx) / 2, ay + 3, (bx - ax) * 0.14))
    lamps.strips(v, [spot for spot in spots if spot[1] > 0])
    _seats(v, hall)


def _seats(v: View, hall: walls.Hall) -> None:
    """Backs of seats on both sides of the aisle, never before somebody."""
    for i, s in enumerate((0.9, 0.78, 0.63, 0.44, 0.2)):
        for u in (0.17, 0.83):
            x, y = halls.floor(hall, s, u)
            size = halls.grown(v, hall, y) * v.k
            half = 26 * size
            if y > 0.8 * v.h and any(a - half < x < b + half for a, b in v.taken):
                continue
            d = (
                f"M{n(x - half)} {n(y)}v{n(-54 * size)}q0 {n(-9 * size)} {n(9 * size)} {n(-9 * size)}"
                f"h{n(2 * half - 18 * size)}q{n(9 * size)} 0 {n(9 * size)} {n(9 * size)}v{n(54 * size)}Z"
                f"M{n(x - 9 * size)} {n(y - 62 * size)}v{n(-6 * size)}q0 {n(-4 * size)} {n(4 * size)} {n(-4 * size)}"
                f"h{n(10 * size)}q{n(4 * size)} 0 {n(4 * size)} {n(4 * size)}v{n(6 * size)}Z"
            )
            v.sheet.path(d, v.tone(-0.5 - 0.1 * i))


def _side(v: View) -> None:
    sheet, w, h, k = v.sheet, v.w, v.h, v.k
    plane, bus = v.name == "cabin", v.name == "bus"
    count = v.dice.choice((3, 4, 5)) if plane else v.dice.choice((1, 2, 2, 3))
    y, high = (0.26 * h, v.floor - 0.5 * h) if plane else (0.18 * h, v.floor - 0.36 * h)
    gap = w / count
    wide = min(0.62 * gap, 0.86 * high) if plane else 0.84 * gap
    opens = rows.row(v, count, "oval" if plane else "bare", y, high, share=1.0, fill=wide / gap)
    walls.front(v, opens, what=_view(v), floor="plain", dark=0.14)
    if not plane:
        sheet.rect(0, y + high + 18, w, 10, v.tone(-0.8))
        for one in opens:
            sheet.rect(one.box[0], y + high * 0.24, one.box[2], 7, v.tone(-0.6))
    _overhead(v, bus)
    if not plane:
        for i in range(count + 1):
            if sheet.colours.lit:
                sheet.glow(gap * i, y + high * 0.16, 90, v.warm, 0.5)
            sheet.rect(gap * i - 8, y + high * 0.1, 16, 34, colour.mix(v.warm, "#ffffff", 0.4))
    foot = v.floor + 0.03 * h
    pairs = 2 if plane else count
    for i in range(pairs):
        middle = w / pairs * (i + 0.5)
        for side in (-1, 1):
            x = middle + side * (w / pairs * 0.5 - 4)
            way = 1 if plane else -side
            sheet.path(_bench(x, foot, way, k), sheet.fall([(0, v.tone(-0.42), 1), (1, v.tone(-0.9), 1)]))
        if not bus and not plane and gap > 0.4 * w:
            _table(v, middle, y + high + 26, foot)
    lamps.beam(v, opens[0 if not v.right else -1].box, strength=0.5)


def _table(v: View, x: float, top: float, foot: float) -> None:
    """A small table with its lamp between the benches."""
    k = v.k
    d = (
        f"M{n(x - 22 * k)} {n(top)}h{n(44 * k)}v{n(3 * k)}h{n(-20 * k)}V{n(foot)}"
        f"h{n(-4 * k)}V{n(top + 3 * k)}h{n(-20 * k)}Z"
    )
    v.sheet.path(d, v.tone(-0.8))
    lamps.table_lamp(v, x, top, size=0.8)


def _overhead(v: View, bus: bool) -> None:
    """A rack with bags, or a rail with loops to hold on to."""
    sheet, w, h, k = v.sheet, v.w, v.h, v.k
    sheet.rect(0, 0.105 * h, w, 10, v.tone(-0.85))
    if bus:
        sheet.rect(0, 0.13 * h, w, 6, v.tone(-0.9))
        loops = "".join(
            f"M{n(w * (i + 0.5) / 6)} {n(0.13 * h)}l-14 60h28ZM{n(w * (i + 0.5) / 6)} {n(0.13 * h + 16)}l-7 36h14Z"
            for i in range(6)
        )
        sheet.path(loops, v.tone(-0.92), more=' fill-rule="evenodd"')
        return
    bags = ""
    for _ in range(4):
        x, wide, high = v.dice.uniform(0, w), v.dice.uniform(28, 46) * k, v.dice.uniform(12, 20) * k
        bags += (
            f"M{n(x)} {n(0.105 * h)}v{n(-high)}q0 {n(-3 * k)} {n(3 * k)} {n(-3 * k)}"
            f"h{n(wide - 6 * k)}q{n(3 * k)} 0 {n(3 * k)} {n(3 * k)}v{n(high)}Z"
        )
    sheet.path(bags, v.tone(-0.9))


def _bench(x: float, y: float, way: int, k: float) -> str:
    """A padded seat from the side; its back is at x and it looks along `way`."""

    def at(dx: float, up: float) -> str:
        return f"{n(x + way * dx * k)} {n(y - up * k)}"

    return (
        f"M{at(0, 0)}L{at(0, 92)}Q{at(2, 102)} {at(10, 101)}Q{at(17, 100)} {at(16, 88)}L{at(17, 46)}"
        f"Q{at(18, 36)} {at(26, 36)}L{at(46, 36)}Q{at(55, 34)} {at(54, 26)}Q{at(53, 19)} {at(44, 19)}L{at(40, 0)}Z"
    )
