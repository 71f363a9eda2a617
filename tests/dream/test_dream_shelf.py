"""Transcripts handed to the journal: copied in under their own name, known again, and let go."""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from told import claude, records

from dreamstream.dream import shelf
from dreamstream.dream.shelf import Handed, Taken
from dreamstream.errors import NotSaved
from dreamstream.index import sessions
from dreamstream.journal import Journal
from dreamstream.paths import Places

WORDS = "I dreamt of a lighthouse by the sea.\nIt had no door.\n"
MORE = WORDS + "Then the lamp went out.\n"
Add = Callable[..., Taken]


@pytest.fixture
def add(journal: Journal) -> Add:
    """Hand in (name, words) pairs at once."""

    def call(*files: tuple[str, str | bytes], **more: Any) -> Taken:
        journal.refresh()
        handed = [
            Handed(name=name, body=body if isinstance(body, bytes) else body.encode(), **more) for name, body in files
        ]
        return shelf.add(journal, handed)

    return call


def conversation(id: str, text: str) -> dict[str, Any]:
    """One of a ChatGPT export."""
    message = {"id": f"{id}-m", "author": {"role": "user"}, "content": {"content_type": "text", "parts": [text]}}
    node = {"id": f"{id}-n", "message": message, "parent": None, "children": []}
    return {"conversation_id": id, "title": "A talk", "mapping": {f"{id}-n": node}, "current_node": f"{id}-n"}


def hows(taken: Taken) -> list[tuple[str, str]]:
    return [(row["name"], row["how"]) for row in taken.rows]


def copies(ours: Places) -> list[str]:
    folder = Path(ours.sessions)
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def test_a_copy(add: Add, journal: Journal, ours: Places) -> None:
    """The very bytes, under the file's own name, for nobody else's eyes, with the time of its words."""
    taken = add(("morning talk.txt", WORDS), changed=1_700_000_000.0)
    (row,) = taken.rows
    (record,) = records(ours, "session.added")
    known = sessions.resolve(journal.db, row["id"])
    path = Path(shelf.path(ours, known.file or ""))

    assert row == {"id": row["id"], "name": "morning talk.txt", "format": "text", "turns": 2, "how": "added"}
    assert (path.read_text(), path.name, path.parent.parent) == (WORDS, "morning talk.txt", Path(ours.sessions))
    assert (stat.S_IMODE(path.stat().st_mode), path.stat().st_mtime) == (0o600, 1_700_000_000.0)
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    assert record["data"].keys() == {
        "session", "name", "file", "format", "anonymous", "turns", "hash", "tail", "first",
    }  # fmt: skip
    assert "lighthouse" not in str(record)


def test_the_same_again(add: Add, ours: Places) -> None:
    """It adds nothing, not a byte, also under another name and from within one act."""
    add(("a.txt", WORDS))
    before = records(ours), copies(ours)

    assert hows(add(("a.txt", WORDS))) == [("a.txt", "known")]
    assert hows(add(("b.txt", WORDS), ("c.txt", WORDS))) == [("b.txt", "known"), ("c.txt", "known")]
    assert (records(ours), copies(ours)) == before


def test_twice_in_one_act(add: Add, ours: Places, journal: Journal) -> None:
    """One session with one copy."""
    taken = add(("a.txt", WORDS), ("b.txt", WORDS))

    assert len({row["id"] for row in taken.rows}) == 1
    assert hows(taken) == [("a.txt", "added"), ("b.txt", "known")]
    assert len(list(sessions.all(journal.db))) == len(copies(ours)) == 1


def test_grown(add: Add, ours: Places, journal: Journal) -> None:
    """The session goes on in its new copy, the old one goes; the shorter file again changes nothing."""
    first = add(("a.txt", WORDS)).rows[0]["id"]
    grown = add(("a.txt", MORE))
    assert (hows(grown), grown.rows[0]["id"]) == ([("a.txt", "grown")], first)
    known = sessions.resolve(journal.db, first)
    assert (known.turns, copies(ours)) == (3, [known.file])

    assert hows(add(("a.txt", WORDS))) == [("a.txt", "longer already")]
    assert copies(ours) == [known.file]


@pytest.mark.parametrize("longer_first", [True, False])
def test_two_states_in_one_act(add: Add, ours: Places, journal: Journal, longer_first: bool) -> None:
    """Of a folder that holds a session twice, the file that holds most of it counts, in whatever order they come."""
    files = [
        ("a.jsonl", claude("7f", "I dreamt of a mill.", "It was red.")),
        ("b.jsonl", claude("7f", "I dreamt of a mill.")),
    ]
    taken = add(*(files if longer_first else files[::-1]))
    known = sessions.resolve(journal.db, taken.rows[0]["id"])

    assert known.turns == 2
    assert [os.path.basename(copy) for copy in copies(ours)] == ["a.jsonl"]
    assert [row["how"] for row in taken.rows] == (["added", "longer already"] if longer_first else ["added", "grown"])


