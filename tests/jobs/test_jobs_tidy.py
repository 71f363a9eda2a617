"""What nobody may see any more leaves the disk: recorded first, taken after, and never a file that somebody uses."""

from __future__ import annotations

import json
import os
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dreamstream import media
from dreamstream.config import Config
from dreamstream.index import pictures
from dreamstream.jobs import tidy
from dreamstream.journal import Journal
from dreamstream.log import writer
from dreamstream.paths import Places

Ds = Callable[..., Any]
Tell = Callable[..., str]
DAY = 86_400.0


@pytest.fixture(autouse=True)
def _mocked(ours: Places) -> None:
    for name in ("backend.text", "backend.image"):
        Config(ours).set(name, "mock")


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Let so many seconds go by for everybody who asks the wall clock."""
    real = time.time

    def call(seconds: float) -> None:
        monkeypatch.setattr(time, "time", lambda: real() + seconds)

    return call


def body(ours: Places) -> bytes:
    return b"".join(path.read_bytes() for path in sorted(Path(ours.log).rglob("*.jsonl")))


def kinds(ours: Places) -> list[str]:
    return [json.loads(line)["kind"] for line in body(ours).splitlines()]


def files(ours: Places) -> list[Path]:
    return sorted(path for path in Path(ours.media).rglob("*") if path.is_file() or path.is_symlink())


def drawn(ds: Ds, *told: str) -> list[Path]:
    """The pictures of these dreams, made now."""
    assert ds("dream", "--only", "image").code == 0
    return [Path(ds("show", dream, "--json").data["outputs"]["image"]["path"]) for dream in told]


# ── pictures of deleted dreams ──


def test_they_stay_a_week(ds: Ds, tell: Tell, ours: Places, later: Callable[[float], None]) -> None:
    """A pass takes the pictures of a dream deleted seven days ago; the next one has nothing to do."""
    one, two = tell("One."), tell("Two.")
    gone, stays = drawn(ds, one, two)
    ds("dream")
    ds("delete", one)
    before = body(ours)
    later(6.9 * DAY)
    assert ds("dream", "--json").data["run"] is None
    assert (body(ours), gone.exists()) == (before, True)

    later(7.1 * DAY)
    assert ds("dream", "--json").data["run"]
    assert not gone.exists()
    assert stays.exists()
    assert kinds(ours)[-4:] == ["pass.started", "media.removed", "media.removed", "pass.finished"]
    after = body(ours)
    assert ds("dream", "--json").data["run"] is None
    assert body(ours) == after
    assert ds("media", "verify").code == 0
    assert [row["dream"] for row in ds("media", "list", "--json").data] == [two, two]


def test_how_long_is_a_setting(ds: Ds, tell: Tell) -> None:
    """`media.keep_deleted` 0: with the next pass."""
    ds("config", "set", "media.keep_deleted", "0")
    told = tell()
    (picture,) = drawn(ds, told)
    ds("delete", told)
    ds("dream")

    assert not picture.exists()


def test_what_comes_back_in_time_keeps_them(ds: Ds, tell: Tell, later: Callable[[float], None]) -> None:
    """Restored on the last day, its picture is not touched; after it, a make command draws it anew."""
    told = tell()
    (picture,) = drawn(ds, told)
    ds("delete", told)
    ds("restore", told)
    later(8 * DAY)
    ds("dream")
    assert picture.exists()

    ds("delete", told)
    later(16 * DAY)
    ds("dream")
    assert not picture.exists()
    ds("restore", told)
    assert "its file is not here; a make command renews it" in ds("show", told).out
    assert ds("image", told).code == 0
    assert Path(ds("show", told, "--json").data["outputs"]["image"]["path"]).exists()


@pytest.mark.parametrize("first", ["deleted", "purged"])
def test_the_same_picture_of_two_dreams(ds: Ds, tell: Tell, later: Callable[[float], None], first: str) -> None:
    """It stays as long as one of them shows it, whichever had it first, and goes with the last."""
    one, two = (tell("The same dream.", "--no-jobs") for _ in range(2))
    ds("jobs", "add", "image", one, two)
    picture, same = drawn(ds, one, two)
    assert picture == same
    ds("delete" if first == "deleted" else "purge", one)
    later(8 * DAY)
    ds("dream")
    assert picture.exists()

    ds("delete", two)
    later(17 * DAY)
    ds("dream")
    assert not picture.exists()


def test_an_older_version_counts(ds: Ds, tell: Tell, later: Callable[[float], None]) -> None:
    """Every picture a deleted dream ever had goes, not only the one it showed last."""
    told = tell()
    drawn(ds, told)
    ds("image", told)
    assert len(ds("media", "list", "--json").data) == 2
    ds("delete", told)
    later(8 * DAY)
    ds("dream")

    assert ds("media", "list", "--json").data == []


def test_recorded_first(journal: Journal, ds: Ds, tell: Tell, monkeypatch: pytest.MonkeyPatch, ours: Places) -> None:
    """When a file goes, the record that says so is on the disk; killed in between, the next pass takes it."""
    told = tell()
    (picture,) = drawn(ds, told)
    ds("delete", told)
    time.sleep(0.01)
    seen: list[bool] = []

    def dies(_path: str) -> None:
        seen.append(b"media.removed" in body(ours))
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(tidy, "_drop", dies)
        with pytest.raises(KeyboardInterrupt):
            tidy.forget(journal, days=0)
    assert (seen, picture.exists()) == ([True], True)

    assert tidy.due(journal, days=7)
    assert tidy.forget(journal, days=7) == [picture.name]
    assert not picture.exists()
    assert kinds(ours).count("media.removed") == 1
    assert not tidy.due(journal, days=7)


def test_a_picture_made_again_meanwhile_stays(
    journal: Journal, ds: Ds, tell: Tell, monkeypatch: pytest.MonkeyPatch, ours: Places
) -> None:
    """Between the record and the taking another dream got the very same bytes: they are looked at again and kept."""
    told = tell("The same dream.")
    (picture,) = drawn(ds, told)
    ds("delete", told)
    time.sleep(0.01)
    other = tell("The same dream.")
    real, took = tidy.unlink, []

    def unlink(own: Journal) -> list[str]:
        if not took:
            took.append(other)
            assert ds("dream", "--only", "image").code == 0
        return real(own)

    monkeypatch.setattr(tidy, "unlink", unlink)
    tidy.forget(journal, days=0)

    assert took == [other]
    assert picture.exists()
    assert ds("show", other, "--json").data["outputs"]["image"]["path"] == str(picture)
    assert ds("media", "verify").code == 0


def test_removed_by_another_machine(ds: Ds, tell: Tell, ours: Places, journal: Journal) -> None:
    """Its record is enough to take the file here too, unless a dream still shows it."""
    one, two = tell("One."), tell("Two.")
    gone, shown = drawn(ds, one, two)
    ds("delete", one)
    journal.tell([("media.removed", {"media": gone.name}), ("media.removed", {"media": shown.name})])
    ds("dream")

    assert (gone.exists(), shown.exists()) == (False, True)
    assert ds("dream", "--json").data["run"] is None


def test_a_link_is_never_followed(ds: Ds, tell: Tell, ours: Places, tmp_path: Path, journal: Journal) -> None:
    """A folder of the media that leads elsewhere: what lies there is nobody's picture and stays."""
    told = tell()
    (picture,) = drawn(ds, told)
    elsewhere = tmp_path / "elsewhere"
    picture.parent.rename(elsewhere)
    picture.parent.symlink_to(elsewhere)
    for days in (0, 7):
        ds("delete", told)
        tidy.forget(journal, days=days)
    ds("purge", told)

    assert (elsewhere / picture.name).exists()
    assert ds("dream", "--json").data["run"] is None


