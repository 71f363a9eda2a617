"""Films that come back are checked by what they are and how large; none is decoded here."""

from __future__ import annotations

import io
import struct

import pytest
from PIL import Image

from dreamstream.backends.base import Fault
from dreamstream.kinds import films
from dreamstream.kinds.films import film


def moving(frames: int = 3, size: tuple[int, int] = (32, 24), **options: object) -> bytes:
    out = io.BytesIO()
    pictures = [Image.new("RGB", size, (60 * i, 20, 90)) for i in range(frames)]
    pictures[0].save(out, "WEBP", save_all=True, append_images=pictures[1:], duration=80, loop=0, **options)
    return out.getvalue()


def box(name: bytes, *inner: bytes) -> bytes:
    body = b"".join(inner)
    return struct.pack(">I", 8 + len(body)) + name + body


def mp4(width: int = 640, height: int = 360, scale: int = 1000) -> bytes:
    """Everything a film says of itself, and no picture."""
    tkhd = box(b"tkhd", bytes(76), struct.pack(">II", width << 16, height << 16))
    mdhd = box(b"mdhd", bytes(12), struct.pack(">II", scale, 2000), bytes(4))
    hdlr = box(b"hdlr", bytes(8), b"vide", bytes(12))
    stts = box(b"stts", bytes(4), struct.pack(">III", 1, 48, 41))
    mdia = box(b"mdia", mdhd, hdlr, box(b"minf", box(b"stbl", stts)))
    return box(b"ftyp", b"isom", bytes(4)) + box(b"moov", box(b"trak", tkhd, mdia)) + box(b"mdat", bytes(64))


def test_animated_webp() -> None:
    """It is kept with all its moments, and without what else it carried."""
    kept = film(moving(exif=b"Exif\0\0secret", xmp=b"secret", icc_profile=b"secret"), "waves")

    assert b"secret" not in kept.body
    assert (kept.width, kept.height, kept.alt) == (32, 24, "waves")
    with Image.open(io.BytesIO(kept.body)) as opened:
        assert opened.n_frames == 3
        opened.seek(2)
        assert not {"exif", "xmp", "icc_profile"} & opened.info.keys()
    assert film(kept.body, "").body == kept.body
    assert film(moving() + b"a second file", "").body == film(moving(), "").body


def test_mp4() -> None:
    """It is kept as it came, with the size it says."""
    kept = film(mp4(), "waves")

    assert kept.body == mp4()
    assert (kept.width, kept.height) == (640, 360)


def test_a_still_is_the_shortest_film() -> None:
    """It goes through the door of pictures."""
    out = io.BytesIO()
    Image.new("RGB", (20, 10)).save(out, "PNG")

    assert Image.open(io.BytesIO(film(out.getvalue(), "").body)).format == "WEBP"


@pytest.mark.parametrize(
    "body",
    [
        b"", b"no film", moving()[:-9], moving()[:40], mp4()[:200], mp4(scale=0), mp4(0, 0), mp4(8000, 100),
        box(b"ftyp", b"isom") + box(b"moov", box(b"trak", box(b"mdia"))), b"\x1a\x45\xdf\xa3" + b"webm" * 4,
        moving(size=(4100, 1)), b"\0\0\0\x18ftypheic",
    ],
    ids=lambda body: f"{len(body)} bytes",
)  # fmt: skip
def test_what_is_none(body: bytes) -> None:
    """Cut, empty, too large or something else: a fault no other try mends."""
    with pytest.raises(Fault) as caught:
        film(body, "")

    assert not caught.value.transient


def test_size(monkeypatch: pytest.MonkeyPatch) -> None:
    """A film of too many bytes is not looked at."""
    monkeypatch.setattr(films, "MOST_BYTES", 100)
    with pytest.raises(Fault, match="more than 0 MiB"):
        film(mp4(), "")
