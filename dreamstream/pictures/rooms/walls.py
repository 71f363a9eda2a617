"""Walls and floors: a wall seen frontally, a corner, a long hall; windows are holes cut into them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dreamstream.pictures.brush import n
from dreamstream.pictures.rooms import windows
from dreamstream.pictures.rooms.view import View
from dreamstream.pictures.rooms.windows import Opening


@dataclass(frozen=True, slots=True, kw_only=True)
class Plane:
    """A wall that goes away from the eye: its near edge and its far edge."""

    x0: float
    top0: float
    low0: float
    x1: float
    top1: float
    low1: float

    def at(self, s: float, t: float) -> tuple[float, float]:
        """s from the near edge (0) to the far one (1) as the room is measured, t from top to bottom."""
        h0, h1 = self.low0 - self.top0, self.low1 - self.top1
        u = s if abs(h1 - h0) < 1e-6 else (1 / ((1 - s) / h0 + s / h1) - h0) / (h1 - h0)
        top = self.top0 + (self.top1 - self.top0) * u
        low = self.low0 + (self.low1 - self.low0) * u
        return self.x0 + (self.x1 - self.x0) * u, top + (low - top) * t

    def quad(self, s0: float, s1: float, t0: float, t1: float) -> str:
        """A rectangle on the wall as it is seen."""
        spots = (self.at(s0, t0), self.at(s1, t0), self.at(s1, t1), self.at(s0, t1))
        return "M" + "L".join(f"{n(x)} {n(y)}" for x, y in spots) + "Z"

    def opening(self, s0: float, s1: float, t0: float, t1: float, *, arch: bool = False) -> Opening:
        """A window in it, with a cross."""
        (ax, ay), (bx, by), (cx, cy), (dx, dy) = (
            self.at(s0, t0),
            self.at(s1, t0),
            self.at(s1, t1),
            self.at(s0, t1),
        )
        outline = self.quad(s0, s1, t0, t1)
        if arch:
            rise = (t1 - t0) * 0.3
            one, two = self.at(s0, t0 + rise), self.at(s1, t0 + rise)
            outline = (
                f"M{n(dx)} {n(dy)}L{n(one[0])} {n(one[1])}Q{n(ax)} {n(ay)} {n((ax + bx) / 2)} {n((ay + by) / 2)}"
                f"Q{n(bx)} {n(by)} {n(two[0])} {n(two[1])}L{n(cx)} {n(cy)}Z"
            )
        left, right = min(ax, bx), max(ax, bx)
        top, low = min(ay, by), max(cy, dy)
        ds, dt = 0.05 * (s1 - s0), 0.02
        middle = (s0 + s1) / 2
        bars = self.quad(middle - ds * 0.6, middle + ds * 0.6, t0 + (0.01 if arch else 0), t1)
        bars += self.quad(s0, s1, t0 + (t1 - t0) * 0.42, t0 + (t1 - t0) * 0.42 + dt * 0.6)
        frame = "" if arch else self.quad(s0 - ds, s1 + ds, t0 - dt, t1 + dt)
        return Opening(outline=outline, frame=frame, box=(left, top, right - left, low - top), bars=bars, style="slant")


def front(v: View, openings: Sequence[Opening] = (), *, what: str = "", floor: str = "", dark: float = 0.0) -> None:
    """One wall across the picture, lit from the light's side, and the floor before it."""
    _look(v, openings, what)
    _cut(v, f"M0 0H{n(v.w)}V{n(v.floor + 3)}H0Z", openings, _across(v, dark))
    v.sheet.rect(0, 0, v.w, v.h * 0.45, v.sheet.fall([(0, v.sheet.colours.near, 0.5), (1, v.sheet.colours.near, 0)]))
    ground(v, floor)
    v.sheet.rect(0, v.floor - 20, v.w, 20, v.tone(-0.42 - dark))
    v.sheet.rect(0, v.floor - 22, v.w, 2.5, v.tone(0.12))
    v.panes += [(one.box[0] - 12, one.box[0] + one.box[2] + 12) for one in openings]
    for one in openings:
        windows.trim(v, one)


