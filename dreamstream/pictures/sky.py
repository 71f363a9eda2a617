"""The sky: many-stop air, stars by a power law, the light, clouds, and what falls."""

from __future__ import annotations

import math

from dreamstream.pictures import clouds as banked
from dreamstream.pictures import colour, drifts, heavens, lamps
from dreamstream.pictures.brush import Sheet, n
from dreamstream.pictures.scene import Scene

_VEILS = ("rain", "storm", "fog", "clouds")  #: weather that hides the stars
_MOST = 1500  #: stars; more of them is grey


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
    """Many tiny, few large; fewer towards the horizon and round the light; none by day or behind cloud."""
    if scene.hour not in ("night", "dusk", "dawn") or scene.weather in _VEILS:
        return
    if "milky way" in scene.extras:
        heavens.milky_way(sheet, scene)
    if scene.stars <= 0:
        return
    share = {"night": 1.0, "dusk": 0.3, "dawn": 0.14}[scene.hour]
    dice = sheet.dice("stars")
    foot = scene.horizon * sheet.h
    lx, ly = scene.lamp_x * sheet.w, scene.lamp_y * sheet.h
    clear = scene.lamp_r * 2300 if scene.lamp != "none" and scene.phase == "full" else scene.lamp_r * 1300
    slant = dice.uniform(-0.8, 0.8)
    dots: tuple[list[str], list[str]] = ([], [])
    for i in range(min(_MOST, int(330 * share * scene.stars * sheet.w / 1000))):
        x, y = dice.uniform(0, sheet.w), foot * dice.random() ** 1.15
        if i % 3 == 0:
            # a third of them keep to a loose band: an even scatter looks printed
            x = (sheet.w * 0.5 + (y - foot / 2) * slant + dice.gauss(0, 0.16 * sheet.w)) % sheet.w
        if dice.random() < (y / foot) ** 1.4 or math.hypot(x - lx, y - ly) < clear:
            continue
        r = min(2.9, 0.62 * dice.paretovariate(2.3))
        see = min(1.0, dice.uniform(0.32, 1.0) * (1 - 0.6 * y / foot) * (0.7 + 0.3 * r))
        dots[dice.random() < 0.3].append(f'<circle cx="{n(x)}" cy="{n(y)}" r="{n(r)}" opacity="{n(see)}"/>')
    white = colour.mix(sheet.colours.light, "#ffffff", 0.6)
    for tint, group in zip((white, colour.mix(white, sheet.colours.sky[12], 0.35)), dots, strict=True):
        if group:
            sheet.add(f'<g fill="{tint}">{"".join(group)}</g>')
    if scene.hour == "night":
        _bright(sheet, scene, white, 4 if scene.stars < 1.5 else 9)


def _bright(sheet: Sheet, scene: Scene, white: str, count: int) -> None:
    """A few with a glow, and rays no longer than they can be believed."""
    dice = sheet.dice("bright stars")
    lx, ly, foot = scene.lamp_x * sheet.w, scene.lamp_y * sheet.h, scene.horizon * sheet.h
    for i in range(count if scene.stars >= 0.5 else 1):
        x, y = dice.uniform(0.05, 0.95) * sheet.w, dice.uniform(0.04, 0.62) * foot
        if math.hypot(x - lx, y - ly) < scene.lamp_r * 2600:
            continue
        size = dice.uniform(4.5, 8)
        sheet.glow(x, y, 11 + size * 0.6, white, 0.6)
        if i % 2 == 0:
            s, t = size * 1.15, size * 0.13
            d = f"M{n(x - s)} {n(y)}L{n(x - t)} {n(y - t)}L{n(x)} {n(y - s)}L{n(x + t)} {n(y - t)}L{n(x + s)} {n(y)}"
            sheet.path(f"{d}L{n(x + t)} {n(y + t)}L{n(x)} {n(y + s)}L{n(x - t)} {n(y + t)}Z", "#ffffff", 0.85)
        sheet.add(f'<circle cx="{n(x)}" cy="{n(y)}" r="2" fill="#ffffff" opacity=".95"/>')


