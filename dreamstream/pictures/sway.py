"""Sway: how one layer of a film moves: it bobs, drifts, ripples, bends in the wind, and comes back."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from PIL import Image

    from dreamstream.pictures.layers import Layer

_PARTS = 4  # places a layer may have within a pixel
_EDGE = 6  # pixels a layer is drawn out sideways, so that what moves off one side leaves no gap


class Mover(Protocol):
    """Something of a film that is laid on each frame."""

    def draw(self, frame: Image.Image, t: float) -> None:
        """Lay it on a frame at `t` of the loop, 0 to 1."""


class Still:
    """A layer that only stands in front of one that moves."""

    def __init__(self, layer: Layer) -> None:
        self.image, self.at = layer.image, (layer.x, layer.y)

    def draw(self, frame: Image.Image, t: float) -> None:
        """As it was drawn."""
        frame.paste(self.image, self.at, self.image)


class Veil:
    """The darker edges of the picture, over everything."""

    def __init__(self, mask: Image.Image, tint: str) -> None:
        self.mask, self.tint = mask, tint

    def draw(self, frame: Image.Image, t: float) -> None:
        """They stand still."""
        frame.paste(self.tint, (0, 0), self.mask)


class Shift:
    """A layer that goes to and fro on a sine, in quarters of a pixel."""

    def __init__(self, layer: Layer, *, across: float = 0.0, down: float = 0.0, turn: float = 0.0) -> None:
        self.across, self.down, self.turn = across, down, turn
        self.image = _widened(layer.image, _EDGE if layer.x == 0 else 1)
        edge = (self.image.width - layer.image.width) // 2
        self.at = (layer.x - edge, layer.y)
        self._kept: dict[tuple[int, int], Image.Image] = {}

    def draw(self, frame: Image.Image, t: float) -> None:
        """Where the sine has it now."""
        wave = math.sin(math.tau * (t + self.turn))
        x, y = (round(reach * wave * _PARTS) for reach in (self.across, self.down))
        image = self._between(x % _PARTS, y % _PARTS)
        frame.paste(image, (self.at[0] + x // _PARTS, self.at[1] + y // _PARTS), image)

    def _between(self, x: int, y: int) -> Image.Image:
        """The layer moved by parts of a pixel; each such place is made once, as moving costs ten times laying."""
        from PIL import Image

        if (x, y) not in self._kept:
            image = self.image
            if x or y:
                larger = (image.width, image.height + 1)
                image = image.transform(
                    larger,
                    Image.Transform.AFFINE,
                    (1, 0, -x / _PARTS, 0, 1, -y / _PARTS),
                    Image.Resampling.BILINEAR,
                )
            self._kept[x, y] = image
        return self._kept[x, y]


def _widened(image: Image.Image, edge: int) -> Image.Image:
    """Its own first and last columns drawn out to the sides, or clear ones where it does not reach the edge."""
    from PIL import Image

    wide, high = image.size
    out = Image.new(image.mode, (wide + 2 * edge, high))
    out.paste(image, (edge, 0))
    if edge > 1:
        out.paste(image.crop((0, 0, 1, high)).resize((edge, high)), (0, 0))
        out.paste(image.crop((wide - 1, 0, wide, high)).resize((edge, high)), (wide + edge, 0))
    return out


class Drift:
    """A soft layer that drifts on and on: one copy fades in behind the other, so that the loop has no seam."""

    def __init__(self, layer: Layer, *, across: float) -> None:
        from PIL import Image

        self.across = round(across)
        self.at = (layer.x, layer.y)
        self.size = layer.image.size
        reach = abs(self.across)
        if layer.x == 0:
            self.image = _widened(layer.image, reach)
        else:
            self.image = Image.new("RGBA", (self.size[0] + 2 * reach, self.size[1]))
            self.image.paste(layer.image, (reach, 0))
        self.image = self.image.convert("RGBa")

    def draw(self, frame: Image.Image, t: float) -> None:
        """Two copies, one loop apart, the older one going."""
        from PIL import Image

        reach, (wide, high) = abs(self.across), self.size
        x = self.across * t
        copies = []
        for shift in (x, x - self.across):
            left = reach - round(shift)
            copies.append(self.image.crop((left, 0, left + wide, high)))
        image = Image.blend(copies[0], copies[1], t).convert("RGBA")
        frame.paste(image, self.at, image)


class Water:
    """Water whose rows slide against each other, wider towards the eye: a mirror that is never quite still."""

    def __init__(self, layer: Layer, unit: float) -> None:
        from PIL import Image

        wide, high = layer.image.size
        solid = _first_solid(layer.image)
        self.shore = layer.image.crop((0, 0, wide, solid)) if solid else None
        self.top = (layer.x, layer.y)
        self.at = (layer.x, layer.y + solid)
        body = layer.image.crop((0, solid, wide, high))
        self.clear = _least(body.getchannel("A")) < 255
        body = body if self.clear else body.convert("RGB")
        self.size = body.size
        image = _widened(body, _EDGE)
        # all places within a pixel at once: strips of them cost a fifth of bending every frame anew
        self.images = [image] + [
            image.transform(image.size, Image.Transform.AFFINE, (1, 0, k / _PARTS, 0, 1, 0), Image.Resampling.BILINEAR)
            for k in range(1, _PARTS)
        ]
        self.rows: list[tuple[int, int, float, float]] = []
        y = 0
        while y < body.height:
            low = min(body.height, y + 2 + y // 26)
            far = y / max(1, body.height)
            # ripples lie closer towards the horizon: the phase runs with the logarithm of the distance
            phase = 9 * math.log(1 + y / (22 * unit * 2)) + 0.6 * math.sin(y / 5)
            self.rows.append((y, low, min(_EDGE - 1.0, (1.0 + 5.2 * far) * unit * 1.6), phase))
            y = low

    def draw(self, frame: Image.Image, t: float) -> None:
        """Every strip of rows where its own sine has it."""
        wide, _ = self.size
        if self.shore is not None:
            frame.paste(self.shore, self.top, self.shore)
        left, top = self.at
        for y, low, reach, phase in self.rows:
            x = round(_PARTS * (_EDGE + reach * math.sin(math.tau * t + phase)))
            strip = self.images[x % _PARTS].crop((x // _PARTS, y, x // _PARTS + wide, low))
            frame.paste(strip, (left, top + y), strip if self.clear else None)


def _least(band: Image.Image) -> int:
    """The smallest value of one band."""
    return next((value for value, count in enumerate(band.histogram()) if count), 0)


def _first_solid(image: Image.Image) -> int:
    """The first row from which on nothing shows through, or 0 where something does to the end."""
    alpha = image.getchannel("A").resize((1, image.height), 4)  # BOX: the mean of each row
    rows = alpha.tobytes()
    first = next((y for y in range(len(rows)) if rows[y] == 255), 0)
    return first if first < len(rows) // 3 and min(rows[first:]) == 255 else 0


class Bend:
    """Grass, weed or boughs in the wind: what is rooted stays, what is free leans, and the gust runs along."""

    def __init__(self, layer: Layer, *, reach: float, rooted: str, turn: float = 0.0) -> None:
        self.image, self.at = layer.image, (layer.x, layer.y)
        self.reach, self.turn = reach, turn
        wide, high = layer.image.size
        self.across, self.rows = max(2, min(20, wide // 24)), 4 if high > 24 else 2
        self.nodes: list[list[tuple[float, float, float, float]]] = []
        for j in range(self.rows + 1):
            line = []
            for i in range(self.across + 1):
                x, y = wide * i / self.across, high * j / self.rows
                line.append((x, y, _free(rooted, x / wide, y / high), 0.012 * x * 512 / max(512, wide)))
            self.nodes.append(line)

    def draw(self, frame: Image.Image, t: float) -> None:
        """The wind is two sines, so that no blade beats time."""
        from PIL import Image

        moved = [
            [
                (x - self.reach * free * self._gust(t, lag), y - 0.18 * self.reach * free * self._gust(t + 0.2, lag))
                for x, y, free, lag in line
            ]
            for line in self.nodes
        ]
        mesh = []
        for j in range(self.rows):
            for i in range(self.across):
                (x0, y0, *_), (x1, y1, *_) = self.nodes[j][i], self.nodes[j + 1][i + 1]
                a, b, c, d = moved[j][i], moved[j + 1][i], moved[j + 1][i + 1], moved[j][i + 1]
                mesh.append(((round(x0), round(y0), round(x1), round(y1)), (*a, *b, *c, *d)))
        image = self.image.transform(self.image.size, Image.Transform.MESH, mesh, Image.Resampling.BILINEAR)
        frame.paste(image, self.at, image)

    def _gust(self, t: float, lag: float) -> float:
        angle = math.tau * (t + self.turn) - lag
        return 0.75 * math.sin(angle) + 0.25 * math.sin(2 * angle + 1.1)


def _free(rooted: str, x: float, y: float) -> float:
    """How freely a spot of a layer moves, 0 to 1; x and y as shares of it."""
    if rooted == "below":
        return math.pow(1 - y, 1.3)
    return math.pow({"left": x, "right": 1 - x}.get(rooted, 1 - abs(2 * x - 1)), 1.2)
