from __future__ import annotations

import io
import re
from dataclasses import replace
from functools import cache

import pytest
import resvg_py
from PIL import Image, ImageChops

from dreamstream.pictures import colour, copies, ground, palettes
from dreamstream.pictures.layout import compose
from dreamstream.pictures.paint import paint, svg
from dreamstream.pictures.scene import Actor, Scene
from dreamstream.pictures.shapes import shelf

SIZE = 128
LOUD = (255, 0, 255)


def drawn(scene: Scene, size: int = SIZE, background: str | None = None) -> Image.Image:
    png = resvg_py.svg_to_bytes(
        svg_string=svg(scene, width=size, height=size), skip_system_fonts=True, background=background
    )
    return Image.open(io.BytesIO(bytes(png))).convert("RGB")


def one(name: str, place: str = "field") -> Scene:
    return Scene(
        mood="peace",
        hour="dusk",
        place=place,
        seed=5,
        lamp_x=0.5,
        lamp_y=0.4,
        lamp_r=0.2,
        near="none",
        actors=(Actor(name=name, x=0.5, y=0.8, size=0.25),),
    )


@cache
def empty() -> Image.Image:
    return drawn(replace(one("person"), actors=()))


def test_the_same_scene_gives_the_same_bytes() -> None:
    """Grain has its own dice; nothing depends on what the process drew before."""
    scene = compose(["whale"], mood="peace", hour="night", place="lake", weather=None, seed=3)
    first = paint(scene, width=SIZE, height=SIZE)
    paint(replace(scene, seed=4), width=SIZE, height=SIZE)

    assert paint(scene, width=SIZE, height=SIZE) == first
    assert Image.open(io.BytesIO(first)).format == "WEBP"
    assert Image.open(io.BytesIO(copies.copy(first, "png"))).format == "PNG"


@pytest.mark.parametrize("name", sorted(shelf.SHAPES))
def test_every_shape_leaves_its_mark(name: str) -> None:
    """resvg draws a bad path as nothing and says nothing: look at the pixels."""
    changed = ImageChops.difference(drawn(one(name)), empty()).convert("L").point(lambda v: 255 if v > 24 else 0)

    assert sum(1 for v in changed.tobytes() if v) > 60


@pytest.mark.parametrize("place", ground.PLACES)
@pytest.mark.parametrize("weather", [None, "storm", "snow"])
def test_no_canvas_is_left_uncovered(place: str, weather: str | None) -> None:
    """Every place covers the sheet, in both shapes of panel, with colours enough to be a picture."""
    scene = compose(["dog"], mood="joy", hour="day", place=place, weather=weather, seed=11)
    picture = drawn(scene, background="#ff00ff")
    colours = picture.getcolors(SIZE * SIZE) or []

    assert not any(pixel == LOUD for _, pixel in colours)
    assert len(colours) > 400


@pytest.mark.parametrize("size", [(300, 120), (120, 300), (17, 16)])
def test_any_panel_can_be_drawn(size: tuple[int, int]) -> None:
    """A picture comes back in the size it was asked for."""
    scene = compose(["train"], mood="fear", hour="night", place="street", weather="rain", seed=2)
    picture = Image.open(io.BytesIO(paint(scene, width=size[0], height=size[1])))

    assert picture.size == size


def test_size_is_capped() -> None:
    """resvg itself would draw forty thousand pixels without a word."""
    head = svg(one("dog"), width=40000, height=-3)[:200]

    assert 'width="4096" height="16"' in head


def test_no_words_reach_the_svg() -> None:
    """A name nobody knows is not drawn; a mood nobody knows is not written."""
    scene = Scene(
        mood="</svg>secret", hour="secret", place="secret", actors=(Actor(name="secret", x=0.5, y=0.5, size=1),)
    )
    text = svg(scene, width=64, height=64)

    assert "secret" not in text
    assert "NaN" not in text and "nan" not in re.sub("[a-z]+=", "", text)
    assert "<text" not in text and "<image" not in text


def test_a_number_that_is_none_is_refused() -> None:
    """resvg draws nothing for NaN and says nothing."""
    with pytest.raises(ValueError, match="not a number"):
        svg(replace(one("dog"), lamp_x=float("nan")), width=32, height=32)


def test_moods_look_different() -> None:
    """A mood is its palette: no two share their sky."""
    skies = {palettes.palette(mood, hour).sky for mood in palettes.MOODS for hour in palettes.HOURS}

    assert len(skies) == len(palettes.MOODS) * len(palettes.HOURS)


def test_colour_goes_there_and_back() -> None:
    """Hex to OKLab to hex is the same hex."""
    for tint in ("#000000", "#ffffff", "#336699", "#f2a65a"):
        assert colour.lab_hex(colour.unhex(tint)) == tint
