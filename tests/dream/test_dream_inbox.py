"""Every transcript in or out, with its reason, the oldest first; a file that is as it was is not opened."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from told import Stub, claude, dream, gap, known, put, records, session, tagged

from dreamstream.config import Config
from dreamstream.dream import inbox as module
from dreamstream.dream import run as passes
from dreamstream.dream import sources
from dreamstream.dream.choice import Choice
from dreamstream.dream.inbox import Inbox
from dreamstream.dream.readers import who as readers
from dreamstream.dream.readers.port import Gained
from dreamstream.dream.transcripts import chat
from dreamstream.errors import Ambiguous, NotFound
from dreamstream.journal import Journal
from dreamstream.paths import Places

Look = Callable[..., Inbox]
Pass = Callable[..., dict[str, Any]]


@pytest.fixture
def folder(ours: Places, tmp_path: Path) -> Path:
    """A watched folder."""
    place = tmp_path / "talks"
    place.mkdir()
    Config(ours).set("sessions.watch", str(place))
    return place


@pytest.fixture
def look(journal: Journal, ours: Places) -> Look:
    """A look at all that lies there now."""

    def call(**more: Any) -> Inbox:
        journal.refresh()
        return Inbox(journal, Config(ours), Choice(**more))

    return call


@pytest.fixture
def reader(monkeypatch: pytest.MonkeyPatch) -> Stub:
    """Who reads in a pass."""
    stub = Stub()
    monkeypatch.setattr(readers, "open", lambda *_args: stub)
    return stub


@pytest.fixture
def really(journal: Journal, ours: Places, reader: Stub) -> Pass:
    """A pass that reads."""

    def call(**more: Any) -> dict[str, Any]:
        choice = Choice(only=("backfill",), **more)
        return passes.sweep(journal, Config(ours), choice, tell=lambda *_: None)

    return call


def due(found: Inbox) -> list[tuple[str, str]]:
    return [(item.name, item.standing.why) for item in found.due]


def left(found: Inbox) -> list[tuple[str, str]]:
    assert all(row["what"] == "session" and row.keys() == {"what", "id", "name", "why"} for row in found.skipped)
    return [(os.path.basename(row["name"]), row["why"]) for row in found.skipped]


# ── in or out ──


def test_each_with_its_reason(look: Look, folder: Path, tmp_path: Path, ours: Places) -> None:
    """What is due, and of all else why not."""
    put(folder, "a.txt", "I dreamt of a lighthouse.\n")
    put(folder, "b.txt", "")
    put(folder, "c.py", "import os\n")
    put(folder, "d.txt", "# written by dreamstream\nA report.\n")
    (folder / "e.txt").write_bytes(b"\x00\x01\x02" * 50)
    put(folder, "f.txt", "***\n")
    put(folder, "g.jsonl", chat.head(kind="refine", dream="", id="s-k3v9x2qm7t", at="2026-11-20T07:10:00Z"))
    put(folder, "h.txt", "I dreamt of a lighthouse.\n", age=7200)
    Config(ours).set("sessions.watch", f"{folder}:{tmp_path}/gone")
    found = look()

    assert due(found) == [("a.txt", "new")]
    assert sorted(left(found)) == sorted(
        [
            ("b.txt", "empty"), ("c.py", "no transcript"), ("d.txt", "written by dreamstream"), ("e.txt", "no text"),
            ("f.txt", "empty"), ("g.jsonl", "empty"), ("h.txt", "another copy of a.txt"),
            ("gone", "the watched folder is not there"),
        ]
    )  # fmt: skip


def test_the_oldest_talk_first(look: Look, folder: Path) -> None:
    """By when it began, as it says itself, else as its file does; not by its name."""
    put(folder, "a.txt", tagged("I dreamt of a mill.", "Yes.", day="2026-11-03"))
    put(folder, "b.txt", tagged("I dreamt of a mill too.", "Yes.", day="2026-11-01"))
    put(folder, "c.txt", "I dreamt of a lake, and no more.\n", age=time.time() - 1_700_000_000)
    put(folder, "2026-11-02 d.txt", "I dreamt of a bridge, and no more.\n")

    assert [item.name for item in look().due] == ["c.txt", "b.txt", "2026-11-02 d.txt", "a.txt"]


def test_what_is_said_of_it(look: Look, folder: Path) -> None:
    """Its turns and characters, and from when to when it went."""
    put(folder, "a.jsonl", claude("7f", "I dreamt of a mill.", "It was red."))
    (item,) = look().due

    assert (item.turns, item.characters) == (2, len("I dreamt of a mill.It was red."))
    assert item.until - item.begun == 60
    assert item.standing.why == "new"


def test_several_in_one_file(look: Look, folder: Path) -> None:
    """Each for itself, in its place, and two of one id are one."""
    put(folder, "a.jsonl", claude("7f", "I dreamt of a mill."))
    put(folder, "b.jsonl", claude("7f", "I dreamt of a mill.", "It was red."))
    found = look()

    assert [(item.name, item.turns) for item in found.due] == [("b.jsonl", 2)]  # the one that holds most of it
    assert left(found) == [("a.jsonl", "another copy of b.jsonl")]


def test_a_chat_about_a_deleted_dream(look: Look, journal: Journal, folder: Path) -> None:
    """It is not read until the dream is back."""
    dream(journal, "d-aaaaaaaaaa")
    head = chat.head(kind="refine", dream="d-aaaaaaaaaa", id="s-k3v9x2qm7t", at="2026-11-20T07:10:00Z")
    turn = chat.line(role="user", id="x-k3v9x2qm7t", at="2026-11-20T07:11:00Z", text="It was my grandmother's kitchen.")
    put(folder, "s-k3v9x2qm7t.jsonl", head + turn)
    journal.tell([("dream.deleted", {"dream": "d-aaaaaaaaaa"})])
    found = look()
    found.remember()
    assert (due(found), left(found)) == ([], [("s-k3v9x2qm7t.jsonl", "its dream is deleted")])

    journal.tell([("dream.restored", {"dream": "d-aaaaaaaaaa"})])
    again = look()
    assert due(again) == [("s-k3v9x2qm7t.jsonl", "new")]
    session = again.session(again.due[0])
    assert session is not None
    assert again.dreams(again.due[0], session)[0][1].id == "d-aaaaaaaaaa"


def test_what_was_damaged_is_said(look: Look, folder: Path) -> None:
    """Places in a file that is read in spite of them; without a word of it."""
    body = claude("7f", "I dreamt of a mill.", "It was red.")
    put(folder, "a.jsonl", '{"type": "user", "secret plum\n' + body)
    found = look()

    assert len(found.warnings) == 1
    assert found.warnings[0].startswith("a.jsonl: line 1: ") and "plum" not in found.warnings[0]
    assert due(found) == [("a.jsonl", "new")]


def test_how_far_it_was_read(look: Look, journal: Journal, folder: Path) -> None:
    """New, then unchanged, grown, changed: against what the log says of it."""
    told = session("I dreamt of a lighthouse by the sea.", "It had no door.")
    path = put(folder, "talk.txt", "I dreamt of a lighthouse by the sea.\nIt had no door.\n")
    known(journal, "s-aaaaaaaaaa", told, read=True)
    assert left(look()) == [("talk.txt", "unchanged")]

    put(folder, "talk.txt", path.read_text() + "Then the lamp went out.\n")
    assert due(look()) == [("talk.txt", "grown by 1 turn")]
    put(folder, "talk.txt", "I dreamt of a lighthouse by the sea.\nNo, it had a door.\n")
    assert due(look()) == [("talk.txt", "changed")]
    journal.tell([("session.forgotten", {"session": "s-aaaaaaaaaa"})])
    assert left(look()) == [("talk.txt", "forgotten")]


# ── what is chosen ──


@pytest.fixture
def three(folder: Path) -> list[str]:
    """Three talks of three days."""
    names = ["one.txt", "two.txt", "three.txt"]
    for n, name in enumerate(names, 1):
        put(folder, name, tagged(f"I dreamt of mill number {n}.", "Yes.", day=f"2026-11-0{n}"))
    return names


def test_limit(look: Look, three: list[str]) -> None:
    """So many, the oldest; the others say why."""
    found = look(limit=2)

    assert [item.name for item in found.due] == three[:2]
    assert left(found) == [("three.txt", "over --limit")]
    assert look(limit=0).due == []


def test_since(look: Look, three: list[str]) -> None:
    """Those in which something was said since, be it the last word only."""
    since = look().due[1].until
    found = look(since=since)

    assert [item.name for item in found.due] == three[1:]
    assert left(found) == [("one.txt", "not chosen by --since")]
    assert [item.name for item in look(since=since + 1).due] == three[2:]


def test_session(look: Look, three: list[str]) -> None:
    """One by its id or the beginning of it; nobody, and more than one, are errors that say what to do."""
    ids = {item.name: item.id for item in look().due}
    found = look(session=ids["two.txt"][:8])

    assert [item.name for item in found.due] == ["two.txt"]
    assert sorted(left(found)) == [
        ("one.txt", "not chosen by --session"), ("three.txt", "not chosen by --session"),
    ]  # fmt: skip
    with pytest.raises(NotFound) as nobody:
        look(session="s-nobody")
    assert "dream scope" in nobody.value.hint
    with pytest.raises(Ambiguous) as many:
        look(session="s-")
    assert all(id in many.value.hint for id in ids.values())


def test_dream(look: Look, journal: Journal, three: list[str], folder: Path) -> None:
    """Talks that may be about it: of its night, or that name it."""
    dream(journal, "d-aaaaaaaaaa", night="2026-11-02", at="2026-11-02")
    put(folder, "four.txt", tagged("Once more d-aaaaaaaaaa.", "Yes.", day="2026-11-09"))
    found = look(dream=1, dream_id="d-aaaaaaaaaa")

    assert [item.name for item in found.due] == ["two.txt", "four.txt"]
    assert sorted(left(found)) == [("one.txt", "not chosen by --dream"), ("three.txt", "not chosen by --dream")]


def test_choices_together(look: Look, three: list[str]) -> None:
    """A limit counts what the others chose."""
    since = look().due[1].begun

    assert [item.name for item in look(since=since, limit=1).due] == ["two.txt"]


# ── not opened ──


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The names of the files that were opened."""
    names: list[str] = []
    real = sources.bytes_of

    def bytes_of(found: sources.Found) -> Any:
        names.append(found.name)
        return real(found)

    monkeypatch.setattr(sources, "bytes_of", bytes_of)
    return names


