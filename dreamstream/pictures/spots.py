"""Spots: where in a drawn panel its actors stand and where their heads are, so that words keep off them."""

from __future__ import annotations

from dataclasses import dataclass

from dreamstream.pictures import inside
from dreamstream.pictures.scene import Actor, Scene
from dreamstream.pictures.shapes import shelf

_LYING = ("flyer", "faller")  # the head leads; of the others it is on top


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """Something to keep words off, in pixels of the panel."""

    box: tuple[float, float, float, float]  #: left, top, right, bottom
    weight: float  #: how bad it is to cover it: 1 a body, more a head, less the moon


def spots(scene: Scene, width: int, height: int) -> tuple[Spot, ...]:
    """Of a scene painted at this size: bodies, heads and the light."""
    out: list[Spot] = []
    for actor in scene.actors:
        if actor.name not in shelf.SHAPES:
            continue
        box = body(actor, scene.seed, width, height)
        out.append(Spot(box=box, weight=1.0 if actor.tone < 0.3 else 0.5))
        if shelf.SHAPES[actor.name].human:
            x, y, r = head(actor, scene.seed, width, height)
            out.append(Spot(box=(x - r, y - r, x + r, y + r), weight=6.0))
    if scene.lamp != "none" and scene.place not in (*inside.PLACES, "underwater", "cave"):
        x, y, r = scene.lamp_x * width, scene.lamp_y * height, scene.lamp_r * min(width, height)
        out.append(Spot(box=(x - r, y - r, x + r, y + r), weight=0.6))
    return tuple(out)


def body(actor: Actor, seed: int, width: int, height: int) -> tuple[float, float, float, float]:
    """The box an actor fills: left, top, right, bottom in pixels."""
    left, low, right, top = shelf.extent(shelf.drawn(actor.name, seed))
    k = actor.size * min(width, height) / 100
    x, y = actor.x * width, actor.y * height
    half, high = (right - left) / 2 * k, (top - low) * k
    if actor.floats:
        return x - half, y - high / 2, x + half, y + high / 2
    return x - half, y - high, x + half, y


def head(actor: Actor, seed: int, width: int, height: int) -> tuple[float, float, float]:
    """Where who speaks has the mouth: x, y and a radius in pixels."""
    left, top, right, bottom = body(actor, seed, width, height)
    wide, high = right - left, bottom - top
    shape = shelf.SHAPES[actor.name]
    if shape.human and actor.name not in _LYING:
        r = max(3.0, high * 0.075)
        return (left + right) / 2, top + r * 1.1, r
    # beasts look the way they face, their heads high; a flyer's leads
    front = right - wide * 0.14 if actor.mirror else left + wide * 0.14
    r = max(3.0, min(wide, high) * 0.16)
    return front, top + high * (0.3 if shape.human else 0.24), r
