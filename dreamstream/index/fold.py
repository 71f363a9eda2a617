"""One record into rows: the only place that knows both shapes.

Every handler is total (a record it cannot hold is the caller's `bad` row) and guarded: the state before
decides, so a late, repeated or foreign record changes nothing. Records come in the log's one order.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable
from typing import Any

from dreamstream import dates
from dreamstream.index import fold_gone, fold_jobs, fold_made, fold_notes, fold_sessions, fold_signs, fold_words
from dreamstream.index.ledger import Ledger
from dreamstream.index.values import FACETS, moment, named, strings, text, whole
from dreamstream.index.words import spaced
from dreamstream.log.reader import Bad, Entry

Data = dict[str, Any]
#: New dreams go in so many at a time, or so many characters: each batch is a savepoint, and each savepoint copies the
#: pages it touches (rebuild at 500: 1.8 times a bare insert, at 4,000: 1.6).
_BATCH, _CHARACTERS = 4000, 4_000_000
#: So many dreams' documents wait to be written anew.
_WORDED = 256
_DREAM = (
    "insert into dreams (n, id, told, at, moment, night, title, text, told_type, type, lucid, told_stress, stress,"
    " draft, rev, source, host, key, wants) values (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)"
)
#: What an edit may change, and the column it lands in.
_COLUMNS = {
    "title": "title",
    "text": "text",
    "at": "at",
    "night": "night",
    "type": "told_type",
    "lucidity": "lucid",
    "stress": "told_stress",
    "draft": "draft",
}


class Fold(Ledger):
    """Folds entries into one connection's open transaction."""

    def __init__(self, db: sqlite3.Connection) -> None:
        super().__init__(db)
        self.bad: list[Bad] = []
        self._next = int(db.execute("select coalesce(max(n), 0) + 1 from dreams").fetchone()[0])
        self._new: list[tuple[Entry, tuple[Any, ...], Data]] = []
        self._waiting = 0

    def all(self, entries: Iterable[Entry]) -> None:
        """Fold every entry; newly told dreams go in by the batch, the rest one by one."""
        with fold_words.Waiting(self.db) as words:
            self._all(entries, words)
        fold_gone.empty(self.db, self.gone)  # last: what was deleted and came back meanwhile keeps its words
        fold_signs.forget(self.db, {n for n in self.gone if self.is_deleted(n)})

    def _all(self, entries: Iterable[Entry], words: fold_words.Waiting) -> None:
        for entry in entries:
            kind = entry.record["kind"]
            if kind == "dream.logged":
                try:
                    self._new.append((entry, *self._told(entry.record)))
                    self._waiting += len(entry.record["data"]["text"])
                except _ODD as error:
                    self._blame(entry, error)
                if len(self._new) >= _BATCH or self._waiting > _CHARACTERS:
                    self._flush()
            elif handler := HANDLERS.get(kind):
                if kind not in _APART:
                    self._flush()
                self._one(entry, handler)
                words.write(least=_WORDED)
        self._flush()

    def _one(self, entry: Entry, handler: Handler) -> None:
        self.db.execute("savepoint record")
        try:
            handler(self, entry.record, entry.record["data"])
        except _ODD as error:
            self.db.execute("rollback to record")
            self.newest_act = None
            self._blame(entry, error)
        self.db.execute("release record")

    def _blame(self, entry: Entry, error: Exception) -> None:
        why = f"a {entry.record['kind']} that cannot be read ({type(error).__name__})"
        self.bad.append(Bad(path=entry.path, offset=entry.offset, line=entry.line, why=why))

    # ── dreams ──

    def _told(self, record: Data) -> tuple[tuple[Any, ...], Data]:
        data = record["data"]
        source = text(data.get("source")) or "cli"
        # an import that knows no date stays without one; whoever tells a dream tells it now
        at = text(data.get("at")) or (None if source == "import" else text(record.get("at")))
        type_, stress = text(data.get("type")), whole(data.get("stress"))
        row = (
            named(data["dream"]),
            text(record.get("at")) or "",
            at,
            moment(at),
            text(data["night"]) if "night" in data else dates.night(at or ""),
            text(data.get("title")) or "",
            text(data["text"]) or "",
            type_,
            type_,
            whole(data.get("lucidity")),
            stress,
            stress,
            int(bool(data.get("draft"))),
            1,
            source,
            text(record.get("host")) or "",
            text(data.get("key")),
            ",".join(strings(data.get("wants"))),
        )
        for name in FACETS:
            if name in data:
                strings(data[name])
        return row, data

    def _flush(self) -> None:
        if not self._new:
            return
        batch, self._new, self._waiting = self._new, [], 0
        try:
            self._tell(batch)
        except _ODD:  # one of them is not what it seemed: each on its own, so that only that one stays out
            for one in batch:
                try:
                    self._tell([one])
                except _ODD as error:
                    self._blame(one[0], error)

    def _tell(self, batch: list[tuple[Entry, tuple[Any, ...], Data]]) -> None:
        first = self._next
        self.db.execute("savepoint batch")
        try:
            self._insert(batch)
        except _ODD:
            self.db.execute("rollback to batch")
            self.db.execute("release batch")
            self._next, self.newest_act = first, None
            raise
        self.db.execute("release batch")

    def _insert(self, batch: list[tuple[Entry, tuple[Any, ...], Data]]) -> None:
        known = {
            id
            for (id,) in self.db.execute(
                "select id from dreams where id in (select value from json_each(?))",
                (json.dumps([row[0] for _, row, _ in batch]),),
            )
        }
        rows, facets, words, acts, acted = [], [], [], [], None
        for entry, row, data in batch:
            if row[0] in known:
                continue
            known.add(row[0])
            n = self._next
            self._next += 1
            rows.append((n, *row))
            for name, field in FACETS.items():
                if name in data:
                    facets += [(n, field, value, "dreamer") for value in strings(data[name])]
            words.append((n, spaced(row[5]), spaced(row[6]), "", ""))
            if (act := (row[15], row[1])) != acted:  # an import is one act, however many dreams it has
                acts.append((entry.record, "import" if row[14] == "import" else "log"))
                acted = act
        self.db.executemany(_DREAM, rows)
        if facets:
            self.db.executemany("insert into facets values (?,?,?,?)", facets)
        self.db.executemany("insert into words (rowid, title, text, analysis, events) values (?,?,?,?,?)", words)
        for record, verb in acts:
            self.act(record, verb)

    def _edited(self, record: Data, data: Data) -> None:
        n = self.dream(data)
        if n is None:
            return
        before = self._before(n, data)
        with fold_words.again(self.db, n):
            for name, column in _COLUMNS.items():
                if name in data:
                    value = data[name]
                    if name == "draft":
                        value = int(bool(value))
                    else:
                        value = whole(value) if name in ("lucidity", "stress") else text(value)
                    if name in ("text", "title"):
                        value = value or ""
                    self.db.execute(f"update dreams set {column} = ? where n = ?", (value, n))
                    if name == "at":
                        self.db.execute("update dreams set moment = ? where n = ?", (moment(value), n))
            if "text" in data:
                self.db.execute("update dreams set rev = rev + 1 where n = ?", (n,))
            for name, field in FACETS.items():
                if name in data:
                    self.db.execute("delete from facets where dream = ? and field = ?", (n, field))
                    values = [(n, field, v, "dreamer") for v in strings(data[name])]
                    self.db.executemany("insert into facets values (?,?,?,?)", values)
        fold_signs.edited(self.db, n, data)
        if "healing" in data:
            fold_made.rewritten(self.db, n, data)
        if wants := strings(data.get("wants")):
            self.db.execute("update dreams set wants = ? where n = ?", (",".join(wants), n))
        fold_jobs.settle(self.db, n)
        if data.get("author") != "agent":  # what a recording's transcript fills in is nothing a person could undo
            self.act(record, text(data.get("verb")) or "edit", before=before, subject=str(data["dream"]))

    def _before(self, n: int, data: Data) -> Data:
        names = [name for name in _COLUMNS if name in data]
        before: Data = {}
        if names:
            columns = ", ".join(_COLUMNS[name] for name in names)
            before = dict(
                zip(names, self.db.execute(f"select {columns} from dreams where n = ?", (n,)).fetchone(), strict=True)
            )
            if "draft" in before:
                before["draft"] = bool(before["draft"])
        if any(name in data for name in fold_signs.SAID):
            before["signs"] = fold_signs.before(self.db, n)
        if "healing" in data:
            row = self.db.execute("select said from rewrites where dream = ?", (n,)).fetchone()
            before["healing"] = json.loads(row[0]) if row else None
        for name, field in FACETS.items():
            if name in data:
                rows = self.db.execute(
                    "select value from facets where dream = ? and field = ? and source = 'dreamer' order by rowid",
                    (n, field),
                )
                before[name] = [value for (value,) in rows]
        return before

    def _deleted(self, record: Data, data: Data) -> None:
        n = self.dream(data)
        if n is None or self.is_deleted(n):
            return
        fold_words.forget(self.db, n)
        self.db.execute("update dreams set deleted = ? where n = ?", (text(record.get("at")) or "?", n))
        self.gone.add(n)
        fold_jobs.drop_waiting(self.db, n, text(record.get("at")))
        self.act(record, "delete", subject=str(data["dream"]), before={})

    def _restored(self, record: Data, data: Data) -> None:
        n = self.dream(data)
        if n is None or not self.is_deleted(n):
            return
        gone, hollow = self.db.execute("select deleted, hollow from dreams where n = ?", (n,)).fetchone()
        if hollow:
            raise fold_gone.Returns
        self.db.execute("update dreams set deleted = null where n = ?", (n,))
        fold_jobs.take_up(self.db, n, gone)
        fold_words.learn(self.db, n)
        self.act(record, "restore", subject=str(data["dream"]), before={})

    def _purged(self, record: Data, data: Data) -> None:
        n = self.dream(data)
        if n is None:  # purged before; or no line tells of it any more: its id is kept, so that nothing brings it back
            made = self.db.execute(
                "insert or ignore into dreams (n, id, told, draft, rev, source, host) values (?,?,?,0,1,'','')",
                (self._next, named(data["dream"]), text(record.get("at")) or ""),
            )
            if made.rowcount:
                fold_gone.purge(self.db, self._next, str(data["dream"]))
                self._next += 1
            return
        if not self.is_deleted(n):
            fold_words.forget(self.db, n)
        fold_gone.purge(self.db, n, str(data["dream"]))
        fold_signs.forget(self.db, {n})

    def _renamed(self, record: Data, data: Data) -> None:
        for n in fold_signs.rename(self.db, data):
            fold_jobs.settle(self.db, n)
        self.act(record, "rename", before={"from": data["from"], "to": data["to"]})

    def _job(self, record: Data, data: Data) -> None:
        n = self.dream(data) if "dream" in data else None
        if record["kind"] == "job.asked" and "dream" in data and n is None:
            return
        fold_jobs.HANDLERS[record["kind"]](self.db, record, data, n)


