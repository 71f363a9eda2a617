"""What one job spends: every request as it leaves, every token as it is told, and what may be spent today.

The thread that makes a job carries its meter; an adapter counts without knowing whose job it is.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from dreamstream.backends.base import Fault


@dataclass(slots=True)
class Spent:
    """Requests and tokens of one backend."""

    requests: int = 0
    tokens: int = 0
    hosted: bool = False


class OverLimit(Fault):
    """The day's limit is used up; the job waits and loses no attempt."""


class Budget:
    """What may still be spent today with hosts that are not this machine; 0 is no limit. Shared by all threads."""

    def __init__(self, *, requests: int = 0, tokens: int = 0) -> None:
        self._most = (requests, tokens)
        self._known = (0, 0)  #: What the records of today say.
        self._here = [0, 0]  #: What left from here and stands in no record yet.
        self._settled = [0, 0]  #: The part of it that will, once the act under way is kept.
        self._lock = threading.Lock()

    def learn(self, requests: int, tokens: int) -> None:
        """What the records say by now."""
        with self._lock:
            self._known = (requests, tokens)
            self._here = [max(0, here - settled) for here, settled in zip(self._here, self._settled, strict=True)]
            self._settled = [0, 0]

    def recorded(self, spent: Spent) -> None:
        """This is being written into a record; whoever learns next finds it there."""
        if spent.hosted:
            with self._lock:
                self._settled[0] += spent.requests
                self._settled[1] += spent.tokens

    def request(self) -> None:
        """One more is about to leave. Raises OverLimit."""
        with self._lock:
            if why := self._reached():
                raise OverLimit(why, transient=True, wait=until_tomorrow())
            self._here[0] += 1

    def tokens(self, count: int) -> None:
        """So many were used."""
        with self._lock:
            self._here[1] += count

    @property
    def reached(self) -> str:
        """Which limit is used up, as a sentence; "" for none."""
        with self._lock:
            return self._reached()

    def _reached(self) -> str:
        for most, known, here, noun in zip(self._most, self._known, self._here, ("requests", "tokens"), strict=True):
            if most and known + here >= most:
                return f"today's limit of {most} {noun} is used; it goes on tomorrow"
        return ""


@dataclass(slots=True)
class Meter:
    """One job's spending. `paying` is called before a request that costs whether or not its answer arrives."""

    budget: Budget = field(default_factory=Budget)
    paying: Callable[[], None] = lambda: None
    paid: bool = False  #: Such a request has left.
    spent: dict[str, Spent] = field(default_factory=dict)

    def as_json(self) -> dict[str, dict[str, int | bool]]:
        """For the record: `{"openai": {"requests": 2, "tokens": 812, "hosted": true}}`."""
        return {
            name: {"requests": s.requests, "tokens": s.tokens, "hosted": s.hosted} for name, s in self.spent.items()
        }


_current: ContextVar[Meter | None] = ContextVar("meter", default=None)


@contextmanager
def running(meter: Meter) -> Iterator[Meter]:
    """Count on this meter, in this thread, for as long as it lasts."""
    token = _current.set(meter)
    try:
        yield meter
    finally:
        _current.reset(token)


def request(name: str, *, hosted: bool, paid: bool) -> None:
    """A request is about to leave for this backend. Raises OverLimit."""
    if (meter := _current.get()) is None:
        return
    if hosted:
        meter.budget.request()
        if paid:
            meter.paying()
            meter.paid = True
    spent = meter.spent.setdefault(name, Spent(hosted=hosted))
    spent.requests += 1


def tokens(name: str, count: int) -> None:
    """An answer said that it cost so many tokens."""
    if (meter := _current.get()) is None or not count:
        return
    spent = meter.spent.setdefault(name, Spent())
    spent.tokens += count
    if spent.hosted:
        meter.budget.tokens(count)


def until_tomorrow() -> float:
    """Seconds until the date changes here."""
    now = time.localtime()
    return float(86_400 - (now.tm_hour * 3600 + now.tm_min * 60 + now.tm_sec))
