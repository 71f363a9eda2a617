"""The table: `python -m tests.benchmarks [--small | --pictures | --sessions]`; DREAMSTREAM_SHARED names the series."""

from __future__ import annotations

import argparse
import os
import shutil
import sqlite3
import statistics
import sys
import tempfile
import time
from pathlib import Path

from dreamstream.index.open import Index
from dreamstream.index.schema import VERSION
from dreamstream.journal import Journal
from dreamstream.moves import bring, dreambank
from dreamstream.paths import places
from tests.benchmarks import corpus, pictures, queue, sessions, timing

ROWS: list[tuple[str, str, str, str]] = []


def main() -> None:
    """Make the journals, measure, print."""
    options = argparse.ArgumentParser()
    options.add_argument("--rounds", type=int, default=15)
    options.add_argument("--small", action="store_true", help="2,800 and 28,000 instead of 28,000 and 280,000 dreams")
    options.add_argument("--pictures", action="store_true", help="only the pictures: image, comic, film")
    options.add_argument("--sessions", action="store_true", help="only passes over sessions")
    said = options.parse_args()
    if said.pictures:
        pictures.measure(row, said.rounds, {**os.environ, "LC_ALL": "C.UTF-8"})
    else:
        room = Path(tempfile.mkdtemp(prefix="dreamstream-bench-"))
        try:
            if said.sessions:
                sessions.measure(row, room, said.rounds, {**os.environ, "LC_ALL": "C.UTF-8"})
            else:
                measure(room, said.rounds, (2_800, 28_000) if said.small else (28_000, 280_000))
        finally:
            shutil.rmtree(room)
    width = max(len(line[0]) for line in ROWS)
    for line in (("what", "bar", "aim", "got"), *ROWS):
        print(f"{line[0]:<{width}}  {line[1]:>12}  {line[2]:>12}  {line[3]:>12}")


def measure(room: Path, rounds: int, sizes: tuple[int, int]) -> None:
    texts = corpus.dreams(corpus.shared())
    print(f"{len(texts)} dreams, replicated to {sizes[0]:,} and {sizes[1]:,}; Python {sys.version.split()[0]}")
    small, large = (room / f"{size}.tsv" for size in sizes)
    corpus.write(small, texts, sizes[0])
    corpus.write(large, texts, sizes[1])
    bulk(room, small)
    homes = {"empty": room / "empty", "small": room / "small", "large": room / "large"}
    env = {**os.environ, "LC_ALL": "C.UTF-8"}
    for name, file in (("small", small), ("large", large)):
        size = timing.peak(tool(homes[name], "import", "dreambank", str(file)), env)
        row(f"import of {name}, peak memory, MiB", 150, None, size)
    commands(homes, rounds, env)
    catch_up(homes["large"])
    jobs(room, rounds)
    memory(homes["large"], env)
    pictures.measure(row, rounds, env)


def tool(home: Path, *words: str) -> list[str]:
    return [str(Path(sys.executable).with_name("dreamstream")), *words, "--home", str(home)]


def commands(homes: dict[str, Path], rounds: int, env: dict[str, str]) -> None:
    """Whole processes against a bare Python start."""
    word = "submarine"
    run = {
        "pass": [sys.executable, "-c", "pass"],
        **{f"log, {name}": tool(home, "log", "I flew over the sea.", "--no-jobs") for name, home in homes.items()},
        "log through Typer": [
            sys.executable,
            "-c",
            "import sys; from dreamstream.cli import log, app; log.quick = lambda words: None;"
            f" sys.exit(app.run(['log', 'the sea', '--no-jobs', '--home', {str(homes['empty'])!r}]))",
        ],
    }
    found = timing.processes(run, rounds=rounds, env=env)
    row("log, whole process / pass", 8, 3, timing.ratio(found, "log, empty", "pass"))
    row("log through Typer / pass", 8, None, timing.ratio(found, "log through Typer", "pass"))
    row("log at small / empty", 1.15, 1.0, timing.ratio(found, "log, small", "log, empty"))
    row("log at large / empty", 1.15, 1.0, timing.ratio(found, "log, large", "log, empty"))
    run = {
        "pass": [sys.executable, "-c", "pass"],
        **{f"search, {name}": tool(homes[name], "search", word, "--limit", "20") for name in ("small", "large")},
        **{f"list, {name}": tool(homes[name], "list", "--limit", "20") for name in ("small", "large")},
        "show, small": tool(homes["small"], "show", "@1"),
    }
    found = timing.processes(run, rounds=rounds, env=env)
    row("search a rare word at small / pass", 10, 7.5, timing.ratio(found, "search, small", "pass"))
    row("search a rare word at large / pass", None, None, timing.ratio(found, "search, large", "pass"))
    row("list 20 at small / pass", None, None, timing.ratio(found, "list, small", "pass"))
    row("list 20 at large / pass", None, None, timing.ratio(found, "list, large", "pass"))
    row("show at small / pass", None, None, timing.ratio(found, "show, small", "pass"))


