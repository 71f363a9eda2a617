"""A server's errors become ours, in this one place: what happened, and whether another try is worth it.

nobody there            transient, `down`
sent, no answer         transient, `sent`: words are asked again, a paid picture is not (its outcome is unknown)
408 425 429 5xx 529     transient, with the wait it asked for
429 without credit, 401 403 404 other 4xx, 3xx      no second try mends these
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import httpx

from dreamstream.backends.base import Fault
from dreamstream.backends.http import waits

AGAIN = frozenset((408, 409, 425, 429, 500, 502, 503, 504, 529))
#: Codes that say what a status does not; a server's own sentence may hold the dream or a key and goes no further.
_BROKE = frozenset(("insufficient_quota", "billing_hard_limit_reached", "billing_error"))
_DECLINED = frozenset(("content_policy_violation", "moderation_blocked", "content_filter"))
_LONG = frozenset(("context_length_exceeded", "string_above_max_length", "request_too_large"))


def of(error: Exception, who: str, seconds: float) -> Fault:
    """The fault this transport error is."""
    if isinstance(error, (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.ProxyError)):
        return Fault(f"{who} cannot be reached", transient=True, down=True)
    if isinstance(error, (TimeoutError, httpx.TimeoutException)):
        return Fault(f"{who} did not answer within {seconds:.0f} seconds", transient=True, sent=True, down=True)
    if isinstance(error, httpx.TransportError):
        return Fault(f"{who} broke off its answer", transient=True, sent=True, down=True)
    return Fault(f"the address of {who} cannot be used")


def refused(status: int, headers: Mapping[str, str], body: Any, who: str) -> Fault:
    """The fault this status is."""
    code = _code(body)
    if 300 <= status < 400:
        return Fault(f"{who} sends its callers elsewhere; base_url should name the final address")
    if code & _BROKE or status == 402:
        return Fault(f"{who} says that the account has no credit left")
    if code & _DECLINED:
        return Fault(f"{who} declined these words")
    if code & _LONG or status == 413:
        return Fault(f"this is longer than {who} reads at once")
    if status in AGAIN:
        told = {429: "is asked too often just now", 529: "is overloaded just now"}.get(status, "is in trouble just now")
        wait = waits.asked(headers, body)
        return Fault(f"{who} {told} ({status})", transient=True, wait=wait, down=status >= 500)
    if status in (401, 403):
        return Fault(f"{who} does not accept the key ({status}); `dreamstream keys set` says another")
    if status == 404:
        return Fault(f"{who} does not know this model or address (404)")
    return Fault(f"{who} does not accept the request ({status})")


def _code(body: Any) -> frozenset[str]:
    error = body.get("error") if isinstance(body, dict) else None
    if not isinstance(error, dict):
        return frozenset()
    return frozenset(str(error[name]) for name in ("code", "type", "status") if error.get(name))
