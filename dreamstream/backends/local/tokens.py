"""A dream cut into words that remember where they stood, and which of them are waking talk."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from dreamstream.backends.local import lexicon

_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|[$£€]|[.!?;:,()\[\]\"“”\n–—]|--|(?<=\s)-(?=\s)")
_MARKS = frozenset((*'.!?;:,()[]"“”\n–—-', "--"))
_ENDS = frozenset(".!?\n")
#: After this share of the telling, "I woke up" ends the dream; before it, only its own sentence.
_LATE = 0.4


class Tokens:
    """The words in lower case, their places in the text, and where each sentence ends."""

    __slots__ = ("dreamed", "spans", "words")

    def __init__(self, *, words: list[str], spans: list[tuple[int, int]], dreamed: list[bool]) -> None:
        self.words = words
        self.spans = spans
        self.dreamed = dreamed  #: False for waking talk

    @property
    def spoken(self) -> list[str]:
        """The words without the punctuation."""
        return [word for word in self.words if word not in _MARKS]


def cut(text: str) -> Tokens:
    """All of `text` in one pass; no word is lost and none is counted twice."""
    words: list[str] = []
    spans: list[tuple[int, int]] = []
    for match in _TOKEN.finditer(text):
        word = match[0].lower()
        if not word.isascii():
            word = unicodedata.normalize("NFC", word.replace("’", "'"))
            word = '"' if word in "“”" else word
        words.append(word)
        spans.append(match.span())
    return Tokens(words=words, spans=spans, dreamed=_dreamed(words))


def without(tokens: Tokens, words: frozenset[str]) -> Tokens:
    """The same dream with some words left out; what is left remembers its place in the text."""
    kept = [i for i, word in enumerate(tokens.words) if word not in words]
    return Tokens(
        words=[tokens.words[i] for i in kept],
        spans=[tokens.spans[i] for i in kept],
        dreamed=[tokens.dreamed[i] for i in kept],
    )


def is_mark(word: str) -> bool:
    """Whether a token is punctuation."""
    return word in _MARKS


def sentence_end(words: Sequence[str], at: int) -> int:
    """Where the sentence that holds the token `at` ends."""
    while at < len(words) and words[at] not in _ENDS:
        at += 1
    return at


def _dreamed(words: list[str]) -> list[bool]:
    """Set aside what the teller says as one awake: from the waking word to the end of its sentence or of the text."""
    dreamed = [True] * len(words)
    marks, again = lexicon.waking(), lexicon.small("waking", "asleep")
    last = max((i for i, word in enumerate(words) if word in again), default=-1)
    start = at = 0  # of the sentence, and in it
    while at < len(words):
        word = words[at]
        if word in _ENDS:
            start = at + 1
        elif (size := _opens(words, at, marks)) and not again.intersection(words[start:at]):
            end = sentence_end(words, at)
            if at > _LATE * len(words) and "wake" in "".join(words[at : at + size]).replace("woke", "wake"):
                end = end if last >= at else len(words)
            for i in range(at, end):
                dreamed[i] = False
            at = start = end
            continue
        at += 1
    return dreamed


def _opens(words: list[str], at: int, marks: lexicon.Lexicon) -> int:
    """How many words of a waking phrase start here."""
    word = words[at]
    for size in range(marks.longest.get(word, 1), 0, -1):
        if " ".join(words[at : at + size]) in marks.forms:
            return size
    return 0
