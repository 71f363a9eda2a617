"""Company: what gathers about an actor or far off. Firs by a house, wires by a train, sails, gulls."""

from __future__ import annotations

import random

from dreamstream.pictures import colour, figures, ground, water
from dreamstream.pictures.brush import Sheet, n
from dreamstream.pictures.scene import Actor, Scene
from dreamstream.pictures.shapes import shelf
from dreamstream.pictures.shapes.nature import pine

_HOMES = ("house", "church", "castle", "ruin")
_WILD = ("lake", "river", "island", "mountains", "field", "farm", "forest", "cliffs")
_AIRY = (
    "lake",
    "river",
    "sea",
    "cliffs",
    "harbour",
    "open sea",
    "field",
    "farm",
    "mountains",
    "island",
    "roofs",
    "bridge",
    "desert",
)


def far(sheet: Sheet, scene: Scene) -> None:
    """The far actors, and the wires that run with a train."""
    for actor in scene.actors:
        if actor.tone < 0.3:
            continue
        if actor.name == "train":
            wires(sheet, scene, actor.y * sheet.h)
            rail = colour.mix(sheet.colours.near, sheet.colours.haze, 0.34)
            sheet.rect(0, actor.y * sheet.h - 1, sheet.w, 5, rail)
        figures.draw(sheet, scene, actor)


def wires(sheet: Sheet, scene: Scene, foot: float, tall: float = 118.0, step: float = 250.0) -> None:
    """Poles with a slack wire, right across."""
    dice = sheet.dice("wires")
    tint = colour.mix(sheet.colours.near, sheet.colours.haze, 0.28)
    x, d, tops = dice.uniform(10, 90), "", []
    while x < sheet.w + step:
        d += f"M{n(x - 2)} {n(foot + 3)}V{n(foot - tall)}h4V{n(foot + 3)}Z"
        d += f"M{n(x - 17)} {n(foot - tall + 9)}h34v3.4h-34Z"
        tops.append(x)
        x += step
    lines = ""
    for i, a in enumerate([tops[0] - step, *tops]):
        b = a + step
        for dx in (-14, 14):
            y = foot - tall + 8
            lines += f"M{n(a + dx)} {n(y)}Q{n((a + b) / 2 + dx)} {n(y + 30 + i % 2 * 3)} {n(b + dx)} {n(y)}"
    sheet.path(d, tint)
    sheet.add(f'<path d="{lines}" stroke="{tint}" stroke-width="1.5" fill="none"/>')


def behind(sheet: Sheet, scene: Scene) -> None:
    """Company of the near actors, drawn before them: a stand of firs about a house."""
    gulls(sheet, scene)
    for actor in scene.actors:
        pocket(sheet, scene, actor)
    if scene.place not in _WILD or scene.shot == "close":
        return
    for actor in scene.actors:
        if actor.name in _HOMES and not actor.floats and actor.tone < 0.3:
            _stand(sheet, scene, actor)


def pocket(sheet: Sheet, scene: Scene, actor: Actor) -> None:
    """A little haze behind whoever is near: dark on dark is nobody."""
    if actor.tone >= 0.3 or actor.name not in shelf.SHAPES:
        return
    left, low, right, top = shelf.bounds(actor.name)
    half, high = (right - left) * actor.size * 5, (top - low) * actor.size * 10
    see = {"night": 0.29, "dusk": 0.26, "dawn": 0.2}.get(scene.hour, 0.14)
    see *= 1.6 if actor.floats else 1.0
    y = actor.y * sheet.h - (0.0 if actor.floats else high * 0.5)
    reach = min(125.0, max(half, high * 0.6) * 1.15 + 16)  # it costs by its area
    if actor.floats and scene.lamp != "none":
        # the light itself is behind it
        away = max(abs(actor.x - scene.lamp_x), abs(actor.y - scene.lamp_y))
        see *= 0.0 if away < scene.lamp_r + actor.size * 0.4 else 1.0
    if see > 0.01:
        sheet.glow(actor.x * sheet.w, y, reach, sheet.colours.haze, see, min(reach, high * 0.75 + 16))


