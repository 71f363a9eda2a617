"""Homes: where things are found when nobody says where, and what stands close to the eye there."""

from __future__ import annotations

import random

from dreamstream.pictures import inside, placing
from dreamstream.pictures.shapes import traits
from dreamstream.pictures.shapes.shape import STANDS, Shape

#: where a thing is at home when no place is told
_HOMES = {
    **traits.HOMES,
    "whale": ("open sea", "lake", "sky", "sea"),
    "fish": ("underwater", "lake", "sea"),
    "boat": ("lake", "river", "open sea", "harbour"),
    "ship": ("open sea", "harbour", "sea"),
    "wave": ("sea", "open sea"),
    "bridge": ("lake",),
    "train": ("lake", "field", "sea"),
    "city": ("field", "lake", "bridge", "island"),
    "car": ("road", "street", "suburb", "bridge"),
    "bus": ("street", "road", "suburb"),
    "truck": ("road", "street"),
    "bicycle": ("road", "garden", "suburb"),
    "wolf": ("forest", "mountains", "swamp"),
    "bear": ("forest", "mountains", "river"),
    "palm": ("sea", "desert", "island"),
    "lighthouse": ("cliffs", "sea", "island"),
    "plane": ("sky", "field", "mountains", "roofs"),
    "balloon": ("mountains", "sky", "field", "roofs"),
    "ufo": ("field", "desert", "road", "farm"),
    "rocket": ("desert", "field"),
    "flyer": ("sky", "mountains", "lake", "roofs", "cliffs"),
    "faller": ("sky", "mountains", "cliffs", "roofs"),
    "angel": ("sky", "mountains", "square"),
    "stairs": ("sky", "lake", "desert", "open sea"),
    "grave": ("field", "garden"),
    "crowd": ("square", "field", "fair", "street"),
    "suitcase": ("street", "road", "harbour"),
    "street lamp": ("street", "square", "alley"),
    "house": ("suburb", "field", "lake", "island", "farm", "mountains", "cliffs"),
    "school": ("suburb", "square", "field", "garden"),
    "church": ("field", "square", "mountains", "island"),
    "tower": ("cliffs", "field", "square", "island"),
    "castle": ("mountains", "lake", "field", "island"),
    "dog": ("garden", "field", "suburb", "sea", "road"),
    "cat": ("suburb", "alley", "garden", "roofs"),
    "horse": ("farm", "field", "sea", "mountains"),
    "cow": ("farm", "field"),
    "elephant": ("jungle", "desert", "square", "field"),
    "snake": ("jungle", "swamp", "desert", "garden"),
    "spider": ("forest", "alley", "garden", "roofs"),
    "butterfly": ("garden", "field", "forest"),
    "bird": ("roofs", "garden", "cliffs", "field"),
    "birds": ("harbour", "field", "cliffs", "farm"),
    "dragon": ("mountains", "cliffs", "roofs", "cave"),
    "ghost": ("swamp", "forest", "alley", "field"),
    "child": ("garden", "suburb", "fair", "sea", "field"),
    "couple": ("bridge", "garden", "sea", "lake", "field"),
    "family": ("garden", "suburb", "sea", "farm"),
    "runner": ("alley", "road", "forest", "street", "bridge", "field"),
    "dancer": ("square", "fair", "sea", "field"),
    "toy balloon": ("fair", "garden", "field"),
    "mask": ("fair", "square", "alley"),
    "clock": ("square", "field", "desert", "alley"),
    "tree": ("field", "garden", "island", "river"),
    "bare tree": ("field", "swamp", "desert"),
    "flower": ("garden", "field", "mountains"),
    "mushroom": ("forest", "swamp"),
    "windmill": ("farm", "field"),
    "gate": ("garden", "field", "suburb"),
    "street": ("street",),
}
_ANYWHERE = (
    *("lake", "field", "mountains", "sea", "desert", "garden", "river", "island", "farm", "road"),
    *("suburb", "square", "bridge", "cliffs", "harbour", "lake", "field", "forest"),
)
_LOFTY = ("sky", "sky", "mountains", "cliffs", "roofs", "desert", "lake", "open sea", "field", "bridge", "square")
_WATER = ("boat", "ship", "wave")
TOWN = ("street", "square", "alley", "suburb", "roofs")  # have their own houses
#: what leads a dream out of doors even when a thing of the house is in it
_OPEN = (
    *("house", "tower", "church", "school", "castle", "bridge", "lighthouse", "windmill", "ruin", "gate", "grave"),
    *("city", "train", "car", "bus", "truck", "plane", "rocket", "ufo", "boat", "ship", "wave", "street lamp"),
)


