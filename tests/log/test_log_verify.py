"""Every damaged line is named with its place, and nothing else is called damage."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from dreamstream.journal import Journal
from dreamstream.log import reader
from dreamstream.log.verify import verify
from dreamstream.paths import Places


def segment(ours: Places) -> Path:
    (found,) = reader.segments(ours)
    return Path(ours.log, found.path)


def tell(journal: Journal, *texts: str) -> None:
    for text in texts:
        journal.tell([("dream.logged", {"dream": f"d-{text}", "text": text})])


def test_a_sound_log_is_sound(journal: Journal, ours: Places) -> None:
    """Nothing bad, no gap, nothing unsealed; an empty journal too."""
    nothing = {"records": 0, "bad": [], "unsealed": [], "gaps": [], "hand_written": 0}
    assert verify(ours) == nothing
    tell(journal, "one", "two")

    assert verify(ours) == {**nothing, "records": 2}


def test_damage_is_named_with_file_line_and_offset(journal: Journal, ours: Places) -> None:
    """A flipped bit is one bad line, and its number is no gap besides."""
    tell(journal, "one", "two", "three")
    path = segment(ours)
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(lines[0] + lines[1].replace(b"two", b"tWo") + lines[2])

    found = verify(ours)
    assert found["records"] == 2
    (bad,) = found["bad"]
    assert (bad["file"], bad["line"], bad["offset"]) == (reader.segments(ours)[0].path, 2, len(lines[0]))
    assert "checksum" in bad["why"] and found["gaps"] == []


def test_a_line_taken_out_is_a_gap(journal: Journal, ours: Places) -> None:
    """Whole lines that are missing are told by their numbers, also the first ones."""
    tell(journal, "one", "two", "three", "four", "five")
    path = segment(ours)
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(lines[1] + lines[4])

    host = path.parent.name
    assert verify(ours)["gaps"] == [{"host": host, "first": 1, "last": 1}, {"host": host, "first": 3, "last": 4}]


def test_lines_in_another_order_or_twice_are_no_gap(journal: Journal, ours: Places) -> None:
    """A merge may shuffle and repeat; nothing is lost by it."""
    tell(journal, "one", "two", "three")
    path = segment(ours)
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([*reversed(lines), lines[0]]))

    assert verify(ours)["gaps"] == [] and verify(ours)["bad"] == []


def test_a_torn_tail_is_unsealed_until_the_next_dream(journal: Journal, ours: Places) -> None:
    """It is no damage while it is the end of the file, and one bad line without a gap once it is sealed."""
    tell(journal, "one", "two")
    path = segment(ours)
    path.write_bytes(path.read_bytes()[:-20])
    assert verify(ours)["unsealed"] == [reader.segments(ours)[0].path] and verify(ours)["bad"] == []
    tell(journal, "three")

    found = verify(ours)
    assert (found["unsealed"], len(found["bad"]), found["gaps"]) == ([], 1, [])


def test_hand_written_lines_are_counted_and_are_no_gap(journal: Journal, ours: Places) -> None:
    """Also when dreams are told after them."""
    tell(journal, "one")
    with segment(ours).open("ab") as file:
        file.write(b'{"kind":"dream.logged","data":{"dream":"d-hand","text":"by hand"}}\n')
    tell(journal, "two", "three")

    found = verify(ours)
    assert (found["records"], found["hand_written"], found["gaps"], found["bad"]) == (4, 1, [], [])


def test_the_command_says_it_and_exits_1(ds: Callable[..., Any], ours: Places) -> None:
    """`verify` and `doctor` name the damage; reading commands say it in one line and go on."""
    ds("log", "the first sea", "--no-jobs")
    ds("log", "the second sea", "--no-jobs")
    assert ds("verify").code == 0
    path = segment(ours)
    path.write_bytes(path.read_bytes().replace(b"first", b"firsT"))

    ran = ds("verify", "--json")
    assert (ran.code, len(ran.data["bad"])) == (1, 1)
    assert ds("doctor").code == 1
    listed = ds("list", "--jsonl")
    assert (listed.code, len(listed.lines)) == (0, 1)
    assert len(listed.err.splitlines()) == 1 and "1 line of the log was skipped as damaged" in listed.err
