"""Furniture of a home as silhouettes: a person is 100 high."""

from __future__ import annotations

import math

from dreamstream.pictures.rooms.view import Piece
from dreamstream.pictures.shapes.pen import blob, box, cut, disc, hole, limb, line, poly, ring

SOFA = Piece(
    130,
    blob("-62,4* -64,34 -56,42 -50,30 -48,26 -46,50 -40,58 40,58 46,50 48,26 50,30 56,42 64,34 62,4*")
    + box(-58, 0, 6, 8)
    + box(52, 0, 6, 8),
    blob("-44,26* -44,32 -4,34 -2,26*") + blob("2,26* 4,34 44,32 44,26*"),
    same="sofa",
)
ARMCHAIR = Piece(
    62,
    blob("-28,6* -32,34 -24,40 -20,30 -18,62 -10,70 12,70 18,60 20,30 24,40 32,34 28,6*")
    + box(-26, 0, 5, 8)
    + box(21, 0, 5, 8),
    blob("-18,28* -16,34 16,34 18,28*"),
    same="sofa",
)
TABLE = Piece(
    110,
    poly("-55,42 55,42 57,47 -57,47") + poly("-48,42 -46,0 -43,0 -41,42") + poly("48,42 46,0 43,0 41,42"),
    same="table",
)
CHAIR = Piece(
    30,
    poly("-13,0 -10,0 -9,26 11,26 12,0 15,0 14,28 17,58 14,58 11,31 -12,31 -12,26"),
)
BED = Piece(
    150,
    blob("-74,0* -74,62 -70,66 -66,62 -66,0*")
    + blob("68,0* 68,34 71,38 74,34 74,0*")
    + poly("-68,12 -68,26 70,26 70,12")
    + blob("-66,24* -66,34 -30,38 20,35 50,36 69,30 69,14* -66,14*")
    + blob("-64,34 -62,44 -50,48 -36,45 -32,37 -46,34"),
    blob("-63,36 -60,44 -50,47 -38,44 -35,38 -46,36"),
    same="bed",
)
WARDROBE = Piece(
    76,
    box(-36, 4, 72, 116) + box(-39, 116, 78, 6) + box(-34, 0, 6, 6) + box(28, 0, 6, 6),
    cut(-31, 12, 29, 98) + cut(2, 12, 29, 98),
    tall=True,
    same="wardrobe",
)
NIGHTSTAND = Piece(28, box(-13, 4, 26, 28) + box(-15, 30, 30, 4) + box(-12, 0, 4, 6) + box(8, 0, 4, 6))
DRESSER = Piece(
    70,
    box(-33, 5, 66, 44) + box(-35, 48, 70, 4) + box(-31, 0, 5, 6) + box(26, 0, 5, 6),
    box(-29, 10, 58, 1.6) + box(-29, 23, 58, 1.6) + box(-29, 36, 58, 1.6),
)
DESK = Piece(
    92,
    poly("-46,41 46,41 46,46 -46,46") + box(-44, 0, 26, 42) + poly("40,42 39,0 42,0 44,42"),
    box(-40, 27, 18, 1.6) + box(-40, 13, 18, 1.6),
    same="desk",
)
CLOCK = Piece(
    30,
    poly("-12,0 12,0 12,8 9,12 9,72 13,78 13,104 0,116 -13,104 -13,78 -9,72 -9,12 -12,8"),
    disc(0, 92, 9) + box(-5, 20, 10, 42),
    tall=True,
    same="clock",
)
PLANT = Piece(
    50,
    poly("-12,22 12,22 9,0 -9,0")
    + limb("0,20,1.4 -3,46,1.4 -16,66,1")
    + limb("0,20,1.4 4,50,1.4 18,72,1")
    + limb("0,20,1.4 0,60,1.2 -1,84,.8")
    + blob("-3,44* -14,50 -24,46 -30,36* -16,36")
    + blob("-8,58* -16,70 -26,72 -34,68* -20,58")
    + blob("3,48* 14,56 26,52 32,42* 16,42")
    + blob("8,62* 16,76 28,78 36,74* 22,62")
    + blob("-1,76* -8,88 -4,100 2,108* 6,94 4,80"),
    same="plant",
)
FERN = Piece(
    60,
    poly("-10,18 10,18 8,0 -8,0")
    + "".join(
        limb(f"0,17,1 {dx * 0.4},{up},2.6 {dx * 0.8},{up - 4},3 {dx},{down},.4")
        for dx, up, down in (
            (-34, 40, 14),
            (-26, 52, 30),
            (-14, 62, 48),
            (0, 66, 64),
            (14, 60, 46),
            (26, 50, 28),
            (34, 38, 12),
        )
    ),
    same="plant",
)
STOVE = Piece(
    48,
    box(-23, 4, 46, 46)
    + box(-24, 48, 48, 4)
    + box(-21, 0, 5, 5)
    + box(16, 0, 5, 5)
    + blob("-16,52* -17,62 -3,62 -4,52*")
    + box(-24, 58, 8, 2),
    ring(0, 28, 0.1, 0.1) + box(-16, 14, 32, 1.5) + box(-16, 40, 32, 1.5),
    lit=box(-14, 18, 28, 14),
    same="cooker",
)
FRIDGE = Piece(
    46,
    blob("-21,2* -21,104 -17,108 17,108 21,104 21,2*"),
    box(-21, 70, 42, 1.6) + box(-16, 76, 2.4, 16) + box(-16, 44, 2.4, 20),
    tall=True,
    same="fridge",
)
COUNTER = Piece(
    120,
    box(-60, 3, 120, 45) + box(-62, 47, 124, 5) + box(-56, 0, 112, 4),
    box(-30, 8, 1.5, 34) + box(0, 8, 1.5, 34) + box(30, 8, 1.5, 34),
)
TUB = Piece(
    118,
    blob("-54,38* -52,18 -38,8 -10,6 20,6 42,8 52,20 58,40 62,44 58,48 53,42 -53,42 -58,42")
    + limb("-36,9,3 -40,1,2.2")
    + limb("38,9,3 42,1,2.2")
    + limb("-46,42,1.4 -47,62,1.4 -42,66,1.4 -36,64,1.4 -35,58,1.4"),
    blob("-50,34* -48,22 -40,14 -20,11* -34,22"),
    same="bath",
)
BASIN = Piece(
    44,
    blob("-22,50* -18,38 -6,34 6,34 18,38 22,50*") + poly("-5,36 5,36 8,0 -8,0") + limb("0,50,1.2 0,60,1.2 6,60,1.2"),
    tall=True,
    same="tap",
)
BOXES = Piece(
    76,
    box(-38, 0, 36, 30) + box(2, 0, 32, 24) + box(-28, 30, 30, 24) + box(8, 24, 20, 16),
    box(-22, 0, 4, 30) + box(-15, 30, 4, 24) + box(16, 0, 4, 24),
    same="boxes",
)
TRUNK = Piece(
    66, blob("-32,0* -32,22* -30,32 -20,37 20,37 30,32 32,22* 32,0*"), box(-32, 21, 64, 1.8) + box(-4, 16, 8, 8)
)
BARREL = Piece(
    40, blob("-15,0* -20,18 -20,30 -15,48* 15,48* 20,30 20,18 15,0*"), box(-18.6, 10, 37, 1.8) + box(-18.6, 36, 37, 1.8)
)
COATS = Piece(
    40,
    limb("0,0,1.6 0,100,1.2")
    + blob("-16,0* 0,6 16,0*")
    + limb("-14,92,1.2 0,86,1.2 14,92,1.2")
    + blob("3,88* 16,84 20,60 17,40* 7,42 4,70")
    + disc(-11, 94, 9, 3)
    + blob("-16,95 -15,101 -7,101 -6,95"),
    tall=True,
)
PIANO = Piece(
    86,
    box(-42, 6, 84, 62) + box(-44, 66, 88, 5) + box(-42, 34, 84, 8) + box(-40, 0, 6, 8) + box(34, 0, 6, 8),
    box(-38, 40, 76, 2.4),
    same="piano",
)
STOOL = Piece(24, disc(0, 40, 11, 3) + limb("0,40,1.6 0,4,1.6") + blob("-9,0* 0,4 9,0*"))
COLUMN = Piece(34, box(-15, 0, 30, 8) + box(-11, 8, 22, 6) + box(-9, 14, 18, 240))


