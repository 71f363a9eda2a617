"""The long rooms' ways: points of a floor that runs away, light across it, rows along its walls."""

from __future__ import annotations

from dreamstream.pictures.brush import n
from dreamstream.pictures.rooms.view import Piece, View
from dreamstream.pictures.rooms.walls import Hall, Plane, long


def hall(v: View, wide: float, top: float) -> Hall:
    """A hall towards the light: the far wall's width and top as shares of the canvas."""
    dice = v.sheet.dice("hall")
    return long(v, v.lx, wide * dice.uniform(0.78, 1.2) * v.w, (top + dice.uniform(-0.05, 0.05)) * v.h)


def floor(hall_: Hall, s: float, u: float) -> tuple[float, float]:
    """A point of the floor: s from near (0) to far (1), u from the left wall (0) to the right one (1)."""
    (ax, ay), (bx, by) = hall_.left.at(s, 1), hall_.right.at(s, 1)
    return ax + (bx - ax) * u, ay + (by - ay) * u


def patch(hall_: Hall, s0: float, s1: float, u0: float, u1: float) -> str:
    """A rectangle lying on the floor."""
    spots = (floor(hall_, s0, u0), floor(hall_, s1, u0), floor(hall_, s1, u1), floor(hall_, s0, u1))
    return "M" + "L".join(f"{n(x)} {n(y)}" for x, y in spots) + "Z"


def scale(hall_: Hall, s: float) -> float:
    """How large things are there, 1 at the far wall's foot."""
    x0, x1 = floor(hall_, s, 0)[0], floor(hall_, s, 1)[0]
    return (x1 - x0) / hall_.end[2]


def side_light(v: View, hall_: Hall, plane: Plane, s0: float, s1: float, t1: float, strength: float = 0.3) -> None:
    """Light through a side window: a shaft in the air and a patch on the floor."""
    tint = v.sheet.colours.light
    left = plane is hall_.left
    u0, u1 = (0.22, 0.5) if left else (0.78, 0.5)
    ax, ay = plane.at(s0, t1)
    bx, by = plane.at(s1, t1)
    tx, ty = plane.at(s1, t1 * 0.45)
    cx, cy = floor(hall_, s1, u1)
    dx, dy = floor(hall_, s0, u1)
    d = f"M{n(ax)} {n(ay)}L{n(bx)} {n(by)}L{n(tx)} {n(ty)}L{n(cx)} {n(cy)}L{n(dx)} {n(dy)}Z"
    v.sheet.path(d, v.sheet.fall([(0, tint, strength * 0.5), (1, tint, strength * 0.12)]))
    v.sheet.path(patch(hall_, s0, s1, u0, u1), tint, strength)


def spill(v: View, x0: float, x1: float, y: float, tint: str, strength: float = 0.7, spread: float = 2.6) -> None:
    """Light out of a bright opening, widening over the floor towards us."""
    middle, half = (x0 + x1) / 2, (x1 - x0) / 2
    foot = middle + (v.w / 2 - middle) * 0.5
    low = v.h
    wide = half * spread + 0.08 * v.w
    d = f"M{n(x0)} {n(y)}H{n(x1)}L{n(foot + wide)} {n(low)}H{n(foot - wide)}Z"
    v.sheet.path(d, v.sheet.fall([(0, tint, strength), (0.5, tint, strength * 0.3), (1, tint, 0.02)]))


def grown(v: View, hall_: Hall, y: float) -> float:
    """How large furniture whose feet are at y is drawn, 1 where people stand."""
    eye = v.floor - hall_.end[3] * 0.3
    return max(0.12, (y - eye) / (0.875 * v.h - eye))


def stand(v: View, hall_: Hall, piece: Piece, s: float, u: float, *, tone: float = -0.7, mirror: bool = False) -> None:
    """Furniture on the floor of a long room, unless an actor is just there."""
    x, y = floor(hall_, s, u)
    size = grown(v, hall_, y)
    half = piece.wide * v.k * size / 2
    if y > 0.8 * v.h and any(a - half * 0.7 < x < b + half * 0.7 for a, b in v.taken):
        return
    if x + half > 0 and x - half < v.w:
        far = 1 - min(1.0, size)
        v.put(piece, x, y, tone=tone + 0.42 * far, size=size, mirror=mirror)
