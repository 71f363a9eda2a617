"""Run the fault suite by hand: `python -m tests.faults [--full] [--seed N] [--only ROW]`."""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from shutil import which

from . import appends, frozen, fuzz, kill, machine, sessions, syscalls, talks, together
from .world import says

#: Each row of the table in README.md: with a folder, whether all of it is wanted, a seed and how many of it instead.
Row = Callable[[Path, bool, int, int | None], list[str]]


def _kill(folder: Path, full: bool, seed: int, most: int | None) -> list[str]:
    result = kill.campaign(folder, kills=most or (1000 if full else 40), seed=seed, aloud=True)
    says(str(result))
    return result.violations


def _syscalls(folder: Path, full: bool, seed: int, most: int | None) -> list[str]:
    wrong: list[str] = []
    for name in syscalls.COMMANDS:
        limit = most or (None if full else 12)
        wrong += syscalls.campaign(folder / name, name, most=limit, seed=seed, aloud=True)[1]
    return wrong


def _together(folder: Path, full: bool, seed: int, most: int | None) -> list[str]:
    result = together.campaign(folder, count=most or (200 if full else 20), seed=seed)
    says(str(result))
    return result.violations


def _frozen(folder: Path, full: bool, seed: int, most: int | None) -> list[str]:
    result = frozen.campaign(folder, count=most or (50 if full else 5), seed=seed)
    says(str(result))
    return result.violations


def _fuzz(folder: Path, full: bool, seed: int, most: int | None) -> list[str]:
    result = fuzz.campaign(folder, count=most or (100_000 if full else 10_000), seed=seed)
    says(str(result))
    return result.violations


def _machine(_folder: Path, full: bool, seed: int, most: int | None) -> list[str]:
    runs, steps = most or (500 if full else 50), 50 if full else 20
    try:
        machine.campaign(runs=runs, steps=steps, seed_=seed)
    except Exception as error:  # whatever it is, a command in process should not have let it out
        return ["\n".join((f"{type(error).__name__}: {error}", *getattr(error, "__notes__", ())))]
    says(f"{runs} histories of up to {steps} steps, 0 violations, seed {seed}")
    return []


def _appends(folder: Path, full: bool, seed: int, most: int | None) -> list[str]:
    result = appends.campaign(folder, writers=20 if full else 8, each=most or (200 if full else 50), seed=seed)
    says(str(result))
    return result.violations


def _sessions(folder: Path, full: bool, seed: int, most: int | None) -> list[str]:
    result = sessions.kills(folder / "kills", count=most or (200 if full else 20), seed=seed, aloud=True)
    says(f"sessions, kills: {result}")
    wrong = result.violations
    if which("strace"):
        result = sessions.strikes(folder / "calls", most=most or (None if full else 6), seed=seed, aloud=True)
        says(f"sessions, calls: {result}")
        wrong += result.violations
    for name in talks.TALKS:
        for points in (sessions.lines, partial(sessions.letters, step=3 if full else 40)):
            result = sessions.cuts(folder / name, name, points)
            says(f"sessions, {name} cut: {result}")
            wrong += result.violations
    count = most or (1000 if full else 150)
    result = sessions.mutants(folder / "mutants", count=count, seed=seed, others=sessions.samples())
    says(f"sessions, mutants: {result}")
    return wrong + result.violations


ROWS: dict[str, Row] = {
    "kill": _kill,
    "syscalls": _syscalls,
    "together": _together,
    "frozen": _frozen,
    "fuzz": _fuzz,
    "machine": _machine,
    "appends": _appends,
    "sessions": _sessions,
}


def main() -> int:
    """0 when nothing was violated, 1 when something was."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("--full", action="store_true", help="the figures of the last column")
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    parser.add_argument("--only", action="append", choices=ROWS, help="may be said again")
    parser.add_argument("--most", type=int, help="so many of it: kills, calls of each command, processes, lines, …")
    said = parser.parse_args()
    says(f"seed {said.seed}")
    wrong: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        for name in said.only or ROWS:
            wrong += [f"{name}: {what}" for what in ROWS[name](Path(folder, name), said.full, said.seed, said.most)]
    for what in wrong:
        says(f"VIOLATION {what}")
    says(f"{len(wrong)} violations")
    return 1 if wrong else 0


sys.exit(main())