def shelf_of_books(rows: int, wide: float, dice_rolls: list[float]) -> Piece:
    """A bookcase of `rows` shelves; the rolls say how thick, how tall and where gaps are."""
    high = rows * 26 + 8
    body = box(-wide / 2, 0, wide, high)
    spines: list[str] = []
    at = 0
    for row in range(rows):
        x = -wide / 2 + 4
        while x < wide / 2 - 8:
            roll = dice_rolls[at % len(dice_rolls)]
            at += 1
            thick = 2.4 + 3.2 * roll
            tall = 13 + 7.5 * ((roll * 7.3) % 1)
            if roll < 0.86:
                spines.append(box(x, 5 + 26 * row, thick, tall))
            else:
                thick = 7
            x += thick + 0.5
    return Piece(wide + 4, body, "".join(spines), tall=True, same="bookshelf")


def drip() -> Piece:
    """A stand with its bag and its tube."""
    return Piece(
        24,
        limb("0,0,1 0,104,1")
        + limb("-10,104,1 0,106,1 10,104,1")
        + blob("-11,0* 0,4 11,0*")
        + blob("4,102* 4,86 7,82 12,82 15,86 15,102*")
        + limb("9.5,82,.5 10,60,.5 4,40,.5 6,24,.5"),
    )


def flasks() -> Piece:
    """Glass on a bench, some of it glowing."""
    glass = (
        blob("-46,0* -46,3 -36,20 -36,30* -30,30* -30,20 -20,3 -20,0*")
        + blob("6,0* 4,10 10,18 12,22 12,34* 16,34* 16,22 18,18 24,10 22,0*")
        + box(36, 0, 5, 28)
        + box(44, 0, 5, 28)
        + box(33, 12, 20, 2)
        + line("-33,30 -33,44 -8,46 12,42", 0.8)
    )
    lit = (
        blob("-43,2* -37,13 -29,13 -23,2*")
        + blob("7,2* 6,9 11,15 17,15 22,9 21,2*")
        + box(37, 1, 3, 15)
        + box(45, 1, 3, 20)
    )
    return Piece(110, glass, "", lit)


def wheel(r: float, teeth: int) -> str:
    """A cog with spokes, its middle on 0,0."""
    out = []
    for i in range(teeth):
        a = math.tau * i / teeth
        b = math.tau / teeth * 0.25
        spots = ((r, a - b), (r * 1.14, a - b * 0.7), (r * 1.14, a + b * 0.7), (r, a + b))
        out.append(" ".join(f"{math.cos(t) * q},{math.sin(t) * q}" for q, t in spots))
    rim = "".join(poly(part) for part in out) + disc(0, 0, r) + hole(0, 0, r * 0.78)
    spokes = "".join(
        line(f"0,0 {math.cos(math.tau * i / 5) * r * 0.82},{math.sin(math.tau * i / 5) * r * 0.82}", r * 0.055)
        for i in range(5)
    )
    return rim + spokes + disc(0, 0, r * 0.16)
