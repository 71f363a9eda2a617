"""Sessions that are read at once come back in their order."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator

import pytest

from dreamstream.dream.in_order import Patience, in_order


@pytest.mark.parametrize("at_once", [1, 2, 5, 50])
def test_in_the_order_asked(at_once: int) -> None:
    """Whoever is slow keeps the others waiting, and no more than so many are being read."""
    busy, most, lock = 0, 0, threading.Lock()

    def read(n: int) -> int:
        nonlocal busy, most
        with lock:
            busy += 1
            most = max(most, busy)
        time.sleep(0.01 if n % 3 else 0.04)
        with lock:
            busy -= 1
        return n * n

    assert list(in_order(iter(range(12)), read, at_once=at_once)) == [(n, n * n) for n in range(12)]
    assert most <= at_once
    assert most > 1 or at_once == 1


def test_what_is_raised_is_raised_in_its_turn() -> None:
    """What came before is kept, and no more is asked for."""
    asked = []

    def all() -> Iterator[int]:
        for n in range(100):
            asked.append(n)
            yield n

    def read(n: int) -> int:
        if n == 3:
            raise ValueError("three")
        return n

    found = []
    with pytest.raises(ValueError, match="three"):
        found += [n for n, _ in in_order(all(), read, at_once=4) if found.append(n) is None]  # type: ignore[func-returns-value]
    assert found == [0, 1, 2]
    assert len(asked) <= 7


def test_what_takes_too_long_is_left_to_itself() -> None:
    """Others are read; what is late has a stand-in, and nobody waits for it."""

    def read(n: int) -> str:
        time.sleep(5 if n == 1 else 0)
        return "read"

    began = time.monotonic()
    patience = Patience[int, str](limit=lambda _n: 0.2, late=lambda n: f"{n} is late")
    found = list(in_order(iter(range(3)), read, at_once=1, patience=patience))

    assert found == [(0, "read"), (1, "1 is late"), (2, "read")]
    assert time.monotonic() - began < 3
