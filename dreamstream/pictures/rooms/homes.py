"""Rooms one lives in: living room, kitchen, dining room, bedroom, bathroom, study."""

from __future__ import annotations

from dreamstream.pictures import colour
from dreamstream.pictures.brush import n
from dreamstream.pictures.rooms import lamps, pieces, shells
from dreamstream.pictures.rooms.view import View


def living(v: View) -> None:
    """A hearth, a sofa, books, a lamp."""
    shells.shell(v, ("sash", "french", "arch", "panorama"), cosy=True)
    hearth = v.spot(88 * v.k, shells.away(v, 0.2), 0.3, tall=True)
    if hearth is None:  # squeezed beside the window, wherever there is wall; or there is none
        hearth = v.spot(58 * v.k, shells.away(v, 0.12), 1.0, tall=True)
    if hearth is not None:
        _hearth(v, hearth)
    if v.dice.random() < 0.5:
        rolls = [v.dice.random() for _ in range(60)]
        v.stand(pieces.shelf_of_books(5, 62, rolls), v.w * (0.93 if not v.right else 0.07), over=0.1)
    else:
        v.stand(pieces.PLANT, v.w * (0.94 if v.right else 0.06), down=20)
    chair = v.dice.choice((pieces.SOFA, pieces.ARMCHAIR, pieces.SOFA))
    v.stand(chair, v.lx, down=0.05 * v.h, tone=-0.72, over=0.15)


def _hearth(v: View, x: float) -> None:
    if "fireplace" in v.names:
        return
    k, foot, sheet = v.k, v.foot(x), v.sheet
    stone = v.tone(-0.46)
    sheet.rect(x - 26 * k, 0, 52 * k, foot - 60 * k, sheet.fall([(0, v.tone(-0.62), 1), (1, v.tone(-0.3), 1)]))
    sheet.rect(x - 40 * k, foot - 64 * k, 80 * k, 64 * k, stone)
    sheet.rect(x - 46 * k, foot - 68 * k, 92 * k, 7 * k, v.tone(-0.7))
    sheet.path(
        f"M{n(x - 26 * k)} {n(foot)}v{n(-34 * k)}q0 {n(-16 * k)} {n(26 * k)} {n(-16 * k)}"
        f"q{n(26 * k)} 0 {n(26 * k)} {n(16 * k)}v{n(34 * k)}Z",
        sheet.colours.deep,
    )
    lamps.fire(v, x, foot - 4, k / 3.3)
    lamps.pool(v, x, foot + 0.05 * v.h, 70 * k, colour.mix(sheet.colours.warm, "#ff5a1e", 0.3), 0.5)
    inner = v.tone(-0.1)
    sheet.rect(x - 18 * k, foot - 112 * k, 36 * k, 30 * k, v.tone(-0.8))
    sheet.rect(x - 15.5 * k, foot - 109.5 * k, 31 * k, 25 * k, inner)
    sheet.path(
        (
            f"M{n(x - 15.5 * k)} {n(foot - 84.5 * k)}l{n(10 * k)} {n(-12 * k)}l{n(7 * k)} {n(7 * k)}"
            f"l{n(5 * k)} {n(-5 * k)}l{n(9 * k)} {n(10 * k)}Z"
        ),
        v.tone(-0.5),
    )


def kitchen(v: View) -> None:
    """Pans on a rail over the stove, shelves, a counter under the window."""
    box = shells.shell(v, ("grid", "sash", "panorama", "arch"), floor="tiles")
    k, sheet = v.k, v.sheet
    side = shells.away(v, 0.24)
    counter = v.stand(pieces.COUNTER, v.lx, down=4, over=0.6)
    if counter is not None:
        _crockery(v, counter, v.foot(counter) + 4 - 52 * k)
    stove = v.stand(pieces.STOVE, side, over=0.4)
    x = side if stove is None else stove
    hood = v.foot(x) - 118 * k
    d = (
        f"M{n(x - 8 * k)} 0h{n(16 * k)}V{n(hood)}l{n(20 * k)} {n(20 * k)}v{n(6 * k)}"
        f"h{n(-56 * k)}v{n(-6 * k)}l{n(20 * k)} {n(-20 * k)}Z"
    )
    sheet.path(d, sheet.fall([(0, v.tone(-0.75), 1), (1, v.tone(-0.45), 1)]))
    rail = v.foot(x) - 86 * k
    _pans(v, x - 30 * k, rail, 4 if v.dice.random() < 0.5 else 5)
    if v.camera != "corner" and v.dice.random() < 0.6:
        v.stand(pieces.FRIDGE, v.w * (0.95 if v.right else 0.05), over=0.2)
    if v.dice.random() < 0.5 and not v.names & {"table"}:
        lamps.pendant(v, v.w * (0.42 if v.right else 0.58), min(0.2 * v.h, box[1] + 40), shade="dome")


