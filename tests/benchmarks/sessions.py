"""Passes over sessions: ten thousand files as they were, ten thousand new ones, and one talk of ten thousand turns."""

from __future__ import annotations

import os
import random
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from dreamstream.config import Config
from dreamstream.journal import Journal
from dreamstream.paths import Places, places
from tests.benchmarks import timing

Row = Callable[[str, float | None, float | None, float], None]
MANY = 10_000
_NAMES = ("Mara", "Jonas", "Priya", "Luis", "Aiko", "Nadia", "Owen", "Fatou", "Bela", "Ines", "Tariq", "Yuki")
_ACTS = ("walked through", "flew over", "was lost in", "painted", "hid under", "swam across", "cleaned", "sold")
_PLACES = ("a glass tower", "the old harbour", "my first school", "a moving tram", "an empty theatre", "a salt lake")
_THINGS = ("a red kite", "three keys", "a broken clock", "two white dogs", "a letter without words", "a paper boat")
_ENDS = ("I was afraid.", "I laughed.", "My sister saw it.", "It was 1994.", "Nobody spoke.", "I woke at 4.")


def said(chance: random.Random, n: int) -> str:
    """One sentence or two, unlike the others."""
    what = f"{chance.choice(_ACTS)} {chance.choice(_PLACES)} with {chance.choice(_NAMES)} and {chance.choice(_THINGS)}"
    return f"In the dream I {what}, number {n}. {chance.choice(_ENDS)}"


def small(n: int) -> str:
    """A talk of four turns."""
    chance = random.Random(n)
    turns = (f"Ann: {said(chance, 3 * n + k)}\n" for k in range(3))
    return f"Guide: What did you dream?\n{''.join(turns)}"


def folder(path: Path, count: int = MANY) -> Path:
    """So many small talks, a hundred to a folder, of some days ago."""
    for n in range(count):
        file = path / f"{n // 100:03}" / f"{n:05}.txt"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(small(n), "utf-8")
        os.utime(file, (1_795_000_000 + n, 1_795_000_000 + n))
    return path


def long(path: Path, turns: int = MANY) -> Path:
    """One talk of so many turns, with times and ids."""
    chance = random.Random(7)
    lines = (
        f"[2026-11-20 {6 + n // 1200:02}:{n // 20 % 60:02}:{n % 20 * 3:02}] {('Ann', 'Guide')[n % 2]} (t{n}): "
        f"{said(chance, n) if n % 2 == 0 else 'And then?'}\n"
        for n in range(turns)
    )
    path.write_text("".join(lines), "utf-8")
    os.utime(path, (1_795_000_000, 1_795_000_000))
    return path


def noted(home: Places, events: int = MANY) -> None:
    """A dream of that night on which so many events stand."""
    chance = random.Random(11)
    dream = "d-0123456789"
    wishes = [("dream.logged", {"dream": dream, "text": "A dream of a salt lake.", "at": "2026-11-20T06:00:00+00:00"})]
    wishes += [
        (
            "event.added",
            {
                "event": f"e-{n:010}",
                "target": dream,
                "type": "recall",
                "text": said(chance, n),
                "source": "cli",
                "author": "dreamer",
            },
        )
        for n in range(events)
    ]
    journal = Journal(home)
    journal.tell(wishes)
    journal.db.execute("select 1")
    journal.close()


def measure(row: Row, room: Path, rounds: int, env: dict[str, str], count: int = MANY) -> None:
    """Every row of the table that speaks of sessions."""
    _one_long(row, room, rounds, env, count)
    talks = folder(room / "talks", count)
    home = room / "many"
    watch(home, talks)
    begun = time.perf_counter()
    _do(tool(home, "dream", "--only", "backfill"), env)
    row(f"first pass over {count:,} small files, sessions a second", None, None, count / (time.perf_counter() - begun))
    other = room / "handed"
    begun = time.perf_counter()
    _do(tool(other, "sessions", "add", str(talks), "--json"), env)
    row(f"sessions add of {count:,} small files, a second", None, None, count / (time.perf_counter() - begun))
    run = {
        "pass": [sys.executable, "-c", "pass"],
        "scope": tool(home, "dream", "scope"),
        "dry run": tool(home, "dream", "--dry-run", "--only", "backfill"),
        "run": tool(home, "dream", "--only", "backfill"),
        "status": tool(home, "dream", "status"),
        "empty": tool(room / "nothing", "dream", "scope"),
    }
    found = timing.processes(run, rounds=rounds, env=env)
    row(f"dry run over {count:,} files as they were / pass", 15, 12, timing.ratio(found, "dry run", "pass"))
    row("dream scope over them / pass", 15, 12, timing.ratio(found, "scope", "pass"))
    row("a pass over them / pass", None, None, timing.ratio(found, "run", "pass"))
    row("dream status over them / pass", None, None, timing.ratio(found, "status", "pass"))
    row("  dream scope over none / pass", None, None, timing.ratio(found, "empty", "pass"))
    row("  python -c pass, milliseconds", None, None, statistics.median(found["pass"]) * 1000)
    row("dry run over them, peak memory, MiB", 150, None, timing.peak(run["dry run"], env))
    if shutil.which("strace"):
        row("files a dry run over them opens", 0, 0, opened(home, talks, room / "trace", env))


def _one_long(row: Row, room: Path, rounds: int, env: dict[str, str], count: int) -> None:
    """Ten thousand turns against ten thousand events of their dream."""
    template, talk = room / "long", long(room / "long.txt", count)
    noted(places(home=str(template)), count)
    _do(tool(template, "list"), env)
    _do(tool(template, "sessions", "add", str(talk)), env)
    took = []
    for _ in range(max(3, rounds // 5)):
        home = room / "again"
        shutil.rmtree(home, ignore_errors=True)
        shutil.copytree(template, home)
        begun = time.perf_counter()
        _do(tool(home, "dream", "--only", "backfill"), env)
        took.append(time.perf_counter() - begun)
    row(f"{count:,} turns against {count:,} events, seconds", 5, 2, statistics.median(took))
    shutil.rmtree(home)
    shutil.copytree(template, home)
    row("the same, peak memory, MiB", 150, None, timing.peak(tool(home, "dream", "--only", "backfill"), env))


def watch(home: Path, folder: Path) -> None:
    """Set the folder a journal watches."""
    config = Config(places(home=str(home)))
    config.set("sessions.watch", str(folder))


def opened(home: Path, talks: Path, trace: Path, env: dict[str, str]) -> int:
    """How many of the files a dry run opens."""
    calls = ["strace", "-f", "-e", "trace=open,openat,openat2", "-o", str(trace)]
    _do([*calls, *tool(home, "dream", "--dry-run", "--only", "backfill")], env)
    lines = trace.read_text("utf-8", "replace").splitlines()
    return sum(f'"{talks}/' in line and "O_DIRECTORY" not in line for line in lines)


def tool(home: Path, *words: str) -> list[str]:
    """The installed command on this journal."""
    return [str(Path(sys.executable).with_name("dreamstream")), *words, "--home", str(home)]


def _do(command: list[str], env: dict[str, str]) -> None:
    subprocess.run(command, env=env, stdout=subprocess.DEVNULL, check=True)
