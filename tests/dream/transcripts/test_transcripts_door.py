"""What a file is comes from what is in it; what is none of ours says why."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from dreamstream.dream.transcripts import door
from dreamstream.moves import jsonl

SAMPLES = Path(__file__).parent / "samples"
FORMATS = {
    "dictation.txt": "text",
    "talk.txt": "tagged",
    "talk.md": "markdown",
    "specstory.md": "markdown",
    "captions.vtt": "webvtt",
    "rolling.vtt": "webvtt",
    "captions.srt": "srt",
    "printed.txt": "srt",
    "heard.json": "whisper",
    "whisper_cpp.json": "whisper",
    "claude.jsonl": "claude-code",
    "rollout.jsonl": "codex",
    "conversations.json": "chatgpt",
    "chat.jsonl": "chat",
}


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("called", ["", "a.vtt", "conversations.json", "notes.md", "it"])
def test_the_content_decides(name: str, called: str) -> None:
    """A transcript is known under any name, and every session carries the format."""
    body = (SAMPLES / name).read_bytes()

    if name != "dictation.txt" or called != "conversations.json":  # plain prose is what its name says
        assert door.sniff(body, called) == door.Sniffed(format=FORMATS[name])
        assert {session.format for session in door.read(body, called)} == {FORMATS[name]}


def test_every_sample_is_tried() -> None:
    """No sample lies there unread."""
    assert {path.name for path in SAMPLES.iterdir()} == set(FORMATS)


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
@pytest.mark.parametrize("name", FORMATS)
def test_the_alphabet_changes_nothing(name: str, codec: str) -> None:
    """The same words in another encoding, with Windows' line ends, are the same turns."""
    text = (SAMPLES / name).read_text("utf-8")

    again = door.read(text.replace("\n", "\r\n").encode(codec), name)

    assert [session.turns for session in again] == [session.turns for session in door.read(text.encode(), name)]


@pytest.mark.parametrize(
    ("body", "name", "why"),
    [
        (b"", "a.txt", "empty"),
        (b" \n\t\n", "a.txt", "empty"),
        (b"\x89PNG\r\n\x1a\n" + b"words " * 90, "a.txt", "no text"),
        (bytes(range(256)) * 40, "a.txt", "no text"),
        (b"PK\x03\x04" + b"\0" * 90, "export.zip", "a packed archive"),
        (b"<!DOCTYPE html><p>User: hi", "a.txt", "no transcript"),
        (b"def f():\n    try:\n        g()\n    else:\n        h()\n", "a.py", "no transcript"),
        (b"name: a\nname: b\n", "a.yaml", "no transcript"),
        (b"sea,1\nlake,2\n", "a.csv", "no transcript"),
        (b'{"name": "a package", "version": "1.0"}', "package.json", "JSON of another kind"),
        (b"[[1, 2], [3, 4]]", "a.json", "JSON of another kind"),
        (b'{"type": "user", "mess', "a.jsonl", "unreadable"),
    ],
)
def test_what_is_no_transcript_says_why(body: bytes, name: str, why: str) -> None:
    """Nothing is read from it, and the reason is short and wordless."""
    assert door.sniff(body, name) == door.Sniffed(why=why)
    assert door.read(body, name) == ()


OURS = {
    "envelope": {"version": 1, "command": "list", "data": [], "warnings": []},
    "error": {"version": 1, "command": "show", "error": {"code": "not_found"}, "warnings": []},
    "analysis": {"hook": "h", "interpretation": "i", "signs": [], "patterns": [], "actions": []},
    "insights": {"fresh": True, "made_at": "2026-11-20", "format": 1, "window": []},
    "record": {"v": 1, "id": "x-k3v9x2qm7t", "host": "h", "seq": 1, "at": "x", "kind": "dream.logged", "data": {}},
    "row": {"id": "d-k3v9x2qm7t", "title": "", "night": None, "at": None, "has": []},
    "event": {
        "target": "d-k3v9x2qm7t",
        "type": "recall",
        "text": "t",
        "source": "dream",
        "author": "agent",
        "meta": {},
    },
    "report": {"dreamstream": "report", "role": "user", "text": "x"},
}


@pytest.mark.parametrize("name", OURS)
@pytest.mark.parametrize("spelt", [None, 2])
def test_what_the_journal_wrote_is_not_read_back(name: str, spelt: int | None) -> None:
    """Its answers, analyses, reports and records are known by their shape, on one line or on many."""
    body = (json.dumps(OURS[name], indent=spelt) + "\n").encode()

    assert door.sniff(body, "talk.txt").why == "written by dreamstream"
    assert door.read(body, "talk.txt") == ()


def test_an_export_is_not_read_back() -> None:
    """The journal's own JSON lines, some damaged, are not taken for a talk."""
    out = io.StringIO()
    jsonl.write([{"id": "d-k3v9x2qm7t", "text": "User: the lake", "title": "", "events": []}] * 3, out)

    assert door.sniff(b"{torn\n" + out.getvalue().encode()).why == "written by dreamstream"


@pytest.mark.parametrize("mark", ["<!-- written by dreamstream -->\n", "# Written by dreamstream\n"])
def test_a_marked_report_is_not_read_back(mark: str) -> None:
    """A report in words says so in its first lines; the same words further down are somebody's own."""
    talk = "User: I dreamt of a lake.\nAssistant: Where?\n"

    assert door.sniff(("\n" + mark + talk).encode()).why == "written by dreamstream"
    assert door.sniff((talk * 20 + mark).encode()).format == "tagged"


def test_an_assistant_that_quotes_the_journal_is_still_read() -> None:
    """JSON of ours inside a turn's words makes the log no export."""
    line = {"type": "user", "uuid": "u", "sessionId": "s", "message": {"content": json.dumps(OURS["envelope"])}}

    (session,) = door.read(json.dumps(line).encode())

    assert len(session.turns) == 1


def test_a_text_that_quotes_a_log_is_a_text() -> None:
    """One line of a log among many lines of prose makes no log."""
    line = '{"type": "user", "uuid": "u", "message": {"content": "hi"}}'

    (session,) = door.read("\n".join(["I dreamt of a terminal.", line, *["It went on and on."] * 4]).encode())

    assert session.format == "text"
    assert session.turns[1].text.startswith(line)


def test_a_guessed_alphabet_is_said() -> None:
    """Old encodings are read as well as can be, with a warning and without a word of the text in it."""
    chinese = door.read("我梦见了大海，大海很蓝。\n".encode("gb18030"))[0]
    western = door.read("L'été, à la mer; l'eau était tiède.\n".encode("cp1252"))[0]
    damaged = door.read("Été à la mer, où l'eau était tiède.\n".encode() + b"\xff!")[0]

    assert (chinese.turns[0].text, chinese.warnings) == ("我梦见了大海，大海很蓝。", ("no UTF-8; read as GB 18030",))
    assert western.turns[0].text == "L'été, à la mer; l'eau était tiède."
    assert western.warnings == ("no UTF-8; read as Windows-1252",)
    assert [turn.text for turn in damaged.turns] == ["Été à la mer, où l'eau était tiède.", "\ufffd!"]
    assert damaged.warnings == ("some bytes are no UTF-8; they show as \ufffd",)
