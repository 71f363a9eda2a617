"""Changing what was told, always by adding to it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from conftest import Command

Tell = Callable[..., str]


def log_bytes(home: Path) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(home.rglob("*.jsonl")))


def test_nothing_ever_changes_what_stands(ds: Command, tell: Tell, home: Path) -> None:
    """Every command only appends: what the log held stays byte for byte."""
    told = tell()
    before = log_bytes(home)
    lines = (
        ["edit", told, "--text", "other words", "--title", "T"],
        ["tag", told, "a", "b"],
        ["untag", told, "a"],
        ["event", "add", told, "note", "n"],
        ["night", "--none"],
        ["delete", told],
        ["restore", told],
        ["jobs", "add", "image", told],
        ["undo"],
        ["rebuild"],
    )
    for line in lines:
        assert ds(*line).code == 0, line
        after = log_bytes(home)
        assert after.startswith(before), line
        before = after


def test_edit_marks_stale_and_asks_only_when_told(ds: Command, tell: Tell) -> None:
    """New words make old outputs stale; `--again` renews them."""
    ds("config", "set", "backend.text", "mock")
    ds("config", "set", "backend.image", "mock")
    told = tell()
    ds("dream")
    assert ds("show", told, "--json").data["stale"] is False

    ds("edit", told, "--text", "I swam instead.")
    shown = ds("show", told, "--json").data
    assert shown["stale"] is True
    assert shown["outputs"]["analysis"]["status"] == "completed"
    assert ds("edit", told, "--again", "--json").data["jobs"]
    ds("dream")
    assert ds("show", told, "--json").data["stale"] is False


def test_edit_finds_the_new_words(ds: Command, tell: Tell) -> None:
    """Search follows an edit at once."""
    told = tell("An orange fox.")
    ds("edit", told, "--text", "A silver fox.")

    assert ds("search", "silver", "--ids").lines == [told]
    assert ds("search", "orange", "--ids").lines == []
    assert ds("edit", told, "--text", "").code == 2
    assert ds("edit", told, "--text", "A silver fox.").out == "Nothing changed.\n"


def test_tags(ds: Command, tell: Tell) -> None:
    """Tags come and go; ids may come from a pipe."""
    one, two = tell(), tell()
    assert ds("tag", one, two, "lake", "boat").code == 0
    assert ds("show", one, "--json").data["tags"] == ["lake", "boat"]
    assert ds("untag", "-", "--tag", "lake", stdin=f"{one}\n{two}\n").code == 0
    assert ds("show", two, "--json").data["tags"] == ["boat"]
    assert ds("tag", one).code == 2
    assert ds("tag", "d-zzzzzzzzzz", "x").code == 3


def test_delete_and_restore(ds: Command, tell: Tell) -> None:
    """Deleted is hidden from everything at once, and comes back whole."""
    told = tell("A purple river.", "--tag", "r")
    assert ds("delete", told).code == 0
    assert ds("list", "--ids").lines == []
    assert ds("search", "purple", "--ids").lines == []
    assert ds("show", told).code == 3
    assert ds("jobs", "list", "status:pending", "--ids").lines == []

    assert ds("restore", told).code == 0
    assert ds("search", "purple", "tag:r", "--ids").lines == [told]


def test_undo_takes_back_the_last_act(ds: Command, tell: Tell) -> None:
    """Each undo goes one act further back, by adding its opposite."""
    told = tell("first words")
    ds("edit", told, "--text", "second words", "--title", "T", "--tag", "a")
    ds("tag", told, "b")
    ds("event", "add", told, "note", "remember")
    ds("night", "2026-11-03", "--none")
    ds("delete", told)

    assert ds("undo").out == "Undone: delete.\n"
    assert ds("undo").out == "Undone: night.\n"
    assert ds("undo").out == "Undone: event.\n"
    assert [event["status"] for event in ds("event", "list", told, "--json").data] == ["rejected"]
    assert ds("undo").out == "Undone: tags.\n"
    assert ds("show", told, "--json").data["tags"] == ["a"]
    assert ds("undo").out == "Undone: edit.\n"
    shown = ds("show", told, "--json").data
    assert (shown["text"], shown["title"], shown["tags"]) == ("first words", "", [])
    assert ds("undo").out == "Undone: log.\n"
    assert ds("list", "--ids").lines == []
    assert ds("undo").code == 3


def test_undo_of_an_import_is_one_act(ds: Command, tmp_path: Path) -> None:
    """An import goes as it came."""
    file = tmp_path / "few.jsonl"
    file.write_text('{"text":"one dream"}\n{"text":"two dreams"}\n')
    assert ds("import", "jsonl", str(file), "--json").data["added"] == 2
    assert ds("undo").out == "Undone: import (2 changes).\n"
    assert ds("list", "--ids").lines == []


def test_nights(ds: Command) -> None:
    """A night may be noted without a dream."""
    assert ds("night", "--none").code == 0
    assert ds("night", "2026-11-03", "--bed", "23:10", "--wake", "7:05", "--quality", "4", "--json").data == {
        "night": "2026-11-03",
        "bed": "23:10",
        "wake": "07:05",
        "quality": 4,
    }
    for wrong in (["night"], ["night", "--bed", "25:00"], ["night", "--quality", "9"], ["night", "1997", "--none"]):
        assert ds(*wrong).code == 2, wrong


def test_events(ds: Command, tell: Tell) -> None:
    """The dreamer's own events are confirmed, found by search, and typed."""
    told = tell()
    event = ds("event", "add", "@1", "reflection", "It smelled of harbour.", "--json").data

    assert (event["target"], event["type"], event["status"], event["source"]) == (
        told,
        "reflection",
        "confirmed",
        "cli",
    )
    assert ds("search", "harbour", "--ids").lines == [told]
    assert [e["id"] for e in ds("event", "list", "--json").data if e["source"] == "cli"] == [event["id"]]
    assert ds("event", "add", "@1", "poem", "x").code == 2
    assert ds("event", "add", "@9", "note", "x").code == 3
