"""Append records: whole lines, durable on return.

The order that makes a printed id a promise:

    lock ─► newest segment ─► (new file: fsync its folders) ─► seal a torn tail ─► one write ─► fsync ─► unlock

Standard library only, and little of it: whoever types a dream pays for every import here.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import Any

from dreamstream import ids, locks
from dreamstream.errors import DreamstreamError, NotSaved
from dreamstream.log import frame, segments
from dreamstream.paths import Places, make, sync

#: How long a command waits for another one's lock before it says who holds it, in seconds.
PATIENCE = 30.0
_CHUNK = 1 << 20
#: The year 9998: a time beyond it has none after it that could be spelt.
_LAST = 253_370_764_800.0

Wish = tuple[str, dict[str, Any]]


class Written:
    """What one append added: where its bytes lie and the records' ids."""

    __slots__ = ("at", "end", "ids", "path", "start")

    def __init__(self, *, path: str, start: int, end: int, at: str, ids: list[str]) -> None:
        self.path, self.start, self.end, self.at, self.ids = path, start, end, at, ids


@contextmanager
def lock(places: Places, *, patience: float = PATIENCE) -> Iterator[None]:
    """Hold this dreamer's one write lock.

    Raises DreamstreamError naming the holder when it stays taken for `patience` seconds, NotSaved when it cannot be
    had at all.
    """
    path = places.in_state("log.lock")
    try:
        make(places.state)
        fd = locks.take(path, patience=patience)
    except OSError as error:
        raise _not_saved(error) from error
    if fd is None:
        raise DreamstreamError(
            f"Another command (process {locks.holder(path)}) has held the journal for {patience:.0f} seconds.",
            hint="Wait for it or end it, then try again; nothing was written.",
        )
    try:
        yield
    finally:
        os.close(fd)


def host(places: Places) -> str:
    """This machine's id in the log, made once; a state folder copied to another machine gets a new one."""
    if name := known_host(places):
        return name
    path, machine = places.in_state("host"), _machine()
    first, name = not os.path.exists(path), os.urandom(4).hex()
    draft = f"{path}.{os.getpid()}"
    try:
        make(places.state)
        with open(draft, "w", encoding="ascii") as file:
            file.write(f"{name} {machine}\n")
            file.flush()
            os.fsync(file.fileno())
        if first and not _linked(draft, path):
            return host(places)  # another command made one meanwhile, and both must go by it
        if os.path.exists(draft):
            os.replace(draft, path)
    except OSError as error:
        raise _not_saved(error) from error
    return name


def known_host(places: Places) -> str:
    """This machine's id, "" while it has none."""
    try:
        with open(places.in_state("host"), encoding="ascii") as file:
            name, _, seen = file.read().strip().partition(" ")
    except (FileNotFoundError, ValueError):  # none yet, or not even text
        return ""
    machine = _machine()
    fits = len(name) == 8 and name.isalnum() and (not machine or not seen or seen == machine)
    return name if fits else ""


def append(places: Places, wishes: Iterable[Wish], *, floor: str = "") -> Written:
    """Append one act: all its records in one write with one `at`, durable when this returns. Hold the lock.

    `floor` is the newest `at` the caller has read anywhere: no record is written earlier than that.
    A long act (an import) is written in chunks of 1 MiB; it is still one fsync and one promise.
    Raises NotSaved when the disk refuses (the words are the caller's to hand back), Refused when a record
    cannot be held: of a list before anything is written, of a stream before the chunk it stands in.
    """
    try:
        name = host(places)
        folder = os.path.join(places.log, name)
        newest = segments.listed(folder)
        tail = segments.Tail(folder, newest)
        at = _moment(tail.at, floor or _clock(places))
        segment = segments.current(places, newest, at[:7])
    except OSError as error:
        raise _not_saved(error) from error
    path = os.path.join(folder, segment)
    lines = _lines(wishes, host=name, seq=tail.seq, at=at)
    if isinstance(wishes, list):
        lines = iter(list(lines))  # spelt before the file is touched: what is refused leaves nothing half-written
    first, made = _chunk(lines)
    if not first:
        return Written(path=path, start=0, end=0, at=at, ids=[])
    try:
        make(folder)
        fd = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    except OSError as error:
        raise _not_saved(error) from error
    try:
        size = os.fstat(fd).st_size
        if not size:
            _sync_folders(places, folder)  # first: a file with a byte in it is one whose name is durable
        start = size
        if size and os.pread(fd, 1, size - 1) != b"\n":
            first = b"\n" + first  # a torn tail is sealed, never cut: what was not acknowledged may stay unread
            start += 1
        while first:
            _write(fd, first)
            first, more = _chunk(lines)
            made += more
        _sync(fd, places, segment)
        end = os.fstat(fd).st_size
    except OSError as error:
        raise _not_saved(error) from error
    finally:
        os.close(fd)
    return Written(path=path, start=start, end=end, at=at, ids=made)


