"""Paint a scene: sky, land, actors, frame; then grain, which the vector drawing cannot afford."""

from __future__ import annotations

import random
from functools import lru_cache
from typing import TYPE_CHECKING

from dreamstream.pictures import figures, land, lands
from dreamstream.pictures.brush import Sheet
from dreamstream.pictures.palettes import palette
from dreamstream.pictures.scene import Scene

if TYPE_CHECKING:
    from PIL import Image

LARGEST = 4096  # resvg would draw 40000 x 40000 without a word
QUALITY = 86


def svg(scene: Scene, *, width: int = 1024, height: int = 1024) -> str:
    """The whole picture as SVG: shapes and numbers only, never a word of the dream."""
    width, height = _size(width), _size(height)
    sheet = Sheet(width, height, palette(scene.mood, scene.hour), scene.seed)
    lands.behind(sheet, scene)
    near = [actor for actor in scene.actors if actor.tone < 0.3]
    for actor in near:
        figures.shed(sheet, actor)
    for actor in near:
        figures.draw(sheet, scene, actor)
    if scene.place in ("lake", "field", "mountains", "forest"):
        land.tufts(sheet, scene)  # over the feet: what stands, stands in it
    lands.before(sheet, scene)
    return sheet.svg()


def paint(scene: Scene, *, width: int = 1024, height: int = 1024) -> bytes:
    """WebP bytes; the same scene and size give the same bytes on one machine."""
    import io

    import resvg_py
    from PIL import Image

    png = resvg_py.svg_to_bytes(svg_string=svg(scene, width=width, height=height), skip_system_fonts=True)
    picture = Image.open(io.BytesIO(bytes(png))).convert("RGB")
    return encode(grained(picture, scene.seed))


def to_png(webp: bytes) -> bytes:
    """The same picture as PNG, for terminals and viewers that know no WebP."""
    import io

    from PIL import Image

    out = io.BytesIO()
    Image.open(io.BytesIO(webp)).convert("RGB").save(out, "PNG", compress_level=3)
    return out.getvalue()


def encode(picture: Image.Image) -> bytes:
    """A picture as WebP."""
    import io

    out = io.BytesIO()
    picture.save(out, "WEBP", quality=QUALITY, method=2)
    return out.getvalue()


def grained(picture: Image.Image, seed: int) -> Image.Image:
    """Film grain in output pixels. It also hides the bands of 8-bit skies."""
    from PIL import Image, ImageChops

    tile = _tile(seed)
    sheet = Image.new("L", picture.size)
    for y in range(0, picture.height, 256):
        for x in range(0, picture.width, 256):
            sheet.paste(tile, (x, y))
    return ImageChops.soft_light(picture, Image.merge("RGB", (sheet, sheet, sheet)))


@lru_cache(maxsize=4)
def _tile(seed: int) -> Image.Image:
    from PIL import Image, ImageFilter

    # Pillow's own noise takes no seed: it depends on what the process drew before
    raw = Image.frombytes("L", (256, 256), random.Random(f"{seed}:grain").randbytes(65536))
    return raw.filter(ImageFilter.GaussianBlur(0.6)).point([round(128 + (v - 128) * 0.20) for v in range(256)])


def _size(value: int) -> int:
    return max(16, min(LARGEST, int(value)))
