"""Words as the full-text index sees them: split where a script has no spaces, quoted, found again for a snippet."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

#: Scripts written without spaces: Thai to Khmer, kana, bopomofo, Han and its extensions, halfwidth kana.
_SOLID = (
    "([\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3100-\u312f\u31a0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff])"
)


def spaced(text: str) -> str:
    """The text with every character of a solid script standing alone, so that any run of them is a phrase."""
    if text.isascii():
        return text
    return _solid().sub(r" \1 ", unicodedata.normalize("NFC", text))


@cache
def _solid() -> re.Pattern[str]:
    return re.compile(_SOLID)  # 2 ms, and most journals never need it


def quoted(text: str) -> str:
    """One FTS5 string: whatever the dreamer typed is text, never syntax; "" when nothing in it can be found."""
    body = spaced(text).replace("\0", " ").replace('"', " ")
    return f'"{body}"' if any(c.isalnum() for c in body) else ""


def snippet(text: str, terms: list[str], *, width: int = 96) -> str:
    """A line of the text around the first of the terms, marked with ** on both sides."""
    flat = " ".join(text.split())
    plain = _plain(flat)
    at, size = -1, 0
    for term in terms:
        wanted = " ".join(_plain(" ".join(term.split())).split())
        found = re.search(rf"(?<!\w){re.escape(wanted)}(?!\w)", plain) or re.search(re.escape(wanted), plain)
        if wanted and found and (at < 0 or found.start() < at):
            at, size = found.start(), len(wanted)
    if at < 0:
        return flat[:width] + ("…" if len(flat) > width else "")
    first = max(0, at - width // 3)
    last = min(len(flat), first + width)
    first = flat.rfind(" ", 0, first) + 1 if first else 0
    body = flat[first:at] + "**" + flat[at : at + size] + "**" + flat[at + size : last]
    return ("…" if first else "") + body + ("…" if last < len(flat) else "")


def _plain(text: str) -> str:
    """Casefolded and without accents, one character for one, so that places still fit the original."""
    if text.isascii():
        return text.lower()
    return "".join((unicodedata.normalize("NFD", c)[0].casefold() or c)[0] for c in text)
