"""Cues of captions, as SRT and WebVTT write them and as editors damage them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from dreamstream.dream.transcripts import clock, speakers, talk
from dreamstream.dream.transcripts.talk import Talk

_STAMP = r"(?:(\d{1,4}):)?(\d{1,2}):(\d{1,2})(?:[.,:](\d{1,3}))?"
_TIMING = re.compile(rf"[ \t]*{_STAMP}[ \t]*-{{1,3}}>[ \t]*{_STAMP}(?:[ \t].*)?", re.ASCII)
_ARROW = re.compile(r"[ \t]*\d{1,4}:\d[^>\n]{0,30}-{1,3}>", re.ASCII)
#: [00:00.000 --> 00:04.000] words: what Whisper prints while it listens.
_INLINE = re.compile(rf"[ \t]*\[({_STAMP}[ \t]*-->[ \t]*{_STAMP})\][ \t]*(.*)", re.ASCII)
#: How many cues are looked at to see whether captions roll: a grown file keeps its answer.
_LOOK = 40


@dataclass(slots=True, kw_only=True)
class Cue:
    """One caption; `start` is None where its timing was lost."""

    line: int
    id: str = ""
    start: float | None = None
    lines: list[str] = field(default_factory=list)
    timed: bool = True  #: Whether it had a timing at all, readable or not.


def timing(line: str) -> float | None:
    """Seconds from the start, where a line is a cue's timing."""
    found = _TIMING.fullmatch(line) if "->" in line else None
    if not found:
        return None
    hour, minute, second, part = found.groups()[:4]
    return round(int(hour or 0) * 3600 + int(minute) * 60 + int(second) + float(f"0.{part or 0}"), 3)


def printed(line: str) -> tuple[float, str] | None:
    """Seconds and words, where a line holds both."""
    found = _INLINE.fullmatch(line) if "-->" in line else None
    start = timing(found[1]) if found else None
    return None if found is None or start is None else (start, found[found.re.groups])


def cues(lines: Iterable[tuple[int, str]]) -> list[Cue]:
    """The cues of numbered lines: a timing begins one, with its id before it, and a blank line ends it."""
    found: list[Cue] = []
    held: tuple[int, str] | None = None  # the line that may be the next cue's id
    blank = True
    for number, line in lines:
        start = timing(line)
        if start is None and (inline := printed(line)):
            found.append(Cue(line=number, start=inline[0], lines=[inline[1]]))
            held, blank = None, False
        elif start is not None or ("->" in line and _ARROW.match(line)):
            cue = Cue(line=number, start=start)
            if held:
                cue.id = held[1].strip()
            elif found and not blank and found[-1].lines and found[-1].lines[-1].strip().isdigit():
                cue.id = found[-1].lines.pop().strip()  # no blank line between two cues
            found.append(cue)
            held, blank = None, False
        elif not line.strip():
            if held:
                _loose(found, held)
            held, blank = None, True
        elif held:
            _loose(found, held)
            found[-1].lines.append(line)
            held = None
        elif blank:
            held, blank = (number, line), False
        elif found:
            found[-1].lines.append(line)
    if held:
        _loose(found, held)
    return found


def rolling(found: list[Cue]) -> list[Cue]:
    """Live captions show each line twice, below and then above: each is kept once.

    They are known by most of the first cues beginning as the one before ended; elsewhere, who says "yes" twice said
    it twice.
    """
    look = [[" ".join(line.split()) for line in cue.lines if line.strip()] for cue in found[:_LOOK]]
    pairs = [(before, after) for before, after in pairwise(look) if before and after]
    if len(pairs) < 2 or sum(before[-1] == after[0] for before, after in pairs) * 2 < len(pairs):
        return found
    kept: list[Cue] = []
    shown: list[str] = []
    for cue in found:
        now = [line for line in cue.lines if line.strip()]
        plain = [" ".join(line.split()) for line in now]
        again = next((n for n in range(min(len(shown), len(plain)), 0, -1) if shown[-n:] == plain[:n]), 0)
        shown = plain or shown
        if again < len(now) or not now:
            kept.append(Cue(line=cue.line, id=cue.id, start=cue.start, lines=now[again:], timed=cue.timed))
    return kept


def tell(said: Talk, found: list[Cue], voices: dict[int, list[tuple[str, str]]]) -> None:
    """Add the cues as turns; `voices` holds, by line, what each says: (speaker or "", words)."""
    tags = [tag for parts in voices.values() for name, words in parts if not name and (tag := speakers.tag(words))]
    names = speakers.known(tag for tag in tags if not tag.time)
    for cue in found:
        parts = voices.get(cue.line, [])
        if cue.start is None and parts:
            said.warn(f"line {cue.line}", "a caption without a time" if not cue.timed else "a time that is none")
        added = False
        for name, words in parts:
            tag = None if name else speakers.tag(words)
            if tag and not tag.time and tag.name.lower() in names:
                name, words = tag.name, tag.aside + words[tag.end :]
            at = None if cue.start is None else clock.after(said.at, cue.start)
            added |= said.add(words, id=cue.id, role=talk.role(name), speaker=name, at=at, offset=cue.start)
        if not added:
            said.warn(f"line {cue.line}", "a caption without words")


def _loose(found: list[Cue], held: tuple[int, str]) -> None:
    """Words without a timing: their own cue, named by the number before them."""
    number, line = held
    if line.strip().isdigit():
        found.append(Cue(line=number, id=line.strip(), timed=False))
    else:
        found.append(Cue(line=number, lines=[line], timed=False))
