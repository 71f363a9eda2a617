"""Things of the house."""

from __future__ import annotations

import math

from dreamstream.pictures.shapes.pen import blob, box, disc, limb, line, moved, poly, ring
from dreamstream.pictures.shapes.props import DESK, SIDE_TABLE
from dreamstream.pictures.shapes.shape import Shape

_CLOCK = poly("-20,0 20,0 20,8 16,10 16,56 20,60 20,88 12,94 0,100 -12,94 -20,88 -20,60 -16,56 -16,10 -20,8")

_CLOCK_LIT = disc(0, 75, 14) + box(-8, 16, 16, 36)

_CLOCK_HANDS = line("0,75 0,86", 1.2) + line("0,75 7,70", 1.2) + line("0,52 0,30", 0.8) + disc(0, 27, 4.4)

_ALARM = (
    disc(0, 48, 40)
    + blob("-40,76 -36,92 -22,98 -10,92*")
    + blob("40,76 36,92 22,98 10,92*")
    + limb("0,86,2.6 0,100,2.4")
    + limb("-26,18,4 -34,4,3.4")
    + limb("26,18,4 34,4,3.4")
    + disc(0, 101, 4)
)

_ALARM_LIT = disc(0, 48, 32)

_ALARM_HANDS = (
    line("0,48 0,72", 2)
    + line("0,48 -16,38", 2)
    + disc(0, 48, 3)
    + "".join(disc(27 * math.sin(i * math.pi / 6), 48 + 27 * math.cos(i * math.pi / 6), 1.5) for i in range(12))
)

_LANTERN = (
    box(-22, 0, 44, 7)
    + poly("-18,7 -15,7 -15,58 -18,58")
    + poly("18,7 15,7 15,58 18,58")
    + poly("-25,58 25,58 12,76 -12,76")
    + ring(0, 87, 11, 3.4)
    + box(-3, 74, 6, 6)
)

_LANTERN_LIT = box(-15, 7, 30, 51)

_LANTERN_BARS = box(-5.6, 7, 1.8, 51) + box(3.8, 7, 1.8, 51)

_LAMP = (
    limb("0,7,3 0,70,1.8 -2,86,1.6 -10,95,1.6 -18,95,1.6")
    + poly("-27,84 -9,84 -13,95 -23,95")
    + blob("-8,0* -7,5 7,5 8,0*")
    + disc(0, 20, 3.4, 2)
)

_CANDLE = (
    box(-10, 8, 20, 54)
    + blob("-24,0* -26,6 -20,10 20,10 26,6 24,0*")
    + line("0,60 0,70", 1)
    + ring(30, 14, 7, 3)
    + blob("-10,64* -12,50 -9,46 -7,56*")
)

_CANDLE_FLAME = blob("0,66 -7,74 -6,84 0,100* 6,84 7,74")

_LADDER = (
    line("-15,0 -9,100", 2)
    + line("15,0 9,100", 2)
    + "".join(line(f"{-15 + y * 0.06},{y} {15 - y * 0.06},{y}", 1.5) for y in range(8, 100, 12))
)

_SCREEN = box(-56, 20, 112, 76) + box(-6, 8, 12, 14) + blob("-30,0* -26,8 26,8 30,0*")

_COMPUTER = (
    poly("-60,36 -60,97 -58,99 58,99 60,97 60,36")
    + poly("-60,36 60,36 74,14 -74,14")
    + box(-76, 8, 152, 7)
    + poly("-70,8 -66,0 -60,0 -60,8")
    + poly("70,8 66,0 60,0 60,8")
)

_COMPUTER_LIT = box(-53, 43, 106, 49)

_COMPUTER_INK = "".join(limb(f"{-44},{y},.8 {x},{y},.8") for y, x in ((84, 10), (76, 34), (68, -6), (60, 24), (52, 4)))

_COMPUTER_KEYS = "".join(
    poly(f"{-52 - d},{y} {52 + d},{y} {53 + d},{y - 3} {-53 - d},{y - 3}") for y, d in ((33, 0), (28, 4), (23, 8))
)

_CAGE = (
    ring(0, 98, 6, 2.6)
    + "".join(
        blob(f"{x - 0.9},6* {x - 0.9},66 {x * 0.5 - 0.9},88 0,93 {x * 0.5 + 0.9},88 {x + 0.9},66 {x + 0.9},6*")
        for x in (-34, -20, -7, 7, 20, 34)
    )
    + box(-38, 0, 76, 7)
    + box(-36, 60, 72, 2)
    + line("-20,30 20,30", 1)
    + blob("-20,46* -14,52 -8,52 -4,46 6,40 18,32* 22,24* 10,30 0,31 -8,33 -14,40")
)

