"""Speech: what is said aloud, thought or heard in a stretch of a dream."""

from __future__ import annotations

import re
from dataclasses import dataclass

_SAYS = (
    r"say(?:s|ing)?|said|ask(?:s|ed|ing)?|repl(?:y|ies|ied)|answer(?:s|ed)?|whisper(?:s|ed|ing)?|tell(?:s|ing)?|told"
    r"|call(?:s|ed|ing)? out|repeat(?:s|ed)?|explain(?:s|ed)?|sa[iy]ng|goes|begs?|begged|murmur(?:s|ed)?|add(?:s|ed)"
)
_SHOUTS = (
    r"shout(?:s|ed|ing)?|yell(?:s|ed|ing)?|scream(?:s|ed|ing)?|cr(?:y|ies|ied) out|holler(?:s|ed)?|call(?:s|ed)? out"
)
_THINKS = r"think(?:s|ing)?|thought|wonder(?:s|ed|ing)?|realize[sd]?"
_WHO = r"(?P<who>[\w’'-]+(?: [\w’'-]+){0,2}?)"
_VERB = rf"(?:(?P<say>{_SAYS})|(?P<shout>{_SHOUTS})|(?P<think>{_THINKS}))"
_QUOTED = r"[\"“«](?P<words>[^\"“”«»]{2,160}?)[\"”»]"

#: She said (to me) (again), "…"
_BEFORE = re.compile(rf"\b{_WHO}\s+(?:\w+ly\s+)?{_VERB}\b[^\"“«.!?]{{0,40}}?[,:]?\s*{_QUOTED}", re.I)
#: "…," she said
_AFTER = re.compile(rf"{_QUOTED},?\s*{_WHO}\s+{_VERB}\b", re.I)
#: She said, I am going home.
_BARE = re.compile(
    rf"\b{_WHO}\s+{_VERB}(?: to (?:me|us|him|her|them|myself))?[,:]\s+(?P<words>[^\"“”«».!?;]{{6,90}}[.!?])", re.I
)
#: I wonder whether …
_INNER = re.compile(
    r"\b(?P<who>I)\s+(?P<think>wonder(?:ed)?|think|thought)\s+(?P<words>[^\"“”«».!?,;:]{10,70}[.!?])", re.I
)
#: "…" and nobody named
_ALONE = re.compile(r"[\"“«](?P<words>[^\"“”«»]{2,120}?[.!?,…])[\"”»]")
SOUND = "sound"
#: in any tongue: a quotation after a colon, or in the brackets that are for speech
_TOLD = re.compile(r"(?:[:：]\s*[\"“„«‚‘]|[「『])(?P<words>[^\"“”„«»」』]{2,120}?)[\"”“»’」』]")
_NOISES = {
    "bang": "BANG!",
    "boom": "BOOM!",
    "crash": "CRASH!",
    "crack": "CRACK!",
    "splash": "SPLASH!",
    "thud": "THUD!",
    "thump": "THUMP!",
    "whoosh": "WHOOSH!",
    "slam": "SLAM!",
    "snap": "SNAP!",
    "knock": "KNOCK KNOCK!",
    "click": "CLICK",
    "howl": "HOWL…",
    "explode": "BOOM!",
}
_NOISE = re.compile(
    r"\b(?P<noise>bang|boom|crash|crack|splash|thud|thump|whoosh|slam|snap|knock|click|howl|explode)"
    r"(?:s|es|d|ed|ing|med|ming|ped)?\b(?! (?:into|down on|out|of))",
    re.I,
)
LONGEST = 13  # words in a balloon


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """Words somebody says in a dream, and where they stand in its text."""

    words: str
    kind: str  #: say, think, shout or sound
    who: str  #: the word or two before the verb: "I", "she", "my mother"; none for a noise
    span: tuple[int, int]


def said(text: str, *, noises: bool = True) -> Said | None:
    """The first thing said in a stretch that fits a balloon; else thought; else heard."""
    found: list[Said] = []
    for pattern in (_BEFORE, _AFTER, _BARE):
        found += [one for match in pattern.finditer(text) if (one := _spoken(match)) is not None]
    if not found:
        found = [one for match in _TOLD.finditer(text) if (one := _spoken(match)) is not None]
    if not found:
        found = [one for match in _ALONE.finditer(text) if not _named(match) and (one := _spoken(match)) is not None]
    if not found:
        found = [one for match in _INNER.finditer(text) if (one := _thought(match)) is not None]
    if found:
        # the shortest whole saying reads best
        return min(found, key=lambda one: (one.words.endswith("…"), one.span))
    noise = _NOISE.search(text) if noises else None
    if noise is None:
        return None
    return Said(words=_NOISES[noise["noise"].lower()], kind=SOUND, who="", span=noise.span())


def _spoken(match: re.Match[str]) -> Said | None:
    groups = match.groupdict()
    words = _short(match["words"])
    if not words:
        return None
    kind = "shout" if groups.get("shout") or words.endswith(("!", "！")) else "think" if groups.get("think") else "say"
    return Said(words=words, kind=kind, who=(groups.get("who") or "").strip(), span=match.span("words"))


def _named(match: re.Match[str]) -> bool:
    """Whether a quotation is the name of a thing: a title, a single word."""
    words = match["words"].rstrip(".,").split()
    capitals = sum(word[:1].isupper() for word in words)
    return match["words"][-1] in ".," and (len(words) < 3 or capitals * 2 >= len(words))


def _thought(match: re.Match[str]) -> Said | None:
    words = match[0]
    if len(words.split()) > LONGEST or re.match(r"I \w+ (?:of|about|to)\b", words):
        return None
    return Said(words=words, kind="think", who="I", span=match.span())


def _short(words: str) -> str:
    """At most a balloonful: whole sentences while they fit, else cut at a word."""
    words = " ".join(words.split()).strip().rstrip(",")
    if len(words.split()) <= LONGEST:
        return words
    out = ""
    for sentence in re.split(r"(?<=[.!?])\s+", words):
        if len(f"{out} {sentence}".split()) > LONGEST:
            break
        out = f"{out} {sentence}".strip()
    return out or " ".join(words.split()[: LONGEST - 2]).rstrip(",;:") + "…"
