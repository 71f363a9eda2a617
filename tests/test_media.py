"""Bytes are kept whole or not at all, by their content, and never outside their folder."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dreamstream import media
from dreamstream.errors import NotFound, NotSaved
from dreamstream.paths import Places

PNG = b"\x89PNG\r\n\x1a\n" + b"pixels"
SAMPLES = {
    "image/png": PNG,
    "image/webp": b"RIFF\x10\0\0\0WEBPVP8 ",
    "image/jpeg": b"\xff\xd8\xff\xe0",
    "image/gif": b"GIF89a",
    "video/mp4": b"\0\0\0\x18ftypisom",
    "audio/mp4": b"\0\0\0\x18ftypM4A ",
    "audio/mpeg": b"ID3\x04",
    "audio/wav": b"RIFF\x10\0\0\0WAVEfmt ",
    "audio/ogg": b"OggS\0",
    "audio/flac": b"fLaC\0\0\0\x22",
    "audio/amr": b"#!AMR\n",
    "audio/x-caf": b"caff\0\1\0\0",
    "audio/aac": b"\xff\xf1\x50\x80\x01\x3f\xfc\0\0" + b"\xff\xf1\x50\x80\x01\x3f\xfc",
    "audio/webm": b"\x1a\x45\xdf\xa3\x9f\x42\x82\x84webm" + b"\0" * 40 + b"A_OPUS",
    "video/webm": b"\x1a\x45\xdf\xa3\x9f\x42\x82\x84webm" + b"\0" * 40 + b"V_VP9 A_OPUS",
}


def box(name: bytes, *inner: bytes) -> bytes:
    body = b"".join(inner)
    return (8 + len(body)).to_bytes(4, "big") + name + body


def tracks(brand: bytes, *held: bytes) -> bytes:
    """An MP4 with a track for each of these, its table of contents last, as phones write it."""
    track = [box(b"trak", box(b"mdia", box(b"hdlr", bytes(8), kind, bytes(12)))) for kind in held]
    return box(b"ftyp", brand, bytes(4)) + box(b"mdat", bytes(500)) + box(b"moov", *track)


@pytest.mark.parametrize(
    ("body", "mime"),
    [
        (tracks(b"mp42", b"soun"), "audio/mp4"),
        (tracks(b"isom", b"soun"), "audio/mp4"),
        (tracks(b"3gp4", b"soun"), "audio/mp4"),
        (tracks(b"M4A ", b"soun"), "audio/mp4"),
        (tracks(b"mp42", b"vide", b"soun"), "video/mp4"),
        (tracks(b"mp42", b"soun", b"vide"), "video/mp4"),
        (tracks(b"mp42", b"text"), None),
        (tracks(b"heic", b"pict"), None),
        (tracks(b"avif", b"pict"), None),
        (tracks(b"qt  ", b"vide"), None),
        (box(b"ftyp", b"isom") + b"\0\0\0\0moov" + b"\0\0\0\1moov" * 99, "video/mp4"),
        (box(b"ftyp", b"isom") + b"\0\0\0\x08free" * 100_000, "video/mp4"),
        (b"\xff\xfb\x90\x00" + bytes(413) + b"\xff\xfb\x90\x00", "audio/mpeg"),
        (b"\xff\xf3\x40\xc0" + bytes(100) + b"\xff\xf3\x40\xc0", "audio/mpeg"),
        (b"\xff\xfb\x90\x00" + bytes(500), None),
        (b"\xff" * 500, None),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
def test_a_recording_is_told_from_a_film(body: bytes, mime: str | None) -> None:
    """A phone's memo is an MP4 like any film: what its tracks hold decides, and photos in that dress are neither."""
    assert media.sniff(body) == mime


@pytest.mark.parametrize(("mime", "body"), SAMPLES.items())
def test_the_type_comes_from_the_bytes(ours: Places, mime: str, body: bytes) -> None:
    """And the name from their digest, with the ending the type has."""
    staged = media.stage(ours, body, token="t-1")
    staged.keep()

    assert staged.mime == mime and staged.size == len(body)
    assert staged.name == f"{hashlib.sha256(body).hexdigest()}.{media.ENDINGS[mime]}"
    assert Path(media.where(ours, staged.name)).read_bytes() == body
    assert media.names(ours) == {staged.name}


@pytest.mark.parametrize(
    "body", [b"", b"RIFF", b"<svg/>", b"<html>", b"%PDF", b"RIFF\x10\0\0\0AVI ", b"\0" * 99, b"\x89PNG"], ids=repr
)
def test_what_is_no_known_media_is_refused(ours: Places, body: bytes) -> None:
    """No file is made of it."""
    with pytest.raises(ValueError, match="no picture"):
        media.stage(ours, body, token="t-1")

    assert not os.path.exists(ours.media)


@given(st.binary(max_size=40))
def test_any_bytes_have_a_type_or_none(body: bytes) -> None:
    """Looking never raises, and what is found has an ending."""
    mime = media.sniff(body)

    assert mime is None or mime in media.ENDINGS


def test_nothing_is_seen_before_it_is_whole(ours: Places) -> None:
    """A staged picture has no name anybody looks at; dropped, it is gone."""
    staged = media.stage(ours, PNG, token="t-1")
    assert media.names(ours) == set() and not os.path.exists(staged.place)
    staged.drop()
    staged.drop()

    assert os.listdir(ours.media) == []


