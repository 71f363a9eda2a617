"""Compose: who stands where, under which light. The seed chooses among layouts, not only noise."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

from dreamstream.pictures import garnish, ground, homes, inside, placing
from dreamstream.pictures.scene import Scene
from dreamstream.pictures.shapes import shelf
from dreamstream.pictures.shapes.shape import HANGS, Shape

_BUILT = ("house", "tower", "church", "school", "castle", "bridge", "lighthouse", "windmill", "ruin", "gate", "grave")
_VEILED = ("rain", "storm", "snow", "fog")


def compose(
    things: Sequence[str],
    *,
    mood: str,
    hour: str,
    place: str | None,
    weather: str | None,
    seed: int,
    shot: str = "wide",
    clear: str = "",
    aspect: float = 1.0,
) -> Scene:
    """The first thing is the subject; at most three things and two figures; a small dreamer where nobody is.

    `clear` keeps a part of the canvas free for a caption: "left", "top" or "corner" (the lower right one);
    `aspect` is its width by its height.
    """
    dice = random.Random(f"{seed}:layout")
    names = list(dict.fromkeys(name for name in things if name in shelf.NAMES))
    for name in names:
        weather = weather or shelf.WEATHER.get(name)
        place = place or shelf.LANDS.get(name)
    if place == "sky":
        # seen from the air a town is a street of towers; a house does not stand on clouds
        if "city" in names:
            place, names = "street", [name for name in names if name != "city"]
        elif any(name in _BUILT for name in names):
            place = dice.choice(("mountains", "field", "lake", "island"))
    if place in homes.TOWN:
        names = names[:1] + [name for name in names[1:] if name not in _BUILT]  # a town has its own
    shapes = _chosen([shelf.SHAPES[name] for name in names if name in shelf.SHAPES], shot)
    side = {"left": 1, "corner": -1}.get(clear, dice.choice((-1, 1)))
    land = place if place is not None and place in ground.PLACES else homes.land(shapes, dice)
    land = inside.named(land, names, seed)
    shapes = [shape for shape in shapes if shape.name not in inside.itself(land)]
    land, shapes = homes.settled(land, shapes)
    if land == "cliffs" and clear and ground.side(land, seed) != side:
        land = "sea"  # the cliff would stand under the caption
    if land == "cliffs":
        side = ground.side(land, seed)
    low, high = ground.view(land, seed).horizon
    horizon = dice.uniform(low, high)
    if land not in placing.INSIDE and any(placing.in_air(shape) for shape in shapes):
        horizon = max(horizon, 0.54)  # room for whoever flies, clear of the hills
    scene = Scene(
        mood=mood,
        hour=hour,
        place=land,
        weather=weather,
        seed=seed,
        shot=shot if shot in placing.GROWN else "wide",
        horizon=round(horizon, 4),
        lamp=_lamp(names, hour, weather, dice),
        near=homes.near(land, dice),
        family=random.Random(f"{seed % shelf.PAGE}:family").randrange(3),  # one family through a page
    )
    if not shapes:
        # nothing known: one figure before a light is still somebody's dream; a moon or a lake wants no more than that
        anybody = ("orb", "door", "person", "lantern", "gate", "stairs")
        alone = (
            ("person",)
            if names or "door" in inside.itself(land)
            else ("person", "door")
            if land in placing.INSIDE
            else anybody
        )
        shapes = [shelf.SHAPES[random.Random(f"{seed}:nobody").choice(alone)]]
    scene = _light(scene, shapes, side, dice)
    if clear:
        scene = _lit_clear(scene, clear)
    span = ground.span(land, seed)
    canvas = placing.Canvas(clear=clear, across=max(1.0, aspect), up=min(1.0, aspect), span=span)
    actors = placing.place(scene, shapes, side, canvas, dice)
    return garnish.garnished(replace(scene, actors=actors))


def _lit_clear(scene: Scene, clear: str) -> Scene:
    """Move the light out from under the caption."""
    x, y = scene.lamp_x, scene.lamp_y
    if scene.place in placing.INSIDE:
        room = inside.ROOMS[inside.kind(scene.place, scene.seed)]
        return replace(scene, lamp_x=0.66 if not room.middle and clear != "corner" else x)
    if clear == "left":
        x = min(max(x, 0.66), 0.84)
    elif clear == "corner":
        x = min(x, 0.44)
    else:
        y = max(y, min(0.46, scene.horizon - 0.08))
    return replace(scene, lamp_x=x, lamp_y=y)


def _chosen(shapes: list[Shape], shot: str) -> list[Shape]:
    """At most three things, two of them people; a close shot shows the subject and one more."""
    kept: list[Shape] = []
    for shape in shapes:
        if shape.human and sum(other.human for other in kept) >= 2:
            continue
        if kept and shape.stance == HANGS:
            continue  # one thing hung before the light is a vision, two are a shop
        kept.append(shape)
    return kept[: 2 if shot == "close" else placing.MOST]


def _lamp(names: list[str], hour: str, weather: str | None, dice: random.Random) -> str:
    for name in names:
        if name in shelf.LIGHTS:
            return shelf.LIGHTS[name]
    if any(name in ("crescent", "star", "orb", "comet") for name in names):
        return "none"
    if weather in _VEILED and dice.random() < 0.4:
        return "none"
    return "moon" if hour == "night" else "sun"


def _light(scene: Scene, shapes: list[Shape], side: int, dice: random.Random) -> Scene:
    """The light sits behind or beside the subject; low, high, large or small by the dice."""
    if scene.place in placing.INSIDE:
        room = inside.ROOMS[inside.kind(scene.place, scene.seed)]
        way = -side if dice.random() < 0.6 else side  # the subject beside the light, or before it
        x = dice.uniform(0.27, 0.73) if room.middle else 0.5 + way * dice.uniform(0.12, 0.27)
        return replace(scene, lamp_x=round(x, 4), lamp_y=room.light, lamp_r=0.1)
    if scene.place in ("forest", "jungle", "street", "alley", "swamp"):
        x = 0.5 + dice.choice((-1, 1)) * dice.uniform(0.05, 0.3)
        y, radius = scene.horizon - dice.uniform(0.2, 0.38), dice.uniform(0.07, 0.13)
    elif scene.place == "cave":
        x, y, radius = 0.5 + side * dice.uniform(-0.06, 0.26), dice.uniform(0.36, 0.54), 0.1
    elif any(placing.in_air(shape) and not placing.afloat(scene, shape) for shape in shapes):
        x = 0.5 + side * dice.uniform(-0.08, 0.27)
        y, radius = dice.uniform(0.22, min(0.38, scene.horizon - 0.2)), dice.uniform(0.10, 0.16)
    else:
        x, y, radius = _hung(scene, side, dice)
    if scene.place in ("mountains", "roofs") and y > 0.42:
        y = dice.uniform(0.2, 0.36)
    if scene.shot != "wide":
        radius *= 1.15
    return replace(scene, lamp_x=round(x, 4), lamp_y=round(y, 4), lamp_r=round(radius, 4))


def _hung(scene: Scene, side: int, dice: random.Random) -> tuple[float, float, float]:
    """One of five good places for the light of a picture whose subject stands."""
    kind = dice.choice(("behind", "behind", "great", "across", "small", "edge"))
    if kind == "behind":  # low, so that the subject's edge crosses it
        radius = dice.uniform(0.07, 0.12)
        return 0.5 + side * dice.uniform(0.06, 0.28), scene.horizon - radius * dice.uniform(0.9, 1.9), radius
    if kind == "great":  # half risen
        radius = dice.uniform(0.13, 0.18)
        return 0.5 + side * dice.uniform(-0.24, 0.22), scene.horizon - radius * dice.uniform(0.1, 0.8), radius
    if kind == "across":
        radius = dice.uniform(0.06, 0.1)
        low = scene.lamp == "sun" and scene.hour != "day"
        y = scene.horizon - radius * dice.uniform(0.5, 2.4) if low else dice.uniform(0.2, 0.34)
        return 0.5 - side * dice.uniform(0.1, 0.32), y, radius
    if kind == "small":
        return 0.5 - side * dice.uniform(0.1, 0.3), dice.uniform(0.14, 0.24), dice.uniform(0.035, 0.055)
    return 0.5 + dice.choice((-1, 1)) * dice.uniform(0.28, 0.36), dice.uniform(0.2, 0.36), dice.uniform(0.07, 0.11)
