"""The one great light: a moon with its seas and phases, a sun, and what else may hang beside it."""

from __future__ import annotations

import math

from dreamstream.pictures import colour
from dreamstream.pictures.brush import Sheet, n
from dreamstream.pictures.scene import Scene

#: the seas of a moon: x, y, width, height, in shares of its radius
_SEAS = (
    (-0.34, -0.34, 0.30, 0.24),
    (-0.16, -0.44, 0.22, 0.18),
    (0.16, -0.30, 0.24, 0.20),
    (0.34, -0.10, 0.20, 0.24),
    (-0.46, 0.02, 0.22, 0.30),
    (-0.30, 0.28, 0.26, 0.20),
    (0.02, 0.44, 0.16, 0.11),
    (0.42, 0.34, 0.13, 0.10),
)


def lamp(sheet: Sheet, scene: Scene, air: str, veiled: bool) -> None:
    """Moon or sun, with a near halo and a wide one in the air's own tint."""
    if scene.lamp not in ("moon", "sun"):
        return
    x, y, r = scene.lamp_x * sheet.w, scene.lamp_y * sheet.h, scene.lamp_r * 1000
    tint = sheet.colours.light
    dim = 0.55 if veiled else 1.0
    thin = 0.62 if scene.lamp == "moon" and scene.phase != "full" else 1.0
    # land and water cover what shines below the horizon; in a forest the ground begins lower
    ground = None if scene.place in ("forest", "sky", "underwater") else scene.horizon * sheet.h + 4
    # a cream halo over blue turns grey, so the wide one leans to the colour of the air
    sheet.glow(x, y, min(r * 4.6, 430), colour.mix(air, tint, 0.45), 0.62 * dim * thin, foot=ground)
    sheet.glow(x, y, r * 2.3, colour.mix(tint, air, 0.2), 0.55 * dim * thin)
    body = colour.mix(tint, air, 0.45) if veiled else tint
    if scene.lamp == "sun":
        low = scene.hour in ("dusk", "dawn") and scene.lamp_y > scene.horizon - 0.24
        under = colour.mix(body, sheet.colours.haze, 0.42 if low else 0.08)
        sheet.add(
            f'<circle cx="{n(x)}" cy="{n(y)}" r="{n(r)}"'
            f' fill="{sheet.fall([(0, body, 1), (0.45, body, 1), (1, under, 1)])}"/>'
        )
    elif scene.phase == "full":
        _moon(sheet, x, y, r, body, air)
    else:
        _crescent(sheet, scene, x, y, r, body, air)


def second(sheet: Sheet, scene: Scene, air: str) -> None:
    """A moon more than there should be, smaller, of the colour of the haze."""
    side = -1 if scene.lamp_x > 0.5 else 1
    x = (scene.lamp_x + side * 0.36) * sheet.w
    y = max(0.12, min(scene.lamp_y - 0.12, scene.horizon - 0.3)) * sheet.h
    r = max(24.0, scene.lamp_r * 460)
    body = colour.mix(sheet.colours.light, sheet.colours.sky[10], 0.38)
    sheet.glow(x, y, r * 2.4, colour.mix(body, air, 0.4), 0.5)
    _moon(sheet, x, y, r, body, air)


def _moon(sheet: Sheet, x: float, y: float, r: float, body: str, air: str) -> None:
    """Flat and soft: a lit disc, seas a shade of the air, a few rimmed craters, the edge a breath darker."""
    dice = sheet.dice("seas")
    edge = colour.mix(body, air, 0.22)
    sheet.add(f'<circle cx="{n(x)}" cy="{n(y)}" r="{n(r)}" fill="{edge}"/>')
    sheet.add(f'<circle cx="{n(x - r * 0.02)}" cy="{n(y - r * 0.02)}" r="{n(r * 0.97)}" fill="{body}"/>')
    turn = dice.uniform(-0.7, 0.7)
    flip = dice.choice((-1, 1))
    seas = []
    for sx, sy, sw, sh in _SEAS:
        dx, dy = flip * sx * math.cos(turn) - sy * math.sin(turn), flip * sx * math.sin(turn) + sy * math.cos(turn)
        k = dice.uniform(0.86, 1.1)
        rx, ry = sw * r * k, sh * r * k
        # an ellipse as two arcs, all of them one path: where they overlap nothing gets darker
        px, py = x + dx * r, y + dy * r
        seas.append(f"M{n(px - rx)} {n(py)}a{n(rx)} {n(ry)} 0 1 1 {n(2 * rx)} 0a{n(rx)} {n(ry)} 0 1 1 {n(-2 * rx)} 0Z")
    sheet.path("".join(seas), colour.mix(body, air, 0.42), 0.28)
    pits, rims = [], []
    for _ in range(7):
        a, reach, size = dice.uniform(0, math.tau), dice.uniform(0.25, 0.82) * r, dice.uniform(0.018, 0.04) * r
        px, py = x + math.cos(a) * reach, y + math.sin(a) * reach
        pits.append(f'<circle cx="{n(px)}" cy="{n(py)}" r="{n(size)}"/>')
        rims.append(f'<circle cx="{n(px + size * 0.3)}" cy="{n(py + size * 0.3)}" r="{n(size * 1.05)}"/>')
    sheet.add(f'<g fill="{colour.mix(body, "#ffffff", 0.4)}" opacity=".7">{"".join(rims)}</g>')
    sheet.add(f'<g fill="{colour.mix(body, air, 0.4)}" opacity=".3">{"".join(pits)}</g>')
    sheet.glow(x - r * 0.22, y - r * 0.26, r * 0.74, colour.mix(body, "#ffffff", 0.6), 0.34)


def _crescent(sheet: Sheet, scene: Scene, x: float, y: float, r: float, body: str, air: str) -> None:
    """A sickle or a half, leaning, the rest of the disc just to be guessed."""
    lean = sheet.dice("phase").uniform(14, 34)
    inner = 0.02 if scene.phase == "half" else 0.56
    d = f"M0 {n(-r)}A{n(r)} {n(r)} 0 0 1 0 {n(r)}A{n(inner * r)} {n(r)} 0 0 0 0 {n(-r)}Z"
    where = f' transform="translate({n(x)} {n(y)}) rotate({n(lean)})"'
    sheet.add(f'<circle cx="{n(x)}" cy="{n(y)}" r="{n(r * 0.99)}" fill="{colour.mix(air, body, 0.16)}" opacity=".55"/>')
    sheet.path(d, body, 1.0, where)
