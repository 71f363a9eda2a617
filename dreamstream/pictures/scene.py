"""The scene: what a picture shows, as a plain value that can be kept, sent and changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any


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
        )


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

    def as_json(self) -> dict[str, Any]:
        """Plain JSON."""
        data = asdict(self)
        data["actors"] = [asdict(actor) for actor in self.actors]
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
        )
