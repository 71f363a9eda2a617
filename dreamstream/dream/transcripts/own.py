"""What this journal wrote itself: known by its shape, and never read back."""

from __future__ import annotations

import re
from typing import Any

from dreamstream import ids

WHY = "written by dreamstream"
#: Reports in Markdown or HTML carry it in their first lines, reports in plain text with a # before the words.
MARK = "<!-- written by dreamstream -->"
_MARKS = (b"<!-- written by dreamstream", b"# written by dreamstream")
_ANALYSIS = frozenset(("hook", "interpretation", "signs", "patterns"))
_INSIGHTS = frozenset(("fresh", "made_at", "format", "window"))
_EVENT = frozenset(("target", "source", "author", "meta"))
_TOLD = frozenset(("text", "night", "events"))
_ROW = frozenset(("night", "title", "has"))
_RECORD = frozenset(("v", "host", "seq", "kind", "data"))
_ENVELOPE = frozenset(("version", "command"))
_ID = re.compile(f"[a-z]-[{ids.DIGITS}]{{{ids.LENGTH}}}")


def wrote(record: dict[str, Any]) -> bool:
    """Whether an object is an export's line, a command's answer, an analysis, a report, or a record of the log."""
    keys = record.keys()
    if "dreamstream" in record:
        return bool(record["dreamstream"] != "chat")
    if keys >= _ANALYSIS or keys >= _INSIGHTS or keys >= _RECORD:
        return True
    if keys >= _ENVELOPE and record["version"] == 1 and ("data" in keys or "error" in keys):
        return True
    id = record.get("id")
    ours = isinstance(id, str) and bool(_ID.fullmatch(id))
    return (ours and (keys >= _TOLD or keys >= _ROW)) or (keys >= _EVENT and (ours or "id" not in keys))


def marked(body: bytes) -> bool:
    """Whether a report's mark stands in its first lines."""
    head = body[:2048].lower()
    return any(line.lstrip().startswith(_MARKS) for line in head.split(b"\n")[:12])
