"""What leaves follows from the local configuration and from nothing else: counted at a socket, byte by byte."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from backends.http import aimock, servers
from conftest import Command

from dreamstream import ids, keys
from dreamstream.backends import consent, hosts, registry
from dreamstream.backends.base import Ask, Draw
from dreamstream.backends.http import client as wire
from dreamstream.config import Config
from dreamstream.dream.readers import who as readers
from dreamstream.dream.readers.port import Wanted
from dreamstream.errors import NotConsented
from dreamstream.journal import Journal
from dreamstream.paths import Places
from dreamstream.turns import Turn

TALK = Wanted(turns=(Turn(id="1", text="I will tell you of the red boat.", role="user"),), at=None, candidates=())
DREAM = "I stood at the sea and a lamp came over the water."


class Ear:
    """What arrives where every name leads, and which names were looked up."""

    def __init__(self) -> None:
        self.heard: list[bytes] = []
        self.asked_for: list[str] = []
        self.port = 0

    @property
    def silent(self) -> bool:
        return not self.heard and not self.asked_for


@pytest.fixture
def ear() -> Iterator[Ear]:
    """Every name of the world is this server; so whatever would leave arrives here."""
    own = Ear()

    def behave(sock: socket.socket, request: bytes) -> None:
        own.heard.append(request)
        servers.answer(b"{}", status="400 No")(sock, request)

    with servers.serving(behave) as base:
        own.port = int(base.rsplit(":", 1)[1])
        found = socket.getaddrinfo

        def everywhere(host: Any, port: Any, *more: Any, **others: Any) -> Any:
            own.asked_for.append(str(host))
            return found("127.0.0.1", port, *more, **others)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(socket, "getaddrinfo", everywhere)
            yield own


@pytest.fixture
def key(ours: Places) -> None:
    """There would be a key for everybody."""
    for name in ("openai", "anthropic", "gemini"):
        keys.put(ours, name, {"key": aimock.KEY})


@pytest.mark.parametrize("name", ["openai", "anthropic", "gemini"])
def test_a_flag_lets_nothing_go(ds: Command, ear: Ear, key: None, name: str) -> None:
    """`--backend` chooses among those that are allowed; it allows nobody."""
    dream = ds("log", DREAM, "--no-jobs").out.strip()
    ds("jobs", "add", "analysis", dream, "--backend", name)
    for words in (["analyze", dream], ["dream", "run"], ["heal", dream], ["analyze", dream, "--later"]):
        ran = ds(*words, "--backend", name, "--json")
        if words[0] == "dream":
            assert (ran.code, ran.data["jobs"]["completed"]) == (5, 0)
        else:
            assert (ran.code, ran.error["code"]) == (5, "not_consented")
            assert f"config set backend.{'healing' if 'heal' in words else 'analysis'} {name}" in ran.error["hint"]
    ran = ds("dream", "run", "--json")
    assert f"does not let words go to {name}" in str(ran.data["skipped"])
    assert ear.silent


def test_a_line_of_the_log_lets_nothing_go(ds: Command, ours: Places, journal: Journal, ear: Ear, key: None) -> None:
    """A job that was asked with a backend, by whoever wrote the line."""
    dream = ids.new("d")
    journal.tell(
        [
            ("dream.logged", {"dream": dream, "text": DREAM}),
            ("job.asked", {"job": ids.new("j"), "dream": dream, "kind": "analysis", "backend": "openai"}),
        ]
    )
    ran = ds("dream", "run", "--json")

    assert "does not let words go to openai" in str(ran.data["skipped"])
    assert ds("jobs", "list", "--json").data[0]["status"] == "pending"
    assert ear.silent


def test_settings_that_travel_let_nothing_go(ds: Command, ours: Places, ear: Ear, key: None) -> None:
    """settings.toml comes with the journal, and anybody may have written it."""
    Path(ours.settings).parent.mkdir(parents=True, exist_ok=True)
    Path(ours.settings).write_text('[backend]\ntext = "openai"\n[backend.openai]\nbase_url = "http://evil.test/v1"\n')
    ds("log", DREAM)
    assert ds("dream", "run").code == 0
    assert ds("show", "@1", "--json").data["outputs"]["analysis"]["backend"] == "local"
    assert ds("backends", "test", "openai").code == 5
    assert ear.silent


@pytest.mark.parametrize(
    "name", ["OPENAI_BASE_URL", "OPENAI_API_BASE", "ANTHROPIC_BASE_URL", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"]
)
def test_the_environment_lets_nothing_go(
    ds: Command, ear: Ear, key: None, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """No variable names a host, and none stands between us and this machine."""
    monkeypatch.setenv(name, "http://evil.test:81/v1")
    monkeypatch.setenv(name.lower(), "http://evil.test:81/v1")
    monkeypatch.setenv("OPENAI_API_KEY", "sk-other")
    ds("log", DREAM)
    assert ds("dream", "run").code == 0
    assert ds("analyze", "@1", "--backend", "openai").code == 5
    assert ear.silent


def test_a_name_is_not_this_machine(ds: Command, ours: Places, ear: Ear, key: None) -> None:
    """Whatever a name server says of it; only `localhost` and loopback numbers are."""
    for address in (
        "http://localtest.me/v1",
        "http://127.0.0.1.nip.io/v1",
        "http://localhost.evil.test",
        "http://0.0.0.0",
    ):
        assert not hosts.is_loopback(address)
        with pytest.raises(NotConsented):
            consent.check(ours, "openai", address)
    for address in ("http://localhost:1/v1", "http://127.0.0.1/v1", "http://127.9.9.9", "http://[::1]:8/v1"):
        assert hosts.is_loopback(address)


def test_an_address_in_the_local_configuration_is_a_word(ds: Command, ear: Ear) -> None:
    """`base_url` there names a host and so allows it; without a key nothing needs encryption."""
    ds("config", "set", "backend.text", "openai")
    ds("config", "set", "backend.openai.base_url", f"http://friend.test:{ear.port}/v1")
    ds("config", "set", "backend.openai.model", "m")
    ds("log", DREAM, "--no-jobs")
    assert ds("analyze", "@1").code == 1
    assert len(ear.heard) == 1 and b"lamp came over" in ear.heard[0]


def test_a_key_never_goes_unencrypted(ds: Command, ear: Ear, key: None) -> None:
    """The same with a key: refused before a byte leaves."""
    ds("config", "set", "backend.text", "openai")
    ds("config", "set", "backend.openai.base_url", f"http://friend.test:{ear.port}/v1")
    ds("log", DREAM, "--no-jobs")
    ran = ds("analyze", "@1")
    assert "https" in ran.err
    assert ear.silent


def test_withdrawn_while_it_waits(ds: Command, ear: Ear) -> None:
    """Asked while it was allowed, run after it no longer was."""
    ds("config", "set", "backend.text", "openai")
    ds("config", "set", "backend.openai.base_url", f"http://friend.test:{ear.port}/v1")
    dream = ds("log", DREAM, "--no-jobs").out.strip()
    ds("analyze", dream, "--later", "--backend", "openai")
    ds("config", "set", "backend.text", "local")
    ds("config", "set", "backend.openai.base_url", "")
    ran = ds("dream", "run", "--json")
    assert "does not let words go to openai" in str(ran.data["skipped"])
    assert ear.silent


def test_withdrawn_while_it_runs(ds: Command, ours: Places, ear: Ear, monkeypatch: pytest.MonkeyPatch) -> None:
    """The job is claimed, the request is ready; the word is taken back; nothing leaves, and the sentence says why."""
    ds("config", "set", "backend.text", "openai")
    ds("config", "set", "backend.openai.base_url", f"http://friend.test:{ear.port}/v1")
    ds("config", "set", "backend.openai.model", "m")
    before = wire.Client._send

    def late(self: Any, *args: Any, **more: Any) -> Any:
        Config(ours).set("backend.openai.base_url", "http://other.test/v1")
        return before(self, *args, **more)

    monkeypatch.setattr(wire.Client, "_send", late)
    ds("log", DREAM, "--no-jobs")
    ran = ds("analyze", "@1")

    assert ran.code in (4, 5)
    assert "does not let words go to openai" in ran.err
    assert "inside dreamstream" not in ran.err
    assert ear.silent


@pytest.mark.parametrize("word", ["backend.sessions", "backend.twin"])
def test_a_word_for_one_thing_is_no_word_for_another(ds: Command, ear: Ear, key: None, word: str) -> None:
    """Who may have the face or the transcripts may not have the dreams for that."""
    ds("config", "set", word, "openai")
    ds("log", DREAM, "--no-jobs")
    assert ds("analyze", "@1", "--backend", "openai").code == 5
    assert ear.silent


@pytest.mark.parametrize("name", ["openai", "anthropic", "gemini"])
def test_no_other_word_lets_transcripts_go(ours: Places, ear: Ear, key: None, name: str) -> None:
    """Who may have the dreams, by whatever setting or address, may not have the talks; not even from the adapter."""
    for setting in ("backend.text", "backend.analysis", "backend.twin"):
        Config(ours).set(setting, name)
    with pytest.raises(NotConsented, match="transcripts"):
        readers.open(Config(ours), name)
    ask = Ask(task="sessions", source="", prompt="the talk", about="session")
    with pytest.raises(NotConsented, match="transcripts"):
        registry.open(name, Config(ours)).write(ask)
    Config(ours).set(f"backend.{name}.base_url", f"http://friend.test:{ear.port}")
    with pytest.raises(NotConsented, match="transcripts"):
        readers.open(Config(ours), name)
    with pytest.raises(NotConsented, match="transcripts"):
        registry.open(name, Config(ours)).write(ask)
    assert ear.silent


def test_one_word_lets_transcripts_go(ours: Places, ear: Ear) -> None:
    """`backend.sessions` alone, to the address of today's configuration; and with them no dream and no face."""
    Config(ours).set("backend.sessions", "openai")
    Config(ours).set("backend.openai.model", "m")
    consent.check(ours, "openai", hosts.OWN["openai"], sessions=True)
    with pytest.raises(NotConsented):
        consent.check(ours, "openai", "https://other.test/v1", sessions=True)
    for more in ({}, {"twin": True}):
        with pytest.raises(NotConsented):
            consent.check(ours, "openai", hosts.OWN["openai"], **more)
    assert ear.silent
    Config(ours).set("backend.openai.base_url", f"http://friend.test:{ear.port}/v1")
    gained = readers.open(Config(ours)).read(TALK)
    assert len(gained.missed) == 1
    assert ear.heard and all(b"red boat" in request for request in ear.heard)


