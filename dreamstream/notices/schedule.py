"""Passes that come by themselves: a crontab block, systemd user units or a launchd agent, whichever is here.

Nothing is replayed: a machine that slept gets one pass when it wakes, since each pass does all that waits.
"""

from __future__ import annotations

import json
import os
import re
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
_TOOLS = {"cron": "crontab", "systemd": "systemctl", "launchd": "launchctl"}
MINUTES = 2
_BY_HAND = "Try another one, `--with cron` or `--with systemd`; or see what `--print` says, and do it by hand."
#: What names a home where neither `--home` nor DREAMSTREAM_HOME does.
_FOLDERS = ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME")


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
    """The command line of one scheduled pass, complete: cron knows neither PATH nor what names the home."""
    here = Path(sys.argv[0])
    program = [str(here.absolute())] if here.name == "dreamstream" and here.exists() else []
    found = shutil.which("dreamstream")
    line = program or ([found] if found else [sys.executable, "-m", "dreamstream"])
    if places.state.startswith(os.path.join(places.home, ".state")):
        line += ["--home", places.home]
    elif said := [f"{name}={path}" for name in _FOLDERS if os.path.isabs(path := os.environ.get(name, ""))]:
        line = [shutil.which("env") or "/usr/bin/env", *said, *line]
    return [*line, "--user", places.user, "dream", "run", "--scheduled", "--quiet"]


def install(places: Places, wanted: Plan) -> None:
    """Write it and start it; the same again changes nothing. Raises DreamstreamError when the system refuses."""
    if not shutil.which(_TOOLS[wanted.kind]):
        raise BackendUnavailable(
            f"{_TOOLS[wanted.kind]} is not here.", hint="See `dreamstream schedule install --print`."
        )
    before = installed(places)
    if before is not None and before["kind"] != wanted.kind:
        remove(places)  # two schedules would be one too many
    if wanted.kind == "cron":
        _crontab(_without(_read_crontab(), places) + os.fsencode(wanted.files["crontab"]))
    for path, text in wanted.files.items():
        if path != "crontab":
            os.makedirs(os.path.dirname(path), exist_ok=True)
            Path(path).write_text(text, "utf-8")
    if wanted.kind == "launchd":
        _ran(("launchctl", "unload", str(_agent(places))))  # what is loaded is not read again
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
    whole = isinstance(found, dict) and isinstance(found.get("minutes"), int) and isinstance(found.get("at"), str)
    return found if whole and found.get("kind") in KINDS else None


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
    if found["kind"] == "systemd":
        _ran(("systemctl", "--user", "daemon-reload"))
    os.unlink(places.in_state("schedule"))
    return str(found["kind"])


def _systemd(places: Places, line: list[str], minutes: int) -> Plan:
    base = os.environ.get("XDG_CONFIG_HOME") or os.path.expanduser("~/.config")
    folder, unit = os.path.join(base, "systemd", "user"), _unit(places)
    words = " ".join([_unit_word(line[0]), *(_unit_word(word).replace("$", "$$") for word in line[1:])])
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


def _unit_word(word: str) -> str:
    return '"' + word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%") + '"'


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


def _without(table: bytes, places: Places) -> bytes:
    """The crontab without our block, every other byte of it as it was."""
    begin, end = f"# {_unit(places)}: begin".encode(), _end(places).encode()
    lines, kept = re.findall(rb"[^\n]*\n|[^\n]+", table), []
    while lines:
        line = lines.pop(0)
        if not line.startswith(begin):
            kept.append(line)
            continue
        ends = [i for i, other in enumerate(lines) if other.rstrip() == end]
        # without its end somebody has been at it: then only what is surely ours goes
        del lines[: ends[0] + 1 if ends else int(b"--scheduled" in b"".join(lines[:1]))]
    whole = b"".join(kept)
    return whole if not whole or whole.endswith(b"\n") else whole + b"\n"


def _read_crontab() -> bytes:
    done = subprocess.run(["crontab", "-l"], capture_output=True, check=False)
    if done.returncode == 0:
        return done.stdout
    why = done.stderr.decode("utf-8", "replace").strip()
    if re.search("no f?crontab|no such file", why, re.IGNORECASE):
        return b""
    # taken for an empty one, it would be written over
    raise DreamstreamError(f"crontab does not show what stands in it: {why or 'no reason given'}.", hint=_BY_HAND)


def _crontab(table: bytes) -> None:
    done = subprocess.run(["crontab", "-"], input=table, capture_output=True, check=False)
    if done.returncode:
        why = done.stderr.decode("utf-8", "replace").strip()
        raise DreamstreamError(f"crontab refused: {why or 'no reason given'}.", hint=_BY_HAND)


def _run(line: tuple[str, ...]) -> None:
    done = subprocess.run(line, capture_output=True, text=True, check=False)
    if done.returncode:
        why = done.stderr.strip() or f"exit {done.returncode}"
        raise DreamstreamError(f"`{shlex.join(line)}` failed: {why}.", hint=_BY_HAND)


def _ran(line: tuple[str, ...]) -> bool:
    try:
        return subprocess.run(line, capture_output=True, timeout=10, check=False).returncode == 0
    except (OSError, subprocess.TimeoutExpired):
        return False
