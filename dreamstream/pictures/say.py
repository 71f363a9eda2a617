"""Say what a picture shows: for those who cannot see it, and for those who check it."""

from __future__ import annotations

from dreamstream.pictures.scene import Actor, Scene
from dreamstream.pictures.shapes import shelf

_LAND = {
    "lake": "by a lake under far hills",
    "sea": "on a shore by the sea",
    "forest": "among tall dark trunks in a forest",
    "street": "in a street between tall buildings",
    "mountains": "before a range of mountains",
    "field": "in open fields",
    "desert": "among dunes",
    "room": "in a room with a window",
    "hall": "in a long corridor with a light at its end",
    "sky": "above a sea of clouds",
    "underwater": "under water, lit from above",
    "cave": "in a cave that opens to the light",
}
_HOUR = {"night": "at night", "dawn": "at dawn", "day": "by day", "dusk": "at dusk"}
_WEATHER = {
    "rain": "It is raining",
    "snow": "Snow is falling",
    "storm": "Lightning strikes",
    "fog": "Fog lies over the ground",
}
_INSIDE = ("room", "hall", "underwater", "cave")


def sentence(scene: Scene) -> str:
    """Who is there, where, when, and under which light."""
    known = [actor for actor in scene.actors if actor.name in shelf.SHAPES]
    land = _LAND.get(scene.place, _LAND["field"])
    who = _listed([_noun(actor) for actor in known]) if known else "Nobody"
    parts = [who, land]
    if scene.place not in ("hall", "underwater", "cave"):
        parts.append(_HOUR.get(scene.hour, _HOUR["night"]))
    text = " ".join(parts)
    if scene.lamp in ("moon", "sun") and scene.place not in _INSIDE:
        size = "large " if scene.lamp_r > 0.1 else ""
        text += f", with a {size}{scene.lamp} in the sky"
    said = text[0].upper() + text[1:] + "."
    if scene.weather in _WEATHER and scene.place not in _INSIDE:
        said = said[:-1] + f"; {_WEATHER[scene.weather][0].lower()}{_WEATHER[scene.weather][1:]}."
    return said


def _noun(actor: Actor) -> str:
    noun = shelf.SHAPES[actor.name].noun
    if actor.role == "dreamer" and actor.name == "person":
        return "a small figure"
    return noun


def _listed(nouns: list[str]) -> str:
    return nouns[0] if len(nouns) == 1 else ", ".join(nouns[:-1]) + " and " + nouns[-1]
