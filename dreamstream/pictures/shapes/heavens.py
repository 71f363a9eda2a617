"""Heavens: what hangs in the sky or comes down from it."""

from __future__ import annotations

import math

from dreamstream.pictures.shapes.pen import blob, disc, limb, poly
from dreamstream.pictures.shapes.shape import FLIES, Shape

_STAR = poly(
    " ".join(
        f"{r * math.sin(i * math.pi / 5):.2f},{50 + r * math.cos(i * math.pi / 5):.2f}"
        for i, r in enumerate((50, 20) * 5)
    )
)

_COMET = disc(-40, 40, 15) + "".join(
    blob(p)
    for p in (
        "-48,54* 0,74 50,96 100,112* 60,86 10,60 -30,30*",
        "-52,46* -10,66 30,74 64,78* 30,62 0,50 -36,26*",
        "-38,26* 0,40 40,52 84,62* 50,44 10,30 -28,28*",
    )
)

_MOON = blob("14,98 -14,98 -40,80 -50,50 -40,20 -14,2 14,2 30,10* 6,22 -8,50 6,78 30,90*")

_CLOUD = blob("-84,10* -92,22 -84,36 -66,38 -58,58 -36,66 -18,88 8,90 28,72 48,72 62,54 80,44 92,28 84,10*")

_CLOUD_LINES = (
    limb("-70,22,.4 -40,28,1.2 -10,20,.4") + limb("-30,52,.4 -12,64,1.2 10,66,.4") + limb("20,34,.4 44,40,1.2 66,34,.4")
)

_TORNADO = (
    blob(
        "-78,112* -84,122 -70,132 -30,138 10,140 50,136 78,128 84,118 70,108* 56,100 66,94* 46,86 54,80* 36,72 "
        "42,64* 26,56 30,48* 16,40 20,32* 10,22 6,10 0,1* -6,8 -4,20 -10,26* -2,36 -14,40* -4,50 -20,56* "
        "-10,66 -30,72* -20,82 -46,88* -34,98"
    )
    + disc(-24, 18, 2.4)
    + disc(28, 14, 3)
    + poly("-40,30 -34,36 -32,29")
    + poly("36,42 43,45 40,37")
)

_TORNADO_LINES = (
    limb("-70,118,.4 -20,108,1.6 40,114,.4")
    + limb("-40,94,.4 0,86,1.5 46,94,.4")
    + limb("-24,76,.4 6,68,1.4 36,76,.4")
    + limb("-14,58,.4 4,52,1.2 24,58,.4")
    + limb("-8,40,.4 4,36,1 14,40,.4")
)

_PLANET = disc(0, 50, 34) + blob(
    "-68,34 -70,42 -48,46* -33,47* -33,44 -52,38 -40,36 -10,42 30,56 54,66 62,72 46,71 32,64* 30,68* 50,76 "
    "70,78 72,72 60,62 30,48 -10,34 -44,30"
)

_PLANET_BANDS = blob("-29,66 -10,66 12,72 26,72 20,76 0,74 -20,71") + blob(
    "-26,28* -4,32 20,40 33,46 32,40 18,33 0,27 -18,25*"
)


def _arc(r: float) -> str:
    spots = ((math.cos(i * math.pi / 14) * r, math.sin(i * math.pi / 14) * r + 3.8) for i in range(15))
    return limb(" ".join(f"{x:.1f},{y:.1f},3.6" for x, y in spots))


SHAPES = (
    Shape(name="tornado", noun="a tornado", body=_TORNADO, pale=_TORNADO_LINES, size=0.46),
    Shape(name="star", noun="a bright star", body="", lit=_STAR, stance=FLIES, size=0.08, glow=(0, 50, 130)),
    Shape(name="comet", noun="a comet", body="", lit=_COMET, stance=FLIES, size=0.1, glow=(-40, 40, 90)),
    Shape(name="planet", noun="a planet with its ring", body=_PLANET, pale=_PLANET_BANDS, stance=FLIES, size=0.24),
    Shape(name="rainbow", noun="a rainbow", body="", pale=_arc(98) + _arc(82), lit=_arc(90), size=0.3),
    Shape(name="cloud", noun="a dark cloud", body=_CLOUD, pale=_CLOUD_LINES, stance=FLIES, size=0.16),
    Shape(name="crescent", noun="a crescent moon", body="", lit=_MOON, stance=FLIES, size=0.16, glow=(-18, 50, 110)),
    Shape(name="orb", noun="a glowing orb", body="", lit=disc(0, 50, 50), stance=FLIES, size=0.11, glow=(0, 50, 190)),
)
