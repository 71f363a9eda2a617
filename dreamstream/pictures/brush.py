"""The sheet a picture is drawn on: SVG parts in order, each knowing whose it is, gradients kept once."""

from __future__ import annotations

import math
import random
import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import pairwise

from dreamstream.pictures.palettes import Palette

Stop = tuple[float, str, float]
_WORTH = 48  # pixels of height from which rows are quicker than a gradient
_REACH = 0.88  # of its radius: what lies farther out is too faint to see, and a quarter of the cost
_BELL = tuple((math.exp(-3.25 * (i / 8) ** 2) - math.exp(-3.25)) / (1 - math.exp(-3.25)) for i in range(9))
_REFERENCE = re.compile(r"url\(#(\w+)\)")


class Part(str):
    """One element of the SVG, and who put it there: "lands.behind sky.stars ~stars", painters, then their dice."""

    __slots__ = ("by",)

    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Glow:
    """A light on the sheet, in its units: what may flicker."""

    x: float
    y: float
    rx: float
    ry: float
    tint: str
    strength: float
    by: str


class Sheet:
    """One canvas whose shorter side is 1000 units, its colours and its dice.

    With `watched` each part knows who painted it, for who takes the picture apart again: a film moves stars, water and
    whoever floats on their own. The painters need not know; `layer` names what their own names do not say.
    """

    def __init__(self, width: int, height: int, colours: Palette, seed: int, *, watched: bool = False) -> None:
        short = min(width, height)
        self.pixels = (width, height)
        self.w = 1000 * width / short
        self.h = 1000 * height / short
        self.colours = colours
        self.seed = seed
        self.parts: list[str] = []
        self.defs: dict[str, str] = {}
        self.glows: list[Glow] = []
        self.edges: dict[str, tuple[float, float]] = {}
        self.gleams: dict[str, tuple[float, float]] = {}
        self.grain = short / 1000  #: pixels a unit
        self._falls: dict[str, tuple[Stop, ...]] = {}
        self._watched = watched
        self._layers: list[str] = []
        self._rolled = ("", "")  # the dice rolled last, and by whom

    def dice(self, name: str) -> random.Random:
        """Dice for one part of the picture: what one part rolls never moves another."""
        if self._watched:
            self._rolled = (name.replace(" ", "_"), sys._getframe(1).f_code.co_name)
        return random.Random(f"{self.seed}:{name}")

    @contextmanager
    def layer(self, name: str) -> Iterator[None]:
        """What is added inside belongs together and may be moved together."""
        self._layers.append(name)
        try:
            yield
        finally:
            self._layers.pop()

    def add(self, part: str) -> None:
        """Put an element on top of what is there."""
        if self._watched:
            known = Part(part)
            known.by = self._who()
            part = known
        self.parts.append(part)

    def path(self, d: str, fill: str, opacity: float = 1.0, more: str = "") -> None:
        """A filled path."""
        # fill-opacity: plain opacity lays the path on a canvas of its own first, 17 ms each
        see = "" if opacity >= 0.999 else f' fill-opacity="{n(opacity)}"'
        self.add(f'<path d="{d}" fill="{fill}"{see}{more}/>')

    def rect(self, x: float, y: float, w: float, h: float, fill: str, opacity: float = 1.0) -> None:
        """A filled rectangle."""
        if fill in self._falls and x <= 0 and x + w >= self.w and h * self.grain >= _WORTH:
            self.add(self._rows(y, h, self._falls[fill], opacity))
            return
        see = "" if opacity >= 0.999 else f' fill-opacity="{n(opacity)}"'
        self.add(f'<rect x="{n(x)}" y="{n(y)}" width="{n(w)}" height="{n(h)}" fill="{fill}"{see}/>')

    def glow(
        self,
        x: float,
        y: float,
        rx: float,
        tint: str,
        strength: float,
        ry: float | None = None,
        more: str = "",
        foot: float | None = None,
    ) -> None:
        """Light without a filter: a radial gradient with the stops of a bell curve. Small ones are cheap.

        It costs by its area, 100 ms for a radius of 430: say with `foot` from which y down land or water hides it.
        """
        high = rx if ry is None else ry
        wide, tall = rx * _REACH, high * _REACH
        bell = "".join(
            f'<stop offset="{i / 8:.3f}" stop-color="{tint}" stop-opacity="{n(strength * see)}"/>'
            for i, see in enumerate(_BELL)
        )
        if foot is None or foot >= y + tall:
            fill = self._keep("radialGradient", "", bell)
            self.add(f'<ellipse cx="{n(x)}" cy="{n(y)}" rx="{n(wide)}" ry="{n(tall)}" fill="{fill}"{more}/>')
        elif foot > y - tall:
            where = f"matrix({n(wide)} 0 0 {n(tall)} {n(x)} {n(y)})"
            units = f' gradientUnits="userSpaceOnUse" cx="0" cy="0" r="1" gradientTransform="{where}"'
            half = wide * math.sqrt(1 - ((foot - y) / tall) ** 2)
            arc = f"A{n(wide)} {n(tall)} 0 {int(foot > y)} 1 {n(x + half)} {n(foot)}Z"
            fill = self._keep("radialGradient", units, bell)
            self.add(f'<path d="M{n(x - half)} {n(foot)}{arc}" fill="{fill}"{more}/>')
        if self._watched:
            self.glows.append(Glow(x=x, y=y, rx=rx, ry=high, tint=tint, strength=strength, by=self._who()))

    def edge(self, side: str, reach: float, strength: float) -> None:
        """Darken the picture from its top, foot, left or right inwards; `reach` is a share of the canvas.

        A corner is named by both of its sides: "top left", "foot right".

        Laid over the pixels in the end, not drawn: 4 ms for all sides where the SVG takes 40, and no strip shows.
        """
        self.edges[side] = (reach, max(0.0, min(1.0, strength)))

    def gleam(self, side: str, reach: float, strength: float) -> None:
        """Lay pale air over a side or a corner, as `edge` lays shade."""
        self.gleams[side] = (reach, max(0.0, min(1.0, strength)))

    def fall(self, stops: Sequence[Stop], *, across: bool = False) -> str:
        """A linear gradient, top to bottom of what it fills: (offset, colour, opacity)."""
        axis = "" if across else ' x1="0" y1="0" x2="0" y2="1"'
        body = "".join(
            f'<stop offset="{n(at)}" stop-color="{tint}"' + (f' stop-opacity="{n(see)}"/>' if see < 1 else "/>")
            for at, tint, see in stops
        )
        fill = self._keep("linearGradient", axis, body)
        if not across:
            self._falls[fill] = tuple(stops)
        return fill

    def clip(self, x: float, y: float, w: float, h: float) -> str:
        """A frame outside of which nothing is drawn, for `clip-path`; only for small parts."""
        return self._keep("clipPath", "", f'<path d="M{n(x)} {n(y)}h{n(w)}v{n(h)}h{n(-w)}Z"/>')

    def blur(self, across: float, down: float, x: float, y: float, w: float, h: float) -> str:
        """A filter in a tight region: an open one costs by the whole canvas."""
        region = f' filterUnits="userSpaceOnUse" x="{n(x)}" y="{n(y)}" width="{n(w)}" height="{n(h)}"'
        body = f'<feGaussianBlur stdDeviation="{n(across)} {n(down)}"/>'
        return self._keep("filter", region, body)

    def svg(self, parts: Sequence[str] | None = None, *, rows: tuple[int, int] | None = None) -> str:
        """The whole picture as one document, or some of its parts on a clear ground, and some rows of pixels of it."""
        wide, high = self.pixels
        first, last = rows or (0, high)
        shown = "".join(self.parts if parts is None else parts)
        defs = list(self.defs.values())
        if parts is not None:
            used = set(_REFERENCE.findall(shown))
            defs = [text for text in defs if text.split('"', 2)[1] in used]
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{last - first}" viewBox="0'
            f' {first / self.grain:.5g} {n(self.w)} {(last - first) / self.grain:.6g}">'
            f"<defs>{''.join(defs)}</defs>{shown}</svg>"
        )

    def _rows(self, y: float, h: float, stops: tuple[Stop, ...], opacity: float) -> str:
        """A gradient across the whole sheet as plain rows: the same pixels in 4 ms where resvg's own takes 45."""
        top, count = round(y * self.grain), max(1, round(h * self.grain))
        first, last = max(0, -top), min(count, self.pixels[1] - top)
        rows: list[str] = []
        begun, look = first, ""
        for i in range(first, last + 1):
            now = _look(stops, (i + 0.5) / count, opacity) if i < last else ""
            if now != look:
                if look:
                    where, high = (top + begun) / self.grain, (i - begun) / self.grain
                    rows.append(f'<rect y="{where:.4f}" width="{n(self.w)}" height="{high:.4f}" {look}/>')
                begun, look = i, now
        return f'<g shape-rendering="crispEdges">{"".join(rows)}</g>'

    def _keep(self, tag: str, attributes: str, body: str) -> str:
        key = tag + attributes + body
        if key not in self.defs:
            self.defs[key] = f'<{tag} id="d{len(self.defs)}"{attributes}>{body}</{tag}>'
        name = self.defs[key].split('"', 2)[1]
        return f"url(#{name})"

    def _who(self) -> str:
        """Everybody on the way from here to who began the picture: "lands.behind sky.stars stars"."""
        names = []
        frame = sys._getframe(2)
        while frame is not None:
            room = str(frame.f_globals.get("__name__", ""))
            if not room.startswith("dreamstream.pictures.") or room.endswith((".paint", ".motion")):
                break
            if not room.endswith(".brush"):
                names.append(f"{room.rsplit('.', 1)[1]}.{frame.f_code.co_name}")
            up = frame.f_back
            if up is None:
                break
            frame = up
        dice, roller = self._rolled
        if any(name.endswith(f".{roller}") for name in names):  # nobody else's: the last ridge's say nothing of a bank
            names.insert(0, f"~{dice}")
        return " ".join([*reversed(names), *self._layers])


