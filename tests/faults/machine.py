"""Any commands in any order, on two machines, with clocks that move and an index that is lost: a rebuild is the same.

    log ─ edit ─ tag ─ event ─ night ─ delete ─ restore ─ undo ─ purge ─ jobs ─ dream ─ refine ─ revert ─ import
                                                                                              on two hosts
    the clock a day off ─ the index gone, cut or garbage ─ a line torn ─ the other host's files, late

After every step: a documented exit, no bug, no byte of the log changed, and every row as a fresh index has it.
"""

from __future__ import annotations

import contextlib
import datetime as dates
import json
import os
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Verbosity, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule, run_state_machine_as_test

from dreamstream.config import Config
from dreamstream.index.open import Index
from dreamstream.log import reader
from dreamstream.log.reader import Bad, Cursor

from .rows import contents, difference, fresh
from .world import TORN, World

DAY = 86_400
TEXT = st.sampled_from(
    ["I flew over the sea", "El señor del café", "海の夢を見た", "a\u2028b\u202e", "-x NEAR(y", '"', "word " * 300]
)
OPTION = st.sampled_from(
    [
        *(("--tag", "lake"), ("--tag", "a b"), ("--emotion", "fear"), ("--emotion", "joy"), ("--person", "Ada")),
        *(("--place", "海"), ("--lucid", "3"), ("--lucid", "0"), ("--stress", "70"), ("--type", "nightmare")),
        *(("--title", "A title"), ("--at", "yesterday"), ("--at", "1997"), ("--at", "2026-01-02 03:04")),
    ]
)
OPTIONS = st.lists(OPTION, max_size=3).map(lambda found: [word for option in found for word in option])
PICK = st.integers(0, 30)
WHICH = st.integers(0, 1).map(lambda n: ("here", "there")[n])
HERE = st.sampled_from(["here", "here", "here", "there"])
KINDS = st.sampled_from(["analysis", "image", "analysis,image"])
SCRIPT = st.sampled_from(["", "", "fail 1", "fail", "refuse", "bad", "rate 9", "image: fail 2", "analysis: refuse"])


