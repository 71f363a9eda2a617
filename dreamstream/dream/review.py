"""The dreamer's word on suggestions: accepted, reworded, rejected, or taken back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dreamstream.errors import NotSaved, UsageError
from dreamstream.index import reviews
from dreamstream.journal import Journal

ACCEPTED = "confirmed"
REJECTED = "rejected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What became of one event, and what it was before."""

    id: str
    status: str
    text: str
    before: tuple[str, str]  #: Its status and text.
    at: str = ""  #: The time of the act that said so, "" where nothing changed.

    @property
    def changed(self) -> bool:
        """Whether this said anything new."""
        return bool(self.at)


def answer(journal: Journal, names: Iterable[str], status: str, text: str | None = None) -> list[Answer]:
    """Say this of every event named, in one act; what was said before is not said again.

    Raises NotFound and Ambiguous before anything is written, UsageError for a rejection of the dreamer's own words,
    NotSaved with `text`.
    """
    try:
        with journal.act() as act:
            rows = list({row["id"]: row for row in (reviews.resolve(act.db, name) for name in names)}.values())
            own = [row["id"] for row in rows if row["author"] == "dreamer"]
            if own and status == REJECTED:
                raise UsageError(
                    f"{', '.join(own)} {'is' if len(own) == 1 else 'are'} your own and cannot be rejected.",
                    hint="Leave it out; `dreamstream undo` takes back what you did last.",
                )
            said = [(row, row["text"] if text is None else text) for row in rows]
            new = {row["id"] for row, words in said if (row["status"], row["text"]) != (status, words)}
            for row, words in said:
                if row["id"] in new:
                    more = {} if words == row["text"] else {"text": words}
                    act.add("event.reviewed", event=row["id"], status=status, **more)
    except NotSaved as error:
        error.words = text or ""
        raise
    at = act.written.at if act.written else ""
    return [
        Answer(
            id=row["id"],
            status=status,
            text=words,
            before=(row["status"], row["text"]),
            at=at if row["id"] in new else "",
        )
        for row, words in said
    ]


def take_back(journal: Journal, answer: Answer) -> bool:
    """Make it as it was before this answer, unless somebody has said otherwise since; whether that was done."""
    if not answer.changed:
        return False
    with journal.act() as act:
        now = reviews.resolve(act.db, answer.id)
        if (now["status"], now["text"]) != (answer.status, answer.text):
            return False
        status, text = answer.before
        act.add("event.reviewed", event=answer.id, status=status, text=text, undoes=answer.at)
    return True
