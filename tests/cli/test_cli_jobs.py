"""The queue as a person and a script see it."""

from __future__ import annotations

import json
import time
from collections.abc import Callable

import pytest
from conftest import Command

Tell = Callable[..., str]


@pytest.fixture(autouse=True)
def mocked(ds: Command) -> None:
    """Everything is made by the mock."""
    ds("config", "set", "backend.text", "mock")
    ds("config", "set", "backend.image", "mock")


def test_the_row_of_a_job(ds: Command, tell: Tell) -> None:
    """Exactly the fields others script against, in every form."""
    told = tell()
    rows = ds("jobs", "list", "--json").data

    assert {row["kind"] for row in rows} == {"analysis", "image", "comic"}
    wanted = "id kind dream status retry_count max_retries next_at error asked_at started_at ended_at backend host"
    assert set(rows[0]) == set(wanted.split())
    assert [json.loads(line) for line in ds("jobs", "list", "--jsonl").lines] == rows
    assert ds("jobs", "list", "--ids").lines == [row["id"] for row in rows]
    assert {row["dream"] for row in rows} == {told}


def test_the_one_filter_grammar(ds: Command, tell: Tell) -> None:
    """Kind, status and host are the job's, everything else its dream's."""
    tell("A whale.", "--tag", "sea")
    tell("A wolf.")
    ds("dream", "--only", "image")

    assert len(ds("jobs", "list", "status:completed", "--ids").lines) == 2
    assert len(ds("jobs", "list", "kind:image", "tag:sea", "--ids").lines) == 1
    assert len(ds("jobs", "list", "status:pending", "wolf", "--ids").lines) == 2
    assert len(ds("jobs", "list", "-kind:image", "--ids").lines) == 4
    assert ds("jobs", "list", "kind:poem").code == 2


def test_what_ended_long_ago_is_not_listed(ds: Command, tell: Tell, monkeypatch: pytest.MonkeyPatch) -> None:
    """Completed after 7 days, failed after 30; `--all` shows them, and no row goes."""
    now = time.time()
    with monkeypatch.context() as then:
        then.setattr(time, "time", lambda: now - 8 * 86_400)
        tell("Long ago.", "--no-jobs")
        ds("jobs", "add", "analysis,image", "@1")
        ds("config", "set", "backend.mock.script", "image: refuse")
        ds("dream")

    assert [row["status"] for row in ds("jobs", "list", "--json").data] == ["failed"]
    assert sorted(row["status"] for row in ds("jobs", "list", "--all", "--json").data) == ["completed", "failed"]
    assert ds("show", "@1", "--json").data["outputs"]["analysis"]["status"] == "completed"


def test_one_job_and_its_result(ds: Command, tell: Tell) -> None:
    """`jobs show` by id or prefix; what is unknown is exit 3."""
    tell()
    ds("dream", "--only", "analysis")
    id = ds("jobs", "list", "status:completed", "--ids").lines[0]
    shown = ds("jobs", "show", id, "--json").data

    assert shown["result"]["data"]["hook"]
    assert ds("jobs", "show", id[:7], "--json").data["id"] == id
    assert ds("jobs", "show", "j-zzzzzzzzzz").code == 3
    assert ds("jobs", "show", "j-").code == 3
    assert ds("jobs", "cancel", id).code == 2
    assert ds("jobs").code == 2


def test_failed_is_said_with_what_to_do(ds: Command, tell: Tell) -> None:
    """`show` says why and how to retry; a retry is a new job, and it can do."""
    told = tell()
    ds("config", "set", "backend.mock.script", "image: refuse")
    ran = ds("dream")
    page = ds("show", told).out

    assert ran.code == 4
    assert "failed" in page
    assert "jobs retry" in page
    ds("config", "set", "backend.mock.script", "")
    failed = ds("jobs", "list", "status:failed", "--ids").lines
    assert ds("jobs", "retry", *failed).code == 0
    assert ds("dream").code == 0
    assert ds("show", told, "--json").data["outputs"]["image"]["status"] == "completed"


def test_retrying_says_which_and_when(ds: Command, tell: Tell) -> None:
    """`retrying (2 of 3, next 14:03)`."""
    told = tell()
    ds("config", "set", "backend.mock.script", "image: fail")
    ds("dream")
    page = ds("show", told).out

    assert "retrying (2 of 3, next " in page
    output = ds("show", told, "--json").data["outputs"]["image"]
    assert output["status"] == "retrying"
    assert output["next_at"]
