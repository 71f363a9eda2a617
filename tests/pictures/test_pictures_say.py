from __future__ import annotations

import re

import pytest

from dreamstream.pictures.say import sentence, who
from dreamstream.pictures.scene import Actor, Scene
from dreamstream.pictures.shapes import shelf


def scene(*names: str, **facts: str) -> Scene:
    roles = ("subject", "second", "third", "dreamer")
    actors = tuple(
        Actor(name=name, x=0.2 + i * 0.2, y=0.8 - 0.01 * i, size=0.2, role=role)
        for i, (name, role) in enumerate(zip(names, roles, strict=False))
    )
    facts = {"mood": "peace", "hour": "dusk", "place": "garden", **facts}
    return Scene(actors=actors, lamp="none", seed=3, **facts)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", sorted(shelf.SHAPES))
def test_every_shape_has_plain_words(name: str) -> None:
    """A noun that can stand in a sentence: an article or a plural, small letters, no code name, no full stop."""
    for shape in (shelf.SHAPES[name], *shelf.SHAPES[name].variants):
        assert re.fullmatch(r"[a-z][a-z' -]+[a-z]", shape.noun), shape.noun
        assert len(shape.noun) <= 48
        article, _, rest = shape.noun.partition(" ")
        if article in ("a", "an"):
            assert (article == "an") == (rest[0] in "aeio" or rest.startswith(("umbrella", "hourglass"))), shape.noun
        else:
            plural = re.match(
                r"(?:two|three|one|the|[a-z]+s\b|stairs|scissors|cardboard|loose|playing|giant|rocks)", shape.noun
            )
            assert plural, shape.noun
    assert shelf.SHAPES[name].noun in sentence(scene(name)).lower()


def test_a_full_sentence_reads_well() -> None:
    """Who, where, when, which weather, in the order one would tell it."""
    said = sentence(scene("umbrella walker", "crow", place="garden", weather="rain"))

    assert said == "A woman with an umbrella and a crow in a garden at dusk; it is raining."


def test_the_subject_is_named_first() -> None:
    """Actors are kept far first, for the painter; the sentence begins with what the picture is about."""
    far = scene("wolf", "castle", "person")
    turned = Scene.from_json({**far.as_json(), "actors": far.as_json()["actors"][::-1]})

    assert who(turned) == who(far) == "a howling wolf, a castle and a figure"


def test_a_small_dreamer_is_a_small_figure() -> None:
    """Whatever coat the seed gave."""
    one = scene("whale", "house", "tree", "person")

    assert who(one).endswith("and a small figure")


def test_nobody_is_nobody() -> None:
    """A name nobody knows is not said."""
    assert who(scene("gryphon")) == "Nobody"
