"""Quiet places: how much of a picture a box of words would hide."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from dreamstream.pictures.pages import Cell
from dreamstream.pictures.spots import Spot

if TYPE_CHECKING:
    from PIL import Image

Box = tuple[int, int, int, int]  # left, top, right, bottom on the page
_INSET = 40.0  # words on another panel are worse than words on anybody's face


class Quiet:
    """One panel, seen by who looks for room in it."""

    __slots__ = ("_cell", "_edges", "_sums", "_wide", "inner", "spots")

    def __init__(self, picture: Image.Image, cell: Cell, spots: Iterable[Spot], covered: Iterable[Box]) -> None:
        from PIL import ImageFilter

        self._cell = cell
        self.inner = cell.inner()
        x, y = cell.x, cell.y
        self.spots = [((s.box[0] + x, s.box[1] + y, s.box[2] + x, s.box[3] + y), s.weight) for s in spots]
        self.spots += [(box, _INSET) for box in covered]
        small = picture.convert("L").resize((max(3, picture.width // 8), max(3, picture.height // 8)))
        edges = small.filter(ImageFilter.FIND_EDGES)
        self._wide, high = edges.size
        self._sums = _summed(edges.tobytes(), self._wide, high)

    def busy(self, box: Sequence[float]) -> float:
        """How much is to be seen there, by its edges: 0 is a flat sky, 20 a thicket."""
        high = len(self._sums) - 1
        left, right = (min(self._wide, max(0, int(v - self._cell.x) // 8)) for v in (box[0], box[2]))
        top, bottom = (min(high, max(0, int(v - self._cell.y) // 8)) for v in (box[1], box[3]))
        area = (right - left) * (bottom - top)
        if area <= 0:
            return 0.0
        a, b = self._sums[top], self._sums[bottom]
        return (b[right] - b[left] - a[right] + a[left]) / area

    def hidden(self, box: Sequence[float]) -> float:
        """How much of what matters it would cover: 1 is a body, 6 a head."""
        return sum(over(box, spot) * weight for spot, weight in self.spots)


def over(box: Sequence[float], other: Sequence[float]) -> float:
    """The share of `other` that lies under `box`."""
    wide = min(box[2], other[2]) - max(box[0], other[0])
    high = min(box[3], other[3]) - max(box[1], other[1])
    area = (other[2] - other[0]) * (other[3] - other[1])
    return wide * high / area if wide > 0 and high > 0 and area > 0 else 0.0


def _summed(values: bytes, wide: int, high: int) -> list[list[int]]:
    """Sums over every rectangle from the corner: a box is then four numbers."""
    rows = [[0] * (wide + 1)]
    for y in range(high):
        above, row, total = rows[-1], [0], 0
        for x, value in enumerate(values[y * wide : (y + 1) * wide], 1):
            total += value
            row.append(above[x] + total)
        rows.append(row)
    return rows
