"""A room: a wall with a window and its shaft of light, boards, and what somebody left there."""

from __future__ import annotations

import random

from dreamstream.pictures import colour, furnish
from dreamstream.pictures.brush import Sheet, n
from dreamstream.pictures.scene import Scene

STYLES = ("tall", "arched", "wide", "attic", "round")


def room(sheet: Sheet, scene: Scene) -> None:
    """Wall, window on the light's side, skirting, boards, and the light lying across them."""
    shades, w, h = sheet.colours, sheet.w, sheet.h
    floor = scene.horizon * h
    dice = sheet.dice("room")
    style = dice.choice(STYLES)
    right = scene.lamp_x > 0.5
    wall = colour.mix(shades.sky[14], shades.near, 0.42)
    lit = colour.mix(wall, shades.haze, 0.34)
    across = [(0.0, lit, 1.0), (0.55, wall, 1.0), (1.0, colour.mix(wall, shades.near, 0.45), 1.0)]
    if right:
        across = [(1 - at, tint, see) for at, tint, see in reversed(across)]
    sheet.rect(0, 0, w, h, sheet.fall(across, across=True))
    sheet.rect(0, 0, w, h * 0.5, sheet.fall([(0, shades.near, 0.5), (1, shades.near, 0)]))
    _paper(sheet, dice, colour.mix(wall, shades.haze, 0.18), floor)
    wide, high = _measure(style, w, h)
    x0 = min(max(50.0, scene.lamp_x * w - wide / 2), w - wide - 50)
    y0 = max(0.07 * h, floor - high - (0.30 if style == "round" else 0.17) * h)
    if style == "attic":
        _slopes(sheet, shades.near)
    furnish.wall(sheet, dice, (x0, y0, wide, high), right, floor)
    _window(sheet, scene, style, x0, y0, wide, high)
    boards = colour.mix(shades.near, shades.sky[13], 0.55)
    sheet.rect(0, floor, w, h - floor, sheet.fall([(0, colour.mix(boards, shades.haze, 0.12), 1), (1, shades.near, 1)]))
    _boards(sheet, dice, floor)
    skirting = colour.mix(wall, shades.near, 0.55)
    sheet.rect(0, floor - 22, w, 22, skirting)
    sheet.rect(0, floor - 24, w, 2.5, colour.mix(skirting, shades.haze, 0.3))
    dip = {"round": 0.5, "arched": 0.3}.get(style, 0.0) * high  # the shaft leaves where the pane is widest
    _shaft(sheet, dice, (x0, y0 + dip, wide, high - dip), right, floor)


def _measure(style: str, w: float, h: float) -> tuple[float, float]:
    short = min(w, h)
    wide, high = {
        "tall": (0.26, 0.44),
        "arched": (0.25, 0.46),
        "wide": (0.40, 0.30),
        "attic": (0.22, 0.26),
        "round": (0.27, 0.27),
    }[style]
    return wide * short, high * short


