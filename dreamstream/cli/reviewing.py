"""The walk through suggestions at a terminal: one at a time, one key each, every answer kept at once."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from typing import Any

from dreamstream.cli import editor, gate, render
from dreamstream.cli.here import Here
from dreamstream.cli.keyboard import Keyboard
from dreamstream.cli.result import Line
from dreamstream.dream import review
from dreamstream.dream.review import ACCEPTED, REJECTED, Answer
from dreamstream.errors import DreamstreamError, NotFound

Row = dict[str, Any]
#: The types of events as one says them.
TYPES = {
    "recall": "Recalled later",
    "person": "A person",
    "place": "A place",
    "feeling": "A feeling",
    "sign": "A sign",
    "lucidity": "On being lucid",
    "waking": "From waking life",
    "finding": "Something found out",
    "hypothesis": "A guess",
    "decision": "A decision",
    "rejection": "Decided against",
    "constraint": "A limit",
    "correction": "A correction",
}
_ROLES = {"user": "you", "assistant": "the assistant"}
_STANDS = {"confirmed": "there already", "suggested": "waits too", "rejected": "you rejected it"}
_KEYS = (("a", "accept"), ("e", "edit"), ("r", "reject"), ("s", "later"), ("b", "back"), ("q", "quit"), ("?", "help"))
_HELP: tuple[Line, ...] = (
    ("a  accept: from now on it counts", ""),
    ("e  edit: accept it in your own words", ""),
    ("r  reject: it does not come back", ""),
    ("s  later: it waits (Space and Enter too)", ""),
    ("b  back to the one before; what you said of it is taken back", ""),
    ("q  quit: what you said is kept", ""),
)
#: Characters of a quote that are shown; a whole turn may be pages long.
_LONG = 400
_LIKE = 3  #: Events it resembles that are shown.


class Walk:
    """One walk: where it stands and what was said so far."""

    def __init__(self, here: Here, rows: list[Row], *, others: int = 0) -> None:
        """`others` wait besides these and are not walked through."""
        self._here, self._rows, self._others = here, rows, others
        self._said: dict[int, Answer] = {}
        self._gone: set[int] = set()

    def go(self) -> list[Answer]:
        """Ask until the last one or until the dreamer leaves; the answers that stand.

        Ctrl-C says how it ended and goes on as KeyboardInterrupt. Raises NotSaved with the words of an edit.
        """
        place: int | None = 0
        try:
            with Keyboard() as keys:
                while place is not None and place < len(self._rows):
                    render.lines(self._here, page(self._rows[place], place + 1, len(self._rows)))
                    place = self._ask(keys, place)
        except KeyboardInterrupt:
            _say(f"\n{self.sentence()}\n")
            raise
        _say("\n")
        return list(self._said.values())

    def sentence(self) -> str:
        """How it went: `3 accepted, 1 rejected, 2 left.`"""
        ended = [answer.status for answer in self._said.values()]
        left = len(self._rows) + self._others - len(ended) - len(self._gone)
        counts = ((ended.count(ACCEPTED), "accepted"), (ended.count(REJECTED), "rejected"), (left, "left"))
        parts = [f"{count} {what}" for count, what in counts if count]
        return ", ".join(parts if left else [*parts, "none left"]).capitalize() + "."

    def _ask(self, keys: Keyboard, place: int) -> int | None:
        """Until there is an answer: the place to go on at, None to leave."""
        while True:
            key = keys.key(_prompt(first=place == 0))
            if key == "a":
                return self._answered(place, ACCEPTED, None)
            if key == "r":
                return self._answered(place, REJECTED, None)
            if key in ("s", " ", "\n"):
                _say("later\n")
                return place + 1
            if key in ("q", ""):
                _say("quit\n")
                return None
            if key == "b" and place:
                _say("back\n")
                self._take_back(place - 1)
                return place - 1
            if key == "e":
                _say("edit\n")
                words = self._reworded(keys, self._rows[place]["text"])
                if words is not None:
                    return self._answered(place, ACCEPTED, words)
                _say("Nothing is said yet.\n")
            elif key == "?":
                _say("\n")
                render.lines(self._here, _HELP)
            else:
                _say("? helps\n")

    def _answered(self, place: int, status: str, text: str | None) -> int:
        row = self._rows[place]
        try:
            (self._said[place],) = review.answer(self._here.journal, [row["id"]], status, text)
        except NotFound:
            self._gone.add(place)
            _say("it is gone: another command took it back meanwhile\n")
            return place + 1
        own = text not in (None, row["text"])
        _say("rejected\n" if status == REJECTED else "accepted in your words\n" if own else "accepted\n")
        return place + 1

    def _take_back(self, place: int) -> None:
        said = self._said.pop(place, None)
        self._gone.discard(place)
        try:
            if said and said.changed and not review.take_back(self._here.journal, said):
                _say("It was answered anew elsewhere meanwhile, and stays so.\n")
        except NotFound:
            self._gone.add(place)

    def _reworded(self, keys: Keyboard, text: str) -> str | None:
        """The dreamer's words for it; None where they said none. The same words again are an acceptance as it is."""
        begun = "".join(one for one in text if gate.safe(one) == one)
        if "\n" in begun and (os.environ.get("VISUAL") or os.environ.get("EDITOR")):
            try:
                with keys.aside():
                    words = editor.write(self._here, text=begun).strip() or None
            except DreamstreamError as error:
                _say(gate.safe(f"{error.message} {error.hint}\n"))
                return None
        else:
            begun = " ".join(begun.split())
            words = keys.line(begun)
        return text if words == begun.strip() else words