class Commands(RuleBasedStateMachine):
    """Two hosts of one dreamer; the first is looked at after every step, the second when it acts."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp(prefix="dreamstream-"))
        self.worlds = {name: World(self.folder / name) for name in ("here", "there")}
        self.known: dict[str, list[str]] = {name: [] for name in self.worlds}
        self.count, self.clock = 0, 0

    @initialize()
    def begin(self) -> None:
        """Both have told something, and mock everything."""
        for name, world in self.worlds.items():
            for setting in ("backend.text", "backend.image"):
                Config(world.places).set(setting, "mock")
            self.told(name, "the first dream", [])

    # ── what a dreamer does ──

    @rule(name=HERE, text=TEXT, options=OPTIONS, jobs=st.booleans())
    def log(self, name: str, text: str, options: list[str], jobs: bool) -> None:
        """Tell a dream, with its wishes or without."""
        self.told(name, text, [*options, *([] if jobs else ["--no-jobs"])])

    @rule(name=HERE, text=TEXT)
    def draft(self, name: str, text: str) -> None:
        """Keep a draft."""
        self.told(name, text, ["--draft"])

    @rule(name=HERE, pick=PICK, options=OPTIONS, text=st.none() | TEXT, again=st.booleans())
    def edit(self, name: str, pick: int, options: list[str], text: str | None, again: bool) -> None:
        """Change words and facts."""
        said = [*options, *(["--text", self.own(text)] if text else []), *(["--again"] if again else [])]
        self.act(name, "edit", self.dream(name, pick), *(said or ["--stress", "5"]), codes=(0, 3))

    @rule(name=HERE, pick=PICK, tag=st.sampled_from(["lake", "sea", "a b"]), verb=st.sampled_from(["tag", "untag"]))
    def tag(self, name: str, pick: int, tag: str, verb: str) -> None:
        """Add a tag or take it away."""
        self.act(name, verb, self.dream(name, pick), "--tag", tag, codes=(0, 3))

    @rule(name=HERE, pick=PICK, text=TEXT, kind=st.sampled_from(["note", "waking", "person"]))
    def event(self, name: str, pick: int, text: str, kind: str) -> None:
        """Note something on a dream."""
        self.act(name, "event", "add", self.dream(name, pick), kind, "--", self.own(text), codes=(0, 3))

    @rule(name=HERE, day=st.sampled_from([(), ("yesterday",), ("2026-01-02",)]), quality=st.integers(0, 5))
    def night(self, name: str, day: tuple[str, ...], quality: int) -> None:
        """Note a night."""
        self.act(name, "night", *day, *(["--quality", str(quality)] if quality else ["--none"]))

    @rule(name=HERE, pick=PICK, verb=st.sampled_from(["delete", "delete", "restore"]))
    def hide(self, name: str, pick: int, verb: str) -> None:
        """Delete or bring back."""
        self.act(name, verb, self.dream(name, pick), codes=(0, 3))

    @rule(name=HERE, times=st.integers(1, 3))
    def undo(self, name: str, times: int) -> None:
        """Take back the last acts."""
        for _ in range(times):
            self.act(name, "undo", codes=(0, 3))

    @rule(name=HERE, pick=PICK, rewrite=st.booleans())
    def purge(self, name: str, pick: int, rewrite: bool) -> None:
        """Take away for good; only with --rewrite may bytes of this host's log go."""
        said = ["--rewrite"] if rewrite else []
        dream = self.dream(name, pick)
        code, out, _ = self.act(name, "purge", dream, "--yes", *said, "--json", codes=(0, 3), rewrites=rewrite)
        if code == 0:
            assert dream not in self.ids(name)
            own = self.host(name)
            if rewrite and len(self.worlds[name].acked.get(dream, "")) > 8:
                assert not any(f"/log/{own}/" in path for path in json.loads(out)["data"]["left"]), out

    @rule(name=HERE, pick=PICK, kinds=KINDS)
    def jobs_add(self, name: str, pick: int, kinds: str) -> None:
        """Ask for outputs."""
        self.act(name, "jobs", "add", kinds, self.dream(name, pick), codes=(0, 3))

    @rule(name=HERE, pick=PICK, verb=st.sampled_from(["retry", "cancel", "takeover"]))
    def jobs(self, name: str, pick: int, verb: str) -> None:
        """Ask again, take a wish back, or move it here."""
        rows = json.loads(self.act(name, "jobs", "list", "--all", "--json")[1])["data"]
        if rows:
            self.act(name, "jobs", verb, rows[pick % len(rows)]["id"], codes=(0, 2, 3))

    @rule(name=HERE, script=SCRIPT, only=KINDS, concurrency=st.integers(1, 3))
    def dream_run(self, name: str, script: str, only: str, concurrency: int) -> None:
        """A pass, with a backend that may misbehave."""
        Config(self.worlds[name].places).set("backend.mock.script", script)
        self.act(name, "dream", "--only", only, "--concurrency", str(concurrency), codes=(0, 4))

    @rule(name=HERE, pick=PICK, script=SCRIPT, verb=st.sampled_from(["image", "analyze"]), later=st.booleans())
    def make(self, name: str, pick: int, script: str, verb: str, later: bool) -> None:
        """Make one output now."""
        Config(self.worlds[name].places).set("backend.mock.script", script)
        self.act(name, verb, self.dream(name, pick), *(["--later"] if later else []), codes=(0, 1, 3, 5))

    @rule(name=HERE, pick=PICK, script=SCRIPT, start=st.none() | st.integers(1, 3), later=st.booleans())
    def refine(self, name: str, pick: int, script: str, start: int | None, later: bool) -> None:
        """Change a picture by words, from the one it shows or from an older one."""
        Config(self.worlds[name].places).set("backend.mock.script", script)
        said = [*(["--from", str(start)] if start else []), *(["--later"] if later else [])]
        self.act(name, "refine", self.dream(name, pick), "at dusk", *said, codes=(0, 1, 3, 5))

    @rule(name=HERE, pick=PICK, number=st.integers(1, 4))
    def revert(self, name: str, pick: int, number: int) -> None:
        """Go back to a version."""
        self.act(name, "revert", self.dream(name, pick), str(number), codes=(0, 3))

    @rule(name=HERE, texts=st.lists(st.integers(0, 9), min_size=1, max_size=4), odd=st.booleans())
    def bring(self, name: str, texts: list[int], odd: bool) -> None:
        """Import a file, with dreams known already and a line that is none."""
        path = self.folder / "import.jsonl"
        rows = [json.dumps({"text": f"imported {n}", "at": f"2025-03-0{n % 9 + 1}", "tags": ["old"]}) for n in texts]
        path.write_text("\n".join([*rows, *(["{", '{"text": 7}'] if odd else [])]) + "\n", "utf-8")
        self.act(name, "import", "jsonl", str(path), codes=(0, 4))

    # ── what happens to it ──

    @rule(name=HERE, how=st.sampled_from(["gone", "cut", "empty", "garbage"]), place=st.integers(0, 40_000))
    def lose_index(self, name: str, how: str, place: int) -> None:
        """The index is deleted, cut or overwritten."""
        folder = Path(self.worlds[name].places.state)
        for path in folder.glob("index.*"):
            if how == "gone" or (how != "gone" and path.suffix != ".db"):
                path.unlink()
            elif how == "garbage":
                path.write_bytes(b"garbage" * 1000)
            else:
                os.truncate(path, 0 if how == "empty" else min(place, path.stat().st_size))
        # SQLite does not look at every page: what it does not notice, `rebuild` mends, and `doctor` names it
        if how == "cut":
            self.act(name, "rebuild")
        self.act(name, "list")

    @rule(days=st.sampled_from([-1, 1]))
    def move_clock(self, days: int) -> None:
        """Somebody sets the clock, or flies around the world."""
        self.clock = max(-3, min(self.clock + days, 3)) if abs(self.clock + days) <= 3 else self.clock

    @rule(name=HERE, cut=st.integers(1, 60))
    def tear(self, name: str, cut: int) -> None:
        """A power cut in the middle of a line; whoever writes next seals it."""
        world = self.worlds[name]
        own = [s for s in reader.segments(world.places) if s.host == self.host(name)]
        with open(Path(world.places.log, own[-1].path), "ab") as file:
            file.write(b'{"v":1,"id":"x-torn000000","host":"0","seq":1,"at":"2026-11-20T06:42:11.123+01:00"'[:cut])

    @rule(source=WHICH)
    def sync(self, source: str) -> None:
        """The other host's files arrive, however late."""
        target = "here" if source == "there" else "there"
        host = self.host(source)
        old = Path(self.worlds[target].places.log, host)
        shutil.rmtree(old, ignore_errors=True)
        shutil.copytree(Path(self.worlds[source].places.log, host), old)
        self.known[target] += [dream for dream in self.known[source] if dream not in self.known[target]]
        self.act(target, "list")

    @rule(name=HERE)
    def rebuild(self, name: str) -> None:
        """Make the index anew."""
        self.act(name, "rebuild")

    @rule(name=HERE, pick=PICK)
    def look(self, name: str, pick: int) -> None:
        """Ask questions."""
        self.act(name, "show", self.dream(name, pick), "--json", codes=(0, 3))
        self.act(name, "search", "flew", "--json")
        self.act(name, "dream", "scope", "--json")
        self.act(name, "doctor", "--json", codes=(0, 1))
        self.act(name, "verify", "--json", codes=(0, 1))

    def teardown(self) -> None:
        """Once both have all files, both have the same dreams."""
        try:
            if all(self.known.values()):
                self.clock = 0
                self.sync("here")
                self.sync("there")
                one, other = (json.loads(self.act(name, "list", "--json")[1])["data"] for name in self.worlds)
                assert one == other
        finally:
            shutil.rmtree(self.folder, ignore_errors=True)

    # ── one step ──

    def told(self, name: str, text: str, options: list[str]) -> None:
        """Tell a dream."""
        text = self.own(text)
        _, out, _ = self.act(name, "log", *options, "--", text)
        self.known[name].append(out.strip())
        self.worlds[name].acked[out.strip()] = text

    def own(self, text: str) -> str:
        """Words nothing else here says, nor begins with: what is purged can be searched for."""
        self.count += 1
        return f"number {self.count}, {text}" if len(text) > 40 else f"{text} number {self.count}."

    def dream(self, name: str, pick: int) -> str:
        """A dream this host has heard of, deleted and purged ones too; now and then one it has not."""
        known = self.known[name] if pick % 10 else [*self.known["here"], *self.known["there"]]
        return known[-1 - pick // 2 % len(known)]

    def act(self, name: str, *argv: str, codes: tuple[int, ...] = (0,), rewrites: bool = False) -> tuple[int, str, str]:
        """Run a command and look at everything."""
        world = self.worlds[name]
        world.note()
        with _moved(self.clock * DAY):
            code, out, err = world.ds(*argv)
        said = f"{name}: {' '.join(argv)[:200]} ended with {code}: {out[-500:]} {err[-500:]}"
        assert code in codes, said
        assert "went wrong" not in out + err and "Traceback" not in out + err, said + _bug(world)
        own = self.host(name)
        for path, body in world.before.items():
            if not (rewrites and path.startswith(own)):
                assert Path(world.places.log, path).read_bytes().startswith(body), f"{path} changed; {said}"
        self.look_at(world, said)
        return code, out, err

    def look_at(self, world: World, said: str) -> None:
        """The log is sound, and the index is what a rebuild gives."""
        bad: list[Bad] = []
        for host, records in _by_host(world, bad).items():
            for what in ("id", "seq"):
                twice = [value for value, n in Counter(r[what] for r in records).items() if n > 1]
                assert not twice, f"{what} {twice} is there twice in {host}; {said}"
            done = Counter((r["data"]["job"], r["data"]["token"]) for r in records if r["kind"] == "job.done")
            assert max(done.values(), default=1) == 1, said
        assert {one.why for one in bad} <= {TORN}, f"{bad}; {said}"
        index = Index(world.places)
        try:
            index.catch_up()
            wrong = difference(contents(index.db), fresh(world.places))
        finally:
            index.close()
        assert wrong == {}, f"{str(wrong)[:3000]}; {said}"

    def ids(self, name: str) -> set[str]:
        """Every dream that is listed."""
        return {row["id"] for row in json.loads(self.worlds[name].ds("list", "--json")[1])["data"]}

    def host(self, name: str) -> str:
        """The host's id."""
        path = Path(self.worlds[name].places.in_state("host"))
        return path.read_text("ascii").split()[0] if path.exists() else "none yet"


def _by_host(world: World, bad: list[Bad]) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for segment in reader.segments(world.places):
        entries = reader.read(world.places, segment, Cursor(), bad)
        found.setdefault(segment.host, []).extend(entry.record for entry in entries)
    return found


def _bug(world: World) -> str:
    path = Path(world.places.in_state("debug.log"))
    return "\n" + path.read_text("utf-8")[-1500:] if path.exists() else ""


@contextlib.contextmanager
def _moved(seconds: int) -> Iterator[None]:
    """Every clock of the wall so much off; and no fsync, since hundreds of histories are tried."""
    real_time, real_local, real_gm, real_spell = time.time, time.localtime, time.gmtime, time.strftime
    fsync, real = os.fsync, dates.datetime

    def now() -> float:
        return real_time() + seconds

    class Moved(real):  # type: ignore[misc, valid-type]
        @classmethod
        def now(cls, tz: Any = None) -> Any:
            return cls.fromtimestamp(now(), tz)

    def spell(form: str, moment: Any = None) -> str:
        return real_spell(form, real_local(now()) if moment is None else moment)

    def at(clock: Callable[[float], time.struct_time]) -> Callable[..., time.struct_time]:
        return lambda moment=None: clock(now() if moment is None else moment)

    holders = [(sys.modules[name], "datetime") for name in list(sys.modules) if name.startswith("dreamstream")]
    holders = [(module, name) for module, name in [*holders, (dates, "datetime")] if vars(module).get(name) is real]
    time.time, time.localtime, time.gmtime, time.strftime = now, at(real_local), at(real_gm), spell  # type: ignore
    os.fsync = lambda fd: None
    for module, name in holders:
        setattr(module, name, Moved)
    try:
        yield
    finally:
        time.time, time.localtime, time.gmtime, time.strftime = real_time, real_local, real_gm, real_spell
        os.fsync = fsync
        for module in (*(m for n, m in list(sys.modules.items()) if n.startswith("dreamstream")), dates):
            if vars(module).get("datetime") is Moved:  # also one that was loaded meanwhile
                module.datetime = real  # type: ignore[attr-defined]


def campaign(*, runs: int, steps: int, seed_: int) -> None:
    """Try so many histories of so many steps. Raises AssertionError with the shortest one that fails."""
    machine = seed(seed_)(type("Machine", (Commands,), {}))
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=runs,
            stateful_step_count=steps,
            deadline=None,
            database=None,
            verbosity=Verbosity.normal,
            suppress_health_check=list(HealthCheck),
            print_blob=False,
        ),
    )
