"""Dreams taken away: hidden and forgotten at once, back whole at a word, or gone for good."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import Command
from faults.rows import contents, difference, fresh

from dreamstream import ids
from dreamstream.config import Config
from dreamstream.journal import Journal
from dreamstream.log import frame
from dreamstream.paths import Places, make

Tell = Callable[..., str]
#: `index/fold.py` forgets a purged id once no line tells of the dream any more; it has to keep it.
#: Words nobody else says, each for one thing a dream has; the index may keep a word's end only, so that is looked for.
CANARIES = {
    "text": "heliotrope", "title": "zeppelin", "tag": "quicksilver", "person": "Wilhelmina", "place": "Samarkand",
    "event": "bandicoot", "hook": "marzipan", "interpretation": "labyrinthine", "sign": "Dirigible",
    "evidence": "xylophonist", "alt": "verdigris", "replaced": "ocelot", "error": "kumquat", "long": "pterodactyl",
    "tongue": "夢のなかの海", "umlaut": "Übermütigkeit",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _mocked(ours: Places) -> None:
    for name in ("backend.text", "backend.image"):
        Config(ours).set(name, "mock")


def tails() -> list[bytes]:
    """The end of each canary, as it is, in small letters, and as JSON in ASCII spells it."""
    ends = [word[-6:] for word in CANARIES.values()]
    return [form.encode() for end in ends for form in dict.fromkeys((end, end.casefold(), json.dumps(end)[1:-1]))]


def holding(*folders: str | Path, words: list[bytes] | None = None) -> dict[str, list[bytes]]:
    """Every file under these folders that holds one of the words."""
    found: dict[str, list[bytes]] = {}
    for folder in folders:
        for path in sorted(Path(folder).rglob("*")):
            if path.is_file():
                body = path.read_bytes()
                if held := [word for word in (tails() if words is None else words) if word in body]:
                    found[str(path)] = held
    return found


def segments(ours: Places) -> dict[str, bytes]:
    return {str(path.relative_to(ours.log)): path.read_bytes() for path in sorted(Path(ours.log).rglob("*.jsonl"))}


def append(ours: Places, host: str, *records: tuple[str, dict[str, Any]], ahead: float = 0.0) -> Path:
    """Records of another machine, as a file sync brings them."""
    path = Path(ours.log, host, "2026-11.jsonl")
    make(str(path.parent))
    at = time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(time.time() + ahead))
    seq = path.read_bytes().count(b"\n") if path.exists() else 0
    with path.open("ab") as file:
        for i, (kind, data) in enumerate(records, seq + 1):
            stamp = f"{at}.{i:03}+00:00"
            file.write(frame.spell(id=ids.new("x"), host=host, seq=i, at=stamp, kind=kind, data=data))
    return path


def canary(ds: Command, journal: Journal, *, more: str = "") -> str:
    """A dream that has everything, each thing with a word of its own; its id."""
    c = CANARIES
    long = " and then nothing happened for a while" * 400 + f" until a {c['long']} came"
    text = f"A {c['text']} staircase, {c['tongue']}, {c['umlaut']}{more}{long}."
    told = ds("log", text, "--title", f"The {c['title']}", "--tag", c["tag"], "--person", c["person"], "--place",
              c["place"], "--emotion", "joy").out.strip()  # fmt: skip
    assert ds("edit", told, "--text", f"A {c['replaced']} sat there.").code == 0
    assert ds("edit", told, "--text", text).code == 0
    assert ds("event", "add", told, "note", f"There was a {c['event']} too.").code == 0
    assert ds("dream").code == 0
    job, failed = ids.new("j"), ids.new("j")
    data = {
        "hook": f"You dream of {c['hook']}.", "interpretation": f"It is {c['interpretation']}.", "emotions": ["fear"],
        "signs": [{"label": c["sign"], "kind": "symbol", "evidence": c["evidence"]}], "patterns": ["people"],
        "stress": 77, "nightmare": {"likely": True},
    }  # fmt: skip
    token = {"token": "t-1111111111"}
    journal.tell(
        [
            ("job.asked", {"job": job, "dream": told, "kind": "analysis", "params": {"wish": c["hook"]}}),
            ("job.claimed", {"job": job, "attempt": 1, **token}),
            ("job.done", {"job": job, "rev": 3, "result": {"data": data}, **token}),
            ("media.added", {"media": "1" * 64 + ".webp", "dream": told, "job": job, "alt": f"A {c['alt']} door."}),
            ("job.asked", {"job": failed, "dream": told, "kind": "comic"}),
            ("job.claimed", {"job": failed, "attempt": 1, **token}),
            ("job.failed", {"job": failed, "error": f"no {c['error']} here", **token}),
        ]
    )
    journal.tell([("media.removed", {"media": "1" * 64 + ".webp"})])  # its file never was
    return told


def show(ds: Command, told: str) -> Any:
    ran = ds("show", told, "--history", "--json")
    assert ran.code == 0, ran.err
    return ran.data


def same_as_rebuilt(ours: Places) -> None:
    """The index that grew is the one a rebuild gives."""
    journal = Journal(ours)
    journal.refresh()
    assert difference(contents(journal.db), fresh(ours)) == {}
    journal.close()


# ── delete ──


def test_deleted_is_hidden_at_once(ds: Command, tell: Tell, tmp_path: Path) -> None:
    """From lists, search, show, events, passes and exports; others stay."""
    told, other = tell("A purple river.", "--tag", "r"), tell("A green river.", "--tag", "r")
    ds("event", "add", told, "note", "It was wide.")
    assert ds("delete", told).out == f"{told} is deleted; `dreamstream restore {told}` brings it back.\n"

    for line in (["list"], ["search", "river"], ["list", "tag:r"], ["last", "5"], ["random", "--limit", "5"]):
        assert ds(*line, "--ids").lines == [other], line
    assert ds("search", "wide", "--ids").lines == []
    assert (ds("show", told).code, ds("show", "@1").code, ds("event", "list", told).code) == (3, 0, 3)
    assert {event["target"] for event in ds("event", "list", "--json").data} <= {other}
    assert ds("event", "add", told, "note", "x").code == ds("edit", told, "--title", "T").code == 3
    assert {row["dream"] for row in ds("dream", "--json").data["artefacts"]} == {other}
    assert "purple" not in ds("export", "jsonl").out
    assert ds("delete", told).code == 3


def test_delete_leaves_no_word_in_the_state(ds: Command, journal: Journal, ours: Places) -> None:
    """No text, title, tag, name, analysis, alt text, event, error, nor what an edit replaced, in any file's bytes."""
    told = canary(ds, journal)
    other = ds("log", "A plain dream that stays.", "--no-jobs").out.strip()
    ds("search", CANARIES["hook"])
    before = holding(ours.state)
    assert {word[-6:].casefold() for word in CANARIES.values()} <= {
        word.decode().casefold() for words in before.values() for word in words
    }
    journal.close()

    assert ds("delete", told).code == 0
    assert holding(ours.state) == {}
    assert holding(ours.log) != {}  # the log keeps it: only a purge takes it from there
    assert ds("list", "--ids").lines == [other]
    same_as_rebuilt(ours)
    assert holding(ours.state) == {}


