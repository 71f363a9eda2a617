"""What the pages and examples tell people to type really runs, as they would type it."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
EXAMPLES = ROOT / "examples"
PAGES = sorted(
    page
    for page in (ROOT / "README.md", *(ROOT / "docs").rglob("*.md"))
    if "```console" in page.read_text("utf-8") and page.name != "json.md"  # that one's test looks at the answers too
)
MARK = "\x1e"


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to type in: `dreamstream` is found, the examples lie there, and the journal is empty."""
    folder = tmp_path / "room"
    folder.mkdir()
    shutil.copytree(EXAMPLES, folder / "examples")
    tools = tmp_path / "tools"
    tools.mkdir()
    shim = tools / "dreamstream"
    shim.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m dreamstream "$@"\n', "utf-8")
    shim.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tools}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    return folder


def sh(room: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["sh", *words], cwd=room, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=120
    )


def typed(page: Path) -> list[str]:
    """The commands of a page's console blocks; those that need jq only where jq is."""
    blocks = re.findall(r"^```console\n(.*?)^```$", page.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    commands = [line[2:] for block in blocks for line in block.splitlines() if line.startswith("$ ")]
    return [c for c in commands if shutil.which("jq") or not re.search(r"\bjq\b", c)]


def run(room: Path, commands: list[str]) -> list[str]:
    """What each command printed; all of them in one shell, which stops at the first that fails."""
    script = room / "typed.sh"
    script.write_text("set -eu\n" + "".join(f"{command}\nprintf '{MARK}'\n" for command in commands), "utf-8")
    done = sh(room, str(script))
    said = done.stdout.split(MARK)
    assert done.returncode == 0, f"{commands[len(said) - 1]}\n{said[-1]}\n{done.stderr}"
    return said[:-1]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_what_a_page_says_to_type_runs(room: Path, page: Path) -> None:
    """Every command in a console block ends well, in the order of the page, in one new journal."""
    commands = typed(page)

    assert len(run(room, commands)) == len(commands)


def test_json_is_as_its_page_shows(room: Path) -> None:
    """Each document has the members that stand below the command on the page, no more and no fewer."""
    page = (ROOT / "docs" / "reference" / "json.md").read_text("utf-8")
    shown: dict[int, Any] = {}
    commands: list[str] = []
    for language, block in re.findall(r"^```(console|json)\n(.*?)^```$", page, re.MULTILINE | re.DOTALL):
        if language == "console":
            commands += [line[2:] for line in block.splitlines() if line.startswith("$ ")]
        else:
            shown[len(commands) - 1] = json.loads(block)

    said = run(room, commands)

    assert shown
    for number, document in shown.items():
        assert_alike(json.loads(said[number]), document, commands[number])


def assert_alike(real: Any, shown: Any, where: str) -> None:
    if isinstance(shown, dict):
        assert isinstance(real, dict), where
        assert set(real) == set(shown), where
        for name in shown:
            assert_alike(real[name], shown[name], f"{where} .{name}")
    elif isinstance(shown, list):
        assert isinstance(real, list), where
        for one, other in zip(real, shown, strict=False):
            assert_alike(one, other, f"{where} []")


def test_ten_pipes(room: Path) -> None:
    """`pipes.sh` ends well and leaves nothing behind."""
    done = sh(room, str(room / "examples" / "pipes.sh"))

    assert done.returncode == 0, done.stderr
    assert not done.stderr
    assert re.findall(r"^(\d+)\.", done.stdout, re.MULTILINE) == [str(n) for n in range(1, 11)]
    assert sorted(path.name for path in room.iterdir()) == ["examples"]


def test_a_week_comes_in_once(ds: Any) -> None:
    """Seven dreams the first time, with nothing left behind; none the second time."""
    first = ds("import", "jsonl", str(EXAMPLES / "a-week.jsonl"), "--json")
    second = ds("import", "jsonl", str(EXAMPLES / "a-week.jsonl"), "--json")

    assert (first.data["added"], first.data["known"], first.data["skipped"]) == (7, 0, [])
    assert (second.data["added"], second.data["known"]) == (0, 7)


def test_the_log_reads_without_us(ds: Any, ours: Any) -> None:
    """The small reader sees the dreams that `list` sees: changed, deleted, restored, by hand, beside damage."""
    ds("import", "jsonl", str(EXAMPLES / "a-week.jsonl"))
    ds("log", "A dream, told\nin two lines.", "--no-jobs")
    ds("edit", "@1", "--text", "A dream, told anew.", "--at", "yesterday")
    ds("log", "Deleted.", "--no-jobs")
    ds("delete", "@1")
    ds("log", "Deleted and back.", "--no-jobs")
    back = ds("last", "--ids").out.strip()
    ds("delete", back)
    ds("restore", back)
    folder = Path(ours.log) / "by-hand"
    folder.mkdir()
    line = '{"kind":"dream.logged","data":{"dream":"d-b0atmyst1c","text":"A wall.","night":"1998-05-20"}}'
    purged = '{"at":"2030-01-01T00:00:00Z","kind":"dream.purged","data":{"dream":"d-7gg22jvpt1"}}'
    (folder / "2026-11.jsonl").write_text(f'{line}\n{{"damaged\n{purged}\n{{"unfinished', "utf-8")

    done = subprocess.run(
        [sys.executable, EXAMPLES / "read_the_log.py", ours.log], capture_output=True, text=True, check=True
    )
    read = [line.split("\t") for line in done.stdout.splitlines()]
    listed = [json.loads(line) for line in ds("list", "--jsonl").lines]
    texts = {id: " ".join(ds("show", id, "--json").data["text"].split()) for id, _, _ in read}

    assert {(id, night) for id, night, _ in read} == {(row["id"], row["night"]) for row in listed}
    assert {id: text for id, _, text in read} == texts
    assert len(read) == 9


def test_a_morning_opens_in_the_editor() -> None:
    """The template is one for `log -t`: questions, and room below each."""
    text = (EXAMPLES / "a-morning.md").read_text("utf-8")

    assert text.count("?\n") == 4
