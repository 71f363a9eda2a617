"""What was said in a session, turn by turn: the values that readers give and the pass takes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """One turn of a talk, or one cue of a dictation."""

    id: str  #: The source's own id, else its number from 1.
    text: str
    role: str = ""  #: user, assistant, system, tool, machine (this journal's own words), or "" where it is not said.
    speaker: str = ""  #: The name the source gives.
    at: str | None = None  #: ISO 8601, partial where the source is; None where it says nothing.
    offset: float | None = None  #: Seconds from the start of a recording.


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """A whole transcript as it was read."""

    format: str  #: text, tagged, markdown, webvtt, srt, whisper, claude-code, codex, chatgpt or chat.
    turns: tuple[Turn, ...]
    id: str = ""  #: The source's own name for it, "" where it has none.
    title: str = ""
    at: str | None = None  #: When it began.
    dream: str = ""  #: The dream it is about, where the source names one.
    warnings: tuple[str, ...] = ()  #: What could not be read, with its place and without its words.
