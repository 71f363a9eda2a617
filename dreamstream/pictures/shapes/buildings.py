"""Buildings: dark against the light, with somebody home."""

from __future__ import annotations

from dreamstream.pictures.shapes.pen import blob, box, cut, disc, limb, line, moved, poly
from dreamstream.pictures.shapes.shape import Shape


def _panes(x: float, y: float, w: float, h: float) -> str:
    """One window in four panes."""
    a, b = w * 0.46, h * 0.46
    return box(x, y, a, b) + box(x + w - a, y, a, b) + box(x, y + h - b, a, b) + box(x + w - a, y + h - b, a, b)


def _rows(x: float, y: float, w: float, h: float, dx: float, dy: float, plan: str) -> str:
    """Windows by a plan read from the top: one line a storey, # lit, . dark."""
    out = ""
    for row, storey in enumerate(reversed(plan.split())):
        out += "".join(box(x + i * dx, y + row * dy, w, h) for i, sign in enumerate(storey) if sign == "#")
    return out


_HOUSE = (
    poly("-62,0 -62,44 -70,44 -34,82 2,44 -6,44 -6,0")
    + poly("-8,0 -8,56 -16,56 24,100 64,56 56,56 56,0")
    + box(40, 74, 8, 26)
)
_HOUSE_LIT = (
    _panes(-48, 18, 20, 18)
    + _panes(6, 62, 15, 16)
    + _panes(28, 62, 15, 16)
    + _panes(30, 20, 18, 20)
    + box(4, 0, 15, 30)
)
_TOWER = (
    poly("-15,0 -11,76 -15,78 -15,82 15,82 15,78 11,76 15,0")
    + box(-9, 82, 18, 9)
    + blob("-12,91* 12,91* 8,95 0,98")
    + box(-0.8, 96, 1.6, 6)
)
_CHURCH = (
    poly("-18,0 -18,52 -22,52 -8,100 6,52 2,52 2,0")
    + poly("0,0 0,34 -4,34 20,52 66,52 72,34 66,34 66,0")
    + line("-8,98 -8,110", 0.9)
    + line("-11.4,106 -4.6,106", 0.9)
)
_CHURCH_LIT = (
    blob("-12,34* -12,42 -8,47* -4,42 -4,34*")
    + "".join(blob(f"{x},10* {x},20 {x + 4},26* {x + 8},20 {x + 8},10*") for x in (12, 28, 44))
    + blob("-14,0* -14,12 -8,19* -2,12 -2,0*")
)
_SCHOOL = (
    poly("-90,0 -90,50 -94,50 -94,55 -26,55 -26,66 -30,66 0,88 30,66 26,66 26,55 94,55 94,50 90,50 90,0")
    + box(-7, 84, 14, 12)
    + poly("-10,96 0,106 10,96")
)
_SCHOOL_LIT = (
    _rows(-80, 10, 11, 13, 18, 21, "##.# .###")
    + _rows(34, 10, 11, 13, 18, 21, "#### ##.#")
    + box(-9, 0, 18, 22)
    + disc(0, 68, 7)
)
_CITY = (
    box(-110, 0, 26, 52)
    + box(-88, 0, 24, 78)
    + poly("-66,0 -66,60 -54,68 -42,60 -42,0")
    + box(-44, 0, 20, 90)
    + box(-36, 88, 4, 12)
    + box(-22, 0, 24, 66)
    + poly("-2,0 -2,84 10,100 22,84 22,0")
    + box(9, 98, 2, 14)
    + box(24, 0, 22, 58)
    + box(44, 0, 26, 80)
    + box(68, 0, 20, 48)
    + box(86, 0, 26, 64)
)
_CITY_LIT = (
    _rows(-84, 8, 4, 5, 7, 10, "#.# .## ##. #.# .#. ##. #.#")
    + _rows(-41, 8, 3.4, 5, 6, 10, "#.# .## ##. #.# .#. #.# ##. .##")
    + _rows(-18, 8, 4, 5, 7, 10, ".## #.# ##. ..# ##.")
    + _rows(3, 8, 4, 5, 7, 10, "#.# ##. .## #.# #.. .## #.#")
    + _rows(48, 8, 4, 5, 7, 10, ".## #.# ##. #.# ..# ##. #.#")
    + _rows(90, 8, 4, 5, 7, 10, "##. .## #.# .#. ##.")
    + _rows(-106, 8, 4, 5, 7, 10, "#.# .#. ##. .##")
)
_CASTLE = (
    poly("-80,0 -80,40 -76,40 -76,34 -70,34 -70,40 -64,40 -64,34 -58,34 -58,40 -52,40 -52,0")
    + box(-56, 0, 112, 30)
    + poly("-46,0 -46,66 -50,66 -36,92 -22,66 -26,66 -26,0")
    + poly("-18,0 -18,52 -12,52 -12,46 -6,46 -6,52 0,52 0,46 6,46 6,52 12,52 12,46 18,46 18,52 22,52 22,0")
    + poly("24,0 24,80 20,80 36,110 52,80 48,80 48,0")
    + poly("52,0 52,46 58,46 58,40 64,40 64,46 70,46 70,40 76,40 76,46 82,46 82,0")
    + line("-36,90 -36,104", 0.8)
    + blob("-36,104* -28,103 -22,105* -22,99* -28,97 -36,98*")
)
_CASTLE_LIT = blob("-8,0* -8,16 0,24 8,16 8,0*") + "".join(
    blob(f"{x - 3},{y}* {x - 3},{y + 7} {x},{y + 10} {x + 3},{y + 7} {x + 3},{y}*")
    for x, y in ((-36, 52), (36, 62), (36, 38), (66, 22), (-66, 18))
)
_BRIDGE = (
    blob(
        "-150,40* -150,30* -126,30* -124,0* -112,0* -110,14 -76,36 -40,14 -38,0* -26,0* -24,16 0,40 24,16 26,0* 38,0* "
        "40,14 76,36 110,14 112,0* 124,0* 126,30* 150,30* 150,40* 76,52 0,56 -76,52"
    )
    + line("-150,46 -76,58 0,62 76,58 150,46", 1.1)
    + "".join(
        line(f"{x},{44 + 14 * (1 - abs(x) / 150)} {x},{47.5 + 14.5 * (1 - abs(x) / 150)}", 0.9)
        for x in range(-135, 136, 15)
    )
)
_STAIRS = "".join(
    poly(f"{x - 40},{y + 3} {x - 12},{y + 3} {x - 8},{y + 8} {x - 44},{y + 8}")
    for x, y in ((11 * i, 10 * i) for i in range(10))
)
_STAIRS_PALE = "".join(
    poly(f"{x - 44},{y + 8} {x - 8},{y + 8} {x - 11},{y + 9.8} {x - 40},{y + 9.8}")
    for x, y in ((11 * i, 10 * i) for i in range(10))
)
_DOOR = poly("-26,0 -26,100 26,100 26,0 22,0 22,96 -22,96 -22,0") + poly("22,0 22,97 44,104 44,0")
_DOOR_LIT = box(-22, 0, 44, 96)
_DOOR_PALE = poly("26,54 26,88 40,92 40,53") + poly("26,10 26,46 40,45 40,5")
_FENCE_GATE = (
    limb("-40,8,4 -40,96,4")
    + limb("40,8,4 40,96,4")
    + disc(-40, 101, 6)
    + disc(40, 101, 6)
    + "".join(line(f"{x},2 {x},{70 + 20 * (1 - (x / 36) ** 2)}", 1) for x in range(-33, 34, 6))
    + line("-40,12 40,12", 1.4)
    + line("-40,60 40,60", 1.4)
    + blob("-38,68* 0,92 38,68* 38,71* 0,95 -38,71*")
)
_LIGHTHOUSE = poly("-13,0 -8,74 8,74 13,0") + box(-12, 74, 24, 4) + box(-7, 90, 14, 3) + blob("-9,92* 9,92* 5,98 0,101")
_WINDMILL = (
    poly("-20,0 -12,62 12,62 20,0")
    + blob("-13,61* 13,61* 10,72 0,77 -10,72")
    + "".join(
        limb(p) for p in ("0,66,1.2 -34,100,1.2", "0,66,1.2 34,100,1.2", "0,66,1.2 -34,32,1.2", "0,66,1.2 34,32,1.2")
    )
    + poly("-10,80 -30,100 -36,94 -15,74")
    + poly("14,76 34,96 30,102 8,80")
    + poly("10,52 30,32 36,38 15,58")
    + poly("-14,56 -34,36 -30,30 -8,52")
)
_RUIN = (
    box(-78, 0, 156, 7)
    + box(-72, 6, 144, 5)
    + poly("-64,11 -62,66 -50,66 -48,11")
    + poly("-30,11 -28,66 -16,66 -14,11")
    + box(-66, 64, 20, 5)
    + box(-32, 64, 20, 5)
    + poly("-68,69 -68,78 -58,80 -40,78 -30,81 -18,77 -8,79 -4,74 -8,69")
    + poly("4,11 6,44 10,48 13,43 17,46 20,11")
    + poly("40,11 42,26 46,30 50,25 54,28 56,11")
    + poly("60,11 58,22 70,30 82,22 84,0 64,0")
    + blob("-60,80* -58,86 -50,88 -46,80*")
    + limb("14,46,.8 20,54,.6 18,62,.3")
    + limb("-12,78,.8 -6,88,.6 -8,96,.3")
)
_RUIN_FLUTES = "".join(
    line(f"{x},14 {x},{h}", 0.5)
    for x, h in ((-59, 62), (-55, 62), (-25, 62), (-21, 62), (10, 40), (14, 40), (46, 24), (50, 22))
)
_STAGE = (
    box(-80, 0, 160, 12)
    + blob("-80,12* -80,100* -44,100* -50,72 -64,44 -60,12*")
    + blob("80,12* 80,100* 44,100* 50,72 64,44 60,12*")
    + blob("-84,88* -84,106* 84,106* 84,88* 70,80 56,90 42,80 28,90 14,80 0,90 -14,80 -28,90 -42,80 -56,90 -70,80")
)
_WINDOW = (
    box(-34, 0, 68, 100)
    + cut(-28, 6, 26, 40)
    + cut(2, 6, 26, 40)
    + cut(-28, 52, 26, 42)
    + cut(2, 52, 26, 42)
    + box(-42, -6, 84, 7)
)
_WINDOW_LIT = box(-28, 6, 26, 40) + box(2, 6, 26, 40) + box(-28, 52, 26, 42) + box(2, 52, 26, 42)

