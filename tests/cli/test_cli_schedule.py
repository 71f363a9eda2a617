"""`schedule` and `notify` at the command line: what they say, what they leave alone, and who goes by it."""

from __future__ import annotations

import io
import sys
from pathlib import Path
from typing import Any

import pytest
from conftest import Command

from dreamstream.cli.app import run
from dreamstream.dream import run as passes
from dreamstream.paths import Places


@pytest.fixture(autouse=True)
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A PATH with a crontab of its own and nothing else; the table's file."""
    folder, file = tmp_path / "bin", tmp_path / "table"
    folder.mkdir()
    (folder / "crontab").write_text(
        f'#!/bin/sh\n[ "$1" = - ] && exec /bin/cat > {file}\n'
        f'[ -e {file} ] && exec /bin/cat {file}\necho "no crontab for me" >&2\nexit 1\n'
    )
    (folder / "crontab").chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.setenv("HOME", str(tmp_path / "user"))
    return file


def test_install_show_remove(ds: Command, table: Path) -> None:
    """Each says what is, in words and in JSON."""
    table.write_text("0 5 * * * backup\n")
    assert ds("schedule", "show").out == "No schedule is installed; `dreamstream schedule install` makes one.\n"
    assert ds("schedule", "show", "--json").data == {"installed": None}
    ran = ds("schedule", "install")
    assert (ran.code, ran.lines[0]) == (0, "A pass comes by every 2 minutes, by cron.")

    data = ds("schedule", "show", "--json").data
    assert (data["installed"]["kind"], data["installed"]["minutes"]) == ("cron", 2)
    assert table.read_text() == "0 5 * * * backup\n" + data["files"]["crontab"]
    assert ds("schedule", "show").lines == ran.lines
    assert ds("schedule", "remove").out == "The cron schedule is gone; passes come when you call them.\n"
    assert table.read_text() == "0 5 * * * backup\n"
    assert ds("schedule", "remove").code == 3


def test_every(ds: Command, table: Path) -> None:
    """Minutes from 1 to 59, the newest counts."""
    for minutes in ("1", "59", "10"):
        assert ds("schedule", "install", "--every", minutes).code == 0
    assert table.read_text().count("*/10 * * * * ") == table.read_text().count(" * * * * ") == 1
    for minutes in ("0", "60", "often"):
        assert ds("schedule", "install", "--every", minutes).code == 2
    assert ds("schedule", "install", "--with", "sundial").code == 2


@pytest.mark.parametrize("kind", ["cron", "systemd", "launchd"])
def test_print_writes_nothing(ds: Command, table: Path, ours: Places, tmp_path: Path, kind: str) -> None:
    """It shows all that would be written, also what this system does not have."""
    ran = ds("schedule", "install", "--print", "--with", kind, "--json")

    assert (ran.code, ran.data["kind"], ran.data["installed"]) == (0, kind, False)
    assert "--scheduled" in "".join(ran.data["files"].values())
    assert ds("schedule", "install", "--print", "--with", kind).lines[0] == (
        f"A pass would come by every 2 minutes, by {kind}."
    )
    assert not table.exists()
    assert not (tmp_path / "user").exists()
    assert not Path(ours.in_state("schedule")).exists()


def test_no_scheduler(ds: Command, table: Path, tmp_path: Path) -> None:
    """Exit 5 and what to do instead; a kind that was named and is not here, too."""
    (tmp_path / "bin" / "crontab").unlink()
    ran = ds("schedule", "install")
    assert ran.code == 5
    assert "There is no cron, systemd or launchd here." in ran.err
    assert "dreamstream dream run --scheduled" in ran.err
    for kind in ("cron", "systemd", "launchd"):
        assert ds("schedule", "install", "--with", kind, "--json").error["exit"] == 5
    assert not (tmp_path / "user").exists()


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_log_says_what_comes(ds: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """At a terminal, where nothing comes by itself, `log` says so; with a schedule it does not."""

    def told() -> str:
        with monkeypatch.context() as patch:
            patch.setattr(sys, "stdout", Terminal())
            assert run(["log", "the sea"]) == 0
            return str(sys.stdout.getvalue())  # type: ignore[attr-defined]

    assert "Nothing comes by itself yet" in told()
    ds("schedule", "install")
    assert "Its analysis, picture and comic come by themselves." in told()
    ds("schedule", "remove")
    assert "Nothing comes by itself yet" in told()


def test_doctor_goes_by_it(ds: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    """None is no fault; one that was installed and calls nobody is, with the command that mends it."""

    def check() -> Any:
        return next(c for c in ds("doctor", "--json").data["checks"] if c["name"] == "schedule")

    assert (check()["ok"], check()["hint"]) == (True, "dreamstream schedule install")
    with monkeypatch.context() as patch:
        patch.setattr("dreamstream.notices.schedule.time.time", lambda: 1_000_000_000.0)
        ds("schedule", "install")
    found = check()
    assert (found["ok"], found["message"][:37]) == (False, "cron should call every 2 minutes, and")
    assert "schedule install" in found["hint"]


def test_a_pass_is_enough(ds: Command, ours: Places) -> None:
    """Just installed, or just visited, all is well."""
    ds("schedule", "install", "--every", "5")
    (check,) = [c for c in ds("doctor", "--json").data["checks"] if c["name"] == "schedule"]
    assert (check["ok"], check["message"]) == (True, "cron, every 5 minutes")
    ds("dream", "--scheduled")
    assert passes.heartbeat(ours)
