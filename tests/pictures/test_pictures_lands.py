from __future__ import annotations

import io
import random
from dataclasses import replace

import pytest
import resvg_py
from PIL import Image, ImageChops

from dreamstream.pictures import figures, ground, inside, paint, palettes
from dreamstream.pictures.layout import compose
from dreamstream.pictures.scene import Actor, Scene
from dreamstream.pictures.shapes import shelf

OUTSIDE = tuple(place for place in ground.PLACES if place not in inside.PLACES)
NEARS = (
    "grass",
    "reeds",
    "branches",
    "pines",
    "trunks",
    "leaves",
    "rocks",
    "palms",
    "fence",
    "flowers",
    "arch",
    "hollow",
    "ropes",
)
LOUD = (255, 0, 255)


def drawn(scene: Scene, size: int, background: str | None = None) -> Image.Image:
    text = paint.svg(scene, width=size, height=size)
    png = resvg_py.svg_to_bytes(svg_string=text, skip_system_fonts=True, background=background)
    return Image.open(io.BytesIO(bytes(png))).convert("RGB")


@pytest.mark.parametrize("place", OUTSIDE)
def test_every_view_covers_the_canvas_and_is_a_picture(place: str) -> None:
    """No view leaves a hole, and no two views of a place are one picture."""
    pictures = {}
    for seed in range(60):
        view = ground.view(place, seed).name
        if view in pictures:
            continue
        scene = compose(["dog"], mood="joy", hour="day", place=place, weather=None, seed=seed)
        pictures[view] = drawn(scene, 96, "#ff00ff")
        colours = pictures[view].getcolors(96 * 96) or []
        assert not any(tint == LOUD for _, tint in colours), view
        assert len(colours) > 300, view

    assert len(pictures) == len(ground.VIEWS[place])


@pytest.mark.parametrize("near", [*NEARS, "none", "secret"])
def test_a_frame_keeps_its_middle_open(near: str) -> None:
    """What stands close to the eye closes the edges, never the middle; a kind nobody knows is none."""
    scene = compose(["dog"], mood="peace", hour="dusk", place="field", weather=None, seed=4)
    bare, framed = (drawn(replace(scene, near=kind), 96) for kind in ("none", near))
    changed = ImageChops.difference(bare, framed).convert("L").point(lambda v: 255 if v > 10 else 0)
    middle = changed.crop((24, 24, 72, 66))

    assert (changed.getbbox() is None) == (near in ("none", "secret"))
    assert sum(1 for v in middle.tobytes() if v) < 0.04 * 48 * 42


def _somewhere(number: int) -> Scene:
    dice = random.Random(number)
    return compose(
        dice.sample(sorted(shelf.SHAPES), dice.choice((1, 2, 3))),
        mood=dice.choice(palettes.MOODS),
        hour=dice.choice(palettes.HOURS),
        place=OUTSIDE[number % len(OUTSIDE)],
        weather=dice.choice((None, None, "rain", "snow", "fog", "storm")),
        seed=number,
        shot=dice.choice(("wide", "wide", "medium")),
    )


def _without(actor: Actor, scene: Scene, size: int, monkeypatch: pytest.MonkeyPatch) -> Image.Image:
    """All but one actor's own shape: the haze behind it stays, or removing that would count as seeing it."""
    whole = figures.draw
    with monkeypatch.context() as patch:
        patch.setattr(figures, "draw", lambda sheet, seen, one: None if one == actor else whole(sheet, seen, one))
        return drawn(scene, size)


@pytest.mark.parametrize("number", range(2 * len(OUTSIDE)))
def test_everybody_the_scene_names_is_seen(number: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Inside the canvas, not behind another, not of its ground's own tone."""
    size, scene = 160, _somewhere(number)
    whole = drawn(scene, size)
    for actor in scene.actors:
        left, low, right, top = shelf.bounds(actor.name)
        half, high = (right - left) * actor.size / 200, (top - low) * actor.size / 100
        upper = actor.y - (high / 2 if actor.floats else high)
        box = [max(0, round(v * size)) for v in (actor.x - half, upper, actor.x + half, upper + high)]
        changed = ImageChops.difference(whole, _without(actor, scene, size, monkeypatch)).crop(tuple(box)).convert("L")
        levels = sorted(changed.tobytes(), reverse=True)
        strongest = levels[: max(1, len(levels) // 6)]

        assert sum(1 for v in levels if v > 12) > 18, (actor, scene.place)
        assert sum(strongest) / len(strongest) > 14, (actor, scene.place)
