from __future__ import annotations

import io
import itertools
from dataclasses import replace
from functools import cache

import pytest
import resvg_py
from PIL import Image, ImageChops, ImageFilter, ImageStat

from dreamstream.pictures import colour, finish, garnish, palettes, tints
from dreamstream.pictures.layout import compose
from dreamstream.pictures.paint import svg
from dreamstream.pictures.scene import EXTRAS, Actor, Finish, Scene, Tint

SIZE = 192
NIGHT = Scene(
    mood="peace", hour="night", place="open sea", seed=3, lamp_x=0.7, lamp_y=0.3, lamp_r=0.12, horizon=0.7, near="none"
)
DAY = replace(NIGHT, mood="joy", hour="day", lamp="sun")


@cache
def drawn(scene: Scene, size: int = SIZE) -> Image.Image:
    png = resvg_py.svg_to_bytes(svg_string=svg(scene, width=size, height=size), skip_system_fonts=True)
    return Image.open(io.BytesIO(bytes(png))).convert("RGB")


def dots(picture: Image.Image) -> int:
    grey = picture.convert("L")
    above = ImageChops.subtract(grey, grey.filter(ImageFilter.BoxBlur(3)))
    return sum(1 for v in above.tobytes() if v > 26)


def test_stars_thin_out_towards_the_horizon() -> None:
    """More of them high up, none near the light, none by day or behind cloud."""
    sky = drawn(replace(NIGHT, stars=4.0, clouds=0.0, lamp="none"), 256)
    high, low = sky.crop((0, 0, 256, 70)), sky.crop((0, 100, 256, 170))

    assert dots(high) > 2 * dots(low)
    assert dots(drawn(replace(NIGHT, stars=0.0, clouds=0.0), 256).crop((0, 0, 120, 70))) == 0
    for veiled in (replace(NIGHT, weather="clouds"), replace(NIGHT, weather="fog"), DAY):
        assert (
            "ffffff" not in svg(replace(veiled, clouds=0.0, stars=6.0)) or dots(drawn(veiled).crop((0, 0, 90, 40))) < 9
        )


def test_the_moon_is_gentle() -> None:
    """Its seas are a shade, not smears: no part of the disc is far from its light."""
    disc = drawn(replace(NIGHT, clouds=0.0), 512).convert("L").crop((318, 113, 400, 195))
    low, high = disc.getextrema()

    assert isinstance(low, int) and isinstance(high, int)
    assert high - low > 8  # it has a face
    assert low > 0.62 * high


@pytest.mark.parametrize("phase", ["half", "crescent"])
def test_phases_are_lit_on_one_side(phase: str) -> None:
    """Part of the disc is dark."""
    full, part = (
        drawn(replace(NIGHT, clouds=0.0, phase=p), 256).convert("L").crop((150, 50, 210, 105)) for p in ("full", phase)
    )

    assert ImageStat.Stat(part).mean[0] < ImageStat.Stat(full).mean[0] - 15
    assert part.getextrema()[1] > 180  # type: ignore[operator]


@pytest.mark.parametrize("name", [name for name in EXTRAS if name != "no birds"])
@pytest.mark.parametrize("scene", [NIGHT, replace(DAY, hour="dusk", place="forest")], ids=["sea", "forest"])
def test_every_extra_leaves_its_mark(name: str, scene: Scene) -> None:
    """What a sky is said to carry can be seen in it."""
    if name == "milky way" and scene.hour != "night":
        scene = replace(scene, lamp="none")
    plain, carrying = (drawn(replace(scene, extras=extras)) for extras in (("no birds",), (name,)))
    changed = ImageChops.difference(plain, carrying).convert("L").point(lambda v: 255 if v > 12 else 0)

    assert sum(1 for v in changed.tobytes() if v) > 25


def test_clouds_come_and_go() -> None:
    """More of them cover more, none covers nothing, heavy weather covers most."""
    none, some, many, heavy = (
        drawn(replace(DAY, clouds=many, weather=weather))
        for many, weather in ((0.0, None), (1.0, None), (3.0, None), (1.0, "clouds"))
    )
    covered = [
        sum(1 for v in ImageChops.difference(none, sky).convert("L").crop((0, 0, SIZE, 125)).tobytes() if v > 3)
        for sky in (some, many, heavy)
    ]

    assert 0 < covered[0] < covered[1] < covered[2]


