"""A session is who it says it is, and has only grown where its beginning is what it was."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from dreamstream.dream.transcripts import content, door
from dreamstream.turns import Session, Turn

SAMPLES = Path(__file__).parent / "samples"
TALK = Session(
    format="tagged",
    turns=(
        Turn(id="1", text="a lake", role="user", speaker="Ann", at="2026-11-20"),
        Turn(id="2", text="an oar"),
        Turn(id="3", text="a hum"),
    ),
)


def test_a_grown_session_has_its_old_prefix() -> None:
    """More turns leave the digest of the first ones; fewer turns, or other ones, do not."""
    before = content.whole(replace(TALK, turns=TALK.turns[:2]))

    assert content.prefix(TALK, 2) == before
    assert content.grown(TALK, 2, before)
    assert not content.grown(TALK, 1, before)
    assert not content.grown(replace(TALK, turns=TALK.turns[:1]), 2, before)
    assert content.prefix(TALK, 9) == content.whole(TALK) != before
    assert content.prefix(TALK, -1) == content.prefix(TALK, 0)


@pytest.mark.parametrize("change", [{"id": "1b"}, {"text": "a lak"}, {"role": "assistant"}, {"speaker": "An"}])
def test_a_changed_turn_changes_the_digest(change: dict[str, str]) -> None:
    """An id, a word, a role, a speaker."""
    changed = replace(TALK, turns=(replace(TALK.turns[0], **change), *TALK.turns[1:]))

    assert content.prefix(changed, 1) != content.prefix(TALK, 1)


def test_times_and_borders_do_not_confuse_it() -> None:
    """A clock seen from another zone is no change; words moved over a border are one."""
    moved = replace(TALK, turns=(replace(TALK.turns[0], at="2026-11-19T23:00:00-05:00"), *TALK.turns[1:]))
    joined = replace(TALK, turns=(replace(TALK.turns[0], role="userAnn", speaker=""), *TALK.turns[1:]))

    assert content.whole(moved) == content.whole(TALK) != content.whole(joined)


def test_identity_is_no_path() -> None:
    """The source's id where there is one, else the content; the format keeps two sources apart."""
    body = (SAMPLES / "rollout.jsonl").read_bytes()
    here, there = door.read(body, "a/b.jsonl")[0], door.read(body + b"\n", "c.txt")[0]

    assert content.identity(here) == content.identity(there) == "codex:c-lake"
    assert content.identity(TALK) == f"tagged:sha256:{content.whole(TALK)}"


@pytest.mark.parametrize("name", ["claude.jsonl", "rollout.jsonl", "chat.jsonl", "talk.txt", "captions.vtt"])
def test_a_file_cut_at_a_line_only_grows(name: str) -> None:
    """Read half-written, then whole: the turns there were have the digest they had."""
    whole = (SAMPLES / name).read_bytes()
    lines = whole.split(b"\n")
    late = {session.id: session for session in door.read(whole, name)}

    for cut in range(4 if name.endswith(("txt", "jsonl")) else 18, len(lines)):
        for session in door.read(b"\n".join(lines[:cut]) + b"\n", name):
            n = len(session.turns) - (0 if name.endswith("jsonl") else 1)  # the last turn may go on
            assert content.grown(late[session.id], n, content.prefix(session, n))
