"""What a terminal can show is asked once, never waited for long, and leaves nothing behind."""

from __future__ import annotations

import os
import re
import select
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from dreamstream.cli.terminal import named
from dreamstream.config import Config
from dreamstream.paths import Places

if sys.platform == "win32":
    pytest.skip("a terminal is asked where there is /dev/tty", allow_module_level=True)

import fcntl
import struct
import termios

Tell = Callable[..., str]
#: Makes the terminal on standard output its own before it becomes the command.
SEATED = "import fcntl, os, sys, termios; fcntl.ioctl(1, termios.TIOCSCTTY, 0); os.execv(sys.argv[1], sys.argv[1:])"


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What came to a terminal's screen, and what it was left with."""

    out: str
    code: int
    seconds: float
    left: bytes  #: What stands in its input for the shell.
    same: bool  #: Whether it is set up as it was.


def sit(*argv: str, answer: Callable[[bytes], bytes] = lambda _: b"", typed: bytes = b"", **env: str) -> Seen:
    """Run the command at a terminal of 80 by 24 that answers as told."""
    screen, keys = os.openpty()
    fcntl.ioctl(keys, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    before = termios.tcgetattr(keys)
    os.write(screen, typed)
    line = [sys.executable, "-c", SEATED, sys.executable, "-m", "dreamstream", *argv]
    given = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "PYTHONIOENCODING": "utf-8", **env}
    kept = {k: v for k, v in os.environ.items() if k not in ("TMUX", "STY", "ZELLIJ", "TERM_PROGRAM", "LC_TERMINAL")}
    stdin = subprocess.PIPE if "-" in argv else keys
    child = subprocess.Popen(line, stdin=stdin, stdout=keys, stderr=keys, env=kept | given, start_new_session=True)
    begun, out = time.monotonic(), b""
    if child.stdin:
        child.stdin.write(b"@1\n")
        child.stdin.close()
    while time.monotonic() - begun < 30:
        if select.select([screen], [], [], 0.05)[0]:
            heard = os.read(screen, 65_536)
            out += heard
            if said := answer(heard):
                os.write(screen, said)
        elif child.poll() is not None:
            break
    after = termios.tcgetattr(keys)
    raw = termios.tcgetattr(keys)
    raw[3] &= ~termios.ICANON
    termios.tcsetattr(keys, termios.TCSANOW, raw)
    left = os.read(keys, 1024) if select.select([keys], [], [], 0)[0] else b""
    code = child.wait(10)
    os.close(screen)
    os.close(keys)
    return Seen(out=out.decode(), code=code, seconds=time.monotonic() - begun, left=left, same=after == before)


def xterm(heard: bytes) -> bytes:
    """A terminal that draws sixels in cells of 8 by 16."""
    return b"\x1b[6;16;8t\x1b[?64;1;4;22c" if b"\x1b[c" in heard else b""


def vte(heard: bytes) -> bytes:
    """A terminal that draws none."""
    return b"\x1b[?65;1;9c" if b"\x1b[c" in heard else b""


@pytest.fixture
def dream(ours: Places, ds: Callable[..., object], tell: Tell) -> str:
    """A dream that has a picture."""
    for name in ("backend.text", "backend.image"):
        Config(ours).set(name, "mock")
    told = tell("I flew over the sea.")
    ds("dream", "--only", "image")
    return told


def shown(seen: Seen, dream: str) -> bool:
    """Whether the dream is there to read, its picture's path and what is to be seen on it too."""
    words = re.sub(r"\x1b\[[\d;]*m|\s", "", seen.out)
    return all(part in words for part in ("Iflewoverthesea.", dream, ".webp", "Aplainsquareofonecolour."))


def test_a_silent_terminal(dream: str) -> None:
    """It is not waited for: half blocks after a moment, the picture whole in its window, and the terminal as it was."""
    seen = sit("show", dream, "--images")

    assert (seen.code, seen.same, seen.left) == (0, True, b"")
    assert shown(seen, dream)
    assert seen.seconds < 15
    rows = [line for line in seen.out.splitlines() if "▀" in line]
    assert len(rows) == 22
    assert {line.count("▀") for line in rows} == {44}
    assert "\x1b_" not in seen.out
    assert "\x1b]" not in seen.out


def test_one_that_answers(dream: str) -> None:
    """Sixels where it says so, half blocks where it does not; its answer is not left for the shell."""
    seen = sit("show", dream, "--images", answer=xterm)
    assert (seen.code, seen.same, seen.left) == (0, True, b"")
    assert shown(seen, dream)
    assert '\x1bP0;1;0q"1;1;' in seen.out
    assert "▀" not in seen.out
    assert "[?64" not in seen.out

    seen = sit("show", dream, "--images", answer=vte)
    assert (seen.code, seen.same, seen.left) == (0, True, b"")
    assert "▀" in seen.out
    assert "\x1bP" not in seen.out


def test_ids_from_a_pipe(dream: str) -> None:
    """Standard input is not the terminal's: the question goes where the answer comes from."""
    seen = sit("show", "-", "--images", answer=xterm)

    assert (seen.code, seen.same, seen.left) == (0, True, b"")
    assert "\x1bP0;1;0q" in seen.out


def test_who_has_typed_ahead_is_not_asked(dream: str) -> None:
    """Letters that wait for the shell stay there."""
    seen = sit("show", dream, "--images", answer=xterm, typed=b"ls\n")

    assert seen.left == b"ls\n"
    assert "\x1b[c" not in seen.out
    assert "▀" in seen.out


@pytest.mark.parametrize("env", [{"NO_COLOR": "1"}, {"TERM": "dumb"}], ids=str)
def test_no_picture_where_none_is_wanted(dream: str, env: dict[str, str]) -> None:
    """The path and the words alone, and no question."""
    seen = sit("show", dream, "--images", answer=xterm, **env)

    assert shown(seen, dream)
    assert [mark for mark in ("▀", "\x1bP", "\x1b[c", "\x1b_G") if mark in seen.out] == []


def test_open_without_a_screen(dream: str) -> None:
    """Over ssh the picture is shown where the dreamer is."""
    seen = sit(
        "media", "open", dream, answer=vte, DISPLAY="", WAYLAND_DISPLAY="", PATH=str(Path(sys.executable).parent)
    )

    assert seen.code == 0
    assert "▀" in seen.out
    assert ".webp" in seen.out


@pytest.mark.parametrize(
    ("environ", "way"),
    [
        ({"TERM": "xterm-kitty"}, "kitty"),
        ({"TERM": "xterm-ghostty"}, "kitty"),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "iTerm.app"}, "iterm"),
        ({"TERM": "xterm-256color", "LC_TERMINAL": "iTerm2"}, "iterm"),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "WezTerm"}, "iterm"),
        ({"TERM": "linux"}, "blocks"),
        ({"TERM": "xterm-256color"}, ""),
        ({"TERM": "tmux-256color", "TMUX": "/tmp/x", "TERM_PROGRAM": "iTerm.app"}, ""),
        ({"TERM": "xterm-kitty", "TMUX": "/tmp/x"}, ""),
        ({"TERM": "screen", "STY": "1.x"}, ""),
        ({}, ""),
    ],
    ids=str,
)
def test_names(environ: dict[str, str], way: str) -> None:
    """Who says its name is believed, unless something stands between."""
    assert named(environ) == way
