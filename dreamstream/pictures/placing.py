"""Place: a free spot for each thing, feet on the ground, nothing cut off, nothing over another."""

from __future__ import annotations

import random
from dataclasses import dataclass

from dreamstream.pictures import ground, inside, scales
from dreamstream.pictures.scene import Actor, Scene
from dreamstream.pictures.shapes import shelf
from dreamstream.pictures.shapes.shape import FLIES, HANGS, SWIMS, Shape

Box = tuple[float, float, float, float]  # left, top, right, bottom in shares of the canvas

MOST = 3  # more words in a dream do not mean more things in its picture
INSIDE = inside.PLACES
GROWN = {"wide": 1.0, "medium": 1.42, "close": 1.9}  # how much nearer a shot brings its actors
_FAR = ("city", "train", "bridge", "ship", "castle", "wave", "volcano")  # look best on the far shore of water
FAR_IN = ("lake", "sea", "harbour", "open sea", "island", "field")
_SKYLINE = (*FAR_IN, "farm", "road", "garden", "river", "cliffs", "bridge", "roofs", "desert", "mountains")
_CUPBOARDS = ("wardrobe", "bookshelf", "fireplace", "curtain", "fridge", "cooker", "toilet", "lift")
_AT_WALL = ("door", "window", "clock", "bath", "bed", "ladder", "piano", "mirror", "stage", "stairs", *_CUPBOARDS)
AFLOAT = ("boat", "ship", "rowing boat", "submarine", "island", "iceberg", "swan", "duck", "swimmer")
_BATHING = ("swimmer", "swan", "duck", "rowing boat", "shark", "dolphin", "crocodile")  # in an indoor pool
_STEPS = (0.0, 0.05, -0.05, 0.1, -0.1, 0.16, -0.16, 0.24, -0.24, 0.34, -0.34, 0.5, -0.5)


@dataclass(frozen=True, slots=True, kw_only=True)
class Canvas:
    """What of the canvas may be used, and how shares of its shorter side count across and up."""

    clear: str
    across: float
    up: float
    span: tuple[float, float] = (0.0, 1.0)  #: where there is ground to stand on

    def within(self, x: float, half: float, role: str, *, air: bool = True) -> float:
        """x moved inside the canvas, and out from under the caption."""
        low, high = half + 0.06, 1 - half - 0.06
        if self.clear == "left" and role != "dreamer":
            low = max(low, 0.5 + half)
        if self.clear == "corner":
            high = min(high, 0.56 - half if role != "dreamer" else 0.5)
        if not air:
            low, high = max(low, self.span[0] + half * 0.8), min(high, self.span[1] - half * 0.8)
        return min(max(x, min(low, 0.94 - half)), max(high, 0.06 + half))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wish:
    """One who is to be placed: as whom, how large, on which side, how far back (1 is nearest)."""

    shape: Shape
    role: str
    size: float
    side: int
    back: float = 1.0


def place(scene: Scene, shapes: list[Shape], side: int, canvas: Canvas, dice: random.Random) -> tuple[Actor, ...]:
    """The subject first, then who is left, then a small dreamer where nobody is."""
    actors: list[Actor] = []
    taken: list[Box] = []
    deep = ground.view(scene.place, scene.seed).deep and scene.shot == "wide"
    for wish in _wishes(scene, shapes, side, canvas, deep, dice):
        actor = _one(scene, wish, taken, canvas, dice)
        if actor is not None:
            actors.append(actor)
    if not any(shelf.SHAPES[actor.name].human for actor in actors) and scene.shot != "close" and len(actors) < MOST:
        size = 0.105 * (1.25 if scene.shot == "medium" else 1.0) * (2.2 if scene.place in INSIDE else 1.0)
        small = _one(
            scene, _Wish(shape=shelf.SHAPES["person"], role="dreamer", size=size, side=-side), taken, canvas, dice
        )
        if small is not None:
            actors.append(small)
    # far first, then by where the feet are: who stands lower stands nearer
    return tuple(sorted(actors, key=lambda a: (a.tone < 0.3, not a.floats, a.y)))


