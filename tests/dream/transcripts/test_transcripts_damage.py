"""Any bytes are read or refused, quickly, and never with an error."""

from __future__ import annotations

import json
import random
import re
import time
import tracemalloc
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dreamstream import dates
from dreamstream.dream.transcripts import content, door, pieces

SAMPLES = {path.name: path.read_bytes() for path in sorted((Path(__file__).parent / "samples").iterdir())}
_BITS = (
    *(b'"', b"\\", b"{", b"}", b"[", b"]", b"\x00", b"\xff", b"\n", b"\r", b"-->", b"00:00:99,999 --> ", b"null"),
    *(
        b"1e999",
        b"NaN",
        b"\\ud800",
        b"<v ",
        b"<!--",
        b"```",
        b"9" * 5000,
        b"[" * 20_000,
        b'{"a":' * 5000,
        b"\xef\xbb\xbf",
    ),
    *(b":", b"true", b"\xff\xfe", b"99:99:99,999 --> 99:99:99,999\n", b"0000-00-00", b"9999-12-31T23:59:59-14:00"),
)
#: A place and a reason: nothing that anybody said.
_WARNING = re.compile(
    r"(?:(?:line|logline|conversation|segment) \d+: |the conversation: )?"
    r"(?:not JSON|no JSON object|not written to its end|longer than 64 MiB|a turn without a message|no payload"
    r"|not JSON; what can be read of it is read|without its messages|a message is lost|only a helper's own talk"
    r"|no current message is named; the newest branch is read|neither the user's turn nor the machine's"
    r"|a caption without (?:a time|words)|a time that is none|without words|heard in silence"
    r"|no JSON object; what can be read of it is read"
    r"|the same words again and again|and [\d,]+ places more|no UTF-8; read as (?:GB 18030|Windows-1252)"
    r"|some bytes are no UTF-8; they show as \ufffd)"
)


def holds(body: bytes, name: str) -> str:
    """Read it and check what every session keeps; what it was."""
    sniffed = door.sniff(body, name)
    sessions = door.read(body, name)
    assert bool(sniffed.format) == bool(sessions) != bool(sniffed.why)
    for session in sessions:
        assert session.format == sniffed.format
        assert len({turn.id for turn in session.turns}) == len(session.turns)
        assert session.at is None or dates.is_real(session.at)
        for turn in session.turns:
            assert turn.text.strip() == turn.text != ""
            assert not re.search(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]", turn.text + turn.id + turn.speaker)
            assert "\n" not in turn.id + turn.speaker
            assert turn.at is None or dates.is_real(turn.at)
            assert turn.offset is None or 0 <= turn.offset < 1e8
        for warning in session.warnings:
            assert _WARNING.fullmatch(warning), warning
        assert content.grown(session, len(session.turns), content.whole(session))
    return sniffed.format


def mutated(rnd: random.Random) -> tuple[str, bytes]:
    """A sample with some of it cut, doubled, overwritten or from another."""
    name, whole = rnd.choice(list(SAMPLES.items()))
    body = bytearray(whole)
    for _ in range(rnd.choice((1, 1, 2, 5, 30))):
        at, how = rnd.randrange(len(body) + 1), rnd.randrange(7)
        if how == 0:
            body[at:at] = rnd.choice(_BITS)
        elif how == 1:
            del body[at : at + rnd.choice((1, 3, 50, 500))]
        elif how == 2:
            body[at : at + 1] = bytes([rnd.randrange(256)])
        elif how == 3:
            body[at:at] = body[max(0, at - 900) : at]
        elif how == 4:
            bit = rnd.choice(_BITS)
            body[at : at + len(bit)] = bit
        elif how == 5:
            other = rnd.choice(list(SAMPLES.values()))
            body[at:at] = other[: rnd.randrange(len(other))]
        elif rnd.random() < 0.3:
            del body[at:]
    if rnd.random() < 0.05:
        return name, body.decode("utf-8", "replace").encode("utf-16")
    return name, bytes(body)


def test_a_thousand_mutants() -> None:
    """Each is read as far as it can be, or refused; and most are still what they were."""
    rnd = random.Random("mutants")
    read = sum(bool(holds(body, name)) for name, body in (mutated(rnd) for _ in range(1000)))

    assert read > 850


