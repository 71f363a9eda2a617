"""JSON lines: our own export, which comes back whole, and anybody's file with one dream a line.

line ─► an object ─► its words ─► one fact after another ─► Moved
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO, TextIO

from dreamstream import dates, ids
from dreamstream.errors import UsageError
from dreamstream.lists import DREAM_TYPES, EMOTIONS, EVENT_TYPES
from dreamstream.moves.base import MAX_TEXT, Moved, Skipped, key, opened

#: A dream with all its events may be longer than one record; what is longer than this is no journal.
MAX_LINE = 1 << 24
#: The log stops at 64 levels, and an event lies some deep in its record.
MAX_DEPTH = 56
_TEXT = ("text", "dream", "body", "content", "description")
_AT = ("at", "date", "when", "timestamp", "created_at")
_STATUSES = ("suggested", "confirmed", "rejected")
_FACTS = ("id", "text", "title", "at", "night", "type", "lucidity", "emotions", "tags", "people", "places", "stress")


class _Odd(ValueError):
    """Why a line, or one fact of it, stays behind."""


def read(path: Path | str, *, day_starts_at: str = "18:00") -> Iterator[Moved | Skipped]:
    """The dreams of a file, one a line; a fact that cannot be held is named in a Skipped before its dream.

    Raises UsageError only for a file that cannot be opened: a bad line is skipped, the rest goes on.
    """
    with opened(path) as file:
        for where, line in _lines(file):
            try:
                found = _object(line)
                odd: list[str] = []
                dream = _dream(found, odd, day_starts_at)
            except _Odd as error:
                yield Skipped(where=where, why=str(error))
                continue
            for why in dict.fromkeys(odd):
                yield Skipped(where=where, why=f"{why}; the field was dropped, the dream was kept")
            yield dream


def write(rows: Iterable[Mapping[str, Any]], out: TextIO) -> int:
    """Write what `show` says of each dream, one a line, in ASCII so that any terminal's encoding can hold it."""
    count = 0
    for dream in rows:
        out.write(json.dumps(row(dream), allow_nan=False, separators=(",", ":")) + "\n")
        count += 1
    return count


def row(dream: Mapping[str, Any]) -> dict[str, Any]:
    """The export's line for a dream as `show` gives it: what was told and noted, not what was made from it."""
    line = {name: dream.get(name) for name in _FACTS}
    signs = [sign["label"] if isinstance(sign, Mapping) else sign for sign in dream.get("signs") or ()]
    events = [dict(event) for event in dream.get("events") or ()]
    return line | {"draft": bool(dream.get("draft")), "signs": signs, "events": events}


def _lines(file: BinaryIO) -> Iterator[tuple[str, bytes]]:
    number = 0
    while line := file.readline(MAX_LINE + 1):
        number += 1
        tail = line
        while len(line) > MAX_LINE and tail and not tail.endswith(b"\n"):
            tail = file.readline(MAX_LINE)  # let the rest of it go by, piece by piece
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if line.strip():
            yield f"line {number}", line


def _object(line: bytes) -> dict[str, Any]:
    if len(line) > MAX_LINE:
        raise _Odd("longer than a dream may be")
    try:
        found = json.loads(line.decode(), parse_constant=_constant)
    except UnicodeDecodeError:
        raise _Odd("not UTF-8") from None
    except _Odd:
        raise
    except (ValueError, RecursionError):
        raise _Odd("not JSON") from None
    if not isinstance(found, dict):
        raise _Odd("not a JSON object")
    if b"\\u" in line and re.search(rb"\\ud[89a-f]", line, re.IGNORECASE):
        try:
            json.dumps(found, ensure_ascii=False).encode()
        except (UnicodeEncodeError, RecursionError):
            raise _Odd("holds half a character (a lone surrogate)") from None
    return found


def _constant(name: str) -> None:
    raise _Odd(f"holds {name}, which is no number")


def _dream(found: dict[str, Any], odd: list[str], day_starts_at: str) -> Moved:
    named = next((name for name in _TEXT if isinstance(found.get(name), str) and found[name].strip()), None)
    if named is None:
        raise _Odd(f"no words: none of {', '.join(_TEXT)} holds any")
    text = found[named]
    own = found.get("id")
    if not (isinstance(own, str) and len(own) == ids.LENGTH + 2 and ids.looks_like(own, "d")):
        own = None
    at, title = _at(found, odd), _line(found, "title", odd)
    kind = _choice(found, "type", DREAM_TYPES, odd)
    lucid = found.get("lucidity", found.get("lucid"))
    if isinstance(lucid, bool | str) and (said := str(lucid).lower()) in ("true", "false", "yes", "no"):
        kind, lucid = kind or ("lucid" if said in ("true", "yes") else None), None
    if found.get("nightmare") is True:
        kind = kind or "nightmare"
    dream = Moved(
        key=own or key("jsonl", _plain(found.get("id")), _plain(found.get(_dated(found) or "")), text),
        text=text,
        title=title,
        at=at,
        night=_night(found, at, odd, day_starts_at),
        type=kind,
        lucidity=_count("lucidity", lucid, 5, odd),
        stress=_count("stress", found.get("stress"), 100, odd),
        emotions=tuple(_choices(found, odd)),
        tags=_names(found, "tags", odd),
        people=_names(found, "people", odd),
        places=_names(found, "places", odd),
        draft=_flag(found, odd),
        id=own,
        events=tuple(_events(found.get("events"), odd)),
    )
    facts = (text, title, *dream.tags, *dream.people, *dream.places)
    if sum(map(len, facts)) * 4 > MAX_TEXT and sum(len(fact.encode()) for fact in facts) > MAX_TEXT:
        raise _Odd("longer than one dream may be (1 MiB)")
    return dream


