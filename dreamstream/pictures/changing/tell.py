"""Tell two scenes apart in plain words."""

from __future__ import annotations

from collections import Counter

from dreamstream.pictures.changing import cast
from dreamstream.pictures.scene import STEPS, Actor, Scene

_STEPS = {
    "bright": ("brighter", "darker"),
    "warm": ("warmer", "cooler"),
    "vivid": ("more colourful", "less colourful"),
    "contrast": ("richer in contrast", "flatter"),
    "soft": ("softer", "sharper"),
    "grain": ("grainier", "cleaner of grain"),
    "edge": ("darker at the edges", "lighter at the edges"),
}
_PARTS = {"sky": "the sky", "lamp": "the light", "land": "the land", "water": "the water", "all": "the picture"}
_LOOKS = {"mono": "black and white", "sepia": "sepia", "": "in colour"}
_FEELS = {
    "peace": "calm",
    "love": "tender",
    "joy": "joyful",
    "fear": "frightening",
    "anger": "angry",
    "sadness": "sad",
    "unease": "uneasy",
    "confusion": "confused",
}


def describe(before: Scene, after: Scene) -> list[str]:
    """What became of what, each a short clause; nothing where the scenes are one."""
    out: list[str] = []
    if _when(before) != _when(after):
        out.append(f"{_when(before)} became {_when(after)}")
    if before.place != after.place:
        out.append(f"the place changed from {before.place} to {after.place}")
    if before.mood != after.mood:
        out.append(
            f"the mood turned from {_FEELS.get(before.mood, before.mood)} to {_FEELS.get(after.mood, after.mood)}"
        )
    out += _weather(before, after) + _light(before, after) + _tints(before, after)
    nearer = _nearer(before, after)
    if nearer:
        out.append(nearer)
    for name in STEPS:
        step = getattr(after.finish, name) - getattr(before.finish, name)
        if abs(step) > 1e-9:
            out.append(f"the picture is {_STEPS[name][0 if step > 0 else 1]}")
    if before.finish.look != after.finish.look:
        out.append(f"the picture is {_LOOKS.get(after.finish.look, after.finish.look)}")
    if before.season != after.season:
        out.append(f"it is {after.season}" if after.season else f"it is no longer {before.season}")
    recast = before.seed != after.seed
    if recast and before.place == after.place:
        out.append("it was composed anew")
    if abs(before.horizon - after.horizon) > 1e-6 and not recast and before.place == after.place:
        out.append(f"the horizon is {'higher' if after.horizon < before.horizon else 'lower'}")
    if before.near != after.near and not recast:
        out.append(f"{after.near} in the foreground" if after.near != "none" else "the foreground is free")
    return out + _actors(before, after, recast or before.place != after.place or bool(nearer))


def _nearer(before: Scene, after: Scene) -> str:
    """All of it closer or farther: the camera moved, not the things."""
    if before.seed != after.seed or before.place != after.place:
        return ""
    if not before.actors or len(before.actors) != len(after.actors):
        return ""
    if sorted(a.name for a in before.actors) != sorted(a.name for a in after.actors) or before.lamp_r == after.lamp_r:
        return ""
    sizes = [
        other.size / one.size
        for name in {actor.name for actor in before.actors}
        for one, other in zip(_of(before, name), _of(after, name), strict=True)
    ]
    if min(sizes) > 1.01:
        return "everything is closer"
    return "everything is further away" if max(sizes) < 0.99 else ""


def _when(scene: Scene) -> str:
    return "sunset" if scene.hour == "dusk" and any(tint.colour == "sunset" for tint in scene.tints) else scene.hour


def _weather(before: Scene, after: Scene) -> list[str]:
    out = []
    if before.weather != after.weather:
        if before.weather:
            out.append(f"the {before.weather} went away" if before.weather != "clouds" else "the clouds went away")
        if after.weather:
            out.append({"clouds": "clouds came", "fog": "fog came up"}.get(after.weather, f"{after.weather} set in"))
    if before.clouds != after.clouds:
        out.append("there are more clouds" if after.clouds > before.clouds else "there are fewer clouds")
    if before.stars != after.stars:
        fewer = "there are no stars" if not after.stars else "there are fewer stars"
        out.append("there are more stars" if after.stars > before.stars else fewer)
    came = [name for name in after.extras if name not in before.extras]
    gone = [name for name in before.extras if name not in after.extras]
    if "no birds" in came and "birds" not in gone:
        gone.append("birds")
    out += [f"{_the(name)} came" for name in came if name != "no birds"]
    return out + [f"{_the(name)} went" for name in gone if name != "no birds"]


