from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dreamstream.dream.alike import LEAST, MOST, Index, stem
from dreamstream.dream.content import words

NOTES = (
    "A lighthouse stood in the kitchen and its lamp was on",
    "My uncle Pavel lost the key of the boat",
    "I felt ashamed in front of the whole orchestra",
    "We missed the last ferry to the island",
    "An owl read numbers from a telephone book",
    "I decided to count my fingers in every lift",
)


def index(texts: tuple[str, ...] = NOTES) -> Index:
    made = Index([words(text) for text in texts])
    for text in texts:
        made.add(text, made.vector(words(text)))
    return made


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("In the kitchen there was a lighthouse, the lamp lit", NOTES[0]),
        ("Uncle Pavel was losing the boat's keys", NOTES[1]),
        ("The owl was reading the telephone book's numbers to us", NOTES[4]),
        ("Decided that I count fingers in lifts", NOTES[5]),
    ],
)
def test_a_restatement_is_found_first(said: str, meant: str) -> None:
    """Other words around the same stems lead to the event."""
    made = index()

    (found, likeness), *_ = made.of(made.vector(words(said)))
    assert found == meant
    assert LEAST <= likeness < 1


def test_other_things_are_not_alike() -> None:
    """Words of every talk make nothing alike."""
    made = index()

    assert made.of(made.vector(words("And then I was there with all of it, and it was good"))) == ()
    assert made.of(made.vector(words("The tax office closed its doors"))) == ()


def test_equal_texts_are_one() -> None:
    """A text is wholly like itself."""
    made = index()

    assert made.of(made.vector(words(NOTES[3])))[0] == (NOTES[3], 1.0)


@given(st.lists(st.text(max_size=60), max_size=8), st.text(max_size=60))
def test_any_texts(texts: list[str], text: str) -> None:
    """Links are few, ordered, above the least, and the same each time."""
    made, again = index(tuple(texts)), index(tuple(texts))
    found = made.of(made.vector(words(text)))

    assert found == again.of(again.vector(words(text)))
    assert len(found) <= MOST
    assert all(LEAST <= likeness <= 1 for _, likeness in found)
    assert [likeness for _, likeness in found] == sorted((likeness for _, likeness in found), reverse=True)


@pytest.mark.parametrize(
    "family", [("walk", "walks", "walked", "walking"), ("party", "parties"), ("stop", "stopped"), ("dance", "dancing")]
)
def test_a_stem_is_what_its_forms_share(family: tuple[str, ...]) -> None:
    """A word's forms have one stem; numbers and short words stay."""
    assert len({stem(word) for word in family}) == 1
    assert stem("1990s") == "1990s"
    assert stem("sea") == "sea"
