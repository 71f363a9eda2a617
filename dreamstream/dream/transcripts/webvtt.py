"""WebVTT: cues with ids, voices and tags, among notes, styles and regions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from dreamstream.dream.transcripts import clock, cues
from dreamstream.dream.transcripts.source import Source
from dreamstream.dream.transcripts.talk import Talk
from dreamstream.turns import Session

FORMAT = "webvtt"
_TAGS = re.compile(r"</?(?:c|i|b|u|ruby|rt|v|lang)(?:[.\s][^<>]{0,500})?>|<\d{1,4}[\d:.]{3,12}>")
_VOICE = re.compile(r"<v(?:\.[^\s<>]{0,100})?[ \t\n]{1,3}([^<>]{1,200})>")
_BEGUN = re.compile(r"\b(?:begun|began|started|recorded|date)\b[ \t:]{1,3}(?:at |on )?(.{8,60})", re.I)
_SESSION = re.compile(r"\bsession[ \t:]{1,3}([^\s,;]{1,200})", re.I)
_ASIDE = re.compile(r"NOTE(?:[ \t].*)?|STYLE[ \t]*|REGION[ \t]*")


def fits(lines: list[str]) -> bool:
    """Whether the first words are its own."""
    first = next((line.strip() for line in lines[:10] if line.strip()), "")
    return bool(re.match(r"\ufeff?WEBVTT(?:\s|\Z)", first))


def read(source: Source) -> Iterator[Session]:
    """One session; times are absolute where the head, a note or the file's name says when it began."""
    said = Talk(FORMAT)
    aside: list[str] = []
    found = cues.cues(_spoken(source.text().split("\n"), aside))
    _facts(said, aside)
    said.at = said.at or clock.named(source.name)
    found = [cue for cue in found if cue.timed or cue.lines]
    raw = {cue.line: "\n".join(cue.lines) for cue in found}
    for cue in found:
        cue.lines = _plain("\n".join(cue.lines)).split("\n")
    kept = cues.rolling(found)
    voices = {}
    for cue in kept:
        parts = _VOICE.split(raw[cue.line])
        if len(parts) == 1:
            voices[cue.line] = [("", "\n".join(cue.lines))]
            continue
        told = [("", parts[0]), *zip(parts[1::2], parts[2::2], strict=True)]
        voices[cue.line] = [(unescape(name), text) for name, words in told if (text := _plain(words).strip())]
    cues.tell(said, kept, voices)
    yield said.session()


def _plain(words: str) -> str:
    return unescape(_TAGS.sub("", words))


def _spoken(lines: list[str], aside: list[str]) -> Iterator[tuple[int, str]]:
    """The numbered lines that hold cues; head and notes go to `aside`, styles and regions away."""
    skipping, keeping, blank = True, True, False  # the head ends at the first blank line
    for number, line in enumerate(lines, 1):
        if skipping and cues.timing(line) is not None:
            skipping = False
        elif skipping:
            if not line.strip():
                skipping, blank = False, True
            elif keeping:
                aside.append(line)
            continue
        elif blank and _ASIDE.fullmatch(line):
            skipping, keeping = True, line.startswith("NOTE")
            if keeping:
                aside.append(line)
            continue
        blank = not line.strip()
        yield number, line


def _facts(said: Talk, aside: list[str]) -> None:
    for line in aside[:200]:
        if not said.at and (found := _BEGUN.search(line)):
            said.at = clock.within(found[1]) or clock.told(found[1])
        if not said.id and (found := _SESSION.search(line)):
            said.id = Talk(FORMAT, id=found[1]).id
        if not said.title and line.lower().startswith("title:"):
            said.title = Talk(FORMAT, title=line[6:]).title
