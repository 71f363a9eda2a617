"""A worker: an id, and a kernel lock that says whether it still lives."""

from __future__ import annotations

import os
import time
from types import TracebackType

from dreamstream import ids, locks
from dreamstream.paths import Places, make


class Worker:
    """Hold it while working; whoever finds its lock free knows that it died."""

    def __init__(self, places: Places) -> None:
        self.id = ids.new("w")
        self._path = _path(places, self.id)
        self._fd: int | None = None

    def __enter__(self) -> Worker:
        make(os.path.dirname(self._path))
        self._fd = locks.take(self._path)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._fd is not None:
            os.unlink(self._path)
            os.close(self._fd)


def is_dead(places: Places, worker: str | None) -> bool:
    """Whether this worker of this host is gone for good."""
    if not ids.looks_like(worker or "", "w"):
        return True
    return locks.is_free(_path(places, worker or ""))


def sweep(places: Places) -> None:
    """Remove the lock files of dead workers."""
    folder = places.in_state("workers")
    if os.path.isdir(folder):
        for name in os.listdir(folder):
            path = os.path.join(folder, name)
            if locks.is_free(path):
                os.unlink(path)


def deadline(seconds: float) -> str:
    """A moment on this boot's monotonic clock: sleep and a changed wall clock do not move it."""
    return f"{_boot()}:{time.monotonic() + seconds:.0f}"


def is_past(deadline: str | None) -> bool:
    """Whether that moment has come, as far as this boot can tell."""
    boot, _, at = (deadline or "").partition(":")
    return boot == _boot() and at.isdigit() and time.monotonic() > int(at)


def _boot() -> str:
    try:
        with open("/proc/sys/kernel/random/boot_id", encoding="ascii") as file:
            return file.read(8)
    except OSError:
        return "boot"


def _path(places: Places, worker: str) -> str:
    return places.in_state("workers", f"{worker}.lock")
