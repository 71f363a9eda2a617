"""Which files hold nothing that waits: this machine's memory of stamps, so that no file is opened for nothing.

Only a memory: without it each file is opened once more, and found to be as it was read.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import dataclass

from dreamstream.paths import Places, make

#: By path "stamp ids why", the ids joined by commas: ten thousand strings are read twice as fast as lists.
_FORMAT = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What was in a file of this stamp: sessions by id, or none and why."""

    stamp: str
    sessions: tuple[str, ...]
    why: str = ""


class Stamps:
    """By path; `keep` writes them down where something changed."""

    def __init__(self, places: Places) -> None:
        self._path = places.in_state("sessions.json")
        self._held = _read(self._path)
        self._before = dict(self._held)

    def of(self, path: str, stamp: str) -> Held | None:
        """What is held of this file, if it is the same still."""
        before, ids, why = split(self._held.get(path, "  "))
        return Held(stamp=stamp, sessions=tuple(ids), why=why) if before == stamp else None

    def rows(self) -> dict[str, str]:
        """What is held by path, for `split`; not to be changed."""
        return self._held

    def where(self, session: str) -> str | None:
        """A file in which this session was."""
        return next((path for path, row in self._held.items() if session in split(row)[1]), None)

    def note(self, path: str, held: Held) -> None:
        """Remember it."""
        self._held[path] = f"{held.stamp} {','.join(held.sessions)} {held.why}"

    def forget(self, path: str) -> None:
        """It is to be opened again."""
        self._held.pop(path, None)

    def only(self, paths: set[str]) -> None:
        """Files that are gone are remembered no more."""
        for path in self._held.keys() - paths:
            del self._held[path]

    def keep(self) -> None:
        """Write them down, whole or not at all."""
        if self._held == self._before:
            return
        with suppress(OSError):
            make(os.path.dirname(self._path))
            draft = f"{self._path}.{os.getpid()}"
            with open(draft, "w", encoding="utf-8", errors="surrogateescape") as file:
                json.dump({"format": _FORMAT, "files": self._held}, file)
            os.replace(draft, self._path)
            self._before = dict(self._held)


def split(row: str) -> tuple[str, list[str], str]:
    """Stamp, sessions, and why there are none."""
    stamp, ids, why = row.split(" ", 2)
    return stamp, ids.split(",") if ids else [], why


def _read(path: str) -> dict[str, str]:
    try:
        with open(path, encoding="utf-8") as file:
            held = json.load(file)
        files = held["files"] if held["format"] == _FORMAT else {}
        return {path: row for path, row in files.items() if type(row) is str and row.count(" ") > 1}
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return {}