def land(shapes: list[Shape], dice: random.Random) -> str:
    """A place for these things when the words name none."""
    if any(shape.indoors for shape in shapes) and (shapes[0].indoors or shapes[0].name not in _OPEN):
        return "room"
    for shape in shapes:
        if shape.name in _HOMES:
            homes = _HOMES[shape.name]
            if any(not placing.in_air(other) and other.name not in _WATER for other in shapes):
                homes = tuple(home for home in homes if home not in ("open sea", "sky")) or homes
            return dice.choice(homes)
    # only what flies, or leads upwards, belongs on clouds
    lofty = not shapes or shapes[0].stance != STANDS or shapes[0].name in ("door", "bed", "ladder", "piano")
    return dice.choice(_LOFTY if lofty else _ANYWHERE)


def settled(land: str, shapes: list[Shape]) -> tuple[str, list[Shape]]:
    """The place and the things made to fit: a town has its own towers, and who comes to a bridge stands on it."""
    names = {shape.name for shape in shapes}
    if "city" in names and land in TOWN:
        return "street", [shape for shape in shapes if shape.name != "city"]
    if "bridge" in names and land not in placing.FAR_IN and land not in (*placing.INSIDE, "underwater", "cave", "sky"):
        return "bridge", [shape for shape in shapes if shape.name != "bridge"]
    if land == "river" and names & {"boat", "ship", "rowing boat"}:
        return "lake", shapes  # the river is too narrow for it
    dry = [shape for shape in shapes if not placing.in_air(shape) and not shape.human and shape.name not in _WATER]
    if land == "open sea" and dry:
        return "sea", shapes  # a skerry bears a person, not a car
    return land, shapes


def near(land: str, dice: random.Random) -> str:
    """What closes the picture towards the eye."""
    if land in placing.INSIDE:
        return dice.choice(inside.frames(land))
    choices = {
        "lake": ("grass", "reeds", "branches", "pines", "trunks", "leaves", "rocks"),
        "river": ("reeds", "grass", "leaves", "branches", "rocks"),
        "island": ("reeds", "branches", "rocks", "leaves", "none"),
        "swamp": ("reeds", "reeds", "trunks"),
        "sea": ("none", "reeds", "rocks", "palms", "grass", "none"),
        "cliffs": ("grass", "none", "branches"),
        "harbour": ("none", "ropes"),
        "open sea": ("none", "rocks", "hollow"),
        "field": ("grass", "pines", "branches", "fence", "leaves", "flowers", "trunks"),
        "farm": ("grass", "fence", "flowers", "branches", "fence"),
        "garden": ("flowers", "leaves", "branches", "grass", "arch", "trunks"),
        "road": ("grass", "grass", "fence", "pines", "none"),
        "mountains": ("grass", "branches", "pines", "rocks", "hollow", "trunks", "flowers"),
        "forest": ("grass", "flowers", "grass"),
        "jungle": ("leaves", "grass"),
        "desert": ("none", "rocks", "hollow", "none"),
        "square": ("none", "arch", "leaves"),
        "street": ("none", "none", "leaves"),
        "suburb": ("none", "leaves", "flowers", "branches"),
        "fair": ("none", "leaves", "grass"),
        "bridge": ("none",),
        "roofs": ("none", "branches"),
        "sky": ("none", "none", "arch", "branches"),
    }
    return dice.choice(choices.get(land, ("none",)))
