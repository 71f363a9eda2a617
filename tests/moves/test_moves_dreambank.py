"""A series comes in row by row: words verbatim, dates as exact as they are, bad rows named and left."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from dreamstream import dates
from dreamstream.errors import NotFound, UsageError
from dreamstream.moves import dreambank
from dreamstream.moves.base import Moved, Skipped


def series(folder: Path, *rows: tuple[str, ...], head: str = "n date dream", timeframe: str = "") -> Path:
    """A made-up series, spelt as DreamBank spells them."""
    path = folder / "lamp.tsv"
    table = [tuple(head.split()), *rows]
    lines = ("\t".join('"' + cell.replace('"', '""') + '"' for cell in row) for row in table)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    if timeframe:
        path.with_suffix(".json").write_text(json.dumps({"timeframe": timeframe}), encoding="utf-8")
    return path


def dreams(path: Path) -> list[Moved]:
    return [row for row in dreambank.read(path) if isinstance(row, Moved)]


def skips(path: Path) -> list[Skipped]:
    return [row for row in dreambank.read(path) if isinstance(row, Skipped)]


@pytest.mark.parametrize(
    ("told", "at"),
    [
        ("(1960-05-03)", "1960-05-03"),
        ("1960-05-03", "1960-05-03"),
        ("(1997-??-??)", "1997"),
        ("(1979-05-??)", "1979-05"),
        ("(1957)", "1957"),
        ("(1985?)", "1985"),
        ("(10/14/92)", "1992-10-14"),
        ("(10/14/92?)", "1992-10-14"),
        ("(3/4/1998)", "1998-03-04"),
        ("(11/??/1999)", "1999-11"),
        ("(06/??/68)", "1968-06"),
        ("(??/??/68)", "1968"),
        ("(8/118/85)", "1985-08"),
        ("(2/30/1990)", "1990-02"),
        ("(13/05/1998)", "1998"),
        ("(12/31/99)", "1999-12-31"),
        ("(11/1999)", "1999-11"),
        ("(8/85)", "1985-08"),
        ("(October, 1997)", "1997-10"),
        ("(November 13, 1997)", "1997-11-13"),
        ("(13 Nov 1997)", "1997-11-13"),
        ("(Sept. 3rd, 1997)", "1997-09-03"),
        ("(1/2/05)", "2005-01-02"),
        ("(10/14-15/92)", "1992-10"),
        ("(10/14/92-10/16/92)", "1992-10"),
        ("(10/14/92 - 11/16/92)", "1992"),
        ("(1957-1958)", None),
        ("(October 1997 to March 1998)", None),
        ("(99/99/99)", None),
        ("(99/99/9999)", None),
        ("(9/99/99)", None),
        ("(8/1/985)", None),
        ("n/a", None),
        ("(*)", None),
        ("", None),
        ("()", None),
        ("(?)", None),
        ("(0000-05-03)", None),
        ("(F-C-T-19/27)", None),
        ("(F-C-T-99/99)", None),
        ("(19/27)", None),
        ("(99/female)", None),
        ("(winter 1985)", None),
        ("(²/²/²²)", None),
        ("(a long remark about when this may have been, 1957)", None),
    ],
)
def test_dates(tmp_path: Path, told: str, at: str | None) -> None:
    """A date is as exact as the column is, and a code is none."""
    (dream,) = dreams(series(tmp_path, ("1", told, "A lamp that talks.")))

    assert dream.at == at
    assert dream.night == (at if at and len(at) == 10 else None)


@pytest.mark.parametrize(
    ("told", "timeframe", "at"),
    [
        ("(8/11/67)", "1985-1997", "1967-08-11"),
        ("(5/3/12)", "1899-1915", "1912-05-03"),
        ("(5/3/95)", "1890s", "1895-05-03"),
        ("(5/3/02)", "mid-1990s", "2002-05-03"),
        ("(5/3/29)", "1930s-1940s", "1929-05-03"),
        ("(5/3/12)", "unknown", "2012-05-03"),
        ("(5/3/1912)", "1985-1997", "1912-05-03"),
    ],
)
def test_two_digit_years_lean_on_the_timeframe(tmp_path: Path, told: str, timeframe: str, at: str) -> None:
    """The century is the one nearest to when the series was told."""
    (dream,) = dreams(series(tmp_path, ("1", told, "A lamp."), timeframe=timeframe))

    assert dream.at == at


@pytest.mark.parametrize("about", ["", "[]", "{", "{}", '{"timeframe": null}', "\x00", "[" * 100_000])
def test_a_broken_sidecar_is_no_sidecar(tmp_path: Path, about: str) -> None:
    """What stands beside a series never stops it."""
    path = series(tmp_path, ("1", "(5/3/67)", "A lamp."))
    path.with_suffix(".json").write_text(about)

    assert dreams(path)[0].at == "1967-05-03"


@pytest.mark.parametrize(
    ("n", "day", "text", "left", "at"),
    [
        ("1-001", "(1957-08-05)", "#1-001 (1957-08-05) I fly.", "I fly.", "1957-08-05"),
        ("1-001", None, "#1-001 (1957-08-05) I fly.", "I fly.", "1957-08-05"),
        ("1-001", "n/a", "#1-001 (1957-08-05) I fly.", "I fly.", "1957-08-05"),
        ("7", "(F-A-T-19/27)", "#7 (F-A-T-19/27) [1997-05-03] I fly.", "I fly.", "1997-05-03"),
        ("7", None, "#7 I fly.", "I fly.", None),
        ("001", None, "(Code 001, Age 24, 11/??/47) I fly.", "I fly.", "1947-11"),
        ("A04-02", None, "#A04-02 (Vp:A04/T:02 (20/m)) Ich fliege.", "Ich fliege.", None),
        ("01", None, "(October, 1997) I fly.", "I fly.", "1997-10"),
        ("01", None, "[1997] I fly.", "I fly.", "1997"),
        ("01", "(1957)", "(1958) I fly.", "(1958) I fly.", "1957"),
        ("1", None, "#12 I fly.", "#12 I fly.", None),
        ("1", None, "(1 hour later) I fly.", "(1 hour later) I fly.", None),
        ("1", None, "(A dream from 1957) I fly.", "(A dream from 1957) I fly.", None),
        ("1", None, "(nap", "(nap", None),
        ("1", None, "[can't read] I fly.", "[can't read] I fly.", None),
        ("1", "(1957)", 'She said ""no"".', 'She said ""no"".', "1957"),
        ("1", "(1957)", "Two\nlines\tand a tab.", "Two\nlines\tand a tab.", "1957"),
    ],
)
def test_headings(tmp_path: Path, n: str, day: str | None, text: str, left: str, at: str | None) -> None:
    """A catalogue's number and date go, the dreamer's brackets stay."""
    row, head = ((n, text), "n dream") if day is None else ((n, day, text), "n date dream")
    (dream,) = dreams(series(tmp_path, row, head=head))

    assert (dream.text, dream.at) == (left, at)


def test_columns_are_found_by_name(tmp_path: Path) -> None:
    """The header says which column is which, whatever their order and company."""
    path = series(tmp_path, ("A lamp.", "x", "(1957)", "B-9"), head="Dream note DATE n")

    assert [(dream.text, dream.at) for dream in dreams(path)] == [("A lamp.", "1957")]


def test_bad_rows_are_left_and_named(tmp_path: Path) -> None:
    """Bytes that are no text, missing columns, empty dreams: that row stays, the file comes."""
    path = tmp_path / "lamp.tsv"
    path.write_bytes(
        b'\xef\xbb\xbf"n"\t"date"\t"dream"\r\n'
        b'"1"\t"(1957)"\t"A lamp."\r\n'
        b'"2"\t"(1957)"\t"A \xff lamp."\r\n'
        b'"3"\t"(1957)"\r\n'
        b'"4"\t"(1957)"\t"  "\r\n'
        b"\r\n"
        b'"5"\t"(1957)"\t"#5 (1957) "\r\n'
        b'"6"\t"(1957)"\t"' + b"x" * (1 << 20) + b'"\r\n'
        b"7\t(1958)\tA plain lamp.\r\n"
    )

    assert [dream.text for dream in dreams(path)] == ["A lamp.", "A plain lamp."]
    assert [(skip.where, skip.why.split(" ")[0]) for skip in skips(path)] == [
        ("line 3", "not"),
        ("line 4", "2"),
        ("line 5", "no"),
        ("line 7", "no"),
        ("line 8", "longer"),
    ]


def test_an_open_quotation_mark_costs_its_neighbour_only(tmp_path: Path) -> None:
    """A mark that is never closed swallows a row or two, not the file."""
    path = tmp_path / "lamp.tsv"
    rows = "".join(f'"{n}"\t"(1957)"\t"Lamp {n}."\n' for n in range(3, 9))
    path.write_text('"n"\t"date"\t"dream"\n"1"\t"(1957)"\t"Lamp 1.\n"2"\t"(1957)"\t"Lamp 2."\n' + rows)

    assert len(skips(path)) == 1
    assert [dream.text for dream in dreams(path)] == [f"Lamp {n}." for n in range(3, 9)]


@pytest.mark.parametrize(
    "body", [b"", b"\n", b"n,date,dream\n1,2,3\n", b"date\tdream\n", b"\xff\xfe\x00", b"{}\n", b'"n']
)
def test_another_kind_of_file_is_refused(tmp_path: Path, body: bytes) -> None:
    """A file without the columns is not guessed at: the error names them."""
    path = tmp_path / "other.tsv"
    path.write_bytes(body)

    with pytest.raises(UsageError) as caught:
        list(dreambank.read(path))

    assert "n, date, dream" in caught.value.hint


def test_no_file(tmp_path: Path) -> None:
    """A missing file and a folder are said to be so."""
    with pytest.raises(NotFound):
        list(dreambank.read(tmp_path / "none.tsv"))
    with pytest.raises(UsageError):
        list(dreambank.read(tmp_path))


def test_stdin(monkeypatch: pytest.MonkeyPatch) -> None:
    """A dash reads stdin and leaves it open."""
    stdin = SimpleNamespace(buffer=io.BytesIO(b'"n"\t"dream"\n"1"\t"A lamp."\n'))
    monkeypatch.setattr(sys, "stdin", stdin)

    assert [row.text for row in dreambank.read("-") if isinstance(row, Moved)] == ["A lamp."]
    assert not stdin.buffer.closed


def test_keys_tell_dreams_apart(tmp_path: Path) -> None:
    """The same row has the same key in every import; another number, text or series has another."""
    rows = [
        ("1", "(1957)", "A lamp."),
        ("2", "(1957)", "A lamp."),
        ("1", "(1957)", "A lamp!"),
        ("1", "(1958)", "A lamp."),
    ]
    first, second = dreams(series(tmp_path, *rows)), dreams(series(tmp_path, *rows))
    other = series(tmp_path, *rows).rename(tmp_path / "other.tsv")

    assert first == second
    assert len({dream.key for dream in first}) == 3
    assert not {dream.key for dream in first} & {dream.key for dream in dreams(other)}


def test_reading_is_a_stream(tmp_path: Path) -> None:
    """The first dream is there before the last row is read."""
    path = tmp_path / "lamp.tsv"
    with path.open("w") as file:
        file.write('"n"\t"dream"\n' + '"1"\t"A lamp."\n' * 10_000 + '"2"\n')
    rows = dreambank.read(path)

    assert isinstance(next(rows), Moved)


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.binary(max_size=400),
    st.sampled_from([b"", b'"n"\t"dream"\n', b"n\tdate\tdream\n", b'\xef\xbb\xbf"n"\t"date"\t"dream"\n']),
)
@example(b'"1"\t"a\x00b"\r\n"2"\t\xff\t"\r"\r', b"n\tdream\n")
def test_any_bytes_are_read_or_refused(tmp_path: Path, body: bytes, head: bytes) -> None:
    """Whatever a file holds, rows come out or a UsageError does."""
    path = tmp_path / "lamp.tsv"
    path.write_bytes(head + body)
    try:
        for row in dreambank.read(path):
            assert row.why if isinstance(row, Skipped) else row.text.strip()
    except UsageError as error:
        assert error.hint


@given(st.text(alphabet="0123456789/-?()., oct9&", max_size=16) | st.text(max_size=40), st.integers(1500, 2000))
def test_any_date_column_is_real_or_none(told: str, first: int) -> None:
    """No column is so odd that an impossible date comes out of it."""
    at = dreambank.date_of(dreambank.bare(told), lambda short: first - first % 100 + short)

    assert at is None or dates.is_real(at)
