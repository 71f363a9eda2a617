"""Balloons: speech with its tail, thoughts with their bubbles, shouts with their spikes, sounds as letters."""

from __future__ import annotations

import math
import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image, ImageDraw

    from dreamstream.pictures.voice import Voice

SAY, THINK, SHOUT, SOUND = "say", "think", "shout", "sound"
KINDS = (SAY, THINK, SHOUT, SOUND)
_FINE = 3  # drawn this much larger, then made small: Pillow's curves have stairs
_STEP = 1.16  # from line to line

Colour = tuple[int, int, int]
Point = tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Balloon:
    """What is said, laid out: its lines and how much room they take, in pixels."""

    kind: str
    lines: tuple[str, ...]
    pixels: int
    w: int
    h: int


def laid(kind: str, lines: list[str], pixels: int, voice: Voice) -> Balloon:
    """The room a balloon takes around its lines."""
    wide = max((voice.width(line, pixels) for line in lines), default=0.0)
    high = len(lines) * pixels * _STEP
    if kind == SOUND:
        return Balloon(kind=kind, lines=tuple(lines), pixels=pixels, w=round(wide * 1.12), h=round(high * 1.45))
    # the corners of the text touch a lens somewhat squarer than an ellipse
    grow = {SAY: 1.22, THINK: 1.28, SHOUT: 1.42}[kind]
    pad = pixels * (0.55 if kind != SHOUT else 0.9)
    return Balloon(
        kind=kind, lines=tuple(lines), pixels=pixels, w=round(wide * grow + pad), h=round(high * (grow + 0.12) + pad)
    )


def draw(
    sheet: Image.Image,
    balloon: Balloon,
    at: tuple[int, int],
    head: Point | None,
    voice: Voice,
    *,
    ink: Colour,
    paper: Colour,
    within: tuple[int, int, int, int],
    seed: int = 0,
) -> None:
    """Onto the sheet, its upper left corner at `at`; nothing of it leaves `within`, `head` is who says it."""
    from PIL import Image, ImageDraw

    left, top, right, bottom = within
    wide, high = right - left, bottom - top
    if wide < 4 or high < 4:
        return
    x, y = at[0] - left, at[1] - top
    if balloon.kind == SOUND:
        _sound(sheet, balloon, (x, y), voice, ink, paper, within)
        return
    line = max(1.6, balloon.pixels * 0.085)
    aim = None if head is None else (head[0] - left, head[1] - top)
    middle = (x + balloon.w / 2, y + balloon.h / 2)
    masks = []
    for grow in (line, 0.0):
        mask = Image.new("L", (wide * _FINE, high * _FINE), 0)
        pen = ImageDraw.Draw(mask)
        _outline(pen, balloon, middle, aim, grow, seed)
        masks.append(mask.resize((wide, high), Image.Resampling.BOX))
    # the line around balloon and tail first, both filled after: no seam shows
    sheet.paste(ink, (left, top), masks[0])
    sheet.paste(paper, (left, top), masks[1])
    letters = Image.new("L", (wide, high), 0)
    pen = ImageDraw.Draw(letters)
    step = balloon.pixels * _STEP
    base = middle[1] - len(balloon.lines) * step / 2 + step * 0.74
    for i, text in enumerate(balloon.lines):
        long = voice.width(text, balloon.pixels)
        voice.draw(pen, (middle[0] - long / 2, base + i * step), text, balloon.pixels, fill=255)
    sheet.paste(ink, (left, top), letters)


def _outline(
    pen: ImageDraw.ImageDraw, balloon: Balloon, middle: Point, aim: Point | None, grow: float, seed: int
) -> None:
    """Balloon and tail, `grow` pixels fatter than they are."""
    f = _FINE
    cx, cy = middle
    rx, ry = balloon.w / 2, balloon.h / 2
    dice = random.Random(f"{seed}:balloon")
    if balloon.kind == THINK:
        count = max(8, round((rx + ry) / max(8.0, balloon.pixels * 0.95)) * 2)
        turn = dice.uniform(0, math.tau)
        for i in range(count):
            angle = turn + i * math.tau / count
            r = min(rx, ry) * dice.uniform(0.30, 0.40) + grow
            px, py = cx + math.cos(angle) * (rx - r * 0.72), cy + math.sin(angle) * (ry - r * 0.72)
            pen.ellipse([(px - r) * f, (py - r) * f, (px + r) * f, (py + r) * f], fill=255)
        pen.ellipse([(cx - rx * 0.9) * f, (cy - ry * 0.86) * f, (cx + rx * 0.9) * f, (cy + ry * 0.86) * f], fill=255)
        if aim is not None:
            sx, sy = _rim(cx, cy, rx, ry, aim)
            for share, size in ((0.22, 0.30), (0.52, 0.21), (0.80, 0.14)):
                r = balloon.pixels * size + grow
                px, py = sx + (aim[0] - sx) * share, sy + (aim[1] - sy) * share
                pen.ellipse([(px - r) * f, (py - r) * f, (px + r) * f, (py + r) * f], fill=255)
        return
    points: list[Point] = []
    if balloon.kind == SHOUT:
        count = 26
        turn = dice.uniform(0, 1)
        for i in range(count * 2):
            angle = (i + turn) * math.pi / count
            reach = dice.uniform(0.93, 1.0) if i % 2 == 0 else dice.uniform(0.77, 0.83)
            points.append(_lens(cx, cy, rx * reach + grow, ry * reach + grow, angle, 2.3))
    else:
        points = [_lens(cx, cy, rx + grow, ry + grow, i * math.tau / 96, 2.5) for i in range(96)]
    pen.polygon([(px * f, py * f) for px, py in points], fill=255)
    if aim is not None:
        _tail(pen, balloon, (cx, cy, rx, ry), aim, grow)


