"""Trees, stones, fire, and what hangs in the sky."""

from __future__ import annotations

import math

from dreamstream.pictures.shapes.pen import blob, disc, limb, poly
from dreamstream.pictures.shapes.shape import FLIES, HANGS, Shape

_TREE = (
    limb("0,-2,9 0,8,5.4 -1,26,4.2 -3,48,3 -6,72,1.6")
    + limb("-1,26,3 10,42,2.2 22,56,1.4")
    + limb("-2,36,2.4 -16,50,1.8 -28,58,1.2")
    + blob(
        "-2,100 12,99 20,93 32,90 38,80 46,72 46,60 40,52 30,48 22,42 12,46 "
        "4,42 -6,45 -16,40 -26,44 -38,46 -44,56 -44,68 -36,78 -32,88 -20,94 -12,98"
    )
)
_BARE = (
    limb("0,-2,9 1,8,5.6 0,28,4.4 -4,48,3.2 -8,66,2 -10,84,1 -8,98,.4")
    + limb("0,26,3.4 14,42,2.4 26,54,1.6 34,72,.9 34,86,.4")
    + limb("-2,40,2.6 -18,52,1.9 -32,56,1.2 -46,66,.4")
    + limb("-6,58,1.9 8,72,1.3 14,88,.8 12,97,.4")
    + limb("20,48,1.6 38,52,1 52,62,.4")
    + limb("28,60,1.1 44,74,.7 48,84,.3")
    + limb("-24,54,1.3 -34,70,.9 -36,84,.4")
    + limb("-9,74,1.2 -20,86,.8 -24,96,.3")
    + limb("-32,57,.8 -44,54,.5 -52,56,.3")
)


def pine(x: float, high: float, lean: float = 1.0) -> str:
    """One fir, its boughs hanging; also planted in rows by the ground painter."""
    wide = high * 0.2 * lean
    left, right = [], []
    tiers = 7
    for i in range(tiers):
        y = high * (0.1 + 0.84 * i / tiers)
        reach = wide * (1 - i / tiers) ** 0.85
        jut = 1 + 0.12 * math.sin(i * 2.4 + x)
        left.append((x - reach * jut, y))
        left.append((x - reach * 0.5, y + high * 0.075))
        right.append((x + reach * (2 - jut), y))
        right.append((x + reach * 0.5, y + high * 0.075))
    outline = [
        (x - wide * 0.1, 0),
        (x - wide * 0.1, high * 0.1),
        *left,
        (x, high),
        *reversed(right),
        (x + wide * 0.1, high * 0.1),
        (x + wide * 0.1, 0),
    ]
    return poly(" ".join(f"{a:.2f},{b:.2f}" for a, b in outline))


