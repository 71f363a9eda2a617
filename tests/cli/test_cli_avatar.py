"""The dreamer's own picture."""

from __future__ import annotations

import io
from pathlib import Path

from conftest import Command
from PIL import Image

from dreamstream.paths import Places


def drawn(path: Path, colour: str) -> str:
    exif = Image.Exif()
    exif[0x010E] = "a secret place"
    out = io.BytesIO()
    Image.new("RGB", (900, 600), colour).save(out, "JPEG", exif=exif)
    path.write_bytes(out.getvalue())
    return str(path)


def test_replacing_the_avatar_removes_the_old_one(ds: Command, ours: Places, tmp_path: Path) -> None:
    """One picture is kept, without metadata; the one before it leaves the disk, and a rebuild knows as much."""
    first = ds("media", "add", "avatar", drawn(tmp_path / "a.jpg", "teal"), "--json").data
    second = ds("media", "add", "avatar", drawn(tmp_path / "b.jpg", "navy"), "--json").data
    body = Path(second["path"]).read_bytes()

    assert not Path(first["path"]).exists()
    assert b"secret" not in body
    assert max(second["width"], second["height"]) == 512
    assert [row["name"] for row in ds("media", "list", "--json").data] == [second["name"]]
    assert ds("media", "verify").code == 0
    ds("rebuild")
    again = ds("media", "add", "avatar", str(tmp_path / "b.jpg"), "--json").data
    assert again["name"] == second["name"]
    assert Path(again["path"]).exists()


def test_what_is_no_picture_is_refused(ds: Command, tmp_path: Path, home: Path) -> None:
    """A sentence, the right code, and nothing kept."""
    other = tmp_path / "words.jpg"
    other.write_text("no picture")

    assert ds("media", "add", "avatar", str(other)).code == 2
    assert ds("media", "add", "avatar", str(tmp_path / "none.jpg")).code == 3
    assert ds("media", "add", "poster", str(other)).code == 2
    assert not list(home.rglob("*.jsonl"))
