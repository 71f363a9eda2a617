"""A quote is found where it stands, though its type was changed on the way."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dreamstream.dream.readers.quotes import Source
from dreamstream.dream.readers.secrets import mask, shown

TEXT = "So I said: “Don’t go—it’s  late…”\nand the ﬁrst boat, the STRASSE, was gone."


@pytest.mark.parametrize(
    ("quote", "held"),
    [
        ("Don’t go—it’s  late", "Don’t go—it’s  late"),
        ("don't go-it's late", "Don’t go—it’s  late"),
        ("\"Don't go-it's late...\"\n and the first boat", "“Don’t go—it’s  late…”\nand the ﬁrst boat"),
        ("… the straße, WAS gone…", "the STRASSE, was gone"),
        ("“and the ﬁrst boat”", "and the ﬁrst boat"),
    ],
)
def test_other_type(quote: str, held: str) -> None:
    """Case, spaces, quotation marks, dashes and ligatures do not matter; what is cited is what stands there."""
    span = Source(TEXT).find(quote)

    assert span is not None
    assert TEXT[slice(*span)] == held


@pytest.mark.parametrize("quote", ["", "  ", "…?", "the second boat", "Don’t go, it’s late", "go late"])
def test_other_words(quote: str) -> None:
    """Other words are not found, and nothing is no quote."""
    assert Source(TEXT).find(quote) is None


def test_around_a_secret() -> None:
    """A model sees a word in place of a secret, and may quote it."""
    text = mask("He said my pin is 4417 and ran.")
    span = Source(text).find("my pin is [removed] and ran")

    assert shown(text) == "He said my pin is [removed] and ran."
    assert span is not None
    assert text[slice(*span)] == text[8:-1]


@given(text=st.text(max_size=80), start=st.integers(0, 80), size=st.integers(1, 40))
def test_any_part_is_found(text: str, start: int, size: int) -> None:
    """A part of a text is in it, in capitals too, as long as it says something; a span never leaves the text."""
    part = text[start : start + size].strip()
    source = Source(text)
    span = source.find(part)

    assert (span is not None) == bool(part)
    if span is not None:
        assert text[slice(*span)] == part
    if (found := source.find(part.swapcase())) is not None:
        assert 0 <= found[0] < found[1] <= len(text)
