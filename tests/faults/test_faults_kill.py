"""The quick profile of the kills; `python -m tests.faults --full` is the long one."""

from __future__ import annotations

import os
import random
import sys
from pathlib import Path

import pytest

from . import kill

pytestmark = pytest.mark.skipif(os.name == "nt", reason="kill -9 is a thing of POSIX")
SEED = int(os.environ.get("DREAMSTREAM_SEED", random.randrange(10**6)))


def test_forty_kills_lose_nothing(tmp_path: Path) -> None:
    """Two who tell, one who makes and a pass, killed at random moments: nothing lost, doubled or published twice."""
    result = kill.campaign(tmp_path / "home", kills=40, seed=SEED)
    sys.stdout.write(f"{result}\n")

    assert result.violations == [], result
    assert result.kills >= 40 and result.acked > 20, result
