"""The door for strangers' pictures: judged by their bytes, developed in a limited process, kept as pixels alone.

    bytes ─► a size and a format we read? ─► darkroom (a child) ─► pixels ─► WebP of our own making

Whatever else a file carried (place, camera, prompt, profile, a second file behind the first) stays outside.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from dreamstream.pictures import darkroom

if TYPE_CHECKING:
    import subprocess

    from PIL import Image

#: Bytes of one picture; a phone's 50 megapixels are 10 to 20 MB.
MOST_BYTES = 25 << 20
#: The longest one picture may take, in seconds of the clock; 64 megapixels take two.
SECONDS = 30
READ = "PNG, JPEG, WebP and GIF"

_WHY = {
    "pixels": f"it has more than {darkroom.MOST_PIXELS // 1_000_000} megapixels",
    "damaged": "it is damaged or cut off",
    "much": "it takes too much memory to read",
}
_STARTS = (
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF87a", "GIF"),
    (b"GIF89a", "GIF"),
    (b"%PDF", "PDF"),
    (b"II*\0", "TIFF or raw picture"),
    (b"MM\0*", "TIFF or raw picture"),
    (b"BM", "BMP"),
    (b"\0\0\1\0", "icon"),
    (b"8BPS", "Photoshop file"),
    (b"\xff\x0a", "JPEG XL"),
    (b"\0\0\0\x0cJXL ", "JPEG XL"),
)
#: What a file that begins with `ftyp` calls itself, where that is a picture.
_BRANDS = {
    **dict.fromkeys((b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"), "HEIC photo"),
    **dict.fromkeys((b"avif", b"avis"), "AVIF"),
}


class Own(bytes):
    """Bytes this program coded from pixels of its own: no stranger had a hand in them, and no door is in their way."""

    __slots__ = ()


class Unfit(Exception):
    """Not a picture that can be kept; `why` ends the sentence "It cannot be read: …"."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, slots=True, kw_only=True)
class Entered:
    """A picture that came through: WebP, its sides in pixels."""

    body: Own
    width: int
    height: int


def enter(body: bytes, *, most: int = 2048) -> Entered:
    """A picture as we keep it: the first one of these bytes, its longer side at most `most`. Raises Unfit.

    What is our own goes in as it is; a stranger's costs a process of its own, 0.1 s and more.
    """
    from PIL import Image

    if isinstance(body, Own):
        picture: Image.Image = Image.open(io.BytesIO(body))
        if picture.format == "WEBP" and max(picture.size) <= most:
            return Entered(body=body, width=picture.width, height=picture.height)
        picture = picture.convert("RGB")
        picture.thumbnail((most, most))
        return _coded(picture)
    if not body:
        raise Unfit("it is empty")
    if len(body) > MOST_BYTES:
        raise Unfit(f"it is larger than {MOST_BYTES >> 20} MiB")
    form = called(body)
    if form not in ("PNG", "JPEG", "WebP", "GIF"):
        raise Unfit(f"it is {_article(form)} {form}" if form else "it is no picture")
    size, pixels = _developed(body, most)
    return _coded(Image.frombytes("RGB", size, pixels))


def called(body: bytes) -> str:
    """What these bytes are, by their beginning: "PNG", "HEIC photo" …; "" where nothing is known of them."""
    if body[:4] == b"RIFF" and body[8:12] == b"WEBP":
        return "WebP"
    if body[4:8] == b"ftyp":
        return _BRANDS.get(body[8:12], "film or sound")
    for start, name in _STARTS:
        if body.startswith(start):
            return name
    return "SVG" if b"<svg" in body[:1024].lower() else ""


def _article(form: str) -> str:
    return "an" if form[:2] in ("SV", "AV", "ic") else "a"


def _coded(picture: Image.Image) -> Entered:
    out = io.BytesIO()
    picture.save(out, "WEBP", quality=86, method=4)
    return Entered(body=Own(out.getvalue()), width=picture.width, height=picture.height)


def _developed(body: bytes, most: int) -> tuple[tuple[int, int], bytes]:
    """Size and pixels, from the darkroom. Raises Unfit, also where the child hangs, dies or babbles."""
    import subprocess
    import threading

    try:
        child = subprocess.Popen(
            _command(len(body), most),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
            start_new_session=True,
        )
    except OSError:
        raise Unfit("the process that reads pictures cannot be started") from None
    assert child.stdin is not None and child.stdout is not None
    clock = threading.Timer(SECONDS, _kill, (child,))
    feeder = threading.Thread(target=_feed, args=(child.stdin, body), daemon=True)
    clock.start()
    feeder.start()
    try:
        head = child.stdout.readline(256)
        pixels = child.stdout.read(3 * most * most + 1)
    finally:
        clock.cancel()
        clock.join()
        _kill(child)  # before it is waited for: its number is still its own
        feeder.join()
        child.stdout.close()
        child.wait()
    refused, (width, height) = _said(head)
    if refused:
        raise Unfit(_WHY.get(refused, _WHY["damaged"]))
    if not (0 < width <= most and 0 < height <= most and len(pixels) == 3 * width * height):
        raise Unfit("it takes too long or too much memory to read")
    return (width, height), pixels


def _said(head: bytes) -> tuple[str, tuple[int, int]]:
    """Why it was refused, or its size; neither where the child did not get that far."""
    import json

    try:
        said = json.loads(head)
        width, height = said.get("size", (0, 0))
        return str(said.get("refused", "")), (int(width), int(height))
    except (ValueError, TypeError, AttributeError):
        return "", (0, 0)


def _command(length: int, most: int) -> list[str]:
    """The child: isolated, and run by its path, since `-I` hides packages of a user's own folder from `-m`."""
    import importlib.util
    import os
    import sys

    pillow = importlib.util.find_spec("PIL")
    site = os.path.dirname(os.path.dirname(pillow.origin)) if pillow and pillow.origin else ""
    python = sys.executable or "python3"
    return [python, "-I", "-S", "-B", darkroom.__file__, site, str(most), str(length), str(SECONDS)]


def _environment() -> dict[str, str]:
    """What a Python needs to start, and nothing that says who or where."""
    import os

    wanted = ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT")
    return {name: os.environ[name] for name in wanted if name in os.environ}


def _feed(pipe: IO[bytes], body: bytes) -> None:
    from contextlib import suppress

    with suppress(OSError):  # it ended before it had read all
        pipe.write(body)
    with suppress(OSError):
        pipe.close()


def _kill(child: subprocess.Popen[bytes]) -> None:
    """End it and whatever it started."""
    import os
    import signal
    from contextlib import suppress

    with suppress(OSError):
        if hasattr(os, "killpg"):
            os.killpg(child.pid, signal.SIGKILL)
        else:
            child.kill()
