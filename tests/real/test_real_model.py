"""A whole night with a real model, if one is named: shapes and lives, never what it says.

Opt-in: `DREAMSTREAM_REAL_MODEL=http://127.0.0.1:4040/v1 pytest -m real_model -s tests/real`, where an OpenAI-compatible
server answers. A very small model will do: it keeps to a grammar and says silly things, which is what is wanted here.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import Command

from dreamstream.lists import EMOTIONS, PATTERNS, SIGN_KINDS
from dreamstream.paths import Places

pytestmark = pytest.mark.real_model

DREAMS = (
    "I stood in my grandmother's kitchen and the floor was under water. A white horse looked in through the window.",
    "A man without a face followed me through the school. I ran up the stairs and every door was locked.",
    "I flew over the harbour with my sister, and the lamps on the ships were singing.",
)[: int(os.environ.get("DREAMSTREAM_REAL_DREAMS", "3"))]


@pytest.fixture
def model(ds: Command) -> str:
    """The server's address, which the local configuration names for words; pictures are painted here."""
    address = os.environ["DREAMSTREAM_REAL_MODEL"]
    ds("config", "set", "backend.text", "openai")
    ds("config", "set", "backend.openai.base_url", address)
    if named := os.environ.get("DREAMSTREAM_REAL_DIALECT"):
        ds("config", "set", "backend.openai.dialect", named)
    return address


@pytest.fixture
def say(capfd: pytest.CaptureFixture[str]) -> Callable[[str], None]:
    """Print past the capture that `ds` reads its output from."""

    def call(line: str) -> None:
        with capfd.disabled():
            print(f"  {line}", flush=True)

    return call


def timed(what: str, say: Callable[[str], None], ds: Command, *words: str) -> Any:
    began = time.monotonic()
    ran = ds(*words, "--json")
    why = (ran.json.get("error") or {}).get("message", "")
    say(f"{what}: exit {ran.code} in {time.monotonic() - began:.1f} s {why}")
    return ran


def test_a_whole_night(ds: Command, say: Callable[[str], None], model: str, ours: Places) -> None:
    """Every dream has a life at the end: what the model could make is of its shape, what it could not says why."""
    ids = [ds("log", text).out.strip() for text in DREAMS]
    report = timed("the pass", say, ds, "dream", "run")
    assert report.code in (0, 4)
    say(f"{report.data['jobs']}")
    for row in report.data["failures"]:
        say(f"{row['kind']}: {row['error']}")
    for dream in ids:
        for words in (["lens", dream], ["heal", dream], ["refine", dream, "at sunset"]):
            ran = timed(words[0], say, ds, *words)
            assert ran.code in (0, 1, 5)

    for dream, text in zip(ids, DREAMS, strict=True):
        shown = ds("show", dream, "--json").data
        assert shown["text"] == text
        made = shown["outputs"]
        assert made["image"]["status"] == "completed"
        for kind, output in made.items():
            if kind in ("refined", "versions") or not isinstance(output, dict):
                continue
            assert output["status"] in ("completed", "failed", "pending", "retrying", "processing"), kind
            if output["status"] == "completed" and output.get("path"):
                assert Path(output["path"]).stat().st_size > 1000
        reading = made["analysis"]
        if reading["status"] == "completed":
            assert reading["hook"] and reading["interpretation"]
            assert set(reading["emotions"]) <= set(EMOTIONS) and set(reading["patterns"]) <= set(PATTERNS)
            assert {sign["kind"] for sign in reading["signs"]} <= set(SIGN_KINDS)
    assert ds("verify").code == 0
    for line in (
        json.loads(line) for path in Path(ours.log).glob("*/*.jsonl") for line in path.read_text().splitlines()
    ):
        if line["kind"] in ("job.done", "job.failed"):  # one request is at once, more are rounds of repair
            told = line["data"].get("spent", {}).get("openai", {})
            say(f"{line['kind']}: {told} {line['data'].get('error') or ''}")
    usage = ds("usage", "--json").data
    say(f"{usage['days']}")
    assert usage["days"][0]["requests"] >= 3 and usage["days"][0]["hosted"] is False


TALK = """\
[2026-11-18 08:05] Me: I told my journal of the dream with the white horse. I forgot that a boy held its bridle.
[2026-11-18 08:06] Assistant: What did the boy look like?
[2026-11-18 08:07] Me: Like my cousin Emil. We rode together on Sunday. I decided to call him this week.
"""


def test_a_talk(ds: Command, say: Callable[[str], None], model: str, ours: Places, tmp_path: Path) -> None:
    """What a real model proposes of a talk is kept to the rules, or left with its reason; nothing else is touched."""
    talk = tmp_path / "talk.txt"
    talk.write_text(TALK)
    dream = ds("log", "--no-jobs", "--at", "2026-11-18 06:40", DREAMS[0]).out.strip()
    ds("config", "set", "backend.sessions", "openai")
    ds("sessions", "add", str(talk))
    report = timed("the talk", say, ds, "dream", "run", "--only", "backfill")
    assert report.code in (0, 4)
    for row in report.data["sessions_failed"]:
        say(f"{row['name']}: {row['why']}")
    events = [event for event in ds("event", "list", "--json").data if event["source"] == "dream"]
    say(f"{len(events)} kept, refused: {report.data['events_refused']}")
    assert len(events) == report.data["events_backfilled"] <= 5
    lines = TALK.splitlines()
    for event in events:
        say(f"{event['type']}: {event['text']}")
        assert event["status"] == "suggested"
        assert event["target"] == dream or event["target"].startswith("s-")
        assert event["meta"]["quote"] in lines[int(event["meta"]["turns"][0]) - 1]
    [row] = ds("sessions", "list", "--json").data
    assert row["status"] in ("read", "failed")
    assert (row["status"] == "failed") == bool(report.data["sessions_failed"])
