"""Of what sort a sentence is where the talk is of the day: the first cue that fits, else waking life."""

from __future__ import annotations

from collections.abc import Mapping

from dreamstream.backends.local.sessions.grammar import PAST, Grammar

#: The first that fits.
_ORDER = ("correction", "rejection", "decision", "hypothesis", "constraint", "finding")
_OF_LATER = ("rejection", "decision", "constraint")


def sort(cues: Mapping[str, int], grammar: Grammar) -> str:
    """One of the types a pass may propose."""
    if "said.decided" in cues:
        return "rejection" if "said.rejection" in cues else "decision"
    for name in _ORDER:
        if f"said.{name}" in cues and (name not in _OF_LATER or grammar.tense != PAST):
            return name
    return "feeling" if "worth.feel" in cues and grammar.me else "waking"
