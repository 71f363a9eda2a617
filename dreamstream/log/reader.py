"""Read records: every whole line of every host, in the one order all hosts agree on."""

from __future__ import annotations

import heapq
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from dreamstream.log import frame
from dreamstream.paths import Places

#: One order on every host: instant in milliseconds, host, seq.
Key = tuple[int, str, int]
START: Key = (0, "", 0)
#: Two records glued by one damaged newline are still told apart; what is longer is passed over unread.
_LONGEST = 2 * frame.MAX_BYTES + 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One record where it stands; `end` is where reading goes on."""

    record: dict[str, Any]
    key: Key
    path: str
    offset: int
    line: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Bad:
    """One line that is no record, and why."""

    path: str
    offset: int
    line: int
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """One file of the log as it stands now."""

    path: str
    host: str
    size: int
    stamp: str  # size, time and inode: unchanged means unread bytes are none


def segments(places: Places) -> list[Segment]:
    """Every file of the log, all hosts, sync conflicts too, in the order of their names."""
    found = []
    for folder in _folders(places.log):
        for item in sorted(os.scandir(folder.path), key=lambda e: e.name):
            if item.name.endswith(".jsonl") and item.is_file(follow_symlinks=False):
                stat = item.stat(follow_symlinks=False)
                found.append(
                    Segment(
                        path=os.path.relpath(item.path, places.log),
                        host=folder.name,
                        size=stat.st_size,
                        stamp=f"{stat.st_size}.{stat.st_mtime_ns}.{stat.st_ino}",
                    )
                )
    return found


@dataclass(slots=True, kw_only=True)
class Cursor:
    """How far one segment was read, and the key its last record had."""

    offset: int = 0
    line: int = 0
    key: Key = START


def read(places: Places, segment: Segment, cursor: Cursor, bad: list[Bad]) -> Iterator[Entry]:
    """Entries of one segment from the cursor on, moving it; what is no record goes to `bad`.

    An unterminated last line is left alone: it is still being written, or torn and sealed by the next append.
    Keys never fall within a segment, whatever a hand edit wrote, so that the merge below is one order.
    """
    with open(os.path.join(places.log, segment.path), "rb") as file:
        file.seek(cursor.offset)
        while line := file.readline(_LONGEST):
            start = cursor.offset
            if not line.endswith(b"\n"):
                if len(line) < _LONGEST:
                    break
                start += len(line)
                while line and not line.endswith(b"\n"):  # a line of any length costs no more memory than one
                    line = file.readline(1 << 16)
                    start += len(line)
                cursor.line += 1
                bad.append(Bad(path=segment.path, offset=cursor.offset, line=cursor.line, why="longer than 1 MiB"))
                cursor.offset = start
                continue
            cursor.offset += len(line)
            cursor.line += 1
            body = line.rstrip(b"\r\n")
            if start == 0:
                body = body.removeprefix(b"\xef\xbb\xbf")
            if not body.strip():
                continue
            try:
                records = [frame.check(body)]
            except frame.BadLine as error:
                bad.append(Bad(path=segment.path, offset=start, line=cursor.line, why=str(error)))
                records = frame.pieces(body)
            for record in records:
                cursor.key = max(cursor.key, key(record, segment.host, cursor.key))
                yield Entry(
                    record=record,
                    key=cursor.key,
                    path=segment.path,
                    offset=start,
                    line=cursor.line,
                    end=cursor.offset,
                )


def merge(streams: list[Iterator[Entry]]) -> Iterator[Entry]:
    """One stream in the order of keys; a record that stands in two files (a sync conflict) comes once."""
    last: set[str] = set()
    at = START
    for entry in streams[0] if len(streams) == 1 else heapq.merge(*streams, key=lambda e: e.key):
        if entry.key != at:
            at, last = entry.key, set()
        id = entry.record.get("id")
        if isinstance(id, str):
            if id in last:
                continue
            last.add(id)
        yield entry


def key(record: dict[str, Any], host: str, before: Key) -> Key:
    """Where a record stands in time; a hand-written one without a time stands right after the one above it."""
    try:
        at = _instant(record["at"])
    except (KeyError, ValueError, TypeError, OverflowError, OSError):
        at = before[0]
    seq = record.get("seq")
    if not isinstance(seq, int) or not -(1 << 63) <= seq < 1 << 63:
        seq = before[2]
    return (at, str(record.get("host") or host), seq)


@lru_cache(maxsize=8)  # all records of one act say the same time, and an import is one act
def _instant(at: str) -> int:
    return round(datetime.fromisoformat(at).timestamp() * 1000)


def _folders(log: str) -> list[os.DirEntry[str]]:
    try:
        return sorted((e for e in os.scandir(log) if e.is_dir(follow_symlinks=False)), key=lambda e: e.name)
    except FileNotFoundError:
        return []
