"""Talk about a picture: one change a line, each a version, until the lines end."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from typing import Any

from dreamstream.cli import gate
from dreamstream.cli.here import Here
from dreamstream.cli.refined import change, line, pick, placed, spoken
from dreamstream.cli.result import Result
from dreamstream.errors import DreamstreamError, UsageError
from dreamstream.index import versions

Row = dict[str, Any]
#: What ends a chat, and what goes back in it.
_ENDS = frozenset(("done", "quit", "exit", "bye", "q", "that's it", "thanks", "thank you"))
_MORE = frozenset(("more", "even more", "more of that", "again", "once more", "a bit more", "still more"))
_BACK = frozenset(("undo", "back", "go back", "revert", "undo that", "take it back"))


def chat(at: Here, n: int, dream: str, first: str, start: int | None, backend: str | None) -> Result:
    """One change a line until the lines end; every version made."""
    versions.one(at.journal.db, n, dream, start)
    people = sys.stdin.isatty() and not at.json
    made: list[Row] = []
    refused: list[Row] = []
    said = spoken(at, dream)
    if people and not first:
        _say(at, f"What shall change in {dream}? One thing or several a line; `help`, `undo`, `versions`, `done`.")
    for words in _lines(first, people):
        word = words.lower().strip(" .!")
        try:
            if word in _ENDS:
                break
            if word in ("help", "?"):
                _list_understood(at)
            elif word == "versions":
                for version in versions.of(at.journal.db, n):
                    _say(at, " ".join(text for text, _ in line(at, placed(at, version))))
            elif word in _BACK or word.removeprefix("version ").isdigit():
                _say(at, f"Version {_return(at, n, dream, word)} again.")
            else:
                typed, words = words, made[-1]["instruction"] if word in _MORE and made else words
                row = change(at, n, dream, words, start, backend, later=False, said=said, typed=typed)
                made.append(row)
                _say(at, f"Version {row['n']}: {row['alt']}\n{row['path']}")
                for note in row["notes"]:
                    _say(at, note)
            start = None  # from here on each change stands on the one before
        except DreamstreamError as error:
            refused.append({"text": words, "why": error.message})
            _say(at, f"{error.message} {error.hint}")
    exit = UsageError.exit if refused and not made else 0
    paths = [] if people else [(str(row["path"]), "") for row in made]  # a person saw them as they came
    return Result({"id": dream, "versions": made, "refused": refused}, lambda: paths, exit=exit)


def _lines(first: str, people: bool) -> Iterator[str]:
    if first:
        yield first
    while True:
        if people:
            sys.stderr.write("refine> ")
            sys.stderr.flush()
        line = sys.stdin.readline()
        if not line:
            return
        if line.strip():
            yield line.strip()


def _say(at: Here, text: str) -> None:
    """To whoever watches: data alone goes to standard output."""
    if not at.quiet:
        sys.stderr.write(gate.safe(text) + "\n")
        sys.stderr.flush()


def _list_understood(at: Here) -> None:
    from dreamstream.pictures.change import understood

    for what, example in understood():
        _say(at, f"  {what}: “{example}”")


def _return(at: Here, n: int, dream: str, word: str) -> int:
    """Go back to the version the shown one was made from, or to the one of this number."""
    now = versions.one(at.journal.db, n, dream, None)
    number = int(word.removeprefix("version ")) if word not in _BACK else now["from"]
    if number is None:
        raise UsageError(f"Version {now['n']} was drawn from the dream itself.", hint="There is nothing before it.")
    pick(at, dream, n, number)
    return int(number)
