"""Hosts that do not answer: after some failures in a row nobody is sent there for a while, then one goes first.

    answering ─► failing (1, 2) ─► resting (a minute, doubled up to a quarter of an hour) ─► one probe ─► answering
                                      ▲                                                        │
                                      └────────────────────────────────────────────────────────┘

Kept in the machine's own state, so that a pass every two minutes does not begin by burning attempts anew. While a host
rests, what still fails there gets its attempt back.
"""

from __future__ import annotations

import json
import os
import time
from contextlib import suppress
from typing import Any

from dreamstream.backends.base import Fault
from dreamstream.paths import Places, make

#: So many failures in a row, and how long a host then rests at first and at most, in seconds.
FAILURES, FIRST, MOST = 3, 60.0, 900.0


class Outages:
    """What is known of the hosts of this machine's backends."""

    def __init__(self, places: Places) -> None:
        self._path = places.in_state("hosts.json")
        self._hosts = _read(self._path)
        self._probing: set[str] = set()

    def rests(self, host: str) -> str:
        """Why nothing goes to this host now, as a sentence; "" when something may."""
        held = self._hosts.get(host)
        if not held or not held.get("until"):
            return ""
        if held["until"] > time.time():
            at = time.strftime("%H:%M", time.localtime(held["until"] + 59))
            return f"{held.get('why') or f'{host} does not answer'}; it is asked again at {at}"
        return f"{host} is being tried with one job first" if host in self._probing else ""

    def begins(self, host: str) -> None:
        """A job begins there; after a rest it is the only one until it has ended."""
        if self._hosts.get(host, {}).get("until"):
            self._probing.add(host)

    def gone(self, host: str) -> None:
        """A job there ended without saying anything about the host."""
        self._probing.discard(host)

    def well(self, host: str) -> None:
        """It answered."""
        self._probing.discard(host)
        if self._hosts.pop(host, None) is not None:
            self._keep()

    def failed(self, host: str, fault: Fault) -> bool:
        """It did not; whether the attempt is to be given back, since the host and not the job is at fault."""
        self._probing.discard(host)
        held = self._hosts.setdefault(host, {"failures": 0, "until": 0.0})
        resting = bool(held["until"])
        held["failures"] += 1
        if fault.wait:  # it said itself how long
            self._rest(held, min(fault.wait, MOST), fault.message)
        elif held["failures"] >= FAILURES:
            self._rest(held, min(MOST, FIRST * 2.0 ** (held["failures"] - FAILURES)), fault.message)
        self._keep()
        return resting

    def _rest(self, held: dict[str, Any], seconds: float, why: str) -> None:
        held["until"], held["why"] = max(held["until"], time.time() + seconds), why

    def _keep(self) -> None:
        with suppress(OSError):  # only a memory: without it the next pass finds out again
            make(os.path.dirname(self._path))
            draft = f"{self._path}.{os.getpid()}"
            with open(draft, "w", encoding="utf-8") as file:
                json.dump(self._hosts, file)
            os.replace(draft, self._path)


def _read(path: str) -> dict[str, dict[str, Any]]:
    try:
        with open(path, encoding="utf-8") as file:
            held = json.load(file)
    except (OSError, ValueError):
        return {}
    if not isinstance(held, dict):
        return {}
    good = {}
    for host, row in held.items():
        if isinstance(row, dict) and isinstance(row.get("failures"), int) and isinstance(row.get("until"), int | float):
            # a clock that was set back must not keep a host resting for a year
            good[str(host)] = {**row, "until": min(float(row["until"]), time.time() + MOST)}
    return good
