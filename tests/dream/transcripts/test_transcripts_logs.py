"""Logs in JSON: what was said is read once, in order, with its id; tools, thoughts and helpers are not."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from dreamstream.dream.transcripts import chat, door
from dreamstream.turns import Session, Turn

SAMPLES = Path(__file__).parent / "samples"


def sample(name: str) -> tuple[Session, ...]:
    return door.read((SAMPLES / name).read_bytes(), name)


def lines(*records: Any) -> tuple[Session, ...]:
    return door.read("".join(json.dumps(record) + "\n" for record in records).encode())


def test_claude_code() -> None:
    """Two sessions of one file; reminders, repeats, asides and tools are left out, damage is named by its line."""
    lake, other = sample("claude.jsonl")

    assert (lake.id, lake.title, lake.at) == ("s-lake", "A lake in the kitchen", "2026-11-20T06:31:00.250000+00:00")
    assert lake.turns == (
        Turn(id="u-1", text="I dreamt of a lake.", role="user", at="2026-11-20T06:31:00.250000+00:00"),
        Turn(id="u-2", text="Where was it?", role="assistant", at="2026-11-20T06:31:05+00:00"),
        Turn(id="u-5b", text="in the kitchen", role="user"),
        Turn(id="u-6", text="As a plain string.", role="assistant", at="2026-11-20T06:32:00+02:00"),
    )
    assert lake.warnings == (
        "line 10: not JSON",
        "line 11: no JSON object",
        "line 12: a turn without a message",
    )
    assert (other.id, [turn.text for turn in other.turns], other.warnings) == ("s-other", ["Another night."], ())


def test_claude_code_of_the_web_and_of_cursor() -> None:
    """The same turns in one document, or without ids, are numbered."""
    told = [{"type": "user", "message": {"role": "user", "content": "hi"}}, {"type": "user", "message": 7}]
    (web,) = door.read(json.dumps({"loglines": told}, indent=1).encode())
    (cursor,) = lines({"role": "user", "message": {"content": [{"type": "text", "text": "hi"}]}})

    assert web.turns == cursor.turns == (Turn(id="1", text="hi", role="user"),)
    assert web.warnings == ("logline 2: a turn without a message",)


def test_a_helpers_log_is_empty_and_says_why() -> None:
    """What a helper and its master said is nothing the dreamer told."""
    aside = {"type": "user", "uuid": "u", "sessionId": "s", "isSidechain": True, "message": {"content": "look"}}
    meta = {"type": "session_meta", "payload": {"id": "c", "source": {"subagent": {"thread": "x"}}}}
    said = {"type": "event_msg", "payload": {"type": "user_message", "message": "look"}}

    parent = {"type": "session_meta", "payload": {"id": "p", "source": "cli"}}

    for sessions in (lines(aside), lines(meta, said), lines(meta, parent, said)):
        assert [(session.turns, session.warnings) for session in sessions] == [((), ("only a helper's own talk",))]


def test_a_session_without_words_does_not_stand_beside_another() -> None:
    """A tool's line of another session says nothing of that session, and is not that session emptied."""
    told = {"type": "user", "uuid": "u", "sessionId": "s", "message": {"content": "a lake"}}
    tool = {"type": "user", "uuid": "t", "sessionId": "x", "message": {"content": [{"type": "tool_result"}]}}

    assert [session.id for session in lines(tool, told, tool)] == ["s"]
    assert [session.id for session in lines(tool)] == ["x"]


def test_codex() -> None:
    """Each message once, whichever of its two lines comes first, and what is said twice is read twice."""
    (session,) = sample("rollout.jsonl")

    assert (session.id, session.at) == ("c-lake", "2026-11-20T06:30:58+00:00")
    assert [(turn.id, turn.role, turn.text) for turn in session.turns] == [
        ("1", "user", "I dreamt of a lake."),
        ("2", "assistant", "And then?"),
        ("3", "user", "And then?"),
    ]
    assert session.warnings == ("line 11: no payload", "line 12: not JSON")


def test_codex_before_payloads() -> None:
    """The first rollouts had their messages at the top."""
    said = {"type": "message", "role": "user", "content": [{"type": "input_text", "text": "a lake"}]}
    (session,) = lines({"id": "old", "timestamp": "2026-11-20T06:30:58Z", "instructions": None}, said, said)

    assert (session.format, session.id, len(session.turns)) == ("codex", "old", 2)


def test_chatgpt() -> None:
    """The branch that was kept, spoken words included; a conversation without a tree costs only itself."""
    lake, broken, oar = sample("conversations.json")

    assert (lake.id, lake.title, lake.at) == ("g-lake", "The lake", "2026-11-20T06:30:00.500000+00:00")
    assert lake.turns == (
        Turn(id="n1", text="I dreamt of a lake.", role="user", at="2026-11-20T06:30:01+00:00"),
        Turn(id="n3", text="Who was there?", role="assistant"),
        Turn(id="n5", text="Aunt Rosa.\n\nHere she is.", role="user", at="2026-11-20T06:31:00+00:00"),
    )
    assert (broken.id, broken.turns, broken.warnings) == ("g-broken", (), ("without its messages",))
    assert [turn.id for turn in oar.turns] == ["a"]
    assert oar.warnings == ("no current message is named; the newest branch is read",)