def _wishes(
    scene: Scene, shapes: list[Shape], side: int, canvas: Canvas, deep: bool, dice: random.Random
) -> list[_Wish]:
    names = [shape.name for shape in shapes]
    sizes = []
    for i, shape in enumerate(shapes):
        size = shape.size * GROWN[scene.shot] * (1.0, 0.8, 0.66)[i] * (1.0 if shape.human else _share(shape, i, dice))
        if shape.human and i and shapes[0].human:
            size /= (1.0, 0.8, 0.66)[i]  # people keep their size beside each other
        elif shape.human and not shapes[0].human:
            size *= (0.92 if scene.place in INSIDE else 0.74) / (1.0, 0.8, 0.66)[i]
        if i == 0 and shape.human and len(shapes) == 1:
            size *= 1.25
        if scene.place in INSIDE and shape.human:
            size *= 1.1 if shape.name == "swimmer" else 1.7  # walls bring the eye nearer
        sizes.append(size)
    tall = [(shelf.bounds(name)[3] - shelf.bounds(name)[1]) / 100 for name in names]
    backs = [1.0] * len(names)
    heights = scales.agreed(names, [size * t for size, t in zip(sizes, tall, strict=True)], [s.human for s in shapes])
    sizes = [high / t for high, t in zip(heights, tall, strict=True)]
    if deep:
        backs = scales.steps_back(names, heights)
        away = dice.choice((1.0, 1.0, 0.86, 0.74))
        if min(heights) * away > 0.11:
            sizes, backs = [size * away for size in sizes], [back * away for back in backs]
    roles = ("subject", "second", "third")
    return [
        _Wish(shape=shape, role=roles[i], size=sizes[i], side=side if i == 0 else -side, back=backs[i])
        for i, shape in enumerate(shapes)
    ]


def _share(shape: Shape, i: int, dice: random.Random) -> float:
    """What fills the sky before the light may be huge; that is what makes it a dream."""
    grown = dice.choice((1.0, 1.15, 1.3) if in_air(shape) else (0.86, 1.0, 1.0, 1.12, 1.26))
    return grown if i == 0 else 1.0


def _one(scene: Scene, wish: _Wish, taken: list[Box], canvas: Canvas, dice: random.Random) -> Actor | None:
    """Find a free place; a thing that has none is left out rather than drawn over another."""
    shape, role, side = wish.shape, wish.role, wish.side
    left, low, right, top = shelf.bounds(shape.name)
    shores = _SKYLINE if shape.name == "city" else FAR_IN
    far = shape.name in _FAR and scene.place in shores and role != "dreamer" and scene.shot != "close"
    air = in_air(shape) and not afloat(scene, shape)
    tallest = 0.5 if canvas.clear == "top" else 0.74
    widest = {"left": 0.44, "corner": 0.46}.get(canvas.clear, 0.84)
    if narrow(scene):
        widest = 0.46 if shape.human else 0.28
    if not air:
        widest = min(widest, (canvas.span[1] - canvas.span[0]) * 0.86)
    size = min(wish.size, widest * canvas.across * 100 / (right - left), tallest / canvas.up * 100 / (top - low))
    best: tuple[float, Actor, Box] | None = None
    at = _wished(scene, shape, role, side, air, dice)
    half, high = (right - left) * size / 200 / canvas.across, (top - low) * size / 100 * canvas.up
    if scene.place in INSIDE and shape.human and role == "second" and taken and not narrow(scene):
        # two people in a room talk: they stand together, on the side where there is more of it
        one = taken[0]
        at = one[0] - half - 0.03 if one[0] + one[2] > 1 else one[2] + half + 0.03
    for step in _STEPS:
        x = canvas.within(at + step, half, role, air=air or far)
        if air:
            y = _height(scene, role, high)
            if canvas.clear == "top":
                y = min(max(y, 0.36 + high / 2), 0.84 - high / 2)
            box = (x - half, y - high / 2, x + half, y + high / 2)
        else:
            y = scene.horizon + 0.004 if far else _foot(scene, wish, x, high, half)
            y = max(y, high + 0.02)
            box = (x - half, y - high, x + half, y)
        over = sum(_overlap(box, other) for other in taken)
        # a small one hidden by its whole height costs as much as two large ones that touch
        hidden = max((_overlap(box, other) / min(_area(box), _area(other)) for other in taken), default=0.0)
        cost = over * 110 + hidden * 4 + abs(x - at) * 0.6
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


