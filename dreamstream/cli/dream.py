"""The pass by hand: run, scope, preview, status, history."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

import typer

from dreamstream.cli import progress, which
from dreamstream.cli.here import here
from dreamstream.cli.result import Line, Result
from dreamstream.dream import run as passes
from dreamstream.dream import scope as scopes
from dreamstream.dream.choice import Choice
from dreamstream.errors import NotFound, PassRunning, UsageError
from dreamstream.index import jobs as job_rows
from dreamstream.index import runs
from dreamstream.lists import KINDS
from dreamstream.notices import ready

family = typer.Typer()
app = typer.Typer(invoke_without_command=True)
family.add_typer(app, name="dream", help="The pass: makes what waits. Alone it is `dream run`.")

Only = Annotated[str | None, typer.Option(metavar="KINDS", help="Only these kinds, joined by commas")]
Limit = Annotated[int | None, typer.Option(min=0, metavar="N", help="At most N jobs")]
Dream = Annotated[str | None, typer.Option(metavar="ID", help="Only of this dream")]
Backend = Annotated[str | None, typer.Option(metavar="NAME", help="This backend instead of the configured one")]
Dry = Annotated[bool, typer.Option("--dry-run", "-n", help="Say what would run, and run nothing")]
Concurrency = Annotated[int, typer.Option(min=1, max=64, metavar="N", help="So many at once")]
Scheduled = Annotated[bool, typer.Option("--scheduled", help="Quiet; another pass running is no error")]


@app.callback()
def alone(
    context: typer.Context,
    dry_run: Dry = False,
    only: Only = None,
    limit: Limit = None,
    dream: Dream = None,
    backend: Backend = None,
    concurrency: Concurrency = 1,
    scheduled: Scheduled = False,
) -> Result | None:
    """Make what waits: analyses, pictures, comics."""
    if context.invoked_subcommand is None:
        return _run(dry_run, only, limit, dream, backend, concurrency, scheduled)
    return None


@app.command("run")
def run(
    dry_run: Dry = False,
    only: Only = None,
    limit: Limit = None,
    dream: Dream = None,
    backend: Backend = None,
    concurrency: Concurrency = 1,
    scheduled: Scheduled = False,
) -> Result:
    """Make what waits: analyses, pictures, comics."""
    return _run(dry_run, only, limit, dream, backend, concurrency, scheduled)


@app.command("scope")
def scope(only: Only = None, limit: Limit = None, dream: Dream = None, backend: Backend = None) -> Result:
    """What the next pass would do, why, and what would leave this machine. Runs nothing."""
    return _run(True, only, limit, dream, backend, 1, False)


@app.command("status")
def status() -> Result:
    """How it stands: what waits, and when a pass last came by."""
    at = here()
    counts = job_rows.counts(at.journal.db)
    beat = passes.heartbeat(at.places)
    data: dict[str, Any] = {
        "jobs": {name: counts.get(name, 0) for name in ("pending", "processing", "completed", "failed")}
    }
    data |= {"last_pass": beat and beat.get("at"), "suggested": runs.suggested(at.journal.db)}

    def people() -> Iterator[Line]:
        waits, works = counts.get("pending", 0), counts.get("processing", 0)
        yield f"{waits} waiting, {works} at work, {counts.get('failed', 0)} failed.", ""
        yield f"The last pass came by at {beat['at'][:16]}." if beat else "No pass has come by on this machine yet.", ""

    return Result(data, people)


@app.command("history")
def history(id: Annotated[str | None, typer.Argument(metavar="[RUN]")] = None) -> Result:
    """Earlier passes that did something, newest first."""
    found = runs.all(here().journal.db, id or "")
    if id and not found:
        raise NotFound(f"There is no pass {id!r}.", hint="See `dreamstream dream history`.")

    def people() -> Iterator[Line]:
        for row in found:
            said = ", ".join(f"{value} {name}" for name, value in (row["jobs"] or {}).items() if value)
            said = (said or "nothing made") if row["finished"] else "did not finish"
            yield f"{row['id']}\t{(row['started'] or '')[:16]}\t{said}", ""

    return Result(found[0] if id and len(found) == 1 else found, people)


def _run(
    dry: bool,
    only: str | None,
    limit: int | None,
    dream: str | None,
    backend: str | None,
    concurrency: int,
    scheduled: bool,
) -> Result:
    at = here()
    at.quiet = at.quiet or scheduled
    choice = Choice(
        only=_kinds(only),
        dream=which.one(at, dream)[0] if dream else None,
        limit=limit,
        backend=_backend(backend),
        concurrency=concurrency,
    )
    if dry:
        report = scopes.look(at.journal, at.config, choice)
        return Result(report, lambda: _scope(report))
    try:
        with passes.signals_release():
            report = passes.sweep(at.journal, at.config, choice, tell=progress.teller(at))
        ready.announce(at.journal, at.config)
    except PassRunning:
        if scheduled:
            return Result(scopes.nothing() | {"dry_run": False}, lambda: ())
        raise
    made, missed = report["jobs"]["completed"], report["jobs"]["failed"]
    refused = [row for row in report["skipped"] if row.get("unavailable")]
    code = 4 if missed else 5 if refused and not made else 0
    return Result(report, lambda: () if scheduled else _report(report), exit=code)


def _kinds(text: str | None) -> tuple[str, ...]:
    kinds = tuple(part.strip() for part in (text or "").split(",") if part.strip())
    for kind in kinds:
        if kind not in (*KINDS, "backfill"):
            raise UsageError(f"{kind!r} is no kind.", hint=f"Kinds are {', '.join(KINDS)}; or say backfill.")
    return kinds


def _backend(name: str | None) -> str | None:
    from dreamstream.config import BACKENDS

    if name is not None and name not in BACKENDS:
        raise UsageError(f"There is no backend {name!r}.", hint=f"Backends are {', '.join(BACKENDS)}.")
    return name


def _scope(report: dict[str, Any]) -> Iterator[Line]:
    would, skipped = report["would"], report["skipped"]
    if not would:
        yield "Nothing would run.", ""
    for row in would:
        where = f"to {row['host']}" if row["host"] else "stays here"
        yield (
            f"{row['kind']:<9} {row['dream']}  {row['why']}; {row['backend']}, {row['characters']} characters, {where}",
            "",
        )
    if would:
        yield f"{len(would)} would run.{'' if report['leaves'] else ' Nothing would leave this machine.'}", "bold"
    for row in report["leaves"]:
        count = f"{row['dreams']} dream{'' if row['dreams'] == 1 else 's'}"
        size = f"{row['characters']} characters, about {row['tokens']} tokens and the prompts around them"
        face = any(r.get("twin") and row["backend"] in r["backend"].split("+") for r in would)
        yield (
            f"Words would go to {row['host']} ({row['backend']}): {count}, {size}{'; your face too' if face else ''}.",
            "bold",
        )
    for row in skipped:
        yield f"skipped   {row['id']}: {row['why']}", "dim"


def _report(report: dict[str, Any]) -> Iterator[Line]:
    jobs = report["jobs"]
    said = [f"{jobs[name]} {name}" for name in ("completed", "retrying", "failed", "reaped", "recovered") if jobs[name]]
    yield (", ".join(said) + "." if said else "Nothing waited."), "bold"
    for row in report.get("failures", ()):
        again = f"; again after {row['next_at'][11:16]} UTC" if row.get("next_at") else ""
        yield f"{row['kind']} of {row['dream']}: {row['error']}{again}", "yellow"
    for row in report["skipped"]:
        yield f"skipped {row['id']}: {row['why']}", "dim"
