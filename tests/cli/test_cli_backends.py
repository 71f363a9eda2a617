"""Who can do what, one small call to find out, what it costs, and what the day's limits leave."""

from __future__ import annotations

import io
import json
import socket
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from backends.http import aimock, servers
from conftest import Command
from PIL import Image

from dreamstream import ids, media
from dreamstream.backends.registry import ABLE
from dreamstream.journal import Journal
from dreamstream.paths import Places

DREAM = "I stood at the sea and a lamp came over the water."


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[aimock.Server]:
    with aimock.running(tmp_path_factory.mktemp("aimock")) as started:
        yield started


@pytest.fixture
def use(ds: Command) -> Callable[..., None]:
    def call(name: str, base: str, *, key: str = aimock.KEY) -> None:
        ds("config", "set", f"backend.{name}.base_url", base + ("/v1" if name == "openai" else ""))
        ds("config", "set", f"backend.{name}.model", "a-model")
        ds("config", "set", f"backend.{name}.image_model", "a-model")
        ds("keys", "set", name, stdin=key)

    return call


def row(ds: Command, name: str) -> dict[str, Any]:
    return next(r for r in ds("backends", "list", "--json").data if r["name"] == name)


def test_the_list_is_the_one_table(ds: Command) -> None:
    """Everybody there is, with what each can do; at first everything is made here."""
    found = {r["name"]: r for r in ds("backends", "list", "--json").data}

    assert {name: set(r["can"]) for name, r in found.items()} == {name: set(able) for name, able in ABLE.items()}
    assert "analysis" in found["local"]["makes"] and found["openai"]["makes"] == []
    assert (found["openai"]["host"], found["openai"]["allowed"], found["openai"]["key"]) == (
        "api.openai.com",
        False,
        None,
    )
    assert (found["ollama"]["host"], found["ollama"]["allowed"]) == (None, True)


def test_one_line_and_a_key(ds: Command) -> None:
    """That is all it takes: named, allowed, and the kinds go there."""
    ds("config", "set", "backend.text", "anthropic")
    assert "has no key yet" in ds("analyze", ds("log", DREAM).out.strip()).err
    ds("keys", "set", "anthropic", stdin="sk-1")
    found = row(ds, "anthropic")

    assert (found["allowed"], found["key"], found["host"]) == (True, "stored", "api.anthropic.com")
    assert {"analysis", "comic", "lens", "healing"} <= set(found["makes"])
    assert "anthropic: text; at api.anthropic.com, allowed, with a key; makes" in ds("backends", "list").out


def test_each_kind_may_go_elsewhere(ds: Command) -> None:
    """`backend.<kind>` counts before `backend.text`."""
    ds("config", "set", "backend.healing", "ollama")

    assert row(ds, "ollama")["makes"] == ["healing"]  # the ending; its picture is drawn as usual
    ds("config", "set", "backend.analysis", "ollama")
    assert row(ds, "ollama")["makes"] == ["analysis", "healing"]
    assert "image" in row(ds, "local")["makes"]


@pytest.mark.parametrize(
    ("name", "checks"),
    [
        ("openai", ["words", "structured output", "picture"]),
        ("anthropic", ["words", "structured output"]),
        ("ollama", ["words", "structured output"]),
    ],
)
def test_a_test_that_goes_well(
    ds: Command, server: aimock.Server, use: Callable[..., None], name: str, checks: list[str]
) -> None:
    """One small call each, with a sentence of ours and no dream."""
    ds("log", DREAM)
    use(name, server.base)
    server.asked()
    ran = ds("backends", "test", name, "--json")
    sent = json.dumps(server.asked())

    assert ran.code == 0, ran.out
    assert [check["name"] for check in ran.data["checks"]] == checks
    assert all(check["ok"] for check in ran.data["checks"])
    assert "lamp came over the water, slowly" in sent and "I stood at the sea" not in sent


def test_a_wrong_key(ds: Command, server: aimock.Server, use: Callable[..., None]) -> None:
    """It says which command sets another, ends with 5, and asks nothing more."""
    use("openai", server.base, key="sk-wrong")
    ran = ds("backends", "test", "openai")

    assert ran.code == 5
    assert "✗ words: openai does not accept the key (401); `dreamstream keys set` says another." in ran.out
    assert "picture" not in ran.out and "sk-wrong" not in ran.out + ran.err


@pytest.mark.parametrize(
    ("reply", "failed"),
    [('{"choices":[{"message":{"content":"lake"}}]}', "structured output"), ("<html>", "words")],
)
def test_what_does_not_work_is_named(ds: Command, use: Callable[..., None], reply: str, failed: str) -> None:
    """The first thing that fails, and nothing behind it."""
    with servers.serving(servers.answer(reply.encode())) as base:
        use("openai", base)
        ran = ds("backends", "test", "openai", "--json")

    assert ran.code == 5
    assert (ran.data["checks"][-1]["name"], ran.data["checks"][-1]["ok"]) == (failed, False)


