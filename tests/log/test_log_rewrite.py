"""A purged dream's lines leave this host's files; every other byte stays where and as it was."""

from __future__ import annotations

import itertools
import json
import os
from pathlib import Path
from typing import Any

import pytest

from dreamstream.log import frame, rewrite, verify, writer
from dreamstream.paths import Places, make

D, OTHER = "d-aaaaaaaaaa", "d-bbbbbbbbbb"
TEXT = "A heliotrope staircase led down into the harbour, and I counted every step of it aloud."
_serial = itertools.count(1)


def line(kind: str, seq: int, /, *, host: str = "me000000", **data: Any) -> bytes:
    """A sealed line."""
    id = f"x-{next(_serial):010}"
    return frame.spell(id=id, host=host, seq=seq, at=f"2026-11-20T06:00:{seq % 60:02}.000+01:00", kind=kind, data=data)


def life(dream: str, seq: int, text: str, job: str, event: str) -> list[bytes]:
    """Everything a log may say of one dream."""
    told = [
        ("dream.logged", {"dream": dream, "text": text, "title": "Steps"}),
        ("job.asked", {"job": job, "dream": dream, "kind": "analysis"}),
        ("dream.edited", {"dream": dream, "tags": ["stairs"]}),
        ("event.added", {"event": event, "target": dream, "type": "note", "text": "Like the one at school."}),
        ("event.reviewed", {"event": event, "status": "confirmed", "text": "Like the one at my old school."}),
        ("job.claimed", {"job": job, "token": "t-1111111111", "attempt": 1}),
        ("media.added", {"media": "0" * 64 + ".webp", "dream": dream, "job": job, "alt": "stairs"}),
        ("job.done", {"job": job, "token": "t-1111111111", "result": {"data": {"hook": "You dream of stairs."}}}),
        ("notice.sent", {"dream": dream}),
    ]
    return [line(kind, seq + i, **data) for i, (kind, data) in enumerate(told)]


@pytest.fixture
def folder(ours: Places) -> Path:
    """This machine's folder of the log."""
    path = Path(ours.log, writer.host(ours))
    make(str(path))
    return path


def write(path: Path, *lines: bytes) -> Path:
    make(str(path.parent))
    path.write_bytes(b"".join(lines))
    return path


def test_what_a_dream_had(ours: Places, folder: Path) -> None:
    """Its jobs and events are known by every host's lines, and so are all words that were ever its."""
    write(folder / "2026-11.jsonl", *life(D, 1, TEXT, "j-aaaaaaaaaa", "e-aaaaaaaaaa"))
    write(Path(ours.log, "away0000", "2026-11.jsonl"), line("job.asked", 1, dream=D, job="j-cccccccccc"))
    write(folder / "2026-12.jsonl", *life(OTHER, 10, "Other words.", "j-bbbbbbbbbb", "e-bbbbbbbbbb"))

    found = rewrite.subjects(ours, {D})
    assert found == {D: {D, "j-aaaaaaaaaa", "e-aaaaaaaaaa", "j-cccccccccc"}}
    assert rewrite.words(ours, found[D]) == [TEXT, "Steps", "Like the one at school.", "Like the one at my old school."]


def test_two_dreams_at_once(ours: Places, folder: Path) -> None:
    """Each keeps what is its own."""
    write(folder / "2026-11.jsonl", *life(D, 1, TEXT, "j-aaaaaaaaaa", "e-aaaaaaaaaa"))
    write(folder / "2026-12.jsonl", *life(OTHER, 10, "Other words.", "j-bbbbbbbbbb", "e-bbbbbbbbbb"))

    assert rewrite.subjects(ours, {D, OTHER}) == {
        D: {D, "j-aaaaaaaaaa", "e-aaaaaaaaaa"},
        OTHER: {OTHER, "j-bbbbbbbbbb", "e-bbbbbbbbbb"},
    }


def test_what_an_earlier_rewrite_took_is_remembered(ours: Places, folder: Path) -> None:
    """The line that asked for a job may be gone; the purge that took it named the job, and nothing but ids count."""
    write(folder / "2026-11.jsonl", line("dream.purged", 1, dream=D, about=["j-aaaaaaaaaa", OTHER, "x", 7]))

    assert rewrite.subjects(ours, {D}) == {D: {D, "j-aaaaaaaaaa"}}


