from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dreamstream.backends.local import parts
from dreamstream.backends.local.beats import beats
from dreamstream.pictures import palettes, spots
from dreamstream.pictures.shapes import shelf

DREAMS = {
    "whale": ("A whale swam past the train at sunset, and the lake was perfectly still.", "peace"),
    "forest": ("Somebody was chasing me through a dark forest. A wolf howled. I could not move my legs.", "fear"),
    "school": ("I was late for an exam at school and every hallway led back to the same classroom.", "unease"),
    "sea": ("My grandmother's house stood by the sea. She was alive, and the waves came up to the step.", "love"),
    "talk": (
        'We sat in the kitchen. My mother said, "You have to feed the snake." I was afraid of it. '
        'Then the snake asked, "Why are you late?" and I ran out of the house. I woke up in my bed.',
        "fear",
    ),
    "plain": (
        "It was strange. Something was different. I thought about it for long. Nobody knew. It went on.",
        "peace",
    ),
}


@given(st.text(max_size=300), st.sampled_from((*palettes.MOODS, "bliss")))
@settings(max_examples=40, deadline=None)
def test_any_text_has_panels(text: str, mood: str) -> None:
    """Whatever was typed half asleep: three to six, each with something over it."""
    panels = beats(text, mood=mood)

    assert 3 <= len(panels) <= 6
    assert all(panel.caption.strip() for panel in panels)


@pytest.mark.parametrize("dream", sorted(DREAMS))
@pytest.mark.parametrize("count", [3, 4, 6])
def test_captions_are_the_dreamers_words_in_order(dream: str, count: int) -> None:
    """Verbatim, cut with an ellipsis, at most fourteen words; as many panels as were asked for."""
    text, mood = DREAMS[dream]
    panels = beats(text, mood=mood, count=count)
    at = 0
    for panel in panels:
        bare = panel.caption.strip("…")
        at = text.index(bare, at)
        assert len(bare.split()) <= 14

    assert len(panels) == count


@pytest.mark.parametrize("dream", sorted(DREAMS))
def test_one_page_has_one_palette(dream: str) -> None:
    """The mood, the family of colours and, in one land, the lamp are the same in every panel."""
    text, mood = DREAMS[dream]
    scenes = [panel.scene for panel in beats(text, mood=mood)]

    assert len({(scene.mood, scene.family) for scene in scenes}) == 1
    assert len({scene.lamp for scene in scenes if scene.place == scenes[0].place}) == 1
    assert len({scene.seed % shelf.PAGE for scene in scenes}) == 1


@pytest.mark.parametrize("dream", sorted(DREAMS))
@pytest.mark.parametrize("seed", ["", "1", "2"])
def test_no_two_panels_running_show_the_same(dream: str, seed: str) -> None:
    """Others, or the same ones from another distance."""
    text, mood = DREAMS[dream]
    panels = beats(text, mood=mood, count=5, seed_extra=seed)
    for a, b in itertools.pairwise(panels):
        assert [(x.name, x.size) for x in a.scene.actors] != [(x.name, x.size) for x in b.scene.actors] or (
            not a.scene.actors and a.scene.seed != b.scene.seed
        )


def test_weather_and_hour_come_when_they_are_told() -> None:
    """No rain before the storm; the night falls in the panel that says so, and the waking is at dawn."""
    panels = beats(
        "We walked in the sunshine over the fields at noon. Then it began to rain and a storm came. "
        "At midnight the house was burning. I woke up in my bed.",
        mood="fear",
        count=4,
    )
    weathers = [panel.scene.weather for panel in panels]

    assert weathers[0] is None and weathers[1] in ("rain", "storm") and weathers[2] == weathers[1]
    assert [panel.scene.hour for panel in panels] == ["day", "day", "night", "dawn"]


def test_a_dream_that_turns_dreadful_gets_darker() -> None:
    """In the same colours, developed darker; one that began so is left as it is painted."""
    turned = beats(
        "We sat by a calm lake. The swans slept. A monster attacked us. I was terrified of it.", mood="fear", count=4
    )
    bright = [panel.scene.finish.bright for panel in turned]

    assert bright[0] == bright[1] == 0.0
    assert bright[2] < -0.3 and bright[3] < -0.3
    assert beats("A monster attacked us. We sat by a lake. It was calm.", mood="fear")[0].scene.finish.bright == 0.0


def test_what_is_said_has_a_speaker_with_a_head() -> None:
    """The words are not in the caption too, and the head is inside the speaker's box."""
    text, mood = DREAMS["talk"]
    panels = [panel for panel in beats(text, mood=mood, count=4) if panel.said]

    assert [panel.said.words for panel in panels if panel.said] == ["You have to feed the snake.", "Why are you late?"]
    for panel in panels:
        assert panel.said is not None and panel.head is not None
        assert panel.said.words not in panel.caption
        assert any(
            left <= panel.head[0] * 1000 <= right
            for actor in panel.scene.actors
            for left, _top, right, _bottom in [spots.body(actor, panel.scene.seed, 1000, 1000)]
        )
    assert "woman" in {actor.name for actor in panels[0].scene.actors}
    assert "snake" in {actor.name for actor in panels[1].scene.actors}


def test_the_same_words_give_the_same_panels() -> None:
    """And a wish for others gives others."""
    text, mood = DREAMS["talk"]

    assert beats(text, mood=mood) == beats(text, mood=mood)
    assert beats(text, mood=mood) != beats(text, mood=mood, seed_extra="2")


def test_one_breath_is_cut_for_three_panels() -> None:
    """A telling of one clause still has three captions if its joints allow."""
    told = parts.parts("I was in the garden and I lost my tooth but nobody would help me look", 3)

    assert [part.caption for part in told] == [
        "I was in the garden…",
        "…and I lost my tooth…",
        "…but nobody would help me look",
    ]
