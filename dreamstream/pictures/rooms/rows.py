"""Windows in rows: along a wall, or along one side of a long room."""

from __future__ import annotations

from dreamstream.pictures.rooms import shells, walls
from dreamstream.pictures.rooms.view import View
from dreamstream.pictures.rooms.windows import Opening


def row(
    v: View, count: int, style: str, y: float, high: float, *, share: float = 0.86, fill: float = 0.7
) -> list[Opening]:
    """Equal windows side by side across most of the wall."""
    x0, x1 = v.w * (1 - share) / 2, v.w * (1 + share) / 2
    return shells.openings_in(x0, x1, count, y, (x1 - x0) / count * fill, high, style)


def flank(
    hall: walls.Hall,
    right: bool,
    places: tuple[tuple[float, float], ...],
    top: float,
    low: float,
    *,
    arch: bool = False,
) -> list[Opening]:
    """Windows along one side of a long room."""
    plane = hall.right if right else hall.left
    return [plane.opening(a, b, top, low, arch=arch) for a, b in places]