def test_every_mood_hour_and_family_has_its_own_sky() -> None:
    """Ninety-six skies, no two alike, each lightest where it meets the land."""
    skies = {}
    for mood, hour, family in itertools.product(palettes.MOODS, palettes.HOURS, range(palettes.FAMILIES)):
        shades = palettes.palette(mood, hour, family=family)
        skies[shades.sky] = (mood, hour, family)
        lights = [colour.unhex(stop)[0] for stop in shades.sky]
        assert lights[-1] == max(lights) and lights[0] == min(lights), (mood, hour, family)
        assert colour.unhex(shades.near)[0] < 0.4 and colour.unhex(shades.deep)[0] < colour.unhex(shades.near)[0]

    assert len(skies) == 96


@pytest.mark.parametrize("mood", palettes.MOODS)
@pytest.mark.parametrize("hour", ["night", "day"])
def test_the_subject_can_be_read_in_a_thumbnail(mood: str, hour: str) -> None:
    """At 64 pixels in grey the subject stands out from what is behind it."""
    scene = replace(
        NIGHT,
        mood=mood,
        hour=hour,
        place="lake",
        clouds=0.0,
        stars=0.0,
        actors=(Actor(name="tree", x=0.4, y=0.86, size=0.5),),
    )
    there, gone = (drawn(one, 128).convert("L").resize((64, 64)) for one in (scene, replace(scene, actors=())))
    gaps = [abs(a - b) for a, b in zip(there.tobytes(), gone.tobytes(), strict=True) if abs(a - b) > 8]

    assert len(gaps) > 120
    assert sum(gaps) / len(gaps) > 30


@pytest.mark.parametrize("name", sorted(set(tints.COLOURS) - {"sunset"}))
def test_a_tint_is_the_colour_it_is_named_for(name: str) -> None:
    """Each pulls every sky towards itself, and less of it pulls away."""
    for mood, hour in (("peace", "night"), ("joy", "day"), ("anger", "dusk")):
        before, after, less = (
            _middle(palettes.palette(mood, hour, changes=changes))
            for changes in ((), (Tint(colour=name, share=0.8),), (Tint(colour=name, share=-0.8),))
        )
        if tints.COLOURS[name][1] < 0.05:
            gain = abs(before[0] - tints.COLOURS[name][0]) - abs(after[0] - tints.COLOURS[name][0])
            assert gain > -0.01, name
            continue
        goal = colour.lab(*tints.COLOURS[name])
        assert _apart(after, goal) < _apart(before, goal) or _apart(before, goal) < 0.06, (name, mood)
        assert _apart(less, goal) >= _apart(before, goal) - 0.02, (name, mood)


def _middle(shades: palettes.Palette) -> colour.Lab:
    return colour.unhex(shades.sky[10])


def _apart(one: colour.Lab, two: colour.Lab) -> float:
    return float(((one[1] - two[1]) ** 2 + (one[2] - two[2]) ** 2) ** 0.5)


def test_a_plain_finish_changes_no_pixel() -> None:
    """Neutral is neutral."""
    picture = drawn(DAY)

    assert finish.finished(picture, Finish()).tobytes() == picture.tobytes()
    assert palettes.of(DAY) == palettes.palette("joy", "day")


def test_garnish_is_rolled_once_and_never_too_much() -> None:
    """The same seed gives the same extras; most skies carry nothing; a page of panels shares one moon."""
    scenes = [
        compose(["house"], mood="peace", hour="night", place="lake", weather=None, seed=seed) for seed in range(120)
    ]
    carried = [scene.extras for scene in scenes]

    assert all(len(extras) <= 1 for extras in carried)
    assert 8 < sum(bool(extras) for extras in carried) < 80
    assert {scene.phase for scene in scenes} == {"full", "half", "crescent"}
    assert garnish.garnished(replace(scenes[4], extras=(), phase="full")).extras == scenes[4].extras
    one, two = (
        compose(["boat"], mood="joy", hour="dusk", place="lake", weather=None, seed=9 + 7919 * i) for i in (0, 3)
    )
    assert one.family == two.family
