"""Letter a page: paper, panels, and words that keep off the faces and never leave their box."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dreamstream.pictures import balloon, boxes, lines, pages, talk
from dreamstream.pictures.balloon import Colour
from dreamstream.pictures.quiet import Quiet
from dreamstream.pictures.spots import Spot
from dreamstream.pictures.voice import Voice

if TYPE_CHECKING:
    from PIL import Image

_FRAME = 0.0042  # the line around a panel, a share of the page
_CREAM, _WHITE, _LOUD = (250, 243, 226), (255, 253, 247), (252, 226, 150)
_DARK = 300  # the sum of a dark paper's colours is less
_DEAR = 20.0  # what a caption may cost before it is worth smaller letters
_TRIED = 7  # captions that may make room for a balloon


@dataclass(frozen=True, slots=True, kw_only=True)
class Stock:
    """The colours a page is printed in."""

    paper: Colour
    ink: Colour
    box: Colour  #: captions; balloons are whiter


#: Warm paper for warm dreams, dark paper for the dark ones; a mood not named here is peace.
_STOCKS = {
    "peace": Stock(paper=(240, 231, 212), ink=(24, 24, 36), box=_CREAM),
    "love": Stock(paper=(244, 227, 218), ink=(40, 20, 32), box=(252, 242, 232)),
    "joy": Stock(paper=(246, 234, 201), ink=(30, 26, 34), box=(254, 247, 226)),
    "fear": Stock(paper=(31, 35, 40), ink=(12, 15, 20), box=(228, 228, 212)),
    "anger": Stock(paper=(46, 24, 28), ink=(22, 10, 14), box=(244, 228, 210)),
    "sadness": Stock(paper=(218, 221, 224), ink=(22, 27, 38), box=(240, 240, 236)),
    "unease": Stock(paper=(222, 222, 205), ink=(24, 26, 28), box=(242, 240, 222)),
    "confusion": Stock(paper=(231, 223, 230), ink=(30, 22, 40), box=(248, 241, 242)),
}
PAPER = _STOCKS["peace"].paper


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """What somebody says, thinks or shouts in a panel, or a noise in it."""

    words: str
    kind: str = balloon.SAY
    head: tuple[float, float] | None = None  #: whose it is: x and y in shares of the panel


@dataclass(frozen=True, slots=True, kw_only=True)
class Panel:
    """One picture of a page and what is said over it."""

    body: bytes  #: any picture Pillow reads
    caption: str
    speech: Speech | None = None
    spots: tuple[Spot, ...] = ()  #: what words are to keep off, in pixels of the picture


def voice(captions: Sequence[str], *, title: str = "") -> Voice:
    """The fonts that letter a page with these words on it."""
    return Voice([*captions, title])


def page(
    panels: Sequence[Panel],
    *,
    cells: Sequence[pages.Cell] = (),
    size: int = 1024,
    seed: int = 0,
    title: str = "",
    mood: str = "peace",
) -> bytes:
    """A comic page as WebP; panels past the sixth are left out, `cells` are the page's own choice if not given.

    A caption no font here can letter is a number on the page: its words stand in the alternative text.
    """
    from PIL import Image, ImageOps

    from dreamstream.pictures.paint import encode, grained

    panels = panels[: pages.MOST]
    stock = _STOCKS.get(mood, _STOCKS["peace"])
    said = Voice([*(p.caption for p in panels), *(p.speech.words for p in panels if p.speech), title])
    heading = said.spelled(title) or ""
    cells = cells or pages.cells(len(panels), size=size, seed=seed, title=bool(heading), rtl=said.rtl)
    sheet = grained(Image.new("RGB", (size, size), stock.paper), seed)
    if heading:
        _head(sheet, heading, said, stock.ink if sum(stock.paper) > _DARK else stock.box)
    drawn: dict[pages.Cell, Image.Image] = {}
    for panel, cell in sorted(zip(panels, cells, strict=True), key=lambda pair: pair[1].over):
        drawn[cell] = ImageOps.fit(Image.open(io.BytesIO(panel.body)).convert("RGB"), (cell.w, cell.h))
        _framed(sheet, drawn[cell], cell, stock, size)
    texts = [said.spelled(panel.caption) for panel in panels]
    pixels = boxes.common([text or "" for text in texts], cells, size, said)
    for i, (panel, cell, text) in enumerate(zip(panels, cells, texts, strict=True)):
        quiet = Quiet(drawn[cell], cell, panel.spots, pages.keep_out(cells, i))
        # no font here has these letters: a number leads to the words elsewhere
        text = str(i + 1) if text is None else _capital(text) if text.strip("… ") else ""
        room = boxes.room(cell, size, pixels)
        found = _captions(text, room, pixels, quiet, said, size, last=i == len(panels) - 1) if text else []
        _words(sheet, panel, found, quiet, said, pixels=pixels, stock=stock, cell=cell)
    return encode(sheet)


def _captions(
    text: str, room: tuple[int, int], pixels: int, quiet: Quiet, voice: Voice, size: int, *, last: bool
) -> list[boxes.Choice]:
    """The places for a caption, the best first."""
    least = boxes.smallest(size)
    laid, fits = boxes.fitted(text, room, pixels, least, voice)
    found = boxes.choices(laid, fits, voice, quiet, size, last=last)
    if fits > least and found[0].cost > _DEAR:
        # somebody would be hidden: smaller letters may go round them
        small = boxes.layouts(text, room, least, voice)
        found = sorted([*found, *boxes.choices(small, least, voice, quiet, size, last=last)], key=lambda one: one.cost)
    return found


def _words(
    sheet: Image.Image,
    panel: Panel,
    captions: Sequence[boxes.Choice],
    quiet: Quiet,
    voice: Voice,
    *,
    pixels: int,
    stock: Stock,
    cell: pages.Cell,
) -> None:
    """Caption and balloon of a panel, placed together: one must leave the other its room."""
    size, speech = sheet.width, panel.speech
    caption = captions[0] if captions else None
    spot: talk.Place | None = None
    aim: tuple[float, float] | None = None
    said = (voice.spelled(speech.words) or "") if speech else ""
    if speech is not None and said.strip("… "):
        if speech.head is not None:
            aim = cell.x + speech.head[0] * cell.w, cell.y + speech.head[1] * cell.h
        ways = talk.ways(_capital(said), speech.kind, pixels, quiet, voice)
        small = talk.ways(_capital(said), speech.kind, boxes.smallest(size), quiet, voice)
        least = float("inf")
        for choice in captions[:_TRIED] or (None,):
            box = choice.box if choice else None
            found = talk.place(ways, quiet, aim, box, size) or talk.place(small, quiet, aim, box, size)
            cost = (choice.cost if choice else 0.0) + (found.cost if found else talk.WORST + 12.0)
            if cost < least:
                caption, spot, least = choice, found, cost
    if caption is not None:
        boxes.draw(sheet, caption, voice, size, ink=stock.ink, fill=stock.box)
    if spot is not None:
        loud = spot.balloon.kind == balloon.SOUND
        left, top, right, bottom = quiet.inner
        out = round(size * pages.GUTTER * 0.9) if loud else 0
        within = (left - out, top - out, right + out, bottom + out)
        fill = _LOUD if loud else _WHITE
        balloon.draw(sheet, spot.balloon, spot.at, aim, voice, ink=stock.ink, paper=fill, within=within, seed=cell.x)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _head(sheet: Image.Image, title: str, voice: Voice, ink: Colour) -> None:
    """The dream's title on the strip above the panels, cut where it is too long for one line."""
    from PIL import ImageDraw

    size = sheet.width
    edge, room = size * pages.MARGIN, size * (1 - 2 * pages.MARGIN)
    least = boxes.smallest(size)
    pixels = next((p for p in range(round(size * 0.042), least, -1) if voice.width(title, p) <= room), least)
    shown = lines.wrapped(title, room, lambda text: voice.width(text, pixels))
    line = lines.cut(shown, 1, room, lambda text: voice.width(text, pixels))[0]
    x = size - edge - voice.width(line, pixels) if voice.rtl else edge
    voice.draw(ImageDraw.Draw(sheet), (x, edge + size * pages.TITLE * 0.58), line, pixels, fill=ink)


