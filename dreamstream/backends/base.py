"""The port: what is asked of a backend, what comes back, and how it may fail.

A backend knows words and pixels only: never ids, paths or the log.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

#: What a backend may be able to do: write, draw, change a picture, film, draw after a reference, write down audio.
CAPABILITIES = ("text", "image", "edit", "video", "reference", "transcribe")


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """A wish for words: `prompt` for who reads prompts, `source` and `facts` for who reads the dream itself."""

    task: str
    source: str  #: The dreamer's own words.
    prompt: str = ""
    shape: Mapping[str, Any] | None = None  #: JSON schema of the reply.
    facts: Mapping[str, Any] = field(default_factory=dict)
    picture: bytes | None = None  #: What the words are to be about, where that is a picture (WebP).
    about: str = "dream"  #: Or "session": transcripts want a word of their own before they may leave.
    rounds: tuple[tuple[str, str], ...] = ()  #: What was answered before, and what was wrong with it.
    attempt: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Words that came back, not yet trusted."""

    data: Any
    model: str
    tokens: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Draw:
    """A wish for one picture, in pixels; `scene` where an earlier answer composed one.

    With a `picture` it is that one changed: as `instruction` says, or for a film, moved.
    """

    task: str
    source: str
    prompt: str = ""
    width: int = 1024
    height: int = 1024
    scene: Mapping[str, Any] | None = None
    picture: bytes | None = None  #: The picture to change (WebP).
    instruction: str = ""
    submitted: str = ""  #: What the server calls it, where it was submitted before: look, and do not ask again.
    reference: bytes | None = None  #: The dreamer's digital twin, for backends that take a reference.
    facts: Mapping[str, Any] = field(default_factory=dict)
    attempt: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """One picture or film that came back, in whatever format the backend has."""

    body: bytes
    model: str
    alt: str = ""
    scene: Mapping[str, Any] | None = None
    notes: tuple[str, ...] = ()  #: What of the wish could not be done, in plain words.
    tokens: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Hear:
    """A wish for the words of a recording."""

    body: bytes
    mime: str
    ending: str
    attempt: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """The words that came back."""

    text: str
    model: str
    language: str = ""


class Fault(Exception):
    """A backend did not answer as asked; `transient` is worth another try, after `wait` seconds where it said so.

    `down` says that nobody there answers anyone, `sent` that the wish was on its way and may have been answered,
    `unknown` that it may have been paid for: such a wish is asked again by a person only.
    The message is ours: a backend's own words may hold the dream or a key and never get this far.
    """

    def __init__(
        self,
        message: str,
        *,
        transient: bool = False,
        wait: float | None = None,
        down: bool = False,
        sent: bool = False,
        unknown: bool = False,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.transient = transient
        self.wait = wait
        self.down = down
        self.sent = sent
        self.unknown = unknown


class Later(Fault):
    """It was submitted and is being made elsewhere; `id` is what the server calls it, to be looked at again."""

    def __init__(self, id: str, *, wait: float) -> None:
        super().__init__("it is being made elsewhere", transient=True, wait=wait)
        self.id = id


class Garbled(Fault):
    """The server answered, and what its model `said` cannot be read as JSON; only that model is shown it again."""

    def __init__(self, message: str, said: str) -> None:
        super().__init__(message)
        self.said = said


class Backend(Protocol):
    """Who answers. `host` is "" where nothing leaves this machine."""

    @property
    def name(self) -> str:
        """The name it has in settings and records."""

    @property
    def host(self) -> str:
        """Where the words go: "" for nowhere."""

    @property
    def server(self) -> str:
        """Which server answers, this machine's own too; "" where none does."""

    @property
    def can(self) -> frozenset[str]:
        """Its capabilities: some of CAPABILITIES."""

    def write(self, ask: Ask) -> Answer:
        """Answer in words. Raises Fault."""

    def draw(self, draw: Draw) -> Drawn:
        """Answer with a picture, a new one or the given one changed. Raises Fault."""

    def film(self, draw: Draw) -> Drawn:
        """Answer with a short film of the picture or of the scene. Raises Fault, or Later."""

    def hear(self, hear: Hear) -> Heard:
        """Write down what is said in a recording. Raises Fault."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hands:
    """The backends one job works with: who writes, draws, changes a picture, films; often they are the same."""

    text: Backend
    image: Backend
    edit: Backend
    video: Backend
    transcribe: Backend

    @classmethod
    def of(cls, text: Backend, *, image: Backend | None = None) -> Hands:
        """One backend for everything; with `image`, another for everything that is a picture."""
        drawer = image or text
        return cls(text=text, image=drawer, edit=drawer, video=drawer, transcribe=text)

    def for_(self, needs: tuple[str, ...]) -> list[Backend]:
        """Who does these."""
        return list({id(b): b for b in (getattr(self, need) for need in needs)}.values())

    def write(self, ask: Ask) -> Answer:
        """Words from who writes."""
        return self.text.write(ask)

    def draw(self, draw: Draw) -> Drawn:
        """A picture from who draws."""
        return self.image.draw(draw)

    def change(self, draw: Draw) -> Drawn:
        """A picture changed, by who changes pictures."""
        return self.edit.draw(draw)

    def film(self, draw: Draw) -> Drawn:
        """A film, by who films."""
        return self.video.film(draw)

    def hear(self, hear: Hear) -> Heard:
        """A recording's words, by who writes down audio."""
        return self.transcribe.hear(hear)
