from __future__ import annotations

import re
import tomllib
from pathlib import Path

from dreamstream.backends.local import tables
from dreamstream.backends.local.sessions import cues
from dreamstream.proposals import TYPES

FILE = Path(tables.__file__).parent / "sessions" / "cues.en.toml"


def test_the_list_is_toml() -> None:
    """Our quick reader and the standard library's read the same rooms."""
    told = tomllib.loads(FILE.read_text("utf-8"))

    assert {room: lines for room, lines in tables.rooms("sessions/cues.en.toml") if room} == {
        key: value for key, value in told.items() if isinstance(value, dict)
    }


def test_every_sort_is_a_type() -> None:
    """The rooms of sorts are types a pass may propose."""
    assert set(cues.sorts()) <= set(TYPES)


def test_every_cue_can_be_found() -> None:
    """A cue is written as the reader cuts it: in lower case, without a stray sign."""
    for phrase in cues.book().phrases:
        assert " ".join(cues.words(phrase).lower) == phrase
    for words in cues.book().sets.values():
        assert all(re.fullmatch(r"[a-z'-]+", word) for word in words)


def test_names_are_written_large_and_do_not_open_a_sentence() -> None:
    """A capital within a sentence is a name, unless it is called to."""
    assert cues.words("Hey Mara, we met Oskar in Kyiv").large == ("oskar", "kyiv")


def test_a_phrase_within_a_phrase_counts() -> None:
    """ "Last week" is found once as a time, beside what else it is."""
    found = cues.found(cues.words("last week I decided not to go").lower)

    assert found["worth.time"] == 1
    assert found["sorts.rejection"] == found["sorts.decision"] == 1
