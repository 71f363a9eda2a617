"""What every handler of the fold stands on: the rows, who is deleted, and the acts a person can take back."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from dreamstream.index.values import text, whole

Data = dict[str, Any]


class Ledger:
    """One connection's open transaction, and what one folding remembers."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db
        self.gone: set[int] = set()  #: Deleted dreams some record spoke of.
        self.newest_act: tuple[str, str] | None = None  # saves an import as many statements as it has dreams

    def is_deleted(self, n: int) -> bool:
        """Whether this dream is hidden now."""
        return self.db.execute("select deleted from dreams where n = ?", (n,)).fetchone()[0] is not None

    def dream(self, data: Data) -> int | None:
        """The row number of the dream a record speaks about, None when it is not here (yet) or was purged."""
        row = self.db.execute(
            "select n, deleted from dreams where id = ? and deleted is not 'purged'", (text(data.get("dream")),)
        ).fetchone()
        if row is None:
            return None
        if row[1] is not None:
            self.gone.add(row[0])
        return int(row[0])

    def act(self, record: Data, verb: str, *, before: Data | None = None, subject: str = "") -> None:
        """Remember what `undo` would take back; one act is all records of one host with one `at`."""
        host, at, seq = text(record.get("host")) or "", text(record.get("at")) or "", whole(record.get("seq")) or 0
        if undoes := text(record["data"].get("undoes")):
            self.db.execute("update acts set undone = 1 where host = ? and at = ?", (host, undoes))
            return
        if before is not None:
            self.db.execute(
                "insert into before values (?,?,?,?,?,?)", (host, at, seq, record["kind"], subject, json.dumps(before))
            )
        if (host, at) != self.newest_act:
            self.db.execute("insert or ignore into acts values (?,?,?,0)", (host, at, verb))
            self.newest_act = (host, at)
