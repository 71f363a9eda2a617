"""The words a sign was found in: a short verbatim span, and whether it can stand in a sentence as it is."""

from __future__ import annotations

from dreamstream.backends.local.found import Found
from dreamstream.backends.local.tokens import Tokens, is_mark

LONGEST = 60
_MANY = frozenset("people men women children kids teeth feet mice geese police clothes stairs pants jeans cattle".split())
#: Kinds whose words are mostly things and people.
NOUNS = frozenset(("person", "place", "symbol"))
_ARTICLES = frozenset("a an the my your his her its our their this these those some two three four another".split())
_PRONOUNS = frozenset("i he she we they it you".split())
#: Between an article and its noun stand other words than these.
_BREAKS = frozenset(
    """am is are was were be been being has have had having do does did will would could can should not and or but so
    then that which who whom with without about of in on at to from for by into onto over under up down out off as like
    than when where while because if i he she we they it you me him us them there""".split()
)
_NOT_NOUNS = ("ing", "ed", "ly")
#: A verb's words end here: "the exam and | couldn't find".
_JOINS = frozenset("and or but then that because when while if as until".split())
#: Words that need no article.
_BARE = frozenset(
    """water snow ice rain grass sand mud dirt fog wind hair blood skin money cash food bread coffee tea wine beer milk cake
    candy chocolate music furniture soap luggage traffic jewelry clothing underwear paper mail smoke fire livestock cattle
    sheep deer fish people men women children police teeth feet mice geese stone seaweed meat cheese fruit corn rice soup
    pizza popcorn ice-cream""".split()
)


def words(text: str, tokens: Tokens, hit: Found, *, noun: bool) -> str:
    """What stands in the text, with the article before a noun or the pronoun before a verb."""
    start = tokens.spans[_lead(tokens.words, hit, _ARTICLES if noun else _PRONOUNS | _ARTICLES, strict=noun)][0]
    end = tokens.spans[hit.end - 1][1]
    if end - start > LONGEST:
        start = tokens.spans[hit.at][0]
    return text[start : min(end, start + LONGEST)]


def noun(text: str, tokens: Tokens, hit: Found) -> str:
    """The noun phrase in lower-case beginning, or "" where it cannot be told that it is one."""
    last = tokens.words[hit.end - 1]
    at = _lead(tokens.words, hit, _ARTICLES, strict=True)
    span = text[tokens.spans[at][0] : tokens.spans[hit.end - 1][1]]
    if last.endswith(_NOT_NOUNS) or "'" in last or len(span) > LONGEST or "\n" in span:
        return ""
    if tokens.words[at] not in _ARTICLES and not (hit.end == hit.at + 1 and (last in _BARE or plural(last))):
        return ""
    return span[:1].lower() + span[1:]


def plural(word: str) -> bool:
    """Whether a noun is one of many, by its ending."""
    return word in _MANY or (word.endswith("s") and not word.endswith(("ss", "us", "is")))


def _lead(words: list[str], hit: Found, leads: frozenset[str], *, strict: bool) -> int:
    """Where the span begins: at an article or pronoun up to three words before, if nothing breaks the way."""
    if words[hit.at] in _ARTICLES:
        return hit.at
    for at in range(hit.at - 1, max(-1, hit.at - 4), -1):
        word = words[at]
        if is_mark(word):
            break
        if word in leads:
            return at
        if word in _JOINS or (strict and (word in _BREAKS or word.endswith("n't"))):
            break
    return hit.at
