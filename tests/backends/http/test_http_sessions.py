"""Every adapter that writes reads a session: what it sends, and what becomes of what comes back."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from backends.http import aimock, servers

from dreamstream import keys
from dreamstream.backends import meter
from dreamstream.config import Config
from dreamstream.dream.readers import who as readers
from dreamstream.dream.readers.port import Gained, Stretch, Wanted
from dreamstream.kinds.asking import ROUNDS
from dreamstream.paths import Places
from dreamstream.proposals import TYPES, Candidate
from dreamstream.turns import Turn

#: Who writes, what its address ends in, and how it says these words.
WRITERS: dict[str, tuple[str, Callable[[str], Any]]] = {
    "openai": (
        "/v1",
        lambda said: {"choices": [{"message": {"content": said}, "finish_reason": "stop"}], "model": "m"},
    ),
    "anthropic": ("", lambda said: {"content": [{"type": "text", "text": said}], "stop_reason": "end_turn"}),
    "gemini": ("", lambda said: {"candidates": [{"content": {"parts": [{"text": said}]}, "finishReason": "STOP"}]}),
    "ollama": ("", lambda said: {"message": {"content": said}, "done_reason": "stop"}),
}
SESSION = Wanted(
    turns=(
        Turn(id="turn-a", text="There was a red boat on the lake.", role="user", at="2026-11-20T07:10Z"),
        Turn(id="turn-b", text="What did the boat want?", role="assistant", at="2026-11-20T07:11Z"),
        Turn(id="turn-c", text="It wanted my “grandmother”. I will call her.", role="user", at="2026-11-20T07:12Z"),
    ),
    at="2026-11-20",
    candidates=(
        Candidate(id="d_1", title="The lake", events=("A lake was there.",), text="My own words of the dream."),
    ),
)
FOUND = {"turn": 3, "dream": 1, "type": "decision", "quote": "i will call her", "text": "To call her.", "score": 0.9}
BAD = {**FOUND, "type": "close"}


@pytest.fixture(params=WRITERS)
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def read(ours: Places, name: str) -> Callable[..., tuple[Gained, list[bytes]]]:
    """Read the session with a server that says these words, one after the other, the last for ever."""

    def call(*said: str, status: str = "200 OK", wanted: Wanted = SESSION) -> tuple[Gained, list[bytes]]:
        seen: list[bytes] = []

        def behave(sock: Any, request: bytes) -> None:
            seen.append(request)
            words = said[min(len(seen), len(said)) - 1]
            servers.answer(json.dumps(WRITERS[name][1](words)).encode(), status=status)(sock, request)

        with servers.serving(behave) as base:
            Config(ours).set(f"backend.{name}.base_url", base + WRITERS[name][0])
            Config(ours).set(f"backend.{name}.model", "a-model")
            keys.put(ours, name, {"key": aimock.KEY})
            with meter.running(meter.Meter()):
                return readers.open(Config(ours), name).read(wanted), seen

    return call


def test_a_session(read: Callable[..., tuple[Gained, list[bytes]]], name: str) -> None:
    """Asked once, with the schema; what comes back is in our terms, with the true words and their time."""
    gained, seen = read(json.dumps({"events": [BAD, FOUND]}))
    (proposal,) = gained.proposals

    assert (proposal.type, proposal.target, proposal.turns) == ("decision", "d_1", ("turn-c",))
    assert (proposal.quote, proposal.at) == ("I will call her", "2026-11-20T07:12Z")
    assert (gained.missed, gained.refused) == ((), {"unknown type": 1})
    assert len(seen) == 1
    assert all(kind.encode() in seen[0] for kind in TYPES)


def test_what_is_sent(read: Callable[..., tuple[Gained, list[bytes]]]) -> None:
    """Turns with role and time, titles and known events; no id, and no word of a dream's text."""
    _, seen = read('{"events": []}')
    sent = json.loads(seen[0].partition(b"\r\n\r\n")[2])
    words = json.dumps(sent, ensure_ascii=False)

    assert "[1] 2026-11-20 07:10 user: There was a red boat on the lake." in words
    assert "1. The lake" in words and "A lake was there." in words
    assert not any(hidden in words for hidden in ("turn-a", "d_1", "own words of the dream"))


def test_a_slip_is_mended(read: Callable[..., tuple[Gained, list[bytes]]]) -> None:
    """What is no JSON is said to be none, and asked for again."""
    gained, seen = read("I found a decision.", json.dumps({"events": [FOUND]}))

    assert len(gained.proposals) == 1
    assert len(seen) == 2 and b"cannot be read as JSON" in seen[1]


def test_a_broken_reply_is_salvaged(read: Callable[..., tuple[Gained, list[bytes]]]) -> None:
    """After the last round its whole items count."""
    gained, seen = read(json.dumps({"events": [FOUND, FOUND]})[:-30])

    assert len(gained.proposals) == 1
    assert gained.refused == {"cut off": 1}
    assert len(seen) == ROUNDS + 1


@pytest.mark.parametrize(
    ("status", "passing"), [("429 Slow", True), ("503 Down", True), ("400 No", False), ("401 Who", False)]
)
def test_a_server_that_refuses(read: Callable[..., tuple[Gained, list[bytes]]], status: str, passing: bool) -> None:
    """The stretch is missed; whether it was the server's fault is said, and no word of the talk."""
    gained, _ = read("no", status=status)
    (missed,) = gained.missed

    assert (missed.stretch, missed.passing, missed.attempts) == (Stretch(first=0, end=3), passing, 1)
    assert "boat" not in missed.why and aimock.KEY not in missed.why


def test_nobody_there(ours: Places, name: str) -> None:
    """A server that is down is asked once, however many stretches there are."""
    turns = tuple(Turn(id=str(n), text="x" * 9_000, role="user") for n in range(4))
    with servers.serving(servers.vanish) as base:
        address = base + WRITERS[name][0]
    Config(ours).set(f"backend.{name}.base_url", address)
    Config(ours).set(f"backend.{name}.model", "a-model")
    gained = readers.open(Config(ours), name).read(Wanted(turns=turns, at=None, candidates=()))

    assert [missed.passing for missed in gained.missed] == [True] * 4
    assert len({missed.why for missed in gained.missed}) == 1


def test_the_spending_is_counted(ours: Places, name: str, read: Callable[..., tuple[Gained, list[bytes]]]) -> None:
    """Each request stands on the meter under the backend's name."""
    meters: list[meter.Meter] = []
    real = meter.running
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(meter, "running", lambda own: meters.append(own) or real(own))
        read('{"events": []}')

    assert meters[0].spent[name].requests == 1
