"""The journal keeps log and index in step: decided under the lock, written, then folded."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from faults.rows import contents, difference, fresh

from dreamstream.errors import DreamstreamError, NotSaved, Refused
from dreamstream.index import dreams
from dreamstream.index.open import Index
from dreamstream.journal import Journal
from dreamstream.log import writer
from dreamstream.paths import Places

LOGGED = ("dream.logged", {"dream": "d-1", "text": "the sea"})


def kinds(ours: Places) -> list[str]:
    from dreamstream.log import reader
    from dreamstream.log.reader import Cursor

    return [e.record["kind"] for s in reader.segments(ours) for e in reader.read(ours, s, Cursor(), [])]


def test_looking_makes_nothing(journal: Journal, ours: Places) -> None:
    """A journal that is only named leaves the disk alone."""
    assert journal.index_path and not os.path.exists(ours.home)


def test_telling_opens_no_index(journal: Journal, ours: Places) -> None:
    """Words are safe before anything else is looked at; whoever reads next catches up."""
    journal.tell([LOGGED])
    assert not os.path.exists(journal.index_path)

    assert [row["id"] for row in dreams.rows(journal.db)] == ["d-1"]
    assert os.path.exists(journal.index_path)


def test_an_act_sees_what_others_wrote_and_its_own_words_after_it(journal: Journal, ours: Places) -> None:
    """Caught up before it decides, folded when it ends."""
    assert journal.db
    Journal(ours).tell([LOGGED])
    with journal.act() as act:
        n, dream = dreams.resolve(act.db, "@1")
        act.add("dream.edited", dream=dream, text="the shore")
        assert dreams.told(act.db, n)["text"] == "the sea"

    assert dreams.told(journal.db, n)["text"] == "the shore"
    assert act.written and len(act.written.ids) == 1
    assert difference(contents(journal.db), fresh(ours)) == {}


def test_an_act_that_decides_nothing_appends_nothing(journal: Journal, ours: Places) -> None:
    """No record, no file, no time used up."""
    with journal.act() as act:
        pass

    assert act.written is None and not os.path.exists(ours.log)


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
def test_an_act_that_fails_appends_nothing(journal: Journal, ours: Places, error: type[BaseException]) -> None:
    """And the lock is free again."""
    with pytest.raises(error), journal.act() as act:
        act.add(LOGGED[0], **LOGGED[1])
        raise error
    journal.tell([LOGGED])

    assert kinds(ours) == ["dream.logged"]


def test_an_act_with_one_refused_record_appends_none(journal: Journal, ours: Places) -> None:
    """All or nothing, in the log and in the index."""
    with pytest.raises(Refused), journal.act() as act:
        act.add(LOGGED[0], **LOGGED[1])
        act.add("dream.logged", dream="d-2", text="\ud800")

    assert kinds(ours) == [] and list(dreams.rows(journal.db)) == []


def test_a_stream_is_written_as_it_comes(journal: Journal, ours: Places) -> None:
    """An act of any size: every record, one time, folded at once."""
    with journal.act() as act:
        act.stream(("dream.logged", {"dream": f"d-{n}", "text": "x" * 3000}) for n in range(1000))

    assert journal.db.execute("select count(*), count(distinct told) from dreams").fetchone() == (1000, 1)
    assert difference(contents(journal.db), fresh(ours)) == {}


def test_what_cannot_be_folded_is_in_the_log_all_the_same(
    journal: Journal, ours: Places, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An index that breaks or is busy just then does not take the promise back: the next question has it."""
    real = Index.catch_up
    for n, error in enumerate(
        [sqlite3.DatabaseError("malformed"), sqlite3.OperationalError("database is locked"),
         sqlite3.OperationalError("database disk image is malformed")]
    ):  # fmt: skip
        with monkeypatch.context() as patch:
            once = [error]
            patch.setattr(
                Index,
                "catch_up",
                lambda self, once=once, **own: _raise(once.pop()) if own and once else real(self, **own),
            )
            with journal.act() as act:
                act.add("dream.logged", dream=f"d-{n}", text="x")
            assert not once
            assert dreams.resolve(journal.db, "@1")[1] == f"d-{n}"
    assert [name for name in os.listdir(ours.state) if "broken" in name]
    assert difference(contents(journal.db), fresh(ours)) == {}


def _raise(error: Exception) -> None:
    raise error


