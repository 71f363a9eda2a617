"""Bytes on disk: kept by content, whole or not at all, opened by name and never outside their folder."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass

from dreamstream.errors import NotFound, NotSaved
from dreamstream.paths import Places, make

#: What is kept, and the ending it gets; the type comes from the bytes, never from a name.
ENDINGS = {
    "image/webp": "webp",
    "image/png": "png",
    "image/jpeg": "jpg",
    "image/gif": "gif",
    "video/mp4": "mp4",
    "audio/mp4": "m4a",
    "audio/mpeg": "mp3",
    "audio/wav": "wav",
    "audio/ogg": "ogg",
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
        _sync_folder(folder)
        if fresh:
            _sync_folder(os.path.dirname(folder))
            _sync_folder(os.path.dirname(os.path.dirname(folder)))

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


def sniff(body: bytes) -> str | None:
    """The type these bytes really have, by their first ones."""
    if body[:4] == b"RIFF":
        return {b"WEBP": "image/webp", b"WAVE": "audio/wav"}.get(body[8:12])
    for magic, mime in (
        (b"\x89PNG\r\n\x1a\n", "image/png"),
        (b"\xff\xd8\xff", "image/jpeg"),
        (b"GIF8", "image/gif"),
        (b"OggS", "audio/ogg"),
        (b"ID3", "audio/mpeg"),
    ):
        if body.startswith(magic):
            return mime
    if body[4:8] == b"ftyp":
        return "audio/mp4" if body[8:11] == b"M4A" else "video/mp4"
    return None


def _sync_folder(folder: str) -> None:
    if os.name == "nt":
        return
    fd = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)
