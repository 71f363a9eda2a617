"""Questions about dreams: which one is meant, a list of them, one with everything it has."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any

from dreamstream.errors import Ambiguous, NotFound
from dreamstream.index import versions
from dreamstream.index.values import FACETS

Row = dict[str, Any]
_ROW = (
    "dreams.n, dreams.id, dreams.title, dreams.night, dreams.at, dreams.type, dreams.lucid, dreams.draft, dreams.text"
)
#: Newest dream first; what has no time at all comes last, newest told first.
_NEWEST = "dreams.moment desc, dreams.n desc"
_CHUNK = 200


def resolve(db: sqlite3.Connection, name: str, *, deleted: bool = False) -> tuple[int, str]:
    """(n, id) of the one dream meant by an id, a unique prefix of one, or `@1`, `@2`…

    Raises NotFound, or Ambiguous naming the candidates.
    """
    name = name.strip()
    hidden = "" if deleted else " and deleted is null"
    if name.startswith("@"):
        if not name[1:].isdigit() or not 0 < int(name[1:]) < 1 << 62:
            raise NotFound(f"{name!r} is no dream.", hint="@1 is the dream told last, @2 the one before.")
        row = db.execute(
            f"select n, id from dreams where 1{hidden} order by n desc limit 1 offset ?", (int(name[1:]) - 1,)
        ).fetchone()
        if row is None:
            count = db.execute("select count(*) from dreams where deleted is null").fetchone()[0]
            raise NotFound(f"There is no dream {name}; the journal holds {count}.", hint="See `dreamstream list`.")
        return int(row[0]), str(row[1])
    row = db.execute(f"select n, id from dreams where id = ?{hidden}", (name,)).fetchone()
    if row is not None:
        return int(row[0]), str(row[1])
    found = db.execute(
        f"select n, id from dreams where id >= ? and id < ?{hidden} order by id limit 6", (name, name + "\uffff")
    ).fetchall()
    if not name or not found:
        raise NotFound(f"There is no dream {name!r}.", hint="See `dreamstream list`; @1 is the one told last.")
    if len(found) > 1:
        shown = ", ".join(id for _, id in found[:5]) + (", …" if len(found) > 5 else "")
        raise Ambiguous(f"{name!r} fits more than one dream.", hint=f"Say more of the id: {shown}")
    return int(found[0][0]), str(found[0][1])


def rows(
    db: sqlite3.Connection,
    where: str = "1",
    values: Iterable[Any] = (),
    *,
    limit: int | None = None,
    order: str = _NEWEST,
) -> Iterator[Row]:
    """List rows of the dreams that fit, streamed: a few hundred are in memory at a time."""
    found = db.execute(
        f"select {_ROW} from dreams where dreams.deleted is null and ({where}) order by {order} limit ?",
        (*values, -1 if limit is None else limit),
    )
    while batch := found.fetchmany(_CHUNK):
        yield from _listed(db, batch)


def ids_of(db: sqlite3.Connection, where: str = "1", values: Iterable[Any] = ()) -> Iterator[tuple[int, str]]:
    """(n, id) of the dreams that fit, oldest first."""
    yield from db.execute(
        f"select dreams.n, dreams.id from dreams where dreams.deleted is null and ({where}) order by dreams.n",
        tuple(values),
    )


def by_number(db: sqlite3.Connection, numbers: list[int]) -> list[Row]:
    """List rows of these dreams, in the order given."""
    marks = ",".join("?" * len(numbers))
    batch = db.execute(f"select {_ROW} from dreams where n in ({marks})", numbers).fetchall()
    found = {row[0]: row for row in batch}
    return list(_listed(db, [found[n] for n in numbers if n in found]))


def told(db: sqlite3.Connection, n: int) -> Row:
    """The dreamer's own words and facts of one dream, nothing a machine added."""
    row = db.execute(
        "select id, title, text, at, night, told_type, lucid, told_stress, draft, rev, source, key, host"
        " from dreams where n = ?",
        (n,),
    ).fetchone()
    names = (
        "id",
        "title",
        "text",
        "at",
        "night",
        "type",
        "lucidity",
        "stress",
        "draft",
        "rev",
        "source",
        "key",
        "host",
    )
    found = dict(zip(names, row, strict=True))
    found["draft"] = bool(found["draft"])
    for name, field in FACETS.items():
        found[name] = _facet(db, n, field, "dreamer")
    return found


def length(db: sqlite3.Connection, n: int | None) -> int:
    """How many characters a dream's text has."""
    row = db.execute("select length(text) from dreams where n = ?", (n,)).fetchone()
    return int(row[0]) if row else 0


def whole(db: sqlite3.Connection, n: int) -> Row:
    """One dream with everything it has, in the shape `show` gives."""
    told_ = told(db, n)
    type_, stress = db.execute("select type, stress from dreams where n = ?", (n,)).fetchone()
    emotions = _facet(db, n, "emotion", None)
    signs = db.execute("select label, kind, source, evidence from signs where dream = ? order by rank", (n,))
    patterns = [p for (p,) in db.execute("select pattern from patterns where dream = ? order by rank", (n,))]
    outputs, stale = _outputs(db, n, told_["rev"])
    listed = versions.of(db, n)
    _picked(outputs["image"], listed)
    return {
        "id": told_["id"],
        "title": told_["title"],
        "text": told_["text"],
        "at": told_["at"],
        "night": told_["night"],
        "type": type_,
        "lucidity": told_["lucidity"],
        "emotions": emotions,
        "tags": told_["tags"],
        "people": told_["people"],
        "places": told_["places"],
        "stress": stress,
        "draft": told_["draft"],
        "stale": stale,
        "source": told_["source"],
        "signs": [dict(zip(("label", "kind", "source", "evidence"), sign, strict=True)) for sign in signs],
        "patterns": patterns,
        "outputs": outputs,
        "versions": [versions.shown(version) for version in listed],
        "events": events(db, "dream = ?", (n,)),
    }


