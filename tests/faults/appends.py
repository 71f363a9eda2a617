"""Many processes tell at once, dreams of one byte to 900 KB: whole lines, every number once, every word there."""

from __future__ import annotations

import hashlib
import json
import random
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

from dreamstream.log import frame, reader

from .world import World, dream_ids

# The real command, told again and again by a process that waits at the barrier until all are there.
_TELLS = """
import random, sys
from dreamstream.cli.app import run
chance, count = random.Random(int(sys.argv[1])), int(sys.argv[2])
print(flush=True)
sys.stdin.readline()
for n in range(count):
    size = round(900_000 ** chance.random())
    text = "".join(chance.choices("abcdefgh夢🌙é", k=97)) * (size // 97 + 1)
    run(["log", text.encode()[:size].decode("utf-8", "ignore") or "a", *([] if n % 3 else ["--no-jobs"])])
"""


def _texts(seed: int, count: int) -> list[str]:
    """What the teller of this seed tells, as its digest: the texts of a full run do not fit in memory."""
    chance, found = random.Random(seed), []
    for _ in range(count):
        size = round(900_000 ** chance.random())
        text = "".join(chance.choices("abcdefgh夢🌙é", k=97)) * (size // 97 + 1)
        found.append(_digest(text.encode()[:size].decode("utf-8", "ignore") or "a"))
    return found


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


class Result:
    """How the telling went."""

    def __init__(self, seed: int, writers: int, each: int) -> None:
        self.seed, self.writers, self.each = seed, writers, each
        self.violations: list[str] = []
        self.size, self.seconds = 0, 0.0

    def __str__(self) -> str:
        return (
            f"{self.writers} processes told {self.each} dreams each, {self.size >> 20} MiB,"
            f" {len(self.violations)} violations, {self.seconds:.0f} s, seed {self.seed}"
        )


def campaign(home: Path, *, writers: int, each: int, seed: int) -> Result:
    """Start them, open the gate, and look at every line."""
    result, begun = Result(seed, writers, each), time.monotonic()
    world = World(home)
    seeds = [seed * 1000 + n for n in range(writers)]
    running = [
        subprocess.Popen(
            [sys.executable, "-c", _TELLS, str(one), str(each)],
            env=world.env,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for one in seeds
    ]
    for one in running:
        assert one.stdout
        one.stdout.readline()  # it is at the gate
    for one in running:
        assert one.stdin
        one.stdin.write("\n")
        one.stdin.flush()
    printed: dict[str, str] = {}
    for one, its in zip(running, seeds, strict=True):
        out, err = one.communicate(timeout=3600)
        ids = dream_ids(out)
        if err or len(ids) != each or one.returncode:
            result.violations.append(f"a teller printed {len(ids)} ids, ended with {one.returncode} and said {err!r}")
        printed.update(zip(ids, _texts(its, each), strict=False))
    result.violations += _wrong(world, printed)
    result.size = sum(s.size for s in reader.segments(world.places))
    result.seconds = time.monotonic() - begun
    return result


def _wrong(world: World, printed: dict[str, str]) -> list[str]:
    wrong: list[str] = []
    told: Counter[str] = Counter()
    seqs: list[int] = []
    wishes: Counter[str] = Counter()
    for segment in reader.segments(world.places):
        with open(Path(world.places.log, segment.path), "rb") as file:
            for line in file:
                try:
                    record = frame.check(line[:-1])
                except frame.BadLine as error:
                    wrong.append(f"a line of {segment.path} is no whole record: {error}")
                    continue
                if not line.endswith(b"\n"):
                    wrong.append(f"the last line of {segment.path} is not ended")
                seqs.append(record["seq"])
                if record["kind"] != "dream.logged":
                    wishes[record["data"]["dream"]] += 1
                    continue
                id = record["data"]["dream"]
                told[id] += 1
                if printed.get(id) != _digest(record["data"]["text"]):
                    wrong.append(f"{id} was not printed, or holds other words")
                if record["data"].get("wants", []) and len(record["data"]["wants"]) != 3:
                    wrong.append(f"{id} wants something else")
    wrong += [f"{id} is there {told[id]} times" for id in printed if told[id] != 1]
    wrong += [f"{id} has {n} wishes" for id, n in wishes.items() if n != 3]
    if seqs != list(range(1, len(seqs) + 1)):
        wrong.append("the numbers do not rise one by one")
    code, out, err = world.ds("list", "--json")
    if code or {row["id"] for row in json.loads(out)["data"]} != printed.keys():
        wrong.append(f"list does not show what was printed: {err}")
    code, out, err = world.ds("verify", "--json")
    if code or json.loads(out)["data"]["gaps"]:
        wrong.append(f"verify says {out} {err}")
    return wrong