def _paper(sheet: Sheet, dice: random.Random, tint: str, floor: float) -> None:
    """Stripes, panels or plain plaster."""
    kind = dice.choice(("stripes", "panels", "plain"))
    if kind == "stripes":
        step = 46
        lines = "".join(f"M{n(x)} 0V{n(floor)}" for x in range(step // 2, int(sheet.w) + step, step))
        sheet.add(f'<path d="{lines}" stroke="{tint}" stroke-width="15" opacity=".13" fill="none"/>')
    if kind == "panels":
        top = floor - 0.2 * sheet.h
        lines = f"M0 {n(top)}H{n(sheet.w)}" + "".join(
            f"M{n(x)} {n(top + 26)}h104V{n(floor - 44)}h-104Z" for x in range(20, int(sheet.w), 150)
        )
        sheet.add(f'<path d="{lines}" stroke="{tint}" stroke-width="3.5" opacity=".34" fill="none"/>')


def _slopes(sheet: Sheet, tint: str) -> None:
    """The two slants of a roof: an attic."""
    w, h = sheet.w, sheet.h
    for edge, side in ((0.0, 1), (w, -1)):
        d = f"M{n(edge)} 0H{n(edge + side * 0.34 * w)}L{n(edge)} {n(0.46 * h)}Z"
        sheet.path(d, tint, 0.62)
        d = f"M{n(edge + side * 0.34 * w)} 0h{n(side * 15)}L{n(edge)} {n(0.485 * h)}v{n(-0.025 * h)}Z"
        sheet.path(d, tint, 0.85)


def _boards(sheet: Sheet, dice: random.Random, floor: float) -> None:
    w, h, mid = sheet.w, sheet.h, sheet.w / 2
    if dice.random() < 0.6:
        lines = "".join(f"M{n(mid + i * w * 0.075)} {n(floor)}L{n(mid + i * w * 0.17)} {n(h)}" for i in range(-9, 10))
    else:  # tiles
        lines = "".join(f"M{n(mid + i * w * 0.1)} {n(floor)}L{n(mid + i * w * 0.2)} {n(h)}" for i in range(-7, 8))
        lines += "".join(f"M0 {n(floor + (h - floor) * t)}H{n(w)}" for t in (0.1, 0.24, 0.43, 0.68))
    sheet.add(f'<path d="{lines}" stroke="{sheet.colours.near}" stroke-width="2" opacity=".5" fill="none"/>')


def _shaft(
    sheet: Sheet, dice: random.Random, box: tuple[float, float, float, float], right: bool, floor: float
) -> None:
    """The window's light in the air and on the floor, leaning away from it, its bars as shadows."""
    shades, h = sheet.colours, sheet.h
    x0, y0, wide, _ = box
    lean = (-1 if right else 1) * wide * 0.75
    top, low = floor + 8, min(h - 14, floor + (h - floor) * 0.86)
    for a, b in ((0.04, 0.47), (0.53, 0.96)):
        one = f"M{n(x0 + wide * a + lean * 0.35)} {n(top)}L{n(x0 + wide * b + lean * 0.35)} {n(top)}"
        two = f"L{n(x0 + wide * b + lean * 1.25)} {n(low)}L{n(x0 + wide * a + lean * 1.25)} {n(low)}Z"
        sheet.path(one + two, sheet.fall([(0, shades.light, 0.5), (1, shades.light, 0.10)]))
    shaft = (
        f"M{n(x0 + wide * 0.06)} {n(y0)}L{n(x0 + wide * 0.94)} {n(y0)}"
        f"L{n(x0 + wide + lean * 1.25)} {n(low)}L{n(x0 + lean * 1.25)} {n(low)}Z"
    )
    sheet.path(shaft, sheet.fall([(0, shades.light, 0.20), (1, shades.light, 0.02)]))
    motes = "".join(
        f'<circle cx="{n(x0 + wide * 0.5 + lean * t + dice.gauss(0, wide * 0.28))}" cy="{n(y0 + (low - y0) * t)}"'
        f' r="{n(dice.uniform(0.8, 2.2))}" opacity="{n(dice.uniform(0.2, 0.7))}"/>'
        for t in (dice.random() for _ in range(36))
    )
    sheet.add(f'<g fill="{shades.light}">{motes}</g>')


def _window(sheet: Sheet, scene: Scene, style: str, x: float, y: float, w: float, h: float) -> None:
    """The pane with its bit of sky, its bars, and curtains where it is that sort of window."""
    shades = sheet.colours
    bars = colour.mix(shades.near, shades.sky[3], 0.25)
    sheet.glow(x + w / 2, y + h / 2, w * 1.15, shades.haze, 0.5, h * 0.95)
    stops = shades.sky[4:]
    sky = sheet.fall([(i / (len(stops) - 1), t, 1) for i, t in enumerate(stops)])
    pane = _pane(style, x, y, w, h, 0)
    sheet.path(_pane(style, x, y, w, h, 13), bars)
    sheet.path(pane, sky)
    cx, cy, r = x + w * 0.60, y + h * 0.36, min(w, h) * 0.17
    if scene.weather not in ("rain", "storm", "fog", "snow"):
        sheet.glow(cx, cy, r * 2.1, shades.light, 0.6)
        sheet.add(f'<circle cx="{n(cx)}" cy="{n(cy)}" r="{n(r)}" fill="{shades.light}"/>')
    hill = colour.mix(shades.far, shades.near, 0.3)
    if style == "round":
        d = f"M{n(x + w * 0.07)} {n(y + h * 0.75)}"
        d += f"Q{n(x + w * 0.4)} {n(y + h * 0.62)} {n(x + w * 0.95)} {n(y + h * 0.72)}"
        sheet.path(d + f"A{n(w / 2)} {n(h / 2)} 0 0 1 {n(x + w * 0.07)} {n(y + h * 0.75)}Z", hill)
    else:
        d = f"M{n(x)} {n(y + h)}V{n(y + h * 0.84)}"
        d += f"Q{n(x + w * 0.3)} {n(y + h * 0.70)} {n(x + w * 0.6)} {n(y + h * 0.82)}"
        sheet.path(d + f"T{n(x + w)} {n(y + h * 0.80)}V{n(y + h)}Z", hill)
    columns = (1 / 3, 2 / 3) if style == "wide" else (0.5,)
    for at in columns:
        sheet.rect(x + w * at - 4, y, 8, h, bars)
    sheet.rect(x, y + h * (0.5 if style in ("attic", "round") else 0.36), w, 7, bars)
    if style != "round":
        sheet.rect(x - 26, y + h + 12, w + 52, 13, bars)
    if style in ("tall", "wide"):
        _curtains(sheet, x, y, w, h)


def _pane(style: str, x: float, y: float, w: float, h: float, edge: float) -> str:
    x, y, w, h = x - edge, y - edge, w + 2 * edge, h + 2 * edge
    if style == "round":
        return f"M{n(x)} {n(y + h / 2)}a{n(w / 2)} {n(h / 2)} 0 1 1 {n(w)} 0a{n(w / 2)} {n(h / 2)} 0 1 1 {n(-w)} 0Z"
    if style == "arched":
        return f"M{n(x)} {n(y + h)}V{n(y + w / 2)}a{n(w / 2)} {n(w / 2)} 0 0 1 {n(w)} 0V{n(y + h)}Z"
    return f"M{n(x)} {n(y)}H{n(x + w)}V{n(y + h)}H{n(x)}Z"


def _curtains(sheet: Sheet, x: float, y: float, w: float, h: float) -> None:
    shades = sheet.colours
    cloth = colour.mix(shades.near, shades.sky[5], 0.28)
    for side in (-1, 1):
        a = x - 58 if side < 0 else x + w + 58
        b = x + 26 if side < 0 else x + w - 26
        c = x - 18 if side < 0 else x + w + 18
        sheet.path(
            f"M{n(a)} {n(y - 34)}L{n(b)} {n(y - 34)}Q{n(b)} {n(y + h * 0.5)} {n(c)} {n(y + h * 0.66)}"
            f"Q{n(c - side * 4)} {n(y + h * 0.9)} {n(c - side * 14)} {n(y + h + 66)}L{n(a)} {n(y + h + 66)}Z",
            sheet.fall([(0, cloth, 1), (1, colour.mix(cloth, shades.near, 0.5), 1)]),
        )
    sheet.rect(x - 72, y - 42, w + 144, 9, shades.near)
