"""Where the numbered discs of a picture go."""

from __future__ import annotations

import math
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from dreamstream.pictures import pins

DISC = 0.025
share = st.floats(0.02, 0.98)
ring = st.one_of(st.none(), st.tuples(share, share, st.floats(0.018, 0.4), st.floats(0.018, 0.4)))


@settings(max_examples=60)
@given(rings=st.lists(ring, min_size=1, max_size=7))
def test_discs_stay_inside_and_apart(rings: list[pins.Ring | None]) -> None:
    """Whatever is pointed at, no disc leaves the picture, and none covers another."""
    spots = pins.pinned(rings, disc=DISC)

    assert len(spots) == len(rings)
    assert all(DISC <= x <= 1 - DISC and DISC <= y <= 1 - DISC for x, y in spots)
    assert all(math.dist(a, b) >= 2 * DISC for a, b in combinations(spots, 2))


@settings(max_examples=60)
@given(rings=st.lists(ring, min_size=2, max_size=7))
def test_no_two_pointers_cross(rings: list[pins.Ring | None]) -> None:
    """The lines from the middle of each thing to its number never cross."""
    spots = pins.pinned(rings, disc=DISC)
    lines = [((r[0], r[1]), spot) for r, spot in zip(rings, spots, strict=True) if r is not None]

    assert not any(pins.crossing(a, b) for a, b in combinations(lines, 2))


def test_crossing() -> None:
    """Lines that cross do, lines that only touch or pass do not."""
    assert pins.crossing(((0, 0), (1, 1)), ((0, 1), (1, 0)))
    assert not pins.crossing(((0, 0), (1, 1)), ((0, 0), (1, 0)))
    assert not pins.crossing(((0, 0), (1, 0)), ((0, 1), (1, 1)))


def test_untangling_has_something_to_do() -> None:
    """Two that would point across each other change their discs."""
    rings: list[pins.Ring | None] = [(0.2, 0.5, 0.05, 0.05), (0.8, 0.5, 0.05, 0.05)]

    assert pins._untangled(rings, {0: (0.9, 0.1), 1: (0.1, 0.1)}) == [(0.1, 0.1), (0.9, 0.1)]


def test_what_has_no_place_stands_in_a_row() -> None:
    """Numbers of things whose place nobody knows stand side by side at the foot, and the others keep off that row."""
    spots = pins.pinned([None, (0.5, 0.97, 0.02, 0.02), None], disc=DISC)

    assert spots[0][1] == spots[2][1] > 0.95
    assert spots[0][0] < spots[2][0]
    assert spots[1][1] < 0.95


def test_a_pointer_goes_from_edge_to_edge() -> None:
    """It starts on the ring, also on a flat one, and ends on the disc; where they touch there is none."""
    flat = (0.5, 0.5, 0.3, 0.1)
    way = pins.pointer(flat, (0.5, 0.8), disc=DISC)
    assert way is not None
    (ax, ay), (bx, by) = way

    assert (round(ax, 6), round(ay, 6)) == (0.5, 0.6)
    assert (round(bx, 6), round(by, 6)) == (0.5, 0.775)
    assert pins.pointer(flat, (0.5, 0.62), disc=DISC) is None


def test_wide_pictures() -> None:
    """A picture half as high as wide keeps its discs inside too."""
    spots = pins.pinned([(0.1, 0.1, 0.05, 0.05), None, (0.9, 0.45, 0.1, 0.1)], disc=DISC, tall=0.5)

    assert all(DISC <= y <= 0.5 - DISC for _, y in spots)
