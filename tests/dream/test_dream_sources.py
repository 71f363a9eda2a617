"""Where transcripts lie: the journal's copies and the watched folders, looked at before anything is opened."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from told import put

from dreamstream.config import Config
from dreamstream.dream import sources
from dreamstream.dream.sources import Found, Unreadable
from dreamstream.paths import Places

WORDS = "I dreamt of a lighthouse.\n"


def none_passes(_path: str, _name: str, _stamp: str) -> bool:
    return False


def watched(config: Config) -> Iterator[Found | tuple[str, str]]:
    return sources.files(config, [], none_passes)


def watching(ours: Places, *folders: Path | str) -> Config:
    Config(ours).set("sessions.watch", ":".join(str(folder) for folder in folders))
    return Config(ours)


def names(listed: Any) -> list[Any]:
    return [found.name if isinstance(found, Found) else (os.path.basename(found[0]), found[1]) for found in listed]


def one(path: Path) -> Found:
    found = sources.at(str(path))
    assert found is not None
    return found


# ── watched folders ──


def test_every_file_below(ours: Places, tmp_path: Path) -> None:
    """By name, folders within their place; what is hidden is passed over."""
    folder = tmp_path / "talks"
    for name in ("b.txt", "a.md", "within/z.txt", ".hidden.txt", ".git/config", "c"):
        put((folder / name).parent, os.path.basename(name), WORDS)
    listed = list(watched(watching(ours, folder)))

    assert names(listed) == ["a.md", "b.txt", "c", "z.txt"]
    first = listed[0]
    assert isinstance(first, Found)
    assert (first.path, first.size, first.own) == (str(folder / "a.md"), len(WORDS), False)
    assert first.changed == (folder / "a.md").stat().st_mtime


def test_several_folders(ours: Places, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Joined by :, spaces around them do no harm, ~ is home, and one named twice is read once."""
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("one", "two"):
        put(tmp_path / name, f"{name}.txt", WORDS)
    config = watching(ours, f" {tmp_path}/one ", "~/two", f"{tmp_path}/one/", "")

    assert sources.folders(config) == [f"{tmp_path}/one", f"{tmp_path}/two"]
    assert names(watched(config)) == ["one.txt", "two.txt"]
    assert list(watched(watching(ours))) == []


def test_a_folder_that_is_not_there(ours: Places, tmp_path: Path) -> None:
    """It is said, and the others are read."""
    put(tmp_path / "two", "two.txt", WORDS)
    listed = list(watched(watching(ours, tmp_path / "one", tmp_path / "two")))

    assert names(listed) == [("one", "the watched folder is not there"), "two.txt"]


@pytest.mark.parametrize("part", ["", "users", "users/me/sessions"])
def test_the_journals_own_folder(ours: Places, tmp_path: Path, part: str) -> None:
    """Nobody watches the journal with itself, nor by a link to it; beside it a folder is read."""
    put(Path(ours.sessions), "a.txt", WORDS)
    put(tmp_path, "beside.txt", WORDS)
    os.symlink(ours.home, tmp_path / "link")

    assert names(watched(watching(ours, Path(ours.home, part)))) == [
        (os.path.basename(os.path.join(ours.home, part).rstrip("/")), "it is the journal's own folder")
    ]
    assert names(watched(watching(ours, tmp_path / "link" / part)))[0][1] == "it is the journal's own folder"
    assert names(watched(watching(ours, tmp_path))) == [
        "beside.txt", ("home", "it is the journal's own folder"),
    ]  # fmt: skip


def test_links(ours: Places, tmp_path: Path) -> None:
    """A link to a file is a file, a link to a folder leads nowhere (it may lead in circles), a dead one is nothing."""
    folder = tmp_path / "talks"
    put(folder, "a.txt", WORDS)
    os.symlink(folder / "a.txt", folder / "b.txt")
    os.symlink(folder, folder / "circle")
    os.symlink(folder / "gone", folder / "dead")

    assert names(watched(watching(ours, folder))) == ["a.txt", "b.txt"]


# ── copies ──


def test_copies(ours: Places) -> None:
    """By their names below `sessions/`; one that has not arrived here yet is said."""
    put(Path(ours.sessions, "ab"), "talk.txt", WORDS)
    there, gone = sources.files(Config(ours), ["ab/talk.txt", "cd/other.txt"], none_passes)

    assert isinstance(there, Found)
    assert (there.name, there.path, there.own) == ("talk.txt", os.path.join(ours.sessions, "ab/talk.txt"), True)
    assert gone == ("cd/other.txt", "its copy is not on this machine")


