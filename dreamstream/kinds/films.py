"""A film that came back: checked by what it is and how large it is, and never decoded here."""

from __future__ import annotations

from collections.abc import Iterator

from dreamstream import media
from dreamstream.backends.base import Fault
from dreamstream.kinds.base import Picture, picture
from dreamstream.pictures import reel
from dreamstream.pictures.reel import Reel

#: Bytes of one film; ten seconds of 1080p are 10 to 20 MB.
MOST_BYTES = 100 << 20
#: The longest side a film may have, in pixels.
MOST_SIDE = 4096
#: The parts of a WebP that are picture; the others are metadata.
_PARTS = (b"VP8X", b"ANIM", b"ANMF", b"ALPH", b"VP8 ", b"VP8L")
_MOVES = 0x02  # the first part says so, and that a profile, EXIF or XMP follows
_SAID = 0x20 | 0x08 | 0x04
_DAMAGED = "the reply is not a film that can be read: it is damaged or cut off"


def film(body: bytes, alt: str) -> Picture:
    """A backend's film as we keep it: animated WebP without metadata, MP4 as it came. Raises Fault.

    A still is the shortest of films and goes the way of every picture.
    """
    if len(body) > MOST_BYTES:
        raise Fault(f"the reply is a film of more than {MOST_BYTES >> 20} MiB")
    kind = media.sniff(body)
    if kind == "image/webp" and body[12:16] == b"VP8X" and body[20:21] and body[20] & _MOVES:
        body = _bare(body)
    elif kind != "video/mp4":
        return picture(body, alt)
    told = _told(body)
    if max(told.width, told.height) > MOST_SIDE:
        raise Fault(f"the reply is a film of {told.width} x {told.height} pixels, and {MOST_SIDE} is the most")
    return Picture(body=body, alt=alt, width=told.width, height=told.height)


def _told(body: bytes) -> Reel:
    try:
        told = reel.read(body)
    except Exception:  # what a stranger wrote may divide by zero
        told = None
    if told is None or not (told.width and told.height and told.frames):
        raise Fault(_DAMAGED)
    return told


def _bare(body: bytes) -> bytes:
    """An animated WebP without what is no picture. Raises Fault for one that is cut off."""
    parts = list(_chunks(body))
    if not any(name == b"ANMF" for name, _ in parts):
        raise Fault(_DAMAGED)
    flags = parts[0][1]
    parts[0] = (b"VP8X", flags[:8] + bytes([flags[8] & ~_SAID]) + flags[9:])
    inner = b"".join(chunk for name, chunk in parts if name in _PARTS)
    return b"RIFF" + (4 + len(inner)).to_bytes(4, "little") + b"WEBP" + inner


def _chunks(body: bytes) -> Iterator[tuple[bytes, bytes]]:
    start, end = 12, min(len(body), 8 + int.from_bytes(body[4:8], "little"))
    while start + 8 <= end:
        size = int.from_bytes(body[start + 4 : start + 8], "little")
        stop = start + 8 + size + size % 2
        if stop > end:
            raise Fault(_DAMAGED)
        yield body[start : start + 4], body[start:stop]
        start = stop
