"""Eight moods, four hours: a mood is its colours and nothing else."""

from __future__ import annotations

from dataclasses import dataclass

from dreamstream.pictures import colour

MOODS = ("peace", "love", "joy", "fear", "anger", "sadness", "unease", "confusion")
HOURS = ("night", "dawn", "day", "dusk")

# lightness of the sky from the zenith to the horizon
_LIGHT = {
    "night": (0.15, 0.21, 0.29, 0.39, 0.52, 0.64),
    "dusk": (0.30, 0.40, 0.52, 0.66, 0.77, 0.85),
    "dawn": (0.40, 0.51, 0.63, 0.75, 0.84, 0.90),
    "day": (0.55, 0.64, 0.73, 0.81, 0.88, 0.93),
}
# hue at the zenith, in the middle and at the horizon; strength; what is taken off the lightness
_SKY: dict[str, dict[str, tuple[int, int, int, float, float]]] = {
    "peace": {
        "night": (272, 245, 200, 0.095, 0.0),
        "dawn": (255, 300, 70, 0.075, 0.0),
        "day": (240, 225, 200, 0.085, 0.0),
        "dusk": (270, 320, 60, 0.10, 0.0),
    },
    "love": {
        "night": (300, 335, 5, 0.11, 0.02),
        "dawn": (320, 5, 55, 0.10, 0.0),
        "day": (335, 10, 60, 0.08, 0.0),
        "dusk": (300, 350, 45, 0.13, 0.0),
    },
    "joy": {
        "night": (265, 215, 170, 0.11, -0.03),
        "dawn": (230, 80, 85, 0.09, -0.02),
        "day": (230, 205, 110, 0.11, 0.0),
        "dusk": (310, 20, 75, 0.15, -0.02),
    },
    "fear": {
        "night": (200, 180, 165, 0.04, 0.05),
        "dawn": (200, 175, 130, 0.045, 0.16),
        "day": (190, 165, 120, 0.05, 0.20),
        "dusk": (225, 200, 30, 0.06, 0.13),
    },
    "anger": {
        "night": (350, 15, 30, 0.12, 0.02),
        "dawn": (350, 20, 50, 0.13, 0.10),
        "day": (15, 35, 65, 0.13, 0.12),
        "dusk": (340, 20, 45, 0.16, 0.06),
    },
    "sadness": {
        "night": (260, 250, 235, 0.045, 0.03),
        "dawn": (260, 245, 230, 0.04, 0.08),
        "day": (250, 240, 220, 0.04, 0.10),
        "dusk": (275, 270, 250, 0.055, 0.08),
    },
    "unease": {
        "night": (295, 220, 145, 0.075, 0.03),
        "dawn": (290, 200, 115, 0.06, 0.10),
        "day": (200, 150, 105, 0.06, 0.10),
        "dusk": (290, 340, 95, 0.085, 0.07),
    },
    "confusion": {
        "night": (285, 310, 195, 0.11, 0.01),
        "dawn": (200, 290, 40, 0.09, 0.02),
        "day": (195, 290, 350, 0.08, 0.02),
        "dusk": (250, 330, 180, 0.11, 0.02),
    },
}
# the light itself: lightness, strength, hue, by night and otherwise
_LAMP: dict[str, tuple[colour.Lch, colour.Lch]] = {
    "peace": ((0.95, 0.05, 95), (0.96, 0.07, 85)),
    "love": ((0.93, 0.06, 40), (0.95, 0.07, 60)),
    "joy": ((0.96, 0.08, 95), (0.97, 0.09, 95)),
    "fear": ((0.66, 0.20, 30), (0.86, 0.09, 70)),
    "anger": ((0.72, 0.20, 42), (0.88, 0.13, 70)),
    "sadness": ((0.88, 0.025, 235), (0.93, 0.02, 110)),
    "unease": ((0.90, 0.11, 120), (0.93, 0.09, 110)),
    "confusion": ((0.92, 0.08, 340), (0.95, 0.07, 20)),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Palette:
    """Hex colours by what they are for."""

    sky: tuple[str, ...]  #: many stops, zenith to horizon
    light: str  #: the moon or the sun
    haze: str  #: what far things fade into
    far: str  #: the last ridge
    near: str  #: foreground and silhouettes, tinted, never black
    deep: str  #: the darkest, for the vignette and the foot of the picture
    warm: str  #: windows, lanterns, fire: the one accent
    lit: bool  #: lamps and stars show


def palette(mood: str, hour: str) -> Palette:
    """The colours of a mood at an hour; an unknown mood or hour is peace, and night."""
    mood = mood if mood in _SKY else "peace"
    hour = hour if hour in _LIGHT else "night"
    top, middle, low, chroma, down = _SKY[mood][hour]
    hues = (top, top, middle, middle, low, low)
    keys = [
        colour.lab(max(0.1, light - down), chroma * strength, hue)
        for light, hue, strength in zip(_LIGHT[hour], hues, (0.9, 1.1, 1.15, 1.05, 1.0, 0.85), strict=True)
    ]
    ink = {"night": 0.155, "dusk": 0.21, "dawn": 0.27, "day": 0.33}[hour] - down * 0.25
    near = colour.hexed(ink, min(0.07, 0.02 + chroma * 0.45), top)
    haze = colour.lab_hex(keys[-1])
    return Palette(
        sky=tuple(colour.ramp(keys)),
        light=colour.hexed(*_LAMP[mood][0 if hour == "night" else 1]),
        haze=haze,
        far=colour.mix(haze, colour.lab_hex(keys[2]), 0.42),
        near=near,
        deep=colour.hexed(ink * 0.72, min(0.05, 0.015 + chroma * 0.35), top),
        warm=colour.hexed(0.86, 0.14, 78 if mood != "anger" else 62),
        lit=hour != "day",
    )
