"""The sky: many-stop air, one light, stars by a power law, flat-bottomed clouds."""

from __future__ import annotations

import math

from dreamstream.pictures import colour
from dreamstream.pictures.brush import Sheet, n
from dreamstream.pictures.scene import Scene


def air(sheet: Sheet, scene: Scene, down_to: float | None = None) -> None:
    """The gradient, over the whole sheet first: nothing may stay uncovered."""
    foot = (scene.horizon if down_to is None else down_to) * sheet.h
    stops = sheet.colours.sky
    fill = sheet.fall([(i / (len(stops) - 1), tint, 1) for i, tint in enumerate(stops)])
    sheet.rect(0, 0, sheet.w, sheet.h, sheet.colours.near)
    sheet.rect(-2, -2, sheet.w + 4, foot + 6, fill)


def at(sheet: Sheet, scene: Scene, y: float) -> str:
    """The sky's colour at a height, to tint what hangs in it."""
    stops = sheet.colours.sky
    share = min(1.0, max(0.0, y / max(0.01, scene.horizon)))
    return stops[round(share * (len(stops) - 1))]


def stars(sheet: Sheet, scene: Scene) -> None:
    """Many tiny, few large; fewer towards the horizon and round the light."""
    if scene.hour not in ("night", "dusk", "dawn") or scene.weather in ("rain", "storm", "fog", "clouds"):
        return
    share = {"night": 1.0, "dusk": 0.3, "dawn": 0.12}[scene.hour]
    dice = sheet.dice("stars")
    foot = scene.horizon * sheet.h
    lx, ly = scene.lamp_x * sheet.w, scene.lamp_y * sheet.h
    dots: list[str] = []
    for _ in range(int(260 * share * sheet.w / 1000)):
        x, y = dice.uniform(0, sheet.w), dice.uniform(0, foot)
        if dice.random() < y / foot or math.hypot(x - lx, y - ly) < scene.lamp_r * 2600:
            continue
        r = min(2.6, 0.55 * dice.paretovariate(2.4))
        see = dice.uniform(0.3, 0.95) * (1 - 0.6 * y / foot)
        dots.append(f'<circle cx="{n(x)}" cy="{n(y)}" r="{n(r)}" opacity="{n(see)}"/>')
    sheet.add(f'<g fill="{colour.mix(sheet.colours.light, "#ffffff", 0.5)}">{"".join(dots)}</g>')
    if scene.hour == "night":
        for _ in range(4):
            x, y = dice.uniform(0.05, 0.95) * sheet.w, dice.uniform(0.04, 0.7) * foot
            if math.hypot(x - lx, y - ly) > scene.lamp_r * 3000:
                sheet.glow(x, y, 9, sheet.colours.light, 0.7)
                sheet.add(f'<circle cx="{n(x)}" cy="{n(y)}" r="1.9" fill="#fff" opacity=".9"/>')


def lamp(sheet: Sheet, scene: Scene) -> None:
    """Moon or sun, with a near halo and a wide one in the sky's own tint."""
    if scene.lamp not in ("moon", "sun"):
        return
    x, y, r = scene.lamp_x * sheet.w, scene.lamp_y * sheet.h, scene.lamp_r * 1000
    tint = sheet.colours.light
    air_tint = at(sheet, scene, scene.lamp_y)
    veiled = 0.55 if scene.weather in ("rain", "storm", "fog") else 1.0
    # a cream halo over blue turns grey, so the wide one leans to the colour of the air
    sheet.glow(x, y, min(r * 4.6, 430), colour.mix(air_tint, tint, 0.45), 0.6 * veiled)
    sheet.glow(x, y, r * 2.3, colour.mix(tint, air_tint, 0.2), 0.55 * veiled)
    body = tint if veiled == 1.0 else colour.mix(tint, air_tint, 0.45)
    if scene.lamp == "moon":
        shade = sheet.fall([(0, body, 1), (1, colour.mix(body, air_tint, 0.25), 1)])
        sheet.add(f'<circle cx="{n(x)}" cy="{n(y)}" r="{n(r)}" fill="{shade}"/>')
        _seas(sheet, x, y, r, air_tint)
    else:
        sheet.add(f'<circle cx="{n(x)}" cy="{n(y)}" r="{n(r)}" fill="{body}"/>')


