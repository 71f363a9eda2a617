"""The lands: which painters make a lake, a street or a room, and in which order."""

from __future__ import annotations

from dreamstream.pictures import colour, figures, hall, indoors, land, sky, town, water, wild, wood
from dreamstream.pictures.brush import Sheet, n
from dreamstream.pictures.scene import Scene

_INSIDE = ("room", "hall", "cave", "underwater")


def behind(sheet: Sheet, scene: Scene) -> None:
    """Everything farther than the near actors."""
    place = scene.place
    if place == "room":
        indoors.room(sheet, scene)
        return
    if place == "hall":
        hall.hall(sheet, scene)
        return
    if place == "underwater":
        wild.under(sheet, scene)
        land.near_bank(sheet, scene)
        return
    if place == "cave":
        wild.cave(sheet, scene)
        land.near_bank(sheet, scene)
        return
    sky.air(sheet, scene, 1.0 if place == "forest" else None)
    sky.stars(sheet, scene)
    sky.lamp(sheet, scene)
    if place != "forest":
        sky.clouds(sheet, scene)
        sky.bolt(sheet, scene)
    far = [actor for actor in scene.actors if actor.tone >= 0.3]
    {
        "lake": _lake,
        "sea": _sea,
        "forest": _forest,
        "street": _street,
        "mountains": _mountains,
        "desert": _desert,
        "sky": _clouds,
    }.get(place, _field)(sheet, scene)
    if place not in ("lake", "sea"):
        for actor in far:
            figures.draw(sheet, scene, actor)
    if place in ("lake", "field", "mountains", "sea", "forest", "desert"):
        land.near_bank(sheet, scene, light=0.06 if place in ("sea", "desert") else 0.0)


def _lake(sheet: Sheet, scene: Scene) -> None:
    first = len(sheet.parts)
    land.ridges(sheet, scene)
    _far(sheet, scene)
    water.lake(sheet, scene, "".join(sheet.parts[first:]))


def _sea(sheet: Sheet, scene: Scene) -> None:
    first = len(sheet.parts)
    if sheet.dice("headland").random() < 0.6:
        land.ridges(sheet, scene, count=1, high=0.05, trees=False)
    _far(sheet, scene)
    water.lake(sheet, scene, "".join(sheet.parts[first:]))
    water.surf(sheet, scene, 0.86)


def _far(sheet: Sheet, scene: Scene) -> None:
    for actor in scene.actors:
        if actor.tone >= 0.3:
            figures.draw(sheet, scene, actor)


def _forest(sheet: Sheet, scene: Scene) -> None:
    wood.forest(sheet, scene)


def _street(sheet: Sheet, scene: Scene) -> None:
    town.street(sheet, scene)


def _mountains(sheet: Sheet, scene: Scene) -> None:
    land.ridges(sheet, scene, count=5, high=0.36, sharp=0.85)
    foot = scene.horizon * sheet.h
    haze = sheet.colours.haze
    shades = sheet.colours
    meeting = colour.mix(haze, colour.mix(shades.far, shades.near, 0.72), 0.75)  # the last ridge's foot: no seam
    deep = sheet.h - foot + 40
    fill = sheet.fall([(0, meeting, 0), (34 / deep, meeting, 1), (1, colour.mix(haze, shades.near, 0.8), 1)])
    sheet.rect(0, foot - 34, sheet.w, deep, fill)
    land.mist(sheet, foot, 74, 0.7)
    for i in range(2):
        land.belt(sheet, f"belt{i}", foot + (0.055 + 0.06 * i) * sheet.h, 34 + 26 * i, 0.52 + 0.2 * i)
        land.mist(sheet, foot + (0.075 + 0.06 * i) * sheet.h, 44, 0.34)


def _field(sheet: Sheet, scene: Scene) -> None:
    land.ridges(sheet, scene, count=3, high=0.10, sharp=0.15)
    shades = sheet.colours
    foot = scene.horizon * sheet.h
    top = colour.mix(shades.far, shades.near, 0.38)
    sheet.rect(
        0, foot - 2, sheet.w, sheet.h - foot + 6, sheet.fall([(0, top, 1), (0.6, shades.near, 1), (1, shades.deep, 1)])
    )
    for i in range(3):
        dice = sheet.dice(f"meadow{i}")
        y = foot + (0.02 + 0.055 * i) * sheet.h
        a, b = dice.uniform(-0.02, 0.02) * sheet.h, dice.uniform(0.008, 0.02) * sheet.h
        tint = colour.mix(top, shades.near, 0.16 + 0.26 * i)
        if scene.weather == "snow":
            tint = colour.mix(tint, colour.mix(shades.haze, "#ffffff", 0.4), 0.6 - 0.08 * i)
        light = colour.mix(tint, shades.light, 0.16 - 0.03 * i)
        d = (
            f"M0 {n(y + a)}C{n(sheet.w * 0.3)} {n(y - b)} {n(sheet.w * 0.5)} {n(y + b)} {n(sheet.w * 0.66)} {n(y)}"
            f"S{n(sheet.w * 0.9)} {n(y - b)} {n(sheet.w)} {n(y - a)}V{n(sheet.h)}H0Z"
        )
        sheet.path(d, sheet.fall([(0, light, 1), (0.2, tint, 1), (1, shades.near, 1)]))
        land.mist(sheet, y + 30, 34, 0.13)
    if sheet.dice("path").random() < 0.6:
        land.trail(sheet, scene)


def _desert(sheet: Sheet, scene: Scene) -> None:
    land.ridges(sheet, scene, count=2, high=0.06, sharp=0.3, trees=False)
    wild.dunes(sheet, scene)


def _clouds(sheet: Sheet, scene: Scene) -> None:
    wild.cloud_sea(sheet, scene)


def before(sheet: Sheet, scene: Scene) -> None:
    """What is nearest: frame, weather, vignette."""
    if scene.place == "underwater":
        wild.weed(sheet, scene)
    if scene.place == "forest":
        wood.giants(sheet, scene)
    if scene.weather == "fog" and scene.place not in _INSIDE:
        for y, see in ((0.62, 0.5), (0.76, 0.42), (0.9, 0.25)):
            land.mist(sheet, y * sheet.h, 0.13 * sheet.h, see)
    if scene.place not in ("room", "hall", "street", "sky", "underwater"):
        land.frame(sheet, scene)
    if scene.place not in _INSIDE:
        sky.weather(sheet, scene)
    deep = sheet.colours.deep
    # edges by four linear falls: one radial vignette over the canvas costs 100 ms
    sheet.rect(0, 0, sheet.w, sheet.h * 0.24, sheet.fall([(0, deep, 0.34), (1, deep, 0)]))
    sheet.rect(0, sheet.h * 0.80, sheet.w, sheet.h * 0.2 + 1, sheet.fall([(0, deep, 0), (1, deep, 0.55)]))
    sheet.rect(0, 0, sheet.w * 0.16, sheet.h, sheet.fall([(0, deep, 0.26), (1, deep, 0)], across=True))
    sheet.rect(sheet.w * 0.84, 0, sheet.w * 0.16 + 1, sheet.h, sheet.fall([(0, deep, 0), (1, deep, 0.26)], across=True))
