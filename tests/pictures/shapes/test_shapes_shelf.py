from __future__ import annotations

import io
import re
from functools import cache
from importlib import import_module

import pytest
import resvg_py
from PIL import Image

from dreamstream.pictures import figures, paint, palettes
from dreamstream.pictures.brush import Sheet
from dreamstream.pictures.scene import Actor, Scene
from dreamstream.pictures.shapes import shelf, traits
from dreamstream.pictures.shapes.shape import STANDS, Shape

CELL = 32
DRAWINGS = tuple((name, one) for name, shape in shelf.SHAPES.items() for one in (shape, *shape.variants))
COLUMNS = 20


@cache
def bitmaps() -> tuple[int, ...]:
    """Every drawing in one number: 32 x 32 dots of its outline, and 32 x 32 of what is dark within it."""
    outlines, darks = [], []
    for i, (_, shape) in enumerate(DRAWINGS):
        left, low, right, top = shelf.extent(shape)
        k = (CELL - 2) / max(right - left, top - low)
        x = i % COLUMNS * CELL + CELL / 2 - (left + right) / 2 * k
        y = i // COLUMNS * CELL + CELL / 2 + (low + top) / 2 * k
        whole = f'<path d="{shape.body}{shape.lit}{shape.pale}"/>'
        tones = (("#000", shape.body), ("#fff", shape.pale + shape.lit), ("#000", shape.ink))
        dark = "".join(f'<path d="{path}" fill="{tone}"/>' for tone, path in tones if path)
        where = f'transform="translate({x} {y}) scale({k})"'
        outlines.append(f"<g {where}>{whole}</g>")
        darks.append(f"<g {where}>{dark}</g>")
    return tuple(a << CELL * CELL | b for a, b in zip(dots(outlines), dots(darks), strict=True))


def dots(parts: list[str]) -> list[int]:
    wide, high = COLUMNS * CELL, -(-len(parts) // COLUMNS) * CELL
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}">{"".join(parts)}</svg>'
    sheet = drawn(svg, "#ffffff").convert("L").point(lambda v: 1 if v < 128 else 0)
    out = []
    for i in range(len(parts)):
        x, y = i % COLUMNS * CELL, i // COLUMNS * CELL
        out.append(int("".join(map(str, sheet.crop((x, y, x + CELL, y + CELL)).tobytes())), 2))
    return out


def drawn(svg: str, background: str) -> Image.Image:
    png = resvg_py.svg_to_bytes(svg_string=svg, skip_system_fonts=True, background=background)
    return Image.open(io.BytesIO(bytes(png))).convert("RGB")


def scene(*actors: Actor) -> Scene:
    return Scene(mood="peace", hour="dusk", place="field", seed=5, near="none", actors=actors)


@pytest.mark.parametrize("room", sorted(shelf.ROOMS))
def test_the_list_of_rooms_is_true(room: str) -> None:
    """Names are known before a room is opened, so the list and the room must say the same."""
    shapes = import_module(f"dreamstream.pictures.shapes.{room}").SHAPES

    assert [shape.name for shape in shapes] == shelf.ROOMS[room].split(", ")
    assert all(one.name == shape.name for shape in shapes for one in shape.variants)


def test_there_are_many() -> None:
    """Dreams are about many things, and no name is there twice."""
    listed = [name for names in shelf.ROOMS.values() for name in names.split(", ")]

    assert len(listed) == len(set(listed)) == len(shelf.SHAPES)
    assert len(shelf.SHAPES) >= 180
    assert sum(shape.human for shape in shelf.SHAPES.values()) >= 50


def test_a_picture_opens_few_rooms() -> None:
    """All rooms together take a tenth of a second, and most of them are not in the picture."""
    shelf._room.cache_clear()
    assert shelf.SHAPES["whale"].noun == "a whale"
    assert "rider" in shelf.SHAPES and "gryphon" not in shelf.SHAPES

    assert shelf._room.cache_info().currsize == 1


@pytest.mark.parametrize(("name", "shape"), DRAWINGS, ids=lambda value: value if isinstance(value, str) else "")
def test_a_drawing_keeps_its_box_and_its_feet(name: str, shape: Shape) -> None:
    """What stands has its feet on 0; every drawing lies in the box of its name and is neither speck nor giant."""
    left, low, right, top = shelf.extent(shape)
    bounds = shelf.bounds(name)

    assert bounds[0] <= left and bounds[1] <= low and right <= bounds[2] and top <= bounds[3]
    assert 30 <= top - low <= 150 and 15 <= right - left <= 380
    if shelf.SHAPES[name].stance == STANDS:
        assert abs(low) <= 1.1
        assert abs((left + right) / 2) <= 40, "beside itself"