def test_several_at_once(ds: Command, journal: Journal, ours: Places) -> None:
    """By ids, a prefix and a pipe: one act, and every word of each of them goes."""
    told = [canary(ds, journal, more=f" number {i}") for i in range(3)]
    journal.close()
    ran = ds("delete", told[0], told[1][:9], "-", stdin=f"{told[2]}\n{told[0]}\n")

    assert (ran.code, ran.out) == (0, "3 dreams are deleted; `restore` brings them back.\n")
    assert holding(ours.state) == {}
    assert ds("undo").out == "Undone: delete (3 changes).\n"
    assert len(ds("list", "--ids").lines) == 3


@pytest.mark.parametrize("command", ["delete", "restore", "purge"])
def test_nothing_named(ds: Command, tell: Tell, ours: Places, command: str) -> None:
    """An empty pipe is nothing to do; an unknown id is exit 3, and then nothing is done to the others."""
    told = tell()
    before = segments(ours)

    assert ds(command, "-").code == 0
    assert ds(command).code == 2
    assert ds(command, told, "d-zzzzzzzzzz").code == 3
    assert segments(ours) == before


# ── restore ──


@pytest.mark.parametrize("how", ["restore", "undo"])
@pytest.mark.parametrize("index", ["kept", "dropped"])
def test_restore_brings_everything_back(ds: Command, journal: Journal, ours: Places, how: str, index: str) -> None:
    """`show` says the same as before, search finds it, and its jobs wait again."""
    told = canary(ds, journal)
    journal.close()
    ds("jobs", "add", "comic", told)
    before, waiting = show(ds, told), ds("jobs", "list", "status:pending", "--ids").lines
    assert len(waiting) == 1
    ds("delete", told)
    assert ds("jobs", "list", "status:pending", "--ids").lines == []
    if index == "dropped":
        for path in Path(ours.state).glob("index.*"):
            path.unlink()

    assert ds("undo" if how == "undo" else "restore", *([] if how == "undo" else [told])).code == 0
    assert show(ds, told) == before
    assert ds("jobs", "list", "status:pending", "--ids").lines == waiting
    for name in ("text", "title", "event", "hook", "interpretation", "long", "tongue"):
        assert ds("search", CANARIES[name], "--ids").lines == [told], name
    assert ds("list", f"tag:{CANARIES['tag']}", f"person:{CANARIES['person']}", "stress:77", "--ids").lines == [told]
    assert ds("dream", "--json").data["jobs"]["completed"] == 1
    same_as_rebuilt(ours)


