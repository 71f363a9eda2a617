"""What one reading of sessions came to: figures for the pass's report and its record."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dreamstream.dream.backfill import Entry

Row = dict[str, Any]


@dataclass(slots=True, kw_only=True)
class Tally:
    """What one reading came to."""

    read: list[str] = field(default_factory=list)
    events: int = 0
    linked: int = 0
    dropped: int = 0
    refused: dict[str, int] = field(default_factory=dict)
    failed: list[Row] = field(default_factory=list)  #: Sessions of which something could not be read, and why.
    skipped: list[Row] = field(default_factory=list)

    @property
    def figures(self) -> dict[str, int]:
        """For the pass's own record."""
        told = {"read": len(self.read), "events": self.events, "linked": self.linked, "dropped": self.dropped}
        return {**told, "failed": len(self.failed)}

    @property
    def report(self) -> Row:
        """For the pass's report."""
        return {
            "sessions_processed": len(self.read),
            "events_backfilled": self.events,
            "events_linked": self.linked,
            "events_dropped": self.dropped,
            "events_refused": self.refused,
            "sessions_failed": self.failed,
        }

    def note(self, entry: Entry) -> None:
        """Count what one session gave."""
        self.read.append(entry.session)
        self.events += len(entry.events)
        self.linked += entry.linked
        self.dropped += len(entry.dropped)
        for why, count in entry.refused.items():
            self.refused[why] = self.refused.get(why, 0) + count
