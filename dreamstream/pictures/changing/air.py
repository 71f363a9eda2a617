"""The air of a scene: weather, stars, the moon or the sun, and what else a sky may carry."""

from __future__ import annotations

from dataclasses import replace

from dreamstream.pictures import inside
from dreamstream.pictures.changing import cast
from dreamstream.pictures.changing.wish import Change
from dreamstream.pictures.scene import Scene

Done = tuple[Scene, str]
_COVERED = (*inside.PLACES, "underwater", "cave")
_NO_SKY = "there is no open sky in here"
_ANYWHERE = ("fireflies", "lanterns", "petals", "leaves")  #: what drifts under a roof as well
_VEILS = ("rain", "storm", "fog", "clouds")


def with_extra(extras: tuple[str, ...], name: str, there: bool) -> tuple[str, ...]:
    """The extras with one more or one less."""
    rest = tuple(other for other in extras if other != name)
    return (*rest, name) if there else rest


def weather(scene: Scene, change: Change) -> Done:
    """What falls or hangs in the air; clouds are counted before they are a weather."""
    what, amount = change.what, change.amount
    if what == "clear":
        clear = replace(scene, weather=None, clouds=0.0, extras=with_extra(scene.extras, "mist", False))
        return (clear, "" if clear != scene else "the sky is clear already")
    if scene.place in ("underwater", "cave", "hall"):
        return scene, _NO_SKY
    if amount < 0:
        return _less(scene, what, amount)
    if what == "overcast":
        if scene.weather is not None:
            return scene, "the sky is covered already"
        return replace(scene, weather="clouds", clouds=max(1.0, scene.clouds)), ""
    if what == "clouds":
        if scene.weather is None and amount <= 1 and scene.clouds < 2:
            return replace(scene, clouds=round(max(1.0, scene.clouds) * 2, 2)), ""
        return replace(scene, weather=scene.weather or "clouds", clouds=min(4.0, max(1.0, scene.clouds) * 1.5)), ""
    if what == "fog" and scene.weather in ("rain", "snow", "storm", "fog"):
        if "mist" in scene.extras:
            return scene, "it is as foggy as it gets"
        return replace(scene, extras=with_extra(scene.extras, "mist", True)), ""
    if scene.weather == what:
        return _more(scene, what)
    keep = with_extra(scene.extras, "mist", True) if scene.weather == "fog" else scene.extras
    return replace(scene, weather=what, extras=keep), ""


def _more(scene: Scene, what: str) -> Done:
    if what == "rain":
        return replace(scene, weather="storm"), ""
    if "wind" not in scene.extras:
        return replace(scene, extras=with_extra(scene.extras, "wind", True)), ""
    return scene, f"there is as much {what} as the picture can hold"


def _less(scene: Scene, what: str, amount: float) -> Done:
    what = "clouds" if what == "overcast" else what
    if what == "clouds":
        bare = replace(scene, clouds=0.0 if amount <= -2 else round(scene.clouds * 0.4, 2))
        if bare.weather == "clouds":
            bare = replace(bare, weather=None, clouds=0.0 if amount <= -2 else 1.0)
        return bare, "" if bare != scene else "there are no clouds"
    if what == "fog" and "mist" in scene.extras:
        return replace(scene, extras=with_extra(scene.extras, "mist", False)), ""
    same = scene.weather == what or (what == "rain" and scene.weather == "storm")
    if not same:
        return scene, f"there is no {what} in the picture"
    if what == "storm" and amount > -2:
        return replace(scene, weather="rain"), ""
    mist = with_extra(scene.extras, "mist", what == "fog" and amount > -2)
    return replace(scene, weather=None, extras=with_extra(mist, "wind", False)), ""


def stars(scene: Scene, change: Change) -> Done:
    """More, fewer or none. Stars by day bring the dusk, stars behind cloud clear it."""
    if scene.place in _COVERED:
        return scene, _NO_SKY
    if change.what == "none":
        return (replace(scene, stars=0.0), "") if scene.stars else (scene, "there are no stars")
    if change.amount < 0:
        return replace(scene, stars=round(scene.stars * 0.35**-change.amount, 3)), ""
    many = min(8.0, max(0.6, scene.stars) * (1 + 1.6 * change.amount))
    hour = scene.hour if scene.hour != "day" else "dusk"
    veiled = None if scene.weather in _VEILS else scene.weather
    if many == scene.stars and hour == scene.hour:
        return scene, "the sky is full of stars"
    return replace(scene, stars=round(many, 3), hour=hour, weather=veiled), ""


