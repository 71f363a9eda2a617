"""A pass, and a look ahead: what cron calls every two minutes, so the plain lines are read without a parser."""

from __future__ import annotations

from typing import Any

from dreamstream.cli import passes as shown
from dreamstream.cli.here import here
from dreamstream.cli.result import Result
from dreamstream.dream.choice import Choice
from dreamstream.errors import PassRunning

Row = dict[str, Any]
_FLAGS = frozenset(("--dry-run", "-n", "--scheduled"))


def quick(words: list[str]) -> Result | None:
    """The answer to `dream`, `dream run`, `dream scope` and their flags; None for a line that wants a parser.

    Typer costs four times a bare start of Python, which is half of what a pass with nothing to do takes.
    """
    verb, flags = (words[0], words[1:]) if words and words[0] in ("run", "scope") else ("run", words)
    if verb == "scope":
        return None if flags else scope(Choice())
    if not _FLAGS.issuperset(flags):
        return None
    return scope(Choice()) if {"--dry-run", "-n"} & {*flags} else run(Choice(), scheduled="--scheduled" in flags)


def scope(choice: Choice) -> Result:
    """What would run and what would be read; nothing is."""
    from dreamstream.dream import scope as scopes

    at = here()
    report = scopes.look(at.journal, at.config, choice)
    return Result(report, lambda: shown.foreseen(report))


def run(choice: Choice, *, scheduled: bool) -> Result:
    """One pass. Raises PassRunning, unless it is a scheduled one."""
    from dreamstream.cli import progress
    from dreamstream.dream import run as passes
    from dreamstream.dream import scope as scopes
    from dreamstream.notices import ready

    at = here()
    at.quiet = at.quiet or scheduled
    try:
        with passes.signals_release():
            report = passes.sweep(at.journal, at.config, choice, tell=progress.teller(at))
        ready.announce(at.journal, at.config)
    except PassRunning:
        if scheduled:
            return Result(scopes.nothing() | {"dry_run": False}, lambda: ())
        raise
    return Result(report, lambda: () if scheduled else shown.done(report), exit=code(report, report["skipped"]))


def code(report: Row, skipped: list[Row]) -> int:
    """4 where something failed, 5 where nobody could do what waited; a pass that read nothing of it is never "ok"."""
    jobs = report.get("jobs") or {"completed": 0, "failed": 0}
    refused = [row for row in skipped if row.get("unavailable")]
    if jobs["failed"] or report["sessions_failed"]:
        return 4
    if not refused:
        return 0
    if not jobs["completed"] and not report["sessions_processed"]:
        return 5
    return 4 if any(row["what"] == "session" for row in refused) else 0
