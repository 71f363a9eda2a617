"""Landmarks: what is built to be looked at, entered or feared."""

from __future__ import annotations

import math

from dreamstream.pictures.shapes.pen import blob, box, disc, even, limb, line, moved, poly, ring
from dreamstream.pictures.shapes.people import POCKETS
from dreamstream.pictures.shapes.shape import Shape

_TENT = (
    poly("-66,0 -4,84 4,84 66,0")
    + line("-7,92 2,80", 1.2)
    + line("7,92 -2,80", 1.2)
    + line("-40,36 -84,1", 0.6)
    + line("40,36 84,1", 0.6)
    + box(-86, 0, 2.4, 7)
    + box(83.6, 0, 2.4, 7)
)

_TENT_LIT = blob("0,72* -8,36 -22,1* 22,1* 8,36")

_TENT_FLAPS = blob("0,76* -11,40 -30,.6* -20,.6* -7,36") + blob("0,76* 11,40 30,.6* 20,.6* 7,36")

_STATUE = (
    box(-26, 0, 52, 8)
    + box(-21, 7, 42, 5)
    + poly("-17,12 -15,40 15,40 17,12")
    + box(-19, 39, 38, 5)
    + disc(-1, 100, 4.4, 5)
    + limb("-1,97,2 0,92,2.4")
    + blob("-3,94 -7,90 -7,84 -5,75 -8,60 -12,44* 14,44* 9,60 6,75 8,85 7,91 3,94")
    + limb("-6,90,2.4 -14,96,2 -17,108,1.7 -18,114,1.2")
    + blob("-21,113* -22,120 -18,128 -15,120 -15,113*")
    + limb("6,90,2.4 11,80,2 7,72,1.7")
    + box(4, 66, 8, 11)
    + poly("-6,104 -8,109 -4,106.6 -1,110 2,106.6 6,109 4,104")
)

_STATUE_LINES = limb("-2,74,.3 -4,60,.7 -6,46,.4") + limb("3,74,.3 4,60,.7 6,46,.4") + box(-10, 20, 20, 10)

_FOUNTAIN = (
    blob("-66,0* -66,20 -72,24 -72,28 72,28 72,24 66,20 66,0*")
    + even("0,56 6,56 5,40 7,28 0,26")
    + even("0,62 34,64 38,62 28,54 10,50 0,49")
    + even("0,86 3,86 3,62 0,62")
    + even("0,92 16,93 18,91.6 12,86 4,84 0,83.6")
    + disc(0, 96, 4)
)

_FOUNTAIN_WATER = "".join(
    limb(f"0,100,.9 {s * 8},112,1.4 {s * 20},104,1.2 {s * 24},92,.6")
    + limb(f"{s * 16},91,.8 {s * 24},86,1.2 {s * 29},72,1 {s * 31},64,.5")
    + limb(f"{s * 36},62,.9 {s * 46},58,1.4 {s * 53},44,1.2 {s * 56},29,.6")
    for s in (-1, 1)
) + limb("0,100,.6 0,110,1.2 0,122,.3")

_WELL = (
    blob("-36,0* -38,34 -40,40 40,40 38,34 36,0*")
    + box(-34, 38, 5, 48)
    + box(29, 38, 5, 48)
    + poly("-50,80 0,108 50,80 46,76 0,101 -46,76")
    + poly("-46,79 0,105 46,79")
    + line("-31,66 40,66", 1.8)
    + limb("40,66,1.6 46,66,1.6 46,58,1.6")
    + line("0,66 0,54", 0.7)
    + poly("-7,40 -9,54 9,54 7,40")
)

_WELL_STONES = "".join(box(x, y, 12, 1.2) for x, y in ((-28, 28), (-8, 24), (14, 30), (-22, 14), (2, 12), (20, 16)))

_PYRAMID = poly("-92,0 -8,100 92,0") + poly("56,0 92,44 130,0")

_PYRAMID_SIDE = poly("-8,98 -26,0 -90,0") + poly("91,42 84,0 60,0")

_TEMPLE = (
    poly("-80,0 -80,6 -74,6 -74,12 -68,12 -68,18 68,18 68,12 74,12 74,6 80,6 80,0")
    + "".join(
        poly(f"{x - 6},18 {x - 4.6},64 {x + 4.6},64 {x + 6},18") + box(x - 7.4, 62, 14.8, 4)
        for x in (-56, -28, 0, 28, 56)
    )
    + box(-70, 66, 140, 9)
    + poly("-76,75 0,106 76,75")
)

_SIGNPOST = (
    limb("0,5,2.6 0,60,2.2 0,100,2")
    + poly("-4,92 -44,94 -54,86 -44,79 -4,79")
    + poly("4,74 38,77 48,69 38,62 4,61")
    + poly("-4,56 -32,56 -40,50 -32,44 -4,43")
    + blob("-14,.4* -8,6 0,8 8,6 14,.4*")
)