def test_lines_go_and_all_others_stay(ours: Places, folder: Path) -> None:
    """Byte for byte and in order, in every segment; what says that it was purged stays."""
    gone = life(D, 1, TEXT, "j-aaaaaaaaaa", "e-aaaaaaaaaa")
    kept = life(OTHER, 10, "A heliotrope, and nothing else.", "j-bbbbbbbbbb", "e-bbbbbbbbbb")
    mixed = [part for pair in zip(gone, kept, strict=True) for part in pair]
    purged = [line("media.removed", 19, media="0" * 64 + ".webp"), line("dream.purged", 20, dream=D)]
    hand = b'{"kind":"dream.logged","data":{"dream":"by hand","text":"x"}}\r\n'
    one = write(folder / "2026-11.jsonl", *mixed[:6], hand, *mixed[6:])
    two = write(folder / "2026-12.jsonl", *kept, b"\n", *purged, b"not a record\n")
    three = write(folder / "2027-01.sync-conflict-x.jsonl", *mixed)
    untouched, inode = two.read_bytes(), two.stat().st_ino

    done = rewrite.without(ours, rewrite.subjects(ours, {D})[D], texts=[TEXT])
    assert one.read_bytes() == b"".join([*kept[:3], hand, *kept[3:]])
    assert three.read_bytes() == b"".join(kept)
    assert (two.read_bytes(), two.stat().st_ino) == (untouched, inode)
    assert done.lines == 18
    assert done.files == [f"{folder.name}/2026-11.jsonl", f"{folder.name}/2027-01.sync-conflict-x.jsonl"]
    assert one.stat().st_mode & 0o777 == 0o600
    assert [path.name for path in folder.iterdir() if ".new-" in path.name] == []


def test_the_numbers_are_named_before(ours: Places, folder: Path) -> None:
    """With the runs of numbers in the purge's own record, `verify` finds no damage afterwards."""
    gone = life(D, 1, TEXT, "j-aaaaaaaaaa", "e-aaaaaaaaaa")
    rest = [line("night.marked", 10, night="2026-11-20"), line("dream.edited", 11, dream=D, title="T")]
    path = write(folder / "2026-11.jsonl", *gone, *rest)
    about = rewrite.subjects(ours, {D})[D]
    runs = rewrite.numbers(ours, about, texts=[TEXT])
    assert runs == [[1, 9], [11, 11]]

    rewrite.without(ours, about, texts=[TEXT])
    assert verify.verify(ours)["gaps"] != []
    with path.open("ab") as file:
        file.write(line("dream.purged", 12, host=folder.name, dream=D, gaps=runs))
    assert verify.verify(ours)["gaps"] == []


DAMAGED = {
    "in its words": lambda whole: whole.replace(b"heliotrope", b"heliotripe"),
    "in its id": lambda whole: whole.replace(D.encode(), b"d-aaaaaaaaab"),
    "in its seal": lambda whole: whole[:-4] + b"zz}\n",
    "torn": lambda whole: whole[:180] + b"\n",
    "torn at the end": lambda whole: whole[:180],
    "in its number": lambda whole: whole.replace(b'"seq":5', b'"seq":\xff'),
}


@pytest.mark.parametrize("how", DAMAGED)
def test_a_damaged_line_goes_too(ours: Places, folder: Path, how: str) -> None:
    """Nobody can read it as a record, and the words stand in it all the same; its number is no gap."""
    before = [line("night.marked", seq, night="2026-11-20") for seq in range(1, 5)]
    whole = line("dream.logged", 5, dream=D, text=TEXT)
    after = [] if how == "torn at the end" else [line("night.marked", 6, night="2026-11-20")]
    path = write(folder / "2026-11.jsonl", *before, DAMAGED[how](whole), *after)
    runs = rewrite.numbers(ours, {D}, texts=[TEXT])
    done = rewrite.without(ours, {D}, texts=[TEXT])

    assert runs == [[5, 5]]
    assert done.lines == 1
    assert path.read_bytes() == b"".join([*before, *after])


def test_another_dreams_damaged_line_stays(ours: Places, folder: Path) -> None:
    """That it begins like the purged one, as told into the same template, is no reason."""
    start = "Where was I? Who was there? What did I feel when I woke up, and what is the last thing that I remember? "
    mine, other = start + TEXT, start + "A lamp with a heartbeat stood on the table of a house I never saw before. " * 4
    damaged = line("dream.logged", 2, dream=OTHER, text=other).replace(b"heartbeat", b"hartbeats")
    path = write(folder / "2026-11.jsonl", line("dream.logged", 1, dream=D, text=mine), damaged)
    rewrite.without(ours, {D}, texts=[mine])

    assert path.read_bytes() == damaged


