"""Furniture: what a room is lived in with."""

from __future__ import annotations

from dreamstream.pictures.shapes.pen import blob, box, disc, limb, line, poly
from dreamstream.pictures.shapes.shape import Shape

_BED = (
    blob("-104,0* -104,92 -98,98 -92,92 -92,0*")
    + blob("92,0* 92,62 98,68 104,62 104,0*")
    + poly("-96,20 -96,40 96,40 96,20")
    + blob("-94,38* -92,52 -60,58 -20,56 20,60 60,56 94,50 94,16* -94,20*")
    + blob("-90,54 -86,70 -70,74 -52,70 -46,58 -60,52")
)

_BED_PALE = (
    blob("-88,57 -84,69 -70,72 -54,68 -49,59 -60,55")
    + blob("-44,56* -20,54 20,58 60,54 92,49* 92,44* 40,50 0,48 -44,50*")
    + limb("-30,44,.4 0,34,1 -10,22,.4")
    + limb("30,46,.4 44,34,1 40,20,.4")
)

_TABLE = (
    blob(
        "-78,66* -76,70* 76,70* 78,66* 80,42* 70,36 60,44 48,34 34,42 20,33 4,42 -12,34 -28,42 -44,34 -58,43 "
        "-70,36 -80,42*"
    )
    + poly("-68,40 -64,0 -58,0 -57,40")
    + poly("68,40 64,0 58,0 57,40")
    + blob("-52,70* -50,78 -38,82 -26,78 -24,70*")
    + disc(-38, 84, 2)
    + blob("-6,70* -9,78 -8,86 -4,92 -4,100* 4,100* 4,92 8,86 9,78 6,70*")
    + blob("18,74* 20,70 40,70 42,74* 36,77 24,77")
    + "".join(disc(x, y, r) for x, y, r in ((24, 80, 5), (34, 80, 5.4), (29, 87, 4.6)))
    + line("58,70 58,84", 1.4)
    + blob("52,84* 51,92 53,97* 63,97* 65,92 64,84*")
)

_TABLE_CLOTH = (
    limb("-60,66,.4 -62,54,.9 -58,44,.4")
    + limb("-20,66,.4 -22,54,.9 -28,44,.4")
    + limb("22,66,.4 22,54,.9 20,36,.4")
    + limb("56,66,.4 58,54,.9 60,46,.4")
)

_CHAIR = poly("-24,0 -20,0 -18,46 22,46 24,0 28,0 27,52 24,54 30,100 25,100 19,56 -22,56 -22,46") + poly(
    "21,66 25,66 29,96 25,97"
)

_ARMCHAIR = (
    blob("-52,8* -56,46 -48,56 -36,54 -34,40* 30,40* 32,92 38,100 50,100 56,92 58,60 62,52 60,8*")
    + blob("-34,40* -32,50 -20,52 20,52 32,48 32,40*")
    + blob("24,44 22,84 30,102 46,106 58,96 60,60 56,44")
    + poly("-48,8 -44,0 -40,0 -40,8")
    + poly("54,8 50,0 46,0 46,8")
)

_ARMCHAIR_LINES = (
    limb("-34,46,.4 -36,30,.9 -34,14,.4") + limb("-30,41,.4 0,39,.9 28,41,.4") + limb("36,94,.4 34,72,.9 36,50,.4")
)

_SOFA = (
    blob(
        "-96,8* -100,44 -94,54 -82,54 -78,46* -74,76 -64,82 -2,82* 0,80 2,82* 64,82 74,76 78,46* 82,54 94,54 "
        "100,44 96,8*"
    )
    + poly("-88,8 -84,0 -78,0 -78,8")
    + poly("88,8 84,0 78,0 78,8")
)

_SOFA_LINES = (
    limb("-78,46,.4 -78,30,.9 -78,14,.4")
    + limb("78,46,.4 78,30,.9 78,14,.4")
    + limb("-76,40,.4 0,38,1 76,40,.4")
    + limb("0,80,.4 0,58,.9 0,40,.4")
    + limb("-76,24,.4 0,22,.9 76,24,.4")
)

_DESK = (
    box(-70, 56, 140, 7)
    + box(-64, 0, 34, 56)
    + box(58, 0, 6, 56)
    + blob("-10,63* -34,66 -36,69 -8,68* -6,64*")
    + limb("46,63,1.8 46,80,1.6 34,96,1.6 22,100,1.6")
    + blob("30,104* 24,96 10,88* 12,100 22,108")
    + blob("36,63* 38,67 54,67 56,63*")
)

