"""People: seen from far off, in coats and dresses, never with a face."""

from __future__ import annotations

from dreamstream.pictures.shapes.pen import blob, disc, limb
from dreamstream.pictures.shapes.shape import FLIES, Shape


def _head(x: float, y: float, r: float = 6.6) -> str:
    return disc(x, y, r * 0.9, r) + limb(f"{x},{y - r * 0.6},{r * 0.42} {x},{y - r * 1.7},{r * 0.5}")


_STANDING = (
    _head(0, 92.5)
    + blob("-3,86 -9.5,82.5 -11.5,74 -9.5,60 -11.5,36* 11.5,36* 9.5,60 11.5,74 9.5,82.5 3,86")
    + limb("-10,79,3.4 -12.6,64,3.1 -13,48,2.4 -12.4,43,2.2")
    + limb("10,79,3.4 12.6,64,3.1 13,48,2.4 12.4,43,2.2")
    + limb("-5,40,5.4 -5,20,3.8 -5,3,2.9")
    + limb("5,40,5.4 5,20,3.8 5,3,2.9")
    + blob("-8,0* -8,3 -5,4.5 -2,3 -2,0*")
    + blob("2,0* 2,3 5,4.5 8,3 8,0*")
)
_CHILD = (
    _head(0, 86, 10.5)
    + blob("-4,74 -12,70 -14,60 -17,34* 17,34* 14,60 12,70 4,74")
    + limb("-12,66,4 -17,52,3.4 -18,40,3")
    + limb("12,66,4 17,52,3.4 18,40,3")
    + limb("-6.5,36,5 -6.5,18,4.2 -6.5,3,3.6")
    + limb("6.5,36,5 6.5,18,4.2 6.5,3,3.6")
    + blob("-12,0* -11,5 -6,6 -2.5,4 -2.5,0*")
    + blob("2.5,0* 2.5,4 6,6 11,5 12,0*")
)
_WOMAN = (
    _head(0, 92.5, 6.2)
    + blob("-5.5,99 -8.5,92 -8,83 -6,78 6,78 8,83 8.5,92 5.5,99 0,100.5")
    + blob("-3,86 -8.5,82 -9,74 -6,62 -9,48 -17,20* 17,20* 9,48 6,62 9,74 8.5,82 3,86")
    + limb("-8,79,3 -12,64,2.6 -13,50,2")
    + limb("8,79,3 12,64,2.6 13,50,2")
    + limb("-4,22,3.2 -4,10,2.6 -4.4,2,2.2")
    + limb("4,22,3.2 4,10,2.6 4.4,2,2.2")
    + blob("-8,0* -7,3 -3,4 -2,0*")
    + blob("2,0* 3,4 7,3 8,0*")
)
_WALKING = (
    _head(-3, 92.5)
    + blob("-6,86 -11,82 -12,73 -10,60 -12,38* 11,36* 9,60 9,76 6,84 0,87")
    + limb("-6,80,3.6 -12,66,3.2 -19,53,2.4")
    + limb("6,80,3.6 12,65,3.2 14,50,2.4")
    + limb("-5,42,5.6 -13,23,4 -19,4,3")
    + limb("4,42,5.6 8,22,4.2 18,6,3")
    + blob("-26,0* -26,3 -20,6 -16,4 -16,0*")
    + blob("11,3 17,9 22,8 19,0* 12,0*")
)
_RUNNING = (
    _head(-19, 89)
    + blob("-19,82 -14,84 -6,79 3,62 8,48 2,40 -7,44 -16,60 -22,74")
    + limb("-16,78,3.8 -25,65,3.4 -35,62,2.6 -40,69,2.3")
    + limb("-7,78,3.8 5,72,3.4 13,60,2.8 20,66,2.3")
    + limb("-2,48,6.6 -20,40,5.2 -25,30,4.4 -26,13,3 -27,4,2.6")
    + limb("3,48,6.6 15,34,5 24,30,4 38,33,3 43,35,2.6")
    + blob("-36,0* -36,3 -28,6 -24,5 -23,0*")
    + blob("40,30 41,37 46,43 49,40 46,31")
)
_FLYING = (
    # lying on the air, arms ahead, coat behind
    disc(-44, 58, 7.4, 7)
    + limb("-38,56,4 -30,53,5")
    + blob("-36,58 -24,61 -6,57 16,52 32,47 34,40 16,40 -6,42 -26,45 -37,50")
    + limb("-30,55,4 -48,48,3.2 -66,51,2.4 -72,53,2")
    + limb("-27,56,4 -30,70,3.2 -24,82,2.6 -20,88,2")
    + limb("28,44,5.2 48,44,4 68,49,3 78,52,2.2")
    + limb("28,43,5.2 46,36,4 62,31,3 72,30,2.2")
    + blob("-14,58 10,58 28,60 46,68 40,56 52,55 34,46 8,46")
)
_FALLING = (
    disc(-20, 24, 7.4, 7.4)
    + limb("-16,29,4 -10,35,5")
    + blob("-18,33 -8,28 8,40 20,54 22,64 12,66 -4,56 -16,44")
    + limb("-14,40,4 -28,46,3.2 -36,58,2.6 -38,64,2.2")
    + limb("-6,33,4 6,24,3.2 6,10,2.6 4,4,2.2")
    + limb("14,60,5.4 10,78,4.4 -2,88,3.2 -6,94,2.6")
    + limb("19,58,5.4 36,66,4.4 44,80,3.2 50,86,2.6")
)
_DANCING = (
    _head(-2, 93, 6)
    + blob("-4,86 -9,82 -8,73 -5,63 -10,52 -26,27 -14,31 -4,22 8,30 24,22 12,50 5,63 8,74 7,82 2,87")
    + limb("-7,81,3 -19,84,2.6 -28,95,2 -30,99,1.6")
    + limb("7,81,3 19,77,2.6 32,82,2 36,85,1.6")
    + limb("-3,32,4 -4,14,3 -3,2,1.8")
    + limb("6,32,4 19,22,3 31,24,2 37,27,1.4")
    + blob("-8,0* -4,4 -1,0*")
)
_OLD = (
    disc(-12, 86, 6, 6.6)
    + disc(-6, 91, 3.6)
    + limb("-10,81,3 -6,76,4.4")
    + blob("-11,78 -2,82 7,77 11,66 12,46 17,14* -13,14* -9,44 -12,62")
    + limb("-6,74,3.2 -14,61,2.8 -23,52,2.2")
    + limb("-23,55,1.1 -24,30,1.1 -25,0,1.2")
    + limb("-26,57,1.2 -21,57,1.2")
    + limb("-5,18,3.4 -6,3,3")
    + limb("7,18,3.4 7,3,3")
    + blob("-12,0* -11,4 -5,5 -2,0*")
    + blob("2,0* 3,5 9,4 10,0*")
)


