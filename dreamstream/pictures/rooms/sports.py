"""Rooms for the body: gymnasium and pool."""

from __future__ import annotations

from dreamstream.pictures import colour
from dreamstream.pictures.brush import n
from dreamstream.pictures.rooms import halls, lamps, rows, shells, walls, windows
from dreamstream.pictures.rooms.view import Piece, View
from dreamstream.pictures.shapes.pen import box

_BENCH = Piece(90, box(-44, 24, 88, 5) + box(-38, 0, 6, 24) + box(32, 0, 6, 24))


def gym(v: View) -> None:
    """High windows, lines on the floor, a hoop."""
    sheet, w, h, k = v.sheet, v.w, v.h, v.k
    if v.camera == "deep":
        hall = halls.hall(v, 0.46, v.floor / v.h - 0.36)
        right = v.lx < w / 2
        spans = ((0.12, 0.3), (0.36, 0.52), (0.58, 0.72), (0.78, 0.9))
        walls.deep(v, hall, rows.flank(hall, right, spans, 0.06, 0.4), floor="boards")
        for a, b in spans:
            halls.side_light(v, hall, hall.right if right else hall.left, a, b, 0.4, 0.36)
        x, y, ew, eh = hall.end
        _hoop(v, x + ew / 2, v.floor - eh * 0.34, eh * 0.0048)
        lines = (
            "".join(halls.patch(hall, s, s + 0.014, 0.12, 0.88) for s in (0.2, 0.6, 0.9))
            + halls.patch(hall, 0.2, 0.9, 0.12, 0.13)
            + halls.patch(hall, 0.2, 0.9, 0.87, 0.88)
        )
        sheet.path(lines, v.tone(0.5), 0.6)
        return
    opens = rows.row(v, v.dice.choice((4, 5, 6)), "grid", 0.06 * h, 0.2 * h, share=0.94, fill=0.84)
    walls.front(v, opens, floor="boards")
    for one in opens:
        lamps.beam(v, one.box, lean=0.9, strength=0.55, split=1)
    x = shells.away(v, 0.24)
    _hoop(v, x, v.floor - 128 * k, 1.0 * k)
    y = v.floor + 0.05 * h
    sheet.add(
        f'<path d="M{n(x - 0.2 * w)} {n(v.floor + 4)}Q{n(x - 0.2 * w)} {n(y + 0.12 * h)} {n(x)} {n(y + 0.12 * h)}'
        f'T{n(x + 0.2 * w)} {n(v.floor + 4)}" stroke="{v.tone(0.6)}" stroke-width="6" opacity=".5" fill="none"/>'
    )
    bars = "".join(
        f"M{n(v.lx - 40 * k)} {n(v.floor - i * 14 * k)}h{n(80 * k)}v{n(2.4 * k)}h{n(-80 * k)}Z" for i in range(1, 9)
    )
    bars += "".join(f"M{n(v.lx + d * k)} {n(v.floor)}v{n(-118 * k)}h{n(4 * k)}v{n(118 * k)}Z" for d in (-42, -2, 38))
    sheet.path(bars, v.tone(-0.66))
    v.stand(_BENCH, w * 0.5, down=14, over=0.0, tone=-0.85)


def _hoop(v: View, x: float, y: float, k: float) -> None:
    sheet = v.sheet
    sheet.rect(x - 30 * k, y - 40 * k, 60 * k, 40 * k, v.tone(0.5))
    sheet.rect(x - 11 * k, y - 24 * k, 22 * k, 16 * k, v.tone(-0.5))
    sheet.rect(x - 9 * k, y - 22 * k, 18 * k, 12 * k, v.tone(0.5))
    sheet.rect(x - 12 * k, y - 4 * k, 24 * k, 2.4 * k, sheet.colours.warm)
    net = "".join(f"M{n(x + a * k)} {n(y - 2 * k)}L{n(x + a * 0.55 * k)} {n(y + 16 * k)}" for a in (-11, -6, 0, 6, 11))
    sheet.add(
        f'<path d="{net}" stroke="{v.tone(0.6)}" stroke-width="{n(max(1.4, 0.9 * k))}" fill="none" opacity=".8"/>'
    )


