"""The light of a scene: its colours, its hour, its finish and its mood."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from dreamstream.pictures import ground
from dreamstream.pictures.changing import air, camera, cast
from dreamstream.pictures.changing.camera import COVERED
from dreamstream.pictures.changing.wish import Change
from dreamstream.pictures.scene import Scene, Tint

Done = tuple[Scene, str]
_MOST_STEPS = 3.0
_OTHERS = {
    "midnight": "night",
    "sunrise": "dawn",
    "noon": "day",
    "sunset": "dusk",
    "golden hour": "dusk",
}


def colour(scene: Scene, change: Change) -> Done:
    """A colour asked for outright: it takes the place of what was pulled in there before."""
    others = tuple(tint for tint in scene.tints if tint.where != change.other)
    share = {"sky": 0.82, "lamp": 0.9, "water": 0.75, "land": 0.7}.get(change.other, 0.7)
    return _tinted(replace(scene, tints=others), change.what, change.other, share)


def tint(scene: Scene, change: Change) -> Done:
    """More of a colour, or less: steps add up, each closer to it than the last, and never past it."""
    before = next((t.share for t in scene.tints if (t.colour, t.where) == (change.what, change.other)), 0.0)
    neutral = change.what in ("black", "white", "grey", "silver")
    step = (0.3 if neutral else 0.5) * abs(change.amount)
    if change.amount > 0:
        share = before + (1 - max(0.0, before)) * min(0.9, step)
    else:
        share = 0.0 if before > 0.3 and abs(change.amount) < 1.2 else min(before, 0.0) - 1.5 * step
    others = tuple(t for t in scene.tints if (t.colour, t.where) != (change.what, change.other))
    return _tinted(replace(scene, tints=others), change.what, change.other, max(-1.0, min(0.92, share)))


def _tinted(scene: Scene, colour: str, where: str, share: float) -> Done:
    if where == "lamp" and scene.lamp not in ("moon", "sun"):
        return scene, "there is no light in the sky to colour"
    if where == "water" and scene.place not in (*ground.WET, "underwater"):
        return scene, "there is no water here"
    if abs(share) < 0.01:
        return scene, ""
    return replace(scene, tints=(*scene.tints, Tint(colour=colour, share=round(share, 3), where=where))[-6:]), ""


def hour(scene: Scene, change: Change) -> Done:
    """Another hour: its light, where its sun or moon stands, and what colours it alone has."""
    what = change.what if change.amount > 0 else ("day" if change.what in ("night", "midnight", "dusk") else "night")
    hour = _OTHERS.get(what, what)
    lamp = scene.lamp
    if lamp in ("moon", "sun"):
        lamp = "moon" if hour == "night" else "sun"
    tints = tuple(
        tint for tint in scene.tints if tint.colour not in ("sunset", "amber", "peach", "navy") or tint.where != "sky"
    )
    y = scene.lamp_y
    if scene.place not in COVERED:
        if what in ("sunset", "sunrise", "golden hour"):
            y = scene.horizon - max(0.06, scene.lamp_r * 0.8)
        elif what in ("noon", "midnight"):
            y = max(scene.lamp_r + 0.05, 0.15)
    if what == "sunset":
        tints = (*tints, Tint(colour="sunset", share=0.55))
    elif what in ("golden hour", "sunrise"):
        tints = (*tints, Tint(colour="amber" if what == "golden hour" else "peach", share=0.38))
    if what in ("sunset", "sunrise", "golden hour") and lamp == "none" and scene.place not in COVERED:
        lamp = "sun"
    if what == "midnight":
        tints = (*tints, Tint(colour="navy", share=0.3))
    return replace(scene, hour=hour, lamp=lamp, lamp_y=round(y, 4), tints=tints), ""


def finish(scene: Scene, change: Change) -> Done:
    """A step brighter, warmer, softer … or the other way."""
    before = float(getattr(scene.finish, change.what))
    after = max(-_MOST_STEPS, min(_MOST_STEPS, before + change.amount))
    if change.amount <= -2 and change.what in ("grain", "edge", "soft"):
        after = min(0.0, -1.0 if change.what != "soft" else 0.0)
    if after == before:
        return scene, f"it cannot go any farther: {change.what}"
    steps: dict[str, Any] = {change.what: round(after, 3)}
    return replace(scene, finish=replace(scene.finish, **steps)), ""


def look(scene: Scene, change: Change) -> Done:
    """Black and white, sepia, or its colours back."""
    look = "" if change.what == "colour" else change.what
    if look == scene.finish.look:
        return scene, "it has its colours already" if not look else ""
    return replace(scene, finish=replace(scene.finish, look=look)), ""


def dream(scene: Scene, change: Change) -> Done:
    """Softer, a little lavender, motes in the air; the other way round for less."""
    way = 1 if change.amount > 0 else -1
    finish = replace(
        scene.finish,
        soft=max(-1.0, min(_MOST_STEPS, scene.finish.soft + 1.0 * change.amount)),
        vivid=min(_MOST_STEPS, scene.finish.vivid + 0.3 * way),
    )
    extras = air.with_extra(scene.extras, "fireflies", way > 0)
    done, _ = tint(
        replace(scene, finish=finish, extras=extras), replace(change, what="lavender", other="sky", amount=0.6 * way)
    )
    return replace(done, stars=min(4.0, done.stars * (1.5 if way > 0 else 0.7))), ""


def surreal(scene: Scene, change: Change) -> Done:
    """What nature would not do: a huge light, a second moon, the subject too large, colours turned."""
    more = change.amount > 0
    k = 1.3 if more else 0.77
    scene = replace(scene, lamp_r=round(max(0.03, min(0.24, scene.lamp_r * k)), 4))
    if scene.place not in COVERED:
        scene = replace(scene, extras=air.with_extra(scene.extras, "second moon", more))
    scene, _ = cast.grow(scene, Change(act="size", what="subject", amount=0.8 if more else -0.8))
    scene, _ = tint(scene, Change(act="tint", what="magenta", other="sky", amount=0.7 if more else -1))
    return replace(scene, finish=replace(scene.finish, vivid=scene.finish.vivid + (0.4 if more else -0.4))), ""


def mood(scene: Scene, change: Change) -> Done:
    """Another feeling; more of it where it is that already."""
    what = change.what
    if what == "company":
        return cast.add(scene, Change(act="add", what="person"))
    if what == "lonely":
        subject = cast.named(scene, "subject")
        alone = tuple(a for a in scene.actors if a in subject or a.role == "dreamer")
        scene, _ = camera.shot(replace(scene, mood="sadness", actors=alone), Change(act="shot", amount=-1))
        return scene, ""
    if what == "hope":
        scene = replace(scene, mood="joy", weather=None)
        scene, _ = hour(scene, Change(act="hour", what="sunrise"))
        return scene, ""
    if scene.mood == what:
        # it is that already: then more of it, by what a mood's light is made of
        way = {"joy": ("bright", 0.6), "love": ("warm", 0.6), "peace": ("soft", 0.6), "confusion": ("vivid", 0.7)}
        axis, step = way.get(what, ("contrast", 0.6) if what == "anger" else ("bright", -0.6))
        return finish(scene, Change(act="finish", what=axis, amount=step))
    plain = scene.finish
    if what in ("joy", "love", "peace"):
        plain = replace(plain, bright=max(0.0, plain.bright))
    return replace(scene, mood=what, family=0, finish=plain), ""