@pytest.mark.parametrize(("name", "code"), [("nobody", 2), ("gemini", 5), ("", 2)])
def test_a_test_of_nobody(ds: Command, name: str, code: int) -> None:
    """A name that is none; one that is not allowed."""
    assert ds("backends", "test", name).code == code


@pytest.mark.parametrize("name", ["local", "mock"])
def test_the_ones_inside(ds: Command, name: str) -> None:
    """Those that need no server answer too, and nothing leaves."""
    ran = ds("backends", "test", name, "--json")
    assert ran.code == 0, ran.out
    assert ran.data["host"] is None


def test_usage(ds: Command, server: aimock.Server, use: Callable[..., None]) -> None:
    """Nothing at first; then requests and tokens by day and backend, and the limits that are set."""
    assert "Nothing was asked of any server." in ds("usage").out
    use("openai", server.base)
    ds("config", "set", "backend.text", "openai")
    ds("log", DREAM, "--no-jobs")
    assert ds("analyze", "@1").code == 0
    ds("config", "set", "limits.requests", "9")
    found = ds("usage", "--json").data

    assert [(r["backend"], r["requests"], r["hosted"]) for r in found["days"]] == [("openai", 1, False)]
    assert found["days"][0]["tokens"] > 0
    assert found["today"] == {"requests": {"used": 0, "limit": 9}, "tokens": {"used": 0, "limit": None}}
    assert "(this machine)" in ds("usage").out and "Today 0 of 9 requests." in ds("usage").out
    assert ds("usage", "--days", "0").code == 2


def test_the_days_limit(ds: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reached, jobs wait and say so; set higher, they go on."""
    found, reply = socket.getaddrinfo, json.dumps({"message": {"content": json.dumps(aimock.READING)}})
    with servers.serving(servers.answer(reply.encode())) as base:
        monkeypatch.setattr(socket, "getaddrinfo", lambda _host, port, *a, **k: found("127.0.0.1", port, *a, **k))
        ds("config", "set", "backend.ollama.base_url", f"http://friend.test:{base.rsplit(':', 1)[1]}")
        _limited(ds)


def _limited(ds: Command) -> None:
    ds("config", "set", "backend.ollama.model", "m")
    ds("config", "set", "backend.text", "ollama")
    ds("config", "set", "limits.requests", "2")
    for i in range(4):
        ds("log", f"{DREAM} {i}", "--no-jobs")
        ds("analyze", "@1", "--later")
    report = ds("dream", "run", "--json").data

    assert report["jobs"]["completed"] == 2
    assert any("today's limit of 2 requests is used; it goes on tomorrow" in r["why"] for r in report["skipped"])
    assert "Today 2 of 2 requests." in ds("usage").out
    assert ds("jobs", "list", "--json").data[0]["status"] == "pending"
    ds("config", "set", "limits.requests", "0")
    assert ds("dream", "run", "--json").data["jobs"]["completed"] == 2


def test_scope_says_what_would_leave(ds: Command) -> None:
    """The host, the dreams, the characters and about how many tokens, before anything is sent."""
    for text in ("The sea.", "The sea again."):
        ds("log", text)
    assert ds("dream", "scope", "--json").data["leaves"] == []
    assert "Nothing would leave this machine." in ds("dream", "scope").out
    ds("config", "set", "backend.text", "anthropic")
    ds("config", "set", "backend.image", "openai")
    for name in ("anthropic", "openai"):
        ds("keys", "set", name, stdin="sk-1")
    said = ds("dream", "scope", "--json").data
    leaves = {r["backend"]: r for r in said["leaves"]}

    # analyses and comics here, pictures and comics there, of 8 and 14 characters
    assert leaves["anthropic"] == {
        "host": "api.anthropic.com",
        "backend": "anthropic",
        "dreams": 2,
        "sessions": 0,
        "characters": 44,
        "tokens": 12,
    }
    assert leaves["openai"]["characters"] == 44
    assert not any("twin" in r for r in said["would"])
    text = ds("dream", "scope").out
    assert "Words would go to api.anthropic.com (anthropic): 2 dreams, 44 characters, about 12 tokens" in text
    assert "your face" not in text


def test_scope_names_the_face(ds: Command, ours: Places, journal: Journal) -> None:
    """Where the twin would go along: a face is there, the kind takes it, and its own word names who draws."""
    out = io.BytesIO()
    Image.new("RGB", (64, 64)).save(out, "WEBP")
    staged = media.stage(ours, out.getvalue(), token=ids.new("t"))
    staged.keep()
    journal.tell([("media.added", {"media": staged.name, "mime": "image/webp", "bytes": 1, "profile": "twin"})])
    journal.tell([("profile.changed", {"twin": staged.name})])
    ds("log", DREAM)
    ds("config", "set", "backend.image", "openai")
    ds("keys", "set", "openai", stdin="sk-1")
    assert not any("twin" in r for r in ds("dream", "scope", "--json").data["would"])
    ds("config", "set", "backend.twin", "openai")
    said = ds("dream", "scope", "--json").data["would"]

    assert {r["kind"]: r.get("twin", False) for r in said} == {"analysis": False, "image": True, "comic": True}
    assert "your face too" in ds("dream", "scope").out
