"""Image: one picture, kept as WebP with how it was composed; and `picture`, the door every picture goes through."""

from __future__ import annotations

import io
import struct
import threading
import warnings
import zlib

import pytest
from PIL import Image, ImageSequence

from dreamstream.backends.base import Draw, Drawn, Fault, Hands
from dreamstream.backends.local.backend import Local
from dreamstream.backends.mock import Mock
from dreamstream.kinds import comic, image, refine
from dreamstream.kinds.base import Material, Picture, Version, picture
from dreamstream.pictures import door
from dreamstream.pictures.door import Own

DREAM = Material(text="I flew over the sea.", at="2026-11-20T06:42")
EXIF = Image.Exif()
EXIF[0x010E] = "a secret description"
EXIF[0x0112] = 6  # lies on its side


def coded(form: str, size: tuple[int, int] = (40, 30), mode: str = "RGB", **options: object) -> bytes:
    out = io.BytesIO()
    Image.new(mode, size, 7).save(out, form, **options)
    return out.getvalue()


def opened(kept: Picture) -> Image.Image:
    found = Image.open(io.BytesIO(kept.body))
    found.load()
    return found


# ── the recipe ──


@pytest.mark.parametrize("backend", [Mock(), Local()], ids=["mock", "local"])
def test_a_picture(backend: Mock | Local) -> None:
    """One WebP, its size and what is to be seen on it; the model's name; the scene if one was composed."""
    out = image.make(DREAM, Hands.of(backend))
    (kept,) = out.pictures

    assert opened(kept).format == "WEBP"
    assert opened(kept).size == (kept.width, kept.height)
    assert out.data["alt"] == kept.alt != ""
    assert (out.data["scene"] is not None) == (backend.name == "local")
    assert out.model.startswith(backend.name)


def test_what_is_asked() -> None:
    """The painter hears the dream between fences, the facts, which variation, and the attempt."""
    painter = Mock()
    material = Material(text="I {flew}", at="2026", told={"emotions": ["joy"]}, params={"variation": 4}, attempt=2)
    image.make(material, Hands.of(painter))
    (draw,) = painter.asked

    assert isinstance(draw, Draw)
    assert "<dream>\nI {flew}\n</dream>" in draw.prompt
    assert (draw.task, draw.source, draw.attempt) == ("image", "I {flew}", 2)
    assert draw.facts == {"emotions": ["joy"], "at": "2026", "variation": 4}


def test_the_dreamers_feeling_colours_the_picture() -> None:
    """What the dreamer said it felt like counts before what the reader finds."""
    backend = Local()
    scenes = []
    for emotions in ([], ["anger"]):
        material = Material(text="I laughed and laughed, so happy.", told={"emotions": emotions})
        scenes.append(image.make(material, Hands.of(backend)).data["scene"])

    assert scenes[1]["mood"] == "anger" != scenes[0]["mood"]


def test_our_own_painter_needs_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the offline backend draws, changes and letters goes straight in: a second is all a picture has."""
    monkeypatch.setattr(door, "_developed", lambda *_: pytest.fail("a child was asked"))
    hands = Hands.of(Local())
    (first,) = image.make(DREAM, hands).pictures
    version = Version(media="", body=bytes(first.body), alt="", scene=image.make(DREAM, hands).data["scene"])
    changed = refine.make(Material(text=DREAM.text, version=version, params={"instruction": "at sunset"}), hands)

    assert {type(made.body) for made in (first, *changed.pictures, *comic.make(DREAM, hands).pictures)} == {door.Own}


def test_no_picture_is_a_fault() -> None:
    """Bytes that are none fail the job for good and are not quoted."""
    with pytest.raises(Fault, match="not a picture") as caught:
        image.make(DREAM, Hands.of(Mock(script="bad")))

    assert not caught.value.transient
    assert "this is" not in str(caught.value)


# ── the door ──


@pytest.mark.parametrize("form", ["PNG", "JPEG", "GIF"])
def test_other_formats_become_webp(form: str) -> None:
    """Whatever a backend sends is kept as WebP of the same size."""
    kept = picture(coded(form), "a field")

    assert opened(kept).format == "WEBP"
    assert opened(kept).size == (kept.width, kept.height) == (40, 30)
    assert kept.alt == "a field"


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
def test_every_kind_of_png(mode: str) -> None:
    """Grey, with a palette, with holes or with sixteen bits."""
    assert opened(picture(coded("PNG", mode=mode), "")).mode == "RGB"


def test_webp_stays_as_it_is() -> None:
    """Our own painter's bytes are not coded twice."""
    body = Own(coded("WEBP"))

    assert picture(body, "").body is body


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
@pytest.mark.parametrize("what", ["exif", "xmp", "icc_profile"])
def test_metadata_goes(form: str, what: str) -> None:
    """Nothing but pixels is kept: no description, place or prompt travels in a picture."""
    secret = {"exif": EXIF.tobytes(), "xmp": b"<x:xmpmeta>a secret</x:xmpmeta>", "icc_profile": b"a secret" * 20}[what]
    body = coded(form, **{what: secret})
    kept = picture(body, "")

    assert b"secret" not in kept.body
    assert not {"exif", "xmp", "icc_profile"} & opened(kept).info.keys()
    assert not opened(kept).getexif()


