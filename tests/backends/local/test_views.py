from __future__ import annotations

import random

import pytest

from dreamstream.backends.local import cast, views
from dreamstream.backends.local.speech import Said
from dreamstream.pictures import layout

SAID = Said(words="Come in.", kind="say", who="my aunt", span=(0, 8))


def chosen(caption: str, things: list[str], **more: object) -> str:
    given = {
        "said": None,
        "before": ["wide"],
        "last": False,
        "shown": [frozenset({"person"})],
        "dice": random.Random(3),
    }
    return views.chosen(caption, caption, things, **{**given, **more})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("caption", "view"),
    [
        ("I was alone and very sad.", "small"),
        ("We walked on for hours.", "away"),
        ("I held on to it.", "hand"),
        ("He was staring.", "eye"),
        ("I saw that it was gone.", "look"),
        ("It was pitch dark and I was afraid.", "light"),
        ("Everyone was there.", "crowd"),
        ("I thought it strange.", "sky"),
    ],
)
def test_where_nothing_is_named_the_verb_decides(caption: str, view: str) -> None:
    """A panel of words without things shows what they do."""
    assert chosen(caption, []) == view


def test_the_first_panel_is_wide_and_a_waking_ends_in_bed() -> None:
    """Where we are comes first."""
    assert chosen("A wolf stood there.", ["wolf"], before=[], shown=[]) == "wide"
    assert chosen("Then I woke up.", [], last=True) == "bed"


def test_no_view_comes_twice_running() -> None:
    """The same thing again is seen from elsewhere."""
    before = ["wide"]
    for i in range(6):
        view = chosen("The wolf again.", ["wolf", "tree"], before=before, shown=[frozenset()], dice=random.Random(i))
        assert view != before[-1]
        before.append(view)
    assert len(set(before)) >= 4


def test_who_speaks_leads_the_panel() -> None:
    """A woman for an aunt, the beast itself for a beast, the dreamer for what the dreamer says or thinks."""
    assert cast.with_speakers(["house"], SAID, "My aunt said it.")[:2] == ["woman", "person"]
    wolf = Said(words="No.", kind="say", who="the wolf", span=(0, 3))
    assert cast.with_speakers(["tree", "wolf"], wolf, "")[0] == "wolf"
    own = Said(words="No.", kind="think", who="I", span=(0, 3))
    assert cast.with_speakers(["woman"], own, "") == ["person", "woman"]
    noise = Said(words="BANG!", kind="sound", who="", span=(0, 3))
    assert cast.with_speakers(["gun"], noise, "") == ["gun"]


def test_the_speaker_is_found_in_the_scene() -> None:
    """And a noise is nobody's."""
    scene = layout.compose(
        ["woman", "person"], mood="joy", hour="day", place="field", weather=None, seed=4, shot="medium"
    )
    speaker = cast.speaker(SAID, scene)

    assert speaker is not None and speaker.name == "woman"
    assert cast.speaker(Said(words="BANG!", kind="sound", who="", span=(0, 3)), scene) is None
    assert cast.speaker(None, scene) is None


@pytest.mark.parametrize(
    "view", ["wide", "medium", "close", "portrait", "against", "detail", "behind", "look", "away", "small", "hand",
             "eye", "two", "crowd", "bed", "light", "sky", "empty"]
)  # fmt: skip
@pytest.mark.parametrize("aspect", [0.5, 1.0, 2.4])
def test_every_view_is_a_scene(view: str, aspect: float) -> None:
    """Of a named thing or of none; only the empty ones have nobody in them."""
    given = {"mood": "fear", "hour": "night", "place": "field", "weather": None, "seed": 9, "aspect": aspect}
    for things in (["wolf"], []):
        scene = views.composed(
            view,
            things or ["person"],
            lambda names, shot, **more: layout.compose(
                names,
                **{**given, **more},
                shot=shot,
            ),
            aspect=aspect,
            tall=aspect < 0.7,
            dice=random.Random(2),
        )

        assert bool(scene.actors) == (view not in ("sky", "empty"))
