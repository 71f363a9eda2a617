"""What a recipe gets and gives, and how a stranger's reply is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from dreamstream.backends.base import Drawn, Fault, Hands

if TYPE_CHECKING:
    from pydantic import BaseModel

    Shape = TypeVar("Shape", bound=BaseModel)


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """A picture the dream has already: what a change, a lens or a film starts from."""

    media: str
    body: bytes
    alt: str
    scene: Mapping[str, Any] | None  #: How it was composed; None where a model drew it.


@dataclass(frozen=True, slots=True, kw_only=True)
class Recording:
    """What was spoken, as it was kept."""

    body: bytes
    mime: str
    ending: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What a job is made from: the dream as it is now, and the wish's parameters."""

    text: str
    title: str = ""
    at: str | None = None
    rev: int = 1  #: The text's revision, so that a result knows when it has gone stale.
    told: Mapping[str, Any] = field(default_factory=dict)  #: The dreamer's own facts.
    params: Mapping[str, Any] = field(default_factory=dict)
    version: Version | None = None  #: For kinds that take "picture": the one the wish names, else the picked one.
    analysis: Mapping[str, Any] | None = None  #: For kinds that take "analysis": the current one, if there is any.
    recording: Recording | None = None  #: For kinds that take "audio": what was recorded.
    draft: bool = False
    submitted: str = ""  #: What a server calls this job, where it was submitted on an earlier attempt.
    twin: bytes | None = None  #: For kinds that take "twin": the dreamer's face, if the settings let it go there.
    attempt: int = 1

    @property
    def facts(self) -> dict[str, Any]:
        """What a painter may know besides the words: the dreamer's own facts, the time, which try this is."""
        return {**self.told, "at": self.at, "variation": self.params.get("variation", 0)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """One picture to keep: WebP bytes, what is to be seen on it, and how it was composed."""

    body: bytes
    alt: str
    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a recipe made: data for the record, pictures for the media folder."""

    data: Mapping[str, Any]
    model: str
    pictures: tuple[Picture, ...] = ()
    tokens: int = 0
    #: What this changes of the dream itself, if its words are still those it was made from.
    edit: Mapping[str, Any] | None = None


def alt(drawn: Drawn, told: str) -> str:
    """What is to be seen: as who drew it says, else what it was drawn after."""
    first = " ".join(told.split())
    first = first if len(first) <= 160 else f"{first[:159].rsplit(' ', 1)[0]}…"
    return drawn.alt or f"A picture drawn by {drawn.model} after these words: {first}"


class Kind(Protocol):
    """One recipe; a module of this package is one."""

    NAME: str
    #: The capabilities it needs of backends.
    NEEDS: tuple[str, ...]
    #: What else it takes from the journal: some of "picture", "analysis", "audio", "twin".
    TAKES: tuple[str, ...]
    #: The longest it may take, in seconds.
    LIMIT: float

    @staticmethod
    def make(material: Material, hands: Hands) -> Outcome:
        """Make it. Raises Fault."""


def read(shape: type[Shape], data: Any) -> Shape:
    """The reply as the shape asked for; what is extra is dropped, what is wrong is a fault.

    The fault names the places that did not fit, never what stood there: a reply may quote the dream.
    """
    from pydantic import ValidationError

    try:
        return shape.model_validate(data)
    except ValidationError as error:
        whole = shape.model_json_schema()
        # a key the reply made up is a word of the reply
        ours = {name for part in (whole, *whole.get("$defs", {}).values()) for name in part.get("properties", ())}
        told = [[str(part) for part in e["loc"] if isinstance(part, int) or part in ours] for e in error.errors()]
        places = sorted({".".join(parts) or "reply" for parts in told})
        raise Fault(f"the reply does not have the shape that was asked for ({', '.join(places[:5])})") from None


def picture(body: bytes, alt: str, *, most: int = 2048) -> Picture:
    """A backend's picture as we keep it: WebP, of a sane size, without metadata. Raises Fault for what is none."""
    from dreamstream.pictures import door

    try:
        kept = door.enter(body, most=most)
    except door.Unfit as unfit:
        raise Fault(f"the reply is not a picture that can be read: {unfit.why}") from None
    return Picture(body=kept.body, alt=alt, width=kept.width, height=kept.height)
