"""Markdown: a heading or a bold name for each speaker, SpecStory's export, or notes without speakers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dreamstream.dream.transcripts import clock, speakers, talk, text
from dreamstream.dream.transcripts.claude_code import without
from dreamstream.dream.transcripts.front import front
from dreamstream.dream.transcripts.source import Source
from dreamstream.dream.transcripts.talk import Talk
from dreamstream.turns import Session

FORMAT = "markdown"
_NAME = r"(?:[^\w\s#*<>|]{1,4}[ \t]{0,2})?(?P<name>[^\W\d_][\w.'’&+ -]{0,39}?)"
_NOTE = r"(?:[ \t]{0,3}[(\[](?P<note>[^()\[\]]{1,80})[)\]])?"
_FORMS = (
    re.compile(rf"_\*\*{_NAME}{_NOTE}\*\*_[ \t]*"),  # SpecStory
    re.compile(rf"#{{1,6}}[ \t]{{1,3}}\**{_NAME}{_NOTE}[ \t]?:?\**{_NOTE.replace('note', 'also')}[ \t]?:?[ \t#]*"),
    re.compile(
        rf"(?:[>*-][ \t]{{1,3}})?(?:\[(?P<box>[^\]]{{1,60}})\][ \t]?)?(?:\*\*|__){_NAME}{_NOTE}"
        rf"(?::(?:\*\*|__)|(?:\*\*|__){_NOTE.replace('note', 'also')}[ \t]?:)[ \t]*(?P<words>.*)"
    ),
    re.compile(rf"(?:\*\*|__){_NAME}{_NOTE}(?:\*\*|__)[ \t]*"),
)
_BOLD = 2
_FENCE = re.compile(r"[ \t]{0,3}(```+|~~~+)")
_SPECSTORY = re.compile(r"<!--[ \t]*[\w .]{1,40} Session (\S{1,80})(?: \(([^)]{1,40})\))?[ \t]*-->")
_DROPPED = (("<tool-use", "</tool-use>"), ("<details", "</details>"), ("<think>", "</think>"), ("<!--", "-->"))
_RULE = re.compile(r"[ \t]*(?:-{3,}|\*{3,}|_{3,})[ \t]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mark:
    """A line that says who speaks."""

    name: str
    note: str
    words: str
    form: int


def fits(lines: list[str]) -> bool:
    """Whether speakers are marked as Markdown marks things, or it is a note with headings or front matter."""
    if speaks(lines):
        return True
    told = [line for line in lines[:400] if line.strip()]
    return bool(told) and (told[0].startswith("# ") or sum(bool(re.match("#{1,6} ", line)) for line in told) > 1)


def speaks(lines: list[str]) -> bool:
    """Whether somebody speaks in it."""
    marks = _marks(lines[:400])
    names = _known(marks)
    return any(mark is not None and mark.name.lower() in names for mark in marks)


def read(source: Source) -> Iterator[Session]:
    """One session; tool use, folded parts, thoughts and comments are left out."""
    whole = source.text()
    begun = _SPECSTORY.search(whole[:10_000])
    head = front(whole.split("\n", 60)[:60])
    lines = _visible(whole).split("\n")
    if head.lines:
        lines = lines[front(lines).lines :]
    at = head.at or (clock.moment(begun[2]) if begun else None) or clock.named(source.name)
    said = Talk(FORMAT, id=head.id or (begun[1] if begun else ""), title=head.title, at=at)
    marks = _marks(lines)
    names = _known(marks)
    if not any(mark and mark.name.lower() in names for mark in marks):
        text.paragraphs(said, lines, headings=True)
        yield said.session()
        return
    _title(said, lines, marks, names)
    current: _Mark | None = None
    held: list[str] = []
    now = said.at
    for line, mark in zip(lines, marks, strict=True):
        if mark is None or mark.name.lower() not in names:
            held.append(line)
            continue
        now = _add(said, current, held, now)
        current, held = mark, [mark.words]
    _add(said, current, held, now)
    yield said.session()


def _visible(whole: str) -> str:
    for opening, closing in _DROPPED:
        whole = without(whole, opening, closing)
    return whole


def _title(said: Talk, lines: list[str], marks: list[_Mark | None], names: frozenset[str]) -> None:
    """A heading before the first speaker names the talk, or says when it was, and is no turn."""
    for n, (line, mark) in enumerate(zip(lines, marks, strict=True)):
        if mark and mark.name.lower() in names:
            break
        if line.startswith("# "):
            told = line[2:].strip(" #")
            if at := clock.told(told):
                said.at = said.at if said.at and len(said.at) > 10 else at
            else:
                said.title = said.title or Talk(FORMAT, title=told).title
            lines[n] = ""
            break


def _marks(lines: list[str]) -> list[_Mark | None]:
    """For each line who speaks from there on; what stands in a fence is somebody's code."""
    found: list[_Mark | None] = []
    fence = ""
    for line in lines:
        if bar := _FENCE.match(line):
            fence = "" if fence and bar[1].startswith(fence) else fence or bar[1]
        found.append(None if fence or len(line) > 1 << 16 else _mark(line))
    return found


def _mark(line: str) -> _Mark | None:
    if not line or line[0] not in "_#>*-[" or ("*" not in line and "_" not in line and line[0] != "#"):
        return None
    for form, pattern in enumerate(_FORMS):
        if found := pattern.fullmatch(line):
            parts = found.groupdict()
            note = " ".join(part for key in ("box", "note", "also") if (part := parts.get(key)))
            return _Mark(name=found["name"].strip(), note=note, words=parts.get("words") or "", form=form)
    return None


def _known(marks: list[_Mark | None]) -> frozenset[str]:
    """Names of parts, SpecStory's, and names that return; in bold before a colon as in a talk without bold."""
    found = [mark for mark in marks if mark]
    sure = {mark.name.lower() for mark in found if mark.form == 0}
    headings = speakers.known([_tag(mark) for mark in found if mark.form != _BOLD], once=False)
    bold = speakers.known([_tag(mark) for mark in found if mark.form == _BOLD])
    return frozenset(sure | headings | bold)


def _tag(mark: _Mark) -> speakers.Tag:
    return speakers.Tag(name=mark.name)


def _add(said: Talk, mark: _Mark | None, held: list[str], now: str | None) -> str | None:
    blank = [not line.strip() or bool(_RULE.fullmatch(line)) for line in held]
    first = next((n for n, empty in enumerate(blank) if not empty), len(held))
    last = next((n for n in range(len(held), first, -1) if not blank[n - 1]), first)
    words = re.sub(r"\n{3,}", "\n\n", "\n".join(held[first:last]))
    name = mark.name if mark else ""
    at = clock.within(mark.note) or clock.told(mark.note, now) if mark and mark.note else None
    said.add(words, role=talk.role(name), speaker=name, at=at)
    return at or now
