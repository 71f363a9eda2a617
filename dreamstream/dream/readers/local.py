"""The offline reader of sessions behind the port: verbatim sentences, the same ones each time."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

from dreamstream.dream.readers.checked import check
from dreamstream.dream.readers.port import Gained, Wanted


class LocalReader:
    """The offline reader."""

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
