"""Times in transcripts, as ISO 8601; a day that nobody named is not guessed."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone

from dreamstream import dates, days
from dreamstream.errors import UsageError

_MOMENT = re.compile(
    r"(\d{4}-\d\d-\d\d)(?:(?:[T_]|\s{1,3})(\d\d:\d\d(?::\d\d)?)(?:[.,](\d{1,9}))?\s?(Z|UTC|GMT|[+-]\d\d:?\d\d)?)?",
    re.ASCII,
)
_CLOCK = re.compile(r"(\d{1,2})[:.](\d\d)(?:[:.](\d\d)(?:[.,]\d{1,9})?)?(?:\s?([AaPp])\.?[Mm]\.?)?", re.ASCII)
#: 2026-11-20 06.30.12, 20261120_063012, 2026-11-20T06-30-12: how phones and recorders name files.
_NAMED = re.compile(
    r"(?<!\d)([12]\d{3})([-_.]?)(\d\d)\2(\d\d)(?:(?:[T_ -]|\sat\s){1,3}(\d\d)[-_.:h]?(\d\d)(?:[-_.:]?(\d\d))?)?(?!\d)",
    re.ASCII,
)
#: 5/20/1998, 20.05.98 13:56, 20 May 2023: what `dates` reads, where it names its year.
_DATED = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b|\b[12]\d{3}\b", re.ASCII)


def moment(told: object) -> str | None:
    """An ISO date or moment as a stranger writes it, or seconds (or milliseconds) since 1970; None for all else.

    A moment without an offset is one of this machine's zone.
    """
    if isinstance(told, int | float) and not isinstance(told, bool):
        return _epoch(told)
    if not isinstance(told, str) or len(told) > 60 or not (found := _MOMENT.fullmatch(told.strip())):
        return None
    day, clock, part, zone = found.groups()
    if clock is None:
        return day if dates.is_real(day) else None
    zone = "+00:00" if zone in ("Z", "UTC", "GMT") else zone or ""
    try:
        return _spelt(datetime.fromisoformat(f"{day}T{clock}{'.' + part[:6] if part else ''}{zone}"))
    except (ValueError, OverflowError, OSError):
        return None


def told(words: str, day: str | None = None) -> str | None:
    """The time a tag holds: ISO, a date as people write it, or a clock alone, which needs the day it was."""
    words = words.strip()
    if len(words) > 60:
        return None
    if at := moment(words):
        return at
    if clock := _CLOCK.fullmatch(words):
        return _on(day, clock)
    if not _DATED.search(words):
        return None
    try:
        return dates.parse(words, now=datetime.now().astimezone()).at
    except UsageError:
        return None


def seconds(words: str) -> float | None:
    """Seconds, where a clock has hours, minutes and seconds."""
    found = re.fullmatch(r"(\d{1,2}):(\d\d):(\d\d(?:\.\d{1,6})?)", words.strip(), re.ASCII)
    return round(int(found[1]) * 3600 + int(found[2]) * 60 + float(found[3]), 3) if found else None


def within(words: str) -> str | None:
    """The first ISO date or moment that stands somewhere in a text."""
    found = _MOMENT.search(words[:2000])
    return moment(found[0]) if found else None


def named(name: str) -> str | None:
    """The date or moment in a file's name."""
    found = _NAMED.search(name[-200:])
    if not found:
        return None
    year, _, month, day, hour, minute, second = found.groups()
    date = f"{year}-{month}-{day}"
    if hour is None:
        return moment(date)
    return moment(f"{date}T{hour}:{minute}:{second or '00'}") or moment(date)


def after(begun: str | None, seconds: float) -> str | None:
    """The moment so far into what began then; a day stays a day."""
    if begun is None or len(begun) <= 10:
        return begun
    try:
        return _spelt(datetime.fromisoformat(begun) + timedelta(seconds=round(seconds, 3)))
    except (ValueError, OverflowError):
        return None


def _epoch(told: float) -> str | None:
    try:
        return _spelt(datetime.fromtimestamp(told / 1000 if abs(told) > 1e11 else told, UTC))
    except (ValueError, OverflowError, OSError):
        return None


def _on(day: str | None, clock: re.Match[str]) -> str | None:
    """That clock on that day; after a later clock it is the next morning."""
    if day is None or len(day) < 10:
        return None
    hour, half = int(clock[1]), (clock[4] or "").lower()
    if half and not 1 <= hour <= 12:
        return None
    hour = hour % 12 + (12 if half == "p" else 0) if half else hour
    offset = day[19:] if len(day) > 19 else ""
    zone = re.search(r"([+-]\d\d:\d\d)\Z", offset)
    at = moment(f"{day[:10]}T{hour:02}:{clock[2]}:{clock[3] or '00'}{zone[1] if zone else ''}")
    if at is None or len(day) == 10:
        return at
    try:
        before, here = datetime.fromisoformat(day), datetime.fromisoformat(at)
        # Half a day back is midnight passed; less is a talk told out of order.
        return _spelt(here + timedelta(1)) if before - here > timedelta(hours=12) else at
    except (ValueError, TypeError, OverflowError):
        return at


def _spelt(when: datetime) -> str | None:
    if when.tzinfo is None:
        when = when.astimezone()
    offset = when.utcoffset() or timedelta(0)
    if offset.seconds % 60:  # before railway time zones counted seconds; ISO readers elsewhere do not
        when = when.astimezone(timezone(timedelta(minutes=offset // timedelta(minutes=1))))
    return when.isoformat() if when.year >= days.FIRST_YEAR else None
