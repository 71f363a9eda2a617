"""The offline reader of sessions on talks about dreams, labelled by hand: what a dreamer is shown.

A hundred labels are few: a figure may move by .05 for a single rule, so the floors stand below what was measured.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from gold import TALKS, Figures, Talk, every, load, measure

HALVES = ("seen", "unseen")


@pytest.fixture(scope="module")
def talks() -> list[Talk]:
    return every()


@pytest.fixture(scope="module")
def figures(talks: list[Talk]) -> dict[str, Figures]:
    return {half: measure(talk for talk in talks if talk.half == half) for half in HALVES}


def test_there_are_talks_of_many_kinds(talks: list[Talk]) -> None:
    """Enough to measure on, in two halves of some size; of dreams the journal holds, and of others, and of none."""
    assert len(talks) >= 40
    for half in HALVES:
        assert sum(talk.half == half for talk in talks) >= 20
    assert sum(bool(talk.dreams) for talk in talks) >= 20
    assert sum(not talk.dreams for talk in talks) >= 20
    assert sum(not any(label.kind == "+" for label in talk.labels) for talk in talks) >= 5


@pytest.mark.parametrize("half", HALVES)
@pytest.mark.parametrize(
    ("figure", "floor"), [("recall", 0.80), ("precision", 0.90), ("types", 0.88), ("targets", 0.95)]
)
def test_what_is_shown_is_what_matters(figures: dict[str, Figures], half: str, figure: str, floor: float) -> None:
    """Of at most five proposals a talk: most of what matters, little else, of its type and its dream."""
    assert getattr(figures[half], figure) >= floor


@pytest.mark.parametrize("half", HALVES)
def test_what_is_no_memory_is_not_shown(figures: dict[str, Figures], half: str) -> None:
    """Greetings, orders, announcements and what the journal holds are hardly ever proposed; a machine's words never."""
    assert figures[half].nevers <= 0.04
    assert figures[half].machine == 0


@pytest.mark.parametrize("path", sorted((TALKS / "de").glob("*.txt")), ids=lambda path: path.stem)
def test_german_is_understood(path: Path) -> None:
    """A dream told in German is remembered further, put right and drawn on; nothing is made of small talk."""
    figures = measure([load(path)])

    assert figures.found == figures.typed == figures.aimed == figures.gold
    assert figures.good == figures.shown
    assert figures.proposed == figures.machine == 0


def test_a_label_must_fit_its_turn(tmp_path: Path) -> None:
    """Words that were not said, or a type there is none of, are a mistake of the labels."""
    for label in ("  x Goodbye", "  + memory > -: Hello"):
        (tmp_path / "talk.txt").write_text(f"user: Hello\n{label}\n", "utf-8")
        with pytest.raises(ValueError, match="turn 1"):
            load(tmp_path / "talk.txt")
