"""Every module keeps to its room, and telling a dream stays light."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

from dreamstream.cli.app import COMMANDS

ROOT = Path(__file__).parents[1] / "dreamstream"

#: The house, roof first: a room imports from the floors below its own.
FLOORS = (
    {"__main__"},
    {"cli"},
    {"web"},
    {"dream", "moves", "notices"},
    {"jobs"},
    {"kinds", "journal"},
    {"backends", "patterns"},
    {"pictures", "log", "index", "media"},
    {"words"},
    {"config", "keys"},
    {"filters"},
    {"paths", "records", "dates", "locks"},
    {"days"},
    {"ids", "errors", "lists", "turns", "proposals"},
)
FLOOR = {room: -depth for depth, rooms in enumerate(FLOORS) for room in rooms}
#: The index folds what the reader read and media is named by folders: the one door between rooms of a floor.
DOORS = {("index", "log")}
MODULES = sorted(path for path in ROOT.rglob("*.py") if path != ROOT / "__init__.py")


def imported(path: Path) -> set[tuple[str, ...]]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
    return {tuple(name.split(".")[1:]) for name in names if name.startswith("dreamstream.")}


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_imports_point_down(path: Path) -> None:
    """A module imports from its own room or from a floor below."""
    home = path.relative_to(ROOT).parts[0].removesuffix(".py")
    for there, *_rest in imported(path):
        if there not in (home, "__version__") and (home, there) not in DOORS:
            assert FLOOR[there] < FLOOR[home], f"{home} reaches up or across to {there}"


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_every_module_says_what_it_is_for(path: Path) -> None:
    """The first line is one sentence."""
    doc = ast.get_docstring(ast.parse(path.read_text("utf-8")))

    assert doc
    assert doc.splitlines()[0].endswith((".", "?", "…"))


def test_sql_lives_in_the_index() -> None:
    """No other room knows the index's tables by more than a single look."""
    for path in MODULES:
        room = path.relative_to(ROOT).parts[0]
        if room not in ("index",):
            text = path.read_text("utf-8").lower()
            assert "insert into" not in text, path
            assert "update dreams" not in text, path


def test_telling_a_dream_stays_light(tmp_path: Path) -> None:
    """A plain `log` loads the log, its own command, and nothing heavy."""
    code = "import sys; from dreamstream.cli.app import run; run(['log', 'the sea']); print(*sys.modules)"
    env = {**os.environ, "DREAMSTREAM_HOME": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True)
    modules = done.stdout.split("\n", 1)[1].split()
    heavy = {"typer", "rich", "pydantic", "httpx", "sqlite3", "sqlite_utils", "PIL", "dataclasses", "resvg_py"}

    assert not {name.partition(".")[0] for name in modules} & heavy
    doors = {name for name in modules if name.startswith("dreamstream.cli.")}
    assert doors <= {
        f"dreamstream.cli.{name}" for name in ("app", "here", "log", "options", "render", "result", "gate")
    }
    assert not [name for name in modules if name.startswith(("dreamstream.index", "dreamstream.kinds"))]


@pytest.mark.parametrize(
    ("line", "module"),
    [(["list"], "read"), (["jobs", "list"], "jobs"), (["verify"], "care"), (["night", "--none"], "note")],
)
def test_a_command_loads_its_own_module(tmp_path: Path, line: list[str], module: str) -> None:
    """Only the family of the command that was typed is imported."""
    code = f"import sys; from dreamstream.cli.app import run; run({line!r}); print(); print(*sys.modules)"
    env = {**os.environ, "DREAMSTREAM_HOME": str(tmp_path)}
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True)
    modules = set(done.stdout.splitlines()[-1].split())
    families = set(COMMANDS.values()) - {module}

    assert f"dreamstream.cli.{module}" in modules
    unwanted = {f"dreamstream.cli.{name}" for name in families}
    # `log` has the closed lists and numbers that others check by, `watch` is what `jobs watch` is
    assert unwanted & modules <= {"dreamstream.cli.log", "dreamstream.cli.watch"}
    assert not {"pydantic", "httpx", "PIL", "rich"} & {name.partition(".")[0] for name in modules}