# ── what belongs to nothing ──


def stray(ours: Places, name: str) -> Path:
    """A file of this name under the media folder."""
    path = Path(ours.media, name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"stray")
    return path


def test_strays_go_after_an_hour(ds: Ds, tell: Tell, ours: Places, later: Callable[[float], None]) -> None:
    """What no record names: kept names and half-written ones, wherever they lie; everything else stays."""
    told = tell()
    (picture,) = drawn(ds, told)
    name = "ab" + "0" * 62 + ".webp"
    ours_ = [stray(ours, f"ab/{name}"), stray(ours, ".tmp-t-1111111111-abcd"), stray(ours, f"deep/down/{name}")]
    theirs = [
        stray(ours, "notes.txt"), stray(ours, ".stfolder/x"), stray(ours, f"ab/{name}.bak"), stray(ours, "ab/x.webp"),
    ]  # fmt: skip
    assert ds("media", "gc", "--json").data["files"] == []
    later(3700)
    dry = ds("media", "gc", "--dry-run", "--json").data
    assert dry == {"files": sorted(map(str, ours_)), "bytes": 15, "dry_run": True}
    assert all(path.exists() for path in ours_)
    assert ds("media", "verify", "--json").data["strays"] == sorted(map(str, ours_))

    assert ds("media", "gc").out == "3 files are gone, 0 KiB.\n"
    assert files(ours) == sorted([picture, *theirs])
    assert ds("media", "gc", "--json").data["files"] == []


def test_a_file_sync_brings_old_files(ds: Ds, tell: Tell, ours: Places) -> None:
    """A picture that came just now with its old date is left until the line that names it has come too."""
    tell()
    path = stray(ours, "ab/ab" + "0" * 62 + ".webp")
    os.utime(path, (0, 0))

    assert ds("media", "gc", "--json").data["files"] == []
    assert path.exists()


def test_links_among_the_strays(
    ds: Ds, tell: Tell, ours: Places, tmp_path: Path, later: Callable[[float], None]
) -> None:
    """A link is taken for what it is: what it leads to stays."""
    tell()
    name = "ab" + "0" * 62 + ".webp"
    folder, file = tmp_path / "elsewhere", tmp_path / "precious"
    folder.mkdir()
    file.write_bytes(b"precious")
    (folder / name).write_bytes(b"precious")
    Path(ours.media, "cd").mkdir(parents=True)
    Path(ours.media, "ab").symlink_to(folder)
    Path(ours.media, "cd", name).symlink_to(file)
    later(3700)
    ds("media", "gc")

    assert (file.exists(), (folder / name).exists()) == (True, True)
    assert files(ours) == [Path(ours.media, "ab")]


