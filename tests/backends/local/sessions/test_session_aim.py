"""Which of several dreams is meant."""

from __future__ import annotations

from dreamstream.backends.local.sessions.propose import propose
from dreamstream.proposals import Candidate
from dreamstream.turns import Turn

BEES = Candidate(id="d-1", title="The beekeeper's letter", text="A beekeeper gave me a letter that hummed.")
ICE = Candidate(id="d-2", title="Ice in the office", text="My office had frozen over and we skated to the copier.")


def targets(*texts: str, role: str = "user", candidates: tuple[Candidate, ...] = (BEES, ICE)) -> list[str]:
    """The dream of what is proposed of each turn, typed or said by somebody."""
    turns = [Turn(id=str(n), role=role, speaker="" if role else "Ida", text=text) for n, text in enumerate(texts)]
    found = {proposal.turns[0]: proposal.target for proposal in propose(turns, candidates)}
    return [found[str(n)] for n in range(len(texts))]


def test_the_one_that_is_named() -> None:
    """A dream whose title is said is meant, and it stays in mind until another is."""
    assert targets(
        "Two dreams, first the one with the beekeeper.",
        "He had no shadow at all.",
        "In the office dream the copier was a seal.",
        "It barked at my boss.",
        "And the letter of the beekeeper had no stamp.",
    ) == ["d-1", "d-1", "d-2", "d-2", "d-1"]


def test_the_only_one() -> None:
    """Of a single dream of that night is what is said of a dream, also what links it to the day."""
    told = ("Can I tell you about a dream?", "There was a swing in the hall.", "We bought a swing on Saturday.")

    assert targets(*told, candidates=(ICE,)) == ["d-2"] * 3


def test_what_turns_to_something_else() -> None:
    """An aside is the session's own, and so is a talk of the day."""
    assert targets("I dreamed of a letter that hummed.", "By the way, we sold the boat in March.")[1] == ""
    assert targets("We sold the boat in March.", "My cousin bought it.", role="") == ["", ""]


def test_what_is_typed_to_the_journal_alone() -> None:
    """Where nobody answers but the journal, whose words are left out, the talk is of its dream."""
    assert targets("make it darker", "It was my cousin who rowed.", candidates=(ICE,))[1] == "d-2"


def test_nothing_belongs_to_a_dream_there_was_not_yet() -> None:
    """A dream that became one later is no target of what was said before."""
    late = Candidate(id="d-3", title=BEES.title, text=BEES.text, since=1)

    assert targets("I dreamed of a beekeeper with a letter.", "The letter was cold.", candidates=(late,)) == ["", "d-3"]