def test_restore_by_pipe_and_twice(ds: Command, tell: Tell, ours: Places) -> None:
    """What is not deleted stays as it is and nothing is written about it."""
    one, two = tell("One."), tell("Two.")
    ds("delete", one, two)
    assert ds("restore", "-", stdin=f"{one} {two} {one}").out == f"{one} is back.\n{two} is back.\n"
    before = segments(ours)

    assert ds("restore", one).code == 0
    assert segments(ours) == before
    assert ds("restore", "d-zzzzzzzzzz").code == 3


def test_undo_goes_back_and_forth(ds: Command, journal: Journal, ours: Places) -> None:
    """A delete taken back, deleted again, restored: each time all of it or nothing."""
    told = canary(ds, journal)
    journal.close()
    before = show(ds, told)
    for _ in range(2):
        ds("delete", told)
        assert holding(ours.state) == {}
        assert ds("undo").out == "Undone: delete.\n"
        assert show(ds, told) == before
    ds("delete", told)
    ds("restore", told)
    assert show(ds, told) == before
    assert ds("undo").out == "Undone: restore.\n"
    assert ds("list", "--ids").lines == []
    same_as_rebuilt(ours)


def test_a_restore_taken_back_leaves_no_word(ds: Command, journal: Journal, ours: Places) -> None:
    """It deletes again, and so it forgets again."""
    told = canary(ds, journal)
    journal.close()
    ds("delete", told)
    ds("restore", told)
    ds("undo")

    assert holding(ours.state) == {}


def test_what_another_machine_said_meanwhile(ds: Command, journal: Journal, ours: Places) -> None:
    """Edits, events and reviews of a dream that was deleted here hide with it, and come back with it."""
    told = canary(ds, journal)
    journal.close()
    note = next(event["id"] for event in ds("event", "list", told, "--json").data if event["type"] == "note")
    ds("delete", told)
    said: list[tuple[str, dict[str, Any]]] = [
        ("dream.edited", {"dream": told, "title": "A wombat", "tags": ["wombat"]}),
        ("dream.edited", {"dream": told, "text": "A wombat on the stairs.", "people": ["Wombat"]}),
        ("event.added", {"event": "e-wwwwwwwwww", "target": told, "type": "note", "text": "A wombat, indeed."}),
        ("event.reviewed", {"event": note, "status": "confirmed", "text": "It was a wombat."}),
        ("job.asked", {"job": "j-wwwwwwwwww", "dream": told, "kind": "image", "params": {"wish": "a wombat"}}),
        ("notice.sent", {"dream": told}),
    ]
    append(ours, "away0000", *said, ahead=2)

    assert ds("list", "--ids").lines == ds("search", "wombat", "--ids").lines == []
    assert ds("event", "list", "--json").data == []
    same_as_rebuilt(ours)
    assert ds("rebuild").code == 0
    assert holding(ours.state, words=[b"wombat", b"Wombat", *tails()]) == {}
    ds("restore", told)
    shown = show(ds, told)
    assert (shown["title"], shown["text"], shown["tags"], shown["people"]) == (
        "A wombat", "A wombat on the stairs.", ["wombat"], ["Wombat"],
    )  # fmt: skip
    notes = [event["text"] for event in shown["events"] if event["type"] == "note"]
    assert notes == ["It was a wombat.", "A wombat, indeed."]
    assert shown["outputs"]["image"]["status"] == "pending"
    assert ds("search", "wombat", "--ids").lines == [told]
    same_as_rebuilt(ours)


