"""Compose: who stands where, under which light. The seed chooses among layouts, not only noise."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

from dreamstream.pictures import ground, placing
from dreamstream.pictures.scene import Scene
from dreamstream.pictures.shapes import shelf
from dreamstream.pictures.shapes.shape import FLIES, HANGS, STANDS, SWIMS, Shape

_HOMES = {
    "whale": ("sea", "lake", "sky"),
    "fish": ("underwater", "lake", "sea"),
    "boat": ("lake", "sea"),
    "ship": ("sea",),
    "wave": ("sea",),
    "bridge": ("lake",),
    "train": ("lake", "field"),
    "city": ("field", "lake"),
    "car": ("street", "field"),
    "bus": ("street", "field"),
    "truck": ("street", "field"),
    "bicycle": ("field", "street"),
    "wolf": ("forest", "mountains"),
    "bear": ("forest", "mountains"),
    "palm": ("sea", "desert"),
    "lighthouse": ("sea",),
    "plane": ("sky", "field", "mountains"),
    "balloon": ("mountains", "sky", "field"),
    "ufo": ("field", "desert"),
    "rocket": ("desert", "field"),
    "flyer": ("sky", "mountains", "lake"),
    "faller": ("sky", "mountains"),
    "angel": ("sky", "mountains"),
    "stairs": ("sky", "lake", "desert"),
    "grave": ("field",),
    "crowd": ("field", "street"),
    "suitcase": ("street", "field"),
    "street lamp": ("street",),
}
_ANYWHERE = ("lake", "field", "mountains", "sea", "lake", "desert", "sky")
_BUILT = ("house", "tower", "church", "school", "castle", "bridge", "lighthouse", "windmill", "ruin", "gate", "grave")
_HORIZON = {
    "lake": (0.60, 0.68),
    "sea": (0.57, 0.65),
    "forest": (0.66, 0.70),
    "street": (0.71, 0.75),
    "mountains": (0.68, 0.72),
    "field": (0.63, 0.69),
    "desert": (0.60, 0.65),
    "room": (0.73, 0.77),
    "hall": (0.45, 0.5),
    "sky": (0.68, 0.76),
    "underwater": (0.9, 0.9),
    "cave": (0.6, 0.62),
}


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
            place = dice.choice(("mountains", "field", "lake"))
    if place == "street":
        names = names[:1] + [name for name in names[1:] if name not in (*_BUILT, "city")]  # the street has its own
    shapes = _chosen([shelf.SHAPES[name] for name in names if name in shelf.SHAPES], shot)
    land = place if place in ground.PLACES else _land(shapes, dice)
    low, high = _HORIZON[land]
    horizon = dice.uniform(low, high)
    side = {"left": 1, "corner": -1}.get(clear, dice.choice((-1, 1)))
    scene = Scene(
        mood=mood,
        hour=hour,
        place=land,
        weather=weather,
        seed=seed,
        shot=shot if shot in placing.GROWN else "wide",
        horizon=round(horizon, 4),
        lamp=_lamp(names, hour, weather, dice),
        near=_near(land, dice),
    )
    if not shapes:
        # nothing known: one figure before a light is still somebody's dream; a moon or a lake wants no more than that
        alone = ("person",) if names else ("person", "door") if land in placing.INSIDE else ("orb", "door", "person")
        shapes = [shelf.SHAPES[dice.choice(alone)]]
    scene = _light(scene, shapes[0], side, dice)
    if clear:
        scene = _lit_clear(scene, clear)
    canvas = placing.Canvas(clear=clear, across=max(1.0, aspect), up=min(1.0, aspect))
    actors = placing.place(scene, shapes, side, canvas, dice)
    return replace(scene, actors=actors)


def _lit_clear(scene: Scene, clear: str) -> Scene:
    """Move the light out from under the caption."""
    x, y = scene.lamp_x, scene.lamp_y
    if scene.place in placing.INSIDE:
        return replace(scene, lamp_x=0.66 if scene.place == "room" and clear != "corner" else x)
    if clear == "left":
        x = max(x, 0.7)
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


def _land(shapes: list[Shape], dice: random.Random) -> str:
    if sum(shape.indoors for shape in shapes) > 0 and shapes and (shapes[0].indoors or len(shapes) > 1):
        return "room"
    for shape in shapes:
        if shape.name in _HOMES:
            return dice.choice(_HOMES[shape.name])
    # only what flies, or leads upwards, belongs on clouds
    lofty = not shapes or shapes[0].stance != STANDS or shapes[0].name in ("door", "bed", "ladder", "piano")
    return dice.choice(_ANYWHERE if lofty else _ANYWHERE[:-1])


def _lamp(names: list[str], hour: str, weather: str | None, dice: random.Random) -> str:
    for name in names:
        if name in shelf.LIGHTS:
            return shelf.LIGHTS[name]
    if "crescent" in names or "star" in names or "orb" in names:
        return "none"
    if weather in ("rain", "storm", "snow", "fog") and dice.random() < 0.45:
        return "none"
    return "moon" if hour == "night" else "sun"


def _near(land: str, dice: random.Random) -> str:
    choices = {
        "lake": ("grass", "reeds", "branches", "pines"),
        "field": ("grass", "pines", "branches"),
        "mountains": ("grass", "branches", "pines"),
        "forest": ("grass",),
        "sea": ("none", "reeds", "none"),
        "desert": ("none",),
    }
    return dice.choice(choices.get(land, ("none",)))


def _light(scene: Scene, subject: Shape, side: int, dice: random.Random) -> Scene:
    """The light sits behind or beside the subject; low, high, large or small by the dice."""
    x = 0.5 + side * dice.uniform(0.12, 0.2)
    radius = dice.choice((0.055, 0.075, 0.1, 0.12))
    y = dice.choice((0.24, 0.3, 0.36))
    if scene.place == "hall":
        return replace(scene, lamp_x=round(dice.uniform(0.44, 0.56), 4), lamp_y=round(scene.horizon, 4), lamp_r=0.1)
    if scene.place == "room":
        return replace(scene, lamp_x=0.5 - side * 0.2, lamp_y=0.34, lamp_r=0.1)
    if subject.stance in (FLIES, HANGS) or (subject.stance == SWIMS and not placing.afloat(scene, subject)):
        radius = dice.uniform(0.10, 0.145)
        x, y = x + side * dice.uniform(-0.05, 0.05), dice.uniform(0.25, 0.40)
    elif dice.random() < 0.5:
        # low, so that the subject's edge crosses it
        y = scene.horizon - radius * dice.uniform(0.6, 1.8)
        x = 0.5 + side * dice.uniform(0.1, 0.2)
    else:
        x = 0.5 - side * dice.uniform(0.08, 0.2)
        if scene.lamp == "sun" and scene.hour != "day":
            y = scene.horizon - radius * dice.uniform(0.5, 2.4)
    if scene.place in ("forest", "street"):
        radius, y = dice.uniform(0.08, 0.12), scene.horizon - dice.uniform(0.24, 0.36)
        x = 0.5 + side * dice.uniform(0.0, 0.12)
    if scene.place == "cave":
        x, y, radius = 0.5 + side * 0.06, 0.5, 0.1
    if scene.place == "mountains" and y > 0.42:
        y = 0.30
    if scene.shot != "wide":
        radius *= 1.15
    return replace(scene, lamp_x=round(x, 4), lamp_y=round(y, 4), lamp_r=round(radius, 4))
