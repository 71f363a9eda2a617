"""The lobby of a lift."""

from __future__ import annotations

from dreamstream.pictures import colour
from dreamstream.pictures.brush import n
from dreamstream.pictures.rooms import halls, pieces, shells, walls
from dreamstream.pictures.rooms.view import View


def lift(v: View) -> None:
    """Doors open upon a lit cabin in a dark lobby."""
    sheet, k = v.sheet, v.k
    bright = colour.mix(v.warm, "#ffffff", 0.35)
    if v.camera == "corner":
        at = v.w * (0.5 + (-1 if v.right else 1) * v.dice.uniform(0.08, 0.32))
        walls.corner(v, at, [], floor=v.dice.choice(("tiles", "plain")), dark=0.25)
    else:
        walls.front(v, [], floor="tiles", dark=0.3)
    count, broad, tall = v.dice.choice((1, 1, 2, 3)), v.dice.uniform(34, 54), v.dice.uniform(112, 140)
    gap = v.w / (count + 0.2)
    for i in range(count):
        x = v.lx if count == 1 else gap * (i + 0.6)
        mine = count == 1 or abs(x - v.lx) <= gap / 2
        foot, half, high = v.foot(x) - 2, broad * k, tall * k
        sheet.rect(x - half - 8 * k, foot - high - 8 * k, 2 * half + 16 * k, high + 8 * k, v.tone(-0.6))
        if mine:
            sheet.rect(x - half, foot - high, 2 * half, high, sheet.fall([(0, v.warm, 1), (1, bright, 1)]))
            sheet.path(
                f"M{n(x - half)} {n(foot)}l{n(12 * k)} {n(-10 * k)}H{n(x + half - 12 * k)}l{n(12 * k)} {n(10 * k)}Z",
                v.tone(0.1),
                0.6,
            )
            sheet.path(
                (
                    f"M{n(x - half + 12 * k)} {n(foot - 10 * k)}V{n(foot - high)}h2V{n(foot - 10 * k)}Z"
                    f"M{n(x + half - 12 * k)} {n(foot - 10 * k)}V{n(foot - high)}h-2V{n(foot - 10 * k)}Z"
                ),
                v.tone(0.0),
                0.5,
            )
            for side in (-1, 1):
                a = x + side * half
                sheet.rect(min(a, a - side * 16 * k), foot - high, 16 * k, high, v.tone(-0.3))
            sheet.glow(x, foot - high / 2, half * 2.6, v.warm, 0.5)
            halls.spill(v, x - half * 0.7, x + half * 0.7, foot, v.warm, 0.7, 1.8)
        else:
            sheet.rect(x - half, foot - high, 2 * half, high, sheet.fall([(0, v.tone(-0.4), 1), (1, v.tone(-0.15), 1)]))
            sheet.rect(x - 1.5, foot - high, 3, high, v.tone(-0.8))
        sheet.add(f'<circle cx="{n(x)}" cy="{n(foot - high - 22 * k)}" r="{n(10 * k)}" fill="{v.tone(-0.8)}"/>')
        hand = f"M{n(x - 1)} {n(foot - high - 22 * k)}l{n((-7 if i else 7) * k)} {n(-5 * k)}l2 3Z"
        sheet.path(hand, bright)
        sheet.rect(x + half + 13 * k, foot - 62 * k, 4 * k, 9 * k, bright if mine else v.tone(-0.7))
    v.stand(pieces.FERN, shells.away(v, 0.08), down=12)
