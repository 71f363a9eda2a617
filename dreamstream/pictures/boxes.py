"""Caption boxes: the words of a panel in letters large enough to read, where they hide least."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dreamstream.pictures import lines
from dreamstream.pictures.quiet import Box, Quiet

if TYPE_CHECKING:
    from PIL import Image

    from dreamstream.pictures.pages import Cell
    from dreamstream.pictures.voice import Voice

Colour = tuple[int, int, int]

LARGEST, SMALLEST = 0.0305, 0.0215  # lettering, shares of the page: at half size its small letters are 6 pixels high
STEP = 1.17  # from line to line
_MOST = 6  # lines


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One way to lay a caption out, and what it costs the picture."""

    cost: float
    box: Box
    lines: tuple[str, ...]
    pixels: int


def largest(size: int) -> int:
    """The largest lettering of a page, in pixels."""
    return max(7, round(size * LARGEST))


def smallest(size: int) -> int:
    """The smallest."""
    return max(6, round(size * SMALLEST))


def padding(size: int) -> tuple[int, int]:
    """Around the words of a box; and from a box to the frame."""
    return max(2, round(size * 0.011)), max(3, round(size * 0.015))


def common(captions: Sequence[str], cells: Sequence[Cell], size: int, voice: Voice) -> int:
    """The largest lettering every caption of the page has room for: one page, one hand."""
    large, small = largest(size), smallest(size)
    for now in range(large, small, -2):
        if all(layouts(words, room(cell, size, now), now, voice) for words, cell in zip(captions, cells, strict=True)):
            return now
    return small


def room(cell: Cell, size: int, pixels: int) -> tuple[int, int]:
    """How much of a panel its caption's words may take: across and down."""
    left, top, right, bottom = cell.inner()
    pad, away = padding(size)
    wide, high = right - left - 2 * (away + pad), bottom - top - 2 * (away + pad)
    return max(8, round(wide * (0.56 if cell.flat else 1.0))), max(pixels, round(high * (0.62 if cell.flat else 0.32)))


def layouts(words: str, room: tuple[int, int], pixels: int, voice: Voice) -> list[list[str]]:
    """The words in a few shapes of box, from flat to tall; none where they do not fit, one empty if there are none."""
    if not words:
        return [[]]
    out: dict[int, list[str]] = {}
    whole = lines.longest(words, lambda text: voice.width(text, pixels))
    for share in (1.0, 0.78, 0.6, 0.46):
        if whole > room[0] * share and share < 1.0:
            continue  # no word is broken while a wider box would hold it
        texts = lines.balanced(words, room[0] * share, lambda text: voice.width(text, pixels))
        if len(texts) * pixels * STEP <= room[1] and len(texts) <= _MOST:
            out.setdefault(len(texts), texts)
    return list(out.values())


def fitted(words: str, room_: tuple[int, int], pixels: int, least: int, voice: Voice) -> tuple[list[list[str]], int]:
    """The words in their room: smaller where they must be, then cut with an ellipsis."""
    least = min(pixels, least)
    for now in range(pixels, least - 1, -1):
        found = layouts(words, room_, now, voice)
        if found:
            return found, now

    def measure(text: str) -> float:
        return voice.width(text, least)

    most = max(1, min(_MOST, int(room_[1] / (least * STEP))))
    return [lines.cut(lines.wrapped(words, room_[0], measure), most, room_[0], measure)], least


def choices(
    texts: Sequence[Sequence[str]], pixels: int, voice: Voice, quiet: Quiet, size: int, *, last: bool = False
) -> list[Choice]:
    """Every place for a caption, the best first.

    The words like the corner where reading begins, the last of a page the one where it ends; they keep off faces.
    """
    pad, away = padding(size)
    left, top, right, bottom = quiet.inner
    out: list[Choice] = []
    for lines_ in texts:
        wide = min(right - left - 2, round(max(voice.width(text, pixels) for text in lines_)) + 2 * pad)
        high = min(bottom - top - 2, round(len(lines_) * pixels * STEP) + 2 * pad)
        for across in (0.0, 0.5, 1.0):
            for down in (0.0, 0.22, 0.5, 0.78, 1.0):
                x = left + away + round(max(0, right - left - 2 * away - wide) * across)
                y = top + away + round(max(0, bottom - top - 2 * away - high) * down)
                x, y = max(left, min(x, right - wide)), max(top, min(y, bottom - high))
                box = (x, y, x + wide, y + high)
                begin = 1 - across if voice.rtl else across
                cost = begin * 2.0 + down * 5.0 if not last else (1 - begin) * 1.5 + (1 - down) * 2.0
                cost += 3.0 * (across == 0.5) + 4.0 * (0 < down < 1)
                cost += quiet.busy(box) * 0.5 + quiet.hidden(box) * 42.0
                cost += (high / (bottom - top)) ** 2 * 14.0 + wide / (right - left) * 2.0
                out.append(Choice(cost=cost, box=box, lines=tuple(lines_), pixels=pixels))
    return sorted(out, key=lambda one: one.cost)


def draw(sheet: Image.Image, choice: Choice, voice: Voice, size: int, *, ink: Colour, fill: Colour) -> None:
    """A box with a small hard shadow; no accent or heap of marks leaves it, for the words have a sheet of their own."""
    from PIL import Image, ImageDraw

    pad, _away = padding(size)
    left, top, right, bottom = choice.box
    drop, line = max(1, round(size * 0.004)), max(1, round(size * 0.002))
    pen = ImageDraw.Draw(sheet)
    pen.rectangle((left + drop, top + drop, right + drop, bottom + drop), fill=ink)
    pen.rectangle(choice.box, fill=fill, outline=ink, width=line)
    wide, high = right - left - 2 * line, bottom - top - 2 * line
    if wide < 2 or high < 2:
        return
    letters = Image.new("L", (wide, high), 0)
    pen = ImageDraw.Draw(letters)
    step = choice.pixels * STEP
    start = (high - len(choice.lines) * step) / 2 + step * 0.755
    for i, text in enumerate(choice.lines):
        long = voice.width(text, choice.pixels)
        x = wide - pad + line - long if voice.rtl else pad - line
        if len(choice.lines) == 1:
            x = (wide - long) / 2
        voice.draw(pen, (x, start + i * step), text, choice.pixels, fill=255)
    inked = letters.getbbox()
    if inked is not None:
        # hand lettering ends before or after its measure: the ink is what the eye centres
        away = (wide - inked[2] + inked[0]) // 2
        sheet.paste(ink, (left + line + away, top + line + inked[1]), letters.crop(inked))
