"""The quick profile of the failing system calls; `python -m tests.faults --full` takes every one."""

from __future__ import annotations

import os
import random
from pathlib import Path

import pytest

from . import syscalls

SEED = int(os.environ.get("DREAMSTREAM_SEED", random.randrange(10**6)))
#: How many calls of each command are struck.
MOST = {"log": 20, "first log": 16, "tag": 24, "pass": 30, "list": 12}


@pytest.mark.needs("strace")
@pytest.mark.parametrize("name", syscalls.COMMANDS)
def test_a_system_call_that_fails_or_kills_costs_nothing(tmp_path: Path, name: str) -> None:
    """Some of them, chosen by the seed: what was acknowledged is there, and the next command is clean."""
    struck, wrong = syscalls.campaign(tmp_path, name, most=MOST[name], seed=SEED)

    assert wrong == [], f"seed {SEED}"
    assert struck == MOST[name]
