"""The shelf: every shape by its name, and how much room it takes."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module

from dreamstream.pictures.shapes.shape import Shape

Box = tuple[float, float, float, float]

#: what lies in which room; a picture opens two or three of them, all of them take a tenth of a second
ROOMS = {
    "people": "person, woman, man, stranger",
    "ages": "child, girl, balloon child, old woman, old man",
    "callings": (
        "bride, doctor, police officer, soldier, teacher, king, queen, witch, monk, clown, astronaut, cook, singer"
    ),
    "doings": "runner, flyer, faller, dancer, rider, cyclist, climber",
    "stillness": "sitter, sleeper, kneeler, reacher, welcome, swimmer, diver, swing",
    "company": "friends, crowd, chase, umbrella walker, traveller, fighters, talkers, embrace",
    "kin": "family, parent, shoulders, mother and baby, couple",
    "animals": "dog, cat, horse, cow, sheep, goat, pig, rabbit, mouse",
    "beasts": "wolf, fox, bear, lion, tiger",
    "wildlife": "elephant, monkey, deer, giraffe, camel, bat",
    "birds": "bird, birds, eagle, owl, crow, swan, duck, hen, peacock, parrot, penguin, dove",
    "swimmers": "whale, fish, shark, dolphin, octopus, jellyfish, turtle, crab, frog, mermaid, snail",
    "crawlers": "snake, spider, butterfly, bee, beetle, scorpion, web, lizard, crocodile",
    "spirits": "ghost, veiled figure, shadow figure, monster, angel, devil, skeleton, zombie",
    "fabled": "robot, alien, fairy, dragon, unicorn, dinosaur",
    "buildings": (
        "house, tower, church, school, city, castle, bridge, stairs, door, gate, lighthouse, windmill, ruin, "
        "stage, window"
    ),
    "landmarks": (
        "tent, statue, fountain, well, pyramid, temple, signpost, fence, bars, ferris wheel, carousel, scarecrow, "
        "barn, hospital, lift, skyscraper"
    ),
    "vehicles": "train, car, bus, truck, plane, rocket, ufo, boat, ship, bicycle, balloon",
    "rides": (
        "motorcycle, police car, ambulance, tank, helicopter, submarine, carriage, tractor, rowing boat, pram, "
        "wheelchair, sled, parachute, roller coaster"
    ),
    "nature": "tree, bare tree, pine, palm, rocks, volcano, island, waterfall, iceberg, fire, wave, cactus, bush",
    "plants": "flower, rose, plant, mushroom, pumpkin, apple, leaf, snowman",
    "heavens": "tornado, star, comet, planet, rainbow, cloud, crescent, orb",
    "furniture": "bed, table, chair, sofa, desk, mirror, cradle, piano, wardrobe, bookshelf, fireplace, curtain",
    "household": "bath, toilet, tap, fridge, washing machine, cooker, bottle, cup, cake, cauldron",
    "things": (
        "clock, alarm clock, lantern, street lamp, candle, ladder, screen, computer, cage, boxes, aquarium, easel"
    ),
    "keepsakes": "key, letter, heart, tooth, ring, crown, knife, axe, sword, gun, scissors, mask, skull, cards, book",
    "signs": "crystal ball, mobile, eye, hand, watch, hourglass, telephone, bomb, feather, nest",
    "belongings": (
        "suitcase, backpack, purse, money, treasure, gift, umbrella, hat, shoes, dress, camera, grave, coffin"
    ),
    "playthings": "toy balloon, guitar, violin, gramophone, ball, doll, teddy bear, kite, chess, globe, bell",
}


class _Shelf(Mapping[str, Shape]):
    """Shapes by name, each room opened when something in it is asked for."""

    def __getitem__(self, name: str) -> Shape:
        return _room(_PLACES[name])[name]

    def __iter__(self) -> Iterator[str]:
        return iter(_PLACES)

    def __len__(self) -> int:
        return len(_PLACES)

    def __contains__(self, name: object) -> bool:
        return name in _PLACES


@cache
def _room(name: str) -> dict[str, Shape]:
    shapes: tuple[Shape, ...] = import_module(f"dreamstream.pictures.shapes.{name}").SHAPES
    return {shape.name: shape for shape in shapes}


_PLACES = {name: room for room, names in ROOMS.items() for name in names.split(", ")}
SHAPES: Mapping[str, Shape] = _Shelf()

#: things that are the air, the light or the land of a picture rather than somebody standing in it
WEATHER = {"rain": "rain", "snow": "snow", "storm": "storm", "lightning": "storm", "fog": "fog"}
LIGHTS = {"moon": "moon", "sun": "sun"}
LANDS = {
    "mountain": "mountains",
    "forest": "forest",
    "river": "lake",
    "lake": "lake",
    "sea": "sea",
    "beach": "sea",
    "desert": "desert",
    "street": "street",
}
NAMES = (*SHAPES, *WEATHER, *LIGHTS, *LANDS)
_COMMANDS = re.compile(r"([MLCAHV])([^MLCAHVZ]*)")


#: the panels of one comic lie this far apart in their seeds: whoever is in several keeps the same looks
PAGE = 7919


def drawn(name: str, seed: int) -> Shape:
    """The drawing of a name for this seed: one of its variants, the same in every panel of a page."""
    shape = SHAPES[name]
    if not shape.variants:
        return shape
    return random.Random(f"{seed % PAGE}:{name}").choice((shape, *shape.variants))


@cache
def bounds(name: str) -> Box:
    """Left, bottom, right, top of a name in its own units, y upwards, with room for each of its drawings."""
    shape = SHAPES[name]
    boxes = [extent(one) for one in (shape, *shape.variants)]
    lefts, lows, rights, tops = zip(*boxes, strict=True)
    return min(lefts), min(lows), max(rights), max(tops)


def extent(shape: Shape) -> Box:
    """Left, bottom, right, top of one drawing, y upwards: of the curves, not of their handles."""
    xs: list[float] = []
    ys: list[float] = []
    for path in (shape.body, shape.lit, shape.pale):
        x = y = 0.0
        for letter, numbers in _COMMANDS.findall(path):
            values = [float(v) for v in numbers.split()]
            if letter == "A":
                ys += [-values[6] - values[1], -values[6] + values[1]]
            elif letter == "C":
                xs += _along(x, *values[0::2])
                ys += [-v for v in _along(y, *values[1::2])]
            elif letter in "ML":
                xs += values[0::2]
                ys += [-v for v in values[1::2]]
            if len(values) > 1:
                x, y = values[-2], values[-1]
                xs.append(x)
                ys.append(-y)
    return min(xs), min(ys), max(xs), max(ys)


def _along(a: float, b: float, c: float, d: float) -> list[float]:
    """Spots on a curve, close enough to know how far it reaches."""
    out = []
    for i in range(1, 6):
        t = i / 6
        s = 1 - t
        out.append(s * s * s * a + 3 * s * s * t * b + 3 * s * t * t * c + t * t * t * d)
    return out
