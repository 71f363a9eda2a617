"""Text that people write: dictations, talks with names, Markdown with speakers or without."""

from __future__ import annotations

import time
from datetime import datetime
from pathlib import Path

import pytest

from dreamstream.dream.transcripts import clock, door
from dreamstream.turns import Session, Turn

SAMPLES = Path(__file__).parent / "samples"


def said(body: str, name: str = "") -> Session:
    (session,) = door.read(body.encode(), name)
    return session


def sample(name: str) -> Session:
    (session,) = door.read((SAMPLES / name).read_bytes(), name)
    return session


def here(at: str) -> str:
    """A wall clock of this machine as a moment."""
    return datetime.fromisoformat(at).astimezone().isoformat()


def test_a_dictation() -> None:
    """A turn ends with a paragraph, or with a line that ends a sentence; wrapped lines stay together."""
    session = sample("dictation.txt")

    assert session.turns == (
        Turn(id="1", text="I stood in a kitchen that was also a lake."),
        Turn(id="2", text="My aunt Rosa was stirring the water\nwith a wooden oar."),
        Turn(id="3", text="Nobody spoke. Then the oar began to hum!"),
    )


def test_a_dictation_that_grows_keeps_its_turns() -> None:
    """Whole lines more are turns more."""
    text = (SAMPLES / "dictation.txt").read_text("utf-8")

    assert said(text + "A bell rang.\n\nI woke.").turns[:3] == sample("dictation.txt").turns


def test_dates_between_notes_say_when() -> None:
    """A line that is only a date is no turn and dates what follows; so does a file's head, for the session."""
    session = said("Date: 2026-11-19\nTitle: Lakes\n\nA lake.\n\n2026-11-20\nAn oar.\n")

    assert (session.at, session.title) == ("2026-11-19", "Lakes")
    assert [(turn.text, turn.at) for turn in session.turns] == [("A lake.", None), ("An oar.", "2026-11-20")]


def test_tagged_text() -> None:
    """Times, names and ids stand before the words; lines without a tag go on."""
    session = sample("talk.txt")

    assert (session.id, session.title, session.at) == ("lake-7", "The lake kitchen", here("2026-11-20T06:31"))
    assert session.turns == (
        Turn(id="K1:1", speaker="Ann", text="I dreamt of the lake again.", at=here("2026-11-20T06:31")),
        Turn(
            id="K1:2", speaker="Bea", text="The one with the oar?\nTell me slowly: what was first?",
            at=here("2026-11-20T06:32"),
        ),
        Turn(id="K1:3", speaker="Ann", text="The hum.", at=here("2026-11-20T06:33")),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("body", "turns"),
    [
        ("User: a lake\nAssistant: Symbols: sea\nMeaning: none\nuser: no", [
            ("user", "User", "a lake"), ("assistant", "Assistant", "Symbols: sea\nMeaning: none"),
            ("user", "user", "no"),
        ]),
        ("Ann: hi\nBob: hello", [("", "Ann", "hi"), ("", "Bob", "hello")]),
        ("Ann: hi\nBob: so: hello\nAnn: oh\nhe said: go\nMum: hey", [
            ("", "Ann", "hi"), ("", "Bob", "so: hello"), ("", "Ann", "oh\nhe said: go"), ("", "Mum", "hey"),
        ]),
        ("妈妈：我梦见了大海\n我：蓝色的吗\n妈妈：是", [
            ("", "妈妈", "我梦见了大海"), ("", "我", "蓝色的吗"), ("", "妈妈", "是"),
        ]),
        ("- Human: one\n- AI (laughing): two\n- Human: three", [
            ("user", "Human", "one"), ("assistant", "AI", "(laughing) two"), ("user", "Human", "three"),
        ]),
        ("a preface\n\nYou: one\n\nChatGPT: two", [
            ("", "", "a preface"), ("user", "You", "one"), ("assistant", "ChatGPT", "two"),
        ]),
        ("dreamstream: a lens of mine\nme: no", [("machine", "dreamstream", "a lens of mine"), ("user", "me", "no")]),
    ],
)  # fmt: skip
def test_who_speaks(body: str, turns: list[tuple[str, str, str]]) -> None:
    """Parts have their roles; a name returns, or is spelt like one among others; headings of an answer are words."""
    session = said(body)

    assert session.format == "tagged"
    assert [(turn.role, turn.speaker, turn.text) for turn in session.turns] == turns


