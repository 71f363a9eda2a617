"""Rows and watermark are one transaction: a death at any statement between them costs nothing and doubles nothing."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from dreamstream.index.open import Index
from dreamstream.journal import Journal
from dreamstream.paths import Places

from .rows import contents, difference, fresh


class _Dies(sqlite3.Connection):
    """A connection that dies when so many more statements have run."""

    left = 0

    def execute(self, *said: Any) -> sqlite3.Cursor:  # type: ignore[override]
        return self._counted(super().execute, *said)

    def executemany(self, *said: Any) -> sqlite3.Cursor:  # type: ignore[override]
        return self._counted(super().executemany, *said)

    def _counted(self, run: Callable[..., sqlite3.Cursor], *said: Any) -> sqlite3.Cursor:
        _Dies.left -= 1
        if _Dies.left == 0:
            raise KeyboardInterrupt
        return run(*said)


def _tell(journal: Journal, text: str) -> None:
    dream = f"d-{text}"
    journal.tell(
        [
            ("dream.logged", {"dream": dream, "text": text, "tags": ["a"]}),
            ("dream.edited", {"dream": dream, "text": f"{text} again"}),
            ("job.asked", {"job": f"j-{text}", "dream": dream, "kind": "image"}),
        ]
    )


def test_a_death_at_any_statement_of_catching_up(ours: Places, journal: Journal) -> None:
    """The next reading gives what a rebuild gives, with each record folded once."""
    _tell(journal, "one")
    Index(ours).close()
    statements, _Dies.left = 0, 0
    while _Dies.left <= 0:  # until a catch-up ends before its time has come
        statements += 1
        _tell(journal, f"n{statements}")
        index = Index.__new__(Index)
        index.places, index.path, index.warnings = ours, journal.index_path, []
        index.db = _Dies(journal.index_path, timeout=30, isolation_level=None)
        _Dies.left = statements
        with suppress(KeyboardInterrupt):
            index.catch_up()
        index.close()
        after = Index(ours)
        after.catch_up()
        assert difference(contents(after.db), fresh(ours)) == {}, f"statement {statements}"
        after.close()

    assert statements > 20