def _seas(sheet: Sheet, x: float, y: float, r: float, tint: str) -> None:
    dice = sheet.dice("seas")
    for _ in range(7):
        angle, reach = dice.uniform(0, math.tau), dice.uniform(0.1, 0.55) * r
        size = min(dice.uniform(0.18, 0.42) * r, r - reach)
        sheet.glow(x + math.cos(angle) * reach, y + math.sin(angle) * reach, size, tint, 0.42, size * 0.8)


def clouds(sheet: Sheet, scene: Scene, *, low: float = 0.15, high: float = 0.92, banks: int | None = None) -> None:
    """Banks of thin ellipses: flat below, heaped above, lit from the light's side."""
    dice = sheet.dice("clouds")
    heavy = scene.weather in ("rain", "storm", "clouds")
    count = banks if banks is not None else (8 if heavy else dice.choice((0, 2, 3, 4)))
    if not count:
        return
    foot = scene.horizon * sheet.h
    parts: list[str] = []
    heights: list[float] = []
    for _ in range(count):
        y = foot * dice.uniform(low, high)
        middle, wide = dice.uniform(-0.05, 1.05) * sheet.w, dice.uniform(150, 430)
        if not heavy and abs(y - scene.lamp_y * sheet.h) < scene.lamp_r * 700:
            continue
        sky = at(sheet, scene, y / sheet.h)
        tint = colour.mix(sky, sheet.colours.deep if heavy else sheet.colours.light, 0.30 if heavy else 0.24)
        puffs = "".join(
            f'<ellipse cx="{n(middle + dice.gauss(0, wide * 0.42))}" cy="{n(y - abs(dice.gauss(0, 7)))}"'
            f' rx="{n(wide * dice.uniform(0.18, 0.5))}" ry="{n(dice.uniform(4, 11))}"/>'
            for _ in range(9)
        )
        heights.append(y)
        parts.append(f'<g fill="{tint}" opacity="{n(dice.uniform(0.35, 0.7))}">{puffs}</g>')
    if not parts:
        return
    top, low = max(0.0, min(heights) - 52), min(foot, max(heights) + 24)
    soft = sheet.blur(7, 2.6, 0, top, sheet.w, low - top)
    sheet.add(f'<g filter="{soft}">{"".join(parts)}</g>')


def weather(sheet: Sheet, scene: Scene) -> None:
    """What falls, over everything but the frame."""
    dice = sheet.dice("weather")
    if scene.weather in ("rain", "storm"):
        drops = []
        for _ in range(int(230 * sheet.w * sheet.h / 1e6)):
            x, y, long = dice.uniform(-40, sheet.w), dice.uniform(-30, sheet.h), dice.uniform(16, 52)
            drops.append(f"M{n(x)} {n(y)}l{n(long * 0.2)} {n(long)}")
        tint = colour.mix(sheet.colours.haze, "#ffffff", 0.35)
        sheet.add(f'<path d="{"".join(drops)}" stroke="{tint}" stroke-width="1.3" opacity=".34" fill="none"/>')
    if scene.weather == "snow":
        flakes = []
        for _ in range(int(260 * sheet.w * sheet.h / 1e6)):
            r = min(7.0, 1.2 * dice.paretovariate(1.9))
            x, y = dice.uniform(0, sheet.w), dice.uniform(0, sheet.h)
            see = 0.85 if r < 4 else 0.4
            flakes.append(f'<circle cx="{n(x)}" cy="{n(y)}" r="{n(r)}" opacity="{n(see)}"/>')
        tint = colour.mix(sheet.colours.haze, "#ffffff", 0.7)
        sheet.add(f'<g fill="{tint}">{"".join(flakes)}</g>')


def bolt(sheet: Sheet, scene: Scene) -> None:
    """One stroke of lightning, away from the light."""
    if scene.weather != "storm":
        return
    dice = sheet.dice("bolt")
    x = (0.24 if scene.lamp_x > 0.5 else 0.76) * sheet.w + dice.uniform(-60, 60)
    y, foot = 0.0, scene.horizon * sheet.h
    left, right = [], []
    while y < foot:
        wide = 5.5 * (1 - y / foot) + 0.8
        left.append((x - wide, y))
        right.append((x + wide, y))
        x += dice.uniform(-46, 46)
        y += dice.uniform(30, 70)
    points = " ".join(f"{n(a)},{n(b)}" for a, b in [*left, *reversed(right)])
    tint = colour.mix(sheet.colours.light, "#ffffff", 0.6)
    sheet.glow(left[len(left) // 2][0], foot * 0.45, 150, sheet.colours.haze, 0.55, foot * 0.6)
    sheet.add(f'<polygon points="{points}" fill="{tint}"/>')
