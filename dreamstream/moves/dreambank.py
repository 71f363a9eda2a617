"""DreamBank's series: TSV with free-text dates, read a row at a time.

row ─► columns fit? ─► text whole? ─► date (remembered) ─► catalogue heading off ─► Moved
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from dreamstream.errors import UsageError
from dreamstream.moves.base import MAX_TEXT, Moved, Skipped, opened

#: A quotation mark never closed would otherwise read the rest of the file into memory as one dream.
FIELD_LIMIT = 1 << 22
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ISO = re.compile("([0-9]{4})(?:-([0-9?]{2})(?:-([0-9?]{2}))?)?")
_SLASHES = re.compile("([0-9?]{1,3})/(?:([0-9?]{1,3})/)?([0-9?]{4}|[0-9?]{2})")
_DAYS = re.compile("([0-9?]{1,2})/[0-9]{1,2} ?[-–&] ?[0-9]{1,2}/([0-9]{4}|[0-9]{2})")
_NAMED = re.compile("([a-z]{3,9})[.]?(?: ([0-9?]{1,2})(?:st|nd|rd|th)?)?,? '?([0-9]{4}|[0-9]{2})")
_DAY_FIRST = re.compile("([0-9]{1,2})(?:st|nd|rd|th)? ([a-z]{3,9})[.]? ([0-9]{4}|[0-9]{2})")
_CODE = re.compile(r"(?:code|vp|subject|dreamer|dream|no)\b", re.IGNORECASE)

Pivot = Callable[[int], int]


def read(path: Path | str) -> Iterator[Moved | Skipped]:
    """The dreams of one series, in its order; two-digit years lean on `<name>.json` beside it, where there is one.

    Raises UsageError for a file that has not the columns n and dream.
    """
    series = "" if str(path) == "-" else Path(path).stem
    when = lru_cache(maxsize=1 << 14)(_reader_of_dates(path))
    with opened(path) as raw:
        lines = io.TextIOWrapper(raw, encoding="utf-8", errors="surrogateescape", newline="")
        try:
            yield from _rows(lines, _columns(lines, str(path)), when, f"dreambank\0{series}\0")
        finally:
            lines.detach()


def _rows(
    lines: io.TextIOWrapper, columns: tuple[int, int, int, int], when: Callable[[str], str | None], prefix: str
) -> Iterator[Moved | Skipped]:
    width, number, told, dream = columns
    csv.field_size_limit(max(csv.field_size_limit(), FIELD_LIMIT))
    rows = csv.reader(lines, delimiter="\t")
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield Skipped(where=f"line {rows.line_num + 1}", why=f"no row of a table ({error})")
            continue
        if len(row) != width:
            if row:
                why = f"{len(row)} columns instead of {width}; is a quotation mark missing?"
                yield Skipped(where=f"line {rows.line_num + 1}", why=why)
            continue
        n, text, day = row[number], row[dream], row[told] if told >= 0 else ""
        try:
            whole = f"{prefix}{n}\0{text}".encode()
        except UnicodeEncodeError:
            yield Skipped(where=f"line {rows.line_num + 1}", why="not UTF-8")
            continue
        at = when(day) if day else None
        if text[:1] in "#([":
            text, at = _unheaded(text, n, day, at, when)
        text = text.strip()
        if not text or len(whole) > MAX_TEXT:
            why = "longer than one dream may be (1 MiB)" if text else "no words"
            yield Skipped(where=f"line {rows.line_num + 1}", why=why)
            continue
        night = at if at is not None and len(at) == 10 else None
        yield Moved(key=sha256(whole).hexdigest(), text=text, at=at, night=night)


def _columns(lines: io.TextIOWrapper, name: str) -> tuple[int, int, int, int]:
    """How many columns there are, and which are n, date (-1 for none) and dream."""
    try:
        first = lines.readline(1 << 16).removeprefix("\ufeff")
        header = [column.strip().lower() for column in next(csv.reader([first], delimiter="\t"), [])]
        places = header.index("n"), header.index("date") if "date" in header else -1, header.index("dream")
    except (csv.Error, ValueError):
        raise UsageError(
            f"{name} is no DreamBank series.",
            hint="Its first line names the columns, parted by tabs: n, date, dream or n, dream.",
        ) from None
    return len(header), *places


def _unheaded(text: str, n: str, day: str, at: str | None, when: Callable[[str], str | None]) -> tuple[str, str | None]:
    """The dreamer's own words, without the number and date a catalogue put before them; its date where `at` is none."""
    rest = text
    if n and rest.startswith(f"#{n}") and not rest[len(n) + 1 : len(n) + 2].strip():
        rest = rest[len(n) + 1 :].lstrip()
    while rest[:1] in ("(", "[") and (end := _closing(rest)):
        inside = rest[1:end]
        noted = None if at else when(inside) or when(inside.rpartition(",")[2])
        repeated = inside.lstrip("#") == n or bare(inside) == bare(day) != ""
        if not (repeated or _names(inside, n) or (noted and noted == when(inside))):
            break
        rest, at = rest[end + 1 :].lstrip(), at or noted
    return rest, at


