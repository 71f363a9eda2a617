"""Jobs run while somebody watches: progress on stderr at a terminal, silence elsewhere."""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from dreamstream.cli.here import Here

if TYPE_CHECKING:
    from dreamstream.jobs.run import Report

_SAYS = {
    "began": "◐ {kind}",
    "completed": "✓ {kind}",
    "retrying": "○ {kind}: it failed, and is tried again",
    "failed": "✗ {kind} failed",
    "waiting": "○ {kind}: it waits, and nothing is lost",
    "read": "✓ read",
    "lost": "○ {kind}: somebody else has it",
}


def teller(here: Here) -> Callable[[str, dict[str, Any]], None]:
    """A function that says how a job goes."""
    if not here.watched:
        return lambda _what, _job: None

    def tell(what: str, job: dict[str, Any]) -> None:
        said = _SAYS[what].format(kind=job["kind"])
        end = "\r" if what == "began" else "\n"
        sys.stderr.write(f"\r\x1b[2K{said} of {job['dream']}{end}")
        sys.stderr.flush()

    return tell


def work_now(here: Here, jobs: list[str], *, aloud: bool = True) -> Report:
    """Work these jobs off at once, through the same path a pass takes; what failed is told, unless somebody else will.

    Raises KeyboardInterrupt where somebody stops it; what it held is given back first.
    """
    from dreamstream.dream.run import signals_release
    from dreamstream.jobs import run
    from dreamstream.jobs.worker import Worker

    with signals_release(), Worker(here.places) as worker:
        report = run.work(here.journal, worker, here.config, jobs=jobs, tell=teller(here))
    from dreamstream.notices import ready

    ready.announce(here.journal, here.config, quietly=True)
    for row in (*report.failed, *report.retrying) if aloud else ():
        more = "; it is tried again by the next pass" if row in report.retrying else ""
        here.warn(f"The {row['kind']} failed: {row['error']}{more}.")
    return report
