"""Several sessions read at once where a server takes its time; what comes back comes in the order it was asked for."""

from __future__ import annotations

import queue
import threading
from collections import deque
from collections.abc import Callable, Iterator
from typing import TypeVar

Asked = TypeVar("Asked")
Told = TypeVar("Told")
#: A signal that comes just as a wait begins wakes nobody, so no wait is longer than this, in seconds.
PULSE = 0.5


def in_order(asked: Iterator[Asked], read: Callable[[Asked], Told], *, at_once: int) -> Iterator[tuple[Asked, Told]]:
    """Each with what was read of it, at most so many being read at a time; one at a time needs no thread.

    What `read` raises is raised when its turn comes; nobody waits for what is still being read then.
    """
    if at_once <= 1:
        for each in asked:
            yield each, read(each)
        return
    waiting: deque[tuple[Asked, queue.SimpleQueue[Callable[[], Told]]]] = deque()
    for each in asked:
        waiting.append((each, _begun(each, read)))
        if len(waiting) >= at_once:
            first, answer = waiting.popleft()
            yield first, _answer(answer)
    while waiting:
        first, answer = waiting.popleft()
        yield first, _answer(answer)


def _begun(asked: Asked, read: Callable[[Asked], Told]) -> queue.SimpleQueue[Callable[[], Told]]:
    answer: queue.SimpleQueue[Callable[[], Told]] = queue.SimpleQueue()

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


def _answer(answer: queue.SimpleQueue[Callable[[], Told]]) -> Told:
    while True:
        try:
            return answer.get(timeout=PULSE)()
        except queue.Empty:
            continue
