"""The door: strangers' pictures come in as pixels or not at all, whatever they do to who reads them."""

from __future__ import annotations

import io
import os
import signal
import struct
import subprocess
import sys
import threading
import time
import zlib
from collections.abc import Callable

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from dreamstream.pictures import darkroom, door
from dreamstream.pictures.door import Own, Unfit

SEA = (20, 90, 140)
posix = pytest.mark.skipif(os.name == "nt", reason="limits of a process are POSIX's")


def coded(form: str, size: tuple[int, int] = (40, 30), mode: str = "RGB", **options: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, SEA).convert(mode).save(out, form, **options)
    return out.getvalue()


def opened(kept: door.Entered) -> Image.Image:
    picture = Image.open(io.BytesIO(kept.body))
    picture.load()
    return picture


def chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def plain(side: int, *more: bytes) -> bytes:
    """A white PNG of one bit a pixel: 15,000 by 15,000 are 27 KB."""
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0))
    pixels = chunk(b"IDAT", zlib.compress((b"\0" + b"\xff" * -(-side // 8)) * side))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(more) + pixels + chunk(b"IEND", b"")


def film(frames: int) -> bytes:
    """A GIF of one black pixel, again and again."""
    frame = b"\x2c" + struct.pack("<HHHHB", 0, 0, 1, 1, 0) + b"\x02\x02\x44\x01\x00"
    return b"GIF89a" + struct.pack("<HHBBB", 1, 1, 0x80, 0, 0) + b"\0\0\0\xff\xff\xff" + frame * frames + b";"


# ── what comes in ──


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP", "GIF"])
def test_pixels_alone(form: str) -> None:
    """A picture comes in as WebP of our own, the same size and colour; its longer side shrinks to what is asked."""
    kept = door.enter(coded(form, (90, 60)), most=30)

    assert isinstance(kept.body, Own)
    assert (kept.width, kept.height) == opened(kept).size == (30, 20)
    assert all(abs(a - b) < 8 for a, b in zip(opened(kept).getpixel((15, 10)), SEA, strict=True))


def test_where_it_was_taken_stays_outside() -> None:
    """Place, camera, software, prompt, profile, comment and what stands behind the picture do not come in."""
    exif = Image.Exif()
    exif[0x010F] = "secret camera"
    exif.get_ifd(0x8825).update({1: "N", 2: (48.0, 51.0, 29.9), 3: "E", 4: (2.0, 17.0, 40.2), 29: "2026:11:20"})
    xmp = b"<x:xmpmeta><exif:GPSLatitude>48,51.5N secret</exif:GPSLatitude></x:xmpmeta>"
    body = (
        coded("JPEG", exif=exif, xmp=xmp, icc_profile=b"secret profile", comment=b"secret comment") + b"PK secret zip"
    )
    words = PngInfo()
    words.add_text("parameters", "secret prompt")
    words.add_itxt("workflow", "secret flow", zip=True)
    assert Image.open(io.BytesIO(body)).getexif().get_ifd(0x8825)[4] == (2.0, 17.0, 40.2)

    for given in (body, coded("PNG", pnginfo=words, exif=exif), coded("WEBP", exif=exif, xmp=xmp) + b"secret"):
        kept = door.enter(given)
        assert b"secret" not in kept.body
        assert not {"exif", "xmp", "icc_profile", "comment"} & opened(kept).info.keys()
        assert not opened(kept).getexif()


def test_our_own_come_in_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    """What this program coded needs no process of its own; the same bytes from elsewhere do."""
    body = coded("WEBP")
    begun: list[int] = []
    real = door._developed
    monkeypatch.setattr(door, "_developed", lambda body, most: begun.append(len(body)) or real(body, most))

    assert door.enter(Own(body)).body is not body
    assert door.enter(Own(body)).body == body
    assert door.enter(Own(coded("PNG", (300, 100))), most=120).width == 120
    assert begun == []
    door.enter(body)
    assert begun == [len(body)]


def test_own_does_not_outlive_a_change() -> None:
    """Bytes cut, glued or copied from our own are a stranger's again."""
    body = Own(b"x" * 40)

    assert {type(other) for other in (body[:20], body + b"", b"".join([body, b""]), bytes(body))} == {bytes}


# ── what does not ──

BOXED = b"\0\0\0\x18ftyp%b\0\0\0\0mif1heic"
REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing": (lambda: b"", "it is empty"),
    "words": (lambda: b"this is no picture", "it is no picture"),
    "zeros": (lambda: b"\0" * 4096, "it is no picture"),
    "SVG": (lambda: b"<?xml version='1.0'?><svg onload='alert(1)'/>", "it is an SVG"),
    "PDF": (lambda: b"%PDF-1.7\n", "it is a PDF"),
    "HEIC": (lambda: BOXED % b"heic", "it is a HEIC photo"),
    "AVIF": (lambda: BOXED % b"avif", "it is an AVIF"),
    "MP4": (lambda: BOXED % b"isom", "it is a film or sound"),
    "TIFF": (lambda: coded("TIFF"), "it is a TIFF or raw picture"),
    "BMP": (lambda: coded("BMP"), "it is a BMP"),
    "ICO": (lambda: coded("ICO"), "it is an icon"),
    "30 MB": (lambda: coded("PNG") + b"\0" * 30_000_000, "it is larger than 25 MiB"),
    "15,000²": (lambda: plain(15_000), "it has more than 64 megapixels"),
    "12,000²": (lambda: plain(12_000), "it has more than 64 megapixels"),
    "9,000²": (lambda: plain(9_000), "it has more than 64 megapixels"),
    "a cut PNG": (lambda: coded("PNG", (200, 200))[:300], "it is damaged or cut off"),
    "a cut JPEG": (lambda: coded("JPEG", (200, 200))[:700], "it is damaged or cut off"),
    "a cut WebP": (lambda: coded("WEBP")[:40], "it is damaged or cut off"),
    "a head": (lambda: b"GIF89a", "it is damaged or cut off"),
    "60 MB of words": (
        lambda: plain(9, chunk(b"zTXt", b"key\0\0" + zlib.compress(b"\0" * 60_000_000))),
        "it is damaged or cut off",
    ),
}


@pytest.mark.parametrize(("make", "why"), REFUSED.values(), ids=REFUSED)
def test_what_stays_outside(make: Callable[[], bytes], why: str) -> None:
    """Bombs, halves, other formats and nothing at all: the sentence says which."""
    with pytest.raises(Unfit) as caught:
        door.enter(make())

    assert caught.value.why == why


def test_small_files_that_are_large() -> None:
    """Bombs are small: what is refused by its pixels would pass by its bytes, and what just fits comes in."""
    assert len(plain(15_000)) < 60_000
    kept = door.enter(plain(8_000), most=64)

    assert (kept.width, kept.height) == (64, 64)
    assert opened(kept).getpixel((32, 32)) == (255, 255, 255)


def test_a_film_of_100_000_moments() -> None:
    """One is looked at."""
    begun = time.monotonic()
    kept = door.enter(film(100_000))

    assert (kept.width, kept.height) == (1, 1)
    assert time.monotonic() - begun < 10


# ── a child that misbehaves ──

CHILDREN = {
    "hangs": "import time; time.sleep(60)",
    "reads and hangs": "import sys, time; sys.stdin.buffer.read(); time.sleep(60)",
    "dies": "import os, signal; os.kill(os.getpid(), signal.SIGKILL)",
    "is cut off": """print('{"size": [40, 30]}'); print("x" * 3599, end="")""",
    "babbles": "print('[1, 2'); print('x')",
    "says too much": """print('{"size": [40, 30]}'); print("x" * 3601, end="")""",
    "says it is huge": """print('{"size": [99999, 1]}'); print("x" * 299997, end="")""",
    "never stops": "import sys\nwhile True: sys.stdout.write('x' * 65536)",
    "starts others": "import subprocess, sys; subprocess.run([sys.executable, '-c', 'import time; time.sleep(60)'])",
}


@posix
@pytest.mark.parametrize("code", CHILDREN.values(), ids=CHILDREN)
def test_a_child_that_misbehaves(code: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A sentence within the time it has, nobody left behind, and bytes larger than a pipe do not matter."""
    monkeypatch.setattr(door, "_command", lambda length, most: [sys.executable, "-S", "-c", code])
    monkeypatch.setattr(door, "SECONDS", 0.4)
    threads = threading.active_count()
    begun = time.monotonic()
    with pytest.raises(Unfit, match="it takes too long or too much memory"):
        door.enter(coded("PNG") + b"\0" * 300_000, most=64)

    assert time.monotonic() - begun < 5
    assert threading.active_count() == threads
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def test_a_child_that_cannot_be_started(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is no Python to start, that is what is said."""
    monkeypatch.setattr(sys, "executable", "/nowhere/python")

    with pytest.raises(Unfit, match="cannot be started"):
        door.enter(coded("PNG"))


def test_what_a_child_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """It starts isolated, without a site folder, and learns nothing of who runs it."""
    monkeypatch.setenv("OPENAI_API_KEY", "secret")
    monkeypatch.setenv("LD_LIBRARY_PATH", "/opt/lib")

    assert door._command(7, 64)[1:5] == ["-I", "-S", "-B", darkroom.__file__]
    assert set(door._environment()) <= {"LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT"}


def darkroom_with(seconds: str, length: int) -> subprocess.Popen[bytes]:
    line = door._command(length, 64)
    return subprocess.Popen([*line[:-1], seconds], stdin=subprocess.PIPE, stdout=subprocess.PIPE)


@posix
def test_nobody_is_left_to_wait() -> None:
    """A child whose parent is gone ends: at once when its bytes stop, by its own clock when nothing comes."""
    body = coded("PNG")
    gone = darkroom_with("30", len(body))
    assert gone.communicate(body[:20]) == (b"", None)
    assert gone.returncode == 0

    silent = darkroom_with("1", len(body))
    assert silent.wait(10) == -signal.SIGALRM
    for pipe in (silent.stdin, silent.stdout):
        assert pipe
        pipe.close()


@pytest.mark.skipif(sys.platform != "linux", reason="macOS limits no address space")
@pytest.mark.parametrize(
    ("act", "said"),
    [
        ("bytearray(2 << 30)", "MemoryError"),
        ("open(os.devnull, 'w'); [open(os.devnull) for _ in range(20)]", "Too many open files"),
        ("os.write(os.open(sys.argv[1], os.O_CREAT | os.O_WRONLY), b'x')", "File too large"),
    ],
)
def test_the_limits_hold(act: str, said: str, tmp_path: os.PathLike[str]) -> None:
    """After it has limited itself, no memory, no crowd of files and no byte on the disk is to be had."""
    code = f"import os, sys; import darkroom; darkroom._limit(30); {act}"
    env = {"PYTHONPATH": os.path.dirname(darkroom.__file__)}
    done = subprocess.run(
        [sys.executable, "-S", "-B", "-c", code, os.path.join(tmp_path, "out")], env=env, capture_output=True, text=True
    )

    assert done.returncode != 0
    assert said in done.stderr
