"""The quick profile of frozen workers; `python -m tests.faults --full` freezes fifty."""

from __future__ import annotations

import os
import random
import sys
from pathlib import Path

import pytest

from . import frozen

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="nobody is stopped and continued there")
SEED = int(os.environ.get("DREAMSTREAM_SEED", random.randrange(10**6)))


def test_five_wake_up_too_late(tmp_path: Path) -> None:
    """Stopped past its limit, reaped, done by another, continued: it changes nothing and says so."""
    result = frozen.campaign(tmp_path / "home", count=5, seed=SEED)
    sys.stdout.write(f"{result}\n")

    assert result.violations == [], result
    assert result.frozen == 5