def test_histories(ds: Command, tell: Tell, ours: Places) -> None:
    """However deletes, restores, edits, undos and purges follow each other, a rebuild gives the same index."""
    one, two, three = tell("One sea."), tell("Two seas."), tell("Three seas.")
    lines: list[list[str]] = [
        ["dream", "--limit", "4"], ["delete", one], ["edit", two, "--text", "Too many seas."], ["restore", one],
        ["edit", one, "--text", "One ocean."], ["delete", one, two], ["undo"], ["undo"], ["delete", one],
        ["jobs", "add", "image", two], ["purge", three], ["restore", one], ["purge", one], ["undo"],
        ["event", "add", two, "note", "n"], ["delete", two], ["restore", two], ["dream"], ["delete", two],
    ]  # fmt: skip
    for line in lines:
        ran = ds(*line)
        assert ran.code == 0 or line == ["undo"], (line, ran.err)
        same_as_rebuilt(ours)


# ── purge ──


def test_purged_is_gone(ds: Command, journal: Journal, ours: Places) -> None:
    """From everything, its pictures too; nothing brings it back, and the log only grew."""
    told = canary(ds, journal)
    journal.close()
    pictures = [Path(o["path"]) for o in show(ds, told)["outputs"].values() if o.get("path")]
    assert len(pictures) == 2 and all(path.exists() for path in pictures)
    ((name, before),) = segments(ours).items()
    ran = ds("purge", told, "--json")

    assert ran.code == 0
    assert ran.data["purged"] == [told]
    assert sorted(ran.data["media"]) == sorted(path.name for path in pictures)
    assert not any(path.exists() for path in pictures)
    assert (ran.data["lines"], ran.data["rewritten"], ran.data["elsewhere"]) == (0, [], [])
    assert ran.data["left"] == [os.path.join(ours.log, name)]
    assert segments(ours)[name].startswith(before)
    assert holding(ours.state) == {}
    for line in (["list"], ["search", CANARIES["text"]], ["jobs", "list", "--all"]):
        assert ds(*line, "--ids").lines == [], line
    assert (ds("show", told).code, ds("restore", told).code) == (3, 3)
    assert "was purged" in ds("restore", told).err
    assert ds("event", "list", "--json").data == ds("media", "list", "--json").data == []
    assert ds("export", "jsonl").out == ""
    assert ds("doctor").code == 0
    same_as_rebuilt(ours)


def test_what_purge_says(ds: Command, tell: Tell, ours: Places) -> None:
    """Which file still holds its words, and how they go; then that a search found none."""
    told = tell("A purple river that ran uphill.")
    ds("dream", "--only", "image")
    (file,) = segments(ours)
    assert ds("purge", told).lines == [
        f"{told}: purged, with 1 picture.",
        f"Its words still stand in {os.path.join(ours.log, file)}",
        "Nothing shows them any more; `dreamstream purge ID --rewrite` takes them out of this log too.",
    ]


def test_purge_after_delete(ds: Command, journal: Journal, ours: Places) -> None:
    """What is hidden can be purged, by `@1` too, and its pictures go."""
    told = canary(ds, journal)
    journal.close()
    ds("delete", told)
    ran = ds("purge", "@1", "--json")

    assert (ran.data["purged"], len(ran.data["media"])) == ([told], 2)
    assert list(Path(ours.media).rglob("*.*")) == []
    assert ds("restore", told).code == 3
    same_as_rebuilt(ours)


def test_a_purge_is_not_undone(ds: Command, tell: Tell, ours: Places) -> None:
    """`undo` says that the last act has nothing to take back, and the dream stays away."""
    tell("An older dream.")
    told = tell("A purple river.")
    ds("delete", told)
    ds("purge", told)
    before = segments(ours)
    ran = ds("undo")

    assert (ran.code, segments(ours)) == (3, before)
    assert "nothing left to take back" in ran.err
    assert len(ds("list", "--ids").lines) == 1


