"""Keys: kept 0600, never spelt, from one place each."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from dreamstream import keys
from dreamstream.errors import BackendUnavailable, DreamstreamError, UsageError
from dreamstream.paths import Places

CANARY = "sk-canary-41c9"


def test_a_kept_key(ours: Places) -> None:
    """It comes back, in a file nobody else reads."""
    path = keys.put(ours, "openai", {"key": CANARY})

    assert keys.get(ours, "openai").reveal() == CANARY
    assert stat.S_IMODE(os.stat(path).st_mode) == 0o600
    assert path.startswith(ours.config)
    assert not path.startswith(ours.users)


def test_a_wider_file_is_narrowed(ours: Places) -> None:
    """Whatever made it readable for others: the next look ends that."""
    path = keys.put(ours, "openai", {"key": CANARY})
    os.chmod(path, 0o644)
    keys.get(ours, "openai")

    assert stat.S_IMODE(os.stat(path).st_mode) == 0o600


def test_no_accident_spells_it() -> None:
    """Not by repr, str or a format."""
    secret = keys.Secret(CANARY)

    assert CANARY not in f"{secret!r} {secret} {secret!s}"
    assert secret
    assert not keys.Secret("")


def test_where_it_comes_from(ours: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    """A kept one before the provider's variable; a variable or a command of the dreamer's own."""
    monkeypatch.setenv("OPENAI_API_KEY", "from-the-environment")
    monkeypatch.setenv("MINE", "from-mine")
    assert keys.get(ours, "openai").reveal() == "from-the-environment"
    keys.put(ours, "openai", {"env": "MINE"})
    assert keys.get(ours, "openai").reveal() == "from-mine"
    keys.put(ours, "openai", {"command": "echo from-a-command"})
    assert keys.get(ours, "openai").reveal() == "from-a-command"
    keys.put(ours, "openai", None)
    assert keys.get(ours, "openai").reveal() == "from-the-environment"
    assert not keys.get(ours, "ollama")


def test_origins_show_no_key(ours: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    """And run no command."""
    monkeypatch.delenv("GEMINI_API_KEY", raising=False)
    keys.put(ours, "openai", {"key": CANARY})
    keys.put(ours, "anthropic", {"command": f"false {CANARY}"})
    found = keys.origins(ours)

    assert CANARY not in repr(found)
    assert {o.name: o.how for o in found} == {
        "openai": "stored",
        "anthropic": "command",
        "gemini": "",
        "ollama": "",
        "a1111": "",
        "jobs": "",
    }


@pytest.mark.parametrize("command", ["false", "/no/such/program", "true", "echo 'half a quote"])
def test_a_command_that_prints_none(ours: Places, command: str) -> None:
    """It is said, with what to do; neither the command nor its words stand in the error."""
    keys.put(ours, "openai", {"command": f"{command} {CANARY}" if command == "false" else command})
    with pytest.raises(BackendUnavailable) as caught:
        keys.get(ours, "openai")

    assert CANARY not in str(caught.value)
    assert "keys set openai" in caught.value.hint


def test_who_takes_one(ours: Places) -> None:
    """A name that takes none is refused with those that do."""
    with pytest.raises(UsageError, match="'opanai'"):
        keys.put(ours, "opanai", {"key": "x"})


@pytest.mark.parametrize("body", [b"", b"[]", b'{"openai": 7}', b'{"openai": {"key": 7}}'])
def test_a_file_of_another_shape(ours: Places, body: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """It holds no key; one that is no JSON is said to be unreadable, without a word of it."""
    monkeypatch.delenv("OPENAI_API_KEY", raising=False)
    path = Path(keys.put(ours, "openai", {"key": CANARY}))
    path.write_bytes(body or CANARY.encode())
    if body:
        assert not keys.get(ours, "openai")
    else:
        with pytest.raises(DreamstreamError) as caught:
            keys.get(ours, "openai")
        assert CANARY not in str(caught.value) + repr(caught.value.__cause__)
