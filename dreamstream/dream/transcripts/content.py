"""What a session is, by its words: who it is, and whether it only grew."""

from __future__ import annotations

from hashlib import sha256

from dreamstream.turns import Session


def prefix(session: Session, n: int) -> str:
    """The digest of its first n turns (all, where it has fewer): ids, roles, speakers and words.

    Times are left out: a clock without an offset is another moment on another machine.
    """
    digest = sha256()
    for turn in session.turns[: max(n, 0)]:
        for part in (turn.id, turn.role, turn.speaker, turn.text):
            told = part.encode("utf-8", "replace")
            digest.update(b"%d:" % len(told))
            digest.update(told)
    return digest.hexdigest()


def whole(session: Session) -> str:
    """The digest of all its turns."""
    return prefix(session, len(session.turns))


def grown(session: Session, n: int, before: str) -> bool:
    """Whether its first n turns are still those that had this digest."""
    return len(session.turns) >= n and prefix(session, n) == before


def identity(session: Session) -> str:
    """Who it is, wherever it lies: the source's own name for it, else its content."""
    return f"{session.format}:{session.id}" if session.id else f"{session.format}:sha256:{whole(session)}"
