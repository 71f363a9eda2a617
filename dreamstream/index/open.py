"""Open the index and bring it up to the log: catch-up and rebuild are one loop."""

from __future__ import annotations

import os
import sqlite3
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from dreamstream.index import schema
from dreamstream.index.fold import Fold
from dreamstream.index.fold_gone import Returns
from dreamstream.log import reader
from dreamstream.log.reader import START, Bad, Cursor, Entry, Segment
from dreamstream.paths import Places, make


class Index:
    """One connection to the rows; `warnings` are sentences for stderr."""

    def __init__(self, places: Places) -> None:
        self.places = places
        self.path = places.in_state(f"index.v{schema.VERSION}.db")
        self.warnings: list[str] = []
        self.db = self._open()

    def close(self) -> None:
        """Let go of the file."""
        self.db.close()

    def catch_up(self, *, start: int | None = None, path: str = "") -> None:
        """Fold what the log holds beyond the watermark; a log that changed behind it is read anew.

        `path` and `start` name our own append, made under the lock since the last catch-up: those bytes are
        known to follow what was read, so the file before them is not read again to prove it.
        """
        segments = reader.segments(self.places)
        if self._seen(segments):
            return
        own = os.path.relpath(path, self.places.log) if path else ""
        try:
            with self._transaction():
                if not self._seen(segments) and not self._forward(segments, own=own, start=start):  # nobody was first
                    self._anew(segments)
        except sqlite3.OperationalError as error:
            if not _has_no_room(error):
                raise
            self._move_to_memory(error)
            with self._transaction():
                self._anew(segments)

    def rebuild(self) -> int:
        """Drop every row and read the whole log; the number of records read."""
        with self._transaction():
            return self._anew(reader.segments(self.places))

    def scrub(self) -> None:
        """Leave no page that still holds what was taken out: words of deleted dreams, and a damaged index set aside.

        FTS5 only marks words as gone until it merges (its own `secure-delete` needs SQLite 3.42), and SQLite leaves
        old pages as they were: so merge, and copy the file without them. Somebody else reading puts it off.
        """
        for name in os.listdir(self.places.state):
            if name.startswith(f"{os.path.basename(self.path)}.broken-"):
                os.unlink(self.places.in_state(name))
        try:
            self.db.execute("pragma busy_timeout = 2000")
            self.db.execute("insert into words (words) values ('optimize')")
            self.db.execute("vacuum")
            if self.db.execute("pragma wal_checkpoint(truncate)").fetchone()[0]:
                raise sqlite3.OperationalError("another program is reading it")
        except sqlite3.OperationalError as error:
            self.warnings.append(f"The index could not be cleaned ({error}); `dreamstream rebuild` does it.")
        finally:
            self.db.execute("pragma busy_timeout = 30000")

    def bad(self) -> list[Bad]:
        """The lines that are no records, as the last reading saw them."""
        rows = self.db.execute("select path, offset, line, why from bad order by path, offset")
        return [Bad(path=path, offset=offset, line=line, why=why) for path, offset, line, why in rows]

    def newest(self) -> str:
        """The newest time folded, with its offset; "" for an empty journal."""
        row = self.db.execute("select value from meta where key = 'newest'").fetchone()
        return row[0] if row else ""

    # ── reading forward ──

    def _seen(self, segments: list[Segment]) -> bool:
        rows = dict(self.db.execute("select path, stamp from segments"))
        return len(rows) == len(segments) and all(rows.get(s.path) == s.stamp for s in segments)

    def _forward(self, segments: list[Segment], *, own: str, start: int | None) -> bool:
        """Read only what is new; False when the log before it changed or new records belong between old ones."""
        known = {
            path: (stamp, Cursor(offset=offset, line=line, key=(at, host, seq)), crc)
            for path, stamp, offset, line, crc, at, host, seq in self.db.execute(
                "select path, stamp, offset, line, crc, at, host, seq from segments"
            )
        }
        if known.keys() - {s.path for s in segments}:
            return False
        last = max((cursor.key for _, cursor, _ in known.values()), default=START)
        grown: list[tuple[Segment, Cursor, int]] = []
        for segment in segments:
            stamp, cursor, crc = known.get(segment.path, ("", Cursor(), 0))
            if stamp == segment.stamp:
                continue
            if cursor.offset:
                trusted = segment.path == own and start is not None and start in (cursor.offset, cursor.offset + 1)
                if segment.size < cursor.offset or not (trusted or self._prefix(segment, cursor.offset) == crc):
                    return False
            grown.append((segment, cursor, crc))
        try:
            return self._read(grown, after=last) is not None
        except Returns:
            return False

    def _anew(self, segments: list[Segment]) -> int:
        for (name,) in self.db.execute(
            "select name from sqlite_master where type = 'table' and name not like 'words%' and name not like 'sqlite%'"
        ).fetchall():
            self.db.execute(f"delete from {name}")
        self.db.execute("insert into words (words) values ('delete-all')")
        return self._read([(segment, Cursor(), 0) for segment in segments], after=None) or 0

    def _read(self, parts: list[tuple[Segment, Cursor, int]], *, after: reader.Key | None) -> int | None:
        """Fold the parts in the one order; None, with nothing folded, when one belongs before `after`."""
        bad: list[Bad] = []
        begun = [cursor.offset for _, cursor, _ in parts]
        streams = [reader.read(self.places, segment, cursor, bad) for segment, cursor, _ in parts]
        entries = reader.merge(streams)
        count, newest, latest = 0, "", (after or START)[0]

        def counted() -> Iterator[Entry]:
            nonlocal count, newest, latest
            for entry in entries:
                count += 1
                if entry.key[0] > latest:  # only a time that could be read moves the key
                    latest, newest = entry.key[0], entry.record["at"]
                yield entry

        stream = counted()
        first = next(stream, None)
        if first is not None:
            if after is not None and after != START and first.key <= after:
                return None
            fold = Fold(self.db)
            fold.all(_chained(first, stream))
            bad += fold.bad
        for (segment, cursor, crc), start in zip(parts, begun, strict=True):
            self.db.execute(
                "insert or replace into segments values (?,?,?,?,?,?,?,?)",
                (
                    segment.path,
                    segment.stamp,
                    cursor.offset,
                    cursor.line,
                    self._crc(segment, start, cursor.offset, crc),
                    *cursor.key,
                ),
            )
        self.db.executemany("insert into bad values (?,?,?,?)", [(b.path, b.offset, b.line, b.why) for b in bad])
        if newest:
            self.db.execute("insert or replace into meta values ('newest', ?)", (_with_offset(newest),))
        return count

    def _prefix(self, segment: Segment, end: int) -> int:
        return self._crc(segment, 0, end, 0)

    def _crc(self, segment: Segment, start: int, end: int, crc: int) -> int:
        with open(os.path.join(self.places.log, segment.path), "rb") as file:
            file.seek(start)
            left = end - start
            while left > 0 and (block := file.read(min(left, 1 << 20))):
                crc = zlib.crc32(block, crc)
                left -= len(block)
        return crc

    # ── the file ──

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self.db.execute("begin immediate")
        try:
            yield
        except BaseException:
            self.db.rollback()
            raise
        self.db.commit()

    def _open(self) -> sqlite3.Connection:
        try:
            return self._on_disk()
        except OSError:
            return self._in_memory()
        except sqlite3.OperationalError as error:
            if not _has_no_room(error):
                raise
            return self._in_memory()

    def _on_disk(self) -> sqlite3.Connection:
        make(self.places.state)
        if not os.path.exists(self.path):
            _lay(self.path)
        with open(self.path, "r+b"):  # a read-only medium says so here, not in the middle of an answer
            pass
        if not os.access(self.places.state, os.W_OK):
            raise PermissionError
        try:
            return self._ready(_connect(self.path))
        except sqlite3.OperationalError as error:
            if "locked" in str(error) or "busy" in str(error) or _has_no_room(error):
                raise
            return self._healed(error)
        except sqlite3.DatabaseError as error:
            return self._healed(error)

    def _ready(self, db: sqlite3.Connection) -> sqlite3.Connection:
        try:
            marks = [db.execute(f"pragma {name}").fetchone()[0] for name in ("application_id", "user_version")]
            if marks != [schema.OURS, schema.VERSION]:
                raise sqlite3.DatabaseError("it is empty or another program's")
            db.execute("pragma synchronous = normal")
            db.execute("select n from dreams limit 1")
        except sqlite3.Error:
            db.close()
            raise
        return db

    def _healed(self, error: sqlite3.Error) -> sqlite3.Connection:
        """Set a file that is no index of ours aside and begin again; the log has everything."""
        self.warnings.append(f"The index could not be read ({error}); it is being made again from the log.")
        set_aside(self.places)
        _lay(self.path)
        return self._ready(_connect(self.path))

    def _move_to_memory(self, error: sqlite3.Error) -> None:
        self.warnings.append(f"The index could not be written ({error}); this command reads the whole log instead.")
        self.db.close()
        self.db = self._in_memory()

    def _in_memory(self) -> sqlite3.Connection:
        db = _connect(":memory:")
        schema.make(db)
        return db


