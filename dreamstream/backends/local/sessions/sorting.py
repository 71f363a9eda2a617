"""Of what sort a sentence is: the first cue that fits, else a recall of a dream or waking life."""

from __future__ import annotations

from dreamstream.backends.local.sessions import cues
from dreamstream.backends.local.sessions.worth import Sentence


def sort(sentence: Sentence) -> str:
    """One of the types a pass may propose; a sentence without a cue is a recall in a dream and else waking life."""
    found, dreamt = sentence.cues, sentence.dreamt
    for name in cues.sorts():
        if f"sorts.{name}" in found and _fits(name, sentence):
            return name
    if "worth.feel" in found and (dreamt or not cues.book().sets["me"].isdisjoint(sentence.words)):
        return "feeling"
    if dreamt and "worth.kin" in found:
        return "person"
    return "recall" if dreamt else "waking"


def _fits(name: str, sentence: Sentence) -> bool:
    """Whether a cue means what it says: what is met in a dream wants a dream, and a dream's "maybe" is no plan."""
    if name in ("sign", "lucidity", "person", "place", "recall"):
        return sentence.dreamt
    return name != "constraint" or not sentence.dreamt
