"""A museum: great pictures under their lamps, a statue, a bench."""

from __future__ import annotations

from dataclasses import replace

from dreamstream.pictures import colour, palettes
from dreamstream.pictures.rooms import halls, lamps, shells, walls, windows
from dreamstream.pictures.rooms.view import Piece, View
from dreamstream.pictures.shapes.pen import blob, box, disc, limb

_BENCH = Piece(90, box(-44, 24, 88, 5) + box(-38, 0, 6, 24) + box(32, 0, 6, 24))
_STATUE = Piece(
    44,
    box(-20, 0, 40, 6)
    + box(-15, 6, 30, 44)
    + box(-18, 50, 36, 5)
    + disc(1, 114, 7, 8)
    + limb("1,108,4 0,100,5")
    + blob("-12,100 -8,104 8,104 13,98 12,80 9,66 12,55* -10,55* -8,68 -12,84")
    + limb("11,98,3.4 20,86,3 15,74,2.6")
    + limb("-11,97,3.4 -17,84,3 -10,76,2.6"),
    tall=True,
    same="statue",
)


def museum(v: View) -> None:
    """Great pictures under their lamps, a statue, a bench."""
    sheet, w, h, shades = v.sheet, v.w, v.h, v.sheet.colours
    if v.camera == "deep":
        hall = halls.hall(v, 0.34, v.floor / v.h - 0.36)
        x, y, ew, eh = hall.end
        end = windows.opening("arch", x + ew * 0.3, y + eh * 0.2, ew * 0.4, eh * 0.8, rim=8)
        walls.deep(v, hall, [], floor=v.dice.choice(("boards", "plain")), ends=[end], dark=0.02)
        for plane in (hall.left, hall.right):
            for a, b in ((0.06, 0.28), (0.36, 0.54), (0.6, 0.74), (0.8, 0.92)):
                sheet.path(plane.quad(a, b, 0.24, 0.66), colour.mix(v.tone(-0.5), shades.warm, 0.22))
                sheet.path(
                    plane.quad(a + 0.014, b - 0.014, 0.275, 0.625), v.tone(v.dice.choice((-0.75, 0.4, -0.3, 0.62)))
                )
                sheet.path(plane.quad(a + 0.014, b - 0.014, v.dice.uniform(0.46, 0.55), 0.625), v.tone(-0.5))
        sheet.glow(v.lx, y + eh * 0.6, ew * 0.6, shades.light, 0.5)
        halls.spill(v, x + ew * 0.3, x + ew * 0.7, v.floor, shades.light, 0.5, 1.8)
        for s, u in ((0.62, 0.5), (0.72, 0.14), (0.72, 0.86)):
            halls.stand(v, hall, _STATUE if u != 0.5 else _BENCH, s, u, tone=-0.75)
        return
    walls.front(v, [], floor=v.dice.choice(("boards", "plain")), dark=-0.05)
    wide = v.dice.uniform(0.34, 0.46) * w
    spots = [(v.lx, wide, 0.46 * h, 0.1 * h)]
    side = shells.away(v, 0.22)
    spots += (
        [(side, 0.2 * w, 0.2 * h, 0.12 * h), (side, 0.2 * w, 0.18 * h, 0.37 * h)]
        if v.dice.random() < 0.5
        else [(side, 0.24 * w, 0.4 * h, 0.14 * h)]
    )
    for x, pw, ph, y in spots:
        x = min(max(x, pw / 2 + 30), w - pw / 2 - 30)
        ph = min(ph, v.floor - y - 0.1 * h)
        sheet.rect(x - pw / 2 - 6, y + 8, pw + 20, ph + 12, shades.deep, 0.35)
        sheet.rect(x - pw / 2 - 14, y - 14, pw + 28, ph + 28, colour.mix(v.tone(-0.4), shades.warm, 0.4))
        sheet.rect(x - pw / 2 - 4, y - 4, pw + 8, ph + 8, v.tone(-0.8))
        _canvas(v, (x - pw / 2 + 3, y + 3, pw - 6, ph - 6))
        v.panes.append((x - pw / 2, x + pw / 2))
        sheet.rect(x - 0.16 * pw, y - 34, 0.32 * pw, 9, v.tone(-0.8))
        lamps.cone(v, x, y - 25, min(y + ph * 1.2, v.floor), pw * 0.2, pw * 0.6, v.warm, 0.42 if shades.lit else 0.2)
    v.stand(_STATUE, v.w * (0.92 if v.lx < w / 2 else 0.08), down=0.02 * h, over=0.1, tone=-0.6, size=1.15)
    v.stand(_BENCH, v.lx, down=0.12 * h, tone=-0.9, over=0.1)


def _canvas(v: View, box: windows.Box) -> None:
    """A painted land: the same mood at another hour, whatever the weather outside is."""
    scene, colours = v.scene, v.sheet.colours
    hour = v.dice.choice([hour for hour in palettes.HOURS if hour != scene.hour])
    v.scene = replace(scene, hour=hour, weather=None, lamp="moon" if hour == "night" else "sun")
    v.sheet.colours = palettes.palette(scene.mood, hour)
    windows.outlook(v, box, v.dice.choice(("hills", "sea", "trees", "city")))
    v.scene, v.sheet.colours = scene, colours
