"""Real transcripts of other projects' tests, and talks whose turns are known.

Runs where DREAMSTREAM_SHARED names the folder with the samples; none is shipped.
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

from dreamstream.dream.transcripts import door

SHARED = Path(os.environ.get("DREAMSTREAM_SHARED", "")) if os.environ.get("DREAMSTREAM_SHARED") else None
SAMPLES = SHARED / "data" / "transcripts" if SHARED else None
GOLD = SHARED / "data" / "locomo" / "dev.json" if SHARED else None
WRITER = SHARED / "scripts" / "locomo_to_transcripts.py" if SHARED else None

pytestmark = pytest.mark.skipif(
    not (SAMPLES and SAMPLES.exists() and GOLD and GOLD.exists() and WRITER and WRITER.exists()),
    reason="DREAMSTREAM_SHARED names no folder with the transcripts",
)
#: Format, sessions, turns and warnings, counted by hand.
EXPECTED = {
    "chatgpt/mitkury_example-conversation.json": ("chatgpt", 1, 4, 0),
    "claude-code/claudemem_cursor-session.jsonl": ("claude-code", 1, 4, 0),
    "claude-code/daaain_edge_cases.jsonl": ("claude-code", 1, 7, 5),
    "claude-code/daaain_representative_messages.jsonl": ("claude-code", 1, 7, 0),
    "claude-code/daaain_session_b.jsonl": ("claude-code", 1, 3, 0),
    "claude-code/daaain_todowrite_examples.jsonl": ("claude-code", 1, 5, 0),
    "claude-code/simonw_sample_session.jsonl": ("claude-code", 1, 4, 0),
    "claude-code/simonw_sample_session_web.json": ("claude-code", 1, 13, 0),
    "codex/daaain_rollout-2026-01-02.jsonl": ("codex", 1, 2, 0),
    "codex/daaain_rollout-2026-01-03-subagent.jsonl": ("codex", 1, 1, 0),
    "codex/daaain_rollout-malformed.jsonl": ("codex", 1, 1, 1),
    "markdown/specstory_sample.md": ("markdown", 1, 4, 0),
    "vtt-srt/cdown_ascii.srt": ("srt", 1, 3, 0),
    "vtt-srt/cdown_gb2312.srt": ("srt", 1, 3, 1),
    "vtt-srt/webvttpy_captions_with_bom.vtt": ("webvtt", 1, 4, 0),
    "vtt-srt/webvttpy_comments.vtt": ("webvtt", 1, 3, 0),
    "vtt-srt/webvttpy_cue_tags.vtt": ("webvtt", 1, 3, 0),
    "vtt-srt/webvttpy_invalid_timeframe.srt": ("srt", 1, 5, 0),
    "vtt-srt/webvttpy_invalid_timeframe_in_cue_text.vtt": ("webvtt", 1, 3, 1),
    "vtt-srt/webvttpy_metadata_headers.vtt": ("webvtt", 1, 2, 0),
    "vtt-srt/webvttpy_missing_caption_text.srt": ("srt", 1, 4, 1),
    "vtt-srt/webvttpy_missing_timeframe.srt": ("srt", 1, 5, 1),
    "vtt-srt/webvttpy_missing_timeframe.vtt": ("webvtt", 1, 7, 1),
    "vtt-srt/webvttpy_sample.srt": ("srt", 1, 5, 0),
    "vtt-srt/webvttpy_sample.vtt": ("webvtt", 1, 16, 0),
    "vtt-srt/webvttpy_styles.vtt": ("webvtt", 1, 1, 0),
    "vtt-srt/webvttpy_using_identifiers.vtt": ("webvtt", 1, 6, 0),
    "vtt-srt/webvttpy_youtube_dl.vtt": ("webvtt", 1, 3, 0),
    "whisper/SYNTHETIC_openai-whisper.json": ("whisper", 1, 2, 0),
}


@pytest.mark.parametrize("name", EXPECTED)
def test_a_sample_is_read(name: str) -> None:
    """As what it is, with every turn that somebody said and every trap named."""
    assert SAMPLES
    sessions = door.read((SAMPLES / name).read_bytes(), "")
    turns, warnings = (sum(len(getattr(s, part)) for s in sessions) for part in ("turns", "warnings"))

    assert ({session.format for session in sessions}, len(sessions), turns, warnings) == (
        {EXPECTED[name][0]}, *EXPECTED[name][1:],
    )  # fmt: skip


@pytest.mark.parametrize("form", ["text", "jsonl", "vtt"])
def test_every_turn_of_a_talk_comes_back(form: str, tmp_path: Path) -> None:
    """Ids, speakers and words of 2,760 turns, from each of three formats."""
    assert GOLD and WRITER
    subprocess.run([sys.executable, str(WRITER), str(GOLD), str(tmp_path), "--format", form], check=True, stdout=-3)
    told = {f"{talk['sample_id']}:{key}": turns for talk in json.loads(GOLD.read_bytes()) for key, turns in talks(talk)}
    for entry in json.loads((tmp_path / "index.json").read_bytes()):
        (session,) = door.read((tmp_path / entry["file"]).read_bytes(), "")
        wanted = [(id, *told[entry["session"]][id]) for id in entry["turns"]]

        assert [(turn.id, turn.speaker, turn.text) for turn in session.turns] == wanted
        assert all(turn.at for turn in session.turns)
        assert session.warnings == ()


def talks(talk: dict[str, Any]) -> list[tuple[str, dict[str, tuple[str, str]]]]:
    """By session: the speaker and the words of each id."""
    return [
        (key, {turn["dia_id"]: (turn["speaker"], " ".join(turn["text"].split())) for turn in turns})
        for key, turns in talk["conversation"].items()
        if re.fullmatch(r"session_\d+", key)
    ]
