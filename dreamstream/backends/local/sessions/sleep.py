"""Whether the talk is of a dream or of the day; what was said before decides, never what comes after."""

from __future__ import annotations

from collections.abc import Mapping

from dreamstream.turns import Turn

#: Turns after the last word about a dream that are still about it.
_LINGERS = 16


class Sleep:
    """A listener: it is told each turn, then asked about its sentences."""

    def __init__(self) -> None:
        self._number = 0
        self._until = -1
        self._alone = True

    def listens(self, number: int, turn: Turn) -> None:
        """A turn begins. As long as nobody is named it is a dictation, and dreams are what is dictated here."""
        self._number = number
        self._alone = self._alone and not turn.role and not turn.speaker

    def hears(self, cues: Mapping[str, int]) -> bool:
        """Whether a sentence with these cues is about a dream."""
        if "dreaming.open" in cues:
            self._until = self._number + _LINGERS
            return True
        if "dreaming.shut" in cues:
            return False
        return self._number <= self._until or self._alone