_BOXES = (
    box(-46, 0, 62, 44)
    + box(-34, 44, 44, 34)
    + box(20, 0, 40, 32)
    + poly("-34,78 -44,88 -22,92 -12,78")
    + poly("10,78 22,86 4,94 -12,78")
)

_BOXES_TAPE = box(-20, 0, 8, 44) + box(-15, 44, 6, 34) + box(37, 0, 6, 32)

_AQUARIUM = box(-58, 0, 116, 8) + box(-54, 76, 108, 7) + box(-54, 6, 4, 72) + box(50, 6, 4, 72) + box(-30, 82, 60, 6)

_AQUARIUM_LIT = box(-50, 8, 100, 60)

_AQUARIUM_FISH = (
    moved(
        blob(
            "-78,48 -62,64 -36,77 -6,80 24,70 48,57 64,72 86,88* 80,68 76,50 80,32 86,12* 64,28 48,43 24,30 "
            "-6,18 -36,21 -62,34"
        ),
        -14,
        30,
        0.2,
    )
    + moved(
        blob(
            "-78,48 -62,64 -36,77 -6,80 24,70 48,57 64,72 86,88* 80,68 76,50 80,32 86,12* 64,28 48,43 24,30 "
            "-6,18 -36,21 -62,34"
        ),
        18,
        14,
        0.15,
    )
    + limb("34,8,1.4 30,24,1.6 38,36,1.4 33,52,.4")
    + limb("42,8,1.2 44,22,1.4 40,34,.4")
    + limb("-40,8,1.2 -42,20,1.4 -38,30,.4")
    + blob("-30,8* -20,14 -8,12 -2,8*")
    + disc(-36, 48, 1.4)
    + disc(-38, 56, 1.8)
)

_EASEL = (
    line("0,112 -30,0", 1.8)
    + line("0,112 30,0", 1.8)
    + line("0,112 4,8", 1.2)
    + box(-36, 34, 72, 5)
    + box(-32, 39, 64, 56)
)

_EASEL_PICTURE = poly("-28,43 28,43 28,91 -28,91")

_EASEL_INK = blob("-28,43* -28,56 -18,66 -8,60 2,70 14,58 28,62 28,43*") + disc(10, 80, 5)


SHAPES = (
    Shape(name="clock", noun="a tall clock", body=_CLOCK, lit=_CLOCK_LIT, ink=_CLOCK_HANDS, size=0.4, glow=(0, 75, 34)),
    Shape(
        name="alarm clock",
        noun="an alarm clock",
        body=SIDE_TABLE + moved(_ALARM, 0, 46, 0.54),
        lit=moved(_ALARM_LIT, 0, 46, 0.54),
        ink=moved(_ALARM_HANDS, 0, 46, 0.54),
        size=0.24,
        glow=(0, 71.9, 51),
    ),
    Shape(
        name="lantern",
        noun="a lantern",
        body=_LANTERN,
        lit=_LANTERN_LIT,
        ink=_LANTERN_BARS,
        size=0.16,
        glow=(0, 32, 130),
    ),
    Shape(name="street lamp", noun="a street lamp", body=_LAMP, lit=box(-23, 82, 10, 3), size=0.4, glow=(-18, 82, 40)),
    Shape(
        name="candle",
        noun="a candle",
        body=SIDE_TABLE + moved(_CANDLE, -3, 46, 0.56),
        lit=moved(_CANDLE_FLAME, -3, 46, 0.56),
        size=0.24,
        indoors=True,
        glow=(-3, 91.9, 94),
    ),
    Shape(name="ladder", noun="a ladder", body=_LADDER, size=0.46),
    Shape(
        name="screen",
        noun="a lit screen",
        body=_SCREEN,
        lit=box(-50, 28, 100, 62),
        size=0.2,
        indoors=True,
        glow=(0, 58, 130),
    ),
    Shape(
        name="computer",
        noun="a computer on a desk",
        body=DESK + moved(_COMPUTER, -6, 46, 0.62),
        lit=moved(_COMPUTER_LIT, -6, 46, 0.62),
        ink=moved(_COMPUTER_INK, -6, 46, 0.62),
        pale=moved(_COMPUTER_KEYS, -6, 46, 0.62),
        size=0.23,
        indoors=True,
        glow=(-6, 86.9, 76),
    ),
    Shape(name="cage", noun="a bird in a cage", body=_CAGE, size=0.26),
    Shape(name="boxes", noun="cardboard boxes", body=_BOXES, pale=_BOXES_TAPE, size=0.17),
    Shape(
        name="aquarium",
        noun="a lit aquarium",
        body=_AQUARIUM,
        lit=_AQUARIUM_LIT,
        ink=_AQUARIUM_FISH,
        size=0.2,
        indoors=True,
        glow=(0, 40, 110),
    ),
    Shape(name="easel", noun="a painting on an easel", body=_EASEL, pale=_EASEL_PICTURE, ink=_EASEL_INK, size=0.22),
)
