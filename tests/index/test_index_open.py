"""Whatever happens to the index's file or to the log behind it, the next command works."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from faults.rows import contents, difference, fresh

from dreamstream.index import open as open_
from dreamstream.index import schema
from dreamstream.index.open import Index
from dreamstream.journal import Journal
from dreamstream.log import writer
from dreamstream.paths import Places

Command = Callable[..., Any]


def tell(ours: Places, *texts: str) -> None:
    for text in texts:
        with writer.lock(ours):
            writer.append(ours, [("dream.logged", {"dream": f"d-{text}", "text": text})])


def texts(index: Index) -> list[str]:
    index.catch_up()
    return [text for (text,) in index.db.execute("select text from dreams order by n")]


def segment(ours: Places) -> Path:
    (found,) = Path(ours.log).glob("*/*.jsonl")
    return found


def file(ours: Places) -> Path:
    return Path(ours.in_state(f"index.v{schema.VERSION}.db"))


# ── the file is not what it was ──


def _zeroed(path: Path) -> None:
    path.write_bytes(bytes(path.stat().st_size))


def _foreign(path: Path) -> None:
    path.unlink()
    db = sqlite3.connect(path)
    db.execute("create table dreams (n, id)")
    db.commit()
    db.close()


def _half_ours(path: Path) -> None:
    _foreign(path)
    db = sqlite3.connect(path)
    db.execute(f"pragma application_id = {schema.OURS}")
    db.close()


HARM: dict[str, Callable[[Path], object]] = {
    "deleted": Path.unlink,
    "empty": lambda path: path.write_bytes(b""),
    "zeroed": _zeroed,
    "garbage": lambda path: path.write_bytes(random.Random(7).randbytes(path.stat().st_size)),
    "garbage behind the header": lambda path: path.write_bytes(
        path.read_bytes()[:100] + random.Random(7).randbytes(path.stat().st_size - 100)
    ),
    "text": lambda path: path.write_text("not a database"),
    "another program's database": _foreign,
    "a database that says it is ours": _half_ours,
    "a stray -wal": lambda path: Path(f"{path}-wal").write_bytes(random.Random(7).randbytes(5000)),
    "a stray -shm": lambda path: Path(f"{path}-shm").write_bytes(random.Random(7).randbytes(32768)),
    **{
        f"truncated to {part}/20": lambda path, part=part: os.truncate(path, path.stat().st_size * part // 20)
        for part in range(1, 20)
    },
}


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with a journal in it, its index read and closed, to copy from."""
    home = tmp_path_factory.mktemp("full")
    ours = Places(home=str(home), state=f"{home}/.state", config=f"{home}/.config", user="me")
    wishes = [
        ("dream.logged", {"dream": f"d-{n}", "text": f"dream {n} of the sea " * 9, "tags": ["a"]}) for n in range(99)
    ]
    with writer.lock(ours):
        writer.append(ours, [*wishes, ("night.marked", {"night": "2026-11-20", "none": True})])
    Journal(ours).index.close()
    return home


@pytest.mark.parametrize("harm", HARM.values(), ids=HARM.keys())
def test_the_next_command_works(
    full: Path, home: Path, ours: Places, ds: Command, harm: Callable[[Path], object]
) -> None:
    """It answers from the log, exits 0, and says at most one line; the one after it says nothing."""
    shutil.copytree(full, home)
    harm(file(ours))
    first = ds("list", "sea", "--ids")
    assert (first.code, len(first.lines)) == (0, 99)
    assert len(first.err.splitlines()) <= 1
    assert ds("log", "one more sea", "--no-jobs").code == 0
    second = ds("search", "sea", "--ids")
    third = ds("tag", "@1", "shore")

    assert (second.code, len(second.lines), second.err) == (0, 100, "")
    assert (third.code, third.err) == (0, "")
    index = Index(ours)
    index.catch_up()
    assert difference(contents(index.db), fresh(ours)) == {}
    index.close()
    assert len([name for name in os.listdir(ours.state) if ".broken-" in name]) <= 1


