"""Claim jobs under the lock: whose turn it is, who would make it, and a token that fences it."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

from dreamstream import ids
from dreamstream.backends import registry
from dreamstream.backends.base import Hands
from dreamstream.config import Config
from dreamstream.errors import DreamstreamError
from dreamstream.index import jobs as rows
from dreamstream.jobs import gather
from dreamstream.jobs.times import iso_utc
from dreamstream.jobs.worker import Worker, deadline
from dreamstream.journal import Act, Journal
from dreamstream.kinds import table
from dreamstream.kinds.base import Kind, Material

#: The reaper waits this much longer than the worker itself does, in seconds.
MARGIN = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One job in our hands."""

    job: dict[str, Any]
    token: str
    attempt: int
    recipe: Kind
    hands: Hands
    material: Material
    limit: float

    @property
    def backend(self) -> str:
        """Who makes it, by name; two names where one writes and another draws."""
        return "+".join(dict.fromkeys(getattr(self.hands, need).name for need in self.recipe.NEEDS))

    @property
    def row(self) -> dict[str, Any]:
        """How a report names it."""
        return named(self.job)


def named(job: dict[str, Any]) -> dict[str, Any]:
    """How a report names a job."""
    return {"id": job["id"], "kind": job["kind"], "dream": job["dream"]}


class Picker:
    """Whose turn it is: kinds take turns, so that five hundred pictures never keep an analysis waiting.

    `skipped` are jobs nobody here can make; `error` is why a job that was asked for by name cannot be made.
    """

    def __init__(
        self,
        journal: Journal,
        config: Config,
        *,
        only: tuple[str, ...],
        dream: int | None,
        jobs: list[str] | None,
        backend: str | None,
        seconds: float | None,
    ) -> None:
        self.host = journal.host
        self.config = config
        self.kinds = [kind for kind in dict.fromkeys(only) if kind in table.MADE]
        self.dream, self.jobs, self.backend, self.seconds = dream, jobs, backend, seconds
        self.skipped: list[dict[str, Any]] = []
        self.error: DreamstreamError | None = None
        self._passed: set[tuple[str, str | None]] = set()  # a kind, and the backend its wish names
        self._hands: dict[tuple[str, str | None], Hands] = {}

    def claim(self, act: Act, worker: Worker, taken: set[str]) -> Claim | None:
        """Claim the next job in this act; None when nothing is due. `taken` are those this act claimed already."""
        while self.error is None and (job := self._next(act, taken)) is not None:
            recipe = table.recipe(job["kind"])
            try:
                hands = self._made_by(job, recipe)
            except DreamstreamError as error:
                if self.jobs is not None:
                    self.error = error
                    return None
                self._passed.add((job["kind"], job["asked_for"]))
                self.skipped.append({"what": "job", **named(job), "why": error.message, "unavailable": True})
                continue
            return self._take(act, worker, job, recipe, hands, taken)
        return None

    def _take(
        self, act: Act, worker: Worker, job: dict[str, Any], recipe: Kind, hands: Hands, taken: set[str]
    ) -> Claim:
        attempt = job["retry_count"] + 1
        claim = Claim(
            job={**job, "retry_count": attempt},
            token=ids.new("t"),
            attempt=attempt,
            recipe=recipe,
            hands=hands,
            material=gather.material(act, job, attempt=attempt),
            limit=self.seconds or recipe.LIMIT,
        )
        act.add(
            "job.claimed",
            job=job["id"],
            token=claim.token,
            attempt=attempt,
            worker=worker.id,
            backend=claim.backend,
            deadline=deadline(claim.limit + MARGIN),
            rev=claim.material.rev,
        )
        taken.add(job["id"])
        if job["kind"] in self.kinds:  # it goes to the end of the row
            self.kinds.remove(job["kind"])
            self.kinds.append(job["kind"])
        return claim

    def _made_by(self, job: dict[str, Any], recipe: Kind) -> Hands:
        said = (job["kind"], self.backend or job["asked_for"])
        if said not in self._hands:
            self._hands[said] = registry.hands(said[0], recipe.NEEDS, self.config, wish=said[1])
        return self._hands[said]

    def _next(self, act: Act, taken: set[str]) -> dict[str, Any] | None:
        if self.jobs is None:
            return next((job for kind in self.kinds if (job := self._oldest(act, kind, taken))), None)
        while self.jobs:
            job = rows.one(act.db, self.jobs.pop(0))
            if job and job["status"] == "pending" and job["kind"] in table.MADE and self._fits(job):
                return job
        return None

    def _oldest(self, act: Act, kind: str, taken: set[str]) -> dict[str, Any] | None:
        now = iso_utc(time.time())
        job = rows.due(act.db, host=self.host, kind=kind, now=now, dream=self.dream, but=taken)
        if job is None or self._fits(job):
            return job
        for other in rows.pending(act.db):  # what stands first cannot be made; what stands behind it may
            ours = (other["kind"], other["host"]) == (kind, self.host) and (other["next_at"] or "") <= now
            if ours and other["id"] not in taken and self.dream in (None, other["dream_n"]) and self._fits(other):
                return other
        return None

    def _fits(self, job: dict[str, Any]) -> bool:
        return bool(job["dream"]) and (job["kind"], job["asked_for"]) not in self._passed
