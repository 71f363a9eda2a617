"""The dreams a talk may be about: those of its nights on this machine's clock, and those it names."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import datetime

import pytest
from told import dream, session

from dreamstream.dream import candidates
from dreamstream.dream.candidates import Titles, nights
from dreamstream.index import sessions
from dreamstream.journal import Journal
from dreamstream.turns import Session, Turn

EPOCH = datetime(2026, 11, 20, 7, 30).timestamp()


@pytest.fixture
def tokyo(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A machine nine hours ahead of UTC."""
    if not hasattr(time, "tzset"):
        pytest.skip("this machine's zone is fixed")
    with monkeypatch.context() as now:
        now.setenv("TZ", "Asia/Tokyo")
        time.tzset()
        yield
    time.tzset()


def at(*times: str | None, begun: str | None = None) -> Session:
    return Session(
        format="tagged", turns=tuple(Turn(id=str(n), text="x", at=time) for n, time in enumerate(times)), at=begun
    )


def found(journal: Journal, told: Session, *, dream: str = "", when: float = EPOCH, day: str = "18:00") -> list[str]:
    titles = Titles(sessions.titled(journal.db))
    listed = candidates.of(journal.db, told, titles, dream=dream, when=when, day_starts_at=day)
    return [candidate.id for _, candidate in listed]


