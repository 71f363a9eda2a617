"""Belongings: what is carried, worn, given and buried."""

from __future__ import annotations

from dreamstream.pictures.shapes.pen import blob, box, disc, even, limb, line, poly, ring
from dreamstream.pictures.shapes.shape import FLIES, Shape

_SUITCASE = (
    blob("-60,0* -64,8 -64,66 -58,72 58,72 64,66 64,8 60,0*")
    + ring(0, 76, 15, 5)
    + box(-42, 70, 8, 4)
    + box(34, 70, 8, 4)
)

_SUITCASE_STRAPS = box(-42, 0, 8, 72) + box(34, 0, 8, 72) + box(-5, 52, 10, 9)

_BACKPACK = (
    even("0,88 14,87 26,78 30,60 30,16 26,3 0,.4")
    + ring(0, 90, 9, 3.4)
    + limb("28,62,4 40,50,4 40,22,4 28,10,3.4")
    + limb("-28,62,4 -40,50,4 -40,22,4 -28,10,3.4")
)

_BACKPACK_LINES = limb("-22,70,.5 0,62,1 22,70,.5") + blob("-20,8* -22,34 -18,40 18,40 22,34 20,8*") + box(-4, 58, 8, 9)

_PURSE = blob("-40,.4* -46,20 -42,48 -38,56 38,56 42,48 46,20 40,.4*") + limb(
    "-26,54,2.4 -24,76,2.2 0,92,2.4 24,76,2.2 26,54,2.4"
)

_PURSE_CLASP = limb("-42,46,.4 -20,36,1 0,32,1.2 20,36,1 42,46,.4") + disc(0, 31, 4)

_MONEY = (
    even("0,76 6,74 10,70 22,60 36,40 40,20 32,4 0,.4")
    + even("0,92 10,94 14,88 9,78 0,74")
    + "".join(box(-74, y, 26, 5) for y in (0, 6.4, 12.8, 19.2))
    + "".join(box(46, y, 26, 5) for y in (0, 6.4))
)

_MONEY_SIGN = (
    limb("10,48,1.6 2,52,2 -8,47,2 -6,38,2 4,35,2 8,27,2 2,20,2 -10,24,1.6")
    + box(-1.2, 14, 2.4, 44)
    + box(-9, 74, 18, 2.4)
)

_COINS = disc(58, 22, 9) + disc(-60, 32, 8)

_CHEST = (
    blob("-56,0* -58,42 58,42 56,0*")
    + blob("-60,50* -64,74 -54,92 -30,100 30,100 54,92 64,74 60,50* 50,60 -50,60")
    + limb("-58,42,1.4 -60,52,1.4")
    + limb("58,42,1.4 60,52,1.4")
)

_CHEST_GOLD = blob("-52,43* -44,52 -30,49 -18,56 -4,51 10,57 24,50 38,55 52,43*") + disc(0, 26, 5)

_CHEST_BANDS = (
    box(-38, 0, 6, 42) + box(32, 0, 6, 42) + blob("-42,60* -44,90 -38,94 -35,60*") + blob("42,60* 44,90 38,94 35,60*")
)

_GIFT = (
    box(-40, 0, 80, 56)
    + box(-45, 54, 90, 18)
    + blob("0,72* -10,88 -30,94 -36,84 -24,74")
    + blob("0,72* 10,88 30,94 36,84 24,74")
)

_GIFT_RIBBON = box(-6, 0, 12, 72) + limb("-6,74,.4 -16,84,1 -28,87,.4") + limb("6,74,.4 16,84,1 28,87,.4")

_GRAVE = box(-4.4, 0, 8.8, 100) + box(-26, 62, 52, 9) + blob("-34,0* -28,9 0,13 28,9 34,0*")

_GRAVES = (
    blob("-74,0* -74,38 -60,54 -46,38 -46,0*")
    + poly("48,0 44,44 74,50 76,0")
    + limb("-90,2,1 -86,10,.6 -82,16,.2")
    + limb("88,2,1 86,10,.6 90,18,.2")
)

_GRAVE_LINES = (
    limb("-68,34,.4 -60,35,.8 -52,34,.4") + limb("-66,28,.4 -60,28.6,.8 -54,28,.4") + limb("52,38,.4 60,40,.8 70,41,.4")
)

_COFFIN = poly("-92,14 -58,38 40,44 96,30 100,22 46,2 -50,.4 -88,6") + poly(
    "-92,14 -58,30 40,36 96,24 100,14 48,.4 -50,0 -88,2"
)
_COFFIN_LINES = poly("-80,15 -54,27 38,32 86,22 44,5 -48,3")
_COFFIN_FLOWERS = (
    line("-46,17 62,20", 1.6)
    + line("22,8 14,28", 1.6)
    + limb("-36,34,1.2 -20,44,1 2,46,.8")
    + "".join(disc(x, y, r) for x, y, r in ((-34, 40, 6), (-24, 45, 6.6), (-14, 42, 5.6), (-42, 36, 4), (-6, 47, 3.6)))
)

