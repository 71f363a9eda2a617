"""Which signs a dream has: what was read in it, as the dreamer corrected, confirmed and renamed it.

analysis ─► one vocabulary ─► renamed ─► less what was removed ─► less what a narrower sign says
                                                               + confirmed `sign` events + what was added
"""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from dreamstream.index.values import named, strings, text
from dreamstream.lists import SIGN_KINDS

Data = dict[str, Any]
#: What an edit says about signs: the whole of it (an undo), or one step.
SAID = ("signs", "signs_added", "signs_removed")
#: An event that says more is a sentence about the dream, and no label.
_WORDS = 5


def settle(db: sqlite3.Connection, n: int, read: list[Any]) -> None:
    """Write down the signs that count; `read` are those of the current analysis."""
    edits = db.execute("select label, kind, op from sign_edits where dream = ? order by rowid", (n,)).fetchall()
    noted = db.execute(
        "select text, meta from events where dream = ? and type = 'sign' and status = 'confirmed' and hidden = 0"
        " order by rowid",
        (n,),
    ).fetchall()
    db.execute("delete from signs where dream = ?", (n,))
    if not (read or edits or noted):
        return
    from dreamstream.words import labels, signs

    renamed = dict(db.execute("select old, new from renamed"))

    def name(raw: str) -> str:
        return str(renamed.get(raw.casefold(), raw))

    removed = {name(label).casefold() for label, _, op in edits if op == "remove"}
    found: dict[str, list[str]] = {}  # by what is shown: raw, label, kind, source, evidence

    def take(label: str, kind: str | None, source: str, evidence: str) -> None:
        raw = labels.sign(label)
        shown = name(raw)
        key = shown.casefold()
        if not raw or not labels.sign(shown) or (source != "added" and key in removed):
            return
        mine = "analysis" if source == "analysis" else "dreamer"
        if key in found:
            found[key][3] = mine
        else:
            found[key] = [raw, shown, kind if kind in SIGN_KINDS else signs.kind(raw), mine, evidence]

    for sign in read:
        take(str(sign["label"]), str(sign["kind"]), "analysis", str(sign.get("evidence") or ""))
    for said, meta in noted:
        if said and len(said.split()) <= _WORDS:
            about = json.loads(meta or "{}")
            take(said, about.get("kind"), "event", str(about.get("quote") or about.get("word") or ""))
    for label, kind, op in edits:
        if op == "add":
            take(label, kind, "added", "")
    hidden = {wide for raw, shown, *_ in found.values() for one in (raw, shown) for wide in signs.wider(one)}
    kept = [row for row in found.values() if row[3] == "dreamer" or hidden.isdisjoint(row[:2])]
    db.executemany(
        "insert into signs (dream, rank, raw, label, kind, source, evidence) values (?,?,?,?,?,?,?)",
        [(n, rank, *row) for rank, row in enumerate(kept)],
    )


def edited(db: sqlite3.Connection, n: int, data: Data) -> None:
    """What an edit says about the signs of one dream: the newest word about a label counts."""
    if "signs" in data:
        db.execute("delete from sign_edits where dream = ?", (n,))
        for sign in data["signs"]["added"]:
            _edit(db, n, named(sign["label"]), text(sign.get("kind")), "add")
        for label in strings(data["signs"]["removed"]):
            _edit(db, n, named(label), None, "remove")
    for sign in data.get("signs_added") or []:
        _edit(db, n, named(sign["label"]), text(sign.get("kind")), "add")
    for label in strings(data.get("signs_removed")):
        _edit(db, n, named(label), None, "remove")


def before(db: sqlite3.Connection, n: int) -> Data:
    """What the dreamer had done to a dream's signs until now, as an undo says it."""
    edits = db.execute("select label, kind, op from sign_edits where dream = ? order by rowid", (n,)).fetchall()
    return {
        "added": [{"label": label, "kind": kind} for label, kind, op in edits if op == "add"],
        "removed": [label for label, _, op in edits if op == "remove"],
    }


def forget(db: sqlite3.Connection, numbers: set[int]) -> None:
    """Of a dream that is deleted nothing is left of what was done to its signs."""
    db.executemany("delete from sign_edits where dream = ?", [(n,) for n in sorted(numbers)])


def rename(db: sqlite3.Connection, data: Data) -> list[int]:
    """From now on a label has another name (`back`: no longer); the dreams whose signs may change by it."""
    old, new = named(data["from"]), named(data["to"])
    if data.get("back"):
        gone = [
            row for row, was, is_ in db.execute("select rowid, old, new from renames order by rowid desc")
            if was.casefold() == old.casefold() and is_ == new
        ]  # fmt: skip
        if not gone:
            return []
        db.execute("delete from renames where rowid = ?", (gone[0],))
    else:
        db.execute("insert into renames values (?, ?)", (old, new))
    had = dict(db.execute("select old, new from renamed"))
    has = _together(db)
    db.execute("delete from renamed")
    db.executemany("insert into renamed values (?, ?)", sorted(has.items()))
    touched = {key for key in had.keys() | has.keys() if had.get(key) != has.get(key)}
    touched |= {name.casefold() for key in tuple(touched) for name in (had.get(key, key), has.get(key, key))}
    # a sign that was removed, or hidden behind another of its name, stands in no row and is found by its dream
    found = db.execute(
        "select dream, label, raw from signs union all select dream, null, null from sign_edits order by 1"
    )
    return sorted(
        {n for n, label, raw in found if label is None or label.casefold() in touched or raw.casefold() in touched}
    )


def _together(db: sqlite3.Connection) -> dict[str, str]:
    """All renamings in their order as one step each: chains are followed, a circle ends where it was closed."""
    names: dict[str, str] = {}
    for old, new in db.execute("select old, new from renames order by rowid"):
        for key, name in names.items():
            if name.casefold() == old.casefold():
                names[key] = new
        names.pop(new.casefold(), None)
        names[old.casefold()] = new
    return names


def _edit(db: sqlite3.Connection, n: int, label: str, kind: str | None, op: str) -> None:
    for row, said in db.execute("select rowid, label from sign_edits where dream = ?", (n,)).fetchall():
        if said.casefold() == label.casefold():
            db.execute("delete from sign_edits where rowid = ?", (row,))
    db.execute("insert into sign_edits values (?,?,?,?)", (n, label, kind, op))
