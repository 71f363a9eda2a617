"""What a pass did or would do, for people: its jobs, its sessions, and what was left with the reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from dreamstream.cli.result import Line

Row = dict[str, Any]
#: Reasons that are no news, and how many of any other are named one by one.
_QUIET = ("unchanged", "empty", "forgotten", "no transcript", "no text", "written by dreamstream")
_MANY = 5


def foreseen(report: Row) -> Iterator[Line]:
    """What would run and what would be read; what would leave this machine; what is left, and why."""
    would = report["would"]
    if not would:
        yield "Nothing would run.", ""
    for row in would:
        where = f"to {row['host']}" if row["host"] else "stays here"
        what = row["dream"] if row["what"] == "job" else f"{row['id']}  {row['name']}"
        size = f"{row['backend']}, {row['characters']} characters, {where}"
        yield f"{row['kind']:<9} {what}  {row['why']}; {size}", ""
    if would:
        yield f"{len(would)} would run.{'' if report['leaves'] else ' Nothing would leave this machine.'}", "bold"
    for row in report["leaves"]:
        counts = [(row["dreams"], "dream"), (row["sessions"], "session")]
        count = " and ".join(_count(number, noun) for number, noun in counts if number)
        size = f"{row['characters']} characters, about {row['tokens']} tokens and the prompts around them"
        face = any(r.get("twin") and row["backend"] in r["backend"].split("+") for r in would)
        yield (
            f"Words would go to {row['host']} ({row['backend']}): {count}, {size}{'; your face too' if face else ''}.",
            "bold",
        )
    yield from left(report["skipped"])


def done(report: Row) -> Iterator[Line]:
    """What came of a pass."""
    jobs = report["jobs"]
    said = [f"{jobs[name]} {name}" for name in ("completed", "retrying", "failed", "reaped", "recovered") if jobs[name]]
    read = report["sessions_processed"]
    if said or not (read or report["sessions_failed"]):
        yield (", ".join(said) + "." if said else "Nothing waited."), "bold"
    if read:
        yield _read(report), "bold"
    for row in report.get("failures", ()):
        again = f"; again after {row['next_at'][11:16]} UTC" if row.get("next_at") else ""
        yield f"{row['kind']} of {row['dream']}: {row['error']}{again}", "yellow"
    yield from failed(report["sessions_failed"])
    if report["events_backfilled"]:
        yield "`dreamstream review` goes through what is suggested.", "dim"
    yield from left(report["skipped"])


def failed(rows: Iterable[Row]) -> Iterator[Line]:
    """Sessions of which something could not be read, and what becomes of it."""
    for row in rows:
        more = "it is tried again" if row["again"] else f"`dreamstream dream --session {row['id']}` tries again"
        yield f"{row['name']} ({row['id']}): {row['why']}; {more}", "yellow"


def left(skipped: Iterable[Row]) -> Iterator[Line]:
    """What was left, each with its reason; what is as it was, and many of one kind, are only counted."""
    told = list(skipped)
    counts = Counter(row["why"] for row in told if row["what"] == "session")
    for row in told:
        if row["what"] == "session" and (row["why"] in _QUIET or counts[row["why"]] > _MANY):
            continue
        name = f"{row['name']} ({row['id']})" if row.get("name") and row["id"] else row.get("name") or row["id"]
        yield f"skipped   {name}: {row['why']}", "dim"
    for why, count in sorted(counts.items()):
        if why in _QUIET or count > _MANY:
            yield f"skipped   {_count(count, 'session' if why in ('unchanged', 'forgotten') else 'file')}: {why}", "dim"


def proposal(event: Row) -> Iterator[Line]:
    """One proposal of a preview."""
    like = " (resembles another)" if event["meta"]["similar_to"] else ""
    yield f"{event['type']:<10} {event['target']}  {event['text']}{like}", ""


def told(row: Row) -> str:
    """One earlier pass in a line."""
    said = [f"{value} {name}" for name, value in (row["jobs"] or {}).items() if value]
    sessions = row["sessions"] or {}
    if sessions.get("read"):
        said.append(f"{_count(sessions['read'], 'session')} read, {sessions.get('events', 0)} suggested")
    if not row["finished"]:
        return "did not finish"
    return (", ".join(said) or "nothing made") + ("; undone" if row["undone"] else "")


def _read(report: Row) -> str:
    events, linked, dropped = (report[f"events_{name}"] for name in ("backfilled", "linked", "dropped"))
    more = [f"{linked} of them like something noted" if linked else "", f"{dropped} said already" if dropped else ""]
    tail = "".join(f", {part}" for part in more if part)
    return f"{_count(report['sessions_processed'], 'session')} read: {events or 'nothing'} suggested{tail}."


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
