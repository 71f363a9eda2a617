"""Interleaved timing: every round runs every command once, so that a noisy minute hits them all."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping


def processes(commands: Mapping[str, list[str]], *, rounds: int, env: dict[str, str]) -> dict[str, list[float]]:
    """Wall seconds of each whole process, round by round; one round of warm-up is thrown away."""
    found: dict[str, list[float]] = {name: [] for name in commands}
    for i in range(rounds + 1):
        for name, command in commands.items():
            start = time.perf_counter()
            subprocess.run(command, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
            if i:
                found[name].append(time.perf_counter() - start)
    return found


def calls(functions: Mapping[str, Callable[[], float]], *, rounds: int) -> dict[str, list[float]]:
    """What each function says it took, round by round."""
    found: dict[str, list[float]] = {name: [] for name in functions}
    for _ in range(rounds):
        for name, function in functions.items():
            found[name].append(function())
    return found


def ratio(found: Mapping[str, list[float]], name: str, base: str) -> float:
    """The median of the pairwise ratios within each round."""
    return statistics.median(a / b for a, b in zip(found[name], found[base], strict=True))


_LAUNCH = """
import os, sys
null = os.open(os.devnull, os.O_RDWR)
quiet = [(os.POSIX_SPAWN_DUP2, null, n) for n in (0, 1, 2)]
child = os.posix_spawn(sys.argv[1], sys.argv[1:], os.environ, file_actions=quiet)
print(os.wait4(child, 0)[2].ru_maxrss)
"""


def peak(command: list[str], env: dict[str, str]) -> float:
    """The largest resident size of one process, in MiB.

    A small process starts it: a child begins with what its parent holds.
    """
    done = subprocess.run([sys.executable, "-S", "-c", _LAUNCH, *command], env=env, capture_output=True, check=True)
    return int(done.stdout) / 1024
