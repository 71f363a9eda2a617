"""Read a session with a backend that writes: stretch by stretch, each item of a reply for itself."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from dreamstream.backends import consent
from dreamstream.backends.base import Ask, Backend, Fault, Garbled, Hands
from dreamstream.backends.meter import OverLimit
from dreamstream.dream.readers import prompt, reply, stretches
from dreamstream.dream.readers.checked import check
from dreamstream.dream.readers.port import Gained, Missed, Stretch, Wanted
from dreamstream.dream.readers.quotes import Source
from dreamstream.errors import BackendUnavailable
from dreamstream.kinds.asking import asked
from dreamstream.proposals import Proposal
from dreamstream.turns import Turn

TASK = "sessions"
_SURE = 3  #: Words of a quote that may be looked for outside the turn it names.


@dataclass(slots=True)
class _Reading:
    """What one session gave so far."""

    proposals: list[tuple[int, Proposal]] = field(default_factory=list)  #: Each with the number of its turn.
    missed: list[Missed] = field(default_factory=list)
    refused: Counter[str] = field(default_factory=Counter)
    model: str = ""
    over: str = ""  #: Why nobody is asked any more.


class TextReader:
    """Any backend that writes, as a reader of sessions."""

    whole = False

    def __init__(self, backend: Backend) -> None:
        self._hands = Hands.of(backend)
        self.name, self.host, self.server = backend.name, backend.host, backend.server
        self.version = f"{backend.name}:1"

    def read(self, wanted: Wanted) -> Gained:
        """Propose from what was missed before, then from what is new; a stretch that fails costs no other.

        Raises NotConsented and BackendUnavailable where nothing was read yet; later, the rest is missed.
        """
        reading = _Reading()
        answered = False
        for stretch, attempts in _due(wanted):
            if not any(turn.role in stretches.QUOTED for _, turn in stretches.own(wanted.turns, stretch)):
                continue
            if reading.over:
                reading.missed.append(_missed(stretch, attempts, reading.over, passing=True))
                continue
            try:
                self._read(wanted, stretch, attempts, reading)
                answered = True
            except Fault as fault:
                passing = fault.transient or fault.down
                reading.missed.append(_missed(stretch, attempts + 1, fault.message, passing=passing))
                if fault.down or isinstance(fault, OverLimit):
                    reading.over = fault.message
            except BackendUnavailable as error:
                if not answered:
                    raise
                reading.missed.append(_missed(stretch, attempts, error.message, passing=True))
                reading.over = error.message
        told = sorted(reading.proposals, key=lambda pair: (pair[0], pair[1].span))
        proposals, refused = check((proposal for _, proposal in told), wanted)
        once: dict[tuple[str, tuple[str, ...], tuple[int, int]], Proposal] = {}
        for proposal in proposals:
            once.setdefault((proposal.type, proposal.turns, proposal.span), proposal)
        return Gained(
            proposals=tuple(once.values()),
            missed=tuple(reading.missed),
            refused=dict(reading.refused + Counter(refused)),
            model=reading.model,
        )

    def _read(self, wanted: Wanted, stretch: Stretch, attempts: int, reading: _Reading) -> None:
        """Ask about one stretch. Raises Fault, NotConsented and BackendUnavailable."""
        own = stretches.own(wanted.turns, stretch)
        before = stretches.before(wanted.turns, stretch)
        dreams = wanted.candidates[: prompt.DREAMS]
        ask = Ask(
            task=TASK,
            about="session",
            source="\n".join(turn.text for _, turn in own),
            prompt=prompt.prompt(own, before, dreams, most=stretches.BUDGET),
            shape=reply.shape(),
            facts={
                "turns": [{"n": number, "role": turn.role, "text": turn.text} for number, turn in own],
                "dreams": [{"n": number, "title": dream.title} for number, dream in enumerate(dreams, 1)],
            },
            attempt=attempts + 1,
        )
        try:
            with consent.of_sessions():
                said, answer = asked(self._hands, ask, reply.Said)
            found, reading.model = said.events, answer.model
        except Garbled as garbled:
            if not (found := reply.salvaged(garbled.said)):
                raise
            reading.refused["cut off"] += 1
        events, refused = reply.items(found)
        reading.refused.update(refused)
        turns = dict(own)
        sources = {number: Source(turn.text) for number, turn in own}
        for event in events:
            proposal = _proposed(event, wanted, turns, sources)
            if isinstance(proposal, str):
                reading.refused[proposal] += 1
                continue
            reading.proposals.append(proposal)


def _due(wanted: Wanted) -> Iterator[tuple[Stretch, int]]:
    """What is to be read, with how often it was tried: what was missed first."""
    count = len(wanted.turns)
    for missed in wanted.again:
        first, end = max(missed.stretch.first, 0), min(missed.stretch.end, count)
        for stretch in stretches.cut(wanted.turns, first, end):
            yield stretch, missed.attempts
    for stretch in stretches.cut(wanted.turns, max(wanted.start, 0), count):
        yield stretch, 0


def _missed(stretch: Stretch, attempts: int, why: str, *, passing: bool) -> Missed:
    return Missed(stretch=stretch, why=why, attempts=attempts, passing=passing)


def _proposed(
    event: reply.Event, wanted: Wanted, turns: Mapping[int, Turn], sources: Mapping[int, Source]
) -> tuple[int, Proposal] | str:
    """The proposal an item stands for, with the number of its turn; or why it stands for none."""
    if event.turn not in turns:
        return "unknown turn"
    if event.dream > min(len(wanted.candidates), prompt.DREAMS):
        return "unknown dream"
    number, span = event.turn, sources[event.turn].find(event.quote)
    if span is None and len(event.quote.split()) >= _SURE:
        # a model that counts badly still quotes well: the one other turn that holds the words is the one it means
        holders = [(n, at) for n, source in sources.items() if (at := source.find(event.quote)) is not None]
        number, span = holders[0] if len(holders) == 1 else (number, None)
    if span is None:
        return "quote not in its turn"
    turn = turns[number]
    if turn.role not in stretches.QUOTED:
        return "not said by the dreamer"
    return number, Proposal(
        type=event.type,
        target=wanted.candidates[event.dream - 1].id if event.dream else "",
        text=event.text,
        at=turn.at or wanted.at,
        turns=(turn.id,),
        quote=turn.text[slice(*span)],
        span=span,
        score=event.score,
    )
