"""Backends by name: the wish first, then the kind's, then the capability's; nobody else's name gets in."""

from __future__ import annotations

import pytest

from dreamstream.backends import registry
from dreamstream.backends.local.backend import Local
from dreamstream.backends.mock import Mock
from dreamstream.config import BACKENDS, Config
from dreamstream.errors import BackendUnavailable, UsageError
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


def test_every_name_of_the_settings_is_known() -> None:
    """What can be set has an adapter or is announced; nothing is in both lists."""
    assert sorted((*registry.ABLE, *registry.TO_COME)) == sorted(BACKENDS)


def test_without_settings_everything_stays_here(config: Config) -> None:
    """The embedded backend makes every kind, and nothing leaves."""
    for kind in table.MADE:
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


@pytest.mark.parametrize("name", registry.TO_COME)
def test_a_backend_without_an_adapter(config: Config, name: str) -> None:
    """It is unavailable, with the setting that would help; it is not a wrong name."""
    with pytest.raises(BackendUnavailable, match=name) as caught:
        registry.chosen("image", ("image",), config, wish=name)

    assert "config set backend.image local" in caught.value.hint


def test_a_name_that_is_none(config: Config) -> None:
    """A name nobody has is a usage error that lists those there are."""
    with pytest.raises(UsageError, match="'dalle'") as caught:
        registry.chosen("image", ("image",), config, wish="dalle")

    assert "local, mock" in caught.value.hint


def test_a_capability_it_lacks(config: Config, monkeypatch: pytest.MonkeyPatch) -> None:
    """A backend that cannot draw is not asked to."""
    monkeypatch.setitem(registry.ABLE, "mock", frozenset({"text"}))

    with pytest.raises(BackendUnavailable, match="cannot make image, which the comic needs"):
        registry.chosen("comic", ("text", "image"), config, wish="mock")


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
