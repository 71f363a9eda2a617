"""The offline reader of sessions against the turns people drew on, and the links against people's own restatements.

Runs where DREAMSTREAM_SHARED names the folder with the data and the evaluators; neither is shipped, and only totals
are read.
Maharana, A., et al. (2024), Evaluating very long-term conversational memory of LLM agents (LoCoMo).
Chen, Y., et al. (2021), DialogSum: a real-life scenario dialogue summarization dataset.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from dreamstream.backends.local.sessions.choice import best, within
from dreamstream.backends.local.sessions.propose import propose
from dreamstream.dream.repeats import Told, judge
from dreamstream.proposals import Proposal
from dreamstream.turns import Turn

SHARED = Path(os.environ["DREAMSTREAM_SHARED"]) if os.environ.get("DREAMSTREAM_SHARED") else Path("nowhere")
TALKS = SHARED / "data" / "locomo" / "dev.json"
PAIRS = [SHARED / "data" / "dedup" / f"{name}.jsonl" for name in ("novel", "content", "dialogsum")]

pytestmark = pytest.mark.skipif(
    not all(path.exists() for path in (TALKS, *PAIRS)),
    reason="DREAMSTREAM_SHARED names no folder with the talks, the pairs and their evaluators",
)
Read = dict[str, tuple[int, list[Proposal]]]


@pytest.fixture(scope="module")
def read() -> Read:
    """Every session with the number of its turns and its proposals."""
    found: Read = {}
    for talk in json.loads(TALKS.read_text("utf-8")):
        for name, rows in talk["conversation"].items():
            if re.fullmatch(r"session_\d+", name) and rows:
                turns = [Turn(id=row["dia_id"], speaker=row["speaker"], text=row["text"]) for row in rows]
                found[f"{talk['sample_id']}:{name}"] = (len(turns), propose(turns))
    return found


def figures(name: str, *arguments: str) -> dict[str, Any]:
    command = [sys.executable, str(SHARED / "scripts" / name), *arguments, "--json"]
    result: dict[str, Any] = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
    return result


def measured(read: Read, share: float, at: Path) -> dict[str, Any]:
    rows = [
        {"session": session, "turns": proposal.turns}
        for session, (turns, proposals) in read.items()
        for proposal in within(proposals, turns=turns, share=share)
    ]
    at.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return figures("eval_backfill.py", str(TALKS), str(at))


@pytest.mark.parametrize(("share", "floor"), [(0.3, 0.66), (0.2, 0.47)])
def test_the_turns_people_drew_on(read: Read, share: float, floor: float, tmp_path: Path) -> None:
    """A share of the turns, rounded down in each session, holds this much of the evidence."""
    found = measured(read, share, tmp_path / "told.jsonl")

    assert found["share_of_turns"] <= share
    assert found["recall"] >= floor


def test_few_words_hold_much(read: Read, tmp_path: Path) -> None:
    """Less than 30 % of the words hold half of the evidence."""
    found = measured(read, 0.21, tmp_path / "told.jsonl")

    assert found["share_of_words"] <= 0.30
    assert found["recall"] >= 0.49


def test_what_is_shown_is_worth_showing(read: Read, tmp_path: Path) -> None:
    """Of the few proposals of a session, most cite evidence; chance is one in four."""
    rows = [{"session": name, "turns": p.turns} for name, (_, found) in read.items() for p in best(found)]
    (tmp_path / "told.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")

    found = figures("eval_backfill.py", str(TALKS), str(tmp_path / "told.jsonl"))
    assert found["events_citing_evidence"] >= 0.58 * found["events"]


@pytest.fixture(scope="module")
def decided(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """All first texts are the events of one target, all second ones a batch; a file is a target of its own."""
    out = tmp_path_factory.mktemp("pairs") / "told.jsonl"
    with out.open("w", encoding="utf-8") as file:
        for path in PAIRS:
            pairs = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
            known = {text: f"a{n}" for n, text in enumerate(dict.fromkeys(pair["a"] for pair in pairs))}
            batch = {text: f"b{n}" for n, text in enumerate(dict.fromkeys(pair["b"] for pair in pairs))}
            told = [[Told(key=key, type="finding", text=text) for text, key in heap.items()] for heap in (known, batch)]
            verdicts = {verdict.key: verdict for verdict in judge(*told)}
            for pair in pairs:
                verdict, first = verdicts[batch[pair["b"]]], known[pair["a"]]
                linked = "link" if first in dict(verdict.links) else "keep"
                decision = "drop" if verdict.why and verdict.repeats == first else linked
                file.write(json.dumps({"i": pair["i"], "decision": decision}) + "\n")
    return figures("eval_dedup.py", *map(str, PAIRS), "--predictions", str(out))


def test_nothing_new_is_dropped(decided: dict[str, Any]) -> None:
    """A changed number, negation, name, date or word makes another event, in every pair there is."""
    assert decided["total"]["false_drops"] == 0


def test_restatements_are_linked(decided: dict[str, Any]) -> None:
    """Two people's summaries of one talk find each other, and seldom another's."""
    found = decided["files"]["dialogsum"]

    assert found["recall_link_or_drop"] >= 0.87
    assert found["precision_link_or_drop"] >= 0.92
