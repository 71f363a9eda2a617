"""Every whole line of every host is read, in one order, whatever stands between them."""

from __future__ import annotations

import json
import os
import random
import zlib
from pathlib import Path
from typing import Any

import pytest

from dreamstream.log import frame, reader, verify
from dreamstream.log.reader import START, Bad, Cursor, Entry
from dreamstream.paths import Places


def line(
    text: str, *, host: str = "aaaaaaaa", seq: int = 1, at: str = "2026-11-20T06:42:11.123+01:00", **more: Any
) -> bytes:
    return frame.spell(
        id=more.pop("id", f"x-{host}-{seq}"),
        host=host,
        seq=seq,
        at=at,
        kind=more.pop("kind", "dream.logged"),
        data={"dream": f"d-{text}", "text": text} | more,
    )


def put(ours: Places, body: bytes, *, host: str = "aaaaaaaa", name: str = "2026-11.jsonl") -> Path:
    path = Path(ours.log, host, name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(body)
    return path


def read(ours: Places, bad: list[Bad] | None = None) -> list[Entry]:
    into: list[Bad] = [] if bad is None else bad
    return list(reader.merge([reader.read(ours, s, Cursor(), into) for s in reader.segments(ours)]))


def texts(ours: Places, bad: list[Bad] | None = None) -> list[str]:
    return [entry.record["data"].get("text", "?") for entry in read(ours, bad)]


def hostile(chance: random.Random) -> bytes:
    """One line of what disks, editors, merges and strangers leave in a file."""
    good = line("fuzz", seq=chance.randrange(1000))[:-1]
    kind = chance.randrange(14)
    if kind == 0:
        return chance.randbytes(chance.randrange(200)).replace(b"\n", b"")
    if kind == 1:
        return b"\0" * chance.randrange(1, 5000)
    if kind == 2:
        return b'{"v":1,"kind":"dream.logged","data":' + b"[" * chance.randrange(1, 5000)
    if kind == 3:
        return good[: chance.randrange(1, len(good))]
    if kind == 4:
        place = chance.randrange(len(good))
        return (good[:place] + bytes([good[place] ^ 1 << chance.randrange(8)]) + good[place + 1 :]).replace(b"\n", b"?")
    if kind == 5:
        return chance.choice([b"<<<<<<< HEAD", b"=======", b">>>>>>> b1946ac", b"\xe2\x80\xa8", b"\x1b]52;c;x\x07"])
    if kind == 6:
        odd = chance.choice(["NaN", "1e400", "1180591620717411303424", '"\\ud800"', "9" * 5000, "-Infinity"])
        return f'{{"kind":"dream.logged","data":{{"dream":"d-x","text":"x","stress":{odd}}}}}'.encode()
    if kind == 7:
        return b'{"kind":"a","kind":7,"data":{},"data":[]}'
    if kind == 8:
        return json.dumps(chance.choice([None, 7, [], "x", {}, {"kind": "x"}, {"data": {}}])).encode()
    if kind == 9:
        return good[:-2] + b'","mood":1}'
    if kind == 10:
        return good[10:]
    if kind == 11:
        return "夢を見た {".encode("utf-16")
    if kind == 12:
        return good.replace(b"fuzz", b"FUZZ")
    return good[:-10] + b"%08x" % chance.getrandbits(32) + b'"}'


def test_good_lines_are_read_among_three_thousand_hostile_ones(ours: Places) -> None:
    """Every good record comes, every hostile line is counted, nothing raises."""
    seed = int(os.environ.get("DREAMSTREAM_SEED", "20261120"))
    chance = random.Random(seed)
    lines = [hostile(chance).replace(b"\n", b"").replace(b"\r", b"") for _ in range(3000)]
    lines += [line(f"good {n}", seq=2000 + n)[:-1] for n in range(300)]
    chance.shuffle(lines)
    put(ours, b"\n".join(lines) + b"\n")

    bad: list[Bad] = []
    assert sorted(t for t in texts(ours, bad) if t.startswith("good")) == sorted(f"good {n}" for n in range(300)), seed
    blank = sum(not one.strip() for one in lines)
    assert len(bad) == 3000 - blank, seed
    assert verify.verify(ours)["records"] >= 300


@pytest.mark.parametrize("end", [b"\n", b"\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["no BOM", "BOM"])
def test_an_editor_may_have_changed_the_line_ends(ours: Places, end: bytes, mark: bytes) -> None:
    """Carriage returns and a byte order mark are no part of a record."""
    body = line("one", seq=1) + line("two", seq=2)
    put(ours, mark + body.replace(b"\n", end) + end)

    bad: list[Bad] = []
    assert texts(ours, bad) == ["one", "two"] and bad == []


def test_endless_lines_pass_by(ours: Places) -> None:
    """A line of any length costs its own record and no neighbour, wherever it ends."""
    for length in ((1 << 20) + 1, 2 << 20, (2 << 20) + 1, (2 << 20) + 2, (2 << 20) + 3, 5 << 20, (5 << 20) + (1 << 16)):
        put(ours, line("one", seq=1) + b"x" * length + b"\n" + line("two", seq=2))
        bad: list[Bad] = []
        assert texts(ours, bad) == ["one", "two"], length
        assert [(b.line, b.why) for b in bad] == [(2, "longer than 1 MiB")]
        put(ours, line("one", seq=1) + b"x" * length)
        assert texts(ours) == ["one"]


def test_two_large_records_glued_by_a_damaged_newline_are_read(ours: Places) -> None:
    """Together they are longer than a record may be; each of them is not."""
    one, two = line("one", seq=1, x="x" * 900_000), line("two", seq=2, x="x" * 900_000)
    put(ours, one[:-1] + b"\x0b" + two + line("three", seq=3))

    bad: list[Bad] = []
    assert texts(ours, bad) == ["one", "two", "three"]
    assert [b.offset for b in bad] == [0]


def test_any_one_flipped_bit_costs_at_most_one_record(ours: Places) -> None:
    """At every byte of a middle record, its newline too: the damage is named and the neighbours are read."""
    first, middle, last = (line(f"n{n}", seq=n) for n in (1, 2, 3))
    for place in range(len(middle)):
        flipped = bytearray(middle)
        flipped[place] ^= 1 << place % 8
        put(ours, first + bytes(flipped) + last)
        bad: list[Bad] = []
        found = texts(ours, bad)
        assert found[0] == "n1" and found[-1] == "n3", place
        assert found == (["n1", "n3"] if place < len(middle) - 1 else ["n1", "n2", "n3"])
        assert {len(first) <= b.offset < len(first) + len(middle) for b in bad} == {True}
        assert verify.verify(ours)["gaps"] == []


def test_an_unterminated_line_is_left_for_later(ours: Places) -> None:
    """It is still being written: the cursor stays before it, and reads it once it ends."""
    path = put(ours, line("one", seq=1) + line("two", seq=2)[:-5])
    (segment,) = reader.segments(ours)
    cursor, bad = Cursor(), []
    assert [e.record["seq"] for e in reader.read(ours, segment, cursor, bad)] == [1]
    path.write_bytes(line("one", seq=1) + line("two", seq=2))

    assert [e.record["seq"] for e in reader.read(ours, segment, cursor, bad)] == [2]
    assert (cursor.offset, cursor.line, bad) == (path.stat().st_size, 2, [])


# ── one order ──


def test_hosts_are_merged_by_instant_then_host_then_number(ours: Places) -> None:
    """Whatever offset a time is written with, and whichever file comes first."""
    put(
        ours,
        line("b1", host="bbbbbbbb", seq=1, at="2026-11-20T08:00:00.000+09:00")  # 23:00 the day before, in Greenwich
        + line("b2", host="bbbbbbbb", seq=2, at="2026-11-20T09:00:00.000+09:00"),
        host="bbbbbbbb",
    )
    put(
        ours,
        line("a1", seq=1, at="2026-11-20T00:30:00.000+01:00")
        + line("a2", seq=2, at="2026-11-20T01:00:00.000+01:00")
        + line("a3", seq=3, at="2026-11-20T01:00:00.000+01:00"),
    )

    assert texts(ours) == ["b1", "a1", "a2", "a3", "b2"]


def test_a_time_written_by_hand_never_breaks_the_order(ours: Places) -> None:
    """Keys do not fall within a file: a record stands after the one above it, whatever time it claims."""
    times = [
        "2026-11-20T06:00:00+01:00",
        "garbage",
        "",
        None,
        7,
        [],
        "1999-01-01",
        "2030-01-01T00:00:00Z",
        "0001-01-01",
    ]
    lines = [json.dumps({"kind": "x", "at": at, "data": {"text": str(n)}}).encode() for n, at in enumerate(times)]
    put(ours, b"\n".join(lines) + b"\n")

    keys = [entry.key for entry in read(ours)]
    assert texts(ours) == [str(n) for n in range(len(times))]
    assert keys == sorted(keys) and keys[0] >= START


@pytest.mark.parametrize("seq", [1 << 63, -(1 << 70), "7", None, 1.5, True, []])
def test_a_number_that_is_none_is_no_key(ours: Places, seq: Any) -> None:
    """A stranger's sealed line may hold anything; the key is what the index can keep."""
    body = json.dumps({"v": 1, "kind": "x", "seq": seq, "data": {"text": "x"}}, separators=(",", ":")).encode()[:-1]
    put(ours, body + b',"crc":"%08x"}\n' % zlib.crc32(body))

    (entry,) = read(ours)
    assert -(1 << 63) <= entry.key[2] < 1 << 63


@pytest.mark.parametrize("cut", [None, 1, -3])
def test_a_sync_conflict_copy_adds_nothing(ours: Places, cut: int | None) -> None:
    """The same records in two files, one of them shorter or torn, come once; what only the copy has comes too."""
    whole = b"".join(line(f"{n}", seq=n, at=f"2026-11-20T06:00:{n:02}.000+01:00") for n in range(1, 9))
    lines = whole.splitlines(keepends=True)
    put(ours, b"".join(lines[:6]))
    copy = lines if cut is None else lines[:cut] if cut > 0 else [*lines[:-1], lines[-1][:cut]]
    put(ours, b"".join(copy), name="2026-11.sync-conflict-20261120-064211-ABCDEFG.jsonl")

    expected = {None: 8, 1: 6, -3: 7}[cut]
    assert texts(ours) == [f"{n}" for n in range(1, expected + 1)]


def test_only_files_of_ours_are_read(ours: Places, tmp_path: Path) -> None:
    """Folders, links and other endings are passed over."""
    put(ours, line("one"))
    elsewhere = tmp_path / "elsewhere.jsonl"
    elsewhere.write_bytes(line("two", seq=2))
    Path(ours.log, "aaaaaaaa", "2026-12.jsonl").symlink_to(elsewhere)
    Path(ours.log, "cccccccc").symlink_to(tmp_path)
    Path(ours.log, "aaaaaaaa", "2027-01.jsonl").mkdir()
    put(ours, line("three", seq=3), name="2026-11.jsonl.bak")
    Path(ours.log, "stray.jsonl").write_bytes(line("four", seq=4))

    assert texts(ours) == ["one"]


def test_no_log_is_an_empty_one(ours: Places) -> None:
    """Before the first dream there is nothing to read, and looking makes nothing."""
    assert read(ours) == [] and not Path(ours.home).exists()
