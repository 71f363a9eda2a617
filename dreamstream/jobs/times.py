"""When a failed job is tried again."""

from __future__ import annotations

import time
import zlib

#: A failed attempt waits a random part of this many seconds, doubled each time, and never longer than the most.
BASE, MOST = 30.0, 900.0
#: A host that asks for more patience than this is asked again after this.
DAY = 86_400.0


def pause(job: str, attempt: int, wait: float | None) -> float:
    """Seconds until the next attempt: full jitter, never less than was asked for, if that is within reason."""
    most = min(MOST, BASE * float(2 ** (attempt - 1)))
    part = zlib.crc32(f"{job}/{attempt}".encode()) / 2**32
    return max(min(wait, DAY) if wait and wait > 0 else 0.0, 1.0 + part * most)


def iso_utc(moment: float) -> str:
    """An instant in UTC, so that times of waiting compare as text."""
    millis = round(moment * 1000)
    return f"{time.strftime('%Y-%m-%dT%H:%M:%S', time.gmtime(millis // 1000))}.{millis % 1000:03}+00:00"
