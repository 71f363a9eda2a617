"""The index's tables, and the number that names its file: a new shape is a new file, grown from the log."""

from __future__ import annotations

import sqlite3

#: Raise when a table or the meaning of a row changes; an older and a newer program then keep out of each other's way.
VERSION = 4
#: Says "this file is ours" (SQLite's application_id); any other database under our name is set aside.
OURS = 0x0D2EA7

_TABLES: dict[str, dict[str, type]] = {
    # n is the order of telling and what the other tables refer to; `type` and `stress` are what counts: the
    # dreamer's own word first, else the analysis's. `moment` sorts by when it was dreamed (UTC seconds).
    "dreams": {
        "n": int,
        "id": str,
        "told": str,
        "at": str,
        "moment": int,
        "night": str,
        "title": str,
        "text": str,
        "told_type": str,
        "type": str,
        "lucid": int,
        "told_stress": int,
        "stress": int,
        "draft": int,
        "deleted": str,
        "rev": int,
        "source": str,
        "host": str,
        "key": str,
        "wants": str,
        "noticed": int,
        "hollow": int,
    },
    "facets": {"dream": int, "field": str, "value": str, "source": str},
    # `label` is what is shown, `raw` what it was called before any renaming
    "signs": {"dream": int, "rank": int, "label": str, "kind": str, "source": str, "evidence": str, "raw": str},
    # what the dreamer did to one dream's signs: op is `add` or `remove`
    "sign_edits": {"dream": int, "label": str, "kind": str, "op": str},
    # every renaming that was not taken back, and what they come to together; `old` of the latter is casefolded
    "renames": {"old": str, "new": str},
    "renamed": {"old": str, "new": str},
    "patterns": {"dream": int, "rank": int, "pattern": str},
    "events": {
        "id": str,
        "target": str,
        "dream": int,
        "type": str,
        "text": str,
        "status": str,
        "source": str,
        "author": str,
        "at": str,
        "meta": str,
        # of a machine's proposal: which pass made it of which session, and the later pass that read those words anew
        "run": str,
        "session": str,
        "replaced": str,
        "hidden": int,
    },
    # what a session is (as last seen: turns, hash, tail) and how far it was read; `first` is its first turn's digest,
    # `tail` the length of the last turn, which may go on
    "sessions": {
        "id": str,
        "name": str,
        "format": str,
        "anonymous": int,
        "dream": str,
        "file": str,
        "added_at": str,
        "turns": int,
        "hash": str,
        "tail": int,
        "first": str,
        "offset": int,
        "read_hash": str,
        "read_tail": int,
        "reader": str,
        "missed": str,
        "run": str,
        "read_at": str,
        "forgotten": int,
    },
    "jobs": {
        "n": int,
        "id": str,
        "kind": str,
        "dream": int,
        "params": str,
        "status": str,
        "retry_count": int,
        "max_retries": int,
        "next_at": str,
        "error": str,
        "asked_at": str,
        "started_at": str,
        "ended_at": str,
        "asked_for": str,
        "backend": str,
        "host": str,
        "submitted": str,
        "worker": str,
        "token": str,
        "deadline": str,
        "rev": int,
        "beside": str,
        "why": str,
        "result": str,
    },
    "outputs": {"dream": int, "kind": str, "status": str, "job": str, "done": str, "media": str},
    "media": {
        "name": str,
        "mime": str,
        "bytes": int,
        "width": int,
        "height": int,
        "alt": str,
        "dream": int,
        "job": str,
        "at": str,
        "removed": str,
    },
    # which finished image or refinement a dream shows, and a healing's parts in the dreamer's own words
    "picks": {"dream": int, "job": str},
    "rewrites": {"dream": int, "job": str, "said": str},
    "spends": {"day": str, "backend": str, "hosted": int, "requests": int, "tokens": int},
    "profile": {"key": str, "value": str},
    "nights": {"night": str, "none": int, "bed": str, "wake": str, "quality": int, "at": str},
    "runs": {"id": str, "host": str, "started": str, "finished": str, "data": str, "undone": int},
    # one act of a person: what `undo` takes back; `before` holds what an edit replaced
    "acts": {"host": str, "at": str, "verb": str, "undone": int},
    "before": {"host": str, "at": str, "seq": int, "kind": str, "subject": str, "data": str},
    # how far each file was read, kept in the transaction that wrote its rows
    "segments": {
        "path": str,
        "stamp": str,
        "offset": int,
        "line": int,
        "crc": int,
        "at": int,
        "host": str,
        "seq": int,
    },
    "bad": {"path": str, "offset": int, "line": int, "why": str},
    "meta": {"key": str, "value": str},
}

_KEYS: dict[str, str | tuple[str, ...]] = {
    "dreams": "n",
    "events": "id",
    "jobs": "n",
    "outputs": ("dream", "kind"),
    "media": "name",
    "picks": "dream",
    "rewrites": "dream",
    "spends": ("day", "backend", "hosted"),
    "profile": "key",
    "nights": "night",
    "runs": "id",
    "sessions": "id",
    "acts": ("host", "at"),
    "segments": "path",
    "renamed": "old",
    "meta": "key",
}

_INDEXES: tuple[tuple[str, tuple[str, ...], bool], ...] = (
    ("dreams", ("id",), True),
    ("dreams", ("moment",), False),
    ("dreams", ("night",), False),
    ("facets", ("dream",), False),
    ("facets", ("field", "value"), False),
    ("signs", ("dream",), False),
    ("signs", ("label",), False),
    ("signs", ("raw",), False),
    ("sign_edits", ("dream",), False),
    ("patterns", ("dream",), False),
    ("patterns", ("pattern",), False),
    ("events", ("target",), False),
    ("events", ("dream",), False),
    ("events", ("run",), False),
    ("events", ("session",), False),
    ("events", ("status",), False),
    ("sessions", ("first",), False),
    ("sessions", ("hash",), False),
    ("sessions", ("name",), False),
    ("jobs", ("id",), True),
    ("jobs", ("dream", "kind"), False),
    ("jobs", ("status", "kind", "n"), False),
    ("outputs", ("status",), False),
    ("media", ("dream",), False),
)


def make(connection: sqlite3.Connection) -> None:
    """Make the empty tables."""
    import sqlite_utils

    db = sqlite_utils.Database(connection)
    for name, columns in _TABLES.items():
        db[name].create(columns, pk=_KEYS.get(name))  # type: ignore[union-attr]
    for name, columns_, unique in _INDEXES:
        db[name].create_index(columns_, unique=unique)  # type: ignore[union-attr]
    # nearly no wish stands beside another; without this, every end of a job would look through all that wait
    connection.execute("create index jobs_beside on jobs (beside) where beside is not null")
    # Contentless: the words stand in `dreams` already, and what is indexed is spelt differently (see `words.spaced`),
    # so neither a copy nor SQLite's own snippets would be of use.
    connection.execute(
        "create virtual table words using fts5("
        "title, text, analysis, events, content='', tokenize='unicode61 remove_diacritics 2')"
    )
    # eight times the default: a bulk insert then writes its postings a third faster, for 7 MiB while it lasts
    connection.execute("insert into words (words, rank) values ('hashsize', 8388608)")
    connection.execute(f"pragma application_id = {OURS}")
    connection.execute(f"pragma user_version = {VERSION}")
