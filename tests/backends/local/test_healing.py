"""New endings for hard dreams, and ways on for good ones."""

from __future__ import annotations

import io
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from dreamstream.backends.local import bearings, healing, plight, solace, sorts, turns
from dreamstream.backends.local.bearings import Noun
from dreamstream.backends.local.plight import Plight
from dreamstream.pictures import elements, layout, paint
from dreamstream.pictures.scene import Scene

#: Sentences written for these tests, and the sort each belongs to.
DREAMS = {
    "chase": "I was in the old station. Two men were chasing me and I ran and was terrified.",
    "animal": "In the garden a huge dog jumped at me and growled. I was so afraid.",
    "water": "We stood on the beach. Then a huge wave came and I was drowning. I was scared.",
    "fall": "I stood on the roof of our house and then I was falling. I was frightened and screamed.",
    "teeth": "My teeth were falling out one by one at the dinner table. I was horrified.",
    "exam": "I sat in the school and there was an exam, and I was unprepared and worried.",
    "late": "I was late for the train and I was hurrying and anxious, with heavy bags.",
    "shame": "I stood naked in front of my class. I was so embarrassed and everyone was staring.",
    "trapped": "I was trapped in a cellar. I could not get out and no way out was there. I felt panic.",
    "paralysis": "Something stood by my bed. I could not move and I could not scream. I was terrified.",
    "intruder": "Somebody broke into our house at night. A man was at the window. I was afraid.",
    "ghost": "In the hallway there was a ghost, a demon with white eyes. I was afraid.",
    "fire": "Our house was on fire and there were flames on the stairs. I was in panic.",
    "disaster": "There was a war and bombs fell and an explosion. I was afraid.",
    "vehicle": "I was driving the car and the brakes did not work and it was out of control. I was scared.",
    "lost": "I was lost in a strange city, all alone, and I could not find my way. I was worried.",
    "quarrel": "My boss yelled at me and we argued, it was unfair, and I was furious and sad.",
    "attack": "A man pointed a gun at us and attacked. I was terrified.",
    "guilt": "I killed a man with a stone and I was horrified and ashamed.",
    "child": "I had lost the baby in the market and I was desperate and frightened.",
    "hurt": "There was a wound on my arm and I was bleeding and sick. I was afraid.",
    "loss": "My grandmother had died and we went to her funeral. I was so sad.",
    "harm": "He molested me in the dark room and I was terrified.",
    "self": "I stood on a bridge and I wanted to die. I was so sad.",
    "glad": "I flew over the lake with my sister and the sun was shining. I was so happy.",
    "weight": "Somebody was sad at the table and cried, and I felt miserable and lonely for hours.",
}
HARD = re.compile(r"\b(?:diagnos|disorder|therapy|cure[sd]?|guarantee|will stop|molest|rape|blood|corpse)\w*", re.I)


def told(text: str, **facts: Any) -> dict[str, Any]:
    return healing.healing(text, facts)


@pytest.mark.parametrize("sort", DREAMS)
def test_the_sort_of_a_dream(sort: str) -> None:
    """What it is hard about is found by its words."""
    assert plight.plight(DREAMS[sort], {}).sort == sort


@pytest.mark.parametrize("sort", [s for s in sorts.table() if s not in ("any", "closings")])
@pytest.mark.parametrize(
    "threat", [Noun(text="the men", many=True), Noun(text="the bear", pronoun="it"), Noun(text="who", pronoun="they")]
)
def test_every_ending(sort: str, threat: Noun) -> None:
    """Each sort has six ways or more; each ending has 70 to 175 words, no slot left open and nothing hard in it."""
    ways = healing.strategies(sort, 5)
    assert len(set(ways)) == len(ways) >= 6
    for i, way in enumerate(ways):
        made = Plight(
            sort=sort, turn="I heard somebody on the stairs.", threat=threat, where="in the old house",
            ally="your sister", lost="your father", thing="the piano", read=True,
        )  # fmt: skip
        ending = healing._ending(made, way, i)

        assert 80 <= len(ending.split()) <= 165, (way, len(ending.split()))
        assert not re.search(r"[{}<>\[\]|]|\b(?:there there|in in|the the|a a)\b", ending)
        assert not HARD.search(ending)
        assert ending[-1] in ".”"


