"""A font's character map: which characters it has, read from the file itself."""

from __future__ import annotations

import struct
from bisect import bisect_right
from typing import BinaryIO

Spans = tuple[list[int], list[int]]  # first characters, and the last one of each


def has(spans: Spans, sign: str) -> bool:
    """Whether one character is mapped to a glyph."""
    at = bisect_right(spans[0], ord(sign)) - 1
    return at >= 0 and ord(sign) <= spans[1][at]


def read(file: BinaryIO, index: int = 0) -> Spans:
    """The characters of the `index`th face of a TrueType or OpenType file or collection.

    Only the map is read, so a file of twenty megabytes costs no more than a small one. Raises ValueError where
    the file is no such font.
    """
    try:
        start = 0
        if _at(file, 0, 4) == b"ttcf":
            start = struct.unpack(">I", _at(file, 12 + 4 * index, 4))[0]
        count = struct.unpack(">H", _at(file, start + 4, 2))[0]
        for i in range(count):
            tag, _sum, offset, _length = struct.unpack(">4sIII", _at(file, start + 12 + 16 * i, 16))
            if tag == b"cmap":
                return _table(file, offset)
    except struct.error:
        pass
    raise ValueError("not a font with a character map")


def _table(file: BinaryIO, start: int) -> Spans:
    count = struct.unpack(">H", _at(file, start + 2, 2))[0]
    wide = plain = 0
    for i in range(count):
        platform, encoding, offset = struct.unpack(">HHI", _at(file, start + 4 + 8 * i, 8))
        kind = struct.unpack(">H", _at(file, start + offset, 2))[0]
        if kind == 12 and (platform, encoding) in ((3, 10), (0, 4), (0, 6)):
            wide = start + offset
        elif kind == 4 and platform in (0, 3) and (platform, encoding) != (3, 0):
            plain = start + offset
    if wide:
        groups = struct.unpack(">I", _at(file, wide + 12, 4))[0]
        rows = struct.unpack(f">{groups * 3}I", _at(file, wide + 16, groups * 12))
        return list(rows[0::3]), list(rows[1::3])
    if plain:
        return _segments(file, plain)
    raise ValueError("a font with a map of another kind")


def _segments(file: BinaryIO, start: int) -> Spans:
    """The older map: segments, in which a character may still be missing."""
    length, _language, double = struct.unpack(">HHH", _at(file, start + 2, 6))
    body = _at(file, start + 14, length - 14)
    count = double // 2
    ends = struct.unpack_from(f">{count}H", body, 0)
    firsts = struct.unpack_from(f">{count}H", body, double + 2)
    deltas = struct.unpack_from(f">{count}H", body, 2 * double + 2)
    ranges = struct.unpack_from(f">{count}H", body, 3 * double + 2)
    out: Spans = ([], [])
    for i, (first, last) in enumerate(zip(firsts, ends, strict=True)):
        for code in range(first, min(last, 0xFFFE) + 1):
            at = 3 * double + 2 + 2 * i + ranges[i] + 2 * (code - first)
            glyph = struct.unpack_from(">H", body, at)[0] if ranges[i] else (code + deltas[i]) & 0xFFFF
            if not glyph:
                continue
            if out[1] and out[1][-1] == code - 1:
                out[1][-1] = code
            else:
                out[0].append(code)
                out[1].append(code)
    return out


def _at(file: BinaryIO, where: int, size: int) -> bytes:
    file.seek(where)
    body = file.read(size)
    if len(body) < size:
        raise struct.error("cut short")
    return body
