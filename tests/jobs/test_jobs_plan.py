"""Wishes: automatic ones are unique, a dreamer's always count, and what `show` says follows from them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dreamstream.config import Config
from dreamstream.index import dreams
from dreamstream.index import jobs as rows
from dreamstream.jobs import plan, run
from dreamstream.jobs.worker import Worker
from dreamstream.journal import Journal
from dreamstream.paths import Places

Ds = Callable[..., Any]
Tell = Callable[..., str]


@pytest.fixture
def script(ours: Places) -> Callable[[str], None]:
    """Let the mock do everything, so."""

    def call(text: str = "") -> None:
        for name, value in (("backend.text", "mock"), ("backend.image", "mock"), ("backend.mock.script", text)):
            Config(ours).set(name, value)

    return call


def output(ds: Ds, dream: str, kind: str) -> dict[str, Any]:
    found: dict[str, Any] = ds("show", dream, "--json").data["outputs"][kind]
    return found


def asked(ours: Places) -> list[dict[str, Any]]:
    """The wishes in the log."""
    lines = [line for path in Path(ours.log).rglob("*.jsonl") for line in path.read_text("utf-8").splitlines()]
    return [r["data"] for r in map(json.loads, lines) if r["kind"] == "job.asked"]


def test_told_with_a_dream() -> None:
    """A new dream's wishes are one each, in the order asked for, with ids of their own."""
    wishes = plan.wishes("d-0000000000", ("analysis", "image"))

    assert [kind for kind, _ in wishes] == ["job.asked"] * 2
    assert [data["kind"] for _, data in wishes] == ["analysis", "image"]
    assert {data["why"] for _, data in wishes} == {"told"}
    assert len({data["job"] for _, data in wishes}) == 2


def test_a_waiting_wish_is_not_wished_again(journal: Journal, tell: Tell) -> None:
    """Asking by itself asks for nothing that waits, also not twice in one act."""
    dream = tell("the sea", "--no-jobs")
    with journal.act() as act:
        first = plan.ask(act, n=1, dream=dream, kind="image", why="test")
        again = plan.ask(act, n=1, dream=dream, kind="image", why="test")
        other = plan.ask(act, n=1, dream=dream, kind="comic", why="test")
    with journal.act() as act:
        later = plan.ask(act, n=1, dream=dream, kind="image", why="test")

    assert first
    assert other
    assert again is later is None
    assert len(list(rows.rows(journal.db))) == 2


def test_a_dreamers_wish_always_counts(journal: Journal, tell: Tell, ours: Places) -> None:
    """`always` asks beside what waits; a picture asked for again is to be another one."""
    dream = tell("the sea", "--no-jobs")
    for kind in ("image", "comic", "analysis"):
        for _ in range(3):
            with journal.act() as act:
                assert plan.ask(act, n=1, dream=dream, kind=kind, why="hand", always=True)

    assert [(w["kind"], w.get("params")) for w in asked(ours)] == [
        ("image", None), ("image", {"variation": 1}), ("image", {"variation": 2}),
        ("comic", None), ("comic", {"variation": 1}), ("comic", {"variation": 2}),
        ("analysis", None), ("analysis", None), ("analysis", None),
    ]  # fmt: skip


def test_jobs_add_twice(ds: Ds, tell: Tell, ours: Places) -> None:
    """What waits is counted as waiting and not asked twice, however often a kind or a dream is named."""
    dream = tell("the sea", "--no-jobs")
    first = ds("jobs", "add", "image,comic,image", dream, dream, "--json").data
    second = ds("jobs", "add", "image,comic", dream, "--json").data

    assert [row["kind"] for row in first["asked"]] == ["image", "comic"]
    assert (second["asked"], second["waited"]) == ([], 2)
    assert len(asked(ours)) == 2


def test_jobs_add_after_the_end(ds: Ds, tell: Tell, script: Callable[[str], None], ours: Places) -> None:
    """What was made or failed may be asked for again."""
    script("image: refuse")
    dream = tell()
    ds("dream")
    found = ds("jobs", "add", "analysis,image,comic", dream, "--json").data

    assert len(found["asked"]) == 3
    assert len(asked(ours)) == 6


