"""Plants of a dream's size, and what grows on them."""

from __future__ import annotations

import math

from dreamstream.pictures.shapes.pen import blob, box, disc, limb, poly, ring
from dreamstream.pictures.shapes.shape import FLIES, Shape

_FLOWER = (
    limb("0,2,1.6 -1,24,1.5 3,46,1.4 0,66,1.6")
    + blob("0,18* 12,22 26,34 30,44* 16,40 4,30")
    + blob("1,28* -10,30 -22,42 -24,52* -12,48 -2,38")
    + blob("-3,64 -12,66 -18,76 -20,94* -10,86 -6,98* 0,88 6,98* 10,86 20,94* 18,76 12,66 3,64")
)

_FLOWER_PETALS = (
    limb("-10,86,.3 -8,76,.8 -2,68,.3")
    + limb("10,86,.3 8,76,.8 2,68,.3")
    + limb("2,22,.3 14,30,.7 26,41,.3")
    + limb("0,32,.3 -10,40,.7 -20,48,.3")
)

_SUNFLOWER = (
    limb("2,2,1.8 0,30,1.6 2,60,1.6")
    + blob("1,20* 14,22 28,34 32,46* 16,42 4,32")
    + blob("1,32* -12,34 -26,46 -28,58* -12,52 0,42")
    + "".join(
        blob(
            f"{math.cos(a - 0.26) * 13:.1f},{78 + math.sin(a - 0.26) * 13:.1f}* "
            f"{math.cos(a - 0.16) * 21:.1f},{78 + math.sin(a - 0.16) * 21:.1f} "
            f"{math.cos(a) * 27:.1f},{78 + math.sin(a) * 27:.1f}* "
            f"{math.cos(a + 0.16) * 21:.1f},{78 + math.sin(a + 0.16) * 21:.1f} "
            f"{math.cos(a + 0.26) * 13:.1f},{78 + math.sin(a + 0.26) * 13:.1f}*"
        )
        for a in (i * math.pi / 7 for i in range(14))
    )
    + disc(0, 78, 14)
)

_SUNFLOWER_HEART = ring(0, 78, 11, 1.4) + "".join(
    disc(math.cos(i * 2.4) * i**0.5 * 2.5, 78 + math.sin(i * 2.4) * i**0.5 * 2.5, 0.9) for i in range(14)
)

_ROSE = (
    limb("4,2,1.4 0,24,1.2 3,44,1.1 0,62,1.4")
    + blob("1,24* 12,26 22,36 24,46* 12,42 4,34")
    + blob("2,38* -8,40 -16,48 -18,56* -8,54 0,48")
    + poly("0,14 5,17 1,19")
    + poly("2,50 7,54 2,56")
    + blob("-4,62 -16,68 -20,80 -18,92* -12,88 -8,98 0,101 9,98 12,88 18,93* 20,80 16,68 4,62")
)

_ROSE_PETALS = (
    limb("-9,92,.3 -4,84,.9 4,84,.9 9,91,.3")
    + limb("-15,84,.3 -12,74,.9 0,70,.9 6,78,.3")
    + limb("14,84,.3 12,75,.9 4,70,.3")
    + limb("-4,94,.3 0,90,.7 4,94,.3")
)

_PLANT = (
    blob("-16,.4* -20,28 20,28 16,.4*")
    + box(-23, 27, 46, 8)
    + "".join(
        blob(p)
        for p in (
            "0,34* -10,56 -8,82 -2,104* 6,82 6,56",
            "-2,34* -20,50 -30,70 -30,92* -14,76 -4,54",
            "2,34* 20,50 31,68 32,88* 14,76 4,54",
            "-4,34* -26,42 -42,56 -48,72* -28,62 -8,46",
            "4,34* 26,42 42,54 49,68* 28,60 8,46",
            "-3,34* -22,34 -40,38 -52,48* -30,46 -8,40",
            "3,34* 22,34 40,36 52,44* 30,45 8,40",
        )
    )
)

_PLANT_VEINS = (
    limb("0,40,.3 -2,66,.8 -2,96,.3") + limb("-4,42,.3 -18,62,.8 -28,86,.3") + limb("4,42,.3 18,62,.8 29,82,.3")
)

_MUSHROOM = (
    blob("-11,.4* -8,20 -7,44* 8,44* 8,20 12,.4*")
    + blob("-46,40 -44,58 -30,80 -8,94 0,96 10,93 31,79 44,57 46,40 20,45 0,43 -20,45")
    + blob("34,.4* 36,12 36,22* 44,22* 44,12 47,.4*")
    + blob("22,20 26,32 40,40 54,31 58,20 40,23")
)