def test_unchanged_files_are_not_opened(
    look: Look, really: Pass, three: list[str], folder: Path, opened: list[str]
) -> None:
    """Also those that hold nothing; one that was written again is, and only that."""
    put(folder, "none.bin", "\x00" * 100)
    put(folder, "empty.txt", "")
    really()
    del opened[:]
    found = look()
    assert (opened, found.due) == ([], [])
    assert sorted(left(found)) == [
        ("empty.txt", "empty"), ("none.bin", "no text"),
        ("one.txt", "unchanged"), ("three.txt", "unchanged"), ("two.txt", "unchanged"),
    ]  # fmt: skip

    put(folder, "two.txt", (folder / "two.txt").read_text() + "Mara: And a heron.\n")
    assert due(look()) == [("two.txt", "grown by 1 turn")]
    assert opened == ["two.txt"]
    put(folder, "empty.txt", "I dreamt of a heron.\n")
    assert sorted(name for name, _ in due(look())) == ["empty.txt", "two.txt"]


def test_a_dry_look_remembers_nothing(look: Look, three: list[str], ours: Places) -> None:
    """Only a pass writes its memory of stamps."""
    look()

    assert not os.path.exists(ours.in_state("sessions.json"))


def test_without_its_memory(look: Look, really: Pass, three: list[str], ours: Places, opened: list[str]) -> None:
    """Each file is opened once more, and found as it was."""
    really()
    os.unlink(ours.in_state("sessions.json"))
    del opened[:]
    found = look()

    assert found.due == []
    assert {why for _, why in left(found)} == {"unchanged"}
    assert sorted(opened) == sorted(three)