_UMBRELLA = (
    blob("-56,62* -46,84 -22,97 0,100 22,97 46,84 56,62* 42,68 28,62* 14,68 0,62* -14,68 -28,62* -42,68")
    + limb("0,64,1.6 0,10,1.6 4,2,1.6 11,2,1.6 13,8,1.6")
    + box(-1, 98, 2, 8)
)

_UMBRELLA_RIBS = (
    limb("0,99,.3 -20,86,.8 -28,64,.3") + limb("0,99,.3 20,86,.8 28,64,.3") + limb("0,99,.3 0,82,.8 0,64,.3")
)

_HATSTAND = (
    limb("0,7,2 0,80,1.8")
    + limb("0,12,2 -12,5,1.6 -20,2.4,1.6")
    + limb("0,12,2 12,5,1.6 20,2.4,1.6")
    + limb("0,60,1.4 -12,66,1.2 -18,74,1.6")
    + limb("0,60,1.4 12,66,1.2 18,74,1.6")
    + blob("-30,86 -20,84 0,82 20,84 30,86 22,90 17,91 16,108 10,114 0,111 -10,114 -16,108 -17,91 -22,90")
    + blob("13,70 20,68 27,70 30,54 34,30 30,16* 22,20 14,16* 12,34 14,54")
)

_HAT_BAND = limb("-16.6,93,.8 0,90.6,1.2 16.6,93,.8") + limb("20,66,.3 21,44,.7 22,22,.3")

_SHOES = blob(
    "-50,.4* -56,10 -50,18 -34,24 -20,34 -12,52 -10,66* 12,66* 14,40 18,20 17,.4* 10,.4* 10,8 -2,8 -14,2"
) + blob("22,.4* 16,10 22,18 38,24 52,34 60,52 62,66* 84,66* 86,40 90,20 89,.4* 82,.4* 82,8 70,8 58,2")

_SHOE_LACES = "".join(
    limb(f"{x + dx},{y},.4 {x + dx + 7},{y - 1},.8 {x + dx + 13},{y + 2},.4")
    for dx in (0, 72)
    for x, y in ((-20, 40), (-16, 48), (-13, 56))
)

_DRESS = (
    # on a tailor's stand
    limb("0,2,1.6 0,30,1.6")
    + limb("0,10,1.8 -14,4,1.4 -20,2,1.4")
    + limb("0,10,1.8 14,4,1.4 20,2,1.4")
    + disc(0, 104, 3)
    + box(-1.6, 94, 3.2, 8)
    + even("0,90 6,91 9,97 13,95 12,84 8,72 14,56 26,34 38,18* 26,21 18,15* 8,20 0,14")
)

_DRESS_FOLDS = (
    limb("-3,68,.3 -10,44,.8 -18,18,.3") + limb("3,68,.3 10,44,.8 18,18,.3") + limb("-8,72,.3 0,70,1.2 8,72,.3")
)

_CAMERA = (
    blob("-34,62* -36,92 -32,96 -14,96 -10,104 10,104 14,96 32,96 36,92 34,62*")
    + line("-4,62 -28,0", 1.6)
    + line("4,62 28,0", 1.6)
    + line("0,62 2,0", 1.6)
)

_CAMERA_LENS = ring(0, 79, 11, 3) + disc(0, 79, 5) + box(20, 88, 8, 4)


SHAPES = (
    Shape(name="suitcase", noun="a suitcase", body=_SUITCASE, pale=_SUITCASE_STRAPS, size=0.13),
    Shape(name="backpack", noun="a backpack", body=_BACKPACK, pale=_BACKPACK_LINES, size=0.15),
    Shape(name="purse", noun="a handbag", body=_PURSE, pale=_PURSE_CLASP, size=0.14),
    Shape(
        name="money", noun="a sack of money", body=_MONEY, lit=_COINS, pale=_MONEY_SIGN, size=0.16, glow=(20, 20, 40)
    ),
    Shape(
        name="treasure",
        noun="an open chest of gold",
        body=_CHEST,
        lit=_CHEST_GOLD,
        pale=_CHEST_BANDS,
        size=0.18,
        glow=(0, 52, 80),
    ),
    Shape(name="gift", noun="a gift with a bow", body=_GIFT, pale=_GIFT_RIBBON, size=0.17),
    Shape(name="umbrella", noun="an umbrella", body=_UMBRELLA, pale=_UMBRELLA_RIBS, stance=FLIES, size=0.2),
    Shape(name="hat", noun="a hat on a stand", body=_HATSTAND, pale=_HAT_BAND, size=0.22),
    Shape(name="shoes", noun="a pair of shoes", body=_SHOES, pale=_SHOE_LACES, size=0.12),
    Shape(name="dress", noun="a dress on a stand", body=_DRESS, pale=_DRESS_FOLDS, size=0.22),
    Shape(name="camera", noun="a camera on its tripod", body=_CAMERA, pale=_CAMERA_LENS, size=0.2),
    Shape(name="grave", noun="a grave with a cross", body=_GRAVE + _GRAVES, pale=_GRAVE_LINES, size=0.22),
    Shape(
        name="coffin", noun="a coffin with flowers", body=_COFFIN, pale=_COFFIN_LINES, ink=_COFFIN_FLOWERS, size=0.18
    ),
)