def test_a_second_purge_appends_nothing(ds: Command, tell: Tell, ours: Places) -> None:
    """It may be said again, and finds all done."""
    told = tell("A purple river.")
    ds("purge", told)
    before = segments(ours)

    assert ds("purge", told, told).code == 0
    assert segments(ours) == before


def test_a_picture_that_another_dream_has_stays(ds: Command, tell: Tell, ours: Places) -> None:
    """The same words give the same picture; it goes with the last dream that shows it."""
    one, two, three = (tell("The same dream again.") for _ in range(3))
    ds("dream", "--only", "image")
    (picture,) = Path(ours.media).rglob("*.webp")

    assert ds("purge", one, "--json").data["media"] == []
    ds("delete", two)
    assert ds("purge", three, "--json").data["media"] == []  # the deleted one may come back
    assert picture.exists()
    ds("restore", two)
    assert show(ds, two)["outputs"]["image"]["path"] == str(picture)
    assert ds("purge", two, "--json").data["media"] == [picture.name]
    assert not picture.exists()


@pytest.mark.parametrize("rewriting", [False, True])
def test_copies_do_not_bring_it_back(ds: Command, tell: Tell, ours: Places, rewriting: bool) -> None:
    """Neither a sync conflict's copy of the old segment, nor another machine's folder, nor an old index."""
    told, other = tell("A purple river that ran uphill."), tell("Another dream.")
    ds("dream")
    ((name, before),) = segments(ours).items()
    more = ["--rewrite"] if rewriting else []
    assert ds("purge", told, *more).code == 0
    own = Path(ours.log, name)
    own.with_name("2026-11.sync-conflict-20261120.jsonl").write_bytes(before)
    Path(ours.log, "away0000").mkdir()
    Path(ours.log, "away0000", own.name).write_bytes(before)

    assert ds("list", "--ids").lines == [other]
    assert ds("search", "uphill", "--ids").lines == []
    assert ds("restore", told).code == 3
    assert ds("rebuild").code == 0
    assert ds("list", "--ids").lines == [other]
    ran = ds("purge", told, "--rewrite", "--json")
    assert ran.data["elsewhere"] == [f"away0000/{own.name}"]
    assert "another machine's" in ran.json["warnings"][0]
    assert f"purge {told} --rewrite" in ran.json["warnings"][0]
    assert holding(ours.log, words=[b"uphill"]).keys() == {os.path.join(ours.log, "away0000", own.name)}


def test_the_same_import_does_not_bring_it_back(ds: Command, tmp_path: Path) -> None:
    """It is known, though nothing of it is left."""
    file = tmp_path / "old.jsonl"
    file.write_text('{"text":"A purple river that ran uphill.","at":"1999-05-01"}\n')
    ds("import", "jsonl", str(file))
    (told,) = ds("list", "--ids").lines
    ds("purge", told)

    assert ds("import", "jsonl", str(file), "--json").data["added"] == 0
    assert ds("list", "--ids").lines == []


def test_another_machine_that_still_speaks_of_it(ds: Command, tell: Tell, ours: Places) -> None:
    """Edits, notes and wishes that arrive after the purge bring nothing of it."""
    told = tell("A purple river that ran uphill.")
    ds("purge", told)
    said: list[tuple[str, dict[str, Any]]] = [
        ("dream.logged", {"dream": told, "text": "A purple river that ran uphill."}),
        ("dream.edited", {"dream": told, "text": "A wombat."}),
        ("dream.restored", {"dream": told}),
        ("event.added", {"event": "e-wwwwwwwwww", "target": told, "type": "note", "text": "A wombat."}),
        ("job.asked", {"job": "j-wwwwwwwwww", "dream": told, "kind": "image"}),
    ]
    append(ours, "away0000", *said, ahead=2)

    assert ds("list", "--ids").lines == ds("search", "wombat", "--ids").lines == []
    assert ds("event", "list", "--json").data == []
    assert ds("jobs", "list", "--all", "--ids").lines == []
    same_as_rebuilt(ours)


# ── purge --rewrite ──


