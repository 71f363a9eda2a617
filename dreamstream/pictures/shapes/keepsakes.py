"""Things of the hand and of dreams only; they may be as big as the moon."""

from __future__ import annotations

from dreamstream.pictures.shapes.pen import blob, box, disc, hole, limb, line, poly, ring
from dreamstream.pictures.shapes.shape import FLIES, HANGS, Shape

_PHONE = (
    blob("-56,0* -50,26 -30,52 -22,60 22,60 30,52 50,26 56,0*")
    + blob("-68,64 -70,80 -54,94 -20,99 20,99 54,94 70,80 68,64 44,62 40,76 20,80 -20,80 -40,76 -44,62")
    + box(-18, 56, 8, 20)
    + box(10, 56, 8, 20)
)
_PHONE_DIAL = disc(0, 30, 20) + hole(0, 30, 7)
_BOOK = blob("0,12* -20,20 -50,22 -80,14* -86,84* -54,92 -22,90 0,80* 22,90 54,92 86,84* 80,14* 50,22 20,20")
_BOOK_PAGES = blob("-3,20* -22,28 -48,29 -74,23* -79,80* -52,86 -24,84 -3,75*") + blob(
    "3,20* 22,28 48,29 74,23* 79,80* 52,86 24,84 3,75*"
)
_BOOK_LINES = "".join(
    limb(f"{s * 12},{y + 3},.9 {s * 36},{y + 6},.9 {s * 68},{y + 2},.9") for s in (-1, 1) for y in (34, 46, 58, 70)
)
_KEY = ring(0, 80, 17, 8) + box(-3.6, 2, 7.2, 64) + box(3, 4, 17, 7) + box(3, 18, 12, 7) + box(-7, 58, 14, 5)
_SUITCASE = (
    blob("-60,0* -64,8 -64,66 -58,72 58,72 64,66 64,8 60,0*")
    + ring(0, 76, 15, 5)
    + box(-42, 70, 8, 4)
    + box(34, 70, 8, 4)
)
_SUITCASE_STRAPS = box(-42, 0, 8, 72) + box(34, 0, 8, 72) + box(-5, 52, 10, 9)
_KNIFE = (
    blob("-6,38* 7,38* 9,64 6,84 -4,102* -7,70") + box(-12, 33, 24, 5) + blob("-6,33* -7,14 -6,2 0,-2 6,2 7,14 6,33*")
)
_GUN = (
    blob("-70,76* -70,92* 40,94 54,86 58,74 66,40 70,18* 46,14* 40,40 30,58 -6,60* -8,72 -14,76*")
    + ring(14, 52, 13, 4)
    + box(-68, 92, 8, 5)
)
_RING = ring(0, 36, 32, 7) + poly("-12,70 12,70 9,76 -9,76")
_RING_STONE = poly("-20,88 -11,100 11,100 20,88 0,70")
_TOY = (
    blob("0,38* -22,48 -28,70 -18,92 0,100 18,92 28,70 22,48")
    + poly("-5,33 5,33 0,40")
    + limb("0,34,.7 -6,20,.7 4,8,.7 -2,-10,.7")
)
_TOY_SHINE = blob("-16,74 -14,86 -6,93 -10,84 -12,74")
_TOOTH = blob(
    "-30,98 -42,84 -40,60 -30,40 -26,12 -18,0 -10,12 -6,34 0,40 6,34 "
    "10,12 18,0 26,12 30,40 40,60 42,84 30,98 14,96 0,92 -14,96"
)
_TOOTH_SHINE = blob("-30,86 -32,70 -28,58 -24,70 -22,86")
_MASK = blob("-50,74 -52,96 -30,98 0,92 30,98 52,96 50,74 46,40 28,12 0,0 -28,12 -46,40")
_MASK_HOLES = (
    blob("-36,62 -28,70 -14,68 -8,58 -20,56")
    + blob("36,62 28,70 14,68 8,58 20,56")
    + blob("-22,28 0,22 22,28 12,14 0,11 -12,14")
)
_GRAVE = box(-4.4, 0, 8.8, 100) + box(-26, 62, 52, 9) + blob("-34,0* -28,9 0,13 28,9 34,0*")
_GRAVES = blob("-70,0* -70,40 -58,56 -46,40 -46,0*") + blob("46,0* 46,46 60,62 74,46 74,0*")
_UMBRELLA = (
    blob("-56,62* -46,84 -22,97 0,100 22,97 46,84 56,62* 42,68 28,62* 14,68 0,62* -14,68 -28,62* -42,68")
    + limb("0,64,1.6 0,10,1.6 4,2,1.6 11,2,1.6 13,8,1.6")
    + box(-1, 98, 2, 8)
)
_LETTER = box(-56, 14, 112, 74)
_LETTER_FOLD = line("-54,86 0,46 54,86", 1.6) + line("-54,16 -14,56", 1) + line("54,16 14,56", 1)
_HEART = blob("0,2* -30,30 -50,58 -46,86 -26,98 -8,92 0,78* 8,92 26,98 46,86 50,58 30,30")
_EYE = blob("-90,50* -60,78 -24,94 24,94 60,78 90,50* 60,24 24,8 -24,8 -60,24")
_EYE_WHITE = blob("-78,50* -52,72 -22,84 22,84 52,72 78,50* 52,30 22,18 -22,18 -52,30")
_EYE_IRIS = disc(0, 51, 28)
_HAND = blob(
    "-22,0* -26,24 -34,40 -50,52 -58,62 -50,66 -38,60 -28,52 -28,72 -30,90 -24,95 -18,90 -14,64 -10,66 -10,94 "
    "-4,101 2,94 3,66 7,64 10,88 16,93 21,87 18,60 22,58 28,74 34,77 36,70 30,46 24,22 22,0*"
)
_GHOST = blob("-34,0* -40,40 -34,76 -16,97 0,101 16,97 34,76 40,40 36,0* 26,12 16,2* 6,13 -6,2* -16,12 -24,2*")
_GHOST_EYES = disc(-12, 72, 5, 8) + disc(12, 72, 5, 8)
_ANGEL = (
    disc(0, 86, 6.4, 7)
    + blob("-4,79 -9,74 -7,58 -10,40 -18,2* 18,2* 10,40 7,58 9,74 4,79")
    + blob(
        "-6,72* -16,90 -24,104 -44,112* -40,98* -52,98* -46,84* "
        "-56,80* -48,70* -54,62* -42,56* -44,46* -30,48 -16,54 -7,60*"
    )
    + blob("6,72* 16,90 24,104 44,112* 40,98* 52,98* 46,84* 56,80* 48,70* 54,62* 42,56* 44,46* 30,48 16,54 7,60*")
)
_DRAGON = (
    limb("-76,78,4 -62,76,5.4 -48,66,6 -34,52,8 -8,46,13 22,46,12 46,40,8 66,34,5 84,40,3.4 98,56,2.4 104,70,1")
    + blob("-62,84* -70,86 -82,84 -98,76 -100,72 -84,70 -70,68 -58,72 -54,80 -46,92* -56,86 -58,96*")
    + blob("100,68* 94,80 106,92* 114,78 106,66*")
    + blob("-14,50* -16,78 -4,104 14,122* 50,118 74,100* 56,98 50,84* 40,86 34,72* 24,72 20,52*")
    + limb("-20,42,6 -26,26,4 -18,14,2.6 -26,3,2.4")
    + limb("28,42,8 28,24,4.6 38,13,2.6 30,3,2.4")
    + blob("-34,0* -30,5 -22,4 -20,0*")
    + blob("22,0* 26,5 34,4 36,0*")
)
_DRAGON_WING = limb("-4,62,.6 0,90,.9 14,118,.6") + limb("6,60,.6 24,84,.9 48,98,.5")
_HAT = blob("-60,20 -40,28 -26,30 -28,70 -18,84 0,80 18,84 28,70 26,30 40,28 60,20 30,10 -30,10")
_SHOES = blob("-50,0* -54,14 -46,24 -22,30 -8,46 -6,60* 14,60* 18,40 16,0*") + blob(
    "20,0* 18,12 26,20 46,26 56,40 58,52* 76,52* 80,34 78,0*"
)
_SCISSORS = (
    ring(-20, 18, 14, 6) + ring(20, 18, 14, 6) + limb("-14,30,4 0,56,4 16,98,1") + limb("14,30,4 0,56,4 -16,98,1")
)
_GUITAR = (
    blob("-24,2 -32,18 -22,36 -16,46 -18,54 -6,60 6,60 18,54 16,46 22,36 32,18 24,2 0,-2")
    + box(-3, 58, 6, 36)
    + blob("-6,92* -7,104* 7,104* 6,92*")
)

