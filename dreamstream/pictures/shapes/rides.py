"""Rides: what rolls, flies and dives besides cars and trains."""

from __future__ import annotations

from dreamstream.pictures.shapes.pen import blob, box, disc, even, limb, line, poly, ring
from dreamstream.pictures.shapes.shape import FLIES, SWIMS, Shape
from dreamstream.pictures.shapes.vehicles import CAR, CAR_LIT

_MOTORBIKE = (
    ring(-52, 24, 20, 6)
    + ring(50, 24, 20, 6)
    + disc(-52, 24, 5)
    + disc(50, 24, 5)
    + line("-52,24 -34,66", 2.2)
    + limb("-36,68,1.8 -28,76,1.8 -18,76,2")
    + blob("-40,60* -46,66 -42,72 -34,70 -32,62*")
    + blob("-32,58 -18,66 4,66 14,56 34,58 58,66 66,62 54,52 34,46 22,36 16,26 -18,24 -26,34")
    + blob("-10,20 -14,30 -6,40 12,40 18,30 12,20")
    + limb("6,20,2.4 36,17,2.6 66,20,3.2")
    + limb("20,42,3 36,32,2.6 50,24,2.6")
)

_POLICE_CAR = CAR + blob("-16,90* -14,99 10,99 12,90*")

_AMBULANCE = (
    blob("-104,16* -106,40 -98,50 -84,54 -66,86 -58,92* 104,92* 108,87* 108,16*")
    + disc(-66, 18, 18)
    + disc(66, 18, 18)
    + blob("-52,92* -50,100 -32,100 -30,92*")
)

_AMBULANCE_CROSS = box(36, 42, 12, 38) + box(23, 55, 38, 12) + box(-36, 22, 130, 4)

_TANK = (
    blob("-92,22 -84,8 -68,1 66,1 84,8 92,22 84,36 66,42 -68,42 -84,36")
    + poly("-82,40 -70,58 66,58 82,40")
    + blob("-40,56* -34,76 -20,84 26,84 40,76 46,56*")
    + line("-36,70 -116,78", 3)
    + box(-120, 74.6, 8, 9)
    + box(0, 82, 18, 7)
)

_TANK_WHEELS = "".join(ring(x, 21, 9, 2.6) for x in (-62, -37, -12, 13, 38, 63))

_HELICOPTER = (
    blob("-70,44 -62,62 -40,76 -10,80 18,74 34,64 60,60 108,62* 108,54* 60,50 40,42 30,30 6,24 -34,24 -58,30")
    + blob("96,56* 104,78 114,84* 118,78 112,56*")
    + ring(110, 62, 12, 1.6)
    + box(-13, 78, 6, 12)
    + limb("-104,92,.8 -10,91,1.9 84,92,.8")
    + disc(-10, 92, 5, 3.4)
    + line("-34,26 -38,12", 1.4)
    + line("8,26 12,12", 1.4)
    + limb("-62,14,1.2 -52,10,1.6 0,10,1.6 28,10,1.4")
)

_HELICOPTER_LIT = (
    blob("-65,46* -58,60 -42,70 -30,72* -28,46*") + blob("-22,48* -22,70* -4,70 -2,48*") + disc(116, 84, 2)
)

_SUBMARINE = (
    blob("-110,36 -100,52 -70,60 0,63 60,58 96,46 112,44* 112,30* 96,28 60,16 0,11 -70,14 -100,22")
    + blob("-22,60* -18,82 -10,86 22,86 28,78 32,60*")
    + limb("4,84,1.6 4,102,1.4")
    + limb("4,102,1.4 -4,104,1.8")
    + blob("92,44* 108,62 118,64* 114,40*")
    + blob("92,30* 108,12 118,10* 114,34*")
)

_SUBMARINE_LIT = "".join(disc(x, 40, 6) for x in (-76, -48, -20, 8))

_CARRIAGE = (
    ring(-30, 22, 20, 3)
    + ring(52, 27, 25, 3)
    + "".join(
        line(f"{x},{y} {x + r * a},{y + r * b}", 0.8)
        for x, y, r in ((-30, 22, 19), (52, 27, 24))
        for a, b in ((1, 0), (-1, 0), (0.5, 0.87), (-0.5, 0.87), (0.5, -0.87), (-0.5, -0.87))
    )
    + blob("-26,88 -34,70 -32,50 -14,36 34,36 52,52 54,72 46,90 30,95 -10,95")
    + blob("-18,95* 10,104 38,95*")
    + limb("-34,44,2.4 -50,46,2 -54,60,1.6")
    + limb("-30,30,1.8 -60,28,1.4 -92,36,1")
    + limb("50,50,2 62,56,1.8 64,44,1.4")
)

