"""Plain text: a dictation or a note, a turn for each paragraph and for each line that ends a sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dreamstream.dream.transcripts import clock
from dreamstream.dream.transcripts.front import front
from dreamstream.dream.transcripts.source import Source
from dreamstream.dream.transcripts.talk import Talk
from dreamstream.turns import Session

FORMAT = "text"
_ENDS = re.compile(r"[.!?…。！？][\"'”’»)\]]{0,3}\s*\Z")
_HEADING = re.compile(r"#{1,6}[ \t]+(.*?)[ \t#]*")
_RULE = re.compile(r"[ \t]*(?:[-*_=][ \t]*){3,}")


def read(source: Source) -> Iterator[Session]:
    """One session; a line that is only a date says when what follows was told."""
    lines = source.text().split("\n")
    head = front(lines)
    talk = Talk(FORMAT, id=head.id, title=head.title, at=head.at or clock.named(source.name))
    paragraphs(talk, lines[head.lines :])
    yield talk.session()


def paragraphs(talk: Talk, lines: list[str], *, headings: bool = False) -> None:
    """Add the paragraphs of some lines; a grown text only has more of them.

    A line that ends with a sentence ends the turn, so that text without blank lines has turns too, and words
    wrapped at eighty columns stay together.
    """
    at: str | None = None
    held: list[str] = []
    for line in (*lines, ""):
        heading = _HEADING.fullmatch(line) if headings else None
        bare = heading[1] if heading else line.strip()
        day = clock.told(bare) if 4 < len(bare) < 40 and bare[:1].isalnum() else None
        if heading or day or not bare or _RULE.fullmatch(line):
            talk.add("\n".join(held), at=at)
            held = []
            at = day or at
            if heading and not day and not (talk.title or talk.turns):
                talk.title = Talk(FORMAT, title=bare).title
            elif heading and not day:
                talk.add(bare, at=at)
            continue
        held.append(line)
        if _ENDS.search(line[-8:]):
            talk.add("\n".join(held), at=at)
            held = []
