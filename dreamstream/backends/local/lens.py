"""Say what the elements of a picture may stand for: two readings each, and what the dream says near it."""

from __future__ import annotations

import functools
import re
import zlib
from collections.abc import Mapping, Sequence
from typing import Any

from dreamstream.backends.local import glosses, language, lexicon, phrases, stage, tables, tokens
from dreamstream.backends.local.found import find
from dreamstream.words import labels

MOST = 6
_LONGEST = 64  #: of an evidence, in characters
#: Every frame takes a label that may be one or many, so none has a verb that would have to agree with it.
_PLAIN = (
    "{It} may stand for {one}, or perhaps for {other}.",
    "Perhaps {one}; perhaps {other}. You will know which is nearer.",
    "In {it}, some would see {one}, others {other}.",
    "{It} might speak of {one}. It might as well be about {other}.",
    "Two ways to look at {it}: perhaps {one}, perhaps {other}.",
    "{One}? Or {other}? {It} may be a little of both.",
    "{It} could point to {one}, or simply to {other}.",
)
_FELT = (
    "Close to {it} you tell of {feeling}. Perhaps {one}, perhaps {other}.",
    "There is {feeling} near {it} as you tell it. It may have to do with {one}, or with {other}.",
    "You tell of {feeling} here. {It} may stand for {one}; for some it is {other}.",
)
_KIND = (
    "{It} may have been kind here: perhaps {one}, perhaps {other}.",
    "Something friendly comes from {it}. It may stand for {one}, or for {other}.",
)
_HARSH = (
    "In the dream {it} may be hard to bear. By day one may look more calmly: perhaps {one}, perhaps {other}.",
    "{It} may loom larger by night than by day: perhaps {one}, perhaps {other}.",
)
_LUCID = "You knew that you were dreaming, and {it} may be you: perhaps {one}, perhaps {other}."
_LUCID_WORDS = re.compile(
    r"\blucid|\b(?:knew|know|realized?|realised?) (?:that )?(?:i was|i am|i'm|it was|this is|it's)"
    r" (?:just |only |all )?(?:a )?dream"
)
_HARSH_WORDS = re.compile(
    r"\b(?:chas|attack|threat|bit(?:e|es|ing)?\b|stab|shoot|shot\b|scream|yell|hit(?:s|ting)?\b|grab|kill|evil|trap|crash|drown|explo)"
)
_KIND_WORDS = re.compile(
    r"\b(?:smil|laugh|hugg?|help|kiss|held\b|holding|gentl|kind(?:ly)?\b|warm|beautiful|love[ds]?\b|lovely|friendly|sang|sings?\b|lick|purr|glad|happy)"
)
_LEADS = frozenset(
    [
        "that",
        "and",
        "with",
        "by",
        "but",
        "then",
        "who",
        "which",
        "when",
        "as",
        "so",
        "because",
        "from",
        "be",
        "was",
        "is",
        "were",
        "are",
        "for",
        "ay",
    ]
)
_TAILS = frozenset(
    [
        "a",
        "an",
        "the",
        "my",
        "your",
        "our",
        "his",
        "her",
        "their",
        "to",
        "of",
        "in",
        "on",
        "at",
        "into",
        "me",
        "if",
        "it",
        "i",
        "we",
        "he",
        "she",
        "they",
        "not",
        "all",
    ]
)
#: The scene's own words for what words of a dream call otherwise.
_TABLES = ("things", "places", "weather", "hours")


