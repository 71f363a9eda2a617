from __future__ import annotations

import tomllib
from collections import Counter
from importlib import resources
from typing import Any

import pytest

from dreamstream.backends.local.stage import ranked
from dreamstream.pictures.shapes import shelf


def table() -> dict[str, Any]:
    body = resources.files("dreamstream.backends.local").joinpath("things.en.toml").read_text("utf-8")
    return tomllib.loads(body)


def phrases(section: str) -> list[str]:
    return [phrase.strip() for listed in table()[section].values() for phrase in listed.split(",")]


def test_every_shape_has_words() -> None:
    """A shape no words call for would never be drawn; a word for a shape that is not there would draw nothing."""
    things = set(table()["things"])

    assert things <= set(shelf.NAMES)
    assert set(shelf.SHAPES) <= things
    assert set(table()["weights"]) <= things


def test_no_phrase_means_two_things() -> None:
    """The later would win, and nobody would know."""
    twice = [phrase for phrase, times in Counter(phrases("things")).items() if times > 1]

    assert not twice
    assert all(phrase == phrase.lower() and phrase for phrase in phrases("things"))


def test_no_guard_hides_a_thing() -> None:
    """What is taken out before reading must not be a phrase one reads for."""
    assert not set(phrases("not")) & set(phrases("things"))


@pytest.mark.parametrize("name", sorted(shelf.SHAPES))
def test_its_own_words_call_for_a_shape(name: str) -> None:
    """At least one phrase, said plainly, brings the shape and nothing before it."""
    own = [phrase.strip() for phrase in table()["things"][name].split(",")]

    assert any(ranked(f"Then I saw this: {phrase}.")[:1] == [name] for phrase in own)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Somebody was chasing me over the field.", "chase"),
        ("An owl sat in the oak and looked at me.", "owl"),
        ("My teeth fell out, one by one.", "tooth"),
        ("I was riding a horse along the shore.", "rider"),
        ("My aunt hugged me for a long time.", "embrace"),
        ("A lion lay before the sofa.", "lion"),
        ("The elevator went sideways.", "lift"),
        ("A helicopter circled above us.", "helicopter"),
        ("A tornado came over the fields.", "tornado"),
        ("My grandfather sat there and smiled.", "old man"),
        ("The policeman asked for my name.", "police officer"),
        ("A tall shadowy figure stood by the wall.", "shadow figure"),
        ("The baby lay in a crib.", "cradle"),
        ("We lit a campfire.", "fire"),
        ("I had an exam and could not read the questions.", "desk"),
        ("A woman with an umbrella waited there.", "umbrella walker"),
    ],
)
def test_what_dreams_are_about_has_its_shape(text: str, name: str) -> None:
    """The first thing is what the sentence is about."""
    assert ranked(text)[0] == name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Rain was falling all day.", "faller"),
        ("I felt as well as ever, oh well.", "well"),
        ("She has mood swings.", "swing"),
        ("It hit me that I was late.", "fighters"),
        ("He gave me his credit card.", "cards"),
        ("The power plant was far away.", "plant"),
        ("I had to struggle to stand.", "fighters"),
        ("We were having a ball.", "ball"),
        ("The gas tank was empty.", "tank"),
    ],
)
def test_words_of_another_sense_call_for_nothing(text: str, name: str) -> None:
    """Sayings are not sights."""
    assert name not in ranked(text)
