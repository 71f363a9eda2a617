"""What a hard dream is hard about, as its new ending needs it: its sort, its turn, its fear, and what in it is good."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dreamstream.backends.local import bearings, sorts, turns
from dreamstream.backends.local.bearings import Noun
from dreamstream.backends.local.language import UNKNOWN
from dreamstream.backends.local.reader import Reading, read

#: Without a stated feeling, so much strain makes a dream hard.
_STRAINED = 60
_HARD = ("fear", "anger", "sadness", "unease")
_MILD = ("peace", "love", "joy")
#: Where somebody of the dream may be who did the harm, or who is mourned, nobody of it is asked in.
_UNSAFE = ("harm", "self", "guilt", "loss", "quarrel")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plight:
    """One dream, as its new ending needs it."""

    sort: str  #: a room of the table of endings
    turn: str  #: verbatim words of the dream where it turns; "" where none can be said back
    threat: Noun
    where: str  #: "in the old house"
    ally: str
    lost: str
    thing: str
    read: bool  #: whether the reader knows the language


def plight(text: str, facts: Mapping[str, Any]) -> Plight:
    """What this dream is hard about; of one in a language nobody here reads nothing is said back."""
    reading = read(text)
    known = reading.language in ("en", UNKNOWN)
    told = turns.sentences(text)
    sort = _sort(text, reading, facts) if known else "weight"
    where = bearings.where(reading)
    return Plight(
        sort=sort,
        turn=_turn(told, sort) if known else "",
        threat=bearings.threat(sort, " ".join(sentence for sentence in told if sorts.hits(sort, sentence))),
        where=where,
        ally="" if sort in _UNSAFE else bearings.ally(text, reading, told),
        lost=sorts.lost(text),
        thing=bearings.thing(reading, sort, where),
        read=known,
    )


def _sort(text: str, reading: Reading, facts: Mapping[str, Any]) -> str:
    felt = [str(name) for name in facts.get("emotions") or ()] or list(reading.emotions)
    first = felt[0] if felt else ""
    bad = facts.get("type") == "nightmare" or bool(facts.get("nightmare")) or reading.nightmare
    strained = bad or (reading.stress or 0) >= _STRAINED or first in _HARD
    return sorts.sort(text, reading, strained=strained, glad=first in _MILD and not bad)


def _turn(told: list[str], sort: str) -> str:
    if sort in ("harm", "self"):
        return ""
    if sort == "glad":
        return turns.end(told)
    words = sorts.words(sort)

    def where(sentence: str) -> int | None:
        match = words.search(sentence.replace("’", "'")) if words else None
        return None if match is None or (sort in sorts.OWN and not sorts.ME.search(sentence)) else match.start()

    return turns.turn(told, where)
