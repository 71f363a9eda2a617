"""Times as dreamers tell them: ISO text out, exactly as precise as it was said.

    told ─► ISO? ─► "N hours ago"? ─► take the clock off ─► a day, month or year ─► put the clock back

Stands on the path of `log --at`: patterns are compiled when a phrase first asks for them, and a named
tuple is made in a sixth of the time a dataclass takes.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from typing import NamedTuple

from dreamstream import days
from dreamstream.days import Days
from dreamstream.errors import UsageError

_HINT = "Say it like 2026-11-20 06:30, 2026-11, yesterday, last night at 3am, 2 nights ago, monday, may 20, 5/20/1998."
_ISO = "([0-9]{4}-[0-9]{2}-[0-9]{2})T([0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:[.][0-9]{1,6})?)?)(Z|[+-][0-9]{2}:[0-9]{2})"
_TYPED = "([0-9-]{10})[t ]([0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]{1,6})?)?) ?(z|[+-][0-9]{2}:?[0-9]{2})?"


class When(NamedTuple):
    """A moment, day, month or year; `future` where it has not come yet, for the caller to refuse."""

    at: str  #: "2026-11-20T06:30:00+01:00", "2026-11-20", "2026-11" or "1957"
    precision: str  #: minute, day, month or year
    future: bool = False


def parse(text: str, *, now: datetime) -> When:
    """The time a dreamer means, seen from `now` (aware); a weekday or a month is the last one.

    Raises UsageError for what is no date here or nowhere, naming forms that work.
    """
    try:
        when = _parse(_tidy(text), now)
    except (ArithmeticError, ValueError, OSError):
        raise UsageError(f"{_shown(text)} does not exist.", hint=_HINT) from None
    if when is None:
        raise UsageError(f"{_shown(text)} is no date I understand.", hint=_HINT)
    return when


def span(text: str, *, now: datetime) -> tuple[str, str]:
    """First and last local date a phrase covers: "2026-11" its month, "last 7 days" seven dates, "a..b" both ends.

    Raises UsageError like `parse`.
    """
    if ".." in text and len(text) < 100:
        first, _, last = text.partition("..")
        ends = span(first, now=now)[0], span(last, now=now)[1]
        if ends[0] > ends[1]:
            raise UsageError(f"{_shown(text)} ends before it begins.", hint="Put the earlier date first.")
        return ends
    try:
        phrase = _tidy(text)
        covered = days.lately(phrase, now.date()) or days.named(phrase, now.date())
    except (ArithmeticError, ValueError):
        raise UsageError(f"{_shown(text)} does not exist.", hint=_HINT) from None
    if covered is None:
        day = parse(text, now=now).at[:10]
        return day, day
    return covered.first.isoformat(), covered.last.isoformat()


def night(at: str, *, day_starts_at: str = "18:00") -> str | None:
    """The local date of waking; None for a month or a year, which belong to no night."""
    if len(at) < 10 or not is_real(at):
        return None
    if len(at) == 10 or at[11:16] < day_starts_at.rjust(5, "0"):
        return at[:10]
    try:
        return (date.fromisoformat(at[:10]) + timedelta(1)).isoformat()
    except OverflowError:
        return None


def is_real(text: object) -> bool:
    """Whether a stranger's value is a year, month, day, or moment with its offset, and a possible one."""
    if not isinstance(text, str):
        return False
    try:
        if len(text) <= 10:
            return days.iso(text) is not None
        return bool(re.fullmatch(_ISO, text)) and datetime.fromisoformat(text).year >= days.FIRST_YEAR
    except ValueError:
        return False


def _tidy(text: str) -> str:
    return " ".join(text.lower().replace(",", " ").split()).rstrip(".") if len(text) < 100 else ""


def _shown(text: str) -> str:
    return repr(text if len(text) <= 40 else text[:40] + "…")