def corner(
    v: View, at: float, openings: Sequence[Opening] = (), *, what: str = "", floor: str = "", dark: float = 0.0
) -> tuple[Plane, Plane]:
    """Two walls meeting at x = `at`; the one with the light is bright. Left and right wall come back."""
    left, right = sides(v, at)
    bright, dim = v.tone(0.16 - dark), v.tone(-0.30 - dark)
    one, two = (dim, bright) if v.right else (bright, dim)
    sheet = v.sheet
    v.foot_at = [(0.0, left.low0), (at, v.floor), (v.w, right.low0)]
    _look(v, openings, what)  # before the ceiling, which its box may reach into
    sheet.path(f"M0 -400H{n(v.w)}V{n(right.top0)}L{n(at)} {n(left.top1)}L0 {n(left.top0)}Z", v.tone(-0.5 - dark))
    fades = (
        sheet.fall([(0, v.tone(-0.28 - dark), 1), (1, one, 1)], across=True),
        sheet.fall([(0, two, 1), (1, v.tone(-0.28 - dark), 1)], across=True),
    )
    _cut(v, left.quad(0, 1, 0, 1), [o for o in openings if o.box[0] < at], fades[0])
    _cut(v, right.quad(0, 1, 0, 1), [o for o in openings if o.box[0] >= at], fades[1])
    d = f"M0 {n(left.low0)}L{n(at)} {n(v.floor)}L{n(v.w)} {n(right.low0)}V{n(v.h)}H0Z"
    ground(v, floor, d, at)
    for side in (left, right):
        sheet.path(side.quad(0, 1, 0.962, 1), v.tone(-0.48 - dark))
    v.panes += [(one_opening.box[0] - 8, one_opening.box[0] + one_opening.box[2] + 8) for one_opening in openings]
    for one_opening in openings:
        windows.trim(v, one_opening)
    return left, right


def sides(v: View, at: float) -> tuple[Plane, Plane]:
    """The two walls of a corner, before they are drawn."""
    drop = 0.13 * v.h
    left = Plane(x0=0, top0=-0.10 * v.h, low0=v.floor + drop * at / v.w * 1.3, x1=at, top1=0.1 * v.h, low1=v.floor)
    right = Plane(
        x0=v.w, top0=-0.10 * v.h, low0=v.floor + drop * (1 - at / v.w) * 1.3, x1=at, top1=0.1 * v.h, low1=v.floor
    )
    return left, right


@dataclass(frozen=True, slots=True, kw_only=True)
class Hall:
    """A long room: its side walls and the rectangle at its end."""

    left: Plane
    right: Plane
    end: tuple[float, float, float, float]  # x, y, width, height of the far wall


def long(v: View, vx: float, wide: float, top: float) -> Hall:
    """The walls of a room that runs away from the eye to a far wall of this width, not yet drawn."""
    x0, x1 = vx - wide / 2, vx + wide / 2
    eye = v.floor - (v.floor - top) * 0.3
    ratio = (v.h - eye) / max(1.0, v.floor - eye) * 1.03
    over = eye - (eye - top) * ratio
    low = eye + (v.floor - eye) * ratio
    spread = wide / 2 * ratio
    return Hall(
        left=Plane(x0=min(-1.0, vx - spread), top0=over, low0=low, x1=x0, top1=top, low1=v.floor),
        right=Plane(x0=max(v.w + 1.0, vx + spread), top0=over, low0=low, x1=x1, top1=top, low1=v.floor),
        end=(x0, top, wide, v.floor - top),
    )


def deep(
    v: View,
    hall: Hall,
    openings: Sequence[Opening] = (),
    *,
    what: str = "",
    floor: str = "",
    dark: float = 0.0,
    ends: Sequence[Opening] = (),
) -> None:
    """A long room: ceiling, two side walls with `openings`, an end wall with `ends`, a floor towards the eye."""
    sheet = v.sheet
    x, y, w, h = hall.end
    left, right = hall.left, hall.right
    v.foot_at = [(min(0.0, left.x0), left.low0), (x, v.floor), (x + w, v.floor), (max(v.w, right.x0), right.low0)]
    sheet.rect(0, 0, v.w, v.h, v.tone(-0.75))
    by_side = {
        plane: [one for one in openings if (one.box[0] + one.box[2] / 2 < x + w / 2) == (plane is left)]
        for plane in (left, right)
    }
    for plane, mine in by_side.items():
        _look(v, mine, what, moon=not ends and plane is not left)
    roof = f"M{n(left.x0)} {n(left.top0)}L{n(x)} {n(y)}H{n(x + w)}L{n(right.x0)} {n(right.top0)}V-400H{n(left.x0)}Z"
    sheet.path(roof, sheet.fall([(0, v.tone(-0.85), 1), (1, v.tone(-0.2 - dark), 1)]))
    near, far = v.tone(-0.62 - dark * 0.5), v.tone(0.12 - dark)
    for plane, stops in ((left, [(0, near, 1.0), (1, far, 1.0)]), (right, [(0, far, 1.0), (1, near, 1.0)])):
        _cut(v, plane.quad(0, 1, 0, 1), by_side[plane], sheet.fall(stops, across=True))
    wall = sheet.fall([(0, v.tone(0.02 - dark), 1), (1, v.tone(0.3 - dark), 1)])
    _look(v, ends, what)
    _cut(v, f"M{n(x - 1)} {n(y - 1)}h{n(w + 2)}v{n(h + 3)}h{n(-w - 2)}Z", ends, wall)
    d = (
        f"M{n(left.x0)} {n(left.low0)}L{n(x)} {n(v.floor)}H{n(x + w)}"
        f"L{n(right.x0)} {n(right.low0)}V{n(v.h)}H{n(left.x0)}Z"
    )
    ground(v, floor, d, x + w / 2)
    for plane in (left, right):
        sheet.path(plane.quad(0, 1, 0.965, 1), v.tone(-0.55))
    for one in (*openings, *ends):
        windows.trim(v, one)


