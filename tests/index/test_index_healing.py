"""How the rehearsals of a dream went, from the log."""

from __future__ import annotations

from typing import Any

import pytest

from dreamstream.index import dreams, healing
from dreamstream.journal import Journal

Row = dict[str, Any]


def rehearse(journal: Journal, target: str, event: str, **more: Any) -> None:
    with journal.act() as act:
        data = {"event": event, "target": target, "type": "rehearsal", "text": "x", **more}
        act.add("event.added", **data)


@pytest.fixture
def told(journal: Journal) -> str:
    journal.tell([("dream.logged", {"dream": "d-0000000001", "text": "a bear", "source": "cli"})])
    return "d-0000000001"


def test_only_whole_numbers_from_nought_to_ten(journal: Journal, told: str) -> None:
    """Statements without both numbers, with others, or rejected ones are no rehearsals."""
    n, _ = dreams.resolve(journal.db, told)
    assert healing.rehearsals(journal.db, n) == []
    metas: list[Row] = [
        {"before": 8, "after": 5}, {}, {"before": 8}, {"before": 11, "after": 0}, {"before": True, "after": 0},
        {"before": "8", "after": 5}, {"before": 7.5, "after": 5}, {"before": 0, "after": 10},
    ]  # fmt: skip
    for i, meta in enumerate(metas):
        rehearse(journal, told, f"e-000000000{i}", meta=meta)
    rehearse(journal, told, "e-0000000009", meta={"before": 1, "after": 1}, status="rejected")
    found = healing.rehearsals(journal.db, n)

    assert [(row["before"], row["after"]) for row in found] == [(8, 5), (0, 10)]


def test_trend() -> None:
    """First and last are the distress before; nothing yet has no numbers."""
    rows = [{"at": "", "before": before, "after": 3} for before in (8, 9, 5)]

    assert healing.trend(rows) == {"rehearsals": 3, "first": 8, "last": 5, "change": -3}
    assert healing.trend([]) == {"rehearsals": 0, "first": None, "last": None, "change": None}


def test_nothing_is_done_yet(journal: Journal, told: str) -> None:
    """A dream without a healing has none."""
    n, _ = dreams.resolve(journal.db, told)

    assert healing.done(journal.db, n) is None
