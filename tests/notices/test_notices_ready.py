"""A dream is ready: said once each time its jobs run out, never with a word of it, and nothing fails by it."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dreamstream.config import Config
from dreamstream.journal import Journal
from dreamstream.notices import notify, ready
from dreamstream.paths import Places

Ds = Callable[..., Any]
Tell = Callable[..., str]


@pytest.fixture(autouse=True)
def _mocked(ours: Places) -> None:
    for name in ("backend.text", "backend.image"):
        Config(ours).set(name, "mock")


@pytest.fixture
def shown(tmp_path: Path, ours: Places) -> Callable[[], list[list[str]]]:
    """A notice command that writes its arguments down; what it got so far."""
    file, script = tmp_path / "shown", tmp_path / "show it.py"
    script.write_text(f"import sys, json\nopen({str(file)!r}, 'a').write(json.dumps(sys.argv[1:]) + chr(10))\n")
    Config(ours).set("notify.command", f"{sys.executable} '{script}' --loud")

    def call() -> list[list[str]]:
        return [json.loads(line) for line in file.read_text().splitlines()] if file.exists() else []

    return call


def sent(ours: Places) -> list[str]:
    """The dreams of every `notice.sent` in the log."""
    lines = [json.loads(line) for path in Path(ours.log).rglob("*.jsonl") for line in path.read_bytes().splitlines()]
    return [record["data"]["dream"] for record in lines if record["kind"] == "notice.sent"]


def test_once_when_all_is_made(ds: Ds, tell: Tell, ours: Places, shown: Callable[[], list[list[str]]]) -> None:
    """While something of it waits nothing is said; then once; again when something more was made."""
    told = tell("The heliotrope staircase.", "--title", "Zeppelin")
    ds("dream", "--only", "analysis")
    assert (sent(ours), shown()) == ([], [])
    ds("dream")
    ds("dream")
    assert sent(ours) == [told]
    assert shown() == [["--loud", "dreamstream", "A dream is ready."]]

    ds("image", told, "--later")
    ds("dream", "--scheduled")
    assert sent(ours) == [told, told]
    assert len(shown()) == 2
    for path in Path(ours.state).glob("index.*"):
        path.unlink()
    ds("dream")
    assert len(sent(ours)) == len(shown()) == 2


def test_several_are_one_notice(ds: Ds, tell: Tell, ours: Places, shown: Callable[[], list[list[str]]]) -> None:
    """One sentence with their number; which ones they are stands in the log."""
    told = [tell("One."), tell("Two.")]
    ds("dream")

    assert sent(ours) == told
    assert shown() == [["--loud", "dreamstream", "2 dreams are ready."]]


def test_a_failed_output_ends_the_waiting(ds: Ds, tell: Tell, ours: Places) -> None:
    """What was refused waits no more; what is tried again does."""
    told = tell()
    Config(ours).set("backend.mock.script", "image: fail; comic: refuse")
    ds("dream")
    assert sent(ours) == []
    (waiting,) = ds("jobs", "list", "status:pending", "--ids").lines
    ds("jobs", "cancel", waiting)
    ds("dream")

    assert sent(ours) == [told]


@pytest.mark.parametrize("how", ["--now", "image"])
def test_somebody_watched(ds: Ds, tell: Tell, ours: Places, shown: Callable[[], list[list[str]]], how: str) -> None:
    """What was made before the dreamer's eyes is noted and not shown, then or later."""
    told = tell("The sea.", "--now") if how == "--now" else tell("The sea.", "--no-jobs")
    if how == "image":
        ds("image", told)
    ds("dream")

    assert sent(ours) == [told]
    assert shown() == []


def test_deleted_dreams_are_not_announced(
    ds: Ds, tell: Tell, ours: Places, shown: Callable[[], list[list[str]]]
) -> None:
    """Nor cancelled wishes, imports and another machine's dreams."""
    told = tell()
    ds("dream", "--only", "analysis")
    ds("delete", told)
    quiet = tell()
    ds("jobs", "cancel", "-", stdin=ds("jobs", "list", "status:pending", "--ids").out)
    ds("dream")

    assert (sent(ours), shown()) == ([], [])
    assert quiet


