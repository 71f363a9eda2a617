"""What every format agrees on: a dream that came in, checked, or the row that did not and why."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO

from dreamstream.errors import NotFound, UsageError

#: A record holds 1 MiB in all; this leaves room for its other facts.
MAX_TEXT = (1 << 20) - (1 << 14)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """One dream as a stranger's file tells it, already checked; what the file leaves open is None or empty."""

    key: str  #: who it is, so that a second import adds nothing: a digest, or our own id
    text: str
    title: str = ""
    at: str | None = None  #: a moment, a date or a partial one
    night: str | None = None
    type: str | None = None
    lucidity: int | None = None
    stress: int | None = None
    emotions: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    draft: bool = False
    id: str | None = None  #: only one of our own, d-xxxxxxxxxx
    events: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """A row, or one fact of a row, that could not come along; the rest went on."""

    where: str  #: "line 12"
    why: str


def key(*parts: str) -> str:
    """The digest of what makes a dream this one: format, series, number, text.

    Raises UnicodeEncodeError for a part that is no text.
    """
    return sha256("\0".join(parts).encode()).hexdigest()


@contextmanager
def opened(path: Path | str) -> Iterator[BinaryIO]:
    """The bytes of a file, or of stdin for "-", which stays open for others.

    Raises NotFound and UsageError where there is no file to read.
    """
    if str(path) == "-":
        yield sys.stdin.buffer
        return
    try:
        file = open(path, "rb")  # noqa: SIM115 - closed below, where reading may fail as it likes
    except FileNotFoundError:
        raise NotFound(f"There is no file {path}.", hint="Check its name, or pass - to read stdin.") from None
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}.", hint="Name a file you may read.") from None
    with file:
        yield file
