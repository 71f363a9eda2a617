"""A picture with numbered remarks, by its pixels."""

from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageStat

from dreamstream.pictures import callouts
from dreamstream.pictures.callouts import Callout

SENTENCE = "The whale may stand for something vast that means you no harm, or perhaps for a feeling."


def plain(size: tuple[int, int] = (256, 256), colour: tuple[int, int, int] = (120, 140, 160)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, "PNG")
    return out.getvalue()


def page(given: list[Callout], **more: tuple[int, int]) -> Image.Image:
    image = Image.open(io.BytesIO(callouts.annotate(plain(**more), given)))
    assert image.format == "WEBP"
    return image.convert("RGB")


def some(count: int, text: str = SENTENCE) -> list[Callout]:
    return [
        Callout(n=i, label=f"the thing {i}", text=text, x=0.1 + 0.12 * i, y=0.3 + 0.05 * i, r=0.06)
        for i in range(1, count + 1)
    ]


@pytest.mark.parametrize("count", [1, 4, 7])
def test_a_page(count: int) -> None:
    """The picture keeps its width of 1024 and gets a legend below; nothing runs off its sides."""
    image = page(some(count))
    legend = image.crop((0, 1030, 1024, image.height))

    assert image.width == 1024
    assert 1024 + 120 < image.height < 2048
    assert len(legend.getcolors(1 << 20) or ()) > 50
    for side in (
        (0, 0, 30, legend.height),
        (994, 0, 1024, legend.height),
        (0, legend.height - 12, 1024, legend.height),
    ):
        assert max(ImageStat.Stat(legend.crop(side)).stddev) < 3


def test_light_falls_on_what_is_spoken_of() -> None:
    """Inside a ring the picture stays as it was; away from the rings it is evening."""
    image = page([Callout(n=1, label="the moon", text=SENTENCE, x=0.5, y=0.5, r=0.15)])

    assert abs(image.getpixel((512, 512))[0] - 120) < 8
    assert image.getpixel((40, 40))[0] < 95


def test_numbers_stand_on_their_discs() -> None:
    """Each disc is light and has something dark written on it; a thing without a place has one as well."""
    given_ = [
        Callout(n=1, label="the moon", text=SENTENCE, x=0.5, y=0.3, r=0.1),
        Callout(n=2, label="joy", text=SENTENCE),
    ]
    image = page(given_)
    disc = image.crop((512 - 20, 1024 - 58, 512 + 20, 1024 - 18)).convert("L")

    assert disc.getextrema()[1] > 230
    assert disc.getextrema()[0] < 90


def test_each_sentence_is_there() -> None:
    """Another sentence makes another legend, and leaves the picture above it alone."""
    one, two = page(some(4)), page(some(4, SENTENCE.replace("whale", "train")))
    height = min(one.height, two.height)

    assert (
        ImageChops.difference(one.crop((0, 0, 1024, 1000)), two.crop((0, 0, 1024, 1000))).convert("L").getextrema()[1]
        < 24
    )
    assert ImageChops.difference(one.crop((0, 1030, 1024, height)), two.crop((0, 1030, 1024, height))).getbbox()


@settings(max_examples=6)
@given(text=st.text(min_size=1, max_size=300))
def test_any_words(text: str) -> None:
    """Whatever is said, in any script, comes out as a page with clean margins."""
    if any("\ud800" <= sign <= "\udfff" for sign in text):
        text = "…"
    image = page([Callout(n=1, label=text[:40], text=text, x=0.2, y=0.2, r=0.1), *some(2)])
    legend = image.crop((0, 1030, 1024, image.height))

    assert max(ImageStat.Stat(legend.crop((0, 0, 30, legend.height))).stddev) < 3
    assert max(ImageStat.Stat(legend.crop((996, 0, 1024, legend.height))).stddev) < 3


def test_other_shapes_of_picture() -> None:
    """A wide picture stays wide; one without remarks only gets darker."""
    assert page(some(2), size=(400, 200)).height < 512 + 400
    assert page([]).size == (1024, 1024)


def test_no_picture() -> None:
    """What is no picture is an OSError."""
    with pytest.raises(OSError):
        callouts.annotate(b"this is no picture", some(1))
