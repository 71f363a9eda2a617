"""Which language a talk is in, turn by turn: what a word means is looked up in that one's lists."""

from __future__ import annotations

from collections.abc import Sequence

from dreamstream.backends.local import language
from dreamstream.backends.local.sessions import cues

_SURE, _BEFORE = 8, 40  #: Words that show a language; of a shorter turn, with so many of those before it.


class Tongue:
    """A listener: it is told the words of each turn."""

    def __init__(self) -> None:
        self._now = "en"
        self._said: list[str] = []

    def hears(self, lower: Sequence[str]) -> None:
        """A turn in these words."""
        self._said = [*self._said, *lower][-_BEFORE:]
        words = lower if len(lower) >= _SURE else self._said
        if len(words) >= _SURE and (heard := language.language(words)) != language.UNKNOWN:
            self._now = heard

    @property
    def book(self) -> str:
        """The language whose lists are read."""
        return self._now if self._now in cues.LANGUAGES else "en"

    @property
    def foreign(self) -> bool:
        """Whether there are no lists for it: little is proposed of what is not understood."""
        return self._now not in cues.LANGUAGES