def page(row: Row, n: int, of: int) -> Iterator[Line]:
    """One suggestion, which of how many it is, and where it comes from."""
    yield "", ""
    yield _fitting(f"{n} of {of} · {place(row)}"), "dim"
    yield TYPES.get(row["type"], row["type"].capitalize()), "cyan"
    yield row["text"], "bold"
    quote = str(row["meta"].get("quote") or "")
    if quote and gate.line(quote) != gate.line(row["text"]):
        yield f"“{_shortened(gate.line(quote))}”", ""
    if said := _said(row):
        yield said, "dim"
    for other in row["resembles"][:_LIKE]:
        stands = _STANDS.get(other["status"], other["status"])
        yield f"It resembles “{_shortened(gate.line(other['text']))}” ({stands}).", "yellow"


def place(row: Row) -> str:
    """The dream it is about, with its night, or the session where it is about none."""
    if dream := row["dream"]:
        return f"{dream['night'] or 'undated'} · {gate.line(dream['title'])}"
    return f"session {gate.line(row['session']['name']) or row['session']['id']}" if row["session"] else row["target"]


def _said(row: Row) -> str:
    """Who said it, when and in which talk, as far as that is known."""
    meta = row["meta"]
    if row["source"] == "realtime":
        return f"Seen when you told the dream: “{gate.line(str(meta['word']))}”." if meta.get("word") else ""
    who = str(meta.get("speaker") or _ROLES.get(str(meta.get("role") or ""), ""))
    parts = [f"by {gate.line(who)}" if who else "", (row["at"] or "")[:16].replace("T", " ")]
    if row["session"] and row["dream"]:
        parts.append(f"in {gate.line(row['session']['name']) or row['session']['id']}")
    known = ", ".join(part for part in parts if part)
    return f"Said {known}." if known else ""


def _prompt(*, first: bool) -> str:
    """The keys, with what they do where there is room for it and for the answer."""
    keys = [(key, what) for key, what in _KEYS if not (first and key == "b")]
    long = " · ".join(f"{key} {what}" for key, what in keys) + " > "
    columns = shutil.get_terminal_size().columns
    return long if len(long) + len("accepted") < columns else f"{'/'.join(key for key, _ in keys)} > "


def _fitting(text: str) -> str:
    """As much of the text as goes into one line, wide characters counted as the two cells they take."""
    from rich.cells import cell_len

    columns = shutil.get_terminal_size().columns
    if cell_len(text) <= columns:
        return text
    while cell_len(text) >= columns:
        text = text[:-1]
    return text.rstrip() + "…"


def _shortened(text: str) -> str:
    return text if len(text) <= _LONG else text[:_LONG].rsplit(" ", 1)[0] + "…"


def _say(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()
