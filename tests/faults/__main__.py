"""Run the fault suite by hand: `python -m tests.faults [--full] [--seed N] [--kills N] [--only kill|syscalls]`."""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from pathlib import Path

from . import kill, syscalls
from .world import says


def main() -> int:
    """0 when nothing was violated, 1 when something was."""
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument("--full", action="store_true", help="1,000 kills and every system call")
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    parser.add_argument("--kills", type=int, help="so many kills")
    parser.add_argument("--most", type=int, help="so many system calls of each command")
    parser.add_argument("--only", choices=("kill", "syscalls"))
    said = parser.parse_args()
    says(f"seed {said.seed}")
    wrong: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        if said.only != "syscalls":
            kills = said.kills or (1000 if said.full else 40)
            result = kill.campaign(Path(folder, "kill"), kills=kills, seed=said.seed, aloud=True)
            says(str(result))
            wrong += result.violations
        if said.only != "kill":
            most = said.most or (None if said.full else 12)
            for name in syscalls.COMMANDS:
                _, found = syscalls.campaign(Path(folder, name), name, most=most, seed=said.seed, aloud=True)
                wrong += found
    for what in wrong:
        says(f"VIOLATION {what}")
    says(f"{len(wrong)} violations")
    return 1 if wrong else 0


sys.exit(main())
