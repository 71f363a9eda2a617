"""Passes that come by themselves: one block or unit a journal, everything else on the machine as it was."""

from __future__ import annotations

import json
import os
import plistlib
import re
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dreamstream.errors import BackendUnavailable, DreamstreamError
from dreamstream.notices import schedule
from dreamstream.paths import Places, places

Tool = Callable[[str, str], Path]
ODD = """o'clock & "co" $HOME %d"""


@pytest.fixture(autouse=True)
def bin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only folder on PATH besides the shell's own tools, with no scheduler in it."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in ("sh", "cat", "env", "rm", "touch"):
        (folder / name).symlink_to(f"/bin/{name}" if Path(f"/bin/{name}").exists() else f"/usr/bin/{name}")
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setenv("HOME", str(tmp_path / "user"))
    return folder


@pytest.fixture
def tool(bin: Path) -> Tool:
    """Put a shell script on PATH."""

    def call(name: str, script: str) -> Path:
        path = bin / name
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)
        return path

    return call


@pytest.fixture
def table(tool: Tool, tmp_path: Path) -> Path:
    """A crontab of its own, as `crontab -l` shows it; absent while there is none."""
    file = tmp_path / "table"
    tool("crontab", f'if [ "$1" = -l ]; then [ -e {file} ] || {{ echo "no crontab for me" >&2; exit 1; }}; cat {file};'
                    f" else cat > {file}; fi")  # fmt: skip
    return file


@pytest.fixture
def log(tool: Tool, tmp_path: Path) -> Path:
    """What was asked of the fake systemctl and launchctl, a line each."""
    file = tmp_path / "asked"
    for name in ("systemctl", "launchctl"):
        tool(name, f'echo "{name} $*" >> {file}')
    return file


def words(line: str) -> list[str]:
    """What the shell makes of a crontab's command, after cron took its signs out."""
    command = line.split(" ", 5)[5]
    assert not re.search(r"(?<!\\)%", command)
    script = f"for word in {command.replace(chr(92) + '%', '%')}; do printf '%s\\n' \"$word\"; done"
    return subprocess.run(["sh", "-c", script], capture_output=True, text=True, check=True).stdout.splitlines()


def test_nothing_here(ours: Places) -> None:
    """Without cron, systemd and launchd it is said so, with what to do."""
    assert schedule.detect() is None
    with pytest.raises(BackendUnavailable) as error:
        schedule.plan(ours)
    assert "no cron, systemd or launchd" in error.value.message
    assert "every two minutes" in error.value.hint
    for kind in schedule.KINDS:
        with pytest.raises(BackendUnavailable):
            schedule.install(ours, schedule.plan(ours, kind=kind))
    assert schedule.installed(ours) is None
    assert not Path.home().exists()