def test_the_word_reaches_the_world(ours: Places, ear: Ear, key: None) -> None:
    """Every request of an answer is asked about again: the real address is reached when only that word was given."""
    Config(ours).set("backend.sessions", "anthropic")
    gained = readers.open(Config(ours)).read(TALK)

    assert [missed.passing for missed in gained.missed] == [True]  # nothing answers at this port
    assert ear.asked_for and all("api.anthropic.com" in name for name in ear.asked_for)
    assert not any(b"boat" in request for request in ear.heard)


def test_what_is_sent_beside_transcripts(ours: Places, ear: Ear, key: None) -> None:
    """After a talk was read nothing else may go, from the same adapter and the same thread."""
    Config(ours).set("backend.sessions", "openai")
    backend = registry.open("openai", Config(ours))
    with consent.of_sessions():
        consent.check(ours, "openai", hosts.OWN["openai"])
        with pytest.raises(NotConsented, match="face"):
            consent.check(ours, "openai", hosts.OWN["openai"], twin=True)
    for wish in (
        lambda: backend.write(Ask(task="analysis", source=DREAM, prompt=DREAM)),
        lambda: backend.draw(Draw(task="image", source=DREAM, prompt=DREAM)),
    ):
        with pytest.raises(NotConsented):
            wish()
    assert ear.silent


