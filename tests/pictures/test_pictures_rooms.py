from __future__ import annotations

import io
import itertools
from dataclasses import replace

import pytest
import resvg_py
from PIL import Image, ImageChops

from dreamstream.backends.local.stage import stage
from dreamstream.pictures import ground, indoors, inside
from dreamstream.pictures.layout import compose
from dreamstream.pictures.paint import svg
from dreamstream.pictures.rooms import frames, pieces
from dreamstream.pictures.say import sentence
from dreamstream.pictures.scene import Scene
from dreamstream.pictures.shapes import shelf

LOUD = (255, 0, 255)
ROOMS = sorted(inside.ROOMS)


def drawn(scene: Scene, width: int = 112, height: int = 112, background: str | None = None) -> Image.Image:
    png = resvg_py.svg_to_bytes(
        svg_string=svg(scene, width=width, height=height), skip_system_fonts=True, background=background
    )
    return Image.open(io.BytesIO(bytes(png))).convert("RGB")


def told(place: str, seed: int = 1, **more: object) -> Scene:
    wishes: dict[str, object] = {"mood": "peace", "hour": "night", "weather": None, **more}
    things = wishes.pop("things", ["couple"])
    return compose(things, place=place, seed=seed, **wishes)  # type: ignore[arg-type]


def dhash(picture: Image.Image) -> int:
    grey = picture.convert("L").resize((9, 8)).tobytes()
    bits = [grey[row * 9 + i] > grey[row * 9 + i + 1] for row in range(8) for i in range(8)]
    return sum(bit << i for i, bit in enumerate(bits))


def seeds_by_view(room: str) -> dict[str, int]:
    """One seed for every camera that suits the room."""
    return {inside.view(room, seed): seed for seed in range(40)}


def test_every_room_has_its_painter() -> None:
    """A name without one would quietly be a living room."""
    assert set(indoors.PAINTERS) == set(inside.ROOMS)
    assert set(inside.PLACES) <= set(ground.PLACES)
    for room, it in inside.ROOMS.items():
        assert set(it.views) <= set(inside.CAMERAS)
        assert set(inside.frames(room)) <= set(frames.NEAR)
        assert set(seeds_by_view(room)) == set(it.views), "the dice never choose one of its cameras"


@pytest.mark.parametrize("room", ROOMS)
def test_no_wall_is_left_uncovered(room: str) -> None:
    """Each camera covers the sheet, square, wide and tall, whatever the weather behind the glass."""
    for i, (_, seed) in enumerate(sorted(seeds_by_view(room).items())):
        weather, hour = ((None, "day"), ("rain", "dusk"), ("snow", "night"), ("fog", "dawn"))[i % 4]
        for width, height in ((96, 96), (120, 56), (56, 120)):
            scene = told(room, seed, weather=weather, hour=hour, aspect=width / height)
            colours = drawn(scene, width, height, "#ff00ff").getcolors(width * height) or []

            assert not any(pixel == LOUD for _, pixel in colours), (room, scene, width, height)
            assert len(colours) > 200