def test_a_whole_record_in_a_damaged_line_stays(ours: Places, folder: Path) -> None:
    """Where a newline was lost, only the purged dream's part of the line goes."""
    other = life(OTHER, 1, "Other words.", "j-bbbbbbbbbb", "e-bbbbbbbbbb")
    mine = line("dream.logged", 10, dream=D, text=TEXT)
    glued = other[0][:-1] + mine[:-1] + other[1]
    torn = line("dream.edited", 11, dream=D, text=TEXT)[:180] + other[2]
    path = write(folder / "2026-11.jsonl", glued, torn, *other[3:])

    assert rewrite.numbers(ours, {D}, texts=[TEXT]) == [[10, 11]]
    assert rewrite.without(ours, {D}, texts=[TEXT]).lines == 2
    assert path.read_bytes() == b"".join(other)


def test_a_job_named_in_a_damaged_line_is_known(ours: Places, folder: Path) -> None:
    """Glued to another record, the wish still says whose job it was."""
    asked = line("job.asked", 1, dream=D, job="j-aaaaaaaaaa", kind="analysis")
    done = line("job.done", 3, job="j-aaaaaaaaaa", token="t-1111111111", result={"data": {"hook": "canary"}})
    path = write(folder / "2026-11.jsonl", asked[:-1] + line("night.marked", 2, night="2026-11-20"), done)

    about = rewrite.subjects(ours, {D})[D]
    rewrite.without(ours, about, texts=[])
    assert b"canary" not in path.read_bytes()
    assert b"night.marked" in path.read_bytes()


def test_a_byte_order_mark(ours: Places, folder: Path) -> None:
    """An editor's mark before the first line hides nothing."""
    gone = life(D, 1, TEXT, "j-aaaaaaaaaa", "e-aaaaaaaaaa")
    path = write(folder / "2026-11.jsonl", b"\xef\xbb\xbf", *gone)
    rewrite.without(ours, rewrite.subjects(ours, {D})[D], texts=[TEXT])

    assert path.read_bytes() == b""


@pytest.mark.parametrize("odd", [["x"], {"a": 1}, 7, None])
def test_odd_records_stop_nothing(ours: Places, folder: Path, odd: Any) -> None:
    """A stranger's line with something else where an id belongs is passed over."""
    strange = json.dumps({"kind": "job.asked", "data": {"dream": odd, "job": odd, "target": D, "about": odd}}) + "\n"
    more = json.dumps({"kind": "dream.purged", "data": {"dream": D, "about": odd, "gaps": odd}}) + "\n"
    path = write(folder / "2026-11.jsonl", strange.encode(), more.encode())

    assert rewrite.subjects(ours, {D}) == {D: {D}}
    rewrite.without(ours, {D}, texts=[TEXT])
    assert path.read_bytes() == more.encode()


def test_other_hosts_files_are_only_named(ours: Places, folder: Path) -> None:
    """One that made a job or reviewed an event of the dream speaks of it, though it never says the dream's id."""
    mine = life(D, 1, TEXT, "j-aaaaaaaaaa", "e-aaaaaaaaaa")
    write(folder / "2026-11.jsonl", *mine)
    away = Path(ours.log, "away0000")
    one = write(away / "2026-11.jsonl", line("job.done", 1, host="away0000", job="j-aaaaaaaaaa", token="t-2222222222"))
    two = write(away / "2026-12.jsonl", line("dream.purged", 2, host="away0000", dream=D))
    before = [one.read_bytes(), two.read_bytes()]
    about = rewrite.subjects(ours, {D})[D]
    rewrite.without(ours, about, texts=[TEXT])

    assert rewrite.elsewhere(ours, about) == ["away0000/2026-11.jsonl"]
    assert [one.read_bytes(), two.read_bytes()] == before


def test_what_a_killed_rewrite_left_goes(ours: Places, folder: Path) -> None:
    """Its half-written file holds words of other dreams, and nobody reads it."""
    left = write(folder / "2026-11.jsonl.new-4711", b"words of other dreams")
    write(folder / "2026-11.jsonl", line("dream.logged", 1, dream=D, text=TEXT))
    rewrite.without(ours, {D}, texts=[TEXT])

    assert not left.exists()


def test_a_kill_leaves_the_old_file_or_the_new_one(ours: Places, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The file is never written in place, and is on the disk before it takes the place."""
    path = write(folder / "2026-11.jsonl", line("dream.logged", 1, dream=D, text=TEXT))
    before, calls = path.read_bytes(), []
    for name in ("fsync", "replace"):
        real = getattr(os, name)

        def noted(*args: Any, _name: str = name, _real: Any = real) -> Any:
            calls.append((_name, path.read_bytes() == before))
            return _real(*args)

        monkeypatch.setattr(os, name, noted)
    rewrite.without(ours, {D}, texts=[TEXT])

    assert calls == [("fsync", True), ("replace", True), ("fsync", False)]