def _light(before: Scene, after: Scene) -> list[str]:
    out = []
    if before.lamp != after.lamp:
        if after.lamp == "none":
            out.append(f"the {before.lamp} is gone")
        elif before.lamp == "none":
            out.append(f"a {after.lamp} stands in the sky")
        else:
            out.append(f"the {after.lamp} stands where the {before.lamp} was")
    elif (
        after.lamp != "none" and (before.seed, before.place) == (after.seed, after.place) and not _nearer(before, after)
    ):
        if abs(after.lamp_r - before.lamp_r) > 1e-4:
            out.append(f"the {after.lamp} is {'bigger' if after.lamp_r > before.lamp_r else 'smaller'}")
        if max(abs(after.lamp_x - before.lamp_x), abs(after.lamp_y - before.lamp_y)) > 0.01:
            out.append(f"the {after.lamp} moved")
    if before.phase != after.phase:
        out.append(f"the moon is {'a crescent' if after.phase == 'crescent' else after.phase}")
    return out


def _tints(before: Scene, after: Scene) -> list[str]:
    was = {(tint.where, tint.colour): tint.share for tint in before.tints}
    now = {(tint.where, tint.colour): tint.share for tint in after.tints}
    out = []
    for key in dict.fromkeys((*was, *now)):
        where, colour = key
        step = now.get(key, 0.0) - was.get(key, 0.0)
        if abs(step) < 1e-6:
            continue
        if colour == "sunset":
            continue
        if colour in ("black", "white"):
            out.append(f"{_PARTS.get(where, where)} is {'darker' if (colour == 'black') == (step > 0) else 'lighter'}")
        else:
            out.append(f"{_PARTS.get(where, where)} is {'more' if step > 0 else 'less'} {colour}")
    return out


def _actors(before: Scene, after: Scene, recast: bool) -> list[str]:
    was, now = Counter(a.name for a in before.actors), Counter(a.name for a in after.actors)
    out = [f"{_a(name, count)} {'was' if count == 1 else 'were'} added" for name, count in (now - was).items()]
    out += [f"{_a(name, count)} {'was' if count == 1 else 'were'} removed" for name, count in (was - now).items()]
    if recast:
        return out
    for name in sorted(was & now):
        ones, others = _of(before, name), _of(after, name)
        if len(ones) != len(others):
            continue
        for one, other in zip(ones, others, strict=True):
            out += _moved(one, other)
    return list(dict.fromkeys(out))


def _moved(one: Actor, other: Actor) -> list[str]:
    noun = "the " + cast.said(one.name)
    out = []
    if abs(other.size / one.size - 1) > 0.02:
        out.append(f"{noun} is {'bigger' if other.size > one.size else 'smaller'}")
    if abs(other.x - one.x) > 0.02 or abs(other.y - one.y) > 0.04:
        side = "right" if other.x > one.x else "left"
        out.append(f"{noun} moved to the {side}" if abs(other.x - one.x) > 0.02 else f"{noun} moved")
    if one.tint != other.tint:
        out.append(f"{noun} is {other.tint}" if other.tint else f"{noun} lost its colour")
    return out


def _of(scene: Scene, name: str) -> list[Actor]:
    return sorted((actor for actor in scene.actors if actor.name == name), key=lambda actor: (actor.x, actor.size))


def _a(name: str, count: int) -> str:
    noun = cast.said(name)
    if count > 1:
        return f"{count} × {noun}"
    return ("an " if noun[0] in "aeiou" else "a ") + noun if not noun.endswith("s") else noun


def _the(name: str) -> str:
    return {"rainbow": "a rainbow", "shooting star": "a shooting star", "second moon": "a second moon"}.get(
        name, f"the {name}" if name in ("milky way", "northern lights") else name
    )
