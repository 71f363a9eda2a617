"""Place: a free spot for each thing, feet on the ground, nothing cut off, nothing over another."""

from __future__ import annotations

import random
from dataclasses import dataclass

from dreamstream.pictures import ground
from dreamstream.pictures.scene import Actor, Scene
from dreamstream.pictures.shapes import shelf
from dreamstream.pictures.shapes.shape import FLIES, HANGS, SWIMS, Shape

Box = tuple[float, float, float, float]  # left, top, right, bottom in shares of the canvas

MOST = 3  # more words in a dream do not mean more things in its picture
INSIDE = ("room", "hall")
WET = ("lake", "sea")
GROWN = {"wide": 1.0, "medium": 1.42, "close": 1.9}  # how much nearer a shot brings its actors
_FAR = ("city", "train", "bridge", "ship", "castle", "wave")  # look best on the far shore of water


@dataclass(frozen=True, slots=True, kw_only=True)
class Canvas:
    """What of the canvas may be used, and how shares of its shorter side count across and up."""

    clear: str
    across: float
    up: float

    def within(self, x: float, half: float, role: str) -> float:
        """x moved inside the canvas, and out from under the caption."""
        low, high = half + 0.06, 1 - half - 0.06
        if self.clear == "left" and role != "dreamer":
            low = max(low, 0.5 + half)
        if self.clear == "corner":
            high = min(high, 0.56 - half if role != "dreamer" else 0.5)
        return min(max(x, min(low, 0.94 - half)), max(high, 0.06 + half))


def place(scene: Scene, shapes: list[Shape], side: int, canvas: Canvas, dice: random.Random) -> tuple[Actor, ...]:
    """The subject first, then who is left, then a small dreamer where nobody is."""
    actors: list[Actor] = []
    taken: list[Box] = []
    grown = GROWN[scene.shot]
    for i, shape in enumerate(shapes):
        role = ("subject", "second", "third")[i]
        shrink = (1.0, 0.8, 0.66)[i]
        if shape.human and i and shapes[0].human:
            shrink = 1.0  # people keep their size beside each other
        elif shape.human and not shapes[0].human:
            shrink = 0.74
        size = shape.size * grown * shrink
        if i == 0 and shape.human and len(shapes) == 1:
            size *= 1.25
        if scene.place in INSIDE and shape.human:
            size *= 1.35  # walls bring the eye nearer
        actor = _one(scene, shape, role, size, side if i == 0 else -side, taken, canvas, dice)
        if actor is not None:
            actors.append(actor)
    if not any(shelf.SHAPES[actor.name].human for actor in actors) and scene.shot != "close" and len(actors) < MOST:
        size = 0.105 * (1.25 if scene.shot == "medium" else 1.0) * (1.4 if scene.place in INSIDE else 1.0)
        small = _one(scene, shelf.SHAPES["person"], "dreamer", size, -side, taken, canvas, dice)
        if small is not None:
            actors.append(small)
    # far first, then by where the feet are: who stands lower stands nearer
    return tuple(sorted(actors, key=lambda a: (a.tone < 0.3, not a.floats, a.y)))


def _one(
    scene: Scene,
    shape: Shape,
    role: str,
    size: float,
    side: int,
    taken: list[Box],
    canvas: Canvas,
    dice: random.Random,
) -> Actor | None:
    """Find a free place; a thing that has none is left out rather than drawn over another."""
    left, low, right, top = shelf.bounds(shape.name)
    tallest = 0.5 if canvas.clear == "top" else 0.74
    widest = {"left": 0.44, "corner": 0.46}.get(canvas.clear, 0.84)
    if scene.place == "hall":
        widest = 0.26
    size = min(size, widest * canvas.across * 100 / (right - left), tallest / canvas.up * 100 / (top - low))
    far = shape.name in _FAR and scene.place in (*WET, "field") and role != "dreamer" and scene.shot != "close"
    air = shape.stance in (FLIES, HANGS) or (shape.stance == SWIMS and not afloat(scene, shape))
    best: tuple[float, Actor, Box] | None = None
    wish = 0.5 + side * (0.17 if role == "subject" else 0.24 if role == "second" else 0.3)
    if role == "dreamer":
        wish = 0.5 + side * 0.15
    if scene.place == "hall":
        wish = scene.lamp_x + (0.0 if role == "subject" else side * 0.14)
    if air and role == "subject" and (scene.lamp != "none" or scene.place == "room"):
        wish = scene.lamp_x + dice.uniform(-0.05, 0.05)
    if shape.stance == HANGS and scene.place == "room":
        wish = scene.lamp_x  # before the window: a dark thing needs the light behind it
    for step in (0.0, 0.05, -0.05, 0.1, -0.1, 0.16, -0.16, 0.24, -0.24, 0.34, -0.34, 0.5, -0.5):
        half, high = (right - left) * size / 200 / canvas.across, (top - low) * size / 100 * canvas.up
        x = canvas.within(wish + step, half, role)
        if air:
            y = _height(scene, role, high)
            if canvas.clear == "top":
                y = min(max(y, 0.36 + high / 2), 0.84 - high / 2)
            box = (x - half, y - high / 2, x + half, y + high / 2)
        else:
            y = scene.horizon + 0.004 if far else _foot(scene, shape, role, x, high)
            box = (x - half, y - high, x + half, y)
        over = sum(_overlap(box, other) for other in taken)
        cost = over * 110 + abs(x - wish) * 0.6
        actor = Actor(
            name=shape.name,
            x=round(x, 4),
            y=round(y, 4),
            size=round(size, 4),
            mirror=(x < 0.5) if shape.name != "stairs" else x > 0.5,
            role=role,
            tone=0.30 if far else 0.0,
            floats=air,
        )
        if best is None or cost < best[0]:
            best = (cost, actor, box)
    if best is None or (role != "subject" and best[0] > 0.9):
        return None
    taken.append(best[2])
    return best[1]


def afloat(scene: Scene, shape: Shape) -> bool:
    """Boats sit on water; whales and fish fly wherever they are dreamt."""
    return shape.name in ("boat", "ship") and scene.place in WET


def _height(scene: Scene, role: str, high: float) -> float:
    if scene.place == "room":
        return max(0.1 + high / 2, 0.40 if role == "subject" else 0.3)
    if role == "subject":
        y = scene.lamp_y + (0.02 if scene.lamp != "none" else 0.0)
        y = max(y, 0.30) if scene.shot == "wide" else 0.38
        if scene.place == "underwater":
            y = 0.46
    else:
        y = 0.2 if scene.lamp_y > 0.3 else 0.44
    return min(max(y, high / 2 + 0.05), 0.8 - high / 2)


def _foot(scene: Scene, shape: Shape, role: str, x: float, high: float) -> float:
    if afloat(scene, shape):
        return scene.horizon + 0.06
    y = ground.bank(scene.place, scene.seed, x)
    if role == "dreamer":
        y += 0.022
    if scene.place == "hall" and scene.shot == "wide":
        # on the corridor's floor, so that the light behind shows the edge
        y = min(0.94, scene.horizon + 0.17 + high * 0.85)
    if scene.shot != "wide" and scene.place not in ("hall",):
        y += 0.02
    return min(y, 0.955)


def _overlap(a: Box, b: Box) -> float:
    wide = min(a[2], b[2]) - max(a[0], b[0]) + 0.015
    high = min(a[3], b[3]) - max(a[1], b[1]) + 0.01
    return wide * high if wide > 0 and high > 0 else 0.0
