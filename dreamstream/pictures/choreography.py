"""Choreography: which layers a scene has when it moves, and how each of them does."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from dreamstream.pictures import colour, inside, layers, lights, motes, paint, sway
from dreamstream.pictures.brush import Sheet
from dreamstream.pictures.scene import Actor, Scene
from dreamstream.pictures.shapes import shelf
from dreamstream.pictures.shapes.shape import SWIMS

if TYPE_CHECKING:
    from PIL import Image

_MISTY = ("lake", "river", "island", "swamp", "forest", "jungle", "mountains", "field", "farm", "cliffs", "harbour")
_LIGHTS = 6  # as many lamps flicker; more would only cost


def staged(sheet: Sheet, what: Scene, seconds: float) -> tuple[Image.Image | None, list[sway.Mover]]:
    """What stands behind everything, and what is laid on it frame by frame."""
    size, unit, shades = sheet.pixels, sheet.grain, sheet.colours
    near = [actor for actor in what.actors if actor.tone < 0.3]
    bobs = {f"actor{i}": bob(what, actor) for i, actor in enumerate(near)}
    moving = {name for name, reach in bobs.items() if reach}
    moving |= {
        "crowns",
        "stars",
        "clouds",
        "bolt",
        "glitter",
        "surf",
        "water",
        "weed",
        "grass",
        "boughs",
        "breath",
        "air",
    }
    misty = what.weather == "fog" or what.place in _MISTY
    behind = [part for part in sheet.parts if getattr(part, "by", "").startswith("lands.behind")] if misty else []
    rest = [part for part in sheet.parts if part not in set(behind)] if misty else sheet.parts
    base: Image.Image | None = None
    movers: list[sway.Mover] = []
    afloat: list[layers.Layer] = []

    def lay(parts: list[str]) -> None:
        nonlocal base
        for role, lot in layers.lots(parts, frozenset(moving)):
            bounds = _reach(near[int(role[5:])]) if role.startswith("actor") else _rows(what, role)
            layer = layers.drawn(sheet, role, lot, rows=bounds)
            if layer is None:
                continue
            if role == layers.STILL and not movers and base is None:
                base = layer.image.convert("RGB")
            else:
                movers.append(_mover(layer, sheet, bobs))
                if role.startswith("actor"):
                    afloat.append(layer)

    lay(behind)
    if misty:
        strength = 0.5 if what.weather == "fog" else 0.2
        top = what.horizon - 0.06
        movers.append(
            motes.fog(sheet.dice("drift"), size, unit, shades.haze, top=top, low=top + 0.2, strength=strength)
        )
    lay(rest)
    if shades.lit and base is not None:
        first = base.copy()
        for mover in movers:
            mover.draw(first, 0.0)
        dark = colour.mix(shades.near, shades.haze, 0.2)
        movers.append(lights.Windows(first, shades.warm, dark, sheet.dice("windows"), but=afloat))
    warm = [glow for glow in sheet.glows if glow.tint == shades.warm and glow.strength > 0.15 and glow.rx > 8]
    for glow in sorted(warm, key=lambda g: -g.rx * g.strength)[:_LIGHTS]:
        movers.append(lights.Flicker(glow, unit, sheet.dice(f"flicker{glow.x:.0f}")))
    movers += air(sheet, what, seconds)
    movers += [sway.Veil(veil, tint) for veil, tint in paint.veils(sheet)]
    return base, movers


def _mover(layer: layers.Layer, sheet: Sheet, bobs: Mapping[str, float]) -> sway.Mover:
    """How a layer of this role moves."""
    role, unit = layer.role, sheet.grain
    px = unit / 0.512  # a pixel of a film of 512
    if role.startswith("actor"):
        return sway.Shift(layer, down=bobs[role] * px, turn=int(role[5:]) * 0.29)
    if role.startswith("far"):
        return sway.Shift(layer, across=(2.4 - 0.8 * int(role[3:])) * px, turn=0.25 * int(role[3:]))
    if role == "stars":
        return lights.Twinkle(layer, sheet.dice("twinkle"), cell=(max(3, int(9 * px)),) * 2, depth=0.85)
    if role == "glitter":
        cell = (max(3, int(14 * px)), max(2, int(4 * px)))
        return lights.Twinkle(layer, sheet.dice("glint"), cell=cell, depth=0.7, turns=(2, 3))
    if role == "clouds":
        return sway.Drift(layer, across=(12 if sheet.dice("wind").random() < 0.5 else -12) * px)
    if role == "water":
        return sway.Water(layer, unit)
    if role == "crowns":
        return sway.Bend(layer, reach=3.0 * px, rooted="below")
    if role in ("grass", "weed"):
        return sway.Bend(layer, reach=(5.0 if role == "grass" else 7.0) * px, rooted="below")
    if role == "boughs":
        left, right = layer.x == 0, layer.x + layer.image.width >= sheet.pixels[0]
        return sway.Bend(layer, reach=3.4 * px, rooted="left" if left and not right else "right" if right else "both")
    if role == "surf":
        return sway.Shift(layer, down=2.6 * px)
    if role == "air":
        return sway.Shift(layer, across=4 * px, down=3 * px, turn=0.4)
    if role == "breath":
        return lights.Breath(layer, depth=0.45)
    return lights.Flash(layer) if role == "bolt" else sway.Still(layer)


def _rows(what: Scene, role: str) -> tuple[float, float]:
    """Where a role can be at all, shares of the canvas from the top."""
    if role in ("stars", "clouds"):
        return 0.0, what.horizon + 0.02
    if role in ("water", "glitter", "surf"):
        return what.horizon - 0.02, 1.0
    return (0.62, 1.0) if role == "grass" else (0.0, 1.0)


def _reach(actor: Actor) -> tuple[float, float]:
    """The rows an actor and its own light take, shares of the canvas; those of what stands are cut at its feet."""
    left, low, right, top = shelf.bounds(actor.name)
    glow = shelf.SHAPES[actor.name].glow or (0, 0, 0)
    reach = max(right - left, top - low, 1.6 * glow[2]) / 100 * actor.size
    return actor.y - reach - 0.03, actor.y + reach + 0.03


def bob(what: Scene, actor: Actor) -> float:
    """How far an actor rises and falls, pixels of a film of 512: what hangs in the air much, what swims a little."""
    shape = shelf.SHAPES.get(actor.name)
    if shape is None:
        return 0.0
    if actor.floats:
        return 4.2
    return 1.6 if shape.stance == SWIMS and what.place != "underwater" else 0.0


def air(sheet: Sheet, what: Scene, seconds: float) -> list[motes.Air]:
    """What falls, rises or hangs in the light, over everything."""
    size, unit, shades = sheet.pixels, sheet.grain, sheet.colours
    if what.place in inside.PLACES or what.place in ("hall", "cave"):
        return [motes.dust(sheet.dice("dust"), size, unit, shades.light, at=(what.lamp_x, what.lamp_y))]
    if what.place == "underwater":
        tint = colour.mix(shades.haze, "#ffffff", 0.3)
        return [motes.bubbles(sheet.dice("rise"), size, unit, seconds, tint)]
    if what.weather in ("rain", "storm"):
        tint = colour.mix(shades.haze, "#ffffff", 0.35)
        return [motes.rain(sheet.dice("fall"), size, unit, seconds, tint)]
    if what.weather == "snow":
        tint = colour.mix(shades.haze, "#ffffff", 0.7)
        return [motes.snow(sheet.dice("fall"), size, unit, seconds, tint)]
    if what.place in ("desert", "sky"):
        tint = colour.mix(shades.haze, shades.light, 0.4)
        return [motes.dust(sheet.dice("dust"), size, unit, tint, at=(0.5, 0.6), count=30)]
    return []
