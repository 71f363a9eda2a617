"""However many passes start at once, each job is claimed once and published once."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dreamstream.config import Config
from dreamstream.paths import Places

Ds = Callable[..., Any]
Tell = Callable[..., str]
pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="there is no fork there")

#: Children of one process, held at a gate until all are there; each says how it ended.
TOGETHER = """
import os, sys
from dreamstream.cli.app import run
from dreamstream.config import Config
from dreamstream.dream import run as _
from dreamstream.jobs import run as jobs
from dreamstream.jobs.worker import Worker
from dreamstream.journal import Journal
from dreamstream.kinds import analysis, comic, image
from dreamstream.paths import places

def by_pass():
    return run(["dream", "--json", "--quiet"])

def by_hand():  # what make commands do: no pass lock, everybody claims at once
    with Worker(places()) as worker:
        journal = Journal(places())
        report = jobs.work(journal, worker, Config(places()))
        journal.close()
    return 50 + len(report.failed) if not report.skipped else 99

gate, door = os.pipe()
children = []
for i in range(int(sys.argv[2])):
    if (pid := os.fork()) == 0:
        os.close(door)
        os.read(gate, 1)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        code = 98
        try:
            code = {"pass": by_pass, "hand": by_hand}[sys.argv[1]]()
        finally:
            os._exit(code)
    children.append(pid)
os.close(gate)
os.close(door)
print(*(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]) for pid in children))
"""


@pytest.mark.parametrize(("way", "count"), [("pass", 30), ("hand", 12)])
def test_together(ds: Ds, tell: Tell, ours: Places, way: str, count: int) -> None:
    """Thirty passes, or a dozen workers without the pass's lock, on twelve jobs."""
    for name in ("backend.text", "backend.image"):
        Config(ours).set(name, "mock")
    for i in range(4):
        tell(f"dream {i}")
    done = subprocess.run(
        [sys.executable, "-c", TOGETHER, way, str(count)], capture_output=True, text=True, timeout=120
    )
    codes = Counter(map(int, done.stdout.split()))
    lines = [line for path in Path(ours.log).rglob("*.jsonl") for line in path.read_bytes().splitlines()]
    records = [json.loads(line) for line in lines]
    claimed = Counter(r["data"]["job"] for r in records if r["kind"] == "job.claimed")
    published = Counter(r["data"]["job"] for r in records if r["kind"] == "job.done")
    jobs = ds("jobs", "list", "--json").data

    assert done.stderr == ""
    assert sum(codes.values()) == count
    assert codes.keys() <= ({0, 6} if way == "pass" else {50})
    assert {job["id"] for job in jobs} == claimed.keys() == published.keys()
    assert set(claimed.values()) == set(published.values()) == {1}
    assert [(job["status"], job["retry_count"]) for job in jobs] == [("completed", 1)] * 12
    seqs = [r["seq"] for r in records]
    assert seqs == sorted(set(seqs))
    assert ds("verify").code == 0
    assert os.listdir(ours.in_state("workers")) == []
