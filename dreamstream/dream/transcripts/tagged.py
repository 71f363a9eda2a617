"""Role-tagged text: `Name: words`, or `[time] Name (turn id): words`, with lines that go on."""

from __future__ import annotations

from collections.abc import Iterator

from dreamstream.dream.transcripts import clock, speakers, talk
from dreamstream.dream.transcripts.front import front
from dreamstream.dream.transcripts.source import Source
from dreamstream.dream.transcripts.talk import Talk
from dreamstream.turns import Session

FORMAT = "tagged"
_HEAD = 400
#: A first clock with seconds that shows less than two minutes counts from the start of a recording.
_SOON = 120.0


def fits(lines: list[str], *, strict: bool = False) -> bool:
    """Whether the text is a talk by its first lines: somebody speaks in the first, or in every third.

    `strict` wants a time, an id or the name of a part somewhere: `else:` returns too.
    """
    head = front(lines)
    told = [line for line in lines[head.lines : head.lines + _HEAD] if line.strip()]
    tags = [speakers.tag(line) for line in told]
    found = [tag for tag in tags if tag]
    names = speakers.known(found, all_tagged=len(found) == len(told) > 1)
    turns = [tag for tag in found if tag.name.lower() in names]
    if not turns:
        return False
    first = tags[0] is not None and tags[0].name.lower() in names
    sure = any(tag.sure for tag in turns)
    if strict and not sure:
        return False
    return (first and (sure or len(turns) > 1)) or (len(turns) > 1 and len(turns) * 3 >= len(told))


def read(source: Source) -> Iterator[Session]:
    """One session; a clock without a day takes that of the file's head or name."""
    lines = source.text().split("\n")
    head = front(lines)
    said = Talk(FORMAT, id=head.id, title=head.title, at=head.at or clock.named(source.name))
    del lines[: head.lines]
    tags = [speakers.tag(line) for line in lines]
    found = [tag for tag in tags if tag]
    names = speakers.known(found, all_tagged=len(found) == sum(1 for line in lines if line.strip()) > 1)
    now = said.at
    clocks = [tag.time for tag in found if tag.time]
    relative = bool(clocks) and (clock.seconds(clocks[0]) or 0.0) < _SOON and clock.seconds(clocks[0]) is not None
    current: speakers.Tag | None = None
    held: list[str] = []
    for line, tag in zip(lines, tags, strict=True):
        if tag is None or tag.name.lower() not in names:
            held.append(line)
            continue
        now = _add(said, current, held, now, relative)
        current, held = tag, [tag.aside + line[tag.end :]]
    _add(said, current, held, now, relative)
    yield said.session()


def _add(said: Talk, tag: speakers.Tag | None, held: list[str], now: str | None, relative: bool) -> str | None:
    """Add a turn; the moment it was told, for the clock of the next. Relative clocks count from the start."""
    offset = clock.seconds(tag.time) if tag and relative else None
    at = clock.told(tag.time, now) if tag and tag.time and not relative else None
    if offset is not None:
        at = clock.after(said.at, offset)
    speaker = tag.name if tag else ""
    said.add("\n".join(held), id=tag.id if tag else "", role=talk.role(speaker), speaker=speaker, at=at, offset=offset)
    return at or now
