"""Pins: where the numbered discs of a picture go, so that none hides another and no two pointers cross."""

from __future__ import annotations

import math
from collections.abc import Sequence

Spot = tuple[float, float]
Ring = tuple[float, float, float, float]  # x, y, half its width, half its height

_TURNS = 24
_FAR = (0.0, 0.045, 0.075, 0.12, 0.18)  #: how far outside its ring a disc may lie


def pinned(rings: Sequence[Ring | None], *, disc: float, tall: float = 1.0) -> list[Spot]:
    """A place for the disc of each ring; a None has no place in the picture, and its disc stands in a row at the foot.

    All in widths of the picture, which is `tall` widths high. Discs have the radius `disc`, never overlap and stay
    inside; no two lines from a ring's middle to its disc cross.
    """
    loose = [i for i, ring in enumerate(rings) if ring is None]
    spots: dict[int, Spot] = dict(zip(loose, _row(len(loose), disc, tall), strict=True))
    floor = tall - (disc * 2.6 if loose else 0.0)
    held = [ring for ring in rings if ring is not None]
    # the hardest first: who has the least room around
    order = sorted((i for i, ring in enumerate(rings) if ring is not None), key=lambda i: -max(_ring(rings, i)[2:]))
    for i in order:
        ring = _ring(rings, i)
        choices = _around(ring, disc) + _margin(disc, tall)
        free = [s for s in choices if _inside(s, disc, floor) and all(_apart(s, t, disc) for t in spots.values())]
        if not free:
            free = [s for s in _everywhere(disc, tall) if all(_apart(s, t, disc) for t in spots.values())]
        done = [(_ring(rings, j), spots[j]) for j in spots if rings[j] is not None]
        spots[i] = min(free, key=lambda s: (_cost(s, ring, held, done, disc, tall), s))
    return _untangled(rings, spots)


def crossing(a: tuple[Spot, Spot], b: tuple[Spot, Spot]) -> bool:
    """Whether two pointers properly cross."""
    (p, q), (r, s) = a, b
    return _side(p, q, r) * _side(p, q, s) < 0 and _side(r, s, p) * _side(r, s, q) < 0


def pointer(ring: Ring, spot: Spot, *, disc: float) -> tuple[Spot, Spot] | None:
    """The line from the edge of a ring to the edge of its disc; None where they touch."""
    away, reach = math.dist(ring[:2], spot), reached(ring, spot)
    if away <= reach + disc + 0.004:
        return None
    ux, uy = (spot[0] - ring[0]) / away, (spot[1] - ring[1]) / away
    return (ring[0] + ux * reach, ring[1] + uy * reach), (spot[0] - ux * disc, spot[1] - uy * disc)


def reached(ring: Ring, spot: Spot) -> float:
    """How far from its middle a ring reaches in the direction of a spot."""
    x, y, rx, ry = ring
    away = math.dist((x, y), spot)
    if away < 1e-9:
        return min(rx, ry)
    return rx * ry / math.hypot(ry * (spot[0] - x) / away, rx * (spot[1] - y) / away)


def _ring(rings: Sequence[Ring | None], i: int) -> Ring:
    ring = rings[i]
    assert ring is not None
    return ring


def _row(count: int, disc: float, tall: float) -> list[Spot]:
    step = disc * 2.7
    start = 0.5 - step * (count - 1) / 2
    return [(start + step * i, tall - disc * 1.5) for i in range(count)]


def _around(ring: Ring, disc: float) -> list[Spot]:
    x, y = ring[:2]
    turns = [(math.cos(math.tau * turn / _TURNS), math.sin(math.tau * turn / _TURNS)) for turn in range(_TURNS)]
    reaches = [reached(ring, (x + ux, y + uy)) + disc for ux, uy in turns]
    return [
        (x + (reach + far) * ux, y + (reach + far) * uy)
        for far in _FAR
        for reach, (ux, uy) in zip(reaches, turns, strict=True)
    ]


def _margin(disc: float, tall: float) -> list[Spot]:
    edge = disc * 1.4
    across, down = _steps(disc, 1.0), _steps(disc, tall)
    return [s for x in across for s in ((x, edge), (x, tall - edge))] + [
        s for y in down for s in ((edge, y), (1 - edge, y))
    ]


def _everywhere(disc: float, tall: float) -> list[Spot]:
    return [(x, y) for x in _steps(disc, 1.0) for y in _steps(disc, tall)]


def _steps(disc: float, long: float) -> list[float]:
    edge, step = disc * 1.4, disc * 2.3
    return [edge + step * i for i in range(int((long - 2 * edge) / step) + 1)]


def _inside(spot: Spot, disc: float, floor: float) -> bool:
    edge = disc * 1.3
    return edge <= spot[0] <= 1 - edge and edge <= spot[1] <= floor - edge


def _apart(one: Spot, other: Spot, disc: float) -> bool:
    return math.dist(one, other) >= disc * 2.2


def _cost(
    spot: Spot, ring: Ring, rings: Sequence[Ring], done: Sequence[tuple[Ring, Spot]], disc: float, tall: float
) -> float:
    cost = math.dist(spot, ring[:2]) - reached(ring, spot)
    for other in rings:
        over = reached(other, spot) + disc * 1.15 - math.dist(spot, other[:2])
        if over > 0:
            cost += 0.5 + over * 4  # a disc on somebody's ring hides them
    for theirs, their_spot in done:
        if crossing((ring[:2], spot), (theirs[:2], their_spot)):
            cost += 0.6
    cost += 0.06 * abs(spot[1] - tall / 2)  # the rim of a picture is far from where one looks
    return round(cost, 6)


def _untangled(rings: Sequence[Ring | None], spots: dict[int, Spot]) -> list[Spot]:
    """Swap the discs of pointers that cross: each swap makes them shorter in all, so it ends, and ends without one."""
    held = [i for i, ring in enumerate(rings) if ring is not None]
    again = True
    while again:
        again = False
        for a in held:
            for b in held:
                one, two = _ring(rings, a)[:2], _ring(rings, b)[:2]
                if a >= b or not crossing((one, spots[a]), (two, spots[b])):
                    continue
                now = math.dist(one, spots[a]) + math.dist(two, spots[b])
                if math.dist(one, spots[b]) + math.dist(two, spots[a]) < now - 1e-9:
                    spots[a], spots[b] = spots[b], spots[a]
                    again = True
    return [spots[i] for i in range(len(rings))]


def _side(p: Spot, q: Spot, r: Spot) -> float:
    turn = (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])
    return 0.0 if abs(turn) < 1e-9 else turn
