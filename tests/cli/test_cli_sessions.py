"""`sessions`: transcripts handed in, listed, shown with what was suggested of them, and let go."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import Command

from dreamstream.config import Config
from dreamstream.dream.readers.checked import check
from dreamstream.dream.readers.local import LocalReader
from dreamstream.dream.readers.port import Gained, Wanted
from dreamstream.dream.transcripts import chat
from dreamstream.paths import Places
from dreamstream.proposals import Proposal

Tell = Callable[..., str]
Snapshot = Callable[[str], None]
TALK = """\
[2026-11-20 07:40] Mara (t-1): Good morning.
[2026-11-20 07:42] Mara (t-2): In the dream I was in the station again, and my grandmother was selling the tickets.
[2026-11-20 07:43] Assistant (t-3): How did it feel?
[2026-11-20 07:44] Mara (t-4): I remember now that the clock in the hall had no hands, and I was afraid to be late.
"""
ROW = {"id", "name", "format", "turns", "read", "status", "chunks_failed", "added_at"}


@pytest.fixture(autouse=True)
def _reader(monkeypatch: pytest.MonkeyPatch) -> None:
    """The offline reader takes every sentence somebody said, so that its taste is no matter of these tests."""

    def read(_self: LocalReader, wanted: Wanted) -> Gained:
        target = wanted.candidates[0].id if wanted.candidates else ""
        found = [
            Proposal(
                type="recall", target=target, text=turn.text, at=turn.at, turns=(turn.id,), quote=turn.text,
                span=(0, len(turn.text)), score=0.9,
            )
            for turn in wanted.turns
            if turn.role in ("user", "") and len(turn.text.split()) > 2
        ]  # fmt: skip
        proposals, refused = check(found, wanted)
        return Gained(proposals=tuple(proposals), refused=refused)

    monkeypatch.setattr(LocalReader, "read", read)


@pytest.fixture
def talk(tmp_path: Path) -> Path:
    """A transcript on disk."""
    path = tmp_path / "morning talk.txt"
    path.write_text(TALK)
    return path


def added(ds: Command, path: Path) -> str:
    ran = ds("sessions", "add", str(path), "--json")
    assert ran.code == 0, ran.err
    return str(ran.data["sessions"][0]["id"])


def events(ds: Command) -> list[str]:
    return [row["text"] for row in ds("event", "list", "--json").data if row["source"] == "dream"]


# ── add ──


def test_add(ds: Command, talk: Path, ours: Places) -> None:
    """What came in, a line each; the same again adds nothing and says so."""
    first = ds("sessions", "add", str(talk), "--json")
    id = first.data["sessions"][0]["id"]

    assert first.data == {
        "sessions": [{"id": id, "name": "morning talk.txt", "format": "tagged", "turns": 4, "how": "added"}],
        "left": [],
    }
    assert ds("sessions", "add", str(talk)).out == f"{id}\tmorning talk.txt\t4 turns\tknown\n"
    talk.write_text(TALK + "Mara: And a heron.\n")
    assert ds("sessions", "add", str(talk)).out == f"{id}\tmorning talk.txt\t5 turns\tgrown\n"
    talk.write_text(TALK)
    assert ds("sessions", "add", str(talk)).out == f"{id}\tmorning talk.txt\t4 turns\tlonger already\n"


def test_add_from_a_pipe(ds: Command) -> None:
    """`-` is standard input, under the name it is given."""
    ran = ds("sessions", "add", "-", "--name", "note.md", "--json", stdin="I dreamt of a lighthouse.\n")

    assert [(row["name"], row["turns"]) for row in ran.data["sessions"]] == [("note.md", 1)]
    assert ds("sessions", "add", "-", stdin="I dreamt of a mill.\n").out.split("\t")[1] == "pasted.txt"


def test_add_a_folder(ds: Command, tmp_path: Path) -> None:
    """What it recognises comes in; the rest is a warning each, and no error."""
    folder = tmp_path / "talks"
    (folder / "within").mkdir(parents=True)
    (folder / "a.txt").write_text("I dreamt of a lighthouse.\n")
    (folder / "within" / "b.md").write_text("## User\n\nI dreamt of a mill.\n")
    (folder / "c.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (folder / ".d.txt").write_text("I dreamt of nothing.\n")
    ran = ds("sessions", "add", str(folder), "--json")

    assert ran.code == 0
    assert [row["name"] for row in ran.data["sessions"]] == ["a.txt", "b.md"]
    assert ran.data["left"] == [{"name": "c.png", "why": "no text"}]
    assert ran.json["warnings"] == ["c.png was left: no text."]


@pytest.mark.parametrize(
    ("name", "body", "why"),
    [
        ("a.bin", b"\x00\x01" * 99, "no text"),
        ("a.txt", b"", "empty"),
        ("b.txt", b" \n", "empty"),
        ("a.py", b"x", "no transcript"),
    ],
)
def test_what_is_no_transcript(ds: Command, tmp_path: Path, name: str, body: bytes, why: str) -> None:
    """A file somebody named and that cannot be read is an error with its reason."""
    (tmp_path / name).write_bytes(body)
    ran = ds("sessions", "add", str(tmp_path / name), "--json")

    assert (ran.code, ran.error["code"]) == (2, "usage")
    assert why in ran.error["message"] and ran.error["hint"]
    assert ds("sessions", "list").out == ""


def test_what_is_not_there(ds: Command, tmp_path: Path) -> None:
    """No file is an error, and nothing is made."""
    ran = ds("sessions", "add", str(tmp_path / "gone.txt"))

    assert ran.code in (2, 3) and "gone.txt" in ran.err


# ── list, show ──


def test_list(ds: Command, talk: Path, tell: Tell) -> None:
    """Each with how far it was read: before a pass, after it, and as ids or JSON lines."""
    assert (ds("sessions", "list").out, ds("sessions", "list", "--json").data) == ("", [])
    id = added(ds, talk)
    (row,) = ds("sessions", "list", "--json").data
    assert row == {
        "id": id, "name": "morning talk.txt", "format": "tagged", "turns": 4, "read": 0, "status": "new",
        "chunks_failed": 0, "added_at": row["added_at"],
    }  # fmt: skip
    assert ds("sessions", "list").out == f"{id}\tmorning talk.txt\ttagged\t0 of 4 turns read\tnew\n"

    ds("dream", "--only", "backfill")
    assert ds("sessions", "list").out == f"{id}\tmorning talk.txt\ttagged\t4 of 4 turns read\tread\n"
    ds("sessions", "add", "-", stdin="I dreamt of a mill.\n")
    rows = [json.loads(line) for line in ds("sessions", "list", "--jsonl").lines]
    assert [(row["status"], set(row) == ROW) for row in rows] == [("read", True), ("new", True)]
    assert ds("sessions", "list", "--ids").out.split() == [row["id"] for row in rows]
    assert ds("sessions", "list", "--ids", "--limit", "1").out.split() == [id]


def test_show(ds: Command, talk: Path, tell: Tell, snapshot: Snapshot) -> None:
    """The talk with its turns' ids and times, and what was suggested below each."""
    dream = tell("I was waiting in a station.", "--at", "2026-11-20", "--no-jobs")
    id = added(ds, talk)
    ds("dream", "--only", "backfill")
    data = ds("sessions", "show", id[:6], "--json").data

    assert data.keys() >= ROW | {"dream", "path", "reader", "read_at", "missed", "events", "talk"}
    assert [turn["id"] for turn in data["talk"]] == ["t-1", "t-2", "t-3", "t-4"]
    assert data["talk"][2] == {
        "id": "t-3", "role": "assistant", "speaker": "Assistant", "text": "How did it feel?",
        "at": data["talk"][2]["at"],
    }  # fmt: skip
    assert {event["target"] for event in data["events"]} == {dream}
    assert Path(data["path"]).read_text() == TALK
    snapshot(ds("sessions", "show", id).out)


