from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from dreamstream.pictures import captions

WORDS = st.lists(
    st.sampled_from(("I", "walked", "and", "then,", "the", "house", "was", "gone.", "who", "called?", "but", "no")),
    max_size=60,
).map(" ".join)


@given(WORDS)
@settings(max_examples=200)
def test_spans_are_the_tellers_own_words_in_order(text: str) -> None:
    """Nothing is added but the ellipsis, nothing comes twice, nothing is over long."""
    at = 0
    for span in captions.clauses(text):
        bare = span.strip("…")
        at = text.index(bare, at) + len(bare)

        assert captions.count(bare) <= captions.LONGEST
        assert re.search(r"\w", bare)


@given(st.lists(st.sampled_from(("a b c", "d", "e f g h i j k l")), min_size=1, max_size=20), st.integers(1, 6))
def test_groups_keep_the_order_and_are_never_empty(spans: list[str], number: int) -> None:
    """A comic has no panel about nothing while there are words left."""
    number = min(number, len(spans))
    groups = captions.grouped(spans, number)

    assert [span for group in groups for span in group] == spans
    assert len(groups) == number
    assert all(groups)


def test_a_long_sentence_is_cut_at_its_joints() -> None:
    """An ellipsis says where the telling goes on."""
    spans = captions.clauses(
        "I walked down the long road to the harbour, and when I came to the water "
        "the boats were all gone but somebody had left a lamp burning for me."
    )

    assert spans[0] == "I walked down the long road to the harbour…"
    assert all(span.startswith("…") for span in spans[1:])
    assert spans[-1].endswith("for me.")
