"""Where the sentences of a turn stand; what was dictated in one breath is cut where it pauses."""

from __future__ import annotations

import re
from bisect import bisect_right

LONGEST = 240  #: characters of a sentence
_SENTENCE = re.compile(r"[^\s.!?…。！？](?:[^\n.!?…。！？]|[.!?…]+(?![.!?…\"”’)\]\s]))*[.!?…。！？]*[\"”’)\]]*")
_PAUSE = re.compile(r"[,;:–—]\s+|\s+(?=(?:and then|and|but|then|so|because|when|while|which)\s)", re.I)
_MEANS = re.compile(r"\w")
#: What a "." is no end after.
_SHORT = re.compile(r"(?:^|\s)(?:dr|mr|mrs|ms|st|prof|e\.g|i\.e|a\.m|p\.m|vs|no|\w)\.$", re.I)

Span = tuple[int, int]


def sentences(text: str) -> list[Span]:
    """The sentences with a word in them, in their order, none longer than LONGEST; `text[a:b]` is verbatim."""
    whole: list[Span] = []
    for match in _SENTENCE.finditer(text):
        start, end = match.span()
        between = text[whole[-1][1] : start] if whole else "\n"
        if whole and "\n" not in between and _SHORT.search(text[max(whole[-1][0], whole[-1][1] - 6) : whole[-1][1]]):
            whole[-1] = (whole[-1][0], end)
        else:
            whole.append((start, end))
    found: list[Span] = []
    for start, end in whole:
        found += [(start, end)] if end - start <= LONGEST else _pieces(text, start, end)
    return [span for span in (_trim(text, *span) for span in found) if _MEANS.search(text, *span)]


def _pieces(text: str, start: int, end: int) -> list[Span]:
    """A long sentence cut at its pauses, else between words, else anywhere."""
    found: list[Span] = []
    pauses = [match.end() for match in _PAUSE.finditer(text, start, end)]
    while end - start > LONGEST:
        limit = start + LONGEST
        before = bisect_right(pauses, limit)
        cut = pauses[before - 1] if before and pauses[before - 1] > start + LONGEST // 3 else 0
        cut = cut or text.rfind(" ", start + 1, limit) + 1 or limit
        found.append((start, cut))
        start = cut
    return [*found, (start, end)]


def _trim(text: str, start: int, end: int) -> Span:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