_SIGN_LINES = (
    limb("-42,86,.5 -24,87,.9 -10,85,.5") + limb("10,69,.5 22,70,.9 36,69,.5") + limb("-30,50,.5 -20,50.6,.9 -9,50,.5")
)

_FENCE = (
    "".join(
        poly(f"{x - 5},0 {x - 5},{52 + (i % 3) * 3} {x},{60 + (i % 3) * 3} {x + 5},{52 + (i % 3) * 3} {x + 5},0")
        for i, x in enumerate(range(-84, 85, 21))
    )
    + box(-94, 36, 188, 6)
    + box(-94, 14, 188, 6)
)

_BARS = (
    box(-50, 0, 100, 7)
    + box(-50, 93, 100, 7)
    + box(-50, 0, 8, 100)
    + box(42, 0, 8, 100)
    + "".join(line(f"{x},4 {x},96", 1.8) for x in (-30, -17, -4, 9, 22, 34))
    + box(-46, 46, 92, 4)
    + box(28, 40, 13, 16)
)

_WHEEL_SPOKES = tuple((math.cos(i * math.pi / 5 + 0.3), math.sin(i * math.pi / 5 + 0.3)) for i in range(10))

_FERRIS = (
    ring(0, 66, 50, 2.4)
    + ring(0, 66, 42, 1.2)
    + "".join(line(f"0,66 {a * 50:.1f},{66 + b * 50:.1f}", 0.6) for a, b in _WHEEL_SPOKES)
    + "".join(
        blob(
            f"{a * 50 - 6:.1f},{66 + b * 50 - 2:.1f}* {a * 50 - 5:.1f},{66 + b * 50 - 10:.1f} "
            f"{a * 50 + 5:.1f},{66 + b * 50 - 10:.1f} {a * 50 + 6:.1f},{66 + b * 50 - 2:.1f}* "
            f"{a * 50:.1f},{66 + b * 50 + 3:.1f}"
        )
        for a, b in _WHEEL_SPOKES
    )
    + line("0,66 -30,0", 2)
    + line("0,66 30,0", 2)
    + disc(0, 66, 6)
    + box(-42, 0, 84, 5)
)

_FERRIS_LIT = "".join(disc(a * 46, 66 + b * 46, 1.7) for a, b in _WHEEL_SPOKES) + disc(0, 66, 2.4)

_CAROUSEL = (
    even("0,112 3,104 30,92 62,78 64,72 58,68 52,73 44,67 36,73 28,67 20,73 12,67 4,73 0,71")
    + box(-60, 0, 120, 9)
    + box(-52, 9, 104, 4)
    + "".join(line(f"{x},10 {x},74", 0.9) for x in (-48, -22, 22, 48))
    + box(-7, 10, 14, 62)
    + "".join(
        blob(
            f"{x - 15},{y + 12} {x - 16},{y + 8} {x - 11},{y + 8} {x - 8},{y + 2} {x + 8},{y + 1} "
            f"{x + 14},{y - 4} {x + 12},{y + 6} {x + 6},{y + 9} {x - 4},{y + 9} {x - 8},{y + 17} {x - 11},{y + 19}"
        )
        + limb(f"{x - 6},{y + 2},2 {x - 11},{y - 4},1.3 {x - 7},{y - 9},.8")
        + limb(f"{x + 8},{y + 3},2.2 {x + 12},{y - 4},1.3 {x + 9},{y - 10},.8")
        for x, y in ((-46, 36), (-21, 27), (24, 33), (49, 28))
    )
    + disc(0, 114, 3)
)

_CAROUSEL_LIT = "".join(disc(x, 80 + (1 - abs(x) / 60) * 4, 1.8) for x in range(-50, 51, 10))

_SCARECROW = (
    line("0,0 0,60", 1.7)
    + line("-42,70 42,72", 1.4)
    + disc(0, 88, 7, 7.6)
    + blob("-17,93* -8,94 -6,108 2,114 8,106 9,95 18,95* 8,90 -8,89")
    + blob(
        "-40,78* -40,64* -30,66 -24,60 -16,62 -14,40 -18,28* -10,32 -6,24* 0,32 6,24* 10,32 18,28* 14,40 16,62 "
        "24,60 30,66 40,66* 40,80* 12,80 0,82 -12,80"
    )
    + "".join(line(f"{s * 40},{72 + dy} {s * 50},{72 + dy * 2.4}", 0.5) for s in (-1, 1) for dy in (-3, 0, 3))
)

