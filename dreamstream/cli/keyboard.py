"""Keys one at a time, and lines that begin with words to change; the terminal is left as it was found."""

from __future__ import annotations

import os
import signal
import sys
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

try:
    import termios
except ImportError:  # Windows: a letter and Enter
    termios = None  # type: ignore[assignment]

#: How long the rest of an arrow key's bytes may take, in seconds.
_REST = 0.05
#: What ends us while the terminal is set up for keys; whoever is killed by one must not leave it so.
_ENDS = ("SIGTERM", "SIGHUP", "SIGQUIT")


class Keyboard:
    """The keys of the terminal on standard input, for as long as the `with` lasts.

    Between keys nothing is echoed. Ctrl-C stays KeyboardInterrupt; what ends the process restores the terminal first.
    """

    def __init__(self) -> None:
        self._fd = sys.stdin.fileno()
        self._before: list[Any] | None = None
        self._prompt = ""
        self._handlers: dict[int, Any] = {}

    def __enter__(self) -> Keyboard:
        if termios is not None:
            try:
                self._before = termios.tcgetattr(self._fd)
            except termios.error:
                return self
            for name in _ENDS:
                number = getattr(signal, name)
                if signal.getsignal(number) is signal.SIG_DFL:  # `nohup` and a test's own handlers stay
                    self._handlers[number] = signal.signal(number, self._end)
            self._handlers[signal.SIGCONT] = signal.signal(signal.SIGCONT, self._again)
            self._by_keys()
        return self

    def __exit__(self, *_: object) -> None:
        self._by_lines()
        for number, handler in self._handlers.items():
            signal.signal(number, handler)
        self._handlers.clear()

    def key(self, prompt: str) -> str:
        """The next key: a lower-case character, "\\n" for Enter, "" at the end of input, "other" for an arrow.

        Without a terminal that gives single keys: the first character of the next line.
        """
        self._prompt = prompt
        _say(prompt)
        if self._before is None:
            line = sys.stdin.readline()
            return _plain(line.strip()[:1] or "\n") if line else ""
        try:
            return self._pressed()
        finally:
            self._prompt = ""

    def line(self, text: str, prompt: str = "> ") -> str | None:
        """A line that begins with `text` where it can be changed in place; None where nothing was said."""
        editing = _readline()
        if editing is not None:
            editing.set_auto_history(False)
            editing.set_startup_hook(lambda: editing.insert_text(text))
        try:
            with self.aside():
                said = input(prompt).strip()
        except (EOFError, KeyboardInterrupt):  # Ctrl-C leaves the line, not the command
            _say("\n")
            return None
        finally:
            if editing is not None:
                editing.set_startup_hook(None)
        return said.encode("utf-8", "surrogateescape").decode("utf-8", "replace") or None

    @contextmanager
    def aside(self) -> Iterator[None]:
        """The terminal as it was, for who reads lines from it or shows a page of its own."""
        self._by_lines()
        try:
            yield
        finally:
            self._by_keys()

    def _pressed(self) -> str:
        first = self._byte()
        if first in (b"", b"\x04"):
            return ""
        if first in (b"\r", b"\n"):
            return "\n"
        if first == b"\x1b":  # an arrow key comes as several bytes, some of them letters, none of which is an answer
            while self._comes() and self._byte():
                pass
            return "other"
        length = 1 if first < b"\xc0" else 2 if first < b"\xe0" else 3 if first < b"\xf0" else 4
        while len(first) < length and self._comes() and (more := self._byte()):
            first += more
        return _plain(first.decode("utf-8", "replace"))

    def _byte(self) -> bytes:
        """One byte and no more: what is typed ahead stays where the next line is read from."""
        try:
            return os.read(self._fd, 1)
        except OSError:  # the terminal has gone
            return b""

    def _comes(self) -> bool:
        import select

        return bool(select.select([self._fd], [], [], _REST)[0])

    def _by_keys(self) -> None:
        if self._before is not None:
            keys = [*self._before[:6], [*self._before[6]]]
            keys[3] &= ~(termios.ECHO | termios.ICANON)  # ^C and ^Z stay what they are
            keys[6][termios.VMIN], keys[6][termios.VTIME] = 1, 0
            self._set(keys)

    def _by_lines(self) -> None:
        if self._before is not None:
            self._set(self._before)

    def _set(self, mode: list[Any]) -> None:
        try:
            termios.tcsetattr(self._fd, termios.TCSANOW, mode)
        except termios.error:  # the terminal has gone
            return

    def _end(self, number: int, _frame: FrameType | None) -> None:
        self._by_lines()
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)

    def _again(self, _number: int, _frame: FrameType | None) -> None:
        """After Ctrl-Z and `fg`: the shell has set the terminal up for itself meanwhile."""
        if self._prompt:
            self._by_keys()
            _say(self._prompt)


def _say(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()


def _plain(key: str) -> str:
    """A full-width letter of an input method is the letter."""
    found = unicodedata.normalize("NFKC", key).lower()
    return found if found.isprintable() or found == "\n" else "other"


def _readline() -> Any:
    """What changes a line in place, None where this Python has none."""
    try:
        import readline
    except ImportError:
        return None
    return readline