_MUSHROOM_DOTS = (
    disc(-24, 64, 6, 5)
    + disc(2, 78, 6.6, 5.6)
    + disc(24, 58, 5, 4.4)
    + disc(-4, 56, 4, 3.4)
    + disc(40, 31, 3, 2.4)
    + limb("-8,39,.4 0,37,.8 8,39,.4")
)

_LEAF = blob("-4,2* 22,14 38,36 40,64 28,90 14,104* -8,92 -28,72 -34,46 -24,20") + limb(
    "-12,-14,1.8 -8,-2,1.6 -2,8,1.2"
)

_LEAF_VEINS = limb("-3,4,.9 6,40,.9 13,96,.3") + "".join(
    limb(f"{a},{b},.7 {c},{d},.3")
    for a, b, c, d in (
        (2, 24, 26, 36),
        (5, 40, 34, 58),
        (9, 60, 32, 80),
        (0, 20, -22, 36),
        (4, 38, -27, 60),
        (8, 58, -12, 84),
    )
)

_SNOWMAN = (
    disc(0, 24, 27, 24)
    + disc(0, 60, 20, 18)
    + disc(0, 86, 13, 12.4)
    + box(-17, 96, 34, 4)
    + box(-10, 98, 20, 18)
    + limb("-16,64,1.2 -34,76,1 -46,82,.7")
    + limb("-36,77,.7 -42,88,.4")
    + limb("16,64,1.2 34,74,1 46,84,.7")
    + limb("37,76,.7 46,74,.4")
    + blob("-12,78* 0,73 13,78* 12,73 0,68 -12,73*")
    + blob("8,74* 16,62 20,52* 26,60 14,76*")
)

_SNOWMAN_SIGNS = (
    disc(-4.6, 88, 1.5)
    + disc(3, 88, 1.5)
    + poly("-1,85 -12,82 -1,81.6")
    + "".join(disc(0, y, 1.7) for y in (62, 53, 34, 23))
    + box(-10, 100, 20, 3)
)

_PUMPKIN = blob(
    "0,4 -14,1 -28,2 -42,10 -52,28 -48,48 -36,60 -20,64 -8,62 0,64 8,62 20,64 36,60 48,48 52,28 42,10 28,2 14,1"
) + limb("0,60,4 -1,70,3.4 6,80,4")

_PUMPKIN_FACE = (
    poly("-26,42 -14,52 -8,40")
    + poly("26,42 14,52 8,40")
    + poly("-4,32 4,32 0,39")
    + blob("-32,28* -20,22 -12,26* -6,19 2,24* 8,18 16,25* 24,22 32,28* 20,10 0,6 -20,10")
)

_APPLE = (
    blob("0,74 -12,82 -30,80 -42,64 -42,40 -32,14 -16,.4 -6,1 0,4 6,1 16,3 32,16 42,40 42,64 30,80 12,82")
    + limb("0,74,1.6 -1,86,1.6 5,96,2")
    + blob("3,86* 14,86 28,96 34,106* 18,106 6,98")
)

_APPLE_SHINE = blob("-30,64 -33,48 -28,34 -26,50 -24,64") + limb("8,90,.3 18,97,.8 30,104,.3")


SHAPES = (
    Shape(
        name="flower",
        noun="a flower as tall as a house",
        body=_FLOWER,
        pale=_FLOWER_PETALS,
        size=0.34,
        variants=(Shape(name="flower", noun="a flower as tall as a house", body=_SUNFLOWER, pale=_SUNFLOWER_HEART),),
    ),
    Shape(name="rose", noun="a giant rose", body=_ROSE, pale=_ROSE_PETALS, size=0.3),
    Shape(name="plant", noun="a potted plant", body=_PLANT, pale=_PLANT_VEINS, size=0.22),
    Shape(name="mushroom", noun="giant mushrooms", body=_MUSHROOM, pale=_MUSHROOM_DOTS, size=0.26),
    Shape(name="pumpkin", noun="a lit pumpkin", body=_PUMPKIN, lit=_PUMPKIN_FACE, size=0.16, glow=(0, 34, 70)),
    Shape(name="apple", noun="a giant apple", body=_APPLE, pale=_APPLE_SHINE, size=0.18),
    Shape(name="leaf", noun="a falling leaf", body=_LEAF, pale=_LEAF_VEINS, stance=FLIES, size=0.14),
    Shape(name="snowman", noun="a snowman", body=_SNOWMAN, pale=_SNOWMAN_SIGNS, size=0.2),
)
