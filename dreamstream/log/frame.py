"""One record, one line: how it is spelt, sealed with a checksum, and checked again."""

from __future__ import annotations

import json
import re
import zlib
from contextlib import suppress
from typing import Any

from dreamstream.errors import Refused

VERSION = 1
#: A record larger than this is refused; a line this long is read, a longer one is damage.
MAX_BYTES = 1 << 20
MAX_DEPTH = 64
_SEAL = 18  # len(',"crc":"00000000"}')
_START = re.compile(rb'\{"v":[0-9]+,"id":"')
_ENCODE = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode


def spell(*, id: str, host: str, seq: int, at: str, kind: str, data: dict[str, Any]) -> bytes:
    """The record's line with its checksum and newline.

    Raises Refused for what JSON or SQLite could not give back: lone surrogates, NaN, integers past
    2^63, more than 64 levels, more than 1 MiB.
    """
    _holdable(data, 0)
    record = {"v": VERSION, "id": id, "host": host, "seq": seq, "at": at, "kind": kind, "data": data}
    try:
        body = _ENCODE(record).encode()[:-1]
    except UnicodeEncodeError:
        raise Refused(
            "This holds bytes that are no text in any alphabet (a lone surrogate).",
            hint="Save it as UTF-8 and try again; nothing was written.",
        ) from None
    except ValueError:
        raise Refused(
            "This holds a number that is none (NaN or infinity).", hint="Leave it out; nothing was written."
        ) from None
    if len(body) + _SEAL + 1 > MAX_BYTES:
        raise Refused(
            f"This is {len(body) // 1024:,} KiB long; one record holds at most {MAX_BYTES // 1024:,} KiB.",
            hint="Tell it in parts: `dreamstream log --each` takes one a line.",
        )
    return body + b',"crc":"%08x"}\n' % zlib.crc32(body)


class BadLine(ValueError):
    """A line that is not a record as it was written; the text says why."""


def check(line: bytes) -> dict[str, Any]:
    """The record in one line without its newline; bytes first, meaning second.

    Raises BadLine. A line without a checksum is hand-written and taken at its word.
    """
    if len(line) > MAX_BYTES:
        raise BadLine("longer than 1 MiB")
    sealed = line[-_SEAL:-10] == b',"crc":"' and line[-2:] == b'"}'
    if sealed:
        if b"%08x" % zlib.crc32(line[:-_SEAL]) != line[-10:-2]:
            raise BadLine("the checksum does not fit: the line is damaged")
    elif _nearly_sealed(line):
        raise BadLine("the checksum itself is damaged")
    # we never spell these; another program may seal them, and they would stop the index or break its JSON
    strange = not sealed or b"NaN" in line or b"Infinity" in line or (b"\\u" in line and _has_surrogate(line))
    try:
        text = line.decode()  # strictly: json.loads would let half a character pass
        record = json.loads(text, parse_constant=_no_constant) if strange else json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadLine(_why(line)) from error
    if strange:
        _all_holdable(record)
    if not sealed and "crc" in record:
        raise BadLine("`crc` is not the last member of the line")
    if not isinstance(record.get("kind"), str) or not isinstance(record.get("data"), dict):
        raise BadLine("not a record: `kind` or `data` is missing")
    return record  # type: ignore[no-any-return]


def pieces(line: bytes) -> list[dict[str, Any]]:
    """Whole records found inside a bad line: torn, or its newline damaged, it may have glued a good one to itself."""
    found = []
    starts = [match.start() for match in _START.finditer(line)]
    for start, after in zip(starts, [*starts[1:], len(line)], strict=False):
        piece = line[start : line.rfind(b"}", start, after) + 1]
        if piece[-_SEAL:-10] == b',"crc":"' and piece != line:
            with suppress(BadLine):
                found.append(check(piece))
    return found


def _has_surrogate(line: bytes) -> bool:
    return b"\\ud" in line or b"\\uD" in line


def _all_holdable(record: Any) -> None:
    if not isinstance(record, dict):
        raise BadLine("not a record: a line holds one JSON object")
    try:
        _holdable(record, -1)
        _ENCODE(record).encode()
    except (Refused, ValueError, RecursionError) as error:
        raise BadLine("holds what the index cannot: a lone surrogate, or a number past 2^63") from error


def _nearly_sealed(line: bytes) -> bool:
    """Whether a flipped bit hit the seal: then the line must not pass as hand-written."""
    tail, model = line[-_SEAL:], b',"crc":"????????"}'
    if len(tail) < _SEAL:
        return False
    misses = sum(a != b for a, b in zip(tail, model, strict=True) if b != 63)
    return misses == 1 and (
        b"%08x" % zlib.crc32(line[:-_SEAL]) == tail[8:16] or sum(c in b"0123456789abcdef" for c in tail[8:16]) >= 7
    )


def _holdable(value: Any, depth: int) -> None:
    if isinstance(value, str):
        return
    if depth > MAX_DEPTH:
        raise Refused("This is nested more than 64 levels deep.", hint="Flatten it; nothing was written.")
    if isinstance(value, dict):
        for part in value.values():
            _holdable(part, depth + 1)
    elif isinstance(value, list | tuple):
        for part in value:
            _holdable(part, depth + 1)
    elif isinstance(value, int) and not -(1 << 63) <= value < 1 << 63:
        raise Refused("This holds a number past 2^63.", hint="Use a smaller one; nothing was written.")


def _no_constant(name: str) -> None:
    raise ValueError(name)


def _why(line: bytes) -> str:
    if line[:7] in (b"<<<<<<<", b"=======", b">>>>>>>"):
        return "a conflict marker left by a merge"
    if not line.rstrip().endswith(b"}"):
        return "cut off while it was written"
    return "not JSON"
