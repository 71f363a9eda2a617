"""The one allowed change of bytes that stand: take a purged dream's lines out of this host's segments.

Every other line keeps its bytes, its seal and its order. A file is written anew beside its place, synced and moved in
whole, so that a power cut leaves the old or the new one. Other hosts' files are only named: each host writes its own.
"""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from dreamstream.log import frame, reader, writer
from dreamstream.paths import Places

#: The members of `data` that say what a record is about.
_SUBJECTS = ("dream", "target", "event", "job", "media")
#: What must stay: it is what keeps every other copy of the dream from coming back.
_STAYS = ("dream.purged", "media.removed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewritten:
    """What a rewrite did: files made anew, and how many lines are gone."""

    files: list[str] = field(default_factory=list)
    lines: int = 0


def subjects(places: Places, dreams: set[str]) -> set[str]:
    """The dreams and every job and event that was ever theirs, by what all hosts' logs say."""
    found = set(dreams)
    for data in _said(places, dreams, ("job.asked", "event.added")):
        found |= {value for key in ("job", "event") if isinstance(value := data.get(key), str)}
    return found


def words(places: Places, dreams: set[str]) -> list[str]:
    """Every text and title these dreams ever had, by what all hosts' logs say."""
    told = _said(places, dreams, ("dream.logged", "dream.edited"))
    return [data[key] for data in told for key in ("text", "title") if isinstance(data.get(key), str) and data[key]]


def _said(places: Places, dreams: set[str], kinds: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    spelt = [dream.encode() for dream in dreams]
    for segment in reader.segments(places):
        with open(os.path.join(places.log, segment.path), "rb") as file:
            for line in file:
                if any(dream in line for dream in spelt):
                    with suppress(frame.BadLine):
                        record = frame.check(line.rstrip(b"\r\n"))
                        if (
                            record["kind"] in kinds
                            and {record["data"].get("dream"), record["data"].get("target")} & dreams
                        ):
                            yield record["data"]


def numbers(places: Places, subjects: set[str]) -> list[list[int]]:
    """The runs of sequence numbers, first and last, that a rewrite of this host's log would leave missing."""
    host = writer.host(places)
    found = {
        seq
        for segment in reader.segments(places)
        if segment.host == host
        for _, seq in _about(os.path.join(places.log, segment.path), subjects, [])
        if seq is not None
    }
    runs: list[list[int]] = []
    for number in sorted(found):
        if runs and runs[-1][1] == number - 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return runs


def without(places: Places, subjects: set[str], *, texts: list[str]) -> Rewritten:
    """Take every line of this host about one of these ids out; hold the write lock.

    `texts` are the purged words: a damaged line that holds them, or names an id, goes too.
    """
    host = writer.host(places)
    plain = [json.dumps(text, ensure_ascii=False)[1:-1][:60].encode("utf-8", "replace") for text in texts]
    files, lines = [], 0
    for segment in reader.segments(places):
        if segment.host != host:
            continue
        path = os.path.join(places.log, segment.path)
        gone = dict(_about(path, subjects, plain))
        if gone:
            _write_without(path, gone.keys())
            files.append(segment.path)
            lines += len(gone)
    return Rewritten(files=files, lines=lines)


def elsewhere(places: Places, dreams: set[str]) -> list[str]:
    """Files of other hosts that still speak of these dreams, except to say that they were purged."""
    host = writer.host(places)
    return [
        segment.path
        for segment in reader.segments(places)
        if segment.host != host and next(_about(os.path.join(places.log, segment.path), dreams, []), None) is not None
    ]


def _about(path: str, subjects: set[str], plain: list[bytes]) -> Iterator[tuple[int, int | None]]:
    """(line number, seq) of each line that is about one of these."""
    spelt = [subject.encode() for subject in subjects]
    with open(path, "rb") as file:
        for number, line in enumerate(file):
            if not any(subject in line for subject in spelt) and not any(p in line for p in plain if len(p) > 8):
                continue
            try:
                record = frame.check(line.rstrip(b"\r\n"))
            except frame.BadLine:
                yield number, None
                continue
            named = {value for key in _SUBJECTS if isinstance(value := record["data"].get(key), str)}
            if named & subjects and record["kind"] not in _STAYS:
                seq = record.get("seq")
                yield number, seq if isinstance(seq, int) else None


def _write_without(path: str, gone: Collection[int]) -> None:
    draft = f"{path}.new-{os.getpid()}"
    fd = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
    with open(path, "rb") as old, os.fdopen(fd, "wb") as new:
        new.writelines(line for number, line in enumerate(old) if number not in gone)
        new.flush()
        os.fsync(new.fileno())
    os.replace(draft, path)
    if os.name != "nt":
        folder = os.open(os.path.dirname(path), os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