def events(db: sqlite3.Connection, where: str, values: tuple[Any, ...]) -> list[Row]:
    """Events that fit and were not taken back, in the order they were noted."""
    found = db.execute(
        f"select id, target, type, text, status, source, author, at, meta from events"
        f" where hidden = 0 and ({where}) order by rowid",
        values,
    )
    names = [column[0] for column in found.description]
    listed = [dict(zip(names, row, strict=True)) for row in found]
    return [{**row, "meta": json.loads(row["meta"] or "{}")} for row in listed]


def _listed(db: sqlite3.Connection, batch: list[tuple[Any, ...]]) -> Iterator[Row]:
    numbers = [row[0] for row in batch]
    marks = ",".join("?" * len(numbers))
    signs: dict[int, list[str]] = {n: [] for n in numbers}
    for n, label in db.execute(f"select dream, label from signs where dream in ({marks}) order by rank", numbers):
        signs[n].append(label)
    has: dict[int, list[str]] = {n: [] for n in numbers}
    for n, kind in db.execute(
        f"select dream, kind from outputs where done is not null and dream in ({marks}) order by kind", numbers
    ):
        has[n].append(kind)
    for n, id, title, night, at, type_, lucid, draft, text in batch:
        yield {
            "id": id,
            "title": title or heading(text),
            "night": night,
            "at": at,
            "type": type_,
            "lucidity": lucid,
            "draft": bool(draft),
            "signs": signs[n],
            "has": has[n],
        }


def heading(text: str, width: int = 60) -> str:
    """A title for an untitled dream: its first sentence, or as many of its first words as fit."""
    flat = " ".join(text[: width * 4].split())
    first = flat[: flat.find(". ")] if 0 < flat.find(". ") <= width else flat
    if len(first) <= width:
        return first.rstrip(".")
    return first[:width].rsplit(" ", 1)[0].rstrip(" .,;:") + "…"


def _facet(db: sqlite3.Connection, n: int, field: str, source: str | None) -> list[str]:
    return [
        value
        for (value,) in db.execute(
            "select value from facets where dream = ? and field = ? and (? is null or source = ?) order by rowid",
            (n, field, source, source),
        )
    ]


def _outputs(db: sqlite3.Connection, n: int, rev: int) -> tuple[Row, bool]:
    """Every output the dream has or wished for, and whether any was made from an older text."""
    found: Row = {kind: {"status": "idle"} for kind in ("analysis", "image", "comic")}
    stale = False
    for kind, status, job, done in db.execute(
        "select kind, status, job, done from outputs where dream = ? order by kind", (n,)
    ).fetchall():
        output: Row = {"status": status, "job": job}
        row = db.execute(
            "select error, next_at, retry_count, max_retries, asked_at, started_at from jobs where id = ?",
            (job or done,),
        ).fetchone()
        if row and status in ("pending", "processing", "retrying"):
            output["asked_at"], output["started_at"] = row[4], row[5]
        if row and status in ("retrying", "failed", "processing"):
            output["error"], output["next_at"] = row[0], row[1]
            output["retry_count"], output["max_retries"] = row[2], row[3]
        if done:
            result, made_from, backend, at = db.execute(
                "select result, rev, backend, ended_at from jobs where id = ?", (done,)
            ).fetchone()
            held = json.loads(result or "{}")
            output.update(held.get("data") or {})
            if kind == "analysis":  # its own `status` gives way to the output's
                output["limited"] = output.get("status") == "limited"
            if held.get("media"):
                output["media"] = held["media"][0]
            output.update(status=status, backend=backend, model=held.get("model"), made_at=at)
            if made_from is not None and made_from < rev and kind != "transcript":  # the recording never changes
                output["stale"] = stale = True
        if kind == "healing":
            _in_own_words(db, n, output)
        found[kind] = output
    return found, stale


def _picked(image: Row, listed: list[Row]) -> None:
    """What the dream shows as its picture is the picked version, whichever job made it."""
    for version in listed:
        if version["picked"]:
            image.update(version=version["n"], media=version["media"], alt=version["alt"], scene=version["scene"])


def _in_own_words(db: sqlite3.Connection, n: int, healing: Row) -> None:
    """The dreamer's own words for a healing stand before the machine's, as long as it is the same suggestion."""
    row = db.execute("select job, said from rewrites where dream = ?", (n,)).fetchone()
    done = db.execute("select done from outputs where dream = ? and kind = 'healing'", (n,)).fetchone()
    if row and done and row[0] == done[0]:
        said = {name: words for name, words in json.loads(row[1]).items() if name != "job" and name in healing}
        healing.update(said, edited=sorted(said))
