"""What is acknowledged is there, whole and in order; what is not hurts nothing that was there before."""

from __future__ import annotations

import errno
import itertools
import os
import resource
import stat
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from dreamstream.errors import NotSaved, Refused
from dreamstream.journal import Journal
from dreamstream.log import frame, reader, writer
from dreamstream.log.reader import Bad, Cursor
from dreamstream.paths import Places

Command = Callable[..., Any]


def tell(ours: Places, *texts: str, floor: str = "") -> writer.Written:
    wishes = [("dream.logged", {"dream": f"d-{text[:9]}", "text": text}) for text in texts]
    with writer.lock(ours):
        return writer.append(ours, wishes, floor=floor)


def records(ours: Places, bad: list[Bad] | None = None) -> list[dict[str, Any]]:
    return [
        entry.record
        for segment in reader.segments(ours)
        for entry in reader.read(ours, segment, Cursor(), [] if bad is None else bad)
    ]


def texts(ours: Places) -> list[str]:
    return [record["data"]["text"] for record in records(ours)]


def segments(ours: Places) -> list[Path]:
    return [Path(ours.log, segment.path) for segment in reader.segments(ours)]


# ── torn tails ──


@pytest.mark.parametrize("batch", [("fourth",), ("fourth", "fifth", "sixth")], ids=["one record", "three records"])
def test_a_torn_tail_of_any_length_costs_nothing_else(ours: Places, batch: tuple[str, ...]) -> None:
    """The records before it are read, the bytes before it stay as they are, and the next append is readable."""
    tell(ours, "first")
    tell(ours, "second", "third")
    (path,) = segments(ours)
    start = path.stat().st_size
    tell(ours, *batch)
    whole = path.read_bytes()
    lines = whole[start:].splitlines(keepends=True)

    for cut in range(start, len(whole)):
        path.write_bytes(whole[:cut])
        kept = sum(start + sum(map(len, lines[: n + 1])) - 1 <= cut for n in range(len(lines)))
        tell(ours, "next")

        assert path.read_bytes().startswith(whole[:cut])
        assert texts(ours) == ["first", "second", "third", *batch[:kept], "next"]
        seqs = [record["seq"] for record in records(ours)]
        assert len(set(seqs)) == len(seqs) and seqs == sorted(seqs)


def test_a_tear_is_sealed_once(ours: Places) -> None:
    """The torn line becomes one bad line, and nothing after it is one."""
    tell(ours, "first")
    (path,) = segments(ours)
    with path.open("ab") as file:
        file.write(b'{"v":1,"id":"x-torn')
    for n in range(3):
        tell(ours, f"later {n}")

    bad: list[Bad] = []
    assert len(records(ours, bad)) == 4
    assert [(b.line, b.why) for b in bad] == [(2, "cut off while it was written")]
    assert [r["seq"] for r in records(ours)] == [1, 3, 4, 5]


def test_a_whole_record_without_its_newline_is_kept(ours: Places) -> None:
    """Only the newline was torn off: the record is readable once the next one seals it."""
    tell(ours, "first")
    (path,) = segments(ours)
    path.write_bytes(path.read_bytes()[:-1])
    tell(ours, "second")

    assert texts(ours) == ["first", "second"]
    assert [r["seq"] for r in records(ours)] == [1, 2]


# ── seq and at ──


def test_seq_counts_on_and_at_rises_between_acts(ours: Places) -> None:
    """One act has one time; the next one a later time; numbers have no holes."""
    for n in range(20):
        tell(ours, f"{n} a", f"{n} b")
    found = records(ours)

    assert [r["seq"] for r in found] == list(range(1, 41))
    moments = [writer.seconds(r["at"]) for r in found]
    assert all(moments[i] == moments[i + 1] for i in range(0, 40, 2))
    assert all(moments[i] < moments[i + 1] for i in range(1, 39, 2))


