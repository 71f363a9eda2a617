"""One record, one line: what is spelt comes back, and what is damaged never passes."""

from __future__ import annotations

import json
import zlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dreamstream.errors import Refused
from dreamstream.log import frame

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(1 << 63), (1 << 63) - 1)
    | st.floats(allow_nan=False, allow_infinity=False)
    | WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=12,
)


def spell(data: dict[str, Any], **more: Any) -> bytes:
    facts: dict[str, Any] = {
        "id": "x-0123456789",
        "host": "0a1b2c3d",
        "seq": 7,
        "at": "2026-11-20T06:42:11.123+01:00",
        "kind": "dream.logged",
    }
    return frame.spell(**(facts | more), data=data)


def sealed(text: str) -> bytes:
    """A line as another program would seal it, whatever stands in it."""
    body = text.encode("utf-8", "surrogatepass")[:-1]
    return body + b',"crc":"%08x"}' % zlib.crc32(body)


@given(st.dictionaries(WORDS, JSON, max_size=5))
def test_spelt_and_checked_is_the_same(data: dict[str, Any]) -> None:
    """Whatever JSON and SQLite can hold comes back as it went in, on one line."""
    line = spell(data)

    assert line.count(b"\n") == 1 and line.endswith(b'"}\n')
    record = frame.check(line[:-1])
    assert record["data"] == data
    assert (record["v"], record["seq"], record["kind"]) == (1, 7, "dream.logged")


def test_a_line_is_what_the_design_says() -> None:
    """The members stand in their order, without spaces, the checksum of all before it last."""
    line = spell({"text": "Señor 🌙"})[:-1]

    body, crc = line[:-18], line[-10:-2]
    assert list(json.loads(line)) == ["v", "id", "host", "seq", "at", "kind", "data", "crc"]
    assert crc == b"%08x" % zlib.crc32(body)
    assert "Señor 🌙".encode() in line


def test_every_flipped_bit_is_caught() -> None:
    """No single flipped bit of a record passes, neither as sealed nor as hand-written."""
    line = spell({"dream": "d-k3v9x2qm7t", "text": 'She said "go".\nÜber 12 Wölfe, 夢.', "tags": ["a", "b"]})[:-1]

    for place in range(len(line)):
        for bit in range(8):
            flipped = bytearray(line)
            flipped[place] ^= 1 << bit
            for part in bytes(flipped).split(b"\n"):
                with pytest.raises(frame.BadLine):
                    frame.check(part)


@given(st.integers(0, 0xFFFFFFFF), st.integers(0, 17), st.integers(0, 7))
def test_no_flip_in_any_seal_passes(number: int, place: int, bit: int) -> None:
    """Whatever the checksum's digits are, a bit flipped in the seal is seen."""
    line = spell({"text": str(number)})[:-1]
    flipped = bytearray(line)
    flipped[len(line) - 18 + place] ^= 1 << bit

    with pytest.raises(frame.BadLine):
        frame.check(bytes(flipped).replace(b"\n", b""))


DEEP: Any = 0
for _ in range(65):
    DEEP = [DEEP]


@pytest.mark.parametrize(
    "value",
    ["\ud800", "half \udfff a character", float("nan"), float("inf"), 1 << 63, -(1 << 63) - 1, DEEP, "x" * (1 << 20)],
    ids=["surrogate", "low surrogate", "NaN", "infinity", "2^63", "-2^63-1", "65 levels", "1 MiB"],
)
def test_what_cannot_be_held_is_refused(value: Any) -> None:
    """The refusal says what is wrong and what to do."""
    with pytest.raises(Refused) as refusal:
        spell({"text": value})

    assert refusal.value.message and refusal.value.hint


def test_the_edges_are_held() -> None:
    """The largest integers, 64 levels and a record of just 1 MiB are no damage."""
    data: Any = {"n": [(1 << 63) - 1, -(1 << 63)]}
    for _ in range(61):
        data = {"d": data}
    data = {"text": "NaN and \\ud800 are words here", **data}

    assert frame.check(spell(data)[:-1])["data"] == data
    room = frame.MAX_BYTES - len(spell({"text": ""}))
    full = spell({"text": "x" * room})
    assert len(full) == frame.MAX_BYTES
    assert len(frame.check(full[:-1])["data"]["text"]) == room
    with pytest.raises(Refused):
        spell({"text": "x" * (room + 1)})


def test_a_hand_written_line_is_taken_at_its_word() -> None:
    """Only a kind and data are needed; spaces and unknown members do no harm."""
    record = frame.check(
        b' { "kind": "dream.logged", "data": {"dream": "d-1", "text": "\xf0\x9f\x8c\x99"}, "mood": 1 } '
    )

    assert record["data"]["text"] == "🌙"


