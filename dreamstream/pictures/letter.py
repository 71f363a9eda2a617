"""Letter a page: cream paper, uneven panels, captions that never leave their box."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from dreamstream.pictures import spell

if TYPE_CHECKING:
    from PIL import Image, ImageDraw, ImageFont

Cell = tuple[int, int, int, int]  # x, y, w, h

PAPER, INK, CREAM = (240, 230, 210), (24, 22, 34), (250, 243, 226)
_MARGIN, _GUTTER = 0.027, 0.019
_FRAMES = 0.0045
FLAT = 1.45  # a panel wider than this by its height has its caption beside the subject, else above it
_LARGEST, _SMALLEST = 0.0305, 0.0185  # lettering, as shares of the page

# rows of a page: height, then the widths in it; a page of four is special (one panel stands over two)
_ROWS: dict[int, tuple[tuple[float, tuple[float, ...]], ...]] = {
    1: ((1.0, (1.0,)),),
    2: ((0.54, (1.0,)), (0.46, (1.0,))),
    3: ((0.47, (1.0,)), (0.53, (0.45, 0.55))),
    5: ((0.34, (0.57, 0.43)), (0.31, (1.0,)), (0.35, (0.42, 0.58))),
    6: ((0.34, (0.58, 0.42)), (0.33, (0.40, 0.60)), (0.33, (0.55, 0.45))),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """One picture of a page and what is said over it."""

    body: bytes  #: any picture Pillow reads
    caption: str


def cells(count: int, *, size: int = 1024) -> tuple[Cell, ...]:
    """Where the panels of a page lie; a page has one to six."""
    count = max(1, min(6, count))
    edge, gap = round(size * _MARGIN), max(2, round(size * _GUTTER))
    inner = size - 2 * edge
    if count == 4:
        top = round((inner - gap) * 0.42)
        low = inner - gap - top
        left = round((inner - gap) * 0.43)
        right = inner - gap - left
        half = round((low - gap) * 0.5)
        y = edge + top + gap
        return (
            (edge, edge, inner, top),
            (edge, y, left, low),
            (edge + left + gap, y, right, half),
            (edge + left + gap, y + half + gap, right, low - gap - half),
        )
    out: list[Cell] = []
    rows = _ROWS[count]
    y = edge
    for i, (high, widths) in enumerate(rows):
        h = edge + inner - y if i == len(rows) - 1 else round((inner - gap * (len(rows) - 1)) * high)
        x = edge
        for j, wide in enumerate(widths):
            w = edge + inner - x if j == len(widths) - 1 else round((inner - gap * (len(widths) - 1)) * wide)
            out.append((x, y, w, h))
            x += w + gap
        y += h + gap
    return tuple(out)


def page(panels: Sequence[Panel], *, size: int = 1024) -> bytes:
    """A comic page as WebP; panels past the sixth are left out."""
    from PIL import Image, ImageDraw, ImageOps

    from dreamstream.pictures.paint import encode

    panels = panels[:6]
    sheet = Image.new("RGB", (size, size), PAPER)
    draw = ImageDraw.Draw(sheet)
    line = max(2, round(size * _FRAMES))
    for i, (panel, (x, y, w, h)) in enumerate(zip(panels, cells(len(panels), size=size), strict=False)):
        picture = ImageOps.fit(Image.open(io.BytesIO(panel.body)).convert("RGB"), (w, h))
        sheet.paste(picture, (x, y))
        draw.rectangle((x, y, x + w - 1, y + h - 1), outline=INK, width=line)
        _caption(draw, picture, panel.caption, (x, y, w, h), size, last=i == len(panels) - 1)
    return encode(sheet)


def _caption(draw: ImageDraw.ImageDraw, picture: Image.Image, words: str, cell: Cell, size: int, *, last: bool) -> None:
    x, y, w, h = cell
    pad, away = max(2, round(size * 0.011)), max(3, round(size * 0.016))
    flat = w > FLAT * h
    room = (w - 2 * away - 2 * pad, round(h * (0.48 if flat else 0.32)) - 2 * pad)
    # a narrow box beside the subject, a wide one above it
    narrow = min(room[0], max(round(room[0] * (0.43 if flat else 0.86)), round(size * 0.2)))
    font, lines = _fitted(words, (narrow, room[1]), size)
    if not "".join(lines).strip("… "):
        return  # nothing left to say, or nothing these letters can say: the picture speaks alone
    step = _step(font)
    wide = min(room[0], max(round(font.getlength(line)) for line in lines)) + 2 * pad
    high = step * len(lines) + 2 * pad
    left, top = _calm(picture, (w, h), (wide, high), away, last=last)
    bx, by = x + left, y + top
    drop = max(1, round(size * 0.004))
    draw.rectangle((bx + drop, by + drop, bx + wide + drop, by + high + drop), fill=INK)
    draw.rectangle((bx, by, bx + wide, by + high), fill=CREAM, outline=INK, width=max(1, round(size * 0.002)))
    for i, line in enumerate(lines):
        draw.text((bx + pad, by + pad + i * step), line, font=font, fill=INK)


def _calm(
    picture: Image.Image, panel: tuple[int, int], box: tuple[int, int], away: int, *, last: bool
) -> tuple[int, int]:
    """The corner where a box hides least; the first words like the top left, the last the bottom right."""
    from PIL import ImageFilter, ImageStat

    w, h = panel
    edges = picture.convert("L").filter(ImageFilter.GaussianBlur(1.5)).filter(ImageFilter.FIND_EDGES)
    places = [
        (away, away),
        (w - away - box[0], away),
        (away, h - away - box[1]),
        (w - away - box[0], h - away - box[1]),
    ]
    liking = (8.0, 6.0, 3.0, 0.0) if last and w > FLAT * h else (0.0, 2.0, 7.0, 7.0)
    best, least = places[0], float("inf")
    for (left, top), cost in zip(places, liking, strict=True):
        left, top = max(0, left), max(0, top)
        busy = ImageStat.Stat(edges.crop((left, top, left + box[0], top + box[1]))).mean[0]
        if busy * 1.6 + cost < least:
            best, least = (left, top), busy * 1.6 + cost
    return best


def _fitted(words: str, room: tuple[int, int], size: int) -> tuple[ImageFont.FreeTypeFont, list[str]]:
    """Shrink until it fits, then cut with an ellipsis."""
    large, small = max(7, round(size * _LARGEST)), max(6, round(size * _SMALLEST))
    for pixels in range(large, small - 1, -1):
        font = _font(pixels)
        lines = wrapped(spell.spelled(words, font), font, room[0])
        if _step(font) * len(lines) <= room[1]:
            return font, lines
    most = max(1, room[1] // _step(font))
    if len(lines) > most:
        lines = lines[:most]
        lines[-1] = _cut(lines[-1], font, room[0])
    return font, lines


def wrapped(text: str, font: ImageFont.FreeTypeFont, wide: float) -> list[str]:
    """Greedy lines; a word longer than a line is broken, or it would run out of the box."""
    lines: list[str] = []
    now = ""
    for word in text.split():
        if font.getlength(f"{now} {word}".strip()) <= wide:
            now = f"{now} {word}".strip()
            continue
        if now:
            lines.append(now)
        while font.getlength(word) > wide and len(word) > 1:
            take = len(word)
            while take > 1 and font.getlength(word[:take]) > wide:
                take -= 1
            lines.append(word[:take])
            word = word[take:]
        now = word
    return [*lines, now] if now else lines


def _cut(line: str, font: ImageFont.FreeTypeFont, wide: float) -> str:
    dots = spell.spelled("…", font)
    while line and font.getlength(line.rstrip(" ,;:") + dots) > wide:
        line = line[:-1]
    return line.rstrip(" ,;:") + dots


def _step(font: ImageFont.FreeTypeFont) -> int:
    return round(font.size * 1.2)


@lru_cache(maxsize=32)
def _font(pixels: int) -> ImageFont.FreeTypeFont:
    from importlib import resources

    from PIL import ImageFont

    try:
        path = resources.files("font_intuitive") / "files" / "Intuitive.ttf"
        return ImageFont.truetype(str(path), pixels)
    except (ImportError, OSError):
        plain = ImageFont.load_default(pixels)
        if isinstance(plain, ImageFont.FreeTypeFont):
            return plain
        raise
