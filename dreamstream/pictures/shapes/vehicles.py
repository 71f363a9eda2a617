"""Whatever carries a dreamer: rails, roads, air and water."""

from __future__ import annotations

from dreamstream.pictures.shapes.pen import blob, box, disc, limb, line, poly, ring
from dreamstream.pictures.shapes.shape import FLIES, SWIMS, Shape


def _waggon(x: float) -> str:
    return (
        blob(f"{x},16* {x},88 {x + 5},96 {x + 105},96 {x + 110},88 {x + 110},16*")
        + "".join(disc(x + dx, 9, 9) for dx in (16, 36, 74, 94))
        + box(x + 108, 22, 12, 6)
    )


def _waggon_lit(x: float) -> str:
    return "".join(box(x + dx, 50, 15, 26) for dx in (9, 30, 51, 72, 89))


_TRAIN = (
    _waggon(-60)
    + _waggon(60)
    + blob("-180,16* -184,40 -176,74 -158,92 -146,96 -70,96 -70,16*")
    + "".join(disc(x, 9, 9) for x in (-162, -142, -104, -84))
    + box(-72, 22, 14, 6)
)
_TRAIN_LIT = (
    _waggon_lit(-60)
    + _waggon_lit(60)
    + "".join(box(x, 50, 15, 26) for x in (-132, -111, -90))
    + poly("-172,62 -158,80 -146,80 -146,56 -174,56")
    + disc(-177, 32, 4.4)
)
CAR = (
    blob("-104,20* -106,40 -94,52 -58,58 -32,86 -10,92 34,90 58,78 76,58 100,52 106,38 104,20*")
    + disc(-62, 19, 19)
    + disc(62, 19, 19)
)
CAR_LIT = blob("-46,60* -26,80 -8,84 -4,84* -4,60*") + blob("4,60* 4,84* 32,82 50,74 62,60*") + disc(-101, 42, 4.6, 6)
_BUS = (
    blob("-92,14* -94,90 -86,100 86,100 94,92 94,14*")
    + disc(-56, 14, 14)
    + disc(56, 14, 14)
    + limb("-94,78,1.6 -102,76,1.6 -103,66,2.4")
)
_BUS_LIT = "".join(box(x, 54, 22, 30) for x in (-56, -28, 0, 28, 56)) + box(-88, 40, 22, 46) + disc(-88, 26, 4)
_PLANE = (
    blob("-100,50 -94,58 -70,64 -20,66 50,66 78,70 98,100* 110,100* 104,70 108,62 100,56 60,50 0,44 -60,42 -90,44")
    + blob("-10,52* 30,52* 74,8* 58,8* 10,38")
    + blob("-14,64* 16,66* 50,90* 40,90* 6,76")
    + blob("82,62* 100,62* 122,46* 112,46*")
)
_PLANE_LIT = "".join(disc(x, 58, 2.6) for x in range(-62, 66, 12)) + poly("-94,56 -84,60 -80,56")
_BOAT = (
    blob("-64,24* -48,4 -40,0* 42,0* 52,6 66,26*")
    + line("0,20 0,100", 1.4)
    + blob("-4,30* -50,32* -30,60 -4,96*")
    + blob("5,30* 46,32* 34,52 5,84*")
)
_SHIP = (
    blob("-120,44* -104,4 -98,0* 96,0* 108,10 116,40*")
    + box(-74, 40, 140, 20)
    + box(-58, 58, 106, 16)
    + poly("-34,74 -30,100 -14,100 -12,74")
    + poly("4,74 8,100 24,100 26,74")
    + line("-92,42 -92,86", 1.2)
    + line("84,42 84,80", 1.2)
    + line("-92,84 -24,98", 0.5)
    + line("84,78 16,98", 0.5)
)
_SHIP_LIT = (
    "".join(disc(x, 26, 3.2) for x in range(-84, 92, 16))
    + "".join(box(x, 46, 8, 7) for x in range(-66, 58, 16))
    + "".join(box(x, 63, 7, 6) for x in range(-50, 42, 15))
)
_BICYCLE = (
    ring(-50, 30, 28, 4)
    + ring(50, 30, 28, 4)
    + line("-50,30 -34,76 18,70", 2)
    + line("-38,66 6,28 50,30", 2)
    + line("50,30 16,72 6,28", 2)
    + line("16,70 14,84", 2)
    + blob("0,84 4,89 26,88 28,84")
    + limb("-34,76,2 -36,90,2 -46,94,2 -52,88,2.4")
    + disc(6, 28, 6)
    + line("2,16 10,40", 1.4)
)
_ROCKET = (
    blob("-14,22* -18,50 -12,80 0,104* 12,80 18,50 14,22*")
    + poly("-15,44 -34,16 -34,2 -12,20")
    + poly("15,44 34,16 34,2 12,20")
    + box(-9, 12, 18, 12)
)
_BALLOON = (
    blob("0,30* -10,34 -30,54 -38,74 -30,94 0,106 30,94 38,74 30,54 10,34")
    + poly("-9,0 -11,15 11,15 9,0")
    + line("-9,14 -11,36", 0.6)
    + line("9,14 11,36", 0.6)
    + line("0,14 0,32", 0.4)
)
_BALLOON_PALE = blob("0,31* -10,52 -13,76 -8,96 0,105* -20,98 -26,76 -20,52") + blob(
    "0,31* 10,52 13,76 8,96 0,105* 20,98 26,76 20,52"
)
_TRUCK = (
    box(-34, 22, 130, 76)
    + blob("-100,20* -102,48 -92,56 -80,84 -70,88 -42,88 -42,20*")
    + box(-100, 14, 196, 10)
    + "".join(disc(x, 15, 15) for x in (-72, 20, 72))
)
_UFO = blob("-90,44 -60,56 -30,62 30,62 60,56 90,44 60,34 20,28 -20,28 -60,34") + blob(
    "-32,60* -28,80 0,92 28,80 32,60*"
)

