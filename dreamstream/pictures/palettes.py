"""Eight moods, four hours, a few families of each: a mood is its colours and nothing else."""

from __future__ import annotations

from dataclasses import dataclass

from dreamstream.pictures import colour, tints
from dreamstream.pictures.scene import Finish, Scene, Tint

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
        "dusk": (270, 320, 60, 0.125, 0.0),
    },
    "love": {
        "night": (300, 335, 5, 0.11, 0.02),
        "dawn": (320, 5, 55, 0.10, 0.0),
        "day": (335, 10, 60, 0.08, 0.0),
        "dusk": (300, 350, 45, 0.14, 0.0),
    },
    "joy": {
        "night": (265, 215, 170, 0.11, -0.03),
        "dawn": (230, 80, 85, 0.09, -0.02),
        "day": (230, 205, 110, 0.11, 0.0),
        "dusk": (310, 20, 75, 0.15, -0.02),
    },
    "fear": {
        "night": (200, 180, 165, 0.045, 0.02),
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
        "dusk": (275, 285, 300, 0.062, 0.06),
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


#: other hues of the same moods, night dawn day dusk: a mood has more than one sky, and the seed chooses
_OTHERS: dict[str, tuple[tuple[tuple[int, int, int], ...], ...]] = {
    "peace": (
        ((300, 280, 245), (285, 330, 75), (262, 238, 85), (292, 345, 70)),
        ((240, 205, 180), (230, 350, 60), (215, 205, 150), (255, 305, 35)),
    ),
    "love": (
        ((278, 310, 40), (295, 345, 70), (300, 340, 40), (285, 330, 70)),
        ((330, 0, 45), (345, 25, 80), (10, 40, 75), (320, 10, 65)),
    ),
    "joy": (
        ((285, 320, 50), (255, 340, 75), (262, 240, 60), (285, 345, 80)),
        ((240, 190, 110), (215, 40, 95), (208, 192, 95), (340, 40, 90)),
    ),
    "fear": (
        ((280, 265, 20), (270, 290, 40), (250, 240, 70), (280, 300, 30)),
        ((165, 150, 115), (160, 130, 100), (140, 118, 98), (185, 150, 60)),
    ),
    "anger": (
        ((310, 345, 30), (320, 355, 60), (350, 20, 75), (305, 0, 60)),
        ((20, 36, 60), (20, 45, 80), (35, 55, 85), (5, 35, 75)),
    ),
    "sadness": (
        ((295, 290, 325), (290, 300, 20), (285, 280, 350), (300, 310, 20)),
        ((225, 205, 190), (220, 205, 170), (215, 200, 160), (235, 255, 300)),
    ),
    "unease": (
        ((235, 175, 110), (225, 170, 95), (165, 125, 90), (240, 200, 60)),
        ((320, 300, 60), (310, 330, 90), (285, 240, 110), (325, 300, 60)),
    ),
    "confusion": (
        ((230, 290, 20), (280, 220, 340), (290, 225, 60), (230, 300, 50)),
        ((320, 250, 160), (330, 260, 180), (330, 240, 80), (280, 0, 60)),
    ),
}
FAMILIES = 3
#: what is left of a sky's strength under a weather, and what its lightness gains or loses
_DULLED = {
    "rain": (0.6, -0.05),
    "storm": (0.55, -0.10),
    "fog": (0.62, 0.0),
    "snow": (0.66, 0.0),
    "clouds": (0.75, -0.03),
}
#: what a season leans the land to, and how far
_SEASONS = {"autumn": ("copper", 0.62), "winter": ("silver", 0.55), "spring": ("jade", 0.5), "summer": ("olive", 0.45)}


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
    water: tuple[str, ...] = ()  #: what water mirrors: the sky, unless it has a colour of its own


def of(scene: Scene) -> Palette:
    """The colours of a scene: its mood and hour, and what words have changed in them."""
    return palette(
        scene.mood,
        scene.hour,
        family=scene.family,
        changes=scene.tints,
        finish=scene.finish,
        season=scene.season,
        weather=scene.weather,
    )


def palette(
    mood: str,
    hour: str,
    *,
    family: int = 0,
    changes: tuple[Tint, ...] = (),
    finish: Finish | None = None,
    season: str = "",
    weather: str | None = None,
) -> Palette:
    """The colours of a mood at an hour; an unknown mood or hour is peace, and night."""
    mood = mood if mood in _SKY else "peace"
    hour = hour if hour in _LIGHT else "night"
    top, middle, low, chroma, down = _SKY[mood][hour]
    if family % FAMILIES:
        top, middle, low = _OTHERS[mood][family % FAMILIES - 1][HOURS.index(hour)]
    hues = [top, top, middle, middle, low, low]
    if hour in ("dusk", "dawn"):
        # violet straight into amber is beige; by way of rose it is a sunset
        hues[3] = middle + round(0.55 * ((low - middle + 180) % 360 - 180))
    keys = [
        colour.lab(max(0.1, light - down), chroma * strength, hue)
        for light, hue, strength in zip(_LIGHT[hour], hues, (0.9, 1.1, 1.15, 1.05, 1.0, 0.85), strict=True)
    ]
    if weather in _DULLED and hour != "night":
        drain, dim = _DULLED[weather]
        keys = [(max(0.1, light + dim), a * drain, b * drain) for light, a, b in keys]
    ink = {"night": 0.155, "dusk": 0.21, "dawn": 0.27, "day": 0.33}[hour] - down * 0.25
    near = colour.lab(ink, min(0.07, 0.02 + chroma * 0.45), top)
    deep = colour.lab(ink * 0.72, min(0.05, 0.015 + chroma * 0.35), top)
    light = colour.lab(*_LAMP[mood][0 if hour == "night" else 1])
    warm = colour.lab(0.86, 0.14, 78 if mood != "anger" else 62)
    water: list[colour.Lab] | None = None
    land = Tint(colour=_SEASONS[season][0], share=_SEASONS[season][1], where="land") if season in _SEASONS else None
    for tint in changes:
        if tint.where in ("sky", "all"):
            keys = tints.sky(keys, tint.colour, tint.share)
            # the dark keeps its depth and takes the hue along, or the land would belong to another picture
            near, deep = (tints.pulled(dark, tint.colour, tint.share * 0.4) for dark in (near, deep))
            near, deep = (ink, *near[1:]), (ink * 0.72, *deep[1:])
        if tint.where in ("lamp", "all"):
            light = tints.pulled(light, tint.colour, tint.share * (1.0 if tint.where == "lamp" else 0.5))
    haze = keys[-1]
    behind = colour.lab_hex(keys[2])
    if hour in ("dusk", "dawn"):
        behind = colour.mix(behind, colour.lab_hex(keys[3]), 0.4)
    far = colour.unhex(colour.mix(colour.lab_hex(haze), behind, 0.46))
    for tint in (*changes, *((land,) if land else ())):
        if tint.where == "land":
            far = tints.pulled(far, tint.colour, tint.share)
            near = (near[0], *tints.pulled((near[0] + 0.1, *near[1:]), tint.colour, tint.share * 0.7)[1:])
        elif tint.where == "water":
            water = [tints.pulled(key, tint.colour, tint.share) for key in water or keys]
    done = finish or Finish()

    def hexed(one: colour.Lab) -> str:
        return colour.lab_hex(developed(one, done))

    sky = tuple(colour.ramp([developed(key, done) for key in keys]))
    return Palette(
        sky=sky,
        light=hexed(light),
        haze=hexed(haze),
        far=hexed(far),
        near=hexed(near),
        deep=hexed(deep),
        warm=hexed(warm),
        lit=hour != "day",
        water=tuple(colour.ramp([developed(key, done) for key in water])) if water else sky,
    )


def developed(one: colour.Lab, finish: Finish) -> colour.Lab:
    """One colour brightened, warmed, strengthened or drained, as the finish says."""
    light, a, b = one
    light = min(1.0, max(0.0, light))
    if finish.bright:
        light = float(light ** (2 ** (-0.45 * finish.bright)))  # a power keeps white and black where they are
    if finish.contrast:
        light = 0.5 + (light - 0.5) * 1.28**finish.contrast
    power = 1.55**finish.vivid
    a, b = a * power + 0.012 * finish.warm, b * power + 0.042 * finish.warm
    if finish.look == "mono":
        a, b = a * 0.02, b * 0.02
    elif finish.look == "sepia":
        a, b = 0.016, 0.052
    return min(0.985, max(0.06, light)), a, b
