"""What a text says of itself before it begins: front matter, or lines like `Date: …`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dreamstream.dream.transcripts import clock

_FACT = re.compile(
    r"(date|recorded|recorded at|started|begun|time|title|session|session id|id)[ \t]*:[ \t]+(.{1,300})", re.I
)
_WHEN = ("date", "recorded", "recorded at", "started", "begun", "time")
_MOST_LINES = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Front:
    """Its facts, and how many lines they take."""

    at: str | None = None
    title: str = ""
    id: str = ""
    lines: int = 0


def front(lines: list[str]) -> Front:
    """The facts at the head of a text; lines that are none of these are left to be read."""
    head = next((n for n, line in enumerate(lines[:_MOST_LINES]) if line.strip()), len(lines))
    if head < len(lines) and lines[head].strip() == "---":
        end = next((n for n in range(head + 1, min(len(lines), head + _MOST_LINES)) if lines[n].strip() == "---"), 0)
        if end and all(":" in line or not line.strip() or line[0] in " \t-#" for line in lines[head + 1 : end]):
            return _facts(lines[head + 1 : end], end + 1)
    end = head
    while end < min(len(lines), head + 8) and _FACT.fullmatch(lines[end].strip()):
        end += 1
    found = _facts(lines[head:end], end)
    return found if found.at or found.title or found.id else Front()


def _facts(lines: list[str], end: int) -> Front:
    facts: dict[str, str] = {}
    for line in lines:
        if found := _FACT.fullmatch(line.strip()):
            facts.setdefault(found[1].lower(), found[2].strip().strip("\"'"))
    at = next((at for key in _WHEN if key in facts and (at := clock.told(facts[key]))), None)
    if at and len(at) == 10 and "time" in facts:
        at = clock.told(facts["time"], at) or at
    id = facts.get("session id") or facts.get("session") or facts.get("id") or ""
    return Front(at=at, title=facts.get("title", ""), id=id if re.fullmatch(r"\S{1,200}", id) else "", lines=end)
