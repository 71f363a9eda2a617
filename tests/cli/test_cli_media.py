"""The pictures as files: where they lie, out they go, and whether they are what they should be."""

from __future__ import annotations

import os
import subprocess
import sys
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


def test_export_says_what_it_cannot(ds: Command, tell: Tell, tmp_path: Path) -> None:
    """Names that ask for no format, kinds and versions that are none."""
    told = tell()
    ds("dream")
    for line in (
        ["-o", str(tmp_path / "out.bmp")],
        ["-o", str(tmp_path / "out")],
        ["-o", str(tmp_path / "out.png"), "--kind", "poem"],
        ["-o", str(tmp_path / "out.png"), "--kind", "comic", "--version", "1"],
        ["-o", "-", "--json"],
    ):
        assert ds("media", "export", told, *line).code == 2, line
    assert ds("media", "export", told, "-o", str(tmp_path / "out.png"), "--version", "7").code == 3
    assert ds("media", "export", told, "-o", str(tmp_path / "out.png"), "--kind", "video").code == 3
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("out")] == []


def test_export_to_where_it_is_wanted(ds: Command, tell: Tell, tmp_path: Path, process: Command) -> None:
    """Into a folder under a name of its own, through a link, over a file of that name, or down a pipe."""
    told = tell()
    ds("dream")
    kept = Path(ds("media", "path", told).out.strip())
    folder, link = tmp_path / "folder", tmp_path / "link.webp"
    folder.mkdir()
    (folder / "real.webp").write_text("an older picture")
    link.symlink_to(folder / "real.webp")

    assert ds("media", "export", told, "-o", str(folder)).out.strip() == str(folder / f"{told}-image.webp")
    assert ds("media", "export", told, "-o", str(link)).code == 0
    assert link.is_symlink()
    assert (folder / "real.webp").read_bytes() == (folder / f"{told}-image.webp").read_bytes() == kept.read_bytes()
    assert sorted(path.name for path in folder.iterdir()) == [f"{told}-image.webp", "real.webp"]
    for ending, start in (("jpg", b"\xff\xd8"), ("gif", b"GIF8")):
        ds("media", "export", told, "-o", str(folder / f"x.{ending}"))
        assert (folder / f"x.{ending}").read_bytes().startswith(start)
    piped = subprocess.run(
        [sys.executable, "-m", "dreamstream", "media", "export", told, "-o", "-"], capture_output=True, check=True
    )
    assert piped.stdout == kept.read_bytes()


def test_versions_of_a_picture(ds: Command, tell: Tell) -> None:
    """The picked one, or the one whose number is said; what a refinement made is a version too."""
    told = tell()
    ds("image", told)
    ds("refine", told, "at sunset")
    first, second = (ds("media", "path", told, "--version", n).out.strip() for n in ("1", "2"))

    assert first != second
    assert ds("media", "path", told).out.strip() == ds("media", "path", told, "--kind", "refine").out.strip() == second
    ds("revert", told, "1")
    assert ds("media", "path", told).out.strip() == first


@pytest.mark.skipif(os.name == "nt", reason="a shell script is the viewer")
def test_open_asks_the_viewer(ds: Command, tell: Tell, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """It gets the file; one that fails, or no screen to show it on, is exit 5 with the path."""
    told = tell()
    ds("dream")
    path = ds("media", "path", told).out.strip()
    viewer = tmp_path / "bin" / ("open" if sys.platform == "darwin" else "xdg-open")
    viewer.parent.mkdir()
    viewer.write_text(f'#!/bin/sh\necho "$1" > {tmp_path}/seen\n')
    viewer.chmod(0o755)
    monkeypatch.setenv("PATH", str(viewer.parent))
    monkeypatch.setenv("DISPLAY", ":0")
    assert ds("media", "open", told).out.strip() == path
    assert (tmp_path / "seen").read_text().strip() == path

    viewer.write_text("#!/bin/sh\nexit 3\n")
    assert ds("media", "open", told).code == 5
    if sys.platform != "darwin":
        monkeypatch.delenv("DISPLAY")
        monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
        ran = ds("media", "open", told)
        assert ran.code == 5
        assert path in ran.err


def test_a_pictures_bytes_that_changed(ds: Command, tell: Tell, tmp_path: Path) -> None:
    """What is not what its name says is not copied out, and `verify` names it."""
    told = tell()
    ds("dream")
    kept = Path(ds("media", "path", told).out.strip())
    kept.write_bytes(kept.read_bytes() + b".")

    assert ds("media", "export", told, "-o", str(tmp_path / "out.webp")).code == 3
    assert ds("media", "verify").code == 1


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
