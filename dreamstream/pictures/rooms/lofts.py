"""Under the roof and under the ground: attic and cellar."""

from __future__ import annotations

from dreamstream.pictures import colour
from dreamstream.pictures.brush import n
from dreamstream.pictures.rooms import halls, lamps, pieces, shells, walls, windows
from dreamstream.pictures.rooms.view import View


def attic(v: View) -> None:
    """A gable with its window under slanting beams, boxes and a trunk."""
    sheet, w, h = v.sheet, v.w, v.h
    gable = v.camera == "deep"
    if gable:
        x0, x1 = v.lx - 0.33 * w, v.lx + 0.33 * w
        ridge, knee = 0.1 * h, v.floor - 0.13 * h
        size = 0.26 * min(w, h)
        style = v.dice.choice(("round", "arch", "sash"))
        tall = size * (1.0 if style == "round" else 1.35)
        box = (v.lx - size / 2, min(ridge + 0.17 * h, knee - tall + 0.02 * h), size, tall)
        one = windows.opening(style, *box)
        sheet.rect(0, 0, w, h, v.tone(-0.8))
        windows.outlook(v, box)
        wall = f"M{n(x0)} {n(v.floor + 2)}V{n(knee)}L{n(v.lx)} {n(ridge)}L{n(x1)} {n(knee)}V{n(v.floor + 2)}Z"
        sheet.path(
            wall + one.outline, sheet.fall([(0, v.tone(-0.1), 1), (1, v.tone(0.34), 1)]), more=' fill-rule="evenodd"'
        )
        left = f"M{n(v.lx)} {n(ridge)}L{n(x0)} {n(knee)}L{n(-0.5 * w)} {n(knee + 0.1 * h)}V-300H{n(v.lx)}Z"
        right = f"M{n(v.lx)} {n(ridge)}L{n(x1)} {n(knee)}L{n(1.5 * w)} {n(knee + 0.1 * h)}V-300H{n(v.lx)}Z"
        sheet.path(left, sheet.fall([(0, v.tone(-0.9), 1), (1, v.tone(-0.28 if v.right else -0.45), 1)]))
        sheet.path(right, sheet.fall([(0, v.tone(-0.9), 1), (1, v.tone(-0.45 if v.right else -0.28), 1)]))
        for side, x in ((-1, x0), (1, x1)):
            edge = 0.0 if side < 0 else w
            d = (
                f"M{n(x)} {n(knee)}V{n(v.floor)}L{n(edge + side * w * 0.2)} {n(v.floor + 0.16 * h)}"
                f"V{n(knee + 0.06 * h)}Z"
            )
            sheet.path(d, v.tone(-0.5))
        walls.ground(
            v,
            "boards",
            (
                f"M{n(x0)} {n(v.floor)}H{n(x1)}L{n(1.2 * w)} {n(v.floor + 0.16 * h)}V{n(h)}"
                f"H{n(-0.2 * w)}V{n(v.floor + 0.16 * h)}Z"
            ),
            v.lx,
        )
        beams = ""
        for t, thick in ((0.0, 8.0), (0.26, 15.0), (0.66, 26.0)):
            peak = ridge - t * 0.5 * h
            for side, x in ((-1, x0), (1, x1)):
                foot = knee + (0.06 * t) * h
                far = x + side * t * 0.42 * w
                beams += (
                    f"M{n(v.lx)} {n(peak)}L{n(far)} {n(foot)}h{n(-side * thick)}L{n(v.lx)} {n(peak + thick * 1.5)}Z"
                )
        tie = knee - (knee - ridge) * 0.36
        sheet.path(beams, v.tone(-0.88))
        sheet.rect(v.lx - 0.3 * w, tie - 320, 0.6 * w, 16, v.tone(-0.9)) if tie > 400 else None
        windows.trim(v, one)
        lamps.beam(v, box, lean=0.3, strength=0.9, split=1 if style == "round" else 2)
        v.foot_at = [(0.0, v.floor + 0.1 * h), (x0, v.floor), (x1, v.floor), (w, v.floor + 0.1 * h)]
    else:
        _slope(v)
    stuff = v.dice.sample((pieces.BOXES, pieces.TRUNK, pieces.COATS, pieces.ARMCHAIR, pieces.CLOCK, pieces.BARREL), 3)
    for piece, at in zip(stuff, (0.1, 0.88, 0.34 if v.right else 0.7), strict=True):
        v.stand(piece, w * at, down=0.02 * h, over=0.1)


