"""Where the ground is: one curve that the composer stands things on and the painter fills."""

from __future__ import annotations

import math
import random

#: height of the ground that things stand on (share of the canvas), and how much it rolls
_BANK = {
    "lake": (0.875, 0.016),
    "sea": (0.86, 0.010),
    "forest": (0.865, 0.014),
    "street": (0.875, 0.0),
    "mountains": (0.86, 0.020),
    "field": (0.84, 0.022),
    "desert": (0.845, 0.022),
    "room": (0.86, 0.0),
    "hall": (0.87, 0.0),
    "sky": (0.90, 0.012),
    "underwater": (0.88, 0.014),
    "cave": (0.86, 0.008),
}
PLACES = tuple(_BANK)


def bank(place: str, seed: int, x: float) -> float:
    """The y of the ground under x, both as shares of the canvas."""
    base, roll = _BANK.get(place, _BANK["field"])
    if not roll:
        return base
    dice = random.Random(f"{seed}:bank")
    a, b, c = (dice.uniform(0, math.tau) for _ in range(3))
    return base + roll * (math.sin(x * 3.1 + a) * 0.7 + math.sin(x * 6.7 + b) * 0.35 + math.sin(x * 13 + c) * 0.12)
