"""Read a wish: an instruction in plain words, clause by clause."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from dreamstream.pictures.changing import lexicon
from dreamstream.pictures.changing.clause import Frame
from dreamstream.pictures.changing.meaning import Meaning
from dreamstream.pictures.changing.wish import Change, Wish
from dreamstream.pictures.shapes import shelf

LONGEST = 2000  #: characters of an instruction that are read
_KEPT = {"black and white": "monochrome", "black & white": "monochrome", "black-and-white": "monochrome"}
_JOINS = re.compile(
    r"\s*(?:([,;:!?\n]+|\.+(?=\s|$)|\band then\b|\bthen\b|\bbut also\b|\bbut\b|\bhowever\b|\balthough\b|\bwhile\b)"
    r"|\b(as well as|and also|and|or|nor|plus)\b|[&+/])\s*"
)
# "swap the dog and the cat" is one order: the "and" in it joins no clauses
_EXCHANGED = re.compile(r"\b((?:swap|exchange|switch)\b[^,;.]*?)\s+and\s+", re.I)
_BEFORE = re.compile(r"\s+(?=(?:without|with no|with more|with less|with fewer|with fewer)\b)")


def read(instruction: str, things: Mapping[str, str] | None = None, places: Mapping[str, str] | None = None) -> Wish:
    """What an instruction asks for.

    `things` and `places` map the dreamer's words ("grandma", "kitchen") to names of shapes and lands;
    without them only the shelf's own names are known.
    """
    things = things if things is not None else {name: name for name in shelf.NAMES}
    places = places or {}
    changes: list[Change] = []
    unread: list[str] = []
    before: Frame | None = None
    for text, joined in _clauses(instruction[:LONGEST]):
        clause = Meaning(lexicon.marks(lexicon.plain(text), things, places), before if joined else None)
        if not clause.marks:
            continue
        found = clause.changes()
        before = clause.frame
        if not found:
            if not clause.idle:
                unread.append(" ".join(text.split()))
            continue
        changes += [change for change in found if change not in changes or change.act in ("add", "move", "size")]
        if clause.left:
            unread.append(" ".join(clause.left))
    changes = _mixed(changes)
    if not changes and not unread and instruction.strip():
        unread = [" ".join(instruction[:LONGEST].split())]
    return Wish(changes=tuple(changes), unread=tuple(unread))


def _mixed(changes: list[Change]) -> list[Change]:
    """Two colours for one part are mixed: the second is pulled into the first rather than put in its place."""
    out: list[Change] = []
    for change in changes:
        again = change.act == "colour" and any((c.act, c.other) == ("colour", change.other) for c in out)
        out.append(replace(change, act="tint") if again else change)
    return out


def _clauses(text: str) -> list[tuple[str, bool]]:
    """The parts of an instruction, and whether each goes on with what the one before it did."""
    low = text.replace("’", "'")
    for phrase, word in _KEPT.items():
        low = re.sub(rf"\b{re.escape(phrase)}\b", word, low, flags=re.I)
    low = _EXCHANGED.sub(r"\1 with ", low)
    out: list[tuple[str, bool]] = []
    at, goes_on = 0, False
    for match in re.finditer(_JOINS, low):
        for i, part in enumerate(_BEFORE.split(low[at : match.start()])):
            if part.strip():
                out.append((part, goes_on and i == 0))
        at, goes_on = match.end(), match[1] is None or "," in match[1]
    for i, part in enumerate(_BEFORE.split(low[at:])):
        if part.strip():
            out.append((part, goes_on and i == 0))
    return out