def pool(v: View) -> None:
    """Still water under big windows, their light broken on it."""
    sheet, w, h, shades = v.sheet, v.w, v.h, v.sheet.colours
    water = (v.tone(0.28), colour.mix(v.tone(-0.2), shades.sky[6], 0.5), v.tone(-0.72))
    dice = sheet.dice("pool")
    if v.camera == "deep":
        hall = halls.hall(v, 0.40, v.floor / v.h - 0.34)
        x, y, ew, eh = hall.end
        right = v.lx < w / 2
        spans = ((0.1, 0.28), (0.35, 0.5), (0.57, 0.7), (0.76, 0.88))
        end = windows.opening(
            dice.choice(("arch", "panorama", "round")), x + ew * 0.28, y + eh * 0.1, ew * 0.44, ew * 0.44, rim=6
        )
        walls.deep(v, hall, rows.flank(hall, right, spans, 0.12, 0.66, arch=True), floor="tiles", ends=[end])
        sheet.path(halls.patch(hall, 0.1, 0.93, 0.17, 0.83), v.tone(-0.8))
        sheet.path(
            halls.patch(hall, 0.12, 0.92, 0.19, 0.81),
            sheet.fall([(0, water[0], 1), (0.4, water[1], 1), (1, water[2], 1)]),
        )
        lanes = "".join(halls.patch(hall, 0.12, 0.92, u - 0.004, u + 0.004) for u in (0.345, 0.5, 0.655))
        sheet.path(lanes, v.tone(0.7), 0.5)
        for a, b in spans:
            halls.side_light(v, hall, hall.right if right else hall.left, a, b, 0.66, 0.3)
        low, top = halls.floor(hall, 0.12, 0)[1], v.floor + 4
        _glints(v, v.lx, ew * 0.3, top, min(low, h))
        return
    opens = rows.row(
        v, dice.choice((3, 4)), dice.choice(("arch", "grid")), 0.09 * h, v.floor - 0.33 * h, share=0.96, fill=0.74
    )
    walls.front(v, opens, floor="tiles")
    top, low = v.floor + 0.02 * h, v.feet() - 0.045 * h
    sheet.rect(0, top, w, low - top, sheet.fall([(0, water[0], 1), (0.5, water[1], 1), (1, water[2], 1)]))
    for one in opens:
        x, _, ww, _ = one.box
        sheet.rect(x + 6, top, ww - 12, low - top, sheet.fall([(0, shades.light, 0.5), (1, shades.light, 0.05)]))
        _glints(v, x + ww / 2, ww * 0.5, top, low)
    sheet.rect(0, low, w, 14, v.tone(0.35))
    sheet.rect(0, low + 14, w, 12, v.tone(-0.75))
    x = w * (0.86 if v.dice.random() < 0.5 else 0.14)
    if not any(a - 40 < x < b + 40 for a, b in v.taken):
        rail = f"M{n(x - 30)} {n(low + 22)}v-92q0 -30 -26 -30M{n(x + 30)} {n(low + 22)}v-92q0 -30 -26 -30"
        sheet.add(f'<path d="{rail}" stroke="{v.tone(-0.9)}" stroke-width="8" fill="none"/>')


def _glints(v: View, x: float, wide: float, top: float, low: float) -> None:
    dice = v.sheet.dice(f"glints{round(x)}")
    for tint, see in ((v.sheet.colours.light, 0.7), (v.tone(-0.6), 0.4)):
        d = ""
        for _ in range(70):
            t = dice.random()
            y = top + 3 + (low - top - 6) * t**1.4
            half = (8 + 44 * t) * dice.uniform(0.4, 1.2)
            cx = dice.gauss(x, wide * (0.6 + t))
            d += (
                f"M{n(cx - half)} {n(y)}q{n(half)} {n(-2 - 4 * t)} {n(2 * half)} 0"
                f"q{n(-half)} {n(2 + 4 * t)} {n(-2 * half)} 0Z"
            )
        v.sheet.path(d, tint, see)
