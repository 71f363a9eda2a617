"""Rooms of learning: classroom and library."""

from __future__ import annotations

from dreamstream.pictures import colour
from dreamstream.pictures.brush import n
from dreamstream.pictures.rooms import halls, lamps, pieces, rows, shells, walls, windows
from dreamstream.pictures.rooms.view import Piece, View
from dreamstream.pictures.shapes.pen import poly

_PUPIL = Piece(
    44,
    poly("-22,38 14,38 14,42 -22,42")
    + poly("-20,38 -19,0 -16,0 -16,38")
    + poly("10,38 9,0 12,0 13,38")
    + poly("18,0 20,0 20,24 28,24 29,0 31,0 31,26 33,52 30,52 28,27 18,27"),
)


def classroom(v: View) -> None:
    """A blackboard, desks, tall windows."""
    sheet, k = v.sheet, v.k
    if v.camera == "deep":
        hall = halls.hall(v, 0.44, v.floor / v.h - 0.34)
        right = v.lx < v.w / 2  # the windows are on the long side
        spans = ((0.14, 0.34), (0.42, 0.60), (0.68, 0.85))
        walls.deep(v, hall, rows.flank(hall, right, spans, 0.16, 0.66), floor="boards")
        x, y, w, h = hall.end
        _board(v, x + w * 0.08, y + h * 0.22, w * 0.84, h * 0.42)
        for a, b in spans:
            halls.side_light(v, hall, hall.right if right else hall.left, a, b, 0.66, 0.34)
        columns = v.dice.choice(((0.22, 0.5, 0.78), (0.3, 0.7), (0.16, 0.84)))
        for s in (0.82, 0.62, 0.4, 0.18):
            for u in columns:
                halls.stand(v, hall, _PUPIL, s, u, mirror=not right)
        return
    style = v.dice.choice(("sash", "grid"))
    if v.camera == "corner":
        at = v.w * (0.5 + (-1 if v.right else 1) * v.dice.uniform(0.02, 0.2))
        left, right_wall = walls.sides(v, at)
        plane, other = (right_wall, left) if v.right else (left, right_wall)
        count, low = v.dice.choice((2, 3, 4)), v.dice.uniform(0.62, 0.76)
        gap = 0.86 / count
        opens = [
            plane.opening(0.1 + i * gap, 0.1 + (i + 0.72) * gap, v.dice.choice((0.12, 0.2)), low) for i in range(count)
        ]
        walls.corner(v, at, opens, floor="boards")
        if v.dice.random() < 0.6:
            sheet.path(other.quad(0.1, 0.86, 0.26, 0.62), v.tone(-0.55))
            sheet.path(other.quad(0.13, 0.83, 0.28, 0.6), v.tone(-0.9))
            chalk = "".join(
                other.quad(a, b, t, t + 0.006)
                for a, b, t in ((0.2, 0.46, 0.35), (0.2, 0.6, 0.41), (0.2, 0.36, 0.47), (0.62, 0.76, 0.52))
            )
            sheet.path(chalk, v.tone(0.6), 0.6)
        else:  # a map of nowhere
            sheet.path(other.quad(0.2, 0.7, 0.2, 0.6), v.tone(0.5))
            sheet.path(
                other.quad(0.26, 0.4, 0.28, 0.42)
                + other.quad(0.36, 0.5, 0.38, 0.52)
                + other.quad(0.52, 0.64, 0.26, 0.36),
                v.tone(-0.1),
            )
            v.stand(pieces.DESK, shells.away(v, 0.2), down=10, over=0.3)
        for one in opens:
            lamps.beam(v, one.box, strength=0.55)
    else:
        count = v.dice.choice((1, 2, 2, 3))
        pane, high = v.dice.uniform(0.13, 0.18) * v.w, v.dice.uniform(0.34, 0.5) * v.h
        pane = min(pane, 0.46 * v.w / count)
        x0 = min(max(v.lx - pane * 1.24 * count / 2, 30.0), v.w - pane * 1.24 * count - 30)
        y0 = max(0.05 * v.h, v.floor - high - v.dice.uniform(0.17, 0.26) * v.h)
        opens = [windows.opening(style, x0 + pane * 1.24 * i + pane * 0.12, y0, pane, high) for i in range(count)]
        walls.front(v, opens, floor="boards")
        a, b = (0.05 * v.w, x0 - 34) if v.lx > v.w / 2 else (x0 + pane * 1.24 * count + 34, 0.95 * v.w)
        if b - a > 0.2 * v.w:
            _board(v, a, v.dice.uniform(0.14, 0.22) * v.h, b - a, min(0.32 * v.h, (b - a) * 0.7))
        for one in opens:
            lamps.beam(v, one.box, strength=0.7)
        v.stand(pieces.DESK, shells.away(v, 0.3), down=0, over=0.4)
    for wish in (0.14, 0.86, 0.4, 0.62):
        v.stand(_PUPIL, v.w * wish, down=0.07 * v.h, over=0.1, tone=-0.86, mirror=v.right, size=1.05)
    del k