_BARN = poly("-60,0 -60,46 -46,78 0,96 46,78 60,46 60,0") + poly(
    "-66,44 -50,82 0,101 50,82 66,44 60,44 46,77 0,95 -46,77 -60,44"
)

_BARN_LIT = box(-12, 60, 24, 14)

_BARN_DOOR = box(-24, 0, 22, 40) + box(2, 0, 22, 40)

_BARN_INK = (
    line("-24,0 -2,40", 1)
    + line("-2,0 -24,40", 1)
    + line("2,0 24,40", 1)
    + line("24,0 2,40", 1)
    + line("0,60 0,74", 0.8)
)

_HOSPITAL = (
    box(-62, 0, 124, 84)
    + box(-66, 82, 132, 6)
    + box(-18, 86, 36, 24)
    + box(-84, 0, 24, 46)
    + box(60, 0, 24, 46)
    + poly("-24,26 24,26 28,32 -28,32")
)

_HOSPITAL_LIT = (
    "".join(box(x, y, 10, 10) for y in (62, 42) for x in (-52, -34, 24, 42))
    + "".join(box(x, y, 10, 10) for x, y in ((-16, 62), (6, 62), (-16, 42), (-78, 26), (68, 26), (-52, 16), (42, 16)))
    + box(-14, 0, 28, 26)
    + poly("-4,90 4,90 4,95 9,95 9,102 4,102 4,107 -4,107 -4,102 -9,102 -9,95 -4,95")
)

_LIFT = box(-44, 0, 88, 112) + box(-48, 0, 96, 4)

_LIFT_LIT = box(-30, 4, 60, 78) + poly("-4,94 4,94 0,101") + disc(16, 97, 2.4) + disc(-16, 97, 2.4)

_LIFT_INK = box(-30, 4, 8, 78) + box(22, 4, 8, 78) + moved(POCKETS, 0, 4, 0.6)

_TOWER_BLOCK = box(-30, 0, 60, 118) + box(-22, 118, 44, 6) + box(-8, 124, 16, 8) + line("0,130 0,146", 0.8)

_TOWER_LIT = "".join(
    box(-24 + i * 10, 8 + row * 11, 6, 6)
    for row, plan in enumerate(
        ("##.#.", "#.###", ".##.#", "##.##", "#.#.#", ".####", "##..#", "#.##.", ".#.##", "###.#")
    )
    for i, sign in enumerate(plan)
    if sign == "#"
)


SHAPES = (
    Shape(name="tent", noun="a lit tent", body=_TENT, lit=_TENT_LIT, pale=_TENT_FLAPS, size=0.2, glow=(0, 24, 80)),
    Shape(name="statue", noun="a statue on its pedestal", body=_STATUE, pale=_STATUE_LINES, size=0.3),
    Shape(name="fountain", noun="a fountain", body=_FOUNTAIN, pale=_FOUNTAIN_WATER, size=0.24),
    Shape(name="well", noun="a well", body=_WELL, pale=_WELL_STONES, size=0.22),
    Shape(name="pyramid", noun="pyramids", body=_PYRAMID, pale=_PYRAMID_SIDE, size=0.26),
    Shape(name="temple", noun="a building with tall columns", body=_TEMPLE, lit=disc(0, 85, 6), size=0.26),
    Shape(name="signpost", noun="a signpost at a crossroads", body=_SIGNPOST, pale=_SIGN_LINES, size=0.26),
    Shape(name="fence", noun="a picket fence", body=_FENCE, size=0.16),
    Shape(name="bars", noun="the bars of a cell", body=_BARS, size=0.34),
    Shape(name="ferris wheel", noun="a ferris wheel", body=_FERRIS, lit=_FERRIS_LIT, size=0.4),
    Shape(name="carousel", noun="a carousel", body=_CAROUSEL, lit=_CAROUSEL_LIT, size=0.26, glow=(0, 60, 100)),
    Shape(name="scarecrow", noun="a scarecrow", body=_SCARECROW, size=0.24),
    Shape(
        name="barn",
        noun="a barn",
        body=_BARN,
        lit=_BARN_LIT,
        pale=_BARN_DOOR,
        ink=_BARN_INK,
        size=0.24,
        glow=(0, 66, 40),
    ),
    Shape(name="hospital", noun="a hospital", body=_HOSPITAL, lit=_HOSPITAL_LIT, size=0.26, glow=(0, 30, 100)),
    Shape(
        name="lift",
        noun="a figure in a lift",
        body=_LIFT,
        human=True,
        lit=_LIFT_LIT,
        ink=_LIFT_INK,
        size=0.3,
        indoors=True,
        glow=(0, 42, 80),
    ),
    Shape(name="skyscraper", noun="a skyscraper", body=_TOWER_BLOCK, lit=_TOWER_LIT, size=0.4),
)
