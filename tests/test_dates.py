"""Dates are read as a dreamer means them, kept as exact as they were told, and refused when impossible."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dreamstream import dates
from dreamstream.errors import UsageError

PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2026, 11, 20, 7, 15, 33, tzinfo=PARIS)  # a Friday

DAYS = {
    "today": "2026-11-20",
    "this morning": "2026-11-20",
    "early this morning": "2026-11-20",
    "This Morning.": "2026-11-20",
    "last night": "2026-11-20",
    "tonight": "2026-11-20",
    "yesterday night": "2026-11-20",
    "yesterday": "2026-11-19",
    "yesterday morning": "2026-11-19",
    "yesterday in the afternoon": "2026-11-19",
    "the night before last": "2026-11-19",
    "the day before yesterday": "2026-11-18",
    "day before yesterday": "2026-11-18",
    "2 nights ago": "2026-11-18",
    "two nights ago": "2026-11-18",
    "a couple of days ago": "2026-11-18",
    "10 days ago": "2026-11-10",
    "a week ago": "2026-11-13",
    "last week": "2026-11-13",
    "3 weeks ago": "2026-10-30",
    "a month ago": "2026-10-20",
    "9 months ago": "2026-02-20",
    "12 months ago": "2025-11-20",
    "11 years ago": "2015-11-20",
    "monday": "2026-11-16",
    "Mon": "2026-11-16",
    "on monday": "2026-11-16",
    "last monday": "2026-11-16",
    "monday morning": "2026-11-16",
    "monday night": "2026-11-17",
    "thursday night": "2026-11-20",
    "monday last week": "2026-11-09",
    "thursday": "2026-11-19",
    "friday": "2026-11-13",
    "this friday": "2026-11-20",
    "sat": "2026-11-14",
    "nov 3": "2026-11-03",
    "3 nov": "2026-11-03",
    "Nov. 3rd": "2026-11-03",
    "3rd of november": "2026-11-03",
    "nov 20": "2026-11-20",
    "nov 21": "2025-11-21",
    "may 20": "2026-05-20",
    "december 24": "2025-12-24",
    "feb 29": "2024-02-29",
    "20 may 1998": "1998-05-20",
    "20 May '98": "1998-05-20",
    "may 20, 1998": "1998-05-20",
    "20-may-1998": "1998-05-20",
    "wednesday, may 20 1998": "1998-05-20",
    "5/20/1998": "1998-05-20",
    "5/20/98": "1998-05-20",
    "20/5/1998": "1998-05-20",
    "5/20": "2026-05-20",
    "12/24": "2025-12-24",
    "20.5.1998": "1998-05-20",
    "1998/5/20": "1998-05-20",
    "2026-1-5": "2026-01-05",
    "20261103": "2026-11-03",
    "2026-11-03": "2026-11-03",
    "2024-02-29": "2024-02-29",
}
PARTS = {
    "jan": ("2026-01", "month"),
    "nov": ("2026-11", "month"),
    "last nov": ("2025-11", "month"),
    "dec": ("2025-12", "month"),
    "in august": ("2026-08", "month"),
    "last may": ("2026-05", "month"),
    "may 1998": ("1998-05", "month"),
    "2026-11": ("2026-11", "month"),
    "11/1998": ("1998-11", "month"),
    "last month": ("2026-10", "month"),
    "this month": ("2026-11", "month"),
    "1957": ("1957", "year"),
    "in 1957": ("1957", "year"),
    "last year": ("2025", "year"),
}
MINUTES = {
    "now": "2026-11-20T07:15:33+01:00",
    "6am": "2026-11-20T06:00:00+01:00",
    "at 6": "2026-11-20T06:00:00+01:00",
    "6:30 am": "2026-11-20T06:30:00+01:00",
    "06:30": "2026-11-20T06:30:00+01:00",
    "at 6 in the morning": "2026-11-20T06:00:00+01:00",
    "7:15": "2026-11-20T07:15:00+01:00",
    "11pm": "2026-11-19T23:00:00+01:00",
    "23:30": "2026-11-19T23:30:00+01:00",
    "noon": "2026-11-19T12:00:00+01:00",
    "midnight": "2026-11-20T00:00:00+01:00",
    "12am": "2026-11-20T00:00:00+01:00",
    "12pm": "2026-11-19T12:00:00+01:00",
    "last night at 3am": "2026-11-20T03:00:00+01:00",
    "last night at 3": "2026-11-20T03:00:00+01:00",
    "last night at 11pm": "2026-11-19T23:00:00+01:00",
    "last night 11:30": "2026-11-19T23:30:00+01:00",
    "last night at midnight": "2026-11-20T00:00:00+01:00",
    "around 4am last night": "2026-11-20T04:00:00+01:00",
    "yesterday 6am": "2026-11-19T06:00:00+01:00",
    "yesterday at 6 o'clock": "2026-11-19T06:00:00+01:00",
    "yesterday evening at 8": "2026-11-19T20:00:00+01:00",
    "yesterday at midnight": "2026-11-19T00:00:00+01:00",
    "monday at noon": "2026-11-16T12:00:00+01:00",
    "sat 20:00": "2026-11-14T20:00:00+01:00",
    "monday night at 23:00": "2026-11-16T23:00:00+01:00",
    "monday night at 2am": "2026-11-17T02:00:00+01:00",
    "2 nights ago at 5:45": "2026-11-18T05:45:00+01:00",
    "2026-11-03 06:30": "2026-11-03T06:30:00+01:00",
    "2026-11-03T06:30": "2026-11-03T06:30:00+01:00",
    "2026-11-03 06:30:15": "2026-11-03T06:30:15+01:00",
    "2026-11-03 at 6:30am": "2026-11-03T06:30:00+01:00",
    "2026-11-03T06:30:00Z": "2026-11-03T06:30:00+00:00",
    "2026-11-03T06:30:00-0500": "2026-11-03T06:30:00-05:00",
    "2026-07-03 06:30": "2026-07-03T06:30:00+02:00",
    "20 may 1998 6:30am": "1998-05-20T06:30:00+02:00",
    "an hour ago": "2026-11-20T06:15:33+01:00",
    "2 hours ago": "2026-11-20T05:15:33+01:00",
    "3h ago": "2026-11-20T04:15:33+01:00",
    "8 hours ago": "2026-11-19T23:15:33+01:00",
    "half an hour ago": "2026-11-20T06:45:33+01:00",
    "20 minutes ago": "2026-11-20T06:55:33+01:00",
}
SPANS = {
    "2026-11": ("2026-11-01", "2026-11-30"),
    "2024-02": ("2024-02-01", "2024-02-29"),
    "1999-12": ("1999-12-01", "1999-12-31"),
    "1997": ("1997-01-01", "1997-12-31"),
    "2026-11-03": ("2026-11-03", "2026-11-03"),
    "2026-11-03T23:30:00+01:00": ("2026-11-03", "2026-11-03"),
    "2 weeks ago": ("2026-11-06", "2026-11-06"),
    "yesterday": ("2026-11-19", "2026-11-19"),
    "last week": ("2026-11-09", "2026-11-15"),
    "this week": ("2026-11-16", "2026-11-22"),
    "last month": ("2026-10-01", "2026-10-31"),
    "last year": ("2025-01-01", "2025-12-31"),
    "may": ("2026-05-01", "2026-05-31"),
    "last 7 days": ("2026-11-14", "2026-11-20"),
    "3 months": ("2026-08-21", "2026-11-20"),
    "1 day": ("2026-11-20", "2026-11-20"),
    "2026-01..2026-03": ("2026-01-01", "2026-03-31"),
    "may..yesterday": ("2026-05-01", "2026-11-19"),
    "8 hours ago": ("2026-11-19", "2026-11-19"),
}
REFUSED = (
    "", " ", ".", "..", "2026-02-30", "2026-13", "2026-00", "2026-11-00", "2023-02-29", "feb 30", "30 february 2024",
    "25:00", "06:60", "13pm", "0am", "monday 25:00", "0000", "0000-01-01", "0999", "0630", "99999", "monday, nov 3",
    "2026-W47-5", "5/32/1998", "13/13/1998", "jan at noon", "1957 6am", "this week", "6am 7am", "the other day",
    "no date", "9999999 years ago", "999999 years ago", "999999 months ago", "999999 hours ago x", "-1 days ago",
    "2026-11-20T06:30:00+25:00", "2026-11-20T24:00:00Z", "９am", "٢٠٢٦-١١-٢٠", "\ud800", "\x1b[31m", "nov" * 40,
    "may 98", "2026-11-03 06:30:15 lunch", "9999-12-31T23:59:00-23:59 x",
)  # fmt: skip


@pytest.mark.parametrize(("told", "day"), DAYS.items())
def test_days(told: str, day: str) -> None:
    """A day told in words is that local date, without an invented hour."""
    assert dates.parse(told, now=NOW) == dates.When(at=day, precision="day", future=False)


@pytest.mark.parametrize(("told", "kept"), PARTS.items())
def test_partial(told: str, kept: tuple[str, str]) -> None:
    """A month or a year stays one: no first of January is invented."""
    when = dates.parse(told, now=NOW)

    assert (when.at, when.precision, when.future) == (*kept, False)


@pytest.mark.parametrize(("told", "at"), MINUTES.items())
def test_minutes(told: str, at: str) -> None:
    """A clock is taken off, the day read, the clock put back with the offset of that day."""
    assert dates.parse(told, now=NOW) == dates.When(at=at, precision="minute", future=False)


@pytest.mark.parametrize(("phrase", "ends"), SPANS.items())
def test_spans(phrase: str, ends: tuple[str, str]) -> None:
    """A phrase in a filter covers whole days, both ends included."""
    assert dates.span(phrase, now=NOW) == ends


@pytest.mark.parametrize("told", REFUSED)
def test_refused(told: str) -> None:
    """What is no date, or cannot be one, is refused with forms that work."""
    with pytest.raises(UsageError) as caught:
        dates.parse(told, now=NOW)

    assert caught.value.hint


@pytest.mark.parametrize(
    "told", ["2027-01-01", "2027", "2026-12", "tomorrow", "today at 23:00", "1/1/2027", "dec 2026"]
)
def test_future(told: str) -> None:
    """What has not come is read and marked, so that the caller may refuse it."""
    assert dates.parse(told, now=NOW).future


def test_backwards_span() -> None:
    """A range that ends before it begins is a slip, not an empty answer."""
    with pytest.raises(UsageError, match="before"):
        dates.span("2026-03..2026-01", now=NOW)


@pytest.mark.parametrize(
    ("at", "woken"),
    [
        ("2026-11-20T06:30:00+01:00", "2026-11-20"),
        ("2026-11-20T17:59:59+01:00", "2026-11-20"),
        ("2026-11-20T18:00:00+01:00", "2026-11-21"),
        ("2026-12-31T23:30:00-05:00", "2027-01-01"),
        ("2026-11-20", "2026-11-20"),
        ("2026-11", None),
        ("1957", None),
        ("2026-02-30", None),
        ("9999-12-31T23:00:00+00:00", None),
        ("nonsense, but long", None),
    ],
)
def test_night(at: str, woken: str | None) -> None:
    """A night is the local date of waking; what has no day has no night."""
    assert dates.night(at) == woken


def test_night_begins_when_told() -> None:
    """The hour a night begins is a taste."""
    assert dates.night("2026-11-20T20:00:00+01:00", day_starts_at="21:00") == "2026-11-20"
    assert dates.night("2026-11-20T10:00:00+01:00", day_starts_at="9:00") == "2026-11-21"


@pytest.mark.parametrize(
    "text",
    [
        "1957",
        "2026-11",
        "2026-11-20",
        "2026-11-20T06:30+01:00",
        "2026-11-20T06:42:11.123+01:00",
        "2026-11-20T06:30:00Z",
    ],
)
def test_real(text: str) -> None:
    """Years, months, days and moments with an offset are real."""
    assert dates.is_real(text)


@pytest.mark.parametrize(
    "text",
    ["", "0000", "0999", "2026-13", "2026-02-30", "20261120", "2026-W47-5", "2026-11-20T06:30", "2026-11-20 06:30Z",
     "2026-11-20T25:00Z", "2026-11-20T06:30:00+24:00", "1957\n", "٢٠٢٦", None, 2026, True, b"2026", ["2026"],
     "2026-11-20T06:30:00Z\n", "0999-01-01T00:00Z"],
)  # fmt: skip
def test_unreal(text: object) -> None:
    """Everything else is not, whatever its type."""
    assert not dates.is_real(text)


@pytest.fixture
def berlin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("TZ", "Europe/Berlin")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.mark.usefixtures("berlin")
def test_local_zone_knows_summer() -> None:
    """`now().astimezone()` carries one fixed offset; a date in summer still gets the summer's."""
    now = datetime(2026, 11, 20, 7, 15).astimezone()

    assert isinstance(now.tzinfo, timezone)
    assert dates.parse("2026-07-03 06:30", now=now).at == "2026-07-03T06:30:00+02:00"
    assert dates.parse("2026-11-03 06:30", now=now).at == "2026-11-03T06:30:00+01:00"
    assert dates.parse("3000 hours ago", now=now).at == "2026-07-18T08:15:00+02:00"


