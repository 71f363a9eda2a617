"""The dreamer's word on suggestions: said once, taken back as it was, and never over a later one."""

from __future__ import annotations

from typing import Any

import pytest

from dreamstream.dream import review
from dreamstream.errors import NotFound, NotSaved
from dreamstream.index import acts, reviews
from dreamstream.journal import Journal
from dreamstream.log import writer


@pytest.fixture(autouse=True)
def _two(journal: Journal) -> None:
    journal.tell([("dream.logged", {"dream": "d-1", "text": "The sea."})])
    for event, text in (("e-1", "A boat."), ("e-2", "A red boat.")):
        said = {"event": event, "target": "d-1", "type": "recall", "text": text, "status": "suggested"}
        journal.tell([("event.added", {**said, "source": "dream", "author": "agent"})])


def now(journal: Journal, event: str) -> tuple[str, str]:
    row = reviews.resolve(journal.db, event)
    return row["status"], row["text"]


def test_one_act(journal: Journal) -> None:
    """Several answers have one time, and what was said already has none."""
    review.answer(journal, ["e-1"], review.REJECTED)
    both = review.answer(journal, ["e-1", "e-2", "e-1"], review.REJECTED)

    assert [(one.id, one.changed) for one in both] == [("e-1", False), ("e-2", True)]
    assert now(journal, "e-2") == ("rejected", "A red boat.")


def test_taken_back(journal: Journal) -> None:
    """Status and words are what they were, and `undo` goes on with the act before."""
    review.answer(journal, ["e-1"], review.ACCEPTED)
    said = review.answer(journal, ["e-2"], review.ACCEPTED, "A blue boat.")[0]
    assert now(journal, "e-2") == ("confirmed", "A blue boat.")
    assert review.take_back(journal, said)
    assert now(journal, "e-2") == ("suggested", "A red boat.")

    last = acts.last(journal.db, host=journal.host)
    assert last
    assert [data["event"] for _, data in acts.opposite(journal.db, last)] == ["e-1"]


def test_a_later_word_stands(journal: Journal) -> None:
    """What was answered anew meanwhile is not taken back, nor is what changed nothing."""
    said = review.answer(journal, ["e-1"], review.ACCEPTED)[0]
    again = review.answer(journal, ["e-1"], review.ACCEPTED)[0]
    assert not review.take_back(journal, again)
    review.answer(journal, ["e-1"], review.REJECTED)
    assert not review.take_back(journal, said)
    assert now(journal, "e-1") == ("rejected", "A boat.")


def test_all_or_nothing(journal: Journal, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name nobody has stops all; a disk that refuses hands the words back."""
    with pytest.raises(NotFound):
        review.answer(journal, ["e-1", "e-3"], review.ACCEPTED)
    assert now(journal, "e-1")[0] == "suggested"

    def refuse(*_: Any, **__: Any) -> None:
        raise NotSaved("The disk is full.")

    monkeypatch.setattr(writer, "append", refuse)
    with pytest.raises(NotSaved) as caught:
        review.answer(journal, ["e-1"], review.ACCEPTED, "A blue boat.")
    assert caught.value.words == "A blue boat."
