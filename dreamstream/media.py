"""Bytes on disk: kept by content, whole or not at all, opened by name and never outside their folder."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass

from dreamstream.errors import NotFound, NotSaved
from dreamstream.paths import Places, make, sync

#: What is kept, and the ending it gets; the type comes from the bytes, never from a name.
ENDINGS = {
    "image/webp": "webp",
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/gif": "gif",
    "video/mp4": "mp4",
    "video/webm": "webm",
    "audio/mp4": "m4a",
    "audio/mpeg": "mp3",
    "audio/wav": "wav",
    "audio/ogg": "ogg",
    "audio/flac": "flac",
    "audio/webm": "webm",
    "audio/amr": "amr",
    "audio/x-caf": "caf",
    "audio/aac": "aac",
}
_NAME = re.compile(r"[0-9a-f]{64}\.[a-z0-9]{3,4}\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Staged:
    """Bytes already safe under a name nobody looks at; `keep` gives them their own."""

    name: str
    mime: str
    size: int
    draft: str
    place: str

    def keep(self) -> None:
        """Move them to their place and make the move durable. Hold the lock, with the token checked."""
        folder = os.path.dirname(self.place)
        if os.path.islink(folder):
            raise NotSaved(f"{folder} is a link, and pictures are kept in folders only.", hint="Remove the link.")
        if os.path.exists(self.place) and not os.path.exists(self.draft):
            return  # one job made the same picture twice
        fresh = not os.path.exists(folder)
        make(folder)
        os.replace(self.draft, self.place)
        sync(folder)
        if fresh:
            sync(os.path.dirname(folder))
            sync(os.path.dirname(os.path.dirname(folder)))

    def drop(self) -> None:
        """Forget them: the job they were made for belongs to somebody else now."""
        if os.path.exists(self.draft):
            os.unlink(self.draft)


def stage(places: Places, body: bytes, *, token: str) -> Staged:
    """Write the bytes beside their place, durable. Raises NotSaved, or ValueError for what is no known media."""
    import hashlib  # 2 ms that reading a dream need not pay

    mime = sniff(body)
    if mime is None:
        raise ValueError("these bytes are no picture, sound or film we know")
    name = f"{hashlib.sha256(body).hexdigest()}.{ENDINGS[mime]}"
    draft = os.path.join(places.media, f".tmp-{token}-{name[:8]}")
    try:
        make(places.media)
        fd = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
        with os.fdopen(fd, "wb") as file:
            file.write(body)
            file.flush()
            os.fsync(fd)
    except OSError as error:
        raise NotSaved(
            f"A picture could not be saved: {error.strerror}.", hint="Make room, then run `dreamstream dream` again."
        ) from error
    return Staged(name=name, mime=mime, size=len(body), draft=draft, place=where(places, name))


def where(places: Places, name: str) -> str:
    """The path of a kept name. Raises NotFound for anything that is not one, `../` and the like included."""
    if not _NAME.match(name):
        raise NotFound(f"{name[:80]!r} is no media of this journal.", hint="See `dreamstream media list`.")
    return os.path.join(places.media, name[:2], name)


def is_name(text: str) -> bool:
    """Whether this could be a kept file's name."""
    return bool(_NAME.match(text))


def names(places: Places) -> set[str]:
    """Every name that is on disk: one look at each folder, however many pictures there are."""
    found: set[str] = set()
    try:
        folders = [e.path for e in os.scandir(places.media) if len(e.name) == 2 and e.is_dir(follow_symlinks=False)]
    except FileNotFoundError:
        return set()
    for folder in folders:
        found.update(e.name for e in os.scandir(folder) if _NAME.match(e.name) and e.is_file(follow_symlinks=False))
    return found