def _tail(
    pen: ImageDraw.ImageDraw, balloon: Balloon, lens: tuple[float, float, float, float], aim: Point, grow: float
) -> None:
    """A bent thorn from the middle of the balloon to just before the mouth."""
    f = _FINE
    cx, cy, rx, ry = lens
    dx, dy = aim[0] - cx, aim[1] - cy
    far = math.hypot(dx, dy) or 1.0
    sx, sy = _rim(cx, cy, rx, ry, aim)
    gap = math.hypot(aim[0] - sx, aim[1] - sy)
    if (dx / rx) ** 2 + (dy / ry) ** 2 < 1.1:
        return
    tip = 1 - min(0.5, balloon.pixels * 0.5 / max(1.0, gap))
    reach = min(gap * tip, balloon.pixels * 4.2)  # a long tail is a thread: it need only point
    ux, uy = dx / far, dy / far
    px, py = sx + ux * reach, sy + uy * reach
    half = min(rx * 0.34, balloon.pixels * 0.62)
    bx, by = cx + (sx - cx) * 0.7, cy + (sy - cy) * 0.7
    bend = balloon.pixels * 0.35 * (1 if dx > 0 else -1)
    left: list[Point] = []
    right: list[Point] = []
    for i in range(13):
        t = i / 12
        mx, my = (bx + px) / 2 - uy * bend, (by + py) / 2 + ux * bend
        qx = (1 - t) ** 2 * bx + 2 * t * (1 - t) * mx + t * t * px
        qy = (1 - t) ** 2 * by + 2 * t * (1 - t) * my + t * t * py
        w = half * (1 - t) + grow * (1.0 if t < 1 else 0.6)
        left.append(((qx - uy * w) * f, (qy + ux * w) * f))
        right.append(((qx + uy * w) * f, (qy - ux * w) * f))
    end = [((px + ux * grow * 1.6) * f, (py + uy * grow * 1.6) * f)] if grow else []
    pen.polygon([*left, *end, *right[::-1]], fill=255)


def _rim(cx: float, cy: float, rx: float, ry: float, aim: Point) -> Point:
    angle = math.atan2((aim[1] - cy) / max(1.0, ry), (aim[0] - cx) / max(1.0, rx))
    return cx + math.cos(angle) * rx * 0.97, cy + math.sin(angle) * ry * 0.97


def _lens(cx: float, cy: float, rx: float, ry: float, angle: float, square: float) -> Point:
    c, s = math.cos(angle), math.sin(angle)
    p = 2 / square
    return cx + math.copysign(abs(c) ** p, c) * rx, cy + math.copysign(abs(s) ** p, s) * ry


def _sound(
    sheet: Image.Image,
    balloon: Balloon,
    at: tuple[int, int],
    voice: Voice,
    ink: Colour,
    paper: Colour,
    within: tuple[int, int, int, int],
) -> None:
    """A noise, drawn: leaning letters with a thick rim."""
    from PIL import Image, ImageDraw

    left, top, right, bottom = within
    rim = max(2, round(balloon.pixels * 0.11))
    size = (balloon.w + 4 * rim, balloon.h + 4 * rim)
    for stroke, colour in ((rim, ink), (0, paper)):
        mask = Image.new("L", size, 0)
        pen = ImageDraw.Draw(mask)
        for i, text in enumerate(balloon.lines):
            x = (size[0] - voice.width(text, balloon.pixels)) / 2
            y = 2 * rim + balloon.h * 0.16 + balloon.pixels * (0.8 + i * _STEP)
            voice.draw(pen, (x, y), text, balloon.pixels, fill=255, stroke_width=stroke)
        mask = mask.rotate(7, Image.Resampling.BICUBIC)
        layer = Image.new("L", (right - left, bottom - top), 0)
        layer.paste(mask, (at[0] - 2 * rim, at[1] - 2 * rim))
        sheet.paste(colour, (left, top), layer)
