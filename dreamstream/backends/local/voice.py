"""Write down a recording on this machine, with whisper.cpp and a model the dreamer put here; nothing is fetched."""

from __future__ import annotations

import io
import os
import tempfile
import wave
from functools import lru_cache
from typing import Any

from dreamstream.backends.base import Fault, Hear, Heard

#: What whisper.cpp hears, in samples a second.
RATE = 16_000


def hear(hear: Hear, model: str) -> Heard:
    """The words of a recording. Raises Fault where no model is named, or the recording cannot be decoded."""
    if not model or not os.path.isfile(model):
        raise Fault("no speech model is here; `config set backend.local.voice` names the file of one (ggml)")
    whisper = _loaded(model)
    try:
        if hear.ending == "wav":
            segments = whisper.transcribe(_samples(hear.body))
        else:
            with tempfile.TemporaryDirectory(prefix="dreamstream-") as folder:
                path = os.path.join(folder, f"memo.{hear.ending}")
                with open(path, "wb") as file:
                    file.write(hear.body)
                segments = whisper.transcribe(path)  # by ffmpeg, which it looks for itself
    except Fault:
        raise
    except Exception:  # its errors are plain ones, and may hold the path or worse
        raise Fault("the recording could not be decoded here; a wav file can, others want ffmpeg") from None
    text = " ".join(part for segment in segments if (part := str(segment.text).strip()) and not _is_noise(part))
    return Heard(text=text, model=os.path.basename(model))


@lru_cache(maxsize=1)
def _loaded(model: str) -> Any:
    from pywhispercpp.model import Model

    return Model(model, language="auto", redirect_whispercpp_logs_to=None, print_realtime=False, print_progress=False)


def _samples(body: bytes) -> Any:
    """A wav file of any rate as whisper wants it: one channel of floats."""
    import numpy as np

    with wave.open(io.BytesIO(body)) as file:
        channels, width, rate = file.getnchannels(), file.getsampwidth(), file.getframerate()
        raw = file.readframes(file.getnframes())
    if width not in (1, 2, 4):
        raise Fault("the recording has samples of an odd size")
    kind = {1: np.uint8, 2: np.int16, 4: np.int32}[width]
    sound: Any = np.frombuffer(raw, dtype=kind).astype(np.float32)
    sound = (sound - 128) / 128 if width == 1 else sound / float(1 << (8 * width - 1))
    sound = sound[: len(sound) // channels * channels].reshape(-1, channels).mean(axis=1)
    if rate != RATE and len(sound):
        sound = np.interp(np.arange(0, len(sound), rate / RATE), np.arange(len(sound)), sound)
    return sound.astype(np.float32)


def _is_noise(text: str) -> bool:
    """What whisper writes where nobody speaks: [BLANK_AUDIO], (wind)."""
    return text[0] + text[-1] in ("[]", "()")
