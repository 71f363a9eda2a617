"""A copy in another format shows the same picture, and moves on where that format can."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from dreamstream.pictures.copies import FORMS, copy


def coded(*colours: tuple[int, int, int]) -> bytes:
    out = io.BytesIO()
    frames = [Image.new("RGB", (30, 20), colour) for colour in colours]
    more = {"save_all": True, "append_images": frames[1:], "duration": 100} if len(frames) > 1 else {}
    frames[0].save(out, "WEBP", quality=95, **more)
    return out.getvalue()


@pytest.mark.parametrize("ending", FORMS)
def test_the_same_picture(ending: str) -> None:
    """In the format its name asks for, same size and colour; its own format is the same bytes."""
    body = coded((200, 30, 40))
    found = Image.open(io.BytesIO(copy(body, ending)))

    assert (found.format, found.size) == (FORMS[ending], (30, 20))
    assert all(abs(a - b) < 9 for a, b in zip(found.convert("RGB").getpixel((9, 9)), (200, 30, 40), strict=True))
    assert (copy(body, ending) == body) == (ending == "webp")


@pytest.mark.parametrize(("ending", "frames"), [("gif", 3), ("webp", 3), ("png", 1), ("jpg", 1)])
def test_a_moving_one(ending: str, frames: int) -> None:
    """A film stays one as GIF; PNG and JPEG get its first moment."""
    found = Image.open(io.BytesIO(copy(coded((250, 0, 0), (0, 250, 0), (0, 0, 250)), ending)))

    assert getattr(found, "n_frames", 1) == frames
    red, green, blue = found.convert("RGB").getpixel((9, 9))
    assert red > 200 > 60 > max(green, blue)
