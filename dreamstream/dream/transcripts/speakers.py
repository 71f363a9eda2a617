"""Who says a line: `Name: words`, with a time and an id where the file gives them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from dreamstream.dream.transcripts import clock, talk

_NAME = r"[^\W\d_][\w.'’&+/ -]{0,39}?"
#: [10:32] Ann (D1:3): words · 10:32 Ann: words · 20/05/2026, 13:56 - Ann: words · Ann (10:32): words · Ann：words
_TAG = re.compile(
    r"[ \t\u200e]{0,3}(?:[-*•>][ \t]{1,3})?"
    r"(?:\[(?P<box>[^\]\n]{1,60})\][ \t]{0,3}|\((?P<round>\d[^)\n]{2,60})\)[ \t]{0,3}"
    r"|(?P<bare>\d[\d./:,-]{1,18}(?:[, T]{1,3}\d\d?:\d\d(?::\d\d)?)?(?:\s?[AaPp]\.?[Mm]\.?)?)"
    r"(?:[ \t]{1,3}-)?[ \t]{1,3})?"
    rf"(?P<name>{_NAME})[ \t]{{0,2}}(?:[(\[](?P<note>[^()\[\]\n]{{1,60}})[)\]][ \t]{{0,2}})?"
    r"(?::(?:[ \t]+|$)|：)"
)
_MOST_WORDS = 4
#: What diaries and letters put before a colon, and nobody is called.
_LABELS = frozenset(
    (
        *(
            "date",
            "time",
            "title",
            "dream",
            "dreams",
            "mood",
            "tags",
            "note",
            "notes",
            "summary",
            "ps",
            "edit",
            "update",
        ),
        *("feeling", "feelings", "people", "places", "lucid", "sleep", "theme", "themes", "setting", "characters"),
        *("interpretation", "meaning", "symbols", "emotions", "place", "location", "subject", "from", "to", "example"),
        *("question", "answer", "step", "then", "later", "also", "warning", "todo", "http", "https"),
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """What stands before the words of a turn."""

    name: str
    time: str = ""  #: As the file has it.
    id: str = ""
    aside: str = ""  #: (laughing), and nothing of the above.
    end: int = 0  #: Where the words begin.

    @property
    def sure(self) -> bool:
        """Whether it can only be a tag: it has a time, an id, or the name of a part."""
        return bool(self.time or self.id or talk.role(self.name))


def tag(line: str) -> Tag | None:
    """The tag a line begins with, or what looks like one."""
    found = _TAG.match(line)
    if not found:
        return None
    name, note = found["name"].strip(), found["note"] or ""
    time = found["box"] or found["round"] or found["bare"] or ""
    id = aside = ""
    if time and not (clock.told(time, "2000-01-01")):
        return None
    if note and not time and clock.told(note, "2000-01-01"):
        time = note
    elif note and " " not in note and any(letter.isdigit() for letter in note):
        id = note
    elif note:
        aside = f"({note}) "
    if len(found["name"].split()) > _MOST_WORDS:
        return None
    return Tag(name=name, time=time.strip(), id=id, aside=aside, end=found.end())


def known(tags: Iterable[Tag], *, all_tagged: bool = False, once: bool = True) -> frozenset[str]:
    """The names, in small letters, that speak here: a name says so by returning, or by a time, an id, a part.

    Among people a name heard once is one more of them, if it is spelt like a name; what an assistant writes has
    headings of that look.
    """
    counts: Counter[str] = Counter()
    sure: set[str] = set()
    single: set[str] = set()
    parts = False
    for one in tags:
        name = one.name.lower()
        counts[name] += 1
        parts = parts or bool(talk.role(name))
        if one.sure:
            sure.add(name)
        elif (
            name not in _LABELS and len(words := one.name.split()) <= 2 and not any(word[0].islower() for word in words)
        ):
            single.add(name)
    found = sure | {name for name, count in counts.items() if count > 1 and name not in _LABELS}
    if once and (all_tagged or (found and not parts)):
        found |= single
    return frozenset(found)
