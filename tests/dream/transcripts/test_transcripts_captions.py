"""Captions and recordings: cues are turns, with their seconds, and with moments where the start is known."""

from __future__ import annotations

from pathlib import Path

import pytest

from dreamstream.dream.transcripts import cues, door
from dreamstream.turns import Session, Turn

SAMPLES = Path(__file__).parent / "samples"


def sample(name: str, called: str = "") -> Session:
    (session,) = door.read((SAMPLES / name).read_bytes(), called)
    return session


def texts(body: str) -> list[str]:
    (session,) = door.read(body.encode())
    return [turn.text for turn in session.turns]


def test_webvtt() -> None:
    """Voices are speakers, ids are the turns', tags go, notes and styles are no words, a note says when it began."""
    session = sample("captions.vtt")
    at = "2026-11-20T06:30:"

    assert (session.id, session.at) == ("memo-12", at + "00+01:00")
    assert session.turns == (
        Turn(id="first", speaker="Ann", text="There was a lake & an oar.", at=at + "01.500000+01:00", offset=1.5),
        Turn(id="2", speaker="Bea", text="Really?", at=at + "05+01:00", offset=5.0),
        Turn(id="3", speaker="Ann", text="Really.", at=at + "05+01:00", offset=5.0),
        Turn(id="4", text="It hummed.", at=at + "07+01:00", offset=7.0),
    )
    assert session.warnings == ("line 22: a caption without words",)


def test_rolling_captions_are_read_once() -> None:
    """Live captions repeat each line; what is said twice in a row is said twice."""
    session = sample("rolling.vtt")

    assert [turn.text for turn in session.turns] == ["there was", "a lake in the", "kitchen floor", "kitchen floor"]
    assert session.warnings == ()


def test_captions_that_do_not_roll_keep_their_repeats() -> None:
    """Who says yes three times says it three times."""
    said = ["Yes.", "Yes.", "Yes.", "What is it?", "A lake.", "An oar.", "A hum."]

    assert texts("WEBVTT\n\n" + "".join(f"00:0{n}.000 --> 00:0{n}.900\n{w}\n\n" for n, w in enumerate(said))) == said


def test_names_before_a_colon_speak_when_they_return() -> None:
    """As meetings are exported; a colon in what somebody says is none of it."""
    cue = "00:01.000 --> 00:02.000\n"
    body = f"WEBVTT\n\n{cue}Ann Lee: hi\n\n{cue}Ann Lee: it was so: blue\n\n{cue}note: nothing\n"

    (session,) = door.read(body.encode())

    assert [(turn.speaker, turn.text) for turn in session.turns] == [
        ("Ann Lee", "hi"), ("Ann Lee", "it was so: blue"), ("", "note: nothing"),
    ]  # fmt: skip


def test_srt() -> None:
    """Styles go, a blank line inside the words is none of their ends, a cue without a time keeps its words."""
    session = sample("captions.srt")

    assert [(turn.id, turn.offset, turn.text) for turn in session.turns] == [
        ("1", 1.5, "There was a lake\nand an oar."),
        ("2", 5.0, "It hummed."),
        ("3", None, "no time at all"),
        ("4", None, "I woke."),
    ]
    assert session.warnings == (
        "line 11: a caption without a time",
        "line 15: a time that is none",
        "line 19: a caption without words",
    )


def test_what_whisper_prints() -> None:
    """Times and words on one line."""
    session = sample("printed.txt")

    assert [(turn.offset, turn.text) for turn in session.turns] == [(0.0, "There was a lake."), (4.2, "It hummed.")]


@pytest.mark.parametrize(
    ("called", "at"),
    [
        ("2026-11-20T06-30-00.srt", "2026-11-20T06:30:01.5"),
        ("Memo 20261120_0630.srt", "2026-11-20T06:30:01.5"),
        ("2026-11-20.srt", "2026-11-20"),
        ("2026-13-45.srt", None),
        ("memo.srt", None),
        ("0120261120555.srt", None),
    ],
)
def test_a_name_can_say_when_it_began(called: str, at: str | None) -> None:
    """Phones and recorders name files by the moment; a day alone stays a day, and else only seconds are known."""
    turn = sample("captions.srt", called).turns[0]

    assert (turn.at and turn.at[: len(at or "")], turn.offset) == (at, 1.5)


def test_whisper() -> None:
    """Segments keep their ids from 0; silence and loops are left out by Whisper's own measures, and named."""
    session = sample("heard.json")

    assert [(turn.id, turn.speaker, turn.at, turn.offset, turn.text) for turn in session.turns] == [
        ("0", "", "2026-11-20T06:30:00+01:00", 0.0, "There was a lake."),
        ("1", "SPEAKER_01", "2026-11-20T06:30:02.500000+01:00", 2.5, "It hummed."),
        ("3", "", "2026-11-20T06:30:06+01:00", 6.0, "Hm."),
        ("4", "", "2026-11-20T06:30:07+01:00", 7.0, "Hm."),
    ]
    assert session.warnings == (
        "segment 3: heard in silence",
        "segment 6: the same words again and again",
        "segment 7: without words",
    )


def test_whisper_cpp() -> None:
    """Its milliseconds are seconds, its segments have no ids."""
    assert sample("whisper_cpp.json").turns == (Turn(id="1", text="There was a lake.", offset=1.25),)


def test_a_damaged_segment_costs_itself() -> None:
    """A recording that is no JSON any more keeps its other segments."""
    body = (SAMPLES / "heard.json").read_bytes().replace(b'"end": 4.0', b'"end": four')

    (session,) = door.read(body)

    assert [turn.id for turn in session.turns] == ["0", "3", "4"]
    assert session.warnings[0] == "segment 2: not JSON"


@pytest.mark.parametrize(
    ("line", "seconds"),
    [
        ("00:00:01,500 --> 00:00:02,000", 1.5),
        ("01:02.25 -> 01:03", 62.25),
        ("  1:00:00.000-->1:00:01.000 align:start", 3600.0),
        ("00:00:01 and 00:00:02", None),
        ("--> 00:01", None),
        ("", None),
    ],
)
def test_timings(line: str, seconds: float | None) -> None:
    """Commas or points, hours or none, one dash or two."""
    assert cues.timing(line) == seconds