def test_what_is_chosen(tool: Tool, table: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A running systemd of the user's comes before cron, launchd before both on its own system."""
    assert schedule.detect() == "cron"
    tool("systemctl", "exit 1")
    assert schedule.detect() == "cron"
    tool("systemctl", "exit 0")
    assert schedule.detect() == "systemd"
    monkeypatch.setattr(sys, "platform", "darwin")
    assert schedule.detect() == "launchd"


# ── cron ──


def test_one_block(ours: Places, table: Path) -> None:
    """Installed again, with another rhythm too, it is still one; removed, the table is as before."""
    before = (
        b"MAILTO=me\n# notes \xe9 \x0c\xe2\x80\xa8 \r\n\n0 5 * * * backup 'a\\%b'  # ours: begin\n*/2 * * * * other\n"
    )
    table.write_bytes(before)
    for minutes in (2, 2, 7):
        schedule.install(ours, schedule.plan(ours, minutes=minutes))
    after = table.read_bytes()

    assert after.startswith(before)
    begin, line, end = after[len(before) :].decode().splitlines()
    assert (begin.startswith("# dreamstream-me-"), end.endswith(": end")) == (True, True)
    assert line.startswith("*/7 * * * * ")
    assert schedule.installed(ours) == {"kind": "cron", "minutes": 7, "at": schedule.installed(ours)["at"]}  # type: ignore[index]
    assert schedule.remove(ours) == "cron"
    assert table.read_bytes() == before
    assert schedule.installed(ours) is None
    assert schedule.remove(ours) is None


def test_a_table_without_a_last_newline(ours: Places, table: Path) -> None:
    """Our block begins on a line of its own."""
    table.write_bytes(b"0 5 * * * backup")
    schedule.install(ours, schedule.plan(ours))
    assert table.read_bytes().startswith(b"0 5 * * * backup\n# dreamstream-me-")
    schedule.remove(ours)
    assert table.read_bytes() == b"0 5 * * * backup\n"


def test_two_homes_two_blocks(home: Path, table: Path) -> None:
    """And two dreamers of one home too; each is removed alone."""
    three = [places(home=str(home)), places(home=str(home / "other")), places(home=str(home), user="ada")]
    for one in three:
        schedule.install(one, schedule.plan(one))
    assert table.read_text().count(": begin") == table.read_text().count(": end") == 3
    schedule.remove(three[1])

    assert table.read_text().count(": begin") == 2
    assert "/other " not in table.read_text()


@pytest.mark.parametrize("cut", ["end", "command and end"])
def test_a_block_somebody_cut(ours: Places, table: Path, cut: str) -> None:
    """Where its end is missing, what follows is not ours and stays."""
    schedule.install(ours, schedule.plan(ours))
    lines = table.read_text().splitlines(keepends=True)
    table.write_text("".join([*lines[: 2 if cut == "end" else 1], "0 5 * * * backup\n", "0 6 * * * more\n"]))
    schedule.remove(ours)

    assert table.read_text() == "0 5 * * * backup\n0 6 * * * more\n"


def test_a_table_that_cannot_be_read_is_not_written(ours: Places, tool: Tool, tmp_path: Path) -> None:
    """A refusal is no empty table."""
    tool("crontab", f'[ "$1" = -l ] && {{ echo "cannot open it" >&2; exit 1; }}; touch {tmp_path}/written')

    with pytest.raises(DreamstreamError, match="cannot open it"):
        schedule.install(ours, schedule.plan(ours))
    assert not (tmp_path / "written").exists()
    assert schedule.installed(ours) is None


def test_a_refused_table(ours: Places, tool: Tool) -> None:
    """What crontab says is passed on, and nothing counts as installed."""
    tool("crontab", '[ "$1" = -l ] || { echo "bad minute" >&2; exit 1; }')

    with pytest.raises(DreamstreamError, match="bad minute"):
        schedule.install(ours, schedule.plan(ours))
    assert schedule.installed(ours) is None


@pytest.mark.parametrize("odd", [ODD, "plain", "two words", "100%", "sea 海"])
def test_the_line_runs(home: Path, table: Path, odd: str, tmp_path: Path) -> None:
    """Whatever the folder is called, cron's shell gets every word whole, and the pass comes by there."""
    mine = places(home=str(home / odd), user="ada")
    schedule.install(mine, schedule.plan(mine))
    line = table.read_text().splitlines()[1]
    assert words(line) == [
        sys.executable, "-m", "dreamstream", "--home", str(home / odd), "--user", "ada", "dream", "run", "--scheduled",
        "--quiet",
    ]  # fmt: skip

    command = line.split(" ", 5)[5].replace("\\%", "%")
    done = subprocess.run(["sh", "-c", command], env={"HOME": str(tmp_path)}, cwd="/", capture_output=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert Path(mine.in_state("heartbeat")).exists()


def test_folders_named_by_the_environment(
    table: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, bin: Path
) -> None:
    """Cron knows nothing of XDG_DATA_HOME, so the line says it."""
    monkeypatch.delenv("DREAMSTREAM_HOME")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "my data"))
    monkeypatch.setenv("XDG_STATE_HOME", "relative")
    mine = places()
    schedule.install(mine, schedule.plan(mine))

    found = words(table.read_text().splitlines()[1])
    assert found[:3] == [str(bin / "env"), f"XDG_DATA_HOME={tmp_path / 'my data'}", sys.executable]
    assert "--home" not in found


def test_the_program_itself(ours: Places, bin: Path, tool: Tool, monkeypatch: pytest.MonkeyPatch) -> None:
    """The very program that was called, else the one on PATH, else this Python."""
    assert schedule.command(ours)[:3] == [sys.executable, "-m", "dreamstream"]
    found = tool("dreamstream", "exit 0")
    assert schedule.command(ours)[0] == str(found)
    called = bin.parent / "venv" / "dreamstream"
    called.parent.mkdir()
    called.write_text("")
    monkeypatch.setattr(sys, "argv", [str(called), "schedule", "install"])
    assert schedule.command(ours)[0] == str(called)


