"""Talks for the tests of passes: turns, files, and a reader that proposes what a test wants."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from dreamstream.dream.known import seen
from dreamstream.dream.readers.port import Gained, Missed, Stretch, Wanted
from dreamstream.journal import Journal
from dreamstream.paths import Places
from dreamstream.proposals import Proposal
from dreamstream.turns import Session, Turn

#: Lines the offline reader proposes, and lines it passes over.
SAID = (
    "In the dream I was in the station again, and my grandmother was selling the tickets.",
    "I remember now that the clock in the hall had no hands, and I was afraid to miss the last train.",
    "Yesterday I was late for work, maybe that is why I dreamed of being late.",
)
SMALL = ("Good morning.", "Yes.", "One moment.", "Okay.")


def session(*texts: str, id: str = "", format: str = "text", **more: Any) -> Session:
    """What was said, a turn each."""
    turns = tuple(Turn(id=str(n), text=text) for n, text in enumerate(texts, 1))
    return Session(format=format, turns=turns, id=id, **more)


def tagged(*lines: str, day: str = "2026-11-20", hour: int = 7, name: str = "Mara") -> str:
    """A role-tagged talk: one line a minute, its turns t-1, t-2, …; a line that begins with > is the assistant's."""
    told = []
    for n, line in enumerate(lines, 1):
        who = "Assistant" if line.startswith(">") else name
        told.append(f"[{day} {hour:02}:{n % 60:02}] {who} (t-{n}): {line.removeprefix('>').strip()}\n")
    return "".join(told)


def claude(id: str, *texts: str, day: str = "2026-11-20") -> str:
    """A log of Claude Code: lines of JSON with a session's own id."""
    return "".join(
        json.dumps(
            {
                "type": "user",
                "uuid": f"{id}-{n}",
                "sessionId": id,
                "timestamp": f"{day}T07:{n:02}:00Z",
                "message": {"role": "user", "content": text},
            }
        )
        + "\n"
        for n, text in enumerate(texts, 1)
    )


def put(folder: Path, name: str, text: str, *, age: float = 3600.0) -> Path:
    """A file whose words were written so many seconds ago: its stamp can be trusted."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    path.write_text(text, "utf-8")
    then = path.stat().st_mtime - age
    os.utime(path, (then, then))
    return path


def dream(journal: Journal, id: str, text: str = "I was waiting in a station.", **more: Any) -> str:
    """A dream was told."""
    journal.tell([("dream.logged", {"dream": id, "text": text, "night": "2026-11-20", **more})])
    journal.refresh()
    return id


def known(journal: Journal, id: str, told: Session, **more: Any) -> None:
    """The journal was handed this session, or with `read` a pass has read it."""
    read = more.pop("read", False)
    data = {"session": id, "name": "talk.txt", "file": "aa/talk.txt", **seen(told), **more}
    journal.tell([("session.read" if read else "session.added", data)])
    journal.refresh()


def proposal(turn: Turn, *, quote: str = "", type: str = "recall", **more: Any) -> Proposal:
    """What is said in a turn, as somebody may propose it."""
    quote = quote or turn.text
    start = turn.text.index(quote)
    told: dict[str, Any] = {"target": "", "text": quote, "at": turn.at, "turns": (turn.id,), "score": 0.9, **more}
    return Proposal(type=type, quote=quote, span=(start, start + len(quote)), **told)


class Stub:
    """A reader that proposes every turn that was said, or what a test says; it notes what it was asked."""

    name = "stub"
    version = "stub-1"

    def __init__(
        self, gives: Callable[[Wanted], Any] | None = None, *, whole: bool = True, host: str = "", server: str = ""
    ) -> None:
        self.gives = gives or every
        self.whole, self.host, self.server = whole, host, server
        self.asked: list[Wanted] = []

    def read(self, wanted: Wanted) -> Gained:
        """As the test wants it."""
        self.asked.append(wanted)
        found = self.gives(wanted)
        return found if isinstance(found, Gained) else Gained(proposals=tuple(found))


def every(wanted: Wanted) -> list[Proposal]:
    """Each turn that no machine said, of the first candidate."""
    target = wanted.candidates[0].id if wanted.candidates else ""
    return [proposal(turn, target=target) for turn in wanted.turns if turn.role != "machine"]


def gap(first: int, end: int, why: str = "it rained", **more: Any) -> Missed:
    """A stretch that could not be read."""
    return Missed(stretch=Stretch(first=first, end=end), why=why, **more)


def records(ours: Places, *kinds: str) -> list[dict[str, Any]]:
    """The log's records of these kinds, of all without a kind, in their order."""
    lines = [line for path in sorted(Path(ours.log).rglob("*.jsonl")) for line in path.read_bytes().splitlines()]
    told = [json.loads(line) for line in lines]
    return [record for record in told if not kinds or record["kind"] in kinds]
