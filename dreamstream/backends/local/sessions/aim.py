"""Which dream a proposal is about: the one it shares words with, else the one being talked about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dreamstream.backends.local.sessions.known import Dream, stem

#: Telling words a sentence must share with a dream to be about it; one is enough if a dream is talked about.
_SHARED, _DREAMT = 2, 1
_TITLED = 2  #: A word of its title counts as so many.


class Aim:
    """The dreams a session may be about; the one whose words were said last stays in mind."""

    def __init__(self, dreams: Sequence[Dream]) -> None:
        self._dreams = dreams
        self._last = ""

    def at(self, words: Iterable[str], *, turn: int, dreamt: bool) -> str:
        """The id of the dream these words of a turn are about, "" for none."""
        here = [dream for dream in self._dreams if dream.since <= turn]
        if not here:
            return ""
        said = {stem(word) for word in words}
        # of equals the one in mind, then the first
        ranks = [(_shared(said, dream), dream.id == self._last, -at) for at, dream in enumerate(here)]
        shared, _, place = max(ranks)
        id = here[-place].id
        if shared >= (_DREAMT if dreamt else _SHARED):
            self._last = id
            return id
        return (self._last or here[0].id) if dreamt else ""


def _shared(said: set[str], dream: Dream) -> int:
    return sum(_TITLED if word in dream.title else 1 for word in said & dream.words)
