"""Several sessions read at once where a server takes its time; what comes back comes in the order it was asked for."""

from __future__ import annotations

import math
import queue
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

Asked = TypeVar("Asked")
Told = TypeVar("Told")
Answer = queue.SimpleQueue[Callable[[], Told]]
#: A signal that comes just as a wait begins wakes nobody, so no wait is longer than this, in seconds.
PULSE = 0.5


@dataclass(frozen=True, kw_only=True)  # no slots: typing notes the types of a generic on it
class Patience(Generic[Asked, Told]):
    """How long one may take, in seconds, and what stands in for it where it takes longer."""

    limit: Callable[[Asked], float]
    late: Callable[[Asked], Told]


def in_order(
    asked: Iterator[Asked],
    read: Callable[[Asked], Told],
    *,
    at_once: int,
    patience: Patience[Asked, Told] | None = None,
) -> Iterator[tuple[Asked, Told]]:
    """Each with what was read of it, at most so many being read at a time; one at a time without limit needs no thread.

    What `read` raises is raised when its turn comes; nobody waits for what is still being read then.
    """
    if at_once <= 1 and patience is None:
        for each in asked:
            yield each, read(each)
        return
    waiting: deque[tuple[Asked, float, Answer[Told]]] = deque()

    def first() -> tuple[Asked, Told]:
        each, until, answer = waiting.popleft()
        told = _answer(answer, until)
        if told is not None:
            return each, told()
        assert patience is not None  # without it nothing is late
        return each, patience.late(each)

    for each in asked:
        until = time.monotonic() + (patience.limit(each) if patience else math.inf)
        waiting.append((each, until, _begun(each, read)))
        if len(waiting) >= at_once:
            yield first()
    while waiting:
        yield first()


def _begun(asked: Asked, read: Callable[[Asked], Told]) -> Answer[Told]:
    answer: Answer[Told] = queue.SimpleQueue()

    def work() -> None:
        try:
            told = read(asked)
        except BaseException as error:
            raised = error  # the name of an except clause is gone when it ends

            def again() -> Told:
                raise raised

            answer.put(again)
        else:
            answer.put(lambda: told)

    threading.Thread(target=work, daemon=True).start()
    return answer


def _answer(answer: Answer[Told], until: float) -> Callable[[], Told] | None:
    """What came back; None where nothing has by then."""
    while (left := until - time.monotonic()) > 0:
        try:
            return answer.get(timeout=min(PULSE, left))
        except queue.Empty:
            continue
    return None
