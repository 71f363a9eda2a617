"""Bring dreams in: one act, each dream once, however often and on however many machines the same file comes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from dreamstream import ids
from dreamstream.journal import Journal
from dreamstream.moves.base import Moved, Skipped

#: A text of this many characters may grow past a record's 1 MiB once quotes and line breaks are escaped.
_DOUBTFUL = 120_000
_MOST = 1_000_000


@dataclass(slots=True, kw_only=True)
class Brought:
    """What came of an import."""

    added: int = 0
    known: int = 0
    skipped: list[Skipped] = field(default_factory=list)
    first: list[Moved] = field(default_factory=list)  #: The first three new ones, for a dry run to show.


def bring(journal: Journal, rows: Iterable[Moved | Skipped], *, dry: bool = False) -> Brought:
    """Add every dream the journal does not know yet, asking for no jobs; memory does not grow with them."""
    brought = Brought()
    if dry:
        known = {id for (id,) in journal.db.execute("select id from dreams")}
        for _ in _wishes(rows, known, brought):
            pass
        return brought
    with journal.act() as act:
        known = {id for (id,) in act.db.execute("select id from dreams")}
        act.stream(_wishes(rows, known, brought))
    return brought


def identity(row: Moved) -> str:
    """The dream's id: its own where it has one, else one made of its key, so that every machine gives it the same."""
    return row.id or ids.spell("d", int(row.key[:16], 16))


def _wishes(rows: Iterable[Moved | Skipped], known: set[str], brought: Brought) -> Iterator[tuple[str, dict[str, Any]]]:
    for row in rows:
        if isinstance(row, Skipped):
            brought.skipped.append(row)
            continue
        dream = identity(row)
        if dream in known:
            brought.known += 1
            continue
        if len(row.text) > _DOUBTFUL and len(json.dumps(row.text, ensure_ascii=False).encode()) > _MOST:
            brought.skipped.append(Skipped(where=row.key[:12], why="longer than one record holds (1 MiB)"))
            continue
        known.add(dream)
        brought.added += 1
        if len(brought.first) < 3:
            brought.first.append(row)
        yield "dream.logged", _logged(row, dream)
        for event in row.events:
            yield "event.added", _event(event, dream)


def _event(told: Mapping[str, Any], dream: str) -> dict[str, Any]:
    data = {name: value for name, value in told.items() if name not in ("id", "target")}
    return {**data, "event": told.get("id") or ids.new("e"), "target": dream}


def _logged(row: Moved, dream: str) -> dict[str, Any]:
    data: dict[str, Any] = {
        "dream": dream,
        "text": row.text,
        "source": "import",
        "night": row.night,
        "key": row.key[:32],
    }
    if row.at:
        data["at"] = row.at
    for name in ("title", "type", "lucidity", "stress"):
        if (value := getattr(row, name)) not in (None, ""):
            data[name] = value
    for name in ("emotions", "tags", "people", "places"):
        if values := getattr(row, name):
            data[name] = list(values)
    if row.draft:
        data["draft"] = True
    return data
