from __future__ import annotations

import json
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dreamstream.backends.local import glosses, lexicon, phrases
from dreamstream.backends.local.reader import read
from dreamstream.backends.local.wording import analysis
from dreamstream.lists import EMOTIONS, PATTERNS, SIGN_KINDS

DREAMS = (
    "I was flying over the sea at night and my grandmother was swimming far below me. I felt so calm and light.",
    "Someone was chasing me through a dark forest and my legs wouldn't move. I was terrified and could not scream.",
    "My teeth were falling out one by one in front of the bathroom mirror and I was so embarrassed.",
    "I was late for the exam and couldn't find the classroom. I ran up and down the stairs of my old school.",
    "A huge black dog followed me home. I wasn't afraid of it. It lay down in front of my door and slept.",
    "I argued with my boss about money, then I was at a wedding, and the bride was Anna, my friend from school.",
    "The water kept rising in our house. My brother and I climbed onto the roof and a boat came to rescue us.",
    "I was naked on stage and the audience laughed at me.",
    "There was a baby in a drawer that I had forgotten to feed for weeks. I felt terrible guilt.",
    "I found a secret room behind the wardrobe with a garden in it, full of birds, and I was so happy.",
    "Marta and I were at the airport. I lost my passport, and the plane left without us. I was furious.",
    "I was hiding under the bed from a man with a knife. Then my sister turned on the lamp and it was a coat.",
)
HEDGES = re.compile(r"\b(may|might|perhaps|could|some people|some would|for some)\b", re.IGNORECASE)
#: Words of the clinic and of certainty; a dream is not a case.
NEVER = re.compile(
    r"\b(diagnos|disorder|symptom|treatment|therap|patholog|clinical|trauma|depression|syndrome|means that you|proves"
    r"|definitely|certainly|always|never|you must|you should|you are suffering)\w*",
    re.IGNORECASE,
)


@pytest.mark.parametrize("text", DREAMS)
def test_the_shape_scripts_rely_on(text: str) -> None:
    """Every field is there, within its closed list, and goes through JSON unchanged."""
    told = analysis(text)

    assert json.loads(json.dumps(told)) == told
    assert set(told) == {
        "hook", "interpretation", "signs", "patterns", "emotions", "stress", "nightmare",
        "actions", "archetype", "language", "status", "note",
    }  # fmt: skip
    assert 3 <= len(told["signs"]) <= 5
    assert all(sign["kind"] in SIGN_KINDS and sign["evidence"] in text for sign in told["signs"])
    assert 1 <= len(told["patterns"]) <= 3 and set(told["patterns"]) <= set(PATTERNS)
    assert set(told["emotions"]) <= set(EMOTIONS)
    assert 0 <= told["stress"] <= 100
    assert 2 <= len(told["actions"]) <= 3
    assert told["status"] == "ok" and told["note"] is None and told["language"] == "en"


@pytest.mark.parametrize("text", DREAMS)
def test_what_is_said_is_hedged_open_and_kind(text: str) -> None:
    """More than one reading, no certainty, no clinic, one question back; spoken to you."""
    said = analysis(text)["interpretation"]

    assert len(HEDGES.findall(said)) >= 2
    assert not NEVER.search(said + analysis(text)["hook"] + " ".join(analysis(text)["actions"]))
    assert said.count("?") <= 2 and said.endswith("?")
    assert re.search(r"\byou", said)


@pytest.mark.parametrize("text", DREAMS)
def test_every_sign_spoken_of_was_found(text: str) -> None:
    """The hook names only what stands in the dream."""
    told = analysis(text)
    held = {sign.label for sign in read(text).signs}
    other = {gloss.phrase for label, gloss in glosses.table().items() if label not in held and " " in gloss.phrase}
    ours = {gloss.phrase for label, gloss in glosses.table().items() if label in held}

    assert not [phrase for phrase in other - ours if re.search(rf"\b{phrase}\b", told["hook"])]
    feelings = {phrases.FEELING[name] for name in EMOTIONS if name not in told["emotions"]}
    assert not [name for name in feelings if re.search(rf"\b{name}\b", told["hook"])]


