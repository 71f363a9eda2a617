"""How long a server asks us to wait, in every form it says so."""

from __future__ import annotations

import math
import re
import time
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from typing import Any

_SECONDS = re.compile(r"\s*(\d{1,12}(?:\.\d{1,9})?)\s*s?\s*\Z")


def asked(headers: Mapping[str, str], body: Any = None, *, now: float | None = None) -> float | None:
    """Seconds to wait, or None where nothing sensible is said.

    `retry-after-ms`, then `Retry-After` as seconds or as an HTTP date (RFC 9110 10.2.3), then the `retryDelay` that
    Google puts into the body. Junk, NaN and the past are no wait at all.
    """
    millis = _number(headers.get("retry-after-ms"))
    if millis is not None:
        return millis / 1000
    said = headers.get("retry-after")
    if said:
        seconds = _number(said)
        if seconds is not None:
            return seconds
        try:
            until = parsedate_to_datetime(said).timestamp()
        except (TypeError, ValueError, OverflowError, IndexError):
            until = math.nan
        if math.isfinite(until):
            return max(0.0, until - (time.time() if now is None else now))
    return _delay(body)


def _number(text: Any) -> float | None:
    found = _SECONDS.match(text) if isinstance(text, str) else None
    return float(found[1]) if found else None


def _delay(body: Any) -> float | None:
    error = body.get("error") if isinstance(body, dict) else None
    details = error.get("details") if isinstance(error, dict) else None
    for detail in details if isinstance(details, list) else ():
        if isinstance(detail, dict) and (wait := _number(detail.get("retryDelay"))) is not None:
            return wait
    return None
