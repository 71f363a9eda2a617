"""What a sign is called in a sentence, and two things it may be about."""

from __future__ import annotations

import functools

from dreamstream.backends.local import tables
from dreamstream.backends.local.signs import Sign

#: "Mom was there": without an article they are the dreamer's own.
_CALLED = frozenset(("Mother", "Father", "Grandparent"))
_POINTING = ("this ", "that ", "these ", "those ")
_YOURS = {"my": "your", "our": "your", "i": "you", "i'm": "you're", "me": "you", "we": "you", "us": "you"}


class Gloss:
    """One line of the table."""

    __slots__ = ("image", "one", "other", "own", "phrase", "plural", "practice")

    def __init__(self, *, phrase: str, own: str, plural: bool, one: str, other: str, image: str, practice: str) -> None:
        self.phrase = phrase
        self.own = own  #: for those who are called by it: "Mom" is your mother
        self.plural = plural
        self.one = one
        self.other = other
        self.image = image
        self.practice = practice  #: "day": one meets it awake; "hard": one is not told to look out for it


@functools.cache
def table() -> dict[str, Gloss]:
    """The gloss of every sign."""
    lines = tables.text("glosses.en.tsv").splitlines()[1:]
    glosses = {}
    for label, phrase, own, number, one, other, image, practice in (line.split("\t") for line in lines):
        glosses[label] = Gloss(
            phrase=phrase, own=own, plural=number == "p", one=one, other=other, image=image, practice=practice
        )
    return glosses


def gloss(sign: Sign) -> Gloss:
    """The gloss of a sign of the lexicon."""
    return table()[sign.label]


def name(sign: Sign) -> str:
    """What to call it when speaking to the dreamer: their own words where they can stand in a sentence."""
    if sign.noun:
        return yours(sign.noun)
    own = sign.label in _CALLED and " " not in sign.evidence
    return gloss(sign).own if own else gloss(sign).phrase


def again(name: str) -> str:
    """The same name when it has been said before: "a school friend", then "the school friend"."""
    first, _, rest = name.partition(" ")
    return f"the {rest}" if rest and first in ("a", "an", "some", "another") else name


def yours(noun: str) -> str:
    """The dreamer's "my" and "I" are the reader's "your" and "you"."""
    if noun.startswith(_POINTING):
        noun = "the " + noun.partition(" ")[2]
    return " ".join(_YOURS.get(word.lower(), word) for word in noun.split())
