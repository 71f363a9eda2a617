from __future__ import annotations

import io
import shutil
import struct
from pathlib import Path

import pytest
from PIL import Image

from dreamstream.pictures import reel


def frames(count: int = 6) -> list[Image.Image]:
    return [Image.new("RGB", (48, 32), (i * 20, 90, 240 - i * 20)) for i in range(count)]


def box(name: bytes, *inside: bytes) -> bytes:
    body = b"".join(inside)
    return struct.pack(">I4s", 8 + len(body), name) + body


def an_mp4(*, wide: int = 640, high: int = 360, count: int = 36, scale: int = 12000, long: int = 36000) -> bytes:
    tkhd = bytes(76) + struct.pack(">II", wide << 16, high << 16)
    stbl = box(b"stbl", box(b"stts", struct.pack(">IIII", 0, 1, count, 1000)))
    mdhd = bytes(12) + struct.pack(">III", scale, long, 0)
    video = box(b"mdia", box(b"mdhd", mdhd), box(b"hdlr", bytes(8) + b"vide" + bytes(12)), box(b"minf", stbl))
    sound = box(b"mdia", box(b"mdhd", mdhd), box(b"hdlr", bytes(8) + b"soun" + bytes(12)), box(b"minf", stbl))
    moov = box(b"moov", box(b"trak", box(b"tkhd", bytes(84)), sound), box(b"trak", box(b"tkhd", tkhd), video))
    return box(b"ftyp", b"isom" + bytes(8)) + moov + box(b"mdat", b"x" * 32)


def test_a_webp_loops_for_ever() -> None:
    """All frames are there, their times add up to the film's, and it begins again."""
    body = reel.webp(iter(frames(12)), 12, 12)
    opened = Image.open(io.BytesIO(body))

    assert reel.read(body) == reel.Reel(mime="image/webp", width=48, height=32, frames=12, seconds=1.0)
    assert opened.n_frames == 12  # type: ignore[attr-defined]
    assert opened.info["loop"] == 0


def test_an_mp4_says_what_it_is() -> None:
    """Of several tracks the one with pictures counts."""
    assert reel.read(an_mp4()) == reel.Reel(mime="video/mp4", width=640, height=360, frames=36, seconds=3.0)


@pytest.mark.parametrize("end", range(0, 460, 7))
def test_a_film_cut_off_says_nothing_or_the_truth(end: int) -> None:
    """No length of damage raises."""
    for whole in (reel.webp(iter(frames(3)), 3, 12), an_mp4()):
        read = reel.read(whole[: min(end, len(whole) - 1)])

        assert read is None or read == reel.read(whole)


@pytest.mark.parametrize(
    "body", [b"", b"GIF89a", b"RIFF\0\0\0\0WEBP", b"\0\0\0\x08ftyp", box(b"ftyp", b"M4A ") + b"\0", b"\0\0\0\1ftypisom"]
)
def test_what_is_no_film(body: bytes) -> None:
    """Sound, stills and scraps are none."""
    assert reel.read(body) is None


def test_a_still_is_no_film() -> None:
    """A WebP without frames says nothing of frames."""
    out = io.BytesIO()
    frames()[0].save(out, "WEBP")

    assert reel.read(out.getvalue()) is None


@pytest.mark.skipif(shutil.which("ffmpeg") is None, reason="no ffmpeg on this machine")
def test_ffmpeg_makes_an_mp4(tmp_path: Path) -> None:
    """H.264 that begins with its index, so that it plays while it loads."""
    body = reel.mp4(lambda: iter(frames(12)), 12, tool=str(reel.ffmpeg()), folder=str(tmp_path))
    read = reel.read(body)

    assert read and (read.mime, read.width, read.height, read.frames) == ("video/mp4", 48, 32, 12)
    assert body.index(b"moov") < body.index(b"mdat")
    assert b"avc1" in body


def test_an_ffmpeg_that_fails_is_said_to(tmp_path: Path) -> None:
    """Both ways of asking are tried, then it is an error and no film."""
    tool = tmp_path / "ffmpeg"
    tool.write_text('#!/bin/sh\necho "$@" >> "$(dirname "$0")/asked"\nexit 1\n')
    tool.chmod(0o700)

    with pytest.raises(OSError, match="no film"):
        reel.mp4(lambda: iter(frames(2)), 12, tool=str(tool), folder=str(tmp_path))

    asked = (tmp_path / "asked").read_text().splitlines()
    assert len(asked) == 2
    assert "libx264" in asked[0] and "+faststart" in asked[0] and "yuv420p" in asked[0]


def test_a_child_sees_little_of_the_environment() -> None:
    """A key in the environment is nobody's business."""
    seen = reel.allowed({"PATH": "/bin", "OPENAI_API_KEY": "secret", "PYTHONPATH": "x"}, "PYTHONPATH")

    assert seen == {"PATH": "/bin", "PYTHONPATH": "x"}