def bulk(room: Path, file: Path) -> None:
    """Import and rebuild against a bare sqlite3 + FTS5 insert of the same rows, already in memory."""
    rows = [(r.key, r.at, r.text) for r in dreambank.read(str(file)) if isinstance(r, bring.Moved)]

    def bare() -> float:
        path = room / "bare.db"
        path.unlink(missing_ok=True)
        start = time.perf_counter()
        db = sqlite3.connect(path)
        db.execute("pragma journal_mode = wal")
        db.execute("pragma synchronous = normal")
        db.execute("create table dreams (id text primary key, at text, text text)")
        db.execute("create virtual table words using fts5(text, content='dreams', content_rowid='rowid')")
        db.executemany("insert into dreams values (?,?,?)", rows)
        db.execute("insert into words (words) values ('rebuild')")
        db.commit()
        db.close()
        return time.perf_counter() - start

    home = places(home=str(room / "bulk"))

    def imported() -> float:
        shutil.rmtree(room / "bulk", ignore_errors=True)
        start = time.perf_counter()
        journal = Journal(home)
        bring.bring(journal, dreambank.read(str(file)))
        journal.close()
        return time.perf_counter() - start

    def rebuilt() -> float:
        journal = Journal(home)
        _ = journal.index
        start = time.perf_counter()
        journal.rebuild()
        journal.close()
        return time.perf_counter() - start

    import sqlite_utils  # noqa: F401 - paid once a process, not once an import

    found = timing.calls({"bare": bare, "import": imported, "rebuild": rebuilt}, rounds=5)
    row(f"import of {len(rows):,} / bare sqlite3 + FTS5", 3, 2, timing.ratio(found, "import", "bare"))
    row(f"rebuild of {len(rows):,} / the same", 2, 1.5, timing.ratio(found, "rebuild", "bare"))
    row("  the bare insert, seconds", None, None, statistics.median(found["bare"]))


def catch_up(home: Path) -> None:
    """Opening the index with nothing new against opening SQLite, in milliseconds."""
    where = places(home=str(home))
    Journal(where).index.close()

    def opened() -> float:
        start = time.perf_counter()
        db = sqlite3.connect(where.in_state(f"index.v{VERSION}.db"))
        db.execute("select n from dreams limit 1").fetchone()
        db.close()
        return time.perf_counter() - start

    def caught_up() -> float:
        start = time.perf_counter()
        index = Index(where)
        index.catch_up()
        index.close()
        return time.perf_counter() - start

    found = timing.calls({"open": opened, "catch up": caught_up}, rounds=30)
    over = [(a - b) * 1000 for a, b in zip(found["catch up"], found["open"], strict=True)]
    row("no-op catch-up at large, ms over opening SQLite", 5, None, statistics.median(over))


def jobs(room: Path, rounds: int) -> None:
    """Jobs that make nothing, claimed and published, against two committed UPDATEs a job; more is faster than those."""
    for at_once in (1, 8):
        functions = {"ours": lambda n=at_once: queue.ours(room, n), "bare": lambda: queue.bare(room)}
        found = timing.calls(functions, rounds=rounds)  # type: ignore[arg-type]
        bar = 0.5 if at_once > 1 else None
        row(f"queue speed, {at_once} at once / bare UPDATEs", bar, None, timing.ratio(found, "bare", "ours"))
    row("  a job, 8 at once, milliseconds", None, None, statistics.median(found["ours"]) * 1000)


def memory(home: Path, env: dict[str, str]) -> None:
    """The most any command holds, in MiB."""
    lines = (
        ["list", "--jsonl"],
        ["list", "--json"],
        ["list", "--ids"],
        ["search", "house", "--jsonl"],
        ["search", "house OR water", "--json"],
        ["show", "@1"],
        ["export", "jsonl", "-o", str(home / "out.jsonl")],
        ["import", "jsonl", str(home / "out.jsonl")],
        ["verify"],
        ["rebuild"],
        ["doctor"],
        ["dream"],
        ["dream", "scope"],
        ["tag", "@1", "x"],
        ["log", "the sea"],
        ["random"],
        ["on-this-day"],
        ["jobs", "list"],
    )
    for line in lines:
        shown = " ".join("out.jsonl" if word.endswith("out.jsonl") else word for word in line)
        row(f"{shown} at large, MiB", 150, None, timing.peak(tool(home, *line), env))


def row(what: str, bar: float | None, aim: float | None, got: float) -> None:
    shown = ["" if value is None else f"{value:g}" for value in (bar, aim)]
    ROWS.append((what, *shown, f"{got:.2f}"))
    print(f"  {what}: {got:.2f}", flush=True)


main()
