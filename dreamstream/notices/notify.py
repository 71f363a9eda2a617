"""Tell the dreamer that something is ready: by whatever this desktop has, never with words of a dream.

    notify.command ─► notify-send ─► osascript ─► the terminal's own notice ─► silence

A notice never fails what it is about.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

from dreamstream.config import Config

TITLE = "dreamstream"
#: A command that takes longer to show a notice is left alone, in seconds.
PATIENCE = 10.0


def way(config: Config) -> tuple[str, str]:
    """(how, why): how a notice would be shown now, and why not by something better."""
    if config.get("notify.command"):
        return "command", "notify.command is set"
    if sys.platform == "darwin" and shutil.which("osascript"):
        return "osascript", ""
    if shutil.which("notify-send"):
        if os.environ.get("DBUS_SESSION_BUS_ADDRESS") or os.path.exists(f"/run/user/{os.getuid()}/bus"):
            return "notify-send", ""
        why = "there is no desktop session to show it in"
    else:
        why = "notify-send is not installed"
    if sys.stderr.isatty():
        return "terminal", why
    return "silence", why


def send(config: Config, text: str) -> str:
    """Show a notice; how it went out, "silence" when nothing could."""
    how, _ = way(config)
    try:
        if how == "command":
            import shlex

            _quietly([*shlex.split(config.get("notify.command")), TITLE, text])
        elif how == "notify-send":
            bus = os.environ.get("DBUS_SESSION_BUS_ADDRESS") or f"unix:path=/run/user/{os.getuid()}/bus"
            _quietly(["notify-send", "-a", TITLE, TITLE, text], DBUS_SESSION_BUS_ADDRESS=bus)
        elif how == "osascript":
            # passed as arguments, never as script text: what a notice says is nobody's program
            script = "on run argv\ndisplay notification (item 2 of argv) with title (item 1 of argv)\nend run"
            _quietly(["osascript", "-e", script, TITLE, text])
        elif how == "terminal":
            sys.stderr.write(f"\x1b]9;{TITLE}: {text}\x07")
            sys.stderr.flush()
    except (OSError, ValueError, subprocess.SubprocessError):
        return "silence"
    return how


def _quietly(line: list[str], **more: str) -> None:
    subprocess.run(
        line,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        timeout=PATIENCE,
        check=True,
        env={**os.environ, **more},
    )