def ground(v: View, kind: str = "", d: str = "", middle: float | None = None) -> None:
    """Boards, tiles or a plain floor, lighter far off and dark at our feet."""
    sheet, h, w = v.sheet, v.h, v.w
    kind = kind or sheet.dice("floor").choice(("boards", "tiles", "plain", "boards"))
    x = w / 2 if middle is None else middle
    y0 = v.floor
    eye = y0 - 0.24 * h
    d = d or f"M0 {n(y0)}H{n(w)}V{n(h)}H0Z"
    sheet.path(d, sheet.fall([(0, v.tone(0.10), 1), (0.3, v.tone(-0.22), 1), (1, v.tone(-0.85), 1)]))
    ratio = (h - eye) / (y0 - eye)
    if kind in ("boards", "tiles"):
        step = 0.07 * w if kind == "boards" else 0.1 * w
        count = round((0.6 if min(y for _, y in v.foot_at) >= y0 - 1 else 1.1) * w / step) + 2
        lines = "".join(_board(v, x + i * step, x + i * step * ratio) for i in range(-count, count + 1))
        if kind == "tiles":
            for i in range(1, 9):
                y = eye + (y0 - eye) / (1 - i * 0.115)
                if y0 < y < h:
                    lines += _row(v, y)
        sheet.add(f'<path d="{lines}" stroke="{v.tone(-0.7)}" stroke-width="2" opacity=".42" fill="none"/>')


def _board(v: View, x0: float, x1: float) -> str:
    """A line of the floor from the far wall's foot to the eye, as far as there is floor."""
    y0 = v.floor
    for i in range(17):
        t = i / 16
        x, y = x0 + (x1 - x0) * t, y0 + (v.h - y0) * t
        if 0 <= x <= v.w and y >= v.foot(x) - 0.5:
            return f"M{n(x)} {n(y)}L{n(x1)} {n(v.h)}"
    return ""


def _row(v: View, y: float) -> str:
    """A line across the floor between the walls."""
    on = [x for x in (v.w * i / 60 for i in range(61)) if v.foot(x) <= y]
    return f"M{n(on[0])} {n(y)}H{n(on[-1])}" if on else ""


def _across(v: View, dark: float) -> str:
    stops = [(0.0, v.tone(0.30 - dark), 1.0), (0.5, v.tone(-0.02 - dark), 1.0), (1.0, v.tone(-0.55 - dark), 1.0)]
    if v.right:
        stops = [(1 - at, tint, see) for at, tint, see in reversed(stops)]
    return v.sheet.fall(stops, across=True)


def _look(v: View, openings: Sequence[Opening], what: str, *, moon: bool = True) -> None:
    """One world behind all of these windows, with one moon."""
    if openings:
        x0, y0 = min(one.box[0] for one in openings), min(one.box[1] for one in openings)
        x1 = max(one.box[0] + one.box[2] for one in openings)
        y1 = max(one.box[1] + one.box[3] for one in openings)
        x0, x1 = max(-8.0, x0), min(v.w + 8, x1)
        pane = None
        if len(openings) > 1:
            whole = [one.box for one in openings if one.box[0] > 0 and one.box[0] + one.box[2] < v.w]
            pane = min(whole or [openings[0].box], key=lambda box: abs(box[0] + box[2] / 2 - v.lx))
        windows.outlook(v, (x0, y0, x1 - x0, y1 - y0), what, moon=moon, pane=pane)


def _cut(v: View, d: str, openings: Sequence[Opening], fill: str) -> None:
    """A wall with its windows taken out: what lies behind shows only there."""
    v.sheet.path(d + "".join(one.outline for one in openings), fill, more=' fill-rule="evenodd"')
