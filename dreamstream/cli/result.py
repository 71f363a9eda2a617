"""What a command hands back: data for programs, lines for people, and how it ended."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

#: A line for people and the style it has at a terminal: "", "bold", "dim", "green", "yellow", "red", "cyan".
#: With "picture" or "picture page" the line is a picture's name, and shows where pictures can be shown.
Line = tuple[str, str]


class Result:
    """One command's outcome. `people` makes the lines only when somebody reads them."""

    def __init__(
        self,
        data: Any,
        people: Callable[[], Iterable[Line]],
        *,
        exit: int = 0,
        ids: Iterable[str] | None = None,
        form: str = "",
    ) -> None:
        self.data, self.people, self.exit, self.ids = data, people, exit, ids
        #: "jsonl" streams `data` row by row, "ids" prints `ids`; "" is the envelope or the people's lines.
        self.form = form