def test_show_what_lies_in_a_watched_folder(ds: Command, talk: Path, ours: Places) -> None:
    """Its words are read where they are; once they are gone, that is said and the rest is shown."""
    folder = talk.parent / "talks"
    folder.mkdir()
    there = folder / talk.name
    talk.rename(there)
    os.utime(there, (1_700_000_000, 1_700_000_000))
    Config(ours).set("sessions.watch", str(folder))
    ds("dream", "--only", "backfill")
    (id,) = ds("sessions", "list", "--ids").out.split()
    data = ds("sessions", "show", id, "--json").data
    assert (data["path"], len(data["talk"])) == (str(there), 4)

    there.unlink()
    ran = ds("sessions", "show", id)
    assert (ran.code, ds("sessions", "show", id, "--json").data["talk"]) == (0, None)
    assert "Its words are not on this machine." in ran.out


def test_nobody(ds: Command, talk: Path) -> None:
    """An id nobody has is not found; the beginning of several names them."""
    assert ds("sessions", "show", "s-nobody").code == 3
    one, other = added(ds, talk), ds("sessions", "add", "-", "--json", stdin="A mill.\n").data["sessions"][0]["id"]
    ran = ds("sessions", "show", "s-", "--json")

    assert (ran.code, ran.error["code"]) == (3, "ambiguous")
    assert one in ran.error["hint"] and other in ran.error["hint"]


