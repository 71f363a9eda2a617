"""The scene: what a picture shows, as a plain value that can be kept, sent and changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

#: what a sky or the air may carry besides weather and light
EXTRAS = (
    "milky way",
    "northern lights",
    "rainbow",
    "shooting star",
    "fireworks",
    "birds",
    "no birds",  #: not even those a place has of itself
    "fireflies",
    "lanterns",
    "leaves",
    "petals",
    "wind",
    "mist",
    "second moon",
)
STEPS = ("bright", "warm", "vivid", "contrast", "soft", "grain", "edge")


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """One thing or person, placed."""

    name: str  #: a shape's name
    x: float  #: its middle, share of the canvas from the left
    y: float  #: where it stands, share of the canvas from the top; the middle of what hangs or flies
    size: float  #: 100 units of the shape, as a share of the shorter side
    mirror: bool = False  #: shapes face left; mirrored they face right
    role: str = "subject"  #: subject, second, third or dreamer
    tone: float = 0.0  #: 0 near and dark, towards 1 far and hazy
    floats: bool = False  #: y is its middle
    tint: str = ""  #: a colour of its own, by a name in `tints.COLOURS`

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Actor:
        """From what `as_json` gave; a field left out is the usual one."""
        return cls(
            name=str(data["name"]),
            x=float(data["x"]),
            y=float(data["y"]),
            size=float(data["size"]),
            mirror=bool(data.get("mirror", False)),
            role=str(data.get("role", "subject")),
            tone=float(data.get("tone", 0.0)),
            floats=bool(data.get("floats", False)),
            tint=str(data.get("tint", "")),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Tint:
    """A colour pulled into a part of the picture."""

    colour: str  #: a name in `tints.COLOURS`, never a dreamer's word
    share: float  #: 0 to 1 towards it; below 0 away from it
    where: str = "sky"  #: sky, lamp, land, water or all


@dataclass(frozen=True, slots=True, kw_only=True)
class Finish:
    """How the whole is developed: 0 is as painted, 1 one plain step, -1 one the other way."""

    bright: float = 0.0
    warm: float = 0.0
    vivid: float = 0.0
    contrast: float = 0.0
    soft: float = 0.0
    grain: float = 0.0
    edge: float = 0.0  #: the darkening towards the edges
    look: str = ""  #: mono, sepia or none


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """Everything the painter needs; no word of a dream is in it."""

    mood: str  #: which colours
    hour: str  #: night, dawn, day or dusk
    place: str  #: which land: lake, sea, forest, street, room …
    weather: str | None = None  #: rain, snow, storm, fog, clouds or none
    seed: int = 0  #: dice for ridges, stars, grass
    shot: str = "wide"  #: wide, medium or close
    horizon: float = 0.62
    lamp: str = "moon"  #: moon, sun or none
    lamp_x: float = 0.66
    lamp_y: float = 0.3
    lamp_r: float = 0.06
    near: str = "grass"  #: what frames the foreground: grass, branches, reeds or none
    actors: tuple[Actor, ...] = ()
    family: int = 0  #: which of a mood's ways with colour; 0 is the first
    stars: float = 1.0  #: how many, against the usual; 0 is none
    clouds: float = 1.0  #: how many, against the usual; 0 is none
    phase: str = "full"  #: of the moon: full, half or crescent
    season: str = ""  #: spring, summer, autumn, winter or none said
    extras: tuple[str, ...] = ()  #: names in `EXTRAS`
    tints: tuple[Tint, ...] = ()
    finish: Finish = Finish()

    def as_json(self) -> dict[str, Any]:
        """Plain JSON."""
        data = asdict(self)
        data["actors"] = [asdict(actor) for actor in self.actors]
        data["extras"] = list(self.extras)
        data["tints"] = [asdict(tint) for tint in self.tints]
        return data

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Scene:
        """From what `as_json` gave; a field left out is the usual one."""
        weather = data.get("weather")
        return cls(
            mood=str(data["mood"]),
            hour=str(data["hour"]),
            place=str(data["place"]),
            weather=None if weather is None else str(weather),
            seed=int(data.get("seed", 0)),
            shot=str(data.get("shot", "wide")),
            horizon=float(data.get("horizon", 0.62)),
            lamp=str(data.get("lamp", "moon")),
            lamp_x=float(data.get("lamp_x", 0.66)),
            lamp_y=float(data.get("lamp_y", 0.3)),
            lamp_r=float(data.get("lamp_r", 0.06)),
            near=str(data.get("near", "grass")),
            actors=tuple(Actor.from_json(actor) for actor in data.get("actors", ())),
            family=int(data.get("family", 0)),
            stars=float(data.get("stars", 1.0)),
            clouds=float(data.get("clouds", 1.0)),
            phase=str(data.get("phase", "full")),
            season=str(data.get("season", "")),
            extras=tuple(str(name) for name in data.get("extras", ())),
            tints=tuple(
                Tint(colour=str(tint["colour"]), share=float(tint["share"]), where=str(tint.get("where", "sky")))
                for tint in data.get("tints", ())
            ),
            finish=_finish(data.get("finish") or {}),
        )


def _finish(data: Mapping[str, Any]) -> Finish:
    steps = {name: float(data.get(name, 0.0)) for name in STEPS}
    return Finish(look=str(data.get("look", "")), **steps)
