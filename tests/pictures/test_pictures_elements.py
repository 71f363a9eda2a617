"""What of a scene can be pointed at, and where it is."""

from __future__ import annotations

import io

import pytest
from PIL import Image, ImageChops

from dreamstream.pictures import elements, layout, paint
from dreamstream.pictures.scene import Actor, Scene


def composed(*things: str, place: str | None = None, weather: str | None = None, seed: int = 3) -> Scene:
    return layout.compose(things, mood="peace", hour="night", place=place, weather=weather, seed=seed)


@pytest.mark.parametrize(
    "place", ["lake", "sea", "forest", "street", "field", "sky", "underwater", "cave", "room", "hall"]
)
@pytest.mark.parametrize("thing", ["whale", "person", "house"])
def test_four_to_seven_of_every_scene(place: str, thing: str) -> None:
    """Any scene has four to seven, numbered from 1, each with a place inside the picture and no name twice."""
    found = elements.of(composed(thing, place=place))

    assert 4 <= len(found) <= 7
    assert [element.n for element in found] == list(range(1, len(found) + 1))
    assert all(e.placed and 0 < (e.x or 0) < 1 and 0 < (e.y or 0) < 1 and (e.r or 0) > 0 for e in found)
    assert len({element.label for element in found}) >= len(found) - 1
    assert all(element.label.startswith("the ") or element.kind == "thing" for element in found)


def test_the_box_is_where_the_painter_draws() -> None:
    """Taking an actor out changes pixels inside its box and, but for its light and shadow, nowhere else."""
    scene = composed("whale", place="sea")
    actor = next(a for a in scene.actors if a.name == "whale")
    without = Scene.from_json({**scene.as_json(), "actors": []})
    pair = [Image.open(io.BytesIO(paint.paint(s, width=256, height=256))).convert("L") for s in (scene, without)]
    left, top, right, foot = elements.box(scene, actor)
    changed = ImageChops.difference(*pair).point(lambda v: 255 if v > 50 else 0)
    whole = changed.getbbox()
    inside = changed.crop((int(left * 256), int(top * 256), int(right * 256), int(foot * 256))).histogram()[255]

    assert whole is not None
    assert inside > 0.9 * (changed.histogram()[255] - 40)
    assert abs(whole[0] / 256 - left) < 0.06
    assert abs(whole[2] / 256 - right) < 0.06


def test_the_moon_behind_somebody() -> None:
    """A light that stands behind an actor is pointed at on its rim, not through the actor."""
    whale = Actor(name="whale", x=0.5, y=0.4, size=0.3, floats=True)
    scene = Scene(mood="peace", hour="night", place="sea", lamp_x=0.5, lamp_y=0.4, lamp_r=0.1, actors=(whale,))
    moon = next(e for e in elements.of(scene) if e.kind == "light")

    assert (moon.x, moon.y) != (0.5, 0.4)
    assert (moon.r or 1) < 0.1


def test_nouns() -> None:
    """A noun of the sentence becomes a short label."""
    assert elements.the("a whale") == "the whale"
    assert elements.the("scissors") == "the scissors"
    labels = {e.label for e in elements.of(composed("train", place="field"))}
    assert "the train" in labels


def test_rain_is_told_once() -> None:
    """Out of doors the weather is an element of its own; under a roof it is what one sees through the window."""
    assert any(e.label == "the rain" for e in elements.of(composed("dog", place="field", weather="rain")))
    assert not any(e.label == "the rain" for e in elements.of(composed("cat", place="room", weather="rain")))
