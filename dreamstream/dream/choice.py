"""What of the waiting work a pass looks at."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What of the waiting work a pass looks at; what is not chosen stays as it is."""

    only: tuple[str, ...] = ()  #: Kinds, and `backfill` for sessions; nothing is all of them.
    dream: int | None = None
    dream_id: str = ""  #: The same dream by its id.
    session: str = ""  #: A session's id or the beginning of one; then no job is chosen.
    since: float | None = None  #: Sessions in which something was said since, in seconds since 1970.
    limit: int | None = None  #: So many jobs, and so many sessions.
    backend: str | None = None
    concurrency: int = 1

    @property
    def sessions(self) -> bool:
        """Whether sessions are looked at."""
        return not self.only or "backfill" in self.only

    @property
    def jobs(self) -> bool:
        """Whether jobs are looked at."""
        return not self.session and self.only != ("backfill",)