def test_a_rewrite_leaves_no_byte(ds: Command, journal: Journal, ours: Places, home: Path) -> None:
    """No file under the home holds a word of it; every other line is as it was, in order, and all is well."""
    other = ds("log", "A plain dream that stays.", "--tag", "calm").out.strip()
    told = canary(ds, journal)
    ds("night", "--none")
    ds("event", "add", other, "note", "Calm.")
    journal.close()
    before = segments(ours)
    own = [line for body in before.values() for line in body.splitlines(keepends=True)]
    listed = show(ds, other)
    about = [told, *(row["id"] for row in show(ds, told)["history"] + show(ds, told)["events"])]
    stay = [line for line in own if b"media.removed" in line or not any(id.encode() in line for id in about)]
    ran = ds("purge", told, "--rewrite", "--json")

    assert ran.code == 0
    assert ran.data["left"] == ran.data["elsewhere"] == []
    assert ran.data["lines"] == len(own) - len(stay)
    assert holding(home) == {}
    (after,) = segments(ours).values()
    assert after.startswith(b"".join(stay))
    added = [json.loads(line) for line in after[len(b"".join(stay)) :].splitlines()]
    assert {record["kind"] for record in added} == {"dream.purged", "media.removed"}
    assert added[0]["seq"] == len(own) + 1
    verified = ds("verify", "--json")
    assert (verified.code, verified.data["bad"], verified.data["gaps"]) == (0, [], [])
    assert ds("doctor").code == 0
    assert show(ds, other) == listed
    assert ds("list", "--ids").lines == [other]
    same_as_rebuilt(ours)
    lines = ds("purge", "d-zzzzzzzzzz", "--rewrite")
    assert lines.code == 3


def test_what_a_rewrite_says(ds: Command, tell: Tell) -> None:
    """How many lines went, and that a search found nothing."""
    told = tell("A purple river that ran uphill.", "--no-jobs")
    said = ds("purge", told, "--rewrite").lines
    assert said[0] == f"{told}: purged, with 0 pictures."
    assert re.fullmatch(r"(1 line is|\d+ lines are) gone from 1 file of the log\.", said[1])
    assert said[2:] == ["A search for its words finds nothing more under this home."]


def test_several_dreams_several_months(ds: Command, journal: Journal, ours: Places, home: Path) -> None:
    """Whatever file of this machine holds them, a conflict's copy too."""
    told = [canary(ds, journal, more=f" number {i}") for i in range(2)]
    journal.close()
    ((name, body),) = segments(ours).items()
    lines = body.splitlines(keepends=True)
    path = Path(ours.log, name)
    path.with_name("2020-01.jsonl").write_bytes(b"".join(lines[:10]))
    path.with_name("2020-02.jsonl").write_bytes(b"".join(lines[10:]))
    path.with_name("2020-02.sync-conflict-x.jsonl").write_bytes(b"".join(lines[5:20]))
    path.unlink()
    ran = ds("purge", *told, "--rewrite", "--json")

    assert len(ran.data["rewritten"]) == 3
    assert holding(home) == {}
    assert ds("verify").code == 0


def test_words_in_a_damaged_line_go(ds: Command, journal: Journal, ours: Places, home: Path) -> None:
    """The line nobody can read holds them too; when it is gone, verify finds no damage."""
    told = canary(ds, journal)
    journal.close()
    other = ds("log", "A plain dream that stays.", "--no-jobs").out.strip()
    (path,) = Path(ours.log).rglob("*.jsonl")
    body = path.read_bytes()
    at = body.index(b'"kind":"dream.edited"')
    path.write_bytes(body[:at] + b'"kind":"dream.editex"' + body[at + 21 :])
    assert ds("verify").code == 1
    ds("purge", told, "--rewrite")

    assert holding(home) == {}
    assert ds("verify", "--json").data["gaps"] == []
    assert ds("verify").code == 0
    assert ds("list", "--ids").lines == [other]


def test_other_machines_are_named_and_left_alone(ds: Command, tell: Tell, ours: Places) -> None:
    """Their files hold it still; there the same command takes it."""
    told = tell("A purple river that ran uphill.")
    theirs = append(ours, "away0000", ("dream.edited", {"dream": told, "text": "A wombat on the stairs."}), ahead=2)
    before = theirs.read_bytes()
    ran = ds("purge", told, "--rewrite", "--json")

    assert ran.code == 0
    assert theirs.read_bytes() == before
    assert ran.data["elsewhere"] == ["away0000/2026-11.jsonl"]
    assert ran.data["left"] == [str(theirs)]
    assert ds("list", "--ids").lines == []


