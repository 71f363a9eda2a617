"""ChatGPT's export: many conversations, each a tree of which one branch is what was said in the end."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from dreamstream.dream.transcripts import clock, pieces
from dreamstream.dream.transcripts.source import Source, parsed
from dreamstream.dream.transcripts.talk import Talk
from dreamstream.turns import Session

FORMAT = "chatgpt"
#: Contents that somebody said; the others are code, browsing, memory and thoughts.
_FACTS = ("id", "conversation_id", "title", "current_node")
_SAID = ("text", "multimodal_text", "audio_transcription")


def fits(record: dict[str, Any]) -> bool:
    """Whether an object is one conversation."""
    return isinstance(record.get("mapping"), dict)


def read(source: Source) -> Iterator[Session]:
    """Each conversation of the list, of the list called `conversations`, or the only one there is."""
    start = source.body.find(b"[") if source.body.lstrip().startswith(b"[") else -1
    if start < 0:
        found = pieces.members(source.body)
        if "conversations" in found and source.body[found["conversations"] :].startswith(b"["):
            start = found["conversations"]
    if start < 0:
        yield _session("the conversation", source.body)
        return
    for number, piece in pieces.elements(source.body, start):
        yield _session(f"conversation {number}", piece)


def looks(piece: bytes) -> bool:
    """Whether a piece that may be damaged was one conversation."""
    return "mapping" in pieces.members(piece)


def _session(where: str, piece: bytes) -> Session:
    record, why = parsed(piece)
    if record is None:
        record = _saved(piece)
        why = f"{why}; what can be read of it is read"
    talk = _talk(record)
    if why:
        talk.warn(where, why)
    return talk.session()


def _saved(piece: bytes) -> dict[str, Any]:
    """What is whole in a damaged conversation: its facts and its messages one by one."""
    found = pieces.members(piece)
    facts = {key: _whole(piece, place) for key, place in found.items() if key in _FACTS}
    if "mapping" not in found:
        return facts
    mapping = pieces.value(piece, found["mapping"])
    nodes = {key: _whole(mapping, place) for key, place in pieces.members(mapping).items()}
    return facts | {"mapping": {key: node for key, node in nodes.items() if node is not None}}


def _whole(body: bytes, place: int) -> object:
    found = parsed(b'{"it":' + pieces.value(body, place) + b"}")[0]
    return found["it"] if found else None


def _talk(record: dict[str, Any]) -> Talk:
    id = record.get("conversation_id") or record.get("id")
    talk = Talk(FORMAT, id=id, title=record.get("title"), at=clock.moment(record.get("create_time")))
    mapping = record.get("mapping")
    if not isinstance(mapping, dict):
        talk.warn("", "without its messages")
        return talk
    for key in _branch(mapping, record.get("current_node"), talk):
        message = mapping[key].get("message")
        if not isinstance(message, dict):
            continue
        role, text = _said(message)
        if text:
            own = message.get("id")
            talk.add(
                text,
                id=own if isinstance(own, str) and own else key,
                role=role,
                at=clock.moment(message.get("create_time")),
            )
    return talk


def _branch(mapping: dict[str, Any], current: object, talk: Talk) -> list[str]:
    """The ids from the root to the current node; without one, to the leaf that was written last."""
    if not (isinstance(current, str) and isinstance(mapping.get(current), dict)):
        talk.warn("", "no current message is named; the newest branch is read")
        current = max(
            (key for key, node in mapping.items() if _leaf(node)), key=lambda key: _time(mapping[key]), default=""
        )
    path: list[str] = []
    seen: set[str] = set()
    key: object = current
    parents: dict[object, str] | None = None
    while isinstance(key, str) and key and key not in seen:
        seen.add(key)
        if isinstance(node := mapping.get(key), dict):
            path.append(key)
            key = node.get("parent")
            continue
        talk.warn("", "a message is lost")
        parents = _parents(mapping) if parents is None else parents
        key = parents.get(key)
    return path[::-1]


def _parents(mapping: dict[str, Any]) -> dict[object, str]:
    """Who names whom as a child: the way on where a message is lost."""
    lists = [(key, node.get("children")) for key, node in mapping.items() if isinstance(node, dict)]
    return {child: key for key, told in lists if isinstance(told, list) for child in told if isinstance(child, str)}


def _leaf(node: object) -> bool:
    return isinstance(node, dict) and not node.get("children")


def _time(node: dict[str, Any]) -> float:
    message = node.get("message")
    told = message.get("create_time") if isinstance(message, dict) else None
    return told if isinstance(told, int | float) and told == told else 0.0


def _said(message: dict[str, Any]) -> tuple[str, str]:
    author, content, facts = message.get("author"), message.get("content"), message.get("metadata")
    role = author.get("role") if isinstance(author, dict) else None
    if role not in ("user", "assistant") or not isinstance(content, dict):
        return "", ""
    if isinstance(facts, dict) and facts.get("is_visually_hidden_from_conversation"):
        return "", ""
    if message.get("recipient") not in (None, "all") or content.get("content_type", "text") not in _SAID:
        return "", ""
    parts = content.get("parts")
    told = [_part(part) for part in parts] if isinstance(parts, list) else [content.get("text")]
    return str(role), "\n\n".join(text.strip() for text in told if isinstance(text, str) and text.strip())


def _part(part: object) -> object:
    """What was typed, or what was heard where it was spoken."""
    if isinstance(part, dict):
        return part.get("text") if part.get("content_type", "text") in _SAID else None
    return part
