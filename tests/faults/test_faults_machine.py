"""The quick profile of any commands in any order; `python -m tests.faults --full` tries 500 histories of 50 steps."""

from __future__ import annotations

import os
import random
import sys

import pytest

from . import machine

SEED = int(os.environ.get("DREAMSTREAM_SEED", random.randrange(10**6)))


@pytest.mark.parametrize("half", [0, 1])
def test_any_history_rebuilds_to_what_is_there(half: int) -> None:
    """Fifty histories of twenty steps on two hosts, in two halves that may run beside each other."""
    sys.stdout.write(f"seed {SEED}\n")

    machine.campaign(runs=25, steps=20, seed_=SEED + half)
