"""Talk: where a balloon goes, near who speaks, off the faces, read after the caption."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dreamstream.pictures import balloon, lines
from dreamstream.pictures.balloon import Balloon
from dreamstream.pictures.quiet import Box, Quiet, over

if TYPE_CHECKING:
    from dreamstream.pictures.voice import Voice

LOUD = 2.1  # a noise is drawn this much larger than the words
WORST = 40.0  # what costs more is not drawn: a page can do without a balloon, not without its people


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A balloon, where it goes, and what that costs the picture."""

    cost: float
    balloon: Balloon
    at: tuple[int, int]


def ways(words: str, kind: str, pixels: int, quiet: Quiet, voice: Voice) -> list[Balloon]:
    """The words in a few shapes of balloon, as far as the panel has room for them."""
    left, top, right, bottom = quiet.inner
    wide, high = right - left, bottom - top
    size = round(pixels * LOUD) if kind == balloon.SOUND else pixels
    out: dict[int, Balloon] = {}
    whole = lines.longest(words, lambda text: voice.width(text, size))
    for share in (0.3, 0.4, 0.52, 0.66, 0.8):
        if whole > wide * share and share < 0.8:
            continue  # no word is broken while a wider balloon would hold it
        texts = lines.balanced(words, wide * share, lambda text: voice.width(text, size))
        laid = balloon.laid(kind, texts, size, voice)
        if len(texts) <= 5 and laid.w < wide * 0.88 and laid.h < high * 0.66:
            out.setdefault(len(texts), laid)
    return list(out.values())


def place(
    balloons: list[Balloon],
    quiet: Quiet,
    head: tuple[float, float] | None,
    caption: Box | None,
    size: int,
) -> Place | None:
    """The best place for one of these; None where each would hide too much."""
    left, top, right, bottom = quiet.inner
    best: Place | None = None
    for laid in balloons:
        away = size * (-0.012 if laid.kind == balloon.SOUND else 0.010)  # a noise breaks the frame
        free_x, free_y = right - left - 2 * away - laid.w, bottom - top - 2 * away - laid.h
        if free_x < 0 or free_y < 0:
            continue
        for i in range(8):
            for j in range(6):
                x, y = round(left + away + free_x * i / 7), round(top + away + free_y * j / 5)
                box = (x, y, x + laid.w, y + laid.h)
                cost = quiet.hidden(box) * 38.0 + quiet.busy(box) * 0.25
                cost += laid.w * laid.h / ((right - left) * (bottom - top)) * 10.0
                if caption is not None:
                    cost += over(_wider(box, size * 0.007), caption) * 400.0
                    cost += 5.0 * (y + laid.h / 2 < caption[1])  # not to be read before the caption
                cost += _reach(laid, box, head, size) if laid.kind != balloon.SOUND else 0.0
                if best is None or cost < best.cost:
                    best = Place(cost=cost, balloon=laid, at=(x, y))
    return best if best is not None and best.cost <= WORST else None


def _reach(laid: Balloon, box: Box, head: tuple[float, float] | None, size: int) -> float:
    """A tail is short, and comes from above."""
    if head is None:
        return (box[1] + box[3]) / size * 2.0
    dx, dy = (box[0] + box[2]) / 2 - head[0], (box[1] + box[3]) / 2 - head[1]
    gap = max(0.0, math.hypot(dx, dy) - (laid.w + laid.h) / 4)
    return gap / size * 60.0 + (5.0 if dy > -laid.h * 0.4 else 0.0)


def _wider(box: Box, by: float) -> tuple[float, float, float, float]:
    return box[0] - by, box[1] - by, box[2] + by, box[3] + by
