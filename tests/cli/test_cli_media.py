"""The pictures as files: where they lie, out they go, and whether they are what they should be."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Command

from dreamstream.config import Config
from dreamstream.paths import Places

Tell = Callable[..., str]


@pytest.fixture(autouse=True)
def _mocked(ours: Places) -> None:
    for name in ("backend.text", "backend.image"):
        Config(ours).set(name, "mock")


def test_list(ds: Command, tell: Tell) -> None:
    """Newest first, with dream, kind and path; what was deleted hides, and comes back."""
    one, two = tell("One."), tell("Two.")
    ds("dream")
    rows = ds("media", "list", "--json").data
    assert {(row["dream"], row["kind"]) for row in rows} == {(d, k) for d in (one, two) for k in ("image", "comic")}
    assert all(Path(row["path"]).is_file() for row in rows)
    assert [row["at"] for row in rows] == sorted((row["at"] for row in rows), reverse=True)
    assert len(ds("media", "list", "--jsonl").lines) == len(ds("media", "list").lines) == 4

    ds("delete", one)
    assert {row["dream"] for row in ds("media", "list", "--json").data} == {two}
    ds("restore", one)
    assert ds("media", "list", "--json").data == rows


def test_path_and_open(ds: Command, tell: Tell, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Of a dream or of a picture's own name; what is not made yet says how, a missing viewer is exit 5."""
    told = tell()
    assert ds("media", "path", told).code == 3
    assert f"dreamstream image {told}" in ds("media", "path", told).err
    ds("dream")
    path = ds("media", "path", "@1").out.strip()
    assert Path(path).is_file()
    assert ds("media", "path", Path(path).name).out.strip() == path
    assert ds("media", "path", told, "--kind", "comic").out.strip() not in ("", path)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert ds("media", "open", told).code == 5


def test_export(ds: Command, tell: Tell, tmp_path: Path) -> None:
    """A copy in the form its name asks for; a folder that is not there leaves nothing behind."""
    told = tell()
    ds("dream")
    kept = Path(ds("media", "path", told).out.strip())
    for name, start in (("out.webp", b"RIFF"), ("out.PNG", b"\x89PNG")):
        assert ds("media", "export", told, "-o", str(tmp_path / name)).code == 0
        assert (tmp_path / name).read_bytes().startswith(start)
    assert (tmp_path / "out.webp").read_bytes() == kept.read_bytes()
    assert ds("media", "export", told, "-o", str(tmp_path / "nowhere" / "out.webp")).code == 1
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.startswith("out")) == ["out.PNG", "out.webp"]


def test_a_link_in_the_place_of_a_picture(ds: Command, tell: Tell, tmp_path: Path) -> None:
    """Whoever can write into a synced folder cannot have another file copied out."""
    told = tell()
    ds("dream")
    kept = Path(ds("media", "path", told).out.strip())
    secret = tmp_path / "secret"
    secret.write_text("a key")
    kept.unlink()
    kept.symlink_to(secret)

    for line in (["path", told], ["open", told], ["export", told, "-o", str(tmp_path / "out.webp")]):
        assert ds("media", *line).code == 3, line
    assert ds("media", "verify", "--json").data["missing"] == [{"media": kept.name, "dream": told}]
    assert not (tmp_path / "out.webp").exists()
    assert secret.read_text() == "a key"


def test_verify_and_the_next_pass(ds: Command, tell: Tell) -> None:
    """What is missing is named with what mends it, and the next pass does."""
    told = tell()
    ds("dream")
    os.unlink(ds("media", "path", told).out.strip())
    ran = ds("media", "verify")
    assert ran.code == 1
    assert ran.lines[0] == "2 pictures, 1 missing, 0 damaged."
    assert f"`dreamstream dream` or a make command renews it for {told}" in ran.lines[1]
    ds("dream")
    assert ds("media", "verify").out == "2 pictures, 0 missing, 0 damaged.\n"
