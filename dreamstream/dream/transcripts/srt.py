"""SubRip: a number, a timing, words; in any encoding, seldom as it should be; and what Whisper prints."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dreamstream.dream.transcripts import clock, cues
from dreamstream.dream.transcripts.source import Source
from dreamstream.dream.transcripts.talk import Talk
from dreamstream.turns import Session

FORMAT = "srt"
_STYLE = re.compile(r"</?(?:i|b|u|s|font)(?:\s[^<>]{0,200})?>|\{\\[^{}]{1,100}\}", re.I)


def fits(lines: list[str]) -> bool:
    """Whether a timing stands among the first lines that are not blank."""
    told = [line for line in lines[:200] if line.strip()][:8]
    return any(cues.timing(line) is not None or cues.printed(line) for line in told)


def read(source: Source) -> Iterator[Session]:
    """One session; times are absolute where the file's name says when it began."""
    said = Talk(FORMAT, at=clock.named(source.name))
    found: list[cues.Cue] = []
    for cue in cues.cues(enumerate(source.text().split("\n"), 1)):
        if found and not cue.timed and not cue.id:
            found[-1].lines += cue.lines  # a blank line inside the words
        elif cue.timed or cue.lines:
            found.append(cue)
    for cue in found:
        cue.lines = [_STYLE.sub("", line) for line in cue.lines]
    found = cues.rolling(found)
    cues.tell(said, found, {cue.line: [("", "\n".join(cue.lines))] for cue in found})
    yield said.session()
