"""What stands or hangs along a wall: pictures, shelves, a hearth, a lamp. A room somebody lives in."""

from __future__ import annotations

import random

from dreamstream.pictures import colour
from dreamstream.pictures.brush import Sheet, n

Box = tuple[float, float, float, float]  # x, y, w, h of the window, which stays free


def wall(sheet: Sheet, dice: random.Random, window: Box, right: bool, floor: float) -> None:
    """One of a few furnishings, on the side away from the window."""
    x0, y0, wide, _ = window
    start, end = (24.0, x0 - 96) if right else (x0 + wide + 96, sheet.w - 24)
    kind = dice.choice(("pictures", "shelves", "hearth", "pendant", "nothing", "pictures"))
    if kind == "pictures":
        _pictures(sheet, start, end, right, y0)
    if kind == "shelves" and end - start > 230:
        _shelves(sheet, dice, end - 210 if right else start + 20, floor)
    if kind == "hearth" and end - start > 260:
        _hearth(sheet, (start + end) / 2, floor)
    if kind in ("pendant", "shelves"):
        _pendant(sheet, (start + end) / 2 + (0 if kind == "pendant" else 60))


def _pictures(sheet: Sheet, start: float, end: float, right: bool, y0: float) -> None:
    shades = sheet.colours
    for i, (pw, ph, down) in enumerate(((96, 126, 66), (78, 78, 92))):
        x = end - 96 - i * 150 if right else start + i * 150
        if x < start or x + pw > end:
            continue
        y = y0 + down
        sheet.rect(x, y, pw, ph, colour.mix(shades.near, shades.haze, 0.10))
        inner = colour.mix(shades.sky[12], shades.near, 0.30)
        sheet.rect(x + 9, y + 9, pw - 18, ph - 18, inner)
        sheet.path(
            f"M{n(x + 9)} {n(y + ph - 9)}L{n(x + pw * 0.4)} {n(y + ph * 0.5)}L{n(x + pw * 0.62)} {n(y + ph * 0.7)}"
            f"L{n(x + pw * 0.76)} {n(y + ph * 0.58)}L{n(x + pw - 9)} {n(y + ph - 9)}Z",
            colour.mix(inner, shades.near, 0.5),
        )


def _shelves(sheet: Sheet, dice: random.Random, x: float, floor: float) -> None:
    shades = sheet.colours
    wide, high = 190, min(430.0, floor * 0.62)
    top = floor - high
    wood = colour.mix(shades.near, shades.sky[10], 0.26)
    sheet.rect(x, top, wide, high, wood)
    sheet.rect(x + 10, top + 10, wide - 20, high - 10, colour.mix(shades.near, shades.sky[10], 0.10))
    count = int(high // 84)
    spines: list[str] = []
    for row in range(count):
        foot = top + 10 + (row + 1) * (high - 16) / count - 8
        sheet.rect(x + 10, foot, wide - 20, 8, wood)
        at = x + 14.0
        while at < x + wide - 30:
            thick, tall = dice.uniform(7, 15), dice.uniform(36, 58)
            if dice.random() < 0.84:
                spines.append(f"M{n(at)} {n(foot)}v{n(-tall)}h{n(thick)}v{n(tall)}Z")
            at += thick + 1.5
    sheet.path("".join(spines), colour.mix(shades.near, shades.haze, 0.30))


def _hearth(sheet: Sheet, x: float, floor: float) -> None:
    """A fire in its place: warm where the window is cold."""
    shades = sheet.colours
    stone = colour.mix(shades.near, shades.sky[12], 0.36)
    sheet.rect(x - 120, floor - 214, 240, 214, stone)
    sheet.rect(x - 146, floor - 232, 292, 22, colour.mix(stone, shades.haze, 0.16))
    sheet.path(
        f"M{n(x - 76)} {n(floor)}V{n(floor - 96)}Q{n(x)} {n(floor - 170)} {n(x + 76)} {n(floor - 96)}V{n(floor)}Z",
        shades.deep,
    )
    warm = shades.warm
    sheet.glow(x, floor - 40, 150, warm, 0.6)
    for dx, tall, wide in ((-26, 62, 20), (4, 96, 26), (32, 54, 18)):
        a, b = x + dx - wide, x + dx + wide
        sheet.path(
            f"M{n(a)} {n(floor - 8)}Q{n(a - 4)} {n(floor - tall * 0.55)} {n(x + dx)} {n(floor - tall)}"
            f"Q{n(b + 4)} {n(floor - tall * 0.5)} {n(b)} {n(floor - 8)}Z",
            sheet.fall([(0, warm, 0.9), (1, colour.mix(warm, "#ffffff", 0.4), 1)]),
        )
    sheet.glow(x, floor + 14, 190, warm, 0.4, 34)


def _pendant(sheet: Sheet, x: float) -> None:
    shades = sheet.colours
    y = 0.24 * sheet.h
    sheet.rect(x - 1.5, 0, 3, y, shades.near)
    sheet.path(f"M{n(x - 14)} {n(y)}h28l34 44h-96Z", shades.near)
    if shades.lit:
        sheet.add(
            f'<ellipse cx="{n(x)}" cy="{n(y + 45)}" rx="34" ry="8" fill="{colour.mix(shades.warm, "#ffffff", 0.4)}"/>'
        )
        sheet.glow(x, y + 60, 150, shades.warm, 0.5)
