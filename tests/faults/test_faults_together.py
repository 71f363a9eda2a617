"""The quick profile of beginning together; `python -m tests.faults --full` takes 200 processes."""

from __future__ import annotations

import os
import random
import sys
from pathlib import Path

import pytest

from . import together

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork there")
SEED = int(os.environ.get("DREAMSTREAM_SEED", random.randrange(10**6)))


def test_twenty_begin_together(tmp_path: Path) -> None:
    """Passes, workers without the pass's lock and make commands: each job claimed once, published once."""
    result = together.campaign(tmp_path / "home", count=20, seed=SEED)
    sys.stdout.write(f"{result}\n")

    assert result.violations == [], result
    assert result.jobs == 44