def test_two_processes_say_it_once(ds: Ds, tell: Tell, ours: Places, shown: Callable[[], list[list[str]]]) -> None:
    """However many find it ready at the same moment, one of them says so."""
    told = [tell(f"Dream {i}.") for i in range(3)]
    Config(ours).set("notify.ready", "no")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(ready, "announce", lambda *_args, **_more: [])
        ds("dream")
    assert sent(ours) == []
    Config(ours).set("notify.ready", "yes")
    script = (
        "import sys, time\n"
        "from dreamstream.config import Config\nfrom dreamstream.journal import Journal\n"
        "from dreamstream.notices import ready\nfrom dreamstream.paths import places\n"
        "journal = Journal(places())\njournal.refresh()\nprint('here', flush=True)\nsys.stdin.read(1)\n"
        "print(*ready.announce(journal, Config(journal.places)))\n"
    )
    several = [
        subprocess.Popen([sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        for _ in range(4)
    ]
    for one in several:
        assert one.stdout and one.stdout.readline() == b"here\n"
    for one in several:
        assert one.stdin
        one.stdin.write(b"g")
        one.stdin.flush()
    said = [one.communicate()[0].decode().split() for one in several]

    assert sorted(said) == [[], [], [], told]
    assert sent(ours) == told
    assert shown() == [["--loud", "dreamstream", "3 dreams are ready."]]


def test_it_may_be_unwanted(ds: Ds, tell: Tell, ours: Places, shown: Callable[[], list[list[str]]]) -> None:
    """`notify.ready` no: nothing is shown, and what was ready then is not announced later."""
    ds("config", "set", "notify.ready", "no")
    told = tell()
    ds("dream")
    ds("config", "set", "notify.ready", "yes")
    ds("dream")

    assert sent(ours) == [told]
    assert shown() == []


@pytest.mark.parametrize("command", ["false", "/nowhere/at/all", "sleep 60", "'unclosed", "sh -c 'kill -9 $$'"])
def test_no_notice_fails_a_pass(
    ds: Ds, tell: Tell, ours: Places, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    """A command that fails, hangs, dies or is not there: the pass is as good as ever, and not told twice."""
    monkeypatch.setattr(notify, "PATIENCE", 0.3)
    Config(ours).set("notify.command", command)
    told = tell()
    began = time.monotonic()
    ran = ds("dream", "--json")

    assert (ran.code, ran.data["jobs"]["completed"], ran.err) == (0, 3, "")
    assert time.monotonic() - began < 10
    assert sent(ours) == [told]
    assert notify.send(Config(ours), "x") == "silence"
    assert ds("notify", "test").out == "It could not be shown: what notify.command says failed.\n"


def test_nor_does_a_log_that_cannot_be_written(
    journal: Journal, ds: Ds, tell: Tell, ours: Places, monkeypatch: pytest.MonkeyPatch,
    shown: Callable[[], list[list[str]]],
) -> None:  # fmt: skip
    """What could not be noted is not shown either, and comes with the next pass."""
    told = tell()
    with monkeypatch.context() as patch:
        patch.setattr(ready, "announce", lambda *_args, **_more: [])
        ds("dream")

    def refuses(*_args: object, **_more: object) -> None:
        raise OSError(28, "No space left on device")

    journal.refresh()
    with monkeypatch.context() as patch:
        patch.setattr("dreamstream.log.writer._write", refuses)
        assert ready.announce(journal, Config(ours)) == []
    assert (sent(ours), shown()) == ([], [])
    assert ready.announce(journal, Config(ours)) == [told]


# ── by which way ──


@pytest.fixture
def bare(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A PATH with nothing on it, and no desktop."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    monkeypatch.setattr(
        "os.path.exists", lambda path: False if str(path).startswith("/run/user") else Path(path).exists()
    )
    return folder


def fake(folder: Path, name: str) -> Path:
    """A program that writes its arguments and its bus down."""
    file = folder / f"{name}.said"
    path = folder / name
    path.write_text(
        f'#!/bin/sh\nfor a in "$@"; do echo "$a"; done > {file}\necho "$DBUS_SESSION_BUS_ADDRESS" >> {file}\n'
    )
    path.chmod(0o755)
    return file


def test_ways(ours: Places, bare: Path, monkeypatch: pytest.MonkeyPatch, ds: Ds) -> None:
    """The command, then the desktop, then the terminal, then silence with its reason."""
    config = Config(ours)
    assert notify.way(config) == ("silence", "notify-send is not installed")
    assert ds("notify", "test").out == "It could not be shown: notify-send is not installed.\n"
    said = fake(bare, "notify-send")
    assert notify.way(config) == ("silence", "there is no desktop session to show it in")
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    assert notify.way(config) == ("terminal", "there is no desktop session to show it in")
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/x")
    assert notify.way(config) == ("notify-send", "")
    assert ds("notify", "test", "--json").data == {"how": "notify-send", "why": ""}
    assert said.read_text().splitlines() == [
        "-a", "dreamstream", "dreamstream", "This is how a notice looks.", "unix:path=/x",
    ]  # fmt: skip
    config.set("notify.command", "true")
    assert notify.way(Config(ours)) == ("command", "notify.command is set")


def test_a_mac(ours: Places, bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The words are arguments of the script, never a part of it."""
    said = fake(bare, "osascript")
    monkeypatch.setattr(sys, "platform", "darwin")
    assert notify.send(Config(ours), 'x" & do shell script "y') == "osascript"
    lines = said.read_text().splitlines()

    assert lines[-3:-1] == ["dreamstream", 'x" & do shell script "y']
    assert "do shell script" not in "".join(lines[:-3])


def test_a_terminal(ours: Places, bare: Path, monkeypatch: pytest.MonkeyPatch, capfd: Any) -> None:
    """The terminal's own notice goes to stderr, where no pipe reads it."""
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)

    assert notify.send(Config(ours), "A dream is ready.") == "terminal"
    assert capfd.readouterr() == ("", "\x1b]9;dreamstream: A dream is ready.\x07")


def test_the_command_is_this_machines_own(ours: Places, ds: Ds) -> None:
    """One in the settings that travel is not run."""
    Path(ours.users).mkdir(parents=True)
    Path(ours.settings).write_text('notify.command = "touch never"\n')

    assert notify.way(Config(ours))[0] != "command"
    assert ds("config", "set", "notify.command", "true").code == 0
    assert notify.way(Config(ours))[0] == "command"


def test_doctor_says_why(ours: Places, bare: Path, ds: Ds) -> None:
    """How notices go out, or why they cannot, with the setting that mends it."""

    def check() -> Any:
        return next(c for c in ds("doctor", "--json").data["checks"] if c["name"] == "notices")

    assert check()["message"] == "none can be shown: notify-send is not installed"
    assert "notify.command" in check()["hint"]
    Config(ours).set("notify.command", "true")
    assert check()["message"].startswith("by command")
