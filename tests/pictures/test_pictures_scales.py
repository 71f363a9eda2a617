from __future__ import annotations

from dreamstream.pictures import scales
from dreamstream.pictures.shapes import shelf


def test_a_dog_is_no_higher_than_its_house() -> None:
    """Drawn at their usual sizes the dog would reach the roof."""
    house, dog = scales.agreed(["house", "dog"], [0.24, 0.16], [False, False])

    assert house == 0.24
    assert 0.07 < dog < 0.1


def test_a_bus_is_no_smaller_than_a_horse() -> None:
    """Or it stands farther back."""
    heights = scales.agreed(["horse", "bus"], [0.27, 0.12], [False, False])

    near, back = scales.steps_back(["horse", "bus"], heights)
    assert heights[1] > 0.15
    assert near == 1.0
    assert back < 0.5


def test_dream_sizes_are_left_alone() -> None:
    """A key has no true height before the moon; nor has who stands beside it."""
    assert scales.agreed(["key", "whale"], [0.26, 0.2], [False, False]) == [0.26, 0.2]
    assert scales.beside("key", 0.26, 0.105) == 0.105
    assert scales.beside("dog", 0.16, 0.105) > scales.beside("house", 0.24, 0.105)


def test_only_drawn_things_have_a_height() -> None:
    """A typing error here would measure nothing."""
    assert set(scales.METRES) <= set(shelf.SHAPES)