def _stand(sheet: Sheet, scene: Scene, actor: Actor) -> None:
    """Firs at both sides of a house, more on one: it stands among them, not before them."""
    dice = sheet.dice(f"stand{actor.name}")
    left, low, right, top = shelf.bounds(actor.name)
    half, high = (right - left) * actor.size * 5, (top - low) * actor.size * 10
    cx, foot = actor.x * sheet.w, actor.y * sheet.h + 3
    d, heavy = "", dice.choice((-1, 1))
    for side, count in ((heavy, dice.choice((3, 4, 5))), (-heavy, dice.choice((1, 2)))):
        for _ in range(count):
            x = cx + side * (half * 0.96 + abs(dice.gauss(0, 44)) - 12)
            tall = min(high, 330) * dice.uniform(0.42, 1.12) + 30
            taken = any(
                abs(a.x * sheet.w - x) < 40 + 420 * a.size for a in scene.actors if a is not actor and not a.floats
            )
            if not taken:
                y = max(foot, ground.bank(scene.place, scene.seed, min(1.0, max(0.0, x / sheet.w))) * sheet.h + 4)
                y = foot if ground.view(scene.place, scene.seed).deep else y
                d += f'<path d="{pine(0, tall)}" transform="translate({n(x)} {n(y)})"/>'
    sheet.add(f'<g fill="{colour.mix(sheet.colours.near, sheet.colours.haze, 0.07)}">{d}</g>')


def gulls(sheet: Sheet, scene: Scene) -> None:
    """A few birds far off, in one loose flight, clear of what else is in the air."""
    dice = sheet.dice("gulls")
    dark = scene.hour == "night" or scene.weather in ("storm", "snow", "fog")
    if "birds" in scene.extras or "no birds" in scene.extras:
        return
    if (
        scene.place not in _AIRY
        or dark
        or dice.random() < 0.3
        or "birds" in scene.extras
        or any(a.name == "birds" for a in scene.actors)
    ):
        return
    for _ in range(6):
        x, y = dice.uniform(0.14, 0.86), dice.uniform(0.14, max(0.2, scene.horizon - 0.2))
        if all(
            not a.floats or abs(a.x - x) > a.size + 0.14 or abs(a.y - y) > a.size * 0.6 + 0.08 for a in scene.actors
        ):
            break
    else:
        return
    d = ""
    for _ in range(dice.choice((3, 5, 6, 8))):
        d += gull(dice, (x + dice.gauss(0, 0.055)) * sheet.w, (y + dice.gauss(0, 0.022)) * sheet.h, dice.uniform(9, 16))
    sheet.path(d, colour.mix(sheet.colours.near, sheet.colours.sky[12], 0.25))


def gull(dice: random.Random, x: float, y: float, wide: float) -> str:
    """Two wings, as one sees them from afar."""
    up, tilt = wide * dice.uniform(0.3, 0.6), dice.uniform(-0.25, 0.25) * wide
    return (
        f"M{n(x - wide)} {n(y - up * 0.5 + tilt)}Q{n(x - wide * 0.4)} {n(y - up * 1.3)} {n(x)} {n(y)}"
        f"Q{n(x + wide * 0.4)} {n(y - up * 1.3)} {n(x + wide)} {n(y - up * 0.5 - tilt)}"
        f"Q{n(x + wide * 0.4)} {n(y - up * 0.8)} {n(x)} {n(y + wide * 0.2)}"
        f"Q{n(x - wide * 0.4)} {n(y - up * 0.8)} {n(x - wide)} {n(y - up * 0.5 + tilt)}Z"
    )


def boats(sheet: Sheet, scene: Scene) -> None:
    """One or two sails near the horizon, where nobody stands before them."""
    dice = sheet.dice("sails")
    if dice.random() < 0.45 or scene.weather == "storm":
        return
    for _ in range(dice.choice((1, 1, 2))):
        x, t = dice.uniform(0.1, 0.9), dice.uniform(0.1, 0.3)
        if any(abs(a.x - x) < 0.1 + a.size for a in scene.actors if not a.floats):
            continue
        k, y = 0.35 + 1.2 * t, (scene.horizon + 0.012 + 0.16 * t) * sheet.h
        px, flip = x * sheet.w, dice.choice((-1, 1))
        hull = "M-30 -9H32Q24 2 14 3H-20Q-28 0 -30 -9Z"
        sails = "M2 -12V-84Q30 -40 28 -14ZM-3 -14V-70Q-20 -38 -24 -15Z"
        tint = colour.mix(sheet.colours.far, sheet.colours.near, 0.55)
        where = f' transform="translate({n(px)} {n(y)}) scale({n(k * flip)} {n(k)})"'
        back = f' transform="translate({n(px)} {n(y + 4)}) scale({n(k * flip)} {n(-k * 0.7)})"'
        sheet.path(hull + sails, tint, 0.25, back)
        sheet.path(hull, tint, 1.0, where)
        sheet.path(sails, colour.mix(tint, sheet.colours.haze, 0.3), 1.0, where)
        sheet.path(water.lens(px, y + 3 * k, 44 * k, 2), sheet.colours.haze, 0.4)
