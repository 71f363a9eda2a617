"""A canary key and a canary dream through every fault there is: neither turns up where it must not."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest
from backends.http import servers
from conftest import Command

KEY = "sk-canary-5d1e8f07"
#: A word nobody else says; it may stand in the log and the index, which are the journal, and nowhere else.
WORD = "quetzalphare"
DREAM = f"I climbed the {WORD} and the sea was below."
ECHO = json.dumps(
    {"error": {"message": f"key {KEY} said: {DREAM}", "code": KEY, "type": DREAM, "param": DREAM}}
).encode()
#: Everything a library could be made to say.
LOUD = (
    "import asyncio, logging, sys;"
    "logging.basicConfig(level=0);"
    "from dreamstream.cli.app import run;"
    "sys.exit(run(sys.argv[1:]))"
)
#: What the server does, the exit of `analyze`, and what the person is told.
FAULTS = {
    "401": (servers.answer(ECHO, status="401 No"), 1, "keys set"),
    "400": (servers.answer(ECHO, status="400 No"), 1, "does not accept the request"),
    "404": (servers.answer(ECHO, status="404 No"), 1, "does not know this model"),
    "429": (servers.answer(ECHO, status="429 No", headers="Retry-After: 30\r\n"), 5, "too often"),
    "500": (servers.answer(ECHO, status="500 No"), 5, "in trouble"),
    "529": (servers.answer(ECHO, status="529 No"), 5, "overloaded"),
    "redirect": (
        servers.answer(ECHO, status="307 On", headers=f"Location: http://127.0.0.1:9/{KEY}\r\n"),
        1,
        "base_url",
    ),
    "cut": (servers.answer(ECHO, length=90_000), 5, "broke off"),
    "reset": (servers.reset, 5, "broke off"),
    "vanish": (servers.vanish, 5, "broke off"),
    "bomb": (servers.bomb(50 << 20), 1, "more than 4 MiB"),
    "malformed": (servers.answer(DREAM.encode()), 1, "is not JSON"),
    "headers": (servers.answer(b"{}", headers=f"X-{KEY}: {DREAM}\r\n"), 1, "no choices"),
    "coding": (servers.answer(ECHO, headers="Content-Encoding: br\r\n"), 1, "nobody asked for"),
    "zip": (servers.answer(ECHO, headers="Content-Encoding: gzip\r\n"), 1, "cannot be unpacked"),
}


def told(kind: str, home: Path) -> list[str]:
    """Every file below the home that holds the canary, by its path."""
    what = {"key": KEY, "word": WORD}[kind].encode()
    return sorted(str(p.relative_to(home)) for p in home.rglob("*") if p.is_file() and what in p.read_bytes())


@pytest.fixture
def canary(ds: Command, home: Path) -> str:
    """A dream told, a key kept; its id."""
    ds("config", "set", "backend.text", "openai")
    ds("config", "set", "backend.openai.model", "m")
    ds("keys", "set", "openai", stdin=KEY)
    return ds("log", DREAM, "--no-jobs").out.strip()


def checked(home: Path) -> None:
    """The key stands in its file, the words in the journal."""
    assert [Path(path).name for path in told("key", home)] == ["keys.json"]
    journal = {".jsonl", ".db", ".db-wal", ".db-shm"}
    assert [p for p in told("word", home) if not any(p.endswith(end) for end in journal)] == []


@pytest.mark.parametrize("name", FAULTS)
def test_every_fault(ds: Command, home: Path, canary: str, name: str) -> None:
    """The right exit, in time, with a sentence that holds neither; nothing on the disk holds the key but its file."""
    behave, code, said = FAULTS[name]
    with servers.serving(behave) as base:
        ds("config", "set", "backend.openai.base_url", base)
        began = time.monotonic()
        ran = ds("analyze", canary, "--json")
        second = ds("backends", "test", "openai")
        took = time.monotonic() - began

    assert ran.code == code, ran.out
    assert said in ran.error["message"] + (ran.error.get("hint") or "")
    assert second.code == 5
    assert took < 20
    everything = ran.out + ran.err + second.out + second.err + ds("jobs", "list", "--json").out
    assert KEY not in everything
    assert WORD not in everything
    assert WORD in ds("show", canary).out
    checked(home)


@pytest.mark.parametrize("name", ["401", "500", "redirect", "cut", "malformed"])
def test_as_loud_as_it_gets(ds: Command, home: Path, canary: str, name: str) -> None:
    """Every logger of every library at its lowest level, in development mode: still neither."""
    with servers.serving(FAULTS[name][0]) as base:
        ds("config", "set", "backend.openai.base_url", base)
        done = subprocess.run(
            [sys.executable, "-X", "dev", "-c", LOUD, "analyze", canary],
            env={**os.environ, "PYTHONASYNCIODEBUG": "1", "HTTPX_LOG_LEVEL": "trace"},
            capture_output=True,
            text=True,
            timeout=60,
        )

    assert "httpcore" in done.stderr  # it is loud
    assert "Traceback" not in done.stderr
    assert KEY not in done.stdout + re.sub(r"receive_response_headers.complete.*", "", done.stderr)
    assert WORD not in done.stdout + done.stderr
    checked(home)


@pytest.mark.parametrize("behave", [servers.hang, servers.drip_headers, servers.drip_body])
def test_one_that_never_ends(
    ds: Command, home: Path, canary: str, monkeypatch: pytest.MonkeyPatch, behave: servers.Behave
) -> None:
    """It is left at the deadline, and the wish waits."""
    from dreamstream.backends.http import openai

    monkeypatch.setattr(openai, "WORDS", 0.5)
    with servers.serving(behave) as base:
        ds("config", "set", "backend.openai.base_url", base)
        began = time.monotonic()
        ran = ds("analyze", canary)

    assert ran.code == 5
    assert time.monotonic() - began < 5
    assert "did not answer within" in ran.err
    assert KEY not in ran.err + ran.out
    checked(home)


def test_a_bug_of_ours(ds: Command, home: Path, canary: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Even what nobody foresaw quotes neither: not the error, not the debug log, not the job's record."""
    from dreamstream.backends.http import openai

    def broken(*_a: object, **_b: object) -> object:
        raise RuntimeError(f"{KEY} {DREAM}")

    monkeypatch.setattr(openai.OpenAI, "_complete", broken)
    one = ds("analyze", canary)
    two = ds("backends", "test", "openai")

    assert one.code != 0 and two.code != 0
    assert KEY not in one.out + one.err + two.out + two.err
    assert WORD not in one.out + one.err + two.out + two.err
    checked(home)


def test_the_processes_own_line(ds: Command, home: Path, canary: str, process: Command) -> None:
    """No key stands in `ps`: it is no argument, and no argument takes it."""
    for words in (["keys", "set", "openai", KEY], ["keys", "set", "openai", "--key", KEY]):
        ran = process(*words)
        assert ran.code == 2
