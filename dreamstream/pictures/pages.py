"""Pages: how the panels of a comic share the paper, chosen by the dice among what letterers use."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

Point = tuple[float, float]
Quad = tuple[Point, Point, Point, Point]  # top left, top right, bottom right, bottom left

MARGIN, GUTTER, TITLE = 0.027, 0.019, 0.062  # shares of the page
FLAT = 1.45  # a panel wider than this by its height has its caption beside the subject, else above it
FEWEST, MOST = 3, 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """Where one panel lies on the page, in pixels: the rectangle its picture fills, and the corners it is cut to."""

    x: int
    y: int
    w: int
    h: int
    corners: Quad
    over: bool = False  #: an inset: it lies on its neighbour, with a rim of paper

    @property
    def aspect(self) -> float:
        """Its width by its height."""
        return self.w / self.h

    @property
    def flat(self) -> bool:
        """Whether there is more room beside the subject than above it."""
        return self.aspect > FLAT

    def inner(self) -> tuple[int, int, int, int]:
        """The largest upright rectangle inside the corners: left, top, right, bottom on the page."""
        (ax, ay), (bx, by), (cx, cy), (dx, dy) = self.corners
        return round(max(ax, dx)), round(max(ay, by)), round(min(bx, cx)), round(min(cy, dy))


# A page is rows or columns: ("rows", (share, part), …) with a part a panel (None) or rows or columns again.
Tree = tuple[Any, ...]
_P = None


def _rows(*parts: tuple[float, object]) -> Tree:
    return ("rows", *parts)


def _cols(*parts: tuple[float, object]) -> Tree:
    return ("cols", *parts)


_PAIR = _cols((0.46, _P), (0.54, _P))
_RIAP = _cols((0.57, _P), (0.43, _P))
_THREE = _cols((0.33, _P), (0.33, _P), (0.34, _P))
_PAGES: dict[int, tuple[Tree, ...]] = {
    1: (_rows((1.0, _P)),),
    2: (_rows((0.54, _P), (0.46, _P)),),
    3: (
        _rows((0.47, _P), (0.53, _PAIR)),  # wide on top
        _rows((0.46, _RIAP), (0.54, _P)),  # a splash to end on
        _cols((0.47, _P), (0.53, _rows((0.52, _P), (0.48, _P)))),  # tall on the left
        _rows((0.34, _P), (0.33, _P), (0.33, _P)),  # three bands, as on a wide screen
        _rows((0.60, _P), (0.40, _RIAP)),  # a splash to begin with
    ),
    4: (
        _rows((0.42, _P), (0.58, _cols((0.43, _P), (0.57, _rows((0.5, _P), (0.5, _P)))))),
        _rows((0.5, _PAIR), (0.5, _RIAP)),
        _rows((0.33, _P), (0.34, _PAIR), (0.33, _P)),
        _cols((0.42, _P), (0.58, _rows((0.34, _P), (0.33, _P), (0.33, _P)))),
        _rows((0.56, _cols((0.57, _rows((0.5, _P), (0.5, _P))), (0.43, _P))), (0.44, _P)),
        _rows((0.58, _P), (0.42, _THREE)),
        _rows((0.44, _RIAP), (0.56, _cols((0.36, _P), (0.64, _P)))),
    ),
    5: (
        _rows((0.34, _RIAP), (0.31, _P), (0.35, _PAIR)),
        _rows((0.36, _P), (0.32, _PAIR), (0.32, _RIAP)),
        _rows((0.62, _cols((0.44, _P), (0.56, _rows((0.5, _P), (0.5, _P))))), (0.38, _RIAP)),
        _rows((0.33, _PAIR), (0.33, _RIAP), (0.34, _P)),
        _rows((0.36, _THREE), (0.64, _cols((0.56, _P), (0.44, _P)))),
        _rows((0.38, _PAIR), (0.62, _cols((0.57, _rows((0.5, _P), (0.5, _P))), (0.43, _P)))),
    ),
    6: (
        _rows((0.34, _RIAP), (0.33, _PAIR), (0.33, _RIAP)),
        _rows((0.33, _P), (0.33, _PAIR), (0.34, _THREE)),
        _rows((0.33, _PAIR), (0.31, _P), (0.36, _THREE)),
        _rows((0.62, _cols((0.42, _P), (0.58, _rows((0.5, _P), (0.5, _P))))), (0.38, _THREE)),
        _rows((0.36, _THREE), (0.31, _P), (0.33, _RIAP)),
        _rows((0.5, _cols((0.40, _P), (0.60, _rows((0.5, _P), (0.5, _P))))), (0.5, _THREE)),
    ),
}
#: Pages with a small panel laid over a large one: the tree without it, whose panel it covers, and where in it.
_INSETS: dict[int, tuple[tuple[Tree, int, tuple[float, float, float, float]], ...]] = {
    4: ((_rows((0.60, _P), (0.40, _RIAP)), 1, (0.60, 0.50, 0.375, 0.44)),),
    5: ((_rows((0.56, _P), (0.44, _THREE)), 1, (0.62, 0.50, 0.355, 0.44)),),
}


def cells(count: int, *, size: int = 1024, seed: int = 0, title: bool = False, rtl: bool = False) -> tuple[Cell, ...]:
    """Where the panels of a square page lie, in the order they are read; one to six of them.

    `title` keeps a strip on top; `rtl` lets the page be read from the right.
    """
    count = max(1, min(MOST, count))
    dice = random.Random(f"{seed}:page")
    trees = [(tree, 0, None) for tree in _PAGES[count]]
    chosen = dice.choice([*trees, *_INSETS.get(count, ())])
    lean = dice.choice((-1, 1)) * 0.028 if dice.random() < 0.36 else 0.0
    edge, gap = size * MARGIN, max(2.0, size * GUTTER)
    top = edge + (size * TITLE if title else 0.0)
    sheet: Quad = ((edge, top), (size - edge, top), (size - edge, size - edge), (edge, size - edge))
    quads = list(_parts(chosen[0], sheet, gap, lean))
    out = [_cell(quad) for quad in quads]
    if chosen[2] is not None:
        host, (x, y, w, h) = out[chosen[1] - 1], chosen[2]
        box = (host.x + host.w * x, host.y + host.h * y, host.x + host.w * (x + w), host.y + host.h * (y + h))
        laid = _cell(((box[0], box[1]), (box[2], box[1]), (box[2], box[3]), (box[0], box[3])), over=True)
        out.insert(chosen[1], laid)
    if rtl:
        out = [_cell(_flipped(cell.corners, size), over=cell.over) for cell in out]
    return tuple(out)


def _cell(quad: Quad, *, over: bool = False) -> Cell:
    xs, ys = [x for x, _ in quad], [y for _, y in quad]
    x, y = round(min(xs)), round(min(ys))
    return Cell(x=x, y=y, w=round(max(xs)) - x, h=round(max(ys)) - y, corners=quad, over=over)


def _parts(tree: object, quad: Quad, gap: float, lean: float) -> list[Quad]:
    """The panels of a tree, in order; the shares are of what is left when the gutters are taken away."""
    if tree is None:
        return [quad]
    assert isinstance(tree, tuple)
    way, parts = tree[0], tree[1:]
    a, b, c, d = quad
    long = (b[0] - a[0]) if way == "cols" else (d[1] - a[1])
    free = 1 - gap * (len(parts) - 1) / long
    out: list[Quad] = []
    at = 0.0
    for i, (share, part) in enumerate(parts):
        end = 1.0 if i == len(parts) - 1 else at + share * free
        # gutters lean one after the other to the other side, and only between panels side by side
        near = lean * (-1) ** i if way == "cols" and i else 0.0
        far = lean * (-1) ** (i + 1) if way == "cols" and i < len(parts) - 1 else 0.0
        if way == "cols":
            cut = (_on(a, b, at + near), _on(a, b, end + far), _on(d, c, end - far), _on(d, c, at - near))
        else:
            cut = (_on(a, d, at), _on(b, c, at), _on(b, c, end), _on(a, d, end))
        out += _parts(part, cut, gap, lean if way == "rows" else 0.0)
        at = end + gap / long
    return out


def _on(a: Point, b: Point, share: float) -> Point:
    return a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share


def _flipped(quad: Quad, size: int) -> Quad:
    (ax, ay), (bx, by), (cx, cy), (dx, dy) = quad
    return (size - bx, by), (size - ax, ay), (size - dx, dy), (size - cx, cy)


def keep_out(cells: Sequence[Cell], at: int) -> tuple[tuple[int, int, int, int], ...]:
    """What insets cover of a panel: left, top, right, bottom on the page."""
    own = cells[at]
    if own.over:
        return ()
    return tuple((c.x, c.y, c.x + c.w, c.y + c.h) for c in cells if c.over and _meets(own, c))


def _meets(a: Cell, b: Cell) -> bool:
    return a.x < b.x + b.w and b.x < a.x + a.w and a.y < b.y + b.h and b.y < a.y + a.h
