"""The one allowed change of bytes that stand: take a purged dream's lines out of this host's segments.

Every other line keeps its bytes, its seal and its order. A file is written anew beside its place, synced and moved in
whole, so that a power cut leaves the old or the new one. Other hosts' files are only named: each host writes its own.
"""

from __future__ import annotations

import glob
import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from dreamstream.log import frame, reader, writer
from dreamstream.paths import Places

#: The members of `data` that say what a record is about.
_SUBJECTS = ("dream", "target", "event", "job")
#: What must stay: it is what keeps every other copy of the dream from coming back.
_STAYS = ("dream.purged", "media.removed")
#: A damaged line is a dream's when it holds half of what it said, by so many samples of so many characters.
_SAMPLES, _PIECE = 8, 60
_NUMBER = re.compile(rb'"seq":([0-9]{1,18})[,}]')
#: One whole record, also where a damaged newline glued others to it.
_WHOLE = re.compile(rb'\{"v":[0-9]+,"id":"(?:(?!\{"v":[0-9]+,"id":").)*?,"crc":"[0-9a-f]{8}"\}')


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewritten:
    """What a rewrite did: files made anew, and how many lines are gone."""

    files: list[str] = field(default_factory=list)
    lines: int = 0


def subjects(places: Places, dreams: set[str]) -> dict[str, set[str]]:
    """Each dream with its own id and those of every job and event that was ever its, by what all hosts' logs say.

    An earlier rewrite took the lines that say so; what it took stands in its own record, under `about`.
    """
    found = {dream: {dream} for dream in dreams}
    for named, data in _said(places, dreams, ("job.asked", "event.added", "media.added", "dream.purged")):
        listed = data.get("about")
        about = [data.get("job"), data.get("event"), *(listed if isinstance(listed, list) else ())]
        for dream in named:
            found[dream] |= {id for id in about if isinstance(id, str) and id[:2] in ("j-", "e-")}
    return found


def words(places: Places, subjects: set[str]) -> list[str]:
    """Every text and title these ever had, by what all hosts' logs say."""
    told = _said(places, subjects, ("dream.logged", "dream.edited", "event.added", "event.reviewed"))
    found = [text for _, data in told for key in ("text", "title") if isinstance(text := data.get(key), str) and text]
    return list(dict.fromkeys(found))


def numbers(places: Places, subjects: set[str], *, texts: list[str]) -> list[list[int]]:
    """The runs of sequence numbers, first and last, that `without` would leave missing."""
    found: set[int] = set()
    for segment in _own(places):
        for _, numbers, _ in _about(os.path.join(places.log, segment.path), subjects, _spelt(texts)):
            found |= numbers
    runs: list[list[int]] = []
    for number in sorted(found):
        if runs and runs[-1][1] == number - 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return runs


def without(places: Places, subjects: set[str], *, texts: list[str]) -> Rewritten:
    """Take every line of this host about one of these ids out; hold the write lock.

    `texts` are the purged words: a damaged line that holds them, or names an id, goes too, but for whole records of
    others that it may have glued to itself.
    """
    folder = os.path.join(places.log, writer.host(places))
    for draft in glob.glob(os.path.join(glob.escape(folder), "*.jsonl.new-*")):
        os.unlink(draft)  # of a rewrite that was killed
    files, lines = [], 0
    for segment in _own(places):
        path = os.path.join(places.log, segment.path)
        gone = {number: rest for number, _, rest in _about(path, subjects, _spelt(texts))}
        if gone:
            _write_without(path, gone)
            files.append(segment.path)
            lines += len(gone)
    return Rewritten(files=files, lines=lines)


def elsewhere(places: Places, subjects: set[str]) -> list[str]:
    """Files of other hosts that still speak of these, except to say that they were purged."""
    host = writer.host(places)
    return [
        segment.path
        for segment in reader.segments(places)
        if segment.host != host and next(_about(os.path.join(places.log, segment.path), subjects, []), None) is not None
    ]