def _parse(phrase: str, now: datetime) -> When | None:
    if phrase in ("now", "just now"):
        return _minute(now.replace(microsecond=0), now)
    if full := re.fullmatch(_TYPED, phrase):
        told = datetime.fromisoformat(f"{full[1]}T{full[2].replace(',', '.')}{(full[3] or '').upper()}")
        return _minute(told if told.tzinfo else _placed(told, now), now)
    if ago := re.fullmatch(f"(?:(half an)|{days.COUNT}) ?(?:(h|hrs?|hours?)|m|mins?|minutes?) ago", phrase):
        back = 30 if ago[1] else days.number(ago[2]) * (60 if ago[3] else 1)
        told = now.replace(microsecond=0).astimezone(UTC) - timedelta(minutes=back)
        return _minute(told.astimezone(None if _is_local(now) else now.tzinfo), now)
    rest, clock = _clock(phrase)
    today = now.date()
    if clock is None:
        return _told(days.named(rest, today), today)
    if not rest:
        told = _placed(datetime.combine(today, clock.time()), now)
        if told > now:  # a clock alone is the last time it showed that
            told = _placed(datetime.combine(today - timedelta(1), clock.time()), now)
        return _minute(told, now)
    named = days.named(rest, today)
    if named is None or named.what != "day":
        return None
    day = named.first
    if rest.endswith(" night") and clock.hour >= 18:
        day -= timedelta(1)  # a night is named by its waking; before midnight it was still the day before
    return _minute(_placed(datetime.combine(day, clock.time()), now), now)


def _told(told: Days | None, today: date) -> When | None:
    if told is None:
        return None
    first = told.first.isoformat()
    if told.what == "week":
        # "last week" is all a dreamer may remember: seven days back; "this week" names no day
        return When((today - timedelta(7)).isoformat(), "day") if told.last < today else None
    kept = {"day": first, "month": first[:7], "year": first[:4]}[told.what]
    return When(kept, told.what, told.first > today)


def _clock(phrase: str) -> tuple[str, datetime | None]:
    """The phrase without its time of day, and that time (on no particular day)."""
    found = re.search(
        r"(?<![\w./:'-])(?:(?:at|around|about) )?(?:(noon|midday|midnight)|([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?"
        r"(?: ?([ap])[.]?m)?|([0-9]{1,2}) ?([ap])[.]?m|(?<=\bat )([0-9]{1,2})|([0-9]{1,2})(?= o'?clock))"
        r"(?: o'?clock)?(?![\w/:-])[.]?",
        phrase,
    )
    if not found:
        return phrase, None
    rest = " ".join((phrase[: found.start()] + " " + phrase[found.end() :]).split())
    name, hour, minute, second, half, round_hour, round_half, bare, o_clock = found.groups()
    if name:
        return rest, datetime(2000, 1, 1, 0 if name == "midnight" else 12)
    digits, half = hour or round_hour or bare or o_clock, half or round_half
    told = int(digits)
    if half:
        if not 1 <= told <= 12:
            raise ValueError("no such hour")
        told = told % 12 + (12 if half == "p" else 0)
    elif 1 <= told <= 11 and digits[0] != "0":
        part = re.search("(afternoon|evening|night)$", rest)
        if part and (part[1] != "night" or told >= 8):
            told += 12  # "last night at 11", "yesterday evening at 8"; "last night at 3" stays
    rest = re.sub("^(?:in|at) (?:the )?(?:morning|afternoon|evening|night)$", "", rest)
    return rest, datetime(2000, 1, 1, told, int(minute or 0), int(second or 0))


def _placed(naive: datetime, now: datetime) -> datetime:
    """That wall clock in now's zone, with the offset the zone had that day; an hour DST skipped moves on by one."""
    if _is_local(now):
        return naive.astimezone()
    return naive.replace(tzinfo=now.tzinfo).astimezone(UTC).astimezone(now.tzinfo)


def _is_local(now: datetime) -> bool:
    """Whether now's fixed offset is only today's face of this machine's zone (what `astimezone()` returns)."""
    if not isinstance(now.tzinfo, timezone):
        return now.tzinfo is None
    local = now.astimezone()
    return (local.utcoffset(), local.tzname()) == (now.utcoffset(), now.tzname())


def _minute(told: datetime, now: datetime) -> When:
    offset = told.utcoffset() or timedelta(0)
    if offset.seconds % 60:  # before railway time zones counted seconds; ISO readers elsewhere do not
        told = told.astimezone(timezone(timedelta(minutes=offset // timedelta(minutes=1))))
    if told.year < days.FIRST_YEAR:
        raise ValueError("before the first year")
    return When(told.isoformat(), "minute", told > now)