@pytest.mark.parametrize("room", sorted(shelf.ROOMS))
def test_the_box_is_the_box_of_the_pixels(room: str) -> None:
    """Nothing is drawn outside of what the composer reckons with, and the box has no empty margin."""
    for name, shape in DRAWINGS:
        if name not in shelf.ROOMS[room].split(", "):
            continue
        left, low, right, top = shelf.extent(shape)
        k = 60 / max(right - left, top - low)
        where = f"translate({2 - left * k} {2 + top * k}) scale({k})"
        body = f'<path d="{shape.body}{shape.lit}{shape.pale}" transform="{where}"/>'
        picture = drawn(f'<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64">{body}</svg>', "#ffffff")
        seen = picture.convert("L").point(lambda v: 255 if v < 225 else 0).getbbox()

        assert seen is not None
        wide, high = (right - left) * k, (top - low) * k
        assert seen[0] >= 1 and seen[1] >= 1 and seen[2] <= wide + 3.2 and seen[3] <= high + 3.2, (name, seen)
        assert seen[2] - seen[0] >= wide - 3 and seen[3] - seen[1] >= high - 3, (name, seen)


def test_no_two_silhouettes_are_alike() -> None:
    """32 dots wide each is another: outline and inner drawing together share less than nine tenths."""
    maps = bitmaps()
    alike = []
    for i, one in enumerate(maps):
        for j in range(i):
            both, any_ = (one & maps[j]).bit_count(), (one | maps[j]).bit_count()
            if both > 0.9 * any_:
                alike.append((DRAWINGS[i][0], DRAWINGS[j][0], round(both / any_, 2)))

    assert not alike
    assert all(one.bit_count() > 20 for one in maps)


def test_every_path_reaches_the_picture() -> None:
    """The outline of each name, and of no drawing the seed did not choose, stands in the SVG."""
    names = list(shelf.SHAPES)
    for i in range(0, len(names), 24):
        part = names[i : i + 24]
        svg = paint.svg(scene(*(Actor(name=name, x=0.5, y=0.8, size=0.1) for name in part)), width=64, height=64)
        for name in part:
            chosen = shelf.drawn(name, 5)
            for one in (shelf.SHAPES[name], *shelf.SHAPES[name].variants):
                path = one.body or one.pale or one.lit
                assert (f'd="{path}"' in svg) == (one is chosen), name


@pytest.mark.parametrize("room", sorted(shelf.ROOMS))
def test_every_shape_is_seen(room: str) -> None:
    """resvg draws a bad path as nothing and says nothing: count the pixels, at 256 across."""
    ground = "#8a94a0"
    blank = (0x8A, 0x94, 0xA0)
    for name in shelf.ROOMS[room].split(", "):
        sheet = Sheet(256, 256, palettes.palette("peace", "dusk"), 5)
        bounds = shelf.bounds(name)
        size = 60 / max(bounds[2] - bounds[0], bounds[3] - bounds[1])
        actor = Actor(name=name, x=0.5, y=0.8, size=size)
        figures.draw(sheet, scene(actor), actor)
        picture = drawn(sheet.svg(), ground)
        far = sum(
            count
            for count, colour in picture.getcolors(256 * 256) or []
            if isinstance(colour, tuple) and sum(abs(a - b) for a, b in zip(colour, blank, strict=True)) > 90
        )

        assert far > 350, name


EYED = "whale fish shark dolphin bird crow swan duck dove hen pig rabbit cow mouse bear elephant crocodile lizard snake"


@pytest.mark.parametrize(
    "name", [*EYED.split(), "dinosaur", "dragon", "turtle", "frog", "car", "bus", "truck", "tractor"]
)
def test_shapes_face_left(name: str) -> None:
    """The composer turns them towards the middle; who looked the other way would walk out of the picture."""
    shape = shelf.SHAPES[name]
    left, _, right, _ = shelf.extent(shape)
    if shape.glow is not None:
        assert shape.glow[0] < (left + right) / 2
    else:
        eyes = [float(x) for x in re.findall(r"M(-?[\d.]+) -?[\d.]+A", shape.pale)]
        assert min(eyes) < left + (right - left) * 0.45


def test_a_seed_chooses_among_drawings() -> None:
    """One seed always the same, all seeds all of them: the dreamer is not one doll."""
    looks = {shelf.drawn("person", seed).body for seed in range(80)}

    assert len(looks) == 1 + len(shelf.SHAPES["person"].variants) >= 6
    assert shelf.drawn("person", 3) is shelf.drawn("person", 3)
    assert shelf.drawn("whale", 3) is shelf.SHAPES["whale"]


def test_looks_are_kept_through_a_page() -> None:
    """The panels of a comic lie a page apart in their seeds; who is in all of them is the same person."""
    for seed in range(40):
        one = shelf.drawn("person", seed)

        assert all(shelf.drawn("person", seed + shelf.PAGE * panel) is one for panel in range(6))


def test_traits_are_of_shapes() -> None:
    """A misspelt trait would be nobody's."""
    named = {
        *traits.METRES,
        *traits.HOMES,
        *traits.BUILT,
        *traits.OUTSIDE,
        *traits.HOUSEHOLD,
        *traits.SMALL,
    }

    assert named <= set(shelf.SHAPES)
    assert not traits.OUTSIDE & traits.HOUSEHOLD