def test_a_make_command_asks_anew(ds: Ds, tell: Tell, script: Callable[[str], None]) -> None:
    """Beside a wish that waits, and another picture each time; the older version stays in the history."""
    script("")
    dream = tell()
    first = ds("image", dream, "--json").data
    second = ds("image", dream, "--json").data
    shown = ds("show", dream, "--json").data

    assert first["status"] == second["status"] == "completed"
    assert first["media"] != second["media"]
    assert [version["media"] for version in shown["versions"]] == [first["media"], second["media"]]
    assert [job["status"] for job in ds("jobs", "list", "kind:image", "--json").data] == [
        "completed", "completed", "pending",
    ]  # fmt: skip


def test_make_later(ds: Ds, tell: Tell, script: Callable[[str], None]) -> None:
    """`--later` only asks; the next pass makes it."""
    script("")
    dream = tell("the sea", "--no-jobs")
    found = ds("comic", dream, "--later", "--json").data

    assert found["status"] == output(ds, dream, "comic")["status"] == "pending"
    assert ds("dream", "--json").data["jobs"]["completed"] == 1
    assert output(ds, dream, "comic")["job"] == found["job"]


def test_make_waits_for_one_attempt(ds: Ds, tell: Tell, script: Callable[[str], None]) -> None:
    """A passing fault leaves it asked and exits 5; a refusal is an error."""
    script("fail 1")
    dream = tell("the sea", "--no-jobs")
    ran = ds("image", dream, "--json")

    assert (ran.code, ran.error["code"]) == (5, "backend_unavailable")
    assert output(ds, dream, "image")["status"] == "retrying"
    script("refuse")
    assert ds("analyze", dream).code == 1
    assert output(ds, dream, "analysis")["status"] == "failed"


def test_retry_is_a_new_generation(ds: Ds, tell: Tell, script: Callable[[str], None]) -> None:
    """A failed job stays as it ended; its retry is another job with fresh attempts, asked once."""
    script("refuse")
    dream = tell()
    ds("dream")
    failed = output(ds, dream, "image")["job"]
    script("")
    (new,) = ds("jobs", "retry", failed, failed, "--json").data["asked"]
    again = ds("jobs", "retry", failed, "--json").data["asked"]
    ds("dream", "--only", "image")
    found = {job["id"]: job for job in ds("jobs", "list", "kind:image", "--json").data}

    assert again == []
    assert new["retries"] == failed
    assert (found[failed]["status"], found[failed]["retry_count"]) == ("failed", 1)
    assert (found[new["id"]]["status"], found[new["id"]]["retry_count"]) == ("completed", 1)
    assert output(ds, dream, "image")["status"] == "completed"
    assert output(ds, dream, "image").get("error") is None


def test_only_what_ended_is_retried(ds: Ds, tell: Tell) -> None:
    """A waiting job has its attempts already."""
    dream = tell()

    assert ds("jobs", "retry", output(ds, dream, "image")["job"]).code == 2
    assert ds("jobs", "retry", "j-0000000000").code == 3


def test_cancel(ds: Ds, tell: Tell, script: Callable[[str], None]) -> None:
    """A cancelled wish is never made, never recovered, and the output is as it was before: idle."""
    script("")
    dream = tell()
    job = output(ds, dream, "image")["job"]

    assert ds("jobs", "cancel", job, "--json").data == {"cancelled": [job]}
    assert output(ds, dream, "image")["status"] == "idle"
    assert ds("dream", "--json").data["jobs"]["completed"] == 2
    assert ds("dream", "--json").data["jobs"] == dict.fromkeys(
        ("completed", "failed", "retrying", "reaped", "recovered"), 0
    )
    assert ds("jobs", "cancel", job).code == 2


