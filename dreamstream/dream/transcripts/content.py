"""What a session is, by its words: who it is, and whether it only grew."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256

from dreamstream.turns import Session, Turn

#: A text that goes on may turn out to be another of these: one line alone has no speakers yet.
WRITTEN = ("text", "tagged", "markdown", "webvtt", "srt")


def prefix(session: Session, n: int) -> str:
    """The digest of its first n turns (all, where it has fewer): ids, roles, speakers and words.

    Times are left out: a clock without an offset is another moment on another machine.
    """
    digest = sha256()
    for turn in session.turns[: max(n, 0)]:
        digest.update(_spelt(turn))
    return digest.hexdigest()


def prefixes(session: Session) -> list[str]:
    """The digests of its first turn, its first two, and so on to all."""
    digest = sha256()
    found = []
    for turn in session.turns:
        digest.update(_spelt(turn))
        found.append(digest.hexdigest())
    return found


def whole(session: Session) -> str:
    """The digest of all its turns."""
    return prefix(session, len(session.turns))


def grown(session: Session, n: int, before: str) -> bool:
    """Whether its first n turns are still those that had this digest."""
    return len(session.turns) >= n and prefix(session, n) == before


def read_so_far(session: Session, n: int, before: str, tail: int) -> int | None:
    """How many of the n turns with this digest still stand as they were; None where one before the last changed.

    `tail` is the length the last of them had, in characters: one that was not told to its end may have gone on since.
    """
    if grown(session, n, before):
        return n
    if not 0 < n <= len(session.turns) or len(session.turns[n - 1].text) <= tail:
        return None
    last = session.turns[n - 1]
    cut = replace(session, turns=(*session.turns[: n - 1], replace(last, text=last.text[:tail])))
    return n - 1 if prefix(cut, n) == before else None


def identity(session: Session) -> str:
    """Who it is, wherever it lies: the source's own name for it, else its content."""
    return f"{session.format}:{session.id}" if session.id else f"{session.format}:sha256:{whole(session)}"


def _spelt(turn: Turn) -> bytes:
    told = [part.encode("utf-8", "replace") for part in (turn.id, turn.role, turn.speaker, turn.text)]
    return b"".join(b"%d:%b" % (len(part), part) for part in told)