def read(places: Places, name: str) -> bytes:
    """The bytes kept under this name. No link is followed, and they are what the name says. Raises NotFound."""
    import hashlib

    path = where(places, name)
    body = None
    try:
        # a pipe planted there must not make anybody wait
        fd = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK)
        with os.fdopen(fd, "rb") as file:
            if stat.S_ISREG(os.fstat(fd).st_mode) and not os.path.islink(os.path.dirname(path)):
                body = file.read()
    except OSError:
        pass
    if body is None:
        raise NotFound(f"{name} is not on this disk.", hint="`dreamstream dream` makes current pictures again.")
    if hashlib.sha256(body).hexdigest() != name[:64]:
        raise NotFound(f"{name} is not what was kept under that name.", hint="See `dreamstream media verify`.")
    return body


_STARTS = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"OggS", "audio/ogg"),
    (b"ID3", "audio/mpeg"),
    (b"fLaC", "audio/flac"),
    (b"#!AMR", "audio/amr"),
    (b"caff\0\1", "audio/x-caf"),
)
#: Pictures in the clothes of a film.
_STILLS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"avif", b"avis"}


def sniff(body: bytes) -> str | None:
    """The type these bytes really have, by what they hold and never by a name."""
    if body[:4] == b"RIFF":
        return {b"WEBP": "image/webp", b"WAVE": "audio/wav"}.get(body[8:12])
    for start, mime in _STARTS:
        if body.startswith(start):
            return mime
    if body[4:8] == b"ftyp":
        return _boxed(body)
    if body[:4] == b"\x1a\x45\xdf\xa3" and b"webm" in body[:64]:
        head = body[:16_384]
        return "video/webm" if re.search(rb"V_(VP8|VP9|AV1)", head) else "audio/webm" if b"A_" in head else None
    return _framed(body)


def _boxed(body: bytes) -> str | None:
    """A film or a recording: a phone's memo calls itself a film and holds nothing but sound."""
    brand = body[8:12]
    if brand in _STILLS or brand == b"qt  ":
        return None
    held = set(_tracks(body, 0, len(body)))
    if b"vide" in held or not (held or brand[:3] == b"M4A"):
        return "video/mp4"
    return "audio/mp4" if b"soun" in held or not held else None


def _tracks(
    body: bytes, start: int, end: int, within: tuple[bytes, ...] = (b"moov", b"trak", b"mdia")
) -> Iterator[bytes]:
    """What each track of it is: `vide`, `soun` … Of a folder no more than 500 entries are looked at."""
    for _ in range(500):
        if start + 8 > end:
            return
        size, name, head = int.from_bytes(body[start : start + 4], "big"), body[start + 4 : start + 8], 8
        if size == 1:
            size, head = int.from_bytes(body[start + 8 : start + 16], "big"), 16
        stop = min(start + size, end) if size else end
        if stop < start + head:
            return
        if within and name == within[0]:
            yield from _tracks(body, start + head, stop, within[1:])
        elif not within and name == b"hdlr":
            yield body[start + head + 8 : start + head + 12]
        start = stop


def _framed(body: bytes) -> str | None:
    """Sound without a beginning of its own: two frames of MP3 or AAC, one where the other says it ends."""
    for look, mime in ((_mp3, "audio/mpeg"), (_aac, "audio/aac")):
        size = look(body[:8])
        if size and look(body[size : size + 8]):
            return mime
    return None


def _mp3(head: bytes) -> int:
    """How long this frame is, in bytes; 0 for what is none."""
    if len(head) < 4 or head[0] != 0xFF or head[1] & 0xE6 != 0xE2:
        return 0
    version, rate, speed = head[1] >> 3 & 3, head[2] >> 4, head[2] >> 2 & 3
    if version == 1 or rate in (0, 15) or speed == 3:
        return 0
    first = version == 3
    kilobits = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320) if first else (
        0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160
    )  # fmt: skip
    hertz = (44_100, 48_000, 32_000)[speed] // {3: 1, 2: 2, 0: 4}[version]
    return (144 if first else 72) * kilobits[rate] * 1000 // hertz + (head[2] >> 1 & 1)


def _aac(head: bytes) -> int:
    if len(head) < 6 or head[0] != 0xFF or head[1] & 0xF6 != 0xF0:
        return 0
    size = (head[3] & 3) << 11 | head[4] << 3 | head[5] >> 5
    return size if size > 7 else 0
