"""How telling a word is: the words of every talk say little."""

from __future__ import annotations

import functools
import tomllib
from pathlib import Path

#: What a usual word says, against an unusual one.
USUAL = 0.25


def telling(word: str) -> float:
    """0 for a word that only holds a sentence together, USUAL for one of every talk, else 1; `word` in lower case."""
    return weights().get(word, 1.0)


@functools.cache
def weights() -> dict[str, float]:
    """The words that tell less than 1, and how much."""
    told = tomllib.loads(Path(__file__).with_name("common.en.toml").read_text("utf-8"))
    return {**dict.fromkeys(told["common"].split(), USUAL), **dict.fromkeys(told["small"].split(), 0.0)}
