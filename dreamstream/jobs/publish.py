"""Publish what was made, once: pictures kept first, then the record, and both only if the token still holds."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

from dreamstream import media
from dreamstream.backends.base import Fault
from dreamstream.errors import Refused
from dreamstream.index import jobs as rows
from dreamstream.jobs.claim import Claim
from dreamstream.jobs.times import iso_utc, pause
from dreamstream.journal import Act, Journal
from dreamstream.kinds.base import Outcome
from dreamstream.log import frame
from dreamstream.media import Staged
from dreamstream.paths import Places


@dataclass(frozen=True, slots=True, kw_only=True)
class Ready:
    """A result that only waits for the lock: its pictures are on disk under a name nobody looks at."""

    staged: tuple[Staged, ...]
    records: tuple[tuple[str, dict[str, Any]], ...]

    @property
    def names(self) -> list[str]:
        """The pictures' names."""
        return [item.name for item in self.staged]

    def drop(self) -> None:
        """Forget it: somebody else holds the job."""
        for item in self.staged:
            item.drop()


def prepare(places: Places, claim: Claim, made: Outcome) -> Ready:
    """Stage the pictures and spell the records, without the lock. Raises Fault for what the log cannot hold."""
    staged = tuple(media.stage(places, picture.body, token=claim.token) for picture in made.pictures)
    records: list[tuple[str, dict[str, Any]]] = [
        (
            "media.added",
            {
                "media": item.name,
                "mime": item.mime,
                "bytes": item.size,
                "width": picture.width,
                "height": picture.height,
                "alt": picture.alt,
                "dream": claim.job["dream"],
                "job": claim.job["id"],
            },
        )
        for item, picture in zip(staged, made.pictures, strict=True)
    ]
    result: dict[str, Any] = {"data": dict(made.data), "media": [item.name for item in staged], "model": made.model}
    if made.tokens:
        result["tokens"] = made.tokens
    done = {"job": claim.job["id"], "token": claim.token, "rev": claim.material.rev, "backend": claim.backend}
    records.append(("job.done", {**done, "result": result}))
    try:
        for kind, data in records:
            frame.spell(id="x-0000000000", host="00000000", seq=1 << 40, at=iso_utc(0), kind=kind, data=data)
    except Refused as error:
        Ready(staged=staged, records=()).drop()
        raise Fault(f"the reply cannot be kept: {error.message}") from None
    return Ready(staged=staged, records=tuple(records))


def settle(act: Act, claim: Claim, made: Ready | Fault) -> tuple[str, dict[str, Any]]:
    """Record how a job ended, in this act: (completed | retrying | failed | lost, its row of the report)."""
    if not _holds(act, claim):
        if isinstance(made, Ready):
            made.drop()
        return "lost", {"what": "job", **claim.row, "why": "somebody else holds it now"}
    if isinstance(made, Ready):
        for item in made.staged:
            item.keep()
        act.wishes += made.records
        return "completed", {**claim.row, "media": made.names}
    again = made.transient and claim.attempt < claim.job["max_retries"]
    data: dict[str, Any] = {"job": claim.job["id"], "token": claim.token, "error": made.message, "again": again}
    if again:
        data["next_at"] = iso_utc(time.time() + pause(claim.job["id"], claim.attempt, made.wait))
    act.add("job.failed", **data)
    return (
        "retrying" if again else "failed",
        {**claim.row, "error": made.message, "next_at": data.get("next_at")},
    )


def publish(journal: Journal, claim: Claim, made: Outcome) -> list[str] | None:
    """Prepare and settle one result by itself; its pictures' names, or None when the token no longer holds."""
    ready = prepare(journal.places, claim, made)
    with journal.act() as act:
        how, _ = settle(act, claim, ready)
    return ready.names if how == "completed" else None


def _holds(act: Act, claim: Claim) -> bool:
    job = rows.one(act.db, claim.job["id"])
    return bool(job and job["status"] == "processing" and job["token"] == claim.token)
