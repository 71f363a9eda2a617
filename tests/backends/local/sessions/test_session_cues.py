from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from dreamstream.backends.local import tables
from dreamstream.backends.local.sessions import cues
from dreamstream.proposals import TYPES

FOLDER = Path(tables.__file__).parent
FILES = ("cues.en.toml", "talk.en.toml", "talk.de.toml")
#: What a sentence of a dream does beside being of a type.
AIDS = {"wrote", "decided", "wants", "asked", "insight", "notes", "woken", "when", "later", "aside", "meta"}


@pytest.mark.parametrize("name", FILES)
def test_the_list_is_toml(name: str) -> None:
    """Our quick reader and the standard library's read the same rooms."""
    told = tomllib.loads((FOLDER / "sessions" / name).read_text("utf-8"))

    assert {room: lines for room, lines in tables.rooms(f"sessions/{name}") if room} == {
        key: value for key, value in told.items() if isinstance(value, dict)
    }


@pytest.mark.parametrize("language", sorted(cues.LANGUAGES))
def test_what_is_said_is_of_a_type(language: str) -> None:
    """What a sentence may do is a type a pass may propose, or helps to tell one."""
    said = {cue for told in cues.book(language).phrases.values() for cue in cues.does(told)}

    assert said - AIDS <= set(TYPES)
    assert said >= {"recall", "correction", "decision"}


@pytest.mark.parametrize("language", sorted(cues.LANGUAGES))
def test_every_cue_can_be_found(language: str) -> None:
    """A cue is written as the reader cuts it: in lower case, without a stray sign."""
    for phrase in cues.book(language).phrases:
        assert " ".join(cues.words(phrase).lower) == phrase
    for words in cues.book(language).sets.values():
        assert all(re.fullmatch(r"[^\W\d_A-Z]+(?:['-][^\W\d_A-Z]+)*", word) for word in words)


def test_every_language_has_the_same_small_words() -> None:
    """What the rules look up stands in each language's lists, if only empty."""
    books = {language: set(cues.book(language).sets) for language in cues.LANGUAGES}

    assert books["en"] <= books["de"]


def test_names_are_written_large_and_do_not_open_a_sentence() -> None:
    """A capital within a sentence is a name, unless it is called to."""
    assert cues.words("Hey Mara, we met Oskar in Kyiv").large == ("oskar", "kyiv")


def test_a_phrase_within_a_phrase_counts() -> None:
    """ "Last week" is found once as a time, beside what else it is."""
    found = cues.found(cues.words("last week I decided not to go").lower)

    assert found["worth.time"] == 1
    assert found["said.when"] == found["said.rejection"] == 1
