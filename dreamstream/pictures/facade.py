"""A facade: one side of a street in perspective, for whoever puts windows and arches on it."""

from __future__ import annotations

from dataclasses import dataclass

from dreamstream.pictures.brush import n


@dataclass(frozen=True, slots=True, kw_only=True)
class Wall:
    """One side of a street: t runs from the edge of the picture (0) to where the lines meet (1)."""

    edge: float
    x: float  #: where the lines meet
    y: float
    foot: float  #: height of the ground at the edge

    def at(self, t: float, up: float) -> str:
        """A spot on the wall, `up` units over the ground as measured at the edge."""
        return f"{n(self.edge + (self.x - self.edge) * t)} {n(self.y + (self.foot - up - self.y) * (1 - t))}"

    def arch(self, a: float, b: float, high: float) -> str:
        """An opening down to the ground with a round head."""
        head = "".join(
            f"L{self.at(a + (b - a) * i / 8, high * (0.72 + 0.28 * (1 - (i / 4 - 1) ** 2) ** 0.5))}" for i in range(9)
        )
        return f"M{self.at(a, 0)}{head}L{self.at(b, 0)}Z"

    def quad(self, a: float, b: float, low: float, high: float) -> str:
        """A piece of the wall."""
        return f"M{self.at(a, low)}L{self.at(a, high)}L{self.at(b, high)}L{self.at(b, low)}Z"
