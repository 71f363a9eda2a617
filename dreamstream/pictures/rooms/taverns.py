"""Rooms for guests: restaurant and bar."""

from __future__ import annotations

from dreamstream.pictures import colour
from dreamstream.pictures.brush import n
from dreamstream.pictures.rooms import halls, lamps, pieces, shells, walls, windows
from dreamstream.pictures.rooms.view import Piece, View
from dreamstream.pictures.shapes.pen import blob, limb, poly

_LAID = Piece(
    96,
    poly("-32,41 32,41 34,45 -34,45")
    + limb("0,41,2.2 0,4,2.6")
    + blob("-14,0* 0,5 14,0*")
    + poly("-46,0 -43,0 -42,24 -30,24 -29,0 -27,0 -27,27 -43,27 -45,54 -48,54")
    + poly("46,0 43,0 42,24 30,24 29,0 27,0 27,27 43,27 45,54 48,54")
    + blob("-16,45* -15,52 -11,54 -11,66* -9,66* -9,54 -5,52 -4,45*")
    + poly("8,45 16,45 13,50 13,54 17,60 7,60 11,54 11,50"),
)


def restaurant(v: View) -> None:
    """Laid tables, each under its lamp."""
    w, h, k = v.w, v.h, v.k
    shade = v.dice.choice(("globe", "dome", "cone"))
    if v.camera == "deep":
        hall = halls.hall(v, 0.42, v.floor / v.h - 0.34)
        x, y, ew, eh = hall.end
        walls.deep(
            v,
            hall,
            [],
            what="city",
            floor="boards",
            dark=0.12,
            ends=[windows.opening("panorama", x + ew * 0.1, y + eh * 0.14, ew * 0.8, eh * 0.56, rim=6)],
        )
        for s in (0.85, 0.66, 0.42):
            for u in (0.2, 0.8):
                halls.stand(v, hall, _LAID, s, u)
                fx, fy = halls.floor(hall, s, u)
                size = halls.grown(v, hall, fy)
                if 0 < fx < w:
                    lamps.pendant(v, fx, max(0.0, fy - 175 * k * size), size=size * 1.2, shade=shade)
        return
    shells.shell(
        v,
        ("panorama", "french", "arch", "panorama"),
        what=v.dice.choice(("city", "city", "sea", "")),
        floor="boards",
        dark=0.14,
        lit=False,
    )
    count = 3 if v.scene.shot == "wide" else 2
    for i in range(count):
        spot = v.spot(90 * k, w * (i + 0.5) / count, 0.5)
        if spot is None:
            continue
        foot = v.foot(spot) + 0.04 * h
        lamps.pendant(v, spot, max(0.1 * h, foot - 165 * k), size=1.1, shade=shade)
        v.put(_LAID, spot, foot, tone=-0.85)


def bar(v: View) -> None:
    """Bottles against a lit wall, a counter, stools."""
    sheet, w, h, k = v.sheet, v.w, v.h, v.k
    if v.camera == "corner":
        walls.corner(v, w * (0.2 if v.right else 0.8), [], floor="boards", dark=0.3)
    else:
        walls.front(v, [], floor="boards", dark=0.35)
    x0, x1 = (0.2 * w, 0.98 * w) if v.right else (0.02 * w, 0.8 * w)
    counter, top = 62 * k, v.floor - 168 * k
    top = max(top, 0.1 * h)
    low = v.floor - counter - 8 * k
    sheet.rect(x0 - 10, top - 10, x1 - x0 + 20, low - top + 10, v.tone(-0.75))
    glow = colour.mix(v.warm, v.wall, 0.25)
    sheet.rect(x0, top, x1 - x0, low - top, sheet.fall([(0, colour.mix(v.warm, "#ffffff", 0.25), 1), (1, glow, 1)]))
    sheet.glow((x0 + x1) / 2, (top + low) / 2, (x1 - x0) * 0.62, v.warm, 0.4, (low - top) * 1.1)
    dice, rows = sheet.dice("bottles"), 3
    for tint, share in ((v.tone(-0.85), 0.62), (v.tone(-0.35), 0.4)):
        d = ""
        for r in range(rows):
            foot = top + (low - top) * (r + 1) / rows - 3
            x = x0 + 10
            while x < x1 - 12 * k:
                wide, high = dice.uniform(6, 9) * k, dice.uniform(0.5, 0.82) * (low - top) / rows
                if dice.random() < share:
                    neck = high * 0.4
                    d += (
                        f"M{n(x)} {n(foot)}v{n(-high + neck)}"
                        f"q0 {n(-neck * 0.4)} {n(wide * 0.34)} {n(-neck * 0.5)}v{n(-neck * 0.5)}"
                        f"h{n(wide * 0.32)}v{n(neck * 0.5)}"
                        f"q{n(wide * 0.34)} {n(neck * 0.1)} {n(wide * 0.34)} {n(neck * 0.5)}v{n(high - neck)}Z"
                    )
                x += wide + 2.4 * k
        sheet.path(d, tint, 0.9)
    shelves = "".join(
        f"M{n(x0)} {n(top + (low - top) * (r + 1) / rows - 3)}h{n(x1 - x0)}v7h{n(x0 - x1)}Z" for r in range(rows)
    )
    sheet.path(shelves, v.tone(-0.92))
    foot = v.floor + 0.02 * h
    a, b = x0 - 0.06 * w, x1 + 0.06 * w
    front = colour.mix(v.tone(-0.42), v.warm, 0.12)
    sheet.rect(
        a, foot - counter, b - a, counter, sheet.fall([(0, front, 1), (0.7, v.tone(-0.72), 1), (1, v.tone(-0.92), 1)])
    )
    panels = "".join(
        f"M{n(x)} {n(foot - counter + 24)}h{n(30 * k)}v{n(counter - 48)}h{n(-30 * k)}Z"
        for x in (a + 20 + 36 * k * i for i in range(int((b - a) / (36 * k))))
    )
    sheet.add(f'<path d="{panels}" stroke="{v.tone(-0.8)}" stroke-width="4" opacity=".6" fill="none"/>')
    sheet.rect(a - 10, foot - counter - 9, b - a + 20, 12, v.tone(-0.3))
    for i in range(4):
        v.stand(pieces.STOOL, a + (b - a) * (i + 0.5) / 4, down=0.045 * h, tone=-0.95, over=0.0)
    for i in range(3):
        lamps.pendant(v, a + (b - a) * (i + 0.5) / 3, 0.05 * h, size=0.7, shade="dome", on=False)
