"""Signs: what a dream shows large."""

from __future__ import annotations

import math

from dreamstream.pictures.shapes.pen import blob, box, disc, even, limb, line, moved, poly, ring
from dreamstream.pictures.shapes.props import SIDE_TABLE
from dreamstream.pictures.shapes.shape import FLIES, HANGS, Shape

_EYE = blob("-90,50* -60,78 -24,94 24,94 60,78 90,50* 60,24 24,8 -24,8 -60,24") + "".join(
    limb(f"{x},{y},1.6 {x * 1.12 + 2},{y + 10},1.1 {x * 1.26 + 4},{y + 16},.3")
    for x, y in ((-58, 80), (-34, 91), (-8, 95), (18, 95), (42, 89), (62, 77))
)

_EYE_WHITE = blob("-78,50* -52,72 -22,84 22,84 52,72 78,50* 52,30 22,18 -22,18 -52,30") + ring(0, 51, 14, 2.4)

_EYE_IRIS = disc(0, 51, 28)

_EYE_LIGHT = disc(-9, 61, 5)

_HAND = blob(
    "-20,.4* -24,22 -34,38 -50,50 -60,60 -57,66 -50,66 -38,60 -27,50 -28,72 -31,90 -29,95 -24,96 -20,92 -14,64 "
    "-11,66 -11,94 "
    "-8,101 -3,102 1,97 3,66 6,64 10,88 13,93 18,93 21,88 18,60 21,58 28,74 32,78 36,75 36,70 30,46 24,22 20,.4*"
)

_HAND_LINES = (
    limb("-22,44,.3 -10,38,.9 12,42,.9 20,50,.3")
    + limb("-20,36,.3 -8,30,.8 4,18,.3")
    + limb("-30,34,.3 -18,30,.7 -12,16,.3")
)

_PHONE = (
    blob("-56,0* -50,26 -30,52 -22,60 22,60 30,52 50,26 56,0*")
    + blob("-68,64 -70,80 -54,94 -20,99 20,99 54,94 70,80 68,64 44,62 40,76 20,80 -20,80 -40,76 -44,62")
    + box(-18, 56, 8, 20)
    + box(10, 56, 8, 20)
)

_PHONE_DIAL = ring(0, 30, 16, 7) + disc(0, 30, 5)

_MOBILE = (
    # in a hand
    blob("-22,34* -22,108 -19,112 19,112 22,108 22,34*")
    + blob(
        "-16,.4* -20,16 -30,30 -33,48 -30,56 -24,56 -22,48 -20,40 20,34 22,54 22,66 27,68 31,62 32,50 33,40 "
        "30,24 20,12 16,.4*"
    )
)

_MOBILE_LIT = box(-18, 46, 36, 58)

_MOBILE_INK = (
    blob("-33,54 -20,60 -14,58 -20,52 -30,46")
    + limb("-30,66,3 -19,68,2.6")
    + limb("-29,76,2.8 -19,77,2.4")
    + limb("-32,46,4 -28,66,3.2 -27,78,2.6")
    + blob("22,40 14,50 12,66 16,72 22,66 30,56")
)

_HOURGLASS = (
    box(-26, 0, 52, 7)
    + box(-26, 93, 52, 7)
    + box(-24, 4, 4, 92)
    + box(20, 4, 4, 92)
    + even("0,94 17,94 16,76 8,60 2,52 2,48 8,40 16,24 17,6 0,6")
)

_SAND = even("0,78 13.6,78 8,64 2,54 .8,50 0,50") + even("0,30 5,24 13,14 14.6,9 0,8") + box(-0.5, 26, 1, 26)

_BOMB = disc(0, 38, 38) + box(-9, 72, 18, 12) + limb("0,84,1.6 4,96,1.4 16,100,1.2 24,94,1")

_SPARK = poly(
    " ".join(
        f"{26 + r * math.sin(i * math.pi / 6):.1f},{93 + r * math.cos(i * math.pi / 6):.1f}"
        for i, r in enumerate((11, 4) * 6)
    )
)

_BOMB_SHINE = blob("-26,46 -28,56 -18,66 -12,66 -20,58")

_FEATHER = blob(
    "-30,2* -20,22 -26,30* -18,34 -22,46* -12,52 -10,66 4,84 22,98 44,106* 42,86 34,66 26,60* 28,50 16,40 "
    "8,38* 8,30 -6,16 -18,8"
)

