"""Keepsakes: small things dreams make much of, each offered: on open hands, on a stand, in the light."""

from __future__ import annotations

from dreamstream.pictures.shapes.pen import blob, box, disc, limb, line, moved, poly, ring
from dreamstream.pictures.shapes.props import CUSHION, FINGERS, HANDS, PLINTH, SIDE_TABLE, STUMP, STUMP_RINGS
from dreamstream.pictures.shapes.shape import Shape

_KEY = moved(
    ring(0, 80, 17, 8) + box(-3.6, 4, 7.2, 62) + box(3, 6, 17, 7) + box(3, 20, 12, 7) + box(-7, 58, 14, 5), 0, 46, 0.58
)

_RING = ring(0, 76, 18, 4.4) + poly("-7,95 7,95 5,98 -5,98")

_RING_STONE = poly("-11,104 -6,110 6,110 11,104 0,95")

_KNIFE = (
    blob("-3.6,62* 0,38* 3.6,62* 5,84* -5,84*")
    + poly("-4.6,86 -3.6,50 0,34 4,50 5,86")
    + box(-9, 85, 18, 4)
    + blob("-4,88* -5,100 -4,114 0,117 4,114 5,100 4,88*")
)

_KNIFE_EDGE = limb("1.6,82,.5 1.4,62,.9 .6,46,.3")

_GUN = moved(
    blob("-70,76* -70,92* 40,94 54,86 58,74 66,40 70,18* 46,14* 40,40 30,58 -6,60* -8,72 -14,76*")
    + ring(14, 52, 13, 4)
    + box(-68, 92, 8, 5),
    0,
    37,
    0.5,
)

_CLOTH = blob("-30,46* 30,46* 33,36 27,26* 20,34 10,30 0,22* -12,32 -22,30 -29,24* -33,36")

_SWORD = (
    poly("-4,26 -3.4,96 3.4,96 4,26 0,20")
    + blob("-20,98 -22,94 -18,92 18,92 22,94 20,98 0,97")
    + box(-2.4, 97, 4.8, 18)
    + disc(0, 118, 4)
)

_STONE = blob("-52,.4* -48,18 -36,26 -24,38 -6,42 10,37 26,34 36,20 48,14 54,.4*")

_STONE_FACES = (
    blob("-22,36* -30,22 -24,10 -14,22") + blob("28,30* 22,18 28,8 34,16") + limb("1.8,44,.4 1.6,70,.8 1.6,92,.4")
)

_BOOK = moved(
    blob("0,12* -20,20 -50,22 -80,14* -86,84* -54,92 -22,90 0,80* 22,90 54,92 86,84* 80,14* 50,22 20,20"), 0, 42, 0.62
)

_BOOK_PAGES = moved(
    blob("-3,20* -22,28 -48,29 -74,23* -79,80* -52,86 -24,84 -3,75*")
    + blob("3,20* 22,28 48,29 74,23* 79,80* 52,86 24,84 3,75*"),
    0,
    42,
    0.62,
)

_BOOK_LINES = moved(
    "".join(
        limb(f"{s * 12},{y + 3},.9 {s * 36},{y + 6},.9 {s * 68},{y + 2},.9") for s in (-1, 1) for y in (34, 46, 58, 70)
    ),
    0,
    42,
    0.62,
)

_LECTERN = box(-24, 0, 48, 5) + poly("-7,5 -5,50 5,50 7,5") + poly("-34,55 0,51 34,55 22,44 -22,44")

_LETTER = moved(box(-56, 14, 112, 74), 0, 50, 0.52)

_LETTER_FOLD = moved(line("-54,86 0,46 54,86", 1.6) + line("-54,16 -14,56", 1) + line("54,16 14,56", 1), 0, 50, 0.52)

_SEAL = disc(0, 75, 4.6)

_HEART = moved(blob("0,2* -30,30 -50,58 -46,86 -26,98 -8,92 0,78* 8,92 26,98 46,86 50,58 30,30"), 0, 46, 0.6)

_TEETH = "".join(
    moved(
        blob(
            "-30,98 -42,84 -40,60 -30,40 -26,12 -18,0 -10,12 -6,34 0,40 6,34 10,12 18,0 26,12 30,40 40,60 "
            "42,84 30,98 14,96 0,92 -14,96"
        ),
        x,
        y,
        k,
    )
    for x, y, k in ((0, 56, 0.44), (-25, 47, 0.2), (24, 46, 0.22), (-16, 82, 0.14), (30, 78, 0.12))
)

_MASK = moved(blob("-50,74 -52,96 -30,98 0,92 30,98 52,96 50,74 46,40 28,12 0,0 -28,12 -46,40"), 0, 42, 0.66)

_MASK_HOLES = moved(
    blob("-36,62 -28,70 -14,68 -8,58 -20,56")
    + blob("36,62 28,70 14,68 8,58 20,56")
    + blob("-22,28 0,22 22,28 12,14 0,11 -12,14"),
    0,
    44,
    0.66,
)

_SCISSORS = moved(
    ring(-20, 18, 14, 6) + ring(20, 18, 14, 6) + limb("-14,30,4 0,56,4 16,98,1") + limb("14,30,4 0,56,4 -16,98,1"),
    0,
    44,
    0.62,
)

