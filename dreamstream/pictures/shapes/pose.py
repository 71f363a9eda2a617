"""Pose: heads, arms and legs by their joints, so that whoever stands, runs or kneels has the same bones."""

from __future__ import annotations

import math

from dreamstream.pictures.shapes.pen import Point, blob, disc, limb, poly


def head(x: float, y: float, r: float = 6.4, lean: float = 0.0) -> str:
    """A head and its neck; lean is how far the neck's foot lies to the right of the chin."""
    return disc(x, y, r * 0.88, r) + limb(f"{x},{y - r * 0.5},{r * 0.5} {x + lean},{y - r * 1.75},{r * 0.52}")


def leg(joints: str, k: float = 1.0) -> str:
    """A leg from its "hip knee ankle toe", with a calf and a shoe."""
    hip, knee, ankle, toe = _joints(joints)
    calf, thigh = _between(knee, ankle, 0.3), _between(hip, knee, 0.5)
    upper = f"{_spot(hip, 5.3 * k)} {_spot(thigh, 4.4 * k)} {_spot(knee, 3.0 * k)}"
    return limb(f"{upper} {_spot(calf, 3.15 * k)} {_spot(ankle, 1.75 * k)}") + shoe(ankle, toe, k)


def shoe(ankle: Point, toe: Point, k: float = 1.0) -> str:
    """A foot from the heel behind the ankle to the toe."""
    heel = _between(ankle, toe, -0.22)
    return limb(f"{_spot(heel, 1.7 * k)} {_spot(_between(ankle, toe, 0.3), 2.3 * k)} {_spot(toe, 1.1 * k)}")


def arm(joints: str, k: float = 1.0) -> str:
    """An arm from its "shoulder elbow wrist", with a mitten of a hand beyond."""
    shoulder, elbow, wrist = _joints(joints)
    long = math.dist(elbow, wrist) or 1.0
    palm, tip = _between(elbow, wrist, 1 + 2.6 * k / long), _between(elbow, wrist, 1 + 5.4 * k / long)
    upper = f"{_spot(shoulder, 3.4 * k)} {_spot(_between(shoulder, elbow, 0.5), 3 * k)} {_spot(elbow, 2.4 * k)}"
    lower = f"{_spot(_between(elbow, wrist, 0.35), 2.4 * k)} {_spot(wrist, 1.6 * k)}"
    return limb(f"{upper} {lower} {_spot(palm, 2.1 * k)} {_spot(tip, 1 * k)}")


def paw(x: float, y: float = 0.0, k: float = 1.0) -> str:
    """A paw under the foot of a leg at x."""
    spots = ((-6.4, 0.0, "*"), (-5.6, 3.4, ""), (0.0, 5.4, ""), (3.6, 3.4, ""), (3.8, 0.0, "*"))
    return blob(" ".join(f"{x + a * k:.2f},{y + b * k:.2f}{mark}" for a, b, mark in spots))


def hoof(x: float, y: float = 0.0, k: float = 1.0) -> str:
    """A hoof under the foot of a leg at x."""
    spots = ((-4.2, 0), (-2.4, 5.4), (2, 5.4), (3, 0))
    return poly(" ".join(f"{x + a * k:.2f},{y + b * k:.2f}" for a, b in spots))


def _joints(text: str) -> list[Point]:
    spots = []
    for part in text.split():
        x, y = part.split(",")
        spots.append((float(x), float(y)))
    return spots


def _between(a: Point, b: Point, share: float) -> Point:
    return a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share


def _spot(point: Point, r: float) -> str:
    return f"{point[0]:.2f},{point[1]:.2f},{r:.2f}"
