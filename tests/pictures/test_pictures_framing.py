from __future__ import annotations

import io
import random

import pytest
from PIL import Image, ImageChops

from dreamstream.pictures import framing, layout, spots
from dreamstream.pictures.paint import paint
from dreamstream.pictures.scene import Scene
from dreamstream.pictures.shapes import shelf


def composed(things: list[str], place: str | None = "field", **more: object) -> Scene:
    return layout.compose(things, mood="peace", hour="dusk", place=place, weather=None, seed=7, **more)  # type: ignore[arg-type]


def pixels(scene: Scene, width: int = 160, height: int = 160) -> Image.Image:
    return Image.open(io.BytesIO(paint(scene, width=width, height=height))).convert("L")


def test_over_the_shoulder_somebody_is_near_and_dark() -> None:
    """A figure as tall as the panel stands at one edge, and the subject is still there."""
    scene = composed(["house"])
    for left in (True, False):
        seen = framing.behind(scene, 1.0, left=left)
        onlooker = next(actor for actor in seen.actors if actor.role == "onlooker")
        box = spots.body(onlooker, seen.seed, 100, 100)

        assert (onlooker.x < 0.3) == left
        assert box[3] > 100 and box[3] - box[1] > 70
        assert "house" in {actor.name for actor in seen.actors}
        strip = (8, 100, 30, 150) if left else (130, 100, 152, 150)
        assert sum(pixels(seen).crop(strip).histogram()[:60]) > 0.5 * 22 * 50


def test_alone_is_small_and_empty_is_nobody() -> None:
    """The dreamer in a wide place; then the place."""
    scene = composed(["man", "woman"])
    one = framing.alone(scene, share=0.08, dice=random.Random(1))

    assert [actor.size for actor in one.actors] == [0.08]
    assert framing.empty(scene).actors == ()
    assert ImageChops.difference(pixels(one), pixels(framing.empty(scene))).getbbox() is not None


def test_against_the_light_the_subject_stands_in_it() -> None:
    """The lamp is large, and behind the subject; where there is no sky, nothing changes."""
    scene = framing.against(composed(["wolf"]))
    subject = next(actor for actor in scene.actors if actor.role == "subject")

    assert abs(scene.lamp_x - subject.x) < 0.01 and scene.lamp_r >= 0.17
    room = composed(["man"], "kitchen")
    assert framing.against(room) == room


@pytest.mark.parametrize("name", ["hand", "eye", "key", "house", "snake"])
@pytest.mark.parametrize("aspect", [0.6, 1.0, 2.2])
def test_a_detail_fills_the_panel_and_stays_in_it(name: str, aspect: float) -> None:
    """One thing, at least as large as it was, not cut off at the sides."""
    scene = composed([name], None, shot="close", aspect=aspect)
    near = framing.detail(scene, aspect)
    (one,) = near.actors
    width, height = round(400 * max(1.0, aspect)), round(400 * max(1.0, 1 / aspect))
    left, top, right, _bottom = spots.body(one, near.seed, width, height)

    assert one.size >= max(actor.size for actor in scene.actors if actor.name == one.name)
    assert left >= -2 and right <= width + 2 and top >= -height * 0.06


def test_a_head_is_in_its_body() -> None:
    """Of everybody on the shelf, whichever way they face."""
    for name in shelf.SHAPES:
        for actor in composed([name], None).actors:
            left, top, right, bottom = spots.body(actor, 7, 400, 400)
            x, y, r = spots.head(actor, 7, 400, 400)

            assert left - 1 <= x <= right + 1 and top - 1 <= y <= bottom + 1, name
            assert r > 0


def test_a_standing_head_is_where_the_dark_is() -> None:
    """The pixels at a person's head change when the person goes."""
    scene = composed(["man"], "sea", shot="close")
    (man, *_) = [actor for actor in scene.actors if actor.name == "man"]
    x, y, r = spots.head(man, scene.seed, 200, 200)
    box = tuple(round(v) for v in (x - r, y - r, x + r, y + r))
    gone = ImageChops.difference(pixels(scene, 200, 200), pixels(framing.empty(scene), 200, 200)).crop(box)  # type: ignore[arg-type]

    assert sum(gone.histogram()[25:]) > 0.5 * gone.width * gone.height


def test_spots_are_heads_bodies_and_the_light() -> None:
    """A head weighs more than a body, and a moon less."""
    found = spots.spots(composed(["man"]), 300, 200)
    weights = sorted({spot.weight for spot in found})

    assert weights[-1] >= 6 * 1.0 and 1.0 in weights and weights[0] < 1.0