def test_what_waits_is_opened_again(
    look: Look, really: Pass, three: list[str], opened: list[str], ours: Places
) -> None:
    """What a pass left, over its limit or for another choice, waits with its file."""
    really(limit=1)
    assert [item.name for item in look().due] == three[1:]
    really(session=look().due[1].id)
    assert [item.name for item in look().due] == ["two.txt"]
    assert len(records(ours, "session.read")) == 2


def test_what_failed_is_opened_again(look: Look, really: Pass, reader: Stub, three: list[str]) -> None:
    """A stretch that could not be read waits, whatever the file's stamp."""
    reader.gives = lambda wanted: Gained(proposals=(), missed=(gap(0, 1),))
    really(limit=1)

    assert due(look(limit=1)) == [("one.txt", "what could not be read is tried again")]


def test_written_this_moment(look: Look, really: Pass, folder: Path, opened: list[str]) -> None:
    """A stamp of this very tick may hide a second write: that file is opened once more."""
    put(folder, "one.txt", "I dreamt of a mill by the sea.\n", age=-5.0)
    really()
    del opened[:]

    assert (look().due, opened) == ([], ["one.txt"])


def test_copied_in_and_watched(
    look: Look, really: Pass, ds: Any, folder: Path, opened: list[str], ours: Places
) -> None:
    """A watched file that was handed in as well is one session, whichever is looked at."""
    path = put(folder, "one.txt", tagged("I dreamt of a mill.", "It was red.", "It turned."))
    assert ds("sessions", "add", str(path)).code == 0
    found = look()
    assert (due(found), left(found)) == ([("one.txt", "new")], [("one.txt", "another copy of one.txt")])
    assert found.due[0].found.own
    really()
    put(folder, "one.txt", path.read_text() + "Mara: And a heron.\n")
    grown = look()
    assert due(grown) == [("one.txt", "grown by 1 turn")]
    assert not grown.due[0].found.own
    really()
    del opened[:]
    assert (look().due, opened) == ([], [])
    assert len(records(ours, "session.read")) == 2


def test_a_file_that_goes_away(look: Look, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Between the look and the reading: there are no words, and nobody stumbles."""
    monkeypatch.setattr(module, "_KEPT", 0)
    path = put(folder, "one.txt", "I dreamt of a mill.\n")
    found = look()
    path.unlink()

    assert found.session(found.due[0]) is None


def test_a_file_that_grows_meanwhile(look: Look, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is read is what there is by then; the file is looked at again by the next pass."""
    monkeypatch.setattr(module, "_KEPT", 0)
    path = put(folder, "one.txt", "I dreamt of a mill.\n")
    found = look()
    put(folder, "one.txt", path.read_text() + "It was red.\n")
    session = found.session(found.due[0])
    assert session is not None and len(session.turns) == 2
    found.remember()

    assert len(look().due) == 1
