"""Talks about dreams with what should be remembered of them, written for these tests: format and figures.

A file of `talks/` is one talk:

    # What it is.
    dream A: A title
    | The dream's words as the journal has them.
    user: What is said in one turn; "-" is a dictation's only voice.
      + recall, person > A: words a proposal must hold, with the types and the targets it may have, "-" for the talk
      ~ words that may be proposed, or not
      x words that must not be

The talks fall into two halves by a digest of their names. The rules were tuned on the half "seen" only.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from dreamstream.backends.local.sessions.choice import best
from dreamstream.backends.local.sessions.propose import propose
from dreamstream.proposals import TYPES, Candidate, Proposal
from dreamstream.turns import Turn

TALKS = Path(__file__).parent / "talks"
_ROLES = ("user", "assistant")


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """What is true of some words of a turn."""

    turn: str
    words: str
    kind: str  #: "+", "~" or "x".
    types: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()

    def holds(self, proposal: Proposal) -> bool:
        return self.turn in proposal.turns and self.words in proposal.text


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """A talk and its labels."""

    name: str
    turns: tuple[Turn, ...]
    dreams: tuple[Candidate, ...]
    labels: tuple[Label, ...]

    @property
    def half(self) -> str:
        return ("seen", "unseen")[sha256(self.name.encode()).digest()[0] & 1]

    @property
    def shown(self) -> list[Proposal]:
        """What a dreamer would be asked about."""
        return best(propose(self.turns, self.dreams))


@dataclass(slots=True, kw_only=True)
class Figures:
    """What was shown against what should be, over some talks."""

    gold: int = 0
    found: int = 0
    shown: int = 0
    good: int = 0
    neutral: int = 0
    typed: int = 0
    aimed: int = 0
    never: int = 0
    proposed: int = 0  #: Of those that must never be.
    machine: int = 0  #: Proposals of an assistant's words.

    @property
    def recall(self) -> float:
        return self.found / self.gold

    @property
    def precision(self) -> float:
        """What may be proposed or not counts neither way."""
        return self.good / (self.shown - self.neutral)

    @property
    def types(self) -> float:
        return self.typed / self.found

    @property
    def targets(self) -> float:
        return self.aimed / self.found

    @property
    def nevers(self) -> float:
        return self.proposed / self.never


def load(path: Path) -> Talk:
    """One file as a talk."""
    turns: list[Turn] = []
    dreams: list[Candidate] = []
    labels: list[Label] = []
    for line in path.read_text("utf-8").splitlines():
        if line.startswith("dream "):
            id, _, title = line.removeprefix("dream ").partition(": ")
            dreams.append(Candidate(id=id, title=title))
        elif line.startswith("| "):
            dreams[-1] = Candidate(id=dreams[-1].id, title=dreams[-1].title, text=line[2:])
        elif line.startswith("  "):
            labels.append(_label(turns[-1], line[2], line[4:]))
        elif line and not line.startswith("# "):
            who, _, text = line.partition(": ")
            named = "" if who in (*_ROLES, "-") else who
            turns.append(Turn(id=str(len(turns) + 1), text=text, role=who if who in _ROLES else "", speaker=named))
    return Talk(name=path.stem, turns=tuple(turns), dreams=tuple(dreams), labels=tuple(labels))


def every() -> list[Talk]:
    """The talks both halves are made of; those in other languages than English stand in folders beside them."""
    return [load(path) for path in sorted(TALKS.glob("*.txt"))]


def measure(talks: Iterable[Talk]) -> Figures:
    """The figures over all these talks together."""
    figures = Figures()
    for talk in talks:
        _count(figures, talk, talk.shown)
    return figures


def _count(figures: Figures, talk: Talk, shown: Sequence[Proposal]) -> None:
    machine = {turn.id for turn in talk.turns if turn.role == "assistant"}
    gold = [label for label in talk.labels if label.kind == "+"]
    never = [label for label in talk.labels if label.kind == "x"]
    figures.gold += len(gold)
    figures.never += len(never)
    figures.shown += len(shown)
    for label in gold:
        if hits := [proposal for proposal in shown if label.holds(proposal)]:
            figures.found += 1
            figures.typed += any(hit.type in label.types for hit in hits)
            figures.aimed += any((hit.target or "-") in label.targets for hit in hits)
    for proposal in shown:
        good = any(label.holds(proposal) for label in gold)
        figures.good += good
        figures.neutral += not good and any(label.kind == "~" and label.holds(proposal) for label in talk.labels)
        figures.machine += proposal.turns[0] in machine
    figures.proposed += sum(any(label.holds(proposal) for proposal in shown) for label in never)


def _label(turn: Turn, kind: str, told: str) -> Label:
    """Raises ValueError for what cannot be true of this turn."""
    types = targets = ""
    words = told
    if kind == "+":
        head, _, words = told.partition(": ")
        types, _, targets = head.partition(" > ")
    label = Label(turn=turn.id, words=words, kind=kind, types=_list(types), targets=_list(targets))
    if kind not in "+~x" or words not in turn.text or not set(label.types) <= set(TYPES):
        raise ValueError(f"a label that does not fit turn {turn.id}")
    return label


def _list(told: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in told.split(",") if part.strip())
