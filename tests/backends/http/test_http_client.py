"""The one client: every fault in its class, in time, with no key anywhere."""

from __future__ import annotations

import socket
import threading
import time
import tracemalloc
from collections.abc import Mapping
from typing import Any

import pytest
from backends.http import servers

from dreamstream.backends import meter
from dreamstream.backends.base import Fault
from dreamstream.backends.http.client import Client, Refusal
from dreamstream.errors import NotConsented

CANARY = "sk-canary-7f3a"


def client(base: str, *, key: str = CANARY, **more: Any) -> Client:
    def headers() -> Mapping[str, str]:
        return {"authorization": f"Bearer {key}"} if key else {}

    return Client(who="openai", base=base, headers=headers, allow=more.pop("allow", lambda: None), **more)


def fault(behave: servers.Behave, *, seconds: float = 0.6, **more: Any) -> tuple[Fault, float]:
    """What the client says of a server that does this, and how long it took, in seconds."""
    with servers.serving(behave) as base:
        began = time.monotonic()
        with pytest.raises(Fault) as caught:
            client(base).post("/x", {"a": 1}, seconds=seconds, **more)
        assert CANARY not in str(caught.value) + repr(caught.value)
        assert caught.value.__cause__ is None
        return caught.value, time.monotonic() - began


@pytest.mark.parametrize("behave", [servers.drip_headers, servers.drip_body, servers.hang])
def test_a_deadline_holds(behave: servers.Behave) -> None:
    """However the answer drips, the wait ends when it was said to; the wish may have been answered."""
    error, took = fault(behave)

    assert (error.transient, error.sent, error.down) == (True, True, True)
    assert "did not answer within" in error.message
    assert took < 1.6


@pytest.mark.parametrize(
    "behave", [servers.vanish, servers.reset, servers.answer(b"{}", length=5000)], ids=["vanish", "reset", "cut"]
)
def test_a_broken_answer(behave: servers.Behave) -> None:
    """Half an answer is none, and worth another try."""
    error, _ = fault(behave, seconds=5)

    assert (error.transient, error.sent) == (True, True)
    assert error.message == "openai broke off its answer"


def test_nobody_there() -> None:
    """Nothing was sent, and it says so."""
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        with pytest.raises(Fault) as caught:
            client(f"http://127.0.0.1:{held.getsockname()[1]}").get("/", seconds=5)

    assert (caught.value.transient, caught.value.down, caught.value.sent) == (True, True, False)


def test_a_bomb_stays_small() -> None:
    """Fifty megabytes in fifty kilobytes are refused at the cap, and never unpacked."""
    bomb = servers.bomb(50 << 20)
    tracemalloc.start()
    error, _ = fault(bomb, seconds=10, most=1 << 20)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert error.message == "openai sent more than 1 MiB"
    assert not error.transient
    assert peak < 8 << 20


def test_a_body_without_an_end() -> None:
    """It is read up to the cap."""
    error, took = fault(servers.endless, seconds=20, most=1 << 20)

    assert "more than 1 MiB" in error.message
    assert took < 10


@pytest.mark.parametrize(
    ("status", "transient", "said"),
    [
        ("301 Moved", False, "elsewhere"),
        ("307 Temporary Redirect", False, "elsewhere"),
        ("400 Bad Request", False, "does not accept the request"),
        ("401 Unauthorized", False, "does not accept the key"),
        ("403 Forbidden", False, "does not accept the key"),
        ("404 Not Found", False, "does not know this model"),
        ("408 Timeout", True, "in trouble"),
        ("409 Conflict", True, "in trouble"),
        ("413 Too Large", False, "longer than"),
        ("425 Early", True, "in trouble"),
        ("429 Many", True, "too often"),
        ("500 Error", True, "in trouble"),
        ("502 Gate", True, "in trouble"),
        ("503 No", True, "in trouble"),
        ("504 Gate", True, "in trouble"),
        ("529 Full", True, "overloaded"),
        ("599 What", False, "does not accept"),
    ],
)
def test_statuses(status: str, transient: bool, said: str) -> None:
    """Each status has its class; nothing follows a redirect, and what the server wrote goes no further."""
    behave = servers.answer(
        b'{"error":{"message":"you sent sk-canary-7f3a: I dreamt of"}}',
        status=status,
        headers="Location: http://127.0.0.1:9/\r\n",
    )
    error, _ = fault(behave, seconds=5)

    assert error.transient is transient
    assert said in error.message
    assert "dreamt" not in error.message


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("insufficient_quota", "no credit"),
        ("moderation_blocked", "declined"),
        ("content_filter", "declined"),
        ("context_length_exceeded", "longer than"),
    ],
)
def test_codes_that_say_more(code: str, said: str) -> None:
    """A 429 without credit is not asked again, whatever its status says."""
    error, _ = fault(servers.answer(f'{{"error":{{"code":"{code}"}}}}'.encode(), status="429 Many"), seconds=5)

    assert said in error.message
    assert not error.transient


