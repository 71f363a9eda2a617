"""How long is too long: what `show` says of an output that does not come."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any

from dreamstream.cli.here import Here

#: After so long at work something seems wrong; nothing is cancelled, and a late result still counts.
LONG = timedelta(seconds=90)


def notice(at: Here, output: dict[str, Any]) -> str:
    """A sentence with what to do, or "" while all is as it should be."""
    status, now = output["status"], datetime.now().astimezone()
    if status in ("processing", "retrying") and _since(output.get("started_at"), now) > LONG:
        return f"Something seems wrong; `dreamstream jobs retry {output['job']}` asks once more and cancels nothing."
    if status != "pending":
        return ""
    waited, planned = _since(output.get("asked_at"), now), _schedule(at)
    if planned is None:
        return "" if waited < LONG else "It waits for the next pass: `dreamstream dream`."
    minutes, since = planned
    due = max(since, _last(at) or since) + minutes
    if now - due > minutes and waited > 2 * minutes:
        return "Two passes have not come by; `dreamstream doctor` says why, `dreamstream dream` makes one now."
    return f"The next pass is due at {due.astimezone():%H:%M}." if waited > LONG else ""


def _since(at: str | None, now: datetime) -> timedelta:
    try:
        return now - datetime.fromisoformat(at or "")
    except (ValueError, TypeError):
        return timedelta()


def _schedule(at: Here) -> tuple[timedelta, datetime] | None:
    """The time between passes and since when, None where nobody lets them come by themselves."""
    try:
        with open(at.places.in_state("schedule"), encoding="utf-8") as file:
            found = json.load(file)
        return timedelta(minutes=int(found["minutes"])), datetime.fromisoformat(found["at"])
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _last(at: Here) -> datetime | None:
    try:
        with open(at.places.in_state("heartbeat"), encoding="utf-8") as file:
            return datetime.fromisoformat(json.load(file)["at"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
