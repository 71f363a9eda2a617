"""The closed lists, and one spelling for every label: "dogs", "a Puppy" and "canine" are all `Dog`."""

from __future__ import annotations

import functools
import tomllib
import unicodedata
from pathlib import Path
from typing import Any

from dreamstream.lists import EMOTIONS as EMOTIONS
from dreamstream.lists import PATTERNS as PATTERNS
from dreamstream.lists import SIGN_KINDS as SIGN_KINDS

#: Longer than any label a person or a model means as one; the rest is a sentence and is cut.
LONGEST = 60
_ARTICLES = frozenset(("a", "an", "the", "my", "your", "his", "her", "our", "their", "some"))
#: Programs before us called a lack of signs so, and named their own drawers.
_NO_SIGNS = frozenset(
    ("", "none", "null", "n/a", "unknown", "undefined", "other", "misc", "feelings", "places", "pressure")
)
_SMALL = frozenset(("a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"))


@functools.lru_cache(maxsize=4096)
def label(text: str) -> str:
    """The canonical spelling of a label: synonyms first, else singular Title Case; an unknown one is kept."""
    words = _words(text)
    if not words:
        return ""
    for candidate in (words, _bare(words), _singular(words), _singular(_bare(words))):
        known = table().get(" ".join(candidate))
        if known is not None:
            return known
    return _title(_singular(_bare(words)))


def sign(text: str) -> str:
    """The label of a sign, or "" for what is none: `tag:…`, a pattern's name, `snake_case` that means nothing to us."""
    bare = text.strip()
    if bare in PATTERNS or bare.casefold() in _NO_SIGNS or ":" in bare.partition(" ")[0]:
        return ""
    found = label(bare)
    return found if "_" not in bare or found in _names() else ""


def own(text: str) -> str:
    """A name the dreamer gives a sign: as they spell it, in Title Case where they spell it small; no synonyms."""
    plain = " ".join("".join(c if unicodedata.category(c)[0] != "C" else " " for c in text[:LONGEST]).split())
    return plain if any(char.isupper() for char in plain) else _title(_singular(_bare(_words(plain))))


def emotion(text: str) -> str | None:
    """The feeling of the closed list that `text` names, or None."""
    word = " ".join(_words(text))
    return word if word in EMOTIONS else feelings().get(word)


@functools.cache
def table() -> dict[str, str]:
    """Every known spelling, casefolded, and the label it stands for."""
    spellings: dict[str, str] = {}
    for name, line in _read()["labels"].items():
        spellings[name.casefold()] = name
        for word in line.split(","):
            spellings[word.strip()] = name
    return spellings


@functools.cache
def _names() -> frozenset[str]:
    return frozenset(table().values())


@functools.cache
def feelings() -> dict[str, str]:
    """Other names of the eight feelings."""
    return {word.strip(): name for name, line in _read()["emotions"].items() for word in line.split(",")}


def version() -> int:
    """The version of the synonym table; trends made with another one may group differently."""
    return int(_read()["version"])


@functools.cache
def _read() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("synonyms.toml").read_text("utf-8"))


def _words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFKC", text).casefold().replace("’", "'")
    # controls and lone surrogates would travel into the index and the terminal otherwise
    plain = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in plain[: LONGEST * 4])
    words = [word.strip(".,;:!?\"'()[]{}#*`“”") for word in plain.replace("_", " ").split()]
    return " ".join(word for word in words if word)[:LONGEST].split()


def _bare(words: list[str]) -> list[str]:
    return words[1:] if len(words) > 1 and words[0] in _ARTICLES else words


def _singular(words: list[str]) -> list[str]:
    return [*words[:-1], _one(words[-1])] if words else words


def _one(word: str) -> str:
    if len(word) < 4 or not word.endswith("s") or word in _read()["keep"] or word.endswith(("ss", "us", "is", "'s")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes", "zes")):
        return word[:-2]
    return word[:-1]


def _title(words: list[str]) -> str:
    return " ".join(w if i and w in _SMALL else w[:1].upper() + w[1:] for i, w in enumerate(words))
