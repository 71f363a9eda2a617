from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import dreamstream.words
from dreamstream.backends.local import lexicon
from dreamstream.words.care import care
from dreamstream.words.labels import EMOTIONS, PATTERNS, SIGN_KINDS, emotion, label, version


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("dogs", "Dog"),
        ("a Puppy", "Dog"),
        ("my mum", "Mother"),
        ("Being chased", "Being Chased"),
        ("teeth falling out", "Teeth"),
        ("The Ocean", "Sea"),
        ("flying!", "Flying"),
        ("boxes", "Box"),
        ("cities", "City"),
        ("purple_elephants", "Purple Elephant"),
        ("glass", "Glass"),
        ("stairs", "Stairs"),
        ("  ", ""),
        ("\x1b[31mred\ud800", "31mred"),
    ],
)
def test_one_spelling_for_every_label(written: str, said: str) -> None:
    """Synonyms, plurals, articles and capitals come down to one label; an unknown one is kept in Title Case."""
    assert label(written) == said


@given(st.text(max_size=200))
def test_a_label_is_its_own_label(text: str) -> None:
    """Normalising twice changes nothing, and nothing unprintable survives."""
    once = label(text)

    assert label(once) == once
    assert once == "" or once.isprintable()
    assert len(once) <= 80


def test_every_label_of_the_lexicon_is_canonical() -> None:
    """What the reader emits is what the table calls it, so trends of all backends meet."""
    for entry in (*lexicon.signs().entries, *lexicon.feelings().entries):
        name = entry.label if entry.kind != "feeling" else entry.label.capitalize()

        assert label(name) == name
        assert entry.kind in SIGN_KINDS
        assert all(pattern in PATTERNS for pattern, _ in entry.patterns)


def test_no_word_stands_for_two_labels() -> None:
    """A synonym on two lines would depend on the order of the file."""
    path = Path(str(dreamstream.words.__file__)).with_name("synonyms.toml")
    lines = tomllib.loads(path.read_text("utf-8"))["labels"]
    words = [word.strip() for line in lines.values() for word in line.split(",")]

    assert len(words) == len(set(words))
    assert not {name.casefold() for name in lines} & set(words)
    assert version() >= 1


@pytest.mark.parametrize(("written", "named"), [("Happy", "joy"), ("fear", "fear"), ("Anxiety", "unease"), ("x", None)])
def test_feelings_have_other_names(written: str, named: str | None) -> None:
    """A model's or a person's word for a feeling becomes one of the eight, or none."""
    assert emotion(written) == named
    assert named is None or named in EMOTIONS


@pytest.mark.parametrize(
    "text",
    [
        "I want to die",
        "I was going to kill myself",
        "he hanged himself",
        "thoughts of suicide",
        "she self-harms",
        "to end my life",
    ],
)
def test_words_against_oneself_get_a_note(text: str) -> None:
    """The note is plain, speaks of people, and takes nothing for certain."""
    note = care(text)

    assert note is not None
    assert "may" in note and "someone you trust" in note


@pytest.mark.parametrize(
    "text",
    ["I killed him", "I cut myself a slice of bread", "the monster died", "I wanted to dye my hair", ""],
)
def test_dream_content_gets_no_note(text: str) -> None:
    """Killing somebody in a dream is a dream."""
    assert care(text) is None
