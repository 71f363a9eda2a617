"""Indoors: which painter draws which room, and what frames it in front."""

from __future__ import annotations

from collections.abc import Callable

from dreamstream.pictures import inside
from dreamstream.pictures.brush import Sheet
from dreamstream.pictures.palettes import of
from dreamstream.pictures.rooms import (
    corridors,
    frames,
    galleries,
    grand,
    homes,
    lofts,
    offices,
    passages,
    rides,
    schools,
    shops,
    sports,
    stages,
    stairs,
    taverns,
    wards,
    works,
)
from dreamstream.pictures.rooms.view import View
from dreamstream.pictures.scene import Scene

PAINTERS: dict[str, Callable[[View], None]] = {
    "living room": homes.living,
    "kitchen": homes.kitchen,
    "dining room": homes.dining,
    "bedroom": homes.bedroom,
    "bathroom": homes.bathroom,
    "study": homes.study,
    "attic": lofts.attic,
    "cellar": lofts.cellar,
    "staircase": stairs.staircase,
    "hall": corridors.corridor,
    "hotel": corridors.corridor,
    "lift": passages.lift,
    "classroom": schools.classroom,
    "office": offices.office,
    "hospital": wards.hospital,
    "library": schools.library,
    "laboratory": offices.laboratory,
    "prison": wards.prison,
    "theatre": stages.theatre,
    "cinema": stages.cinema,
    "church": grand.church,
    "museum": galleries.museum,
    "station": grand.station,
    "gym": sports.gym,
    "pool": sports.pool,
    "restaurant": taverns.restaurant,
    "bar": taverns.bar,
    "shop": shops.shop,
    "factory": works.factory,
    "greenhouse": works.greenhouse,
    "carriage": rides.carriage,
    "bus": rides.carriage,
    "cabin": rides.carriage,
}


def room(sheet: Sheet, scene: Scene) -> None:
    """Everything of a room that lies behind its actors."""
    view = View(sheet, scene)
    PAINTERS.get(view.name, homes.living)(view)


def windows(scene: Scene) -> list[tuple[float, float, float, float]]:
    """The windows of a room as left, top, right and bottom in shares of a square canvas."""
    view = View(Sheet(1024, 1024, of(scene), scene.seed), scene)
    PAINTERS.get(view.name, homes.living)(view)
    return [(x / view.w, y / view.h, (x + w) / view.w, (y + h) / view.h) for x, y, w, h in view.seen]


def frame(sheet: Sheet, scene: Scene) -> None:
    """What of a room is nearer than its actors."""
    frames.frame(sheet, scene, inside.kind(scene.place, scene.seed))