def _closing(text: str) -> int:
    """Where the bracket that `text` begins with closes, 0 if not soon; one more pair may stand inside."""
    depth = 0
    for place, sign in enumerate(text[:80]):
        depth += (sign in "([") - (sign in ")]")
        if depth == 0:
            return place
    return 0


def _names(inside: str, n: str) -> bool:
    """Whether a heading like "Code 001, Age 24" speaks of number `n`."""
    parts = [part for part in re.split(r"\W+", n) if part]
    return bool(parts and _CODE.match(inside)) and set(parts) <= set(re.split(r"\W+", inside))


def bare(told: str) -> str:
    """A date column's text without brackets, doubt and capitals."""
    told = told.strip()
    if told[:1] in ("(", "[") and told[-1:] in (")", "]"):
        told = told[1:-1].strip()
    if told[-1:] == "?" and told[-2:] != "??":
        told = told[:-1]
    return " ".join(told.lower().split())


def _reader_of_dates(path: Path | str) -> Callable[[str], str | None]:
    pivot = _pivot(path)

    def when(told: str) -> str | None:
        return date_of(bare(told), pivot)

    return when


def date_of(told: str, pivot: Pivot) -> str | None:
    """A full or partial ISO date for what a column says; None for codes, unknowns (99/99/99) and prose.

    A stretch of days gives what both ends share.
    """
    if len(told) > 40:
        return None
    if (found := _point(told, pivot)) is not None:
        return found or None
    if shared := _DAYS.fullmatch(told):
        return _spell(shared[2], shared[1], None, pivot)
    ends = re.split(" ?[-–&] ?| to | and ", told)
    if len(ends) != 2:
        return None
    first, last = (_point(end, pivot) for end in ends)
    if not first or not last:
        return None
    if first[:4] != last[:4]:
        return None
    return first if first == last else first[:7] if first[:7] == last[:7] and len(first) >= 7 else first[:4]


def _point(told: str, pivot: Pivot) -> str | None:
    """One date, "" for one that is said to be unknown, None for what is no date."""
    if found := _ISO.fullmatch(told):
        return _spell(found[1], found[2], found[3], pivot) or ""
    if found := _SLASHES.fullmatch(told):
        month, day, year = found.groups()
        if day is None and (_part(month, 12) is None and len(year) < 4):
            return None  # "19/27" is somebody's code
        return _spell(year, month, day, pivot) or ""
    if found := _NAMED.fullmatch(told):
        name, day, year = found.groups()
    elif found := _DAY_FIRST.fullmatch(told):
        day, name, year = found.groups()
    else:
        return None
    if name[:3] not in _MONTHS:
        return None
    return _spell(year, str(_MONTHS.index(name[:3]) + 1), day, pivot) or ""


def _spell(year: str, month: str | None, day: str | None, pivot: Pivot) -> str | None:
    """ISO as far as the parts are possible; 9, 99 and 9999 stand for unknown where their neighbours do."""
    if not year.isdigit() or year in ("9999", "0000") or (year == "99" and "99" in (month, day)):
        return None
    whole = int(year) if len(year) == 4 else pivot(int(year))
    if not 1000 <= whole <= 9998:
        return None
    if (m := _part(month, 12)) is None:
        return f"{whole:04}"
    if (d := _part(day, 31)) is None:
        return f"{whole:04}-{m:02}"
    try:
        return date(whole, m, d).isoformat()
    except ValueError:
        return f"{whole:04}-{m:02}"


def _part(digits: str | None, most: int) -> int | None:
    return int(digits) if digits and digits.isdigit() and 1 <= int(digits) <= most else None


def _pivot(path: Path | str) -> Pivot:
    """Which century a two-digit year means: the nearest to the series' timeframe, without one 30 to 99 are 19xx."""
    years: list[str] = []
    if str(path) != "-":
        try:
            about = json.loads(Path(path).with_suffix(".json").read_bytes())
            years = re.findall("(?:1[5-9]|20)[0-9]{2}", str(about["timeframe"]))
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            pass
    if not years:
        return lambda short: short + (1900 if short >= 30 else 2000)
    first, last = int(min(years)), int(max(years))

    def nearest(short: int) -> int:
        return min((short + century for century in (1500, 1600, 1700, 1800, 1900, 2000)),
                   key=lambda year: max(first - year, year - last, 0))  # fmt: skip

    return nearest
