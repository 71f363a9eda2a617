"""Rooms one is kept in: hospital and prison."""

from __future__ import annotations

from dreamstream.pictures.brush import n
from dreamstream.pictures.rooms import halls, lamps, pieces, shells, walls, windows
from dreamstream.pictures.rooms.view import Piece, View
from dreamstream.pictures.shapes.pen import blob, box

_COT = Piece(
    124,
    box(-62, 0, 4, 58)
    + box(58, 0, 4, 44)
    + box(-60, 18, 120, 6)
    + blob("-60,24* -60,34 -20,38 58,34 58,24*")
    + box(-62, 52, 6, 4)
    + blob("-56,35 -54,44 -36,46 -30,38"),
    blob("-58,25* -58,32 -20,36 57,32 57,25*"),
    same="bed",
)
_BUNK = Piece(
    110,
    box(-55, 26, 110, 7) + box(-54, 0, 5, 28) + box(49, 0, 5, 28) + blob("-50,33* -48,42 -30,42 -26,33*"),
    blob("-26,33* -24,37 54,35 54,33*"),
)


def hospital(v: View) -> None:
    """Beds with curtains in pale light."""
    sheet, k = v.sheet, v.k
    if v.camera == "deep":
        hall = halls.hall(v, 0.36, v.floor / v.h - 0.34)
        x, y, w, h = hall.end
        end = windows.opening("grid", x + w * 0.22, y + h * 0.1, w * 0.56, h * 0.6, rim=5)
        walls.deep(v, hall, [], floor="tiles", ends=[end], dark=-0.12)
        sheet.glow(x + w / 2, y + h * 0.4, w * 0.8, sheet.colours.light, 0.6)
        halls.spill(v, x + w * 0.22, x + w * 0.78, v.floor, sheet.colours.light, 0.45, 2.0)
        for i, s in enumerate((0.84, 0.69, 0.48, 0.18)):
            for plane, sign in ((hall.left, 1), (hall.right, -1)):
                ax, ay = plane.at(s, 0.12)
                bx, by = plane.at(s, 0.94)
                wide = (by - ay) * 0.12 * sign
                d = (
                    f"M{n(ax)} {n(ay)}h{n(wide)}"
                    f"q{n(-wide * 0.1)} {n((by - ay) * 0.5)} {n(wide * 0.02)} {n(by - ay)}L{n(bx)} {n(by)}Z"
                )
                top = v.tone(0.42 - i * 0.13)
                sheet.path(d, sheet.fall([(0, top, 0.96), (1, v.tone(0.05 - i * 0.16), 0.96)]))
        for s in (0.9, 0.78, 0.60, 0.36):
            for u in (0.17, 0.83):
                halls.stand(v, hall, _COT, s, u, tone=-0.62, mirror=u < 0.5)
        return
    box_ = shells.shell(v, ("grid", "panorama"), floor="tiles", dark=-0.1)
    if "bed" not in v.names:
        v.stand(_COT, v.lx, down=0.035 * v.h, tone=-0.5, mirror=not v.right, over=0.4, size=1.15)
    drip = v.spot(24 * k, v.w * 0.5 + (v.lx - v.w * 0.5) * 0.2, 0.1)
    if drip is not None:
        v.put(pieces.drip(), drip, v.floor + 0.03 * v.h, tone=-0.9, size=1.1)
    x, low = shells.away(v, 0.13), v.floor + 0.01 * v.h
    folds = 7
    wide = 0.36 * v.w
    d = f"M{n(x - wide / 2)} {n(0.1 * v.h)}H{n(x + wide / 2)}V{n(low)}"
    for i in range(folds):
        a = x + wide / 2 - wide * (i + 1) / folds
        d += f"Q{n(a + wide / folds / 2)} {n(low - 22)} {n(a)} {n(low)}"
    sheet.path(d + "Z", sheet.fall([(0, v.tone(0.5), 1), (1, v.tone(0.08), 1)]))
    lines = "".join(f"M{n(x - wide / 2 + wide * i / folds)} {n(0.1 * v.h)}V{n(low - 6)}" for i in range(1, folds))
    sheet.add(f'<path d="{lines}" stroke="{v.tone(-0.3)}" stroke-width="7" opacity=".35" fill="none"/>')
    sheet.rect(
        0 if v.right else x - wide / 2 - 20, 0.1 * v.h - 8, x + wide / 2 + 20 if v.right else v.w, 8, v.tone(-0.7)
    )
    del box_


def prison(v: View) -> None:
    """A high barred window, its light in stripes, a bunk."""
    sheet, k = v.sheet, v.k
    if v.camera == "deep":
        hall = halls.hall(v, 0.34, v.floor / v.h - 0.42)
        x, y, w, h = hall.end
        one = windows.opening("barred", x + w * 0.28, y + h * 0.12, w * 0.44, h * 0.3, rim=10)
        walls.deep(v, hall, [], floor="plain", ends=[one], dark=0.2)
        _bricks(v, hall)
        lamps.beam(v, one.box, split=5, strength=1.2, lean=0.1)
        for plane in (hall.left, hall.right):
            for i in range(9):
                s = 0.05 + i * 0.05
                sheet.path(plane.quad(s, s + 0.008, 0, 1), v.tone(-0.95))
            sheet.path(plane.quad(0, 0.46, 0.3, 0.325) + plane.quad(0, 0.46, 0.7, 0.725), v.tone(-0.95))
        return
    if v.camera == "corner":
        at = v.w * (0.34 if v.right else 0.66)
        left, right_wall = walls.sides(v, at)
        plane = right_wall if v.right else left
        one = plane.opening(0.34, 0.64, 0.16, 0.4)
        walls.corner(v, at, [one], floor="plain", dark=0.2)
        sheet.path(
            "".join(plane.quad(0.34 + 0.06 * i - 0.008, 0.34 + 0.06 * i + 0.008, 0.16, 0.4) for i in range(1, 5)),
            v.tone(-0.9),
        )
        lamps.beam(v, one.box, split=5, strength=1.3)
    else:
        w, h = 0.26 * v.w, 0.2 * v.h
        box_ = (min(max(60.0, v.lx - w / 2), v.w - w - 60), 0.1 * v.h, w, h)
        walls.front(v, [windows.opening("barred", *box_, rim=16)], floor="plain", dark=0.22)
        lines = "".join(f"M0 {n(v.floor * i / 13)}H{n(v.w)}" for i in range(1, 13))
        dice = sheet.dice("bricks")
        for i in range(13):
            lines += "".join(
                f"M{n((j + (i % 2) / 2) * 110)} {n(v.floor * i / 13)}v{n(v.floor / 13)}"
                for j in range(int(v.w // 110) + 1)
                if dice.random() < 0.5
            )
        sheet.add(f'<path d="{lines}" stroke="{v.tone(-0.75)}" stroke-width="3" opacity=".3" fill="none"/>')
        lamps.beam(v, box_, split=5, strength=1.3)
    v.stand(_BUNK, shells.away(v, 0.2), down=0.03 * v.h, over=0.4, tone=-0.86)
    del k


def _bricks(v: View, hall: walls.Hall) -> None:
    d = ""
    for plane in (hall.left, hall.right):
        for t in (0.12, 0.24, 0.36, 0.48, 0.6, 0.72, 0.84):
            (ax, ay), (bx, by) = plane.at(0, t), plane.at(1, t)
            d += f"M{n(ax)} {n(ay)}L{n(bx)} {n(by)}"
    v.sheet.add(f'<path d="{d}" stroke="{v.tone(-0.8)}" stroke-width="3" opacity=".3" fill="none"/>')
