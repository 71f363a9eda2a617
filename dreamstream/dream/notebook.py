"""What stands noted on each target, by whom ever: what a proposal says again, and what it only resembles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from dreamstream.dream import repeats
from dreamstream.dream.repeats import Source, Told, Verdict
from dreamstream.index import sessions
from dreamstream.proposals import Proposal

if TYPE_CHECKING:
    import sqlite3

Row = dict[str, Any]
#: What resembles a statement has at least a fourth of its words: a sign's one word stands in many a sentence, and says
#: nothing of what the sentence says.
_SHORTER = 4


class Notebook:
    """The events of the journal, and what this pass has added since."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._added: defaultdict[str, list[Row]] = defaultdict(list)
        self._of_session: defaultdict[str, list[Row]] = defaultdict(list)

    def on(self, target: str) -> list[Row]:
        """Every event of a target, also what was rejected or undone: none of it is proposed again."""
        return [*sessions.events(self._db, target), *self._added[target]]

    def of(self, session: str) -> list[Row]:
        """What was proposed of a session, whatever became of it."""
        return [*sessions.proposed(self._db, session), *self._of_session[session]]

    def add(self, session: str, events: Iterable[Row]) -> None:
        """These stand there from now on."""
        for event in events:
            row = {"id": event["event"], "hidden": 0, "replaced": None, "session": session, **event}
            self._added[event["target"]].append(row)
            self._of_session[session].append(row)

    def judge(
        self, session: str, fresh: Sequence[tuple[str, Proposal]], replaced: set[str], dreams: Sequence[str]
    ) -> Mapping[str, Verdict]:
        """A verdict on each (id, proposal): against all events of its target, whoever noted them, and those before it.

        What repeats one of these is said; what resembles one of them, or of the other `dreams` and the session, is
        linked to it.
        """
        by_target: defaultdict[str, list[tuple[str, Proposal]]] = defaultdict(list)
        for name, proposal in fresh:
            by_target[proposal.target or session].append((name, proposal))
        rows = {target: self._standing(target, replaced) for target in {session, *dreams, *by_target}}
        hidden = {row["id"] for listed in rows.values() for row in listed if row["hidden"]}
        found: dict[str, Verdict] = {}
        for target, batch in by_target.items():
            known = [_told(row) for row in rows[target]]
            beside = [_told(row) for other, listed in sorted(rows.items()) if other != target for row in listed]
            new = [
                Told(key=name, type=p.type, text=p.text, source=_place(session, p.turns[0], p.span, p.quote))
                for name, p in batch
            ]
            words = {event.key: len(event.text.split()) for event in (*known, *beside, *new)}
            for verdict in repeats.judge(known, new, beside):
                least = words[verdict.key]
                links = tuple(
                    link for link in verdict.links if link[0] not in hidden and _SHORTER * words[link[0]] >= least
                )
                found[verdict.key] = Verdict(key=verdict.key, repeats=verdict.repeats, why=verdict.why, links=links)
        return found

    def _standing(self, target: str, replaced: set[str]) -> list[Row]:
        return [row for row in self.on(target) if not row["replaced"] and row["id"] not in replaced]


def _told(row: Row) -> Told:
    return Told(key=row["id"], type=row["type"], text=row["text"], source=_source(row))


def _source(row: Row) -> Source | None:
    meta = row["meta"]
    turns, span = meta.get("turns"), meta.get("span")
    if not (row.get("session") and isinstance(turns, list) and turns and isinstance(span, list) and len(span) == 2):
        return None
    return _place(row["session"], str(turns[0]), (span[0], span[1]), str(meta.get("quote") or ""))


def _place(session: str, turn: str, span: tuple[int, int], quote: str) -> Source:
    """A place in a talk; a talk that was changed says something else at the same place."""
    return Source(session=session, turn=f"{turn}\0{quote}", span=span)
