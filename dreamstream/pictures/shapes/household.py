"""Household: kitchen and bathroom."""

from __future__ import annotations

from dreamstream.pictures.shapes.pen import blob, box, disc, limb, line, moved, poly, ring
from dreamstream.pictures.shapes.props import SIDE_TABLE
from dreamstream.pictures.shapes.shape import Shape

_BOTTLE = (
    blob("-18,0* -20,8 -19,54 -8,70 -6,96* 6,96* 8,70 19,54 20,8 18,0*")
    + box(-7, 94, 14, 6)
    + blob("34,30* 34,.4* 60,.4* 60,30* 64,52* 30,52*")
)

_BOTTLE_LABEL = box(-16, 20, 32, 24) + limb("-14,56,.4 -9,66,1 -5,74,.4") + poly("34,34 60,34 58,12 36,12")

_CUP = blob("-32,64* -30,24 -18,6 0,2 18,6 30,24 32,64*") + ring(36, 40, 14, 6) + blob("-46,0* -40,5 40,5 46,0*")

_CUP_STEAM = limb("-10,70,1 -16,80,1.8 -6,90,1.8 -12,104,.6") + limb("8,70,1 2,82,1.8 12,92,1.8 6,106,.6")

_BATH = (
    blob("-84,60* -80,30 -60,14 -20,11 30,11 62,14 80,34 88,66 94,72 88,76 80,66 -80,66 -88,66")
    + limb("-54,16,4 -60,4,3.4")
    + limb("56,16,4 62,4,3.4")
    + limb("-70,64,2.4 -72,88,2.4 -66,96,2.4 -56,94,2.4 -54,86,2.4")
    + "".join(
        disc(x, y, r) for x, y, r in ((-30, 68, 9), (-16, 72, 8), (0, 69, 9), (14, 74, 7), (28, 68, 8), (42, 70, 6))
    )
)

_BATH_FOAM = "".join(
    ring(x, y, r, 0.8)
    for x, y, r in ((-30, 68, 6), (0, 70, 6), (14, 76, 4.4), (28, 69, 5), (-8, 88, 4), (20, 96, 3), (-22, 98, 2.4))
)

_TOILET = (
    blob("18,44* 18,92 22,96 48,96 52,92 50,44*")
    + box(14, 94, 42, 7)
    + blob("-52,54* -54,60 -48,62 22,62 30,54*")
    + blob("-46,54* -42,38 -26,26 -16,20 -18,6 -22,.4* 42,.4* 38,8 40,24 46,44 46,54*")
)

_TOILET_LINES = limb("-48,55,.4 -10,53.4,1 24,55,.4") + disc(24, 84, 2.6) + limb("-14,20,.4 10,24,.9 36,20,.4")

_CAKE = (
    box(-50, 6, 100, 30)
    + box(-36, 34, 72, 24)
    + box(-22, 56, 44, 20)
    + box(-58, 0, 116, 6)
    + line("0,76 0,88", 1.4)
    + line("-10,76 -10,86", 1.4)
    + line("10,76 10,86", 1.4)
)

_CAKE_FLAMES = disc(0, 93, 2.6, 4.6) + disc(-10, 91, 2.6, 4.6) + disc(10, 91, 2.6, 4.6)

_CAKE_CREAM = blob(
    "-50,36* -50,28 -44,24 -38,30 -30,23 -22,30 -12,24 -2,30 8,23 18,30 28,24 36,30 44,24 50,29 50,36*"
) + blob("-36,58* -36,51 -30,48 -24,53 -14,47 -4,53 6,47 16,53 26,48 36,52 36,58*")

_FRIDGE = box(-30, 0, 60, 108) + poly("30,0 30,108 62,115 62,0")

_FRIDGE_LIT = box(-25, 6, 50, 64) + box(-25, 76, 50, 27)

_FRIDGE_INK = (
    box(-25, 47, 50, 2)
    + box(-25, 26, 50, 2)
    + blob("-20,49* -20,60 -17,66 -14,60 -14,49*")
    + disc(-4, 54, 5)
    + disc(7, 54, 5)
    + box(14, 49, 8, 10)
    + blob("-20,28* -18,38 -2,38 0,28*")
    + box(6, 28, 14, 12)
    + disc(-12, 12, 6)
    + disc(2, 12, 6)
    + disc(14, 12, 5)
    + box(-18, 76, 12, 12)
    + box(0, 76, 16, 8)
)

_FRIDGE_PALE = poly("35,66 35,102 57,108 57,66") + poly("35,8 35,58 57,58 57,7")

_WASHER = box(-38, 0, 76, 92) + box(-42, 90, 84, 5)

