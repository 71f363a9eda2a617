"""Ids can be typed, told apart by their noun, and made by two machines alike where that is wanted."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dreamstream import ids


def test_a_new_id_is_a_letter_a_dash_and_ten_digits() -> None:
    """No i, l, o or u; ten thousand of them differ."""
    made = {ids.new("d") for _ in range(10_000)}

    assert len(made) == 10_000
    assert all(re.fullmatch(r"d-[0-9a-hjkmnp-tv-z]{10}", id) for id in made)
    assert set("".join(made)) == set(ids.DIGITS) | {"-"}


def test_ids_of_one_moment_share_no_prefix() -> None:
    """Two dreams of one morning are told apart by a few letters: ids do not begin with a time."""
    assert len({ids.new("d")[:4] for _ in range(200)}) > 150


@given(st.integers(0, (1 << 50) - 1), st.integers(0, (1 << 50) - 1))
def test_one_number_is_one_id(one: int, other: int) -> None:
    """The same digest gives the same id anywhere; bits beyond fifty do not count."""
    assert (ids.spell("d", one) == ids.spell("d", other)) == (one == other)
    assert ids.spell("d", one) == ids.spell("d", one | 7 << 50)
    assert len(ids.spell("d", one)) == 2 + ids.LENGTH


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("d-k3v9x2qm7t", True), ("d-k", True), ("d-", True), ("d", False), ("", False), ("e-k3v9x2qm7t", False),
        ("d-k3v9x2qm7t0", False), ("d-K", False), ("d-i", False), ("d-../x", False), ("d-k\n", False), ("@1", False),
    ],
)  # fmt: skip
def test_what_looks_like_an_id(text: str, fits: bool) -> None:
    """One of this noun, or the beginning of one; nothing that could be a path."""
    assert ids.looks_like(text, "d") is fits


def test_every_noun_has_its_letter() -> None:
    """One letter, one noun."""
    assert all(len(letter) == 1 for letter in ids.NOUNS) and len(set(ids.NOUNS.values())) == len(ids.NOUNS)
    assert all(ids.looks_like(ids.new(letter), letter) for letter in ids.NOUNS)
