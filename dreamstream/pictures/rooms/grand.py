"""Great halls: church and station."""

from __future__ import annotations

import math

from dreamstream.pictures import colour
from dreamstream.pictures.brush import n
from dreamstream.pictures.rooms import halls, lamps, pieces, rows, shells, walls, windows
from dreamstream.pictures.rooms.view import Piece, View
from dreamstream.pictures.shapes.pen import box, disc, poly

_SEAT = Piece(
    96,
    box(-46, 22, 92, 5)
    + box(-46, 32, 92, 22)
    + box(-40, 0, 5, 24)
    + box(35, 0, 5, 24)
    + box(-44, 22, 4, 30)
    + box(40, 22, 4, 30),
)
_PEW = Piece(120, poly("-60,0 -60,44 -54,48 -48,44 -48,30 48,30 48,44 54,48 60,44 60,0") + box(-48, 34, 96, 14))
_ALTAR = Piece(
    90,
    box(-42, 0, 84, 36)
    + box(-46, 35, 92, 6)
    + box(-30, 41, 2.4, 16)
    + box(28, 41, 2.4, 16)
    + box(-1.4, 41, 2.8, 34)
    + box(-8, 60, 16, 2.8),
    "",
    disc(-28.8, 60, 1.8, 3.4) + disc(29.2, 60, 1.8, 3.4),
)


def church(v: View) -> None:
    """A nave: pillars and arches, coloured light, pews."""
    sheet, w, h, shades = v.sheet, v.w, v.h, v.sheet.colours
    if v.camera == "deep":
        hall = halls.hall(v, 0.30, v.floor / v.h - 0.46)
        x, y, ew, eh = hall.end
        spans = ((0.14, 0.3), (0.38, 0.53), (0.6, 0.74), (0.8, 0.92))
        opens = [p.opening(a + 0.03, b - 0.03, 0.3, 0.74, arch=True) for p in (hall.left, hall.right) for a, b in spans]
        style = v.dice.choice(("rose", "lancets", "lancets", "one"))
        if style == "rose":
            ends = [windows.opening("round", x + ew * 0.22, y + eh * 0.08, ew * 0.56, ew * 0.56, rim=6)]
        elif style == "one":
            ends = [windows.opening("lancet", x + ew * 0.26, y + eh * 0.06, ew * 0.48, eh * 0.62, rim=6)]
        else:
            ends = [
                windows.opening(
                    "lancet",
                    x + ew * (0.12 + 0.28 * i),
                    y + eh * (0.06 if i == 1 else 0.16),
                    ew * 0.2,
                    eh * (0.6 if i == 1 else 0.5),
                    rim=4,
                )
                for i in range(3)
            ]
        walls.deep(v, hall, opens, floor="tiles", dark=0.15, ends=ends)
        sheet.glow(v.lx, y + eh * 0.36, ew * 0.85, shades.light, 0.6)
        right = v.dice.random() < 0.5
        for a, b in spans:
            halls.side_light(v, hall, hall.right if right else hall.left, a, b, 0.74, 0.4)
        for plane in (hall.left, hall.right):
            for i, s in enumerate((0.97, 0.765, 0.565, 0.335, 0.05)):
                sheet.path(plane.quad(s, s + 0.03, -0.1, 1), v.tone(-0.35 - 0.12 * i))
        for s in (0.98, 0.78, 0.58, 0.35):
            (ax, ay), (bx, by) = hall.left.at(s, 0.16), hall.right.at(s, 0.16)
            rise = (bx - ax) * 0.36
            thick = (bx - ax) * 0.025
            d = (
                f"M{n(ax)} {n(ay)}"
                f"Q{n(ax + (bx - ax) * 0.12)} {n(ay - rise)} {n((ax + bx) / 2)} {n(ay - rise * 1.25)}"
                f"Q{n(bx - (bx - ax) * 0.12)} {n(ay - rise)} {n(bx)} {n(by)}"
            )
            sheet.add(f'<path d="{d}" stroke="{v.tone(-0.6)}" stroke-width="{n(thick)}" fill="none"/>')
        halls.spill(v, v.lx - ew * 0.2, v.lx + ew * 0.2, v.floor, shades.light, 0.4, 1.3)
        for s in (0.92, 0.8, 0.66, 0.5, 0.32):
            for u in (0.24, 0.76):
                halls.stand(v, hall, _PEW, s, u, tone=-0.72)
        return
    count = v.dice.choice((1, 3))
    if count == 1:
        ww = 0.42 * min(w, h)
        box_ = (v.lx - ww / 2, 0.06 * h, ww, v.floor - 0.3 * h)
        opens = [windows.opening(v.dice.choice(("lancet", "arch")), *box_)]
    else:
        opens = rows.row(v, 3, "lancet", 0.08 * h, v.floor - 0.32 * h, share=0.72, fill=0.62)
        box_ = (
            opens[0].box[0],
            opens[0].box[1],
            opens[-1].box[0] + opens[-1].box[2] - opens[0].box[0],
            opens[0].box[3],
        )
    walls.front(v, opens, floor="tiles", dark=0.15)
    for one in opens:
        _glass(v, one)
        lamps.beam(v, one.box, lean=0.22, strength=0.9)
    for x in (0.06, 0.94) if count == 1 else (0.04, 0.325, 0.675, 0.96):
        v.put(pieces.COLUMN, x * w, v.floor + 6, tone=-0.6, size=1.2)
    v.stand(_ALTAR, v.lx, down=8, over=0.5, tone=-0.8)
    for wish in (0.14, 0.86):
        v.stand(_PEW, w * wish, down=0.11 * h, tone=-0.9, over=0.2, size=1.2)


