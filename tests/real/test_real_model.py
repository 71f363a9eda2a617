"""A whole night with a real model, if one is named: shapes and lives, never what it says.

Opt-in: `DREAMSTREAM_REAL_MODEL=http://127.0.0.1:4040/v1 pytest -m real_model -s tests/real`, where an OpenAI-compatible
server answers. A very small model will do: it keeps to a grammar and says silly things, which is what is wanted here.
"""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

import pytest
from conftest import Command

from dreamstream.lists import EMOTIONS, PATTERNS, SIGN_KINDS

pytestmark = pytest.mark.real_model

DREAMS = (
    "I stood in my grandmother's kitchen and the floor was under water. A white horse looked in through the window.",
    "A man without a face followed me through the school. I ran up the stairs and every door was locked.",
    "I flew over the harbour with my sister, and the lamps on the ships were singing.",
)


@pytest.fixture
def model(ds: Command) -> str:
    """The server's address, which the local configuration names for words; pictures are painted here."""
    address = os.environ["DREAMSTREAM_REAL_MODEL"]
    ds("config", "set", "backend.text", "openai")
    ds("config", "set", "backend.openai.base_url", address)
    if named := os.environ.get("DREAMSTREAM_REAL_DIALECT"):
        ds("config", "set", "backend.openai.dialect", named)
    return address


def timed(what: str, ds: Command, *words: str) -> Any:
    began = time.monotonic()
    ran = ds(*words, "--json")
    why = (ran.json.get("error") or {}).get("message", "")
    print(f"\n  {what}: exit {ran.code} in {time.monotonic() - began:.1f} s {why}", end="")
    return ran


def test_a_whole_night(ds: Command, model: str) -> None:
    """Every dream has a life at the end: what the model could make is of its shape, what it could not says why."""
    ids = [ds("log", text).out.strip() for text in DREAMS]
    report = timed("the pass", ds, "dream", "run")
    assert report.code in (0, 4)
    print(f"\n    {report.data['jobs']}", end="")
    for row in report.data["failures"]:
        print(f"\n    {row['kind']}: {row['error']}", end="")
    for dream in ids:
        for words in (["lens", dream], ["heal", dream], ["refine", dream, "at sunset"]):
            ran = timed(words[0], ds, *words)
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
    usage = ds("usage", "--json").data
    print(f"\n  {usage['days']}")
    assert usage["days"][0]["requests"] >= 3 and usage["days"][0]["hosted"] is False
