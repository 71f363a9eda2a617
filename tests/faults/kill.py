"""kill -9 at random moments: two who tell, one who makes, and passes, all at once, again and again."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from .world import World, dream_ids, says

# The real commands, one after another in one process, so that a kill falls into their work and not into Python's start.
_TELLS = """
import random, sys, time
from dreamstream.cli.app import run
chance = random.Random(int(sys.argv[1]))
n = 0
while True:
    n += 1
    jobs = [] if n % 12 == 1 else ["--no-jobs"]
    run(["log", f"{sys.argv[1]} {n} " + "word " * chance.randrange(400), *jobs])
    time.sleep(chance.random() / 40)
"""
_MAKES = """
import random, sys, time
from dreamstream.cli.app import run
chance = random.Random(int(sys.argv[1]))
while True:
    run([chance.choice(["image", "analyze"]), "@1", "--backend", "mock"])
    time.sleep(chance.random() / 4)
"""
_PASSES = """
import sys, time
from dreamstream.cli.app import run
while True:
    run(["dream", "--backend", "mock", "--only", "analysis,image"])
    time.sleep(0.01)
"""
#: Each round kills these four, each at a moment of its own.
_CREW = (("tells", _TELLS), ("tells", _TELLS), ("makes", _MAKES), ("passes", _PASSES))


class Result:
    """How a run of kills went."""

    def __init__(self, seed: int) -> None:
        self.seed, self.kills, self.acked, self.violations = seed, 0, 0, []  # type: int, int, int, list[str]
        self.seconds = 0.0

    def __str__(self) -> str:
        return (
            f"{self.kills} kills, {self.acked} dreams acknowledged, {len(self.violations)} violations,"
            f" {self.seconds:.0f} s, seed {self.seed}"
        )


def campaign(home: Path, *, kills: int, seed: int, aloud: bool = False) -> Result:
    """Kill until `kills` are done; look at everything every tenth round and at the end."""
    result, begun = Result(seed), time.monotonic()
    chance = random.Random(seed)
    world = World(home)
    world.tell("the first dream", "--no-jobs")
    subprocess.run([sys.executable, "-m", "dreamstream", "list"], env=world.env, check=True, capture_output=True)
    start, rounds = time.monotonic() - begun, 0  # how long a command takes to get to its work on this machine
    while result.kills < kills and not result.violations:
        world.note()
        result.kills += _round(world, chance, start)
        rounds += 1
        if rounds % 10 == 0 or result.kills >= kills:
            result.violations += world.violations()
            if aloud:
                says(f"{result.kills} kills, {len(world.acked)} acknowledged, {len(result.violations)} violations")
    world.drain()
    result.violations += world.violations() + world.unfinished()
    result.acked, result.seconds = len(world.acked), time.monotonic() - begun
    return result


def _round(world: World, chance: random.Random, start: float) -> int:
    running = []
    with tempfile.TemporaryFile() as errors:
        for n, (role, script) in enumerate(_CREW):
            out = tempfile.TemporaryFile()  # noqa: SIM115
            process = subprocess.Popen(
                [sys.executable, "-c", script, str(chance.randrange(10**9) + n)],
                env=world.env,
                stdout=out,
                stderr=errors,
            )
            running.append((process, role, out))
        now = time.monotonic()
        ends = sorted((now + chance.uniform(0.7 * start, start + 0.6), n) for n in range(len(running)))
        for end, n in ends:
            time.sleep(max(0.0, end - time.monotonic()))
            running[n][0].send_signal(signal.SIGKILL)
        for process, role, out in running:
            assert process.wait() == -signal.SIGKILL, f"{role} ended by itself: {_tail(errors)}"
            out.seek(0)
            if role == "tells":
                seed = str(process.args[3])  # type: ignore[index]
                for n, id in enumerate(dream_ids(out.read().decode()), 1):
                    world.acked[id] = _text(seed, n)
            out.close()
    return len(running)


def _text(seed: str, last: int) -> str:
    """What the teller of this seed told as its `last` dream."""
    chance = random.Random(int(seed))
    text = ""
    for n in range(1, last + 1):
        text = f"{seed} {n} " + "word " * chance.randrange(400)
        chance.random()
    return text.strip()


def _tail(file: object) -> str:
    file.seek(0)  # type: ignore[attr-defined]
    return str(file.read()[-2000:])  # type: ignore[attr-defined]


assert os.name != "nt", "kill -9 is a thing of POSIX"
