"""The lands: which painters make a lake, a street or a room, and in which order."""

from __future__ import annotations

import random
from collections.abc import Callable

from dreamstream.pictures import (
    alleys,
    colour,
    company,
    decks,
    fairs,
    frames,
    fronts,
    ground,
    harbours,
    indoors,
    inside,
    land,
    meadows,
    roads,
    shores,
    sky,
    strand,
    suburbs,
    swamps,
    town,
    wild,
    wood,
)
from dreamstream.pictures.brush import Sheet
from dreamstream.pictures.scene import Scene

_INSIDE = (*inside.PLACES, "cave", "underwater")
#: how the air lies in the corners left and right: deep above 0, pale below
_CORNERS = ((0.0, 0.0), (0.55, 0.0), (0.0, 0.55), (0.5, -0.22), (-0.22, 0.5), (0.6, -0.14), (-0.14, 0.6))


def behind(sheet: Sheet, scene: Scene) -> None:
    """Everything farther than the near actors."""
    if scene.place in inside.PLACES:
        indoors.room(sheet, scene)
        return
    if scene.place in ("underwater", "cave"):
        (_under if scene.place == "underwater" else _cave)(sheet, scene)
        return
    woody = scene.place == "forest"
    sky.air(sheet, scene, 1.0 if woody else None)
    sky.stars(sheet, scene)
    sky.lamp(sheet, scene)
    if not woody:
        sky.clouds(sheet, scene)
        sky.bolt(sheet, scene)
    _PAINTERS.get(scene.place, meadows.field)(sheet, scene)
    if scene.weather == "fog":  # behind who is near: they must not drown in it
        for y, see in ((0.56, 0.5), (0.7, 0.55), (0.82, 0.4)):
            land.mist(sheet, y * sheet.h, 0.13 * sheet.h, see)
    company.behind(sheet, scene)


def before(sheet: Sheet, scene: Scene) -> None:
    """What is nearest: frame, weather, vignette."""
    if scene.place == "underwater":
        wild.weed(sheet, scene)
    if scene.place == "forest":
        wood.giants(sheet, scene)
    if scene.weather == "fog" and scene.place not in _INSIDE:
        for y, see in ((0.66, 0.2), (0.93, 0.3)):
            land.mist(sheet, y * sheet.h, 0.1 * sheet.h, see)
    if scene.place not in (*inside.PLACES, "underwater"):
        frames.frame(sheet, scene)
    if scene.place in inside.PLACES:
        indoors.frame(sheet, scene)
    if scene.place not in _INSIDE:
        sky.weather(sheet, scene)
    _vignette(sheet, scene)


def _vignette(sheet: Sheet, scene: Scene) -> None:
    """Darker edges, laid over the pixels in the end: one radial vignette drawn over the canvas costs 100 ms."""
    more = max(0.0, 1 + 1.5 * scene.finish.edge)
    top, low = min(0.92, 0.34 * more), min(0.92, 0.4 * more)
    # out of doors the side away from the light lies deeper in the shade
    left, right, far, near = 0.1, 0.1, 0.12, 0.12
    if scene.place not in _INSIDE and scene.lamp != "none":
        lean = max(-0.3, min(0.3, scene.lamp_x - 0.5))
        left, right = 0.1 + max(0.0, lean) * 1.1, 0.1 + max(0.0, -lean) * 1.1
        far, near = 0.14 + lean * 0.4, 0.14 - lean * 0.4
    sheet.edge("top", 0.24, top)
    sheet.edge("foot", 0.20, low)
    sheet.edge("left", left, min(0.92, far * more))
    sheet.edge("right", right, min(0.92, near * more))
    # even shades left and right make pictures with one light in the middle look alike: the air lies deeper
    # on one side, above and below by dice of their own, and paler on the other
    dice = random.Random(f"{scene.seed}:air of {scene.place}")
    for part, reach in (("top", dice.uniform(0.8, 1.1)), ("foot", dice.uniform(0.7, 0.95))):
        for way, strength in zip(("left", "right"), dice.choice(_CORNERS), strict=True):
            if strength > 0:
                sheet.edge(f"{part} {way}", reach, min(0.92, strength * more))
            elif strength < 0:
                sheet.gleam(f"{part} {way}", reach, -strength)


