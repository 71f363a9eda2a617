from __future__ import annotations

import base64
import io
import itertools
import json
import subprocess
import sys
from dataclasses import replace

import pytest
from PIL import Image, ImageChops, ImageStat

from dreamstream.pictures import choreography, ground, inside, layers, motion, paint, reel
from dreamstream.pictures.layout import compose
from dreamstream.pictures.scene import Actor, Scene

SIZE, FRAMES = 96, 8
PLACES = list(dict.fromkeys((*ground.PLACES, "kitchen", "attic", "church")))


def a_scene(place: str = "lake", *, weather: str | None = None, things: tuple[str, ...] = ("whale",)) -> Scene:
    return compose(things, mood="peace", hour="night", place=place, weather=weather, seed=5)


def filmed(scene: Scene, frames: int = FRAMES, size: int = SIZE) -> list[Image.Image]:
    return list(motion.scene(scene, motion.Wish(width=size, height=size, frames=frames)))


def steps(frames: list[Image.Image], box: tuple[int, int, int, int] | None = None) -> list[float]:
    """How much changes from each frame to the next, the last to the first being the last of them."""
    cut = [frame.crop(box) for frame in frames] if box else frames
    pairs = itertools.pairwise([*cut, cut[0]])
    return [sum(ImageStat.Stat(ImageChops.difference(a, b)).mean) for a, b in pairs]


@pytest.mark.parametrize("place", PLACES)
def test_something_moves_everywhere_and_the_loop_closes(place: str) -> None:
    """No place is a still, and the way back to the first frame is a step like the others."""
    found = steps(filmed(a_scene(place, things=("dog",))))

    assert min(found) > 0.004
    assert found[-1] <= 1.6 * max(found[:-1])


@pytest.mark.parametrize("weather", ["rain", "snow", "storm", "fog", "clouds"])
def test_weather_falls_without_a_seam(weather: str) -> None:
    """What falls is in another place in every frame, and falls on from the last to the first."""
    found = steps(filmed(replace(a_scene("field", weather=weather), actors=())))

    assert min(found) > 0.01
    assert found[-1] <= 1.6 * max(found[:-1])


def test_the_ground_stands_still() -> None:
    """Of a meadow without weather or grass before it the foot is the same in every frame."""
    scene = replace(a_scene("field", things=("dog",)), near="none", extras=())
    foot = (0, int(SIZE * 0.93), SIZE, SIZE)

    assert max(steps(filmed(scene), foot)) < 0.01


def test_what_floats_bobs_and_what_stands_does_not() -> None:
    """The one in the air is elsewhere a quarter of a loop later; the one on the ground never is."""
    plain = Scene(mood="joy", hour="day", place="field", seed=3, lamp="none", near="none", clouds=0)
    up = Actor(name="whale", x=0.5, y=0.35, size=0.3, floats=True)
    down = Actor(name="house", x=0.5, y=0.9, size=0.3)
    air, floor = (10, 10, 86, 50), (30, 74, 66, 86)

    found = steps(filmed(replace(plain, actors=(up,))), air)

    assert max(found) > 3 * max(steps(filmed(plain), air))
    assert found[-1] <= 1.3 * max(found[:-1])
    assert max(steps(filmed(replace(plain, actors=(down,))), floor)) < 0.05


def test_a_bob_is_six_to_ten_pixels() -> None:
    """From its highest to its lowest, in a film of 512: enough to see, too little to look at."""
    scene = Scene(
        mood="joy", hour="day", place="field", actors=(Actor(name="whale", x=0.5, y=0.3, size=0.3, floats=True),)
    )

    assert 6 <= 2 * choreography.bob(scene, scene.actors[0]) <= 10


def test_a_film_is_the_same_every_time() -> None:
    """Nothing depends on the clock or on what the process drew before."""
    scene = a_scene("sea", weather="snow")
    first = reel.webp(iter(filmed(scene, 3)), 3, 12)
    filmed(a_scene("forest"), 2)

    assert reel.webp(iter(filmed(scene, 3)), 3, 12) == first


def test_a_film_looks_like_its_picture() -> None:
    """Taken apart and put together again it is the same scene."""
    scene = a_scene("mountains", things=("dog",))
    still = Image.open(io.BytesIO(paint.paint(scene, width=SIZE, height=SIZE))).convert("RGB")
    apart = ImageChops.difference(filmed(scene)[0].reduce(4), still.reduce(4))

    assert max(ImageStat.Stat(apart).mean) < 9