SHAPES = (
    Shape(name="house", noun="a house with lit windows", body=_HOUSE, lit=_HOUSE_LIT, size=0.24, glow=(0, 26, 90)),
    Shape(
        name="tower",
        noun="a tower",
        body=_TOWER,
        lit=box(-3, 40, 5, 10) + box(-3, 60, 5, 8) + box(-5, 84, 10, 5),
        size=0.46,
        glow=(0, 86, 34),
    ),
    Shape(name="church", noun="a church", body=_CHURCH, lit=_CHURCH_LIT, size=0.36, glow=(16, 16, 70)),
    Shape(
        name="school",
        noun="a big building with many windows",
        body=_SCHOOL,
        lit=_SCHOOL_LIT,
        size=0.25,
        glow=(0, 24, 110),
    ),
    Shape(name="city", noun="a city skyline", body=_CITY, lit=_CITY_LIT, size=0.3),
    Shape(name="castle", noun="a castle", body=_CASTLE, lit=_CASTLE_LIT, size=0.36, glow=(0, 14, 60)),
    Shape(name="bridge", noun="a bridge", body=_BRIDGE, size=0.2),
    Shape(
        name="stairs", noun="stairs into the sky", body=moved(_STAIRS, 0, -3), pale=moved(_STAIRS_PALE, 0, -3), size=0.5
    ),
    Shape(
        name="door",
        noun="an open door full of light",
        body=_DOOR,
        lit=_DOOR_LIT,
        pale=_DOOR_PALE,
        size=0.3,
        glow=(0, 48, 110),
    ),
    Shape(name="gate", noun="an iron gate", body=_FENCE_GATE, size=0.28),
    Shape(
        name="lighthouse", noun="a lighthouse", body=_LIGHTHOUSE, lit=box(-6, 78, 12, 12), size=0.42, glow=(0, 84, 60)
    ),
    Shape(name="windmill", noun="a windmill", body=_WINDMILL, lit=box(-4, 20, 8, 10), size=0.36),
    Shape(name="ruin", noun="a ruin", body=_RUIN, pale=_RUIN_FLUTES, size=0.24),
    Shape(name="stage", noun="an empty stage with a curtain", body=_STAGE, size=0.4, indoors=True, glow=(0, 40, 120)),
    Shape(
        name="window",
        noun="a lit window",
        body=moved(_WINDOW, 0, 6),
        lit=moved(_WINDOW_LIT, 0, 6),
        size=0.3,
        glow=(0, 56, 90),
    ),
)
