"""Codex's rollouts: JSON lines where each message stands twice, once as an event and once as an item."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from dreamstream.dream.transcripts import clock
from dreamstream.dream.transcripts.source import Source
from dreamstream.dream.transcripts.talk import Talk
from dreamstream.turns import Session

FORMAT = "codex"
_KINDS = ("session_meta", "turn_context", "response_item", "event_msg", "compacted")
_EVENTS = {"user_message": "user", "agent_message": "assistant"}
#: What the program sends along in the user's name.
_ADDED = (
    *("<environment_context>", "<user_instructions>", "<permissions", "<turn_aborted>", "<skill>", "<INSTRUCTIONS>"),
    *("# AGENTS.md instructions", "<subagent_notification>", "<user_shell_command>"),
)


def fits(record: dict[str, Any]) -> bool:
    """Whether a line is one of a rollout, of before they had payloads included."""
    if record.get("type") in _KINDS:
        return isinstance(record.get("payload"), dict)
    message = record.get("type") == "message" and record.get("role") in ("user", "assistant", "developer", "system")
    return record.get("record_type") == "state" or (message and isinstance(record.get("content"), list))


def read(source: Source) -> Iterator[Session]:
    """The talk in the order of the file, each message once."""
    talk = Talk(FORMAT)
    twins: Counter[tuple[str, str, int]] = Counter()
    helper = False
    for number, record in source.objects(talk.warn):
        payload = record.get("payload", record)
        if not isinstance(payload, dict):
            talk.warn(f"line {number}", "no payload")
            continue
        kind = record.get("type")
        if kind == "session_meta" or (kind is None and "instructions" in record):
            helper = _begin(talk, payload, record) or helper
            continue
        by, role, text = _said(kind, payload)
        if not text or helper:
            continue
        other = (("item", "event")[by == "item"], role, hash(text))
        if twins[other]:
            twins[other] -= 1
            continue
        twins[by, role, hash(text)] += 1
        talk.add(text, id=payload.get("id"), role=role, at=clock.moment(record.get("timestamp")))
    if helper:
        talk.warn("", "only a helper's own talk")
    yield talk.session()


def _begin(talk: Talk, payload: dict[str, Any], record: dict[str, Any]) -> bool:
    """What the first line says, and whether a helper speaks here rather than the dreamer."""
    if not talk.id:
        at = clock.moment(payload.get("timestamp")) or clock.moment(record.get("timestamp"))
        begun = Talk(FORMAT, id=payload.get("id"), at=at)
        talk.id, talk.at = begun.id, begun.at
    source = payload.get("source")
    return isinstance(source, dict) and "subagent" in source


def _said(kind: object, payload: dict[str, Any]) -> tuple[str, str, str]:
    """Who says it as what: (event or item, role, words); no words for all that is no message."""
    inner = payload.get("type")
    if kind == "event_msg":
        text = payload.get("message")
        return "event", _EVENTS.get(str(inner), ""), _own(text) if inner in _EVENTS and isinstance(text, str) else ""
    role, content = payload.get("role"), payload.get("content")
    if inner != "message" or role not in ("user", "assistant") or not isinstance(content, list):
        return "item", "", ""
    told = [block.get("text") for block in content if isinstance(block, dict)]
    return "item", str(role), "\n\n".join(words for text in told if isinstance(text, str) and (words := _own(text)))


def _own(text: str) -> str:
    text = text.strip()
    return "" if text.startswith(_ADDED) else text
