"""Questions about sessions: which there are, how far each was read, what is known of their dreams."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dreamstream.errors import Ambiguous, NotFound

Row = dict[str, Any]
_COLUMNS = (
    'id, name, format, anonymous, dream, file, added_at, turns, hash, tail, first, "offset", read_hash, read_tail,'
    " reader, missed, run, read_at, forgotten"
)
_LISTED = "not forgotten"
_NEVER = 1 << 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """One session as the log has it: what it was when last seen, and how far it was read."""

    id: str
    name: str
    format: str
    anonymous: bool
    dream: str | None
    file: str | None
    added_at: str
    turns: int
    hash: str | None
    tail: int | None
    first: str | None
    offset: int
    read_hash: str | None
    read_tail: int | None
    reader: str | None
    missed: tuple[Row, ...]
    run: str | None
    read_at: str | None
    forgotten: bool

    @property
    def read(self) -> int:
        """How many turns were read."""
        return max(0, self.offset - sum(int(gap["end"]) - int(gap["first"]) for gap in self.missed))

    @property
    def status(self) -> str:
        """new, read, partial or failed."""
        if self.read_hash is None:
            return "new"
        if self.missed:
            return "partial" if self.read else "failed"
        return "read" if self.offset >= self.turns else "partial"

    @property
    def settled(self) -> bool:
        """Whether nothing of what was last seen of it waits."""
        return self.forgotten or self.status == "read"


def all(db: sqlite3.Connection, where: str = _LISTED, values: Iterable[Any] = ()) -> Iterator[Known]:
    """The sessions that fit, the one known first first."""
    for row in db.execute(f"select {_COLUMNS} from sessions where {where} order by rowid", tuple(values)):
        yield _known(row)


def one(db: sqlite3.Connection, id: str) -> Known | None:
    """The session of this id, forgotten or not."""
    return next(all(db, "id = ?", (id,)), None)


def resolve(db: sqlite3.Connection, name: str) -> Known:
    """The session meant by an id or a unique prefix. Raises NotFound, or Ambiguous naming the candidates."""
    found = list(all(db, f"{_LISTED} and id >= ? and id < ?", (name, name + "\uffff"))) if name else []
    if not found:
        raise NotFound(f"There is no session {name!r}.", hint="See `dreamstream sessions list`.")
    if len(found) > 1 and found[0].id != name:
        shown = ", ".join(known.id for known in found[:5])
        raise Ambiguous(f"{name!r} fits more than one session.", hint=f"Say more of the id: {shown}")
    return next((known for known in found if known.id == name), found[0])


def unnamed(
    db: sqlite3.Connection, *formats: str, hashes: Iterable[str], first: str, name: str, most: int = 20
) -> list[Known]:
    """Sessions without an id of their own that this one may be: by their content, or of the last few of the same name
    or beginning.
    """
    kind = "anonymous and format in (select value from json_each(?))"
    fits = [f"{kind} and hash in (select value from json_each(?))"]
    fits += [
        f"id in (select id from sessions where {kind} and {column} = ? order by rowid desc limit {most:d})"
        for column in ("name", "first")
    ]
    said = json.dumps(formats)
    values = (said, json.dumps(list(hashes)), said, name, said, first)
    return list(all(db, " or ".join(f"({one})" for one in fits), values))


def settled(db: sqlite3.Connection) -> dict[str, str]:
    """unchanged or forgotten, for each session of which nothing waits as far as it was last seen."""
    return dict(
        db.execute(
            "select id, case when forgotten then 'forgotten' else 'unchanged' end from sessions"
            " where forgotten or (read_hash is not null and missed = '[]' and \"offset\" >= turns)"
        )
    )


def files(db: sqlite3.Connection) -> list[str]:
    """The journal's own copies, each once."""
    found = db.execute("select distinct file from sessions where file is not null and not forgotten order by 1")
    return [file for (file,) in found]


def chats_about(db: sqlite3.Connection, dream: str) -> list[Known]:
    """The journal's own talks about a dream."""
    return list(all(db, f"{_LISTED} and format = 'chat' and dream = ?", (dream,)))