def _wished(scene: Scene, shape: Shape, role: str, side: int, air: bool, dice: random.Random) -> float:
    """Where it would like to stand across the canvas."""
    if role == "dreamer":
        return 0.5 + side * dice.uniform(0.12, 0.27)
    if narrow(scene):
        return scene.lamp_x + (0.0 if role == "subject" else side * 0.14)
    if scene.place in INSIDE and shape.name in ("door", "window", *_CUPBOARDS) and role == "subject":
        return 0.76 if scene.lamp_x < 0.5 else 0.24  # not before the window
    if shape.stance == HANGS and scene.place in INSIDE:
        return scene.lamp_x  # before the window: a dark thing needs the light behind it
    if air and (scene.lamp != "none" or scene.place in INSIDE) and scene.lamp_y < 0.48:
        # whatever flies first crosses the light
        return scene.lamp_x + dice.uniform(-0.05, 0.05)
    if scene.place == "field" and role == "subject" and ground.view(scene.place, scene.seed).hill:
        return ground.crest(scene.place, scene.seed)
    return 0.5 + side * dice.uniform(*{"subject": (0.13, 0.22), "second": (0.2, 0.28)}.get(role, (0.28, 0.34)))


def narrow(scene: Scene) -> bool:
    """A corridor: little floor on either side."""
    return scene.place in INSIDE and ground.view(scene.place, scene.seed).name == "hall"


def in_air(shape: Shape) -> bool:
    """Whether it needs no ground."""
    return shape.stance in (FLIES, HANGS, SWIMS)


def afloat(scene: Scene, shape: Shape) -> bool:
    """Boats sit on water; whales and fish fly wherever they are dreamt."""
    if scene.place == "pool":
        return shape.name in _BATHING
    return shape.name in AFLOAT and scene.place in ground.WET


def _height(scene: Scene, role: str, high: float) -> float:
    if scene.place in INSIDE:
        return max(0.1 + high / 2, 0.40 if role == "subject" else 0.3)
    if role == "subject" or scene.lamp_y < 0.48:
        y = scene.lamp_y + (0.02 if scene.lamp != "none" else 0.0)
        y = max(y, 0.24) if scene.shot == "wide" else 0.38
        if scene.place == "underwater":
            y = 0.46
    else:
        y = 0.2 if scene.lamp_y > 0.3 else 0.44
    # what flies keeps clear of the ground's edge, or it seems to sit on it
    lowest = min(0.8, scene.horizon + 0.02) if scene.place not in (*INSIDE, "underwater", "cave") else 0.8
    return max(min(y, lowest - high / 2), high / 2 + 0.05)


def _foot(scene: Scene, wish: _Wish, x: float, high: float, half: float) -> float:
    if scene.place == "pool" and afloat(scene, wish.shape):
        return scene.horizon + 0.15 + 0.03 * (wish.role == "subject")
    if afloat(scene, wish.shape):
        floor = ground.bank(scene.place, scene.seed, x)
        return min(scene.horizon + 0.06 + 0.03 * (wish.role == "subject"), floor - 0.02)
    camera = ground.view(scene.place, scene.seed).name
    if scene.place in INSIDE and wish.shape.name in _AT_WALL and scene.place not in ("theatre", "pool", "greenhouse"):
        if camera in ("front", "high"):
            return min(0.955, scene.horizon + (0.012 if wish.shape.name in ("door", "window") else 0.05))
        if camera == "corner":
            return min(0.955, scene.horizon + 0.085)
    small = wish.shape.human or scales.METRES.get(wish.shape.name, 9.0) < 2.5
    if small and scene.place == "lake" and scene.shot == "wide" and camera == "pier":
        return scene.horizon + 0.25  # out on the planks
    # on a slope the lower foot decides, or the other hangs over nothing
    y = max(ground.bank(scene.place, scene.seed, min(1.0, max(0.0, x + half * t))) for t in (-0.6, 0.0, 0.6))
    if wish.back < 1.0:
        y = min(y, scene.horizon + (y + 0.03 - scene.horizon) * max(0.42, wish.back))
    if wish.role == "dreamer":
        y += 0.02 if scene.place in INSIDE else 0.006  # on the crest, where the light shows him
    if narrow(scene) and scene.shot == "wide":
        # on the corridor's floor, so that the light behind shows the edge
        y = min(0.94, scene.horizon + 0.17 + high * 0.85)
    if scene.shot != "wide" and not narrow(scene):
        y += 0.02
    return min(y, 0.955)


def _area(box: Box) -> float:
    return max(1e-6, (box[2] - box[0]) * (box[3] - box[1]))


def _overlap(a: Box, b: Box) -> float:
    wide = min(a[2], b[2]) - max(a[0], b[0]) + 0.015
    high = min(a[3], b[3]) - max(a[1], b[1]) + 0.01
    return wide * high if wide > 0 and high > 0 else 0.0