def test_numbers_agree() -> None:
    """One stops, many stop, and nobody's pronoun takes the wrong verb."""
    one = Plight(
        sort="animal",
        turn="",
        threat=Noun(text="the dog", pronoun="it"),
        where="there",
        ally="",
        lost="",
        thing="",
        read=True,
    )
    many = Plight(
        sort="animal",
        turn="",
        threat=Noun(text="the dogs", many=True),
        where="there",
        ally="",
        lost="",
        thing="",
        read=True,
    )
    frame = "{Threat} <stops|stop>, and {he} [has|have] {his} way with {him}."

    assert healing._filled(frame, one) == "The dog stops, and it has its way with it."
    assert healing._filled(frame, many) == "The dogs stop, and they have their way with them."


def test_the_dreams_own_images() -> None:
    """Place, company and fear of the dream stand in its ending, and the turn is the dreamer's own words."""
    text = (
        "I was in the forest. My sister Anna walked with me and laughed."
        " Then a big black dog ran after me, I was afraid."
    )
    found = plight.plight(text, {})

    assert found.threat == Noun(text="the big black dog", pronoun="it")
    assert (found.where, found.ally) == ("in the forest", "your sister")
    assert found.turn and found.turn in text
    endings = " ".join(told(text, suggestion=k)["ending"] for k in range(1, 9))
    assert "The big black dog stops too" in endings
    assert "in the forest" in endings and "our sister" in endings


def test_suggestions_differ_and_come_round() -> None:
    """Six suggestions are six stories; the same one is told the same."""
    ways = len(healing.strategies("chase", 0))
    endings = [told(DREAMS["chase"], suggestion=k)["ending"] for k in range(1, ways + 1)]

    assert len({ending[-80:] + ending[120:240] for ending in endings}) == ways >= 6
    assert told(DREAMS["chase"], suggestion=2) == told(DREAMS["chase"], suggestion=2)


@pytest.mark.parametrize("sort", ["harm", "self"])
def test_nothing_of_an_assault_is_repeated(sort: str) -> None:
    """Its ending is safety and company, no word of it is said back, and nobody of the dream is asked in."""
    text = DREAMS[sort] + " My uncle was there and laughed."
    for k in range(1, 8):
        made = told(text, suggestion=k)
        assert made["turn"] == ""
        assert not re.search(r"uncle|molest|dark room|bridge and I|want(?:ed)? to die", made["ending"])
        assert re.search(r"you trust|believes you|friend|Friends|on your side|listen|someone else", made["ending"])


def test_the_dead_say_goodbye() -> None:
    """Who died is remembered; none comes back to life, and nobody is asked to forget."""
    for k in range(1, 7):
        ending = told(DREAMS["loss"], suggestion=k)["ending"]
        assert "your grandmother" in ending
        assert not re.search(r"\balive\b|was only a dream|not dead|wakes up", ending)


@pytest.mark.parametrize(
    "sentence",
    [
        "There was blood all over the kitchen floor.",
        "He stabbed her with a long knife.",
        "We had sex on the stairs then.",
    ],
)
def test_what_is_not_said_back(sentence: str) -> None:
    """Graphic words are never quoted: the turn is another sentence, or none."""
    made = told(f"I was in the kitchen with my aunt. {sentence} I was terrified.")

    assert not re.search(r"blood|stab|sex", made["ending"] + made["turn"])


def test_a_good_dream_goes_on() -> None:
    """A joyful dream may be healed by wish; nothing in it is called a nightmare, and no professional is named."""
    made = told(DREAMS["glad"])

    assert not re.search(r"nightmare|bad dream|distress|professional", made["why"] + made["practice"] + made["ending"])


def test_a_hard_one_by_the_dreamers_word() -> None:
    """What the dreamer or an analysis calls a nightmare is one."""
    text = "I met a friend at the market and we bought apples and walked home."

    assert plight.plight(text, {}).sort == "glad"
    assert plight.plight(text, {"type": "nightmare"}).sort == "weight"
    assert plight.plight(text, {"nightmare": True}).sort == "weight"
    assert plight.plight(DREAMS["chase"], {"emotions": ["joy"]}).sort == "glad"


def test_the_three_parts() -> None:
    """Why promises nothing; practice says when, how long, when to stop and, once, that others can help."""
    made = told(DREAMS["chase"])

    assert "may" in made["why"].lower() and "no treatment" in made["why"]
    assert "ten to twenty" in made["practice"] and "by day" in made["practice"]
    assert "stop" in made["practice"] and "somebody you trust" in made["practice"]
    assert made["practice"].count("professionals") == 1
    assert (made["status"], made["note"]) == ("ok", None)