def alive(db: sqlite3.Connection, dreams: Iterable[str]) -> set[str]:
    """Those of these dreams that are there."""
    found = db.execute(
        "select id from dreams where deleted is null and id in (select value from json_each(?))",
        (json.dumps(list(dreams)),),
    )
    return {id for (id,) in found}


def events(db: sqlite3.Connection, target: str) -> list[Row]:
    """What was noted on a dream or session, by whom ever and whatever became of it, in order."""
    found = db.execute(
        "select id, type, text, status, hidden, session, replaced, meta from events where target = ? order by rowid",
        (target,),
    )
    names = [column[0] for column in found.description]
    return [_spread(dict(zip(names, row, strict=True))) for row in found]


def proposed(db: sqlite3.Connection, session: str) -> list[Row]:
    """What passes proposed of a session and no later reading replaced, whatever became of it."""
    found = db.execute(
        "select id, type, text, status, hidden, target, meta from events"
        " where session = ? and replaced is null order by rowid",
        (session,),
    )
    names = [column[0] for column in found.description]
    return [_spread(dict(zip(names, row, strict=True))) for row in found]


def dreams_of(db: sqlite3.Connection, nights: Mapping[str, int], named: Mapping[str, int], *, most: int) -> list[Row]:
    """Dreams to which a talk may belong, with their words: those of the nights, and those named by their ids.

    Both say with which turn the talk comes to them; the dreams are in that order, and of one turn the named first.
    """
    ids, when = json.dumps(dict(named)), json.dumps(dict(nights))
    found = db.execute(
        "select n, id, title, text, min(ifnull(said, ?), ifnull(slept, ?)) as since from (select dreams.*,"
        " (select value from json_each(?) where key = dreams.id) as said,"
        " (select value from json_each(?) where key = dreams.night) as slept from dreams"
        " where deleted is null and (id in (select key from json_each(?)) or night in (select key from json_each(?))))"
        " order by since, ifnull(said, ?) > since, moment, n limit ?",
        (_NEVER, _NEVER, ids, when, ids, when, _NEVER, most),
    )
    names = ("n", "id", "title", "text", "since")
    return [dict(zip(names, row, strict=True)) for row in found]


def titled(db: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """(title, id) of every dream the dreamer gave one."""
    yield from db.execute("select title, id from dreams where deleted is null and title <> '' order by n")


def machine_words(db: sqlite3.Connection, dreams: Iterable[int]) -> list[str]:
    """What this journal wrote about these dreams: readings, endings, remarks."""
    found = db.execute(
        "select jobs.result from outputs join jobs on jobs.id = outputs.done"
        " where outputs.kind in ('analysis', 'healing', 'lens') and outputs.dream in (select value from json_each(?))",
        (json.dumps(list(dreams)),),
    )
    return [word for (result,) in found for word in _strings(json.loads(result or "{}").get("data"))]


def _strings(held: Any) -> Iterator[str]:
    if isinstance(held, str):
        yield held
    elif isinstance(held, dict):
        for name, value in held.items():
            if name not in ("scene", "evidence", "turn", "words"):  # these quote the dreamer
                yield from _strings(value)
    elif isinstance(held, list):
        for value in held:
            yield from _strings(value)


def _spread(row: Row) -> Row:
    meta = json.loads(row["meta"] or "{}")
    return {**row, "meta": meta if isinstance(meta, dict) else {}}


def _known(row: tuple[Any, ...]) -> Known:
    (id, name, format, anonymous, dream, file, added_at, turns, hash, tail, first) = row[:11]
    (offset, read_hash, read_tail, reader, missed, run, read_at, forgotten) = row[11:]
    gaps = tuple(gap for gap in json.loads(missed or "[]") if isinstance(gap, dict))
    return Known(
        id=id,
        name=name,
        format=format,
        anonymous=bool(anonymous),
        dream=dream,
        file=file,
        added_at=added_at,
        turns=turns or 0,
        hash=hash,
        tail=tail,
        first=first,
        offset=offset or 0,
        read_hash=read_hash,
        read_tail=read_tail,
        reader=reader,
        missed=gaps,
        run=run,
        read_at=read_at,
        forgotten=bool(forgotten),
    )
