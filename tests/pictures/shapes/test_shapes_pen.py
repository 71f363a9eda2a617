from __future__ import annotations

import io

import resvg_py
from PIL import Image

from dreamstream.pictures.shapes import pen, pose


def dark(path: str) -> tuple[int, tuple[int, int, int, int] | None]:
    """How many of 100 x 100 dots are filled, and their box; the origin is the middle of the lower edge."""
    body = f'<path d="{path}" transform="translate(50 100)"/>'
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" width="100" height="100">{body}</svg>'
    png = resvg_py.svg_to_bytes(svg_string=svg, skip_system_fonts=True, background="#ffffff")
    picture = Image.open(io.BytesIO(bytes(png))).convert("L").point(lambda v: 255 if v < 128 else 0)
    return sum(1 for v in picture.tobytes() if v), picture.getbbox()


def test_parts_that_overlap_stay_whole() -> None:
    """Every outline runs the same way round, drawn either way: two turns against each other would cut a hole."""
    square = pen.poly("-20,10 20,10 20,50 -20,50")
    turned = pen.poly("-20,50 20,50 20,10 -20,10")
    curve = pen.blob("-10,20 10,20 10,40 -10,40")

    assert dark(square + turned + curve)[0] == dark(square)[0]
    assert dark(square + pen.hole(0, 30, 8))[0] < dark(square)[0]


def test_half_an_outline_is_enough() -> None:
    """The other half is its mirror image."""
    _, box = dark(pen.even("0,80 20,60 30,10* 0,0"))

    assert box is not None
    assert abs((box[0] + box[2]) / 2 - 50) <= 1
    assert box[1] == 20 and box[3] == 100


def test_a_path_is_moved_whole() -> None:
    """Lines, curves, arcs and cuts go together: half as large is a quarter of the dots."""
    path = pen.box(-20, 0, 40, 60) + pen.disc(0, 60, 20) + pen.cut(-5, 10, 10, 10) + pen.blob("20,0 30,20 20,40")
    much, _ = dark(path)
    little, box = dark(pen.moved(path, 10, 20, 0.5))

    assert abs(little - much / 4) < 30
    assert box is not None and box[3] == 80


def test_a_leg_ends_in_a_foot_on_the_ground() -> None:
    """Hip to toe, nothing below 0, and the foot reaches to the toe."""
    many, box = dark(pose.leg("0,48 -2,26 0,4 -8,1.3"))

    assert many > 250
    assert box is not None
    assert box[3] in (99, 100) and box[1] <= 50
    assert box[0] <= 42