def test_the_index_is_dropped_and_it_stays_away(ds: Command, tell: Tell, ours: Places) -> None:
    """What is left of the log is enough to know nothing of it."""
    told, other = tell("A purple river that ran uphill."), tell("Another dream.")
    ds("purge", told, "--rewrite")
    for path in Path(ours.state).glob("index.*"):
        path.unlink()

    assert ds("list", "--ids").lines == [other]
    assert ds("search", "uphill", "--ids").lines == []


def test_the_same_import_after_a_rewrite(ds: Command, tmp_path: Path) -> None:
    """Also when no line of it is left, its id does not come back."""
    file = tmp_path / "old.jsonl"
    file.write_text('{"text":"A purple river that ran uphill.","at":"1999-05-01"}\n')
    ds("import", "jsonl", str(file))
    (told,) = ds("list", "--ids").lines
    ds("purge", told, "--rewrite")

    assert ds("import", "jsonl", str(file), "--json").data["added"] == 0
    assert ds("list", "--ids").lines == []


def test_what_another_machine_says_after_a_rewrite(ds: Command, tell: Tell, ours: Places) -> None:
    """A note on a dream that no line tells of any more is no event of the journal."""
    told = tell("A purple river that ran uphill.")
    ds("purge", told, "--rewrite")
    append(
        ours,
        "away0000",
        ("dream.logged", {"dream": told, "text": "A wombat."}),
        ("event.added", {"event": "e-wwwwwwwwww", "target": told, "type": "note", "text": "A wombat."}),
        ahead=2,
    )

    assert ds("list", "--ids").lines == []
    assert ds("event", "list", "--json").data == []


def test_the_other_machine_does_the_same(ds: Command, journal: Journal, ours: Places, tmp_path: Path) -> None:
    """Where the dream was told, then where its pictures were made: after both, no file holds a word of it."""
    told = canary(ds, journal)
    ds("jobs", "add", "image,analysis", told)
    journal.close()
    desk = str(tmp_path / "desk")
    shutil.copytree(ours.users, f"{desk}/users/me")
    ds("config", "set", "backend.text", "mock", "--home", desk)
    jobs = ds("jobs", "list", "status:pending", "--ids", "--home", desk).lines
    assert ds("jobs", "takeover", *jobs, "--home", desk).code == 0
    assert ds("dream", "--only", "analysis", "--home", desk, "--json").data["jobs"]["completed"] == 1
    words = [CANARIES["text"].encode()]

    assert ds("purge", told, "--rewrite").code == 0
    shutil.copytree(ours.users, f"{desk}/users/me", dirs_exist_ok=True)
    assert ds("list", "--ids", "--home", desk).lines == []
    assert holding(desk, words=words) != {}
    assert ds("purge", told, "--rewrite", "--home", desk).code == 0
    assert holding(desk, words=words) == {}
    assert ds("verify", "--home", desk).code == 0


STEPS = {
    "after the record": ("dreamstream.jobs.tidy", "unlink"),
    "after the pictures": ("dreamstream.log.rewrite", "without"),
    "while writing anew": ("os", "replace"),
    "between two files": ("dreamstream.log.rewrite", "_write_without"),
}


