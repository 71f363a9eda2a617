"""A corridor in one-point perspective: doors on both sides, lamps above, light at the end."""

from __future__ import annotations

from dreamstream.pictures import colour
from dreamstream.pictures.brush import Sheet, n
from dreamstream.pictures.scene import Scene


def hall(sheet: Sheet, scene: Scene) -> None:
    """Four walls drawn towards one bright door."""
    shades, w, h = sheet.colours, sheet.w, sheet.h
    vx, vy = scene.lamp_x * w, scene.lamp_y * h
    ew, eh = 0.075 * w, 0.115 * h
    left, right, top, low = vx - ew, vx + ew, vy - eh, vy + eh * 0.9
    base = colour.mix(shades.sky[11], shades.near, 0.45)
    bright = colour.mix(shades.haze, shades.light, 0.3)
    sheet.rect(0, 0, w, h, shades.near)

    def far(x: float, y: float, t: float) -> str:
        """A point on the way from the edge of the picture (0) to the end of the corridor (1)."""
        ex = left if x == 0 else right if x == w else x
        ey = top if y == 0 else low if y == h else y
        return f"{n(x + (ex - x) * t)} {n(y + (ey - y) * t)}"

    walls = (
        (f"M0 0L{n(w)} 0L{far(w, 0, 1)}L{far(0, 0, 1)}Z", 0.62, True),
        (f"M0 {n(h)}L{n(w)} {n(h)}L{far(w, h, 1)}L{far(0, h, 1)}Z", 0.42, True),
        (f"M0 0L{far(0, 0, 1)}L{far(0, h, 1)}L0 {n(h)}Z", 0.30, False),
        (f"M{n(w)} 0L{far(w, 0, 1)}L{far(w, h, 1)}L{n(w)} {n(h)}Z", 0.36, False),
    )
    for i, (d, dark, upright) in enumerate(walls):
        deep = colour.mix(base, shades.near, min(1.0, dark + 0.35))
        near_end = colour.mix(base, bright, 0.62 - dark * 0.5)
        stops = [(0, deep, 1.0), (0.6, colour.mix(deep, near_end, 0.45), 1.0), (1, near_end, 1.0)]
        if i in (1, 3):
            stops = [(1 - at, tint, see) for at, tint, see in reversed(stops)]
        sheet.path(d, sheet.fall(stops, across=not upright))
    panel = colour.mix(base, shades.near, 0.72)
    for t0, t1 in ((0.10, 0.40), (0.56, 0.69), (0.78, 0.855), (0.905, 0.945)):
        for x in (0.0, w):
            ex = left if x == 0 else right
            rise = 0.30
            pts = []
            for t, up in ((t0, 0.0), (t1, 0.0), (t1, 1.0), (t0, 1.0)):
                px = x + (ex - x) * t
                floor_y, roof_y = h + (low - h) * t, 0 + (top - 0) * t
                pts.append(f"{n(px)} {n(floor_y if not up else floor_y + (roof_y - floor_y) * (1 - rise))}")
            sheet.path("M" + "L".join(pts) + "Z", panel, 0.92)
    for t in (0.30, 0.62, 0.80, 0.9):
        half = 0.07 * w * (1 - t)
        y = top * t
        x = w / 2 + (vx - w / 2) * t
        sheet.path(
            f"M{n(x - half)} {n(y)}H{n(x + half)}L{n(x + half * 0.8)} {n(y + 9 * (1 - t))}H{n(x - half * 0.8)}Z",
            shades.warm if shades.lit else bright,
            0.85,
        )
        if shades.lit:
            sheet.glow(x, y + 4, half * 3.2, shades.warm, 0.30, half * 1.4)
    sheet.glow(vx, vy, 2.9 * ew, bright, 0.85, 2.6 * eh)
    sheet.rect(
        left,
        top,
        right - left,
        low - top,
        sheet.fall([(0, shades.light, 1), (1, colour.mix(shades.light, "#ffffff", 0.5), 1)]),
    )
    foot = vx + (w / 2 - vx) * 0.7
    spill = f"M{n(left)} {n(low)}H{n(right)}L{n(foot + w * 0.2)} {n(h)}H{n(foot - w * 0.2)}Z"
    sheet.path(spill, sheet.fall([(0, shades.light, 0.75), (0.5, shades.light, 0.22), (1, shades.light, 0.03)]))
