"""Which files hold nothing that waits: this machine's memory of stamps, so that no file is opened for nothing.

Only a memory: without it each file is opened once more, and found to be as it was read.
"""

from __future__ import annotations

import json
import os
from collections.abc import Container
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from dreamstream.paths import Places, make

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
        held = self._held.get(path)
        return None if held is None or held[0] != stamp else Held(stamp=stamp, sessions=tuple(held[1]), why=held[2])

    def quiet(self, path: str, stamp: str, settled: Container[str]) -> list[str] | None:
        """The sessions of this file, if it is the same still and all of them are settled; None where one waits."""
        held = self._held.get(path)
        if held is None or held[0] != stamp:
            return None
        ids: list[str] = held[1]
        for id in ids:
            if id not in settled:
                return None
        return ids

    def why(self, path: str) -> str:
        """Why nothing is in this file."""
        return str(self._held[path][2])

    def where(self, session: str) -> str | None:
        """A file in which this session was."""
        return next((path for path, row in self._held.items() if session in row[1]), None)

    def note(self, path: str, held: Held) -> None:
        """Remember it."""
        self._held[path] = [held.stamp, list(held.sessions), held.why]

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


def _read(path: str) -> dict[str, list[Any]]:
    try:
        with open(path, encoding="utf-8") as file:
            held = json.load(file)
        files = held["files"] if held["format"] == _FORMAT else {}
        return {p: row for p, row in files.items() if _fits(row)}
    except (OSError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return {}


def _fits(row: object) -> bool:
    return isinstance(row, list) and len(row) == 3 and isinstance(row[1], list)
