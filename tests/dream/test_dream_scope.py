"""A dry run says what would run and what would leave; it calls nobody and writes nothing."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dreamstream.backends import registry
from dreamstream.config import Config
from dreamstream.jobs import worker
from dreamstream.journal import Journal
from dreamstream.paths import Places

Ds = Callable[..., Any]
Tell = Callable[..., str]
NONE = dict.fromkeys(("completed", "failed", "retrying", "reaped", "recovered"), 0)


@pytest.fixture(autouse=True)
def _nobody_is_called(monkeypatch: pytest.MonkeyPatch, ours: Places) -> None:
    real = registry.open

    def open_(name: str, config: Config) -> Any:
        if os.environ.get("MAY_CALL"):
            return real(name, config)
        raise AssertionError("a dry run opened a backend")

    monkeypatch.setattr(registry, "open", open_)
    for name in ("backend.text", "backend.image"):
        Config(ours).set(name, "mock")


@pytest.fixture
def really(ds: Ds, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """A pass that does something."""

    def call(*more: str) -> Any:
        with monkeypatch.context() as now:
            now.setenv("MAY_CALL", "1")
            return ds("dream", *more, "--json").data

    return call


def tree(folder: str) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in Path(folder).rglob("*") if path.is_file()}


@pytest.mark.parametrize("line", [("scope",), ("--dry-run",), ("run", "--dry-run"), ("-n",)])
def test_an_empty_home(ds: Ds, ours: Places, line: tuple[str, ...]) -> None:
    """Nothing would run, and nothing is made: no folder of the dreamer, no host id."""
    ran = ds("dream", *line, "--json")

    assert ran.code == 0
    assert (ran.data["would"], ran.data["skipped"], ran.data["dry_run"]) == ([], [], True)
    assert not os.path.exists(ours.users)
    assert not os.path.exists(ours.in_state("host"))


@pytest.mark.parametrize("line", [("scope",), ("--dry-run",), ("run", "--dry-run")])
def test_what_would_run(ds: Ds, tell: Tell, ours: Places, line: tuple[str, ...]) -> None:
    """Each job with kind, dream, reason, backend, host, and its size in characters and tokens."""
    text = "I flew over the sea at night."
    dream = tell(text)
    before = tree(ours.users)
    report = ds("dream", *line, "--json").data
    first = report["would"][0]

    assert tree(ours.users) == before
    assert [row["kind"] for row in report["would"]] == ["analysis", "image", "comic"]
    assert first == {
        "what": "job", "id": first["id"], "kind": "analysis", "dream": dream,
        "why": "asked when the dream was told", "backend": "mock", "host": None,
        "characters": len(text), "tokens": -(-len(text) // 4),
    }  # fmt: skip
    assert (report["jobs"], report["events_backfilled"], report["run"], report["artefacts"]) == (NONE, 0, None, [])
    assert not os.path.exists(ours.in_state("heartbeat"))


def test_what_would_leave(ds: Ds, tell: Tell, ours: Places, monkeypatch: pytest.MonkeyPatch) -> None:
    """The host that would hear the words is named; a comic may have two."""
    monkeypatch.setitem(registry.ABLE, "ollama", frozenset({"text"}))
    Config(ours).set("backend.text", "ollama")
    Config(ours).set("backend.ollama.base_url", "http://cluster.example.org:11434")
    tell()
    report = ds("dream", "scope", "--json").data

    assert {row["kind"]: (row["backend"], row["host"]) for row in report["would"]} == {
        "analysis": ("ollama", "cluster.example.org:11434"),
        "image": ("mock", None),
        "comic": ("ollama+mock", "cluster.example.org:11434"),
    }
    said = ds("dream", "scope").out
    assert "Words would go to cluster.example.org:11434 (ollama): 1 dream," in said


def test_it_says_so_to_people(ds: Ds, tell: Tell) -> None:
    """A sentence about what leaves, also when nothing does."""
    assert "Nothing would run." in ds("dream", "scope").out
    tell()
    assert "3 would run. Nothing would leave this machine." in ds("dream", "scope").out


def test_what_would_run_is_what_runs(ds: Ds, tell: Tell, really: Callable[..., Any]) -> None:
    """The next pass does what scope said, under the same choice."""
    tell("one")
    two = tell("two")
    for choice in (("--limit", "4"), ("--dream", two), ("--only", "comic"), ()):
        would = {row["id"] for row in ds("dream", "scope", *choice, "--json").data["would"]}
        did = {row["id"] for row in really(*choice)["artefacts"]}
        assert would == did, choice


def test_what_is_skipped(ds: Ds, tell: Tell, ours: Places, journal: Journal, really: Callable[..., Any]) -> None:
    """Each wish that is left alone, with the reason."""
    one = tell("one")
    Config(ours).set("backend.mock.script", "comic: rate 900")
    really("--only", "comic")
    other = tell("other")
    jobs = {(job["dream"], job["kind"]): job["id"] for job in ds("jobs", "list", "--json").data}
    journal.tell(
        [
            ("job.moved", {"job": jobs[one, "image"], "host": "ffffffff"}),
            ("job.asked", {"job": "j-nodream000", "kind": "image"}),
            ("job.asked", {"job": "j-unknown000", "kind": "insights", "dream": one}),
        ]
    )
    whys = {row["id"]: row["why"] for row in ds("dream", "scope", "--json").data["skipped"]}
    only = {row["id"]: row["why"] for row in ds("dream", "scope", "--only", "image", "--json").data["skipped"]}
    dream = {row["id"]: row["why"] for row in ds("dream", "scope", "--dream", other, "--json").data["skipped"]}
    limit = ds("dream", "scope", "--limit", "1", "--json").data

    assert whys[jobs[one, "comic"]].startswith("tries again at 20")
    assert "another machine (ffffffff)" in whys[jobs[one, "image"]]
    assert whys["j-nodream000"] == "it names no dream"
    assert whys["j-unknown000"] == "this version cannot make it"
    assert only[jobs[other, "analysis"]] == "not chosen by --only"
    assert dream[jobs[one, "analysis"]] == "not chosen by --dream"
    assert [row["id"] for row in limit["would"]] == [jobs[one, "analysis"]]
    over = [row for row in limit["skipped"] if row["why"] == "over --limit"]
    assert {row["id"] for row in over} == {jobs[other, kind] for kind in ("analysis", "image", "comic")}
    assert {row["kind"] for row in over} == {"analysis", "image", "comic"}


def test_an_unavailable_backend(ds: Ds, tell: Tell, ours: Places) -> None:
    """Who cannot be asked is said, with what would help; that is an answer and no error."""
    tell()
    Config(ours).set("backend.text", "openai")
    ran = ds("dream", "scope", "--json")

    assert ran.code == 0
    assert [row["kind"] for row in ran.data["would"]] == ["image"]
    assert {row["kind"] for row in ran.data["skipped"]} == {"analysis", "comic"}
    assert all(
        "openai has no key yet. Say it: dreamstream keys set openai" in row["why"] for row in ran.data["skipped"]
    )


def test_attempts_are_told(ds: Ds, tell: Tell, ours: Places, journal: Journal) -> None:
    """A job that failed before says which attempt it would be."""
    tell()
    job = ds("jobs", "list", "kind:image", "--json").data[0]["id"]
    held = {"job": job, "token": "t-0000000000"}
    journal.tell(
        [
            ("job.claimed", {**held, "attempt": 1, "worker": "w-0000000000"}),
            ("job.failed", {**held, "error": "it rained", "again": True, "next_at": "2001-01-01T00:00:00.000+00:00"}),
        ]
    )
    would = {row["kind"]: row["why"] for row in ds("dream", "scope", "--json").data["would"]}

    assert would["image"] == "attempt 2 of 3"


def test_what_would_be_taken_back(
    ds: Ds, tell: Tell, ours: Places, journal: Journal, really: Callable[..., Any]
) -> None:
    """A dead worker's job would run again; one whose last attempt it was would end; a lost wish would be asked."""
    dream = tell()
    jobs = {job["kind"]: job["id"] for job in ds("jobs", "list", "--json").data}
    for kind, attempt in (("image", 1), ("analysis", 3)):
        journal.tell(
            [
                (
                    "job.claimed",
                    {
                        "job": jobs[kind],
                        "token": "t-0000000000",
                        "attempt": attempt,
                        "worker": "w-0000000000",
                        "deadline": worker.deadline(300),
                    },
                )
            ]
        )
    path = next(Path(ours.log).rglob("*.jsonl"))
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join(line for line in lines if not (b'"job.asked"' in line and b'"comic"' in line)))
    before = tree(ours.users)
    report = ds("dream", "scope", "--json").data

    assert tree(ours.users) == before
    assert {row["kind"]: row["why"] for row in report["would"]} == {
        "image": "its worker died; it is taken back",
        "comic": "its wish was lost; it is asked again",
    }
    assert [(row["kind"], row["why"]) for row in report["skipped"]] == [
        ("analysis", "its worker died, and that was the last attempt; it ends as failed")
    ]
    assert report["jobs"] == NONE
    assert really()["jobs"] == {**NONE, "completed": 2, "reaped": 2, "recovered": 1}
    assert ds("show", dream, "--json").data["outputs"]["analysis"]["status"] == "failed"
