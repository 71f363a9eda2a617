"""What this terminal can show of a picture: known by its name, else asked once and not waited for.

The one question that is asked is the oldest there is (what are you?), which every terminal answers in the order it was
asked; nothing is sent that one which knows less would print. Names lie inside tmux and its like, so there it is asked.
"""

from __future__ import annotations

import os
import re
import shutil
import time
from dataclasses import dataclass
from functools import lru_cache

#: As long as a terminal may take to say what it is, in seconds; one behind a slow line takes half of it. What comes
#: later would be typed into the shell.
PATIENCE = 1.0
#: A cell that nobody measured, in pixels.
_CELL = (10, 20)
_ASKED = b"\x1b[16t\x1b[c"  # how large is a cell? what are you?
_ANSWER = re.compile(rb"\x1b\[\?([\d;]*)c")
_SIZE = re.compile(rb"\x1b\[6;(\d{1,3});(\d{1,3})t")


@dataclass(frozen=True, slots=True, kw_only=True)
class Terminal:
    """How it shows pictures (kitty, iterm, sixel, blocks), its size in cells and a cell's in pixels."""

    way: str
    columns: int
    rows: int
    cell: tuple[int, int] = _CELL
    translates: bool = False  #: It takes any colour and hands on the nearest the one outside has.


@lru_cache(maxsize=1)
def terminal() -> Terminal:
    """The one this process writes to. Takes at most `PATIENCE`, once."""
    columns, rows = shutil.get_terminal_size()
    way = named(os.environ)
    cell = _measured()
    if not way or not cell:
        does_sixel, told = ask()
        way, cell = way or ("sixel" if does_sixel else "blocks"), cell or told
    return Terminal(way=way, columns=columns, rows=rows, cell=cell or _CELL, translates=bool(os.environ.get("TMUX")))


def named(environ: os._Environ[str] | dict[str, str]) -> str:
    """The way of a terminal that says who it is; "" where it does not, or where something stands between."""
    if any(environ.get(name) for name in ("TMUX", "STY", "ZELLIJ")):
        return ""
    term, program = environ.get("TERM", ""), environ.get("TERM_PROGRAM", "")
    if term in ("xterm-kitty", "xterm-ghostty"):
        return "kitty"
    if program in ("iTerm.app", "WezTerm", "mintty") or environ.get("LC_TERMINAL") == "iTerm2":
        return "iterm"
    # these answer no question, or their answer is known
    return "blocks" if term in ("linux", "cygwin") or environ.get("INSIDE_EMACS") else ""


def ask() -> tuple[bool, tuple[int, int] | None]:
    """Whether it draws sixels, and a cell's size where it says so.

    The terminal is asked, not standard input, which may be a pipe of ids; nobody is asked who has typed ahead, since
    those letters would be read as the answer, nor from the background, where asking stops the process.
    """
    try:
        import termios

        fd = os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY | os.O_CLOEXEC)
    except (ImportError, OSError):
        return False, None
    try:
        if os.tcgetpgrp(fd) != os.getpgrp():
            return False, None
        before = termios.tcgetattr(fd)
        quiet = termios.tcgetattr(fd)
        quiet[3] &= ~(termios.ECHO | termios.ICANON)  # unseen and at once; ^C stays what it is
        try:
            termios.tcsetattr(fd, termios.TCSADRAIN, quiet)
            said = b"" if _waits(fd, 0) else _answer(fd)
        finally:
            termios.tcsetattr(fd, termios.TCSADRAIN, before)
    except (OSError, termios.error):
        return False, None
    finally:
        os.close(fd)
    what, size = _ANSWER.search(said), _SIZE.search(said)
    cell = (int(size[2]), int(size[1])) if size else None
    return bool(what and b"4" in what[1].split(b";")[1:]), _sane(cell)


def _answer(fd: int) -> bytes:
    """What it says until it has said what it is: after that nothing more is to come."""
    os.write(fd, _ASKED)
    said, end = b"", time.monotonic() + PATIENCE
    while not _ANSWER.search(said) and len(said) < 4096:
        left = end - time.monotonic()
        if left <= 0 or not _waits(fd, left):
            break
        said += os.read(fd, 1024)
    return said


def _waits(fd: int, seconds: float) -> bool:
    import select

    return bool(select.select([fd], [], [], seconds)[0])


def _measured() -> tuple[int, int] | None:
    """A cell's size in pixels, as the system knows it; most terminals never tell it."""
    try:
        import fcntl
        import struct
        import termios

        told = fcntl.ioctl(1, termios.TIOCGWINSZ, bytes(8))
        rows, columns, width, height = struct.unpack("HHHH", told)
    except (ImportError, OSError, ValueError):
        return None
    return _sane((width // columns, height // rows)) if rows and columns else None


def _sane(cell: tuple[int, int] | None) -> tuple[int, int] | None:
    return cell if cell and 3 <= cell[0] <= 80 and 5 <= cell[1] <= 160 else None