def _at(figure: str, x: float, k: float = 1.0) -> str:
    return moved(figure, x, 0, k)


def moved(path: str, x: float, y: float, k: float = 1.0) -> str:
    """A path shrunk about its feet and set elsewhere; y upwards."""
    out: list[str] = []
    for piece in _split(path):
        letter, numbers = piece[0], [float(v) for v in piece[1:].split()]
        if letter == "A":
            numbers = [numbers[0] * k, numbers[1] * k, *numbers[2:5], numbers[5] * k + x, numbers[6] * k - y]
        else:
            numbers = [v * k + (x if i % 2 == 0 else -y) for i, v in enumerate(numbers)]
        out.append(letter + " ".join(f"{v:.2f}".rstrip("0").rstrip(".") for v in numbers))
    return "".join(out)


def _split(path: str) -> list[str]:
    pieces: list[str] = []
    for sign in path:
        if sign.isalpha():
            pieces.append(sign)
        else:
            pieces[-1] += sign
    return pieces


_HAND = limb("-2,0,2.4 6,-4,2.6 14,-2,2.4")
SHAPES = (
    Shape(name="person", noun="a figure", body=_STANDING, size=0.17, human=True),
    Shape(name="woman", noun="a woman in a long dress", body=_WOMAN, size=0.17, human=True),
    Shape(name="man", noun="a man walking", body=_WALKING, size=0.17, human=True),
    Shape(name="child", noun="a child", body=_CHILD, size=0.13, human=True),
    Shape(name="old woman", noun="an old woman with a stick", body=_OLD, size=0.16, human=True),
    Shape(name="runner", noun="a running figure", body=_RUNNING, size=0.2, human=True),
    Shape(name="flyer", noun="a flying figure", body=_FLYING, size=0.2, stance=FLIES, human=True),
    Shape(name="faller", noun="a falling figure", body=_FALLING, size=0.24, stance=FLIES, human=True),
    Shape(name="dancer", noun="a dancing woman", body=_DANCING, size=0.24, human=True),
    Shape(
        name="family",
        noun="a figure holding a child's hand",
        body=_at(_STANDING, -8) + _at(_CHILD, 17, 0.56) + limb("4,44,2.4 6.5,34,2.2 8,27,2"),
        size=0.17,
        human=True,
    ),
    Shape(
        name="couple",
        noun="a couple hand in hand",
        body=_at(_STANDING, -13) + _at(_WOMAN, 14, 0.95) + limb("-2,48,2.2 1,43,2.4 4,48,2"),
        size=0.18,
        human=True,
    ),
    Shape(
        name="crowd",
        noun="a crowd",
        body=_at(_STANDING, -44, 0.93)
        + _at(_WOMAN, -17, 0.9)
        + _at(_OLD, 8, 0.98)
        + _at(_STANDING, 34, 1.0)
        + _at(_CHILD, 56, 0.6)
        + _at(_WOMAN, 77, 0.88)
        + _at(_STANDING, -68, 0.86),
        size=0.15,
        human=True,
    ),
)
