"""Keys: said once, kept 0600, shown to nobody."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest
from conftest import Command

from dreamstream import keys
from dreamstream.paths import Places

KEY = "sk-canary-0b77"


def test_from_standard_input(ds: Command, ours: Places) -> None:
    """Piped in, kept in a file of its own that nobody else can read; never said back."""
    ran = ds("keys", "set", "openai", "--json", stdin=f"{KEY}\n")
    path = Path(ran.data["file"])

    assert keys.get(ours, "openai").reveal() == KEY
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [p.name for p in path.parent.iterdir() if p.name.startswith("keys")] == ["keys.json"]
    listed = ds("keys", "list")
    assert KEY not in ran.out + ran.err + listed.out + listed.err + ds("backends", "list", "--json").out
    assert "openai\tkept here" in listed.out
    assert KEY not in ds("config", "show", "--origin").out


def test_from_a_variable(ds: Command, ours: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its name is kept and never what it holds; the provider's own variable needs no word at all."""
    monkeypatch.setenv("MY_KEY", KEY)
    ran = ds("keys", "set", "openai", "--env", "MY_KEY", "--json")
    monkeypatch.setenv("GEMINI_API_KEY", "sk-g")

    assert keys.get(ours, "openai").reveal() == KEY
    assert KEY not in Path(ran.data["file"]).read_text()
    assert "openai\tfrom $MY_KEY" in ds("keys", "list").out
    assert keys.get(ours, "gemini").reveal() == "sk-g"
    monkeypatch.delenv("MY_KEY")
    assert "openai\tnone (looked for in $MY_KEY)" in ds("keys", "list").out


def test_from_a_command(ds: Command, ours: Places, tmp_path: Path) -> None:
    """Run when a key is needed and at no other time; no shell reads it."""
    mark = tmp_path / "ran"
    tool = tmp_path / "tool.py"
    tool.write_text(f"open({str(mark)!r}, 'a').write('x')\nprint({KEY!r})\n")
    ran = ds("keys", "set", "openai", "--command", f"{sys.executable} {tool}")
    ds("keys", "list")
    ds("backends", "list")

    assert not mark.exists()
    assert keys.get(ours, "openai").reveal() == KEY
    assert KEY not in ran.out + ran.err
    shown = ds("keys", "list")
    assert "printed by a command" in shown.out and "tool.py" not in shown.out


@pytest.mark.parametrize("command", ["false", "no-such-tool-anywhere", "true"])
def test_a_command_that_prints_none(ds: Command, command: str) -> None:
    """It is said by whom, without what it printed, and the wish waits for a better one."""
    ds("keys", "set", "openai", "--command", command)
    ds("config", "set", "backend.text", "openai")
    ds("log", "the sea", "--no-jobs")
    ran = ds("analyze", "@1")

    assert ran.code == 5
    assert "The command for the key of openai printed none" in ran.err
    assert ds("jobs", "list", "--json").data[0]["status"] in ("pending", "retrying")


@pytest.mark.parametrize(
    "said", ["", "\n", "two words", "x" * 5000, "bell\x07", "schlüssel", b"\xff\xfe", "line\nline"]
)
def test_what_is_no_key(ds: Command, ours: Places, said: str | bytes) -> None:
    """What no header can hold, and what was piped in by mistake; nothing is kept and nothing of it is shown."""
    ran = ds("keys", "set", "openai", stdin=said)

    assert ran.code == 2
    assert "That is no key" in ran.err
    assert not os.path.exists(os.path.join(ours.config, "keys.json"))


@pytest.mark.parametrize(
    "words",
    [["set", "nobody"], ["set", "openai", KEY], ["set", "openai", "--env", "A", "--command", "b"], ["remove", "x"]],
)
def test_what_is_no_command(ds: Command, words: list[str]) -> None:
    """Usage: a name that takes none, a key as an argument, two places at once."""
    assert ds("keys", *words, stdin="k").code == 2


def test_a_key_that_is_forgotten(ds: Command, ours: Places) -> None:
    """Removed, it is gone from the file; others stay."""
    ds("keys", "set", "openai", stdin=KEY)
    ds("keys", "set", "gemini", stdin="sk-g")
    ran = ds("keys", "remove", "openai", "--json")

    assert KEY not in Path(ran.data["file"]).read_text()
    assert not keys.get(ours, "openai")
    assert keys.get(ours, "gemini").reveal() == "sk-g"


def test_a_file_others_could_read(ds: Command, ours: Places) -> None:
    """Its permissions are mended by whoever reads it next."""
    path = Path(ds("keys", "set", "openai", "--json", stdin=KEY).data["file"])
    path.chmod(0o644)
    ds("keys", "list")

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