def test_a_lock_that_stays_taken_names_its_holder(journal: Journal, ours: Places) -> None:
    """After the patience is over; nothing was written."""
    with writer.lock(ours), pytest.raises(DreamstreamError) as error, writer.lock(ours, patience=0.05):
        pass

    assert f"process {os.getpid()}" in error.value.message and "nothing was written" in error.value.hint


def test_a_lock_that_cannot_be_had_is_not_saved(journal: Journal, ours: Places) -> None:
    """The words come back to the caller instead of a broken promise."""
    Path(ours.state).parent.mkdir(parents=True)
    Path(ours.state).write_text("a file where the folder should be")

    with pytest.raises(NotSaved):
        journal.tell([LOGGED])


def test_damage_is_said_once_per_opening(journal: Journal, ours: Places) -> None:
    """In one sentence with the command that names it."""
    journal.tell([LOGGED])
    (path,) = Path(ours.log).glob("*/*.jsonl")
    with path.open("ab") as file:
        file.write(b"garbage\nmore garbage\n")
    assert journal.db
    journal.refresh()

    assert journal.warnings == ["2 lines of the log were skipped as damaged; `dreamstream verify` names them."]


def test_a_second_host_moves_the_clock_of_telling(journal: Journal, ours: Places, home: Path) -> None:
    """What another machine wrote an hour ahead is not written behind, although telling reads no index."""
    import time

    there = Places(home=f"{home}2", state=f"{home}2/.state", config=f"{home}2/.config", user="me")
    ahead = writer.iso(time.time() + 3600)
    with writer.lock(there):
        writer.append(there, [("dream.logged", {"dream": "d-2", "text": "there"})], floor=ahead)
    Path(ours.users).mkdir(parents=True)
    Path(there.log).rename(ours.log)
    assert journal.db
    told = journal.tell([LOGGED])

    assert writer.seconds(told.at) > writer.seconds(ahead)
    before = journal.db.total_changes
    journal.refresh()
    assert 0 < journal.db.total_changes - before < 12  # read forward, not anew


def test_an_edit_made_later_wins_whatever_the_clocks_say(journal: Journal, ours: Places, home: Path) -> None:
    """What is edited here was told on a machine days ahead: the edit is written after it, and both read it so."""
    import shutil
    import time

    there = Places(home=f"{home}2", state=f"{home}2/.state", config=f"{home}2/.config", user="me")
    assert journal.db
    for days in (0.01, 3):
        with writer.lock(there):
            ahead = writer.append(there, [LOGGED], floor=writer.iso(time.time() + days * 86_400)).at
        shutil.copytree(there.log, ours.log, dirs_exist_ok=True)
        with journal.act() as act:
            act.add("dream.edited", dream="d-1", text=f"edited after {days}")
        assert act.written and writer.seconds(act.written.at) > writer.seconds(ahead)
        assert dreams.told(journal.db, 1)["text"] == f"edited after {days}"
    shutil.copytree(ours.log, there.log, dirs_exist_ok=True)

    assert difference({"dreams": fresh(there)["dreams"]}, {"dreams": contents(journal.db)["dreams"]}) == {}


RACE = """
import sys
from dreamstream.index import dreams
from dreamstream.journal import Journal
from dreamstream.paths import places
journal = Journal(places())
journal.db
sys.stdin.readline()
for _ in range(20):
    with journal.act() as act:
        n, dream = dreams.resolve(act.db, "d-1")
        act.add("dream.edited", dream=dream, stress=(dreams.told(act.db, n)["stress"] or 0) + 1)
"""


def test_no_decision_is_made_on_old_rows(journal: Journal, ours: Places) -> None:
    """Four processes each add one twenty times to what they read: eighty."""
    journal.tell([LOGGED])
    running = [subprocess.Popen([sys.executable, "-c", RACE], stdin=subprocess.PIPE, text=True) for _ in range(4)]
    for one in running:
        assert one.stdin
        one.stdin.write("\n")
        one.stdin.flush()
    for one in running:
        one.communicate()

    assert [one.returncode for one in running] == [0] * 4
    assert dreams.told(journal.db, 1)["stress"] == 80
    assert difference(contents(journal.db), fresh(ours)) == {}


def test_threads_of_one_process_take_turns(journal: Journal, ours: Places) -> None:
    """The lock is the kernel's and holds between threads too."""

    def tell(n: int) -> None:
        one = Journal(ours)
        for m in range(10):
            one.tell([("dream.logged", {"dream": f"d-{n}-{m}", "text": "x"})])

    threads = [threading.Thread(target=tell, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert kinds(ours) == ["dream.logged"] * 40
