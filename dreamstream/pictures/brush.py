"""The sheet a picture is drawn on: SVG parts in order, gradients kept once."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence

from dreamstream.pictures.palettes import Palette


class Sheet:
    """One canvas whose shorter side is 1000 units, its colours and its dice."""

    def __init__(self, width: int, height: int, colours: Palette, seed: int) -> None:
        short = min(width, height)
        self.pixels = (width, height)
        self.w = 1000 * width / short
        self.h = 1000 * height / short
        self.colours = colours
        self.seed = seed
        self.parts: list[str] = []
        self.defs: dict[str, str] = {}

    def dice(self, name: str) -> random.Random:
        """Dice for one part of the picture: what one part rolls never moves another."""
        return random.Random(f"{self.seed}:{name}")

    def add(self, part: str) -> None:
        """Put an element on top of what is there."""
        self.parts.append(part)

    def path(self, d: str, fill: str, opacity: float = 1.0, more: str = "") -> None:
        """A filled path."""
        see = "" if opacity >= 0.999 else f' opacity="{n(opacity)}"'
        self.add(f'<path d="{d}" fill="{fill}"{see}{more}/>')

    def rect(self, x: float, y: float, w: float, h: float, fill: str, opacity: float = 1.0) -> None:
        """A filled rectangle."""
        see = "" if opacity >= 0.999 else f' opacity="{n(opacity)}"'
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
    ) -> None:
        """Light without a filter: a radial gradient with the stops of a bell curve. Small ones are cheap."""
        fill = self._keep(
            "radialGradient",
            "",
            "".join(
                f'<stop offset="{i / 8:.3f}" stop-color="{tint}"'
                f' stop-opacity="{n(strength * (math.exp(-4.2 * (i / 8) ** 2) - 0.015) / 0.985 if i < 8 else 0)}"/>'
                for i in range(9)
            ),
        )
        self.add(
            f'<ellipse cx="{n(x)}" cy="{n(y)}" rx="{n(rx)}" ry="{n(rx if ry is None else ry)}" fill="{fill}"{more}/>'
        )

    def fall(self, stops: Sequence[tuple[float, str, float]], *, across: bool = False) -> str:
        """A linear gradient, top to bottom of what it fills: (offset, colour, opacity)."""
        axis = "" if across else ' x1="0" y1="0" x2="0" y2="1"'
        body = "".join(
            f'<stop offset="{n(at)}" stop-color="{tint}"' + (f' stop-opacity="{n(see)}"/>' if see < 1 else "/>")
            for at, tint, see in stops
        )
        return self._keep("linearGradient", axis, body)

    def blur(self, across: float, down: float, x: float, y: float, w: float, h: float) -> str:
        """A filter in a tight region: an open one costs by the whole canvas."""
        region = f' filterUnits="userSpaceOnUse" x="{n(x)}" y="{n(y)}" width="{n(w)}" height="{n(h)}"'
        body = f'<feGaussianBlur stdDeviation="{n(across)} {n(down)}"/>'
        return self._keep("filter", region, body)

    def svg(self) -> str:
        """The whole picture as one document."""
        wide, high = self.pixels
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}"'
            f' viewBox="0 0 {n(self.w)} {n(self.h)}"><defs>{"".join(self.defs.values())}</defs>'
            f"{''.join(self.parts)}</svg>"
        )

    def _keep(self, tag: str, attributes: str, body: str) -> str:
        key = tag + attributes + body
        if key not in self.defs:
            self.defs[key] = f'<{tag} id="d{len(self.defs)}"{attributes}>{body}</{tag}>'
        name = self.defs[key].split('"', 2)[1]
        return f"url(#{name})"


def n(value: float) -> str:
    """A number for SVG. resvg draws nothing for NaN and says nothing, so it must not get that far."""
    if not math.isfinite(value):
        raise ValueError("a coordinate is not a number")
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text