SHAPES = (
    Shape(name="telephone", noun="an old telephone", body=_PHONE, pale=_PHONE_DIAL, size=0.17),
    Shape(
        name="book",
        noun="an open book",
        body=_BOOK,
        lit=_BOOK_PAGES,
        ink=_BOOK_LINES,
        stance=HANGS,
        size=0.2,
        glow=(0, 60, 90),
    ),
    Shape(name="key", noun="a key", body=_KEY, stance=HANGS, size=0.26),
    Shape(name="suitcase", noun="a suitcase", body=_SUITCASE, pale=_SUITCASE_STRAPS, size=0.13),
    Shape(name="knife", noun="a knife", body=_KNIFE, stance=HANGS, size=0.28),
    Shape(name="gun", noun="a pistol", body=_GUN, stance=HANGS, size=0.15),
    Shape(name="ring", noun="a ring", body=_RING, lit=_RING_STONE, stance=HANGS, size=0.22, glow=(0, 86, 50)),
    Shape(name="toy balloon", noun="a balloon on a string", body=_TOY, pale=_TOY_SHINE, stance=FLIES, size=0.2),
    Shape(name="tooth", noun="a giant tooth", body=_TOOTH, pale=_TOOTH_SHINE, stance=HANGS, size=0.22),
    Shape(name="mask", noun="a mask", body=_MASK, lit=_MASK_HOLES, stance=HANGS, size=0.24),
    Shape(name="grave", noun="a grave with a cross", body=_GRAVE + _GRAVES, size=0.22),
    Shape(name="umbrella", noun="an umbrella", body=_UMBRELLA, stance=FLIES, size=0.22),
    Shape(name="letter", noun="a letter", body=_LETTER, pale=_LETTER_FOLD, stance=HANGS, size=0.15),
    Shape(name="heart", noun="a heart", body=_HEART, stance=HANGS, size=0.2),
    Shape(name="eye", noun="a great eye", body=_EYE, pale=_EYE_WHITE, ink=_EYE_IRIS, stance=HANGS, size=0.18),
    Shape(name="hand", noun="a giant hand", body=_HAND, size=0.36),
    Shape(name="ghost", noun="a ghost", body="", pale=_GHOST, ink=_GHOST_EYES, size=0.22),
    Shape(name="angel", noun="a winged figure", body=_ANGEL, stance=FLIES, size=0.24, human=True),
    Shape(name="dragon", noun="a dragon", body=_DRAGON, pale=_DRAGON_WING, stance=FLIES, size=0.26),
    Shape(name="hat", noun="a hat", body=_HAT, stance=HANGS, size=0.14),
    Shape(name="shoes", noun="a pair of shoes", body=_SHOES, size=0.12),
    Shape(name="scissors", noun="scissors", body=_SCISSORS, stance=HANGS, size=0.22),
    Shape(name="guitar", noun="a guitar", body=_GUITAR, pale=disc(0, 34, 7), stance=HANGS, size=0.28),
)