def remember_clock(places: Places, at: str) -> None:
    """Keep the newest `at` read anywhere, so that telling a dream never writes behind it. Best effort."""
    try:
        with open(places.in_state("clock"), "w", encoding="ascii") as file:
            file.write(at)
    except OSError:
        pass


def _lines(wishes: Iterable[Wish], *, host: str, seq: int, at: str) -> Iterator[tuple[str, bytes]]:
    for kind, data in wishes:
        seq += 1
        id = ids.new("x")
        yield id, frame.spell(id=id, host=host, seq=seq, at=at, kind=kind, data=data)


def _chunk(lines: Iterator[tuple[str, bytes]]) -> tuple[bytes, list[str]]:
    parts, made, size = [], [], 0
    for id, line in lines:
        parts.append(line)
        made.append(id)
        size += len(line)
        if size >= _CHUNK:
            break
    return b"".join(parts), made


def _write(fd: int, body: bytes) -> None:
    view = memoryview(body)
    while view:  # a signal or a nearly full disk writes a part and says so
        view = view[os.write(fd, view) :]


def _sync(fd: int, places: Places, segment: str) -> None:
    try:
        os.fsync(fd)
    except OSError:
        # The kernel marks failed pages clean: a second fsync would say "fine" over lost bytes (measured on
        # ext4). So this segment is left for good and the next record opens another one.
        try:
            with open(places.in_state("doubt"), "w", encoding="utf-8") as file:
                file.write(segment)
        except OSError:
            pass
        raise


def _sync_folders(places: Places, folder: str) -> None:
    for name in (folder, places.log, places.users, os.path.dirname(places.users), places.home):
        sync(name)
    for name in (places.state, os.path.dirname(places.state)):
        sync(name)  # a host id lost to a power cut would make strangers of the dreams told under it
    with suppress(PermissionError):  # the home itself may be new; if not by us, its folder may be closed to us
        sync(os.path.dirname(places.home))


def _linked(draft: str, path: str) -> bool:
    """Give the draft its name unless that is taken; a file system without hard links leaves the draft."""
    try:
        os.link(draft, path)
    except FileExistsError:
        os.unlink(draft)
        return False
    except OSError:
        return True
    os.unlink(draft)
    return True


def _moment(*behind: str) -> str:
    """Now, as ISO 8601 with milliseconds and offset, but later than every `at` in `behind`."""
    now = time.time()
    for at in behind:
        mine = iso(now)
        if not at or (at[23:] == mine[23:] and at < mine):  # one offset: they sort as text, and datetime costs 1.5 ms
            continue
        if now < (earliest := seconds(at) + 0.001) < _LAST:
            now = earliest
    return iso(now)


def iso(moment: float) -> str:
    """Local time with its offset, `2026-11-20T06:42:11.123+01:00`; spelt by hand because datetime costs 1.5 ms."""
    millis = round(moment * 1000)
    local = time.localtime(millis // 1000)
    minutes = local.tm_gmtoff // 60
    sign, minutes = ("-", -minutes) if minutes < 0 else ("+", minutes)
    return f"{time.strftime('%Y-%m-%dT%H:%M:%S', local)}.{millis % 1000:03}{sign}{minutes // 60:02}:{minutes % 60:02}"


def seconds(at: str) -> float:
    """The instant of an ISO time, in seconds since 1970; 0 for what is none."""
    from datetime import datetime

    try:
        return datetime.fromisoformat(at).timestamp()
    except (ValueError, OverflowError, OSError):
        return 0.0


def _clock(places: Places) -> str:
    try:
        with open(places.in_state("clock"), encoding="ascii") as file:
            at = file.read(64)
    except (OSError, ValueError):
        return ""
    # a host whose clock runs a day ahead is answered by reading in order again, not by following it
    return at if at and seconds(at) < time.time() + 86_400 else ""


def _machine() -> str:
    """A fingerprint of this machine; it decides only whether a copied state folder keeps its host id."""
    try:
        with open("/etc/machine-id", "rb") as file:
            text = file.read(64).strip()
    except OSError:
        return ""
    import zlib

    return f"{zlib.crc32(text):08x}" if text else ""


def _not_saved(error: OSError) -> NotSaved:
    why = error.strerror or str(error)
    return NotSaved(
        f"The dream could not be saved: {why}" + (f" ({error.filename})." if error.filename else "."),
        hint="Make room or make the folder writable, then tell it again.",
    )