#: A full disk, one that fails or one that may not be written: the log can be read all the same.
_NO_ROOM = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN)


def _has_no_room(error: sqlite3.Error) -> bool:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in _NO_ROOM


def _connect(path: str) -> sqlite3.Connection:
    db = sqlite3.connect(path, timeout=30, isolation_level=None, check_same_thread=False)
    db.execute("pragma trusted_schema = off")
    db.execute("pragma cache_size = -16000")
    return db


def _lay(path: str) -> None:
    """Make an empty index beside its place and move it in whole: two first commands at once see all or nothing."""
    draft = f"{path}.{os.getpid()}"
    for left in (f"{draft}-wal", f"{draft}-shm", f"{draft}-journal"):
        if os.path.exists(left):  # of a killed namesake: SQLite would play it back into ours
            os.unlink(left)
    # SQLite would make it 0644 under a wide umask; its -wal and -shm take after it
    os.close(os.open(draft, os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600))
    try:
        db = _connect(draft)
        db.execute("pragma page_size = 8192")  # dreams are long; a bulk insert is a tenth faster than at 4,096
        schema.make(db)
        db.execute("pragma journal_mode = wal")
        db.close()
        try:
            os.link(draft, path)
        except FileExistsError:
            pass
        except OSError:  # a file system without hard links
            os.replace(draft, path)
            return
    finally:
        if os.path.exists(draft):
            os.unlink(draft)


def set_aside(places: Places) -> None:
    """Move the index away, keeping the newest such file as `.broken-<seconds>` and no more than one."""
    path = places.in_state(f"index.v{schema.VERSION}.db")
    for name in os.listdir(places.state):
        if name.startswith(os.path.basename(path) + ".broken-"):
            os.unlink(places.in_state(name))
    if os.path.exists(path):
        os.replace(path, f"{path}.broken-{int(time.time())}")
    for suffix in ("-wal", "-shm"):
        if os.path.exists(path + suffix):
            os.unlink(path + suffix)


def _with_offset(at: str) -> str:
    """The time as it stands; one written by hand without an offset gets this machine's, as the reader took it."""
    found = datetime.fromisoformat(at)
    if found.tzinfo:
        return at
    try:
        return found.astimezone().isoformat(timespec="milliseconds")
    except OverflowError:  # the last hours of the year 9999
        return found.replace(tzinfo=UTC).isoformat(timespec="milliseconds")


def _chained(first: Entry, rest: Iterator[Entry]) -> Iterator[Entry]:
    yield first
    yield from rest
