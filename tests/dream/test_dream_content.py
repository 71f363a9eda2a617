from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dreamstream.dream.content import key, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The owl sat on a roof.", "an OWL, sat on the roof"),
        ("I didn't open it", "I did not open it!"),
        ("I can't swim", "I cannot swim"),
        ("It's Mara’s boat", "it is Mara's boat"),
        ("Um, well, I really ran", "I ran …"),
        ("On Monday Ines called", "Ines called on Monday"),
        ("Café", "Cafe\u0301"),
    ],
)
def test_the_same_in_other_clothes(one: str, other: str) -> None:
    """Case, punctuation, articles, fillers, order and short forms change nothing."""
    assert key(one) == key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("I saw three owls", "I saw four owls"),
        ("I saw 3 owls", "I saw 4 owls"),
        ("It cost 3.5", "It cost 5.3"),
        ("At 10:30", "At 30:10"),
        ("On 03/04", "On 04/03"),
        ("It was -5 outside", "It was 5 outside"),
        ("It was 5% of it", "It was 5 of it"),
        ("It cost $5", "It cost €5"),
        ("at 7 am", "at 7 pm"),
        ("I opened it", "I did not open it"),
        ("I can swim", "I can't swim"),
        ("before the exam", "after the exam"),
        ("with my brother", "without my brother"),
        ("last week", "next week"),
        ("Mara came", "Ines came"),
        ("He gave her the key", "She gave him the key"),
        ("I flew to Rome", "I flew from Rome"),
        ("I am pregnant", "I was pregnant"),
        ("one dog", "one dogs"),
        ("no no", "no"),
        ("I will go", "I may go"),
        ("up the stairs", "down the stairs"),
        ("I love it ♥", "I love it ☹"),
        ("Well.", "Oh."),
        ("海だった", "山だった"),
        ("...", "!!!"),
    ],
)
def test_one_word_makes_another_event(one: str, other: str) -> None:
    """A number, a negation, a name, a time, a direction, a sign: each makes two events of one."""
    assert key(one) != key(other)


@given(st.text())
def test_any_text_has_a_key(text: str) -> None:
    """A key is the same for the same text, and for its words handed in."""
    assert key(text) == key(text, words(text))


@given(st.lists(st.sampled_from(["owl", "the", "seven", "not", "sea", "Mara"])), st.randoms(use_true_random=False))
def test_order_does_not_matter(said: list[str], shuffle: Random) -> None:
    """The content words are a multiset: shuffled they are the same, one more makes another."""
    other = ["owl", *said]
    shuffle.shuffle(other)

    assert key(" ".join(["owl", *said])) == key(" ".join(other))
    assert key(" ".join([*other, "lighthouse"])) != key(" ".join(other))