def _pans(v: View, x: float, y: float, count: int) -> None:
    sheet, k, tint = v.sheet, v.k, v.tone(-0.85)
    sheet.rect(x, y, 62 * k, 1.6 * k, tint)
    d = ""
    for i in range(count):
        cx, r = x + (8 + 62 / count * i) * k, (4.4 + 2.2 * ((i * 0.618) % 1)) * k
        top = y + (9 + 4 * (i % 2)) * k
        d += f"M{n(cx - 0.8 * k)} {n(y)}h{n(1.6 * k)}V{n(top)}h{n(-1.6 * k)}Z"
        d += f"M{n(cx - r)} {n(top + r * 0.6)}a{n(r)} {n(r)} 0 1 1 {n(2 * r)} 0a{n(r)} {n(r)} 0 1 1 {n(-2 * r)} 0Z"
    sheet.path(d, tint)


def _crockery(v: View, x: float, y: float) -> None:
    k = v.k
    d = (
        f"M{n(x - 40 * k)} {n(y)}h{n(12 * k)}l{n(2 * k)} {n(-14 * k)}h{n(-5 * k)}"
        f"l{n(-3 * k)} {n(-5 * k)}l{n(-3 * k)} {n(5 * k)}h{n(-5 * k)}Z"
    )
    d += f"M{n(x + 24 * k)} {n(y)}h{n(7 * k)}v{n(-14 * k)}l{n(-2 * k)} {n(-8 * k)}h{n(-3 * k)}l{n(-2 * k)} {n(8 * k)}Z"
    d += f"M{n(x + 38 * k)} {n(y)}q{n(-6 * k)} {n(-9 * k)} {n(0)} {n(-9 * k)}h{n(10 * k)}q{n(6 * k)} 0 0 {n(9 * k)}Z"
    v.sheet.path(d, v.tone(-0.85))


def dining(v: View) -> None:
    """A table under a hanging lamp, chairs about it, a clock or a cupboard at the wall."""
    shells.shell(v, ("french", "arch", "panorama", "sash"), cosy=True)
    k = v.k
    if not v.names & {"table", "cake"}:
        x = v.stand(pieces.TABLE, shells.away(v, 0.33), down=0.07 * v.h, tone=-0.8, size=1.1, over=0.25)
        if x is not None:
            y = v.foot(x) + 0.07 * v.h
            for side in (-1, 1):
                v.put(pieces.CHAIR, x + side * 62 * k, y - 4, tone=-0.8, mirror=side < 0)
            lamps.pendant(v, x, max(0.1 * v.h, y - 150 * k), size=1.25, shade=v.dice.choice(("cone", "dome")))
    else:
        lamps.pendant(v, shells.away(v, 0.36), 0.16 * v.h, size=1.2)
    one, two = v.dice.sample((pieces.CLOCK, pieces.DRESSER, pieces.PLANT, pieces.PIANO), 2)
    v.stand(one, shells.away(v, 0.06), over=0.1)
    v.stand(two, v.w - shells.away(v, 0.08), over=0.1)


def bedroom(v: View) -> None:
    """A bed, a lamp beside it, a wardrobe; the moon looks in."""
    box = shells.shell(v, ("sash", "round", "french", "arch"), cosy=True)
    k = v.k
    lamp_at: tuple[float, float] | None = None
    if "bed" not in v.names:
        x = v.stand(pieces.BED, shells.away(v, 0.26), down=0.03 * v.h, tone=-0.52, mirror=not v.right, over=0.45)
        if x is not None:
            lamp_at = x + (-1 if v.right else 1) * 94 * k, v.foot(x) + 0.03 * v.h
    if lamp_at is None or not 0 < lamp_at[0] < v.w:
        spot = v.spot(30 * k, v.w * 0.5, 0.1)
        lamp_at = (
            (spot, v.foot(spot) + 0.02 * v.h)
            if spot is not None
            else (shells.away(v, 0.06), v.foot(shells.away(v, 0.06)))
        )
    v.put(pieces.NIGHTSTAND, *lamp_at, tone=-0.75)
    lamps.table_lamp(v, lamp_at[0], lamp_at[1] - 34 * k, size=1.15)
    if v.camera == "front" and v.dice.random() < 0.6:
        v.stand(pieces.WARDROBE, v.w * (0.93 if box[0] < v.w * 0.4 else 0.07), over=0.2, tone=-0.5)
    elif v.camera != "corner" and v.dice.random() < 0.5:
        _frames(v, shells.away(v, 0.3), v.floor - 130 * k)


