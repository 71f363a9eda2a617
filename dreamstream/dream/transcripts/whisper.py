"""What Whisper heard: JSON with segments of words and seconds, from the original and from its kin."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dreamstream.dream.transcripts import clock, pieces, talk
from dreamstream.dream.transcripts.source import Source, parsed
from dreamstream.dream.transcripts.talk import Talk
from dreamstream.turns import Session

FORMAT = "whisper"
LISTS = ("segments", "transcription")
_BEGUN = ("recorded_at", "started_at", "begun", "at", "date", "created_at")
#: Whisper's own measure of silence: sure that nobody speaks, and unsure of the words.
_SILENT, _UNSURE = 0.6, -1.0
#: As often in a row it is a loop, not somebody saying it.
_LOOP = 3


def read(source: Source, found: dict[str, int]) -> Iterator[Session]:
    """The recording's segments, by where the outermost keys stand; a damaged one is left out."""
    said = Talk(FORMAT, at=_begun(source, found))
    before, again = "", 0
    start = next(found[key] for key in LISTS if key in found)
    for number, piece in pieces.elements(source.body, start):
        segment, why = parsed(piece)
        if segment is None:
            said.warn(f"segment {number}", why)
            continue
        text, offset = segment.get("text"), _start(segment)
        if not isinstance(text, str):
            said.warn(f"segment {number}", "without words")
            continue
        if _number(segment.get("no_speech_prob"), 0) > _SILENT and _number(segment.get("avg_logprob"), 0) < _UNSURE:
            said.warn(f"segment {number}", "heard in silence")
            continue
        again = again + 1 if text.strip() == before else 1
        before = text.strip()
        if again >= _LOOP:
            said.warn(f"segment {number}", "the same words again and again")
            continue
        speaker = segment.get("speaker")
        said.add(
            text,
            id=segment.get("id"),
            role=talk.role(speaker) if isinstance(speaker, str) else "",
            speaker=speaker,
            at=None if offset is None else clock.after(said.at, offset),
            offset=offset,
        )
    yield said.session()


def _begun(source: Source, found: dict[str, int]) -> str | None:
    """When the recording began: as the document says, else as the file's name does."""
    for key in _BEGUN:
        if key in found:
            told, _ = parsed(b'{"at":' + pieces.value(source.body, found[key])[:100] + b"}")
            if told and (at := clock.moment(told["at"])):
                return at
    return clock.named(source.name)


def _start(segment: dict[str, Any]) -> float | None:
    """Seconds, or the milliseconds of whisper.cpp."""
    if isinstance(offsets := segment.get("offsets"), dict):
        told = _number(offsets.get("from"), -1) / 1000
    else:
        told = _number(segment.get("start"), -1)
    return round(told, 3) if 0 <= told < 1e8 else None


def _number(told: object, default: float) -> float:
    good = isinstance(told, int | float) and not isinstance(told, bool) and -1e12 < told < 1e12
    return float(told) if good else default  # type: ignore[arg-type]
