from __future__ import annotations

import io
import itertools
import re

import pytest
import resvg_py
from PIL import Image, ImageChops

from dreamstream.pictures import ground, inside, paint, palettes
from dreamstream.pictures.brush import Sheet, n
from dreamstream.pictures.layout import compose
from dreamstream.pictures.paint import sheet, svg
from dreamstream.pictures.scene import EXTRAS
from dreamstream.pictures.shapes import shelf

WEATHERS = (None, "rain", "snow", "storm", "fog", "clouds")
PLACES = list(dict.fromkeys((*ground.PLACES, *inside.ROOMS)))


def blank(size: int = 200) -> Sheet:
    return Sheet(size, size, palettes.palette("peace", "night"), 1)


def drawn(svg: str) -> Image.Image:
    return Image.open(io.BytesIO(bytes(resvg_py.svg_to_bytes(svg_string=svg, skip_system_fonts=True))))


@pytest.mark.parametrize(
    ("place", "weather", "name"),
    list(zip(PLACES, itertools.cycle(WEATHERS), itertools.cycle(shelf.SHAPES), strict=False)),
)
def test_every_reference_leads_somewhere(place: str, weather: str | None, name: str) -> None:
    """resvg draws an unknown url(#id) as nothing, and a number that is none too, without a word."""
    mood = palettes.MOODS[len(name) % len(palettes.MOODS)]
    scene = compose([name, "dog"], mood=mood, hour=palettes.HOURS[len(place) % 4], place=place, weather=weather, seed=9)
    text = svg(scene, width=300, height=200)
    known = re.findall(r' id="(\w+)"', text)

    assert len(known) == len(set(known))
    assert set(re.findall(r"url\(#(\w+)\)", text)) <= set(known)
    assert not re.search(r"[\"\s,(-](?:nan|inf)[\"\s,)]", text)
    assert "<text" not in text and "<image" not in text and "href" not in text


def test_a_part_alone_has_its_colours_with_it() -> None:
    """A layer cut out of a sheet carries the gradients it uses, and no others."""
    one = blank()
    one.glow(300, 300, 80, "#ffeecc", 0.8)
    one.glow(700, 700, 80, "#ff0000", 0.8)
    text = one.svg(one.parts[1:])

    assert text.count("<radialGradient") == 1
    assert drawn(text).getpixel((140, 140))[0] > 60  # type: ignore[index]
    assert drawn(text).getpixel((60, 60)) == (0, 0, 0, 0)


def test_a_fall_across_the_sheet_is_the_gradient_it_stands_for() -> None:
    """Rows are only quicker: the pixels are the same to a shade."""
    rows, real = blank(), blank()
    stops = [(0.0, "#102040", 1.0), (0.3, "#a05060", 0.6), (1.0, "#ffe0a0", 0.0)]
    for one in (rows, real):
        one.rect(0, 0, 1000, 1000, "#204020")
    rows.rect(0, 100, 1000, 700, rows.fall(stops))
    real.add(f'<rect x="0" y="100" width="1000" height="700" fill="{real.fall(stops)}"/>')
    apart = ImageChops.difference(drawn(rows.svg()).convert("RGB"), drawn(real.svg()).convert("RGB"))

    assert "crispEdges" in rows.svg()
    assert max(high for _, high in apart.getextrema()) <= 3  # type: ignore[misc]


@pytest.mark.parametrize("foot", [340, 500, 610, 900])
def test_a_glow_ends_at_its_foot(foot: int) -> None:
    """Above it nothing changes, below it nothing is drawn."""
    whole, cut = blank(), blank()
    for one, where in ((whole, None), (cut, float(foot))):
        one.rect(0, 0, 1000, 1000, "#102030")
        one.glow(400, 500, 300, "#ffeecc", 0.8, 200, foot=where)
    a, b = (drawn(one.svg()).convert("RGB") for one in (whole, cut))
    row = foot // 5

    assert ImageChops.difference(a.crop((0, 0, 200, row)), b.crop((0, 0, 200, row))).getbbox() is None
    assert len(b.crop((0, row + 1, 200, 200)).getcolors() or []) == 1


@pytest.mark.parametrize("bad", [float("nan"), float("inf"), float("-inf")])
def test_a_number_that_is_none_is_refused(bad: float) -> None:
    """It would be drawn as nothing."""
    with pytest.raises(ValueError, match="not a number"):
        n(bad)


@pytest.mark.parametrize(
    ("value", "text"),
    [(0.0, "0"), (-0.001, "0"), (1.0, "1"), (1.5, "1.5"), (-12.345, "-12.35"), (100.0, "100"), (1e6, "1000000")],
)
def test_numbers_are_short(value: float, text: str) -> None:
    """Two digits are a fiftieth of a pixel."""
    assert n(value) == text


def test_a_watched_sheet_is_the_same_picture() -> None:
    """Who painted what is known, and nothing else is different."""
    scene = compose(["boat"], mood="peace", hour="night", place="lake", weather=None, seed=3)
    watched = sheet(scene, width=200, height=200, watched=True)

    assert watched.svg() == svg(scene, width=200, height=200)
    assert all(getattr(part, "by", "") for part in watched.parts)
    assert any("stars" in getattr(part, "by", "") for part in watched.parts)


def test_extras_have_names_of_their_own() -> None:
    """A scene's words are closed lists: nothing else can reach the sheet."""
    assert len(set(EXTRAS)) == len(EXTRAS)


def test_edges_are_darkened_in_the_end() -> None:
    """From each side inwards, most at the very edge, and the middle not at all."""
    one = blank()
    assert paint.edges(one) is None
    one.edge("top", 0.25, 0.4)
    one.edge("right", 0.1, 0.8)
    veil = paint.edges(one)

    assert veil is not None and veil.size == (200, 200)
    assert 92 < veil.getpixel((60, 0)) < 103 and 175 < veil.getpixel((199, 100)) < 205  # type: ignore[operator]
    assert veil.getpixel((60, 60)) == veil.getpixel((0, 100)) == veil.getpixel((100, 199)) == 0
    assert veil.getpixel((60, 10)) > veil.getpixel((60, 30)) > 0  # type: ignore[operator]


def test_a_corner_is_shaded_and_another_is_pale() -> None:
    """A corner fades both ways; pale air and shade are two layers of two colours."""
    one = blank()
    one.edge("top left", 0.5, 0.6)
    one.gleam("foot right", 0.5, 0.3)
    (pale, light), (deep, dark) = paint.veils(one)

    assert light != dark
    assert deep.getpixel((0, 0)) > 145 > 90 > deep.getpixel((50, 0)) > deep.getpixel((50, 50)) > 0  # type: ignore[operator]
    assert pale.getpixel((199, 199)) > 70 and pale.getpixel((0, 0)) == deep.getpixel((199, 199)) == 0  # type: ignore[operator]
