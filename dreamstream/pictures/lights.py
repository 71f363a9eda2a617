"""Lights that change: stars, glints, shafts, lightning, lamps and windows, each over one loop of a film."""

from __future__ import annotations

import math
import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import Image

    from dreamstream.pictures.brush import Glow
    from dreamstream.pictures.layers import Layer

_NEAR_ENOUGH = [255 if value < 30 else 0 for value in range(256)]
_STANDS_OUT = [255 if value > 24 else 0 for value in range(256)]
_MOST_LIT = 0.05  # of a picture; more is a lamp's own light and no window


class Twinkle:
    """Many small lights, each brightening and fading in its own time."""

    def __init__(
        self,
        layer: Layer,
        dice: random.Random,
        *,
        cell: tuple[int, int],
        depth: float,
        turns: tuple[int, int] = (1, 2),
    ) -> None:
        from PIL import Image

        self.image, self.at = layer.image.convert("RGB"), (layer.x, layer.y)
        self.alpha = layer.image.getchannel("A")
        few = (max(1, layer.image.width // cell[0]), max(1, layer.image.height // cell[1]))
        cells = Image.frombytes("L", few, dice.randbytes(few[0] * few[1]))
        self.phases = cells.resize(layer.image.size, Image.Resampling.NEAREST)
        self.depth, self.turns = depth, turns

    def draw(self, frame: Image.Image, t: float) -> None:
        """The odd phases turn twice where the even ones turn once."""
        from PIL import ImageChops

        half = self.depth / 2
        waves = (math.sin(math.tau * (t * self.turns[v & 1] + v / 256)) for v in range(256))
        look = [round(255 * (1 - half + half * wave)) for wave in waves]
        frame.paste(self.image, self.at, ImageChops.multiply(self.alpha, self.phases.point(look)))


class Breath:
    """A layer that grows fainter and stronger: shafts of light, northern lights."""

    def __init__(self, layer: Layer, *, depth: float, turn: float = 0.0) -> None:
        self.image, self.at = layer.image.convert("RGB"), (layer.x, layer.y)
        self.alpha = layer.image.getchannel("A")
        self.depth, self.turn = depth, turn

    def draw(self, frame: Image.Image, t: float) -> None:
        """On a sine between all of it and less."""
        see = 1 - self.depth * (0.5 + 0.5 * math.sin(math.tau * (t + self.turn)))
        frame.paste(self.image, self.at, self.alpha.point([round(v * see) for v in range(256)]))


class Flash:
    """A stroke of lightning: away, there, fading, there again, away."""

    def __init__(self, layer: Layer) -> None:
        self.image, self.at = layer.image.convert("RGB"), (layer.x, layer.y)
        self.alpha = layer.image.getchannel("A")

    def draw(self, frame: Image.Image, t: float) -> None:
        """Two strokes a loop, soft ones: nobody should be dazzled."""
        see = max(_pulse(t, 0.30, 0.16), 0.6 * _pulse(t, 0.52, 0.22))
        if see > 0.01:
            frame.paste(self.image, self.at, self.alpha.point([round(v * see) for v in range(256)]))


def _pulse(t: float, start: float, long: float) -> float:
    share = (t - start) / long
    return 0.0 if not 0 <= share <= 1 else (1 - share) ** 1.5


class Flicker:
    """The warmth of a lamp or a window, never quite even."""

    def __init__(self, glow: Glow, unit: float, dice: random.Random) -> None:
        from PIL import Image

        wide, high = (max(4, round(2 * r * unit * 0.8)) for r in (glow.rx, glow.ry))
        bell = Image.radial_gradient("L").point([round(255 * max(0.0, 1 - v / 181) ** 2) for v in range(256)])
        self.veil = bell.resize((wide, high), Image.Resampling.BILINEAR)
        self.at = (round(glow.x * unit - wide / 2), round(glow.y * unit - high / 2))
        self.tint, self.strength = glow.tint, 0.26
        self.turns = (dice.random(), dice.random(), dice.choice((3, 4, 5)))

    def draw(self, frame: Image.Image, t: float) -> None:
        """Three sines of the loop's own length and its fractions."""
        a, b, quick = self.turns
        wave = 0.5 * math.sin(math.tau * (t + a)) + 0.3 * math.sin(math.tau * (2 * t + b))
        see = self.strength * (0.5 + 0.5 * (wave + 0.2 * math.sin(math.tau * (quick * t + a))))
        box = (*self.at, self.at[0] + self.veil.width, self.at[1] + self.veil.height)
        frame.paste(self.tint, box, self.veil.point([round(v * see) for v in range(256)]))


class Windows:
    """Small lit panes and bulbs, found by their colour: some are dimmed for a while, as where somebody passes."""

    def __init__(self, frame: Image.Image, warm: str, dark: str, dice: random.Random, *, but: list[Layer]) -> None:
        from PIL import Image, ImageChops, ImageFilter

        apart = ImageChops.difference(frame, Image.new("RGB", frame.size, warm))
        lit = ImageChops.lighter(ImageChops.lighter(*apart.split()[:2]), apart.getchannel(2)).point(_NEAR_ENOUGH)
        grey = frame.convert("L")  # a pane is brighter than its wall: an evening sky may be as warm, and is no pane
        clear = ImageChops.subtract(grey, grey.filter(ImageFilter.BoxBlur(7))).point(_STANDS_OUT)
        lit = ImageChops.multiply(lit, clear)
        for layer in but:  # what moves takes its lights along
            lit.paste(0, (layer.x - 9, layer.y - 9, layer.x + layer.image.width + 9, layer.y + layer.image.height + 9))
        self.box = lit.getbbox()
        self.dark = dark
        if self.box is None or lit.histogram()[255] > _MOST_LIT * lit.width * lit.height:
            self.box = None
            return
        self.lit = lit.crop(self.box)
        few = (max(2, self.lit.width // 22), max(2, self.lit.height // 22))
        cells = Image.frombytes("L", few, dice.randbytes(few[0] * few[1]))
        self.phases = cells.resize(self.lit.size, Image.Resampling.BILINEAR)  # a hard edge would cut a pane in two

    def draw(self, frame: Image.Image, t: float) -> None:
        """Most burn; a few at a time go down and come back."""
        from PIL import ImageChops

        if self.box is None:
            return
        waves = (math.sin(math.tau * (t + v / 256)) for v in range(256))
        look = [round(255 * 0.55 * max(0.0, wave - 0.55) / 0.45) for wave in waves]
        frame.paste(self.dark, self.box, ImageChops.multiply(self.lit, self.phases.point(look)))
