"""The quick profile of fuzzed lines; `python -m tests.faults --full` writes 100,000."""

from __future__ import annotations

import os
import random
import sys
from pathlib import Path

from . import fuzz

SEED = int(os.environ.get("DREAMSTREAM_SEED", random.randrange(10**6)))


def test_good_lines_are_read_among_ten_thousand_fuzzed_ones(tmp_path: Path) -> None:
    """No command breaks, every good dream is listed, and a rebuild is what reading piece by piece gave."""
    result = fuzz.campaign(tmp_path / "home", count=10_000, seed=SEED, each=2500)
    sys.stdout.write(f"{result}\n")

    assert result.violations == [], result
    assert result.good == 500 and result.bad > 3000, result


def test_a_time_of_any_kind_is_the_newest_one_or_none(tmp_path: Path) -> None:
    """What is remembered as the newest time can be read again, whatever stands in the last line."""
    for n, at in enumerate(fuzz._TIMES):
        world = fuzz.World(tmp_path / f"{n}")
        world.tell("the first dream", "--no-jobs")
        (own,) = Path(world.places.log).rglob("*.jsonl")
        with own.open("ab") as file:
            file.write(fuzz.sealed({"kind": "mystery.kind", "at": at, "data": {}}) + b"\n")
        for command in (("doctor",), ("tag", "@1", "sea"), ("rebuild",)):
            code, out, err = world.ds(*command)
            assert code in (0, 1) and "went wrong" not in out + err, (at, command, out, err)


def test_a_pass_may_say_anything_of_its_jobs(tmp_path: Path) -> None:
    """A later version's report is no reason not to list the passes."""
    world = fuzz.World(tmp_path / "home")
    world.tell("the first dream", "--no-jobs")
    (own,) = Path(world.places.log).rglob("*.jsonl")
    with own.open("ab") as file:
        for n, jobs in enumerate((7, [1], "x", None, {"completed": 2})):
            for kind in ("pass.started", "pass.finished"):
                record = {"kind": kind, "at": fuzz.AT, "data": {"run": f"r-{n:010}", "jobs": jobs}}
                file.write(fuzz.sealed(record) + b"\n")
    code, out, err = world.ds("dream", "history")

    assert (code, err) == (0, "")
    assert len(out.splitlines()) == 5 and "2 completed" in out
