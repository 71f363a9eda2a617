"""Where transcripts lie: those handed to the journal, and the watched folders; looked at, not opened."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Iterable, Iterator
from operator import attrgetter
from typing import NamedTuple

from dreamstream.config import Config
from dreamstream.paths import Places
from dreamstream.turns import Session

#: What is longer than this is no talk, and reading it would take a machine's memory; in bytes.
MOST = 1 << 28
#: A write in the same tick of the file system's clock as our look shows in no time stamp; in seconds. Where times have
#: whole seconds only, as on FAT and some network drives, the tick is two seconds.
_TICK, _COARSE = 0.1, 2.0


class Found(NamedTuple):
    """A file that may hold sessions, as it is on disk now.

    A tuple, since ten thousand frozen dataclasses take as long to make as Python to start.
    """

    path: str
    name: str  #: Its own name, without folders.
    stamp: str  #: Size, times and inode: another file, or another content, has another.
    size: int  #: bytes
    changed: float  #: When its words were last written, in seconds since 1970.
    own: bool  #: A copy in the journal; else it lies in a watched folder.


#: A file or folder by name, and why it cannot be looked into.
Left = tuple[str, str]
#: Told a file's path, name and stamp: whether it need not be looked at further.
Passes = Callable[[str, str, str], bool]
_by_name = attrgetter("name")


class Unreadable(Exception):
    """A file that cannot be read; `why` is said of it, and holds no word of it."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


def files(config: Config, copies: Iterable[str], passes: Passes) -> Iterator[Found | Left]:
    """Every file that may hold sessions and does not pass: the journal's copies by name, then the watched folders.

    (name, why) stands for one that is not there or cannot be looked into.
    """
    for file in copies:
        path = os.path.join(config.places.sessions, file)
        found = _found(path, os.path.basename(file), own=True)
        if found is None:
            yield file, "its copy is not on this machine"
        elif not passes(path, found.name, found.stamp):
            yield found
    home = os.path.realpath(config.places.home)
    for folder in folders(config):
        if os.path.isdir(folder):
            yield from _walk(folder, home, passes)
        elif (found := _found(folder, os.path.basename(folder), own=False)) is None:
            yield folder, "the watched folder is not there"
        elif not passes(folder, found.name, found.stamp):
            yield found


def folders(config: Config) -> list[str]:
    """The watched folders."""
    said = str(config.get("sessions.watch")).split(os.pathsep)
    return list(dict.fromkeys(os.path.abspath(os.path.expanduser(part.strip())) for part in said if part.strip()))


def read(found: Found) -> tuple[tuple[Session, ...], Found]:
    """Its sessions, and the file as it was when it was read. Raises Unreadable."""
    from dreamstream.dream.transcripts import door  # ten readers, which a look at unchanged files need not pay for

    body, now = bytes_of(found)
    sniffed = door.sniff(body, found.name)
    if sniffed.why:
        raise Unreadable(sniffed.why)
    return door.read(body, found.name), now


def below(folder: str, places: Places) -> Iterator[Found | Left]:
    """Every file below a folder but hidden ones and the journal's own; (path, why) where one cannot be looked into."""
    yield from _walk(folder, os.path.realpath(places.home), lambda _path, _name, _stamp: False)


def at(path: str) -> Found | None:
    """The file of this path; None where there is none."""
    return _found(path, os.path.basename(path), own=True)


def is_settled(found: Found, now: float) -> bool:
    """Whether the stamp can be trusted: the file was not written in the very tick it was looked at."""
    tick = _COARSE if found.changed.is_integer() else _TICK
    return now - found.changed > tick


def bytes_of(found: Found) -> tuple[bytes, Found]:
    """A file's bytes, and the file as it was then. Raises Unreadable."""
    try:
        fd = os.open(found.path, os.O_RDONLY | os.O_CLOEXEC | getattr(os, "O_NONBLOCK", 0))
        with os.fdopen(fd, "rb") as file:
            before = os.fstat(fd)
            if not stat.S_ISREG(before.st_mode):
                raise Unreadable("no file")
            if before.st_size > MOST:
                raise Unreadable(f"larger than {MOST >> 20} MiB")
            # as much as there was when it was looked at: what is written meanwhile is the next pass's
            return file.read(before.st_size), _of(found.path, found.name, before, own=found.own)
    except OSError as error:
        raise Unreadable(f"unreadable: {error.strerror or type(error).__name__}") from None


def _walk(folder: str, home: str, passes: Passes, real: str = "") -> Iterator[Found | Left]:
    """The files below a folder, which is `real`; hidden ones and the journal's own folder are passed over."""
    real = real or os.path.realpath(folder)
    if real == home or real.startswith(home + os.sep):
        yield folder, "it is the journal's own folder"
        return
    try:
        with os.scandir(folder) as entries:
            listed = sorted(entries, key=_by_name)
    except OSError as error:
        yield folder, f"unreadable: {error.strerror or type(error).__name__}"
        return
    for entry in listed:
        name = entry.name
        if name.startswith("."):
            continue
        try:
            if entry.is_file():
                told = entry.stat()
                if not passes(entry.path, name, _stamp(told)):
                    yield _of(entry.path, name, told, own=False)
            elif entry.is_dir(follow_symlinks=False):
                yield from _walk(entry.path, home, passes, os.path.join(real, name))
        except OSError as error:
            yield entry.path, f"unreadable: {error.strerror or type(error).__name__}"


def _found(path: str, name: str, *, own: bool) -> Found | None:
    try:
        return _of(path, name, os.stat(path), own=own)
    except OSError:
        return None


def _of(path: str, name: str, told: os.stat_result, *, own: bool) -> Found:
    return Found(path, name, _stamp(told), told.st_size, told.st_mtime, own)


def _stamp(told: os.stat_result) -> str:
    return f"{told.st_size}-{told.st_mtime_ns}-{told.st_ctime_ns}-{told.st_ino}"
