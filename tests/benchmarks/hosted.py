"""Many requests at once: 200 analyses by a server that takes 200 ms, one at a time and thirty-two at a time.

    PYTHONPATH=tests python -m tests.benchmarks.hosted [--jobs N]

Each run is a process of its own, so that its memory is its own. The server is aimock (`npm install --no-package-lock
--prefix tests/real`).
"""

from __future__ import annotations

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from backends.http import aimock

from dreamstream import ids, keys
from dreamstream.backends import registry
from dreamstream.backends.base import Ask
from dreamstream.config import Config
from dreamstream.jobs import run
from dreamstream.jobs.worker import Worker
from dreamstream.journal import Journal
from dreamstream.paths import Places, places

LATENCY = 200
AT_ONCE = 32


def main() -> None:
    """Start the server, run both, print the ratios."""
    options = argparse.ArgumentParser()
    options.add_argument("--jobs", type=int, default=200)
    options.add_argument("--work", nargs=2, metavar=("HOME", "N"))
    said = options.parse_args()
    if said.work:
        _worked(said.work[0], int(said.work[1]))
        return
    with tempfile.TemporaryDirectory(prefix="dreamstream-hosted-") as room, aimock.running(Path(room)) as server:
        quick = _overhead(_home(Path(room) / "quick", server.base, 0))
        print(f"  one request through the adapter, over a bare one, median ms (bar 5): {quick:.2f}", flush=True)
        server.chaos(latencyMs=LATENCY)
        seconds = {}
        for at_once in (1, AT_ONCE):
            home = Path(room) / f"home{at_once}"
            ours = _home(home, server.base, said.jobs)
            done = subprocess.run(
                [sys.executable, "-m", "tests.benchmarks.hosted", "--work", str(home), str(at_once)],
                stdout=subprocess.PIPE,
                check=True,
            )
            found = json.loads(done.stdout)
            seconds[at_once] = found["seconds"]
            once = _published(ours)
            assert len(once) == found["completed"] == said.jobs and set(once.values()) == {1}, (found, len(once))
            print(
                f"  {said.jobs} analyses, {at_once} at once: {found['seconds']:.1f} s, {found['peak']:.0f} MiB at most"
            )
        print(f"  {AT_ONCE} at once against 1 (bar 12, aim 20): {seconds[1] / seconds[AT_ONCE]:.1f} times as fast")


def _home(folder: Path, base: str, jobs: int) -> Places:
    ours = places(home=str(folder))
    config = Config(ours)
    for name, value in (("text", "openai"), ("openai.base_url", f"{base}/v1"), ("openai.model", "m")):
        config.set(f"backend.{name}", value)
    keys.put(ours, "openai", {"key": aimock.KEY})
    journal = Journal(ours)
    wishes = []
    for i in range(jobs):
        dream = ids.new("d")
        wishes.append(("dream.logged", {"dream": dream, "text": f"I flew over the sea, {i}.", "night": "2026-11-20"}))
        wishes.append(("job.asked", {"job": ids.new("j"), "dream": dream, "kind": "analysis"}))
    if wishes:
        journal.tell(wishes)
    journal.close()
    return ours


def _worked(home: str, at_once: int) -> None:
    ours = places(home=home)
    journal = Journal(ours)
    _ = journal.index
    start = time.perf_counter()
    with Worker(ours) as worker:
        report = run.work(journal, worker, Config(ours), concurrency=at_once)
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"seconds": seconds, "completed": len(report.completed), "peak": peak}))


def _published(ours: Places) -> Counter[str]:
    lines = [line for path in Path(ours.log).glob("*/*.jsonl") for line in path.read_text("utf-8").splitlines()]
    return Counter(row["data"]["job"] for row in map(json.loads, lines) if row["kind"] == "job.done")


def _overhead(ours: Places) -> float:
    """Milliseconds that an adapter adds to a request which a plain httpx client makes, kept open as ours is."""
    import httpx

    backend = registry.open("openai", Config(ours))
    wish = Ask(task="analysis", source="", prompt="Answer with the one word: lake")
    url = f"{Config(ours).get('backend.openai.base_url')}/chat/completions"
    bare = httpx.Client(headers={"authorization": f"Bearer {aimock.KEY}"})
    body = {"model": "m", "messages": [{"role": "user", "content": wish.prompt}]}
    over = []
    for _ in range(60):
        start = time.perf_counter()
        assert bare.post(url, json=body).status_code == 200
        middle = time.perf_counter()
        backend.write(wish)
        over.append((time.perf_counter() - middle - (middle - start)) * 1000)
    bare.close()
    return statistics.median(over[10:])


if __name__ == "__main__":
    main()
