"""Questions about suggestions: which wait for the dreamer, where each belongs, and what it resembles."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from itertools import zip_longest
from typing import Any

from dreamstream.errors import Ambiguous, NotFound
from dreamstream.index import dreams
from dreamstream.index.values import UNKNOWN, moment

Row = dict[str, Any]
#: Events that can be spoken of: on a dream that is there, or on what is none.
_HERE = "(dream is null or dream in (select n from dreams where deleted is null))"
#: A sign seen at the telling that the dream has by now, or was said not to have, is no question any more.
_SETTLED = (
    "source = 'realtime' and type = 'sign' and ("
    "exists (select 1 from signs where signs.dream = events.dream"
    " and (label = events.text collate nocase or raw = events.text collate nocase))"
    " or exists (select 1 from sign_edits where sign_edits.dream = events.dream"
    " and op = 'remove' and label = events.text collate nocase))"
)
_WAITS = f"status = 'suggested' and {_HERE} and not ({_SETTLED})"


def count(db: sqlite3.Connection) -> int:
    """How many suggestions wait for the dreamer."""
    return int(db.execute(f"select count(*) from events where hidden = 0 and {_WAITS}").fetchone()[0])


def waiting(db: sqlite3.Connection) -> list[Row]:
    """Suggestions that wait, those of the oldest session first; within a session the likeliest first."""
    found = dreams.events(db, _WAITS, ())
    groups = {group: (begun, i) for i, (group, begun) in enumerate(_begun(db, found).items())}
    found.sort(key=lambda row: (*groups[_group(row)], -_number(row["meta"].get("score"))))
    return found


def resolve(db: sqlite3.Connection, name: str) -> Row:
    """The one event meant by an id or a unique prefix of one. Raises NotFound, or Ambiguous naming the candidates."""
    name = name.strip()
    found = dreams.events(db, f"id = ? and {_HERE}", (name,)) if name else []
    if name and not found:
        found = dreams.events(db, f"id >= ? and id < ? and {_HERE}", (name, name + "\uffff"))
    if not found:
        raise NotFound(f"There is no event {name!r}.", hint="See `dreamstream review` and `dreamstream event list`.")
    if len(found) > 1:
        ids = sorted(row["id"] for row in found)
        shown = ", ".join(ids[:5]) + (", …" if len(ids) > 5 else "")
        raise Ambiguous(f"{name!r} fits more than one event.", hint=f"Say more of the id: {shown}")
    return found[0]


def placed(db: sqlite3.Connection, events: list[Row]) -> Iterator[Row]:
    """Each event with its `dream` {id, title, night}, its `session` {id, name} and the events it `resembles`."""
    told = {
        id: {"id": id, "title": title or dreams.heading(text), "night": night}
        for id, title, text, night in db.execute(
            "select id, title, substr(text, 1, 300), night from dreams where deleted is null"
            " and id in (select value from json_each(?))",
            (_listed(row["target"] for row in events),),
        )
    }
    talks = {
        id: {"id": id, "name": name}
        for id, name in db.execute(
            "select id, name from sessions where id in (select value from json_each(?))",
            (_listed(session(row) for row in events),),
        )
    }
    links = {row["id"]: list(_links(row["meta"])) for row in events}
    like = {
        row["id"]: row
        for row in dreams.events(
            db,
            f"id in (select value from json_each(?)) and {_HERE}",
            (_listed(id for listed in links.values() for id, _ in listed),),
        )
    }
    for row in events:
        talk = session(row)
        yield {
            **row,
            "dream": told.get(row["target"]),
            "session": talks.get(talk, {"id": talk, "name": ""}) if talk else None,
            "resembles": [
                {"id": id, "text": like[id]["text"], "status": like[id]["status"], "score": score}
                for id, score in links[row["id"]]
                if id in like
            ],
        }


def session(event: Row) -> str:
    """The session an event was taken from, "" where it was none."""
    found = event["meta"].get("session")
    return found if isinstance(found, str) else ""


def _begun(db: sqlite3.Connection, found: list[Row]) -> dict[str, int]:
    """When the talk of each began: its first event, those answered too; one that tells no time, when it came."""
    begun = {_group(row): UNKNOWN for row in found}
    names = _listed(begun)
    noted = db.execute(
        "select session, at from events where session in (select value from json_each(?1)) union all"
        " select target, at from events where session is null and target in (select value from json_each(?1))",
        (names,),
    )
    for group, said in noted:
        if (at := moment(said)) != UNKNOWN:
            begun[group] = at if begun[group] == UNKNOWN else min(at, begun[group])
    came = db.execute("select id, added_at from sessions where id in (select value from json_each(?))", (names,))
    return begun | {group: moment(at) for group, at in came if begun[group] == UNKNOWN}


def _group(row: Row) -> str:
    return session(row) or str(row["target"])


def _links(meta: Row) -> Iterator[tuple[str, float]]:
    """(id, likeness from 0 to 1) of every event it is linked to, best first; what is no id is left out."""
    ids, likeness = meta.get("similar_to"), meta.get("likeness")
    for id, score in zip_longest(ids if isinstance(ids, list) else (), likeness if isinstance(likeness, list) else ()):
        if isinstance(id, str) and id:
            yield id, _number(score)


def _number(said: Any) -> float:
    return float(said) if isinstance(said, int | float) else 0.0


def _listed(values: Iterable[str]) -> str:
    return json.dumps(sorted(set(values)))
