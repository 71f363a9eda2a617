"""Claim jobs under the lock: whose turn it is, who would make it, and a token that fences it."""

from __future__ import annotations

import time
from dataclasses import dataclass
from functools import partial
from typing import Any

from dreamstream import ids
from dreamstream.backends import registry
from dreamstream.backends.base import Hands
from dreamstream.backends.meter import Budget, Meter
from dreamstream.config import Config
from dreamstream.errors import BackendUnavailable, DreamstreamError
from dreamstream.index import jobs as rows
from dreamstream.jobs import gather
from dreamstream.jobs.outage import Outages
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
    meter: Meter

    @property
    def servers(self) -> list[str]:
        """The servers it goes to."""
        return _servers(self.hands, self.recipe.NEEDS)

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

    `skipped` are jobs nobody here can make; `error` is why a job that was asked for by name cannot be made. `waits`
    are those that would go to a server which rests, or over today's limit; it is looked at anew every turn.
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
        outages: Outages,
        budget: Budget,
    ) -> None:
        self.host = journal.host
        self.places = journal.places
        self.config = config
        self.kinds = [kind for kind in dict.fromkeys(only) if kind in table.MADE]
        self.dream, self.jobs, self.backend, self.seconds = dream, jobs, backend, seconds
        self.outages, self.budget = outages, budget
        self.skipped: list[dict[str, Any]] = []
        self.waits: dict[tuple[str, str | None], dict[str, Any]] = {}
        self.put_off: set[str] = set()  #: Jobs given back in this pass: it does not take them up again.
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
            if why := self._waits(hands, recipe):
                if self.jobs is not None:
                    self.error = BackendUnavailable(f"{why[0].upper()}{why[1:]}.", hint=f"The wish {job['id']} stays.")
                    return None
                self.waits[job["kind"], job["asked_for"]] = {"what": "job", **named(job), "why": why}
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
            material=gather.material(act, self.places, self.config, job, recipe, hands, attempt=attempt),
            limit=self.seconds or recipe.LIMIT,
            meter=Meter(budget=self.budget),
        )
        claim.meter.paying = partial(worker.pays, claim.token)
        for server in claim.servers:
            self.outages.begins(server)
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

    def _waits(self, hands: Hands, recipe: Kind) -> str:
        """Why this should not be begun now: the day's limit, or for a pass, a server that rests."""
        if any(backend.host for backend in hands.for_(recipe.NEEDS)) and (why := self.budget.reached):
            return why
        if self.jobs is not None:
            return ""  # a person asks: that is a probe of its own
        return next((why for server in _servers(hands, recipe.NEEDS) if (why := self.outages.rests(server))), "")

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
        job = rows.due(act.db, host=self.host, kind=kind, now=now, dream=self.dream, but=taken | self.put_off)
        if job is None or self._fits(job):
            return job
        for other in rows.pending(act.db):  # what stands first cannot be made; what stands behind it may
            ours = (other["kind"], other["host"]) == (kind, self.host) and (other["next_at"] or "") <= now
            apart = taken | self.put_off
            if ours and other["id"] not in apart and self.dream in (None, other["dream_n"]) and self._fits(other):
                return other
        return None

    def _fits(self, job: dict[str, Any]) -> bool:
        said = (job["kind"], job["asked_for"])
        return bool(job["dream"]) and said not in self._passed and said not in self.waits


def _servers(hands: Hands, needs: tuple[str, ...]) -> list[str]:
    return [backend.server for backend in hands.for_(needs) if backend.server]
