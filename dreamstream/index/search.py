"""The filter grammar's tree as a question to SQLite: facts as columns, words as full text, nothing as syntax."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any

from dreamstream.filters import And, Dates, Field, Not, Or, Phrase, Term, Word
from dreamstream.index import dreams
from dreamstream.index.values import FACETS
from dreamstream.index.words import quoted, snippet

Row = dict[str, Any]
#: bm25 weights of title, text, analysis, events: the dreamer's own words count most.
_WEIGHTS = "4.0, 2.0, 1.0, 1.0"
_SEARCHED = "dreams.n in (select rowid from words where words match ?)"
# A partial date covers a span: it counts as soon as the span and the question touch.
_DAY = "coalesce(dreams.night, substr(dreams.at, 1, 10))"
_FIRST = f"substr({_DAY} || '-01-01', 1, 10)"
_LAST = f"case length({_DAY}) when 4 then {_DAY} || '-12-31' when 7 then {_DAY} || '-31' else {_DAY} end"


def where(term: Term | None) -> tuple[str, list[Any]]:
    """A condition on `dreams` and its values."""
    values: list[Any] = []
    return ("1" if term is None else _sql(term, values)), values


def ranked(db: sqlite3.Connection, term: Term | None, *, limit: int | None = None) -> Iterator[Row]:
    """List rows with `snippet` and `score`, best first; without a word to rank by, newest first and score 0."""
    condition, values = where(term)
    words = positive(term)
    match = " OR ".join(dict.fromkeys(q for q in map(quoted, words) if q))
    if not match:
        for row in dreams.rows(db, condition, values, limit=limit):
            yield {**row, "snippet": "", "score": 0.0}
        return
    # a tree that begins with words asks the full text first; any other may be met without a word, and then has no score
    required = _pure(term)
    matched = f"(select rowid, bm25(words, {_WEIGHTS}) as score from words where words match ?) as hit"
    join = f"{matched} join dreams" if required else f"dreams left join {matched}"
    found = db.execute(
        f"select dreams.n, hit.score from {join} on hit.rowid = dreams.n where dreams.deleted is null and ({condition})"
        " order by hit.score is null, hit.score, dreams.n desc limit ?",
        (required or match, *values, -1 if limit is None else limit),
    )
    while batch := found.fetchmany(200):
        listed = {row["id"]: row for row in dreams.by_number(db, [n for n, _ in batch])}
        for n, score in batch:
            id, text, title = db.execute("select id, text, title from dreams where n = ?", (n,)).fetchone()
            shown = snippet(_where_found(db, n, title, text, words), words)
            yield {**listed[id], "snippet": shown, "score": round(-(score or 0.0), 4)}


def positive(term: Term | None) -> list[str]:
    """The words and phrases a dream is looked for by, not those it must lack."""
    if isinstance(term, Word | Phrase):
        return [term.text]
    if isinstance(term, And | Or):
        return [word for part in term.terms for word in positive(part)]
    return []


def job_where(term: Term | None) -> tuple[str, list[Any]]:
    """A condition on `jobs`: kind, status and host are the job's own, all else is its dream's."""
    values: list[Any] = []
    return ("1" if term is None else _job_sql(term, values)), values


def _sql(term: Term, values: list[Any]) -> str:
    if isinstance(term, Word | Phrase):
        match = quoted(term.text)
        if not match:  # nothing but signs: an emoji is looked for as it stands
            values += [term.text, term.text]
            return "(instr(dreams.text, ?) > 0 or instr(dreams.title, ?) > 0)"
        values.append(match)
        return _SEARCHED
    if isinstance(term, Field):
        return _fact(term, values)
    if isinstance(term, Dates):
        if term.edge == "since":
            values.append(term.first)
            return f"({_LAST}) >= ?"
        if term.edge == "until":
            values.append(term.last)
            return f"{_FIRST} <= ?"
        values += [term.first, term.last]
        return f"(({_LAST}) >= ? and {_FIRST} <= ?)"
    if isinstance(term, Not):
        return f"not coalesce({_sql(term.term, values)}, 0)"
    joiner = " and " if isinstance(term, And) else " or "
    return "(" + joiner.join(_sql(part, values) for part in term.terms) + ")"


def _fact(field: Field, values: list[Any]) -> str:
    name, op, value = field.name, "=" if field.op == ":" else field.op, field.value
    if name == "sign":
        from dreamstream.words.labels import label

        names = [str(value), label(str(value))]
        values += [*names, *(name.casefold() for name in names)]
        return (
            "exists (select 1 from signs where dream = dreams.n and (label collate nocase in (?, ?)"
            " or label in (select new from renamed where old in (?, ?))))"
        )
    if name in FACETS.values():
        values += [name, str(value)]
        return "exists (select 1 from facets where dream = dreams.n and field = ? and value = ? collate nocase)"
    if name == "pattern":
        values.append(value)
        return "exists (select 1 from patterns where dream = dreams.n and pattern = ?)"
    if name == "has":
        values.append(value)
        return "exists (select 1 from outputs where dream = dreams.n and kind = ? and done is not null)"
    if name == "kind":
        values.append(value)
        return "exists (select 1 from outputs where dream = dreams.n and kind = ?)"
    if name == "status":
        if value == "idle":
            return "not exists (select 1 from outputs where dream = dreams.n and status <> 'idle')"
        values.append(value)
        return "exists (select 1 from outputs where dream = dreams.n and status = ?)"
    if name == "night":
        if op != "=":
            values.append(value)
            return f"dreams.night {op} ?"
        values += [str(value), str(value) + "-\uffff"]
        return "dreams.night between ? and ?"
    if name == "lucid":
        if value in ("yes", "no"):
            lucid = "(coalesce(dreams.type, '') = 'lucid' or coalesce(dreams.lucid, 0) > 0)"
            return lucid if value == "yes" else f"not {lucid}"
        values.append(value)
        return f"dreams.lucid {op} ?"
    if name == "draft":
        return "dreams.draft = 1" if value == "yes" else "dreams.draft = 0"
    values.append(value)
    return f"dreams.{name} {op} ?"  # type, stress, host: columns of that name


def _job_sql(term: Term, values: list[Any]) -> str:
    if isinstance(term, Field) and term.name in ("kind", "status", "host"):
        values.append(term.value)
        return f"jobs.{term.name} = ?"
    if isinstance(term, Not):
        return f"not coalesce({_job_sql(term.term, values)}, 0)"
    if isinstance(term, And | Or):
        joiner = " and " if isinstance(term, And) else " or "
        return "(" + joiner.join(_job_sql(part, values) for part in term.terms) + ")"
    return _sql(term, values)


def _pure(term: Term | None) -> str:
    """An FTS5 expression every hit must meet, where the tree begins with words joined by AND; "" elsewhere."""
    if isinstance(term, Word | Phrase):
        return quoted(term.text)
    if isinstance(term, And):
        parts = [quoted(t.text) for t in term.terms if isinstance(t, Word | Phrase)]
        return " AND ".join(part for part in parts if part)
    return ""


def _where_found(db: sqlite3.Connection, n: int, title: str, text: str, words: list[str]) -> str:
    """The text a snippet is cut from: the dream itself if a word stands there, else what was said about it."""
    lowered = f"{title}\n{text}".casefold()
    if any(word.casefold() in lowered for word in words):
        return f"{title}: {text}" if title and any(word.casefold() in title.casefold() for word in words) else text
    from dreamstream.index.fold_words import plain

    found = plain(db, n)
    for part in (found[3], found[2]) if found else ():
        if any(word.casefold() in part.casefold() for word in words):
            return part
    return text