def _plain(told: Any) -> str:
    return str(told) if isinstance(told, str | int | float) else ""


def _dated(found: dict[str, Any]) -> str | None:
    return next((name for name in _AT if found.get(name) not in (None, "")), None)


def _at(found: dict[str, Any], odd: list[str]) -> str | None:
    if (name := _dated(found)) is None:
        return None
    told, clock = found[name], found.get("time")
    if name == "date" and isinstance(told, str) and ":" not in told and isinstance(clock, str) and clock:
        at = _read(f"{told} {clock}") or _read(told)
    else:
        at = _read(told)
    if at is not None:
        return at
    odd.append(f"{name} is no date")
    return None


def _read(told: Any) -> str | None:
    """A date that names its year: "yesterday" was the yesterday of whoever wrote it."""
    if dates.is_real(told):
        return str(told)
    if not isinstance(told, str) or not re.search("(?<![0-9])[12][0-9]{3}(?![0-9])", told):
        return None
    try:
        return dates.parse(told, now=datetime.now().astimezone()).at
    except UsageError:
        return None


def _night(found: dict[str, Any], at: str | None, odd: list[str], day_starts_at: str) -> str | None:
    """The night the file names, where it names one: a dream told at eleven may belong to the day it was told."""
    night = found.get("night")
    if isinstance(night, str) and len(night) == 10 and dates.is_real(night):
        return night
    if night is not None:
        odd.append("night is no date")
    return dates.night(at, day_starts_at=day_starts_at) if at else None


def _line(found: dict[str, Any], name: str, odd: list[str]) -> str:
    told = found.get(name)
    if told is None or isinstance(told, str):
        return told or ""
    odd.append(f"{name} is no text")
    return ""


def _choice(found: dict[str, Any], name: str, allowed: tuple[str, ...], odd: list[str]) -> str | None:
    told = found.get(name)
    if told is None or told in ("", "dream"):
        return None
    if isinstance(told, str) and told.lower() in allowed:
        return told.lower()
    odd.append(f"{name} is none of {', '.join(allowed)}")
    return None


def _count(name: str, told: Any, most: int, odd: list[str]) -> int | None:
    if isinstance(told, str) and re.fullmatch(" *[0-9]{1,3} *", told):
        told = int(told)
    if isinstance(told, float) and told.is_integer():
        told = int(told)
    if told is None or (isinstance(told, int) and not isinstance(told, bool) and 0 <= told <= most):
        return told
    odd.append(f"{name} is no number from 0 to {most}")
    return None


def _names(found: dict[str, Any], name: str, odd: list[str]) -> tuple[str, ...]:
    told = found.get(name)
    if isinstance(told, str):
        told = [part.strip() for part in told.split(",")]
    if told is None:
        return ()
    if not isinstance(told, list):
        odd.append(f"{name} is no list")
        return ()
    kept = tuple(each for each in told if isinstance(each, str) and each.strip())
    if len(kept) < sum(each != "" for each in told):
        odd.append(f"{name} holds something that is no text")
    return kept


def _choices(found: dict[str, Any], odd: list[str]) -> Iterator[str]:
    for told in _names(found, "emotions", odd):
        if told.lower() in EMOTIONS:
            yield told.lower()
        else:
            odd.append(f"emotions are {', '.join(EMOTIONS)} and no others")


def _flag(found: dict[str, Any], odd: list[str]) -> bool:
    told = found.get("draft")
    if told is not None and not isinstance(told, bool):
        odd.append("draft is neither true nor false")
    return told is True


def _events(told: Any, odd: list[str]) -> Iterator[dict[str, Any]]:
    if told is not None and not isinstance(told, list):
        odd.append("events is no list")
        return
    for event in told or ():
        why = _amiss(event)
        if why is None:
            yield event
        else:
            odd.append(f"an event {why}")


def _amiss(event: Any) -> str | None:
    """What keeps an event out of the log, None where nothing does."""
    if not isinstance(event, dict) or not isinstance(event.get("text"), str) or not event["text"].strip():
        return "has no words"
    if event.get("type") not in EVENT_TYPES:
        return f"is none of {', '.join(EVENT_TYPES)}"
    if event.get("status") is not None and event["status"] not in _STATUSES:
        return f"is none of {', '.join(_STATUSES)}"
    if event.get("at") is not None and not dates.is_real(event["at"]):
        return "has no real date"
    if len(event["text"].encode()) > MAX_TEXT or not _holdable(event, 0):
        return "is too long, too deep, or holds a number past 2^63"
    return None


def _holdable(value: Any, depth: int) -> bool:
    if isinstance(value, dict | list):
        inside = value.values() if isinstance(value, dict) else value
        return depth < MAX_DEPTH and all(_holdable(each, depth + 1) for each in inside)
    if isinstance(value, float):
        return value - value == 0  # 1e999 is read as infinity
    return not isinstance(value, int) or -(1 << 63) <= value < 1 << 63
