"""The port: what is asked of a backend, what comes back, and how it may fail.

A backend knows words and pixels only: never ids, paths or the log.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """A wish for words: `prompt` for who reads prompts, `source` and `facts` for who reads the dream itself."""

    task: str
    source: str  #: The dreamer's own words.
    prompt: str = ""
    shape: Mapping[str, Any] | None = None  #: JSON schema of the reply.
    facts: Mapping[str, Any] = field(default_factory=dict)
    attempt: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Words that came back, not yet trusted."""

    data: Any
    model: str
    tokens: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Draw:
    """A wish for one picture, in pixels; `scene` where an earlier answer composed one."""

    task: str
    source: str
    prompt: str = ""
    width: int = 1024
    height: int = 1024
    scene: Mapping[str, Any] | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)
    attempt: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """One picture that came back, in whatever format the backend has."""

    body: bytes
    model: str
    alt: str = ""
    scene: Mapping[str, Any] | None = None


class Fault(Exception):
    """A backend did not answer as asked; `transient` is worth another try, after `wait` seconds where it said so.

    The message is ours: a backend's own words may hold the dream or a key and never get this far.
    """

    def __init__(self, message: str, *, transient: bool = False, wait: float | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.transient = transient
        self.wait = wait


class Backend(Protocol):
    """Who answers. `host` is "" where nothing leaves this machine."""

    @property
    def name(self) -> str:
        """The name it has in settings and records."""

    @property
    def host(self) -> str:
        """Where the words go: "" for nowhere."""

    @property
    def can(self) -> frozenset[str]:
        """Its capabilities: text, image."""

    def write(self, ask: Ask) -> Answer:
        """Answer in words. Raises Fault."""

    def draw(self, draw: Draw) -> Drawn:
        """Answer with a picture. Raises Fault."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hands:
    """The backends one job works with: one writes, one draws; often they are the same."""

    text: Backend
    image: Backend

    def write(self, ask: Ask) -> Answer:
        """Words from who writes."""
        return self.text.write(ask)

    def draw(self, draw: Draw) -> Drawn:
        """A picture from who draws."""
        return self.image.draw(draw)
