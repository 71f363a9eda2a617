"""Backends by name: the wish first, then the kind's, then the capability's; nobody else's name gets in."""

from __future__ import annotations

import importlib.util

import pytest

from dreamstream.backends import registry
from dreamstream.backends.base import CAPABILITIES
from dreamstream.backends.local.backend import Local
from dreamstream.backends.mock import Mock
from dreamstream.config import BACKENDS, Config
from dreamstream.errors import BackendUnavailable, NotConsented, UsageError
from dreamstream.kinds import table
from dreamstream.paths import Places


@pytest.fixture
def config(ours: Places) -> Config:
    return Config(ours)


def put(ours: Places, **settings: str) -> Config:
    config = Config(ours)
    for name, value in settings.items():
        config.set(name.replace("__", "."), value)
        config = Config(ours)
    return config


@pytest.fixture(autouse=True)
def _keys(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("OPENAI", "ANTHROPIC", "GEMINI"):
        monkeypatch.setenv(f"{name}_API_KEY", "any")


def test_without_a_key(ours: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who has no key yet is not asked: the job waits, and the hint says how to say it. A server of one's own may
    want none."""
    monkeypatch.delenv("OPENAI_API_KEY")
    with pytest.raises(BackendUnavailable, match="no key yet") as caught:
        registry.chosen("analysis", ("text",), put(ours, backend__text="openai"))
    assert "keys set openai" in caught.value.hint

    config = put(ours, backend__openai__base_url="http://127.0.0.1:8080/v1")
    assert registry.chosen("analysis", ("text",), config) == {"text": "openai"}


def test_every_name_of_the_settings_is_known() -> None:
    """Whatever can be set has an adapter, which can do what the table says."""
    assert sorted(registry.ABLE) == sorted(BACKENDS)


@pytest.mark.parametrize("name", BACKENDS)
def test_the_table_is_the_backends_own_word(config: Config, name: str) -> None:
    """Opening one connects to nobody; what it can do is what `scope` and the errors say of it."""
    backend = registry.open(name, config)

    assert (backend.name, backend.can, backend.host) == (name, registry.ABLE[name], registry.host(name, config))
    assert backend.can <= set(CAPABILITIES)


def test_without_settings_everything_stays_here(config: Config) -> None:
    """The embedded backend makes every kind but a transcript, which wants a model, and nothing leaves."""
    for kind in set(table.MADE) - {"transcript"}:
        chosen = registry.chosen(kind, table.NEEDS[kind], config)
        assert set(chosen.values()) == {"local"}
        assert {registry.host(name, config) for name in chosen.values()} == {""}


def test_the_capability_chooses(ours: Places) -> None:
    """`backend.text` and `backend.image` name who writes and who draws; a comic may have both."""
    config = put(ours, backend__image="mock")

    assert registry.chosen("analysis", ("text",), config) == {"text": "local"}
    assert registry.chosen("comic", ("text", "image"), config) == {"text": "local", "image": "mock"}


def test_the_kind_comes_before_the_capability(ours: Places) -> None:
    """`backend.comic` is about comics alone."""
    config = put(ours, backend__comic="mock")

    assert registry.chosen("comic", ("text", "image"), config) == {"text": "mock", "image": "mock"}
    assert registry.chosen("image", ("image",), config) == {"image": "local"}


def test_the_wish_comes_first(ours: Places) -> None:
    """Who is named in the wish itself is asked, whatever the settings say."""
    config = put(ours, backend__comic="mock", backend__text="mock")

    assert registry.chosen("comic", ("text", "image"), config, wish="local") == {"text": "local", "image": "local"}


@pytest.mark.parametrize("name", ["openai", "anthropic", "gemini"])
def test_a_wish_is_no_consent(config: Config, name: str) -> None:
    """A flag, or a line of the log, may name a hosted backend; only the local configuration lets words go there."""
    with pytest.raises(NotConsented, match=name) as caught:
        registry.chosen("analysis", ("text",), config, wish=name)

    assert f"config set backend.analysis {name}" in caught.value.hint
    assert caught.value.exit == 5


def test_naming_one_is_consent(ours: Places) -> None:
    """Naming it for anything, or its address; the sessions' and the twin's own settings let nothing else go."""
    assert registry.chosen("analysis", ("text",), put(ours, backend__text="openai"))["text"] == "openai"
    assert registry.chosen("image", ("image",), Config(ours), wish="openai")["image"] == "openai"
    config = put(ours, backend__text="local", backend__sessions="openai", backend__twin="openai")
    with pytest.raises(NotConsented):
        registry.chosen("analysis", ("text",), config, wish="openai")
    config = put(ours, backend__openai__base_url="https://llm.example.org/v1")
    assert registry.chosen("analysis", ("text",), config, wish="openai")["text"] == "openai"
    assert registry.host("openai", config) == "llm.example.org"


def test_this_machine_needs_no_consent(config: Config) -> None:
    """Ollama listens here by default: nothing leaves."""
    assert registry.chosen("analysis", ("text",), config, wish="ollama") == {"text": "ollama"}
    assert registry.host("ollama", config) == ""


def test_what_who_draws_cannot_do_falls_to_the_offline_one(ours: Places) -> None:
    """Changing a picture and filming go to who draws where that one can, else they stay here."""
    config = put(ours, backend__image="gemini")

    assert registry.chosen("refine", ("edit",), config) == {"edit": "gemini"}
    assert registry.chosen("video", ("video",), config) == {"video": "local"}
    with pytest.raises(BackendUnavailable, match="cannot film"):
        registry.chosen("video", ("video",), config, wish="gemini")


def test_nobody_who_hears(ours: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a speech model here, and nobody named, audio waits and the hint says what would help."""
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    with pytest.raises(BackendUnavailable, match="write down audio") as caught:
        registry.chosen("transcript", ("transcribe",), Config(ours))

    assert "dreamstream[voice]" in caught.value.hint
    assert registry.chosen("transcript", ("transcribe",), put(ours, backend__transcribe="openai")) == {
        "transcribe": "openai"
    }


def test_a_name_that_is_none(config: Config) -> None:
    """A name nobody has is a usage error that lists those there are."""
    with pytest.raises(UsageError, match="'dalle'") as caught:
        registry.chosen("image", ("image",), config, wish="dalle")

    assert "local, mock" in caught.value.hint


def test_a_capability_it_lacks(config: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    """A backend that cannot draw is not asked to; of a comic it writes its part, and the pages are drawn as usual."""
    monkeypatch.setitem(registry.ABLE, "mock", frozenset({"text"}))

    with pytest.raises(BackendUnavailable, match=r"cannot draw, which the image needs; local, openai, gemini"):
        registry.chosen("image", ("image",), config, wish="mock")
    assert registry.chosen("comic", ("text", "image"), config, wish="mock") == {"text": "mock", "image": "local"}


def test_hands(ours: Places) -> None:
    """Each part of a job gets the one that was chosen for it; one that does both is opened once."""
    mixed = registry.hands("comic", ("text", "image"), put(ours, backend__image="mock"))
    alone = registry.hands("image", ("image",), Config(ours))
    both = registry.hands("comic", ("text", "image"), Config(ours), wish="local")

    assert isinstance(mixed.text, Local)
    assert isinstance(mixed.image, Mock)
    assert isinstance(alone.image, Mock)
    assert both.text is both.image


def test_a_wrong_script(ours: Places) -> None:
    """A script the mock does not understand is a usage error, not a broken pass."""
    config = put(ours, backend__text="mock", backend__mock__script="explode")

    with pytest.raises(UsageError, match="explode"):
        registry.hands("analysis", ("text",), config)


def test_choosing_opens_nobody(config: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    """Scope asks who would be asked; nobody is woken for that."""
    monkeypatch.setattr(registry, "open", lambda *_: pytest.fail("a backend was opened"))

    registry.chosen("comic", ("text", "image"), config)
    assert registry.host("local", config) == ""