def test_a_stranger_line_harms_no_page(ds: Command, talk: Path, journal: Any) -> None:
    """An event somebody wrote by hand, without its turns, is no reason to fail."""
    id = added(ds, talk)
    for n, meta in enumerate(({"session": id}, {"session": id, "turns": []}, {"session": id, "turns": "t-2"})):
        said = {"event": f"e-{n}", "target": id, "type": "recall", "text": "By hand.", "status": "suggested"}
        journal.tell([("event.added", {**said, "source": "dream", "author": "agent", "meta": meta})])

    assert ds("sessions", "show", id).code == 0
    assert ds("dream", "--only", "backfill").code == 0


# ── forget ──


def test_forget(ds: Command, talk: Path, tell: Tell, ours: Places) -> None:
    """No list, no copy, no pass; what was suggested stays. Added again it is read again, and adds nothing twice."""
    id = added(ds, talk)
    ds("dream", "--only", "backfill")
    before = events(ds)
    assert before
    ran = ds("sessions", "forget", id)

    assert (ran.code, ran.out) == (0, f"morning talk.txt ({id}) is forgotten.\n")
    assert (ds("sessions", "list").out, os.listdir(ours.sessions)) == ("", [])
    assert ds("dream", "--json").data["sessions_processed"] == 0
    assert events(ds) == before

    assert added(ds, talk) == id
    assert ds("dream", "--only", "backfill", "--json").data["sessions_processed"] == 1
    assert events(ds) == before


def test_forget_many(ds: Command) -> None:
    """Ids come from standard input too; one unknown name and nothing is forgotten; none is an error."""
    for text in ("I dreamt of a mill.", "I dreamt of a lake.", "I dreamt of a boat."):
        ds("sessions", "add", "-", stdin=text)
    ids = ds("sessions", "list", "--ids").out
    assert ds("sessions", "forget", ids.split()[0], "s-nobody").code == 3
    assert ds("sessions", "list", "--ids").out == ids

    ran = ds("sessions", "forget", "-", "--json", stdin=ids)
    assert sorted(ran.data["forgotten"]) == sorted(ids.split())
    assert ds("sessions", "list").out == ""


def test_a_watched_file_that_is_forgotten(ds: Command, talk: Path, ours: Places) -> None:
    """It is where it was, and no pass reads it."""
    folder = talk.parent / "talks"
    folder.mkdir()
    talk.rename(folder / talk.name)
    Config(ours).set("sessions.watch", str(folder))
    ds("dream", "--only", "backfill")
    ds("sessions", "forget", ds("sessions", "list", "--ids").out.strip())
    (folder / talk.name).write_text(TALK + "Mara: In the dream there was a heron on the platform.\n")
    report = ds("dream", "--only", "backfill", "--json").data

    assert [(row["name"], row["why"]) for row in report["skipped"]] == [("morning talk.txt", "forgotten")]
    assert (folder / talk.name).exists()


# ── and the rest of the house ──


def test_purge_takes_the_talks_along(ds: Command, tell: Tell, ours: Places) -> None:
    """What was said to this journal about a dream goes with it, for good; other talks stay."""
    one, other = (tell(text, "--no-jobs") for text in ("I stood by a lake.", "I stood by a mill."))
    for told in (one, other):
        ds("image", told)
        ds("refine", told, "it was my grandmother's kitchen")
    folder = Path(ours.sessions, "chats")
    assert len(list(folder.iterdir())) == 2
    assert ds("purge", one, "--yes").code == 0

    (left,) = folder.iterdir()
    assert f'"dream":"{other}"' in left.read_text()
    assert [row["name"] for row in ds("sessions", "list", "--json").data] == [f"refine of {other}"]
    assert ds("dream", "--only", "backfill").code == 0


def test_the_journals_own_talks_are_read(ds: Command, tell: Tell, ours: Places) -> None:
    """What is said in `refine` is a session; the pass hears the dreamer's turns of it and not the answers."""
    told = tell("I stood by a lake at night with my dog.", "--no-jobs")
    ds("image", told)
    ds("refine", told, "no, I remember now that it was my grandmother's kitchen and not a lake")
    (row,) = ds("sessions", "list", "--json").data
    assert (row["format"], row["status"]) == (chat.FORMAT, "new")
    report = ds("dream", "--only", "backfill", "--json").data

    assert report["sessions_processed"] == 1
    found = [event for event in ds("event", "list", told, "--json").data if event["source"] == "dream"]
    assert [event["target"] for event in found] == [told] * len(found)
    assert not any("Version" in event["text"] for event in found)
