"""Put one fault into a copy of the program and run the tests that must find it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from .kept import Mutant

ROOT = Path(__file__).parents[2]


class Stale(ValueError):
    """A mutant's text is no longer in the source, or its tests cannot be run: it says nothing any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """Which of the named tests failed, and which did not."""

    caught: list[str]
    missed: list[str]
    seconds: float


def mutated(mutant: Mutant) -> str:
    """The file with the fault in it. Raises Stale when its text is not there."""
    source = (ROOT / "dreamstream" / mutant.file).read_text("utf-8")
    for old, new in mutant.changes:
        if old not in source:
            raise Stale(f"{mutant.name}: {mutant.file} no longer holds {old!r}")
        source = source.replace(old, new)
    return source


def copy(folder: Path) -> None:
    """The program and its tests, somewhere else; the working tree is never touched."""
    ignored = shutil.ignore_patterns("__pycache__", ".*")
    for name in ("dreamstream", "tests"):
        shutil.copytree(ROOT / name, folder / name, ignore=ignored)
    shutil.copy(ROOT / "pyproject.toml", folder)


def judge(mutant: Mutant, folder: Path) -> Verdict:
    """Run its tests on the copy in `folder` with the fault put in, then take it out again."""
    path = folder / "dreamstream" / mutant.file
    sound, begun = path.read_text("utf-8"), time.monotonic()
    path.write_text(mutated(mutant), "utf-8")
    try:
        failed = run(folder, mutant.tests)
    finally:
        path.write_text(sound, "utf-8")
    missed = [test for test in mutant.tests if test not in failed]
    caught = [test for test in mutant.tests if test in failed]
    return Verdict(caught=caught, missed=missed, seconds=time.monotonic() - begun)


def run(folder: Path, tests: tuple[str, ...]) -> set[str]:
    """The tests that fail in this copy. Raises Stale when they cannot be run at all."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "DREAMSTREAM"))}
    own = ["-p", "no:cacheprovider", "-p", "no:xdist", f"--basetemp={folder / 'tmp'}"]  # beside other runs of pytest
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *own, "-rA", "--tb=no", *tests],
        cwd=folder,
        env=kept | {"PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        timeout=300,
    )
    found = dict(reversed(line) for line in re.findall(r"^(PASSED|FAILED) (\S+::.*?)(?: - .*)?$", done.stdout, re.M))
    absent = [test for test in tests if test not in found]
    if done.returncode not in (0, 1) or absent:
        raise Stale(f"{', '.join(absent or tests)} did not run: {done.stdout[-800:]}{done.stderr[-400:]}")
    return {test for test, how in found.items() if how == "FAILED"}
