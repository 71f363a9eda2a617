"""Keys one at a time from a terminal, which is left as it was found."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator

import pytest

from dreamstream.cli.keyboard import Keyboard

if sys.platform == "win32":
    pytest.skip("single keys are a Unix terminal's", allow_module_level=True)

import termios


@pytest.fixture
def screen(monkeypatch: pytest.MonkeyPatch) -> Iterator[int]:
    """The far end of a terminal that is standard input: what is written to it is typed."""
    far, seat = os.openpty()
    with os.fdopen(seat, encoding="utf-8") as file:
        monkeypatch.setattr(sys, "stdin", file)
        yield far
        os.close(far)


def mode() -> list[object]:
    return termios.tcgetattr(sys.stdin.fileno())


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        (b"a", ["a"]),
        (b"AR", ["a", "r"]),
        (b"\r \n", ["\n", " ", "\n"]),
        ("ａ".encode(), ["a"]),
        ("ф夢🙂q".encode(), ["ф", "夢", "🙂", "q"]),
        (b"\x04", [""]),
        (b"\x1b[A", ["other"]),
        (b"\x1bOA", ["other"]),
        (b"\x1b[[A", ["other"]),
        (b"\x1b[200~aaa\x1b[201~", ["other"]),
        (b"\x1b", ["other"]),
        (b"\x00\x7f?", ["other", "other", "?"]),
        (b"\xff", ["\ufffd"]),
    ],
    ids=repr,
)
def test_keys(screen: int, typed: bytes, keys: list[str]) -> None:
    """Letters whatever their case or width; no part of an arrow key is a letter; Ctrl-D is the end."""
    with Keyboard() as keyboard:
        os.write(screen, typed)
        assert [keyboard.key("> ") for _ in keys] == keys


def test_the_terminal_is_gone(screen: int) -> None:
    """That is the end of input, and no error."""
    with Keyboard() as keyboard:
        os.dup2(os.open(os.devnull, os.O_RDWR), screen)
        assert keyboard.key("> ") == ""


def test_an_error_leaves_the_terminal_as_it_was(screen: int) -> None:
    """Whatever is raised; and while somebody else has the terminal, it is theirs."""
    before = mode()
    with pytest.raises(ZeroDivisionError), Keyboard() as keyboard:
        assert mode() != before
        with keyboard.aside():
            assert mode() == before
        assert mode() != before
        raise ZeroDivisionError
    assert mode() == before


def test_what_is_typed_ahead_stays(screen: int) -> None:
    """A key takes no more than itself: the rest is there for the next line."""
    with Keyboard() as keyboard:
        os.write(screen, b"ea line\n")
        assert keyboard.key("> ") == "e"
        with keyboard.aside():
            assert sys.stdin.readline() == "a line\n"
