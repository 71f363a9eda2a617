"""Playthings: toys, games and what makes music."""

from __future__ import annotations

import math

from dreamstream.pictures.shapes.pen import blob, box, disc, even, limb, line, poly
from dreamstream.pictures.shapes.shape import FLIES, Shape

_TOY = (
    blob("0,38* -22,48 -28,70 -18,92 0,100 18,92 28,70 22,48")
    + poly("-5,33 5,33 0,40")
    + limb("0,34,.7 -6,20,.7 4,8,.7 -2,-10,.7")
)

_TOY_SHINE = blob("-16,74 -14,86 -6,93 -10,84 -12,74")

_GUITAR = (
    blob("-24,4 -32,20 -22,38 -16,48 -18,56 -6,62 6,62 18,56 16,48 22,38 32,20 24,4 0,.4")
    + box(-3, 58, 6, 40)
    + blob("-6,96* -8,110* 8,110* 6,96*")
    + "".join(disc(s * 8.4, y, 1.6) for s in (-1, 1) for y in (99, 104, 108))
)

_GUITAR_SIGNS = disc(0, 38, 7) + box(-9, 16, 18, 3) + limb("0,20,.3 0,60,.5 0,104,.3")

_VIOLIN = (
    blob("-18,2 -25,14 -22,26 -14,32 -15,40 -20,46 -17,57 -8,62 8,62 17,57 20,46 15,40 14,32 22,26 25,14 18,2 0,-1")
    + box(-2.4, 60, 4.8, 36)
    + disc(0, 99, 4.6)
    + "".join(box(s * 2 - 3.6 + s * 2, y, 7, 2) for s in (-1, 1) for y in (88, 93))
    + line("34,2 48,104", 1)
)

_VIOLIN_SIGNS = (
    limb("-9,40,.4 -8,32,.9 -10,24,.4")
    + limb("9,40,.4 8,32,.9 10,24,.4")
    + box(-7, 30, 14, 2)
    + limb("0,6,.7 0,40,.5 0,94,.3")
)

_BALL = disc(0, 50, 50)

_BALL_PATCH = poly(
    " ".join(f"{17 * math.sin(i * 1.2566):.1f},{50 + 17 * math.cos(i * 1.2566):.1f}" for i in range(5))
) + "".join(
    line(
        f"{17 * math.sin(i * 1.2566):.1f},{50 + 17 * math.cos(i * 1.2566):.1f} "
        f"{36 * math.sin(i * 1.2566):.1f},{50 + 36 * math.cos(i * 1.2566):.1f}",
        1.2,
    )
    + poly(
        " ".join(
            f"{a * math.sin(i * 1.2566 + b):.1f},{50 + a * math.cos(i * 1.2566 + b):.1f}"
            for a, b in ((36, 0), (40, 0.34), (48, 0.26), (48, -0.26), (40, -0.34))
        )
    )
    for i in range(5)
)

_DOLL = (
    disc(0, 74, 13, 13)
    + even("0,92 14,88 20,74 17,62 10,60 14,74 0,84")
    + even("0,62 8,60 10,54 14,40 28,14* 14,10 0,9")
    + limb("8,57,3.4 20,48,3 30,44,3.4")
    + limb("-8,57,3.4 -20,48,3 -30,44,3.4")
    + limb("-8,14,3.6 -10,6,3.2 -12,4,3.6")
    + limb("8,14,3.6 10,6,3.2 12,4,3.6")
)

_DOLL_FACE = (
    disc(-5, 74, 1.6)
    + disc(5, 74, 1.6)
    + limb("-4,68,.3 0,66.6,.7 4,68,.3")
    + limb("-8,56,.3 0,52,1 8,56,.3")
    + limb("-18,22,.4 0,18,1 18,22,.4")
)

_TEDDY = (
    disc(0, 74, 22, 20)
    + disc(-17, 92, 9)
    + disc(17, 92, 9)
    + disc(0, 34, 25, 30)
    + limb("-18,50,8 -32,42,8 -38,32,7")
    + limb("18,50,8 32,42,8 38,32,7")
    + limb("-16,14,10 -28,10,10 -36,12,9")
    + limb("16,14,10 28,10,10 36,12,9")
)

_TEDDY_FACE = (
    disc(0, 68, 9, 7.6)
    + disc(-9, 79, 2.2)
    + disc(9, 79, 2.2)
    + disc(0, 32, 13, 16)
    + disc(-37, 12, 5, 6)
    + disc(37, 12, 5, 6)
)