def cellar(v: View) -> None:
    """Vaults, barrels, one bulb; or steps down from a lit door."""
    sheet, w, h, k = v.sheet, v.w, v.h, v.k
    if v.camera == "deep":
        sheet.rect(0, 0, w, h, v.tone(-0.9))
        x = v.w / 2 + (v.lx - v.w / 2) * 0.4
        walls.ground(v, "tiles")
        for t, tone in ((1.0, -0.72), (0.72, -0.5), (0.5, -0.25), (0.33, 0.05)):
            half, top, low = 0.58 * w * t, v.floor - 0.66 * h * t + 0.04 * h, v.floor + 0.36 * h * t**2 - 0.04 * h
            rim = half * 1.16
            outer = f"M-10 -10H{n(w + 10)}V{n(low)}H-10Z"
            hole = (
                f"M{n(x - half)} {n(low)}V{n(top + half * 0.8)}Q{n(x - half)} {n(top)} {n(x)} {n(top)}"
                f"Q{n(x + half)} {n(top)} {n(x + half)} {n(top + half * 0.8)}V{n(low)}Z"
            )
            if t == 1.0:
                sheet.path(outer + hole, v.tone(-0.92), more=' fill-rule="evenodd"')
            ring = (
                f"M{n(x - rim)} {n(low)}V{n(top + half * 0.72)}"
                f"Q{n(x - rim)} {n(top - half * 0.18)} {n(x)} {n(top - half * 0.18)}"
                f"Q{n(x + rim)} {n(top - half * 0.18)} {n(x + rim)} {n(top + half * 0.72)}V{n(low)}Z"
            )
            if t < 1:
                sheet.path(ring, v.tone(tone - 0.2))
                sheet.path(ring + hole, v.tone(tone), more=' fill-rule="evenodd"')
        half, top, low = 0.19 * w, v.floor - 0.17 * h, v.floor + 0.002 * h
        sheet.glow(x, (top + low) / 2, half * 1.5, v.warm, 0.7)
        d = (
            f"M{n(x - half * 0.5)} {n(low)}V{n(top + 40)}q0 -40 {n(half * 0.5)} -40"
            f"q{n(half * 0.5)} 0 {n(half * 0.5)} 40V{n(low)}Z"
        )
        sheet.path(d, sheet.fall([(0, colour.mix(v.warm, v.wall, 0.2), 1), (1, colour.mix(v.warm, "#ffffff", 0.3), 1)]))
        halls.spill(v, x - half * 0.5, x + half * 0.5, low, v.warm, 0.5, 2.0)
        v.foot_at = [
            (0.0, v.floor + 0.24 * h),
            (0.3 * w, v.floor + 0.05 * h),
            (0.7 * w, v.floor + 0.05 * h),
            (w, v.floor + 0.24 * h),
        ]
    else:
        walls.front(v, [], floor="tiles", dark=0.3)
        for i in range(3):
            cx = w * (i + 0.5) / 3
            arch = windows.opening("arch", cx - 0.135 * w, v.floor - 0.56 * h, 0.27 * w, 0.56 * h - 20, rim=22)
            sheet.path(arch.frame, v.tone(-0.5))
            sheet.path(arch.outline, sheet.fall([(0, v.tone(-0.92), 1), (1, v.tone(-0.68), 1)]))
        side = 1 if v.right else -1
        top, count = v.floor - 0.32 * h, 8
        x0, x1 = v.lx - side * 0.02 * w, v.lx - side * 0.30 * w
        dx = v.lx + side * 0.06 * w
        sheet.glow(dx, top - 40 * k, 0.26 * w, v.warm, 0.6)
        high = min(84 * k, top - 0.07 * h)
        sheet.rect(dx - 20 * k - 9, top - high - 9, 40 * k + 18, high + 9, v.tone(-0.9))
        sheet.rect(
            dx - 20 * k,
            top - high,
            40 * k,
            high,
            sheet.fall([(0, v.warm, 1), (1, colour.mix(v.warm, "#ffffff", 0.4), 1)]),
        )
        d = f"M{n(x1)} {n(v.floor)}"
        for i in range(count):
            d += f"V{n(v.floor - (v.floor - top) * (i + 1) / count)}H{n(x1 + (x0 - x1) * (i + 1) / count)}"
        edge = w + 10 if side > 0 else -10.0
        sheet.path(d + f"H{n(edge)}V{n(v.floor)}Z", sheet.fall([(0, v.tone(-0.25), 1), (1, v.tone(-0.8), 1)]))
        lit = "".join(
            (
                f"M{n(x1 + (x0 - x1) * i / count)} {n(v.floor - (v.floor - top) * (i + 1) / count)}"
                f"h{n((x0 - x1) / count)}v6h{n((x1 - x0) / count)}Z"
            )
            for i in range(count)
        )
        sheet.path(lit, v.warm, 0.75)
        cone = (
            f"M{n(dx - 20 * k)} {n(top)}H{n(dx + 20 * k)}"
            f"L{n(x1 + side * 0.12 * w)} {n(v.floor + 0.16 * h)}H{n(x1 - side * 0.22 * w)}Z"
        )
        sheet.path(cone, sheet.fall([(0, v.warm, 0.5), (1, v.warm, 0.05)]))
    for piece, at in zip(
        v.dice.sample((pieces.BARREL, pieces.BOXES, pieces.BARREL, pieces.TRUNK), 3), (0.1, 0.9, 0.26), strict=True
    ):
        v.stand(piece, w * at, down=0.02 * h, over=0.1, tone=-0.85)
    if v.camera == "deep":
        lamps.pendant(v, shells.away(v, 0.42), 0.16 * h, shade="bulb", size=1.3)


