"""The lexicon: phrases of a wish and what each may stand for, the longest read first."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from dreamstream.pictures import ground, tints
from dreamstream.pictures.shapes import shelf

_LONGEST = 4
_TYPED = ("colour", "hour", "weather", "finish", "season", "sky", "mood")  #: where a typing error is forgiven
_CONTENT = frozenset(
    (
        *("part", "colour", "hour", "weather", "sky", "phase", "finish", "look", "dream", "mood", "season"),
        *("place", "direction", "shot", "near", "whole", "who", "thing"),
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A stretch of a wish and what it may stand for, by kind; nothing known has no senses."""

    text: str
    senses: Mapping[str, str]

    @property
    def content(self) -> bool:
        """Whether it names something to change, rather than how."""
        return bool(_CONTENT & self.senses.keys())


def marks(words: Sequence[str], things: Mapping[str, str], places: Mapping[str, str]) -> list[Mark]:
    """The words as stretches, left to right, each the longest phrase that is known."""
    out: list[Mark] = []
    at = 0
    while at < len(words):
        for length in range(min(_LONGEST, len(words) - at), 0, -1):
            phrase = " ".join(words[at : at + length])
            senses = _senses(phrase, words[max(0, at - 3) : at], things, places)
            if senses:
                break
        else:
            length, phrase = 1, words[at]
            senses = _meant(phrase)
        out.append(Mark(text=phrase, senses=senses))
        at += length
    return out


def _senses(
    phrase: str, before: Sequence[str], things: Mapping[str, str], places: Mapping[str, str]
) -> Mapping[str, str]:
    own = _phrases().get(phrase, {})
    if phrase == "stranger" and before and before[-1] in ("a", "the", "another", "this"):
        own = {}
    if own:
        if "place" in own and phrase in places:
            return {**own, "place": places[phrase]}
        if "near" in own and phrase in things and len(own) == 1:
            return {**own, "thing": things[phrase]}
        return own
    tables = [(things, "thing"), (places, "place")]
    if {"in", "into", "inside", "at"} & set(before):
        tables.reverse()  # "in a big city" is a place, "a city" a thing
        if things.get(phrase) in ground.PLACES and phrase not in places:
            return {"place": things[phrase]}
    for table, kind in tables:
        if phrase in table:
            return _named(kind, table[phrase])
    return {}


def _named(kind: str, name: str) -> Mapping[str, str]:
    """Some names of the shelf are the light, the air or the land of a picture."""
    if kind == "thing":
        if name in shelf.LIGHTS:
            return {"sky": shelf.LIGHTS[name]}
        if name in shelf.WEATHER:
            return {"weather": shelf.WEATHER[name]}
        if name in shelf.LANDS:
            return {"place": shelf.LANDS[name]}
    return {kind: name}


def _meant(word: str) -> Mapping[str, str]:
    """What a mistyped word must have meant, where only one thing is near."""
    if len(word) < 5:
        return {}
    near = difflib.get_close_matches(word, _typable(), n=2, cutoff=0.82)
    if not near:
        return {}
    best = _phrases()[near[0]]
    if len(near) > 1 and _phrases()[near[1]] != best:
        first, second = (difflib.SequenceMatcher(None, word, other).ratio() for other in near)
        if first - second < 0.05:
            return {}
    return best


@cache
def _typable() -> tuple[str, ...]:
    return tuple(
        phrase
        for phrase, senses in _phrases().items()
        if " " not in phrase and len(phrase) > 4 and any(kind in _TYPED for kind in senses)
    )


@cache
def _phrases() -> dict[str, dict[str, str]]:
    body = resources.files("dreamstream.pictures.changing").joinpath("words.en.toml").read_text("utf-8")
    out: dict[str, dict[str, str]] = {}
    for kind, table in tomllib.loads(body).items():
        for value, listed in table.items():
            for phrase in listed.split(","):
                out.setdefault(phrase.strip(), {}).setdefault(kind, value)
    for name in tints.COLOURS:
        if name != "sunset":
            out.setdefault(name, {}).setdefault("colour", name)
    for senses in out.values():
        if len(senses) > 1:
            senses.pop("filler", None)
    return out


def plain(text: str) -> list[str]:
    """Lower-case words; apostrophes closed up, hyphens opened."""
    text = text.lower().replace("’", "'").replace("'", "").replace("&", " & ")
    return re.findall(r"[^\W_]+|&", text.replace("-", " ").replace("_", " "))
