"""The near edge: which side is free, and the grass that grows along it."""

from __future__ import annotations

import random

from dreamstream.pictures.brush import Sheet, n
from dreamstream.pictures.scene import Actor, Scene
from dreamstream.pictures.shapes import shelf


def free_side(scene: Scene, dice: random.Random) -> int:
    """The edge with more room before it: -1 left, 1 right."""
    crowd = [sum(max(0.0, 0.5 - abs(actor.x - edge)) for actor in scene.actors) for edge in (0.0, 1.0)]
    if abs(crowd[0] - crowd[1]) < 0.06:
        return dice.choice((-1, 1))
    return -1 if crowd[0] < crowd[1] else 1


def clear(scene: Scene, x: float, margin: float = 0.03) -> bool:
    """Whether nobody stands at x."""
    return all(abs(actor.x - x) > reach(actor) + margin for actor in scene.actors if not actor.floats)


def reach(actor: Actor) -> float:
    """How far an actor goes to either side, share of the shorter side of the canvas."""
    if actor.name not in shelf.SHAPES:
        return 0.0
    left, _, right, _ = shelf.bounds(actor.name)
    return (right - left) * actor.size / 200


def grass(sheet: Sheet, scene: Scene, dice: random.Random, tall: float = 1.0) -> None:
    """Blades right along the lower edge, taller at the sides."""
    d = []
    heavy = dice.choice((-1, 0, 1))
    for _ in range(int(240 * sheet.w / 1000)):
        x = dice.uniform(0, sheet.w)
        edge = abs(x / sheet.w - 0.5 + 0.22 * heavy) * 2
        d.append(blade(dice, x, sheet.h + 6, tall * dice.uniform(22, 54 + 66 * min(1.2, edge) ** 2), 3.8))
    sheet.path("".join(d), sheet.colours.deep)


def blade(dice: random.Random, x: float, y: float, high: float, wide: float) -> str:
    """One blade of grass, bent and tapering."""
    lean = dice.gauss(0, 0.3) * high
    tip, bend = (x + lean, y - high), (x + lean * 0.2, y - high * 0.6)
    return (
        f"M{n(x - wide / 2)} {n(y)}Q{n(bend[0] - wide * 0.3)} {n(bend[1])} {n(tip[0])} {n(tip[1])}"
        f"Q{n(bend[0] + wide * 0.4)} {n(bend[1])} {n(x + wide / 2)} {n(y)}Z"
    )
