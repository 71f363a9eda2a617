"""Colour by how it looks: lightness, strength and hue, turned into hex by ourselves."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

Lch = tuple[float, float, float]
Lab = tuple[float, float, float]


def hexed(lightness: float, chroma: float, hue: float) -> str:
    """OKLCH to hex. resvg draws oklch() itself as black, and says nothing."""
    return lab_hex(lab(lightness, chroma, hue))


def lab(lightness: float, chroma: float, hue: float) -> Lab:
    """The same colour with its hue as two axes, which is where mixing stays clean."""
    angle = math.radians(hue)
    return lightness, chroma * math.cos(angle), chroma * math.sin(angle)


def lab_hex(colour: Lab) -> str:
    """OKLab to hex, chroma taken back until the screen can show it."""
    light, a, b = colour
    for _ in range(12):
        rgb = _linear(light, a, b)
        if all(-0.002 <= part <= 1.002 for part in rgb):
            break
        a, b = a * 0.9, b * 0.9
    return "#" + "".join(f"{_byte(part):02x}" for part in rgb)


def mix(one: str, two: str, share: float) -> str:
    """From `one` towards `two` by `share`."""
    first, second = unhex(one), unhex(two)
    return lab_hex(_between(first, second, share))


def ramp(keys: Sequence[Lab], between: int = 4) -> list[str]:
    """Many stops from few keys. In OKLab: round the hue circle, blue to amber becomes a green stair."""
    out = []
    for one, two in pairwise(keys):
        out += [lab_hex(_between(one, two, i / between)) for i in range(between)]
    return [*out, lab_hex(keys[-1])]


def unhex(colour: str) -> Lab:
    """Hex back to OKLab."""
    r, g, b = (_unbyte(int(colour[i : i + 2], 16)) for i in (1, 3, 5))
    long = math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
    mid = math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
    short = math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
    return (
        0.2104542553 * long + 0.7936177850 * mid - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * mid + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * mid - 0.8086757660 * short,
    )


def _between(one: Lab, two: Lab, share: float) -> Lab:
    return (
        one[0] + (two[0] - one[0]) * share,
        one[1] + (two[1] - one[1]) * share,
        one[2] + (two[2] - one[2]) * share,
    )


def _linear(light: float, a: float, b: float) -> tuple[float, float, float]:
    long = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3
    mid = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (light - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * mid + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * mid - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * mid + 1.7076147010 * short,
    )


def _byte(part: float) -> int:
    part = min(1.0, max(0.0, part))
    return round(255 * (part * 12.92 if part <= 0.0031308 else 1.055 * part ** (1 / 2.4) - 0.055))


def _unbyte(value: int) -> float:
    part = value / 255
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