_CARRIAGE_LIT = blob("-18,64* -16,84 -8,88 4,88* 4,64*") + blob("16,64* 16,88* 30,88 38,84 40,64*") + disc(-36, 66, 3.4)

_TRACTOR = (
    ring(46, 34, 28, 12)
    + disc(46, 34, 10)
    + ring(-58, 20, 14, 9)
    + disc(-58, 20, 6)
    + blob("-80,30* -82,56 -76,62 -10,64 -8,104* 54,104* 60,100* 50,98* 44,66 60,64 76,50* 40,40 10,28 -30,28")
    + box(-52, 60, 5, 26)
)

_TRACTOR_LIT = blob("-2,68* -2,98* 42,98* 38,66*") + disc(-80, 50, 4)

_ROWBOAT = (
    blob("-90,26* -70,6 -50,.4* 54,.4* 74,8 92,28* 40,20 -40,20")
    + limb("6,44,2 -50,22,1.4 -88,2,1.2")
    + blob("-84,8* -92,4 -108,-10* -96,-8 -84,2*")
    + disc(12, 78, 6, 6.6)
    + limb("12,74,2.6 15,68,3.4")
    + blob("12,70 7,64 8,50 10,34 12,20* 34,20* 34,36 30,54 24,66 18,71")
    + limb("14,64,3.2 2,54,2.6 -6,46,2")
    + limb("24,26,5.6 6,32,4.6 -4,34,4")
    + limb("-4,35,4 -12,26,3.2 -18,18,2.4")
)

_PRAM = (
    ring(-30, 18, 17, 3)
    + ring(34, 18, 17, 3)
    + blob("-52,62* -50,46 -36,36 30,36 48,44 56,62*")
    + blob("0,62* 2,62 8,88 30,98 48,88 58,62*")
    + limb("-52,60,2.2 -64,78,1.8 -76,82,2.2")
    + line("-30,18 20,40", 1.4)
    + line("34,18 -20,40", 1.4)
)

_PRAM_LINES = limb("3,62,.4 22,78,1 32,96,.4") + limb("8,62,.4 34,72,1 46,88,.4") + limb("-48,52,.4 0,49,.9 50,52,.4")

_WHEELCHAIR = (
    ring(16, 36, 32, 3.6)
    + ring(16, 36, 26, 1)
    + ring(-38, 12, 11, 3.4)
    + line("-6,52 30,52", 2.6)
    + limb("30,52,2.4 34,78,2.2 36,98,2 48,102,2")
    + limb("-8,52,2.4 -20,52,2 -34,26,1.8 -38,12,1.8")
    + limb("-34,22,1.8 -46,18,1.8 -56,18,1.8")
    + line("-10,66 34,66", 1.6)
    + disc(16, 36, 5)
)

_SLED = (
    blob("-70,20* -78,12 -76,2 -64,.4* 80,.4* 80,5* -60,5 -68,10 -66,20*")
    + box(-50, 18, 124, 6)
    + "".join(line(f"{x},4 {x},20", 1.6) for x in (-40, 6, 58))
    + disc(8, 66, 7.6, 7.6)
    + blob("0,68 4,78 14,78 18,70 26,74* 20,64 8,68")
    + disc(12, 79, 3)
    + blob("4,60 -2,52 0,36 4,24* 34,24* 30,42 24,56 14,60")
    + limb("26,30,6.4 0,38,5.4 -14,38,4.4")
    + limb("-14,38,4.4 -26,30,3.6 -34,28,3 -36,34,2")
    + limb("6,54,3 -12,48,2.6 -26,44,2")
    + limb("-26,44,.5 -52,36,.5 -68,22,.5")
)

