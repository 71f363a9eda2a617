"""This host's segments: which there are, which one is written now, and where the last record left off."""

from __future__ import annotations

import os
from collections.abc import Iterator

from dreamstream.log import frame
from dreamstream.paths import Places


class Tail:
    """The last numbered record of this host: where `seq` and `at` go on from."""

    __slots__ = ("at", "seq")

    def __init__(self, folder: str, names: list[str]) -> None:
        self.seq, self.at = 0, ""
        lost = 0
        for name in reversed(names):  # the newest may be empty, or hold nothing but a torn line
            for line in _backwards(os.path.join(folder, name)):
                try:
                    record = frame.check(line)
                except frame.BadLine:
                    lost += 1  # a damaged line had a number too; it is not given to another record
                    continue
                at, seq = record.get("at"), record.get("seq")
                self.at = self.at or (at if isinstance(at, str) else "")
                if isinstance(seq, int) and 0 <= seq < 1 << 62:  # a hand-written line has none, and takes none
                    self.seq = seq + lost
                    return
        self.seq = lost


def _backwards(path: str) -> Iterator[bytes]:
    fd = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        position, rest = os.fstat(fd).st_size, b""
        while position > 0:
            step = min(4096 if not rest else 1 << 18, position)
            position -= step
            block = os.pread(fd, step, position) + rest
            head, newline, body = block.partition(b"\n")
            rest = head if newline else block
            for line in reversed(body.split(b"\n")) if newline else ():
                if line.strip():
                    yield line.rstrip(b"\r")
        if rest.strip():
            yield rest.rstrip(b"\r")
    finally:
        os.close(fd)


def listed(folder: str) -> list[str]:
    """The names of a host's segments, the oldest first; a stranger's file is none."""
    try:
        names = os.listdir(folder)
    except FileNotFoundError:
        return []
    return sorted((n for n in names if n.endswith(".jsonl") and _order(n)[0]), key=_order)


def _order(name: str) -> tuple[str, int]:
    """`2026-11.jsonl` is ("2026-11", 1), `2026-11-2.jsonl` ("2026-11", 2); a stranger's file is ("", 0)."""
    stem = name[:-6]
    month, number = stem[:7], stem[8:] or "1"
    digits = (month[:4] + month[5:] + number).isdecimal()
    fits = len(month) == 7 and month[4] == "-" and digits
    return (month, int(number)) if fits and stem[7:8] in ("", "-") else ("", 0)


def current(places: Places, newest: list[str], month: str) -> str:
    """The name of the segment to write in this month: never an older one, and none whose last fsync failed."""
    number = 1
    if newest:
        last, count = _order(newest[-1])
        if last >= month:  # clocks and time zones go back; segments do not
            month, number = last, count
    name = f"{month}.jsonl" if number == 1 else f"{month}-{number}.jsonl"
    try:
        with open(places.in_state("doubt"), encoding="utf-8") as file:
            doubted = _order(file.read().strip())
    except (FileNotFoundError, ValueError):
        return name
    return name if doubted < (month, number) else f"{month}-{doubted[1] + 1}.jsonl"
