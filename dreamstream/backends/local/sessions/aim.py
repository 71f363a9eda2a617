"""Which dream a proposal is about: the one it shares words with, else the one being talked about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dreamstream.backends.local.sessions import cues
from dreamstream.proposals import Candidate
from dreamstream.words import common

#: Telling words a sentence must share with a dream to be about it; one is enough if the dream is talked about.
_SHARED = 2


class Aim:
    """The dreams a session may be about; what was said last of one of them stays in mind.

    Their events are left out: those grow with every pass, and what a session is about must not.
    """

    def __init__(self, candidates: Sequence[Candidate]) -> None:
        self._ids = [dream.id for dream in candidates]
        self.told = [_telling(dream.text) for dream in candidates]  #: The telling words of each as it was told.
        self._known = [told | _telling(dream.title) for told, dream in zip(self.told, candidates, strict=True)]
        self._last = self._ids[0] if candidates else ""

    def at(self, words: Iterable[str], *, dreamt: bool) -> str:
        """The id of the dream these words are about, "" for none."""
        said = {word for word in words if common.telling(word) == 1}
        shared, first = max(((len(said & told), -place) for place, told in enumerate(self._known)), default=(0, 0))
        if shared >= (1 if dreamt else _SHARED):
            self._last = self._ids[-first]
            return self._last
        return self._last if dreamt else ""


def _telling(text: str) -> frozenset[str]:
    return frozenset(word for word in cues.words(text).lower if common.telling(word) == 1)