@pytest.mark.usefixtures("berlin")
def test_foreign_fixed_offset_is_kept() -> None:
    """A now told in a fixed offset that is not this machine's stays in it."""
    now = datetime(2026, 11, 20, 7, 15, tzinfo=timezone(timedelta(hours=-8)))

    assert dates.parse("2026-07-03 06:30", now=now).at == "2026-07-03T06:30:00-08:00"


def test_around_a_clock_change() -> None:
    """An hour DST skipped moves on by one; hours ago are hours that passed."""
    spring = datetime(2026, 3, 29, 8, 0, tzinfo=PARIS)

    assert dates.parse("today at 2:30", now=spring).at == "2026-03-29T03:30:00+02:00"
    assert dates.parse("7 hours ago", now=spring).at == "2026-03-29T00:00:00+01:00"


def test_months_end_where_they_end() -> None:
    """Months and years go by the calendar, and stop at its ends."""
    now = datetime(2024, 3, 31, 8, 0, tzinfo=UTC)

    assert dates.parse("1 month ago", now=now).at == "2024-02-29"
    assert dates.parse("13 months ago", now=now).at == "2023-02-28"
    assert dates.parse("1 year ago", now=now.replace(month=2, day=29)).at == "2023-02-28"


def test_solar_time_has_no_seconds_in_its_offset() -> None:
    """Paris was nine minutes and 21 seconds ahead in 1890; an offset is written in whole minutes."""
    assert dates.parse("1890-05-03 06:30", now=NOW).at.endswith("+00:09")


