"""Names: a capital in the middle of a sentence is somebody the dreamer knows, unless it is a place or a day."""

from __future__ import annotations

from collections.abc import Iterator

from dreamstream.backends.local.lexicon import Lexicon, small
from dreamstream.backends.local.tokens import Tokens, is_mark

#: Longer is no name, and would fill the hook.
_LONGEST = 30


def names(text: str, tokens: Tokens, signs: Lexicon) -> list[tuple[str, int, int]]:
    """Each name with the places where it starts and ends, in the order told; [] when the text shouts in capitals."""
    told = list(_capitals(text, tokens, signs))
    surely = {word for word, _, inside, place in told if inside and not place}
    found = []
    for word, at, _, place in told:
        if word in surely and not place:
            start = at - 1 if at and tokens.words[at - 1] in _small("titles") else at
            found.append((_plain(text[tokens.spans[start][0] : tokens.spans[at][1]]), start, at + 1))
    return found


def _capitals(text: str, tokens: Tokens, signs: Lexicon) -> Iterator[tuple[str, int, bool, bool]]:
    """Word, place, whether it stands inside a sentence, whether it is rather a place."""
    words, spans = tokens.words, tokens.spans
    lower = {word for word, (start, _) in zip(words, spans, strict=True) if text[start].islower()}
    raw = [text[start] for start, _ in spans]
    capitals = sum(char.isupper() for char in raw)
    if capitals > 0.4 * len(raw) + 2:
        return
    for at, char in enumerate(raw):
        if not char.isupper() or not tokens.dreamed[at]:
            continue
        word = words[at].removesuffix("'s")
        start, end = spans[at]
        if not 2 <= len(word) <= _LONGEST or word in _small("never") or text[start:end].isupper():
            continue
        before = words[at - 1] if at else "."
        titled = before in _small("titles")
        if word in signs.forms and not titled:
            continue
        after = words[at + 1] if at + 1 < len(words) else ""
        inside = (
            not is_mark(before)
            or before == ","
            or (after in _small("acts") and word not in lower and word not in _small("nobody"))
        )
        place = not titled and (before in _small("at") or after in _small("places") or before in ("the", "a", "an"))
        yield word, at, inside or titled, place


def _small(name: str) -> frozenset[str]:
    return small("names", name)


def _plain(name: str) -> str:
    return name.removesuffix("'s").removesuffix("’s")
