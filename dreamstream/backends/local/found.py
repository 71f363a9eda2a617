"""Look the words up: which forms stand in a dream, where, and whether their guards let them."""

from __future__ import annotations

from collections.abc import Iterator

from dreamstream.backends.local.lexicon import NOTHING, Guard, Lexicon, small
from dreamstream.backends.local.tokens import Tokens, is_mark

#: How far before a feeling its "not" may stand, in words.
REACH = 3


class Found:
    """One form in its place: words[at:end] stand for `entry`."""

    __slots__ = ("at", "end", "entry", "much")

    def __init__(self, *, entry: int, much: float, at: int, end: int) -> None:
        self.entry = entry
        self.much = much
        self.at = at
        self.end = end


def find(tokens: Tokens, lexicon: Lexicon, *, negated: bool = False) -> Iterator[Found]:
    """Every form of `lexicon` in the dreamed part; with `negated` those after a "not" are dropped."""
    words, dreamed = tokens.words, tokens.dreamed
    forms, longest = lexicon.forms, lexicon.longest
    at, total = 0, len(words)
    while at < total:
        word = words[at]
        if not dreamed[at]:
            at += 1
            continue
        size, hits = 1, None
        for size in range(min(longest.get(word, 1), total - at), 1, -1):
            hits = forms.get(" ".join(words[at : at + size]))
            if hits is not None:
                break
        if hits is None:
            size, hits = 1, forms.get(word) or (forms.get(word[:-2]) if word.endswith("'s") else None)
        if hits is not None and not (negated and _not_so(words, at)):
            for entry, count, guard in hits:
                if entry != NOTHING and (guard is None or _lets(lexicon.guard(guard), words, at, at + size)):
                    yield Found(entry=entry, much=count, at=at, end=at + size)
        at += size if hits is not None else 1


def _lets(guard: Guard, words: list[str], at: int, end: int) -> bool:
    before = words[at - 1] if at else ""
    after = words[end] if end < len(words) else ""
    if before in guard.not_after or after in guard.not_before:
        return False
    if "'s" in guard.not_after and before.endswith("'s"):
        return False
    if guard.only_after and before not in guard.only_after:
        return False
    if guard.only_before and after not in guard.only_before:
        return False
    if guard.not_near and not guard.not_near.isdisjoint(_before(words, at)):
        return False
    return not guard.near or not guard.near.isdisjoint(_before(words, at))


def _not_so(words: list[str], at: int) -> bool:
    turns, borders = small("found", "negators"), small("found", "borders")
    for word in _before(words, at):
        if word in borders:
            return False
        if word in turns or word.endswith("n't"):
            return True
    return False


def _before(words: list[str], at: int) -> Iterator[str]:
    """Up to three words before this one, within the clause."""
    for i in range(at - 1, max(-1, at - 1 - REACH), -1):
        if is_mark(words[i]):
            return
        yield words[i]