def test_a_picture_being_kept_is_no_stray(
    journal: Journal, ours: Places, later: Callable[[float], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its file is there before its record; a sweep that begins in between waits for the record."""
    later(3700)
    lone = "ab" + "0" * 62 + ".png"
    began, found = threading.Event(), []

    def sweep() -> None:
        other = Journal(ours)
        assert other.db
        began.set()
        found.append(tidy.gc(other)[0])
        other.close()

    with writer.lock(ours):
        path = stray(ours, f"ab/{lone}")
        thread = threading.Thread(target=sweep)
        thread.start()
        assert began.wait(10)
        time.sleep(0.1)
        writer.append(ours, [("media.added", {"media": lone, "mime": "image/png"})])
    thread.join()

    assert found == [[]]
    assert path.exists()


# ── is everything as its name says ──


def test_all_is_well(ds: Ds, tell: Tell) -> None:
    """Nothing to say, exit 0; also with no picture at all."""
    assert ds("media", "verify").out == "0 pictures, 0 missing, 0 damaged.\n"
    tell()
    ds("dream")
    ran = ds("media", "verify", "--json")

    assert (ran.code, ran.data) == (0, {"media": 2, "missing": [], "damaged": [], "strays": []})


@pytest.mark.parametrize("how", ["gone", "link", "folder", "linked folder"])
def test_missing(ds: Ds, tell: Tell, tmp_path: Path, how: str) -> None:
    """A file that is not there, or is something else in its place; exit 1, with the dream it was drawn for."""
    told = tell()
    (picture,) = drawn(ds, told)
    kept = tmp_path / "kept"
    if how == "linked folder":
        picture.parent.rename(kept)
        picture.parent.symlink_to(kept)
    else:
        picture.rename(kept)
        if how == "link":
            picture.symlink_to(kept)
        elif how == "folder":
            picture.mkdir()
    ran = ds("media", "verify", "--json")

    assert ran.code == 1
    assert (ran.data["missing"], ran.data["damaged"]) == ([{"media": picture.name, "dream": told}], [])
    assert f"renews it for {told}" in ds("media", "verify").out
    for line in (["path", told], ["export", told, "-o", str(tmp_path / "out.webp")], ["path", picture.name]):
        assert ds("media", *line).code == 3, line
    assert not (tmp_path / "out.webp").exists()


def test_damaged(ds: Ds, tell: Tell) -> None:
    """A flipped byte shows by the name."""
    told = tell()
    (picture,) = drawn(ds, told)
    whole = picture.read_bytes()
    picture.write_bytes(whole[:-1] + bytes([whole[-1] ^ 1]))
    ran = ds("media", "verify", "--json")

    assert ran.code == 1
    assert (ran.data["missing"], ran.data["damaged"]) == ([], [{"media": picture.name, "dream": told}])
    assert f"only a make command renews it for {told}" in ds("media", "verify").out


def test_a_name_that_is_none(ds: Ds, tell: Tell, journal: Journal, ours: Places) -> None:
    """A line may name a path for a picture; nothing looks there, and nothing is stopped by it."""
    tell()
    precious = Path(ours.users, "precious")
    precious.write_bytes(b"precious")
    odd = {"media": "../../precious"}
    journal.tell([("media.added", {"media": "../other"}), ("media.added", odd), ("media.removed", odd)])
    journal.refresh()

    assert pictures.removed(journal.db) == ["../../precious"]
    assert ds("dream", "--json").data["jobs"]["completed"] == 3
    for command in (["list"], ["verify"], ["gc"]):
        assert ds("media", *command).code == 0, command
    assert ds("media", "path", "../" * 20 + "precious" * 8).code == 3
    assert precious.exists()


def test_strays_of_every_kind(ds: Ds, tell: Tell, ours: Places, later: Callable[[float], None]) -> None:
    """Films and recordings that nobody names go like pictures; a link goes, and what it leads to stays."""
    tell()
    folder = Path(ours.media, "aa")
    folder.mkdir(parents=True)
    for i, ending in enumerate(sorted(set(media.ENDINGS.values()))):
        (folder / f"{i:064x}.{ending}").write_bytes(b"x")
    elsewhere = Path(ours.home, "elsewhere.mp4")
    elsewhere.write_bytes(b"theirs")
    (folder / ("f" * 64 + ".mp4")).symlink_to(elsewhere)
    (folder / "notes.mp4").write_bytes(b"not ours")
    assert ds("media", "gc", "--json").data["files"] == []
    later(2 * 3600)
    ds("media", "gc")

    assert [path.name for path in files(ours)] == ["notes.mp4"]
    assert elsewhere.read_bytes() == b"theirs"
