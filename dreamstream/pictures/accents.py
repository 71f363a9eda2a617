"""Accents by hand: the marks a hand lettering lacks, drawn with its own pen over the letters it has."""

from __future__ import annotations

import math
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image, ImageDraw, ImageFont

Stroke = tuple[tuple[float, float], ...]

#: Strokes in ems, x from the letter's middle, y up from its top; a single point is a dot.
_ABOVE: dict[str, tuple[Stroke, ...]] = {
    "\u0301": (((-0.05, 0.06), (0.08, 0.19)),),  # acute
    "\u0300": (((0.05, 0.06), (-0.08, 0.19)),),  # grave
    "\u0302": (((-0.11, 0.06), (0.0, 0.17), (0.11, 0.06)),),  # circumflex
    "\u030c": (((-0.11, 0.17), (0.0, 0.06), (0.11, 0.17)),),  # caron
    "\u0304": (((-0.12, 0.11), (0.12, 0.12)),),  # macron
    "\u0306": (((-0.12, 0.17), (-0.06, 0.09), (0.06, 0.09), (0.12, 0.17)),),  # breve
    "\u0307": (((0.0, 0.12),),),  # dot
    "\u0308": (((-0.09, 0.12),), ((0.09, 0.12),)),  # two dots
    "\u030a": (tuple((0.075 * math.cos(i * 0.6), 0.13 + 0.075 * math.sin(i * 0.6)) for i in range(12)),),  # ring
    "\u030b": (((-0.11, 0.06), (-0.03, 0.18)), ((0.05, 0.06), (0.13, 0.18))),  # two acutes
}
#: The same, y down from the base line.
_BELOW: dict[str, tuple[Stroke, ...]] = {
    "\u0327": (((0.0, 0.02), (0.02, -0.08), (-0.05, -0.15)),),  # cedilla
    "\u0326": (((0.02, -0.08), (-0.03, -0.18)),),  # comma
    "\u0328": (((0.10, 0.02), (0.04, -0.09), (0.13, -0.14)),),  # ogonek
}
_CROSSED = {"ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ħ": "h"}  #: a bar through the stem
_TICKED = frozenset("ďťľĽ")  # their caron is a tick beside them
_PEN = 0.085  # how thick the pen is, in ems


@lru_cache(maxsize=512)
def parts(sign: str) -> tuple[str, str] | None:
    """The letter and the mark of an accented letter that can be drawn here; None of any other."""
    if sign in _CROSSED:
        return _CROSSED[sign], "bar"
    if sign in _TICKED:
        return unicodedata.normalize("NFD", sign)[0], "tick"
    two = unicodedata.normalize("NFD", sign)
    if len(two) == 2 and (two[1] in _ABOVE or two[1] in _BELOW) and two[0].isascii():
        # of marks over a dotted letter only the macron hides the dot
        return (two[0], two[1]) if two[0] not in "ij" or two[1] in _BELOW or two[1] == "\u0304" else None
    return None


def draw(
    pen: ImageDraw.ImageDraw, at: tuple[float, float], sign: str, font: ImageFont.FreeTypeFont, fill: object
) -> None:
    """The mark of one letter whose left end is on the base line at `at`."""
    found = parts(sign)
    if found is None:
        return
    base, mark = found
    left, top, right, bottom = _inked(font, base)
    mask, reach = _mark(mark, round(font.size))
    across = (left + right) / 2
    if mark == "bar":
        up = (top + bottom) / 2 if sign in "łŁĐ" else top + (bottom - top) * 0.2
        across = left + (right - left) * (0.5 if sign == "ł" else 0.72 if sign == "đ" else 0.26)
    elif mark == "tick":
        across, up = right + font.size * 0.05, top + font.size * 0.03
    else:
        up = float(top) if mark in _ABOVE else 0.0
        up += font.size * 0.15 if base in "ij" and mark in _ABOVE else 0.0
    pen.bitmap((round(at[0] + across - reach), round(at[1] + up - reach)), mask, fill=fill)  # type: ignore[arg-type]


@lru_cache(maxsize=256)
def _inked(font: ImageFont.FreeTypeFont, base: str) -> tuple[int, int, int, int]:
    """Where a letter's ink is, from its origin on the base line."""
    mask, (x, y) = font.getmask2(base, mode="L", anchor="ls")
    box = mask.getbbox() or (0, 0, 1, 1)
    return round(box[0] + x), round(box[1] + y), round(box[2] + x), round(box[3] + y)


@lru_cache(maxsize=128)
def _mark(mark: str, size: int) -> tuple[Image.Image, int]:
    """A mark as a mask, and how far its own origin is from the mask's corner."""
    from PIL import Image, ImageDraw

    fine = 4
    reach = max(3, round(size * 0.3))
    image = Image.new("L", (2 * reach * fine, 2 * reach * fine))
    brush = ImageDraw.Draw(image)
    half = max(0.8, size * (_PEN if mark != "\u030a" else _PEN * 0.62) / 2) * fine
    strokes = _ABOVE.get(mark) or _BELOW.get(mark) or ()
    if mark == "bar":
        strokes = (((-0.12, -0.05), (0.12, 0.06)),)
    elif mark == "tick":
        strokes = (((0.0, 0.02), (-0.02, -0.10)),)
    for stroke in strokes:
        dot = 1.3 if len(stroke) == 1 else 1.0
        points = [((reach + x * size) * fine, (reach - y * size) * fine) for x, y in stroke]
        brush.line(points, fill=255, width=round(half * 2), joint="curve")
        for x, y in points:
            brush.ellipse((x - half * dot, y - half * dot, x + half * dot, y + half * dot), fill=255)
    return image.resize((2 * reach, 2 * reach), Image.Resampling.BOX), reach