# ── nights ──


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        (at("2026-11-20T07:30:00+00:00"), {"2026-11-20"}),
        (at("2026-11-20T17:59:00+00:00"), {"2026-11-20"}),
        (at("2026-11-20T22:00:00+00:00"), {"2026-11-20", "2026-11-21"}),
        (at("2026-11-20"), {"2026-11-20"}),
        (at("2026-11"), set()),
        (at("2026-11-20T22:00:00+00:00", "2026-11-21T08:00:00+00:00"), {"2026-11-20", "2026-11-21"}),
        (at(begun="2026-11-18"), {"2026-11-18"}),
        (at("2026-11-20", begun="2026-11-18"), {"2026-11-18", "2026-11-20"}),
    ],
    ids=["morning", "afternoon", "evening", "day", "month", "two days", "begun", "begun and day"],
)
def test_nights(told: Session, wanted: set[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """The morning of the day it is told; a talk in the evening may be about that day's dream or the coming one."""
    with monkeypatch.context() as now:
        now.setenv("TZ", "UTC")
        time.tzset()
        assert set(nights(told, EPOCH, "18:00")) == wanted
    time.tzset()


def test_the_day_is_this_machines(tokyo: None) -> None:
    """A quarter to midnight in London is a morning in Tokyo, and it is Tokyo that slept."""
    assert set(nights(at("2026-11-20T23:45:00+00:00"), EPOCH, "18:00")) == {"2026-11-21"}
    assert set(nights(at("2026-11-20T12:00:00+00:00"), EPOCH, "18:00")) == {"2026-11-20", "2026-11-21"}


def test_when_a_day_starts(tokyo: None) -> None:
    """The setting says from when on a talk belongs to the coming night as well."""
    told = at("2026-11-20T19:00:00+09:00")

    assert set(nights(told, EPOCH, "18:00")) == {"2026-11-20", "2026-11-21"}
    assert set(nights(told, EPOCH, "20:00")) == {"2026-11-20"}


def test_a_talk_that_says_no_time() -> None:
    """Its file does; what the talk says comes before that."""
    assert nights(session("x"), EPOCH, "18:00") == {"2026-11-20": 0}
    assert nights(at("2026-10-01"), EPOCH, "18:00") == {"2026-10-01": 0}


def test_where_a_night_begins() -> None:
    """Each night with the first turn that is of it, so that a talk that goes on changes nothing of what was said."""
    told = at("2026-11-18", None, "2026-11-20", "2026-11-18", "2026-11-21")

    assert nights(told, EPOCH, "18:00") == {"2026-11-18": 0, "2026-11-20": 2, "2026-11-21": 4}


def test_a_long_talk() -> None:
    """A log of years belongs to its first nights only, or it would be about every dream."""
    told = at(*(f"2026-{month:02}-{day:02}" for month in (1, 2, 3) for day in range(1, 28)))

    assert len(nights(told, EPOCH, "18:00")) == 14
    assert min(nights(told, EPOCH, "18:00")) == "2026-01-01"


# ── dreams ──


def test_of_its_nights(journal: Journal) -> None:
    """Every dream of the night, and none of another."""
    dream(journal, "d-aaaaaaaaaa")
    dream(journal, "d-bbbbbbbbbb")
    dream(journal, "d-cccccccccc", night="2026-11-19")

    assert found(journal, at("2026-11-20")) == ["d-aaaaaaaaaa", "d-bbbbbbbbbb"]
    assert found(journal, at("2026-11-01")) == []


def test_by_its_id(journal: Journal) -> None:
    """Whoever says a dream's id means it, on any day; in the journal's own words it is no word of the dreamer."""
    dream(journal, "d-k3v9x2qm7t", night="1999-01-01")
    said = "Look at d-k3v9x2qm7t, please."

    assert found(journal, session(said)) == ["d-k3v9x2qm7t"]
    assert found(journal, session("Look at xd-k3v9x2qm7t or d-k3v9x2qm7tt.")) == []
    machine = Session(format="chat", turns=(Turn(id="1", text=said, role="machine"),))
    assert found(journal, machine) == []


@pytest.mark.parametrize(
    ("title", "said", "means"),
    [
        ("The red mill", "Tonight it was THE RED MILL once more.", True),
        ("The red mill", "the red, mill", True),
        ("The red mill", "the red brick mill", False),
        ("The red mill", "the red millstone", False),
        ("Lighthouse", "I dreamt of a lighthouse.", False),
        ("My mum", "my mum was there", False),
        ("A mill: by night", "It was A mill by night", True),
        ("夜の海の 白い灯台", "また 夜の海の 白い灯台 ね", True),
    ],
)
def test_by_its_title(journal: Journal, title: str, said: str, means: bool) -> None:
    """Its words one after the other, in any capitals; one word, or a few letters, anybody may say."""
    dream(journal, "d-aaaaaaaaaa", night="1999-01-01", title=title)

    assert (found(journal, session("Hm.", said)) == ["d-aaaaaaaaaa"]) == means


def test_in_the_order_of_the_talk(journal: Journal) -> None:
    """The dream it is about, then each where the talk comes to it; of one turn the named before those of its night."""
    for id, night, title in (
        ("d-aaaaaaaaaa", "2026-11-20", ""),
        ("d-bbbbbbbbbb", "1999-01-01", "The red mill"),
        ("d-cccccccccc", "1999-01-01", ""),
        ("d-dddddddddd", "1999-01-01", ""),
        ("d-eeeeeeeeee", "2026-11-20", "The grey mill"),
    ):
        dream(journal, id, night=night, title=title)
    told = session("As in the grey mill.", "Or d-cccccccccc.", "Or the red mill, or d-cccccccccc.")

    assert found(journal, told, dream="d-dddddddddd") == [
        "d-dddddddddd", "d-eeeeeeeeee", "d-aaaaaaaaaa", "d-cccccccccc", "d-bbbbbbbbbb",
    ]  # fmt: skip
    assert found(journal, session("As in the grey mill.")) == ["d-eeeeeeeeee", "d-aaaaaaaaaa"]


def test_a_deleted_dream_is_none(journal: Journal) -> None:
    """Neither its night nor its id nor its title leads to it, nor a talk that was about it."""
    dream(journal, "d-aaaaaaaaaa", title="The red mill")
    journal.tell([("dream.deleted", {"dream": "d-aaaaaaaaaa"})])
    journal.refresh()

    assert found(journal, session("d-aaaaaaaaaa, the red mill"), dream="d-aaaaaaaaaa") == []


def test_not_too_many(journal: Journal) -> None:
    """A dozen; the one that is named at once is among them, however many the night had."""
    for letter in "abcdefghjkmnpq":
        dream(journal, f"d-{letter * 10}")
    dream(journal, "d-zzzzzzzzzz", night="1999-01-01")
    listed = found(journal, session("It was d-zzzzzzzzzz."))

    assert (len(listed), listed[0]) == (candidates.MOST, "d-zzzzzzzzzz")


def test_what_a_candidate_brings(journal: Journal) -> None:
    """Its number, title and words, and what is noted of it but not what was rejected or taken back."""
    dream(journal, "d-aaaaaaaaaa", "I was by a mill.", title="The red mill")
    said = {"target": "d-aaaaaaaaaa", "type": "note", "status": "confirmed"}
    for id, more in (
        ("e-1", {}),
        ("e-2", {"status": "rejected"}),
        ("e-3", {"source": "dream", "status": "suggested", "meta": {"run": "r-1", "session": "s-1"}}),
        ("e-4", {"status": "suggested"}),
    ):
        journal.tell([("event.added", {**said, "event": id, "text": f"About {id}.", **more})])
    journal.tell([("pass.undone", {"run": "r-1"})])
    journal.refresh()
    titles = Titles(sessions.titled(journal.db))
    ((n, one),) = candidates.of(journal.db, session("x"), titles, dream="", when=EPOCH, day_starts_at="18:00")

    assert (n, one.title, one.text) == (1, "The red mill", "I was by a mill.")
    assert one.events == ("About e-1.", "About e-4.")


def test_the_newest_notes(journal: Journal) -> None:
    """Of a dream with many notes a reader sees the last forty."""
    dream(journal, "d-aaaaaaaaaa")
    said = {"target": "d-aaaaaaaaaa", "type": "note", "status": "confirmed"}
    journal.tell([("event.added", {**said, "event": f"e-{n}", "text": f"note {n}"}) for n in range(60)])
    journal.refresh()
    ((_, one),) = candidates.of(journal.db, session("x"), Titles([]), dream="", when=EPOCH, day_starts_at="18:00")

    assert one.events == tuple(f"note {n}" for n in range(20, 60))
