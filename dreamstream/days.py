"""Days, weeks, months and years as dreamers name them, seen from today.

Patterns are compiled when a phrase first asks for them: telling a dream with `--at` loads this.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import NamedTuple

from dreamstream.errors import UsageError

#: No dream is told from before; and "0630" is a time that lost its colon, not a year.
FIRST_YEAR = 1000
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
COUNT = f"([0-9]{{1,6}}|an?|a couple(?: of)?|{'|'.join(_NUMBERS)})"
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


class Days(NamedTuple):
    """What a phrase covers, both ends included; `what` is day, week, month or year."""

    first: date
    last: date
    what: str


def named(phrase: str, today: date) -> Days | None:
    """What a phrase names: a day, a week, a month or a year, the last one there was; None for what is no such phrase.

    Raises ValueError, OverflowError and UsageError for what does not exist.
    """
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


def _plain(phrase: str, today: date) -> Days | None:
    if days := iso(phrase):
        return days
    if ago := re.fullmatch(f"{COUNT} (night|day|week|month|year)s? (?:ago|back)", phrase):
        return _one(_back(today, number(ago[1]), ago[2]))
    if around := re.fullmatch("(last|past|this) (week|month|year)", phrase):
        return _around(today, around[2], this=around[1] == "this")
    if week := re.fullmatch(f"(?:(last|past|this) )?{_WEEKDAY}(?: (.+))?", phrase):
        return _weekday(_WEEK.index(week[2][:2]), week[1] or "", week[3] or "", today)
    return _month_name(phrase, today) or _digits(phrase, today)


def iso(text: str) -> Days | None:
    """What "1957", "1957-11" or "1957-11-20" covers. Raises ValueError for a day there is not."""
    found = re.fullmatch("([1-9][0-9]{3})(?:-([0-9]{2})(?:-([0-9]{2}))?)?", text)
    if not found:
        return None
    return _calendar(int(found[1]), int(found[2]) if found[2] else None, int(found[3]) if found[3] else None)


def _calendar(year: int, month: int | None = None, day: int | None = None) -> Days:
    if year < FIRST_YEAR:
        raise ValueError("before the first year")
    if month is None:
        return Days(date(year, 1, 1), date(year, 12, 31), "year")
    if day is None:
        first = date(year, month, 1)
        return Days(first, first.replace(day=_length(year, month)), "month")
    return _one(date(year, month, day))


def _one(day: date) -> Days:
    return Days(day, day, "day")


def _length(year: int, month: int) -> int:
    return 31 if month == 12 else (date(year, month + 1, 1) - timedelta(1)).day


def number(word: str) -> int:
    """How many a word that COUNT fits says."""
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


def _around(today: date, unit: str, *, this: bool) -> Days:
    then = today if this else _back(today, 1, unit)
    if unit == "week":
        monday = then - timedelta(then.weekday())
        return Days(monday, monday + timedelta(6), "week")
    return _calendar(then.year, then.month if unit == "month" else None)


def lately(phrase: str, today: date) -> Days | None:
    """The last N days up to today, both included; only a filter asks for a stretch that has no name."""
    found = re.fullmatch(f"(?:the )?(?:last |past )?{COUNT} (night|day|week|month|year)s?", phrase)
    if not found:
        return None
    first = _back(today, number(found[1]), found[2]) + timedelta(1)
    return Days(min(first, today), today, "days")


def _weekday(index: int, which: str, rest: str, today: date) -> Days | None:
    if not rest:
        back = (today.weekday() - index) % 7
        return _one(today - timedelta(back if back or which == "this" else 7))
    if rest == "last week":
        return _one(today - timedelta(today.weekday() + 7 - index))
    days = None if which else _month_name(rest, today) or _digits(rest, today) or iso(rest)
    if days and days.what == "day" and days.first.weekday() != index:
        raise UsageError(f"{days.first} was no such weekday.", hint="Leave the weekday out, or put the date right.")
    return days if days and days.what == "day" else None


def _month_name(phrase: str, today: date) -> Days | None:
    if found := re.fullmatch(f"(?:(last|past|this) )?{_MONTH}(?:[ -]{_DAY})?(?:[ -]{_YEAR})?", phrase):
        which, name, day, year = found.groups()
    elif found := re.fullmatch(f"{_DAY}[.]?(?: of)?[ -]?{_MONTH}(?:[ -]?{_YEAR})?", phrase):
        (day, name, year), which = found.groups(), None
    else:
        return None
    month = _MONTHS.index(name[:3]) + 1
    return _past(_full_year(year, today), month, int(day) if day else None, today, before=which == "last")


def _digits(phrase: str, today: date) -> Days | None:
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


def _past(year: int | None, month: int, day: int | None, today: date, *, before: bool = False) -> Days:
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
