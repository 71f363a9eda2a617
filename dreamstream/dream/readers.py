"""Who reads sessions: the offline reader, or a backend that writes, where the local configuration names one."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

from dreamstream.backends import registry
from dreamstream.config import Config
from dreamstream.dream.backend import Gained, Reader, Wanted
from dreamstream.dream.checked import check


class LocalReader:
    """The offline reader: verbatim sentences, the same ones each time."""

    name = "local"
    version = "local-1"
    host = server = ""
    whole = True

    def read(self, wanted: Wanted) -> Gained:
        """Propose for every turn that says something."""
        from dreamstream.backends.local.sessions.propose import propose

        spoken = [place for place, turn in enumerate(wanted.turns) if turn.role != "machine"]
        turns = [wanted.turns[place] for place in spoken]
        candidates = [replace(dream, since=bisect_left(spoken, dream.since)) for dream in wanted.candidates]
        proposals, refused = check(propose(turns, candidates), wanted)
        return Gained(proposals=tuple(proposals), refused=refused, model=self.version)


def open(config: Config, wish: str | None = None) -> Reader:
    """Who reads sessions: the wish, else `backend.sessions`, else the offline reader; never who writes otherwise.

    Raises UsageError for a name that is none, BackendUnavailable, and NotConsented as `registry.reads` does.
    """
    name = registry.reads(config, wish=wish)
    if name == LocalReader.name:
        return LocalReader()
    from dreamstream.dream.text_reader import TextReader

    return TextReader(registry.open(name, config))