# ── reading ──


def test_read(tmp_path: Path) -> None:
    """Its sessions, and how the file stood then."""
    path = put(tmp_path, "talk.txt", WORDS)
    looked = one(path)
    path.write_text(WORDS + "It had no door.\n")
    (session,), now = sources.read(looked)

    assert [turn.text for turn in session.turns] == ["I dreamt of a lighthouse.", "It had no door."]
    assert (now.path, now.size, now.own) == (looked.path, path.stat().st_size, looked.own)
    assert now.stamp != looked.stamp and now == one(path)


@pytest.mark.parametrize(
    ("name", "body", "why"),
    [
        ("a.bin", b"\x00\x01\x02\x03" * 20, "no text"),
        ("a.zip", b"PK\x03\x04rest", "a packed archive"),
        ("a.py", b"import os\nprint(os)\n", "no transcript"),
        ("a.txt", b"", "empty"),
        ("a.md", b"<!-- written by dreamstream -->\n\n# A report\n", "written by dreamstream"),
    ],
)
def test_what_is_no_transcript(tmp_path: Path, name: str, body: bytes, why: str) -> None:
    """It is left with its reason, and the reason holds no word of it."""
    path = tmp_path / name
    path.write_bytes(body)
    with pytest.raises(Unreadable) as caught:
        sources.read(one(path))

    assert caught.value.why == str(caught.value) == why


def test_what_cannot_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Gone, a pipe, a folder, too large: a reason each, and nobody waits for a writer."""
    path = put(tmp_path, "talk.txt", WORDS)
    gone, small = one(path), one(put(tmp_path, "small.txt", "x"))
    path.unlink()
    os.mkfifo(tmp_path / "pipe")
    monkeypatch.setattr(sources, "MOST", 10)
    big = one(put(tmp_path, "big.txt", WORDS))

    def why(found: Found) -> str:
        with pytest.raises(Unreadable) as caught:
            sources.bytes_of(found)
        return caught.value.why

    assert why(gone) == "unreadable: No such file or directory"
    assert why(one(tmp_path / "pipe")) == "no file"
    assert why(big) == "larger than 0 MiB"
    assert sources.bytes_of(small)[0] == b"x"
    assert sources.at(str(path)) is None


def test_what_is_written_meanwhile_is_the_next_passs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No more is read than there was when the file was looked at, so that its stamp tells the truth."""
    path = put(tmp_path, "talk.txt", WORDS)
    real = os.fstat

    def fstat(fd: int) -> os.stat_result:
        told = real(fd)
        with path.open("a") as file:
            file.write("It had no door.\n")
        return told

    monkeypatch.setattr(os, "fstat", fstat)
    body, now = sources.bytes_of(one(path))

    assert body == WORDS.encode() and now.size == len(WORDS)


# ── stamps ──


def test_a_stamp_is_the_files_own(tmp_path: Path) -> None:
    """Other words, another time and another file of the same words have another."""
    path = put(tmp_path, "talk.txt", WORDS)
    first = one(path).stamp
    assert one(path).stamp == first

    path.write_text(WORDS.upper())
    os.utime(path, (1, 1))
    seen = {first, one(path).stamp}
    os.utime(path, (2, 2))
    seen.add(one(path).stamp)
    os.replace(put(tmp_path, "other.txt", WORDS.upper()), path)
    os.utime(path, (2, 2))
    seen.add(one(path).stamp)
    assert len(seen) == 4


@pytest.mark.parametrize(
    ("changed", "now", "settled"),
    [(100.5, 100.55, False), (100.5, 100.7, True), (100.0, 101.9, False), (100.0, 102.1, True), (200.5, 100.0, False)],
)
def test_settled(tmp_path: Path, changed: float, now: float, settled: bool) -> None:
    """A stamp of this very moment may hide a second write; where a clock knows whole seconds only, two of them."""
    path = put(tmp_path, "talk.txt", WORDS)
    os.utime(path, (changed, changed))

    assert sources.is_settled(one(path), now) == settled


def test_a_file_may_be_watched_too(tmp_path: Path, ours: Places) -> None:
    """Somebody's one file of talks is named as it is."""
    talk = tmp_path / "talks.txt"
    talk.write_text("Me: I dreamt of a lake.\n")
    config = Config(ours)
    config.set("sessions.watch", str(talk))

    (found,) = watched(config)
    assert isinstance(found, Found)
    assert (found.path, found.name, found.own) == (str(talk), "talks.txt", False)