@pytest.mark.parametrize(
    "body",
    [
        "Dream: I flew\nMood: bad\n\nDream: I fell\nMood: good",
        "I said: go home.\nThen one more thing: the lake.\n",
        "See https://example.org: it hums.\nSee https://example.org: it hums.\n",
        "At 10:30 I woke.\nAt 10:45 I slept.\n",
    ],
)
def test_a_colon_makes_no_talk(body: str) -> None:
    """Diaries and prose are plain text, with every word kept."""
    session = said(body)

    assert session.format == "text"
    assert "".join("".join(turn.text for turn in session.turns).split()) == "".join(body.split())


@pytest.mark.parametrize(
    ("body", "name", "at"),
    [
        ("[22:50] Ann: a\n[00:10] Ann: b", "2026-11-19.txt", ["2026-11-19T22:50", "2026-11-20T00:10"]),
        ("Date: 2026-11-19\n\n10:50 PM Ann: a\n11:10 PM Ann: b", "", ["2026-11-19T22:50", "2026-11-19T23:10"]),
        ("Ann (7:05): a\nAnn (7:06): b", "night 2026-11-20.txt", ["2026-11-20T07:05", "2026-11-20T07:06"]),
        ("[20/11/2026, 06:30:12] Ann: a\n\u200e[20/11/2026, 06:31] Ann: b", "",
         ["2026-11-20T06:30:12", "2026-11-20T06:31"]),
        ("5/8/26, 1:56\u202fPM - Ann: a\n5/8/26, 1:57\u202fPM - Ann: b", "", ["2026-05-08T13:56", "2026-05-08T13:57"]),
    ],
)  # fmt: skip
def test_times_as_people_and_messengers_write_them(body: str, name: str, at: list[str]) -> None:
    """A clock takes its day from the file's head or name, and passes midnight."""
    assert [turn.at for turn in said(body, name).turns] == [here(each) for each in at]


def test_a_clock_without_a_day_is_no_moment() -> None:
    """Nobody guesses the day."""
    assert [turn.at for turn in said("[22:50] Ann: a\n[23:10] Ann: b").turns] == [None, None]


def test_clocks_that_count_from_the_start() -> None:
    """A recording's text begins near zero, with seconds."""
    session = said("[00:00:01.5] Ann: a\n[00:01:00] Ann: b", "2026-11-20 06.30.00.txt")

    assert [turn.offset for turn in session.turns] == [1.5, 60.0]
    assert session.turns[1].at == here("2026-11-20T06:31:00")


def test_markdown_with_headings() -> None:
    """A heading for each speaker; fences, other headings and emphasis are words, folded parts are not."""
    session = sample("talk.md")

    assert session.title == "The lake kitchen"
    assert session.turns == (
        Turn(
            id="1", role="user", speaker="User", text="I dreamt of the lake again.\n\n```\n## Assistant\n```",
            at="2026-11-20T06:31:00+00:00",
        ),
        Turn(
            id="2", role="assistant", speaker="Assistant", text="What did it **sound** like?\n\n### First\nA hum.",
            at="2026-11-20T06:31:05+00:00",
        ),
        Turn(id="3", role="user", speaker="User", text="Like bees.", at="2026-11-20T06:32:00+00:00"),
    )  # fmt: skip


def test_specstory() -> None:
    """Its session, its speakers, its times; tool use is left out."""
    session = sample("specstory.md")

    assert (session.id, session.at) == ("0b5c0000-1111-4222-8333-444455556666", "2026-11-20T06:31:00+00:00")
    assert [(turn.role, turn.text, turn.at) for turn in session.turns] == [
        ("user", "Note that I dreamt of an oar.", "2026-11-20T06:31:00+00:00"),
        ("assistant", "Noted.", "2026-11-20T06:31:09+00:00"),
    ]


