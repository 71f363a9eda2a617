"""The pages say what the code does: printed ones are fresh, links arrive, examples are real."""

from __future__ import annotations

import importlib.util
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import typer

from dreamstream import errors
from dreamstream.cli.app import COMMANDS, _app
from dreamstream.config import SETTINGS
from dreamstream.index.fold import HANDLERS
from dreamstream.lists import EVENT_TYPES, FIELDS
from dreamstream.log import frame

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *DOCS.rglob("*.md")])
NAMES = [page.relative_to(ROOT).as_posix() for page in PAGES]


def load(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def fenced(page: Path, language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", page.read_text("utf-8"), re.MULTILINE | re.DOTALL)


def prose(page: Path) -> str:
    return re.sub(r"^```.*?^```$", "", page.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)


def families() -> Iterator[tuple[str, Any]]:
    def walk(path: str, command: Any) -> Iterator[tuple[str, Any]]:
        yield path, command
        for name, child in getattr(command, "commands", {}).items():
            yield from walk(f"{path} {name}", child)

    root: Any = typer.main.get_command(_app(""))
    for name, command in root.commands.items():
        yield from walk(f"dreamstream {name}", command)


def test_printed_pages_are_up_to_date(capsys: pytest.CaptureFixture[str]) -> None:
    """`python scripts/print_docs.py` would change nothing."""
    code = load(ROOT / "scripts" / "print_docs.py").main(["--check"])

    assert code == 0, capsys.readouterr().err


def test_a_page_that_is_behind_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--check` exits 1, names the page and writes nothing; without it the page is written."""
    script = load(ROOT / "scripts" / "print_docs.py")
    script.FOLDER = tmp_path / "reference"

    assert script.main(["--check"]) == 1
    assert "settings.md is not what the code says" in capsys.readouterr().err
    assert not script.FOLDER.exists()
    assert script.main([]) == 0
    assert script.main(["--check"]) == 0


def test_every_command_is_on_its_page_and_has_help() -> None:
    """Each command and each of its parts has a heading, and a sentence that ends."""
    page = (DOCS / "reference" / "cli.md").read_text("utf-8")
    found = dict(families())

    assert {path.split()[1] for path in found} == set(COMMANDS)
    for path, command in found.items():
        assert f"# `{path}`\n" in page
        assert (command.help or "").strip().endswith((".", "?")), path


def test_every_option_is_on_the_page_of_commands() -> None:
    """An option that a command takes is in its table."""
    page = (DOCS / "reference" / "cli.md").read_text("utf-8")
    for path, command in families():
        if hasattr(command, "commands") and not command.invoke_without_command:
            continue
        part = re.split(r"^#+ ", page.split(f"# `{path}`\n", 1)[1], maxsplit=1, flags=re.MULTILINE)[0]
        for parameter in command.params:
            if parameter.param_type_name == "option":
                assert all(name in part for name in parameter.opts), (path, parameter.opts)


def test_every_setting_is_on_its_page() -> None:
    """Each name that can be set is described."""
    page = (DOCS / "reference" / "settings.md").read_text("utf-8")

    assert [name for name in SETTINGS if f"| `{name}` |" not in page] == []
    assert set(load(ROOT / "scripts" / "print_docs.py").READ) <= set(SETTINGS)


def test_every_error_is_on_its_page() -> None:
    """Each code stands beside the number it ends with."""
    page = (DOCS / "reference" / "exit-codes.md").read_text("utf-8")
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type)]

    assert kinds
    for kind in kinds:
        assert f"| {kind.exit} | `{kind.code}` |" in page


def test_every_record_is_on_the_page_of_the_format() -> None:
    """Whatever the index folds, and every event type, is named for whoever writes a reader."""
    page = (DOCS / "reference" / "log-format.md").read_text("utf-8")

    assert [kind for kind in ("dream.logged", *HANDLERS) if kind not in page] == []
    assert [kind for kind in EVENT_TYPES if f"`{kind}`" not in page] == []


def test_every_filter_field_is_on_its_page() -> None:
    """Each field of the grammar has a row."""
    page = (DOCS / "reference" / "filters.md").read_text("utf-8")

    assert [field for field in FIELDS if not re.search(rf"^\|.*`{field}`.*\|.*\|$", page, re.MULTILINE)] == []


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_links_arrive(page: Path) -> None:
    """A link to a file finds it, and one to a heading finds the heading."""
    for target in re.findall(r"\]\(([^)\s]+)\)", prose(page)):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, anchor = target.partition("#")
        there = (page.parent / name).resolve() if name else page
        assert there.exists(), target
        if anchor:
            headings = re.findall(r"^#+ (.*)$", prose(there), re.MULTILINE)
            slugs = [re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings]
            assert anchor in slugs, target


def test_every_page_can_be_reached_from_the_index() -> None:
    """No page is forgotten by the list of pages."""
    index = (DOCS / "index.md").read_text("utf-8")

    assert [
        p for p in DOCS.rglob("*.md") if p.name != "index.md" and f"({p.relative_to(DOCS).as_posix()})" not in index
    ] == []


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_no_page_names_this_machine(page: Path) -> None:
    """What was run here left no path of here behind."""
    assert not re.search(r"(?<![\w.…])/(work|root|tmp|private|Users)/", page.read_text("utf-8"))


@pytest.mark.parametrize("name", ["README.md", "docs/reference/log-format.md"])
def test_log_lines_are_real(name: str) -> None:
    """Every record that is shown passes the check the reader makes, and sealed ones carry all members."""
    lines = [line for block in fenced(ROOT / name, "json") for line in block.splitlines()]
    sealed = [line for line in lines if '"crc"' in line]

    assert sealed
    for line in lines:
        record = frame.check(line.encode())
        if line in sealed:
            assert list(record) == ["v", "id", "host", "seq", "at", "kind", "data", "crc"]


def test_the_readme_shows_how_to_run_the_tests() -> None:
    """The block right behind the words "run the tests" is one command that runs them."""
    found = re.search(r"run the tests[^\n]*\n```sh\n(.*?)```", (ROOT / "README.md").read_text("utf-8"), re.DOTALL)

    assert found
    assert found[1].count("\n") == 1
    assert "pytest -n auto" in found[1]


def test_the_checksum_program_says_ok(tell: Any, ours: Any, tmp_path: Path) -> None:
    """The five lines of Python on the page of the format check a log, and see a flipped byte."""
    tell()
    program = tmp_path / "check.py"
    program.write_text(fenced(DOCS / "reference" / "log-format.md", "python")[0], "utf-8")
    (segment,) = Path(ours.log).glob("*/*.jsonl")

    def said() -> list[str]:
        done = subprocess.run([sys.executable, program, segment], capture_output=True, text=True, check=True)
        return [line[:2] for line in done.stdout.splitlines()]

    whole = said()
    segment.write_bytes(segment.read_bytes().replace(b"flew", b"fled", 1))

    assert set(whole) == {"ok"}
    assert said() == ["??", *whole[1:]]


def test_the_hand_written_line_is_accepted(ds: Any, ours: Any) -> None:
    """The line without a checksum on the page of the format is a dream in the list."""
    (line,) = [b for b in fenced(DOCS / "reference" / "log-format.md", "json") if '"crc"' not in b]
    folder = Path(ours.log) / "by-hand"
    folder.mkdir(parents=True)
    (folder / "2026-11.jsonl").write_text(line, "utf-8")

    assert [row["night"] for row in ds("list", "--json").data] == ["1998-05-20"]
    assert json.loads(line)["data"]["text"] == ds("show", "@1", "--json").data["text"]
