from __future__ import annotations

import tomllib
from pathlib import Path

from dreamstream.words import common


def test_a_word_of_every_talk_tells_little() -> None:
    """Little words tell nothing, usual ones some, all others everything."""
    assert [common.telling(word) for word in ("the", "great", "lighthouse")] == [0, common.USUAL, 1]


def test_no_word_is_in_both_heaps() -> None:
    """The heaps are apart, in lower case, and no word stands twice."""
    told = tomllib.loads(Path(common.__file__).with_name("common.en.toml").read_text("utf-8"))
    words = told["small"].split() + told["common"].split()

    assert len(set(words)) == len(words)
    assert all(word == word.lower() for word in words)