_PALM = limb("4,-2,5 2,20,3.6 -2,48,3 -4,74,2.6") + "".join(
    blob(p)
    for p in (
        "-4,74* -20,84 -40,80 -54,64* -36,72 -20,74",
        "-4,74* -18,92 -34,98 -50,92* -32,90 -16,82",
        "-4,74* -2,92 10,100 28,98* 12,94 4,84",
        "-4,74* 12,86 32,84 46,70* 30,78 12,76",
        "-4,74* 10,74 24,64 30,48* 18,62 6,68",
        "-4,74* -18,72 -30,60 -34,46* -24,60 -12,68",
    )
)
_FLOWER = (
    limb("2,-2,1.8 -1,24,1.6 3,46,1.5 0,66,1.6")
    + blob("0,18* 12,22 26,34 30,44* 16,40 4,30")
    + blob("1,28* -10,30 -22,42 -24,52* -12,48 -2,38")
    + blob("-3,64 -12,66 -18,76 -20,94* -10,86 -6,98* 0,88 6,98* 10,86 20,94* 18,76 12,66 3,64")
)
_MUSHROOM = blob("-9,0* -7,30 -8,44* 8,44* 7,30 9,0*") + blob(
    "-44,42 -40,66 -20,88 0,94 20,88 40,66 44,42 20,46 0,44 -20,46"
)
_ROCKS = blob("-90,0* -84,24 -66,40 -48,36 -36,58 -14,84 6,100 26,84 36,58 52,44 66,46 82,20 90,0*")
_ROCKS_PALE = blob("4,98* -6,80 -2,56 -12,30 0,20 8,48 10,74") + blob("56,44* 50,30 54,14 62,24")
_FIRE = limb("-34,2,4 0,8,4.6 34,14,3.4") + limb("34,2,4 0,8,4.6 -34,14,3.4")
_FLAME = blob("-22,12* -28,30 -22,48 -10,58 -12,74 -2,100* 4,84 10,70 14,62 18,74* 26,56 28,34 22,12*")
_STAR = poly(
    " ".join(
        f"{r * math.sin(i * math.pi / 5):.2f},{50 + r * math.cos(i * math.pi / 5):.2f}"
        for i, r in enumerate((50, 21) * 5)
    )
)
_MOON = blob("14,98 -14,98 -40,80 -50,50 -40,20 -14,2 14,2 30,10* 6,22 -8,50 6,78 30,90*")
_CLOUD = blob("-84,10* -92,22 -84,36 -66,38 -58,58 -36,66 -18,88 8,90 28,72 48,72 62,54 80,44 92,28 84,10*")
_LEAF = blob("0,0* 26,18 36,44 26,76 0,100* -26,76 -36,44 -26,18") + limb("0,-14,1.6 0,10,1.6")
_WAVE = blob(
    "-130,0* -120,26 -92,52 -58,84 -20,100 16,98 40,82 46,62 36,48 22,46 "
    "14,56* 20,60 24,68 14,76 -4,74 -14,58 -8,36 14,22 60,14 130,0*"
)
_FOAM = limb("-92,50,.6 -58,81,2 -20,96,3 14,94,3.4 36,80,3 41,64,2.4 34,52,1.6 24,49,.6") + "".join(
    limb(f"{-70 + 22 * i},{38 - 3 * i},.4 {-44 + 20 * i},{60 - 5 * i},1.4 {-14 + 13 * i},{72 - 7 * i},.4")
    for i in range(3)
)

SHAPES = (
    Shape(name="tree", noun="a great tree", body=_TREE, size=0.42),
    Shape(name="bare tree", noun="a bare tree", body=_BARE, size=0.44),
    Shape(name="pine", noun="a tall fir", body=pine(0, 100), size=0.42),
    Shape(name="palm", noun="a palm tree", body=_PALM, size=0.4),
    Shape(name="flower", noun="a flower as tall as a house", body=_FLOWER, size=0.34),
    Shape(name="mushroom", noun="a giant mushroom", body=_MUSHROOM, size=0.26),
    Shape(name="rocks", noun="rocks", body=_ROCKS, pale=_ROCKS_PALE, size=0.2),
    Shape(name="fire", noun="a fire", body=_FIRE, lit=_FLAME, size=0.22, glow=(0, 46, 150)),
    Shape(name="star", noun="a bright star", body="", lit=_STAR, stance=FLIES, size=0.08, glow=(0, 50, 130)),
    Shape(name="leaf", noun="a leaf", body=_LEAF, stance=HANGS, size=0.22),
    Shape(name="cloud", noun="a dark cloud", body=_CLOUD, stance=FLIES, size=0.16),
    Shape(name="wave", noun="a great wave", body=_WAVE, pale=_FOAM, size=0.34),
    Shape(name="crescent", noun="a crescent moon", body="", lit=_MOON, stance=FLIES, size=0.16, glow=(-18, 50, 110)),
    Shape(name="orb", noun="a glowing orb", body="", lit=disc(0, 50, 50), stance=HANGS, size=0.13, glow=(0, 50, 190)),
)
