"""A dream told aloud: the recording first, its words when somebody can write them down."""

from __future__ import annotations

import wave
from pathlib import Path
from types import SimpleNamespace

import pytest
from conftest import Command

from dreamstream.backends import registry


@pytest.fixture
def memo(tmp_path: Path) -> str:
    path = tmp_path / "memo.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(16_000)
        file.writeframes(bytes(3200))
    return str(path)


@pytest.fixture
def hears(ds: Command) -> None:
    for name in ("text", "image", "transcribe"):
        ds("config", "set", f"backend.{name}", "mock")


def test_nobody_can_write_it_down(ds: Command, memo: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The recording is kept as a draft, nothing is asked for, and it says what would help."""
    monkeypatch.setattr(registry.importlib.util, "find_spec", lambda _name: None)
    ran = ds("log", "--audio", memo, "--json")

    assert ran.code == 0
    assert ran.data["jobs"] == []
    assert "dreamstream[voice]" in ran.json["warnings"][0]
    assert ds("show", ran.data["id"], "--json").data["draft"] is True
    assert ds("dream").code == 0


def test_its_words_wait_for_the_dreamer(ds: Command, memo: str, hears: None) -> None:
    """Written down, it is still a draft; nothing else is asked for until it is finished."""
    told = ds("log", "--audio", memo, "--json").data
    assert [job["kind"] for job in told["jobs"]] == ["transcript"]
    ds("dream")
    shown = ds("show", told["id"], "--json").data

    assert shown["outputs"]["transcript"]["text"].startswith("I dreamt of")
    assert (shown["draft"], shown["text"]) == (True, "")
    assert shown["outputs"]["analysis"]["status"] == "idle"


def test_edit_begins_with_the_transcript(ds: Command, memo: str, hears: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the draft has no words of its own."""
    from dreamstream.cli import editor, keep

    told = ds("log", "--audio", memo, "--json").data["id"]
    ds("dream")
    seen: list[str] = []
    monkeypatch.setattr(keep, "sys", SimpleNamespace(stdin=SimpleNamespace(isatty=lambda: True)))
    monkeypatch.setattr(editor, "write", lambda _here, text="", **_: seen.append(text) or f"{text} And it sang.")
    ds("edit", told)

    assert seen[0].startswith("I dreamt of")


def test_auto_makes_it_the_dream(ds: Command, memo: str, hears: None) -> None:
    """What was typed comes first; analysis, picture and comic are asked for and made."""
    told = ds("log", "--audio", memo, "--auto", "a wet one", "--json").data["id"]
    ds("dream")
    shown = ds("show", told, "--json").data

    assert shown["draft"] is False
    assert shown["text"].startswith("a wet one\n\nI dreamt of")
    assert {kind: row["status"] for kind, row in shown["outputs"].items()} == dict.fromkeys(
        ("analysis", "image", "comic", "transcript"), "completed"
    )
    assert shown["stale"] is False


def test_undo_leaves_what_the_machine_wrote(ds: Command, memo: str, hears: None) -> None:
    """The last act of a person is the telling itself."""
    told = ds("log", "--audio", memo, "--auto", "--json").data["id"]
    ds("dream")
    ds("undo")

    assert ds("show", told).code == 3


def test_words_written_meanwhile_stay(ds: Command, memo: str, hears: None) -> None:
    """Whoever finished the draft by hand is not overruled."""
    told = ds("log", "--audio", memo, "--auto", "--json").data["id"]
    ds("edit", told, "--text", "I know it better.")
    ds("dream")
    shown = ds("show", told, "--json").data

    assert shown["text"] == "I know it better."
    assert shown["outputs"]["transcript"]["status"] == "completed"


@pytest.mark.parametrize("script", ["transcript: bad", "transcript: refuse"])
def test_nothing_heard(ds: Command, memo: str, hears: None, script: str) -> None:
    """It fails with a sentence, and the recording is still there."""
    ds("config", "set", "backend.mock.script", script)
    told = ds("log", "--audio", memo, "--auto", "--json").data["id"]
    assert ds("dream").code == 4
    shown = ds("show", told, "--json").data

    assert shown["outputs"]["transcript"]["status"] == "failed"
    assert shown["draft"] is True