def test_two_who_made_the_same_picture_keep_one(ours: Places) -> None:
    """Of two tokens, or twice within one job."""
    first, second = media.stage(ours, PNG, token="t-1"), media.stage(ours, PNG, token="t-2")
    again = media.stage(ours, PNG, token="t-1")
    for staged in (first, second, again):
        staged.keep()

    assert media.names(ours) == {first.name}
    assert sum(len(files) for _, _, files in os.walk(ours.media)) == 1


def test_files_are_private(ours: Places) -> None:
    """Folders 0700, pictures 0600, without help from the umask."""
    before = os.umask(0o022)
    try:
        media.stage(ours, PNG, token="t-1").keep()
    finally:
        os.umask(before)

    modes = {p.name: stat.S_IMODE(p.stat().st_mode) for p in [Path(ours.media), *Path(ours.media).rglob("*")]}
    assert sorted(modes.values()) == [0o600, 0o700, 0o700]


def test_a_full_disk_is_said(ours: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    """The reason and what to do; nothing is kept."""

    def full(fd: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(NotSaved, match="No space left"):
        media.stage(ours, PNG, token="t-1")

    assert media.names(ours) == set()


NAMES = [
    "", ".", "..", "../x", "a.png", "A" * 64 + ".png", "a" * 64, "a" * 64 + ".", "a" * 64 + ".p", "a" * 64 + ".html5",
    "a" * 64 + ".png\n", "a" * 64 + ".png\0", "a" * 63 + "/.png", "a" * 64 + ".png/../../x", "/" + "a" * 64 + ".png",
    "%2e%2e/" + "a" * 64 + ".png", "..\\" + "a" * 64 + ".png", "é" * 64 + ".png", "a" * 65 + ".png",
    " " + "a" * 64 + ".png",
]  # fmt: skip


@pytest.mark.parametrize("name", NAMES, ids=repr)
def test_a_name_that_is_none_leads_nowhere(ours: Places, name: str) -> None:
    """Paths, tricks and near misses are not found, and the answer does not repeat more than a line of them."""
    with pytest.raises(NotFound) as error:
        media.where(ours, name)

    assert len(error.value.message) < 400


@given(st.text(max_size=80))
def test_any_name_stays_in_the_folder(text: str) -> None:
    """Whatever is asked for."""
    ours = Places(home="/h", state="/s", config="/c", user="me")
    try:
        path = media.where(ours, text)
    except NotFound:
        return

    assert os.path.normpath(path) == path and path.startswith(ours.media + os.sep)


def test_only_pictures_of_ours_are_listed(ours: Places, tmp_path: Path) -> None:
    """Links, drafts, folders and strangers' files are passed over."""
    staged = media.stage(ours, PNG, token="t-1")
    staged.keep()
    folder = Path(ours.media, "aa")
    folder.mkdir(exist_ok=True)
    (folder / ("a" * 64 + ".png")).symlink_to(staged.place)
    (folder / ("b" * 64 + ".png")).mkdir()
    (folder / "notes.txt").write_text("x")
    Path(ours.media, "bb").symlink_to(folder)
    Path(ours.media, ".tmp-t-9-abcdef01").write_bytes(PNG)

    assert media.names(ours) == {staged.name}


def kept(ours: Places) -> Path:
    staged = media.stage(ours, PNG, token="t-1")
    staged.keep()
    return Path(staged.place)


def test_reading(ours: Places) -> None:
    """What was kept is read back."""
    assert media.read(ours, kept(ours).name) == PNG


@pytest.mark.parametrize("harm", ["gone", "changed", "link", "hard link", "pipe", "folder", "folder's link"])
def test_what_is_planted_is_not_read(ours: Places, tmp_path: Path, harm: str) -> None:
    """No link is followed, nobody waits for a pipe, and other bytes are not what the name says."""
    path, secret = kept(ours), tmp_path / "secret"
    secret.write_bytes(b"a key")
    path.unlink()
    if harm == "changed":
        path.write_bytes(PNG + b".")
    elif harm == "link":
        path.symlink_to(secret)
    elif harm == "hard link":
        path.hardlink_to(secret)
    elif harm == "pipe":
        os.mkfifo(path)
    elif harm == "folder":
        path.mkdir()
    elif harm == "folder's link":
        other = tmp_path / "other"
        other.mkdir()
        (other / path.name).write_bytes(PNG)
        path.parent.rmdir()
        path.parent.symlink_to(other)

    with pytest.raises(NotFound):
        media.read(ours, path.name)


@pytest.mark.parametrize("link", ["draft", "place"])
def test_a_planted_link_is_not_followed(ours: Places, tmp_path: Path, link: str) -> None:
    """Neither where a picture is staged nor where it is kept does a link lead elsewhere."""
    target = tmp_path / "elsewhere"
    target.write_bytes(b"theirs")
    staged = media.stage(ours, PNG, token="t-1")
    if link == "draft":
        os.unlink(staged.draft)
        os.symlink(target, staged.draft)
        with pytest.raises(NotSaved):
            media.stage(ours, PNG, token="t-1")
    else:
        os.makedirs(os.path.dirname(staged.place))
        os.symlink(target, staged.place)
        staged.keep()
        assert Path(staged.place).read_bytes() == PNG and not os.path.islink(staged.place)

    assert target.read_bytes() == b"theirs"
