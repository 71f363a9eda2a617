"""A shop: an aisle, a corner, or a wall of shelves with its counter."""

from __future__ import annotations

from dreamstream.pictures import colour
from dreamstream.pictures.brush import n
from dreamstream.pictures.rooms import halls, lamps, pieces, shells, walls
from dreamstream.pictures.rooms.view import View


def shop(v: View) -> None:
    """Full shelves on both sides, in a corner, or a wall of them with a counter before."""
    {"deep": _aisle, "corner": _shop_corner}.get(v.camera, _shop_wall)(v)


def _goods(v: View, plane: walls.Plane, s0: float, s1: float, top: float, rows: int, *, lit: bool = False) -> None:
    """Shelves on a wall that goes away from us: dark goods before a light, or pale ones in the dark."""
    sheet, dice = v.sheet, v.sheet.dice(f"goods{plane.x0 < 0}{s0:.2f}")
    back = colour.mix(v.warm, v.wall, 0.2) if lit else v.tone(-0.78)
    sheet.path(plane.quad(s0, s1, top, 0.98), back)
    pitch = (0.97 - top) / rows
    goods = {-0.85: "", -0.6: ""} if lit else {-0.3: "", 0.1: "", 0.45: ""}
    boards = ""
    for r in range(rows):
        t0, s = top + 0.02 + r * pitch, s0 + 0.004
        while s < s1 - 0.012:
            wide = dice.uniform(0.014, 0.034)
            if dice.random() < 0.86:
                tone = dice.choice(tuple(goods))
                low = t0 + 0.8 * pitch
                goods[tone] += plane.quad(s, min(s1, s + wide * 0.84), t0 + dice.uniform(0.1, 0.45) * pitch, low)
            s += wide
        boards += plane.quad(s0, s1, t0 + 0.8 * pitch, t0 + 0.88 * pitch)
    for tone, d in goods.items():
        sheet.path(d, v.tone(tone) if lit else colour.mix(v.tone(tone), v.warm, 0.14 + 0.2 * (tone > 0.2)), 0.92)
    sheet.path(boards, v.tone(-0.9))


def _aisle(v: View) -> None:
    sheet = v.sheet
    hall = halls.hall(v, 0.26, v.floor / v.h - 0.3)
    x, y, ew, eh = hall.end
    glazed = v.dice.choice((None, hall.left, hall.right))  # one side may be the shop's own window
    spans = ((0.0, 0.3), (0.34, 0.6), (0.64, 0.84), (0.87, 0.97))
    opens = [glazed.opening(a, b, 0.16, 0.8) for a, b in spans] if glazed else []
    walls.deep(v, hall, opens, what="city", floor="tiles", dark=0.0)
    for a, b in spans if glazed else ():
        halls.side_light(v, hall, glazed or hall.left, a, b, 0.8, 0.25)
    bright = colour.mix(sheet.colours.haze, sheet.colours.light, 0.5)
    sheet.rect(x + ew * 0.2, y + eh * 0.3, ew * 0.6, eh * 0.7, bright)
    sheet.glow(x + ew / 2, y + eh * 0.6, ew * 0.9, bright, 0.8)
    halls.spill(v, x + ew * 0.2, x + ew * 0.8, v.floor, sheet.colours.light, 0.5, 1.8)
    rows, top = v.dice.choice((3, 4, 5)), v.dice.uniform(0.1, 0.34)
    for plane in (hall.left, hall.right):
        if plane is not glazed:
            _goods(v, plane, -0.02, 0.97, top, rows)
    spots = []
    for s in (0.3, 0.52, 0.7, 0.84, 0.94):
        (ax, ay), (bx, _) = hall.left.at(s, 0.02), hall.right.at(s, 0.02)
        spots.append(((ax + bx) / 2, ay, (bx - ax) * 0.3))
    lamps.strips(v, [spot for spot in spots if spot[1] > -10])


def _shop_corner(v: View) -> None:
    at = v.w * (0.5 + (-1 if v.right else 1) * v.dice.uniform(0.02, 0.22))
    left, right = walls.corner(v, at, [], floor="tiles", dark=0.1)
    bright, dim = (right, left) if v.right else (left, right)
    rows, top = v.dice.choice((3, 4, 5)), v.dice.uniform(0.16, 0.36)
    window = v.dice.random() < 0.5
    _goods(v, bright, 0.04, 0.5 if window else 0.9, top, rows, lit=True)
    if not window:
        _goods(v, dim, 0.06, 0.92, top, rows)
    else:
        _goods(v, bright, 0.55, 0.94, top, rows)
        v.sheet.path(dim.quad(0.2, 0.66, 0.3, 1), v.tone(-0.85))
        v.sheet.path(dim.quad(0.23, 0.63, 0.33, 1), colour.mix(v.sheet.colours.haze, v.sheet.colours.light, 0.4))
    x, _ = bright.at(0.3, 0.5)
    if v.sheet.colours.lit:
        v.sheet.glow(x, v.floor * 0.62, 0.26 * v.w, v.warm, 0.4)
    v.stand(pieces.COUNTER, shells.away(v, 0.3), down=0.05 * v.h, tone=-0.92, over=0.25)
    lamps.pendant(v, shells.away(v, 0.4), 0.05 * v.h, shade="dome")


def _shop_wall(v: View) -> None:
    sheet, w, h = v.sheet, v.w, v.h
    walls.front(v, [], floor="tiles", dark=0.1)
    dice = sheet.dice("goods")
    rows, top = dice.choice((3, 4, 5)), dice.uniform(0.12, 0.26) * h
    low = v.floor - 10
    bays = dice.choice((2, 3, 4))
    for i in range(bays):
        a, b = w * (i + 0.06) / bays, w * (i + 0.94) / bays
        sheet.rect(a, top, b - a, low - top + 8, v.tone(-0.8))
        lit = i == (bays - 1 if v.right else 0)
        back = sheet.fall([(0, v.warm, 0.95), (1, colour.mix(v.warm, v.wall, 0.5), 0.9)]) if lit else v.tone(-0.5)
        for r in range(rows):
            y0, y1 = top + 8 + (low - top - 8) * r / rows, top + (low - top - 8) * (r + 1) / rows
            sheet.rect(a + 8, y0, b - a - 16, y1 - y0, back)
            d, x = "", a + 14
            while x < b - 40:
                gw, gh = min(b - 14 - x, dice.uniform(18, 46)), dice.uniform(0.35, 0.8) * (y1 - y0)
                if dice.random() < 0.82:
                    if dice.random() < 0.6:
                        d += f"M{n(x)} {n(y1)}v{n(-gh)}h{n(gw)}v{n(gh)}Z"
                    else:
                        d += f"M{n(x)} {n(y1)}v{n(-gh * 0.6)}q{n(gw / 2)} {n(-gh * 0.8)} {n(gw)} 0v{n(gh * 0.6)}Z"
                x += gw + 6
            sheet.path(d, v.tone(-0.88 if lit else -0.15))
    if sheet.colours.lit:
        sheet.glow(w * (0.84 if v.right else 0.16), (top + low) / 2, 0.3 * w, v.warm, 0.35)
    v.stand(pieces.COUNTER, shells.away(v, 0.26), down=0.06 * h, tone=-0.92, over=0.25)
    for i in range(2):
        lamps.pendant(v, w * (0.3 + 0.4 * i), 0.03 * h, shade="dome", on=i == int(v.right))
