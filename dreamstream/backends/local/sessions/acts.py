"""What a sentence does where the talk is of a dream: it tells, remembers more, puts right, guesses, decides.

Rules over cues and surface grammar, the first that fits: what is put right or remembered says so itself; what is
meant to be done is not past; what is so now, or has a date, is waking life, unless the dream is told as if it were now.
"""

from __future__ import annotations

import re

from dreamstream.backends.local.sessions.grammar import FUTURE, NONE, PAST, PERFECT, PRESENT
from dreamstream.backends.local.sessions.known import stem
from dreamstream.backends.local.sessions.said import Said

#: "It was twelve, not ten", "it wasn't a canal, it was a harbour"; and not "he smiled, not looking at me".
_CONTRAST = re.compile(
    r"(?:,|;|\band) not (?!\w+ing\b|even\b|once\b|only\b|really\b|at all\b|too\b|so\b)"
    r"|\b(?:don['’]t think|not sure) (?:it|he|she|they|there) (?:was|were)\b"
    r"|\b(?:was|were)(?:n['’]t| not)\b[^.!?]{2,60}[,;] ?(?:it|they|he|she|there|that|but)\b"
    r"|(?:,|\bund) nicht (?!mehr\b|nur\b|so\b|ganz\b|einmal\b|zu\b)",
    re.I,
)
_WHEN = frozenset(("when", "whenever", "if", "wenn"))
_THAT, _WHAT = ("that's",), frozenset(("the", "my", "our", "where", "what", "how"))
_FEW, _NEAR = 5, 3  #: Words of a fragment; words between what one is and how.


def act(said: Said, *, known: bool) -> str:
    """One of the types a pass may propose; `known` says that the dream holds all its telling words."""
    form = said.grammar
    # where the dream is told as if it were now, what is now is no waking life
    awake = form.tense in (FUTURE, PERFECT) or (form.tense == PRESENT and said.past)
    always = said.holds("generic")
    if _corrects(said, known):
        return "correction"
    if said.has("lucidity") or _wakes_within(said):
        return "lucidity"
    if said.has("rejection") and form.tense != PAST:
        return "rejection"
    if _decides(said, awake, always):
        return "decision"
    if said.has("recall") and not awake:
        return "recall"
    if said.has("asked") or (said.has("hypothesis") and _guesses(said)):
        return "hypothesis"
    if said.has("constraint") and form.tense not in (PAST, PERFECT):
        return "constraint"
    if said.has("insight") or (always and form.tense == PRESENT and not _WHEN.isdisjoint(said.lower)):
        return "finding"
    if said.has("finding") and (form.tense != PAST or said.has("sign") or always):
        return "finding"
    if said.has("sign"):
        return "sign"
    if _feels(said) and not said.quotes:
        return "feeling"
    if said.has("finding") and form.mine:
        return "finding"
    if _is_life(said) or said.has("aside"):
        return "waking"
    if said.has("person") or not said.sets["small.kin"].isdisjoint(said.lower[_calls(said.lower) :]):
        return "person"
    return "place" if said.has("place") and form.tense == PAST else "recall"


def _corrects(said: Said, known: bool) -> bool:
    """Whether something said before is put right: "it was twelve, not ten", "no, the door was red"."""
    form, lower = said.grammar, said.lower
    if said.has("correction") and (form.tense != PRESENT or not form.mine):
        return True
    if said.has("wrote") and said.holds("but") and not said.has("lucidity"):  # "I said to myself: I dream, but …"
        return True
    if form.tense != PAST:
        return False
    if _CONTRAST.search(said.text) and not said.holds("asleep"):
        return True
    opens = len(lower) > 3 and lower[0] in said.sets["small.no"] and lower[1] in said.sets["small.then"]
    if (opens or lower[:1] == ("actually",)) and not said.answers:
        return True
    # what the dream says is denied
    return known and form.negated and all(dream.denied.isdisjoint(map(stem, lower)) for dream in said.dreams)


def _decides(said: Said, awake: bool, always: bool) -> bool:
    """Whether it says what will be done; what was decided within a dream is none."""
    form = said.grammar
    if said.has("notes") or (said.has("decision") and form.mine and form.tense != PAST):
        return True
    if said.has("wants") and awake and form.tense == PRESENT:
        return True
    return said.has("decided") and (always or said.has("when"))


def _guesses(said: Said) -> bool:
    """Whether a guess is about the whole of it; a "maybe" in the midst of a note is about a detail."""
    hedged = said.sets["small.hedged"]
    first = next((at for at, word in enumerate(said.lower) if word in hedged), None)
    return first is None or (first < 2 and len(said.lower) >= _FEW) or said.grammar.tense != NONE


def _feels(said: Said) -> bool:
    """Whether the speaker's own feeling is said: "I was ashamed", "very anxious", and not "he was offended"."""
    lower, form = said.lower, said.grammar
    if (said.has("feeling") and form.tense != PRESENT) or _is_so(said):
        return True
    about_me = form.mine or form.fragment or lower[:1] in (("it",), ("there",)) or len(lower) < _FEW
    return about_me and said.holds("feel")


def _is_so(said: Said) -> bool:
    """Whether one is or feels something of degree: "I was so small", "it felt warm", "just very careful"."""
    lower, sets, form = said.lower, said.sets, said.grammar
    if not (form.mine or form.fragment or lower[:1] == ("it",)):
        return False
    for at, word in enumerate(lower):
        if word in sets["small.mild"]:
            before = lower[max(at - _NEAR, 0) : at]
            if not sets["small.feels"].isdisjoint(before) and "a" not in before:
                return True
            if form.fragment and not sets["small.very"].isdisjoint(before):
                return True
    return False


def _wakes_within(said: Said) -> bool:
    """Whether one knows that one dreams: "I knew I was asleep", "I thought, this can't be real"."""
    if not said.grammar.mine or not said.holds("knows"):
        return False
    return said.holds("dreaming") or ("real" in said.lower and said.grammar.negated)


def _is_life(said: Said) -> bool:
    """Whether it is of the life one is awake in: it has a date, is so now, or has been; or finds the dream there."""
    form = said.grammar
    if points(said):
        return True
    if said.holds("asleep"):
        return False
    now = form.mine and form.tense == PRESENT and said.past
    return said.has("when", "waking") or form.tense == PERFECT or now


def points(said: Said) -> bool:
    """Whether something of the dream is found in life: "that's the canal behind my school"."""
    return said.past and said.lower[:1] == _THAT and not _WHAT.isdisjoint(said.lower[1:2])


def _calls(lower: tuple[str, ...]) -> int:
    """Words that only call somebody: "Papa, I dreamt …"."""
    return 1 if len(lower) > 1 and lower[1] in ("i", "you", "we") else 0
