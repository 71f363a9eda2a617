"""Water: the sky upside down, the hills softened in it, and hundreds of small ripples."""

from __future__ import annotations

from dreamstream.pictures import colour
from dreamstream.pictures.brush import Sheet, n
from dreamstream.pictures.scene import Scene


def lake(sheet: Sheet, scene: Scene, mirrored: str, foot: float = 1.0) -> None:
    """From the horizon down to `foot`; `mirrored` are the parts that stand on the shore line."""
    shades = sheet.colours
    top, low = scene.horizon * sheet.h, foot * sheet.h
    stops = list(reversed(shades.water or shades.sky))
    dark = colour.mix(shades.near, (shades.water or shades.sky)[4], 0.4)
    count = len(stops) - 1
    fill = sheet.fall(
        [(0, colour.mix(stops[0], dark, 0.12), 1)]
        + [(i / count, colour.mix(stops[i], dark, 0.16 + 0.62 * (i / count)), 1) for i in range(2, count, 2)]
        + [(1, dark, 1)]
    )
    sheet.rect(0, top, sheet.w, low - top + 4, fill)
    if mirrored:
        # the hills' own strip only: a filter over the whole canvas costs five times as much
        deep = min(low - top, 0.16 * sheet.h)
        soft = sheet.blur(2.2, 6, 0, top, sheet.w, deep)
        sheet.add(
            f'<g filter="{soft}" opacity=".62"><g transform="translate(0 {n(2 * top)}) scale(1 -1)">{mirrored}</g></g>'
        )
    if shades.water and shades.water != shades.sky:
        sheet.rect(0, top, sheet.w, low - top + 4, fill, 0.6)  # a colour of its own covers what it mirrors
    _glitter(sheet, scene, top, low)
    _ripples(sheet, scene, top, low)
    haze = shades.haze
    sheet.rect(0, top - 9, sheet.w, 26, sheet.fall([(0, haze, 0), (0.4, haze, 0.5), (1, haze, 0)]))


def _glitter(sheet: Sheet, scene: Scene, top: float, low: float) -> None:
    if scene.lamp not in ("moon", "sun"):
        return
    dice = sheet.dice("glitter")
    x, tint = scene.lamp_x * sheet.w, sheet.colours.light
    strength = 0.4 if scene.weather in ("rain", "storm", "fog") else 1.0
    # two slim glows: one as wide as it looks would cost 50 ms
    for wide, see in ((1.0, 0.34), (0.5, 0.26)):
        sheet.glow(
            x, top + (low - top) * 0.26, (50 + scene.lamp_r * 380) * wide, tint, see * strength, (low - top) * 0.72
        )
    marks = []
    for _ in range(150):
        t = dice.random() ** 1.5
        y = top + 3 + t * (low - top)
        spread = 14 + scene.lamp_r * 260 + 90 * t
        long = dice.uniform(4, 12) + 26 * t
        px = x + dice.gauss(0, spread * 0.5)
        marks.append(lens(px, y, long, 0.8 + 2.0 * t))
    sheet.path("".join(marks), tint, 0.62 * strength)


def _ripples(sheet: Sheet, scene: Scene, top: float, low: float) -> None:
    dice = sheet.dice("ripples")
    for count, tint, see in (
        (int(200 * sheet.w / 1000), sheet.colours.near, 0.36),
        (int(150 * sheet.w / 1000), sheet.colours.haze, 0.30),
    ):
        marks = []
        for _ in range(count):
            t = dice.random() ** 2.0
            long = (12 + 88 * t) * dice.uniform(0.5, 1.4)
            marks.append(lens(dice.uniform(0, sheet.w), top + 4 + t * (low - top), long, 0.5 + 3.0 * t))
        sheet.path("".join(marks), tint, see)


def lens(x: float, y: float, long: float, thick: float) -> str:
    """A ripple: pointed at both ends."""
    return (
        f"M{n(x - long)} {n(y)}Q{n(x)} {n(y - thick)} {n(x + long)} {n(y)}Q{n(x)} {n(y + thick)} {n(x - long)} {n(y)}Z"
    )
