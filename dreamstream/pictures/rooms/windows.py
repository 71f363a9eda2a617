"""Windows: their outline, what is seen through them at this hour and weather, bars and curtains."""

from __future__ import annotations

import math
from dataclasses import dataclass

from dreamstream.pictures import colour
from dreamstream.pictures.brush import n
from dreamstream.pictures.rooms.view import View

Box = tuple[float, float, float, float]  # x, y, width, height in sheet units
HIDDEN = ("rain", "storm", "fog", "snow")  # weathers that leave no moon to see


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """A hole in a wall: its outline, what surrounds it, and its bars."""

    outline: str
    box: Box
    frame: str = ""  #: a rim a little larger, drawn on the wall and cut out with the outline
    bars: str = ""
    style: str = "sash"


def opening(style: str, x: float, y: float, w: float, h: float, rim: float = 12.0) -> Opening:
    """One window by its style: sash, french, arch, lancet, round, panorama, grid, barred, oval or bare."""
    bars = ""
    if style == "sash":
        bars = _rect(x + w / 2 - 4, y, 8, h) + _rect(x, y + h * 0.4, w, 8)
    elif style == "french":
        bars = _rect(x + w / 2 - 6, y, 12, h) + "".join(_rect(x, y + h * t, w, 6) for t in (0.22, 0.48, 0.74))
        bars += _rect(x + w * 0.25 - 3, y, 6, h) + _rect(x + w * 0.75 - 3, y, 6, h)
    elif style in ("arch", "lancet"):
        bars = _rect(x + w / 2 - 4, y, 8, h) + "".join(_rect(x, y + h * t, w, 6) for t in (0.36, 0.62))
    elif style == "round":
        bars = _rect(x + w / 2 - 4, y, 8, h) + _rect(x, y + h / 2 - 4, w, 8)
    elif style == "panorama":
        count = max(2, round(w / 230))
        bars = "".join(_rect(x + w * i / count - 4, y, 8, h) for i in range(1, count)) + _rect(x, y + h * 0.24, w, 6)
    elif style == "grid":
        columns, rows = max(2, round(w / 80)), max(2, round(h / 90))
        bars = "".join(_rect(x + w * i / columns - 3, y, 6, h) for i in range(1, columns))
        bars += "".join(_rect(x, y + h * i / rows - 3, w, 6) for i in range(1, rows))
    elif style == "barred":
        bars = "".join(_rect(x + w * i / 5 - 5, y, 10, h) for i in range(1, 5))
    return Opening(
        outline=_outline(style, x, y, w, h),
        frame=_outline(style, x - rim, y - rim, w + 2 * rim, h + 2 * rim) if rim else "",
        box=(x, y, w, h),
        bars=bars,
        style=style,
    )


def _rect(x: float, y: float, w: float, h: float) -> str:
    return f"M{n(x)} {n(y)}h{n(w)}v{n(h)}h{n(-w)}Z"


def _outline(style: str, x: float, y: float, w: float, h: float) -> str:
    if style == "round":
        return f"M{n(x)} {n(y + h / 2)}a{n(w / 2)} {n(h / 2)} 0 1 1 {n(w)} 0a{n(w / 2)} {n(h / 2)} 0 1 1 {n(-w)} 0Z"
    if style == "oval":
        r = min(w, h) * 0.46
        bend = f"a{n(r)} {n(r)} 0 0 1"
        return (
            f"M{n(x + r)} {n(y)}h{n(w - 2 * r)}{bend} {n(r)} {n(r)}v{n(h - 2 * r)}{bend} {n(-r)} {n(r)}"
            f"h{n(2 * r - w)}{bend} {n(-r)} {n(-r)}v{n(2 * r - h)}{bend} {n(r)} {n(-r)}Z"
        )
    if style == "arch":
        return f"M{n(x)} {n(y + h)}V{n(y + w / 2)}a{n(w / 2)} {n(w / 2)} 0 0 1 {n(w)} 0V{n(y + h)}Z"
    if style == "lancet":
        up = min(h * 0.5, w * 0.9)
        return (
            f"M{n(x)} {n(y + h)}V{n(y + up)}Q{n(x + w * 0.04)} {n(y + up * 0.35)} {n(x + w / 2)} {n(y)}"
            f"Q{n(x + w * 0.96)} {n(y + up * 0.35)} {n(x + w)} {n(y + up)}V{n(y + h)}Z"
        )
    return _rect(x, y, w, h)


