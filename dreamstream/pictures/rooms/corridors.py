"""Corridors: doors on both sides, and what is at the end of them."""

from __future__ import annotations

from dreamstream.pictures import colour
from dreamstream.pictures.rooms import halls, lamps, walls, windows
from dreamstream.pictures.rooms.view import View
from dreamstream.pictures.rooms.walls import Hall


def corridor(v: View) -> None:
    """Doors on both sides, lamps above, light at the end; a hotel's doors let light out."""
    sheet, shades = v.sheet, v.sheet.colours
    hotel = v.name == "hotel"
    wide, high = ((0.24, 0.3), (0.2, 0.27)) if hotel else ((0.13, 0.19), (0.15, 0.2))
    hall = halls.hall(v, v.dice.uniform(*wide), v.floor / v.h - v.dice.uniform(*high))
    glazed = None if hotel else v.dice.choice((None, None, hall.left, hall.right))
    spans = ((0.10, 0.24), (0.34, 0.47), (0.56, 0.67), (0.76, 0.85))
    opens = [glazed.opening(a, b, 0.2, 0.72, arch=v.dice.random() < 0.5) for a, b in spans] if glazed else []
    walls.deep(v, hall, opens, floor="plain" if hotel else v.dice.choice(("tiles", "boards")), dark=0.12)
    for a, b in spans if glazed else ():
        halls.side_light(v, hall, glazed or hall.left, a, b, 0.72, 0.4)
    if hotel:
        sheet.path(halls.patch(hall, 0, 1, 0.28, 0.72), colour.mix(v.tone(-0.3), shades.warm, 0.16), 0.8)
    ajar = (
        {v.dice.randrange(1, 4) for _ in range(2)}
        if hotel
        else {v.dice.randrange(1, 5)}
        if v.dice.random() < 0.5
        else set()
    )
    for side, plane in enumerate((hall.left, hall.right)):
        for i, s in enumerate((0.10, 0.34, 0.56, 0.76) if plane is not glazed else ()):
            s += 0.05 * side
            sheet.path(plane.quad(s - 0.012, s + 0.122, 0.285, 1), v.tone(-0.55))
            if i in ajar and (i + side) % 2:
                tint = v.warm if hotel else colour.mix(shades.light, shades.haze, 0.3)
                sheet.path(plane.quad(s, s + 0.11, 0.31, 1), colour.mix(tint, "#ffffff", 0.2))
                a, b = (0.0, 0.42) if side == 0 else (1.0, 0.58)
                sheet.path(halls.patch(hall, s, s + 0.11, a, b), tint, 0.45)
            else:
                sheet.path(plane.quad(s, s + 0.11, 0.31, 1), v.tone(-0.82))
                sheet.path(plane.quad(s + 0.015, s + 0.095, 0.36, 0.6), v.tone(-0.72))
            if hotel:
                lx, ly = plane.at(s + 0.17, 0.36)
                size = halls.scale(hall, s) * 3.4
                sheet.glow(lx, ly, size * 5, v.warm, 0.6)
                sheet.rect(lx - size * 0.5, ly - size, size, size * 2, colour.mix(v.warm, "#ffffff", 0.4))
    if not hotel:
        spots = []
        for s in (0.15, 0.4, 0.6, 0.78, 0.9):
            (ax, ay), (bx, _) = hall.left.at(s, 0), hall.right.at(s, 0)
            spots.append(((ax + bx) / 2, ay + 2, (bx - ax) * 0.18))
        lamps.strips(v, [spot for spot in spots if spot[1] > -20])
    _ENDS[v.dice.choice(("light", "light", "turn", "turn", "stairs", "dark"))](v, hall)


def _light(v: View, hall: Hall) -> None:
    """A bright way out."""
    sheet, shades = v.sheet, v.sheet.colours
    x, y, w, h = hall.end
    sheet.glow(x + w / 2, y + h / 2, w * 1.7, colour.mix(shades.haze, shades.light, 0.4), 0.85)
    end = v.dice.choice(("bare", "arch", "french"))
    inner = windows.opening(end, x + w * 0.16, y + h * 0.12, w * 0.68, h * 0.88, rim=0)
    sheet.path(inner.outline, sheet.fall([(0, shades.light, 1), (1, colour.mix(shades.light, "#ffffff", 0.5), 1)]))
    halls.spill(v, x + w * 0.16, x + w * 0.84, v.floor, shades.light)


