"""Publish what was made, once: pictures kept first, then the record, and both only if the token still holds."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

from dreamstream import media
from dreamstream.backends.base import Fault, Later
from dreamstream.backends.meter import OverLimit
from dreamstream.errors import Refused
from dreamstream.index import dreams
from dreamstream.index import jobs as rows
from dreamstream.jobs import plan
from dreamstream.jobs.claim import Claim
from dreamstream.jobs.outage import Outages
from dreamstream.jobs.times import iso_utc, pause
from dreamstream.jobs.worker import UNKNOWN
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
    edit: dict[str, Any] | None = None  #: What it changes of the dream, unless the dreamer did so meanwhile.

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
    return Ready(staged=staged, records=tuple(records), edit=dict(made.edit) if made.edit else None)


def settle(act: Act, claim: Claim, made: Ready | Fault, outages: Outages | None = None) -> tuple[str, dict[str, Any]]:
    """Record how a job ended, in this act: (completed | retrying | waiting | failed | lost, its row of the report).

    A job whose server rests meanwhile, or that met the day's limit, waits and gets its attempt back.
    """
    rests = _learn(outages, claim, made)
    spent = {"spent": told} if (told := claim.meter.as_json()) else {}
    for each in claim.meter.spent.values():
        claim.meter.budget.recorded(each)
    if not _holds(act, claim):
        if isinstance(made, Ready):
            made.drop()
        return "lost", {"what": "job", **claim.row, "why": "somebody else holds it now"}
    if isinstance(made, Ready):
        for item in made.staged:
            item.keep()
        *kept, (kind, done) = made.records
        act.wishes += [*kept, (kind, {**done, **spent})]
        if made.edit:
            _edit(act, claim, made.edit)
        return "completed", {**claim.row, "media": made.names}
    ours: dict[str, Any] = {"job": claim.job["id"], "token": claim.token, **spent}
    if isinstance(made, Later):
        server = claim.hands.video.server
        act.add("job.submitted", job=claim.job["id"], token=claim.token, server=server, id=made.id)
        due = iso_utc(time.time() + (made.wait or 0.0))
        act.add("job.released", **ours, counted=False, why=made.message, next_at=due)
        return "waiting", {"what": "job", **claim.row, "why": made.message}
    if rests or isinstance(made, OverLimit):
        act.add("job.released", **ours, counted=False, why=made.message)
        return "waiting", {"what": "job", **claim.row, "why": made.message}
    unknown = made.unknown or (made.sent and claim.meter.paid)
    error = f"{made.message}; {UNKNOWN}" if unknown else made.message
    again = made.transient and not unknown and claim.attempt < claim.job["max_retries"]
    data: dict[str, Any] = {**ours, "error": error, "again": again}
    if again:
        data["next_at"] = iso_utc(time.time() + pause(claim.job["id"], claim.attempt, made.wait))
    act.add("job.failed", **data)
    return (
        "retrying" if again else "failed",
        {**claim.row, "error": error, "next_at": data.get("next_at")},
    )


def _edit(act: Act, claim: Claim, edit: dict[str, Any]) -> None:
    """Change the dream as its recipe says, and ask for what it then wants; words changed meanwhile stay as they are."""
    n, dream = claim.job["dream_n"], claim.job["dream"]
    now = dreams.told(act.db, n)
    if now["rev"] != claim.material.rev or now["draft"] != claim.material.draft:
        return
    act.add("dream.edited", dream=dream, author="agent", **edit)
    for kind in edit.get("wants") or ():
        plan.ask(act, n=n, dream=dream, kind=kind, why=claim.job["kind"])


def _learn(outages: Outages | None, claim: Claim, made: Ready | Fault) -> bool:
    """What this says about the servers it went to; whether they, and not the job, were at fault."""
    if outages is None:
        return False
    at_fault = isinstance(made, Fault) and (made.down or made.wait) and not isinstance(made, OverLimit | Later)
    found = False
    for server in claim.servers:
        if isinstance(made, Fault) and at_fault:
            found = outages.failed(server, made) or found
        elif claim.meter.spent:
            outages.well(server)
        else:
            outages.gone(server)
    return found and isinstance(made, Fault) and made.transient


def publish(journal: Journal, claim: Claim, made: Outcome) -> list[str] | None:
    """Prepare and settle one result by itself; its pictures' names, or None when the token no longer holds."""
    ready = prepare(journal.places, claim, made)
    with journal.act() as act:
        how, _ = settle(act, claim, ready)
    return ready.names if how == "completed" else None


def _holds(act: Act, claim: Claim) -> bool:
    job = rows.one(act.db, claim.job["id"])
    return bool(job and job["status"] == "processing" and job["token"] == claim.token)
