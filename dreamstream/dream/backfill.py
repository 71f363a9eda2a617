"""From what a reader proposes of one session to the events a pass appends: few, new, each with its source.

proposals ─► not our own words ─► the few that are shown ─► not known already ─► events, linked to what they resemble
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from dreamstream import ids
from dreamstream.backends.local.sessions import choice
from dreamstream.dream import known
from dreamstream.dream.known import Standing
from dreamstream.dream.notebook import Notebook
from dreamstream.dream.readers.port import Gained, Reader
from dreamstream.proposals import MOST, Proposal
from dreamstream.turns import Session, Turn

Row = dict[str, Any]
#: What a talk about another ending may add: the ending was never dreamt, so nothing in it is recalled.
_OF_HEALING = frozenset(("feeling", "waking", "finding", "hypothesis", "decision", "rejection", "constraint"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """A proposal that was left out: what it says already stands there, or a reason of its own."""

    type: str
    turn: str
    why: str
    repeats: str = ""  #: The event that says it.


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What one session gave: records' data of events, still without a run."""

    session: str
    events: tuple[Row, ...]
    dropped: tuple[Dropped, ...] = ()
    replaced: tuple[str, ...] = ()  #: Suggestions made of a turn that has gone on since, and now says it otherwise.
    refused: Mapping[str, int] = field(default_factory=dict)

    @property
    def linked(self) -> int:
        """How many resemble another event."""
        return sum(bool(event["meta"]["similar_to"]) for event in self.events)


def entry(
    id: str,
    session: Session,
    standing: Standing,
    gained: Gained,
    reader: Reader,
    notebook: Notebook,
    *,
    machine: Sequence[str] = (),
    dreams: Sequence[str] = (),
    budget: float | None = None,
) -> Entry:
    """The events of one session. `machine` is what this journal wrote of its dreams, `budget` a share of its turns.

    `dreams` are those it may be about: what resembles an event of any of them is linked to it.
    """
    place = {turn.id: n for n, turn in enumerate(session.turns)}
    proposals = list(gained.proposals)
    if session.format == "chat" and session.title == "healing":
        proposals = [proposal for proposal in proposals if proposal.type in _OF_HEALING]
    shown = _shown(proposals, session, standing, reader, place, budget)
    recorded = notebook.of(id)
    dropped: list[Dropped] = []
    fresh: list[tuple[str, Proposal]] = []
    there = {row["id"] for row in recorded}
    for proposal in shown:
        name = _name(id, proposal)
        if name in there:
            dropped.append(Dropped(type=proposal.type, turn=proposal.turns[0], why="source", repeats=name))
        elif _is_ours(proposal.quote, machine):
            dropped.append(Dropped(type=proposal.type, turn=proposal.turns[0], why="written by dreamstream"))
        else:
            fresh.append((name, proposal))
    replaced = _replaced(recorded, session, standing, reader, {_name(id, proposal) for proposal in shown})
    verdicts = notebook.judge(id, fresh, set(replaced), dreams)
    left = len(fresh) if budget is not None else MOST - len(recorded) + len(replaced)
    events: list[Row] = []
    for name, proposal in fresh:
        verdict = verdicts[name]
        if verdict.why:
            why = verdict.why
            dropped.append(Dropped(type=proposal.type, turn=proposal.turns[0], why=why, repeats=verdict.repeats))
        elif len(events) < left:
            turn = session.turns[place[proposal.turns[0]]]
            links = [link for link in verdict.links if link[0] not in replaced]
            events.append(_event(name, id, proposal, links, said=turn))
    return Entry(
        session=id, events=tuple(events), dropped=tuple(dropped), replaced=tuple(replaced), refused=gained.refused
    )


def _shown(
    proposals: list[Proposal],
    session: Session,
    standing: Standing,
    reader: Reader,
    place: Mapping[str, int],
    budget: float | None,
) -> list[Proposal]:
    """The few of them that are shown, in the order of the telling."""
    if budget is not None:
        chosen = choice.within(proposals, turns=len(session.turns), share=budget)
    elif reader.whole:
        chosen = choice.best(proposals)
    else:
        chosen = choice.ranked(proposals)[:MOST]
    order = sorted(chosen, key=lambda proposal: (place[proposal.turns[0]], proposal.span))
    if not reader.whole:
        return order
    # what was chosen of the turns before was proposed when they were read: whatever became of it since, not again
    return [proposal for proposal in order if _is_due(place[proposal.turns[0]], standing)]


def _is_due(place: int, standing: Standing) -> bool:
    """Whether a turn was not read before, or could not be."""
    missed = [gap.stretch for gap in standing.again]
    return place >= standing.start or any(stretch.first <= place < stretch.end for stretch in missed)


def _event(name: str, session: str, proposal: Proposal, links: Sequence[tuple[str, float]], *, said: Turn) -> Row:
    return {
        "event": name,
        "target": proposal.target or session,
        "type": proposal.type,
        "text": proposal.text,
        "at": proposal.at,
        "status": "suggested",
        "source": "dream",
        "author": "agent",
        "meta": {
            "session": session,
            "turns": list(proposal.turns),
            "quote": proposal.quote,
            "span": list(proposal.span),
            "score": proposal.score,
            "speaker": said.speaker,
            "role": said.role,
            "similar_to": [key for key, _ in links],
            "likeness": [likeness for _, likeness in links],
        },
    }


def _name(session: str, proposal: Proposal) -> str:
    """The event's id: the same words of the same place as the same type are one event on every machine."""
    place = [session, proposal.type, proposal.turns[0], *proposal.span, proposal.quote]
    digest = sha256(json.dumps(place, ensure_ascii=True).encode()).digest()
    return ids.spell("e", int.from_bytes(digest[:7], "big"))


def _replaced(recorded: list[Row], session: Session, standing: Standing, reader: Reader, shown: set[str]) -> list[str]:
    """Suggestions nobody has answered yet, made of a turn that was not told to its end then; where all is read anew,
    those whose words are still there. What nobody says any more stays: the dreamer may want it all the same.
    """
    waiting = [r for r in recorded if r["status"] == "suggested" and not r["hidden"] and r["id"] not in shown]
    if standing.regrown:
        turn = session.turns[standing.start].id
        return [row["id"] for row in waiting if _first(row) == turn]
    if standing.start or not waiting or not reader.whole:
        return []
    told = known.said(session)
    return [row["id"] for row in waiting if known.says(told, str(row["meta"].get("quote") or ""))]


def _first(row: Row) -> str:
    """The turn an event was taken from; "" where whoever wrote it did not say."""
    turns = row["meta"].get("turns")
    return str(turns[0]) if isinstance(turns, list) and turns else ""


def _is_ours(quote: str, machine: Sequence[str]) -> bool:
    """Whether somebody only read aloud what this journal wrote."""
    said = " ".join(quote.split()).casefold()
    return len(said) >= 20 and any(said in words for words in machine)
