"""A session while it is read: turns are cleaned, numbered, and never two of one id."""

from __future__ import annotations

import re

from dreamstream.turns import Session, Turn

#: Past these a file is damaged through and through, and a list of places helps nobody.
MAX_WARNINGS = 50
MAX_NAME = 200
#: Roles by the names that assistants' exports and people give them.
ROLES = {
    **dict.fromkeys(("user", "human", "me", "you", "dreamer"), "user"),
    **dict.fromkeys(("assistant", "ai", "agent", "claude", "chatgpt", "gpt", "bot", "model", "gemini"), "assistant"),
    **dict.fromkeys(("codex", "copilot", "cursor", "ai assistant", "chatbot"), "assistant"),
    "system": "system",
    "tool": "tool",
    **dict.fromkeys(("dreamstream", "machine"), "machine"),
}
_ESCAPES = re.compile(r"\x1b(?:\[[0-?]{0,40}[ -/]{0,8}[@-~]|\][^\x07\x1b]{0,500}(?:\x07|\x1b\\)|[@-Z\\-_])")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff]")
_HALF = re.compile("[\ud800-\udfff]")


class Talk:
    """Takes what a reader finds, in its order, and gives the session."""

    def __init__(self, format: str, *, id: object = "", title: object = "", at: str | None = None) -> None:
        self.format = format
        self.id, self.title, self.at = name(id), name(title), at
        self.dream = ""
        self.turns: list[Turn] = []
        self._ids: dict[str, int] = {}
        self._warnings: list[str] = []
        self._more = 0

    def add(
        self,
        text: object,
        *,
        id: object = "",
        role: str = "",
        speaker: object = "",
        at: str | None = None,
        offset: float | None = None,
    ) -> bool:
        """One turn more; False where it has no words."""
        words = clean(text) if isinstance(text, str) else ""
        if not words:
            return False
        given = self._own(name(id))
        self.turns.append(Turn(id=given, text=words, role=role, speaker=name(speaker), at=at, offset=offset))
        return True

    def warn(self, where: str, why: str) -> None:
        """Something was left out: its place and the reason, never its words."""
        if len(self._warnings) < MAX_WARNINGS:
            self._warnings.append(f"{where}: {why}" if where else why)
        else:
            self._more += 1

    def session(self) -> Session:
        """What was read."""
        more = [f"and {self._more:,} places more"] if self._more else []
        return Session(
            format=self.format,
            turns=tuple(self.turns),
            id=self.id,
            title=self.title,
            at=self.at or next((turn.at for turn in self.turns if turn.at), None),
            dream=self.dream,
            warnings=(*self._warnings, *more),
        )

    def _own(self, id: str) -> str:
        """The source's id, else the turn's number; what was given before gets a tail."""
        id = id or str(len(self.turns) + 1)
        given = id
        while given in self._ids:
            self._ids[id] += 1
            given = f"{id}~{self._ids[id]}"
        self._ids[given] = 1
        return given


def role(speaker: str) -> str:
    """What part a name plays, "" where it does not say."""
    return ROLES.get(speaker.strip().lower(), "")


def clean(text: str) -> str:
    """The words without what a terminal would obey, half letters, and the space around them."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\x1b" in text:
        text = _ESCAPES.sub("", text)
    return _HALF.sub("\ufffd", _CONTROL.sub("", text)).strip()


def name(told: object) -> str:
    """A short name on one line: an id, a speaker, a title."""
    if isinstance(told, bool) or not isinstance(told, str | int):
        return ""
    if isinstance(told, int):
        return str(told) if abs(told) < 1 << 63 else ""
    return " ".join(clean(told[: MAX_NAME * 2]).split())[:MAX_NAME]
