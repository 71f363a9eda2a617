"""Break lines: at spaces, between ideographs, never before a closing mark, and of about one length."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache

Measure = Callable[[str], float]

#: What must not begin a line, and what must not end one.
_CLOSING = frozenset(
    "、。，．・：；？！）］｝〉》」』】〕〗〙〟’”…‥ーゝゞヽヾ々ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶ,.;:!?)]}%～〜"
)
_OPENING = frozenset("（［｛〈《「『【〔〖〘〝‘“([{")
_TIGHT = re.compile("[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")
_THAI_FIRST = "เแโใไ"  # vowels written before their consonant always begin a syllable


@lru_cache(maxsize=256)
def pieces(text: str) -> tuple[tuple[str, bool], ...]:
    """What must stay together, and whether a space stood before it."""
    out: list[tuple[str, bool]] = []
    for word in text.split():
        start = 0
        spaced = True
        for i in range(1, len(word)):
            if _breaks(word[i - 1], word[i]):
                out.append((word[start:i], spaced))
                start, spaced = i, False
        out.append((word[start:], spaced))
    return tuple(out)


def _breaks(before: str, after: str) -> bool:
    if after in _CLOSING or before in _OPENING or unicodedata.category(after).startswith("M"):
        return False
    if before in "—–-/" and after.isalpha():
        return True
    if after in _THAI_FIRST:
        return True
    # hangul keeps its words together: they have spaces
    hangul = all("HANGUL" in unicodedata.name(sign, "") for sign in (before, after))
    return bool((_TIGHT.match(before) or _TIGHT.match(after)) and not hangul)


def wrapped(text: str, wide: float, measure: Measure) -> list[str]:
    """Greedy lines; what is longer than a line is broken anywhere, or it would run out of the box."""
    lines: list[str] = []
    now = ""
    for piece, spaced in pieces(text):
        joined = f"{now} {piece}" if spaced and now else now + piece
        if measure(joined) <= wide:
            now = joined
            continue
        if now:
            lines.append(now)
        while measure(piece) > wide and len(piece) > 1:
            take = _fits(piece, wide, measure)
            lines.append(piece[:take])
            piece = piece[take:]
        now = piece
    return [*lines, now] if now else lines


def _fits(piece: str, wide: float, measure: Measure) -> int:
    """How many signs of a long word go on a line: at least one, and no mark is torn from its letter."""
    low, high = 1, len(piece)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if measure(piece[:middle]) <= wide else (low, middle - 1)
    while low > 1 and low < len(piece) and unicodedata.category(piece[low]).startswith("M"):
        low -= 1
    return low


def longest(text: str, measure: Measure) -> float:
    """How wide the widest piece is that must not be broken."""
    return max((measure(piece) for piece, _ in pieces(text)), default=0.0)


def balanced(text: str, wide: float, measure: Measure) -> list[str]:
    """As few lines as a width allows, then as even as those can be: no last word alone."""
    best = wrapped(text, wide, measure)
    if len(best) < 2:
        return best
    low, high = wide / len(best) * 0.6, wide
    for _ in range(7):
        middle = (low + high) / 2
        lines = wrapped(text, middle, measure)
        if len(lines) <= len(best) and all(measure(line) <= middle for line in lines):
            best, high = lines, middle
        else:
            low = middle
    return best


def cut(lines: list[str], most: int, wide: float, measure: Measure) -> list[str]:
    """No more than `most` lines; an ellipsis says that more was told."""
    if len(lines) <= most:
        return lines
    kept = lines[: max(1, most)]
    last = kept[-1]
    while last and measure(last.rstrip(" ,;:.…") + "…") > wide:
        last = last[:-1]
    kept[-1] = last.rstrip(" ,;:.…") + "…"
    return kept
