"""What of a batch of proposals is recorded already, and what only resembles it.

Dropped is only what was taken from the same place as the same type, or says the same in other clothes; all else is
kept, and linked to what it resembles.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dreamstream.dream import content
from dreamstream.dream.alike import Index


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where an event was taken from."""

    session: str
    turn: str
    span: tuple[int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An event of a target, recorded or proposed."""

    key: str  #: Whatever the caller knows it by.
    type: str
    text: str
    source: Source | None = None  #: None where a person wrote it.


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What is to become of a proposal."""

    key: str
    repeats: str  #: The key of the event it says again: drop it; "" keeps it.
    why: str  #: "source" or "words" where it repeats, else "".
    links: tuple[tuple[str, float], ...]  #: Keys of what it resembles, with the likeness from 0 to 1, best first.


def judge(known: Sequence[Told], batch: Sequence[Told], beside: Sequence[Told] = ()) -> list[Verdict]:
    """A verdict on each of the batch, in its order, against all events of its target and the batch before it.

    `beside` are events of other targets: what resembles one of them is linked to it, and nothing repeats them.
    """
    said = [content.words(event.text) for event in known]
    new = [content.words(event.text) for event in batch]
    near = [content.words(event.text) for event in beside]
    index = Index([*said, *new, *near])
    for event, words in zip(beside, near, strict=True):
        index.add(event.key, index.vector(words))
    places: dict[tuple[str, Source], str] = {}
    keys: dict[tuple[str, ...], str] = {}

    def note(event: Told, words: list[str]) -> None:
        if event.source is not None:
            places.setdefault((event.type, event.source), event.key)
        keys.setdefault(content.key(event.text, words), event.key)

    for event, words in zip(known, said, strict=True):
        note(event, words)
        index.add(event.key, index.vector(words))
    verdicts: list[Verdict] = []
    for event, words in zip(batch, new, strict=True):
        place = places.get((event.type, event.source)) if event.source is not None else None
        same = keys.get(content.key(event.text, words))
        repeats, why = (place, "source") if place is not None else (same or "", "words" if same is not None else "")
        vector = index.vector(words)
        verdicts.append(Verdict(key=event.key, repeats=repeats, why=why, links=index.of(vector)))
        if not why:
            note(event, words)
            index.add(event.key, vector)
    return verdicts
