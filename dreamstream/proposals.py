"""What a reader of a session proposes to remember, and the dreams it may propose it for."""

from __future__ import annotations

from dataclasses import dataclass

#: What a pass may propose; none of them changes what a dream is.
TYPES = (
    "recall",
    "person",
    "place",
    "feeling",
    "sign",
    "lucidity",
    "waking",
    "finding",
    "hypothesis",
    "decision",
    "rejection",
    "constraint",
    "correction",
)
#: Proposals of a session a dreamer is shown at most: a heap of suggestions is never reviewed.
MOST = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A dream a proposal may belong to: of that night, or named in the session."""

    id: str
    title: str = ""
    events: tuple[str, ...] = ()  #: What is noted of it already.
    text: str = ""  #: Its own words, for who reads them on this machine.
    since: int = 0  #: The turn, from 0, with which it became one: a talk that goes on changes nothing before.


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """Something to remember, with where it was said."""

    type: str  #: One of TYPES.
    target: str  #: A candidate's id, "" for the session itself.
    text: str
    at: str | None  #: The time of the turn it was said in.
    turns: tuple[str, ...]  #: The ids of the turns it rests on; the first holds the quote.
    quote: str  #: Verbatim.
    span: tuple[int, int]  #: Where the quote stands in that turn, in characters.
    score: float  #: 0 to 1, for ranking.
