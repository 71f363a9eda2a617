"""Motion: a short loop of a picture, its layers drawn once and moved by Pillow. Run as a module it is the child."""

from __future__ import annotations

import base64
import io
import json
import math
import os
import random
import shutil
import sys
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dreamstream.pictures import choreography, colour, motes, paint, reel
from dreamstream.pictures.finish import finished
from dreamstream.pictures.scene import Scene

if TYPE_CHECKING:
    from PIL import Image

#: The shapes a film may have: its longer side in pixels, frames, frames a second.
LARGEST, LONGEST, QUICKEST = 1024, 240, 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """How long, how large, how quick."""

    width: int = 512
    height: int = 512
    frames: int = 48
    fps: float = 12.0

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Wish:
        """From plain JSON, brought within bounds; sizes are even, as films have to be."""
        usual = cls()
        wide, high = (
            max(16, min(LARGEST, int(data.get(name) or getattr(usual, name)))) // 2 * 2 for name in ("width", "height")
        )
        return cls(
            width=wide,
            height=high,
            frames=max(2, min(LONGEST, int(data.get("frames") or usual.frames))),
            fps=max(1.0, min(float(QUICKEST), float(data.get("fps") or usual.fps))),
        )

    @property
    def seconds(self) -> float:
        """How long one loop lasts."""
        return self.frames / self.fps


def scene(what: Scene, wish: Wish) -> Iterator[Image.Image]:
    """The frames of a composed picture; the last leads back to the first."""
    from PIL import Image

    sheet = paint.sheet(what, width=wish.width, height=wish.height, watched=True)
    base, movers = choreography.staged(sheet, what, wish.seconds)
    for i in range(wish.frames):
        frame = base.copy() if base else Image.new("RGB", (wish.width, wish.height), sheet.colours.near)
        for mover in movers:
            mover.draw(frame, i / wish.frames)
        yield finished(frame, what.finish)


def picture(body: bytes, wish: Wish) -> Iterator[Image.Image]:
    """The frames of a picture nobody composed: it breathes, nearer and back, and motes of light cross it."""
    from PIL import Image

    with Image.open(io.BytesIO(body), formats=("WEBP",)) as opened:
        opened.draft("RGB", (wish.width * 2, wish.height * 2))
        whole = opened.convert("RGB")
    # large enough that the nearest view is not blown up, no larger: every frame is cut from it
    k = max(1.1 * wish.width / whole.width, 1.1 * wish.height / whole.height)
    size = (math.ceil(whole.width * k), math.ceil(whole.height * k))
    whole = whole.resize(size, Image.Resampling.LANCZOS, reducing_gap=2.0)
    light = whole.resize((1, 1), Image.Resampling.BOX).getpixel((0, 0))
    tint = colour.mix("#" + "".join(f"{int(v):02x}" for v in light), "#ffffff", 0.7)  # type: ignore[union-attr]
    air = motes.dust(
        random.Random(len(body)), (wish.width, wish.height), min(wish.width, wish.height) / 1000, tint, at=(0.5, 0.4)
    )
    for i in range(wish.frames):
        t = i / wish.frames
        zoom = 1 + 0.03 * (0.5 - 0.5 * math.cos(math.tau * t))
        wide, high = wish.width * 1.06 / zoom, wish.height * 1.06 / zoom
        x = (size[0] - wide) / 2 + 0.006 * wide * math.sin(math.tau * t)
        y = (size[1] - high) / 2 - 0.004 * high * math.sin(math.tau * t)
        frame = whole.resize((wish.width, wish.height), Image.Resampling.BILINEAR, (x, y, x + wide, y + high))
        air.draw(frame, t)
        yield frame


def make(data: Mapping[str, Any]) -> bytes:
    """A film from plain JSON: `scene` or `picture` (base64), a size, and `ffmpeg` with a `folder` for an MP4."""
    wish = Wish.of(data)

    def frames() -> Iterator[Image.Image]:
        if data.get("scene") is not None:
            return scene(Scene.from_json(data["scene"]), wish)
        return picture(base64.b64decode(data["picture"]), wish)

    if data.get("ffmpeg"):
        try:
            return reel.mp4(frames, wish.fps, tool=str(data["ffmpeg"]), folder=str(data["folder"]))
        except OSError:
            pass  # an ffmpeg without H.264 is no ffmpeg; whoever asked sees it by the bytes
    return reel.webp(frames(), wish.frames, wish.fps)


def main() -> None:
    """Read one line of JSON, answer with a film; end when whoever asked is gone."""
    wish = json.loads(sys.stdin.buffer.readline())
    threading.Thread(target=_orphaned, args=(wish.get("folder"),), daemon=True).start()
    body = make(wish)
    sys.stdout.buffer.write(body)
    sys.stdout.buffer.flush()
    os._exit(0)  # the thread that listens would hold up an orderly end


def _orphaned(folder: str | None) -> None:
    """The asking side keeps its end of the pipe open as long as it lives; an ffmpeg loses its own end with ours."""
    os.read(sys.stdin.fileno(), 1)
    if folder:
        shutil.rmtree(folder, ignore_errors=True)
    os._exit(1)


if __name__ == "__main__":
    main()
