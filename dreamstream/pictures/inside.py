"""The insides: which places have a roof, where their floor begins and how a sentence names them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Inside:
    """One sort of room, before anything of it is drawn."""

    words: str  #: as the sentence says it: "in a kitchen with hanging pans"
    views: tuple[str, ...]  #: the cameras that suit it
    sees: bool = True  #: its windows show the hour and the weather
    light: float = 0.36  #: how high its light is, share of the canvas from the top
    middle: bool = False  #: its light is on the axis, as at the end of a nave
    floor: tuple[float, float] | None = None  #: where the floor begins, if not where its camera says
    bank: float | None = None  #: where people stand, if not where its camera says


@dataclass(frozen=True, slots=True, kw_only=True)
class Camera:
    """Where a wall meets its floor, and where people stand on it, as shares of the canvas."""

    floor: tuple[float, float]
    bank: float


CAMERAS = {
    "front": Camera(floor=(0.72, 0.77), bank=0.885),
    "high": Camera(floor=(0.52, 0.57), bank=0.83),
    "corner": Camera(floor=(0.63, 0.69), bank=0.885),
    "deep": Camera(floor=(0.57, 0.62), bank=0.875),
    "hall": Camera(floor=(0.43, 0.60), bank=0.875),
}
ROOMS = {
    "living room": Inside(words="in a living room with a window", views=("front", "corner", "high")),
    "kitchen": Inside(words="in a kitchen with hanging pans", views=("front", "corner", "high")),
    "dining room": Inside(words="in a dining room under a hanging lamp", views=("front", "high", "corner")),
    "bedroom": Inside(words="in a bedroom with a bedside lamp", views=("front", "corner", "high")),
    "bathroom": Inside(words="in a tiled bathroom with a round mirror", views=("front", "corner")),
    "study": Inside(words="in a room with a desk and a window", views=("front", "corner")),
    "attic": Inside(words="in an attic under slanting beams", views=("deep", "front")),
    "cellar": Inside(words="in a vaulted cellar", views=("deep", "front"), sees=False),
    "staircase": Inside(words="at the foot of a great staircase", views=("front", "deep"), light=0.28),
    "hall": Inside(
        words="in a long corridor with a light at its end", views=("hall",), sees=False, light=0.46, middle=True
    ),
    "hotel": Inside(words="in a hotel corridor with lit doors", views=("hall",), sees=False, light=0.44, middle=True),
    "classroom": Inside(words="in a classroom with a blackboard", views=("front", "deep", "corner")),
    "office": Inside(words="in an office above a city", views=("front", "deep", "corner")),
    "hospital": Inside(words="in a hospital ward with curtained beds", views=("deep", "front")),
    "library": Inside(words="in a library between towers of books", views=("deep", "front")),
    "theatre": Inside(
        words="in a theatre before a lit stage",
        views=("front", "deep"),
        sees=False,
        middle=True,
        floor=(0.70, 0.715),
        bank=0.752,
    ),
    "cinema": Inside(words="in a cinema before a bright screen", views=("front",), sees=False, middle=True, bank=0.86),
    "church": Inside(words="in the nave of a church", views=("deep", "front"), light=0.34, middle=True),
    "museum": Inside(words="in a museum hall with great pictures", views=("front", "deep")),
    "station": Inside(words="in a great hall with a clock and arched windows", views=("deep", "front"), light=0.34),
    "gym": Inside(words="in a gymnasium with a row of high windows", views=("front", "deep"), light=0.24),
    "pool": Inside(words="beside an indoor pool", views=("front", "deep"), floor=(0.58, 0.62)),
    "restaurant": Inside(words="in a restaurant under a row of lamps", views=("front", "deep", "corner")),
    "bar": Inside(words="in a bar before a lit wall of bottles", views=("front", "corner"), sees=False),
    "shop": Inside(words="in a shop between full shelves", views=("deep", "front", "corner"), sees=False),
    "factory": Inside(words="in a factory under a saw-tooth roof", views=("front", "deep"), light=0.24),
    "laboratory": Inside(words="in a laboratory with glowing flasks", views=("front", "corner")),
    "greenhouse": Inside(words="in a greenhouse full of leaves", views=("deep", "front")),
    "prison": Inside(words="in a cell with a barred window", views=("front", "deep", "corner"), light=0.26),
    "carriage": Inside(words="in a railway carriage with a row of windows", views=("front", "deep")),
    "cabin": Inside(words="in the cabin of an aeroplane, above the clouds", views=("front", "deep")),
    "bus": Inside(words="in a bus with a row of windows", views=("deep", "front")),
    "lift": Inside(words="before the open doors of a lift", views=("front", "corner"), sees=False, light=0.5),
}
PLACES = ("room", *ROOMS)
_FRAMED = ("none", "none", "doorway", "curtain", "plant", "chair", "table", "lamp")
#: what may frame a room towards the eye, where not all of it suits
_FRAMES = {
    "attic": ("none", "none", "doorway", "chair", "table"),
    "cellar": ("none", "none", "doorway", "table"),
    "staircase": ("none", "none", "doorway", "curtain", "plant"),
    "classroom": ("none", "none", "doorway", "chair", "table", "plant"),
    "office": ("none", "plant", "chair", "table", "lamp"),
    "hospital": ("none", "curtain", "doorway", "plant"),
    "library": ("none", "chair", "table", "lamp", "doorway"),
    "church": ("none", "none", "doorway"),
    "museum": ("none", "none", "doorway", "plant", "curtain"),
    "station": ("none", "none", "doorway", "plant", "lamp"),
    "gym": ("none", "none", "doorway"),
    "pool": ("none", "plant", "doorway"),
    "restaurant": ("none", "lamp", "table", "chair", "curtain", "plant"),
    "bar": ("none", "lamp", "table", "curtain"),
    "shop": ("none", "none", "doorway", "plant"),
    "factory": ("none", "none", "doorway", "lamp"),
    "laboratory": ("none", "none", "doorway", "table", "lamp"),
    "greenhouse": ("none", "plant", "doorway", "chair"),
    "prison": ("none", "none", "doorway"),
    "carriage": ("none", "curtain", "table"),
    "cabin": ("none", "none", "curtain"),
    "lift": ("none", "plant", "none"),
    **dict.fromkeys(("hall", "hotel", "theatre", "cinema", "bus"), ("none",)),
}
_ITSELF: dict[str, tuple[str, ...]] = {
    "carriage": ("train",),
    "bus": ("bus",),
    "cabin": ("plane",),
    "church": ("church", "temple"),
    "staircase": ("stairs",),
    "theatre": ("stage", "curtain"),
    "lift": ("lift",),
    "hall": ("door",),
    "hotel": ("door",),
    "hospital": ("hospital",),
    "prison": ("bars",),
    "library": ("bookshelf",),
    "office": ("skyscraper", "city"),
}
_SIGNS = {
    "bed": ("bedroom", "bedroom", "attic", "hospital"),
    "cradle": ("bedroom", "attic", "hospital"),
    "bath": ("bathroom",),
    "mirror": ("bathroom", "bedroom", "attic", "staircase"),
    "table": ("dining room", "kitchen", "restaurant"),
    "cake": ("dining room", "kitchen"),
    "cup": ("kitchen", "dining room", "study"),
    "bottle": ("bar", "kitchen", "cellar"),
    "book": ("library", "study"),
    "letter": ("study", "living room"),
    "screen": ("living room", "cinema", "office"),
    "piano": ("living room", "theatre", "dining room"),
    "stage": ("theatre",),
    "stairs": ("staircase",),
    "clock": ("living room", "station", "classroom"),
    "crowd": ("station", "theatre", "restaurant", "church"),
    "dancer": ("theatre", "gym", "living room"),
    "suitcase": ("station", "hotel", "bedroom"),
    "cage": ("prison", "laboratory", "attic"),
    "candle": ("church", "dining room", "attic"),
    "scissors": ("bathroom", "study"),
    "guitar": ("theatre", "bar", "living room"),
    "key": ("hotel", "prison", "attic"),
    "spider": ("attic", "cellar"),
    "plant": ("greenhouse", "living room"),
    "sofa": ("living room",),
    "fireplace": ("living room",),
    "gramophone": ("living room", "attic"),
    "aquarium": ("living room", "restaurant"),
    "desk": ("study", "office", "classroom"),
    "computer": ("office", "study"),
    "wardrobe": ("bedroom", "attic"),
    "sleeper": ("bedroom", "hospital"),
    "doll": ("bedroom", "attic"),
    "teddy bear": ("bedroom", "attic"),
    "bookshelf": ("study", "living room"),
    "toilet": ("bathroom",),
    "tap": ("bathroom", "kitchen"),
    "fridge": ("kitchen",),
    "cooker": ("kitchen",),
    "washing machine": ("cellar", "bathroom"),
    "cook": ("kitchen", "restaurant"),
    "teacher": ("classroom",),
    "doctor": ("hospital",),
    "wheelchair": ("hospital",),
    "lift": ("lift",),
    "curtain": ("theatre", "living room"),
    "singer": ("theatre", "church", "bar"),
    "bride": ("church",),
    "monk": ("church", "library"),
    "statue": ("museum",),
    "easel": ("museum", "attic"),
    "robot": ("factory", "laboratory"),
    "bars": ("prison",),
    "cards": ("bar", "dining room"),
    "boxes": ("attic", "cellar"),
    "web": ("attic", "cellar"),
    "traveller": ("station",),
    "mouse": ("kitchen", "cellar"),
    "flower": ("greenhouse", "living room"),
    "child": ("bedroom", "classroom", "living room"),
}
_ANY = ("living room", "study", "bedroom", "dining room", "attic", "kitchen", "living room", "staircase", "library")


def kind(place: str, seed: int) -> str:
    """Which room is drawn: one that is only called a room is one of several by its seed."""
    if place in ROOMS:
        return place
    return random.Random(f"{seed}:which room").choice(_ANY)


def view(place: str, seed: int) -> str:
    """Which camera looks into it."""
    return random.Random(f"{seed}:camera").choice(ROOMS[kind(place, seed)].views)


def floor(place: str, seed: int) -> tuple[float, float]:
    """Between which shares of the canvas its floor may begin."""
    return ROOMS[kind(place, seed)].floor or CAMERAS[view(place, seed)].floor


def bank(place: str, seed: int) -> float:
    """Where people stand, share of the canvas from the top."""
    own = ROOMS[kind(place, seed)].bank
    return CAMERAS[view(place, seed)].bank if own is None else own


def frames(place: str) -> tuple[str, ...]:
    """What may close this room towards the eye."""
    return _FRAMES.get(place, _FRAMED)


def named(place: str, things: Sequence[str], seed: int) -> str:
    """The room itself where a dream only says "room": by the things that are in it, else by its seed."""
    if place != "room":
        return place
    for thing in things:
        if thing in _SIGNS:
            return random.Random(f"{seed}:sign").choice(_SIGNS[thing])
    return kind(place, seed)


def sees(place: str) -> bool:
    """Whether its windows show the hour and the weather; a room that is only called a room has one."""
    return place not in ROOMS or ROOMS[place].sees


def itself(place: str) -> tuple[str, ...]:
    """What a room is, or has by itself: it is not also standing there."""
    if place not in PLACES:
        return ()
    return (*_ITSELF.get(place, ()), *(("window",) if sees(place) else ()))


def words(place: str, seed: int) -> str:
    """The room as a sentence names it."""
    return ROOMS[kind(place, seed)].words
