"""A recording is kept as it came, with a draft for its words; what is none is refused."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Command

from dreamstream.cli import listen
from dreamstream.paths import Places

MEMO = b"caff\0\1\0\0" + b"a voice" * 40


def box(name: bytes, *inner: bytes) -> bytes:
    body = b"".join(inner)
    return (8 + len(body)).to_bytes(4, "big") + name + body


def phone(kind: bytes) -> bytes:
    """What a phone's recorder writes: a film by its first bytes, whatever its track holds."""
    track = box(b"trak", box(b"mdia", box(b"hdlr", bytes(8), kind, bytes(12))))
    return box(b"ftyp", b"mp42", bytes(4)) + box(b"mdat", bytes(200)) + box(b"moov", track)


@pytest.mark.parametrize(
    ("body", "ending"),
    [
        (MEMO, "caf"),
        (phone(b"soun"), "m4a"),
        (b"RIFF\x10\0\0\0WAVEfmt ", "wav"),
        (b"fLaC\0\0\0\x22", "flac"),
        (b"#!AMR\n\x3c", "amr"),
        (b"OggS\0\2", "ogg"),
        (b"ID3\4\0", "mp3"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_every_phones_memo(ds: Command, tmp_path: Path, body: bytes, ending: str) -> None:
    """Its own content says what it is, whatever it is called, and not a byte of it changes."""
    path = tmp_path / "memo.txt"
    path.write_bytes(body)
    made = ds("log", "--audio", str(path), "--json").data
    (row,) = ds("media", "list", "--json").data

    assert row["name"] == made["audio"]
    assert (row["kind"], row["dream"]) == ("recording", made["id"])
    assert row["name"].endswith("." + ending)
    assert Path(row["path"]).read_bytes() == body
    assert ds("show", made["id"], "--json").data["draft"]


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"", "The recording is empty."),
        (b"la la la", "This is no recording we know."),
        (phone(b"vide"), "This is a film."),
        (b"\x89PNG\r\n\x1a\n", "This is a picture."),
        (b"\0\0\0\x18ftypheic\0\0\0\0", "This is no recording we know."),
    ],
    ids=["empty", "words", "film", "picture", "photo"],
)
def test_what_is_no_recording(ds: Command, home: Path, tmp_path: Path, body: bytes, said: str) -> None:
    """It is said what it is instead, and nothing is kept."""
    path = tmp_path / "memo.m4a"
    path.write_bytes(body)
    ran = ds("log", "--audio", str(path))

    assert ran.code == 2
    assert said in ran.err
    assert not list(home.rglob("*.jsonl"))


def test_size(ds: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that is too long is refused before it is held twice."""
    monkeypatch.setattr(listen, "MOST", 1 << 20)
    path = tmp_path / "memo.caf"
    path.write_bytes(MEMO + bytes(1 << 20))
    ran = ds("log", "--audio", str(path))

    assert ran.code == 2
    assert "larger than 1 MiB" in ran.err


def test_it_leaves_with_its_dream(ds: Command, tmp_path: Path, ours: Places) -> None:
    """A purged dream's voice is not left on the disk."""
    path = tmp_path / "memo.caf"
    path.write_bytes(MEMO)
    made = ds("log", "--audio", str(path), "--json").data
    kept = Path(ds("media", "path", made["audio"]).out.strip())
    assert kept.exists()
    ds("purge", made["id"])

    assert not kept.exists()


def test_it_is_copied_out_as_it_is(ds: Command, tmp_path: Path, ours: Places) -> None:
    """By its own name, under its own ending; it is no picture."""
    path = tmp_path / "memo.caf"
    path.write_bytes(MEMO)
    name = ds("log", "--audio", str(path), "--json").data["audio"]
    assert ds("media", "export", name, "-o", str(tmp_path / "out.caf")).code == 0
    assert (tmp_path / "out.caf").read_bytes() == MEMO
    assert ds("media", "export", name, "-o", str(tmp_path / "out.png")).code == 2
