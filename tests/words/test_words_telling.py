from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dreamstream.backends.local import lexicon
from dreamstream.words import signs, telling
from dreamstream.words.labels import label


@pytest.mark.parametrize(
    ("text", "noted"),
    [
        ("I was flying over the Sea with my mother.", [("Flying", "flying"), ("Sea", "Sea"), ("Mother", "mother")]),
        ("The dog’s house; a DOG!", [("Home", "house"), ("Dog", "DOG")]),
        ("One, two, three.", []),
        ("", []),
        ("\ud800 海の夢を見た 🌊", []),
        ("Ich war im Wald und das Kind hatte ein Gift in der Hand.", []),
    ],
)
def test_what_is_seen_at_a_glance(text: str, noted: list[tuple[str, str]]) -> None:
    """Single words in the order told, as they stand in the dream."""
    assert telling.seen(text) == noted


@given(st.text(max_size=300))
def test_at_most_five_and_each_once(text: str) -> None:
    """Any text; every label is of the one vocabulary and the word stands in the text."""
    found = telling.seen(text + " mother dog sea house door window snake " + text)

    assert len(found) == 5 == len({label for label, _ in found})
    assert all(word in text + " mother dog sea house door window snake " for _, word in found)


def test_the_table_keeps_to_the_vocabulary() -> None:
    """Every word has one label, and it is one the analysis uses too."""
    words = [word for line in telling._WORDS.values() for word in line.split()]

    assert len(words) == len(set(words)) > 300
    assert all(label(name) == name for name in telling._WORDS)
    assert set(telling._WORDS) <= {entry.label for entry in lexicon.signs().entries}


def test_a_book_is_looked_at_no_longer_than_its_beginning() -> None:
    """A megabyte without a sign costs no more than its first pages."""
    start = time.process_time()
    telling.seen("none of it at all " * 60_000)

    assert time.process_time() - start < 0.1


def test_the_shared_table_is_the_lexicon_s() -> None:
    """Kinds, and which sign gives way to which, are the same wherever they are looked up."""
    for entry in lexicon.signs().entries:
        assert signs.kind(entry.label) == entry.kind
        assert signs.wider(entry.label) == {entry.parent, entry.beside} - {""}
    assert signs.kind("Fear") == "feeling"
    assert signs.kind("Purple Elephant") == "symbol"