def test_a_clock_that_goes_back_is_not_followed(ours: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    """A millisecond after the last record at least, in the last record's segment, whatever the clock says."""
    tell(ours, "now")
    now = time.time()
    for step in (-1.0, -86_400.0, -86_400.0 * 400):
        monkeypatch.setattr(writer.time, "time", lambda step=step: now + step)
        tell(ours, f"at {step}")

    found = records(ours)
    moments = [round(writer.seconds(r["at"]) * 1000) for r in found]
    assert len(segments(ours)) == 1
    assert [b - a for a, b in itertools.pairwise(moments)] == [1, 1, 1]


@pytest.fixture
def zone(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], None]]:
    def go(name: str) -> None:
        monkeypatch.setenv("TZ", name)
        time.tzset()

    yield go
    monkeypatch.undo()
    time.tzset()


def test_time_rises_across_time_zones(
    ours: Places, monkeypatch: pytest.MonkeyPatch, zone: Callable[[str], None]
) -> None:
    """Times are compared as instants: a flight east with a clock set back still writes later records."""
    now = time.time()
    for n, (place, step) in enumerate([("UTC", 0), ("JST-9", -5), ("PST8", -10), ("UTC", -20), ("JST-9", 0.5)]):
        zone(place)
        monkeypatch.setattr(writer.time, "time", lambda step=step: now + step)
        tell(ours, f"{n}")

    moments = [writer.seconds(r["at"]) for r in records(ours)]
    assert moments == sorted(set(moments))
    assert {r["at"][23:] for r in records(ours)} == {"+00:00", "+09:00", "-08:00"}


def test_nothing_is_written_before_the_floor(ours: Places) -> None:
    """The newest record read anywhere is the floor, also one in another time zone."""
    ahead = writer.iso(time.time() + 600)
    tell(ours, "mine", floor=ahead)
    tell(ours, "after it")

    moments = [writer.seconds(r["at"]) for r in records(ours)]
    assert writer.seconds(ahead) < moments[0] < moments[1]


@pytest.mark.parametrize("floor", ["yesterday", "9999-12-31T23:59:59.999+00:00", "0001-01-01T00:00:00", "2026"])
def test_a_floor_that_cannot_be_is_none(ours: Places, floor: str) -> None:
    """What a hand wrote as a time does not carry our records away."""
    tell(ours, "mine", floor=floor)

    assert abs(writer.seconds(records(ours)[0]["at"]) - time.time()) < 5


def test_a_clock_read_from_another_host_is_remembered_for_a_day(ours: Places) -> None:
    """Telling reads no index: the newest time seen is kept beside it, unless it is a broken clock's."""
    tell(ours, "first")
    writer.remember_clock(ours, writer.iso(time.time() + 3600))
    tell(ours, "an hour ahead")
    assert writer.seconds(records(ours)[-1]["at"]) > time.time() + 3590

    other = Places(home=ours.home, state=os.path.join(ours.home, ".other"), config=ours.config, user="other")
    tell(other, "first")
    writer.remember_clock(other, writer.iso(time.time() + 90_000))
    tell(other, "a day ahead is not followed")
    assert writer.seconds(records(other)[-1]["at"]) < time.time() + 5


def test_seq_survives_a_first_line_torn_in_a_new_month(ours: Places) -> None:
    """The newest segment may be empty or hold nothing whole: counting goes on from the one before."""
    tell(ours, "one", "two")
    (path,) = segments(ours)
    path.rename(path.with_name("2020-01.jsonl"))
    path.with_name("2020-02.jsonl").write_bytes(b"")
    tell(ours, "three")
    newest = segments(ours)[-1]
    newest.write_bytes(newest.read_bytes()[:30])
    tell(ours, "four")

    assert [(r["data"]["text"], r["seq"]) for r in records(ours)] == [("one", 1), ("two", 2), ("four", 4)]


def test_a_hand_written_line_takes_no_number(ours: Places) -> None:
    """It has none, and none is skipped for it."""
    tell(ours, "one")
    with segments(ours)[0].open("ab") as file:
        file.write(b'{"kind":"dream.logged","data":{"dream":"d-hand","text":"by hand"}}\r\n\r\n')
    tell(ours, "two")

    assert [r.get("seq") for r in records(ours)] == [1, None, 2]