def test_several_in_one_file(add: Add, ours: Places, journal: Journal) -> None:
    """Each is a session; the copy stays until the last of them is forgotten."""
    body = json.dumps([conversation("c-1", "I dreamt of a mill."), conversation("c-2", "I dreamt of a lake.")])
    taken = add(("conversations.json", body))
    known = [sessions.resolve(journal.db, row["id"]) for row in taken.rows]

    assert len(known) == 2
    shelf.forget(journal, known[:1])
    assert len(copies(ours)) == 1
    shelf.forget(journal, known[1:])
    assert copies(ours) == []


def test_what_is_no_transcript(add: Add, ours: Places) -> None:
    """It is left with its reason, and no folder is made for it."""
    taken = add(("a.bin", b"\x00\x01" * 99), ("b.txt", "  \n"), ("c.py", "import os\n"), ("d.txt", "***\n"))

    assert taken.left == [("a.bin", "no text"), ("b.txt", "empty"), ("c.py", "no transcript"), ("d.txt", "empty")]
    assert (taken.rows, records(ours), os.path.exists(ours.sessions)) == ([], [], False)


def test_forgotten_and_added_again(add: Add, ours: Places, journal: Journal) -> None:
    """The copy goes, and its folder; added again it is new, under the same id."""
    id = add(("a.txt", WORDS)).rows[0]["id"]
    assert shelf.forget(journal, [sessions.resolve(journal.db, id)]) == [id]
    assert (copies(ours), list(sessions.all(journal.db))) == ([], [])
    assert os.listdir(ours.sessions) == []

    again = add(("a.txt", WORDS))
    assert (hows(again), again.rows[0]["id"]) == ([("a.txt", "added")], id)
    assert sessions.resolve(journal.db, id).status == "new"
    assert len(copies(ours)) == 1


@pytest.mark.parametrize("now", [WORDS, MORE])
def test_forgotten_and_added_otherwise(add: Add, ours: Places, journal: Journal, now: str) -> None:
    """How long it was before it was forgotten is no matter."""
    body = claude("7f", *MORE.splitlines())
    id = add(("a.jsonl", body)).rows[0]["id"]
    shelf.forget(journal, [sessions.resolve(journal.db, id)])
    again = add(("a.jsonl", claude("7f", *now.splitlines())))

    assert (hows(again), again.rows[0]["id"]) == ([("a.jsonl", "added")], id)
    assert len(copies(ours)) == 1


def test_handing_in_what_is_read_elsewhere(add: Add, ours: Places, journal: Journal) -> None:
    """A session known from a watched folder gets its copy, and stays read."""
    id = add(("a.txt", WORDS)).rows[0]["id"]
    (record,) = records(ours, "session.added")
    seen = {k: v for k, v in record["data"].items() if k != "file"}
    journal.tell([("session.forgotten", {"session": id}), ("session.read", {**seen, "session": "s-0000000000"})])
    journal.refresh()
    known = sessions.resolve(journal.db, "s-0")
    assert (known.file, known.status) == (None, "read")

    # the words are those of a forgotten session too; that one was named first, and comes back
    assert hows(add(("a.txt", WORDS)))[0][1] == "added"


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd.txt", ".._.._etc_passwd.txt"),
        ("a/b\\c:d*e?.txt", "a_b_c_d_e_.txt"),
        (" .hidden. ", "hidden"),
        ("…", "…"),
        ("", "session"),
        ("\x00\x1b[31m.txt", "__[31m.txt"),
        ("x" * 300 + ".vtt", "x" * 116 + ".vtt"),
        ("夜" * 100 + ".txt", "夜" * 60 + ".txt"),
    ],
    ids=range(8),
)
def test_any_name(add: Add, ours: Places, name: str, kept: str) -> None:
    """A copy's name is one that every system can hold, and never a way out; the record keeps it as it was."""
    taken = add((name, WORDS))
    (copy,) = copies(ours)

    assert os.path.basename(copy) == kept.lstrip(".")
    assert Path(ours.sessions) in Path(shelf.path(ours, copy)).resolve().parents
    assert taken.rows[0]["name"] == name


@pytest.mark.parametrize("call", ["replace", "fsync", "open"])
def test_a_full_disk(add: Add, ours: Places, monkeypatch: pytest.MonkeyPatch, call: str) -> None:
    """Nothing is said to be here that is not: an error with a hint, no record, no half copy."""
    real: Any = getattr(os, call)

    def full(*args: Any, **named: Any) -> Any:
        if call == "open" and ".tmp-" not in str(args[0]):
            return real(*args, **named)
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as now:
        now.setattr(os, call, full)
        with pytest.raises(NotSaved, match="could not be copied") as caught:
            add(("a.txt", WORDS))
    assert "Make room" in caught.value.hint
    assert (records(ours), copies(ours)) == ([], [])

    assert hows(add(("a.txt", WORDS))) == [("a.txt", "added")]


def test_a_copy_without_a_record_is_no_session(add: Add, ours: Places, journal: Journal) -> None:
    """What a kill left between copy and record is used by the next add."""
    add(("a.txt", WORDS))
    (copy,) = copies(ours)
    for path in Path(ours.log).rglob("*.jsonl"):
        path.unlink()
    journal.rebuild()
    assert list(sessions.all(journal.db)) == []

    assert hows(add(("a.txt", WORDS))) == [("a.txt", "added")]
    assert copies(ours) == [copy]
