"""Pictures the dreamer brings: an avatar, a twin, photos."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import Command
from PIL import Image

from dreamstream.config import Config
from dreamstream.paths import Places

Tell = Callable[..., str]


def drawn(path: Path, colour: str, size: tuple[int, int] = (900, 600)) -> str:
    exif = Image.Exif()
    exif[0x010E] = "a secret place"
    out = io.BytesIO()
    Image.new("RGB", size, colour).save(out, "JPEG", exif=exif)
    path.write_bytes(out.getvalue())
    return str(path)


def files(ours: Places) -> list[str]:
    return sorted(path.name for path in Path(ours.media).rglob("*") if path.is_file())


@pytest.mark.parametrize(("what", "side"), [("avatar", 512), ("twin", 900)])
def test_replacing_removes_the_old_one(ds: Command, ours: Places, tmp_path: Path, what: str, side: int) -> None:
    """One picture is kept, without metadata; the one before it leaves the disk, and a rebuild knows as much."""
    first = ds("media", "add", what, drawn(tmp_path / "a.jpg", "teal"), "--json").data
    second = ds("media", "add", what, drawn(tmp_path / "b.jpg", "navy"), "--json").data
    body = Path(second["path"]).read_bytes()

    assert not Path(first["path"]).exists()
    assert b"secret" not in body
    assert max(second["width"], second["height"]) == side
    assert [(row["name"], row["kind"]) for row in ds("media", "list", "--json").data] == [(second["name"], what)]
    assert ds("media", "path", what).out.strip() == second["path"]
    assert ds("media", "verify").code == 0
    ds("rebuild")
    again = ds("media", "add", what, str(tmp_path / "b.jpg"), "--json").data
    assert again["name"] == second["name"]
    assert Path(again["path"]).exists()


@pytest.mark.parametrize("what", ["avatar", "twin"])
def test_taking_it_back(ds: Command, ours: Places, tmp_path: Path, what: str) -> None:
    """Its file leaves the disk, now and after a rebuild; there is none to take back twice."""
    ds("media", "add", what, drawn(tmp_path / "a.jpg", "teal"))
    assert ds("media", "remove", what).code == 0
    assert files(ours) == []
    assert ds("media", "remove", what).code == 3
    ds("rebuild")
    assert ds("media", "list").out == ""
    assert ds("media", "path", what).code == 3
    assert ds("media", "verify").code == 0


def test_one_file_for_both(ds: Command, ours: Places, tmp_path: Path) -> None:
    """A small picture that is avatar and twin is one file: it stays as long as either shows it."""
    small = drawn(tmp_path / "a.jpg", "teal", (200, 200))
    name = ds("media", "add", "avatar", small, "--json").data["name"]
    assert ds("media", "add", "twin", small, "--json").data["name"] == name
    ds("media", "remove", "avatar")
    assert files(ours) == [name]
    ds("media", "add", "twin", drawn(tmp_path / "b.jpg", "navy"))
    assert name not in files(ours)


def test_what_a_dream_shows_stays(ds: Command, ours: Places, tmp_path: Path, tell: Tell) -> None:
    """A photo that is the avatar too does not leave with its dream."""
    small = drawn(tmp_path / "a.jpg", "teal", (200, 200))
    told = tell("I flew.", "--no-jobs")
    name = ds("media", "add", "photo", small, "--dream", told, "--json").data["name"]
    ds("media", "add", "avatar", small)
    ds("purge", told, "--yes")
    ds("purge", told)

    assert files(ours) == [name]
    assert ds("media", "verify").code == 0


def test_photos(ds: Command, ours: Places, tmp_path: Path, tell: Tell) -> None:
    """Kept with a dream or with none, with what is to be seen; it goes by its name, or with its dream."""
    told, other = tell("I flew.", "--no-jobs"), tell("I swam.", "--no-jobs")
    made = ds("media", "add", "photo", drawn(tmp_path / "a.jpg", "teal"), "--dream", told, "--alt", "a  bay", "--json")
    loose = ds("media", "add", "photo", drawn(tmp_path / "b.jpg", "navy"), "--json").data
    rows = {row["name"]: row for row in ds("media", "list", "--json").data}

    assert made.data["dream"] == rows[made.data["name"]]["dream"] == told
    assert rows[made.data["name"]]["alt"] == "a bay"
    assert (rows[loose["name"]]["dream"], rows[loose["name"]]["kind"]) == (None, "photo")
    assert ds("media", "add", "photo", str(tmp_path / "a.jpg"), "--dream", other).code == 2

    ds("media", "remove", made.data["name"])
    assert files(ours) == [loose["name"]]
    again = ds("media", "add", "photo", str(tmp_path / "a.jpg"), "--dream", other, "--json").data
    assert {row["name"]: row["dream"] for row in ds("media", "list", "--json").data}[again["name"]] == other
    ds("rebuild")
    ds("delete", other)
    assert [row["name"] for row in ds("media", "list", "--json").data] == [loose["name"]]
    assert len(files(ours)) == 2
    ds("purge", other)
    assert files(ours) == [loose["name"]]


def test_what_was_made_is_not_taken_out(ds: Command, ours: Places, tell: Tell) -> None:
    """A dream's own picture goes with its dream, a recording too; what is nobody's is not found."""
    for name in ("backend.text", "backend.image"):
        Config(ours).set(name, "mock")
    tell()
    ds("dream", "--only", "image")
    (row,) = ds("media", "list", "--json").data
    ran = ds("media", "remove", row["name"])

    assert ran.code == 3
    assert "goes with it" in ran.err
    assert ds("media", "remove", "poster").code == 3
    assert files(ours) == [row["name"]]


HEIC = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic"


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"no picture", "it is no picture."),
        (b"", "is empty."),
        (HEIC, "it is a HEIC photo."),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "it is an SVG."),
        (b"\x89PNG\r\n\x1a\n", "it is damaged or cut off."),
        (b"\x89PNG\r\n\x1a\n" + bytes(30_000_000), "is larger than 25 MiB."),
    ],
    ids=["words", "empty", "heic", "svg", "damaged", "large"],
)
def test_what_is_refused(ds: Command, home: Path, tmp_path: Path, body: bytes, said: str) -> None:
    """A sentence that says why, the right code, and nothing kept."""
    other = tmp_path / "me.jpg"
    other.write_bytes(body)
    for what in ("avatar", "twin", "photo"):
        ran = ds("media", "add", what, str(other))
        assert ran.code == 2
        assert said in ran.err.splitlines()[0]
    if body == HEIC:
        assert "PNG, JPEG, WebP and GIF are read" in ran.err
    assert not list(home.rglob("*.jsonl"))


def test_what_is_not_understood(ds: Command, tmp_path: Path) -> None:
    """Other words, no file, a folder, options where they mean nothing."""
    path = drawn(tmp_path / "a.jpg", "teal")
    assert ds("media", "add", "poster", path).code == 2
    assert ds("media", "add", "avatar", str(tmp_path / "none.jpg")).code == 3
    assert ds("media", "add", "avatar", str(tmp_path)).code == 2
    assert ds("media", "add", "twin", path, "--alt", "me").code == 2
    assert ds("media", "add", "photo", path, "--dream", "d-nobody").code in (2, 3)


def test_from_standard_input(ds: Command, ours: Places, tmp_path: Path) -> None:
    """`-` reads the picture from a pipe."""
    path = drawn(tmp_path / "a.jpg", "teal")
    ran = ds("media", "add", "avatar", "-", stdin=Path(path).read_bytes())

    assert ran.code == 0
    assert len(files(ours)) == 1


def test_nothing_of_it_in_the_log(ds: Command, ours: Places, tmp_path: Path) -> None:
    """The log names the file, its size and its type, not where it came from."""
    ds("media", "add", "twin", drawn(tmp_path / "passport.jpg", "teal"))
    lines = [json.loads(line) for path in Path(ours.log).rglob("*.jsonl") for line in path.read_text().splitlines()]

    assert [line["kind"] for line in lines] == ["media.added", "profile.changed"]
    assert set(lines[0]["data"]) == {"media", "mime", "bytes", "width", "height"}
    assert set(lines[1]["data"]) == {"twin"}
    assert "passport" not in json.dumps(lines)