_PARACHUTE = (
    blob("-60,84* -52,108 -28,126 0,131 28,126 52,108 60,84* 46,92 32,84* 16,92 0,84* -16,92 -32,84* -46,92")
    + "".join(line(f"{x},85 {a},42", 0.4) for x, a in ((-59, -4), (-31, -3), (0, 0), (31, 3), (59, 4)))
    + disc(0, 40, 4, 4.4)
    + even("0,37 2,36 6.4,33 6.4,26 5,18 6,14 0,12")
    + limb("-5.6,32,1.8 -9,40,1.5 -5,47,1.2")
    + limb("5.6,32,1.8 9,40,1.5 5,47,1.2")
    + limb("-3,16,2.6 -5,8,2 -2,1,1.3 -5,-2,.6")
    + limb("3,16,2.6 6,9,2 4,1,1.3 2,-2,.6")
)

_COASTER = (
    limb("-110,26,2 -84,20,2 -64,40,2 -40,84,2 -14,100,2 12,84,2 34,40,2 58,18,2 84,26,2 112,52,2")
    + limb("-110,20,1 -84,14,1 -62,34,1 -38,78,1 -14,94,1 10,78,1 32,34,1 58,12,1 86,20,1 112,46,1")
    + "".join(
        line(f"{x},0 {x},{h}", 1)
        for x, h in (
            (-100, 20),
            (-78, 20),
            (-60, 38),
            (-44, 70),
            (-28, 90),
            (-12, 96),
            (4, 86),
            (20, 62),
            (36, 34),
            (56, 14),
            (80, 20),
            (100, 38),
        )
    )
    + "".join(line(f"{x},2 {x + 16},{h}", 0.5) for x, h in ((-60, 70), (-44, 88), (-28, 94), (-12, 84), (4, 60)))
    + "".join(
        blob(f"{x - 7},{y - 3} {x - 5},{y + 7} {x + 6},{y + 7} {x + 8},{y - 3}")
        + disc(x - 2, y + 11, 2.8)
        + limb(f"{x - 3},{y + 9},1 {x - 6},{y + 18},.8")
        + limb(f"{x},{y + 9},1 {x + 2},{y + 18},.8")
        for x, y in ((-27, 97), (-9, 102), (8, 92))
    )
)


SHAPES = (
    Shape(name="motorcycle", noun="a motorcycle", body=_MOTORBIKE, lit=disc(-45, 67, 3), size=0.15, glow=(-50, 66, 34)),
    Shape(
        name="police car",
        noun="a police car",
        body=_POLICE_CAR,
        lit=CAR_LIT + disc(-8, 95, 3.4) + disc(5, 95, 3.4),
        pale=box(-104, 30, 200, 4),
        size=0.12,
        glow=(-2, 96, 60),
    ),
    Shape(
        name="ambulance",
        noun="an ambulance",
        body=_AMBULANCE,
        lit=poly("-80,54 -64,80 -44,80 -44,54") + disc(-103, 34, 4) + disc(-41, 96, 3.6),
        pale=_AMBULANCE_CROSS,
        size=0.15,
        glow=(-41, 98, 50),
    ),
    Shape(name="tank", noun="a tank", body=_TANK, pale=_TANK_WHEELS, size=0.17),
    Shape(name="helicopter", noun="a helicopter", body=_HELICOPTER, lit=_HELICOPTER_LIT, stance=FLIES, size=0.18),
    Shape(
        name="submarine",
        noun="a submarine",
        body=_SUBMARINE,
        lit=_SUBMARINE_LIT,
        stance=SWIMS,
        size=0.17,
        glow=(-30, 40, 70),
    ),
    Shape(
        name="carriage",
        noun="a coach with lit windows",
        body=_CARRIAGE,
        lit=_CARRIAGE_LIT,
        size=0.2,
        glow=(-40, 60, 50),
    ),
    Shape(name="tractor", noun="a tractor", body=_TRACTOR, lit=_TRACTOR_LIT, size=0.18, glow=(-80, 50, 40)),
    Shape(name="rowing boat", noun="a rower in a boat", body=_ROWBOAT, stance=SWIMS, size=0.17, human=True),
    Shape(name="pram", noun="a pram", body=_PRAM, pale=_PRAM_LINES, size=0.15),
    Shape(name="wheelchair", noun="a wheelchair", body=_WHEELCHAIR, size=0.16),
    Shape(name="sled", noun="a child on a sled", body=_SLED, size=0.15, human=True),
    Shape(name="parachute", noun="a parachutist", body=_PARACHUTE, stance=FLIES, size=0.26, human=True),
    Shape(name="roller coaster", noun="a roller coaster", body=_COASTER, size=0.26),
)
