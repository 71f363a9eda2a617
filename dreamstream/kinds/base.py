"""What a recipe gets and gives, and how a stranger's reply is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from dreamstream.backends.base import Fault, Hands

if TYPE_CHECKING:
    from pydantic import BaseModel

    Shape = TypeVar("Shape", bound=BaseModel)


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """What a job is made from: the dream as it is now, and the wish's parameters."""

    text: str
    title: str = ""
    at: str | None = None
    rev: int = 1  #: The text's revision, so that a result knows when it has gone stale.
    told: Mapping[str, Any] = field(default_factory=dict)  #: The dreamer's own facts.
    params: Mapping[str, Any] = field(default_factory=dict)
    attempt: int = 1


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


class Kind(Protocol):
    """One recipe; a module of this package is one."""

    NAME: str
    #: The capabilities it needs of backends.
    NEEDS: tuple[str, ...]
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
    import io
    import warnings

    from PIL import Image, ImageOps

    # Pillow only warns of a picture of 89 to 178 megapixels. Said for the whole process, and not in a `with`: pictures
    # are made in threads, and a filter that two of them put back in the wrong order would stay for everybody.
    warnings.simplefilter("error", Image.DecompressionBombWarning)
    try:
        image = Image.open(io.BytesIO(body), formats=("WEBP", "PNG", "JPEG", "GIF"))
        size = image.size
        if size[0] * size[1] > 64_000_000:
            raise ValueError(size)
        bare = not image.info.keys() & {"exif", "xmp", "icc_profile"} and getattr(image, "n_frames", 1) == 1
        if image.format == "WEBP" and max(size) <= most and bare:
            image.load()
            return Picture(body=body, alt=alt, width=size[0], height=size[1])
        image.thumbnail((most, most))
        upright = ImageOps.exif_transpose(image).convert("RGB")
        upright.info.clear()
        out = io.BytesIO()
        upright.save(out, "WEBP", quality=86, method=4)
        return Picture(body=out.getvalue(), alt=alt, width=upright.size[0], height=upright.size[1])
    except Exception:  # damaged bytes make Pillow raise nearly anything: struct.error, KeyError, MemoryError …
        raise Fault("the reply is not a picture that can be read") from None
