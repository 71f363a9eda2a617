"""The port of who reads a session: what it is given, what it hands back, and what it could not read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from dreamstream.proposals import Candidate, Proposal
from dreamstream.turns import Turn


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Turns of a session by their place, from 0: `first` is in it, `end` is not."""

    first: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Missed:
    """A stretch that could not be read; `why` holds no word of it."""

    stretch: Stretch
    why: str
    attempts: int = 1  #: How often it was asked for so far.
    passing: bool = False  #: The server was to blame, not what was asked.


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A session to be read; secrets are masked in it already."""

    turns: Sequence[Turn]
    at: str | None  #: When the talk began.
    candidates: Sequence[Candidate]
    start: int = 0  #: The turns before this place were read by an earlier pass: they are context.
    again: tuple[Missed, ...] = ()  #: Of those, what could not be read then.


@dataclass(frozen=True, slots=True, kw_only=True)
class Gained:
    """What a reader proposes, in the order of the telling, each proposal checked; and what it missed."""

    proposals: tuple[Proposal, ...]
    missed: tuple[Missed, ...] = ()
    refused: Mapping[str, int] = field(default_factory=dict)  #: Why items of a reply were left out, and how many.
    model: str = ""


class Reader(Protocol):
    """Who reads sessions. `host` is "" where nothing leaves this machine."""

    @property
    def name(self) -> str:
        """The backend's name."""

    @property
    def version(self) -> str:
        """What a session was read by: another version may read it otherwise."""

    @property
    def host(self) -> str:
        """Where the words go: "" for nowhere."""

    @property
    def server(self) -> str:
        """Which server answers, this machine's own too; "" where none does."""

    @property
    def whole(self) -> bool:
        """Whether it weighs every turn of a session each time, those read before too, so that its choice stays."""

    def read(self, wanted: Wanted) -> Gained:
        """Propose. Raises NotConsented and BackendUnavailable; what one stretch costs is `missed`."""