def _own(places: Places) -> Iterator[reader.Segment]:
    host = writer.host(places)
    return (segment for segment in reader.segments(places) if segment.host == host)


def _said(places: Places, subjects: set[str], kinds: tuple[str, ...]) -> Iterator[tuple[set[str], dict[str, Any]]]:
    """(which of these, what) of every record of these kinds about them."""
    spelt = [subject.encode() for subject in subjects]
    for segment in reader.segments(places):
        with open(os.path.join(places.log, segment.path), "rb") as file:
            for line in file:
                if any(subject in line for subject in spelt):
                    for record in _records(line):
                        if record["kind"] in kinds and (named := _named(record) & subjects):
                            yield named, record["data"]


def _about(path: str, subjects: set[str], texts: list[list[bytes]]) -> Iterator[tuple[int, set[int], bytes]]:
    """(line number, sequence numbers that go with it, bytes of it that stay) of each line that is about these."""
    spelt = [subject.encode() for subject in subjects]
    last = 0
    with open(path, "rb") as file:
        for number, line in enumerate(file):
            above = last
            if head := _NUMBER.search(line, 0, 200):
                last = int(head[1])
            if not any(subject in line for subject in spelt) and not _holds(line, texts):
                continue
            try:
                record = frame.check(_body(line))
            except frame.BadLine:
                stays = [(piece, r) for piece, r in _pieces(line) if not _goes(r, subjects)]
                kept = {r.get("seq") for _, r in stays}
                gone = {int(seq) for seq in _NUMBER.findall(line)} - kept
                # a number that was damaged itself is the one after the line above
                gone = {seq for seq in gone if not above or above < seq <= above + 1000} or {above + 1} - kept
                last = max(gone | {seq for seq in kept if isinstance(seq, int)}, default=above)
                yield number, gone, b"".join(piece + b"\n" for piece, _ in stays)
                continue
            if _goes(record, subjects):
                seq = record.get("seq")
                yield number, {seq} if isinstance(seq, int) else set(), b""


def _goes(record: Mapping[str, Any], subjects: set[str]) -> bool:
    return record["kind"] not in _STAYS and bool(_named(record) & subjects)


def _named(record: Mapping[str, Any]) -> set[str]:
    return {id for key in _SUBJECTS if isinstance(id := record["data"].get(key), str)}


def _records(line: bytes) -> list[dict[str, Any]]:
    """The record of a line, or those that a damaged one still holds."""
    try:
        return [frame.check(_body(line))]
    except frame.BadLine:
        return [record for _, record in _pieces(line)]


def _pieces(line: bytes) -> Iterator[tuple[bytes, dict[str, Any]]]:
    for found in _WHOLE.finditer(line):
        with suppress(frame.BadLine):
            yield found[0], frame.check(found[0])


def _body(line: bytes) -> bytes:
    return line.rstrip(b"\r\n").removeprefix(b"\xef\xbb\xbf")


def _spelt(texts: Iterable[str]) -> list[list[bytes]]:
    """Samples of each text, as the log spells them."""
    found = []
    for text in texts:
        said = json.dumps(text, ensure_ascii=False)[1:-1]
        step = max(_PIECE, len(said) // _SAMPLES)
        if len(text) >= 8:
            found.append([said[i : i + _PIECE].encode("utf-8", "replace") for i in range(0, len(said), step)])
    return found


def _holds(line: bytes, texts: list[list[bytes]]) -> bool:
    # half of them: one may be what was damaged, and a beginning alone may be a template's
    return any(sum(piece in line for piece in pieces) * 2 >= len(pieces) for pieces in texts)


def _write_without(path: str, gone: Mapping[int, bytes]) -> None:
    draft = f"{path}.new-{os.getpid()}"
    fd = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
    with open(path, "rb") as old, os.fdopen(fd, "wb") as new:
        new.writelines(gone.get(number, line) for number, line in enumerate(old))
        new.flush()
        os.fsync(new.fileno())
    os.replace(draft, path)
    if os.name != "nt":
        folder = os.open(os.path.dirname(path), os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