def _look(stops: tuple[Stop, ...], at: float, opacity: float) -> str:
    """The fill of a gradient at one spot, as the screen can show it."""
    low, high = stops[0], stops[-1]
    for one, two in pairwise(stops):
        if one[0] <= at <= two[0]:
            low, high = one, two
            break
    else:
        low = high = low if at < low[0] else high
    share = (at - low[0]) / (high[0] - low[0]) if high[0] > low[0] else 0.0
    see = round((low[2] + (high[2] - low[2]) * share) * opacity * 255) / 255
    if see <= 0:
        return ""
    parts = []
    for i in (1, 3, 5):
        a, b = int(low[1][i : i + 2], 16), int(high[1][i : i + 2], 16)
        parts.append(f"{round(a + (b - a) * share):02x}")
    fill = f'fill="#{"".join(parts)}"'
    return fill if see >= 1 else f'{fill} fill-opacity="{see:.3f}"'


def n(value: float) -> str:
    """A number for SVG. resvg draws nothing for NaN and says nothing, so it must not get that far."""
    text = f"{value:.2f}"
    if text[-1] == "0":
        text = text.rstrip("0").rstrip(".")
        return "0" if text == "-0" else text
    if not text[-1].isdigit():
        raise ValueError("a coordinate is not a number")
    return text