@pytest.mark.parametrize("place", range(0, 100, 4))
def test_a_zeroed_page_is_mended_by_rebuild_at_the_latest(
    full: Path, home: Path, ours: Places, ds: Command, place: int
) -> None:
    """Damage inside a page that SQLite does not see cannot be promised to be seen; `rebuild` always mends it."""
    shutil.copytree(full, home)
    with file(ours).open("r+b") as body:
        body.seek(body.seek(0, os.SEEK_END) * place // 100 // 4096 * 4096)
        body.write(bytes(4096))

    assert ds("list", "--ids").code == 0
    assert ds("rebuild").code == 0
    assert (ds("list", "--ids").code, len(ds("search", "sea", "--ids").lines)) == (0, 99)
    assert ds("doctor", "--json").data["checks"][4]["ok"]


def test_other_versions_files_are_left_alone(full: Path, home: Path, ours: Places, ds: Command) -> None:
    """An older and a newer program keep an index each."""
    shutil.copytree(full, home)
    for version in (0, schema.VERSION + 1):
        Path(ours.in_state(f"index.v{version}.db")).write_bytes(b"theirs")
    assert ds("list", "--ids").err == ""

    assert {Path(ours.in_state(f"index.v{v}.db")).read_bytes() for v in (0, schema.VERSION + 1)} == {b"theirs"}


KILLED = """
import os, sys
from dreamstream.journal import Journal
from dreamstream.paths import places
journal = Journal(places())
for n in range(30):
    journal.tell([("dream.logged", {"dream": f"d-{sys.argv[1]}-{n}", "text": f"{sys.argv[1]} {n} sea"})])
    journal.refresh()
os._exit(137)
"""


def test_a_wal_left_by_a_kill_may_be_lost_or_swapped(home: Path, ours: Places, tmp_path: Path, ds: Command) -> None:
    """Without its -wal the index is behind and catches up; with another's it is found out or read anew."""
    for name in ("one", "two"):
        env = {**os.environ, "DREAMSTREAM_HOME": str(tmp_path / name)}
        assert subprocess.run([sys.executable, "-c", KILLED, name], env=env).returncode == 137
    other = Path(str(file(ours)).replace(str(home), str(tmp_path / "two")))
    assert Path(f"{other}-wal").stat().st_size > 0
    for swap in (False, True):
        shutil.rmtree(home, ignore_errors=True)
        shutil.copytree(tmp_path / "one", home)
        for suffix in ("-wal", "-shm"):
            Path(f"{file(ours)}{suffix}").unlink(missing_ok=True)
        if swap:
            shutil.copy(f"{other}-wal", f"{file(ours)}-wal")
        ran = ds("search", "sea", "--jsonl")

        assert (ran.code, len(ran.lines), len(ran.err.splitlines()) <= 1) == (0, 30, True)
        assert all('"d-one-' in line for line in ran.lines)


def test_an_unfinished_index_of_a_killed_namesake_is_no_hindrance(ours: Places) -> None:
    """In a container every command may have the same number: what the last one left half made is thrown away."""
    tell(ours, "one")
    draft = f"{file(ours)}.{os.getpid()}"
    db = sqlite3.connect(draft)
    db.execute("pragma journal_mode = wal")
    schema.make(db)
    for suffix in ("", "-wal", "-shm"):
        shutil.copy(draft + suffix, draft + suffix + ".kept")
    db.close()
    for suffix in ("", "-wal", "-shm"):
        os.replace(draft + suffix + ".kept", draft + suffix)

    index = Index(ours)
    assert texts(index) == ["one"] and index.warnings == []
    index.close()


# ── the medium says no ──


def test_a_folder_that_cannot_be_written_is_read_from_memory(
    full: Path, home: Path, ours: Places, ds: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Questions are answered, and nothing is made."""
    shutil.copytree(full, home)
    shutil.rmtree(ours.state)
    real = os.makedirs
    monkeypatch.setattr(os, "makedirs", lambda path, *a, **k: _denied() if path == ours.state else real(path, *a, **k))

    ran = ds("search", "sea", "--ids")
    assert (ran.code, len(ran.lines), ran.err) == (0, 99, "")
    assert not os.path.exists(ours.state)


def _denied() -> None:
    raise PermissionError(13, "Permission denied")


@pytest.mark.needs("setpriv")
@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only root can become somebody else")
def test_another_user_may_read_what_may_not_be_written(full: Path, tmp_path: Path) -> None:
    """A real permission, a real process: a copy open to all but writable by none is read."""
    home = tmp_path / "open"
    shutil.copytree(full, home)
    for path in [home, *home.rglob("*")]:
        path.chmod(0o755 if path.is_dir() else 0o644)
    for parent in home.parents:
        if parent.stat().st_uid == os.geteuid() and parent != Path("/") and not parent.stat().st_mode & 0o001:
            parent.chmod(parent.stat().st_mode | 0o011)
    source = str(Path(schema.__file__).parents[2])
    done = subprocess.run(
        ["setpriv", "--reuid=65534", "--clear-groups", sys.executable, "-m", "dreamstream", "list", "sea", "--ids"],
        env={**os.environ, "DREAMSTREAM_HOME": str(home), "PYTHONPATH": source, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
    )
    if ("Permission denied" in done.stderr and "python" in done.stderr) or "No module named" in done.stderr:
        pytest.skip("this Python, or the code it runs, may be read by its owner only")

    assert (done.returncode, len(done.stdout.split()), done.stderr) == (0, 99, "")


@pytest.mark.parametrize("code", [sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_WRITE, sqlite3.SQLITE_READONLY])
@pytest.mark.parametrize("when", ["laying", "catching up"])
def test_a_disk_without_room_for_the_index_is_read_from_memory(
    ours: Places, monkeypatch: pytest.MonkeyPatch, code: int, when: str
) -> None:
    """The log is read whole for this one command; the index goes on when there is room again."""
    tell(ours, "one")
    if when == "catching up":
        index = Index(ours)
        index.catch_up()
        index.close()
        tell(ours, "two")
    index = Index(ours)
    real: Any = open_._lay if when == "laying" else Index._forward
    failed = []

    def full(*args: Any, **more: Any) -> Any:
        if not failed:
            error = sqlite3.OperationalError("database or disk is full")
            error.sqlite_errorcode = code
            failed.append(error)
            raise error
        return real(*args, **more)

    if when == "laying":
        index.close()
        file(ours).unlink()
        monkeypatch.setattr(open_, "_lay", full)
        index = Index(ours)
    else:
        monkeypatch.setattr(Index, "_forward", full)

    assert texts(index) == ["one", "two"][: 1 + (when == "catching up")] and failed
    tell(ours, "three")
    assert texts(index)[-1] == "three"
    index.close()
    again = Index(ours)
    assert texts(again)[-1] == "three" and file(ours).stat().st_size > 4096
    again.close()


def test_files_are_made_private_from_the_first_byte(ours: Places) -> None:
    """The database, its -wal and its -shm, without any help from the umask."""
    before = os.umask(0o022)
    try:
        tell(ours, "one")
        index = Index(ours)
        index.catch_up()
        modes = {
            name: os.stat(ours.in_state(name)).st_mode & 0o777 for name in os.listdir(ours.state) if "index" in name
        }
        index.close()
    finally:
        os.umask(before)

    assert len(modes) == 3 and set(modes.values()) == {0o600}


# ── the log behind it changed ──


def test_nothing_new_writes_nothing(ours: Places) -> None:
    """A catch-up without news leaves the file as it is, to the byte."""
    tell(ours, "one")
    index = Index(ours)
    index.catch_up()
    index.close()
    before, at = file(ours).read_bytes(), file(ours).stat().st_mtime_ns
    index = Index(ours)
    changes = index.db.total_changes
    for _ in range(3):
        index.catch_up()
    assert index.db.total_changes == changes
    index.close()

    assert (file(ours).read_bytes(), file(ours).stat().st_mtime_ns) == (before, at)


def test_new_lines_are_read_without_the_old_ones(ours: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    """Catching up costs what is new: the fold sees each record once."""
    seen: list[str] = []
    from dreamstream.index import fold

    real = fold.Fold._told
    monkeypatch.setattr(fold.Fold, "_told", lambda self, r: (seen.append(r["data"]["text"]), real(self, r))[1])
    index = Index(ours)
    for text in ("one", "two", "three"):
        tell(ours, text)
        index.catch_up()

    assert seen == ["one", "two", "three"]
    index.close()


def lines(ours: Places) -> list[bytes]:
    return segment(ours).read_bytes().splitlines(keepends=True)


BY_HAND: dict[str, Callable[[list[bytes]], list[bytes]]] = {
    "an edited line": lambda found: [found[0], found[1].replace(b"two", b"TWO"), *found[2:]],
    "a line edited to the same length and sealed anew": lambda found: [
        found[0],
        b'{"kind":"dream.logged","data":{"dream":"d-two","text":"by hand"}}\n',
        *found[2:],
    ],
    "a line taken out": lambda found: [found[0], *found[2:]],
    "the last line taken out": lambda found: found[:-1],
    "lines in another order": lambda found: [found[2], found[1], found[0]],
    "a line twice": lambda found: [*found, found[1]],
    "a line put in": lambda found: [
        found[0],
        b'{"kind":"dream.logged","data":{"dream":"d-x","text":"x"}}\n',
        *found[1:],
    ],
    "carriage returns": lambda found: [line.replace(b"\n", b"\r\n") for line in found],
    "a byte order mark": lambda found: [b"\xef\xbb\xbf", *found],
    "conflict markers": lambda found: [b"<<<<<<< a\n", found[0], b"=======\n", found[1], b">>>>>>> b\n", found[2]],
    "cut in the middle": lambda found: [b"".join(found)[: len(found[0]) + 40]],
    "everything gone": lambda _: [],
}


@pytest.mark.parametrize("change", BY_HAND.values(), ids=BY_HAND.keys())
@pytest.mark.parametrize("then", [False, True], ids=["as it is", "with a dream told after it"])
def test_the_index_follows_what_hands_did_to_the_log(
    ours: Places, change: Callable[[list[bytes]], list[bytes]], then: bool
) -> None:
    """It equals one grown afresh, before and after the next dream."""
    tell(ours, "one", "two", "three")
    index = Index(ours)
    assert texts(index) == ["one", "two", "three"]
    segment(ours).write_bytes(b"".join(change(lines(ours))))
    os.utime(segment(ours), (0, 0))  # a hand is slower than the file system's clock; this test may not be
    if then:
        tell(ours, "four")
    index.catch_up()

    assert difference(contents(index.db), fresh(ours)) == {}
    index.close()


def test_a_segment_that_is_gone_takes_its_dreams_along(ours: Places) -> None:
    """And a whole log that comes back brings them again."""
    tell(ours, "one")
    index = Index(ours)
    assert texts(index) == ["one"]
    away = segment(ours).rename(segment(ours).with_suffix(".away"))
    assert texts(index) == []
    away.rename(away.with_suffix(".jsonl"))

    assert texts(index) == ["one"]
    index.close()


# ── killed in between ──


def test_what_was_appended_and_not_folded_is_read_next(ours: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    """The watermark is written with the rows: a death between append and commit costs nothing and doubles nothing."""
    tell(ours, "one")
    index = Index(ours)
    index.catch_up()
    tell(ours, "two")
    with monkeypatch.context() as patch:
        patch.setattr(Index, "_crc", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))  # rows in, watermark not yet
        with pytest.raises(KeyboardInterrupt):
            index.catch_up()
    assert [t for (t,) in index.db.execute("select text from dreams")] == ["one"]
    index.close()
    index = Index(ours)

    assert texts(index) == ["one", "two"]
    assert difference(contents(index.db), fresh(ours)) == {}
    index.close()


def test_two_connections_catch_up_at_once(ours: Places) -> None:
    """Whoever comes second finds the work done."""
    first, second = Index(ours), Index(ours)
    for n in range(5):
        tell(ours, f"{n}")
        assert texts(first) == texts(second) == [f"{m}" for m in range(n + 1)]
    assert difference(contents(first.db), contents(second.db)) == {}
    first.close()
    second.close()


FIRST = """
import sys
from dreamstream.journal import Journal
from dreamstream.paths import places
sys.stdin.readline()
journal = Journal(places())
print(journal.db.execute("select count(*) from dreams").fetchone()[0], journal.warnings)
"""


def test_first_commands_started_together_make_one_index(full: Path, home: Path, ours: Places) -> None:
    """Each sees all or nothing of its making, and all see every dream."""
    shutil.copytree(full, home)
    file(ours).unlink()
    running = [
        subprocess.Popen([sys.executable, "-c", FIRST], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _ in range(8)
    ]
    for one in running:
        assert one.stdin
        one.stdin.write("\n")
        one.stdin.flush()

    assert {one.communicate()[0].strip() for one in running} == {"99 []"}
    assert sorted(name for name in os.listdir(ours.state) if name.startswith("index")) == [file(ours).name]