@pytest.mark.parametrize("step", [*STEPS])
def test_killed_between_the_steps(ds: Command, journal: Journal, ours: Places, home: Path, step: str) -> None:
    """The same command again finishes what a kill left, whatever was done by then."""
    other = ds("log", "A plain dream that stays.", "--no-jobs").out.strip()
    told = canary(ds, journal)
    journal.close()
    ((name, body),) = segments(ours).items()
    lines = body.splitlines(keepends=True)
    # the wish in one file and its answer, which names the job alone, in another
    asked = max(i for i, line in enumerate(lines) if b'"job.asked"' in line and b'"analysis"' in line) + 1
    Path(ours.log, name).with_name("2020-01.jsonl").write_bytes(b"".join(lines[:asked]))
    Path(ours.log, name).write_bytes(b"".join(lines[asked:]))
    module, function = STEPS[step]
    code = (
        "import os, sys, importlib\n"
        "from dreamstream.cli.app import run\n"
        "from dreamstream.jobs import tidy\n"
        "from dreamstream.log import rewrite\n"
        f"module, step, calls = importlib.import_module({module!r}), {step!r}, []\n"
        f"real = module.{function}\n"
        "def dies(*args, **more):\n"
        "    calls.append(args)\n"
        "    if step == 'while writing anew' and '.jsonl.new-' not in str(args[0]): return real(*args, **more)\n"
        "    if step == 'between two files' and len(calls) < 2: return real(*args, **more)\n"
        "    os._exit(137)\n"
        f"module.{function} = dies\n"
        f"run(['purge', {told!r}, '--rewrite'])\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True)
    assert done.returncode == 137, done.stderr
    assert holding(home) != {}
    assert ds("list", "--ids").lines == [other]
    assert ds("verify").code == 0

    again = ds("purge", told, "--rewrite", "--json")
    assert again.code == 0, again.err
    assert holding(home) == {}
    assert list(Path(ours.media).rglob("*.*")) == []
    assert list(Path(ours.log).rglob("*.new-*")) == []
    assert ds("verify").code == 0
    assert ds("list", "--ids").lines == [other]


def test_a_pass_takes_the_pictures_a_kill_left(ds: Command, tell: Tell, ours: Places, monkeypatch: Any) -> None:
    """Recorded as gone and still there: the next pass removes them, and the one after it says nothing."""
    told = tell("A purple river.")
    ds("dream")
    with monkeypatch.context() as patch:
        patch.setattr("dreamstream.jobs.tidy.unlink", lambda _journal: [])
        ds("purge", told)
    assert len(list(Path(ours.media).rglob("*.webp"))) == 2
    ds("dream")
    before = segments(ours)

    assert list(Path(ours.media).rglob("*.*")) == []
    assert ds("dream", "--json").data["run"] is None
    assert segments(ours) == before


def test_others_write_meanwhile(ds: Command, tell: Tell, ours: Places) -> None:
    """A rewrite waits for its turn, and what is told around it is all there."""
    told = [tell(f"A purple river that ran uphill, number {i}.", "--no-jobs") for i in range(6)]
    script = (
        "import sys\nfrom dreamstream.cli.app import run\n"
        "for n in range(40): run(['log', f'{sys.argv[1]} says {n}', '--no-jobs'])\n"
    )
    tellers = [subprocess.Popen([sys.executable, "-c", script, name], stdout=subprocess.PIPE) for name in "ab"]
    for dream in told:
        assert ds("purge", dream, "--rewrite").code == 0
    out = [teller.communicate()[0].decode().split() for teller in tellers]

    assert [len(ids) for ids in out] == [40, 40]
    assert sorted(ds("list", "--ids").lines) == sorted(id for ids in out for id in ids)
    assert holding(ours.log, words=[b"uphill"]) == {}
    assert ds("verify").code == 0


def test_a_worker_that_comes_late(ds: Command, tell: Tell, ours: Places, home: Path) -> None:
    """A picture that was being made when its dream was purged is thrown away with it."""
    told = tell("A purple river that ran uphill.")
    Config(ours).set("backend.mock.script", "image: hang 2")
    worker = subprocess.Popen([sys.executable, "-m", "dreamstream", "dream", "--only", "image"])
    end = time.monotonic() + 20
    while not ds("jobs", "list", "status:processing", "--ids").lines:
        assert time.monotonic() < end
        time.sleep(0.05)
    assert ds("purge", told, "--rewrite").code == 0
    assert worker.wait() == 0

    assert list(Path(ours.media).rglob("*.*")) == []
    assert holding(home, words=[b"uphill"]) == {}
    assert ds("jobs", "list", "--all", "--ids").lines == []


# ── asking ──


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("said", "more", "gone"), [("yes\n", [], True), ("no\n", [], False), ("", [], False), ("", ["--yes"], True),
                               ("", ["-y"], True), ("", ["--no-input"], True)]
)  # fmt: skip
def test_purge_asks_at_a_terminal(
    tell: Tell, monkeypatch: Any, capfd: Any, ours: Places, said: str, more: list[str], gone: bool
) -> None:
    """Once, and only there; anything but yes changes nothing."""
    from dreamstream.cli.app import run

    told = tell("A purple river.")
    before = segments(ours)
    monkeypatch.setattr(sys, "stdin", Terminal(said))
    capfd.readouterr()
    code = run(["purge", told, *more])
    err = capfd.readouterr().err

    assert (code == 0) == gone == (segments(ours) != before)
    assert (f"Purge {told} for good? Type yes: " in err) == (not more)
    if not gone:
        assert "Nothing was purged." in err