_WASHER_LINES = (
    ring(0, 38, 26, 4)
    + box(-32, 76, 22, 8)
    + disc(8, 80, 3)
    + disc(20, 80, 3)
    + limb("-18,36,.6 -8,44,2 4,34,2 18,42,.6")
    + limb("-14,28,.5 0,24,1.6 14,30,.5")
)

_COOKER = (
    box(-40, 0, 80, 66)
    + box(-44, 64, 88, 6)
    + blob("-34,72* -34,92 -28,95 0,95 6,92 6,72*")
    + box(-40, 88, 8, 4)
    + box(4, 88, 8, 4)
    + box(-16, 95, 4, 4)
    + blob("16,72* 14,82 40,82 38,72*")
    + line("38,80 58,88", 1.6)
)

_COOKER_LIT = box(-28, 12, 56, 30)

_COOKER_STEAM = (
    limb("-22,102,.6 -28,110,1.5 -18,118,1.5 -24,128,.4")
    + limb("-6,102,.6 -12,112,1.5 -2,120,1.5 -8,130,.4")
    + "".join(disc(x, 56, 2.4) for x in (-28, -14, 0, 14, 28))
)

_COOKER_BARS = box(-28, 26, 56, 1.6)

_TAP = (
    limb("40,8,5 40,44,5 36,70,5 16,84,5 -8,82,5 -20,70,5 -22,60,5.4")
    + box(28, 36, 24, 9)
    + limb("52,42,3.4 66,46,3 76,54,4")
    + blob("22,.4* 24,8 56,8 58,.4*")
)

_TAP_WATER = limb("-22,52,4 -23,36,4.4 -22,16,4.6 -22,10,4.6") + blob("-60,.4* -48,5 -22,8 4,5 16,.4* -22,0")

_POT = (
    blob("-44,40* -48,20 -36,6 -16,1 16,1 36,6 48,20 44,40* 50,46 50,50 -50,50 -50,46")
    + limb("-26,8,3 -30,4,2.6")
    + limb("26,8,3 30,4,2.6")
    + limb("-40,60,1.6 0,104,1.6 40,60,1.6")
)

_POT_STEAM = (
    limb("-16,54,.8 -22,64,1.8 -12,74,1.8 -18,84,.5")
    + limb("10,54,.8 4,64,1.8 14,74,1.8 8,86,.5")
    + disc(-4, 56, 4)
    + disc(20, 54, 3)
    + disc(-26, 53, 3)
)


SHAPES = (
    Shape(name="bath", noun="a bath tub full of foam", body=_BATH, pale=_BATH_FOAM, size=0.17, indoors=True),
    Shape(name="toilet", noun="a toilet", body=_TOILET, pale=_TOILET_LINES, size=0.18, indoors=True),
    Shape(name="tap", noun="a running tap", body=_TAP, pale=_TAP_WATER, size=0.2, indoors=True),
    Shape(
        name="fridge",
        noun="an open fridge",
        body=_FRIDGE,
        lit=_FRIDGE_LIT,
        ink=_FRIDGE_INK,
        pale=_FRIDGE_PALE,
        size=0.28,
        indoors=True,
        glow=(0, 54, 90),
    ),
    Shape(name="washing machine", noun="a washing machine", body=_WASHER, pale=_WASHER_LINES, size=0.2, indoors=True),
    Shape(
        name="cooker",
        noun="a cooker with a steaming pot",
        body=_COOKER,
        lit=_COOKER_LIT,
        ink=_COOKER_BARS,
        pale=_COOKER_STEAM,
        size=0.21,
        indoors=True,
        glow=(0, 26, 60),
    ),
    Shape(
        name="bottle",
        noun="a bottle and a glass",
        body=SIDE_TABLE + moved(_BOTTLE, -12, 46, 0.56),
        pale=moved(_BOTTLE_LABEL, -12, 46, 0.56),
        size=0.24,
    ),
    Shape(
        name="cup",
        noun="a steaming cup",
        body=SIDE_TABLE + moved(_CUP, -2, 46, 0.5),
        pale=moved(_CUP_STEAM, -2, 46, 0.5),
        size=0.22,
        indoors=True,
    ),
    Shape(
        name="cake",
        noun="a cake with candles",
        body=SIDE_TABLE + moved(_CAKE, 0, 46, 0.56),
        lit=moved(_CAKE_FLAMES, 0, 46, 0.56),
        pale=moved(_CAKE_CREAM, 0, 46, 0.56),
        size=0.24,
        indoors=True,
        glow=(0, 97.5, 42),
    ),
    Shape(name="cauldron", noun="a steaming cauldron", body=_POT, pale=_POT_STEAM, size=0.2),
)
