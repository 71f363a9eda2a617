"""Talks of other people cut at every line and gone on with: what is shown is what the whole gives at once.

Runs where DREAMSTREAM_SHARED names the folder with the talks and their writer; neither is shipped, and only totals are
read.
Maharana, A., et al. (2024), Evaluating very long-term conversational memory of LLM agents (LoCoMo).
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from faults import sessions

SHARED = Path(os.environ.get("DREAMSTREAM_SHARED") or "nowhere")
GOLD = SHARED / "data" / "locomo" / "dev.json"
WRITER = SHARED / "scripts" / "locomo_to_transcripts.py"

pytestmark = pytest.mark.skipif(
    not (GOLD.exists() and WRITER.exists()), reason="DREAMSTREAM_SHARED names no folder with the talks and their writer"
)


@pytest.mark.parametrize("form", ["text", "jsonl", "vtt"])
def test_a_talk_cut_at_every_line(form: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two talks of one conversation in this format."""
    monkeypatch.setattr(os, "fsync", lambda fd: None)
    command = [sys.executable, str(WRITER), str(GOLD), str(tmp_path), "--format", form, "--conversation", "conv-26"]
    subprocess.run(command, check=True, stdout=-3)
    files = [path for path in sorted(tmp_path.iterdir()) if path.name != "index.json"][:2]
    results = [sessions.gone_on(tmp_path / path.stem, path.name, path.read_bytes(), sessions.lines) for path in files]

    assert [result.violations for result in results] == [[]] * 2
    assert sum(result.done for result in results) > 50
