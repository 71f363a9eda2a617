"""Passes that come by themselves: a crontab block, systemd user units or a launchd agent, whichever is here.

Nothing is replayed: a machine that slept gets one pass when it wakes, since each pass does all that waits.
"""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dreamstream.errors import BackendUnavailable, DreamstreamError
from dreamstream.log.writer import iso
from dreamstream.paths import Places, make

KINDS = ("cron", "systemd", "launchd")
MINUTES = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What an installation would write, and the commands that make it count."""

    kind: str
    minutes: int
    files: dict[str, str]  #: Path and text; a crontab is `crontab`, and its text one block of it.
    after: tuple[tuple[str, ...], ...] = ()


def plan(places: Places, *, kind: str | None = None, minutes: int = MINUTES) -> Plan:
    """What would be written. Raises BackendUnavailable where nothing here can keep a schedule."""
    chosen = kind or detect()
    if chosen is None:
        raise BackendUnavailable(
            "There is no cron, systemd or launchd here.",
            hint="Run `dreamstream dream run --scheduled` every two minutes by whatever this system has.",
        )
    line = command(places)
    if chosen == "cron":
        text = f"{_begin(places)}\n*/{minutes} * * * * {_cron(line)}\n{_end(places)}\n"
        return Plan(kind=chosen, minutes=minutes, files={"crontab": text})
    if chosen == "systemd":
        return _systemd(places, line, minutes)
    return _launchd(places, line, minutes)


def detect() -> str | None:
    """Which scheduler this system has: launchd on macOS, else a running systemd of the user's, else cron."""
    if sys.platform == "darwin":
        return "launchd"
    if shutil.which("systemctl") and _ran(("systemctl", "--user", "show-environment")):
        return "systemd"
    return "cron" if shutil.which("crontab") else None


def command(places: Places) -> list[str]:
    """The command line of one scheduled pass, complete: cron knows neither PATH nor home."""
    here = Path(sys.argv[0])
    program = [str(here.absolute())] if here.name == "dreamstream" and here.exists() else []
    found = shutil.which("dreamstream")
    line = program or ([found] if found else [sys.executable, "-m", "dreamstream"])
    named = ["--home", places.home] if places.state.startswith(os.path.join(places.home, ".state")) else []
    return [*line, "--user", places.user, *named, "dream", "run", "--scheduled", "--quiet"]


def install(places: Places, wanted: Plan) -> None:
    """Write it and start it; the same again changes nothing. Raises DreamstreamError when the system refuses."""
    if wanted.kind == "cron":
        _crontab(_without(_read_crontab(), places) + wanted.files["crontab"])
    for path, text in wanted.files.items():
        if path != "crontab":
            os.makedirs(os.path.dirname(path), exist_ok=True)
            Path(path).write_text(text, "utf-8")
    for line in wanted.after:
        _run(line)
    make(places.state)
    said = {"kind": wanted.kind, "minutes": wanted.minutes, "at": iso(time.time())}
    Path(places.in_state("schedule")).write_text(json.dumps(said), "utf-8")


def installed(places: Places) -> dict[str, Any] | None:
    """What is installed, as far as this journal knows; None for nothing."""
    try:
        found = json.loads(Path(places.in_state("schedule")).read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) and found.get("kind") in KINDS else None


def remove(places: Places) -> str | None:
    """Take it away; which kind it was, None when nothing was there."""
    found = installed(places)
    if found is None:
        return None
    if found["kind"] == "cron":
        _crontab(_without(_read_crontab(), places))
    elif found["kind"] == "systemd":
        _ran(("systemctl", "--user", "disable", "--now", f"{_unit(places)}.timer"))
    else:
        _ran(("launchctl", "unload", str(_agent(places))))
    for path in plan(places, kind=found["kind"]).files:
        if path != "crontab" and os.path.exists(path):
            os.unlink(path)
    os.unlink(places.in_state("schedule"))
    return str(found["kind"])


def _systemd(places: Places, line: list[str], minutes: int) -> Plan:
    base = os.environ.get("XDG_CONFIG_HOME") or os.path.expanduser("~/.config")
    folder, unit = os.path.join(base, "systemd", "user"), _unit(places)
    words = " ".join('"' + w.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%") + '"' for w in line)
    service = f"[Unit]\nDescription=dreamstream pass\n\n[Service]\nType=oneshot\nNice=10\nExecStart={words}\n"
    timer = (
        f"[Unit]\nDescription=dreamstream pass every {minutes} minutes\n\n[Timer]\nOnCalendar=*:0/{minutes}\n"
        "Persistent=true\n\n[Install]\nWantedBy=timers.target\n"
    )
    return Plan(
        kind="systemd",
        minutes=minutes,
        files={os.path.join(folder, f"{unit}.service"): service, os.path.join(folder, f"{unit}.timer"): timer},
        after=(("systemctl", "--user", "daemon-reload"), ("systemctl", "--user", "enable", "--now", f"{unit}.timer")),
    )


def _launchd(places: Places, line: list[str], minutes: int) -> Plan:
    import plistlib

    agent = {
        "Label": _unit(places),
        "ProgramArguments": line,
        "StartInterval": minutes * 60,
        "RunAtLoad": True,
        "LowPriorityIO": True,
    }
    path = str(_agent(places))
    return Plan(
        kind="launchd",
        minutes=minutes,
        files={path: plistlib.dumps(agent).decode()},
        after=(("launchctl", "load", "-w", path),),
    )


def _agent(places: Places) -> Path:
    return Path.home() / "Library" / "LaunchAgents" / f"{_unit(places)}.plist"


def _unit(places: Places) -> str:
    """A name of this journal's own, so that two homes on one machine keep two schedules."""
    import zlib

    return f"dreamstream-{places.user}-{zlib.crc32(places.home.encode()):08x}"


def _begin(places: Places) -> str:
    return f"# {_unit(places)}: begin (`dreamstream schedule remove` takes this away)"


def _end(places: Places) -> str:
    return f"# {_unit(places)}: end"


def _cron(line: list[str]) -> str:
    return shlex.join(line).replace("%", "\\%")  # a bare % is a line break to cron


def _without(text: str, places: Places) -> str:
    kept, ours = [], False
    for line in text.splitlines():
        if line.startswith(f"# {_unit(places)}: begin"):
            ours = True
        if not ours:
            kept.append(line)
        if line == _end(places):
            ours = False
    return "".join(f"{line}\n" for line in kept)


def _read_crontab() -> str:
    done = subprocess.run(["crontab", "-l"], capture_output=True, text=True, check=False)
    return done.stdout if done.returncode == 0 else ""  # exit 1 is "no crontab for you"


def _crontab(text: str) -> None:
    done = subprocess.run(["crontab", "-"], input=text, capture_output=True, text=True, check=False)
    if done.returncode:
        raise DreamstreamError(
            f"crontab refused: {done.stderr.strip() or 'no reason given'}.", hint="Try --with systemd."
        )


def _run(line: tuple[str, ...]) -> None:
    done = subprocess.run(line, capture_output=True, text=True, check=False)
    if done.returncode:
        why = done.stderr.strip() or f"exit {done.returncode}"
        raise DreamstreamError(
            f"`{shlex.join(line)}` failed: {why}.", hint="Try `--with cron`, or --print and do it by hand."
        )


def _ran(line: tuple[str, ...]) -> bool:
    try:
        return subprocess.run(line, capture_output=True, timeout=10, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False
