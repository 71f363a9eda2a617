"""The darkroom: every kind of picture comes out upright, in plain colours and without holes."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms

from dreamstream.pictures import darkroom
from dreamstream.pictures.darkroom import PAPER, Refused, develop

RED, BLUE = (200, 40, 30), (30, 60, 190)


@pytest.fixture(autouse=True)
def _as_it_was() -> Iterator[None]:
    before = Image.MAX_IMAGE_PIXELS
    yield
    Image.MAX_IMAGE_PIXELS = before


def halves(mode: str = "RGB") -> Image.Image:
    """Red above blue, 60 by 40."""
    picture = Image.new("RGB", (60, 40), RED)
    picture.paste(BLUE, (0, 20, 60, 40))
    return picture.convert(mode)


def coded(picture: Image.Image, form: str, **options: object) -> bytes:
    out = io.BytesIO()
    picture.save(out, form, **options)
    return out.getvalue()


def near(found: object, wanted: tuple[int, ...], by: int = 12) -> bool:
    return isinstance(found, tuple) and all(abs(a - b) <= by for a, b in zip(found, wanted, strict=True))


@pytest.mark.parametrize(
    ("mode", "form"),
    [
        ("RGB", "PNG"), ("RGBA", "PNG"), ("P", "PNG"), ("RGB", "JPEG"), ("CMYK", "JPEG"),
        ("RGB", "WEBP"), ("RGBA", "WEBP"), ("P", "GIF"),
    ],
)  # fmt: skip
def test_every_kind_keeps_its_colours(mode: str, form: str) -> None:
    """With a palette, with holes, in printers' inks: red stays above and blue below."""
    picture = halves().quantize(16) if mode == "P" else halves(mode)
    found = develop(coded(picture, form, **({"quality": 95} if form == "JPEG" else {})), 2048)

    assert (found.mode, found.size) == ("RGB", (60, 40))
    assert near(found.getpixel((30, 5)), RED, 24)
    assert near(found.getpixel((30, 35)), BLUE, 24)


@pytest.mark.parametrize("mode", ["L", "1", "LA"])
def test_grey(mode: str) -> None:
    """A grey one stays grey: dark on the left, light on the right."""
    picture = Image.linear_gradient("L").rotate(90).convert(mode)
    found = develop(coded(picture, "PNG"), 2048)
    left, right = found.getpixel((4, 128)), found.getpixel((251, 128))

    assert left == (0, 0, 0) or near(left, (4, 4, 4))
    assert near(right, (251, 251, 251))


def test_sixteen_bits() -> None:
    """The upper eight count: a grey of half stays one."""
    picture = Image.new("I;16", (20, 10), 0x8000)

    assert near(develop(coded(picture, "PNG"), 2048).getpixel((5, 5)), (128, 128, 128), 2)


@pytest.mark.parametrize("form", ["PNG", "WEBP", "GIF"])
def test_what_shines_through_is_paper(form: str) -> None:
    """Holes show paper, on which black and white lines are both seen."""
    picture = Image.new("RGBA", (40, 40), (0, 0, 0, 0))
    picture.paste((255, 255, 255, 255), (10, 10, 30, 30))
    found = develop(coded(picture, form), 2048)

    assert near(found.getpixel((2, 2)), PAPER, 3)
    assert near(found.getpixel((20, 20)), (255, 255, 255), 3)


def test_a_colour_that_is_a_hole() -> None:
    """A PNG may say of one colour that it is none."""
    found = develop(coded(halves(), "PNG", transparency=RED), 2048)

    assert near(found.getpixel((30, 5)), PAPER, 3)
    assert near(found.getpixel((30, 35)), BLUE, 3)


@pytest.mark.parametrize(("turn", "top"), [(1, RED), (3, BLUE), (4, BLUE)])
def test_it_stands_upright(turn: int, top: tuple[int, int, int]) -> None:
    """What the metadata says about up and down is done, in every format that says it."""
    exif = Image.Exif()
    exif[0x0112] = turn
    for form in ("JPEG", "PNG", "WEBP"):
        found = develop(coded(halves(), form, exif=exif), 2048)
        assert near(found.getpixel((30, 5)), top, 24), form

    exif[0x0112] = 6
    assert develop(coded(halves(), "JPEG", exif=exif), 2048).size == (40, 60)


def test_wide_colours_are_brought_in() -> None:
    """A profile is obeyed before it goes, and one that is none is not a reason to refuse a picture."""
    swapped = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    linear = _with_gamma_one(srgb)
    same = (100, 100, 100)
    for profile, wanted in ((srgb, same), (linear, (168, 168, 168)), (swapped, same), (b"x", same)):
        found = develop(coded(Image.new("RGB", (8, 8), (100, 100, 100)), "PNG", icc_profile=profile), 64)
        assert near(found.getpixel((4, 4)), wanted, 4), profile[:20]


def _with_gamma_one(profile: bytes) -> bytes:
    """The same profile, whose values are light itself: 100 of 255 is a lighter grey than in sRGB."""
    body = bytearray(profile)
    for i in range(struct.unpack(">I", body[128:132])[0]):
        name, at, size = struct.unpack(">4sII", body[132 + 12 * i : 144 + 12 * i])
        if name in (b"rTRC", b"gTRC", b"bTRC"):
            body[at : at + size] = (b"curv" + bytes(8)).ljust(size, b"\0")
    return bytes(body)


@settings(max_examples=120)
@given(data=st.data(), form=st.sampled_from(["PNG", "JPEG", "WEBP", "GIF"]))
def test_damaged_pictures(data: st.DataObject, form: str) -> None:
    """Bytes flipped anywhere: a picture, or a word that says why not, and nothing else."""
    exif = Image.Exif()
    exif[0x0112] = 6
    body = bytearray(coded(halves().resize((16, 16)), form, **({"exif": exif.tobytes()} if form != "GIF" else {})))
    for _ in range(data.draw(st.integers(1, 4))):
        body[data.draw(st.integers(0, len(body) - 1))] = data.draw(st.integers(0, 255))
    try:
        found = develop(bytes(body[: data.draw(st.integers(1, len(body)))]), 64)
    except Refused as why:
        assert str(why) in ("pixels", "damaged", "much")
        return
    assert found.mode == "RGB"
    assert max(found.size) <= 64


def test_the_one_warning_is_an_error() -> None:
    """Pillow warns of a picture up to twice as large as the limit, and refuses larger ones; here both are refused."""

    def says(width: int, height: int) -> bytes:
        parts = (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)), (b"IDAT", zlib.compress(b"\0" * 9))
        chunks = (struct.pack(">I", len(b)) + n + b + struct.pack(">I", zlib.crc32(n + b)) for n, b in parts)
        return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)

    for side in (8_001, 11_000, 60_000):
        with pytest.raises(Refused, match="pixels"):
            develop(says(side, side), 64)
    assert darkroom.MOST_PIXELS == Image.MAX_IMAGE_PIXELS == 64_000_000
