"""A glance at every file that may hold sessions: those that are as they were are passed over, and not opened.

It comes before each pass and each look ahead, so it imports little and makes little.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from dreamstream.config import Config
from dreamstream.dream import sources
from dreamstream.dream.sources import Found
from dreamstream.dream.stamps import Stamps, split
from dreamstream.index import sessions
from dreamstream.journal import Journal

Row = dict[str, Any]


class Glance:
    """`opened` are the files to be opened, `skipped` the sessions of the others, each with its reason."""

    def __init__(self, journal: Journal, config: Config) -> None:
        self.opened: list[Found] = []
        self.skipped: list[Row] = []
        self.stamps = Stamps(journal.places)
        self._paths: list[str] = []
        self._held = self.stamps.rows()
        self._settled = sessions.settled(journal.db)
        with _no_collector():
            for found in sources.files(config, sessions.files(journal.db), self._passes):
                if isinstance(found, Found):
                    self.opened.append(found)
                else:
                    self._leave(*found)

    def remember(self) -> None:
        """Write the stamps down, but those of files that are gone."""
        self.stamps.only(set(self._paths))
        self.stamps.keep()

    def _passes(self, path: str, name: str, stamp: str) -> bool:
        """Whether a file is as it was and nothing of it waits."""
        self._paths.append(path)
        before, ids, why = split(self._held.get(path, "  "))
        if before != stamp:
            return False
        settled = self._settled
        for id in ids:
            if id not in settled:
                return False
        for id in ids:
            self.skipped.append({"what": "session", "id": id, "name": name, "why": settled[id]})
        if not ids:
            self._leave(name, why)
        return True

    def _leave(self, name: str, why: str) -> None:
        self.skipped.append({"what": "session", "id": "", "name": name, "why": why})


@contextmanager
def _no_collector() -> Iterator[None]:
    """Ten thousand rows are no garbage, and looking through them for some takes as long as making them."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
