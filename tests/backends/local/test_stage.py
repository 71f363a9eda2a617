from __future__ import annotations

import io
import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from dreamstream.backends.local.stage import _KINDRED, _data, stage
from dreamstream.pictures import ground, palettes
from dreamstream.pictures.paint import paint
from dreamstream.pictures.scene import Scene
from dreamstream.pictures.shapes import shelf

DREAMS = {
    "whale": ("A whale swam past the train at sunset, and the lake was perfectly still.", "peace"),
    "forest": ("Somebody was chasing me through a dark forest. A wolf howled. I could not move my legs.", "fear"),
    "school": ("I was late for an exam at school and every hallway led back to the same classroom.", "unease"),
    "snake": ("There was a huge snake in the kitchen, curled round the table. My mother went on cooking.", "fear"),
    "sea": ("My grandmother's house stood by the sea. She was alive, and the waves came up to the step.", "love"),
    "fire": ("The city was on fire. We fled through the streets while bombs fell.", "anger"),
    "balloon": ("I was flying over the mountains in the sunshine and laughed out loud.", "joy"),
    "snow": ("An elephant was standing in the snow in front of a church.", "confusion"),
}


def names(scene: Scene) -> set[str]:
    return {actor.name for actor in scene.actors}


def dhash(scene: Scene) -> int:
    picture = Image.open(io.BytesIO(paint(scene, width=192, height=192))).convert("L").resize((9, 8))
    rows = list(itertools.batched(picture.tobytes(), 9)) if hasattr(itertools, "batched") else []
    rows = rows or [tuple(picture.tobytes()[i : i + 9]) for i in range(0, 72, 9)]
    bits = [row[i] > row[i + 1] for row in rows for i in range(8)]
    return sum(bit << i for i, bit in enumerate(bits))


@pytest.mark.parametrize(
    ("dream", "shapes", "place"),
    [
        ("whale", {"whale", "train"}, "lake"),
        ("forest", {"chase", "wolf"}, "forest"),
        ("snake", {"snake"}, "kitchen"),
        ("sea", {"house"}, "sea"),
        ("fire", {"fire", "runner"}, "street"),
        ("snow", {"elephant", "church"}, None),
    ],
)
def test_a_dream_shows_what_it_tells(dream: str, shapes: set[str], place: str | None) -> None:
    """The things and the place come from the words."""
    text, mood = DREAMS[dream]
    scene = stage(text, mood=mood)

    assert shapes <= names(scene)
    assert place is None or scene.place in _KINDRED.get(place, (place,))


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("It was a sunny afternoon.", "day"),
        ("We met at midnight.", "night"),
        ("The sun rises over us, it is dawn.", "dawn"),
        ("At sunset we left.", "dusk"),
    ],
)
def test_the_hour_comes_from_the_words(text: str, hour: str) -> None:
    """Whatever the clock said when it was told."""
    assert stage(text, mood="joy", at="2026-01-02T07:10:00+01:00").hour == hour


@pytest.mark.parametrize(
    "text",
    [
        "I can't bear it.",
        "I fell asleep and I saw my boss.",
        "He parked.",
        "Watch out!",
        "Time flies.",
        "There was no dog and no snake.",
        "I fell in love with somebody.",
        "Dear letter of the law, my heart attack rang a bell.",
    ],
)
def test_a_word_that_means_something_else_shows_nothing(text: str) -> None:
    """Guards are longer phrases that are read and not drawn."""
    assert names(stage(text, mood="peace")) <= {"person", "door", "orb", "lantern", "gate", "stairs", "man"}


def test_the_table_names_only_what_exists() -> None:
    """A typing error in the data would be a thing that never shows."""
    data = _data()

    assert set(data["things"]) <= set(shelf.NAMES)
    assert set(data["places"]) <= set(ground.PLACES)
    assert set(data["hours"]) == set(palettes.HOURS)
    assert set(data["weights"]) - {"person"} <= set(data["things"])


@given(st.text(max_size=300), st.sampled_from((*palettes.MOODS, "bliss")))
@settings(max_examples=60, deadline=None)
def test_any_text_has_a_scene(text: str, mood: str) -> None:
    """Whatever was typed half asleep."""
    assert stage(text, mood=mood).actors


def test_the_same_words_give_the_same_scene() -> None:
    """And a wish for another one gives another."""
    text, mood = DREAMS["whale"]

    assert stage(text, mood=mood) == stage(f"  {text} ", mood=mood)
    assert stage(text, mood=mood) != stage(text, mood=mood, seed_extra="2")


def test_different_dreams_look_different() -> None:
    """A difference hash of 64 bits: below six two pictures are too alike."""
    hashes = {name: dhash(stage(text, mood=mood)) for name, (text, mood) in DREAMS.items()}
    apart = {(a, b): (hashes[a] ^ hashes[b]).bit_count() for a, b in itertools.combinations(hashes, 2)}

    assert min(apart.values()) >= 6, apart
    assert sorted(apart.values())[len(apart) // 2] >= 12


def test_who_swims_finds_water() -> None:
    """Nobody swims through a kitchen: the room turns to a pool; a boat does not sail in a street."""
    assert stage("I was swimming in my kitchen.", mood="joy").place == "pool"
    assert "boat" not in names(stage("A dog and a boat in the street, and a dog again.", mood="joy"))


def test_words_of_another_language_are_not_read_as_ours() -> None:
    """In German "war" is no war and "den" no room."""
    text = "Ich war mit meinem Vater in dem Garten und wir haben den alten Baum nicht mehr gefunden."
    assert "soldier" not in names(stage(text, mood="joy"))