_TEDDY_NOSE = disc(0, 71, 3.2, 2.4) + limb("0,70,.5 0,66,.6 -4,64,.3") + limb("0,66,.5 4,64,.3")

_KITE = (
    poly("0,110 -30,74 0,20 30,74")
    + limb("0,20,.7 -8,8,.7 4,-6,.7 -6,-20,.7 2,-32,.7")
    + "".join(
        poly(f"{x - 7},{y + 4} {x - 7},{y - 4} {x},{y} {x + 7},{y + 4} {x + 7},{y - 4} {x},{y}")
        for x, y in ((-5, 6), (1, -8), (-4, -21))
    )
)

_KITE_CROSS = line("0,108 0,22", 0.7) + line("-29,74 29,74", 0.7)

_GLOBE = (
    disc(0, 66, 33)
    + limb("24,104,1.8 40,92,1.8 46,66,1.8 38,42,1.8 18,27,1.8 0,25,1.8")
    + box(-3, 8, 6, 20)
    + blob("-26,.4* -24,7 24,7 26,.4*")
)

_GLOBE_LANDS = (
    blob("-24,80 -12,92 2,90 0,80 -8,76 -8,66 -16,60 -26,66")
    + blob("8,74 20,82 28,74 26,62 16,56 12,64")
    + blob("-8,54 4,56 8,46 0,38 -8,44")
)

_CHESS = blob("-28,.4* -30,8 -22,14 -14,22 -12,44 -18,50 -14,54* 14,54* 18,50 12,44 14,22 22,14 30,8 28,.4*") + blob(
    "-14,54* -10,68 -4,76 -20,68 -30,68 -34,74 -28,86 -16,98 -12,108* -6,102 8,100 18,88 20,70 14,54*"
)

_CHESS_EYE = disc(-12, 90, 2.4) + limb("12,94,.3 16,78,.9 10,60,.3") + limb("-20,10,.4 0,8,1 20,10,.4")

_HANGING_BELL = (
    box(-44, 0, 6, 112)
    + box(38, 0, 6, 112)
    + box(-48, 106, 96, 7)
    + line("0,106 0,92", 2)
    + even("0,94 7,92 13,82 15,62 22,48 27,42 0,40")
    + disc(0, 38, 5)
)

_GRAMOPHONE = (
    blob("-44,.4* -44,24 44,24 44,.4*")
    + box(-50, 0, 100, 5)
    + disc(0, 27, 30, 3.4)
    + limb("34,24,2 36,44,2 26,54,2.4")
    + blob("26,60* 22,50* 6,62 -16,72 -44,72 -62,66* -58,96 -48,116 -34,124* -28,104 -10,84 10,70")
)

_GRAMOPHONE_LINES = limb("20,56,.3 -14,80,.8 -44,112,.3") + limb("22,54,.3 -14,74,.8 -56,84,.3") + box(-30, 8, 60, 1.6)


SHAPES = (
    Shape(name="toy balloon", noun="a balloon on a string", body=_TOY, pale=_TOY_SHINE, stance=FLIES, size=0.2),
    Shape(name="guitar", noun="a guitar", body=_GUITAR, pale=_GUITAR_SIGNS, size=0.22),
    Shape(name="violin", noun="a violin and its bow", body=_VIOLIN, pale=_VIOLIN_SIGNS, size=0.22),
    Shape(name="gramophone", noun="a gramophone", body=_GRAMOPHONE, pale=_GRAMOPHONE_LINES, size=0.18, indoors=True),
    Shape(name="ball", noun="a ball", body=_BALL, pale=_BALL_PATCH, size=0.12),
    Shape(name="doll", noun="a doll", body=_DOLL, pale=_DOLL_FACE, size=0.16),
    Shape(name="teddy bear", noun="a teddy bear", body=_TEDDY, pale=_TEDDY_FACE, ink=_TEDDY_NOSE, size=0.16),
    Shape(name="kite", noun="a kite", body=_KITE, pale=_KITE_CROSS, stance=FLIES, size=0.18),
    Shape(name="chess", noun="a giant chess knight", body=_CHESS, pale=_CHESS_EYE, size=0.24),
    Shape(name="globe", noun="a globe", body=_GLOBE, pale=_GLOBE_LANDS, size=0.2),
    Shape(name="bell", noun="a bell", body=_HANGING_BELL, size=0.26),
)