Handler = Callable[[Fold, Data, Data], None]
#: What a record that is not as we write it raises; anything else is a bug and should be heard.
_ODD = (KeyError, TypeError, ValueError, AttributeError, OverflowError, RecursionError, sqlite3.IntegrityError)
HANDLERS: dict[str, Handler] = {
    "dream.edited": Fold._edited,
    "dream.deleted": Fold._deleted,
    "dream.restored": Fold._restored,
    "dream.purged": Fold._purged,
    "sign.renamed": Fold._renamed,
    "version.picked": fold_made.picked,
    "night.marked": fold_notes.night,
    "event.added": fold_notes.event,
    "event.reviewed": fold_notes.reviewed,
    "pass.started": fold_notes.passed,
    "pass.finished": fold_notes.passed,
    "pass.undone": fold_sessions.undone,
    "session.added": fold_sessions.added,
    "session.read": fold_sessions.read,
    "session.forgotten": fold_sessions.forgotten,
    "notice.sent": fold_notes.noticed,
    "profile.changed": fold_notes.profile,
    "media.added": fold_notes.media,
    "media.removed": fold_notes.media,
    **dict.fromkeys(fold_jobs.HANDLERS, Fold._job),
}
#: Records that speak about no dream: newly told ones may wait in their batch.
_APART = {"pass.started", "pass.finished", "session.added", "session.forgotten"}
