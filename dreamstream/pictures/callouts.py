"""Callouts: a picture with rings of light around its elements, numbered, and underneath what each may stand for."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dreamstream.pictures import lines, pins
from dreamstream.pictures.brush import n as number
from dreamstream.pictures.voice import Voice

if TYPE_CHECKING:
    from PIL import Image, ImageDraw

WIDE = 1024  #: of the page, in pixels
SPOT = 0.011  #: the smallest ring: a dot of light on what has no outline, like the sky
DISC = 0.025  #: radius of a numbered disc, as a share of the picture
_EDGE, _GAP, _BETWEEN = 40, 36, 24  #: around the legend, between its columns, between two remarks; pixels
_LABEL, _TEXT = 27, 23  #: lettering
_STEP_LABEL, _STEP = 33, 29  #: from line to line
_ROUND, _ASIDE = 22, 16  #: a number in the legend, and what is left free beside it
_DIM = 0.60  #: how light the picture stays away from its elements
_NIGHT, _INK, _CREAM, _GOLD = (22, 20, 34), (28, 24, 38), (250, 243, 226), (255, 222, 160)


@dataclass(frozen=True, slots=True, kw_only=True)
class Callout:
    """One numbered remark; x, y, r and ry as shares of the picture, None where the place is not known."""

    n: int
    label: str
    text: str
    x: float | None = None
    y: float | None = None
    r: float | None = None  #: half the width of its ring
    ry: float | None = None  #: half its height, where that is another


def annotate(body: bytes, callouts: Sequence[Callout]) -> bytes:
    """The picture (any format Pillow reads) as a WebP page: rings and discs on it, a legend below.

    The page is 1024 pixels wide and as tall as its words need. Raises OSError for what is no picture.
    """
    from PIL import Image

    from dreamstream.pictures.paint import encode

    with Image.open(io.BytesIO(body)) as opened:
        picture = opened.convert("RGB")
    high = min(WIDE * 3 // 2, max(WIDE // 2, round(WIDE * picture.height / picture.width)))
    picture = picture.resize((WIDE, high))
    rings = [_ring(callout) for callout in callouts]
    up = high / WIDE  # pins think in squares of the width
    flat = [None if ring is None else (ring[0], ring[1] * up, ring[2], ring[3] * up) for ring in rings]
    spots = pins.pinned(flat, disc=DISC, tall=up)
    page = _lit(picture, [ring for ring in flat if ring is not None])
    overlay = _overlay(flat, spots, (WIDE, high))
    page.paste(overlay, (0, 0), overlay)
    voice = Voice([part for callout in callouts for part in (callout.label, callout.text)] + ["0123456789"])
    _numbers(page, callouts, spots, voice)
    return encode(_with_legend(page, callouts, voice))


def _ring(callout: Callout) -> pins.Ring | None:
    if callout.x is None or callout.y is None:
        return None
    r = callout.r or 0.06
    rx, ry = (min(0.4, max(SPOT, part)) for part in (r, callout.ry or r))
    return callout.x, callout.y, rx, ry


def _lit(picture: Image.Image, rings: Sequence[pins.Ring]) -> Image.Image:
    """Evening everywhere but around what is spoken of."""
    from PIL import Image, ImageDraw, ImageFilter

    night = Image.new("RGB", picture.size, _NIGHT)
    dim = Image.blend(night, picture, _DIM)
    small = (picture.width // 8, picture.height // 8)  # a soft mask needs no pixels
    mask = Image.new("L", small, 0)
    draw = ImageDraw.Draw(mask)
    for x, y, rx, ry in ((part * small[0] for part in ring) for ring in rings if min(ring[2:]) > SPOT):
        draw.ellipse((x - rx * 1.1, y - ry * 1.1, x + rx * 1.1, y + ry * 1.1), fill=255)
    mask = mask.filter(ImageFilter.GaussianBlur(3.5)).resize(picture.size, Image.Resampling.BICUBIC)
    page = Image.composite(picture, dim, mask)
    page.paste(Image.new("RGB", picture.size, _GOLD), (0, 0), _glow(picture.size, rings))
    return page


def _glow(size: tuple[int, int], rings: Sequence[pins.Ring]) -> Image.Image:
    """A breath of light on both sides of each ring; as gradients in the drawing it cost four times as much."""
    from PIL import Image, ImageDraw, ImageFilter

    small = (size[0] // 4, size[1] // 4)
    mask = Image.new("L", small, 0)
    draw = ImageDraw.Draw(mask)
    for x, y, rx, ry in ((part * small[0] for part in ring) for ring in rings):
        draw.ellipse((x - rx - 1, y - ry - 1, x + rx + 1, y + ry + 1), outline=255, width=3)
    soft = mask.filter(ImageFilter.GaussianBlur(3)).point([min(112, round(v * 1.2)) for v in range(256)])
    return soft.resize(size, Image.Resampling.BICUBIC)


def _overlay(rings: Sequence[pins.Ring | None], spots: Sequence[pins.Spot], size: tuple[int, int]) -> Image.Image:
    """Rings, pointers and discs, with smooth edges: numbers only, never a word."""
    import resvg_py
    from PIL import Image

    gold, cream, ink = (f"#{r:02x}{g:02x}{b:02x}" for r, g, b in (_GOLD, _CREAM, _INK))
    parts = []
    for ring in rings:
        if ring is not None:
            x, y, rx, ry = (part * WIDE for part in ring)
            at = f'<ellipse cx="{number(x)}" cy="{number(y)}"'
            held = f'fill="{gold}" fill-opacity="{0.85 if min(rx, ry) <= SPOT * WIDE else 0}"'
            line = f'rx="{number(rx)}" ry="{number(ry)}" {held} stroke="{cream}" stroke-width="2.4" opacity=".9"'
            parts.append(f"{at} {line}/>")
    for ring, spot in zip(rings, spots, strict=True):
        way = pins.pointer(ring, spot, disc=DISC) if ring is not None else None
        if way is not None:
            (ax, ay), (bx, by) = way
            d = f"M{number(ax * WIDE)} {number(ay * WIDE)}L{number(bx * WIDE)} {number(by * WIDE)}"
            parts.append(f'<path d="{d}" stroke="{ink}" stroke-width="5" opacity=".35"/>')
            parts.append(f'<path d="{d}" stroke="{cream}" stroke-width="2.2"/>')
    for x, y in spots:
        at, r = f'cx="{number(x * WIDE)}" cy="{number(y * WIDE)}"', number(DISC * WIDE)
        parts.append(f'<circle {at} r="{number(DISC * WIDE * 1.16)}" fill="{ink}" opacity=".45"/>')
        parts.append(f'<circle {at} r="{r}" fill="{cream}" stroke="{ink}" stroke-width="1.6"/>')
    wide, high = size
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}" viewBox="0 0 {wide} {high}">'
        f"{''.join(parts)}</svg>"
    )
    png = resvg_py.svg_to_bytes(svg_string=svg, skip_system_fonts=True)
    return Image.open(io.BytesIO(bytes(png))).convert("RGBA")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Entry:
    """One remark of the legend, in lines."""

    n: int
    label: list[str]
    text: list[str]

    @property
    def high(self) -> int:
        return _STEP_LABEL * len(self.label) + _STEP * len(self.text)


def _numbers(page: Image.Image, callouts: Sequence[Callout], spots: Sequence[pins.Spot], voice: Voice) -> None:
    from PIL import ImageDraw

    draw = ImageDraw.Draw(page)
    for callout, (x, y) in zip(callouts, spots, strict=True):
        _centred(draw, str(callout.n), (x * WIDE, y * WIDE), 30, voice, _INK)


def _with_legend(picture: Image.Image, callouts: Sequence[Callout], voice: Voice) -> Image.Image:
    """The picture on a dark page, the remarks under it in two columns."""
    from PIL import Image, ImageDraw

    if not callouts:
        return picture
    column = (WIDE - 2 * _EDGE - _GAP) // 2
    room = column - 2 * _ROUND - _ASIDE
    entries = [_entry(callout, room, voice) for callout in callouts]
    half = _split(entries)
    columns = [entries[:half], entries[half:]]
    page = Image.new("RGB", (WIDE, picture.height + _EDGE + max(map(_tall, columns)) + _EDGE // 2), _NIGHT)
    page.paste(picture, (0, 0))
    draw = ImageDraw.Draw(page)
    draw.rectangle((0, picture.height, WIDE, picture.height + 2), fill=_GOLD)
    for i, part in enumerate(reversed(columns) if voice.rtl else columns):
        y = picture.height + _EDGE
        for entry in part:
            _write(draw, entry, (_EDGE + i * (column + _GAP), y), column, voice)
            y += entry.high + _BETWEEN
    return page


def _entry(callout: Callout, room: int, voice: Voice) -> _Entry:
    """A label or a remark that cannot be lettered here is left out; its number stays."""
    label = callout.label[:1].upper() + callout.label[1:]
    said, told = voice.spelled(label) or "", voice.spelled(callout.text) or ""
    return _Entry(
        n=callout.n,
        label=lines.wrapped(said, room, lambda text: voice.width(text, _LABEL)),
        text=lines.wrapped(told, room, lambda text: voice.width(text, _TEXT)),
    )


def _tall(entries: Sequence[_Entry]) -> int:
    return sum(max(entry.high, 2 * _ROUND) + _BETWEEN for entry in entries)


def _split(entries: Sequence[_Entry]) -> int:
    """How many stand in the first column, so that both end about even."""
    return min(
        range(1, len(entries) + 1), key=lambda first: (max(_tall(entries[:first]), _tall(entries[first:])), first)
    )


def _write(draw: ImageDraw.ImageDraw, entry: _Entry, at: tuple[int, int], column: int, voice: Voice) -> None:
    """One remark, its number beside it; where words run from the right the number stands there too."""
    x, y = at
    cx, cy = x + (column - _ROUND if voice.rtl else _ROUND), y + _ROUND
    draw.ellipse((cx - _ROUND, cy - _ROUND, cx + _ROUND, cy + _ROUND), outline=_GOLD, width=2)
    _centred(draw, str(entry.n), (cx, cy), _LABEL, voice, _GOLD)
    base = y + round(_LABEL * 0.94)
    for text, pixels, step, tint in (
        *((text, _LABEL, _STEP_LABEL, _GOLD) for text in entry.label),
        *((text, _TEXT, _STEP, _CREAM) for text in entry.text),
    ):
        left = x + column - 2 * _ROUND - _ASIDE - voice.width(text, pixels) if voice.rtl else x + 2 * _ROUND + _ASIDE
        voice.draw(draw, (left, base), text, pixels, fill=tint)
        base += step


def _centred(
    draw: ImageDraw.ImageDraw,
    text: str,
    middle: tuple[float, float],
    pixels: int,
    voice: Voice,
    tint: tuple[int, int, int],
) -> None:
    draw_at = (middle[0] - voice.width(text, pixels) / 2, middle[1] + pixels * 0.33)
    voice.draw(draw, draw_at, text, pixels, fill=tint)
