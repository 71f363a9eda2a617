"""Things of the house."""

from __future__ import annotations

from dreamstream.pictures.shapes.pen import blob, box, disc, hole, limb, line, poly, ring
from dreamstream.pictures.shapes.shape import Shape

_BED = (
    blob("-104,0* -104,92 -98,98 -92,92 -92,0*")
    + blob("92,0* 92,62 98,68 104,62 104,0*")
    + poly("-96,20 -96,40 96,40 96,20")
    + blob("-94,38* -92,52 -60,58 -20,56 20,60 60,56 94,50 94,16* -94,20*")
    + blob("-90,54 -86,70 -70,74 -52,70 -46,58 -60,52")
)
_BED_PALE = blob("-88,57 -84,69 -70,72 -54,68 -49,59 -60,55") + blob(
    "-44,56* -20,54 20,58 60,54 92,49* 92,44* 40,50 0,48 -44,50*"
)
_TABLE = (
    poly("-70,64 70,64 74,72 -74,72")
    + poly("-62,64 -58,0 -53,0 -52,64")
    + poly("62,64 58,0 53,0 52,64")
    + box(-56, 54, 112, 10)
)
_TABLE_TOP = disc(0, 82, 9, 10) + box(-10, 72, 20, 4) + limb("-40,73,7 -40,76,8") + limb("36,72,4 36,88,3 36,96,2")
_CHAIR = poly("-24,0 -20,0 -18,46 22,46 24,0 28,0 27,52 24,54 30,100 25,100 19,56 -22,56 -22,46") + poly(
    "21,66 25,66 29,96 25,97"
)
_MIRROR = (
    disc(0, 58, 28, 40) + hole(0, 58, 22, 34) + limb("-24,36,3 -30,2,3") + limb("24,36,3 30,2,3") + disc(0, 100, 6, 5)
)
_MIRROR_GLASS = disc(0, 58, 22, 34)
_CLOCK = poly("-20,0 20,0 20,8 16,10 16,56 20,60 20,88 12,94 0,100 -12,94 -20,88 -20,60 -16,56 -16,10 -20,8")
_CLOCK_LIT = disc(0, 75, 14) + box(-8, 16, 16, 36)
_CLOCK_HANDS = line("0,75 0,86", 1.2) + line("0,75 7,70", 1.2) + line("0,52 0,30", 0.8) + disc(0, 27, 4.4)
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
    limb("0,0,3 0,70,1.8 -2,86,1.6 -10,95,1.6 -18,95,1.6")
    + poly("-27,84 -9,84 -13,95 -23,95")
    + blob("-8,0* -7,5 7,5 8,0*")
)
_CANDLE = box(-10, 8, 20, 54) + blob("-24,0* -26,6 -20,10 20,10 26,6 24,0*") + line("0,60 0,70", 1)
_CANDLE_FLAME = blob("0,66 -7,74 -6,84 0,100* 6,84 7,74")
_CRADLE = (
    blob("-60,20 -66,60* -58,60 -40,50 0,46 40,50 46,56* 52,20 20,14 -30,14")
    + blob("34,30* 36,70 48,92 66,96* 72,70 62,30*")
    + blob("-64,10* -40,0 0,-3 40,0 64,10* 64,15* 40,6 0,3 -40,6 -64,15*")
    + limb("-44,18,3 -50,4,3")
    + limb("44,18,3 50,4,3")
)
_LADDER = (
    line("-15,0 -9,100", 2)
    + line("15,0 9,100", 2)
    + "".join(line(f"{-15 + y * 0.06},{y} {15 - y * 0.06},{y}", 1.5) for y in range(8, 100, 12))
)
_PIANO = (
    blob("-70,40* -70,60* 10,62 40,60 66,56 74,44* 74,36* -64,36*")
    + blob("-40,60* 70,58* 60,76 30,98 20,104* 0,90 -30,70")
    + limb("-58,38,4 -56,2,2.6")
    + limb("58,38,4 60,2,2.6")
    + limb("4,38,3 4,2,2.4")
)
_SCREEN = box(-56, 20, 112, 76) + box(-6, 8, 12, 14) + blob("-30,0* -26,8 26,8 30,0*")
_BOTTLE = blob("-18,0* -20,8 -19,54 -8,70 -6,96* 6,96* 8,70 19,54 20,8 18,0*") + box(-7, 94, 14, 6)
_CUP = blob("-32,64* -30,24 -18,6 0,2 18,6 30,24 32,64*") + ring(36, 40, 14, 6) + blob("-46,0* -40,5 40,5 46,0*")
_CUP_STEAM = limb("-10,70,1 -16,80,1.8 -6,90,1.8 -12,104,.6") + limb("8,70,1 2,82,1.8 12,92,1.8 6,106,.6")
_CAGE = (
    ring(0, 98, 6, 2.6)
    + "".join(
        blob(f"{x - 0.9},6* {x - 0.9},66 {x * 0.5 - 0.9},88 0,93 {x * 0.5 + 0.9},88 {x + 0.9},66 {x + 0.9},6*")
        for x in (-34, -20, -7, 7, 20, 34)
    )
    + box(-38, 2, 76, 6)
    + box(-36, 60, 72, 3)
)
_BATH = (
    blob("-84,60* -80,30 -60,14 -20,11 30,11 62,14 80,34 88,66 94,72 88,76 80,66 -80,66 -88,66")
    + limb("-54,16,4 -60,2,3.4")
    + limb("56,16,4 62,2,3.4")
    + limb("-70,64,2.4 -72,88,2.4 -66,96,2.4 -56,94,2.4 -54,86,2.4")
)
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

SHAPES = (
    Shape(name="bed", noun="a bed", body=_BED, pale=_BED_PALE, size=0.2, indoors=True),
    Shape(name="table", noun="a laid table", body=_TABLE + _TABLE_TOP, size=0.22, indoors=True),
    Shape(name="chair", noun="an empty chair", body=_CHAIR, size=0.22, indoors=True),
    Shape(name="mirror", noun="a standing mirror", body=_MIRROR, pale=_MIRROR_GLASS, size=0.36, indoors=True),
    Shape(name="clock", noun="a tall clock", body=_CLOCK, lit=_CLOCK_LIT, ink=_CLOCK_HANDS, size=0.4, glow=(0, 75, 34)),
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
    Shape(name="candle", noun="a candle", body=_CANDLE, lit=_CANDLE_FLAME, size=0.2, indoors=True, glow=(0, 82, 110)),
    Shape(name="cradle", noun="a cradle", body=_CRADLE, size=0.18, indoors=True),
    Shape(name="ladder", noun="a ladder", body=_LADDER, size=0.46),
    Shape(name="piano", noun="a grand piano", body=_PIANO, size=0.22, indoors=True),
    Shape(
        name="screen",
        noun="a lit screen",
        body=_SCREEN,
        lit=box(-50, 28, 100, 62),
        size=0.2,
        indoors=True,
        glow=(0, 58, 130),
    ),
    Shape(name="bottle", noun="a bottle", body=_BOTTLE, size=0.22),
    Shape(name="cup", noun="a steaming cup", body=_CUP, pale=_CUP_STEAM, size=0.17, indoors=True),
    Shape(name="cage", noun="an empty cage", body=_CAGE, size=0.26),
    Shape(name="bath", noun="a bath tub", body=_BATH, size=0.17, indoors=True),
    Shape(
        name="cake", noun="a cake with candles", body=_CAKE, lit=_CAKE_FLAMES, size=0.2, indoors=True, glow=(0, 92, 50)
    ),
)
