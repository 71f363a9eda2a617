"""A picture taken apart: which of its parts move alike, each lot drawn once on a clear ground."""

from __future__ import annotations

import io
import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dreamstream.pictures.brush import Sheet

if TYPE_CHECKING:
    from PIL import Image

STILL = "still"
LAND = "land"  # a row of it, told by its dice, or still
#: What a part does, by who painted it, the innermost first. What nobody names stands still.
_ROLES = tuple(
    (re.compile(words), role)
    for words, role in (
        (r"^(figures|land|town)\.|cloud_sea|boughs\.trunks|shadow|foot|trail", LAND),
        (r"^drifts\.|birds?$|gulls$", "air"),
        (r"bolt|lightning|shooting", "bolt"),
        (r"milky|aurora|northern|firework|shafts?$|beams?$|rays?$", "breath"),
        (r"[._]stars?$", "stars"),
        (r"cloud", "clouds"),
        (r"weather|rain|snow|flakes|drops|motes?$|dust|bubbles", "fall"),
        (r"glitter|glint|sparkle", "glitter"),
        (r"surf|foam", "surf"),
        (r"^water|ripple|swell", "water"),
        (r"weed|kelp", "weed"),
        (r"[._](wheat|palms|pines)$", "crowns"),
        (r"^(frames|edges)\..*(grass|reeds|blades|flowers|stalks)|^grass$", "grass"),
        (r"branch|boughs\.|leaves|vines", "boughs"),
    )
)
#: What the dice alone say, where one painter does several things.
_DICE = {"~surf": "surf", "~foam": "surf", "~under": "breath"}
MOVING = frozenset({role for _, role in _ROLES} - {LAND, "actor", "fall"} | {"far0", "far1"})
#: Rows of land one behind another, by the dice they roll: the farthest move a little against the rest.
_ROWS = re.compile(r"^~(ridge|trunks|row|heap|dune|belt|reef|cave)(\d)$")
_NEAR = 2  # rows from this one on stand still, as the ground does


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """Parts that move alike, drawn: RGBA, and where its upper left corner is."""

    role: str
    image: Image.Image
    x: int
    y: int


def role(part: str) -> str:
    """What this part does in a film: a word of `_ROLES`, "actor2", "far0" for a row of land, or "still"."""
    names = getattr(part, "by", "").split(" ")
    if names[-1].startswith("actor"):
        return str(names[-1])
    dice = names[-1] if names[-1].startswith("~") else ""
    own = names[:-1] if dice else names
    found = next((role for name in reversed(own) for words, role in _ROLES if words.search(name)), LAND)
    if found == "weed" and part.startswith("<g") and "<circle" in part:
        return "fall"  # bubbles: they rise on their own
    if found == "glitter" and "url(" in part:
        return "water"  # the sheen under the glints
    if found != LAND:
        return found
    row = _ROWS.search(dice)
    if row and int(row[2]) < (4 if row[1] == "heap" else _NEAR):  # clouds seen from above: all but the nearest
        return f"far{int(row[2]) // _NEAR}"
    if dice == "~river" and part.count("Q") > 40:
        return "glitter"  # its ripples
    return _DICE.get(dice, STILL)


def lots(parts: Sequence[str], moving: frozenset[str]) -> list[tuple[str, list[str]]]:
    """Consecutive parts of one role, back to front; roles outside `moving` stand still, "fall" is left out."""
    out: list[tuple[str, list[str]]] = []
    held: dict[str, list[str]] = {"glitter": [], "stars": []}

    def let(name: str) -> None:
        if held[name]:
            out.append((name, held[name]))
            held[name] = []

    for part in parts:
        what = role(part)
        if what == "fall":
            continue
        if what not in moving:
            what = STILL
        if what in held:  # glints go over the ripples and stars over the moon's light: fewer layers, the same look
            held[what].append(part)
            continue
        if what != "water":
            let("glitter")
        if what != STILL or " sky." not in getattr(part, "by", ""):
            let("stars")
        if out and out[-1][0] == what:
            out[-1][1].append(part)
        else:
            out.append((what, [part]))
    for name in held:
        let(name)
    return out


def drawn(sheet: Sheet, what: str, parts: Sequence[str], *, rows: tuple[float, float] = (0.0, 1.0)) -> Layer | None:
    """One lot as pixels, cut to what is there; None where that is nothing.

    `rows`, as shares of the canvas, bound what is looked at: an empty row costs nearly what a full one does.
    """
    import resvg_py
    from PIL import Image

    high = sheet.pixels[1]
    top, low = max(0, int(rows[0] * high)), min(high, math.ceil(rows[1] * high))
    if low - top < 2:
        return None
    png = resvg_py.svg_to_bytes(svg_string=sheet.svg(parts, rows=(top, low)), skip_system_fonts=True)
    picture = Image.open(io.BytesIO(bytes(png))).convert("RGBA")
    box = picture.getchannel("A").getbbox()
    if box is None:
        return None
    if box != (0, 0, *picture.size):
        picture = picture.crop(box)
    return Layer(role=what, image=picture, x=box[0], y=top + box[1])
