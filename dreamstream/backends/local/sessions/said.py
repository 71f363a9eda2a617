"""A sentence of a talk about a dream, with all that the rules look at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dreamstream.backends.local.sessions.grammar import Grammar
from dreamstream.backends.local.sessions.known import Dream


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What is said, how, and what was said before."""

    text: str
    lower: tuple[str, ...]
    cues: Mapping[str, int]
    does: frozenset[str]  #: What the cues say it does.
    grammar: Grammar
    sets: Mapping[str, frozenset[str]]  #: The small words of its language.
    weights: Mapping[str, float]  #: And those that tell less than 1.
    dreams: Sequence[Dream]  #: What it may be about.
    heard: set[str]  #: Words the talk had before.
    names: set[str]  #: Of who speaks.
    past: bool  #: The dream is told as something that was.
    opening: bool  #: Nothing new was told of it so far.
    answers: bool  #: A question was asked just before.
    quotes: bool  #: Somebody's words stand in it.
    listener: bool  #: The dream is another's than the speaker's.
    teller: bool  #: It is known to be the speaker's.
    typed: bool  #: It is said to a machine.

    def has(self, *cues: str) -> bool:
        """Whether one of these cues is in it."""
        return not self.does.isdisjoint(cues)

    def holds(self, name: str) -> bool:
        """Whether one of the small words of this list is in it."""
        return not self.sets[f"small.{name}"].isdisjoint(self.lower)
