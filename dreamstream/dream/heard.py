"""One session with what a reader made of it: what was read, what was missed, and what is left of a failure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from dreamstream.backends.meter import Meter
from dreamstream.dream import known
from dreamstream.dream.inbox import Item
from dreamstream.dream.known import Standing
from dreamstream.dream.readers import secrets
from dreamstream.dream.readers.port import Gained, Missed, Stretch, Wanted
from dreamstream.index import sessions
from dreamstream.index.sessions import Known
from dreamstream.proposals import Candidate
from dreamstream.turns import Session

if TYPE_CHECKING:
    import sqlite3

Row = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A session on its way to a reader."""

    item: Item
    session: Session
    masked: Session
    dreams: dict[str, int]
    wanted: Wanted
    meter: Meter

    @classmethod
    def about(cls, item: Item, session: Session, dreams: list[tuple[int, Candidate]], meter: Meter) -> Asked:
        """The wish for one session: what is new of it, without the secrets that were said."""
        covered = masked(session)
        wanted = Wanted(
            turns=covered.turns,
            at=session.at,
            candidates=[dream for _, dream in dreams],
            start=item.standing.start,
            again=item.standing.again,
        )
        numbers = {dream.id: n for n, dream in dreams}
        return cls(item=item, session=session, masked=covered, dreams=numbers, wanted=wanted, meter=meter)

    def late(self) -> Gained:
        """What stands in for an answer that did not come in time: all of it was missed."""
        before = [gap.attempts for gap in self.wanted.again]
        stretches = [gap.stretch for gap in self.wanted.again]
        if self.wanted.start < len(self.wanted.turns):
            stretches.append(Stretch(first=self.wanted.start, end=len(self.wanted.turns)))
        attempts = max(before, default=0) + 1
        why = "it took longer than its limit"
        return Gained(
            proposals=(), missed=tuple(Missed(stretch=s, why=why, attempts=attempts, passing=True) for s in stretches)
        )

    def heard(self, gained: Gained) -> Heard:
        """The same, with what came back."""
        return Heard(
            item=self.item,
            session=self.session,
            masked=self.masked,
            gained=gained,
            dreams=self.dreams,
            spent=self.meter.as_json(),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """A session with what a reader made of it."""

    item: Item
    session: Session
    masked: Session  #: The same without secrets: what was read, and what is quoted.
    gained: Gained
    dreams: dict[str, int]  #: The candidates: their ids and numbers.
    spent: Row

    @property
    def standing(self) -> Standing:
        """How the session stood when it was looked at."""
        return self.item.standing

    @property
    def read_some(self) -> bool:
        """Whether anything of what was due was read."""
        due = len(self.session.turns) - self.standing.start + _length(self.standing.again)
        return bool(self.gained.proposals) or _length(self.gained.missed) < due

    @property
    def only_weather(self) -> bool:
        """Whether it failed as the last times, for a reason of the server's: the log knows, and grows no more."""
        missed = self.gained.missed
        known_already = all(gap.passing and gap.attempts > known.ATTEMPTS for gap in missed)
        return bool(missed) and known_already and not self.read_some

    def gaps(self, row: Known | None) -> list[Row]:
        """What of the session could not be read, for the record: what failed now, and what was given up before."""
        tried = {(gap.stretch.first, gap.stretch.end) for gap in self.standing.again}
        before = row.missed if row is not None and self.standing.start else ()
        given_up = [gap for gap in before if (gap["first"], gap["end"]) not in tried]
        return given_up + [_told(gap) for gap in self.gained.missed]

    def still_there(self, db: sqlite3.Connection) -> Gained:
        """What was proposed for a dream that went meanwhile is the session's."""
        there = sessions.alive(db, self.dreams)
        proposals = tuple(
            proposal if not proposal.target or proposal.target in there else replace(proposal, target="")
            for proposal in self.gained.proposals
        )
        return replace(self.gained, proposals=proposals)

    def machine(self, db: sqlite3.Connection) -> list[str]:
        """What this journal wrote of its dreams, spelt as it is compared."""
        words = sessions.machine_words(db, self.dreams.values())
        return [" ".join(word.split()).casefold() for word in words]


def masked(session: Session) -> Session:
    """The session without the secrets somebody said in it; every word keeps its place."""
    turns = tuple(
        turn if (covered := secrets.mask(turn.text)) == turn.text else replace(turn, text=covered)
        for turn in session.turns
    )
    return replace(session, turns=turns)


def _length(gaps: Iterable[Missed]) -> int:
    return sum(gap.stretch.end - gap.stretch.first for gap in gaps)


def _told(gap: Missed) -> Row:
    return {
        "first": gap.stretch.first,
        "end": gap.stretch.end,
        "why": gap.why,
        "attempts": gap.attempts,
        "passing": gap.passing,
    }
