"""The words a sign was found in: a short verbatim span, and whether it can stand in a sentence as it is."""

from __future__ import annotations

from dreamstream.backends.local.found import Found
from dreamstream.backends.local.lexicon import small
from dreamstream.backends.local.tokens import Tokens, is_mark

LONGEST = 60
#: Kinds whose words are mostly things and people.
NOUNS = frozenset(("person", "place", "symbol"))
_NOT_NOUNS = ("ing", "ed", "ly")


def words(text: str, tokens: Tokens, hit: Found, *, noun: bool) -> str:
    """What stands in the text, with the article before a noun or the pronoun before a verb."""
    leads = _small("articles") if noun else _small("articles") | _small("pronouns")
    start = tokens.spans[_lead(tokens.words, hit, leads, strict=noun)][0]
    end = tokens.spans[_tail(tokens.words, hit)][1]
    if end - start > LONGEST:
        start = tokens.spans[hit.at][0]
    return text[start : min(end, start + LONGEST)]


def noun(text: str, tokens: Tokens, hit: Found) -> str:
    """The noun phrase in lower-case beginning, or "" where it cannot be told that it is one."""
    articles, last = _small("articles"), tokens.words[hit.end - 1].removesuffix("'s")
    at = _lead(tokens.words, hit, articles, strict=True)
    span = text[tokens.spans[at][0] : tokens.spans[hit.end - 1][1]]
    span = span.removesuffix("'s").removesuffix("’s")
    if "'" in last or len(span) > LONGEST or not span.isprintable():
        return ""
    if last in _small("adjectives") or (last.endswith(_NOT_NOUNS) and not _closed(tokens.words, hit)):
        return ""
    bare = hit.end == hit.at + 1 and (last in _small("bare") or plural(last))
    return span[:1].lower() + span[1:] if bare or tokens.words[at] in articles else ""


def plural(word: str) -> bool:
    """Whether a noun is one of many, by its ending."""
    return word in _small("many") or (word.endswith("s") and not word.endswith(("ss", "us", "is")))


def _closed(words: list[str], hit: Found) -> bool:
    """`a wedding in May`: an article right before, and no further noun after."""
    after = words[hit.end] if hit.end < len(words) else "."
    before = words[hit.at - 1] if hit.at else ""
    return (before in _small("articles") or before.endswith("'s")) and (is_mark(after) or after in _small("breaks"))


def _tail(words: list[str], hit: Found) -> int:
    """Where the span ends: an adjective takes the word it speaks of with it."""
    more = words[hit.end - 1] in _small("adjectives") and hit.end < len(words)
    return hit.end if more and not is_mark(words[hit.end]) and words[hit.end] not in _small("breaks") else hit.end - 1


def _lead(words: list[str], hit: Found, leads: frozenset[str], *, strict: bool) -> int:
    """Where the span begins: at an article or pronoun up to three words before, if nothing breaks the way."""
    if words[hit.at] in _small("articles"):
        return hit.at
    for at in range(hit.at - 1, max(-1, hit.at - 4), -1):
        word = words[at]
        if is_mark(word):
            break
        if word in leads:
            return at
        if word in _small("joins") or (strict and (word in _small("breaks") or word.endswith("n't"))):
            break
    return hit.at


def _small(name: str) -> frozenset[str]:
    return small("evidence", name)
