"""Words between fences stay words."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from dreamstream.kinds.fences import MOST, inert

BITS = st.lists(
    st.sampled_from(["<", "</", "dream", ">", " ", "\n", "DREAM", "instruction", "/", "I flew", "< / dream >"])
)


@given(BITS.map("".join) | st.text())
def test_no_words_close_their_fence(text: str) -> None:
    """Whatever the dream says, it opens and closes no fence of ours."""
    assert not re.search(r"<\s*/?\s*(?:dream|instruction)\b", inert(text), re.I)


def test_other_words_are_left_alone() -> None:
    """A dream about brackets, braces and hearts is told as it is."""
    for text in ("I {flew} <3 and 1 < 2", "<b>loud</b>", "", "%s", "a dreamy <dreamer>"):
        assert inert(text) == text


def test_a_novel() -> None:
    """Of what is too long the beginning and the end are told."""
    said = inert("a" * MOST + "the middle" + "b" * MOST)

    assert len(said) <= MOST + 10
    assert said.startswith("aaa") and said.endswith("bbb")
    assert "middle" not in said
