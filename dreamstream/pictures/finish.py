"""Finish a picture in pixels: softness, black and white, sepia. What colours can do, the palette has done before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dreamstream.pictures.scene import Finish

if TYPE_CHECKING:
    from PIL import Image


def finished(picture: Image.Image, finish: Finish) -> Image.Image:
    """The picture softened or sharpened and drained as the finish says; a plain finish changes nothing."""
    picture = drained(picture, finish.look)
    if finish.soft > 0:
        return softened(picture, finish.soft)
    if finish.soft < 0:
        return sharpened(picture, -finish.soft)
    return picture


def softened(picture: Image.Image, amount: float) -> Image.Image:
    """A dream's softness: the picture with its own blurred light over it, edges still there."""
    from PIL import Image, ImageChops, ImageFilter

    # the blur is of a quarter of the size: no eye can tell, and it costs a tenth
    small = picture.resize((max(1, picture.width // 4), max(1, picture.height // 4)), Image.Resampling.BOX)
    wide = small.filter(ImageFilter.GaussianBlur(max(0.5, small.width * 0.022 * (0.6 + 0.4 * amount))))
    glow = wide.resize(picture.size, Image.Resampling.BICUBIC)
    lit = Image.blend(picture, ImageChops.screen(picture, glow.point(lambda v: int(v * 0.55))), min(0.9, 0.5 * amount))
    return Image.blend(lit, glow, min(0.62, 0.26 * amount))


def sharpened(picture: Image.Image, amount: float) -> Image.Image:
    """Edges told apart."""
    from PIL import ImageFilter

    return picture.filter(ImageFilter.UnsharpMask(radius=2, percent=int(70 * amount), threshold=1))


def drained(picture: Image.Image, look: str) -> Image.Image:
    """Black and white or sepia: whatever colour came by another way than the palette goes too."""
    from PIL import ImageOps

    if look == "mono":
        return picture.convert("L").convert("RGB")
    if look == "sepia":
        return ImageOps.colorize(picture.convert("L"), (24, 15, 8), (250, 236, 208), mid=(146, 112, 76))
    return picture
