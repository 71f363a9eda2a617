"""What an event says, apart from how: the words two events must share, all of them, to be the same."""

from __future__ import annotations

import re
import unicodedata
from sys import intern

#: Words that change nothing. Who, when, where, how many, how sure, whether at all and in which tense all change
#: something, so few are left: a similarity of .8 dropped 97 % of the events that differ in one number or one name.
_EMPTY = frozenset(
    (
        *("a", "an", "the", "and", "um", "uh", "uhm", "er", "erm", "hmm", "hm", "mm", "oh", "ah"),
        *("well", "so", "just", "really", "very", "quite", "also", "please"),
    )
)
_WORD = re.compile(
    r"(?:(?<![^\s(])[-−])?\d+(?:[.,:/-]\d+)*%?"  # "-5", "3.5", "10:30", "04/03" and "5%" are each one word
    r"|[^\W\d_]+(?:['’][^\W\d_]+)*|[^\W_]+"
)
_SHORT = {
    **{
        f"{who}'s": (who, "is")
        for who in ("it", "that", "this", "he", "she", "there", "here", "what", "who", "where", "how")
    },
    **{f"{who}'re": (who, "are") for who in ("you", "we", "they", "who")},
    **{f"{who}'ll": (who, "will") for who in ("i", "you", "he", "she", "it", "we", "they", "that", "there")},
    **{f"{who}'ve": (who, "have") for who in ("i", "you", "we", "they")},
    "i'm": ("i", "am"),
    "can't": ("can", "not"),
    "cannot": ("can", "not"),
    "won't": ("will", "not"),
    "shan't": ("shall", "not"),
}


def words(text: str) -> list[str]:
    """The words in lower case, short forms written out, signs that mean something (€, ♥) as words."""
    plain = unicodedata.normalize("NFKC", text).casefold().replace("’", "'")
    found: list[str] = []
    for word in _WORD.findall(plain):
        if word in _SHORT:
            found += _SHORT[word]
        elif word.endswith("n't"):
            found += (word[:-3], "not")
        else:
            found.append(intern(word))  # ten thousand events have few words: a third of the memory
    if not plain.isascii() or not found or any(sign in plain for sign in "$+=<>~^|"):
        found += (sign for sign in plain if unicodedata.category(sign)[0] == "S")
    return found


def key(text: str, said: list[str] | None = None) -> tuple[str, ...]:
    """The content words in order of the alphabet, each as often as it occurs: equal keys say the same.

    A text of empty words only is its own key, so that "Well." is never taken for "Oh."; `said` are its words, if known.
    """
    every = words(text) if said is None else said
    kept = sorted(word for word in every if word not in _EMPTY)
    return tuple(kept) if kept else ("", *(every or [text.strip()]))
