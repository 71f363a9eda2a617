"""Propose what to remember of a session: the turns that say something, in the speaker's own words.

Offline and deterministic; a proposal depends on its turn and on those before it, so a session read in two halves, the
second with the first before it, gives what it gives at once.
"""

from __future__ import annotations

from collections.abc import Sequence

from dreamstream.backends.local.sessions import known, worth
from dreamstream.backends.local.sessions.aim import Aim
from dreamstream.proposals import Candidate, Proposal
from dreamstream.turns import Turn

#: A quote with fewer words takes the better sentence beside it, up to so many characters.
_SHORTEST, _LONGEST = 6, 320
_BESIDE = 0.3  #: What a neighbour must say, against the sentence itself.
#: Sentences of a turn worth a proposal of their own: dictations are one long turn.
_OWN, _OF_DAY, _PER_TURN = 1.2, 2.2, 8


def propose(turns: Sequence[Turn], candidates: Sequence[Candidate] = ()) -> list[Proposal]:
    """A proposal for every turn with a word in it, and more where it holds more; in the order of the telling.

    Which of them are shown is for `best` and `within` to say.
    """
    dreams = known.dreams(candidates)
    aim = Aim(dreams)
    return [proposal for weighed in worth.weigh(turns, dreams) for proposal in _of_turn(weighed, aim)]


def _of_turn(weighed: worth.Weighed, aim: Aim) -> list[Proposal]:
    sentences = weighed.sentences
    order = sorted(range(len(sentences)), key=lambda at: (-sentences[at].worth, at))
    taken: set[int] = set()
    found: list[tuple[int, Proposal]] = []
    for at in order:
        sentence = sentences[at]
        least = _OWN if sentence.dreamt else _OF_DAY
        if at in taken or (found and (sentence.worth < least or len(found) == _PER_TURN)):
            continue
        first, last = _around(weighed, at, taken)
        taken.update(range(first, last + 1))
        start, end = sentences[first].span[0], sentences[last].span[1]
        quote = weighed.turn.text[start:end]
        words = [word for part in sentences[first : last + 1] for word in part.words]
        score = min(weighed.score, worth.score(sentence.worth)) if found else weighed.score
        proposal = Proposal(
            type=sentence.type,
            target=aim.at(words, turn=weighed.number, dreamt=sentence.dreamt and not sentence.aside),
            text=" ".join(quote.split()),
            at=weighed.turn.at,
            turns=(weighed.turn.id,),
            quote=quote,
            span=(start, end),
            score=score,
        )
        found.append((start, proposal))
    return [proposal for _, proposal in sorted(found, key=lambda pair: pair[0])]


def _around(weighed: worth.Weighed, at: int, taken: set[int]) -> tuple[int, int]:
    """The first and the last sentence of a quote: a short one takes a neighbour that says something."""
    sentences = weighed.sentences
    first = last = at
    if len(sentences[at].words) >= _SHORTEST:
        return first, last
    least = _BESIDE * sentences[at].worth
    beside = [n for n in (at - 1, at + 1) if 0 <= n < len(sentences) and n not in taken and sentences[n].worth > least]
    if beside:
        other = max(beside, key=lambda n: (sentences[n].worth, n))
        low, high = min(at, other), max(at, other)
        if sentences[high].span[1] - sentences[low].span[0] <= _LONGEST:
            first, last = low, high
    return first, last
