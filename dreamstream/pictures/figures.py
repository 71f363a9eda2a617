"""Actors on the sheet: a rim of light, the dark shape, what glows in it, its foot in the ground."""

from __future__ import annotations

from dreamstream.pictures import colour, ground, inside, tints
from dreamstream.pictures.brush import Sheet, n
from dreamstream.pictures.scene import Actor, Scene
from dreamstream.pictures.shapes import shelf
from dreamstream.pictures.shapes.shape import HANGS, SWIMS

_SINK = 4.0  # feet go this far into the ground, or they hover


def draw(sheet: Sheet, scene: Scene, actor: Actor) -> None:
    """One actor, far or near."""
    if actor.name not in shelf.SHAPES:
        return
    shape = shelf.drawn(actor.name, scene.seed)
    shades = sheet.colours
    k = actor.size * 10
    x, y = actor.x * sheet.w, actor.y * sheet.h
    left, low, right, top = shelf.extent(shape)
    if actor.floats:
        y += (low + top) / 2 * k
    else:
        y += low * k + _SINK * min(1.0, k / 2)
    swims = not actor.floats and (
        (actor.name == "swimmer" and scene.place in (*ground.WET, "pool"))
        or (actor.name in ("shark", "dolphin", "crocodile") and scene.place == "pool")
    )
    if swims:
        _ripples(sheet, actor, (right - left) * k)
        sheet.add(f'<g clip-path="{sheet.clip(0, 0, sheet.w, actor.y * sheet.h)}">')
        y += (top - low) * k * 0.52  # legs and one arm are under water
    flip = -1 if actor.mirror else 1
    x -= flip * (left + right) / 2 * k
    where = f"translate({n(x)} {n(y)}) scale({n(k * flip)} {n(k)})"
    dark = colour.mix(shades.near, shades.haze, actor.tone)
    if actor.tint:
        dark = tints.dyed(dark, actor.tint)
    if swims:
        pass
    elif scene.place in ("lake", "sea") and shape.stance == SWIMS and not actor.floats:
        back = colour.mix(dark, shades.sky[12], 0.4)
        wet = f"translate({n(x)} {n(y - 2)}) scale({n(k * flip)} {n(-k * 0.8)})"
        sheet.add(f'<path d="{shape.body}" fill="{back}" fill-opacity=".45" transform="{wet}"/>')
    elif not actor.floats:
        _shadow(sheet, x + flip * (left + right) / 2 * k, y - low * k, (right - left) * k, actor)
    if actor.floats and shape.stance == HANGS:
        # a thing in the air needs a reason: its own breath of light
        reach = min(220.0, max(right - left, top - low) * k * 0.8)
        sheet.glow(actor.x * sheet.w, actor.y * sheet.h, reach, colour.mix(shades.light, shades.haze, 0.5), 0.5)
    if shape.glow and shades.lit:
        gx, gy, r = shape.glow
        warm = shades.warm
        sheet.glow(x + gx * k * flip, y - gy * k, r * k, warm, 0.5 * (1 - actor.tone))
    if shape.body:
        rim = colour.mix(shades.light, shades.haze, 0.35)
        side = 1 if scene.lamp_x * sheet.w > actor.x * sheet.w else -1
        step = min(2.4, 0.7 + k * 0.5)
        if scene.lamp != "none" or scene.place in inside.PLACES:
            sheet.add(
                f'<path d="{shape.body}" fill="{rim}" fill-opacity="{n(0.8 * (1 - actor.tone))}"'
                f' transform="translate({n(side * step)} {n(-step * 0.7)}) {where}"/>'
            )
        foot = colour.mix(dark, shades.haze, 0.10)
        fill = sheet.fall([(0, dark, 1), (0.6, dark, 1), (1, foot, 1)])
        sheet.add(f'<path d="{shape.body}" fill="{fill}" transform="{where}"/>')
    if shape.pale:
        tint = colour.mix(dark, shades.haze, 0.85 if not shape.body else 0.34)
        sheet.add(f'<path d="{shape.pale}" fill="{tint}" transform="{where}"/>')
    if shape.lit:
        warm = shades.warm if shades.lit else colour.mix(shades.warm, shades.haze, 0.55)
        fill = sheet.fall([(0, colour.mix(warm, "#ffffff", 0.35), 1), (1, warm, 1)])
        sheet.add(f'<path d="{shape.lit}" fill="{fill}" transform="{where}"/>')
    if shape.ink:
        sheet.add(f'<path d="{shape.ink}" fill="{dark}" transform="{where}"/>')
    if shape.glow and shades.lit:
        gx, gy, r = shape.glow
        sheet.glow(x + gx * k * flip, y - gy * k, r * k * 0.45, shades.warm, 0.34)
    if swims:
        sheet.add("</g>")


def _ripples(sheet: Sheet, actor: Actor, wide: float) -> None:
    """Rings on the water round who swims in it."""
    x, y, shades = actor.x * sheet.w, actor.y * sheet.h, sheet.colours
    tint = colour.mix(shades.haze, shades.light, 0.5)
    d = "".join(
        f"M{n(x - wide * a)} {n(y + wide * b)}q{n(wide * a)} {n(wide * 0.05)} {n(2 * wide * a)} 0"
        f"q{n(-wide * a)} {n(wide * 0.035)} {n(-2 * wide * a)} 0Z"
        for a, b in ((0.62, 0.0), (0.5, 0.05), (0.34, 0.1), (0.75, 0.03))
    )
    sheet.path(d, tint, 0.42)


def _shadow(sheet: Sheet, x: float, y: float, wide: float, actor: Actor) -> None:
    """A soft dark lens where it touches the ground, so that it stands."""
    if actor.tone < 0.3:
        sheet.glow(x, y, wide * 0.62, sheet.colours.deep, 0.75, max(3.0, wide * 0.035))


def shed(sheet: Sheet, actor: Actor) -> None:
    """The warm pool on the ground before what glows."""
    shape = shelf.SHAPES.get(actor.name)
    if shape is None or shape.glow is None or actor.floats or not sheet.colours.lit:
        return
    gx, _, r = shape.glow
    k = actor.size * 10
    flip = -1 if actor.mirror else 1
    if actor.name == "door":
        _spill(sheet, actor, k, flip)
    sheet.glow(
        actor.x * sheet.w + gx * k * flip, actor.y * sheet.h + 10, r * k * 1.5, sheet.colours.warm, 0.42, r * k * 0.34
    )


def _spill(sheet: Sheet, actor: Actor, k: float, flip: int) -> None:
    """The light that falls out of an open door, widening towards the eye."""
    x, y = actor.x * sheet.w - flip * 9 * k, actor.y * sheet.h
    half, foot = 22 * k, min(sheet.h, y + 75 * k)
    lean = -flip * 26 * k
    far = x + lean
    d = f"M{n(x - half)} {n(y)}H{n(x + half)}L{n(far + half * 2.6)} {n(foot)}H{n(far - half * 2.6)}Z"
    tint = sheet.colours.warm
    sheet.path(d, sheet.fall([(0, tint, 0.7), (0.3, tint, 0.34), (1, tint, 0.02)]))