def test_grammar_follows_the_words_found() -> None:
    """My becomes your, plurals take plural verbs, names stay names."""
    teeth = analysis("My teeth were green. My teeth were made of glass, and the room was very wide.")
    marta = analysis("I went to the lake with Marta, and Marta swam to the other shore.")

    assert "your teeth" in (teeth["hook"] + teeth["interpretation"]).lower()
    assert not re.search(r"teeth (goes|points|touches|calls|reminds|does)\b", str(teeth))
    assert "Marta" in marta["hook"]
    assert not re.search(r"\b(my|our|I)\b", teeth["hook"] + marta["hook"])


def test_many_dreams_do_not_sound_alike() -> None:
    """Ten read aloud begin in many ways and ask many questions."""
    told = [analysis(text) for text in DREAMS]
    first = {one["interpretation"].split(". ")[0][:24] for one in told}
    asked = {one["interpretation"].rsplit(". ", 1)[-1] for one in told}

    assert len({one["hook"] for one in told}) == len(DREAMS)
    assert len(first) >= 8
    assert len(asked) >= 8


def test_the_same_dream_is_worded_the_same() -> None:
    """Nothing is drawn by lot."""
    assert [analysis(text) for text in DREAMS] == [analysis(text) for text in DREAMS]


def test_a_child_hides_its_parent_and_two_of_a_kind_are_enough() -> None:
    """Shown signs are told apart; `everything` lists all of them, and every pattern."""
    text = "My mother, my father, my sister and my brother sat in a train with a dog and a cat, by the sea. I was glad."
    shown = [sign["label"] for sign in analysis(text)["signs"]]
    kinds = [sign["kind"] for sign in analysis(text)["signs"]]
    everything = [sign["label"] for sign in analysis(text, everything=True)["signs"]]

    assert not {"Family", "Animal", "Vehicle"} & set(shown)
    assert max(kinds.count(kind) for kind in kinds) == 2
    assert {"Family", "Animal", "Vehicle", "Mother", "Cat"} <= set(everything)
    assert set(shown) <= set(everything)


def test_nothing_is_padded() -> None:
    """A dream with one sign has one."""
    told = analysis("There was a snake, and it was turning and turning, and that was all that there was.")

    assert [sign["label"] for sign in told["signs"]] == ["Snake"]
    assert analysis("It was round and it was turning, slowly, and that was all that there was.")["signs"] == []


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Ich war in einem großen Haus und meine Mutter war da und ich hatte Angst.", "German"),
        ("I was flying", "Too few words"),
        ("", "Too few words"),
    ],
)
def test_limited_says_why_and_what_to_do(text: str, why: str) -> None:
    """No stress, no nightmare, a plain reason, and where a real AI is configured."""
    told = analysis(text)

    assert told["status"] == "limited" and told["stress"] is None
    assert told["nightmare"] == {"likely": False, "why": ""}
    assert why in told["note"] and "dreamstream backends list" in told["note"]
    assert told["hook"] and told["interpretation"]


def test_every_gloss_fits_its_sentence() -> None:
    """Each sign of the lexicon has its words, and each frame can be filled."""
    assert set(glosses.table()) == {entry.label for entry in lexicon.signs().entries}
    for gloss in glosses.table().values():
        assert not NEVER.search(gloss.one + gloss.other)
        assert gloss.one[0].islower() and gloss.other[0].islower()
        assert not gloss.one.endswith(".") and not gloss.other.endswith(".")
    for frame in (*phrases.READINGS, *phrases.SECOND):
        assert HEDGES.search(frame), frame
    for frames in (*phrases.FEELINGS.values(), phrases.MIXED):
        assert all(HEDGES.search(frame) for frame in frames), frames


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=300))
def test_any_string_is_worded(text: str) -> None:
    """No text breaks a sentence frame."""
    told = analysis(text)

    assert told["hook"] and told["interpretation"]
    assert "{" not in told["hook"].replace(text, "") or "{" in text