@given(st.text(max_size=120))
def test_any_text_is_read_or_refused(text: str) -> None:
    """Nothing but UsageError comes out, and what is read is real."""
    try:
        when = dates.parse(text, now=NOW)
    except UsageError:
        return
    assert dates.is_real(when.at)


VOCABULARY = (
    "last this past monday tues sat nov may 29 3rd 31 feb 1998 98 0 ago 999999 hours nights weeks months years a two "
    "of the at in on 6am 12pm 23:59 25:00 noon midnight night morning evening yesterday before 2026-02 2026-02-30 .. "
    "5/20 20.5. 9999 9999-12-31 1000 1000-01-01 00:00 T Z +14:00 , '"
)
WORDS = st.sampled_from(VOCABULARY.split())


@given(
    st.lists(WORDS, max_size=6).map(" ".join), st.datetimes(min_value=datetime(1900, 1, 1), timezones=st.timezones())
)
def test_any_phrase_at_any_time(text: str, now: datetime) -> None:
    """However the words fall and whenever it is told, it is read or refused."""
    for read in (dates.parse, dates.span):
        try:
            found = read(text, now=now)
        except UsageError:
            continue
        assert all(dates.is_real(part) for part in (found if read is dates.span else found[:1]))


MOMENTS = st.datetimes(
    min_value=datetime(1000, 1, 2), max_value=datetime(9999, 12, 30), timezones=st.just(PARIS) | st.just(UTC)
)


@given(MOMENTS)
def test_moments_come_back(told: datetime) -> None:
    """An ISO moment is read as exactly itself."""
    at = told.astimezone(timezone(timedelta(hours=1))).isoformat()

    assert dates.is_real(at)
    assert dates.parse(at, now=NOW).at == at
    assert dates.span(at, now=NOW) == (at[:10], at[:10])


@given(st.dates(min_value=date(1000, 1, 1)))
def test_dates_come_back(day: date) -> None:
    """An ISO day, month and year come back as themselves."""
    for text in (day.isoformat(), day.isoformat()[:7], day.isoformat()[:4]):
        assert dates.parse(text, now=NOW).at == text
        assert dates.is_real(text)
        first, last = dates.span(text, now=NOW)
        assert first <= day.isoformat() <= last