def _under(sheet: Sheet, scene: Scene) -> None:
    wild.under(sheet, scene)
    land.near_bank(sheet, scene, light=0.08)
    for actor in scene.actors:
        company.pocket(sheet, scene, actor)


def _cave(sheet: Sheet, scene: Scene) -> None:
    wild.cave(sheet, scene)
    land.near_bank(sheet, scene)
    for actor in scene.actors:
        company.pocket(sheet, scene, actor)


def _forest(sheet: Sheet, scene: Scene) -> None:
    wood.forest(sheet, scene)
    company.far(sheet, scene)
    land.near_bank(sheet, scene)


def _jungle(sheet: Sheet, scene: Scene) -> None:
    wood.jungle(sheet, scene)
    company.far(sheet, scene)
    land.near_bank(sheet, scene)


def _mountains(sheet: Sheet, scene: Scene) -> None:
    """Five ranges; a pass between two slopes, one peak, or a valley with woods and mist."""
    view = ground.view(scene.place, scene.seed).name
    shape = {"pass": ("even", "bowl"), "peak": ("peak",), "valley": ("bowl", "broken")}.get(view, land.PROFILES[:5])
    land.ridges(sheet, scene, count=5, high=0.36, sharp=0.85, profiles=shape)
    foot = scene.horizon * sheet.h
    haze = sheet.colours.haze
    shades = sheet.colours
    if view == "pass":
        shores.slopes(sheet, scene)
    meeting = colour.mix(haze, colour.mix(shades.far, shades.near, 0.72), 0.75)  # the last ridge's foot: no seam
    deep = sheet.h - foot + 40
    fill = sheet.fall([(0, meeting, 0), (34 / deep, meeting, 1), (1, colour.mix(haze, shades.near, 0.8), 1)])
    sheet.rect(0, foot - 34, sheet.w, deep, fill)
    land.mist(sheet, foot, 74, 0.7)
    company.far(sheet, scene)
    for i in range(3 if view == "valley" else 2):
        land.belt(sheet, f"belt{i}", foot + (0.055 + 0.07 * i) * sheet.h, 34 + 26 * i, 0.52 + 0.16 * i)
        land.mist(sheet, foot + (0.075 + 0.07 * i) * sheet.h, 44, 0.34)
    land.near_bank(sheet, scene)


def _desert(sheet: Sheet, scene: Scene) -> None:
    if ground.view(scene.place, scene.seed).name == "mesas":
        wild.mesas(sheet, scene)
        return
    land.ridges(sheet, scene, count=1, high=0.09, sharp=0.4, trees=False)
    company.far(sheet, scene)
    wild.dunes(sheet, scene)
    land.near_bank(sheet, scene, light=0.06)


def _clouds(sheet: Sheet, scene: Scene) -> None:
    company.far(sheet, scene)
    wild.cloud_sea(sheet, scene)


_PAINTERS: dict[str, Callable[[Sheet, Scene], None]] = {
    "lake": shores.lake,
    "river": shores.river,
    "island": shores.island,
    "swamp": swamps.swamp,
    "sea": strand.beach,
    "cliffs": strand.cliffs,
    "harbour": harbours.harbour,
    "open sea": strand.open_sea,
    "forest": _forest,
    "jungle": _jungle,
    "street": town.street,
    "square": fronts.square,
    "alley": alleys.alley,
    "suburb": suburbs.suburb,
    "road": roads.road,
    "bridge": decks.bridge,
    "roofs": decks.roofs,
    "mountains": _mountains,
    "field": meadows.field,
    "farm": meadows.farm,
    "garden": meadows.garden,
    "fair": fairs.fair,
    "desert": _desert,
    "sky": _clouds,
}
