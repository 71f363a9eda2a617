"""The darkroom: one stranger's picture is developed here, in a process that can do nothing else.

`door` runs this file by its path, with nothing of the package and no site folder loaded:

    python -I -S darkroom.py SITE MOST LENGTH SECONDS < the bytes > one line of JSON, then pixels (RGB, row by row)

What comes out is numbers for colours and nothing else, so that whatever a picture does to its decoder ends here.
"""

from __future__ import annotations

import io
import json
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from PIL import Image

FORMATS = ("PNG", "JPEG", "WEBP", "GIF")
#: Phones take 12 to 50 megapixels; a bomb of 9000 x 9000 is 10 KB and more than this.
MOST_PIXELS = 64_000_000
#: Bytes of address space: 64 megapixels with alpha are 256 MB, twice while they are made smaller.
MEMORY = 1 << 30
#: What shines through a picture with holes: the comic's paper, on which black and white lines are seen alike.
PAPER = (240, 230, 210)


class Refused(Exception):
    """Not a picture to keep; the word says why: pixels, damaged or much."""


def main(site: str, most: str, length: str, seconds: str) -> None:
    """Limit this process, then develop what comes in. The limits stand before the first byte is looked at."""
    _limit(int(seconds))
    sys.path.append(site)
    body = sys.stdin.buffer.read(int(length))
    if len(body) != int(length):
        return  # whoever started this is gone
    try:
        picture = develop(body, int(most))
        pixels = picture.tobytes()
        head: dict[str, Any] = {"size": picture.size}
    except Refused as why:
        head, pixels = {"refused": str(why)}, b""
    sys.stdout.buffer.write(json.dumps(head).encode() + b"\n" + pixels)
    sys.stdout.buffer.flush()


def develop(body: bytes, most: int) -> Image.Image:
    """The first picture of these bytes, upright, in sRGB, without holes, its longer side at most `most` pixels.

    Raises Refused, and nothing else: damaged bytes make Pillow raise nearly anything.
    """
    try:
        return _developed(body, most)
    except Refused:
        raise
    except MemoryError:
        raise Refused("much") from None
    except Exception as error:
        too_many = type(error).__name__ in ("DecompressionBombError", "DecompressionBombWarning")
        raise Refused("pixels" if too_many else "damaged") from None


def _developed(body: bytes, most: int) -> Image.Image:
    import warnings

    from PIL import Image

    Image.MAX_IMAGE_PIXELS = MOST_PIXELS
    warnings.simplefilter("error", Image.DecompressionBombWarning)  # up to twice as many are only warned of
    picture: Image.Image = Image.open(io.BytesIO(body), formats=FORMATS)
    if picture.width * picture.height > MOST_PIXELS:
        raise Refused("pixels")
    picture.draft(None, (most, most))  # a JPEG is read at an eighth, a quarter or half of its size
    picture.load()
    profile = picture.info.get("icc_profile")
    picture = _plain(picture)
    picture.thumbnail((most, most), reducing_gap=2.0)
    return _flat(_upright(_srgb(picture, profile)))


def _plain(picture: Image.Image) -> Image.Image:
    """In a mode that can be made smaller without losing colours."""
    if picture.mode.startswith("I"):
        return picture.point(lambda value: value * (1 / 256)).convert("L")  # sixteen bits: the upper eight
    if picture.mode in ("RGB", "L", "CMYK"):
        return picture.convert("RGBA") if "transparency" in picture.info else picture
    return picture.convert("RGBA" if picture.has_transparency_data else "RGB")


def _srgb(picture: Image.Image, profile: bytes | None) -> Image.Image:
    """Its colours as every screen shows them: a phone's wide ones would look dull once their profile is gone."""
    from PIL import ImageCms

    if profile:
        with suppress(Exception):  # a profile that is none is left out
            mine = ImageCms.ImageCmsProfile(io.BytesIO(profile))
            mode = "RGBA" if picture.mode == "RGBA" else "RGB"
            found = ImageCms.profileToProfile(picture, mine, ImageCms.createProfile("sRGB"), outputMode=mode)
            return found if found is not None else picture
    return picture


def _upright(picture: Image.Image) -> Image.Image:
    from PIL import ImageOps

    with suppress(Exception):  # metadata that cannot be read says nothing about up and down
        return ImageOps.exif_transpose(picture)
    return picture


def _flat(picture: Image.Image) -> Image.Image:
    from PIL import Image

    if picture.mode != "RGBA":
        return picture.convert("RGB")
    sheet = Image.new("RGB", picture.size, PAPER)
    sheet.paste(picture, mask=picture.getchannel("A"))
    return sheet


def _limit(seconds: int) -> None:
    """No memory, time or file beyond what one picture needs; where this system cannot say so, `door`'s clock does."""
    try:
        import resource
        import signal
    except ImportError:
        return
    signal.alarm(seconds)  # ends it also when nobody is left to end it
    # a file now and then: Pillow imports parts of itself when it meets a format's rarer sides
    few = {"AS": MEMORY, "CPU": max(1, seconds // 2), "NOFILE": 16, "FSIZE": 0, "NPROC": 0, "CORE": 0}
    for name, most in few.items():
        _set(resource, name, most)


def _set(resource: Any, name: str, most: int) -> None:
    with suppress(AttributeError, ValueError, OSError):  # macOS knows AS and refuses it
        resource.setrlimit(getattr(resource, f"RLIMIT_{name}"), (most, most))


if __name__ == "__main__":
    main(*sys.argv[1:])