_DESK_LIT = blob("12,90* 22,96 28,101* 22,94 14,86")

_DESK_DRAWERS = box(-61, 38, 28, 14) + box(-61, 21, 28, 14) + box(-61, 4, 28, 14) + poly("-24,63 16,63 10,66 -20,66")

_DESK_KNOBS = disc(-47, 45, 1.6) + disc(-47, 28, 1.6) + disc(-47, 11, 1.6)

_MIRROR = (
    disc(0, 58, 28, 42) + limb("-24,34,3 -30,4,3") + limb("24,34,3 30,4,3") + disc(0, 102, 6, 5) + box(-30, 16, 60, 3.4)
)

_MIRROR_GLASS = disc(0, 58, 22, 35)

_MIRROR_SHEEN = limb("-12,66,.4 -4,78,1.4 4,86,.4") + limb("-12,56,.4 0,74,1.1 12,86,.4")

_CRADLE = (
    blob("-60,20 -66,60* -58,60 -40,50 0,46 40,50 46,56* 52,20 20,14 -30,14")
    + blob("34,30* 36,70 48,92 66,96* 72,70 62,30*")
    + blob("-64,12* -40,3 0,.4 40,3 64,12* 64,17* 40,9 0,6 -40,9 -64,17*")
    + limb("-44,18,3 -50,4,3")
    + limb("44,18,3 50,4,3")
    + disc(26, 56, 9)
    + blob("-50,50 -40,58 -10,60 14,58 22,50")
)

_CRADLE_LINES = limb("-58,50,.4 -20,40,1 46,46,.4") + limb("44,36,.4 48,66,.9 60,90,.4")

_PIANO = (
    blob("-70,40* -70,60* 10,62 40,60 66,56 74,44* 74,36* -64,36*")
    + blob("-40,60* 70,58* 60,76 30,98 20,104* 0,90 -30,70")
    + limb("-58,38,4 -56,3.6,2.6")
    + limb("58,38,4 60,3.6,2.6")
    + limb("4,38,3 4,3.6,2.4")
    + blob("-112,26* -112,32 -84,32 -84,26*")
    + line("-108,26 -110,0", 1.6)
    + line("-88,26 -86,0", 1.6)
)

_PIANO_KEYS = box(-69, 50, 36, 3) + limb("-30,66,.4 10,84,1 60,66,.4")

_WARDROBE = (
    box(-40, 6, 80, 96)
    + box(-45, 100, 90, 8)
    + poly("-38,6 -36,0 -28,0 -28,6")
    + poly("38,6 36,0 28,0 28,6")
    + poly("-36,10 -36,98 -66,104 -66,2")
    + poly("36,10 36,98 66,104 66,2")
)

_WARDROBE_LIT = box(-34, 12, 68, 84)

_WARDROBE_INK = (
    box(-34, 86, 68, 2.4)
    + "".join(
        blob(f"{x},86* {x - 5},80 {x - 8},70 {x - 7},{low}* {x},{low - 3} {x + 7},{low}* {x + 8},70 {x + 5},80")
        for x, low in ((-22, 40), (-4, 30), (14, 44))
    )
    + blob("22,12* 22,22 30,24 33,12*")
    + box(-28, 12, 18, 12)
)

_WARDROBE_PALE = poly("-40,20 -40,88 -62,93 -62,14") + poly("40,20 40,88 62,93 62,14")

_SHELF = box(-50, 0, 100, 120) + box(-54, 118, 108, 5)

_SHELF_PALE = "".join(box(-44, y, 88, 23) for y in (6, 34, 62, 90))

_SHELF_BOOKS = "".join(
    box(x, y, w, h)
    for y, row in ((6, "5746658456"), (34, "6585467564"), (62, "4675864756"), (90, "7456586475"))
    for x, w, h in (
        (-42 + sum(int(c) + 2.4 for c in row[:i]), int(row[i]), 14 + int(row[i]) % 4 * 2.4)
        for i in range(len(row))
        if (i * 7 + y) % 9 != 4
    )
)

_HEARTH = (
    box(-64, 0, 128, 88)
    + box(-72, 86, 144, 8)
    + box(-78, 0, 156, 5)
    + blob("-40,94* -42,104 -36,110 -30,104 -32,94*")
    + box(24, 94, 22, 18)
)

