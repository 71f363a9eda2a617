"""The camera: nearer or farther, left for right, and how high the horizon stands."""

from __future__ import annotations

from dataclasses import replace

from dreamstream.pictures import inside
from dreamstream.pictures.changing import cast, spot
from dreamstream.pictures.changing.wish import Change
from dreamstream.pictures.scene import Scene

Done = tuple[Scene, str]
COVERED = (*inside.PLACES, "underwater", "cave")  #: no sky to be seen, or only through a window


def shot(scene: Scene, change: Change) -> Done:
    """Nearer or farther, round the subject: it grows, what stands beside it moves apart."""
    middle = cast.named(scene, change.what) or cast.named(scene, "subject")
    k = 1.26**change.amount
    if not middle:
        r = round(max(0.03, min(0.24, scene.lamp_r * k)), 4)
        return replace(scene, lamp_r=r, horizon=round(min(0.8, max(0.4, scene.horizon + 0.03 * change.amount)), 4)), ""
    focus = spot.fitted(replace(middle[0], size=middle[0].size * k))
    real = focus.size / middle[0].size
    if 0.985 < real < 1.015:
        return scene, "the picture is as close as it gets" if change.amount > 0 else "the picture is as far as it gets"
    x = middle[0].x + (0.5 - middle[0].x) * (0.3 if change.amount > 0 else 0.0)
    actors = []
    for actor in scene.actors:
        if actor is middle[0]:
            one = spot.grounded(scene, replace(focus, y=focus.y), x)
        else:
            there = x + (actor.x - middle[0].x) * real
            one = spot.grounded(scene, replace(actor, size=actor.size * real), there)
            if actor.floats and middle[0].floats:
                one = replace(one, y=middle[0].y + (actor.y - middle[0].y) * real)
        if not one.floats and one.tone < 0.3:
            one = replace(one, y=one.y + 0.018 * (1 if real > 1 else -1) * abs(change.amount))
        actors.append(spot.fitted(one))
    shot = scene.shot
    r = round(max(0.03, min(0.22, scene.lamp_r * real**0.6)), 4)
    return replace(scene, actors=cast.ordered(tuple(actors)), lamp_r=r, shot=shot), ""


def mirror(scene: Scene, change: Change) -> Done:
    """Left is right: the people, the things and the light; the land stays as the seed rolled it."""
    actors = tuple(
        spot.fitted(replace(spot.grounded(scene, actor, 1 - actor.x), mirror=not actor.mirror))
        for actor in scene.actors
    )
    return replace(scene, actors=actors, lamp_x=round(1 - scene.lamp_x, 4)), ""


def horizon(scene: Scene, change: Change) -> Done:
    """Higher or lower, and with it whoever stands far off."""
    if scene.place in COVERED:
        return scene, "there is no horizon in here"
    y = round(min(0.78, max(0.36, scene.horizon - 0.075 * change.amount)), 4)
    if y == scene.horizon:
        return scene, "the horizon cannot go farther that way"
    step = y - scene.horizon
    actors = tuple(
        replace(actor, y=round(actor.y + step, 4))
        if not actor.floats and (actor.tone >= 0.3 or actor.y < scene.horizon + 0.1)
        else actor
        for actor in scene.actors
    )
    low = scene.lamp_y > scene.horizon - 0.2
    return replace(scene, horizon=y, lamp_y=round(scene.lamp_y + (step if low else 0), 4), actors=actors), ""
