"""The one place that prints: lines for people, one versioned JSON document for programs."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from typing import Any

from dreamstream.cli.gate import safe
from dreamstream.cli.here import Here
from dreamstream.cli.result import Line, Result
from dreamstream.errors import DreamstreamError

VERSION = 1


def answer(here: Here, result: Result) -> None:
    """Print what a command handed back."""
    if result.form == "jsonl":
        for row in result.data:
            sys.stdout.write(json.dumps(row) + "\n")
    elif result.form == "ids":
        for id in result.ids or ():
            sys.stdout.write(id + "\n")
    elif here.json:
        _envelope(here, result.data)
    else:
        lines(here, result.people())


def failure(here: Here, error: DreamstreamError, **more: Any) -> None:
    """Print an error: a sentence and what to do, or the same as JSON."""
    if here.json:
        shown = {"code": error.code, "exit": error.exit, "message": error.message, "hint": error.hint, **more}
        _document({"version": VERSION, "command": here.command, "error": shown, "warnings": here.warnings})
        return
    sys.stdout.flush()
    sys.stderr.write(f"dreamstream: {safe(error.message)}\n")
    if error.hint:
        sys.stderr.write(f"  {safe(error.hint)}\n")


def warnings(here: Here) -> None:
    """Say what is to be said beside the answer, on stderr."""
    if not here.quiet:
        sys.stdout.flush()
        for sentence in here.warnings:
            sys.stderr.write(f"dreamstream: {safe(sentence)}\n")
    here.warnings = []


def lines(here: Here, found: Iterable[Line]) -> None:
    """Lines for people: plain off a terminal, with rich on one."""
    if not here.at_terminal:
        for text, style in found:
            if not style.startswith("picture"):
                sys.stdout.write(safe(text) + "\n")
        return
    from rich.console import Console
    from rich.text import Text

    console = Console(
        highlight=False, no_color=not here.colored, color_system="auto" if here.colored else None, soft_wrap=False
    )
    for text, style in found:
        if style.startswith("picture"):
            from dreamstream.cli import easel

            easel.hang(here, console.file, text, style, console.color_system)
            continue
        # a path broken in two cannot be copied; prose is folded at words
        console.print(Text(safe(text), style=style if here.colored else ""), soft_wrap=len(text.split()) < 4)


def _envelope(here: Here, data: Any) -> None:
    """One document; rows that come as they are read go out as they come, so that no list is too long to hold."""
    head = f'{{"version": {VERSION}, "command": {json.dumps(here.command)}, "data": '
    if isinstance(data, dict | list | str | int | None):
        sys.stdout.write(head + json.dumps(data))
    else:
        rows = iter(data)
        first = next(rows, None)  # read before anything is said: a damaged index shows here, and is healed
        sys.stdout.write(head + "[" + ("" if first is None else json.dumps(first)))
        for row in rows:
            sys.stdout.write(", " + json.dumps(row))
        sys.stdout.write("]")
    here.close()  # what the journal wants said belongs into `warnings`
    sys.stdout.write(f', "warnings": {json.dumps(here.warnings)}}}\n')
    here.warnings = []


def _document(found: Any) -> None:
    sys.stdout.write(json.dumps(found) + "\n")