def _turn(v: View, hall: Hall) -> None:
    """The way bends there, and light comes round the corner."""
    sheet, shades = v.sheet, v.sheet.colours
    x, y, w, h = hall.end
    left = v.dice.random() < 0.5
    far, near = (hall.left, hall.right) if left else (hall.right, hall.left)
    tint = colour.mix(shades.light, shades.haze, 0.2)
    sheet.rect(x - 1, y - 1, w + 2, h + 2, v.tone(-0.5))
    open_ = w * v.dice.uniform(0.34, 0.6)
    a = x if left else x + w - open_
    sheet.rect(a, y, open_, h, sheet.fall([(0, colour.mix(tint, v.wall, 0.35), 1), (1, tint, 1)]))
    s = v.dice.uniform(0.3, 0.55)
    sheet.path(far.quad(s, 1, 0.06, 1), sheet.fall([(0, tint, 0.2), (1, tint, 0.75)]))  # a doorless side passage
    sheet.path(far.quad(s - 0.015, s + 0.02, 0.05, 1), v.tone(-0.75))
    sheet.path(near.quad(s + 0.06, 0.98, 0.3, 1), tint, 0.34)
    u0, u1 = (0.0, 0.78) if left else (0.22, 1.0)
    sheet.path(halls.patch(hall, s, 1, u0, u1), tint, 0.42)


def _stairs(v: View, hall: Hall) -> None:
    """Steps at its end that go up to a light."""
    sheet, shades = v.sheet, v.sheet.colours
    x, y, w, h = hall.end
    top = y + h * 0.44
    sheet.rect(x - 1, y - 1, w + 2, h + 2, v.tone(-0.35))
    door = windows.opening(
        v.dice.choice(("arch", "bare")), x + w * 0.22, y + h * 0.04, w * 0.56, top - y - h * 0.04, rim=0
    )
    sheet.glow(x + w / 2, top - h * 0.1, w * 0.9, shades.light, 0.55)
    sheet.path(door.outline, colour.mix(shades.light, "#ffffff", 0.3))
    low, steps = v.floor + 0.05 * v.h, 9
    for i in range(steps):
        t = i / steps
        yy, nxt = top + (low - top) * t, top + (low - top) * (i + 1) / steps
        half = w * (0.3 + 0.24 * t)
        sheet.rect(x + w / 2 - half, yy, 2 * half, nxt - yy + 1, v.tone(-0.15 - 0.5 * t))
        sheet.rect(x + w / 2 - half, yy, 2 * half, (nxt - yy) * 0.4, v.tone(0.7 - 0.7 * t))
    halls.spill(v, x + w * 0.2, x + w * 0.8, low, shades.light, 0.35)


def _dark(v: View, hall: Hall) -> None:
    """The end lies in the dark; one door at the side stands open and lights floor and wall."""
    sheet, shades = v.sheet, v.sheet.colours
    x, y, w, h = hall.end
    sheet.rect(x - 1, y - 1, w + 2, h + 2, sheet.fall([(0, v.tone(-0.8), 1), (1, v.tone(-0.45), 1)]))
    sheet.rect(x + w * 0.34, y + h * 0.3, w * 0.32, h * 0.7, v.tone(-0.9))
    left = v.dice.random() < 0.5
    plane, other = (hall.left, hall.right) if left else (hall.right, hall.left)
    tint = v.warm if shades.lit else colour.mix(shades.light, shades.haze, 0.3)
    s = v.dice.uniform(0.3, 0.46)
    e = s + v.dice.uniform(0.16, 0.24)
    sheet.path(plane.quad(s - 0.014, e + 0.014, 0.2, 1), v.tone(-0.85))
    sheet.path(plane.quad(s, e, 0.23, 1), colour.mix(tint, "#ffffff", 0.3))
    u0, u1 = (0.0, 1.0)
    sheet.path(halls.patch(hall, s, e, u0, u1), tint, 0.7)
    sheet.path(halls.patch(hall, s - 0.06, e + 0.08, u0, u1), tint, 0.25)
    sheet.path(other.quad(s, e, 0.34, 1), tint, 0.6)
    px, py = plane.at((s + e) / 2, 0.62)
    sheet.glow(px, py, 0.2 * v.h, tint, 0.5)


_ENDS = {"light": _light, "turn": _turn, "stairs": _stairs, "dark": _dark}
