"""A free spot for somebody who comes late: nobody who is there already moves."""

from __future__ import annotations

from dataclasses import replace

from dreamstream.pictures import ground, placing
from dreamstream.pictures.scene import Actor, Scene
from dreamstream.pictures.shapes import shelf
from dreamstream.pictures.shapes.shape import FLIES

Box = tuple[float, float, float, float]
_EDGE = 0.03
_LARGEST = 0.78  #: of the canvas's height or width that one actor may take


def box(actor: Actor) -> Box:
    """Left, top, right, bottom in shares of the canvas."""
    left, low, right, top = shelf.bounds(actor.name)
    half, high = (right - left) * actor.size / 200, (top - low) * actor.size / 100
    foot = actor.y + high / 2 if actor.floats else actor.y
    return actor.x - half, foot - high, actor.x + half, foot


def fitted(actor: Actor) -> Actor:
    """The same actor, small enough for the canvas and inside it."""
    left, low, right, top = shelf.bounds(actor.name)
    most = min(_LARGEST * 100 / (top - low), (_LARGEST + 0.12) * 100 / (right - left))
    actor = replace(actor, size=round(max(0.03, min(actor.size, most)), 4))
    x0, y0, x1, y1 = box(actor)
    x = actor.x + max(0.0, _EDGE - x0) - max(0.0, x1 - (1 - _EDGE))
    y = actor.y + max(0.0, 0.02 - y0) - max(0.0, y1 - 0.965)
    return replace(actor, x=round(x, 4), y=round(y, 4))


def grounded(scene: Scene, actor: Actor, x: float) -> Actor:
    """The actor at another x, as far above or below the ground's line as it was."""
    if actor.floats or actor.tone >= 0.3:
        return replace(actor, x=round(x, 4))
    here, there = (ground.bank(scene.place, scene.seed, at) for at in (actor.x, x))
    return replace(actor, x=round(x, 4), y=round(actor.y + there - here, 4))


def free(scene: Scene, name: str, *, wish: str = "", grown: float = 1.0) -> Actor:
    """A newcomer at the best place that is free; `wish` is left, right, middle, up, front, back or none."""
    shape = shelf.SHAPES[name]
    taken = [box(actor) for actor in scene.actors]
    air = placing.in_air(shape) and not placing.afloat(scene, shape)
    size = _size(scene, name) * grown
    best: tuple[float, Actor] | None = None
    low, high = ground.span(scene.place, scene.seed) if not air else (0.0, 1.0)
    for step in range(19):
        x = 0.05 + 0.05 * step
        for shrink in (1.0, 0.86, 0.7, 0.55):
            for y in _heights(scene, air, x, wish, placing.afloat(scene, shape)):
                one = Actor(name=name, x=x, y=y, size=size * shrink, mirror=x < 0.5, role=_role(scene), floats=air)
                one = fitted(one)
                if not air:
                    one = replace(grounded(scene, replace(one, x=x), one.x), x=one.x)
                over = sum(_overlap(box(one), other) for other in taken)
                cost = over * 90 + (1 - shrink) * 0.5 + _away(wish, one.x) + (one.x < low or one.x > high) * 9
                if scene.lamp != "none" and not air:
                    cost += 0.1 * (abs(one.x - scene.lamp_x) > 0.35)
                if best is None or cost < best[0] - 1e-9:
                    best = cost, one
    assert best is not None
    return best[1]


def _size(scene: Scene, name: str) -> float:
    """As large as its like in the picture, else as a second thing would be."""
    for actor in scene.actors:
        if actor.name == name:
            return actor.size
    shape = shelf.SHAPES[name]
    people = [actor.size for actor in scene.actors if shelf.SHAPES[actor.name].human and actor.role != "dreamer"]
    if shape.human and people:
        return sum(people) / len(people)
    size = shape.size * 0.72 * min(1.35, placing.GROWN.get(scene.shot, 1.0))
    return size * (0.8 if shape.stance == FLIES else 1.0)


def _role(scene: Scene) -> str:
    roles = {actor.role for actor in scene.actors}
    return next((role for role in ("subject", "second") if role not in roles), "third")


def _heights(scene: Scene, air: bool, x: float, wish: str, afloat: bool) -> tuple[float, ...]:
    if afloat:
        return (min(scene.horizon + 0.06, ground.bank(scene.place, scene.seed, x) - 0.02),)
    if air:
        return (0.16,) if wish == "up" else (0.3, 0.2, 0.42)
    foot = ground.bank(scene.place, scene.seed, x)
    if wish == "back":
        foot = min(foot, scene.horizon + (foot - scene.horizon) * 0.6)
    return (foot + 0.025,) if wish == "front" else (foot,)


def _away(wish: str, x: float) -> float:
    at = {"left": 0.2, "right": 0.8, "middle": 0.5}.get(wish)
    if at is not None:
        return abs(x - at) * 3
    return abs(abs(x - 0.5) - 0.22) * 0.5  # on a third, on either side


def _overlap(a: Box, b: Box) -> float:
    wide = min(a[2], b[2]) - max(a[0], b[0]) + 0.01
    high = min(a[3], b[3]) - max(a[1], b[1]) + 0.01
    return wide * high if wide > 0 and high > 0 else 0.0
