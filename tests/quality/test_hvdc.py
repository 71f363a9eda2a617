"""The reader against trained human coders: dreams of DreamBank with Hall/Van de Castle codings.

Runs where DREAMSTREAM_SHARED names the folder with the data and the evaluator; neither is shipped, and only totals
are read.
Domhoff, G. W., & Schneider, A. (2008), doi:10.1016/j.concog.2008.06.010.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from dreamstream.backends.local.wording import analysis

SHARED = Path(os.environ.get("DREAMSTREAM_SHARED", "")) if os.environ.get("DREAMSTREAM_SHARED") else None
GOLD = SHARED / "data" / "hvdc" / "dev.jsonl" if SHARED else None
EVALUATOR = SHARED / "scripts" / "eval_analysis.py" if SHARED else None

pytestmark = pytest.mark.skipif(
    not (GOLD and GOLD.exists() and EVALUATOR and EVALUATOR.exists()),
    reason="DREAMSTREAM_SHARED names no folder with the coded dreams and the evaluator",
)


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    assert GOLD and EVALUATOR
    told = tmp_path_factory.mktemp("hvdc") / "told.jsonl"
    with GOLD.open(encoding="utf-8") as dreams, told.open("w", encoding="utf-8") as out:
        for line in dreams:
            dream = json.loads(line)
            out.write(json.dumps({**analysis(dream["text"], everything=True), "id": dream["id"]}) + "\n")
    command = [
        sys.executable, str(EVALUATOR), str(GOLD), str(told), "--json",
        "--signs", str(GOLD.with_name("signs.json")), "--labels", str(Path(__file__).with_name("hvdc_labels.json")),
    ]  # fmt: skip
    result: dict[str, Any] = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
    return result


@pytest.mark.parametrize(
    ("figure", "floor"),
    [
        ("emotion_macro_f1_all", 0.75),
        ("emotion_macro_f1_bearing", 0.80),
        ("sign_macro_f1", 0.72),
        ("precision_at_3", 0.80),
        ("precision_at_5", 0.75),
        ("pattern_macro_f1", 0.78),
        ("stress_spearman", 0.65),
    ],
)
def test_the_bar_is_held(figures: dict[str, Any], figure: str, floor: float) -> None:
    """Each figure stays above the floor that was set before tuning."""
    assert figures["headline"][figure] >= floor


def test_no_pattern_is_guessed(figures: dict[str, Any]) -> None:
    """The weakest pattern, too, is read better than by saying it of every dream."""
    assert min(pattern["f1"] for pattern in figures["patterns"].values()) >= 0.58
