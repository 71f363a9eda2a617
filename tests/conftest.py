"""A journal of its own for every test, the real command, and snapshots of what people read."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from dreamstream.cli.app import run
from dreamstream.journal import Journal
from dreamstream.paths import Places, places

# these machines are noisy: a property that once took a second is no failure
settings.register_profile("ours", deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
settings.load_profile("ours")

#: CI says so after it has installed everything; then what is missing is a failure.
REQUIRE_ALL = os.environ.get("DREAMSTREAM_REQUIRE_ALL") == "1"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--snapshot-update", action="store_true", help="write the snapshots anew")


def pytest_runtest_setup(item: pytest.Item) -> None:
    for mark in item.iter_markers("needs"):
        for tool in mark.args:
            if shutil.which(tool) is None:
                if REQUIRE_ALL:
                    pytest.fail(f"{tool} is not installed, and everything is required here")
                pytest.skip(f"{tool} is not installed")


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Where everything is required, what was skipped is said and fails the run."""
    skipped = terminalreporter.stats.get("skipped", [])
    if REQUIRE_ALL and skipped:
        terminalreporter.section("skipped, and everything is required here")
        for report in skipped:
            terminalreporter.write_line(f"{report.nodeid}: {report.longrepr[2] if report.longrepr else ''}")


def pytest_sessionfinish(session: pytest.Session) -> None:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if REQUIRE_ALL and reporter is not None and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home named by the environment; nothing of the tester's own is seen."""
    for name in list(os.environ):
        if name.startswith(("DREAMSTREAM_USER", "XDG_")) or name in ("NO_COLOR", "FORCE_COLOR", "EDITOR", "VISUAL"):
            monkeypatch.delenv(name)
    folder = tmp_path / "home"
    monkeypatch.setenv("DREAMSTREAM_HOME", str(folder))
    return folder


@pytest.fixture
def ours(home: Path) -> Places:
    """The dreamer's folders."""
    return places()


@pytest.fixture
def journal(ours: Places) -> Iterator[Journal]:
    """The dreamer's journal."""
    opened = Journal(ours)
    yield opened
    opened.close()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """What one command said."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()

    @property
    def json(self) -> Any:
        """The whole envelope."""
        return json.loads(self.out)

    @property
    def data(self) -> Any:
        """The envelope's `data`."""
        return self.json["data"]

    @property
    def error(self) -> Any:
        """The envelope's `error`."""
        return self.json["error"]


Command = Callable[..., Ran]


@pytest.fixture
def ds(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Command:
    """Run a command in this process: `ds("log", "the sea")`, `ds("log", stdin="piped")`."""

    def call(*argv: str, stdin: str | bytes = "") -> Ran:
        body = stdin if isinstance(stdin, bytes) else stdin.encode()
        source = tmp_path / "stdin"
        source.write_bytes(body)
        capfd.readouterr()
        with source.open(encoding="utf-8") as file:
            monkeypatch.setattr(sys, "stdin", file)
            code = run(list(argv))
        out, err = capfd.readouterr()
        return Ran(code=code, out=out, err=err)

    return call


@pytest.fixture
def process(home: Path) -> Command:
    """Run a command as a process of its own."""

    def call(*argv: str, stdin: str | bytes = "", env: dict[str, str] | None = None, timeout: float = 60) -> Ran:
        done = subprocess.run(
            [sys.executable, "-m", "dreamstream", *argv],
            input=stdin if isinstance(stdin, bytes) else stdin.encode(),
            capture_output=True,
            env={**os.environ, **(env or {})},
            timeout=timeout,
        )
        return Ran(code=done.returncode, out=done.stdout.decode(), err=done.stderr.decode())

    return call


@pytest.fixture
def tell(ds: Command) -> Callable[..., str]:
    """Tell a dream and get its id."""

    def call(text: str = "I flew over the sea at night.", *options: str) -> str:
        ran = ds("log", text, *options)
        assert ran.code == 0, ran.err
        return ran.out.strip()

    return call


@pytest.fixture
def snapshot(request: pytest.FixtureRequest) -> Callable[[str], None]:
    """Compare text with what was reviewed; ids, times and paths are made to look alike first."""

    def compare(text: str) -> None:
        name = re.sub(r"\W+", "_", request.node.name).strip("_")
        path = Path(str(request.node.path)).parent / "__snapshots__" / f"{request.node.path.stem}.{name}.txt"
        seen = steady(text)
        if request.config.getoption("--snapshot-update"):
            path.parent.mkdir(exist_ok=True)
            path.write_text(seen, "utf-8")
        assert path.exists(), f"no snapshot yet; look at the output, then run with --snapshot-update:\n{seen}"
        assert seen == path.read_text("utf-8")

    return compare


def steady(text: str) -> str:
    """The text without what differs from run to run."""
    text = re.sub(r"\b([dejmrstwx])-[0-9a-hjkmnp-tv-z]{10}\b", r"\1-0000000000", text)
    text = re.sub(r"\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?([+-]\d\d:\d\d|Z))?", "2026-11-20T06:42", text)
    text = re.sub(r"\b\d{4}-\d\d-\d\d\b", "2026-11-20", text)
    text = re.sub(r"\b[0-9a-f]{64}\b", "0" * 64, text)
    return re.sub(r"\S*/home\b", "/home", text)