def test_a_tail_of_garbage_is_looked_through(ours: Places) -> None:
    """However much stands after the last record, it is found: its number is not given twice."""
    tell(ours, "one")
    with segments(ours)[0].open("ab") as file:
        file.write(b"\n".join([b"x" * 3_000_000, b"", b"<<<<<<< HEAD", b"\0" * 5000]))
    tell(ours, "two")

    assert [(r["data"]["text"], r["seq"]) for r in records(ours)] == [("one", 1), ("two", 5)]


# ── segments ──


def test_each_month_has_its_segment(ours: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    """The month of writing names the file; numbers go on through."""
    for moment in ("2026-11-30T23:59:00", "2026-12-01T00:01:00", "2027-01-01T00:00:00"):
        monkeypatch.setattr(writer.time, "time", lambda moment=moment: writer.seconds(moment))
        tell(ours, moment)

    assert [path.name for path in segments(ours)] == ["2026-11.jsonl", "2026-12.jsonl", "2027-01.jsonl"]
    assert [r["seq"] for r in records(ours)] == [1, 2, 3]


def test_strangers_in_the_folder_are_not_written_to(ours: Places) -> None:
    """A sync conflict or a file of another name is never the newest segment."""
    tell(ours, "one")
    folder = segments(ours)[0].parent
    for name in ("2099-01.sync-conflict-20261120-064211-ABC.jsonl", "2099-13x.jsonl", "notes.jsonl", "2099-01-².jsonl"):
        (folder / name).write_bytes(b"")
    tell(ours, "two")

    assert texts(ours) == ["one", "two"]
    assert [p.stat().st_size > 0 for p in segments(ours)].count(True) == 1


def test_a_log_may_be_many_megabytes_in_one_act(ours: Places) -> None:
    """Chunks are one promise: one time, numbers in a row."""
    written = tell(ours, *[f"{n} " + "x" * 100_000 for n in range(40)])

    found = records(ours)
    assert [r["seq"] for r in found] == list(range(1, 41))
    assert {r["at"] for r in found} == {written.at}
    assert [r["id"] for r in found] == written.ids
    assert written.end - written.start == segments(ours)[0].stat().st_size


# ── refusals ──


@pytest.mark.parametrize("text", ["\ud800", "x" * (1 << 20)])
def test_what_is_refused_writes_nothing(ours: Places, text: str) -> None:
    """Not even the good records told before it in the same act, however many chunks they fill."""
    tell(ours, "first")
    before = segments(ours)[0].read_bytes()
    with pytest.raises(Refused):
        tell(ours, *["x" * 500_000] * 6, text)

    assert segments(ours)[0].read_bytes() == before
    tell(ours, "next")
    assert [r["seq"] for r in records(ours)] == [1, 2]


def test_nothing_to_append_writes_nothing(ours: Places) -> None:
    """An act without records leaves no file."""
    written = tell(ours)

    assert written.ids == [] and not os.path.exists(ours.log)


# ── the disk says no ──


def failing(monkeypatch: pytest.MonkeyPatch, name: str, code: int, *, only: Callable[[int], bool]) -> list[int]:
    """Let one system call fail on the descriptors chosen."""
    real = getattr(os, name)
    calls = []

    def call(fd: int, *rest: Any) -> Any:
        if only(fd):
            calls.append(fd)
            raise OSError(code, os.strerror(code))
        return real(fd, *rest)

    monkeypatch.setattr(os, name, call)
    return calls


def is_segment(fd: int) -> bool:
    return os.readlink(f"/proc/self/fd/{fd}").endswith(".jsonl")


def is_folder(fd: int) -> bool:
    return stat.S_ISDIR(os.fstat(fd).st_mode)


linux = pytest.mark.skipif(sys.platform != "linux", reason="looks at /proc")


@linux
def test_a_failed_fsync_is_never_acknowledged_nor_retried(ours: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    """The segment is left for good; the next record opens another, and numbers go on."""
    tell(ours, "first")
    first = segments(ours)[0].name
    for code in (errno.EIO, errno.ENOSPC):
        with monkeypatch.context() as patch:
            calls = failing(patch, "fsync", code, only=is_segment)
            with pytest.raises(NotSaved):
                tell(ours, "doubtful")
        assert len(calls) == 1
    left = {path.name: path.stat().st_size for path in segments(ours)}
    tell(ours, "second")
    tell(ours, "third")

    names = [path.name for path in segments(ours)]
    assert sorted(names) == sorted([first, *(first.replace(".jsonl", f"-{n}.jsonl") for n in (2, 3))])
    assert all(
        (Path(ours.log) / s.path).stat().st_size == left.get(Path(s.path).name, s.size) for s in reader.segments(ours)
    )
    found = records(ours)
    assert sorted(r["seq"] for r in found) == [1, 2, 3, 4, 5]
    assert [r["data"]["text"] for r in sorted(found, key=lambda r: r["seq"])][-2:] == ["second", "third"]


@linux
def test_a_new_month_after_a_failed_fsync_is_a_plain_one(ours: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    """The doubt is about one segment and ends with it."""
    with monkeypatch.context() as patch:
        failing(patch, "fsync", errno.EIO, only=is_segment)
        with pytest.raises(NotSaved):
            tell(ours, "doubtful")
    later = time.time() + 86_400 * 40
    monkeypatch.setattr(writer.time, "time", lambda: later)
    tell(ours, "next month")

    assert segments(ours)[-1].name == time.strftime("%Y-%m.jsonl", time.localtime(later))


@linux
def test_a_new_file_counts_only_once_its_folders_are_durable(ours: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder's fsync that fails is asked again at the next append, before any word is written."""
    with monkeypatch.context() as patch:
        calls = failing(patch, "fsync", errno.EIO, only=is_folder)
        with pytest.raises(NotSaved):
            tell(ours, "first")
        (path,) = segments(ours)
        assert path.read_bytes() == b""
        with pytest.raises(NotSaved):
            tell(ours, "second")
        assert len(calls) == 2
    tell(ours, "third")

    assert texts(ours) == ["third"]


@linux
def test_a_file_system_without_folder_fsync_is_taken_as_it_is(ours: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    """EINVAL says that there is no such thing, not that it failed."""
    failing(monkeypatch, "fsync", errno.EINVAL, only=is_folder)
    tell(ours, "first")

    assert texts(ours) == ["first"]


@linux
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO, errno.EDQUOT])
def test_a_failed_write_is_no_promise(ours: Places, monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    """The words come back with the reason; the next append works."""
    tell(ours, "first")
    with monkeypatch.context() as patch:
        failing(patch, "write", code, only=is_segment)
        with pytest.raises(NotSaved) as error:
            tell(ours, "lost")
    tell(ours, "second")

    assert os.strerror(code) in error.value.message
    assert texts(ours) == ["first", "second"]


@pytest.mark.parametrize("what", ["host", "doubt", ".jsonl"])
def test_too_many_open_files_write_nothing(ours: Places, monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    """Whatever cannot be opened, it is no reason to guess a number, a host or a segment."""

    def full(call: Any) -> Any:
        def opened(path: Any, *rest: Any, **more: Any) -> Any:
            if str(path).endswith(what):
                raise OSError(errno.EMFILE, os.strerror(errno.EMFILE), path)
            return call(path, *rest, **more)

        return opened

    tell(ours, "first")
    with monkeypatch.context() as patch:
        patch.setattr(os, "open", full(os.open))
        patch.setattr("builtins.open", full(open))
        with pytest.raises(NotSaved):
            tell(ours, "second")
    tell(ours, "third")

    assert [(r["data"]["text"], r["seq"]) for r in records(ours)] == [("first", 1), ("third", 2)]


SHORT = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
from dreamstream.cli.app import run
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv.pop(1)),) * 2)
sys.exit(run(sys.argv[1:]))
"""


@pytest.mark.skipif(not hasattr(resource, "RLIMIT_FSIZE"), reason="no file size limit here")
def test_a_full_disk_hands_the_words_back(ours: Places, process: Command) -> None:
    """A short write is not acknowledged, the words are kept as a draft, and the next dream is safe."""
    assert process("log", "the first dream").code == 0
    (path,) = segments(ours)
    before = path.read_bytes()
    words = "a long dream about a full house " * 20
    for room in (1, 64, 400):
        done = subprocess.run(
            [sys.executable, "-c", SHORT, str(len(before) + room), "log", words], capture_output=True, text=True
        )
        assert done.returncode == 1
        assert done.stdout == ""
        assert "could not be saved" in done.stderr and os.strerror(errno.EFBIG) in done.stderr
        kept = sorted(Path(ours.drafts).iterdir())[-1]
        assert kept.read_text("utf-8").strip() == words.strip() and str(kept) in done.stderr
    after = process("log", "the next dream")

    assert after.code == 0
    assert path.read_bytes().startswith(before)
    assert [r["data"]["text"] for r in records(ours) if r["kind"] == "dream.logged"] == [
        "the first dream",
        "the next dream",
    ]


# ── host ──


def test_the_host_id_is_made_once(ours: Places) -> None:
    """Every append and every question go by the same name."""
    with writer.lock(ours):
        name = writer.host(ours)
    tell(ours, "one")

    assert name == writer.host(ours) == Journal(ours).host
    assert segments(ours)[0].parent.name == name and len(name) == 8
    assert records(ours)[0]["host"] == name


def test_a_copied_state_folder_gets_a_host_of_its_own(ours: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two machines never write into one folder: a changed fingerprint makes a new name, once."""
    monkeypatch.setattr(writer, "_machine", lambda: "11111111")
    tell(ours, "here")
    first = writer.host(ours)
    monkeypatch.setattr(writer, "_machine", lambda: "22222222")
    tell(ours, "there")

    assert writer.host(ours) != first
    assert {r["host"] for r in records(ours)} == {first, writer.host(ours)}
    assert [r["seq"] for r in records(ours)] == [1, 1]
    monkeypatch.setattr(writer, "_machine", lambda: "")
    assert writer.host(ours) != first  # a machine without a fingerprint keeps the name it finds


@pytest.mark.parametrize("body", [b"", b"short\n", b"\xff\xfe\x00\x01\n", b"../../x 1\n", b"abcdefgh12 0\n"])
def test_a_damaged_host_file_is_made_anew(ours: Places, body: bytes) -> None:
    """Whatever stands in it, the dream is saved, under a name that is one."""
    tell(ours, "one")
    Path(ours.in_state("host")).write_bytes(body)
    tell(ours, "two")

    name = writer.host(ours)
    assert len(name) == 8 and name.isalnum()
    assert sorted(texts(ours)) == ["one", "two"]


def test_two_first_commands_agree_on_the_host(ours: Places) -> None:
    """Processes that ask for the name at once all get the same one."""
    os.makedirs(ours.state)
    code = "from dreamstream.paths import places\nfrom dreamstream.log import writer\nprint(writer.host(places()))"
    running = [subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) for _ in range(8)]

    names = {process.communicate()[0] for process in running}
    assert len(names) == 1
    assert sorted(os.listdir(ours.state)) == ["host"]


# ── privacy and durability of files ──


def test_files_are_private_whatever_the_umask(ours: Places, home: Path) -> None:
    """Folders 0700 and files 0600, also under a umask of 022 and for everything a pass leaves."""
    lines = ["log flying", "list", "dream --backend mock", "night --none", "doctor"]
    script = "umask 022\n" + "\n".join(f'"$0" -m dreamstream {line}' for line in lines)
    done = subprocess.run(["sh", "-c", script, sys.executable], capture_output=True, text=True)

    assert done.returncode == 0, done.stderr
    modes = {path: stat.S_IMODE(path.lstat().st_mode) for path in [home, *home.rglob("*")]}
    assert {p for p in modes if p.suffix in (".jsonl", ".db", ".png", ".webp")}
    assert {str(p): oct(m) for p, m in modes.items() if m != (0o700 if p.is_dir() else 0o600)} == {}


def test_a_link_in_place_of_a_segment_is_not_followed(ours: Places, tmp_path: Path) -> None:
    """Whoever can write to the folder cannot make us write elsewhere."""
    tell(ours, "one")
    (path,) = segments(ours)
    path.unlink()
    target = tmp_path / "elsewhere"
    target.write_bytes(b"")
    path.symlink_to(target)

    with pytest.raises(NotSaved):
        tell(ours, "two")
    assert target.read_bytes() == b""


@pytest.mark.needs("strace")
def test_the_folders_of_a_new_file_are_synced_before_the_id_is_printed(ours: Places, tmp_path: Path) -> None:
    """open, fsync of every folder up to the home's own, write, fsync of the file, and only then the id."""
    trace = tmp_path / "trace"
    command = ["strace", "-f", "-y", "-e", "trace=openat,write,fsync,link,rename", "-o", str(trace)]
    for name in ("one", "two"):
        subprocess.run([*command, sys.executable, "-m", "dreamstream", "log", name], check=True, capture_output=True)
        lines = trace.read_text().splitlines()
        segment = str(segments(ours)[0])
        folders = [str(segments(ours)[0].parent), ours.log, ours.users, os.path.dirname(ours.users), ours.home]
        folders += [os.path.dirname(ours.home), ours.state, os.path.dirname(ours.state)]
        written = next(i for i, line in enumerate(lines) if "write(" in line and segment in line)
        synced = next(i for i, line in enumerate(lines) if "fsync(" in line and segment in line)
        printed = next(i for i, line in enumerate(lines) if "write(1<" in line)
        assert written < synced < printed
        before = [i for folder in folders for i, line in enumerate(lines) if "fsync(" in line and f"<{folder}>" in line]
        assert len(before) == (len(folders) if name == "one" else 0)
        assert all(i < written for i in before)


@pytest.mark.needs("strace")
@pytest.mark.parametrize("call", ["fsync:error=EIO", "write:error=ENOSPC", "openat:error=EMFILE"])
def test_a_system_call_that_fails_is_not_acknowledged(
    ours: Places, tmp_path: Path, process: Command, call: str
) -> None:
    """Injected by the kernel's tracer into a real command: no id, exit 1, the words kept, and the next one works."""
    assert process("log", "first").code == 0
    (path,) = segments(ours)
    before = path.read_bytes()
    done = subprocess.run(
        ["strace", "-f", "-o", os.devnull, "-P", str(path), "-e", f"inject={call}:when=1+",
         sys.executable, "-m", "dreamstream", "log", "the doubtful dream"],
        capture_output=True, text=True,
    )  # fmt: skip

    assert (done.returncode, done.stdout) == (1, "")
    assert "could not be saved" in done.stderr
    assert [p.read_text("utf-8") for p in Path(ours.drafts).iterdir()] == ["the doubtful dream"]
    assert process("log", "next").code == 0
    assert path.read_bytes().startswith(before)
    found = sorted(records(ours), key=lambda r: r["seq"])
    told = [r["data"]["text"] for r in found if r["kind"] == "dream.logged"]
    assert told[0] == "first" and told[-1] == "next"
    assert (len(segments(ours)) == 2) == call.startswith("fsync")


# ── many at once ──

MANY = """
import sys
from dreamstream.paths import places
from dreamstream.journal import Journal
journal = Journal(places())
sys.stdin.readline()
for n in range(int(sys.argv[2])):
    text = f"{sys.argv[1]} {n} " + "x" * (200_000 if n == 7 else n * 37)
    print(journal.tell([("dream.logged", {"dream": f"d-{sys.argv[1]}-{n}", "text": text})]).ids[0])
"""


def test_twenty_processes_write_whole_lines(ours: Places) -> None:
    """20 writers of 50 records each, begun together: 1,000 whole lines, numbered without a hole, times rising."""
    writers, each = 20, 50
    running = [
        subprocess.Popen(
            [sys.executable, "-c", MANY, str(n), str(each)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for n in range(writers)
    ]
    for one in running:
        assert one.stdin
        one.stdin.write("\n")
        one.stdin.flush()
    said = [id for one in running for id in one.communicate()[0].split()]

    bad: list[Bad] = []
    found = records(ours, bad)
    assert bad == [] and len(said) == writers * each
    assert {r["id"] for r in found} == set(said) and len(found) == len(said)
    assert [r["seq"] for r in found] == list(range(1, writers * each + 1))
    assert [r["at"] for r in found] == sorted({r["at"] for r in found})
    assert all(frame.check(line) for path in segments(ours) for line in path.read_bytes().splitlines())
