"""Say what a picture shows: for those who cannot see it, and for those who check it."""

from __future__ import annotations

from dreamstream.pictures import garnish, inside
from dreamstream.pictures.scene import Actor, Scene
from dreamstream.pictures.shapes import shelf

_LAND = {
    "lake": "by a lake under far hills",
    "river": "by a river that winds through hills",
    "island": "on a small island in still water",
    "swamp": "in a swamp of dead trees",
    "sea": "on a shore by the sea",
    "cliffs": "on a cliff above the sea",
    "harbour": "on the quay of a harbour",
    "open sea": "out on the open sea",
    "forest": "among tall dark trunks in a forest",
    "jungle": "among palms in a jungle",
    "square": "on a town square",
    "alley": "in a narrow alley",
    "suburb": "in a street of small houses and gardens",
    "road": "on a country road",
    "bridge": "on a great bridge",
    "roofs": "over the roofs of a town",
    "street": "in a street between tall buildings",
    "mountains": "before a range of mountains",
    "field": "in open fields",
    "farm": "on farm land",
    "garden": "in a garden",
    "fair": "at a fairground",
    "desert": "among dunes",
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
_BEHIND_GLASS = {
    "rain": "rain runs down outside",
    "snow": "snow falls outside",
    "storm": "a storm is outside",
    "fog": "fog is at the windows",
}
_ROLES = ("subject", "second", "third", "dreamer")
_INSIDE = (*inside.PLACES, "underwater", "cave")


def sentence(scene: Scene) -> str:
    """Who is there, where, when, and under which light."""
    roofed = scene.place in inside.PLACES
    land = inside.words(scene.place, scene.seed) if roofed else _LAND.get(scene.place, _LAND["field"])
    parts = [who(scene), land]
    if scene.place not in ("hall", "hotel", "underwater", "cave"):
        parts.append(_HOUR.get(scene.hour, _HOUR["night"]))
    text = " ".join(parts)
    if scene.place not in _INSIDE:
        hung = garnish.carried(scene)
        if scene.lamp in ("moon", "sun"):
            size = "large " if scene.lamp_r > 0.1 else ""
            phase = {"crescent": "sickle ", "half": "half "}.get(scene.phase, "") if scene.lamp == "moon" else ""
            hung = [f"a {size}{phase}{scene.lamp}", *hung]
        text += f", with {_listed(hung)} in the sky" if hung else ""
    said = text[0].upper() + text[1:] + "."
    if scene.weather in _WEATHER and scene.place not in _INSIDE:
        said = said[:-1] + f"; {_WEATHER[scene.weather][0].lower()}{_WEATHER[scene.weather][1:]}."
    if scene.weather in _BEHIND_GLASS and roofed and inside.ROOMS[inside.kind(scene.place, scene.seed)].sees:
        said = said[:-1] + f"; {_BEHIND_GLASS[scene.weather]}."
    for clause in garnish.drifting(scene):
        said = said[:-1] + f"; {clause}."
    return said


def who(scene: Scene) -> str:
    """Who and what is in it, nearest first to the teller's heart: the subject, then the others, then the dreamer."""
    known = sorted((actor for actor in scene.actors if actor.name in shelf.SHAPES), key=_rank)
    return _listed([_noun(actor, scene) for actor in known]) if known else "Nobody"


def _rank(actor: Actor) -> int:
    return _ROLES.index(actor.role) if actor.role in _ROLES else len(_ROLES)


def _noun(actor: Actor, scene: Scene) -> str:
    noun = shelf.drawn(actor.name, scene.seed).noun
    if actor.role == "dreamer" and actor.name == "person":
        noun = "a small figure"
    if actor.tint:
        first, _, rest = noun.partition(" ")
        article = ("an" if actor.tint[0] in "aeiou" else "a") if first in ("a", "an") else first
        noun = f"{article} {actor.tint} {rest}" if rest else f"{actor.tint} {noun}"
    return noun


def _listed(nouns: list[str]) -> str:
    return nouns[0] if len(nouns) == 1 else ", ".join(nouns[:-1]) + " and " + nouns[-1]
