"""What a job is given beside the dream: the twin's face goes to the one backend the settings name, and nowhere else."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import Command
from PIL import Image

from dreamstream.backends.base import Draw, Drawn
from dreamstream.backends.mock import Mock
from dreamstream.config import Config
from dreamstream.paths import Places

Tell = Callable[..., str]
Asked = list[Draw]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch, ours: Places) -> Asked:
    """Every picture the mock is asked for."""
    for name in ("backend.text", "backend.image"):
        Config(ours).set(name, "mock")
    seen: Asked = []
    real = Mock.draw

    def draw(self: Mock, wish: Draw) -> Drawn:
        seen.append(wish)
        return real(self, wish)

    monkeypatch.setattr(Mock, "draw", draw)
    return seen


@pytest.fixture
def face(ds: Command, tmp_path: Path) -> bytes:
    """The twin, as it is kept."""
    out = io.BytesIO()
    Image.new("RGB", (1500, 1000), (210, 160, 130)).save(out, "JPEG")
    (tmp_path / "me.jpg").write_bytes(out.getvalue())
    kept: dict[str, Any] = ds("media", "add", "twin", str(tmp_path / "me.jpg"), "--json").data
    assert (kept["width"], kept["height"]) == (1024, 683)
    return Path(kept["path"]).read_bytes()


def test_nobody_is_shown_the_twin_unasked(asked: Asked, face: bytes, ds: Command, tell: Tell) -> None:
    """With no backend named, or another than draws, no picture is drawn after it."""
    tell()
    for name in (None, "openai", "local"):
        if name:
            ds("config", "set", "backend.twin", name)
        assert ds("image", "@1").code == 0
        assert ds("comic", "@1").code == 0

    assert len(asked) >= 6
    assert {wish.reference for wish in asked} == {None}


def test_who_is_named_is_shown_it(asked: Asked, face: bytes, ds: Command, tell: Tell) -> None:
    """The backend the settings name draws after it, until it is taken back."""
    tell()
    ds("config", "set", "backend.twin", "mock")
    ds("image", "@1")
    assert [wish.reference for wish in asked] == [face]
    ds("refine", "@1", "at sunset")
    assert [wish.reference for wish in asked] == [face, face]

    ds("media", "remove", "twin")
    ds("image", "@1")
    assert asked[-1].reference is None


def test_who_takes_no_reference_is_not(
    asked: Asked, face: bytes, ds: Command, tell: Tell, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A backend that cannot draw after a reference is given none, though it is named."""
    monkeypatch.setattr(Mock, "can", Mock.can - {"reference"})
    tell()
    ds("config", "set", "backend.twin", "mock")
    ds("image", "@1")

    assert [wish.reference for wish in asked] == [None]


def test_a_link_in_its_place(asked: Asked, face: bytes, ds: Command, tell: Tell, tmp_path: Path) -> None:
    """Whoever can write into a synced folder cannot have another file sent as the twin."""
    secret = tmp_path / "secret"
    secret.write_text("a key")
    (kept,) = (Path(row["path"]) for row in ds("media", "list", "--json").data)
    tell()
    ds("config", "set", "backend.twin", "mock")
    kept.unlink()
    kept.symlink_to(secret)
    ds("image", "@1")

    assert [wish.reference for wish in asked] == [None]