def outlook(v: View, box: Box, what: str = "", *, moon: bool = True, pane: Box | None = None) -> None:
    """Sky, moon, and hills, roofs, trees or the sea inside a box; the wall is drawn round it afterwards.

    Of several windows one holds the moon whole: `pane`.
    """
    v.seen.append(pane or box)
    x, y, w, h = box
    x, y, w, h = x - 3, y - 3, w + 6, h + 6
    sheet, shades, scene = v.sheet, v.sheet.colours, v.scene
    dice = sheet.dice(f"outlook{round(w)}" if v.name == "museum" else "outlook")
    what = what or dice.choice(("hills", "city", "trees", "hills", "sea"))
    stops = shades.sky[4:]
    sheet.rect(x, y, w, h, sheet.fall([(i / (len(stops) - 1), t, 1) for i, t in enumerate(stops)]))
    if scene.hour == "night" and scene.weather not in HIDDEN:
        dots = "".join(
            f'<circle cx="{n(x + dice.random() * w)}" cy="{n(y + dice.random() ** 1.6 * h * 0.6)}"'
            f' r="{n(dice.uniform(0.7, 1.9))}"/>'
            for _ in range(round(min(60, w * h / 1400)))
        )
        sheet.add(f'<g fill="{shades.light}" opacity=".8">{dots}</g>')
    if moon and scene.weather not in HIDDEN and scene.lamp != "none":
        px, py, pw, ph = pane or (x, y, w, h)
        r = min(58.0, min(pw, ph) * (0.3 if pane else 0.2))
        cx, cy = px + pw * (0.5 if pane else dice.uniform(0.32, 0.7)), py + ph * dice.uniform(0.3, 0.42)
        if scene.lamp == "sun" and scene.hour in ("dawn", "dusk"):
            cy = py + ph * dice.uniform(0.55, 0.68)
        sheet.glow(cx, cy, r * 2.2, shades.light, 0.6)
        sheet.add(f'<circle cx="{n(cx)}" cy="{n(cy)}" r="{n(r)}" fill="{shades.light}"/>')
    _ground(v, (x, y, w, h), what)
    if scene.weather in ("rain", "storm"):
        lines = "".join(
            f"M{n(x + dice.random() * w)} {n(y + dice.random() * h)}l-7 {n(dice.uniform(22, 44))}"
            for _ in range(round(min(110, w * h / 900)))
        )
        sheet.add(f'<path d="{lines}" stroke="{shades.haze}" stroke-width="1.6" opacity=".6" fill="none"/>')
    if scene.weather == "snow":
        dots = "".join(
            f'<circle cx="{n(x + dice.random() * w)}" cy="{n(y + dice.random() * h)}" r="{n(dice.uniform(1.6, 4.2))}"/>'
            for _ in range(round(min(110, w * h / 900)))
        )
        sheet.add(f'<g fill="{colour.mix(shades.haze, "#ffffff", 0.6)}" opacity=".85">{dots}</g>')
    if scene.weather == "fog":
        fog = sheet.fall([(0, shades.haze, 0.15), (0.6, shades.haze, 0.85), (1, shades.haze, 0.7)])
        sheet.rect(x, y, w, h, fog)


def _ground(v: View, box: Box, what: str) -> None:
    x, y, w, h = box
    sheet, shades = v.sheet, v.sheet.colours
    dice = sheet.dice("outlook ground")
    far = shades.far
    near = colour.mix(shades.far, shades.near, 0.5)
    bottom = f"V{n(y + h)}H{n(x)}Z"
    if what == "city":
        for tint, low, high, thick in ((far, 0.22, 0.5, 0.07), (near, 0.12, 0.36, 0.10)):
            d, at = [f"M{n(x)} {n(y + h)}"], x
            panes: list[str] = []
            while at < x + w:
                wide = min(x + w - at, dice.uniform(0.6, 1.5) * max(thick * w, 26.0))
                top = y + h * (1 - dice.uniform(low, high))
                d.append(f"V{n(top)}h{n(wide)}")
                if tint == near and shades.lit:
                    panes += [
                        f"M{n(at + wide * cx)} {n(top + dy)}h4v6h-4Z"
                        for cx in (0.2, 0.45, 0.7)
                        for dy in range(10, round(y + h - top), 18)
                        if dice.random() < 0.35 and wide > 20
                    ]
                at += wide
            sheet.path("".join(d) + bottom, tint)
            if panes:
                sheet.path("".join(panes), shades.warm, 0.9)
        return
    if what == "clouds":
        for tint, level in ((far, 0.72), (colour.mix(far, shades.haze, 0.5), 0.84), (shades.haze, 0.95)):
            puffs, at = f"M{n(x)} {n(y + h)}V{n(y + h * level)}", x
            while at < x + w:
                step = min(x + w - at, dice.uniform(0.5, 1.4) * max(40.0, 0.12 * h))
                puffs += f"a{n(step / 2)} {n(step * dice.uniform(0.24, 0.42))} 0 0 1 {n(step)} 0"
                at += step
            sheet.path(puffs + bottom, tint)
        return
    if what == "sea":
        top = y + h * 0.7
        sheet.rect(x, top, w, h * 0.3, sheet.fall([(0, colour.mix(far, shades.haze, 0.3), 1), (1, near, 1)]))
        glints = "".join(
            f"M{n(x + w * dice.random())} {n(top + 4 + h * 0.28 * dice.random() ** 1.5)}h{n(dice.uniform(8, 34))}"
            for _ in range(round(min(40, w / 8)))
        )
        sheet.add(f'<path d="{glints}" stroke="{shades.light}" stroke-width="2" opacity=".5" fill="none"/>')
        return
    for tint, level in ((far, 0.74), (near, 0.86)):
        a, b = dice.uniform(0, math.tau), dice.uniform(0, math.tau)
        count = max(8, round(w / 26))
        line = [
            (x + w * i / count, y + h * (level + 0.045 * math.sin(i * 0.9 + a) + 0.03 * math.sin(i * 2.1 + b)))
            for i in range(count + 1)
        ]
        ridge = f"M{n(x)} {n(y + h)}" + "".join(f"L{n(px)} {n(py)}" for px, py in line) + bottom
        sheet.path(ridge, tint)
    if what == "trees":
        crowns = []
        for _ in range(max(2, round(w / 70))):
            cx, r = x + w * dice.random(), dice.uniform(0.10, 0.2) * min(h, 420)
            cy = y + h * dice.uniform(0.62, 0.8)
            crowns.append(
                f"M{n(cx - r * 0.7)} {n(cy)}a{n(r * 0.7)} {n(r)} 0 1 1 {n(r * 1.4)} 0a{n(r * 0.7)} {n(r * 0.8)} 0 0 1"
                f" {n(-r * 0.6)} {n(r * 0.7)}V{n(y + h)}h{n(-r * 0.2)}V{n(cy + r * 0.7)}"
                f"a{n(r * 0.7)} {n(r * 0.8)} 0 0 1 {n(-r * 0.6)} {n(-r * 0.7)}Z"
            )
        sheet.path("".join(crowns), colour.mix(near, shades.near, 0.35))


