"""Who reads sessions is named for it or is the offline reader; who writes otherwise is never asked."""

from __future__ import annotations

import socket
from typing import Any

import pytest

from dreamstream.backends.local.sessions import propose as module
from dreamstream.config import Config
from dreamstream.dream.readers.local import LocalReader
from dreamstream.dream.readers.port import Missed, Reader, Stretch, Wanted
from dreamstream.dream.readers.secrets import mask
from dreamstream.dream.readers.who import open
from dreamstream.errors import BackendUnavailable, NotConsented, UsageError
from dreamstream.paths import Places
from dreamstream.proposals import Candidate
from dreamstream.turns import Turn

TURNS = (
    Turn(id="a", text="Last night I dreamt that my grandmother rowed a red boat.", role="user", at="2026-11-20T07:10Z"),
    Turn(id="b", text="Last night I dreamt of the same boat in a picture.", role="machine"),
    Turn(id="c", text=mask("The PIN: 4417."), role="user"),
    Turn(id="d", text="I decided to call her on Sunday.", role="user"),
)
WANTED = Wanted(turns=TURNS, at="2026-11-20", candidates=(Candidate(id="d_1", title="The boat"),))


def configured(ours: Places, **settings: str) -> Config:
    for name, value in settings.items():
        Config(ours).set(name.replace("__", "."), value)
    return Config(ours)


def test_the_offline_reader(monkeypatch: pytest.MonkeyPatch) -> None:
    """It proposes what was said, from every turn that a person said, and talks to nobody."""

    def forbidden(*_args: Any, **_named: Any) -> None:
        raise AssertionError("the offline reader talks to nobody")

    monkeypatch.setattr(socket, "socket", forbidden)
    gained = LocalReader().read(WANTED)

    assert [proposal.turns for proposal in gained.proposals] == [("a",), ("d",)]
    assert gained.proposals[0].at == TURNS[0].at and gained.proposals[1].at == WANTED.at
    assert gained.proposals[0].target == "d_1"
    assert gained.missed == ()
    assert gained.refused == {"nothing but a secret": 1}
    assert gained == LocalReader().read(WANTED)


def test_it_weighs_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was read before is proposed again, so that its choice stays; the journal's own words are not even read."""
    read: list[str] = []
    monkeypatch.setattr(module, "propose", lambda turns, _candidates: read.extend(t.id for t in turns) or [])
    LocalReader().read(
        Wanted(
            turns=TURNS,
            at=None,
            candidates=(),
            start=3,
            again=(Missed(stretch=Stretch(first=0, end=1), why=""),),
        )
    )

    assert LocalReader.whole
    assert read == ["a", "c", "d"]


def test_without_a_word_it_is_the_offline_one(ours: Places) -> None:
    """Whoever writes analyses is not who reads sessions."""
    reader: Reader = open(configured(ours, backend__text="mock"))

    assert isinstance(reader, LocalReader)
    assert (reader.name, reader.version, reader.host, reader.server, reader.whole) == ("local", "local-1", "", "", True)


def test_who_is_named(ours: Places) -> None:
    """The wish first, then the setting."""
    config = configured(ours, backend__sessions="mock")
    reader = open(config)

    assert (reader.name, reader.version, reader.host, reader.server, reader.whole) == ("mock", "mock:1", "", "", False)
    assert isinstance(open(config, "local"), LocalReader)
    assert open(configured(ours, backend__sessions="local"), "mock").name == "mock"


def test_on_this_machine(ours: Places) -> None:
    """A server on loopback wants no word: nothing leaves."""
    assert open(Config(ours), "ollama").host == ""
    config = configured(ours, backend__openai__base_url="http://127.0.0.1:8080/v1")
    assert (open(config, "openai").host, open(config, "openai").server) == ("", "127.0.0.1:8080")


@pytest.mark.parametrize("name", ["openai", "anthropic", "gemini"])
def test_a_hosted_one_wants_its_own_word(ours: Places, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """Neither a wish nor another setting nor an address is one; that word alone is enough."""
    monkeypatch.setenv(f"{name.upper()}_API_KEY", "any")
    for more in ({}, {"backend__text": name}, {"backend__analysis": name}, {"backend__twin": name}):
        with pytest.raises(NotConsented, match=f"transcripts go to {name}") as caught:
            open(configured(ours, **more), name)
        assert f"config set backend.sessions {name}" in caught.value.hint
    with pytest.raises(NotConsented):
        open(configured(ours, **{f"backend__{name}__base_url": "https://llm.example.org"}), name)
    config = configured(ours, backend__sessions=name, backend__text="local", backend__analysis="", backend__twin="")
    assert open(config).host == "llm.example.org"


def test_without_a_key(ours: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who has no key cannot answer, and the hint says how to say it."""
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    with pytest.raises(BackendUnavailable, match="no key yet") as caught:
        open(configured(ours, backend__sessions="openai"))

    assert "keys set openai" in caught.value.hint


def test_who_cannot_write(ours: Places) -> None:
    """Who only draws reads nothing; a name nobody has is a usage error."""
    with pytest.raises(BackendUnavailable, match="a1111 cannot write"):
        open(Config(ours), "a1111")
    with pytest.raises(UsageError, match="'gpt'"):
        open(Config(ours), "gpt")
