"""The quick profile of many who tell at once; `python -m tests.faults --full` is 20 times 200."""

from __future__ import annotations

import os
import random
import sys
from pathlib import Path

from . import appends

SEED = int(os.environ.get("DREAMSTREAM_SEED", random.randrange(10**6)))


def test_eight_tell_fifty_dreams_each(tmp_path: Path) -> None:
    """From one byte to 900 KB: whole lines only, and what was printed is there once, word for word."""
    result = appends.campaign(tmp_path / "home", writers=8, each=50, seed=SEED)
    sys.stdout.write(f"{result}\n")

    assert result.violations == [], result
