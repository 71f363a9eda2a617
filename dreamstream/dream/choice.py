"""What of the waiting work a pass looks at."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What of the waiting work a pass looks at."""

    only: tuple[str, ...] = ()
    dream: int | None = None
    limit: int | None = None
    backend: str | None = None
    concurrency: int = 1