def test_png_words_go() -> None:
    """Programs write the whole prompt into a PNG; it is not kept."""
    from PIL.PngImagePlugin import PngInfo

    words = PngInfo()
    words.add_text("parameters", "a secret prompt")

    assert b"secret" not in picture(coded("PNG", pnginfo=words), "").body


def test_a_picture_on_its_side_stands_up() -> None:
    """What the metadata says about up and down is done before it goes."""
    kept = picture(coded("JPEG", size=(40, 30), exif=EXIF.tobytes()), "")

    assert (kept.width, kept.height) == (30, 40)


def test_one_moment_of_a_moving_picture() -> None:
    """A film sent for a picture is kept as its first moment."""
    frames = [Image.new("RGB", (20, 20), (i * 80, 0, 0)) for i in range(3)]
    for form in ("WEBP", "GIF"):
        out = io.BytesIO()
        frames[0].save(out, form, save_all=True, append_images=frames[1:], duration=100)
        kept = opened(picture(out.getvalue(), ""))
        assert sum(1 for _ in ImageSequence.Iterator(kept)) == 1


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
def test_large_ones_shrink(form: str) -> None:
    """The longer side is at most what we keep, and the shape stays."""
    kept = picture(coded(form, size=(300, 100)), "", most=120)

    assert (kept.width, kept.height) == (120, 40)
    assert opened(kept).size == (120, 40)


def bomb(width: int, height: int) -> bytes:
    """A small file that says it is huge."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 9)) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize(
    "body",
    [
        b"", b"x", b"this is no picture", b"RIFF\x10\0\0\0WEBPVP8 ", b"GIF89a", b"\x89PNG\r\n\x1a\n",
        b"\xff\xd8\xff\xe0",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", b"%PDF-1.4", b"\0" * 4096,
        coded("BMP"), coded("TIFF"), coded("ICO"), coded("PPM"), coded("PNG")[:60], coded("WEBP")[:40],
        bomb(9000, 9000), bomb(10_000, 10_000), bomb(60_000, 60_000), bomb(0, 10),
    ],
    ids=lambda body: ascii(body[:16]),
)  # fmt: skip
def test_what_is_no_picture(body: bytes) -> None:
    """Bombs, halves, other formats, scripts and nothing at all: one Fault, another try is not worth it."""
    with pytest.raises(Fault, match="not a picture that can be read") as caught:
        picture(body, "")

    assert not caught.value.transient


def test_many_at_once_leave_nothing_behind() -> None:
    """Pictures are made in threads; what is said to Pillow for one is said to nobody else."""
    before = len(warnings.filters)
    threads = [threading.Thread(target=picture, args=(coded("PNG"), "")) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(warnings.filters) == before


def test_alt_is_the_backends() -> None:
    """What is to be seen comes from who drew it."""

    class Painter(Mock):
        def draw(self, draw: Draw) -> Drawn:
            return Drawn(body=coded("PNG"), model="p-1", alt="A lake.", scene={"mood": "joy"})

    out = image.make(DREAM, Hands.of(Painter()))

    assert out.data == {"alt": "A lake.", "scene": {"mood": "joy"}}