def callouts(source: str, facts: Mapping[str, Any]) -> dict[str, Any]:
    """Remarks on the elements in `facts["elements"]`, each `{n, name, label, kind, evidence}`."""
    elements: Sequence[Mapping[str, Any]] = list(facts.get("elements") or ())[:MOST]
    english = language.language(tokens.cut(source).spoken) in ("en", language.UNKNOWN)
    seed = zlib.crc32(source.encode("utf-8", "replace"))
    lucid = english and (bool(facts.get("lucidity")) or _LUCID_WORDS.search(source.lower()) is not None)
    used: dict[str, int] = {}
    said = []
    for element in elements:
        name, kind = str(element.get("name") or ""), str(element.get("kind") or "thing")
        evidence = (str(element.get("evidence") or "") or _evidence(source, name)) if english else ""
        one, other = _readings(name, str(element.get("label") or ""), kind)
        frames, feeling = _frames(_sentence(source, evidence), kind) if evidence else (_PLAIN, "")
        if lucid and name in ("dreamer", "person", "flyer") and "" not in used:
            frames, used[""] = (_LUCID,), 1
        key = frames[0]
        used[key] = used.get(key, seed % len(frames)) + 1
        frame = frames[used[key] % len(frames)]
        it = str(element.get("label") or name)
        words = {"it": it, "one": one, "other": other, "feeling": feeling}
        words |= {word.capitalize(): _upper(held) for word, held in words.items()}
        said.append({"element": element["n"], "text": frame.format(**words), "evidence": evidence})
    return {"callouts": said}


def _readings(name: str, label: str, kind: str) -> tuple[str, str]:
    """Two readings of an element: its own, else its sign's, else its kind's."""
    known = _table()
    for word in (name, name.rpartition(" ")[2]):
        if word in known:
            return known[word]
    for word in (name, label):
        gloss = glosses.table().get(labels.label(word)) if word else None
        if gloss is not None:
            return gloss.one, gloss.other
    return known.get(f"any {kind}") or known["any thing"]


@functools.cache
def _table() -> dict[str, tuple[str, str]]:
    found: dict[str, tuple[str, str]] = {}
    for room, lines in tables.rooms("readings.en.toml"):
        for key, value in lines.items():
            one, _, other = value.partition(" | ")
            name = key.replace("_", " ")
            found.setdefault(f"any {name}" if room == "any" else name, (one, other))
    return found


def _evidence(source: str, name: str) -> str:
    """The dreamer's words that called for this name: from its article to the end of the clause, verbatim."""
    for table in _TABLES:
        for where, called in stage.found(source, table):
            if called == name:
                return _around(source, where)
    return ""


def _around(source: str, where: int) -> str:
    start = max((m.end() for m in re.finditer(r"[.!?;:,\n()“”\"]\s*", source[:where])), default=0)
    begin = [start + match.start() for match in re.finditer(r"\S+", source[start:where])][-2:]
    stop = re.search(r"[.!?;:,\n()“”\"]", source[where:])
    end = where + stop.start() if stop else len(source)
    for at in (*begin, where):
        start = at
        if source[at:].split(None, 1)[0].lower() not in _LEADS:
            break
    words = source[start:end]
    if len(words) > _LONGEST:
        words = words[:_LONGEST].rsplit(None, 1)[0] if " " in words[:_LONGEST] else words[:_LONGEST]
        while (last := words.split()[-1]).lower() in _LEADS | _TAILS and last != words.strip():
            words = words.rstrip()[: -len(last)]
    return words.strip()


def _sentence(source: str, evidence: str) -> str:
    at = source.find(evidence)
    start = max(source.rfind(mark, 0, at) for mark in ".!?\n") + 1
    ends = [i for mark in ".!?\n" if (i := source.find(mark, at + len(evidence))) >= 0]
    return source[start : min(ends, default=len(source))]


def _frames(sentence: str, kind: str) -> tuple[tuple[str, ...], str]:
    """How to speak of an element by what is told in the same sentence: (frames, feeling)."""
    hits = list(find(tokens.cut(sentence), lexicon.feelings(), negated=True))
    surely = [hit for hit in hits if hit.much >= 1]
    if surely:
        return _FELT, phrases.FEELING[lexicon.feelings().entries[surely[0].entry].label]
    low = sentence.lower()
    if kind in ("person", "animal", "thing") and _HARSH_WORDS.search(low):
        return _HARSH, ""
    if kind in ("person", "animal") and _KIND_WORDS.search(low):
        return _KIND, ""
    return _PLAIN, ""


def _upper(words: str) -> str:
    return words[:1].upper() + words[1:]