@given(st.binary(max_size=300), st.sampled_from(sorted(SAMPLES)), st.integers(0, 5000))
@settings(max_examples=150)
def test_any_bytes(noise: bytes, name: str, at: int) -> None:
    """Noise alone, and noise in the middle of a transcript."""
    body = SAMPLES[name]

    holds(noise, name)
    holds(body[:at] + noise + body[at:], name)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inside: (
        st.lists(inside, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                (
                    *("type", "role", "message", "content", "text", "mapping", "parent", "children", "author", "parts"),
                    *("payload", "current_node", "segments", "start", "offsets", "id", "timestamp", "create_time"),
                    *("sessionId", "at", "source", "summary", "leafUuid", "uuid", "speaker", "no_speech_prob"),
                )
            ),
            inside,
            max_size=5,
        )
    ),
    max_leaves=25,
)


@given(_JSON, st.sampled_from(["", "user", "message", "event_msg", "response_item", "session_meta", "summary"]))
@settings(max_examples=150)
def test_any_json(value: object, kind: str) -> None:
    """The right keys with anything in them, as a line, as a list and as a conversation."""
    whole = SAMPLES["claude.jsonl"].split(b"\n")[1] + b"\n"
    record = {**value, "type": kind} if isinstance(value, dict) and kind else value
    line = json.dumps(record).encode()

    holds(line, "")
    holds(whole + line + b"\n" + whole, "")
    holds(b'[{"mapping": ' + line + b"}]", "")
    holds(b'{"segments": [' + line + b"]}", "")
    holds(b'{"loglines": [' + line + b"]}", "")
    holds(SAMPLES["rollout.jsonl"] + line, "")
    holds(SAMPLES["chat.jsonl"] + line, "")


N = 60_000
HEAVY = {
    "quotes": b'{"a":"' + b'\\"' * N,
    "voices": b"WEBVTT\n\n00:01.000 --> 00:02.000\n" + b"<v " * N,
    "open": b"WEBVTT\n\n00:01.000 --> 00:02.000\n" + b"<" * N,
    "brackets": b"[" * N,
    "braces": b'{"a":' * N,
    "objects": b"[{" * N,
    "spaces": b"Ann" + b" " * N + b": x",
    "stars": b"**a" * N,
    "hashes": b"# " + b"a " * N,
    "folds": b"<details>" * N,
    "comments": b"<!--" * N,
    "dashes": b"- - " * N,
    "clocks": b"00:00 " * N,
    "arrows": b"00:00:01,000 -->" * N,
    "numbers": b"1\n00:00:01,000 --> 00:00:02,000\n" + b"1\n\n" * N,
    "escapes": b"hello " * 100 + b"\x1b[" + b"1;" * N + b"\x1b]" * N,
    "one id": b'{"type":"user","message":{"content":"x"},"turnId":"a"}\n' * (N // 10),
    "one name": b"Ann (a1): hi\n" * (N // 10),
    "dates": b"2026-" * N,
    "high": b"\xff" * N,
    "blank": b"x" + b"\n" * N + b"x",
    "chain": b'{"mapping":{' + b",".join(b'"%d":{"parent":"%d"}' % (n, n + 2) for n in range(N // 10)) + b"}}",
}


@pytest.mark.parametrize("name", HEAVY)
def test_time_grows_with_length_only(name: str) -> None:
    """Nothing a stranger writes makes a small file slow: these would take minutes where a step looks back."""
    begun = time.process_time()
    holds(HEAVY[name], "")

    assert time.process_time() - begun < 3


def test_what_is_left_out_takes_no_memory() -> None:
    """A large log whose tools said most of it is read line by line."""

    def lines() -> Iterator[bytes]:
        for n in range(120):
            result = [{"type": "tool_result", "content": "x" * 60_000}]
            yield json.dumps({"type": "user", "uuid": f"r{n}", "message": {"content": result}}).encode()
            yield json.dumps({"type": "user", "uuid": f"u{n}", "message": {"content": "a lake"}}).encode()

    body = b"\n".join(lines())
    tracemalloc.start()
    try:
        (session,) = door.read(body)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert (len(session.turns), len(body) > 7_000_000) == (120, True)
    # A megabyte at a time is checked for its alphabet, decoded beside the bytes it came from.
    assert peak < len(body) * 0.6


def test_pieces_of_a_document() -> None:
    """Elements and members stand where they stand, whatever their strings hold."""
    body = b' [ {"a": "}\\"]"}, 7, "{", [1, [2]], {"b": {"c": []}}, {"cut": [1'

    assert [piece for _, piece in pieces.elements(body, body.index(b"["))] == [
        b'{"a": "}\\"]"}', b"[1, [2]]", b'{"b": {"c": []}}', b'{"cut": [1',
    ]  # fmt: skip
    found = pieces.members(b'{"a": 1, "b" : {"a": 2}, "c": "b", "d": ["e"]} {"f": 1}')
    assert list(found) == ["a", "b", "c", "d"]
    assert pieces.value(b'{"b" : {"a": 2}, "c": 1}', 7) == b'{"a": 2}'
