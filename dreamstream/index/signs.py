"""Questions about signs: which there are, how often, since when, beside which others."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from typing import Any

Row = dict[str, Any]
_DAY = "coalesce(dreams.night, substr(dreams.at, 1, 10))"
_HERE = "signs join dreams on dreams.n = signs.dream where dreams.deleted is null"


def rows(
    db: sqlite3.Connection, where: str = "1", values: Iterable[Any] = (), *, limit: int | None = None
) -> Iterator[Row]:
    """Every sign of the dreams that fit, the commonest first, with its first and last night."""
    found = db.execute(
        f"select label, kind, sum(found), min(first), max(last) from (select label, kind, count(*) as found,"
        f" min({_DAY}) as first, max({_DAY}) as last from {_HERE} and ({where}) group by label collate nocase, kind"
        " order by found desc, kind) group by label collate nocase order by 3 desc, label collate nocase limit ?",
        (*values, -1 if limit is None else limit),
    )
    for label, kind, count, first, last in found:
        yield {"label": label, "kind": kind, "count": count, "first": first, "last": last}


def beside(
    db: sqlite3.Connection, label: str, where: str = "1", values: Iterable[Any] = (), *, limit: int | None = None
) -> Iterator[Row]:
    """The signs of the dreams that have this one, with the share of those dreams that have them."""
    with_it = "dreams.n in (select dream from signs where label = ? collate nocase)"
    fits = f"({where}) and {with_it}"
    total = db.execute(f"select count(*) from dreams where deleted is null and {fits}", (*values, label)).fetchone()[0]
    for row in rows(db, f"{fits} and signs.label <> ? collate nocase", (*values, label, label), limit=limit):
        yield {
            "label": row["label"],
            "kind": row["kind"],
            "count": row["count"],
            "share": round(row["count"] / total, 3),
        }


def months(db: sqlite3.Connection, label: str, where: str = "1", values: Iterable[Any] = ()) -> Iterator[Row]:
    """Month by month, from the first dream that is dated so far to the last: dreams, and those with this sign."""
    found = db.execute(
        f"select substr({_DAY}, 1, 7) as month, count(*), sum(n in (select dream from signs"
        f" where label = ? collate nocase)) from dreams where deleted is null and ({where}) and length({_DAY}) >= 7"
        " group by month order by month",
        (label, *values),
    )
    for month, dreams, count in found:
        yield {"month": month, "dreams": dreams, "count": count, "share": round(count / dreams, 3)}


def of(db: sqlite3.Connection, n: int) -> list[Row]:
    """The signs of one dream."""
    found = db.execute("select label, kind, source, evidence from signs where dream = ? order by rank", (n,))
    return [dict(zip(("label", "kind", "source", "evidence"), row, strict=True)) for row in found]


def called(db: sqlite3.Connection, name: str, *, dream: int | None = None) -> str | None:
    """The label some dream (or this one) has that `name` means: as it stands, in another spelling, or renamed."""
    from dreamstream.words import labels

    spellings = (name, labels.own(name), labels.label(name))
    renamed = dict(db.execute("select old, new from renamed"))
    for one in dict.fromkeys((*spellings, *(renamed.get(s.casefold(), "") for s in spellings))):
        row = db.execute(
            "select label from signs where label = ? collate nocase and (? is null or dream = ?)", (one, dream, dream)
        ).fetchone()
        if row is not None:
            return str(row[0])
    return None


def there(db: sqlite3.Connection, label: str) -> str | None:
    """The label as some dream has it, whatever its capitals."""
    row = db.execute("select label from signs where label = ? collate nocase", (label,)).fetchone()
    return str(row[0]) if row else None


def shown(db: sqlite3.Connection, label: str) -> str:
    """What a label is called after every renaming."""
    row = db.execute("select new from renamed where old = ?", (label.casefold(),)).fetchone()
    return str(row[0]) if row else label


def behind(db: sqlite3.Connection, n: int, label: str) -> list[str]:
    """What a dream's sign was called before any renaming; several where renamings brought them together."""
    from dreamstream.words.labels import label as spelt

    added = [one for (one,) in db.execute("select label from sign_edits where dream = ? and op = 'add'", (n,))]
    raw = [one for (one,) in db.execute("select raw from signs where dream = ? and label = ?", (n, label))]
    return list(dict.fromkeys([*raw, *(one for one in added if shown(db, spelt(one)) == label)]))


def kind(db: sqlite3.Connection, label: str) -> str | None:
    """The kind this label mostly has in the journal."""
    row = db.execute(
        "select kind from signs where label = ? collate nocase group by kind order by count(*) desc, kind limit 1",
        (label,),
    ).fetchone()
    return str(row[0]) if row else None