def _board(v: View, x: float, y: float, w: float, h: float) -> None:
    """A blackboard with a figure of chalk on it: a circle, a triangle, a curve; never a word."""
    sheet = v.sheet
    sheet.rect(x - 9, y - 9, w + 18, h + 18, v.tone(-0.5))
    sheet.rect(x, y, w, h, sheet.fall([(0, v.tone(-0.9), 1), (1, v.tone(-0.7), 1)]))
    d = (
        f"M{n(x + w * 0.12)} {n(y + h * 0.74)}L{n(x + w * 0.24)} {n(y + h * 0.24)}L{n(x + w * 0.38)} {n(y + h * 0.74)}Z"
        f"M{n(x + w * 0.5)} {n(y + h * 0.5)}a{n(h * 0.2)} {n(h * 0.2)} 0 1 1 {n(h * 0.4)} 0"
        f"a{n(h * 0.2)} {n(h * 0.2)} 0 1 1 {n(-h * 0.4)} 0Z"
        f"M{n(x + w * 0.72)} {n(y + h * 0.7)}"
        f"q{n(w * 0.06)} {n(-h * 0.7)} {n(w * 0.11)} {n(-h * 0.2)}t{n(w * 0.11)} {n(-h * 0.26)}"
    )
    sheet.add(
        f'<path d="{d}" stroke="{v.tone(0.7)}" stroke-width="{n(max(2.0, w * 0.007))}" opacity=".6" fill="none"/>'
    )
    sheet.rect(x - 9, y + h + 9, w + 18, 8, v.tone(-0.7))


def library(v: View) -> None:
    """Towers of books, a ladder, a tall window between them."""
    sheet, k = v.sheet, v.k
    if v.camera == "deep":
        hall = halls.hall(v, 0.30, v.floor / v.h - 0.44)
        x, y, w, h = hall.end
        style = v.dice.choice(("arch", "lancet", "round"))
        size = w * 0.62
        end = windows.opening(
            style, x + (w - size) / 2, y + h * 0.08, size, size if style == "round" else h * 0.74, rim=8
        )
        walls.deep(v, hall, [], floor="boards", ends=[end], dark=0.2)
        for plane in (hall.left, hall.right):
            for i, (a, b) in enumerate(((0.02, 0.2), (0.24, 0.42), (0.46, 0.64), (0.68, 0.84), (0.87, 0.98))):
                sheet.path(plane.quad(a, b, 0.04, 0.985), v.tone(-0.82 + 0.12 * i))
                _spines(v, plane, a + 0.008, b - 0.008, i)
        sheet.glow(x + w / 2, y + h * 0.45, w * 0.95, sheet.colours.light, 0.55)
        lamps.beam(
            v,
            (x + (w - size) / 2, y + h * 0.3, size, h * 0.6),
            lean=0.12,
            strength=0.8,
            split=1 if style == "round" else 2,
        )
        return
    style = v.dice.choice(("arch", "lancet", "round"))
    box_ = shells.measure(v, style)
    walls.front(v, [windows.opening(style, *box_)], floor="boards", dark=0.12)
    rows = max(5, int(v.floor / (26 * k)) - 0)
    x, gap = (0.0, 0.0)
    for x in (0.11 * v.w, 0.34 * v.w, 0.66 * v.w, 0.89 * v.w):
        wide = 0.215 * v.w
        if x + wide / 2 > box_[0] - 16 and x - wide / 2 < box_[0] + box_[2] + 16:
            continue
        rolls = [v.dice.random() for _ in range(170)]
        v.put(pieces.shelf_of_books(rows, wide / k - 4, rolls), x, v.floor + 2, tone=-0.72)
    gap = shells.away(v, 0.3)
    d = "".join(
        f"M{n(gap + 40 * (1 - t) - 26)} {n(v.floor + 22 - t * v.floor * 0.7)}h52v6h-52Z"
        for t in (0.08, 0.2, 0.32, 0.44, 0.56, 0.68, 0.8, 0.92)
    )
    for side in (-26, 22):
        d += (
            f"M{n(gap + 44 + side)} {n(v.floor + 22)}L{n(gap + side)} {n(v.floor * 0.3)}h5"
            f"L{n(gap + 49 + side)} {n(v.floor + 22)}Z"
        )
    sheet.path(d, v.tone(-0.95))
    lamps.beam(v, box_, strength=1.0, split=1 if style == "round" else 2)
    x_desk = v.stand(pieces.DESK, v.lx, down=0.06 * v.h, tone=-0.88, over=0.2)
    if x_desk is not None:
        lamps.table_lamp(v, x_desk, v.floor + 0.06 * v.h - 46 * k)


def _spines(v: View, plane: walls.Plane, s0: float, s1: float, seed: int) -> None:
    dice = v.sheet.dice(f"spines{seed}{plane.x0 < 0}")
    parts = {0: "", 1: ""}
    for r in range(8):
        t0 = 0.06 + r * 0.115
        s = s0
        while s < s1:
            wide = dice.uniform(0.008, 0.018)
            if dice.random() < 0.85 and s + wide <= s1:
                parts[dice.randrange(2)] += plane.quad(s, s + wide * 0.86, t0 + dice.uniform(0.012, 0.04), t0 + 0.098)
            s += wide
    v.sheet.path(parts[0], v.tone(-0.5 + seed * 0.1))
    v.sheet.path(parts[1], colour.mix(v.tone(-0.35 + seed * 0.1), v.warm, 0.2))
