from __future__ import annotations

import itertools

import pytest

from dreamstream.pictures import pages


def apart(a: pages.Cell, b: pages.Cell) -> bool:
    """Whether a straight line parts two convex panels."""
    for one, other in ((a, b), (b, a)):
        for (x0, y0), (x1, y1) in zip(one.corners, (*one.corners[1:], one.corners[0]), strict=True):
            if all((x1 - x0) * (y - y0) - (y1 - y0) * (x - x0) < -1 for x, y in other.corners):
                return True
    return False


@pytest.mark.parametrize("count", range(1, 7))
@pytest.mark.parametrize("size", [128, 1024])
def test_panels_lie_apart_inside_the_page(count: int, size: int) -> None:
    """Every panel is on the paper; only an inset lies on another, and inside of it."""
    for seed in range(40):
        cells = pages.cells(count, size=size, seed=seed, title=seed % 2 == 1)
        assert len(cells) == count
        for cell in cells:
            assert cell.x > 0 and cell.y > 0 and cell.x + cell.w < size and cell.y + cell.h < size
            left, top, right, bottom = cell.inner()
            assert right - left > size * 0.19 and bottom - top > size * 0.19
        for a, b in itertools.combinations(cells, 2):
            assert apart(a, b) or a.over or b.over
        for i, cell in enumerate(cells):
            if cell.over:
                assert sum(bool(pages.keep_out(cells, at)) for at in range(count) if at != i) == 1


@pytest.mark.parametrize(("count", "least"), [(3, 5), (4, 7), (5, 6), (6, 6)])
def test_pages_differ(count: int, least: int) -> None:
    """The dice choose among pages, not among noises."""
    seen = {tuple((c.x, c.y, c.w, c.h) for c in pages.cells(count, seed=seed)) for seed in range(80)}

    assert len(seen) >= least


def test_panels_are_read_in_order() -> None:
    """The next panel begins below or to the right of the one before; from the right, to its left."""
    for count, seed in itertools.product(range(3, 7), range(30)):
        for rtl in (False, True):
            cells = pages.cells(count, seed=seed, rtl=rtl)
            for a, b in itertools.pairwise(cells):
                beside = b.x + b.w <= a.x + a.w if rtl else b.x >= a.x
                assert beside or b.y >= a.y + a.h * 0.4, (count, seed)


def test_the_panels_fill_the_page() -> None:
    """Nine tenths of what the margins leave is pictures."""
    for count, seed in itertools.product(range(3, 7), range(30)):
        cells = [cell for cell in pages.cells(count, seed=seed) if not cell.over]
        area = 0.0
        for cell in cells:
            points = (*cell.corners, cell.corners[0])
            area += abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in itertools.pairwise(points))) / 2

        assert area > 0.9 * (1024 * (1 - 2 * pages.MARGIN)) ** 2
