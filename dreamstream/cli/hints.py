"""What comes next, said once at a terminal."""

from __future__ import annotations

import os
from collections.abc import Iterator

from dreamstream.cli.here import Here
from dreamstream.cli.result import Line


def what_comes(here: Here) -> Iterator[Line]:
    """After a dream was told: who makes its picture, and when."""
    if os.path.exists(here.places.in_state("schedule")):  # where `schedule install` notes that it did
        yield "Its analysis, picture and comic come by themselves.", "dim"
    else:
        yield "Nothing comes by itself yet: run `dreamstream dream`, or once `dreamstream schedule install`.", "dim"
