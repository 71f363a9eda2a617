"""A worker is stopped past its limit, its job is taken back and done by another, and then it wakes up."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from dreamstream import locks
from dreamstream.config import Config
from dreamstream.log import reader
from dreamstream.log.reader import Cursor

from .world import World

#: The worker's own limit and the margin the reaper adds are made small: real ones are five minutes and one.
#: It either gives up itself when it wakes (its limit is past) or believes to be in time and comes with a result.
_WORKS = """
import json, sys
from dreamstream.config import Config
from dreamstream.jobs import claim, run
from dreamstream.jobs.worker import Worker
from dreamstream.journal import Journal
from dreamstream.paths import places
limit, claim.MARGIN = float(sys.argv[1]), float(sys.argv[2])
with Worker(places()) as worker:
    journal = Journal(places())
    report = run.work(journal, worker, Config(places()), only=("image",), seconds=limit)
    journal.close()
print(json.dumps([report.completed, report.failed, report.retrying, report.skipped]))
"""
#: The same by the real make command.
_MAKES = """
import sys
from dreamstream.jobs import claim
from dreamstream.kinds import image
image.LIMIT, claim.MARGIN = float(sys.argv[1]), float(sys.argv[2])
from dreamstream.cli.app import run
sys.exit(run(["image", "@1", "--json"]))
"""
#: (script, its own limit, the reaper's margin): the deadline is half a second away either way.
_WAYS = {
    "gives up": (_WORKS, 0.5, 0.0),
    "comes late": (_WORKS, 60.0, -59.5),
    "is a command": (_MAKES, 60.0, -59.5),
}
#: How long the mock makes it take.
_TAKES = 0.4


class Result:
    """How the freezing went."""

    def __init__(self, seed: int) -> None:
        self.seed, self.frozen, self.violations = seed, 0, []  # type: int, int, list[str]
        self.missed, self.seconds = 0, 0.0

    def __str__(self) -> str:
        return (
            f"{self.frozen} workers frozen ({self.missed} were too quick), {len(self.violations)} violations,"
            f" {self.seconds:.0f} s, seed {self.seed}"
        )


def campaign(home: Path, *, count: int, seed: int) -> Result:
    """Freeze so many, each way in its turn, each at a moment of its own."""
    result, begun, chance = Result(seed), time.monotonic(), random.Random(seed)
    world = World(home)
    for name in ("backend.text", "backend.image"):
        Config(world.places).set(name, "mock")
    while result.frozen < count and not result.violations:
        assert result.missed <= count + 5, "workers are never caught at work here"
        way = list(_WAYS)[result.frozen % len(_WAYS)]
        wrong = _freeze(world, way, chance)
        if wrong is None:
            result.missed += 1
            continue
        result.frozen += 1
        result.violations += [f"{way}: {what}" for what in wrong]
    result.violations += world.violations() + world.unfinished()
    result.seconds = time.monotonic() - begun
    return result


def _freeze(world: World, way: str, chance: random.Random) -> list[str] | None:
    """One worker frozen; what was wrong, None if it was done before it could be stopped."""
    script, limit, margin = _WAYS[way]
    world.tell(f"the sea, {chance.random()}", "--no-jobs")
    if script is _WORKS:
        world.ds("jobs", "add", "image", "@1")
    Config(world.places).set("backend.mock.script", f"hang {_TAKES}")
    claims = len(_said(world, "job.claimed"))
    process = subprocess.Popen(
        [sys.executable, "-c", script, str(limit), str(margin)],
        env=world.env,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        _until(lambda: len(_said(world, "job.claimed")) > claims)
        claimed = _said(world, "job.claimed")[-1]
        time.sleep(chance.uniform(0.02, _TAKES + 0.05))
        _stop(world, process)
        Config(world.places).set("backend.mock.script", "")
        if any(done["job"] == claimed["job"] for done in _said(world, "job.done")):
            return None
        return _wake(world, process, claimed["job"], way)
    finally:
        process.kill()
        process.communicate()


def _wake(world: World, process: subprocess.Popen[str], job: str, way: str) -> list[str]:
    wrong = []
    code, out, err = world.ds("jobs", "reap", "--json")
    while code == 0 and json.loads(out)["data"]["reaped"] == 0 and _status(world, job) == "processing":
        time.sleep(0.05)  # its limit is not past yet
        code, out, err = world.ds("jobs", "reap", "--json")
    if code or json.loads(out)["data"]["reaped"] != 1:
        wrong.append(f"reap says {out}{err}")
    # other words make another picture: if the late worker kept its own, it would lie there
    world.ds("edit", "@1", "--text", f"other words, {time.monotonic()}")
    code, out, err = world.ds("dream", "--json")
    if code or json.loads(out)["data"]["jobs"]["completed"] != 1:
        wrong.append(f"the other one says {out}{err}")
    log, media = _log(world), _media(world)
    process.send_signal(signal.SIGCONT)
    out, err = process.communicate(timeout=30)
    if err and way != "is a command":
        wrong.append(f"the late worker complains: {err[-300:]}")
    if "Traceback" in err or "went wrong inside" in err:
        wrong.append(f"a bug shows: {err[-300:]}")
    if process.returncode != 0:
        wrong.append(f"the late worker ended with {process.returncode}: {out[-300:]}")
    elif way == "is a command":
        if json.loads(out)["data"]["status"] != "completed":
            wrong.append(f"the late command says {out}")
    else:
        completed, failed, retrying, skipped = json.loads(out)
        if completed or failed or retrying or [row["why"] for row in skipped] != ["somebody else holds it now"]:
            wrong.append(f"the late worker says {out}")
    if _log(world) != log:
        wrong.append("the late worker wrote into the log")
    if left := _media(world) ^ {name for name in media if ".tmp-" not in name}:
        wrong.append(f"the late worker left or took {left}")
    if os.listdir(world.places.in_state("workers")):
        wrong.append("a worker's lock is left behind")
    if _status(world, job) != "completed":
        wrong.append(f"{job} is {_status(world, job)}")
    return wrong


def _stop(world: World, process: subprocess.Popen[str]) -> None:
    """Stop it at its work, not while it holds the journal: whoever stops it there stops everybody."""
    for _ in range(100):
        process.send_signal(signal.SIGSTOP)
        if _halted(process.pid) and locks.is_free(world.places.in_state("log.lock")):
            return
        process.send_signal(signal.SIGCONT)
        time.sleep(0.01)


def _halted(pid: int) -> bool:
    for _ in range(200):
        found = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True).stdout
        if not found or found[0] in "TZ":
            return True
        time.sleep(0.005)
    return False


def _until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + 30
    while not true():
        assert time.monotonic() < end, "the worker never began"
        time.sleep(0.01)


def _status(world: World, job: str) -> str:
    return str(json.loads(world.ds("jobs", "show", job, "--json")[1])["data"]["status"])


def _said(world: World, kind: str) -> list[dict[str, Any]]:
    records = (e.record for s in reader.segments(world.places) for e in reader.read(world.places, s, Cursor(), []))
    return [record["data"] for record in records if record["kind"] == kind]


def _log(world: World) -> dict[str, bytes]:
    return {s.path: Path(world.places.log, s.path).read_bytes() for s in reader.segments(world.places)}


def _media(world: World) -> set[str]:
    return {str(path) for path in Path(world.places.media).rglob("*") if path.is_file()}
