"""Passes, make commands and bare workers begin at one moment on forty jobs; each job is made once."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

from dreamstream.config import Config
from dreamstream.log import reader
from dreamstream.log.reader import Cursor

from .world import World

#: Children of one process, held at a gate until all are there; each prints how it ended. The first half are passes,
#: then come workers that know of no pass lock, then people who ask for one more picture.
_TOGETHER = """
import os, random, sys
from dreamstream.cli.app import run
from dreamstream.cli import dream, make, progress
from dreamstream.config import Config
from dreamstream.jobs import run as jobs
from dreamstream.jobs.worker import Worker
from dreamstream.journal import Journal
from dreamstream.kinds import analysis, comic, image
from dreamstream.paths import places

def passes(i):
    return run(["dream", "--json", "--quiet", "--concurrency", str(1 + i % 3)])

def works(i):
    with Worker(places()) as worker:
        journal = Journal(places())
        report = jobs.work(journal, worker, Config(places()), concurrency=1 + i % 3)
        journal.close()
    return 98 if report.failed or report.retrying or report.skipped else 0

def makes(i):
    return run(["image", f"@{1 + i % 20}", "--quiet"])

count, seed = int(sys.argv[1]), int(sys.argv[2])
roles = [passes] * (count - count // 3 - count // 5) + [works] * (count // 3) + [makes] * (count // 5)
random.Random(seed).shuffle(roles)
gate, door = os.pipe()
children = {}
for i, role in enumerate(roles):
    if (pid := os.fork()) == 0:
        os.close(door)
        os.read(gate, 1)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        code = 99
        try:
            code = role(i)
        finally:
            os._exit(code)
    children[pid] = role.__name__
os.close(gate)
os.close(door)
for pid, role in children.items():
    print(role, os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))
"""
#: How each may end.
_ENDS = {"passes": {0, 6}, "works": {0}, "makes": {0}}


class Result:
    """How the beginning together went."""

    def __init__(self, seed: int, count: int) -> None:
        self.seed, self.count = seed, count
        self.violations: list[str] = []
        self.jobs, self.seconds = 0, 0.0
        self.ends: Counter[str] = Counter()

    def __str__(self) -> str:
        ends = ", ".join(f"{how} {n}" for how, n in sorted(self.ends.items()))
        return (
            f"{self.count} together on {self.jobs} jobs ({ends}), {len(self.violations)} violations,"
            f" {self.seconds:.0f} s, seed {self.seed}"
        )


def campaign(home: Path, *, count: int, seed: int) -> Result:
    """Ask for forty outputs, let `count` processes go at them, and look who did what."""
    result, begun = Result(seed, count), time.monotonic()
    world = World(home)
    for name in ("backend.text", "backend.image"):
        Config(world.places).set(name, "mock")
    for n in range(20):
        world.tell(f"dream {n}", "--no-jobs")
    code, _, err = world.ds("jobs", "add", "analysis,image", *(f"@{n}" for n in range(1, 21)))
    assert code == 0, err
    world.note()
    done = subprocess.run(
        [sys.executable, "-c", _TOGETHER, str(count), str(seed)],
        env=world.env,
        capture_output=True,
        text=True,
        timeout=1800,
    )
    if done.stderr:
        result.violations.append(f"somebody said: {done.stderr[-500:]}")
    for line in done.stdout.splitlines():
        role, code_ = line.split()
        result.ends[f"{role} {code_}"] += 1
        if int(code_) not in _ENDS[role]:
            result.violations.append(f"one who {role} ended with {code_}")
    if sum(result.ends.values()) != count:
        result.violations.append(f"only {sum(result.ends.values())} ended")
    result.violations += _wrong(world, made=count // 5, result=result) + world.violations() + world.unfinished()
    result.seconds = time.monotonic() - begun
    return result


def _wrong(world: World, *, made: int, result: Result) -> list[str]:
    records = [e.record for s in reader.segments(world.places) for e in reader.read(world.places, s, Cursor(), [])]
    asked = [r["data"]["job"] for r in records if r["kind"] == "job.asked"]
    wrong = [] if len(asked) == 40 + made else [f"{len(asked)} jobs were asked for"]
    for kind in ("job.claimed", "job.done"):
        times = Counter(r["data"]["job"] for r in records if r["kind"] == kind)
        wrong += [f"{kind} is there {times[job]} times for {job}" for job in asked if times[job] != 1]
    wrong += [f"a {r['kind']} was written" for r in records if r["kind"] in ("job.failed", "job.released")]
    _, out, _ = world.ds("jobs", "list", "--json")
    rows = json.loads(out)["data"]
    result.jobs = len(rows)
    wrong += [f"{r['id']} is {r['status']}" for r in rows if (r["status"], r["retry_count"]) != ("completed", 1)]
    drafts = [name for name in os.listdir(world.places.media) if name.startswith(".tmp-")]
    return wrong + [f"{name} was left behind" for name in drafts + os.listdir(world.places.in_state("workers"))]
