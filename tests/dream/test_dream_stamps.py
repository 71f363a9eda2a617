"""What this machine remembers of files, so that none is opened for nothing; losing it costs a look and no more."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from dreamstream.dream.stamps import Held, Stamps
from dreamstream.paths import Places

ONE = Held(stamp="10-1", sessions=("s-aaaaaaaaaa", "s-bbbbbbbbbb"))
NONE = Held(stamp="20-1", sessions=(), why="no text")


def file(ours: Places) -> Path:
    return Path(ours.in_state("sessions.json"))


def kept(ours: Places) -> Stamps:
    stamps = Stamps(ours)
    stamps.note("/talks/one.txt", ONE)
    stamps.note("/talks/none.bin", NONE)
    stamps.keep()
    return Stamps(ours)


def test_what_was_there_is_known(ours: Places) -> None:
    """Sessions, or none and why; of the same stamp only."""
    stamps = kept(ours)

    assert stamps.of("/talks/one.txt", "10-1") == ONE
    assert stamps.of("/talks/none.bin", "20-1") == NONE
    assert stamps.of("/talks/one.txt", "11-1") is None
    assert stamps.of("/talks/two.txt", "10-1") is None


def test_where_a_session_lies(ours: Places) -> None:
    """A file that held it."""
    stamps = kept(ours)

    assert stamps.where("s-bbbbbbbbbb") == "/talks/one.txt"
    assert stamps.where("s-cccccccccc") is None


def test_forgotten_and_gone(ours: Places) -> None:
    """What is forgotten is opened again; files that are gone take no room."""
    stamps = kept(ours)
    stamps.forget("/talks/one.txt")
    stamps.forget("/talks/never.txt")
    stamps.keep()
    assert Stamps(ours).of("/talks/one.txt", "10-1") is None

    again = kept(ours)
    again.only({"/talks/one.txt"})
    again.keep()
    assert list(json.loads(file(ours).read_text())["files"]) == ["/talks/one.txt"]


def test_nothing_new_writes_nothing(ours: Places) -> None:
    """A pass every two minutes leaves the file alone, and an empty memory makes none."""
    Stamps(ours).keep()
    assert not os.path.exists(ours.state)

    stamps = kept(ours)
    before = file(ours).stat().st_mtime_ns, file(ours).stat().st_ino
    stamps.note("/talks/one.txt", ONE)
    stamps.keep()
    assert (file(ours).stat().st_mtime_ns, file(ours).stat().st_ino) == before
    stamps.note("/talks/one.txt", NONE)
    stamps.keep()
    assert file(ours).stat().st_ino != before[1]
    assert [path.name for path in file(ours).parent.iterdir()] == ["sessions.json"]


def test_names_of_any_bytes(ours: Places) -> None:
    """A file's name need not be UTF-8."""
    name = os.fsdecode(b"/talks/caf\xe9.txt")
    stamps = Stamps(ours)
    stamps.note(name, ONE)
    stamps.keep()

    assert Stamps(ours).of(name, "10-1") == ONE


@pytest.mark.parametrize(
    "body",
    [
        "", "{", "[]", "7", "null", '{"format": 1}', '{"format": 2, "files": {"/a": "1  "}}',
        '{"format": 1, "files": []}', '{"format": 1, "files": {"/a": []}}', '{"format": 1, "files": {"/a": 7}}',
        '{"format": 1, "files": {"/a": "1 s-1"}}', '{"format": 1, "files": {"/a": ["1  "]}}', "[" * 5000, "\udcff",
    ],
)  # fmt: skip
def test_a_damaged_memory_is_an_empty_one(ours: Places, body: str) -> None:
    """Every file is opened once more, and that is all."""
    file(ours).parent.mkdir(parents=True)
    file(ours).write_text(body, "utf-8", "surrogateescape")
    stamps = Stamps(ours)

    assert stamps.of("/a", "1") is None
    stamps.note("/talks/one.txt", ONE)
    stamps.keep()
    assert Stamps(ours).of("/talks/one.txt", "10-1") == ONE


def test_a_full_disk_is_no_error(ours: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    """What cannot be remembered is found out again."""

    def full(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    stamps = Stamps(ours)
    stamps.note("/talks/one.txt", ONE)
    stamps.keep()

    assert Stamps(ours).of("/talks/one.txt", "10-1") is None
