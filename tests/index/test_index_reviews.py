"""Which suggestions wait, in which order, where each belongs and what it resembles."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from dreamstream.errors import Ambiguous, NotFound
from dreamstream.index import reviews
from dreamstream.journal import Journal

Suggest = Callable[..., None]


@pytest.fixture
def suggest(journal: Journal) -> Suggest:
    """A pass suggested this, in a session."""
    journal.tell([("dream.logged", {"dream": "d-1", "text": "The sea. And more.", "night": "2026-11-20"})])

    def call(event: str, session: str, *, at: str | None = None, score: Any = None, **more: Any) -> None:
        meta = {"run": "r-1", "session": session, "score": score, **more}
        said = {"event": event, "target": "d-1", "type": "recall", "text": f"About {event}.", "status": "suggested"}
        journal.tell([("event.added", {**said, "source": "dream", "author": "agent", "at": at, "meta": meta})])

    return call


def waiting(journal: Journal) -> list[str]:
    journal.refresh()
    found = reviews.waiting(journal.db)
    assert reviews.count(journal.db) == len(found)
    return [row["id"] for row in found]


def test_order(journal: Journal, suggest: Suggest) -> None:
    """By when the talk began, as a time and not as letters; in it by score, then as they came; answers change none."""
    suggest("e-1", "s-late", at="2026-11-03T07:00:00+01:00", score=0.9)
    suggest("e-2", "s-early", at="2026-11-03T06:30:00+01:00", score=0.2)
    suggest("e-3", "s-late", at="2026-11-03T04:00:00-03:00", score="odd")
    suggest("e-4", "s-early", at="2026-11-04", score=0.7)
    suggest("e-5", "s-early", at=None, score=0.7)
    suggest("e-6", "s-none", at=None)
    assert waiting(journal) == ["e-6", "e-4", "e-5", "e-2", "e-1", "e-3"]

    journal.tell([("session.added", {"session": "s-none", "name": "a.txt", "format": "text", "file": "a.txt"})])
    assert waiting(journal) == ["e-4", "e-5", "e-2", "e-1", "e-3", "e-6"]
    journal.tell([("event.reviewed", {"event": "e-2", "status": "rejected"})])
    assert waiting(journal) == ["e-4", "e-5", "e-1", "e-3", "e-6"]


def test_what_a_pass_took_back_is_gone(journal: Journal, suggest: Suggest) -> None:
    """It neither waits nor is found, until it is brought back."""
    suggest("e-1", "s-1")
    journal.tell([("pass.undone", {"run": "r-1"})])
    assert waiting(journal) == []
    with pytest.raises(NotFound):
        reviews.resolve(journal.db, "e-1")
    journal.tell([("pass.undone", {"run": "r-1", "back": True})])
    assert waiting(journal) == ["e-1"]


def test_resolve(journal: Journal, suggest: Suggest) -> None:
    """A whole id comes before one it begins, a prefix must be the only one, and nothing is nobody."""
    for event in ("e-ab", "e-abc", "e-b"):
        suggest(event, "s-1")
    assert [reviews.resolve(journal.db, name)["id"] for name in ("e-ab", " e-abc\n", "e-b")] == ["e-ab", "e-abc", "e-b"]
    with pytest.raises(Ambiguous) as caught:
        reviews.resolve(journal.db, "e-a")
    assert "e-ab, e-abc" in caught.value.hint
    for name in ("", "e-c", "d-1"):
        with pytest.raises(NotFound):
            reviews.resolve(journal.db, name)


@pytest.mark.parametrize(
    ("ids", "likeness", "found"),
    [
        (["e-1", "e-1x"], [0.5, 0.4], [("e-1", 0.5)]),
        (["e-1x", "e-1"], [0.5, 0.4], [("e-1", 0.4)]),
        (["e-1"], None, [("e-1", 0.0)]),
        (["e-1"], ["much", 1], [("e-1", 0.0)]),
        ("e-1", 1, []),
        (None, None, []),
        ([7, None, [], {}], [0.1], []),
    ],
    ids=str,
)
def test_links(journal: Journal, suggest: Suggest, ids: Any, likeness: Any, found: list[Any]) -> None:
    """Each with how like it is; what is not here, or another program wrote otherwise, is left out."""
    suggest("e-1", "s-1")
    suggest("e-2", "s-1", similar_to=ids, likeness=likeness)
    (row,) = reviews.placed(journal.db, [reviews.resolve(journal.db, "e-2")])

    assert [(like["id"], like["score"]) for like in row["resembles"]] == found
    assert row["dream"] == {"id": "d-1", "title": "The sea", "night": "2026-11-20"}
    assert row["session"] == {"id": "s-1", "name": ""}