def _framed(sheet: Image.Image, picture: Image.Image, cell: pages.Cell, stock: Stock, size: int) -> None:
    from PIL import Image, ImageDraw

    line = max(1.0, size * _FRAME)
    dark = sum(stock.paper) < _DARK
    if cell.over:
        rim = round(size * pages.GUTTER * 0.55)
        draw = ImageDraw.Draw(sheet)
        draw.rectangle(
            (cell.x - rim, cell.y - rim, cell.x + cell.w + rim - 1, cell.y + cell.h + rim - 1), fill=stock.paper
        )
    for shrink, fill in ((0.0, None), (0.6 if dark else line, picture)):
        mask = Image.new("L", (cell.w * 2, cell.h * 2), 0)
        ImageDraw.Draw(mask).polygon(_shrunk(cell, shrink), fill=255)
        mask = mask.resize((cell.w, cell.h), Image.Resampling.BOX)
        sheet.paste(fill if fill is not None else stock.ink, (cell.x, cell.y), mask)


def _shrunk(cell: pages.Cell, by: float) -> list[tuple[float, float]]:
    (ax, ay), (bx, by_), (cx, cy), (dx, dy) = cell.corners
    corners = ((ax + by, ay + by), (bx - by, by_ + by), (cx - by, cy - by), (dx + by, dy - by))
    # Pillow's polygons hold their last row and column too
    return [((x - cell.x) * 2 - (i in (1, 2)), (y - cell.y) * 2 - (i in (2, 3))) for i, (x, y) in enumerate(corners)]
