"""Times as dreamers tell them: ISO text out, exactly as precise as it was said.

    told ─► ISO? ─► "N hours ago"? ─► take the clock off ─► a day, month or year ─► put the clock back

Stands on the path of `log --at`: patterns are compiled when a phrase first asks for them, and a named
tuple is made in a sixth of the time a dataclass takes.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from typing import NamedTuple

from dreamstream.errors import UsageError

#: No dream is told from before; and "0630" is a time that lost its colon, not a year.
FIRST_YEAR = 1000
_HINT = "Say it like 2026-11-20 06:30, 2026-11, yesterday, last night at 3am, 2 nights ago, monday, may 20, 5/20/1998."
_ISO = "([0-9]{4}-[0-9]{2}-[0-9]{2})T([0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:[.][0-9]{1,6})?)?)(Z|[+-][0-9]{2}:[0-9]{2})"
_TYPED = "([0-9-]{10})[t ]([0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]{1,6})?)?) ?(z|[+-][0-9]{2}:?[0-9]{2})?"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    "(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    "|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)[.]?"
)
_WEEK = ("mo", "tu", "we", "th", "fr", "sa", "su")
_WEEKDAY = (
    "(mon(?:day)?|tue(?:s(?:day)?)?|wed(?:s|nesday)?|thu(?:rs?(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)[.]?"
)
_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_COUNT = f"([0-9]{{1,6}}|an?|a couple(?: of)?|{'|'.join(_NUMBERS)})"
_YEAR = "'?([0-9]{4}|[0-9]{2})"
_DAY = "([0-9]{1,2})(?:st|nd|rd|th)?"
#: Days back from today. "Last night" is the morning one wakes: today.
_NAMED = {
    **dict.fromkeys(("today", "tonight", "last night", "this night", "this morning", "morning"), 0),
    **dict.fromkeys(("this afternoon", "this evening", "earlier today"), 0),
    **dict.fromkeys(("yesterday", "last evening", "night before last"), 1),
    "day before yesterday": 2,
    "tomorrow": -1,
}


class When(NamedTuple):
    """A moment, day, month or year; `future` where it has not come yet, for the caller to refuse."""

    at: str  #: "2026-11-20T06:30:00+01:00", "2026-11-20", "2026-11" or "1957"
    precision: str  #: minute, day, month or year
    future: bool = False


class _Days(NamedTuple):
    """What a phrase covers, both ends included; `what` is day, week, month or year."""

    first: date
    last: date
    what: str


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
        days = _lately(phrase, now.date()) or _days(phrase, now.date())
    except (ArithmeticError, ValueError):
        raise UsageError(f"{_shown(text)} does not exist.", hint=_HINT) from None
    if days is None:
        day = parse(text, now=now).at[:10]
        return day, day
    return days.first.isoformat(), days.last.isoformat()


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
            return _iso_days(text) is not None
        return bool(re.fullmatch(_ISO, text)) and datetime.fromisoformat(text).year >= FIRST_YEAR
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
    if ago := re.fullmatch(f"(?:(half an)|{_COUNT}) ?(?:(h|hrs?|hours?)|m|mins?|minutes?) ago", phrase):
        back = 30 if ago[1] else _number(ago[2]) * (60 if ago[3] else 1)
        told = now.replace(microsecond=0).astimezone(UTC) - timedelta(minutes=back)
        return _minute(told.astimezone(None if _is_local(now) else now.tzinfo), now)
    rest, clock = _clock(phrase)
    today = now.date()
    if clock is None:
        return _told(_days(rest, today), today)
    if not rest:
        told = _placed(datetime.combine(today, clock.time()), now)
        if told > now:  # a clock alone is the last time it showed that
            told = _placed(datetime.combine(today - timedelta(1), clock.time()), now)
        return _minute(told, now)
    days = _days(rest, today)
    if days is None or days.what != "day":
        return None
    day = days.first
    if rest.endswith(" night") and clock.hour >= 18:
        day -= timedelta(1)  # a night is named by its waking; before midnight it was still the day before
    return _minute(_placed(datetime.combine(day, clock.time()), now), now)


def _told(days: _Days | None, today: date) -> When | None:
    if days is None:
        return None
    first = days.first.isoformat()
    if days.what == "week":
        # "last week" is all a dreamer may remember: seven days back; "this week" names no day
        return When((today - timedelta(7)).isoformat(), "day") if days.last < today else None
    kept = {"day": first, "month": first[:7], "year": first[:4]}[days.what]
    return When(kept, days.what, days.first > today)


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


def _days(phrase: str, today: date) -> _Days | None:
    phrase = re.sub("^(?:(?:on|in|the|early|late) )+", "", phrase)
    if phrase in _NAMED:
        return _one(today - timedelta(_NAMED[phrase]))
    part = re.fullmatch("(.+?) (?:(?:in|at) )?(?:the )?(?:early |late )?(morning|afternoon|evening|night)", phrase)
    if not part:
        return _plain(phrase, today)
    days = _one(today - timedelta(_NAMED[part[1]])) if part[1] in _NAMED else _plain(part[1], today)
    if days is None or days.what != "day":
        return None
    # like "last night", "monday night" is named by the morning after, unless that has not come
    return _one(days.first + timedelta(1)) if part[2] == "night" and days.first < today else days


def _plain(phrase: str, today: date) -> _Days | None:
    if days := _iso_days(phrase):
        return days
    if ago := re.fullmatch(f"{_COUNT} (night|day|week|month|year)s? (?:ago|back)", phrase):
        return _one(_back(today, _number(ago[1]), ago[2]))
    if around := re.fullmatch("(last|past|this) (week|month|year)", phrase):
        return _around(today, around[2], this=around[1] == "this")
    if week := re.fullmatch(f"(?:(last|past|this) )?{_WEEKDAY}(?: (.+))?", phrase):
        return _weekday(_WEEK.index(week[2][:2]), week[1] or "", week[3] or "", today)
    return _month_name(phrase, today) or _digits(phrase, today)


def _iso_days(text: str) -> _Days | None:
    found = re.fullmatch("([1-9][0-9]{3})(?:-([0-9]{2})(?:-([0-9]{2}))?)?", text)
    if not found:
        return None
    return _calendar(int(found[1]), int(found[2]) if found[2] else None, int(found[3]) if found[3] else None)


def _calendar(year: int, month: int | None = None, day: int | None = None) -> _Days:
    if year < FIRST_YEAR:
        raise ValueError("before the first year")
    if month is None:
        return _Days(date(year, 1, 1), date(year, 12, 31), "year")
    if day is None:
        first = date(year, month, 1)
        return _Days(first, first.replace(day=_length(year, month)), "month")
    return _one(date(year, month, day))


def _one(day: date) -> _Days:
    return _Days(day, day, "day")


def _length(year: int, month: int) -> int:
    return 31 if month == 12 else (date(year, month + 1, 1) - timedelta(1)).day


def _number(word: str) -> int:
    if word.isdigit():
        return int(word)
    return 2 if word.startswith("a couple") else _NUMBERS.index(word) + 1 if word in _NUMBERS else 1


def _back(day: date, count: int, unit: str) -> date:
    if unit in ("day", "night", "week"):
        return day - timedelta(count * (7 if unit == "week" else 1))
    year, month = divmod(day.year * 12 + day.month - 1 - count * (12 if unit == "year" else 1), 12)
    if year < FIRST_YEAR:
        raise ValueError("before the first year")
    return date(year, month + 1, min(day.day, _length(year, month + 1)))


def _around(today: date, unit: str, *, this: bool) -> _Days:
    then = today if this else _back(today, 1, unit)
    if unit == "week":
        monday = then - timedelta(then.weekday())
        return _Days(monday, monday + timedelta(6), "week")
    return _calendar(then.year, then.month if unit == "month" else None)


def _lately(phrase: str, today: date) -> _Days | None:
    """The last N days up to today, both included; only a filter asks for a stretch that has no name."""
    found = re.fullmatch(f"(?:the )?(?:last |past )?{_COUNT} (night|day|week|month|year)s?", phrase)
    if not found:
        return None
    first = _back(today, _number(found[1]), found[2]) + timedelta(1)
    return _Days(min(first, today), today, "days")


def _weekday(index: int, which: str, rest: str, today: date) -> _Days | None:
    if not rest:
        back = (today.weekday() - index) % 7
        return _one(today - timedelta(back if back or which == "this" else 7))
    if rest == "last week":
        return _one(today - timedelta(today.weekday() + 7 - index))
    days = None if which else _month_name(rest, today) or _digits(rest, today) or _iso_days(rest)
    if days and days.what == "day" and days.first.weekday() != index:
        raise UsageError(f"{days.first} was no such weekday.", hint="Leave the weekday out, or put the date right.")
    return days if days and days.what == "day" else None


def _month_name(phrase: str, today: date) -> _Days | None:
    if found := re.fullmatch(f"(?:(last|past|this) )?{_MONTH}(?:[ -]{_DAY})?(?:[ -]{_YEAR})?", phrase):
        which, name, day, year = found.groups()
    elif found := re.fullmatch(f"{_DAY}[.]?(?: of)?[ -]?{_MONTH}(?:[ -]?{_YEAR})?", phrase):
        (day, name, year), which = found.groups(), None
    else:
        return None
    month = _MONTHS.index(name[:3]) + 1
    return _past(_full_year(year, today), month, int(day) if day else None, today, before=which == "last")


def _digits(phrase: str, today: date) -> _Days | None:
    if found := re.fullmatch(r"([0-9]{4})([-/.]?)([0-9]{1,2})\2([0-9]{1,2})", phrase):
        return _calendar(int(found[1]), int(found[3]), int(found[4])) if found[2] or len(phrase) == 8 else None
    if found := re.fullmatch("([0-9]{4})[-/.]([0-9]{1,2})", phrase):
        return _calendar(int(found[1]), int(found[2]))
    if found := re.fullmatch("([0-9]{1,2})[-/.]([0-9]{4})", phrase):
        return _calendar(int(found[2]), int(found[1]))
    if found := re.fullmatch(f"([0-9]{{1,2}})/([0-9]{{1,2}})(?:/{_YEAR})?", phrase):
        month, day = int(found[1]), int(found[2])
        if month > 12:  # 20/5/1998 can only be meant one way
            month, day = day, month
    elif found := re.fullmatch(f"([0-9]{{1,2}})[.] ?([0-9]{{1,2}})[.]?(?: ?{_YEAR})?", phrase):
        month, day = int(found[2]), int(found[1])
    else:
        return None
    return _past(_full_year(found[3], today), month, day, today)


def _full_year(digits: str | None, today: date) -> int | None:
    if not digits or len(digits) == 4:
        return int(digits) if digits else None
    return int(digits) + (2000 if 2000 + int(digits) <= today.year else 1900)


def _past(year: int | None, month: int, day: int | None, today: date, *, before: bool = False) -> _Days:
    """That month or day; without a year the last one there was, which for 29 February may be 8 years back."""
    if year is not None:
        return _calendar(year, month, day)
    for candidate in range(today.year, today.year - 9, -1):
        if day == 29 and month == 2 and _length(candidate, 2) < 29:
            continue
        days = _calendar(candidate, month, day)
        if days.first <= today and not (before and today <= days.last):
            return days
    raise ValueError("no such day")


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
    if told.year < FIRST_YEAR:
        raise ValueError("before the first year")
    return When(told.isoformat(), "minute", told > now)