@pytest.mark.parametrize(("before", "status"), [("", "completed"), ("refuse", "failed"), ("fail", "retrying")])
def test_a_cancelled_wish_gives_back_the_status_before(
    ds: Ds, tell: Tell, script: Callable[[str], None], before: str, status: str
) -> None:
    """Done, failed or retrying: what stood before the wish stands after it."""
    script(before)
    dream = tell()
    ds("dream")
    was = output(ds, dream, "image")
    job = ds("image", dream, "--later", "--json").data["job"]

    assert output(ds, dream, "image")["status"] == "pending"
    ds("jobs", "cancel", job)
    assert output(ds, dream, "image") == was
    assert was["status"] == status


def test_a_remake_that_fails_keeps_the_older_result(ds: Ds, tell: Tell, script: Callable[[str], None]) -> None:
    """It shows `failed` with its error; the picture, the analysis and its signs stay."""
    script("")
    dream = tell()
    ds("dream")
    was = ds("show", dream, "--json").data
    script("refuse")
    ds("image", dream)
    ds("analyze", dream)
    now = ds("show", dream, "--json").data

    for kind in ("image", "analysis"):
        assert (now["outputs"][kind]["status"], now["outputs"][kind]["error"]) == (
            "failed",
            "the mock was told to refuse",
        )
    assert now["outputs"]["image"]["media"] == was["outputs"]["image"]["media"]
    assert now["outputs"]["analysis"]["hook"] == was["outputs"]["analysis"]["hook"]
    assert now["signs"] == was["signs"]
    assert ds("dream", "--json").data["jobs"]["recovered"] == 0


def test_what_show_says(ds: Ds, tell: Tell, script: Callable[[str], None], ours: Places, journal: Journal) -> None:
    """idle, pending, processing, retrying, failed, completed: each in its time."""
    script("analysis: fail; image: refuse; comic: ok")
    dream = tell()
    idle = tell("a draft", "--draft")
    seen: dict[str, str] = {kind: output(ds, dream, kind)["status"] for kind in ("analysis", "image", "comic")}
    at_work: dict[str, str] = {}

    def watch(what: str, job: dict[str, Any]) -> None:
        if what == "began":
            other = Journal(ours)
            at_work[job["kind"]] = dreams.whole(other.db, 1)["outputs"][job["kind"]]["status"]
            other.close()

    with Worker(ours) as own:
        run.work(journal, own, Config(ours), tell=watch)

    assert set(seen.values()) == {"pending"}
    assert output(ds, idle, "image") == {"status": "idle"}
    assert at_work == dict.fromkeys(seen, "processing")
    shown = {kind: output(ds, dream, kind)["status"] for kind in seen}
    assert shown == {"analysis": "retrying", "image": "failed", "comic": "completed"}
    retrying = output(ds, dream, "analysis")
    assert (retrying["retry_count"], retrying["max_retries"]) == (1, 3)
    assert retrying["next_at"]


def test_deleting_a_dream_ends_its_wishes(ds: Ds, tell: Tell, script: Callable[[str], None]) -> None:
    """Nothing is made of a deleted dream, and nothing is asked for it again."""
    script("")
    dream, other = tell("the sea"), tell("the dog")
    ds("delete", dream)
    ran = ds("dream", "--json").data

    assert {row["dream"] for row in ran["artefacts"]} == {other}
    assert {job["status"] for job in ds("jobs", "list", "--json").data if job["dream"] == dream} == {"cancelled"}


def test_who_asks_for_nothing(ds: Ds, tell: Tell, ours: Places) -> None:
    """Drafts and `--no-jobs` ask for nothing; a finished draft asks for all three; an edit asks with --again only."""
    draft = tell("half a dream", "--draft")
    tell("the sea", "--no-jobs")
    assert asked(ours) == []
    assert ds("dream", "--json").data["run"] is None

    ds("edit", draft, "--text", "a whole dream")
    assert [wish["dream"] for wish in asked(ours)] == [draft] * 3
    ds("edit", draft, "--text", "another whole dream")
    assert len(asked(ours)) == 3
    ds("edit", draft, "--again")
    assert len(asked(ours)) == 6