_FEATHER_LINE = (
    limb("-40,-12,.9 -24,10,.9 0,46,.8 40,102,.3")
    + limb("-6,38,.4 4,38,.3 14,42,.2")
    + limb("4,54,.4 16,54,.3 26,60,.2")
)

_CRYSTAL = disc(0, 74, 30)

_CRYSTAL_STAND = blob("-30,.4* -26,8 -16,14 -20,26 -22,48 22,48 20,26 16,14 26,8 30,.4*")

_CRYSTAL_STARS = "".join(
    poly(
        f"{x},{y + r} {x + r * 0.3},{y + r * 0.3} {x + r},{y} {x + r * 0.3},{y - r * 0.3} {x},{y - r} "
        f"{x - r * 0.3},{y - r * 0.3} {x - r},{y} {x - r * 0.3},{y + r * 0.3}"
    )
    for x, y, r in ((-8, 80, 9), (12, 66, 6), (10, 90, 4))
)

_NEST = blob("-56,26 -48,8 -20,.4 20,.4 48,8 56,26 40,22 0,18 -40,22") + "".join(
    limb(f"{x},{y},.8 {x + 24},{y - 5},1 {x + 46},{y + 2},.5")
    for x, y in ((-62, 20), (-50, 12), (-10, 10), (8, 20), (-34, 6))
)

_EGGS = disc(-20, 34, 13, 17) + disc(20, 34, 13, 17) + disc(0, 38, 14, 19)

_WATCH = (
    disc(0, 62, 30)
    + ring(0, 98, 7, 3)
    + box(-4, 90, 8, 6)
    + "".join(
        ring(x, y, 4, 1.6)
        for x, y in (
            (8, 104),
            (15, 106),
            (22, 104),
            (28, 99),
            (33, 93),
            (37, 86),
            (40, 79),
            (42, 72),
            (43, 65),
            (43, 58),
        )
    )
)

_WATCH_FACE = disc(0, 62, 24)

_WATCH_HANDS = (
    line("0,62 0,80", 1.4)
    + line("0,62 12,55", 1.4)
    + "".join(disc(20 * math.sin(i * math.pi / 6), 62 + 20 * math.cos(i * math.pi / 6), 1.1) for i in range(12))
)


SHAPES = (
    Shape(
        name="crystal ball",
        noun="a crystal ball",
        body=_CRYSTAL_STAND,
        lit=_CRYSTAL,
        ink=_CRYSTAL_STARS,
        size=0.2,
        glow=(0, 74, 80),
    ),
    Shape(
        name="mobile",
        noun="a hand with a glowing phone",
        body=_MOBILE,
        lit=_MOBILE_LIT,
        ink=_MOBILE_INK,
        size=0.22,
        glow=(0, 74, 70),
    ),
    Shape(
        name="eye",
        noun="a great eye",
        body=_EYE,
        pale=_EYE_WHITE,
        ink=_EYE_IRIS,
        lit=_EYE_LIGHT,
        stance=HANGS,
        size=0.18,
    ),
    Shape(name="hand", noun="a giant hand", body=_HAND, pale=_HAND_LINES, size=0.34),
    Shape(
        name="watch",
        noun="a great pocket watch",
        body=_WATCH,
        lit=_WATCH_FACE,
        ink=_WATCH_HANDS,
        stance=HANGS,
        size=0.2,
        glow=(0, 62, 60),
    ),
    Shape(name="hourglass", noun="an hourglass", body=_HOURGLASS, lit=_SAND, size=0.22, glow=(0, 50, 60)),
    Shape(
        name="telephone",
        noun="an old telephone",
        body=SIDE_TABLE + moved(_PHONE, 0, 46, 0.5),
        pale=moved(_PHONE_DIAL, 0, 46, 0.5),
        size=0.22,
    ),
    Shape(
        name="bomb",
        noun="a bomb with a burning fuse",
        body=_BOMB,
        lit=_SPARK,
        pale=_BOMB_SHINE,
        size=0.17,
        glow=(26, 93, 60),
    ),
    Shape(name="feather", noun="a falling feather", body=_FEATHER, pale=_FEATHER_LINE, stance=FLIES, size=0.15),
    Shape(name="nest", noun="a nest with eggs", body=_NEST, lit=_EGGS, size=0.14, glow=(0, 36, 60)),
)
