"""The view into one room: its floor, its scale, its tones, and which stretches of floor are free."""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from dreamstream.pictures import colour, inside
from dreamstream.pictures.brush import Sheet, n
from dreamstream.pictures.scene import Scene
from dreamstream.pictures.shapes import shelf

_TALL = {"wide": 3.1, "medium": 3.9, "close": 4.9}  # a person in hundredths of the shorter side, by shot
_LIGHTNESS = {"night": 0.35, "dusk": 0.46, "dawn": 0.57, "day": 0.70}  # of a wall


@dataclass(frozen=True, slots=True)
class Piece:
    """Furniture as a silhouette, a person being 100 high; feet on 0, y upwards as the pen draws."""

    wide: float
    body: str
    pale: str = ""
    lit: str = ""
    tall: bool = False  #: hides what hangs behind it, so it keeps off the windows
    same: str = ""  #: the shape it is: where the dream brings one, the room has none of its own


class View:
    """One room about to be drawn on a sheet."""

    def __init__(self, sheet: Sheet, scene: Scene) -> None:
        self.sheet = sheet
        self.scene = scene
        self.name = inside.kind(scene.place, scene.seed)
        self.camera = inside.view(scene.place, scene.seed)
        self.dice = sheet.dice(self.name)
        self.w, self.h = sheet.w, sheet.h
        self.floor = scene.horizon * self.h
        self.k = _TALL.get(scene.shot, 3.1)
        self.lx, self.ly = scene.lamp_x * self.w, scene.lamp_y * self.h
        self.right = scene.lamp_x > 0.5
        self.foot_at = [(0.0, self.floor), (self.w, self.floor)]
        self.taken: list[tuple[float, float]] = []
        self.held: list[tuple[float, float]] = []  #: where somebody's door or bed stands at the wall itself
        self.panes: list[tuple[float, float]] = []  #: where windows are
        self.seen: list[tuple[float, float, float, float]] = []  #: what one looks out of: x, y, width, height
        for actor in scene.actors:
            if actor.name in shelf.SHAPES:
                left, _, right, _ = shelf.bounds(actor.name)
                half = (right - left) * actor.size * 5
                self.taken.append((actor.x * self.w - half, actor.x * self.w + half))
                if not actor.floats and actor.y * self.h < self.floor + 0.1 * self.h:
                    self.held.append(self.taken[-1])

    @cached_property
    def names(self) -> set[str]:
        """Who and what is in the scene: a room does not repeat it."""
        return {actor.name for actor in self.scene.actors}

    @cached_property
    def wall(self) -> str:
        """The wall in middle light; its hue is one of the sky's, or a touch of the lamp's."""
        shades = self.sheet.colours
        dice = random.Random(f"{self.scene.seed % shelf.PAGE}:wall")  # one colour through a page
        stop = shades.sky[dice.choice((3, 8, 12, 16))]
        if shades.lit and dice.random() < 0.3:
            stop = colour.mix(stop, shades.warm, 0.22)
        _, a, b = colour.unhex(stop)
        lightness = _LIGHTNESS.get(self.scene.hour, 0.31) + dice.uniform(-0.05, 0.06)
        return colour.mix(colour.lab_hex((lightness, a * 0.8, b * 0.8)), shades.near, 0.06)

    def tone(self, value: float) -> str:
        """From the foreground's dark (-1) over the wall (0) to the light (1)."""
        shades = self.sheet.colours
        if value < 0:
            return colour.mix(self.wall, shades.near, -value)
        return colour.mix(self.wall, colour.mix(shades.haze, shades.light, 0.5), value)

    @cached_property
    def warm(self) -> str:
        """Lamp light; by day a lamp is only a pale thing."""
        shades = self.sheet.colours
        return shades.warm if shades.lit else colour.mix(shades.warm, shades.haze, 0.45)

    def feet(self) -> float:
        """How low the lowest actor stands, in sheet units; where people would stand when nobody does."""
        low = [actor.y * self.h for actor in self.scene.actors if not actor.floats]
        return max(low) if low else inside.bank(self.scene.place, self.scene.seed) * self.h

    def foot(self, x: float) -> float:
        """Where the wall meets the floor at x."""
        for (x0, y0), (x1, y1) in pairwise(self.foot_at):
            if x <= x1:
                return y0 + (y1 - y0) * (x - x0) / max(1.0, x1 - x0)
        return self.foot_at[-1][1]

    def spot(self, wide: float, wish: float, over: float = 0.3, *, tall: bool = False) -> float | None:
        """The middle of a free stretch of floor near `wish`, or None when actors leave no room."""
        half, best = wide / 2, None
        for i in range(25):
            step = (i + 1) // 2 * (1 if i % 2 else -1) * 0.04 * self.w
            x = wish + step
            if not half * 0.72 <= x <= self.w - half * 0.72:
                continue
            if any(min(b, x + half) - max(a, x - half) > 0.05 * wide for a, b in self.held):
                continue
            if tall and any(a < x + half and x - half < b for a, b in self.panes):
                continue
            covered = sum(max(0.0, min(b, x + half) - max(a, x - half)) for a, b in self.taken)
            cost = covered / wide * 4 + abs(step) / self.w
            if covered <= over * wide and (best is None or cost < best[0]):
                best = (cost, x)
        if best is None:
            return None
        self.taken.append((best[1] - half, best[1] + half))
        return best[1]

    def stand(
        self,
        piece: Piece,
        wish: float,
        *,
        down: float = 0.0,
        tone: float = -0.74,
        size: float = 1.0,
        mirror: bool = False,
        over: float = 0.3,
    ) -> float | None:
        """Furniture on the floor near x = wish, `down` units before the wall; None when it found no room."""
        if piece.same in self.names:
            return None
        x = self.spot(piece.wide * self.k * size, wish, over, tall=piece.tall)
        if x is not None:
            self.put(piece, x, self.foot(x) + down, tone=tone, size=size, mirror=mirror)
        return x

    def put(
        self, piece: Piece, x: float, y: float, *, tone: float = -0.74, size: float = 1.0, mirror: bool = False
    ) -> None:
        """Furniture exactly here, whatever stands there."""
        if piece.same in self.names:
            return
        k = self.k * size
        where = f' transform="translate({n(x)} {n(y)}) scale({n(-k if mirror else k)} {n(k)})"'
        sheet = self.sheet
        if piece.wide > 20:
            sheet.glow(x, y, piece.wide * k * 0.6, sheet.colours.deep, 0.5, max(4.0, k * 4))
        top, low = self.tone(tone + 0.10), self.tone(max(-1.0, tone - 0.1))
        sheet.path(piece.body, sheet.fall([(0, top, 1), (1, low, 1)]), more=where)
        if piece.pale:
            sheet.path(piece.pale, self.tone(tone + 0.34), more=where)
        if piece.lit:
            sheet.path(piece.lit, colour.mix(self.warm, "#ffffff", 0.25), more=where)
