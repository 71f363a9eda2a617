from __future__ import annotations

import pytest

from dreamstream.backends.base import Draw, Drawn, Fault, Hands
from dreamstream.backends.local.backend import Local
from dreamstream.backends.mock import Mock
from dreamstream.kinds import video
from dreamstream.kinds.base import Material, Version
from dreamstream.pictures import paint
from dreamstream.pictures.layout import compose

DREAM = "I stood by a lake at night and a whale swam through the air."
SCENE = compose(["train"], mood="joy", hour="dusk", place="sea", weather=None, seed=4)


def version(*, composed: bool = True) -> Version:
    body = bytes(paint.paint(SCENE, width=64, height=64))
    return Version(media="a" * 64 + ".webp", body=body, alt="A train.", scene=SCENE.as_json() if composed else None)


def test_the_picture_of_the_dream_is_filmed() -> None:
    """The version the wish names is what moves, and the record says which it was."""
    made = video.make(Material(text=DREAM, version=version(), params={"size": 64, "frames": 6}), Hands.of(Local()))
    (film,) = made.pictures

    assert made.data["from"] == "a" * 64 + ".webp"
    assert made.data["scene"] == SCENE.as_json()
    assert {name: made.data[name] for name in ("frames", "fps", "width", "height", "seconds", "mime")} == {
        "frames": 6,
        "fps": 12,
        "width": 64,
        "height": 64,
        "seconds": 0.5,
        "mime": "image/webp",
    }
    assert (film.width, film.height) == (64, 64)
    assert "train" in film.alt and made.data["alt"] == film.alt


def test_a_dream_without_a_picture_is_filmed_from_its_words() -> None:
    """Nothing has to be drawn before."""
    made = video.make(Material(text=DREAM, params={"size": 64, "frames": 3}), Hands.of(Local()))

    assert made.data["from"] is None
    assert made.data["scene"]["actors"][0]["name"] == "whale"


def test_a_picture_a_model_drew_keeps_its_alt() -> None:
    """Nobody here composed it: what was said of it is said of its film."""
    given = version(composed=False)
    made = video.make(Material(text=DREAM, version=given, params={"size": 64, "frames": 3}), Hands.of(Local()))

    assert made.data["alt"].startswith("A train.")
    assert made.data["scene"] is None


def test_what_the_backend_is_asked() -> None:
    """The picture, the words, the size and the wish go along; nothing of where anything is kept does."""
    backend = Mock()
    video.make(Material(text=DREAM, version=version(), params={"format": "mp4", "fps": 15}), Hands.of(backend))
    (asked,) = backend.asked

    assert isinstance(asked, Draw)
    assert asked.task == "video" and asked.source == DREAM and DREAM in asked.prompt
    assert asked.picture and asked.scene == SCENE.as_json()
    assert asked.facts["film"] == {"format": "mp4", "fps": 15}
    assert (asked.width, asked.height) == (512, 512)


def test_a_still_is_the_shortest_of_films() -> None:
    """A backend that sends one frame has sent one frame."""
    made = video.make(Material(text=DREAM), Hands.of(Mock()))

    assert (made.data["frames"], made.data["seconds"], made.data["fps"]) == (1, 0, 0)
    assert made.data["mime"] == "image/webp"


def test_what_is_no_film_is_a_fault() -> None:
    """Nothing is kept of it."""

    class Odd(Mock):
        def film(self, draw: Draw) -> Drawn:
            return Drawn(body=b"this is no film", model="odd")

    with pytest.raises(Fault, match="not a picture"):
        video.make(Material(text=DREAM), Hands.of(Odd()))