def test_rooms_differ_from_one_another() -> None:
    """Same dream, mood, hour and seed, another room: a difference hash of 64 bits tells them apart."""
    hashes = {room: dhash(drawn(told(room, 5))) for room in ROOMS}
    apart = {(a, b): (hashes[a] ^ hashes[b]).bit_count() for a, b in itertools.combinations(hashes, 2)}

    assert min(apart.values()) >= 4, min(apart, key=lambda pair: apart[pair])
    assert sorted(apart.values())[len(apart) // 2] >= 16


@pytest.mark.parametrize("room", ["kitchen", "classroom", "office", "library", "staircase"])
def test_another_seed_is_another_room(room: str) -> None:
    """Camera, window and furniture follow the seed, not only the grain."""
    hashes = [dhash(drawn(told(room, seed), 96, 96)) for seed in range(8)]
    apart = sorted((a ^ b).bit_count() for a, b in itertools.combinations(hashes, 2))

    assert apart[len(apart) // 2] >= 12
    assert apart[0] >= 3


@pytest.mark.parametrize("room", ROOMS)
def test_nothing_covers_the_subject(room: str) -> None:
    """Where it stands the picture is its own dark shape: no frame and no furniture lies over it."""
    for seed in (2, 9, 17):
        scene = told(room, seed, things=["man"], hour="dusk")
        man = next(actor for actor in scene.actors if actor.role == "subject")
        left, low, right, top = shelf.extent(shelf.drawn(man.name, scene.seed))
        high = (top - low) * man.size / 100
        here, gone = drawn(scene, 160, 160), drawn(replace(scene, actors=()), 160, 160)
        half = (right - left) * man.size / 200
        box = tuple(round(160 * v) for v in (man.x - half, man.y - high, man.x + half, man.y))
        changed = ImageChops.difference(here, gone).convert("L").crop(box)  # type: ignore[arg-type]
        share = sum(1 for v in changed.tobytes() if v > 8) / max(1, changed.width * changed.height)

        assert share > 0.14, (room, seed, share)
        assert box[0] >= 0 and box[1] >= 0 and box[2] <= 160


@pytest.mark.parametrize("near", frames.NEAR[1:])
def test_a_frame_is_drawn_and_keeps_off_the_actors(near: str) -> None:
    """It changes the picture at its edges, and not one pixel of where somebody stands."""
    scene = replace(told("study", 4, things=["woman", "man"]), near="none")
    bare, framed = drawn(scene, 160, 160), drawn(replace(scene, near=near), 160, 160)
    changed = ImageChops.difference(bare, framed).convert("L").point(lambda v: 255 if v > 10 else 0)

    assert sum(1 for v in changed.tobytes() if v) > 300
    for actor in scene.actors:
        left, low, right, top = shelf.bounds(actor.name)
        half, high = (right - left) * actor.size / 200, (top - low) * actor.size / 100
        box = (actor.x - half, actor.y - high, actor.x + half, actor.y)
        inner = changed.crop(tuple(round(160 * v) for v in box))  # type: ignore[arg-type]
        assert sum(1 for v in inner.tobytes() if v) <= 0.04 * inner.width * inner.height, near


@pytest.mark.parametrize("shot", ["wide", "medium", "close"])
def test_people_in_rooms_are_large(shot: str) -> None:
    """A quarter to nearly a half of the height, more when the camera is near; no lost dolls."""
    for room in ("kitchen", "office", "bedroom", "church"):
        scene = told(room, 3, things=["woman", "man"], shot=shot)
        heights = [actor.size * (shelf.bounds(actor.name)[3] / 100) for actor in scene.actors]

        assert min(heights) >= 0.24
        assert max(heights) <= {"wide": 0.48, "medium": 0.62, "close": 0.78}[shot]


def test_two_people_in_a_room_stand_together() -> None:
    """They talk: less than a person's height between them, and each turned to the other."""
    for seed in range(6):
        one, two = sorted(told("living room", seed, things=["woman", "man"]).actors, key=lambda actor: actor.x)

        assert two.x - one.x < 0.34


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("My mother was cooking in the kitchen and said nothing.", "kitchen"),
        ("We sat in the restaurant and the waiter brought nothing.", "restaurant"),
        ("I was in the library, alone with all the books.", "library"),
        ("I sat on the train and a stranger smiled.", "carriage"),
        ("We climbed up to the attic with a candle.", "attic"),
        ("The nurse led me through the hospital.", "hospital"),
        ("The elevator would not stop.", "lift"),
        ("I had to play a part at the theatre.", "theatre"),
        ("I stood in the church and sang.", "church"),
        ("There was an exam at my old school.", "classroom"),
    ],
)
def test_words_choose_the_room(text: str, place: str) -> None:
    """And the sentence names it."""
    scene = stage(text, mood="peace")

    assert scene.place == place
    assert inside.ROOMS[place].words in sentence(scene)


def test_a_room_without_a_name_is_one_of_several() -> None:
    """By the things in it, else by the seed; a bath is not in a station."""
    kinds = {inside.named("room", [], seed) for seed in range(40)}

    assert len(kinds) >= 5
    assert inside.named("room", ["bath"], 3) == "bathroom"
    assert inside.named("lake", ["bath"], 3) == "lake"
    assert compose(["bath"], mood="joy", hour="day", place=None, weather=None, seed=8).place == "bathroom"


def test_what_stays_in_the_scene_stays_in_the_picture() -> None:
    """Take one thing away or change the hour: walls, windows and furniture beside it are the same."""
    scene = told("bedroom", 11, things=["woman", "cat"])
    fewer = replace(scene, actors=tuple(actor for actor in scene.actors if actor.name != "cat"))
    cat = next(actor for actor in scene.actors if actor.name == "cat")
    changed = ImageChops.difference(drawn(scene, 160, 160), drawn(fewer, 160, 160)).convert("L")
    far = [changed.getpixel((x, y)) for x in range(160) for y in range(70) if abs(x / 160 - cat.x) > 0.2]

    assert sum(1 for v in far if isinstance(v, int) and v > 24) < 0.06 * len(far)
    assert inside.view("bedroom", 11) == inside.view("bedroom", 11)
    assert svg(scene) == svg(replace(scene))


def test_weather_and_hour_are_behind_the_glass() -> None:
    """The same room by day and by night, dry and in the snow."""
    scene = told("office", 2)
    pictures = [drawn(scene), drawn(replace(scene, hour="day")), drawn(replace(scene, weather="snow"))]

    for one, two in itertools.combinations(pictures, 2):
        assert max(high for _, high in ImageChops.difference(one, two).getextrema()) > 40  # type: ignore[misc]
    assert "snow falls outside" in sentence(replace(scene, weather="snow"))
    assert "snow" not in sentence(replace(told("cellar", 2), weather="snow"))


def test_a_room_does_not_repeat_what_the_dream_put_there() -> None:
    """One bed in a bedroom that has a bed."""
    scene = told("bedroom", 6, things=["bed"])

    assert pieces.BED.body in svg(replace(scene, actors=()))
    assert pieces.BED.body not in svg(scene)
    assert "bed" in {actor.name for actor in scene.actors}
