"""Every system call of a command fails or kills it in turn; nothing is lost, and the next command is clean."""

from __future__ import annotations

import random
import re
import subprocess
import sys
import time
from pathlib import Path

from .world import World, dream_ids, says

#: What is done to each call. A kill falls before the call takes effect.
HARM = {
    "openat": ("error=EMFILE", "error=ENOSPC", "signal=KILL"),
    "write": ("error=ENOSPC", "error=EIO", "signal=KILL"),
    "pwrite64": ("error=ENOSPC", "error=EIO", "signal=KILL"),
    "fsync": ("error=EIO", "signal=KILL"),
    "fdatasync": ("error=EIO", "signal=KILL"),
    "ftruncate": ("error=EIO", "signal=KILL"),
    "rename": ("error=EIO", "signal=KILL"),
    "link": ("error=EIO", "signal=KILL"),
    "unlink": ("error=EIO", "signal=KILL"),
    "mkdir": ("error=ENOSPC", "signal=KILL"),
    "flock": ("error=ENOLCK", "signal=KILL"),
}
COMMANDS = {
    "log": ("log", "the doubtful dream"),
    "first log": ("log", "the doubtful dream"),
    "tag": ("tag", "@1", "doubtful"),
    "pass": ("dream", "--backend", "mock"),
    "list": ("list", "--ids"),
}
#: Commands of other rows, which look for themselves at what is left.
OTHERS: dict[str, tuple[str, ...]] = {}
Case = tuple[str, int, str]


def template(folder: Path, name: str) -> World:
    """The journal a command begins with: a few dreams, an index that is a little behind, and jobs that wait."""
    world = World(folder / "template")
    if name == "first log":
        return world
    for n in range(3):
        world.tell(f"dream {n}", "--no-jobs")
    world.ds("list")
    if name == "pass":
        world.ds("jobs", "add", "analysis,image", "@1")
    world.tell("the last dream", "--no-jobs")
    return world


def cases(world: World, folder: Path, name: str) -> list[Case]:
    """Every (call, occurrence, harm) of this command that touches the journal."""
    copy = world.copy(folder / "dry") if world.home.exists() else World(folder / "dry")
    trace = folder / "trace"
    command = ["strace", "-f", "-y", "-e", f"trace={','.join(HARM)}", "-o", str(trace), *python(name)]
    done = subprocess.run(command, env=copy.env, capture_output=True)
    assert done.returncode == 0, done.stderr
    main, seen, found = "", dict.fromkeys(HARM, 0), []
    for line in trace.read_text(errors="replace").splitlines():
        match = re.match(r"(\d+) +(\w+)\(", line)
        if not match or match[2] not in HARM:
            continue
        main = main or match[1]
        if match[1] != main:  # occurrences are counted by thread, and the first one alone writes
            continue
        seen[match[2]] += 1
        if str(copy.home) in line:
            found += [(match[2], seen[match[2]], harm) for harm in HARM[match[2]]]
    assert found
    return found


def strike(world: World, folder: Path, name: str, case: Case) -> list[str]:
    """Run the command with this fault; what is wrong afterwards."""
    copy = world.copy(folder / "struck") if world.home.exists() else World(folder / "struck")
    call, when, harm = case
    inject = f"inject={call}:{harm}:when={when}"
    command = ["strace", "-f", "-e", f"trace={call}", "-e", inject, "-o", "/dev/null", *python(name)]
    done = subprocess.run(command, env=copy.env, capture_output=True, text=True, timeout=60)
    wrong = []
    if done.returncode == 0 and name.endswith("log"):
        (id,) = dream_ids(done.stdout)
        copy.acked[id] = COMMANDS[name][1]
    if "signal" not in harm and done.returncode not in (0, 1, 2, 4):  # 2: a settings file that cannot be read
        wrong.append(f"exit {done.returncode}: {done.stderr[-300:]}")
    if "Traceback" in done.stderr or "went wrong inside" in done.stderr:
        wrong.append(f"a bug shows: {done.stderr[-300:]}")
    if done.returncode == 1 and name.endswith("log") and not _kept(copy, done.stderr):
        wrong.append(f"the words were not handed back: {done.stderr[-300:]}")
    if name == "list" and done.returncode == 0:
        wrong += [] if sorted(copy.acked) == sorted(dream_ids(done.stdout)) else ["list left a dream out"]
    wrong += copy.violations()
    copy.tell("the next dream", "--no-jobs")
    code, _, err = copy.ds("tag", "@1", "next")
    wrong += [f"the next act says: {err}"] if code or err else []
    copy.drain()
    return wrong + copy.violations() + copy.unfinished()


def _kept(world: World, said: str) -> bool:
    folder = Path(world.places.drafts)
    kept = [path.read_text("utf-8") for path in folder.iterdir()] if folder.exists() else []
    elsewhere = [Path(path).read_text("utf-8") for path in re.findall(r"kept in (\S+\.txt)\.", said)]
    return any("the doubtful dream" in text for text in (*kept, *elsewhere, said))


def campaign(folder: Path, name: str, *, most: int | None, seed: int, aloud: bool = False) -> tuple[int, list[str]]:
    """Strike at every case, or at `most` of them; how many, and what was wrong."""
    folder.mkdir(parents=True, exist_ok=True)
    world = template(folder, name)
    chosen, begun = cases(world, folder, name), time.monotonic()
    total = len(chosen)
    if most is not None and total > most:
        chosen = sorted(random.Random(seed).sample(chosen, most))
    wrong = []
    for n, case in enumerate(chosen, 1):
        wrong += [f"{name} {case}: {what}" for what in strike(world, folder, name, case)]
        if aloud and n % 25 == 0:
            says(f"{name}: {n} of {len(chosen)} struck, {len(wrong)} violations, {time.monotonic() - begun:.0f} s")
    if aloud:
        says(f"{name}: {len(chosen)} of {total} struck, {len(wrong)} violations, {time.monotonic() - begun:.0f} s")
    return len(chosen), wrong


def python(name: str) -> list[str]:
    """The command as a process of its own."""
    return [sys.executable, "-B", "-m", "dreamstream", *{**COMMANDS, **OTHERS}[name]]
