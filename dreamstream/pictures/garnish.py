"""Garnish: what a sky has of itself besides its light, by mood, hour and seed, and how a sentence says it."""

from __future__ import annotations

import random
from dataclasses import replace

from dreamstream.pictures.scene import Scene
from dreamstream.pictures.shapes import shelf

_OPEN = ("lake", "river", "island", "sea", "cliffs", "open sea", "field", "farm", "mountains", "desert", "sky", "road")
_GREEN = ("forest", "garden", "swamp", "field", "river", "lake", "farm", "jungle")
#: name, moods it suits (all where none is said), hours, places, how often
_CHANCES = (
    ("northern lights", ("peace", "confusion", "unease", "joy"), ("night",), _OPEN, 0.14),
    ("milky way", (), ("night",), _OPEN, 0.2),
    ("shooting star", ("peace", "love", "joy", "sadness", "confusion"), ("night",), _OPEN, 0.14),
    ("rainbow", ("joy", "peace"), ("day", "dawn"), _OPEN, 0.07),
    ("fireflies", ("peace", "love", "joy", "confusion"), ("night", "dusk"), _GREEN, 0.2),
    ("petals", ("love",), ("day", "dawn", "dusk"), (*_GREEN, "square", "suburb"), 0.16),
    ("mist", ("unease", "sadness"), ("night", "dawn"), (*_OPEN, *_GREEN), 0.14),
)
_SAID = {
    "milky way": "the milky way",
    "northern lights": "northern lights",
    "rainbow": "a rainbow",
    "shooting star": "a shooting star",
    "fireworks": "fireworks",
    "birds": "a few birds far off",
    "second moon": "a second moon",
}
_DRIFTING = {
    "fireflies": "fireflies glow",
    "lanterns": "paper lanterns float",
    "leaves": "leaves drift",
    "petals": "petals drift",
    "wind": "the wind blows",
    "mist": "mist lies low",
}


def garnished(scene: Scene) -> Scene:
    """The scene with at most one thing more in its sky, and its moon's phase."""
    dice = random.Random(f"{scene.seed % shelf.PAGE}:garnish")  # one moon through all panels of a page
    extras: tuple[str, ...] = ()
    for name, moods, hours, places, chance in _CHANCES:
        lucky = dice.random() < chance
        fits = (not moods or scene.mood in moods) and scene.hour in hours and scene.place in places
        if lucky and fits and not extras and scene.weather is None:
            # a bright disc outshines the milky way
            if name == "milky way" and scene.lamp != "none" and scene.lamp_r > 0.07:
                continue
            extras = (name,)
    phase = scene.phase
    crossed = any(actor.floats and abs(actor.x - scene.lamp_x) < 0.2 for actor in scene.actors)
    if scene.lamp == "moon" and scene.lamp_r < 0.11 and not crossed:
        phase = dice.choice(("full", "full", "crescent", "half", "full", "crescent"))
    return replace(scene, extras=(*scene.extras, *extras), phase=phase)


def carried(scene: Scene) -> list[str]:
    """What else the sky carries, as a sentence names it."""
    return [_SAID[name] for name in scene.extras if name in _SAID]


def drifting(scene: Scene) -> list[str]:
    """What drifts through the air, each a clause."""
    return [_DRIFTING[name] for name in scene.extras if name in _DRIFTING]
