"""The journal: keeps log, index and media in step.

Two ways to write, and the difference is whether something is decided:

    tell   lock ─► append and fsync ─► unlock                                     whoever reads next catches up
    act    lock ─► catch up ─► decide ─► append and fsync ─► fold ─► unlock       the index may lag, never lead
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from dreamstream.log import writer
from dreamstream.log.writer import Wish, Written
from dreamstream.paths import Places

if TYPE_CHECKING:
    import sqlite3

    from dreamstream.index.open import Index


class Journal:
    """One dreamer's journal on this machine; nothing is opened or made until it is asked for."""

    def __init__(self, places: Places) -> None:
        self.places = places
        self.warnings: list[str] = []
        self._index: Index | None = None
        self.wrote = False  #: Whether this process appended anything; then no command is run a second time.

    @property
    def host(self) -> str:
        """This machine's id in the log."""
        return writer.host(self.places)

    def tell(self, wishes: Iterable[Wish]) -> Written:
        """Append what decides nothing: a dream, a night, a draft. Raises NotSaved or Refused."""
        with writer.lock(self.places):
            written = writer.append(self.places, list(wishes))
            self.wrote = True
            return written

    @contextmanager
    def act(self) -> Iterator[Act]:
        """Decide on what the index says now, then append and fold it in one piece; nothing decided appends nothing."""
        with writer.lock(self.places):
            index = self.index
            index.catch_up()
            act = Act(index.db)
            yield act
            if act.wishes:
                act.written = writer.append(self.places, act.wishes, floor=index.newest())
                self.wrote = True
                self._fold(act.written)

    @property
    def index(self) -> Index:
        """The rows, caught up with the log when first asked for."""
        if self._index is None:
            from dreamstream.index.open import Index

            self._index = Index(self.places)
            self._index.catch_up()
            self._note()
        return self._index

    @property
    def db(self) -> sqlite3.Connection:
        """The index's connection, for the questions in `index/`."""
        return self.index.db

    def refresh(self) -> None:
        """Catch up with what other processes wrote since."""
        self.index.catch_up()

    def rebuild(self) -> int:
        """Throw every row away and read the whole log; how many records it had."""
        with writer.lock(self.places):
            count = self.index.rebuild()
        if self.db.execute("select 1 from dreams where deleted is not null limit 1").fetchone():
            self.scrub()  # their words were read on the way
        return count

    def scrub(self) -> None:
        """After a deletion: leave nothing of it in the index's file."""
        self.index.scrub()
        self.warnings += self.index.warnings
        self.index.warnings.clear()

    @property
    def index_path(self) -> str:
        """Where the index lies."""
        from dreamstream.index.schema import VERSION

        return self.places.in_state(f"index.v{VERSION}.db")

    def close(self) -> None:
        """Let go of the index."""
        if self._index is not None:
            self._index.close()
            self._index = None

    def heal(self) -> None:
        """Set a damaged index aside; the next question makes a new one from the log."""
        from dreamstream.index.open import set_aside

        self.close()
        set_aside(self.places)
        self.warnings.append("The index was damaged; it is made again from the log.")

    def _fold(self, written: Written) -> None:
        import sqlite3

        try:
            self.index.catch_up(path=written.path, start=written.start)
        except sqlite3.OperationalError as error:
            # the act is in the log, which is what was promised; the rows grow back at the next question
            if not any(word in str(error) for word in ("locked", "busy")):
                self.heal()
            else:
                self.close()  # busy for half a minute: nothing is wrong with it
        except sqlite3.DatabaseError:
            self.heal()

    def _note(self) -> None:
        index = self.index
        self.warnings += index.warnings
        index.warnings.clear()
        bad = index.db.execute("select count(*) from bad").fetchone()[0]
        if bad:
            lines = "1 line of the log was" if bad == 1 else f"{bad} lines of the log were"
            self.warnings.append(f"{lines} skipped as damaged; `dreamstream verify` names them.")
        paths = [path for (path,) in index.db.execute("select path from segments")]
        if None in paths:  # a page of zeros, which SQLite itself reads without a word
            import sqlite3

            raise sqlite3.DatabaseError("a file without a name")
        hosts = {os.path.dirname(path) for path in paths}
        with suppress(OSError):
            if hosts - {writer.known_host(self.places)}:
                writer.remember_clock(self.places, index.newest())


class Act:
    """What one act will append; `db` is the index as of now, under the lock."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db
        self.wishes: Any = []
        self.written: Written | None = None
        #: The (dream, kind, backend) this act asks for already: what is not folded yet cannot be looked up.
        self.asked: set[tuple[str, str, str | None, str]] = set()

    def add(self, kind: str, /, **data: Any) -> None:
        """Append this record when the act ends well."""
        self.wishes.append((kind, data))

    def stream(self, wishes: Iterable[Wish]) -> None:
        """Append these as they come, without holding them all: an import of any size."""
        self.wishes = wishes
