"""The queue, visible: jobs list, show, add, retry, cancel."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Annotated, Any

import typer

from dreamstream.cli import watch as follow
from dreamstream.cli import which
from dreamstream.cli.here import here
from dreamstream.cli.log import among
from dreamstream.cli.result import Line, Result
from dreamstream.errors import Ambiguous, NotFound, UsageError
from dreamstream.index import dreams as found_dreams
from dreamstream.index import jobs as rows
from dreamstream.index import search
from dreamstream.jobs import plan
from dreamstream.jobs.reaper import reap as reap_dead
from dreamstream.kinds import table

family = typer.Typer()
app = typer.Typer(no_args_is_help=True)
family.add_typer(app, name="jobs", help="What was asked for, and how it stands.")

Row = dict[str, Any]
SHOWN = (
    *("id", "kind", "dream", "status", "retry_count", "max_retries", "next_at", "error"),
    *("asked_at", "started_at", "ended_at", "backend", "host"),
)
Jobs = Annotated[list[str], typer.Argument(metavar="ID...", help="Jobs, or - for ids on input")]


@app.command("list")
def list_(
    filter: Annotated[
        list[str] | None, typer.Argument(metavar="[FILTER]...", help="E.g. status:failed kind:image")
    ] = None,
    all: Annotated[bool, typer.Option("--all", help="Also what ended long ago")] = False,
    jsonl: Annotated[bool, typer.Option("--jsonl", help="One JSON object a line")] = False,
    ids: Annotated[bool, typer.Option("--ids", help="Ids alone")] = False,
    limit: Annotated[int | None, typer.Option(min=0, metavar="N", help="At most N; 50 at a terminal")] = None,
) -> Result:
    """Jobs, newest wish first; what was completed over 7 or failed over 30 days ago only with --all."""
    at = here()
    condition, values = search.job_where(which.term(filter))
    if not all:
        condition = f"({condition}) and {rows.RECENT}"
    most = limit if limit is not None else 50 if at.at_terminal else -1

    def found() -> Iterator[Row]:
        return (_row(job) for job in rows.rows(at.journal.db, condition, tuple(values), limit=most))

    if jsonl:
        return Result(found(), lambda: (), form="jsonl")
    if ids:
        return Result(None, lambda: (), ids=(job["id"] for job in found()), form="ids")
    return Result(found(), lambda: _lines(found()))


@app.command("show")
def show(id: Annotated[str, typer.Argument(metavar="ID")]) -> Result:
    """One job with its result."""
    at = here()
    job = _one(id)
    data = {**_row(job), "why": job["why"], "worker": job["worker"], "result": rows.result(at.journal.db, job["id"])}

    def people() -> Iterator[Line]:
        for name, value in data.items():
            if value not in (None, "", {}) and name != "result":
                yield f"{name}: {value}", ""

    return Result(data, people)


@app.command("add")
def add(
    kind: Annotated[str, typer.Argument(metavar="KIND", help=f"{', '.join(table.MADE)}; several joined by commas")],
    chosen: Annotated[list[str], typer.Argument(metavar="ID|FILTER|-", help="Dreams: ids, a filter, or - for input")],
    backend: Annotated[
        str | None, typer.Option(metavar="NAME", help="This backend instead of the configured one")
    ] = None,
    limit: Annotated[int | None, typer.Option(min=0, metavar="N", help="At most N dreams, oldest first")] = None,
) -> Result:
    """Ask for outputs of dreams; what waits already is not asked twice."""
    at = here()
    kinds = [among("kind", part.strip(), table.MADE) for part in kind.split(",") if part.strip()]
    if worded := [name for name in kinds if name in table.WORDED]:
        raise UsageError(
            f"A {worded[0]} needs words of its own.", hint='Say them: dreamstream refine ID "make the sky more purple"'
        )
    dreams = which.chosen(at, chosen)[:limit]
    asked = []
    with at.journal.act() as act:
        for n, dream in dreams:
            for name in kinds:
                job = plan.ask(act, n=n, dream=dream, kind=name, why="jobs add", backend=_backend(backend))
                if job is not None:
                    asked.append({"id": job, "kind": name, "dream": dream})
    waits = len(dreams) * len(kinds) - len(asked)
    said = f"{len(asked)} asked" + (f", {waits} waited already" if waits else "") + "."
    data = {"asked": asked, "dreams": len(dreams), "waited": waits}
    return Result(data, lambda: [(said, "")])


@app.command("retry")
def retry(ids: Jobs) -> Result:
    """Ask again, with fresh attempts: what ended, or one more beside what seems stuck; cancels nothing."""
    at = here()
    jobs = _several(ids)
    asked = []
    with at.journal.act() as act:
        for job in jobs:
            now = rows.one(act.db, job["id"]) or job
            stuck = now["status"] == "processing" or (now["status"] == "pending" and now["retry_count"] > 0)
            if now["status"] == "pending" and not stuck:
                raise UsageError(f"{job['id']} waits already.", hint="`dreamstream dream` works it off.")
            if now["dream"] is None:
                raise NotFound(f"The dream of {job['id']} is gone.")
            found_dreams.resolve(act.db, now["dream"])  # a deleted dream asks for nothing
            # beside one that seems stuck or keeps failing, a wish of its own: if that one ends well, it answers both
            new = plan.ask(
                act,
                n=now["dream_n"],
                dream=now["dream"],
                kind=now["kind"],
                why="retry",
                backend=now["asked_for"],
                always=stuck,
                params=json.loads(now["params"] or "{}"),
                beside=now["id"] if stuck else None,
            )
            if new is not None:
                asked.append({"id": new, "kind": now["kind"], "dream": now["dream"], "retries": job["id"]})
    return Result({"asked": asked}, lambda: [(f"{row['id']} asks for the {row['kind']} again.", "") for row in asked])


@app.command("cancel")
def cancel(ids: Jobs) -> Result:
    """Take a wish back, waiting or at work; what it makes later is thrown away."""
    at = here()
    jobs = _several(ids)
    gone = []
    with at.journal.act() as act:
        for job in jobs:
            now = rows.one(act.db, job["id"]) or job
            if now["status"] not in ("pending", "processing"):
                raise UsageError(
                    f"{job['id']} is {now['status']} already.", hint="Only what waits or works is cancelled."
                )
            act.add("job.cancelled", job=job["id"])
            gone.append(job["id"])
    return Result({"cancelled": gone}, lambda: [(f"{job} is cancelled.", "") for job in gone])


@app.command("watch")
def watch(for_: follow.Until = None) -> int:
    """Follow jobs as they move, until Ctrl-C; JSON lines off a terminal."""
    return follow.follow(here(), follow.job_moves(here()), for_)


@app.command("takeover")
def takeover(ids: Jobs) -> Result:
    """Move jobs that were asked on another machine to this one."""
    at = here()
    jobs = _several(ids)
    moved = []
    with at.journal.act() as act:
        for job in jobs:
            now = rows.one(act.db, job["id"]) or job
            if now["status"] not in ("pending", "processing"):
                raise UsageError(
                    f"{job['id']} is {now['status']}; it needs nobody.", hint="See `dreamstream jobs list`."
                )
            if now["host"] != at.journal.host:
                act.add("job.moved", job=job["id"], host=at.journal.host)
                moved.append(job["id"])
    return Result({"moved": moved}, lambda: [(f"{job} is this machine's now.", "") for job in moved])


@app.command("reap")
def reap() -> Result:
    """Take back what dead workers of this machine held; starts nothing."""
    count = reap_dead(here().journal)
    return Result({"reaped": count}, lambda: [(f"{count} taken back.", "")])


def _row(job: Row) -> Row:
    return {name: job[name] for name in SHOWN}


def _lines(found: Iterable[Row]) -> Iterator[Line]:
    style = {"failed": "red", "completed": "green", "processing": "cyan"}
    for job in found:
        tries = f"{job['retry_count']} of {job['max_retries']}" if job["retry_count"] else ""
        error = " ".join((job["error"] or "").split())
        parts = (job["id"], job["kind"], job["dream"] or "", job["status"], tries, error)
        yield "\t".join(parts).rstrip(), style.get(job["status"], "")


def _several(names: list[str]) -> list[Row]:
    return [_one(name) for word in names for name in (which.piped() if word == "-" else [word])]


def _one(name: str) -> Row:
    found = rows.by_prefix(here().journal.db, name)
    if not found:
        raise NotFound(f"There is no job {name!r}.", hint="See `dreamstream jobs list`.")
    if len(found) > 1:
        raise Ambiguous(
            f"{name!r} fits more than one job.", hint="Say more of it: " + ", ".join(j["id"] for j in found)
        )
    return found[0]


def _backend(name: str | None) -> str | None:
    from dreamstream.config import BACKENDS

    return None if name is None else among("backend", name, BACKENDS)
