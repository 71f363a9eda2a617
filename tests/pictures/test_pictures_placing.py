from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dreamstream.pictures import ground, inside, placing
from dreamstream.pictures.layout import compose
from dreamstream.pictures.scene import Scene
from dreamstream.pictures.shapes import shelf


def made(things: list[str], place: str | None, seed: int, hour: str = "night", shot: str = "wide") -> Scene:
    return compose(things, mood="peace", hour=hour, place=place, weather=None, seed=seed, shot=shot)


@pytest.mark.parametrize("seed", range(12))
def test_a_whale_over_a_lake_crosses_the_moon(seed: int) -> None:
    """Wherever else things are, what flies first has the light behind it."""
    scene = made(["house", "whale"], "lake", seed)
    whale = next(actor for actor in scene.actors if actor.name == "whale")

    assert abs(whale.x - scene.lamp_x) < 0.2
    assert abs(whale.y - scene.lamp_y) < scene.lamp_r + 0.06


@given(st.lists(st.sampled_from(("horse", "bus", "person", "dog", "house", "bed")), max_size=3), st.integers(0, 2**32))
@settings(max_examples=80, deadline=None)
def test_nothing_stands_in_the_sea(things: list[str], seed: int) -> None:
    """On a beach there is sand under every foot; on a cliff there is the cliff."""
    for place in ("sea", "cliffs", "island"):
        scene = made(things, place, seed)
        low, high = ground.span(scene.place, seed)
        view = ground.view(scene.place, seed)
        shore = scene.horizon + (view.bank - scene.horizon) * 0.32 + 0.03
        for actor in scene.actors:
            if actor.floats or actor.tone >= 0.3:
                continue
            assert low - 0.03 < actor.x < high + 0.03, actor
            assert scene.place != "sea" or actor.y > shore, actor


@given(st.integers(0, 2**32))
@settings(max_examples=60, deadline=None)
def test_what_is_larger_stands_farther_back(seed: int) -> None:
    """On a plain a bus beside a horse is as large as a bus, or nearer the horizon."""
    scene = made(["horse", "bus"], "road", seed, hour="dusk")
    high = {a.name: (shelf.bounds(a.name)[3] - shelf.bounds(a.name)[1]) * a.size / 100 for a in scene.actors}
    foot = {a.name: a.y for a in scene.actors}

    if "bus" in high and high["bus"] < high["horse"]:
        assert foot["bus"] < foot["horse"]


@given(st.sampled_from(sorted(ground.PLACES)), st.integers(0, 2**32), st.sampled_from(("", "left", "top", "corner")))
@settings(max_examples=120, deadline=None)
def test_captions_keep_their_room(place: str, seed: int, clear: str) -> None:
    """Whatever the place, the subject keeps out of the part that is to stay free."""
    scene = compose(["house"], mood="joy", hour="dusk", place=place, weather=None, seed=seed, clear=clear, aspect=1.3)
    subject = next((actor for actor in scene.actors if actor.role == "subject"), None)
    if subject is None:
        return

    if clear == "left":
        assert subject.x > 0.5
    if clear == "corner":
        assert subject.x < 0.56


def test_a_corridor_is_known_by_its_camera() -> None:
    """Little floor on either side: halls and hotels, not a room with a window."""
    assert placing.narrow(made(["door"], "hall", 1))
    assert not placing.narrow(made(["door"], "kitchen", 1))
    assert "kitchen" in inside.PLACES