def _frames(v: View, x: float, y: float) -> None:
    k = v.k
    for dx, w, h in ((-24, 22, 30), (6, 30, 22)):
        v.sheet.rect(x + dx * k, y, w * k, h * k, v.tone(-0.65))
        v.sheet.rect(x + (dx + 2.2) * k, y + 2.2 * k, (w - 4.4) * k, (h - 4.4) * k, v.tone(0.12))


def bathroom(v: View) -> None:
    """Tiles, a tub under the window, a round mirror with its light."""
    shells.shell(v, ("round", "grid", "arch"), floor="tiles")
    sheet, k = v.sheet, v.k
    if v.camera != "corner":
        top = v.floor - 86 * k
        sheet.rect(0, top, v.w, v.floor - top - 20, v.tone(0.2), 0.28)
        step = 15 * k
        lines = "".join(f"M0 {n(top + step * i)}H{n(v.w)}" for i in range(6))
        lines += "".join(f"M{n(x)} {n(top)}V{n(v.floor - 20)}" for x in range(round(step / 2), round(v.w), round(step)))
        sheet.add(f'<path d="{lines}" stroke="{v.tone(-0.5)}" stroke-width="2" opacity=".5" fill="none"/>')
    if "bath" not in v.names:
        v.stand(pieces.TUB, v.lx, down=0.035 * v.h, tone=0.42 if sheet.colours.lit else 0.6, mirror=v.right, over=0.4)
    side = v.stand(pieces.BASIN, shells.away(v, 0.2), over=0.3, tone=-0.3)
    if side is None:
        side = v.spot(46 * k, shells.away(v, 0.2), 1.0, tall=True)
    x = shells.away(v, 0.1) if side is None else side
    y, r = v.foot(x) - 100 * k, 21 * k
    if sheet.colours.lit:
        sheet.glow(x, y, r * 2.4, v.warm, 0.55)
    sheet.add(f'<circle cx="{n(x)}" cy="{n(y)}" r="{n(r)}" fill="{v.tone(-0.8)}"/>')
    glass = sheet.fall([(0, v.tone(0.75), 1), (1, v.tone(0.15), 1)])
    sheet.add(f'<circle cx="{n(x)}" cy="{n(y)}" r="{n(r * 0.88)}" fill="{glass}"/>')
    sheet.rect(x - 14 * k, y - r - 7 * k, 28 * k, 4 * k, colour.mix(v.warm, "#ffffff", 0.4))


def study(v: View) -> None:
    """A desk before the window with its lamp, books, a globe or a coat stand."""
    shells.shell(v, ("panorama", "arch", "round", "grid", "sash"), cosy=True)
    k = v.k
    x = v.stand(pieces.DESK, v.lx, down=0.03 * v.h, tone=-0.75, over=0.3, mirror=v.right)
    if x is not None:
        top = v.foot(x) + 0.03 * v.h - 46 * k
        lamps.table_lamp(v, x + 26 * k, top, size=1.0)
        v.sheet.rect(x - 34 * k, top - 4 * k, 18 * k, 4 * k, v.tone(-0.9))
        v.sheet.rect(x - 32 * k, top - 7 * k, 15 * k, 3 * k, v.tone(-0.6))
    rolls = [v.dice.random() for _ in range(80)]
    v.stand(
        pieces.shelf_of_books(v.dice.choice((4, 6)), v.dice.choice((50, 84)), rolls), shells.away(v, 0.16), over=0.3
    )
    v.stand(
        v.dice.choice((pieces.COATS, pieces.CLOCK, pieces.FERN, pieces.ARMCHAIR)),
        shells.away(v, 0.5),
        down=10,
        over=0.0,
    )
