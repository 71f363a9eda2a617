from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dreamstream.backends.local.sessions.spans import LONGEST, sentences


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@given(st.text())
def test_spans_lie_in_order_within_the_text(text: str) -> None:
    """Sentences do not overlap, are not longer than the limit and begin and end with what is said."""
    spans = sentences(text)

    assert all(0 <= start < end <= len(text) and end - start <= LONGEST for start, end in spans)
    assert all(one[1] <= other[0] for one, other in pairwise(spans))
    assert all(text[start:end] == text[start:end].strip() for start, end in spans)


@given(st.lists(st.sampled_from(["fox", "sea", "and", "3.5", "a,", "b.", "c!", "\n"]), max_size=200).map(" ".join))
def test_no_word_is_lost(text: str) -> None:
    """Every word of the text is in one of its sentences."""
    assert " ".join(cut(text)).split() == text.split()


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("It rained. I ran!", ["It rained.", "I ran!"]),
        ("Dr. Lee came at 3.5 metres. Really?!", ["Dr. Lee came at 3.5 metres.", "Really?!"]),
        ("We left at 7 a.m. on Sunday", ["We left at 7 a.m. on Sunday"]),
        ('"Run!" she said. Then silence…', ['"Run!"', "she said.", "Then silence…"]),
        ("one line\nanother", ["one line", "another"]),
        ("夢を見た。海だった。", ["夢を見た。", "海だった。"]),
        ("... !!! \n", []),
    ],
)
def test_where_sentences_end(text: str, wanted: list[str]) -> None:
    """At full stops, not within numbers and titles; what has no word is none."""
    assert cut(text) == wanted


def test_one_breath_is_cut_where_it_pauses() -> None:
    """A dictation without a stop is cut before an "and", within the limit."""
    parts = cut("I walked along the wall " + "and there was another gate behind it " * 20)

    assert len(parts) > 2
    assert all(part.startswith("and ") for part in parts[1:])
