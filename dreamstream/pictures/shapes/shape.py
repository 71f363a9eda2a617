"""What a shape is: an outline, what glows in it, and how it likes to be placed."""

from __future__ import annotations

from dataclasses import dataclass

STANDS = "stands"  #: on the ground
FLIES = "flies"  #: in the air
SWIMS = "swims"  #: in or on water; in the air of a dream where there is none
HANGS = "hangs"  #: in the air before the light, huge: a vision


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """One silhouette, 100 units high, feet on 0, facing left."""

    name: str
    noun: str  #: as the sentence says it: "a whale"
    body: str  #: SVG path, filled dark
    lit: str = ""  #: SVG path in the warm colour: windows, flames, lamps
    pale: str = ""  #: SVG path a shade lighter than the body: folds, panes, eyes
    ink: str = ""  #: SVG path in the dark again, on top: hands of a clock, lines of a page
    stance: str = STANDS
    size: float = 0.3  #: its height as the subject of a picture, in the canvas
    human: bool = False
    indoors: bool = False  #: asks for a room when no place is named
    glow: tuple[float, float, float] | None = None  #: x, y upwards, radius of the light it sheds
    variants: tuple[Shape, ...] = ()  #: other drawings of the same name; the seed chooses, the words stay
