"""The one door for transcripts: what a file is, by what is in it, and what is said in it.

bytes ─► text? ─► ours? ─► JSON lines or a JSON document ─► captions ─► Markdown ─► a talk ─► plain text
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial
from itertools import islice

from dreamstream.dream.transcripts import (
    chat,
    chatgpt,
    claude_code,
    codex,
    markdown,
    own,
    pieces,
    srt,
    tagged,
    text,
    webvtt,
    whisper,
)
from dreamstream.dream.transcripts.source import Source, is_text, opened, parsed
from dreamstream.turns import Session

Reader = Callable[[Source], Iterable[Session]]
#: How far a file is looked into before it is read: lines, elements of a list, bytes.
_LINES, _FEW, _HEAD = 64, 20, 1 << 18
_LOGS = {chat.FORMAT: chat, codex.FORMAT: codex, claude_code.FORMAT: claude_code}
_PACKED = (b"PK\x03\x04", b"\x1f\x8b", b"BZh", b"7z\xbc\xaf", b"\xfd7zXZ")
_BINARY = (b"%PDF-", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"OggS", b"ID3", b"fLaC")
_WHOLE = 1 << 24
_JSON = re.compile(rb'\{\s*["}]|\[\s*[\[\]{"]')
#: Text that its name says is something else; the name decides only where nothing in the text does.
_OTHER = frozenset(
    (
        *("py", "js", "ts", "jsx", "tsx", "c", "h", "cc", "cpp", "hpp", "rs", "go", "java", "kt", "rb", "php", "pl"),
        *("sh", "bash", "zsh", "ps1", "bat", "sql", "css", "scss", "lock", "toml", "yaml", "yml", "ini", "cfg", "conf"),
        *("csv", "tsv", "json", "jsonl", "ndjson", "xml", "svg", "html", "htm", "tex", "bib", "gitignore", "env"),
        *(
            "patch",
            "diff",
            "ics",
            "vcf",
            "eml",
            "mbox",
            "pem",
            "key",
            "crt",
            "rtf",
            "plist",
            "ipynb",
            "swift",
            "lua",
            "r",
        ),
    )
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sniffed:
    """What a file is: a format, or none and why."""

    format: str = ""
    why: str = ""


def sniff(body: bytes, name: str = "") -> Sniffed:
    """What the bytes are, by their content; the name decides only between a note and other plain text."""
    return _look(body, opened(body, name))[0]


def read(body: bytes, name: str = "") -> tuple[Session, ...]:
    """Every session in the bytes; none where `sniff` says they are no transcript. Raises nothing."""
    source = opened(body, name)
    sessions = tuple(_look(body, source)[1](source))
    if not (sessions and source.warnings):
        return sessions
    return (replace(sessions[0], warnings=source.warnings + sessions[0].warnings), *sessions[1:])


def _none(_source: Source) -> Iterable[Session]:
    return ()


def _out(why: str) -> tuple[Sniffed, Reader]:
    return Sniffed(why=why), _none


def _look(body: bytes, source: Source) -> tuple[Sniffed, Reader]:
    if not body.strip():
        return _out("empty")
    if body.startswith(_PACKED):
        return _out("a packed archive")
    if body.startswith(_BINARY) or not is_text(source.body):
        return _out("no text")
    if own.marked(source.body):
        return _out(own.WHY)
    return _log(source) or _document(source) or _text(source)


def _log(source: Source) -> tuple[Sniffed, Reader] | None:
    """JSON lines: each of the first says whose it is, and a third of them is enough."""
    votes: Counter[str] = Counter()
    looked = 0
    for looked, (_, line) in enumerate(islice(source.lines(), _LINES), 1):  # noqa: B007
        record = parsed(line)[0] if line.startswith(b"{") else None
        if record is None:
            continue
        whose = next((name for name, log in _LOGS.items() if log.fits(record)), "")
        votes[own.WHY if not whose and own.wrote(record) else whose] += 1
    del votes[""]
    if not votes:
        return None
    whose, count = votes.most_common(1)[0]
    if count * 3 < looked:
        return None
    return _out(whose) if whose == own.WHY else (Sniffed(format=whose), _LOGS[whose].read)


def _document(source: Source) -> tuple[Sniffed, Reader] | None:
    """One JSON document, by its first elements or its outermost keys."""
    start = source.body[:_HEAD].lstrip()
    if start.startswith(b"["):
        for _, piece in islice(pieces.elements(source.body, source.body.find(b"[")), _FEW):
            record = parsed(piece)[0]
            if chatgpt.fits(record) if record else chatgpt.looks(piece):
                return Sniffed(format=chatgpt.FORMAT), chatgpt.read
            if record and own.wrote(record):
                return _out(own.WHY)
    elif start.startswith(b"{"):
        found = pieces.members(source.body)
        lists = {key for key, place in found.items() if source.body[place : place + 1] == b"["}
        if lists.intersection(whisper.LISTS):
            return Sniffed(format=whisper.FORMAT), partial(whisper.read, found=found)
        if "mapping" in found or "conversations" in lists:
            return Sniffed(format=chatgpt.FORMAT), chatgpt.read
        if "loglines" in lists:
            return Sniffed(format=claude_code.FORMAT), partial(claude_code.read_web, start=found["loglines"])
        if own.wrote({key: _first(source.body, place) for key, place in found.items()}):
            return _out(own.WHY)
    if not _JSON.match(start):
        return None
    whole = len(source.body) > _WHOLE or parsed(source.body)[1] != "not JSON"
    return _out("JSON of another kind" if whole else "unreadable")


def _first(body: bytes, place: int) -> object:
    """A member's value where it is short, None for all others."""
    found = parsed(b'{"it":' + pieces.value(body, place)[:100] + b"}")[0]
    if found is None and (number := re.match(rb"\d{1,9}", body[place : place + 10])):
        return int(number[0])
    return found["it"] if found else None


def _text(source: Source) -> tuple[Sniffed, Reader]:
    head = source.body[:_HEAD].decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
    lines = head.split("\n")
    if webvtt.fits(lines):
        return Sniffed(format=webvtt.FORMAT), webvtt.read
    if srt.fits(lines):
        return Sniffed(format=srt.FORMAT), srt.read
    if head.lstrip()[:9].lower().startswith(("<?xml", "<!doctype", "<html", "<svg")):
        return _out("no transcript")
    other = source.name.rpartition(".")[2].lower() in _OTHER
    if markdown.speaks(lines):
        return Sniffed(format=markdown.FORMAT), markdown.read
    if tagged.fits(lines, strict=other):
        return Sniffed(format=tagged.FORMAT), tagged.read
    if other:
        return _out("no transcript")
    if markdown.fits(lines):
        return Sniffed(format=markdown.FORMAT), markdown.read
    return Sniffed(format=text.FORMAT), text.read