def _slope(v: View) -> None:
    """The roof seen from below: rafters run up and together, a skylight lies between two of them."""
    sheet, w, h = v.sheet, v.w, v.h
    knee, far = v.floor - 0.13 * h, v.lx + (w / 2 - v.lx) * 0.5

    def up(x: float, t: float) -> float:
        """Where the rafter that starts at x is, t of the way up."""
        return x + (far - x) * 0.34 * t

    def at(t: float) -> float:
        return knee * (1 - t)

    half = v.dice.uniform(0.13, 0.17) * w
    t0, t1 = 0.22, 0.74
    corners = (
        (up(v.lx - half, t1), at(t1)),
        (up(v.lx + half, t1), at(t1)),
        (up(v.lx + half, t0), at(t0)),
        (up(v.lx - half, t0), at(t0)),
    )
    outline = "M" + "L".join(f"{n(x)} {n(y)}" for x, y in corners) + "Z"
    left, right = min(x for x, _ in corners), max(x for x, _ in corners)
    box = (left, at(t1), right - left, at(t0) - at(t1))
    windows.outlook(v, box)
    roof = f"M0 0H{n(w)}V{n(knee + 4)}H0Z"
    sheet.path(roof + outline, sheet.fall([(0, v.tone(-0.72), 1), (1, v.tone(0.12), 1)]), more=' fill-rule="evenodd"')
    sheet.rect(0, knee, w, v.floor - knee + 3, sheet.fall([(0, v.tone(-0.34), 1), (1, v.tone(-0.14), 1)]))
    walls.ground(v, "boards")
    step, d = 2 * half + 34, ""
    for i in range(-5, 6):
        x = v.lx + (i + 0.5) * step
        d += f"M{n(x - 15)} {n(knee)}L{n(up(x - 15, 1))} 0h{n(20)}L{n(x + 15)} {n(knee)}Z"
    d += f"M0 {n(knee - 9)}H{n(w)}v24H0Z"
    for t in (t0, t1):
        y = at(t) - 8
        d += (
            f"M{n(up(v.lx - half - 10, t))} {n(y)}L{n(up(v.lx + half + 10, t))} {n(y)}v16"
            f"L{n(up(v.lx - half - 10, t))} {n(y + 16)}Z"
        )
    middle = up(v.lx, t0), up(v.lx, t1)
    d += f"M{n(middle[0] - 5)} {n(at(t0))}L{n(middle[1] - 4)} {n(at(t1))}h8L{n(middle[0] + 5)} {n(at(t0))}Z"
    sheet.path(d, v.tone(-0.8))
    v.panes.append((left, right))
    lamps.beam(v, box, lean=0.45)
