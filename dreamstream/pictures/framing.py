"""Framing: other ways to look at a composed scene, so that the panels of a page are not one view six times."""

from __future__ import annotations

import random
from dataclasses import replace

from dreamstream.pictures import ground, inside
from dreamstream.pictures.scene import Actor, Scene
from dreamstream.pictures.shapes import shelf

_WALLED = (*inside.PLACES, "cave", "underwater")


def walled(scene: Scene) -> bool:
    """Whether there is no sky in it."""
    return scene.place in _WALLED


def behind(scene: Scene, aspect: float, *, left: bool, name: str = "person") -> Scene:
    """Over the shoulder: somebody dark and near at one edge looks on with the reader."""
    size = 1.05 if aspect > 0.8 else 0.8
    _left, low, _right, top = shelf.bounds(name)
    high = (top - low) / 100 * size * min(1.0, aspect)
    x = 0.13 if left else 0.87
    if aspect < 1:
        x = 0.2 if left else 0.8
    onlooker = Actor(name=name, x=x, y=round(0.46 + high, 4), size=round(size, 4), mirror=left, role="onlooker")
    rest = tuple(actor for actor in scene.actors if actor.role != "dreamer" and actor.name != name)
    return replace(scene, actors=(*rest, onlooker))


def alone(scene: Scene, *, share: float = 0.1, dice: random.Random) -> Scene:
    """Only the dreamer, small in a wide place."""
    people = [actor for actor in scene.actors if shelf.SHAPES[actor.name].human]
    if not people:
        return scene
    one = people[-1]
    x = one.x if not 0.36 < one.x < 0.64 else dice.choice((0.32, 0.68))
    y = one.y if one.floats else min(0.95, ground.bank(scene.place, scene.seed, x) + 0.012)
    if scene.place in inside.PLACES:
        x, y, share = one.x, one.y, one.size * 0.8
    return replace(scene, actors=(replace(one, x=x, y=round(y, 4), size=round(share, 4), role="dreamer"),))


def empty(scene: Scene) -> Scene:
    """The place itself, with nobody in it."""
    return replace(scene, actors=())


def against(scene: Scene) -> Scene:
    """The subject before a great low light."""
    if walled(scene) or scene.lamp == "none":
        return scene
    subject = next((actor for actor in scene.actors if actor.role == "subject"), None)
    if subject is None or subject.tone >= 0.3:
        return scene
    y = subject.y if subject.floats else subject.y - subject.size * 0.42
    return replace(
        scene,
        lamp_x=subject.x,
        lamp_y=round(min(max(y, 0.22), scene.horizon - 0.02), 4),
        lamp_r=round(min(0.30, max(0.17, subject.size * 0.5)), 4),
        actors=tuple(actor for actor in scene.actors if actor.role != "dreamer"),
    )


def detail(scene: Scene, aspect: float) -> Scene:
    """One thing, as large as the panel lets it be."""
    if not scene.actors:
        return scene
    one = next((actor for actor in scene.actors if actor.role == "subject"), scene.actors[0])
    left, low, right, top = shelf.bounds(one.name)
    across, up = max(1.0, aspect), min(1.0, aspect)
    size = min(0.62 * across * 100 / (right - left), 0.56 / up * 100 / (top - low), one.size * 1.6)
    size = max(size, one.size)
    half = (right - left) * size / 200 / across
    x = min(max(one.x, half + 0.05), 0.95 - half)
    y = one.y
    if one.floats:
        high = (top - low) * size / 100 * up
        y = min(max(y, high / 2 + 0.05), 0.95 - high / 2)
    return replace(scene, actors=(replace(one, x=round(x, 4), y=round(y, 4), size=round(size, 4)),))