BAD = {
    "empty": b"",
    "NUL": b"\0" * 40,
    "binary": bytes(range(256)),
    "a list": b'["kind"]',
    "a number": b"7",
    "null": b"null",
    "no data": b'{"kind":"dream.logged"}',
    "data is a list": b'{"kind":"dream.logged","data":[]}',
    "kind is a number": b'{"kind":7,"data":{}}',
    "crc not last": b'{"v":1,"crc":"00000000","kind":"dream.logged","data":{}}',
    "crc not last, sealed": spell({})[:-2] + b',"mood":1}',
    "conflict": b"<<<<<<< HEAD",
    "conflict middle": b"=======",
    "conflict end": b">>>>>>> theirs",
    "cut off": spell({"text": "x"})[:40],
    "brackets": b'{"kind":"a","data":' + b"[" * 5000,
    "closed brackets": b'{"kind":"a","data":{"x":' + b"[" * 5000 + b"]" * 5000 + b"}}",
    "hand-written NaN": b'{"kind":"a","data":{"x":NaN}}',
    "hand-written 1e400": b'{"kind":"a","data":{"x":1e400}}',
    "hand-written 2^70": b'{"kind":"a","data":{"x":1180591620717411303424}}',
    "hand-written surrogate": b'{"kind":"a","data":{"x":"\\ud800"}}',
    "hand-written raw surrogate": b'{"kind":"a","data":{"x":"\xed\xa0\x80"}}',
    "hand-written digits": b'{"kind":"a","data":{"x":' + b"9" * 5000 + b"}}",
    "latin-1": b'{"kind":"a","data":{"x":"\xe9"}}',
    "UTF-16": '{"kind":"a","data":{}}'.encode("utf-16"),
    "1 MiB and one": b'{"kind":"a","data":{}}' + b" " * (1 << 20),
    "sealed surrogate": sealed('{"v":1,"kind":"a","data":{"x":"\\ud800"}}'),
    "sealed SURROGATE": sealed('{"v":1,"kind":"a","data":{"x":"\\uD800"}}'),
    "sealed raw surrogate": sealed('{"v":1,"kind":"a","data":{"x":"\ud800"}}'),
    "sealed NaN": sealed('{"v":1,"kind":"a","data":{"x":NaN}}'),
    "sealed infinity": sealed('{"v":1,"kind":"a","data":{"x":-Infinity}}'),
    "sealed, not JSON": sealed('{"v":1,"kind":"a","data":}'),
    "sealed, no data": sealed('{"v":1,"kind":"a"}'),
    "sealed brackets": sealed('{"v":1,"kind":"a","data":{"x":' + "[" * 100_000 + "]" * 100_000 + "}}"),
}


@pytest.mark.parametrize("line", BAD.values(), ids=BAD.keys())
def test_a_bad_line_is_named(line: bytes) -> None:
    """Hostile lines are bad lines, never another error, and each says why."""
    with pytest.raises(frame.BadLine) as bad:
        frame.check(line)

    assert str(bad.value)


def test_a_conflict_marker_and_a_cut_line_are_called_by_name() -> None:
    """Whoever reads the damage report learns what happened."""
    assert _why(b"<<<<<<< HEAD") == "a conflict marker left by a merge"
    assert _why(spell({"text": "x"})[:40]) == "cut off while it was written"


def _why(line: bytes) -> str:
    with pytest.raises(frame.BadLine) as bad:
        frame.check(line)
    return str(bad.value)


@given(st.binary(max_size=200) | WORDS.map(str.encode) | JSON.map(lambda value: json.dumps(value).encode()))
def test_any_bytes_are_a_record_or_a_bad_line(line: bytes) -> None:
    """Nothing a file can hold raises anything else."""
    try:
        record = frame.check(line)
    except frame.BadLine:
        record = {"kind": "", "data": {}}

    assert isinstance(record["kind"], str) and isinstance(record["data"], dict)
    assert frame.pieces(line) == []


def test_a_good_record_glued_to_a_torn_one_is_rescued() -> None:
    """At every length of the torn one."""
    torn, good = spell({"text": "torn"})[:-1], spell({"text": 'good, with {"v":1,"id":" in it'}, id="x-good000000")[:-1]

    for length in range(1, len(torn)):
        assert [r["data"]["text"][:4] for r in frame.pieces(torn[:length] + good)] == ["good"]


def test_both_sides_of_a_damaged_newline_are_rescued() -> None:
    """A flipped newline glues two whole records, or hangs a byte on the last one."""
    first, second = spell({"text": "first"})[:-1], spell({"text": "second"})[:-1]

    for bit in range(8):
        byte = bytes([ord("\n") ^ 1 << bit])
        assert [r["data"]["text"] for r in frame.pieces(first + byte + second)] == ["first", "second"]
        assert [r["data"]["text"] for r in frame.pieces(first + byte)] == ["first"]