def test_a_refusal_keeps_what_was_told() -> None:
    """For the adapter alone: it may try a plainer way of speaking."""
    error, _ = fault(servers.answer(b'{"error":{"message":"response_format"}}', status="400 Bad"), seconds=5)

    assert isinstance(error, Refusal)
    assert (error.status, error.told) == (400, {"error": {"message": "response_format"}})


def test_a_proxy_of_the_environment_is_not_for_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    """A loopback server is reached directly, whatever HTTP_PROXY says."""
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    with servers.serving(servers.answer(b'{"ok":true}')) as base:
        assert client(base).post("/x", {}, seconds=5).json == {"ok": True}


def test_the_key_stands_in_a_header_only() -> None:
    """Neither in the address nor in the body."""
    seen: list[bytes] = []

    def behave(sock: socket.socket, request: bytes) -> None:
        seen.append(request)
        servers.answer()(sock, request)

    with servers.serving(behave) as base:
        client(base).post("/v1/x", {"a": 1}, seconds=5)
    head, _, body = seen[0].partition(b"\r\n\r\n")
    lines = head.split(b"\r\n")

    assert CANARY.encode() not in lines[0] + body
    assert [line.split(b":")[0].lower() for line in lines if CANARY.encode() in line] == [b"authorization"]


def test_no_key_over_plain_http_to_elsewhere() -> None:
    """An address of another machine without encryption gets no key, and nothing is sent."""
    with pytest.raises(Fault, match="unencrypted"):
        client("http://192.0.2.1:9").get("/", seconds=1)


@pytest.mark.parametrize("base", ["", "ftp://x", "file:///etc/passwd", "api.example.com", "http://"])
def test_an_address_that_is_none(base: str) -> None:
    """A base_url nobody can call is said to be one."""
    with pytest.raises(Fault, match="no http address"):
        client(base, key="").get("/", seconds=1)


def test_consent_comes_before_the_connection() -> None:
    """What may not leave is stopped before a byte does."""
    seen: list[bytes] = []

    def refuse() -> None:
        raise NotConsented("no", hint="")

    with servers.serving(lambda _sock, request: seen.append(request)) as base, pytest.raises(NotConsented):
        client(base, allow=refuse).get("/", seconds=1)
    assert seen == []


def test_many_at_once_and_no_more_than_the_settings_say() -> None:
    """Thirty-two threads, eight at a time."""
    now, most, lock = [0], [0], threading.Lock()

    def behave(sock: socket.socket, request: bytes) -> None:
        with lock:
            now[0] += 1
            most[0] = max(most[0], now[0])
        time.sleep(0.05)
        with lock:
            now[0] -= 1
        servers.answer()(sock, request)

    with servers.serving(behave) as base:
        one = client(base, parallel=8)
        threads = [threading.Thread(target=lambda: one.post("/x", {}, seconds=10)) for _ in range(32)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    assert 4 <= most[0] <= 8


def test_requests_are_counted_on_the_jobs_meter() -> None:
    """Each one that leaves, whether or not it is answered."""
    counted = meter.Meter()
    with servers.serving(servers.vanish) as base, meter.running(counted), pytest.raises(Fault):
        client(base).post("/x", {}, seconds=5)

    assert counted.as_json() == {"openai": {"requests": 1, "tokens": 0, "hosted": False}}
