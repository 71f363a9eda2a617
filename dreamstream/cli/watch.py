"""Follow live what happens: records as they are written, or jobs as they move."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterator
from typing import Annotated, Any

import typer

from dreamstream.cli.gate import safe
from dreamstream.cli.here import Here, here
from dreamstream.index import jobs as rows
from dreamstream.jobs import reaper

family = typer.Typer()

#: How often the journal is looked at, in seconds.
PACE = 0.5
Until = Annotated[float | None, typer.Option("--for", min=0, metavar="SECONDS", help="Stop after so long")]


@family.command()
def watch(for_: Until = None) -> int:
    """Follow what is told and made, until Ctrl-C; JSON lines off a terminal."""
    return follow(here(), _moves(here()), for_)


def follow(at: Here, rounds: Iterator[list[dict[str, Any]]], seconds: float | None) -> int:
    """Print each round's rows as they come; 0 when the time is up, Ctrl-C is 130 as everywhere."""
    end = None if seconds is None else time.monotonic() + seconds
    for found in rounds:
        try:
            for row in found:
                sys.stdout.write(_line(row) if at.at_terminal else json.dumps(row) + "\n")
            sys.stdout.flush()
        except BrokenPipeError:  # Typer would make a failure of it before `app` sees it
            os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
            return 0
        if end is not None and time.monotonic() >= end:
            return 0
        time.sleep(PACE if end is None else max(0.0, min(PACE, end - time.monotonic())))
    return 0


def job_moves(at: Here) -> Iterator[list[dict[str, Any]]]:
    """Rounds of jobs whose status or attempt changed since the round before; first those that are not ended."""
    seen: dict[str, tuple[Any, ...]] | None = None
    while True:
        at.journal.refresh()
        now = {job["id"]: job for job in rows.rows(at.journal.db, rows.RECENT)}
        keys = {id: (job["status"], job["retry_count"], job["next_at"]) for id, job in now.items()}
        if seen is None:
            moved = [job for job in now.values() if job["status"] in ("pending", "processing")]
        else:
            moved = [job for id, job in now.items() if seen.get(id) != keys[id]]
        seen = keys
        yield [{"what": "job", **{k: job[k] for k in ("id", "kind", "dream", "status", "retry_count", "error")}}
               for job in reversed(moved)]  # fmt: skip


def _moves(at: Here) -> Iterator[list[dict[str, Any]]]:
    """Rounds of everything: dreams told, and jobs that moved; it looks after dead workers as a pass would."""
    seen: set[str] = set()
    newest: int | None = None
    for jobs in job_moves(at):
        told: list[dict[str, Any]] = []
        if (last := rows.last_told(at.journal.db)) != newest:
            # by id: what another machine told earlier moves the numbers of all that came later
            fresh = [(id, when) for _, id, when in rows.told_since(at.journal.db, 0) if id not in seen]
            told = [{"what": "dream", "id": id, "told": when} for id, when in fresh if newest is not None]
            seen |= {id for id, _ in fresh}
            newest = last
        reaper.reap(at.journal)
        yield [*told, *jobs]


def _line(row: dict[str, Any]) -> str:
    if row["what"] == "dream":
        return f"● {row['id']} was told\n"
    mark = {"pending": "○", "processing": "◐", "completed": "✓", "failed": "✗", "cancelled": "–"}[row["status"]]
    error = f": {row['error']}" if row["error"] and row["status"] != "completed" else ""
    return safe(f"{mark} {row['kind']} of {row['dream']} {row['status']}{error}") + "\n"
