"""A lock is held while its holder lives, and free the moment it dies."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from dreamstream import locks

HOLD = "import sys, time; from dreamstream import locks; print(locks.take(sys.argv[1]), flush=True); time.sleep(60)"


def holding(path: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen([sys.executable, "-c", HOLD, str(path)], stdout=subprocess.PIPE, text=True)
    assert process.stdout and int(process.stdout.readline()) > 2
    return process


def test_one_holds_it(tmp_path: Path) -> None:
    """The second does not get it, is not made to wait longer than it has patience, and knows who has it."""
    path = str(tmp_path / "lock")
    fd = locks.take(path)
    assert fd is not None
    begun = time.monotonic()

    assert locks.take(path) is None and locks.take(path, patience=0.1) is None
    assert 0.1 <= time.monotonic() - begun < 5
    assert not locks.is_free(path) and locks.holder(path) == str(os.getpid())
    os.close(fd)
    assert locks.is_free(path)


def test_waiting_ends_when_it_is_let_go(tmp_path: Path) -> None:
    """A lock that becomes free within the patience is had."""
    path = tmp_path / "lock"
    process = holding(path)
    process.kill()
    fd = locks.take(str(path), patience=10)
    process.wait()
    assert process.stdout
    process.stdout.close()

    assert fd is not None and locks.holder(str(path)) == str(os.getpid())
    os.close(fd)


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
def test_a_stopped_holder_holds_and_a_killed_one_does_not(tmp_path: Path) -> None:
    """Asleep is not dead."""
    path = str(tmp_path / "lock")
    process = holding(Path(path))
    process.send_signal(signal.SIGSTOP)
    assert not locks.is_free(path) and locks.take(path) is None
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert process.stdout
    process.stdout.close()

    assert locks.is_free(path)


@pytest.mark.skipif(os.name == "nt", reason="descriptors are inherited by fork")
def test_a_child_does_not_hold_its_parents_lock(tmp_path: Path) -> None:
    """A program we start never keeps a lock after we are gone."""
    path = str(tmp_path / "lock")
    fd = locks.take(path)
    assert fd is not None and not os.get_inheritable(fd)
    talk = "print('ready', flush=True); input()"
    child = subprocess.Popen(
        [sys.executable, "-c", talk], stdin=subprocess.PIPE, stdout=subprocess.PIPE, close_fds=False
    )
    assert child.stdout and child.stdout.readline() == b"ready\n"
    os.close(fd)

    assert locks.is_free(path)
    child.communicate(b"\n")


def test_looking_makes_no_file(tmp_path: Path) -> None:
    """A lock nobody made is free, and its holder unknown."""
    path = str(tmp_path / "lock")

    assert locks.is_free(path) and locks.holder(path) == "unknown"
    assert not os.path.exists(path)


def test_looking_takes_nothing(tmp_path: Path) -> None:
    """Whoever asked whether it is free does not hold it."""
    path = str(tmp_path / "lock")
    Path(path).write_bytes(b"")
    assert locks.is_free(path)
    fd = locks.take(path)

    assert fd is not None
    os.close(fd)


@pytest.mark.parametrize("body", [b"", b"\n", b"\xff\xfe"])
def test_a_lock_file_may_hold_anything(tmp_path: Path, body: bytes) -> None:
    """The number in it is for people; the lock is the kernel's."""
    path = tmp_path / "lock"
    path.write_bytes(body)

    assert locks.holder(str(path)) == "unknown" and locks.is_free(str(path))


def test_a_full_disk_does_not_hinder_locking(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the holder's number stays unknown."""

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "pwrite", full)
    fd = locks.take(str(tmp_path / "lock"))

    assert fd is not None and locks.holder(str(tmp_path / "lock")) == "unknown"
    os.close(fd)


@pytest.mark.skipif(os.name == "nt", reason="flock is a thing of POSIX")
def test_a_file_system_that_cannot_lock_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is an error, not a lock that is taken; no descriptor is left open."""
    import fcntl

    def none(*_: object) -> None:
        raise OSError(errno.ENOLCK, os.strerror(errno.ENOLCK))

    monkeypatch.setattr(fcntl, "flock", none)
    before = len(os.listdir("/dev/fd"))
    with pytest.raises(OSError, match="No locks"):
        locks.take(str(tmp_path / "lock"), patience=1)

    assert len(os.listdir("/dev/fd")) == before