_CROWN = (
    blob("-24,56* -30,86* -14,74 -10,80 0,96* 10,80 14,74 30,86* 24,56*")
    + disc(-30, 88, 3)
    + disc(0, 98, 3.4)
    + disc(30, 88, 3)
)

_CROWN_GEMS = disc(0, 66, 3.4) + disc(-13, 64, 2.4) + disc(13, 64, 2.4)

_SKULL = blob("0,104 -18,101 -29,88 -29,74 -22,64 -18,60 -18,48 -8,44 8,44 18,48 18,60 22,64 29,74 29,88 18,101")

_SKULL_EYES = (
    blob("-22,80 -14,86 -5,80 -7,71 -15,69 -21,73")
    + blob("22,80 14,86 5,80 7,71 15,69 21,73")
    + poly("-4,66 4,66 0,59")
    + limb("-8,54,.3 -8,47,.8")
    + limb("0,54,.3 0,46,.8")
    + limb("8,54,.3 8,47,.8")
)

_AXE = limb("38,110,1.8 16,70,2 -2,38,2.4") + blob("2,50* -18,54 -26,40 -24,26* -10,34 -2,30 8,34*")

_CARDS = "".join(
    poly(f"{a},{b} {c},{d} {e},{f} {g},{h}")
    for a, b, c, d, e, f, g, h in (
        (-14, 40, -50, 78, -26, 100, 6, 58),
        (-8, 42, -22, 92, 9, 101, 18, 52),
        (2, 46, 14, 98, 46, 90, 26, 44),
        (12, 44, 46, 84, 68, 64, 30, 34),
    )
)

_CARD_SIGNS = (
    moved(blob("0,2* -30,30 -50,58 -46,86 -26,98 -8,92 0,78* 8,92 26,98 46,86 50,58 30,30"), -4, 68, 0.16)
    + poly("31,82 25,74 30,64 37,73")
    + poly("-26,86 -32,80 -27,72 -20,79")
    + disc(48, 66, 4)
    + limb("4,52,.3 12,76,.5 16,96,.3")
    + limb("-10,48,.3 -22,70,.5 -30,96,.3")
    + limb("16,50,.3 34,68,.5 47,86,.3")
)


SHAPES = (
    Shape(
        name="key", noun="a key above two open hands", body=HANDS, lit=_KEY, pale=FINGERS, size=0.22, glow=(0, 80, 64)
    ),
    Shape(
        name="letter",
        noun="a letter above two open hands",
        body=HANDS,
        lit=_LETTER,
        pale=FINGERS,
        ink=_LETTER_FOLD + _SEAL,
        size=0.22,
        glow=(0, 76, 64),
    ),
    Shape(
        name="heart",
        noun="a glowing heart above two open hands",
        body=HANDS,
        lit=_HEART,
        pale=FINGERS,
        size=0.22,
        glow=(0, 78, 70),
    ),
    Shape(
        name="tooth",
        noun="loose teeth above two open hands",
        body=HANDS,
        lit=_TEETH,
        pale=FINGERS,
        size=0.22,
        glow=(0, 76, 60),
    ),
    Shape(
        name="ring",
        noun="a ring on a cushion",
        body=PLINTH + CUSHION + _RING,
        lit=_RING_STONE,
        size=0.22,
        glow=(0, 102, 50),
    ),
    Shape(
        name="crown",
        noun="a crown on a cushion",
        body=PLINTH + CUSHION + _CROWN,
        lit=_CROWN_GEMS,
        size=0.22,
        glow=(0, 76, 50),
    ),
    Shape(
        name="knife",
        noun="a knife stuck in a tree stump",
        body=STUMP + _KNIFE,
        pale=STUMP_RINGS + _KNIFE_EDGE,
        size=0.18,
    ),
    Shape(name="axe", noun="an axe in a tree stump", body=STUMP + _AXE, pale=STUMP_RINGS, size=0.18),
    Shape(name="sword", noun="a sword in a stone", body=_STONE + _SWORD, pale=_STONE_FACES, size=0.24),
    Shape(name="gun", noun="a pistol on a small table", body=SIDE_TABLE + _CLOTH + _GUN, size=0.19, glow=(0, 70, 60)),
    Shape(name="scissors", noun="scissors on a stone stand", body=PLINTH + _SCISSORS, size=0.2),
    Shape(
        name="mask", noun="a mask on a stone stand", body=PLINTH + _MASK, lit=_MASK_HOLES, size=0.24, glow=(0, 76, 46)
    ),
    Shape(name="skull", noun="a skull on a stone stand", body=PLINTH + _SKULL, pale=_SKULL_EYES, size=0.22),
    Shape(
        name="cards",
        noun="playing cards above two open hands",
        body=HANDS + _CARDS,
        pale=FINGERS + _CARD_SIGNS,
        size=0.22,
    ),
    Shape(
        name="book",
        noun="an open book on a stand",
        body=_LECTERN + _BOOK,
        lit=_BOOK_PAGES,
        ink=_BOOK_LINES,
        size=0.24,
        glow=(0, 82, 80),
    ),
)