def test_taken_back_between_two_stretches(ours: Places, ear: Ear, monkeypatch: pytest.MonkeyPatch) -> None:
    """The word is asked for at each request: what was to follow is missed, and nothing more leaves."""
    Config(ours).set("backend.sessions", "openai")
    Config(ours).set("backend.openai.model", "m")
    Config(ours).set("backend.openai.base_url", f"http://friend.test:{ear.port}/v1")
    turns = tuple(Turn(id=str(n), text=f"boat {n} " + "x" * 9_000, role="user") for n in range(3))
    before = wire.Client._send

    def once(self: Any, *args: Any, **more: Any) -> Any:
        if ear.heard:
            Config(ours).set("backend.sessions", "")
        return before(self, *args, **more)

    monkeypatch.setattr(wire.Client, "_send", once)
    with pytest.raises(NotConsented):
        readers.open(Config(ours)).read(Wanted(turns=turns, at=None, candidates=()))
    assert len(ear.heard) == 1


def test_this_machine_reads_without_a_word(ours: Places) -> None:
    """A server on loopback is asked without one, by its address alone."""
    heard: list[bytes] = []

    def behave(sock: socket.socket, request: bytes) -> None:
        heard.append(request)
        servers.answer(b"{}", status="400 No")(sock, request)

    with servers.serving(behave) as base:
        Config(ours).set("backend.openai.base_url", f"{base}/v1")
        Config(ours).set("backend.openai.model", "m")
        readers.open(Config(ours), "openai").read(TALK)
    assert heard and all(b"red boat" in request for request in heard)
