"""Paint a scene: sky, land, actors, frame; then grain, which the vector drawing cannot afford."""

from __future__ import annotations

import random
from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from dreamstream.pictures import figures, land, lands
from dreamstream.pictures.brush import Sheet
from dreamstream.pictures.door import Own
from dreamstream.pictures.finish import finished
from dreamstream.pictures.palettes import of
from dreamstream.pictures.scene import Scene

if TYPE_CHECKING:
    from PIL import Image

LARGEST = 4096  # resvg would draw 40000 x 40000 without a word
QUALITY = 86
#: How unevenly the wash lies, in steps of 255 under a soft light: 1 or 2 in the dark, 4 at most.
_UNEVEN = 9


def svg(scene: Scene, *, width: int = 1024, height: int = 1024) -> str:
    """The whole picture as SVG: shapes and numbers only, never a word of the dream."""
    return sheet(scene, width=width, height=height).svg()


def sheet(scene: Scene, *, width: int = 1024, height: int = 1024, watched: bool = False) -> Sheet:
    """The picture as a sheet full of parts, back to front; `watched` ones know who painted them."""
    drawn = Sheet(_size(width), _size(height), of(scene), scene.seed, watched=watched)
    lands.behind(drawn, scene)
    near = [actor for actor in scene.actors if actor.tone < 0.3]
    for actor in near:
        figures.shed(drawn, actor)
    for i, actor in enumerate(near):
        with drawn.layer(f"actor{i}"):
            figures.draw(drawn, scene, actor)
    if scene.place in ("lake", "field", "mountains", "forest", "river", "farm", "garden", "island"):
        land.tufts(drawn, scene)  # over the feet: what stands, stands in it
    lands.before(drawn, scene)
    return drawn


def paint(scene: Scene, *, width: int = 1024, height: int = 1024) -> bytes:
    """WebP bytes; the same scene and size give the same bytes on one machine."""
    import io

    import resvg_py
    from PIL import Image

    drawn = sheet(scene, width=width, height=height)
    png = resvg_py.svg_to_bytes(svg_string=drawn.svg(), skip_system_fonts=True)
    picture = Image.open(io.BytesIO(bytes(png))).convert("RGB")
    for veil, tint in veils(drawn):
        picture.paste(tint, (0, 0), veil)
    strength = (1 + 1.2 * scene.finish.grain) * min(1.0, max(0.35, min(drawn.pixels) / 640))  # coarse on a small one
    return encode(grained(finished(picture, scene.finish), scene.seed, strength))


def veils(drawn: Sheet) -> list[tuple[Image.Image, str]]:
    """What is laid over the whole picture in the end, as masks and their colours: pale air, then shade."""
    both = ((_fall(drawn, drawn.gleams), drawn.colours.haze), (edges(drawn), drawn.colours.deep))
    return [(veil, tint) for veil, tint in both if veil is not None]


def edges(drawn: Sheet) -> Image.Image | None:
    """How dark each pixel gets from the edges the sheet names: a mask, or None where it names none."""
    return _fall(drawn, drawn.edges)


def _fall(drawn: Sheet, sides: Mapping[str, tuple[float, float]]) -> Image.Image | None:
    from PIL import Image, ImageChops

    veil: Image.Image | None = None
    # a fall of light has no detail: made at a quarter of the size and stretched, it costs a sixteenth
    wide, high = small = max(1, drawn.pixels[0] // 4), max(1, drawn.pixels[1] // 4)
    for side, (reach, strength) in sides.items():
        one = Image.new("L", small, round(255 * strength))
        for way in side.split():
            upright = way in ("top", "foot")
            whole = high if upright else wide
            long = max(1.0, reach * whole)
            falls = [round(255 * max(0.0, 1 - (i + 0.5) / long)) for i in range(whole)]
            line = bytes(reversed(falls) if way in ("foot", "right") else falls)
            fade = Image.frombytes("L", (1, high) if upright else (wide, 1), line).resize(small)
            one = ImageChops.multiply(one, fade)
        veil = one if veil is None else ImageChops.screen(veil, one)
    return veil.resize(drawn.pixels, Image.Resampling.BILINEAR) if veil else None


def encode(picture: Image.Image) -> bytes:
    """A picture as WebP."""
    import io

    out = io.BytesIO()
    picture.save(out, "WEBP", quality=QUALITY, method=2)
    return Own(out.getvalue())


def grained(picture: Image.Image, seed: int, strength: float = 1.0) -> Image.Image:
    """Film grain in output pixels, 1 the usual. It also hides the bands of 8-bit skies."""
    from PIL import Image, ImageChops

    if strength <= 0:
        return picture
    tile = _tile(seed)
    if strength != 1:
        tile = tile.point([max(0, min(255, round(128 + (v - 128) * strength))) for v in range(256)])
    sheet = Image.new("L", picture.size)
    for y in range(0, picture.height, 256):
        for x in range(0, picture.width, 256):
            sheet.paste(tile, (x, y))
    sheet = ImageChops.add(sheet, _wash(seed).resize(picture.size, Image.Resampling.BICUBIC), offset=-128)
    return ImageChops.soft_light(picture, Image.merge("RGB", (sheet, sheet, sheet)))


@lru_cache(maxsize=4)
def _wash(seed: int) -> Image.Image:
    """The wash lies unevenly, as from a brush: a quiet wall or sky is no two times the same."""
    from PIL import Image

    dice = random.Random(f"{seed}:wash")
    return Image.frombytes("L", (9, 8), bytes(round(128 + dice.uniform(-_UNEVEN, _UNEVEN)) for _ in range(72)))


@lru_cache(maxsize=4)
def _tile(seed: int) -> Image.Image:
    from PIL import Image, ImageFilter

    # Pillow's own noise takes no seed: it depends on what the process drew before
    raw = Image.frombytes("L", (256, 256), random.Random(f"{seed}:grain").randbytes(65536))
    return raw.filter(ImageFilter.GaussianBlur(0.6)).point([round(128 + (v - 128) * 0.20) for v in range(256)])


def _size(value: int) -> int:
    return max(16, min(LARGEST, int(value)))
