"""The turn of a dream: the dreamer's own words where it goes wrong, as far as they can be said back."""

from __future__ import annotations

import re
from collections.abc import Callable

from dreamstream.backends.local import tokens

_SHORTEST, _LONGEST = 3, 24  #: words
#: Never said back to a dreamer.
_GRAPHIC = re.compile(
    r"\b(?:blood\w*|bleed\w*|gore|guts|intestin\w*|rap(?:e|ed|es|ing|ist)|molest\w*|sex\w*|penis\w*|breasts?|vagina\w*"
    r"|intercourse|orgasm\w*|genital\w*|incest\w*|kill\w*|stab\w*|murder\w*|sho(?:ot|t|ots|oting)|corpse\w*"
    r"|dead bod\w+|throats?|slit\w*|cut(?:s|ting)? (?:off|open|up)|decapitat\w*|behead\w*|dismember\w*|suicid\w*"
    r"|hang(?:ed|s|ing)? (?:my|him|her)self|tortur\w*|strangl\w*|abort\w*|miscarr\w*|excrement|shit\w*|urin\w*|fuck\w*"
    r"|vomit\w*|maggot\w*|mutilat\w*|naked|abus\w*)\b",
    re.I,
)
#: Said about the dream, not in it.
_META = re.compile(r"\b(?:remember|recall|dreamt|dreamed|dream|details|vivid|i think|wake|awake|woke)\b", re.I)
_HARD = re.compile(
    r"\b(?:afraid|scared|frighten\w*|terrif\w*|suddenly|then|panic\w*|fear\w*|worr\w+|upset|horr\w+)\b", re.I
)
#: What is left of "and she says" where the quotation was taken off.
_SAYS = re.compile(
    r",?(?: (?:and|so|then|but))?(?: (?:i|he|she|they|we))?"
    r" (?:say|ask|tell|yell|shout|scream|call|said|told)\w*(?: (?:to )?(?:me|him|her|them|us))?$",
    re.I,
)
_JOINT = re.compile(r"[,;:]\s+|\s+-+\s+|\s+(?=(?:and then|and|but|then|when|because|while|until|so) )", re.I)
_LEAD = re.compile(r"^(?:[,;:\s-]|(?:and then|and|but|so|then|because|while|until|when)\s)+", re.I)
_QUOTED = re.compile(r"[\"“”\[\]()]")


def sentences(text: str) -> list[str]:
    """The sentences one was asleep in, verbatim."""
    cut = tokens.cut(text)
    awake = [span for span, dreamed in zip(cut.spans, cut.dreamed, strict=True) if not dreamed]
    found = []
    for match in re.finditer(r"[^.!?\n]+[.!?]*[\"”’)]*", text):
        start, end = match.span()
        if not any(start <= a < end for a, _ in awake) and re.search(r"\w", match[0]):
            found.append(match[0].strip())
    return found


def turn(told: list[str], where: Callable[[str], int | None]) -> str:
    """Where it turns: the first words that name the trouble and can be said back, else what comes just before.

    `where` says at which character of a sentence the trouble is named, None where it is not.
    """
    for i, sentence in enumerate(told):
        at = where(sentence)
        if at is None:
            continue
        if cut := clause(sentence, at):
            return cut
        if i and not _META.search(told[i - 1]) and (cut := clause(told[i - 1])):
            return cut
    told = [sentence for sentence in told if not _META.search(sentence)] or told
    for sentence in told:
        hard = _HARD.search(sentence)
        if hard and (cut := clause(sentence, hard.start())):
            return cut
    return next((cut for sentence in told[len(told) // 2 :] if (cut := clause(sentence))), "")


def end(told: list[str]) -> str:
    """The last words of a dream that can be said back."""
    return next((cut for sentence in reversed(told) if (cut := clause(sentence))), "")


def clause(sentence: str, at: int | None = None) -> str:
    """A sentence, or as much of a long one around `at` as is said in a breath; "" for what is not said back."""
    if _GRAPHIC.search(sentence) and not _QUOTED.search(sentence) and len(sentence.split()) <= _LONGEST:
        return ""
    if _QUOTED.search(sentence) or len(sentence) > 600:
        parts = [part for part in _QUOTED.split(sentence[:2000]) if len(part.split()) >= 5]
        whole = max(parts, key=len).strip(" ,;:") if parts else ""
        sentence, at = _SAYS.sub("", _LEAD.sub("", whole)), None
    if len(sentence.split()) > _LONGEST:
        sentence = _piece(sentence, at)
    said = sentence.strip(" ,;:-\n")
    fits = _SHORTEST <= len(said.split()) <= _LONGEST + 6 and len(said) <= 300
    return said if fits and not _GRAPHIC.search(said) else ""


def _piece(sentence: str, at: int | None) -> str:
    """The part of a long sentence that holds `at`, and as many neighbours as make eight words."""
    ends = [0, *(match.start() for match in _JOINT.finditer(sentence)), len(sentence)]
    first = next((i for i in range(len(ends) - 1) if at is not None and ends[i] <= at < ends[i + 1]), 0)
    start, stop = first, first + 1
    while len(sentence[ends[start] : ends[stop]].split()) < 8 and (stop < len(ends) - 1 or start > 0):
        start, stop = (start, stop + 1) if stop < len(ends) - 1 else (start - 1, stop)
    return _LEAD.sub("", sentence[ends[start] : ends[stop]])