@pytest.mark.parametrize(
    "body",
    [
        "**Ann:** a lake\n\n**Bob:** where?\nthere?\n\n**Ann:** here\n",
        "**Ann**: a lake\n\n__Bob__: where?\nthere?\n\n> **Ann**: here\n",
        "### 🌙 Ann\n\na lake\n\n### Bob\nwhere?\nthere?\n\n### Ann:\n\nhere\n\n### Bob\n",
    ],
)
def test_markdown_with_bold_names(body: str) -> None:
    """In bold or in headings, with the colon inside or out."""
    session = said(body)

    assert session.format == "markdown"
    assert [(turn.speaker, turn.text) for turn in session.turns] == [
        ("Ann", "a lake"), ("Bob", "where?\nthere?"), ("Ann", "here"),
    ]  # fmt: skip


def test_markdown_without_speakers() -> None:
    """A note: its first heading is the title, the others are words or dates."""
    session = said(
        "---\ndate: 2026-11-19\n---\n# Lakes\n\nA lake.\n\n## The oar\n\nIt hummed.\n\n## 2026-11-20\nA bell\n"
    )

    assert (session.format, session.title, session.at) == ("markdown", "Lakes", "2026-11-19")
    assert [(turn.text, turn.at) for turn in session.turns] == [
        ("A lake.", None), ("The oar", None), ("It hummed.", None), ("A bell", "2026-11-20"),
    ]  # fmt: skip


def test_what_a_terminal_would_obey_is_gone() -> None:
    """Escapes, control characters and half letters do not come in; tabs and newlines do."""
    session = said("I dreamt\x00 of \x1b[31mred\x1b[0m\x07 doors\ta\r\nb\rc \x1b]0;title\x07d\x9b.")

    assert session.turns[0].text == "I dreamt of red doors\ta\nb\nc d."
    assert door.read(b'{"role":"user","content":"a\\ud800b"}')[0].turns[0].text == "a\ufffdb"


@pytest.mark.skipif(not hasattr(time, "tzset"), reason="this machine's zone is fixed")
def test_only_what_names_no_zone_is_of_this_machines(monkeypatch: pytest.MonkeyPatch) -> None:
    """Z and offsets are what they are anywhere; a wall clock is the one here, summer or winter."""
    with monkeypatch.context() as away:
        away.setenv("TZ", "America/New_York")
        time.tzset()
        told = [clock.moment(f"2026-{day} 06:30{zone}") for day in ("07-20", "11-20") for zone in ("", "Z", "+02:00")]
    time.tzset()

    assert told == [
        "2026-07-20T06:30:00-04:00", "2026-07-20T06:30:00+00:00", "2026-07-20T06:30:00+02:00",
        "2026-11-20T06:30:00-05:00", "2026-11-20T06:30:00+00:00", "2026-11-20T06:30:00+02:00",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("told", "at"),
    [
        ("2026-11-20T06:30:00Z", "2026-11-20T06:30:00+00:00"),
        ("2026-11-20 06:30:00.1234567 +0530", "2026-11-20T06:30:00.123456+05:30"),
        ("2026-11-20T06:30+01:00", "2026-11-20T06:30:00+01:00"),
        ("2026-11-20", "2026-11-20"),
        (1795156200, "2026-11-20T06:30:00+00:00"),
        (1795156200500.0, "2026-11-20T06:30:00.500000+00:00"),
        ("2026-02-30", None),
        ("0001-01-01T00:00:00Z", None),
        ("2026-11-20T25:00:00Z", None),
        ("soon", None),
        (float("nan"), None),
        (10**400, None),
        (-1e300, None),
        (True, None),
        (None, None),
        ([], None),
    ],
)
def test_moments(told: object, at: str | None) -> None:
    """Offsets stay, what is no moment is none."""
    assert clock.moment(told) == at
