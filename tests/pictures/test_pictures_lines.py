from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dreamstream.pictures import lines

TEXT = st.text(alphabet=st.characters(exclude_categories=("Cs", "Cc")), max_size=80)


def measure(text: str) -> float:
    return float(len(text))


@given(TEXT, st.integers(1, 30))
@settings(max_examples=200)
def test_no_line_is_too_long_and_no_sign_is_lost(text: str, wide: int) -> None:
    """Whatever is written: broken to fit, in order, all of it; marks may hang over by their own width only."""
    for wrap in (lines.wrapped, lines.balanced):
        got = wrap(text, wide, measure)

        assert "".join("".join(got).split()) == "".join(text.split())
        assert all(measure(line) <= wide or len(line) == 1 for line in got)


@given(
    st.lists(
        st.sampled_from(("I", "walked", "along", "the", "river", "until", "it", "was", "dark")), min_size=4, max_size=14
    )
)
def test_lines_are_of_about_one_length(words: list[str]) -> None:
    """Balancing takes no more lines, and the last one is not left behind."""
    text = " ".join(words)
    greedy, even = lines.wrapped(text, 24, measure), lines.balanced(text, 24, measure)

    assert len(even) == len(greedy)
    assert max(map(len, even)) <= max(map(len, greedy))
    assert len(even[-1]) >= len(greedy[-1])


@pytest.mark.parametrize("text", ["夢の中で、海の上を（ゆっくり）飛んでいました。とても、こわかった！"])
def test_ideographs_break_between_signs_but_not_before_a_full_stop(text: str) -> None:
    """No line begins with a closing mark or ends with an opening one."""
    for wide in range(3, 20):
        got = lines.wrapped(text, wide, measure)

        assert not [line for line in got[1:] if line[0] in "、。）！っ"]
        assert not [line for line in got[:-1] if line[-1] == "（"]
        assert len(got) > 1


def test_korean_keeps_its_words() -> None:
    """Hangul has spaces, and breaks there."""
    assert lines.wrapped("꿈에서 바다 위를 날았어요", 6, measure) == ["꿈에서 바다", "위를", "날았어요"]


def test_what_is_cut_ends_in_an_ellipsis() -> None:
    """And still fits."""
    got = lines.cut(["I walked and walked,", "and then I ran", "home"], 2, 14, measure)

    assert got == ["I walked and walked,", "and then I ra…"]
