from __future__ import annotations

import json
import re
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dreamstream.pictures import ground, palettes
from dreamstream.pictures.layout import compose
from dreamstream.pictures.say import sentence as alt
from dreamstream.pictures.say import who
from dreamstream.pictures.scene import Scene
from dreamstream.pictures.shapes import shelf

NAMES = st.sampled_from(sorted(shelf.NAMES))
SCENES = st.builds(
    compose,
    st.lists(NAMES, max_size=6),
    mood=st.sampled_from(palettes.MOODS),
    hour=st.sampled_from(palettes.HOURS),
    place=st.sampled_from((None, *ground.PLACES)),
    weather=st.sampled_from((None, "rain", "snow", "storm", "fog")),
    seed=st.integers(0, 2**32),
    shot=st.sampled_from(("wide", "medium", "close")),
)


@given(SCENES)
@settings(max_examples=120, deadline=None)
def test_a_scene_survives_json(scene: Scene) -> None:
    """What is kept beside a picture brings the same picture back."""
    kept = json.loads(json.dumps(scene.as_json(), allow_nan=False))

    assert Scene.from_json(kept) == scene


@given(SCENES)
@settings(max_examples=120, deadline=None)
def test_few_things_and_none_cut_off(scene: Scene) -> None:
    """At most three things, two of them people, all inside the canvas."""
    people = [actor for actor in scene.actors if shelf.SHAPES[actor.name].human]

    assert 1 <= len(scene.actors) <= 3
    assert len(people) <= 2
    for actor in scene.actors:
        left, low, right, top = shelf.bounds(actor.name)
        half, high = (right - left) * actor.size / 200, (top - low) * actor.size / 100
        upper = actor.y - (high / 2 if actor.floats else high)
        assert actor.x - half >= 0 and actor.x + half <= 1, actor
        assert upper >= 0 and actor.y <= 0.97, actor


@given(SCENES)
@settings(max_examples=120, deadline=None)
def test_alt_names_what_is_drawn(scene: Scene) -> None:
    """Every actor is said, and no other shape is."""
    said = alt(scene).lower()
    drawn = {actor.name for actor in scene.actors}

    assert said.endswith(".") and "\n" not in said
    for name in drawn - {"person"}:
        assert shelf.SHAPES[name].noun in said
    named = who(scene).lower()  # a room may have its own fire
    for name, shape in shelf.SHAPES.items():
        if re.search(rf"\b{shape.noun}\b", named) and name not in drawn:
            assert any(shape.noun in shelf.SHAPES[other].noun for other in drawn), name
    if scene.lamp == "none":
        assert "moon in the sky" not in said and "sun in the sky" not in said
    if scene.weather != "rain":
        assert "raining" not in said


def test_the_same_call_gives_the_same_scene() -> None:
    """Seeds are the only dice."""
    one, two = (
        compose(["whale", "house"], mood="fear", hour="night", place=None, weather=None, seed=7) for _ in range(2)
    )

    assert one == two
    assert one != compose(["whale", "house"], mood="fear", hour="night", place=None, weather=None, seed=8)


def test_unknown_names_are_left_out() -> None:
    """A dream with nothing known still shows a light, a door or a figure."""
    scene = compose(["gryphon"], mood="peace", hour="dusk", place="nowhere", weather=None, seed=1)

    assert {actor.name for actor in scene.actors} <= {"orb", "door", "person"}


@pytest.mark.parametrize("name", sorted(shelf.SHAPES))
def test_every_shape_stands_about_a_hundred_high(name: str) -> None:
    """The composer reckons with a hundred units; a shape far off that would be a giant or a speck."""
    left, low, right, top = shelf.bounds(name)

    assert 25 <= top - low <= 160
    assert 15 <= right - left <= 380


def test_importing_the_scene_is_cheap() -> None:
    """The value is used by those who never draw: no Pillow, no resvg, no font with it."""
    code = "import sys, dreamstream.pictures.scene; print(sorted(m for m in sys.modules if m in ('PIL', 'resvg_py')))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"
