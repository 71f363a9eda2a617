"""Reels: frames become an animated WebP, or an MP4 where ffmpeg is; and what a film's own bytes say of it."""

from __future__ import annotations

import io
import os
import shutil
import struct
import subprocess
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image

QUALITY = 82
MOST = 64 << 20  # bytes of one film
#: What ffmpeg gets to see of the environment: enough to start, nothing of the dreamer's.
ENVIRONMENT = ("PATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "SYSTEMROOT", "TMPDIR", "TEMP", "TMP")
_SECONDS = 600.0
_QUIET = ("-hide_banner", "-loglevel", "error")
# the second for builds without x264: whatever encoder of H.264 they have
_CODERS = (("libx264", "-preset", "veryfast", "-crf", "21"), ("h264", "-b:v", "2M"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Reel:
    """What a film says of itself."""

    mime: str
    width: int
    height: int
    frames: int
    seconds: float


def webp(frames: Iterator[Image.Image], count: int, fps: float) -> bytes:
    """An animated WebP that runs for ever. One key frame: the others say only what has changed."""
    from PIL import Image

    class Strip(Image.Image):
        """A picture that turns into the next frame when it is sought: never are all of them in memory at once."""

        n_frames = count
        at = 0

        def tell(self) -> int:
            return self.at

        def seek(self, frame: int) -> None:
            if frame == self.at + 1:
                self.paste(next(frames))
                self.at = frame

    strip = next(frames).copy()
    strip.__class__ = Strip
    ends = [round(1000 * i / fps) for i in range(count + 1)]
    out = io.BytesIO()
    strip.save(
        out,
        "WEBP",
        save_all=True,
        duration=[b - a for a, b in pairwise(ends)],
        loop=0,
        quality=QUALITY,
        method=0,  # method 2 takes half as long again and saves a fifth
        kmin=0,
        kmax=0,
    )
    return out.getvalue()


def ffmpeg() -> str | None:
    """Where ffmpeg is, if it is."""
    return shutil.which("ffmpeg")


def mp4(frames: Callable[[], Iterator[Image.Image]], fps: float, *, tool: str, folder: str) -> bytes:
    """An H.264 film that plays anywhere, written in `folder`. Raises OSError where ffmpeg makes none."""
    path = os.path.join(folder, "film.mp4")
    for coder in _CODERS:
        if _coded(frames(), fps, (tool, *_QUIET), coder, path):
            with open(path, "rb") as file:
                return file.read(MOST + 1)
    raise OSError("ffmpeg made no film")


def _coded(frames: Iterator[Image.Image], fps: float, tool: Sequence[str], coder: Sequence[str], path: str) -> bool:
    """Whether this way of asking made a film: frames go in by the pipe, one at a time."""
    first = next(frames)
    size = f"{first.width}x{first.height}"
    look = ("-f", "rawvideo", "-pix_fmt", "rgb24", "-s", size, "-r", f"{fps:g}", "-i", "pipe:0", "-an")
    ends = ("-pix_fmt", "yuv420p", "-movflags", "+faststart", "-map_metadata", "-1", "-y", path)
    process = subprocess.Popen(
        (*tool, *look, "-c:v", *coder, *ends),
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=allowed(os.environ),
        cwd=os.path.dirname(path),
    )
    assert process.stdin is not None
    clock = threading.Timer(_SECONDS, process.kill)
    clock.daemon = True
    clock.start()
    try:
        with suppress(OSError), process.stdin:  # it may give up before it has seen all
            for frame in chain((first,), frames):
                process.stdin.write(frame.tobytes())
        return process.wait() == 0
    finally:
        clock.cancel()
        process.kill()
        process.wait()


def read(body: bytes) -> Reel | None:
    """What these bytes say of themselves: an animated or a still WebP, or an MP4; None for anything else."""
    try:
        if body[:4] == b"RIFF" and body[8:12] == b"WEBP":
            return _webp(body)
        if body[4:8] == b"ftyp" and body[8:11] != b"M4A":
            return _mp4(body)
    except (struct.error, ValueError, IndexError, RecursionError):
        pass
    return None


def _webp(body: bytes) -> Reel | None:
    wide = high = frames = lasts = 0
    at = 12
    while at + 8 <= len(body):
        name, size = body[at : at + 4], struct.unpack_from("<I", body, at + 4)[0]
        if name == b"VP8X":
            wide, high = (int.from_bytes(body[at + i : at + i + 3], "little") + 1 for i in (12, 15))
        elif name == b"ANMF":
            frames += 1
            lasts += int.from_bytes(body[at + 20 : at + 23], "little")
        at += 8 + size + size % 2
    if at != len(body) or not frames:
        return None
    return Reel(mime="image/webp", width=wide, height=high, frames=frames, seconds=lasts / 1000)


def _mp4(body: bytes) -> Reel | None:
    for moov in _boxes(body, b"moov"):
        for trak in _boxes(moov, b"trak"):
            for mdia in _boxes(trak, b"mdia"):
                if not any(box[8:12] == b"vide" for box in _boxes(mdia, b"hdlr")):
                    continue
                (head,), (tkhd,) = _boxes(mdia, b"mdhd"), _boxes(trak, b"tkhd")
                spot = 20 if head[0] else 12
                scale, long = struct.unpack_from(">IQ" if head[0] else ">II", head, spot)
                wide, high = (value >> 16 for value in struct.unpack_from(">II", tkhd, len(tkhd) - 8))
                (minf,) = _boxes(mdia, b"minf")
                (stbl,) = _boxes(minf, b"stbl")
                (stts,) = _boxes(stbl, b"stts")
                (runs,) = struct.unpack_from(">I", stts, 4)
                frames = sum(struct.unpack_from(">I", stts, 8 + 8 * i)[0] for i in range(min(runs, len(stts) // 8)))
                return Reel(mime="video/mp4", width=wide, height=high, frames=frames, seconds=long / scale)
    return None


def _boxes(body: bytes, name: bytes) -> Iterator[bytes]:
    at = 0
    while at + 8 <= len(body):
        size, kind = struct.unpack_from(">I4s", body, at)
        head = 8
        if size == 1:
            (size,) = struct.unpack_from(">Q", body, at + 8)
            head = 16
        size = size or len(body) - at
        if size < head:
            raise ValueError("a box that ends before it begins")
        if kind == name:
            yield body[at + head : at + size]
        at += size


def allowed(environ: Mapping[str, str], *more: str) -> dict[str, str]:
    """The few variables a child may see."""
    return {name: environ[name] for name in (*ENVIRONMENT, *more) if name in environ}
