"""Look at every line of the log and say which are not as they were written."""

from __future__ import annotations

from typing import Any

from dreamstream.log import reader
from dreamstream.log.reader import Bad, Cursor
from dreamstream.paths import Places


def verify(places: Places) -> dict[str, Any]:
    """`{records, bad, unsealed, gaps, hand_written}`; reads all, changes nothing.

    A number missing from a host's sequence is a gap unless a bad line stands where it was.
    """
    records = hand_written = 0
    bad: list[Bad] = []
    unsealed: list[str] = []
    numbers: dict[str, list[int]] = {}
    purged: dict[str, set[int]] = {}
    for segment in reader.segments(places):
        cursor = Cursor()
        for entry in reader.read(places, segment, cursor, bad):
            records += 1
            hand_written += "crc" not in entry.record
            seq = entry.record.get("seq")
            if isinstance(seq, int):
                numbers.setdefault(segment.host, []).append(seq)
            if entry.record["kind"] == "dream.purged":  # a rewrite says which numbers it took
                purged.setdefault(segment.host, set()).update(_said(entry.record["data"].get("gaps")))
        if cursor.offset < segment.size:
            unsealed.append(segment.path)
    # a line that stands in a sync conflict's copy too is one line
    damaged = {host: sum(b.path.startswith(f"{host}/") and "conflict" not in b.path for b in bad) for host in numbers}
    return {
        "records": records,
        "bad": [{"file": b.path, "offset": b.offset, "line": b.line, "why": b.why} for b in bad],
        "unsealed": unsealed,
        "gaps": [
            gap
            for host, found in numbers.items()
            for gap in _gaps(host, [*found, *purged.get(host, ())], damaged[host])
        ],
        "hand_written": hand_written,
    }


def _said(gaps: Any) -> set[int]:
    """The numbers a purge says it took; nothing for what is no list of runs."""
    try:
        return {number for first, last in gaps or () for number in range(first, min(last, first + 1_000_000) + 1)}
    except (TypeError, ValueError):
        return set()


def _gaps(host: str, found: list[int], damaged: int) -> list[dict[str, Any]]:
    gaps = []
    before = 0
    for seq in sorted(set(found)):
        missing = seq - before - 1
        if missing > 0:
            explained = min(missing, damaged)
            damaged -= explained
            if missing > explained:
                gaps.append({"host": host, "first": before + 1, "last": seq - 1})
        before = seq
    return gaps