# ── systemd and launchd ──


def unquoted(text: str) -> list[str]:
    """The words systemd runs: quotes and backslashes as in a shell, then `%%` and `$$`."""
    return [word.replace("%%", "%").replace("$$", "$") for word in shlex.split(text)]


def test_units(home: Path, log: Path) -> None:
    """A service that runs once and a timer that catches one missed run up; enabled, and taken away again."""
    mine = places(home=str(home / ODD))
    schedule.install(mine, schedule.plan(mine, kind="systemd", minutes=5))
    folder = Path.home() / ".config" / "systemd" / "user"
    service, timer = sorted(folder.iterdir())
    text = service.read_text()
    line = next(line for line in text.splitlines() if line.startswith("ExecStart="))

    assert (service.suffix, timer.suffix, service.stem) == (".service", ".timer", timer.stem)
    assert unquoted(line.removeprefix("ExecStart=")) == schedule.command(mine)
    assert not re.search(r"(?<![$])[$](?![$])|(?<!%)%(?!%)", line.replace("$$", "").replace("%%", ""))
    assert "Type=oneshot" in text
    assert "OnCalendar=*:0/5\nPersistent=true\n" in timer.read_text()
    assert log.read_text().splitlines() == [
        "systemctl --user daemon-reload", f"systemctl --user enable --now {timer.name}"
    ]  # fmt: skip
    assert schedule.remove(mine) == "systemd"
    assert list(folder.iterdir()) == []
    assert log.read_text().splitlines()[2:] == [
        f"systemctl --user disable --now {timer.name}", "systemctl --user daemon-reload"
    ]  # fmt: skip


def test_a_systemd_that_refuses(ours: Places, tool: Tool) -> None:
    """What it says is passed on with another way, and nothing counts as installed."""
    tool("systemctl", 'echo "no bus" >&2; exit 1')

    with pytest.raises(DreamstreamError, match="no bus"):
        schedule.install(ours, schedule.plan(ours, kind="systemd"))
    assert schedule.installed(ours) is None


def test_an_agent(home: Path, log: Path) -> None:
    """A property list that says what to run and how often; loaded anew, so that a new rhythm counts."""
    mine = places(home=str(home / ODD))
    schedule.install(mine, schedule.plan(mine, kind="launchd", minutes=3))
    (path,) = (Path.home() / "Library" / "LaunchAgents").iterdir()
    agent = plistlib.loads(path.read_bytes())

    assert agent["ProgramArguments"] == schedule.command(mine)
    assert (agent["StartInterval"], agent["Label"]) == (180, path.stem)
    assert log.read_text().splitlines() == [f"launchctl unload {path}", f"launchctl load -w {path}"]
    assert schedule.remove(mine) == "launchd"
    assert not path.exists()


def test_another_kind_takes_the_place(ours: Places, table: Path, log: Path) -> None:
    """One journal has one schedule."""
    schedule.install(ours, schedule.plan(ours, kind="cron"))
    schedule.install(ours, schedule.plan(ours, kind="systemd"))

    assert table.read_bytes() == b""
    assert schedule.installed(ours)["kind"] == "systemd"  # type: ignore[index]


@pytest.mark.parametrize("held", ["", "no", "[]", "{}", '{"kind":"cron"}', '{"kind":"moon","minutes":2,"at":"x"}'])
def test_a_note_that_is_none(ours: Places, held: str) -> None:
    """What cannot be read is no schedule."""
    os.makedirs(ours.state)
    Path(ours.in_state("schedule")).write_text(held)

    assert schedule.installed(ours) is None


def test_the_note(ours: Places, table: Path) -> None:
    """What `doctor`, `log` and `show` go by: kind, minutes and since when."""
    schedule.install(ours, schedule.plan(ours, minutes=4))
    note: dict[str, Any] = json.loads(Path(ours.in_state("schedule")).read_text())

    assert {**note, "at": ""} == {"kind": "cron", "minutes": 4, "at": ""}
    assert re.match(r"20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d", note["at"])