def trim(v: View, one: Opening, tone: float = -0.6) -> None:
    """Frame and bars on top of the wall; the frame is a rim, so it is cut out by the outline."""
    tint = v.tone(tone)
    if one.frame:
        v.sheet.path(one.frame + one.outline, tint, more=' fill-rule="evenodd"')
    if one.bars:
        if one.style in ("arch", "lancet", "round"):
            _clipped(v, one, tint)
        else:
            v.sheet.path(one.bars, tint)
    x, y, w, h = one.box
    if one.style in ("sash", "arch", "panorama", "grid") and w > 60:
        v.sheet.rect(x - 22, y + h + 8, w + 44, 11, v.tone(tone + 0.2))


def _clipped(v: View, one: Opening, tint: str) -> None:
    """Bars of a round window end at its rim: they are drawn as far as the outline reaches there."""
    x, y, w, h = one.box
    up = {"arch": w / 2, "round": h / 2}.get(one.style, min(h * 0.5, w * 0.9))
    parts = _rect(x + w / 2 - 4, y + 1, 8, h - 2)
    parts += _rect(x + 1, y + max(up, h * 0.36), w - 2, 7)
    if one.style != "round":
        parts += _rect(x + 1, y + up + (h - up) * 0.55, w - 2, 7)
    v.sheet.path(parts, tint)


def curtains(v: View, box: Box, *, low: float | None = None, full: float = 0.24, tone: float = -0.3) -> None:
    """Two drapes on a rod, gathered; `low` is how far down they reach."""
    x, y, w, h = box
    sheet, floor = v.sheet, v.foot(x + w / 2) - 6
    low = min(floor, y + h + 60) if low is None else low
    wide = max(46.0, w * full)
    top = y - 36
    for side in (-1, 1):
        edge = x - wide * 0.72 if side < 0 else x + w + wide * 0.72
        inner = edge - side * wide * 1.25
        waist = edge - side * wide * 0.62
        d = (
            f"M{n(edge)} {n(top)}L{n(inner)} {n(top)}Q{n(inner)} {n(top + (low - top) * 0.42)} {n(waist)}"
            f" {n(top + (low - top) * 0.64)}Q{n(waist)} {n(low - 60)} {n(waist - side * wide * 0.1)} {n(low)}"
            f"L{n(edge + side * 6)} {n(low)}Z"
        )
        sheet.path(d, sheet.fall([(0, v.tone(tone), 1), (1, v.tone(tone - 0.35), 1)]))
        folds = "".join(
            f"M{n(edge - side * wide * t)} {n(top + 4)}Q{n(edge - side * wide * t * 0.9)} {n((top + low) / 2)}"
            f" {n(edge - side * wide * t * 0.42)} {n(low - 4)}"
            for t in (0.3, 0.62, 0.92)
        )
        sheet.add(f'<path d="{folds}" stroke="{v.tone(tone - 0.4)}" stroke-width="4" opacity=".55" fill="none"/>')
    sheet.rect(x - wide * 0.9, top - 8, w + wide * 1.8, 9, v.tone(-0.8))
