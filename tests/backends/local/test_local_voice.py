"""Writing down a recording here: what reaches whisper.cpp, and what comes of it. No model is loaded."""

from __future__ import annotations

import io
import sys
import types
import wave
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace
from typing import Any, ClassVar

import pytest

from dreamstream.backends.base import Fault, Hear
from dreamstream.backends.local import voice


class Whisper:
    """Notes what it is given; says what it is told to."""

    given: ClassVar[list[Any]] = []
    says: ClassVar[list[str]] = ["I was flying", "[BLANK_AUDIO]", " over a lake. ", "(wind)"]

    def __init__(self, path: str, **_options: Any) -> None:
        self.path = path

    def transcribe(self, media: Any) -> list[SimpleNamespace]:
        if isinstance(media, str):
            assert Path(media).read_bytes()
        self.given.append(media)
        return [SimpleNamespace(text=text) for text in self.says]


@pytest.fixture
def model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    module = types.ModuleType("pywhispercpp.model")
    module.Model = Whisper  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "pywhispercpp", types.ModuleType("pywhispercpp"))
    monkeypatch.setitem(sys.modules, "pywhispercpp.model", module)
    voice._loaded.cache_clear()
    Whisper.given.clear()
    path = tmp_path / "ggml-tiny.bin"
    path.write_bytes(b"weights")
    yield str(path)
    voice._loaded.cache_clear()


def test_what_was_heard(model: str) -> None:
    """The words in their order, without the remarks about silence; a file of its own, gone afterwards."""
    heard = voice.hear(Hear(body=b"\0\0\0 ftypM4A ", mime="audio/mp4", ending="m4a"), model)

    assert heard.text == "I was flying over a lake."
    assert heard.model == "ggml-tiny.bin"
    assert Whisper.given[0].endswith("memo.m4a")
    assert not Path(Whisper.given[0]).exists()


@pytest.mark.parametrize("path", ["", "/no/such/model.bin"])
def test_no_model(path: str) -> None:
    """It says which setting names one."""
    with pytest.raises(Fault, match=r"backend\.local\.voice"):
        voice.hear(Hear(body=b"x", mime="audio/wav", ending="wav"), path)


def test_a_recording_that_is_none(model: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its own error goes no further: it holds a path, or worse."""

    def broken(_self: Whisper, _media: Any) -> Any:
        raise RuntimeError("could not open /tmp/secret")

    monkeypatch.setattr(Whisper, "transcribe", broken)
    with pytest.raises(Fault, match="could not be decoded") as caught:
        voice.hear(Hear(body=b"x", mime="audio/ogg", ending="ogg"), model)

    assert "secret" not in str(caught.value) and caught.value.__cause__ is None


def test_a_wav_of_another_rate() -> None:
    """Two channels at 8,000 become one at 16,000; loudness stays."""
    numpy = pytest.importorskip("numpy", reason="numpy comes with the voice extra")
    out = io.BytesIO()
    with wave.open(out, "wb") as file:
        file.setnchannels(2)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(numpy.full((800, 2), 16384, dtype=numpy.int16).tobytes())
    samples = voice._samples(out.getvalue())

    assert samples.shape == (1600,)
    assert samples.dtype == numpy.float32
    assert abs(float(samples.mean()) - 0.5) < 0.01
