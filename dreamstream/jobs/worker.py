"""A worker: an id, and a kernel lock that says whether it still lives."""

from __future__ import annotations

import os
import time
from contextlib import suppress
from types import TracebackType

from dreamstream import ids, locks
from dreamstream.errors import DreamstreamError
from dreamstream.paths import Places, make

#: What a person is told of a wish that was sent, not answered, and may have been paid for.
UNKNOWN = "the outcome is unknown, and it may have been paid for"


class Worker:
    """Hold it while working; whoever finds its lock free knows that it died."""

    def __init__(self, places: Places) -> None:
        self.id = ids.new("w")
        self._places, self._path = places, _path(places, self.id)
        self._fd: int | None = None

    def __enter__(self) -> Worker:
        make(os.path.dirname(self._path))
        self._fd = locks.take(self._path, patience=5.0)  # a sweep may look at the file just as it is made
        while self._fd is not None and not _is_at(self._fd, self._path):
            os.close(self._fd)  # and take it away: a lock on a file nobody finds says that we are dead
            self._fd = locks.take(self._path, patience=5.0)
        if self._fd is None:
            raise DreamstreamError("A worker could not take its own lock.", hint="See `dreamstream doctor`.")
        return self

    def pays(self, token: str) -> None:
        """A request that costs, answered or not, leaves now for this token's job: whoever finds us dead must know."""
        with open(_paid(self._places, self.id), "a", encoding="ascii") as file:
            file.write(f"{token}\n")
            file.flush()
            os.fsync(file.fileno())

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._fd is not None:
            for path in (_paid(self._places, self.id), self._path):
                with suppress(OSError):  # a file left behind is swept up later
                    os.unlink(path)
            os.close(self._fd)


def has_paid(places: Places, worker: str | None, token: str | None) -> bool:
    """Whether this worker had sent a request that costs for the job of this token."""
    if not ids.looks_like(worker or "", "w") or not token:
        return False
    try:
        with open(_paid(places, worker or ""), encoding="ascii") as file:
            return token in file.read().split()
    except (OSError, ValueError):
        return False


def is_dead(places: Places, worker: str | None) -> bool:
    """Whether this worker of this host is gone for good."""
    if not ids.looks_like(worker or "", "w"):
        return True
    return locks.is_free(_path(places, worker or ""))


def sweep(places: Places) -> None:
    """Remove the files of dead workers."""
    folder = places.in_state("workers")
    if os.path.isdir(folder):
        for name in os.listdir(folder):
            path = os.path.join(folder, name)
            if locks.is_free(f"{os.path.splitext(path)[0]}.lock"):  # what it paid for goes with its lock
                with suppress(FileNotFoundError):  # another sweep was here first
                    os.unlink(path)


def _is_at(fd: int, path: str) -> bool:
    try:
        return os.path.samestat(os.fstat(fd), os.stat(path))
    except FileNotFoundError:
        return False


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


def _paid(places: Places, worker: str) -> str:
    return places.in_state("workers", f"{worker}.paid")


def _path(places: Places, worker: str) -> str:
    return places.in_state("workers", f"{worker}.lock")
