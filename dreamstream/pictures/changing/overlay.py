"""Overlays for plain pixels: a colour, warmth, dark edges, grain, and what falls from a sky."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from dreamstream.pictures import colour, tints

if TYPE_CHECKING:
    from PIL import Image

_SEED = "overlay"


def tinted(picture: Image.Image, name: str, share: float, where: str) -> Image.Image:
    """A colour pulled in with the light kept; the sky is the upper part, the land the lower."""
    from PIL import Image, ImageChops

    light, strength, hue = tints.COLOURS[name]
    grey = picture.convert("L")
    if share < 0:
        # away from a colour is towards the one across from it, weakly
        hue, strength, share = hue + 180, strength * 0.6, -share * 0.6
    if strength < 0.05:
        flat = Image.new("RGB", picture.size, colour.hexed(light, strength, hue))
        toned = Image.blend(picture, flat, 0.5)
    else:
        ramp = [
            _rgb(colour.hexed(0.06 + 0.92 * (i / 16), strength * _fit(0.06 + 0.92 * i / 16), hue)) for i in range(17)
        ]
        curve = [
            [
                round(ramp[v // 16][part] + (ramp[min(16, v // 16 + 1)][part] - ramp[v // 16][part]) * (v % 16) / 16)
                for v in range(256)
            ]
            for part in range(3)
        ]
        toned = Image.merge("RGB", [grey.point(one) for one in curve])
    if where in ("sky", "land"):
        fall = Image.linear_gradient("L").resize(picture.size)
        # a sky ends somewhere past the middle: full above, gone at two thirds
        mask = fall.point([round(255 * share * min(1.0, max(0.0, (176 - v) / 88))) for v in range(256)])
        if where == "land":
            mask = fall.point([round(255 * share * min(1.0, max(0.0, (v - 110) / 70))) for v in range(256)])
        return Image.composite(toned, picture, mask)
    return ImageChops.blend(picture, toned, share)


def _fit(light: float) -> float:
    return float(max(0.1, 1 - 1.5 * abs(light - 0.55) ** 1.4))


def _rgb(hexed: str) -> tuple[int, int, int]:
    return int(hexed[1:3], 16), int(hexed[3:5], 16), int(hexed[5:7], 16)


def warmed(picture: Image.Image, amount: float) -> Image.Image:
    """Red up and blue down, or the other way round."""
    red, blue = 1.07**amount, 0.88**amount
    curve = (
        [min(255, round(v * red)) for v in range(256)]
        + list(range(256))
        + [min(255, round(v * blue)) for v in range(256)]
    )
    return picture.point(curve)


def vignette(picture: Image.Image, amount: float) -> Image.Image:
    """Darker towards the edges."""
    from PIL import Image

    strength = min(0.9, 0.5 * amount)
    edge = Image.radial_gradient("L").resize(picture.size)
    mask = edge.point([round(255 * strength * min(1.0, max(0.0, (v - 90) / 130))) for v in range(256)])
    return Image.composite(Image.new("RGB", picture.size, "#0a0814"), picture, mask)


def grained(picture: Image.Image, amount: float) -> Image.Image:
    """Film grain."""
    from dreamstream.pictures import paint

    return paint.grained(picture, 1, 1 + 1.2 * amount)


def weather(picture: Image.Image, what: str) -> Image.Image:
    """Rain, snow or fog over everything; a storm is rain under a darker sky."""
    from PIL import Image, ImageDraw

    w, h = picture.size
    dice = random.Random(f"{_SEED}:{what}")
    unit = min(w, h) / 1000
    if what == "fog":
        fall = Image.linear_gradient("L").resize(picture.size)
        mask = fall.point([round(max(0, 150 - abs(v - 165) * (1.15 if v < 165 else 0.7))) for v in range(256)])
        mean = picture.resize((1, 1), Image.Resampling.BOX).getpixel((0, 0))
        pale = tuple(round(part + (225 - part) * 0.7) for part in mean) if isinstance(mean, tuple) else (200, 200, 205)
        return Image.composite(Image.new("RGB", picture.size, pale[:3]), picture, mask)
    sheet = Image.new("L", picture.size, 0)
    pen = ImageDraw.Draw(sheet)
    if what == "snow":
        for _ in range(300):
            x, y, r = dice.uniform(0, w), dice.uniform(0, h), min(7.0, 1.3 * dice.paretovariate(1.9)) * unit
            pen.ellipse((x - r, y - r, x + r, y + r), fill=235 if r < 4 * unit else 130)
    else:
        for _ in range(260):
            x, y, long = dice.uniform(-40, w), dice.uniform(-40, h), dice.uniform(18, 56) * unit
            pen.line((x, y, x + long * 0.2, y + long), fill=110, width=max(1, round(1.4 * unit)))
    ground = tinted(picture, "black", 0.5, "sky") if what == "storm" else picture
    return Image.composite(Image.new("RGB", picture.size, "#eef2fa"), ground, sheet)


def stars(picture: Image.Image, amount: float) -> Image.Image:
    """Small lights in the upper part, where it is dark enough for any to be seen."""
    from PIL import Image, ImageChops, ImageDraw

    w, h = picture.size
    dice = random.Random(f"{_SEED}:stars")
    unit = min(w, h) / 1000
    sheet = Image.new("L", picture.size, 0)
    pen = ImageDraw.Draw(sheet)
    for _ in range(round(170 * amount)):
        x, y = dice.uniform(0, w), 0.55 * h * dice.random() ** 1.3
        r = max(0.55, min(2.8, 0.7 * dice.paretovariate(2.3)) * unit)
        pen.ellipse((x - r, y - r, x + r, y + r), fill=dice.randint(120, 250))
    dark = picture.convert("L").point([255 if v < 110 else max(0, 255 - (v - 110) * 4) for v in range(256)])
    return Image.composite(Image.new("RGB", picture.size, "#fffbf0"), picture, ImageChops.multiply(sheet, dark))