def test_other_languages() -> None:
    """A dream in a language nobody here reads gets a general ending, and is told so."""
    made = told("Ich war in dem Haus und ein Mann kam auf mich zu, und ich hatte sehr große Angst und bin gerannt.")

    assert made["status"] == "limited" and "English" in made["note"]
    assert made["turn"] == "" and len(made["ending"].split()) >= 80


def test_the_table_is_toml() -> None:
    """Any TOML reader reads the endings, and each sort says why."""
    body = (Path(healing.__file__).parent / "healing.en.toml").read_text("utf-8")
    rooms = tomllib.loads(body)

    assert {name: {k: v.strip() for k, v in room.items()} for name, room in rooms.items()} == sorts.table()
    assert all(
        "may" in room["why"].split() or "may" in room["why"]
        for n, room in rooms.items()
        if n not in ("any", "closings", "self")
    )


@settings(max_examples=40)
@given(st.text(max_size=300) | st.sampled_from(list(DREAMS.values())), st.integers(-3, 99))
def test_any_text(text: str, suggestion: int) -> None:
    """Any string gets an ending whose turn stands in it, and whose scene is one."""
    made = told(text, suggestion=suggestion)

    assert made["turn"] in text
    assert made["ending"] and made["why"] and made["practice"]
    assert not re.search(r"\{\w+\}", made["ending"].replace(made["turn"], ""))
    assert Scene.from_json(made["scene"]).actors


@pytest.mark.parametrize("sort", DREAMS)
def test_the_picture_is_a_comfort(sort: str) -> None:
    """A calm mood, a mild hour, nobody near who was feared, and somebody or something kind in it."""
    for way in healing.strategies(sort, 0):
        scene = solace.scene(DREAMS[sort], sort, way, mood_seed=1, at=None)
        feared = [a for a in scene.actors if a.name in solace._FEARED and a.tone]

        assert scene.mood in ("peace", "love", "joy") and scene.hour in ("dawn", "dusk", "night")
        assert scene.weather in (None, "clear")
        assert len(scene.actors) > len(feared)
        assert all(actor.size <= 0.08 for actor in feared)


def test_what_was_feared_is_small_and_in_the_picture() -> None:
    """The dog that jumped is far away, and not cut off."""
    scene = solace.scene(DREAMS["animal"], "animal", "look", mood_seed=1, at=None)
    small = next(actor for actor in scene.actors if actor.name == "dog")
    left, top, right, foot = elements.box(scene, small)

    assert small.size <= 0.08
    assert left > 0 and right < 1 and top > 0 and foot < 1


@pytest.mark.parametrize("place", ["lake", "sea", "forest", "field", "mountains", "street"])
def test_what_is_small_can_be_seen(place: str) -> None:
    """Its pixels are there, over whatever land: the sentence under the picture says it."""
    scene = layout.compose(["friends"], mood="peace", hour="dawn", place=place, weather=None, seed=1)
    small = solace._with_small(scene, "bear")
    pair = [Image.open(io.BytesIO(paint.paint(s, width=256, height=256))).convert("L") for s in (scene, small)]
    left, top, right, foot = (round(share * 256) for share in elements.box(small, small.actors[0]))
    changed = ImageChops.difference(*pair).crop((left, top, right + 1, foot + 1))

    assert sum(changed.histogram()[14:]) > 0.07 * changed.width * changed.height


def test_sentences_awake_are_left_out() -> None:
    """What was said about waking is no part of the dream."""
    assert turns.sentences("A dog barked. I ran. Then I woke up and was glad.") == ["A dog barked.", "I ran."]


def test_a_long_sentence_is_cut_at_a_joint() -> None:
    """Of a sentence without end the part that names the trouble is said back, verbatim."""
    text = (
        "we went up the hill and my aunt told a story about bread and then somebody was chasing us through the fields"
        " and it rained on all the houses and we were cold"
    )
    cut = turns.clause(text, text.index("chasing"))

    assert cut in text and "chasing" in cut
    assert 6 <= len(cut.split()) <= 24
    assert not cut.startswith(("and", "then"))


def test_an_ally_is_nobody_hard() -> None:
    """Who yelled, left or died in the dream is not asked in to help."""
    for hard in ("My sister yelled at me.", "My sister had died.", "My sister was chasing me."):
        assert bearings.HERE == "there"
        assert plight.plight(f"I was in the house. {hard} I was afraid of the dog that bites me.", {}).ally == ""
