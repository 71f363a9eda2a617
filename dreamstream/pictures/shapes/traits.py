"""Traits: what a shape is besides its outline, so that rooms which place and speak of it need no lists of names."""

from __future__ import annotations

from dreamstream.pictures.shapes.shelf import ROOMS


def _names(*rooms: str) -> frozenset[str]:
    return frozenset(name for room in rooms for name in ROOMS[room].split(", "))


BUILT = (_names("buildings", "landmarks")) - {"stairs", "door", "gate", "stage", "window", "lift", "bars", "signpost"}
RIDES = _names("vehicles", "rides") - {"pram", "wheelchair", "sled"}
#: never under a roof
OUTSIDE = (
    BUILT
    | RIDES
    | (_names("nature", "heavens") - {"fire", "orb"})
    | {"street lamp", "gate", "signpost", "swing", "climber", "rider", "sled", "snowman", "grave", "kite", "web"}
)
#: belongs into a room
HOUSEHOLD = _names("furniture", "household") | {"screen", "computer", "aquarium", "alarm clock", "gramophone", "lift"}
#: never alone out of doors
SMALL = frozenset(
    (
        *("window", "table", "chair", "sofa", "desk", "cup", "bottle", "bath", "toilet", "tap", "fridge", "cooker"),
        *("screen", "computer", "cake", "curtain", "washing machine", "bookshelf", "alarm clock"),
    )
)

#: how tall in the waking world; what is not here has the size its dream gives it
METRES = {
    name: float(metres)
    for line in (
        "stranger 1.85, girl 1.3, balloon child 2.2, old man 1.7, bride 1.75, doctor 1.75, police officer 1.85",
        "soldier 1.85, teacher 1.9, king 2.0, queen 1.9, witch 2.0, monk 1.85, clown 1.9, astronaut 1.9, cook 1.9",
        "singer 1.75, rider 2.6, cyclist 1.8, sitter 1.1, sleeper 0.6, kneeler 1.3, reacher 2.0, welcome 1.75",
        "swing 4.2, friends 1.8, chase 1.7, umbrella walker 2.2, traveller 1.8, fighters 1.7, talkers 1.8",
        "embrace 1.8, parent 1.75, shoulders 2.4, mother and baby 1.7, veiled figure 1.8, sled 1.1, zombie 1.75",
        "sheep 1.0, goat 1.1, pig 0.9, rabbit 0.45, mouse 0.25, fox 0.7, lion 1.3, tiger 1.1, monkey 0.9, deer 1.9",
        "giraffe 4.6, camel 2.4, crow 0.45, hen 0.5, peacock 1.3, penguin 0.9, swan 0.9, duck 0.45, turtle 0.6",
        "crab 0.35, frog 0.35, snail 0.25, lizard 0.35, crocodile 0.8, unicorn 2.4, dinosaur 4.0, robot 1.9, alien 1.5",
        "barn 8.0, hospital 13.0, skyscraper 26.0, temple 12.0, pyramid 22.0, tent 2.0, statue 6.0, fountain 4.0",
        "well 2.6, signpost 3.0, fence 1.2, bars 2.6, ferris wheel 22.0, carousel 6.0, scarecrow 2.2",
        "police car 1.6, ambulance 2.6, tank 2.6, helicopter 3.4, carriage 2.8, tractor 2.8, motorcycle 1.3, pram 1.1",
        "wheelchair 1.1, roller coaster 20.0, rowing boat 1.6, cactus 3.5, bush 1.3",
        "snowman 1.7, table 1.3, chair 1.0, sofa 0.95, desk 1.3, mirror 1.9",
        "wardrobe 2.2, bookshelf 2.2, fireplace 1.6, curtain 2.2, bath 0.9, toilet 0.9, fridge 1.9, cooker 1.2",
        "washing machine 0.95, clock 2.2, cradle 0.9, ladder 3.5, lantern 0.5, computer 1.2",
        "bottle 1.2, cup 1.1, cake 1.2, candle 1.2, alarm clock 1.1, telephone 1.1, boxes 0.9, easel 1.7",
        "backpack 0.6, purse 0.4, treasure 0.7, gift 0.6, dress 1.7, camera 1.5, coffin 0.8, doll 0.5, teddy bear 0.5",
        "ball 0.35, guitar 1.0, violin 0.9, gramophone 0.9, bell 2.4, plant 0.9",
    )
    for name, metres in (part.rsplit(" ", 1) for part in line.split(", "))
}

#: where a thing is at home when no place is told
HOMES: dict[str, tuple[str, ...]] = {
    name: tuple(homes.split(", "))
    for names, homes in {
        "lion, tiger, elephant, giraffe": "field, desert, jungle",
        "monkey, parrot, lizard": "jungle, garden",
        "camel, pyramid, cactus, scorpion": "desert",
        "deer, fox, owl, web": "forest, field, mountains",
        "sheep, goat, pig, hen, barn, tractor, scarecrow": "farm, field",
        "rabbit, peacock, fountain, statue, rose, bee, snail, fairy": "garden, field",
        "mouse, bat, zombie": "alley, street, suburb",
        "crow, dove, eagle": "roofs, field, cliffs, mountains",
        "swan, duck, frog, turtle, island": "lake, river, swamp",
        "shark, dolphin, octopus, submarine": "open sea, underwater, sea",
        "jellyfish, diver": "underwater, open sea",
        "swimmer": "underwater, lake, open sea",
        "crab, mermaid": "sea, cliffs",
        "penguin, iceberg": "open sea, sea",
        "crocodile": "swamp, river, jungle",
        "rowing boat": "lake, river, open sea",
        "snowman, sled": "mountains, field, suburb",
        "climber, waterfall": "mountains, cliffs",
        "volcano": "island, mountains, sea",
        "tornado": "field, farm, road",
        "rider, unicorn, carriage": "field, mountains, forest, road",
        "cyclist, motorcycle, ambulance, police car, signpost": "road, street, suburb",
        "tank, soldier": "field, road, desert",
        "helicopter, parachute": "roofs, mountains, field, sky",
        "planet, comet": "desert, mountains, field, sky",
        "ferris wheel, carousel, clown, roller coaster, kite": "fair, field",
        "witch, monster, skeleton, veiled figure": "forest, swamp, field, alley",
        "shadow figure, devil": "forest, alley, swamp, road",
        "bride": "garden, sea, bridge, square",
        "chase": "road, field, street, forest",
        "skyscraper, hospital": "street, square, suburb",
        "swing, plant": "garden, suburb, field",
        "coffin": "field, forest, garden",
        "sword, dinosaur": "mountains, field, forest",
        "tent": "mountains, forest, field, lake",
        "umbrella walker": "street, square, road, garden",
    }.items()
    for name in names.split(", ")
}
