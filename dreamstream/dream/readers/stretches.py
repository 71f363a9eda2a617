"""Cut a session into what a model reads at once: whole turns, so many characters, two turns before for context."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dreamstream.dream.readers.port import Stretch
from dreamstream.turns import Turn

#: Characters of one stretch, in a script of one byte each: a model reads more, but chooses worse, and a window of 8k
#: tokens must hold the rest of the prompt and the reply as well. Scripts of more bytes take as many more tokens.
BUDGET = 12_000
OVERLAP = 2  #: Turns before a stretch that are shown for context.
LABEL = 40  #: Characters a turn's number, time and speaker take, about.
#: Whose turns a model is shown: tools and systems tell no dreams, and the journal's own words never come back in.
SHOWN = ("user", "assistant", "")
#: Whose turns may be quoted.
QUOTED = ("user", "")


def cut(turns: Sequence[Turn], first: int, end: int, *, budget: int = BUDGET) -> Iterator[Stretch]:
    """The stretches from `first` to before `end`, in order; a turn longer than the budget is one alone."""
    size, begun = 0, first
    for place in range(first, end):
        cost = min(weight(turns[place].text), budget) + LABEL if turns[place].role in SHOWN else 0
        if size and size + cost > budget:
            yield Stretch(first=begun, end=place)
            size, begun = 0, place
        size += cost
    if begun < end:
        yield Stretch(first=begun, end=end)


def weight(text: str) -> int:
    """What a text takes of the budget."""
    return len(text) if text.isascii() else len(text.encode("utf-8", "replace"))


def own(turns: Sequence[Turn], stretch: Stretch) -> list[tuple[int, Turn]]:
    """The turns of a stretch that are shown, each with its number from 1."""
    places = range(stretch.first, stretch.end)
    return [(place + 1, turns[place]) for place in places if turns[place].role in SHOWN and turns[place].text.strip()]


def before(turns: Sequence[Turn], stretch: Stretch) -> list[tuple[int, Turn]]:
    """The turns that are shown for context."""
    found: list[tuple[int, Turn]] = []
    for place in range(stretch.first - 1, -1, -1):
        if len(found) == OVERLAP:
            break
        if turns[place].role in SHOWN and turns[place].text.strip():
            found.append((place + 1, turns[place]))
    return found[::-1]