def _glass(v: View, one: windows.Opening) -> None:
    """Panes of colour: diamonds in the window's glass, warm and cold."""
    x, y, w, h = one.box
    shades, dice = v.sheet.colours, v.sheet.dice(f"glass{round(x)}")
    tints = (shades.warm, shades.sky[2], colour.mix(shades.warm, "#c02040", 0.5), shades.light)
    rows, columns = max(4, round(h / 60)), max(2, round(w / 55))
    for tint in tints:
        d = ""
        for r in range(rows):
            for c in range(columns):
                cx, cy = x + w * (c + 0.5) / columns, y + h * (r + 0.5) / rows
                if dice.random() < 0.22 and cy > y + 0.26 * h and abs(cx - x - w / 2) < w * 0.42:
                    a, b = w / columns * 0.42, h / rows * 0.46
                    d += f"M{n(cx - a)} {n(cy)}L{n(cx)} {n(cy - b)}L{n(cx + a)} {n(cy)}L{n(cx)} {n(cy + b)}Z"
        if d:
            v.sheet.path(d, tint, 0.5)


def station(v: View) -> None:
    """A hall for waiting: a great arch of glass, a clock, long shafts of light."""
    sheet, w, h, shades = v.sheet, v.w, v.h, v.sheet.colours
    if v.camera == "deep":
        hall = halls.hall(v, 0.44, v.floor / v.h - 0.46)
        x, y, ew, eh = hall.end
        fan = windows.opening("arch", x + ew * 0.06, y + eh * 0.04, ew * 0.88, eh * 0.74, rim=10)
        spans = ((0.1, 0.28), (0.36, 0.52), (0.6, 0.74), (0.8, 0.92))
        right = v.lx < w / 2
        opens = [(hall.right if right else hall.left).opening(a, b, 0.12, 0.62, arch=True) for a, b in spans]
        walls.deep(v, hall, opens, floor="tiles", ends=[fan], dark=0.1)
        cx, cy = x + ew / 2, y + eh * 0.04 + ew * 0.44
        ribs = "".join(
            (
                f"M{n(cx - 2)} {n(cy)}"
                f"L{n(cx + math.cos(t) * ew * 0.43)} {n(cy - math.sin(t) * ew * 0.43)}l3 3"
                f"L{n(cx + 2)} {n(cy)}Z"
            )
            for t in (0.45, 0.95, 2.2, 2.7)
        )
        sheet.path(ribs, v.tone(-0.6))
        for a, b in spans:
            halls.side_light(v, hall, hall.right if right else hall.left, a, b, 0.62, 0.4)
        halls.spill(v, x + ew * 0.2, x + ew * 0.8, v.floor, shades.light, 0.4, 1.5)
        _clock(v, cx, y + eh * 0.92 - 0.02 * h, 0.055 * min(w, h))
        for s, u in ((0.7, 0.2), (0.45, 0.2), (0.7, 0.8), (0.45, 0.8)):
            halls.stand(v, hall, _SEAT, s, u)
        return
    opens = rows.row(v, 3, "arch", 0.06 * h, v.floor - 0.3 * h, share=0.94, fill=0.78)
    walls.front(v, opens, floor="tiles", dark=0.1, what=v.dice.choice(("city", "hills", "city")))
    for one in opens:
        lamps.beam(v, one.box, lean=0.3, strength=0.6, split=2)
    _clock(v, shells.away(v, 0.345), 0.0 + 0.16 * h, 0.07 * min(w, h))
    for wish in (0.2, 0.8):
        v.stand(_SEAT, w * wish, down=0.05 * h, tone=-0.85, over=0.15)


def _clock(v: View, x: float, y: float, r: float) -> None:
    sheet = v.sheet
    sheet.rect(x - 3, 0, 6, y, v.tone(-0.9))
    if sheet.colours.lit:
        sheet.glow(x, y, r * 2.4, v.warm, 0.5)
    sheet.add(f'<circle cx="{n(x)}" cy="{n(y)}" r="{n(r * 1.14)}" fill="{v.tone(-0.95)}"/>')
    sheet.add(f'<circle cx="{n(x)}" cy="{n(y)}" r="{n(r)}" fill="{colour.mix(v.warm, "#ffffff", 0.5)}"/>')
    ticks = "".join(
        (
            f"M{n(x + math.cos(t) * r * 0.8)} {n(y + math.sin(t) * r * 0.8)}"
            f"L{n(x + math.cos(t) * r * 0.93)} {n(y + math.sin(t) * r * 0.93)}"
        )
        for t in (i * math.tau / 12 for i in range(12))
    )
    hour, minute = v.dice.uniform(0, math.tau), v.dice.uniform(0, math.tau)
    ticks += (
        f"M{n(x)} {n(y)}L{n(x + math.cos(hour) * r * 0.5)} {n(y + math.sin(hour) * r * 0.5)}"
        f"M{n(x)} {n(y)}"
        f"L{n(x + math.cos(minute) * r * 0.76)} {n(y + math.sin(minute) * r * 0.76)}"
    )
    sheet.add(f'<path d="{ticks}" stroke="{v.tone(-0.95)}" stroke-width="{n(r * 0.07)}" fill="none"/>')
