"""Rooms of work: office and laboratory."""

from __future__ import annotations

from dreamstream.pictures.brush import n
from dreamstream.pictures.rooms import halls, lamps, pieces, rows, shells, walls, windows
from dreamstream.pictures.rooms.view import Piece, View
from dreamstream.pictures.shapes.pen import box, cut, poly

_SCREENED = Piece(
    92,
    poly("-46,40 46,40 46,44 -46,44")
    + box(-44, 0, 4, 40)
    + box(40, 0, 4, 40)
    + box(-18, 50, 40, 26)
    + box(-2, 44, 8, 8),
    "",
    box(-15, 53, 34, 20),
)
_BENCH = Piece(
    130, box(-65, 44, 130, 5) + box(-62, 0, 124, 44), cut(-56, 6, 34, 32) + cut(-16, 6, 34, 32) + cut(24, 6, 34, 32)
)


def office(v: View) -> None:
    """Desks with lit screens high above a city."""
    if v.camera == "deep":
        hall = halls.hall(v, 0.40, v.floor / v.h - 0.32)
        right = v.lx < v.w / 2
        spans = ((0.04, 0.26), (0.28, 0.48), (0.50, 0.68), (0.70, 0.84))
        x, y, w, h = hall.end
        walls.deep(
            v,
            hall,
            rows.flank(hall, right, spans, 0.08, 0.78),
            what="city",
            floor="plain",
            dark=0.06,
            ends=[windows.opening("panorama", x + w * 0.06, y + h * 0.12, w * 0.88, h * 0.6, rim=4)],
        )
        for a, b in spans:
            halls.side_light(v, hall, hall.right if right else hall.left, a, b, 0.78, 0.2)
        lamps.strips(
            v,
            [
                (
                    (hall.left.at(s, 0)[0] + hall.right.at(s, 0)[0]) / 2,
                    hall.left.at(s, 0)[1] + 3,
                    halls.scale(hall, s) * 80,
                )
                for s in (0.4, 0.62, 0.8, 0.92)
                if hall.left.at(s, 0)[1] > 0
            ],
        )
        for s in (0.84, 0.64, 0.42, 0.2):
            for u in (0.2, 0.8):
                halls.stand(v, hall, _SCREENED, s, u)
        return
    if v.camera == "corner":
        at = v.w * (0.42 if v.right else 0.58)
        left, right_wall = walls.sides(v, at)
        opens = [p.opening(0.04 + i * 0.31, 0.33 + i * 0.31, 0.14, 0.84) for p in (left, right_wall) for i in range(3)]
        walls.corner(v, at, opens, what="city", floor="plain", dark=0.15)
    else:
        high = v.floor * 0.72
        walls.front(
            v,
            [windows.opening("panorama", 0.04 * v.w, v.floor - high - 0.12 * v.h, 0.92 * v.w, high, rim=8)],
            what="city",
            floor="plain",
        )
        lamps.beam(v, (0.2 * v.w, v.floor - high, 0.6 * v.w, high * 0.7), split=4, strength=0.5, lean=0.3)
    for wish in (0.16, 0.84, 0.5):
        desk = v.stand(_SCREENED, v.w * wish, down=0.03 * v.h, over=0.2, tone=-0.85)
        if desk is not None and v.sheet.colours.lit:
            v.sheet.glow(desk, v.foot(desk) + 0.03 * v.h - 62 * v.k, 60 * v.k, v.warm, 0.4)


def laboratory(v: View) -> None:
    """Glass that glows on a long bench."""
    sheet, k = v.sheet, v.k
    shells.shell(v, ("grid", "round", "panorama"), floor="tiles", dark=0.16, lit=v.dice.random() < 0.6)
    for wish in (shells.away(v, 0.3), v.lx):
        x = v.stand(_BENCH, wish, down=0.02 * v.h, over=0.45)
        if x is None:
            continue
        top = v.foot(x) + 0.02 * v.h - 49 * k
        flasks = pieces.flasks()
        sheet.glow(x - 20 * k, top - 10 * k, 62 * k, v.warm, 0.6)
        v.put(flasks, x, top, tone=-0.6, size=1.15, mirror=v.dice.random() < 0.5)
    y = v.floor - 150 * k
    x0 = shells.away(v, 0.26)
    sheet.rect(x0 - 60 * k, y, 120 * k, 3 * k, v.tone(-0.8))
    jars = "".join(
        f"M{n(x0 + dx * k)} {n(y)}v{n(-hh * k)}h{n(4 * k)}v{n(-3 * k)}h{n(6 * k)}v{n(3 * k)}h{n(4 * k)}v{n(hh * k)}Z"
        for dx, hh in ((-52, 16), (-30, 22), (-12, 13), (12, 24), (34, 15))
    )
    sheet.path(jars, v.tone(-0.62))