SHAPES = (
    Shape(name="train", noun="a train with lit windows", body=_TRAIN, lit=_TRAIN_LIT, size=0.115, glow=(-176, 32, 40)),
    Shape(name="car", noun="a car", body=CAR, lit=CAR_LIT, size=0.12, glow=(-108, 38, 50)),
    Shape(name="bus", noun="a bus", body=_BUS, lit=_BUS_LIT, size=0.16, glow=(-92, 26, 40)),
    Shape(
        name="truck",
        noun="a truck",
        body=_TRUCK,
        lit=poly("-90,58 -78,80 -62,80 -62,58") + disc(-98, 38, 4),
        size=0.15,
        glow=(-100, 38, 40),
    ),
    Shape(name="plane", noun="an aeroplane", body=_PLANE, lit=_PLANE_LIT, stance=FLIES, size=0.17),
    Shape(name="rocket", noun="a rocket", body=_ROCKET, lit=disc(0, 66, 6), stance=FLIES, size=0.3),
    Shape(
        name="ufo",
        noun="a flying saucer",
        body=_UFO,
        lit="".join(disc(x, 46, 4) for x in (-60, -30, 0, 30, 60)),
        stance=FLIES,
        size=0.15,
        glow=(0, 40, 90),
    ),
    Shape(name="boat", noun="a sailing boat", body=_BOAT, stance=SWIMS, size=0.26),
    Shape(name="ship", noun="a ship", body=_SHIP, lit=_SHIP_LIT, stance=SWIMS, size=0.2),
    Shape(name="bicycle", noun="a bicycle", body=_BICYCLE, size=0.14),
    Shape(
        name="balloon",
        noun="a hot-air balloon",
        body=_BALLOON,
        pale=_BALLOON_PALE,
        lit=disc(0, 24, 3),
        stance=FLIES,
        size=0.3,
        glow=(0, 26, 30),
    ),
)
