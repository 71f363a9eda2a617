"""A transcript's bytes on their way to words: which alphabet, which lines."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

Warn = Callable[[str, str], None]
#: One record of a log with a picture in it has 20 MB; what is longer than this is none.
MAX_LINE = 1 << 26
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
#: A time, a name and an id, or a voice, with which a file breaks off; and how long they are at most.
_TORN = re.compile(
    r"(?m:^)[ \t]*\[\d[^\]\n]{0,60}(?:\][ \t]*(?:[^\W\d_a-z][\w.'’-]{0,40}[ \t]?){0,4}(?:\([^()\n]{0,60}\)?:?)?)?\Z"
    r"|<v[^<>\n]{0,100}\Z"
)
_TAG = 300
_LETTERS = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH = re.compile(rb"[\x80-\xff]+")
_ASCII = bytes(range(128))
#: What no text holds, but for a tab, the line ends, a page end and the escape of terminals.
_STRANGE = bytes(sorted({*range(32), 127} - {9, 10, 12, 13, 27}))


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """A file's bytes without their mark, and how to read them."""

    name: str  #: The file's name: a hint at most.
    body: bytes  #: UTF-8, whatever it was.
    warnings: tuple[str, ...] = ()

    def text(self) -> str:
        """All of it; every line ends in a newline only. A speaker who was not written to the end is left for later."""
        whole = self.body.decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
        torn = None if whole.endswith("\n") else _TORN.search(whole, max(0, len(whole) - _TAG))
        return whole[: torn.start()] if torn else whole

    def lines(self) -> Iterator[tuple[int, bytes]]:
        """Its lines by number from 1, one at a time, blank ones left out; the last may have no end."""
        start = number = 0
        while start < len(self.body):
            end = self.body.find(b"\n", start)
            end = len(self.body) if end < 0 else end
            number += 1
            if line := self.body[start:end].strip():
                yield number, line
            start = end + 1

    def objects(self, warn: Warn, *, start: int = 1) -> Iterator[tuple[int, dict[str, Any]]]:
        """The JSON objects of its lines; what is none is warned of with its place."""
        torn = not self.body.endswith(b"\n")
        last = self.body.count(b"\n") + 1
        for number, line in self.lines():
            if number < start:
                continue
            found, why = parsed(line)
            if found is not None:
                yield number, found
            elif torn and number == last and line.startswith(b"{"):
                warn(f"line {number}", "not written to its end")
            else:
                warn(f"line {number}", why)


def opened(body: bytes, name: str = "") -> Source:
    """The bytes with their alphabet decided: a mark, else UTF-8, else what the look of them says."""
    for mark, codec in _BOMS[1:]:
        if body.startswith(mark):
            return Source(name=name, body=_again(body[len(mark) :], codec))
    body = body.removeprefix(codecs.BOM_UTF8)
    if wide := _halves(body[:4096]):
        return Source(name=name, body=_again(body, wide))
    if not is_text(body) or _is_utf8(body):  # a film is not turned into letters to find that it has none
        return Source(name=name, body=body)
    high = len(body.translate(None, _ASCII))
    if sum(len(found[0]) for found in _LETTERS.finditer(body)) >= high * 0.75:
        return Source(name=name, body=body, warnings=("some bytes are no UTF-8; they show as \ufffd",))
    codec, alphabet = ("gb18030", "GB 18030") if _is_chinese(body[: 1 << 20]) else ("cp1252", "Windows-1252")
    return Source(name=name, body=_again(body, codec), warnings=(f"no UTF-8; read as {alphabet}",))


def is_text(body: bytes) -> bool:
    """Whether the beginning holds no more than a sprinkle of what no text holds."""
    head = body[:8192]
    return len(head) - len(head.translate(None, _STRANGE)) <= max(8, len(head) * 0.02)


def parsed(line: bytes) -> tuple[dict[str, Any] | None, str]:
    """The object in a piece of JSON, or None and why there is none."""
    if len(line) > MAX_LINE:
        return None, "longer than 64 MiB"
    try:
        found = json.loads(line.decode("utf-8", "replace"))
    except (ValueError, RecursionError):
        return None, "not JSON"
    return (found, "") if isinstance(found, dict) else (None, "no JSON object")


def _again(body: bytes, codec: str) -> bytes:
    """The same text in UTF-8, so that a newline, a quote and a bracket are one byte for everyone after."""
    return body.decode(codec, "replace").lstrip("\ufeff").encode("utf-8", "replace")


def _halves(head: bytes) -> str:
    """UTF-16 without its mark: in Western text every other byte is zero."""
    half = len(head) // 2
    if half < 4:
        return ""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if odd > half * 0.4 and even < half * 0.05:
        return "utf-16-le"
    return "utf-16-be" if even > half * 0.4 and odd < half * 0.05 else ""


def _is_utf8(body: bytes) -> bool:
    """Checked by the megabyte, so a large file is not decoded twice; a letter cut off at the end is forgiven."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for start in range(0, len(body), 1 << 20):
            decoder.decode(body[start : start + (1 << 20)])
    except UnicodeDecodeError:
        return False
    return True


def _is_chinese(body: bytes) -> bool:
    """Whether the high bytes come in pairs that are the everyday signs of GB 2312; Western accents stand alone."""
    runs = _HIGH.findall(body)
    high = sum(map(len, runs))
    pairs = [(run[n], run[n + 1]) for run in runs if len(run) % 2 == 0 for n in range(0, len(run), 2)]
    common = sum(lead in (0xA1, 0xA3) or 0xB0 <= lead <= 0xD7 for lead, trail in pairs if trail >= 0xA1)
    return high >= 4 and len(pairs) * 2 >= high * 0.85 and common >= len(pairs) * 0.7
