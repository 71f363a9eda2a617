"""Our own export comes back whole; a stranger's file comes as far as it can, and what stays behind is named."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dreamstream import ids
from dreamstream.lists import DREAM_TYPES, EMOTIONS, EVENT_TYPES
from dreamstream.moves import jsonl
from dreamstream.moves.base import Moved, Skipped

DREAM: dict[str, Any] = {
    "id": "d-k3v9x2qm7t",
    "title": "The talking lamp",
    "text": "A lamp tells me the way.\nI follow \u2028 it, “gladly”.",
    "at": "2026-11-19T23:10:05.250+01:00",
    "night": "2026-11-19",
    "type": "recurring",
    "lucidity": 2,
    "emotions": ["joy", "unease"],
    "tags": ["home, sweet", "Ünal"],
    "people": ["Ana"],
    "places": ["the attic"],
    "stress": 40,
    "draft": False,
    "stale": True,
    "signs": [{"label": "Light", "kind": "symbol", "source": "analysis", "evidence": "lamp"}],
    "patterns": ["places"],
    "outputs": {"analysis": {"status": "completed"}},
    "versions": [],
    "events": [
        {"id": "e-k3v9x2qm7t", "type": "note", "text": "The lamp is Ana's.", "status": "confirmed", "source": "cli",
         "author": "me", "at": "2026-11-20T07:00:00+01:00", "meta": {"quote": "lamp", "span": [2, 6], "score": 0.5}}
    ],
}  # fmt: skip


def moved(folder: Path, *lines: str | bytes) -> list[Moved | Skipped]:
    path = folder / "lamp.jsonl"
    path.write_bytes(b"\n".join(line if isinstance(line, bytes) else line.encode() for line in lines))
    return list(jsonl.read(path))


def one(folder: Path, **facts: Any) -> Moved:
    (dream,) = moved(folder, json.dumps(facts))
    assert isinstance(dream, Moved)
    return dream


def facts(dream: Moved) -> dict[str, Any]:
    """What came in, as `show` would say it."""
    lists = {name: list(getattr(dream, name)) for name in ("emotions", "tags", "people", "places", "events")}
    names = ("id", "text", "title", "at", "night", "type", "lucidity", "stress", "draft")
    return {name: getattr(dream, name) for name in names} | lists


def back(folder: Path, *shown: dict[str, Any]) -> list[Moved | Skipped]:
    out = io.StringIO()
    assert jsonl.write(shown, out) == len(shown)
    assert out.getvalue().isascii()
    return moved(folder, out.getvalue())


def test_our_own_export_comes_back_whole(tmp_path: Path) -> None:
    """Every fact that was told or noted is there again, and the id is the key."""
    (dream,) = back(tmp_path, DREAM)

    assert isinstance(dream, Moved)
    assert facts(dream) == {name: DREAM[name] for name in facts(dream)}
    assert dream.key == DREAM["id"]


def test_a_row_tells_no_output() -> None:
    """What was made from a dream stays with its media; its signs are named for whoever counts them."""
    line = jsonl.row(DREAM)

    assert line["signs"] == ["Light"]
    assert not {"outputs", "versions", "stale"} & set(line)
    assert jsonl.row(line) == line


WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20).filter(str.strip)
LISTS = st.lists(WORDS, max_size=3)
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(1 << 63), (1 << 63) - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | WORDS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=3),
    max_leaves=6,
)
DAYS = st.dates().filter(lambda day: day.year >= 1000).map(str)
WHENS = st.one_of(
    st.tuples(DAYS.map(lambda day: day + "T06:30:00+01:00"), DAYS),
    DAYS.map(lambda day: (day, day)),
    DAYS.map(lambda day: (day[:7], None)),
    st.just((None, None)),
)
EVENTS = st.fixed_dictionaries(
    {"id": st.just("e-0123456789"), "type": st.sampled_from(EVENT_TYPES), "text": WORDS,
     "at": WHENS.map(lambda when: when[0]), "status": st.sampled_from(["suggested", "confirmed", "rejected"]),
     "source": WORDS, "author": WORDS, "meta": JSON}
)  # fmt: skip
SHOWN = st.builds(
    lambda when, **rest: rest | {"at": when[0], "night": when[1]},
    when=WHENS,
    id=st.integers(0, 1 << 50).map(lambda number: ids.spell("d", number)),
    text=WORDS,
    title=st.just("") | WORDS,
    type=st.none() | st.sampled_from(DREAM_TYPES),
    lucidity=st.none() | st.integers(0, 5),
    stress=st.none() | st.integers(0, 100),
    emotions=st.lists(st.sampled_from(EMOTIONS), max_size=3),
    tags=LISTS,
    people=LISTS,
    places=LISTS,
    draft=st.booleans(),
    events=st.lists(EVENTS, max_size=2),
)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(SHOWN, max_size=3))
def test_import_of_export_is_the_same(tmp_path: Path, shown: list[dict[str, Any]]) -> None:
    """import(export(x)) == x, for any journal."""
    assert [facts(dream) for dream in back(tmp_path, *shown) if isinstance(dream, Moved)] == shown


@pytest.mark.parametrize("name", ["text", "dream", "body", "content"])
def test_a_strangers_words(tmp_path: Path, name: str) -> None:
    """Whatever the words are called, they are found; the key is a digest that a second import meets again."""
    dream = one(tmp_path, **{name: "A lamp.", "date": "2021-06-20", "tags": "home, light", "id": 7})

    assert (dream.text, dream.at, dream.night, dream.tags, dream.id) == (
        "A lamp.", "2021-06-20", "2021-06-20", ("home", "light"), None,
    )  # fmt: skip
    assert dream == one(tmp_path, **{name: "A lamp.", "date": "2021-06-20", "tags": "home, light", "id": 7})
    assert dream.key != one(tmp_path, **{name: "A lamp.", "date": "2021-06-21", "id": 7}).key


@pytest.mark.parametrize(
    ("told", "begins"),
    [
        ({"date": "2021-06-20T06:30:00Z"}, "2021-06-20T06:30:00Z"),
        ({"date": "2021-06-20 06:30"}, "2021-06-20T06:30:00"),
        ({"date": "2021-06-20", "time": "18:22"}, "2021-06-20T18:22:00"),
        ({"date": "2021-06-20", "time": "dawn"}, "2021-06-20"),
        ({"created_at": "May 20, 1998"}, "1998-05-20"),
        ({"date": "5/20/1998"}, "1998-05-20"),
        ({"at": "1957-11"}, "1957-11"),
    ],
)
def test_a_strangers_dates(tmp_path: Path, told: dict[str, str], begins: str) -> None:
    """Dates come in the forms people write, and stay as exact as they are."""
    assert (one(tmp_path, text="A lamp.", **told).at or "").startswith(begins)


@pytest.mark.parametrize(
    ("told", "name", "value"),
    [
        ({"lucid": True}, "type", "lucid"),
        ({"lucid": "no"}, "type", None),
        ({"lucid": 3}, "lucidity", 3),
        ({"lucidity": "3"}, "lucidity", 3),
        ({"lucidity": 3.0}, "lucidity", 3),
        ({"nightmare": True}, "type", "nightmare"),
        ({"type": "Nightmare"}, "type", "nightmare"),
        ({"type": "dream"}, "type", None),
        ({"emotions": "Joy, fear"}, "emotions", ("joy", "fear")),
        ({"title": None}, "title", ""),
        ({"unknown": {"deep": [1]}}, "draft", False),
    ],
)
def test_facts_are_taken_generously(tmp_path: Path, told: dict[str, Any], name: str, value: Any) -> None:
    """What can only mean one thing is taken to mean it."""
    assert getattr(one(tmp_path, text="A lamp.", **told), name) == value


@pytest.mark.parametrize(
    ("told", "says"),
    [
        ({"stress": 101}, "stress"),
        ({"stress": True}, "stress"),
        ({"stress": [1]}, "stress"),
        ({"lucidity": -1}, "lucidity"),
        ({"lucid": "very"}, "lucidity"),
        ({"date": "yesterday"}, "date"),
        ({"date": 1624190000}, "date"),
        ({"at": "2026-02-30"}, "at"),
        ({"night": "2026-11"}, "night"),
        ({"type": "odd"}, "type"),
        ({"emotions": ["joy", "glee"]}, "emotions"),
        ({"tags": ["a", 7]}, "tags"),
        ({"people": {"Ana": 1}}, "people"),
        ({"title": 7}, "title"),
        ({"draft": "maybe"}, "draft"),
        ({"events": 7}, "events"),
        ({"events": [7]}, "event"),
        ({"events": [{"type": "odd", "text": "x"}]}, "event"),
        ({"events": [{"type": "note", "text": "x", "at": "soon"}]}, "event"),
        ({"events": [{"type": "note", "text": "x", "status": "odd"}]}, "event"),
        ({"events": [{"type": "note", "text": "x", "meta": {"n": 1 << 63}}]}, "event"),
    ],
)
def test_a_bad_fact_stays_behind_and_is_named(tmp_path: Path, told: dict[str, Any], says: str) -> None:
    """The field is dropped, the dream is kept, and both are said."""
    skipped, dream = moved(tmp_path, json.dumps({"text": "A lamp."} | told))

    assert isinstance(dream, Moved) and dream.text == "A lamp."
    assert isinstance(skipped, Skipped) and says in skipped.why and "dropped" in skipped.why


BAD = {
    "not JSON": b"A lamp.",
    "cut off": b'{"text":"A lamp."',
    "a list": b'["A lamp."]',
    "a number": b"7",
    "no words": b'{"title":"A lamp."}',
    "empty words": b'{"text":"  "}',
    "words that are no text": b'{"text":7}',
    "NaN": b'{"text":"A lamp.","stress":NaN}',
    "half a character": b'{"text":"A \\ud83d lamp."}',
    "half a character in a name": b'{"text":"A lamp.","tags":["\\uD83D"]}',
    "bytes": b'{"text":"A \xff lamp."}',
    "deep": b'{"text":' + b"[" * 100_000,
    "a huge number": b'{"text":"A lamp.","x":' + b"9" * 10_000 + b"}",
    "too long": b'{"text":"' + b"x" * (1 << 20) + b'"}',
    "too long in all": b'{"text":"' + b"x" * (1 << 19) + b'","tags":["' + b"x" * (1 << 19) + b'"]}',
}


@pytest.mark.parametrize("line", BAD.values(), ids=BAD.keys())
def test_a_bad_line_is_skipped_and_the_rest_goes_on(tmp_path: Path, line: bytes) -> None:
    """One line's fault is named with its number; its neighbours come."""
    first, skipped, last = moved(tmp_path, '{"text":"First."}', line, "", '{"text":"Last."}')

    assert isinstance(skipped, Skipped) and skipped.where == "line 2" and skipped.why
    assert isinstance(first, Moved) and isinstance(last, Moved)
    assert (first.text, last.text) == ("First.", "Last.")


