"""The cast of a panel: who speaks in it, and that they are there to speak."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dreamstream.backends.local.speech import SOUND, Said
from dreamstream.pictures.scene import Actor, Scene
from dreamstream.pictures.shapes import shelf

_SHE = re.compile(
    r"\b(?:she|her|woman|mother|mom|mum|sister|aunt|wife|girl|lady|daughter|grandmother|grandma|girlfriend|queen)\b",
    re.I,
)
_HE = re.compile(
    r"\b(?:he|his|man|father|dad|brother|uncle|husband|boy|guy|son|grandfather|grandpa|boyfriend|king)\b", re.I
)
_THEY = re.compile(r"\b(?:they|people|everyone|everybody|we|crowd|others)\b", re.I)
_SELF = re.compile(r"\b(?:I|me|myself)\b")
_DREAMERS = ("person", "runner", "flyer", "faller", "dancer")


def with_speakers(things: Sequence[str], said: Said | None, words: str) -> list[str]:
    """The things of a panel, and whoever speaks in it."""
    things = list(things)
    if said is None or said.kind == SOUND:
        return things
    own = bool(_SELF.search(said.who)) or said.kind == "think"
    people = [name for name in things if name in shelf.SHAPES and shelf.SHAPES[name].human]
    selves = [name for name in people if name in _DREAMERS]
    others = [name for name in people if name not in _DREAMERS]
    if own:
        return _first((selves or ["person"])[0], things)
    beasts = [name for name in things if re.search(rf"\b{re.escape(name)}\b", said.who, re.I)]
    if beasts or others:
        return _first((beasts or others)[0], things)
    if said.who:
        other = "woman" if _SHE.search(said.who) else "man" if _HE.search(said.who) else ""
        other = other or ("crowd" if _THEY.search(said.who) else "woman" if _SHE.search(words) else "man")
    else:
        other = "woman" if _SHE.search(words) else "man"
    return [other, *(selves or ["person"])[:1], *(name for name in things if name not in people)]


def _first(name: str, things: Sequence[str]) -> list[str]:
    """Who speaks leads the panel."""
    return [name, *(other for other in things if other != name)]


def speaker(said: Said | None, scene: Scene) -> Actor | None:
    """Who in a scene says it; None for a noise, or where nobody could have."""
    if said is None or said.kind == SOUND:
        return None
    actors = [actor for actor in scene.actors if actor.name in shelf.SHAPES and actor.role != "onlooker"]
    people = [actor for actor in actors if shelf.SHAPES[actor.name].human]
    if _SELF.search(said.who) or said.kind == "think":
        own = [actor for actor in people if actor.name in _DREAMERS] or [
            a for a in scene.actors if a.role == "onlooker"
        ]
        return next(iter(own or people), None)
    beasts = [actor for actor in actors if re.search(rf"\b{re.escape(actor.name)}\b", said.who, re.I)]
    others = [actor for actor in people if actor.name not in _DREAMERS]
    return next(iter(beasts or others or people), None)