def lamp(scene: Scene, change: Change) -> Done:
    """The moon, the sun, or neither."""
    what = change.what
    if scene.place in _COVERED:
        return scene, _NO_SKY
    if what == "none":
        if scene.lamp == "none" or (change.other in ("moon", "sun") and scene.lamp != change.other):
            return scene, f"there is no {change.other if change.other != 'lamp' else 'light'} in the sky"
        return replace(scene, lamp="none"), ""
    if what == scene.lamp:
        return scene, f"the {what} is there already"
    if what == "sun" and scene.hour == "night":
        scene = replace(scene, hour="dawn")
    if what == "moon" and scene.hour == "day":
        scene = replace(scene, hour="dusk")
    veiled = None if scene.weather in _VEILS and scene.lamp == "none" else scene.weather
    return replace(scene, lamp=what, weather=veiled), ""


def lamp_size(scene: Scene, change: Change) -> Done:
    """Bigger or smaller."""
    if scene.lamp not in ("moon", "sun") or scene.place in _COVERED:
        return scene, f"there is no {change.what if change.what != 'lamp' else 'light'} in the sky"
    r = round(max(0.025, min(0.26, scene.lamp_r * 1.42**change.amount)), 4)
    if r == scene.lamp_r:
        return scene, f"the {scene.lamp} cannot be any {'bigger' if change.amount > 0 else 'smaller'}"
    return replace(scene, lamp_r=r), ""


def lamp_move(scene: Scene, change: Change) -> Done:
    """Left, right, up or down in the sky."""
    if scene.lamp not in ("moon", "sun") or scene.place in _COVERED:
        return scene, "there is no light in the sky to move"
    x, y, step = scene.lamp_x, scene.lamp_y, 0.16 * change.amount
    if change.other in ("left", "right"):
        x = min(0.9, max(0.1, x + (step if change.other == "right" else -step)))
    elif change.other == "middle":
        x = 0.5
    else:
        up = change.other in ("up", "back")
        y = min(scene.horizon - 0.02, max(scene.lamp_r * 0.8 + 0.03, y + (-step if up else step) * 0.8))
    if (round(x, 4), round(y, 4)) == (scene.lamp_x, scene.lamp_y):
        return scene, f"the {scene.lamp} cannot go farther that way"
    return replace(scene, lamp_x=round(x, 4), lamp_y=round(y, 4)), ""


def phase(scene: Scene, change: Change) -> Done:
    """Full, half or a crescent; asking for one hangs a moon."""
    if scene.place in _COVERED:
        return scene, _NO_SKY
    if scene.lamp == "moon" and scene.phase == change.what:
        return scene, "the moon is like that already"
    hour = "dusk" if scene.hour == "day" else scene.hour
    return replace(scene, phase=change.what, lamp="moon", hour=hour), ""


def extra(scene: Scene, change: Change) -> Done:
    """What else a sky may carry; some of it wants night."""
    name = change.what
    if change.amount < 0:
        if name in scene.extras and name != "birds":
            return replace(scene, extras=with_extra(scene.extras, name, False)), ""
        if name == "birds" and "no birds" not in scene.extras:
            rest = with_extra(scene.extras, "birds", False)
            bare = replace(scene, extras=with_extra(rest, "no birds", True))
            return cast.remove(bare, Change(act="remove", what="birds"))[0], ""
        return scene, f"there are no {name} in the picture" if name.endswith(
            "s"
        ) else f"there is no {name} in the picture"
    if scene.place in _COVERED and name not in _ANYWHERE:
        return scene, _NO_SKY
    scene = replace(scene, extras=with_extra(scene.extras, "no birds", False)) if name == "birds" else scene
    if name in scene.extras:
        return scene, f"the {name} can be seen already" if name.endswith("s") else f"the {name} is there already"
    if name in ("milky way", "northern lights", "shooting star", "fireworks"):
        hour = scene.hour if scene.hour in ("night", "dusk") and name != "milky way" else "night"
        lit = "moon" if scene.lamp == "sun" and hour == "night" else scene.lamp
        clear = None if scene.weather in _VEILS else scene.weather
        scene = replace(scene, hour=hour, lamp=lit, weather=clear)
    if name in ("fireflies", "lanterns") and scene.hour == "day":
        scene = replace(scene, hour="dusk")
    if name == "rainbow" and scene.hour == "night":
        scene = replace(
            scene, hour="dawn", lamp="sun" if scene.lamp == "moon" and scene.phase == "full" else scene.lamp
        )
    return replace(scene, extras=with_extra(scene.extras, name, True)), ""
