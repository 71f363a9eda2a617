"""Kernel locks on files: held while the holder lives, free the moment it dies, never stale.

Not lock files (stale after a kill), not POSIX record locks (dropped when any descriptor of the file closes).
"""

from __future__ import annotations

import os
import time
from contextlib import suppress


def take(path: str, *, patience: float = 0.0) -> int | None:
    """Hold this file's lock; the descriptor to close, or None when it stays taken for `patience` seconds.

    Raises OSError when the file system cannot lock.
    """
    fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    end = time.monotonic() + patience
    try:
        while not _try(fd):
            if time.monotonic() >= end:
                os.close(fd)
                return None
            time.sleep(0.005)
        with suppress(OSError):  # a full disk: it is held all the same, and only its holder's number stays unknown
            os.pwrite(fd, b"%-12d\n" % os.getpid(), 0)  # always as long: cutting the file first costs a journal commit
    except BaseException:  # an interrupt too: a lock nobody knows they hold is held until the process ends
        os.close(fd)
        raise
    return fd


def holder(path: str) -> str:
    """The process that wrote its number into the lock last; "unknown" when nobody did."""
    try:
        with open(path, encoding="ascii") as file:
            return file.read(32).strip() or "unknown"
    except (OSError, ValueError):
        return "unknown"


def is_free(path: str) -> bool:
    """Whether nobody holds this lock: the file is gone, or its kernel lock can be had."""
    try:
        fd = os.open(path, os.O_RDWR | os.O_CLOEXEC)
    except FileNotFoundError:
        return True
    try:
        return _try(fd)
    finally:
        os.close(fd)


def _try(fd: int) -> bool:
    try:
        import fcntl
    except ImportError:  # Windows
        return _try_windows(fd)
    try:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _try_windows(fd: int) -> bool:
    import msvcrt

    try:
        os.lseek(fd, 1 << 20, os.SEEK_SET)  # a byte nobody writes: a Windows lock forbids reading too
        msvcrt.locking(fd, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
    except OSError:
        return False
    return True
