"""The pass by hand: run, scope, preview, status, history, review, undo.

Each command imports what it needs itself: a look at ten thousand unchanged files must not pay for the whole pass.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import datetime
from typing import Annotated, Any

import typer

from dreamstream.cli import gate, review, sweep, which
from dreamstream.cli import passes as shown
from dreamstream.cli.here import here
from dreamstream.cli.result import Line, Result
from dreamstream.dream.choice import Choice
from dreamstream.errors import UsageError
from dreamstream.lists import KINDS

family = typer.Typer()
app = typer.Typer(invoke_without_command=True)
family.add_typer(app, name="dream", help="The pass: makes what waits. Alone it is `dream run`.")

Only = Annotated[str | None, typer.Option(metavar="KINDS", help="Only these kinds, joined by commas; or backfill")]
Limit = Annotated[int | None, typer.Option(min=0, metavar="N", help="At most N jobs and N sessions")]
Session = Annotated[str | None, typer.Option(metavar="ID", help="Only this session")]
Since = Annotated[str | None, typer.Option(metavar="WHEN", help="Of sessions only those that said something since")]
Dream = Annotated[str | None, typer.Option(metavar="ID", help="Only of this dream, and talks it may be in")]
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
    session: Session = None,
    since: Since = None,
    backend: Backend = None,
    concurrency: Concurrency = 1,
    scheduled: Scheduled = False,
) -> Result | None:
    """Make what waits: analyses, pictures, comics; and read what was said about dreams."""
    if context.invoked_subcommand is None:
        choice = _choice(only, limit, dream, session, since, backend, concurrency)
        return sweep.scope(choice) if dry_run else sweep.run(choice, scheduled=scheduled)
    return None


@app.command("run")
def run(
    dry_run: Dry = False,
    only: Only = None,
    limit: Limit = None,
    dream: Dream = None,
    session: Session = None,
    since: Since = None,
    backend: Backend = None,
    concurrency: Concurrency = 1,
    scheduled: Scheduled = False,
) -> Result:
    """Make what waits: analyses, pictures, comics; and read what was said about dreams."""
    choice = _choice(only, limit, dream, session, since, backend, concurrency)
    return sweep.scope(choice) if dry_run else sweep.run(choice, scheduled=scheduled)


@app.command("scope")
def scope(
    only: Only = None,
    limit: Limit = None,
    dream: Dream = None,
    session: Session = None,
    since: Since = None,
    backend: Backend = None,
) -> Result:
    """What the next pass would do, why, and what would leave this machine. Runs nothing."""
    return sweep.scope(_choice(only, limit, dream, session, since, backend))


@app.command("preview")
def preview(
    budget: Annotated[
        float | None,
        typer.Option(
            min=0, max=1, metavar="SHARE", help="For measuring: a share of each session's turns, not 5 events"
        ),
    ] = None,
    limit: Limit = None,
    dream: Dream = None,
    session: Session = None,
    since: Since = None,
    backend: Backend = None,
) -> Result:
    """What the next pass would suggest of the sessions that wait. Asks the backend, and writes nothing."""
    from dreamstream.dream import run as passes
    from dreamstream.dream import scope as scopes
    from dreamstream.dream.readers import who

    at = here()
    choice = _choice("backfill", limit, dream, session, since, backend)
    hosted = who.asks_a_server(at.config, choice)
    for row in scopes.look(at.journal, at.config, choice)["leaves"] if hosted else ():
        sentence = (
            f"{row['sessions']} sessions go to {row['host']} ({row['backend']}) now, about {row['tokens']} tokens."
        )
        sys.stderr.write(f"dreamstream: {gate.safe(sentence)}\n")
        sys.stderr.flush()
    with passes.signals_release():
        entries, tally, inbox = passes.foresee(at.journal, at.config, choice, budget=budget)
    proposals = [_proposal(event) for entry in entries for event in entry.events]
    data = {"proposals": proposals, **tally.report, "skipped": [*inbox.skipped, *tally.skipped]}

    def people() -> Iterator[Line]:
        for event in proposals:
            yield from shown.proposal(event)
        count = len(tally.read)
        yield from shown.failed(tally.failed)
        yield f"{len(proposals)} would be suggested from {count} session{'' if count == 1 else 's'}.", "bold"
        yield from shown.left(data["skipped"])

    return Result(data, people, exit=sweep.code(tally.report, data["skipped"]))


@app.command("undo")
def undo(run: Annotated[str, typer.Argument(metavar="RUN", help="A pass, as `dream history` names it")]) -> Result:
    """Take back what a pass suggested, and what became of it; what it read stays read."""
    from dreamstream.index import runs

    at = here()
    with at.journal.act() as act:
        found = runs.resolve(act.db, run)
        count = runs.proposals(act.db, found["id"])
        if count and not found["undone"]:
            act.add("pass.undone", run=found["id"])
    data = {"run": found["id"], "undone": count}
    if count:
        sentence = f"{count} suggestion{'' if count == 1 else 's'} of {found['id']} taken back; none comes again."
    else:
        sentence = f"{found['id']} has nothing to take back."
    return Result(data, lambda: [(sentence, "")])


@app.command("status")
def status() -> Result:
    """How it stands: what waits, and when a pass last came by."""
    from dreamstream.dream.inbox import Inbox
    from dreamstream.dream.run import heartbeat
    from dreamstream.index import jobs as job_rows
    from dreamstream.index import reviews, sessions

    at = here()
    counts = job_rows.counts(at.journal.db)
    beat = heartbeat(at.places)
    data: dict[str, Any] = {
        "jobs": {name: counts.get(name, 0) for name in ("pending", "processing", "completed", "failed")}
    }
    data |= {"last_pass": beat and beat.get("at"), "suggested": reviews.count(at.journal.db)}
    inbox = Inbox(at.journal, at.config, Choice())
    failed = [known for known in sessions.all(at.journal.db) if known.missed]
    data["sessions"] = {"waiting": len(inbox.due), "failed": len(failed)}

    def people() -> Iterator[Line]:
        waits, works = counts.get("pending", 0), counts.get("processing", 0)
        yield f"{waits} waiting, {works} at work, {counts.get('failed', 0)} failed.", ""
        yield (
            f"{len(inbox.due)} session{'' if len(inbox.due) == 1 else 's'} to read, {data['suggested']} to review.",
            "",
        )
        for known in failed:
            yield f"{known.name} ({known.id}): {known.missed[0].get('why')}", "yellow"
        yield f"The last pass came by at {beat['at'][:16]}." if beat else "No pass has come by on this machine yet.", ""

    return Result(data, people)


@app.command("history")
def history(id: Annotated[str | None, typer.Argument(metavar="[RUN]")] = None) -> Result:
    """Earlier passes that did something, newest first; one with what it suggested."""
    from dreamstream.index import dreams, runs

    db = here().journal.db
    if id:
        one = runs.resolve(db, id)
        one["events"] = dreams.events(db, "run = ?", (one["id"],))

        def details() -> Iterator[Line]:
            yield f"{one['id']}\t{one['started'][:16]}\t{shown.told(one)}", ""
            for event in one["events"]:
                yield f"{event['id']}\t{event['status']}\t{event['type']}\t{' '.join(event['text'].split())}", ""

        return Result(one, details)
    found = runs.all(db)
    return Result(found, lambda: [(f"{row['id']}\t{row['started'][:16]}\t{shown.told(row)}", "") for row in found])


app.command("review")(review.review)


def _choice(
    only: str | None,
    limit: int | None,
    dream: str | None,
    session: str | None,
    since: str | None,
    backend: str | None,
    concurrency: int = 1,
) -> Choice:
    n, id = which.one(here(), dream) if dream else (None, "")
    return Choice(
        only=_kinds(only),
        dream=n,
        dream_id=id,
        session=(session or "").strip(),
        since=_since(since) if since else None,
        limit=limit,
        backend=_backend(backend),
        concurrency=concurrency,
    )


def _since(text: str) -> float:
    from dreamstream import dates

    first, _ = dates.span(text, now=datetime.now().astimezone())
    return datetime.fromisoformat(first).timestamp()


def _proposal(event: dict[str, Any]) -> dict[str, Any]:
    """An event of the next pass, which has neither id nor run yet."""
    return {name: value for name, value in event.items() if name != "event"}


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
