"""Tone a picture that has no scene: what of a wish can be done to plain pixels."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from dreamstream.pictures import finish as finishing
from dreamstream.pictures.changing import overlay
from dreamstream.pictures.changing.wish import Change, Wish
from dreamstream.pictures.scene import Finish

if TYPE_CHECKING:
    from PIL import Image

_MOODS: dict[str, tuple[Change, ...]] = {
    "joy": (Change(act="finish", what="bright", amount=0.6), Change(act="finish", what="vivid", amount=0.5)),
    "hope": (Change(act="finish", what="bright", amount=0.6), Change(act="finish", what="warm", amount=0.8)),
    "peace": (Change(act="finish", what="soft", amount=0.5), Change(act="finish", what="contrast", amount=-0.4)),
    "love": (Change(act="finish", what="warm", amount=0.8), Change(act="tint", what="rose", other="all", amount=0.5)),
    "sadness": (Change(act="finish", what="vivid", amount=-0.9), Change(act="finish", what="warm", amount=-0.7)),
    "lonely": (Change(act="finish", what="vivid", amount=-0.8), Change(act="finish", what="edge", amount=1)),
    "fear": (Change(act="finish", what="bright", amount=-0.8), Change(act="finish", what="edge", amount=1.2)),
    "anger": (
        Change(act="tint", what="red", other="all", amount=0.7),
        Change(act="finish", what="contrast", amount=0.8),
    ),
    "unease": (
        Change(act="tint", what="olive", other="all", amount=0.6),
        Change(act="finish", what="contrast", amount=0.4),
    ),
    "confusion": (
        Change(act="tint", what="violet", other="all", amount=0.6),
        Change(act="finish", what="vivid", amount=0.6),
    ),
}
_HOURS: dict[str, tuple[Change, ...]] = {
    "night": (
        Change(act="finish", what="bright", amount=-1.4),
        Change(act="tint", what="navy", other="all", amount=1.2),
    ),
    "midnight": (
        Change(act="finish", what="bright", amount=-1.8),
        Change(act="tint", what="navy", other="all", amount=1.3),
    ),
    "dusk": (
        Change(act="finish", what="bright", amount=-0.5),
        Change(act="tint", what="violet", other="sky", amount=1),
    ),
    "sunset": (
        Change(act="tint", what="orange", other="all", amount=0.8),
        Change(act="tint", what="rose", other="sky", amount=0.7),
    ),
    "golden hour": (
        Change(act="tint", what="gold", other="all", amount=0.8),
        Change(act="finish", what="warm", amount=0.8),
    ),
    "sunrise": (
        Change(act="tint", what="peach", other="all", amount=0.7),
        Change(act="finish", what="bright", amount=0.3),
    ),
    "dawn": (Change(act="tint", what="rose", other="sky", amount=0.7), Change(act="finish", what="bright", amount=0.3)),
    "day": (Change(act="finish", what="bright", amount=0.9),),
    "noon": (Change(act="finish", what="bright", amount=1.2), Change(act="finish", what="contrast", amount=0.4)),
}
_SEASONS = {"autumn": "amber", "winter": "silver", "spring": "mint", "summer": "gold"}


def tone(picture: Image.Image, wish: Wish) -> tuple[Image.Image, tuple[str, ...]]:
    """The picture with what pixels allow, and in plain words what they do not, one for each change left undone."""
    done = picture.convert("RGB")
    left: list[str] = []
    for change in wish.changes:
        after = _one(done, change)
        if after is None:
            left.append(_cannot(change))
        else:
            done = after
    return done, tuple(left)


def _one(picture: Image.Image, change: Change) -> Image.Image | None:
    act = _TONES.get(change.act)
    return act(picture, change) if act else None


def _several(picture: Image.Image, changes: tuple[Change, ...]) -> Image.Image:
    for change in changes:
        picture = _one(picture, change) or picture
    return picture


def _finish(picture: Image.Image, change: Change) -> Image.Image | None:
    from PIL import ImageEnhance

    amount, what = max(-3.0, min(3.0, change.amount)), change.what
    if what == "bright":
        power = 2 ** (-0.55 * amount)
        return picture.point([round(255 * (v / 255) ** power) for v in range(256)] * 3)
    if what == "contrast":
        return ImageEnhance.Contrast(picture).enhance(1.28**amount)
    if what == "vivid":
        return ImageEnhance.Color(picture).enhance(1.5**amount)
    if what == "warm":
        return overlay.warmed(picture, amount)
    if what == "edge":
        return overlay.vignette(picture, amount) if amount > 0 else None
    if what == "grain":
        return overlay.grained(picture, amount) if amount > 0 else finishing.finished(picture, Finish(soft=0.4))
    return finishing.finished(picture, replace(Finish(), soft=amount))


def _look(picture: Image.Image, change: Change) -> Image.Image | None:
    return finishing.drained(picture, change.what) if change.what != "colour" else None


def _colour(picture: Image.Image, change: Change) -> Image.Image | None:
    if change.other in ("lamp", "water"):
        return None
    share = 0.62 if change.act == "colour" else 0.34 * change.amount
    return overlay.tinted(picture, change.what, max(-0.8, min(0.8, share)), change.other)


def _shot(picture: Image.Image, change: Change) -> Image.Image | None:
    if change.amount <= 0:
        return None  # what lies outside the frame was never drawn
    from PIL import Image

    k = min(0.42, 0.14 * change.amount)
    w, h = picture.size
    box = (round(w * k), round(h * k), round(w * (1 - k)), round(h * (1 - k)))
    return picture.crop(box).resize((w, h), Image.Resampling.LANCZOS)


def _mirror(picture: Image.Image, change: Change) -> Image.Image | None:
    from PIL import ImageOps

    return ImageOps.mirror(picture)


def _dream(picture: Image.Image, change: Change) -> Image.Image | None:
    if change.amount <= 0:
        return finishing.finished(picture, Finish(soft=-0.6))
    soft = finishing.finished(picture, Finish(soft=0.6 + 0.4 * change.amount))
    return overlay.tinted(soft, "lavender", 0.2, "sky")


def _surreal(picture: Image.Image, change: Change) -> Image.Image | None:
    return _several(
        picture,
        (
            Change(act="tint", what="magenta", other="sky", amount=change.amount),
            Change(act="finish", what="vivid", amount=change.amount),
        ),
    )


def _weather(picture: Image.Image, change: Change) -> Image.Image | None:
    if change.amount < 0 or change.what not in ("rain", "snow", "fog", "storm"):
        return None
    return overlay.weather(picture, change.what)


def _stars(picture: Image.Image, change: Change) -> Image.Image | None:
    return overlay.stars(picture, change.amount) if change.amount > 0 and change.what != "none" else None


def _mood(picture: Image.Image, change: Change) -> Image.Image | None:
    return _several(picture, _MOODS[change.what]) if change.what in _MOODS else None


def _hour(picture: Image.Image, change: Change) -> Image.Image | None:
    return _several(picture, _HOURS[change.what]) if change.amount > 0 else None


def _season(picture: Image.Image, change: Change) -> Image.Image | None:
    if change.what not in _SEASONS:
        return None
    toned = overlay.tinted(picture, _SEASONS[change.what], 0.34, "all")
    return overlay.weather(toned, "snow") if change.what == "winter" else toned


_TONES: dict[str, Callable[[Image.Image, Change], Image.Image | None]] = {
    "finish": _finish,
    "look": _look,
    "colour": _colour,
    "tint": _colour,
    "shot": _shot,
    "mirror": _mirror,
    "dream": _dream,
    "surreal": _surreal,
    "weather": _weather,
    "stars": _stars,
    "mood": _mood,
    "hour": _hour,
    "season": _season,
}
_CANNOT = {
    "add": "nothing can be added to it",
    "remove": "nothing can be taken out of it",
    "fewer": "nothing can be taken out of it",
    "replace": "nothing in it can be replaced",
    "move": "nothing in it can be moved",
    "size": "nothing in it can be made bigger or smaller",
    "place": "it cannot be moved to another place",
    "again": "it cannot be composed anew",
    "shot": "what lies outside its frame is not known",
    "keep": "left as it is",
}


def _cannot(change: Change) -> str:
    why = _CANNOT.get(change.act, "that part of it cannot be changed")
    return f"this picture was drawn by a model: {why}"
