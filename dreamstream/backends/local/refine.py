"""Understand a wish for a picture, things named as the dreamer names them."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources

from dreamstream.pictures import change
from dreamstream.pictures.changing.lexicon import plain
from dreamstream.pictures.changing.wish import Wish


def understand(instruction: str) -> Wish:
    """What an instruction asks for; no changes where nothing of it was understood."""
    return change.read(instruction, _named("things"), _named("places"))


def understood() -> tuple[tuple[str, str], ...]:
    """What can be asked for: (what, example)."""
    return change.understood()


@cache
def _named(table: str) -> dict[str, str]:
    body = resources.files("dreamstream.backends.local").joinpath("things.en.toml").read_text("utf-8")
    listed = tomllib.loads(body)[table]
    return {" ".join(plain(phrase)): name for name, phrases in listed.items() for phrase in str(phrases).split(",")}
