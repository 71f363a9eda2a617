"""Passes over sessions, cut short: by kill -9, by a file that stops anywhere, among files nobody could have meant."""

from __future__ import annotations

import contextlib
import os
import random
import signal
import subprocess
import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dreamstream.dream import reading

from . import syscalls, talks
from .world import World, says

#: What a pass is called by hand and by `syscalls`.
COMMAND = ("dream", "--only", "backfill", "--json")
syscalls.OTHERS["sessions"] = COMMAND


@dataclass(slots=True, kw_only=True)
class Result:
    """How a campaign went."""

    seed: int
    done: int = 0
    struck: int = 0  #: Kills that found the pass at work.
    violations: list[str] = field(default_factory=list)
    seconds: float = 0.0

    def __str__(self) -> str:
        return (
            f"{self.done} of them, {self.struck} in the middle, {len(self.violations)} violations,"
            f" {self.seconds:.0f} s, seed {self.seed}"
        )


# ── kill -9 ──


def many(home: Path, *, each: int = 24) -> World:
    """A journal that watches one talk of every format and many small ones, some of them handed in."""
    world = talks.begun(home)
    folder = Path(f"{home}.talks")
    for n, (name, (file, make)) in enumerate(talks.TALKS.items(), 1):  # each of a time of its own: it says who is next
        put(folder / name / file, make().encode(), n)
    for n in range(each):
        put(folder / f"{n:03}.txt", talks.short(n).encode(), 100 + n)
    for n in range(each, each + each // 3):
        talks.add(world, f"{n:03}.txt", talks.short(n).encode(), 100 + n)
    return world


def kills(home: Path, *, count: int, seed: int, aloud: bool = False) -> Result:
    """Kill a pass at a random moment, some of them more than once, and then let it come to its end."""
    result, begun = Result(seed=seed), time.monotonic()
    chance = random.Random(seed)
    template = many(home / "template")
    whole = template.copy(home / "whole")
    times = [_killed(template.copy(home / "timed"), 1, None) for _ in range(3)]
    until_quiet(whole)
    wanted = talks.whole(whole.places)
    assert wanted["events"]
    while result.done < count and not result.violations:
        world = template.copy(home / "killed")
        together = chance.choice([1, 4, reading._TOGETHER])
        for _ in range(chance.choice([1, 1, 1, 2, 3])):
            taken = _killed(world, together, chance.uniform(0.0, 1.1 * max(times)))
            result.done += 1
            result.struck += taken < 0
        world.note()
        until_quiet(world)
        result.violations += compared(world, wanted)
        if aloud and result.done % 20 < 2:
            says(f"sessions: {result}")
    result.seconds = time.monotonic() - begun
    return result


def _killed(world: World, together: int, after: float | None) -> float:
    """Run a pass in a process of its own and kill it; how long it took, below 0 where it was killed."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of threads: there are none
        child = os.fork()
    if not child:
        reading._TOGETHER = together
        with open(os.devnull, "w") as nowhere, contextlib.redirect_stderr(nowhere):
            code, *_ = world.ds(*COMMAND)
        os._exit(code)
    begun = time.monotonic()
    if after is not None:
        time.sleep(after)
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        return -1.0
    assert os.WEXITSTATUS(status) == 0, status
    return time.monotonic() - begun


def until_quiet(world: World) -> None:
    """Run passes until nothing is due."""
    for _ in range(4):
        if not talks.sweep(world)["run"]:
            return
    raise AssertionError("sessions are read again and again")


def compared(world: World, wanted: dict[str, Any]) -> list[str]:
    """What differs from a pass that nobody disturbed, and what the log should not hold."""
    found = talks.whole(world.places)
    wrong = [f"{part} differ" for part in wanted if found[part] != wanted[part]]
    return wrong + talks.twice(world) + world.violations()


def strikes(folder: Path, *, most: int | None, seed: int, aloud: bool = False) -> Result:
    """Every system call of a pass fails or kills it in turn, or `most` of them."""
    result, begun = Result(seed=seed), time.monotonic()
    folder.mkdir(parents=True, exist_ok=True)
    template = many(folder / "template", each=3)
    whole = template.copy(folder / "whole")
    until_quiet(whole)
    wanted = talks.whole(whole.places)
    cases = syscalls.cases(template, folder, "sessions")
    if most is not None and len(cases) > most:
        cases = sorted(random.Random(seed).sample(cases, most))
    for case in cases:
        result.violations += [f"{case}: {what}" for what in _struck(template, folder, case, wanted)]
        result.done += 1
        if aloud and result.done % 25 == 0:
            says(f"sessions, calls: {result.done} of {len(cases)} struck, {len(result.violations)} violations")
    result.seconds = time.monotonic() - begun
    return result


def _struck(template: World, folder: Path, case: syscalls.Case, wanted: dict[str, Any]) -> list[str]:
    world = template.copy(folder / "struck")
    call, when, harm = case
    inject = f"inject={call}:{harm}:when={when}"
    command = ["strace", "-f", "-e", f"trace={call}", "-e", inject, "-o", "/dev/null", *syscalls.python("sessions")]
    done = subprocess.run(command, env=world.env, capture_output=True, text=True, timeout=60)
    wrong = []
    if "signal" not in harm and done.returncode not in (0, 1, 2, 4):
        wrong.append(f"exit {done.returncode}: {done.stderr[-300:]}")
    if "Traceback" in done.stderr or "went wrong inside" in done.stderr + done.stdout:
        wrong.append(f"a bug shows: {done.stderr[-300:]}")
    if "signal" not in harm and done.returncode == 0 and '"run": null' in done.stdout:
        wrong.append("it read nothing and said all is well")
    world.note()
    until_quiet(world)
    return wrong + compared(world, wanted)


# ── cut, and gone on with ──


Points = Callable[[bytes], list[tuple[int, ...]]]


def cuts(home: Path, name: str, points: Points) -> Result:
    """One of our talks, `gone_on` with."""
    file, make = talks.TALKS[name]
    result = gone_on(home, file, make().encode(), points)
    if not talks.visible(World(home / "cut").places):
        result.violations.append("nothing is proposed of it at all")
    return result


def gone_on(home: Path, file: str, body: bytes, points: Points) -> Result:
    """Read a talk cut at these bytes, then more of it and at last the whole: as if it had been there at once."""
    result, begun = Result(seed=0), time.monotonic()
    base = talks.begun(home / "base")
    for how in (_watched, _handed):
        at_once = _seen(base, home, how, file, [body])
        for places in points(body):
            found = _seen(base, home, how, file, [*(body[:place] for place in places), body])
            result.done += 1
            if found != at_once:
                more = sum(event not in at_once for event in found)
                less = sum(event not in found for event in at_once)
                said = f"cut at {places}, {how.__name__}: {more} too many and {less} too few"
                result.violations.append(said)
    result.seconds = time.monotonic() - begun
    return result


def lines(body: bytes) -> list[tuple[int, ...]]:
    """Where the lines of a file end."""
    return [(n + 1,) for n, letter in enumerate(body[:-1]) if letter == 10]


def letters(body: bytes, *, step: int) -> list[tuple[int, ...]]:
    """Every so many bytes."""
    return [(place,) for place in range(1, len(body), step)]


def _seen(base: World, home: Path, how: Callable[..., None], file: str, parts: list[bytes]) -> list[talks.Event]:
    world, folder = talks.another(base, home / "cut")
    for n, part in enumerate(parts):
        how(world, folder, file, part, n)
        talks.sweep(world)
    assert not (again := talks.twice(world)), again
    return talks.visible(world.places)


def _watched(_world: World, folder: Path, file: str, body: bytes, n: int) -> None:
    put(folder / file, body, n)


def _handed(world: World, _folder: Path, file: str, body: bytes, _n: int) -> None:
    talks.add(world, file, body)


# ── files nobody could have meant ──


def mutants(home: Path, *, count: int, seed: int, others: tuple[bytes, ...] = ()) -> Result:
    """Five good files among mutated ones: they are read as if they were alone, and each other file is read or named."""
    result, begun = Result(seed=seed), time.monotonic()
    chance = random.Random(seed)
    world = talks.begun(home)
    folder = Path(f"{home}.talks")
    good = {f"good{n}.txt": talks.short(100 + n) for n in range(5)}
    for name, text in good.items():
        put(folder / name, text.encode())
    alone, apart = talks.another(world, Path(f"{home}.alone"))
    assert sorted(os.listdir(apart)) == sorted(good)
    until_quiet(alone)
    wanted = talks.visible(alone.places)
    bodies = [make().encode() for _, make in talks.TALKS.values()] + list(others)
    endings = [Path(file).suffix for file, _ in talks.TALKS.values()] + ["", ".txt", ".json"]
    for n in range(count):
        put(folder / f"mutant{n:04}{chance.choice(endings)}", mutated(chance, bodies), n)
    code, out, err = world.ds(*COMMAND)
    if code not in (0, 4) or "Traceback" in err or "went wrong inside" in err + out:
        result.violations.append(f"exit {code}: {err[-500:]}")
    found = [event for event in talks.visible(world.places) if event[0] in good or _is_of(event, wanted)]
    if found != wanted:
        result.violations.append("what was proposed of the good files differs")
    named = _named(world, out)
    missing = [file for file in sorted(os.listdir(folder)) if file not in named]
    result.violations += [f"{file} is neither read nor named" for file in missing]
    before = talks.size(world)
    code, out, err = world.ds(*COMMAND)
    if code not in (0, 4) or "Traceback" in err:
        result.violations.append(f"the second pass: exit {code}: {err[-500:]}")
    if talks.size(world) != before:
        result.violations.append(f"the second pass appended {talks.size(world) - before} bytes")
    result.violations += talks.twice(world) + world.violations()
    result.done, result.struck = count, len([file for file in named if file.startswith("mutant")])
    result.seconds = time.monotonic() - begun
    return result


def samples() -> tuple[bytes, ...]:
    """Other people's transcripts, where DREAMSTREAM_SHARED names the folder that holds them."""
    shared = os.environ.get("DREAMSTREAM_SHARED")
    found = sorted(Path(shared, "data", "transcripts").rglob("*")) if shared else []
    return tuple(path.read_bytes() for path in found if path.is_file() and path.stat().st_size < 300_000)


def _is_of(event: talks.Event, wanted: list[talks.Event]) -> bool:
    return any(event[1:] == one[1:] for one in wanted)


def _named(world: World, out: str) -> set[str]:
    import json

    report = json.loads(out)["data"]
    skipped = {row["name"] for row in report["skipped"] if row.get("why")}
    code, out, _ = world.ds("sessions", "list", "--jsonl")
    assert code == 0
    return skipped | {json.loads(line)["name"] for line in out.splitlines()}


def mutated(chance: random.Random, bodies: list[bytes]) -> bytes:
    """One of the bodies after one to four accidents."""
    body = chance.choice(bodies)
    for _ in range(chance.choice([1, 1, 2, 4])):
        body = chance.choice(_ACCIDENTS)(chance, body, bodies)[: 1 << 20]
    return body


def _flipped(chance: random.Random, body: bytes, _: list[bytes]) -> bytes:
    found = bytearray(body or b"x")
    for _n in range(chance.choice([1, 3, 40])):
        found[chance.randrange(len(found))] ^= 1 << chance.randrange(8)
    return bytes(found)


def _torn(chance: random.Random, body: bytes, _: list[bytes]) -> bytes:
    start = chance.choice([0, 0, chance.randrange(len(body) + 1)])
    return body[start : chance.randrange(len(body) + 1)]


def _shuffled(chance: random.Random, body: bytes, _: list[bytes]) -> bytes:
    rows = body.splitlines(keepends=True)
    chance.shuffle(rows)
    return b"".join(rows[: chance.randrange(len(rows) + 1)] * chance.choice([1, 1, 3]))


def _spliced(chance: random.Random, body: bytes, bodies: list[bytes]) -> bytes:
    other = chance.choice(bodies)
    at = chance.randrange(len(body) + 1)
    return body[:at] + other[chance.randrange(len(other) + 1) :] + body[at:]


def _stuffed(chance: random.Random, body: bytes, _: list[bytes]) -> bytes:
    at = chance.randrange(len(body) + 1)
    return body[:at] + chance.choice(_STUFF) * chance.choice([1, 2, 300]) + body[at:]


def _swapped(chance: random.Random, body: bytes, _: list[bytes]) -> bytes:
    return body.replace(*chance.choice(_SWAPS))


def _spelt(chance: random.Random, body: bytes, _: list[bytes]) -> bytes:
    codec = chance.choice(["utf-16", "utf-16-le", "utf-32", "cp1252", "gb18030", "utf-8-sig", "cp500"])
    return body.decode("utf-8", "replace").encode(codec, "replace")


_STUFF = (
    *(b"\0", b"\r", b"\n", b"\xff", b"\x1b[2J", b'"', b"{", b"[", b"]}", b"\\ud800", "\u202e".encode(), b"\x1a"),
    *(b"Ann: ", b"\n\n", b"00:00:01.000 --> ", b'{"type":"user"}\n', b"---\n", b"```\n", b"WEBVTT\n", b"a" * 5000),
    *(b"-->", b"\n# ", b"<v ", b"[" * 900, b'{"a":' * 900, b"1e999", b"NaN", b"\xed\xa0\x80", "\u2028".encode()),
)
_SWAPS = (
    *((b'"', b""), (b":", b""), (b"\n", b""), (b"\n", b"\r\n"), (b" ", b"\t"), (b"{", b"["), (b"2026", b"20260000")),
    *((b'"user"', b"7"), (b'"text"', b'["x"]'), (b"content", b"contents"), (b"Ann", b""), (b"-->", b"->")),
    *((b"07:", b"99:"), (b"uuid", b"sessionId"), (b"message", b"\xc3"), (b"a", "\U0001f30a".encode()), (b".", b"")),
)
_ACCIDENTS = (_flipped, _torn, _shuffled, _spliced, _stuffed, _swapped, _spelt)


def put(path: Path, body: bytes, n: int = 0) -> None:
    """Write a file as of some hours ago, each time a second later."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(body)
    os.utime(path, (talks.SOON + n, talks.SOON + n))