_HEARTH_LIT = blob("-26,10* -30,24 -20,36 -18,52 -8,42 -2,62* 6,44 12,38 16,48* 26,32 26,10*")

_HEARTH_INK = limb("-32,8,3.4 0,13,3.8 32,9,3.2") + limb("32,15,3.2 0,9,3.6 -32,15,3.2")

_HEARTH_PALE = blob("-40,5* -40,46 -28,62 0,68 28,62 40,46 40,5*")

_CURTAIN = (
    box(-62, 104, 124, 5)
    + box(-46, 18, 92, 5)
    + disc(-64, 106, 5)
    + disc(64, 106, 5)
    + blob("-58,104* -8,104* -14,70 -34,50 -44,48 -40,24 -36,.4* -58,.4*")
    + blob("58,104* 8,104* 14,70 34,50 44,48 40,24 36,.4* 58,.4*")
)

_CURTAIN_FOLDS = "".join(
    limb(f"{s * 50},100,.4 {s * 48},70,.9 {s * 47},52,.4")
    + limb(f"{s * 34},100,.4 {s * 34},76,.9 {s * 43},53,.4")
    + limb(f"{s * 20},100,.4 {s * 24},76,.8 {s * 38},54,.4")
    + limb(f"{s * 47},44,.4 {s * 50},24,.9 {s * 49},4,.4")
    for s in (-1, 1)
)

_CURTAIN_LIT = blob("-8,102* 8,102* 14,70 33,50 43,47* 40,24* -40,24* -43,47* -33,50 -14,70")


SHAPES = (
    Shape(name="bed", noun="a bed", body=_BED, pale=_BED_PALE, size=0.2, indoors=True),
    Shape(
        name="table",
        noun="a laid table",
        body=_TABLE,
        pale=_TABLE_CLOTH,
        lit=disc(58, 101, 2.4, 3.6),
        size=0.22,
        indoors=True,
        glow=(58, 96, 50),
    ),
    Shape(
        name="chair",
        noun="an empty chair",
        body=_CHAIR,
        size=0.2,
        indoors=True,
        variants=(Shape(name="chair", noun="an empty chair", body=_ARMCHAIR, pale=_ARMCHAIR_LINES),),
    ),
    Shape(name="sofa", noun="a sofa", body=_SOFA, pale=_SOFA_LINES, size=0.19, indoors=True),
    Shape(
        name="desk",
        noun="a desk with a lamp",
        body=_DESK,
        lit=_DESK_LIT,
        pale=_DESK_DRAWERS,
        ink=_DESK_KNOBS,
        size=0.2,
        indoors=True,
        glow=(10, 84, 70),
    ),
    Shape(
        name="mirror",
        noun="a standing mirror",
        body=_MIRROR,
        pale=_MIRROR_GLASS,
        ink=_MIRROR_SHEEN,
        size=0.36,
        indoors=True,
    ),
    Shape(name="cradle", noun="a baby in a cradle", body=_CRADLE, pale=_CRADLE_LINES, size=0.18, indoors=True),
    Shape(name="piano", noun="a grand piano", body=_PIANO, pale=_PIANO_KEYS, size=0.22, indoors=True),
    Shape(
        name="wardrobe",
        noun="an open wardrobe",
        body=_WARDROBE,
        lit=_WARDROBE_LIT,
        ink=_WARDROBE_INK,
        pale=_WARDROBE_PALE,
        size=0.28,
        indoors=True,
        glow=(0, 54, 90),
    ),
    Shape(
        name="bookshelf", noun="a bookshelf", body=_SHELF, pale=_SHELF_PALE, ink=_SHELF_BOOKS, size=0.3, indoors=True
    ),
    Shape(
        name="fireplace",
        noun="a fireplace",
        body=_HEARTH,
        lit=_HEARTH_LIT,
        ink=_HEARTH_INK,
        pale=_HEARTH_PALE,
        size=0.26,
        indoors=True,
        glow=(0, 34, 110),
    ),
    Shape(
        name="curtain",
        noun="a window behind curtains",
        body=_CURTAIN,
        lit=_CURTAIN_LIT,
        pale=_CURTAIN_FOLDS,
        size=0.3,
        indoors=True,
        glow=(0, 60, 90),
    ),
)