def lamp(sheet: Sheet, scene: Scene) -> None:
    """What the sky carries, then moon or sun before it."""
    for name, paint in (
        ("northern lights", heavens.northern_lights),
        ("rainbow", heavens.rainbow),
        ("shooting star", heavens.shooting_star),
        ("fireworks", heavens.fireworks),
    ):
        if name in scene.extras:
            paint(sheet, scene)
    if "second moon" in scene.extras:
        lamps.second(sheet, scene, at(sheet, scene, scene.lamp_y))
    veiled = scene.weather in ("rain", "storm", "fog")
    lamps.lamp(sheet, scene, at(sheet, scene, scene.lamp_y), veiled)


def clouds(sheet: Sheet, scene: Scene) -> None:
    """Light banks in a fair sky, dark rows in a heavy one; then the birds, before them."""
    heavy = scene.weather in ("rain", "storm", "clouds")
    usual = sheet.dice("cover").choice((0, 1, 2, 3, 4) if scene.hour == "night" else (2, 4, 5, 7))
    tints = sheet.colours.sky
    if heavy and scene.clouds > 0:
        banked.overcast(sheet, scene, tints, scene.clouds)
    elif scene.weather != "fog":
        count = round(max(usual, 3 if scene.clouds > 1 else 0) * scene.clouds)
        if count:
            banked.banks(sheet, scene, tints, min(count, 12))
    if "birds" in scene.extras:
        drifts.birds(sheet, scene)


def weather(sheet: Sheet, scene: Scene) -> None:
    """What falls and what drifts, over everything but the frame."""
    dice = sheet.dice("weather")
    if scene.weather in ("rain", "storm"):
        drops = []
        lean = 0.55 if "wind" in scene.extras else 0.2
        for _ in range(int(230 * sheet.w * sheet.h / 1e6)):
            x, y, long = dice.uniform(-40, sheet.w), dice.uniform(-30, sheet.h), dice.uniform(16, 52)
            drops.append(f"M{n(x)} {n(y)}l{n(long * lean)} {n(long)}")
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
    if "birds" in scene.extras and scene.place == "forest":
        drifts.birds(sheet, scene)  # before the trunks, or nobody sees them
    drifts.drift(sheet, scene)


def bolt(sheet: Sheet, scene: Scene) -> None:
    """One stroke of lightning, away from the light, with a branch that dies on the way."""
    if scene.weather != "storm":
        return
    dice = sheet.dice("bolt")
    x = (0.24 if scene.lamp_x > 0.5 else 0.76) * sheet.w + dice.uniform(-60, 60)
    y, foot = 0.0, scene.horizon * sheet.h
    spine = []
    while y < foot:
        spine.append((x, y, 5.2 * (1 - y / foot) + 0.8))
        x += dice.uniform(-46, 46)
        y += dice.uniform(30, 70)
    fork = spine[len(spine) // 3]
    side, branch = dice.choice((-1, 1)), [(fork[0], fork[1], fork[2] * 0.6)]
    for i in range(5):
        px, py, _ = branch[-1]
        branch.append((px + side * dice.uniform(14, 42), py + dice.uniform(20, 44), fork[2] * 0.5 * (1 - i / 5) + 0.3))
    tint = colour.mix(sheet.colours.light, "#ffffff", 0.6)
    sheet.glow(spine[len(spine) // 2][0], foot * 0.45, 150, sheet.colours.haze, 0.6, foot * 0.6)
    for line in (spine, branch):
        points = [*((a - r, b) for a, b, r in line), *((a + r, b) for a, b, r in reversed(line))]
        sheet.path("M" + "L".join(f"{n(a)} {n(b)}" for a, b in points) + "Z", tint)