def test_a_picture_nobody_composed_breathes() -> None:
    """It moves all over, a little, in its own colours, and comes back."""
    body = paint.paint(a_scene("desert"), width=160, height=120)
    frames = list(motion.picture(body, motion.Wish(width=96, height=72, frames=FRAMES)))
    found = steps(frames)

    assert {frame.size for frame in frames} == {(96, 72)}
    assert min(found) > 0.05 and found[-1] <= 1.6 * max(found[:-1])


def test_every_part_has_something_to_do() -> None:
    """The names of painters tell what moves: the words the films look for are really there."""
    found = {
        layers.role(part)
        for place in ("lake", "forest", "room", "underwater", "street")
        for weather in (None, "rain")
        for seed in (5, 6, 7)
        for part in paint.sheet(
            compose(["whale"], mood="peace", hour="night", place=place, weather=weather, seed=seed),
            width=64,
            height=64,
            watched=True,
        ).parts
    }

    assert {"stars", "water", "glitter", "clouds", "fall", "breath", "weed", "actor0", "far0", "still"} <= found


@pytest.mark.parametrize("wish", [{"width": 99999, "height": -5}, {"width": 33, "frames": 10**9, "fps": 1e9}, {}])
def test_a_wish_is_brought_within_bounds(wish: dict[str, int]) -> None:
    """Sides are even and at most 1024 pixels, and nobody gets a film of an hour."""
    got = motion.Wish.of(wish)

    assert 16 <= got.width <= 1024 and 16 <= got.height <= 1024
    assert got.width % 2 == got.height % 2 == 0
    assert 2 <= got.frames <= motion.LONGEST and 1 <= got.fps <= motion.QUICKEST


def child(wish: dict[str, object], *, leave: bool = False) -> tuple[int, bytes]:
    process = subprocess.Popen(
        [sys.executable, "-m", "dreamstream.pictures.motion"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert process.stdin and process.stdout
    process.stdin.write(json.dumps(wish).encode() + b"\n")
    process.stdin.flush()
    if leave:
        process.stdin.close()
    body = process.stdout.read()
    process.stdin.close()
    process.stdout.close()
    return process.wait(20), body


def test_the_child_answers_with_a_film() -> None:
    """One line of JSON in, a film out."""
    code, body = child({"scene": a_scene().as_json(), "width": 64, "height": 64, "frames": 4})
    read = reel.read(body)

    assert code == 0
    assert read and (read.width, read.height, read.frames) == (64, 64, 4)


def test_the_child_goes_when_nobody_waits() -> None:
    """A parent that is gone leaves no orphan: the pipe it held open has closed."""
    code, body = child({"scene": a_scene().as_json(), "width": 512, "height": 512, "frames": 240}, leave=True)

    assert code == 1
    assert body == b""


def test_a_damaged_picture_makes_no_film() -> None:
    """The child fails and says nothing."""
    code, body = child({"picture": base64.b64encode(b"RIFFxxxxWEBP").decode(), "width": 64, "height": 64})

    assert code != 0
    assert body == b""


def test_rooms_are_full_of_dust() -> None:
    """Every inside has motes in its light and no rain."""
    for room in list(inside.ROOMS)[:4]:
        sheet = paint.sheet(a_scene(room), width=64, height=64)
        air = choreography.air(sheet, a_scene(room, weather="rain"), 2.0)

        assert [one.living for one in air] == [True]


@pytest.mark.parametrize(
    ("place", "weather", "kind"),
    [("field", "snow", "dot"), ("field", "storm", "drop"), ("street", "rain", "drop"), ("underwater", "rain", "ring")],
)
def test_each_weather_has_its_own_motes(place: str, weather: str, kind: str) -> None:
    """Snow is flakes, rain is drops, and under water neither falls."""
    scene = replace(a_scene(), place=place, weather=weather)
    (air,) = choreography.air(paint.sheet(scene, width=64, height=64), scene, 2.0)

    assert air.kind == kind and air.paths


def test_what_was_painted_falling_is_left_out() -> None:
    """Rain that hangs in the air is not drawn under rain that falls."""
    parts = paint.sheet(a_scene("field", weather="rain"), width=64, height=64, watched=True).parts
    falling = {part for part in parts if layers.role(part) == "fall"}
    kept = {part for _, lot in layers.lots(parts, layers.MOVING) for part in lot}

    assert falling
    assert not falling & kept
    assert kept | falling == set(parts)
