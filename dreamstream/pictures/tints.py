"""Colours by their names, and how one is pulled into another so that it stays a painter's colour."""

from __future__ import annotations

import math

from dreamstream.pictures import colour

#: lightness, strength and hue as OKLCH has them
COLOURS: dict[str, colour.Lch] = {
    "red": (0.58, 0.20, 27),
    "crimson": (0.50, 0.20, 20),
    "scarlet": (0.60, 0.22, 32),
    "maroon": (0.36, 0.13, 18),
    "ruby": (0.48, 0.19, 12),
    "pink": (0.78, 0.12, 355),
    "rose": (0.70, 0.14, 8),
    "magenta": (0.60, 0.23, 340),
    "fuchsia": (0.62, 0.23, 332),
    "purple": (0.48, 0.18, 305),
    "violet": (0.50, 0.18, 296),
    "lavender": (0.78, 0.09, 300),
    "lilac": (0.76, 0.10, 315),
    "plum": (0.42, 0.13, 328),
    "mauve": (0.66, 0.10, 325),
    "indigo": (0.38, 0.17, 280),
    "navy": (0.30, 0.11, 264),
    "blue": (0.52, 0.18, 256),
    "cobalt": (0.45, 0.18, 262),
    "azure": (0.70, 0.13, 240),
    "sky blue": (0.78, 0.10, 232),
    "turquoise": (0.76, 0.12, 190),
    "teal": (0.54, 0.10, 195),
    "cyan": (0.80, 0.13, 205),
    "aqua": (0.82, 0.11, 198),
    "mint": (0.86, 0.10, 163),
    "green": (0.58, 0.17, 146),
    "emerald": (0.58, 0.15, 158),
    "jade": (0.62, 0.12, 166),
    "olive": (0.54, 0.11, 110),
    "lime": (0.82, 0.19, 126),
    "chartreuse": (0.86, 0.18, 120),
    "yellow": (0.87, 0.17, 100),
    "gold": (0.80, 0.15, 86),
    "amber": (0.76, 0.16, 74),
    "honey": (0.76, 0.13, 80),
    "orange": (0.70, 0.18, 54),
    "tangerine": (0.70, 0.19, 48),
    "apricot": (0.82, 0.11, 62),
    "peach": (0.84, 0.09, 52),
    "coral": (0.70, 0.16, 32),
    "salmon": (0.74, 0.12, 30),
    "copper": (0.58, 0.12, 48),
    "rust": (0.50, 0.14, 40),
    "brown": (0.44, 0.08, 58),
    "beige": (0.86, 0.04, 82),
    "cream": (0.93, 0.04, 92),
    "silver": (0.78, 0.01, 250),
    "grey": (0.55, 0.008, 255),
    "white": (0.97, 0.006, 95),
    "black": (0.13, 0.012, 270),
    "sunset": (0.70, 0.16, 50),
}
#: a sky is not one colour: its ends keep something of their own, and the last stays the lightest
_BY_HEIGHT = (1.0, 1.0, 0.98, 0.92, 0.84, 0.74)
#: from the zenith down, what a sunset is made of wherever the mood's own is not
_SUNSET: tuple[colour.Lch, ...] = (
    (0.31, 0.11, 292),
    (0.41, 0.14, 312),
    (0.54, 0.17, 345),
    (0.68, 0.17, 28),
    (0.79, 0.14, 58),
    (0.87, 0.11, 80),
)


def sky(keys: list[colour.Lab], name: str, share: float) -> list[colour.Lab]:
    """The keys of a sky, zenith first, with a colour pulled in."""
    if name == "sunset" and share > 0:
        return [_towards(key, colour.lab(*end), share) for key, end in zip(keys, _SUNSET, strict=True)]
    return [pulled(key, name, share * part) for key, part in zip(keys, _BY_HEIGHT, strict=True)]


def pulled(key: colour.Lab, name: str, share: float) -> colour.Lab:
    """One colour towards a named one: hue and strength follow, lightness only a little, or all would be flat."""
    light, strength, hue = COLOURS.get(name, COLOURS["grey"])
    if share < 0:
        return _away(key, hue, -share, strength)
    if strength < 0.05:
        # white, grey and black are lightness: that is what has to give
        light = key[0] + (light - key[0]) * 0.62
        a, b = colour.lab(light, strength, hue)[1:]
        return _towards(key, (light, a, b), share)
    if 84 <= hue <= 116:
        hue -= max(0.0, 0.62 - key[0]) * 62  # yellow in the dark is olive; amber is what was meant
    # a strong colour in a light sky is a stain, in a dark one it is lost: strongest in the middle
    fit = strength * (1 - 0.9 * abs(key[0] - 0.55) ** 1.6)
    a, b = colour.lab(key[0], max(fit, math.hypot(key[1], key[2]) * 0.9), hue)[1:]
    # orange and yellow that stay dark are brown
    lift = 0.58 if 35 <= hue <= 115 and light > 0.65 else 0.26
    return _towards(key, (key[0] + (light - key[0]) * lift, a, b), share)


def dyed(dark: str, name: str) -> str:
    """A silhouette's colour made a named one: as light as it needs to be told, still of the picture."""
    light, strength, hue = COLOURS.get(name, COLOURS["grey"])
    near = colour.unhex(dark)[0]
    return colour.hexed(near + (light - near) * 0.62, strength * 0.85, hue)


def _away(key: colour.Lab, hue: float, share: float, strength: float) -> colour.Lab:
    """Take out what lies in a hue's direction; a grey keeps lightness away from its own."""
    if strength < 0.05:
        return key[0], key[1] * (1 + share * 0.4), key[2] * (1 + share * 0.4)
    ux, uy = math.cos(math.radians(hue)), math.sin(math.radians(hue))
    along = key[1] * ux + key[2] * uy
    take = share * (max(0.0, along) + 0.03)
    return key[0], key[1] - ux * take, key[2] - uy * take


def _towards(one: colour.Lab, two: colour.Lab, share: float) -> colour.Lab:
    return (
        one[0] + (two[0] - one[0]) * share,
        one[1] + (two[1] - one[1]) * share,
        one[2] + (two[2] - one[2]) * share,
    )
