"""Act on a wish: each change turns one scene into the next, and says so where there is nothing to act on."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from dataclasses import replace

from dreamstream.pictures import ground, layout
from dreamstream.pictures.changing import air, camera, cast, light
from dreamstream.pictures.changing.camera import COVERED
from dreamstream.pictures.changing.wish import Change, Wish
from dreamstream.pictures.scene import Scene

Done = tuple[Scene, str]
_PLAIN = {"river": "lake", "pier": "lake", "pond": "lake"}


def apply(scene: Scene, wish: Wish) -> tuple[Scene, tuple[str, ...]]:
    """The scene as wished, and in plain words what of the wish had nothing to act on."""
    left: list[str] = []
    for change in wish.changes:
        done, lacking = _ACTS[change.act](scene, change)
        if done == scene and not lacking:
            lacking = "it is like that already"
        scene = done
        if lacking:
            left.append(lacking)
    return scene, tuple(dict.fromkeys(left))


def _keep(scene: Scene, change: Change) -> Done:
    return scene, f"left as it is: {change.what}"


def _place(scene: Scene, change: Change) -> Done:
    place = change.what
    if place == "outside":
        place = "field" if scene.place in COVERED else scene.place
        if place == scene.place:
            return scene, "it is out of doors already"
    place = place if place in ground.PLACES else _PLAIN.get(place, "field")
    if place == scene.place:
        return scene, "it is there already"
    return _again_at(scene, place, scene.seed), ""


def _again(scene: Scene, change: Change) -> Done:
    return _again_at(scene, scene.place, zlib.crc32(f"{scene.seed}:again".encode())), ""


def _again_at(scene: Scene, place: str, seed: int) -> Scene:
    """The same cast composed anew; whoever finds no place in the composition comes late."""
    cast_in = sorted(scene.actors, key=lambda a: ("subject", "second", "third", "dreamer").index(a.role))
    names = [actor.name for actor in cast_in if actor.role != "dreamer"]
    fresh = layout.compose(
        names or ["person"],
        mood=scene.mood,
        hour=scene.hour,
        place=place,
        weather=scene.weather,
        seed=seed,
        shot=scene.shot,
    )
    actors = list(fresh.actors)
    if not scene.actors:
        actors = []
    dyes = {actor.name: actor.tint for actor in scene.actors if actor.tint}
    done = replace(
        scene,
        place=place,
        seed=seed,
        horizon=fresh.horizon,
        lamp_x=fresh.lamp_x,
        lamp_y=fresh.lamp_y,
        lamp_r=fresh.lamp_r,
        near=fresh.near,
        actors=tuple(replace(actor, tint=dyes.get(actor.name, "")) for actor in actors),
    )
    for name in names:
        lack = names.count(name) - sum(actor.name == name for actor in done.actors)
        if lack > 0:
            done, _ = cast.add(done, Change(act="add", what=name, amount=float(lack)))
    return done


def _season(scene: Scene, change: Change) -> Done:
    extras = tuple(name for name in scene.extras if name not in ("leaves", "petals"))
    weather = None if scene.season == "winter" and scene.weather == "snow" else scene.weather
    if change.what == "winter":
        weather = "snow" if scene.place not in COVERED else weather
    elif scene.place not in COVERED:
        extras = (*extras, *{"autumn": ("leaves",), "spring": ("petals",)}.get(change.what, ()))
    if change.what == "summer":
        weather = None
    return replace(scene, season=change.what, extras=extras, weather=weather), ""


def _near(scene: Scene, change: Change) -> Done:
    if change.what == "none" and change.other not in ("", scene.near):
        return (
            scene,
            f"there are no {change.other} in the foreground"
            if change.other != "grass"
            else "there is no grass in the foreground",
        )
    if scene.near == change.what:
        return (
            scene,
            "the foreground is like that already" if change.what != "none" else "the foreground is free already",
        )
    if scene.place in COVERED:
        return scene, "there is no such foreground in here"
    return replace(scene, near=change.what), ""


def _reflections(scene: Scene, change: Change) -> Done:
    """More water: a shore where there is none, and more of it where there is one."""
    if scene.place in COVERED:
        return scene, "there is no water in here"
    if change.amount < 0:
        if scene.place not in ground.WET:
            return scene, "there is no water here"
        return camera.horizon(scene, Change(act="horizon", amount=change.amount))
    if scene.place not in ground.WET:
        return _again_at(scene, "lake", scene.seed), ""
    return camera.horizon(scene, change)


_ACTS: dict[str, Callable[[Scene, Change], Done]] = {
    "keep": _keep,
    "colour": light.colour,
    "tint": light.tint,
    "hour": light.hour,
    "finish": light.finish,
    "look": light.look,
    "dream": light.dream,
    "surreal": light.surreal,
    "mood": light.mood,
    "shot": camera.shot,
    "mirror": camera.mirror,
    "place": _place,
    "again": _again,
    "season": _season,
    "horizon": camera.horizon,
    "near": _near,
    "reflections": _reflections,
    "weather": air.weather,
    "stars": air.stars,
    "lamp": air.lamp,
    "lampsize": air.lamp_size,
    "lampmove": air.lamp_move,
    "phase": air.phase,
    "extra": air.extra,
    "add": cast.add,
    "remove": cast.remove,
    "fewer": cast.fewer,
    "replace": cast.swap,
    "exchange": cast.exchange,
    "size": cast.grow,
    "dye": cast.dye,
    "move": cast.move,
}
ACTS = tuple(_ACTS)