@pytest.mark.parametrize("wrap", ["alone", "listed", "named"])
def test_chatgpt_in_other_wrappings(wrap: str) -> None:
    """One conversation alone, in a list, or in a list with a name."""
    one = json.loads((SAMPLES / "conversations.json").read_bytes())[0]
    whole = {"alone": one, "listed": [one], "named": {"conversations": [one]}}[wrap]

    assert [session.turns for session in door.read(json.dumps(whole).encode())] == [
        sample("conversations.json")[0].turns
    ]


def test_a_damaged_message_costs_itself() -> None:
    """In a conversation that is no JSON any more the other messages are read, around the one that is lost."""
    body = (SAMPLES / "conversations.json").read_bytes().replace(b'"parts": ["Who was there?"]', b'"parts": [Who]')

    lake, *rest = door.read(body)

    assert [turn.id for turn in lake.turns] == ["n1", "n5"]
    assert lake.warnings == ("a message is lost", "conversation 1: not JSON; what can be read of it is read")
    assert [session.id for session in rest] == ["g-broken", "g-oar"]


def test_a_cut_export_gives_what_is_whole() -> None:
    """Cut anywhere, the conversations before the cut are as they were."""
    body = (SAMPLES / "conversations.json").read_bytes()
    lake, *_ = door.read(body)

    for cut in range(body.index(b'{"id": "g-broken"'), len(body), 7):
        assert door.read(body[:cut])[0] == lake


def test_a_tree_that_is_a_ring_ends() -> None:
    """Parents that go round are followed once."""
    said = {"author": {"role": "user"}, "content": {"parts": ["round"]}}
    mapping = {"a": {"parent": "b", "message": said}, "b": {"parent": "a", "message": said}}

    (session,) = door.read(json.dumps([{"mapping": mapping, "current_node": "a"}]).encode())

    assert [turn.id for turn in session.turns] == ["b", "a"]


def test_our_own_chat() -> None:
    """Its dream is named, and what the machine said keeps its role, so that it is never read back."""
    (session,) = sample("chat.jsonl")

    assert (session.id, session.title, session.dream) == ("s-k3v9x2qm7t", "healing", "d-k3v9x2qm7t")
    assert session.at == "2026-11-20T06:30:00+01:00"
    assert [turn.role for turn in session.turns] == ["user", "machine", "user"]
    assert session.warnings == ("line 5: neither the user's turn nor the machine's",)


def test_a_chat_is_written_as_it_is_read() -> None:
    """What `head` and `line` spell comes back, newlines and all."""
    at = "2026-11-20T06:30:00+01:00"
    told = [("user", "warmer,\nand \u2028 bluer"), ("machine", "Version 2: “warm”")]
    head = chat.head(kind="refine", dream="d-k3v9x2qm7t", id="s-1", at=at)
    body = head + "".join(chat.line(role=role, at=at, text=text) for role, text in told)

    (session,) = door.read(body.encode())

    assert (session.format, session.id, session.dream, session.at) == ("chat", "s-1", "d-k3v9x2qm7t", at)
    assert [(turn.role, turn.text, turn.at) for turn in session.turns] == [(*each, at) for each in told]
    with pytest.raises(ValueError, match="a chat is one of"):
        chat.head(kind="gossip", dream="d", id="s", at=at)
    with pytest.raises(ValueError, match="a turn is"):
        chat.line(role="assistant", at=at, text="x")


def test_a_line_that_is_being_written_is_no_damage_of_the_others() -> None:
    """A log cut at any byte has the turns of its whole lines, and a turn more or less never changes them."""
    body = (SAMPLES / "claude.jsonl").read_bytes()
    whole = [turn for session in door.read(body) for turn in session.turns]

    for cut in range(body.index(b"\n{", 200) + 1, len(body), 5):
        turns = [turn for session in door.read(body[:cut]) for turn in session.turns]
        assert turns == whole[: len(turns)]
    assert door.read(body[:-20])[0].warnings[-1] == "line 14: not written to its end"


def test_many_damaged_lines_are_counted() -> None:
    """A list of places stops where it helps nobody."""
    whole = b"".join(b'{"type":"user","uuid":"u-%d","message":{"content":"hi"}}\n' % n for n in range(60))

    (session,) = door.read(whole + b"{x\n" * 1050)

    assert (len(session.turns), len(session.warnings), session.warnings[-1]) == (60, 51, "and 1,000 places more")
