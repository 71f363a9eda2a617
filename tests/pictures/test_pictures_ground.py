from __future__ import annotations

import pytest

from dreamstream.pictures import ground, inside, lands

SEEDS = range(0, 4000, 97)


@pytest.mark.parametrize("place", ground.PLACES)
def test_there_is_ground_under_everybody(place: str) -> None:
    """Whatever the seed rolls, who stands is on the canvas and below the horizon."""
    for seed in SEEDS:
        low, high = ground.span(place, seed)
        assert 0 <= low < high <= 1
        for i in range(11):
            y = ground.bank(place, seed, low + (high - low) * i / 10)
            assert 0.6 < y < 0.97, (seed, i)
            assert place == "underwater" or y > ground.view(place, seed).horizon[1], (seed, i)


@pytest.mark.parametrize("place", ground.VIEWS)
def test_every_view_of_a_place_comes_up(place: str) -> None:
    """The seed chooses among all of them, and always the same."""
    seen = [ground.view(place, seed).name for seed in range(80)]

    assert set(seen) == {view.name for view in ground.VIEWS[place]}
    assert seen == [ground.view(place, seed).name for seed in range(80)]


def test_every_place_out_of_doors_has_its_painter() -> None:
    """A place nobody paints would be drawn as a field and said as what it is not."""
    assert set(lands._PAINTERS) == set(ground.PLACES) - set(inside.PLACES) - {"underwater", "cave"}