def test_an_endless_line_passes_by(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A line too long for any journal is let go piece by piece."""
    monkeypatch.setattr(jsonl, "MAX_LINE", 64)
    skipped, dream = moved(tmp_path, b"x" * 1000, '{"text":"Last."}')

    assert isinstance(skipped, Skipped) and skipped.where == "line 1"
    assert isinstance(dream, Moved)


def test_marks_of_other_systems(tmp_path: Path) -> None:
    """A byte order mark and carriage returns are no part of a dream."""
    (dream,) = moved(tmp_path, b'\xef\xbb\xbf{"text":"A lamp."}\r', b"\r")

    assert isinstance(dream, Moved) and dream.text == "A lamp."


def test_infinity_in_an_event(tmp_path: Path) -> None:
    """1e999 is read as infinity, which no log line can hold."""
    line = '{"text":"A lamp.","stress":1e999,"events":[{"type":"note","text":"x","meta":[1e999]}]}'
    *skipped, dream = moved(tmp_path, line)

    assert isinstance(dream, Moved) and dream.events == () and dream.stress is None
    assert len(skipped) == 2


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.binary(max_size=60) | JSON.map(lambda value: json.dumps(value).encode())))
def test_any_bytes_are_read(tmp_path: Path, lines: list[bytes]) -> None:
    """Nothing that a file can hold raises."""
    assert all(row.why if isinstance(row, Skipped) else row.text for row in moved(tmp_path, *lines))


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.sampled_from([*facts(Moved(key="", text="")), "lucid", "date", "time", "nightmare"]), JSON))
def test_any_facts_are_taken_or_dropped(tmp_path: Path, told: dict[str, Any]) -> None:
    """Whatever stands in a known field, the dream comes and holds only what the journal can."""
    *skipped, dream = moved(tmp_path, json.dumps(told | {"text": "A lamp."}))

    assert isinstance(dream, Moved) and all(isinstance(row, Skipped) for row in skipped)
    assert dream.type in (None, *DREAM_TYPES)
    assert set(dream.emotions) <= set(EMOTIONS)
