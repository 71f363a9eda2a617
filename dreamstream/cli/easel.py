"""Set a kept picture before whoever sits at the terminal: as kitty's, iTerm2's or sixel pixels, else in half blocks.

No library: the one there is asks its questions of standard input (a pipe of ids breaks it), leaves late answers to the
shell's prompt, and costs more code than these four ways of writing down pixels.
"""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Iterator
from typing import IO, TYPE_CHECKING

from dreamstream import media
from dreamstream.cli.here import Here
from dreamstream.cli.terminal import Terminal, terminal
from dreamstream.errors import NotFound

if TYPE_CHECKING:
    from PIL import Image

#: The style of a line that is no text but the name of a picture; the wide one is for pages with words on them.
PICTURE, PAGE = "picture", "picture page"
#: Columns of a picture and of a page; more only makes the eye wander.
_WIDE = {PICTURE: 60, PAGE: 100}
#: More pixels than any kept picture has.
_MOST = 25_000_000
_KITTY = 4096  # characters of one message


def hang(here: Here, out: IO[str], name: str, style: str, colours: str | None) -> None:
    """Write this picture to the terminal; nothing where it is not here, is a film, or colours are not wanted."""
    if not here.colored or colours not in ("truecolor", "256"):
        return
    try:
        body = media.read(here.places, name)
    except NotFound:
        return  # the line that follows says so
    if not (media.sniff(body) or "").startswith("image/"):
        return
    where = terminal()
    if where.way == "blocks" and not _speaks(out):
        return
    from PIL import Image

    with Image.open(io.BytesIO(body), formats=("WEBP", "PNG", "JPEG", "GIF")) as picture:
        if picture.width * picture.height > _MOST:
            return
        deep = colours == "truecolor" or where.translates
        for part in framed(picture.convert("RGB"), where, _WIDE[style], deep=deep):
            out.write(part)
    out.flush()


def framed(picture: Image.Image, where: Terminal, most: int, *, deep: bool) -> Iterator[str]:
    """What to write so that the picture stands there whole, at most `most` columns wide, and the cursor below it."""
    cell = where.cell if where.way != "blocks" else (1, 2)
    columns, rows = fit(picture.size, where, most, cell)
    if where.way == "blocks":
        yield from _blocks(_resized(picture, columns, 2 * rows), deep=deep)
        return
    small = _resized(picture, columns * cell[0], rows * cell[1])
    if where.way == "kitty":
        yield from _kitty(small, columns, rows)
    elif where.way == "iterm":
        yield from _iterm(small, columns, rows)
    else:
        yield from _sixel(small)
    yield "\n"


def fit(size: tuple[int, int], where: Terminal, most: int, cell: tuple[int, int]) -> tuple[int, int]:
    """Columns and rows: as wide as allowed, and never so high that its top leaves the window."""
    shape = size[1] / size[0] * cell[0] / cell[1]
    columns = max(1, min(most, where.columns - 1))
    rows = max(1, min(round(columns * shape), max(8, where.rows - 2)))
    return max(1, min(columns, round(rows / shape))), rows


def _resized(picture: Image.Image, width: int, height: int) -> Image.Image:
    from PIL import Image

    return picture.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3.0)


def _speaks(out: IO[str]) -> bool:
    try:
        "▀".encode(getattr(out, "encoding", None) or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def _blocks(picture: Image.Image, *, deep: bool) -> Iterator[str]:
    """Two pixels a cell: the upper in the colour of the letter, the lower in the colour behind it."""
    width = picture.width
    if deep:
        raw = picture.tobytes()
        spelt = [f"2;{raw[i]};{raw[i + 1]};{raw[i + 2]}" for i in range(0, len(raw), 3)]
    else:
        spelt = [f"5;{16 + index}" for index in _cube(picture).tobytes()]
    for y in range(0, picture.height, 2):
        line, before = [], ("", "")
        for pair in zip(spelt[y * width : (y + 1) * width], spelt[(y + 1) * width : (y + 2) * width], strict=True):
            line.append("▀" if pair == before else f"\x1b[38;{pair[0]};48;{pair[1]}m▀")
            before = pair
        yield "".join(line) + "\x1b[0m\n"


def _cube(picture: Image.Image) -> Image.Image:
    """In the 240 colours every terminal has, each its nearest: dots between them hide a figure of two cells."""
    from PIL import Image

    steps = (0, 95, 135, 175, 215, 255)
    colours = [(r, g, b) for r in steps for g in steps for b in steps] + [(8 + 10 * i,) * 3 for i in range(24)]
    palette = Image.new("P", (1, 1))
    palette.putpalette([value for colour in colours for value in colour])
    chosen = picture.quantize(palette=palette, dither=Image.Dither.NONE)
    return chosen.point([i if i < len(colours) else 0 for i in range(256)])  # what fills the palette up is black


def _kitty(picture: Image.Image, columns: int, rows: int) -> Iterator[str]:
    body = _coded(picture, "PNG", compress_level=4)
    head = f"a=T,f=100,q=2,c={columns},r={rows},"
    for at in range(0, len(body), _KITTY):
        more = int(at + _KITTY < len(body))
        yield f"\x1b_G{head}m={more};{body[at : at + _KITTY]}\x1b\\"
        head = ""


def _iterm(picture: Image.Image, columns: int, rows: int) -> Iterator[str]:
    body = _coded(picture, "JPEG", quality=92)
    yield f"\x1b]1337;File=inline=1;width={columns};height={rows};preserveAspectRatio=0:{body}\x07"


def _coded(picture: Image.Image, form: str, **options: int) -> str:
    out = io.BytesIO()
    picture.save(out, form, **options)
    return base64.b64encode(out.getvalue()).decode("ascii")


def _sixel(picture: Image.Image) -> Iterator[str]:
    """Six rows at a time, one colour after another; a letter is a column of six, its bits who has that colour."""
    few = picture.quantize(255)
    width, height = few.size
    raw = few.tobytes()
    palette = few.getpalette() or []
    yield f'\x1bP0;1;0q"1;1;{width};{height}'
    for i in sorted(set(raw)):
        red, green, blue = (round(value * 100 / 255) for value in palette[3 * i : 3 * i + 3])
        yield f"#{i};2;{red};{green};{blue}"
    letters = bytes((63 + i) % 256 for i in range(256))
    for top in range(0, height, 6):
        rows = [raw[y * width : (y + 1) * width] for y in range(top, min(top + 6, height))]
        band = []
        for colour in sorted(set().union(*rows)):
            bits = 0
            for k, row in enumerate(rows):
                if colour in row:
                    table = bytearray(256)
                    table[colour] = 1 << k
                    bits |= int.from_bytes(row.translate(bytes(table)), "big")
            line = bits.to_bytes(width, "big").rstrip(b"\0").translate(letters).decode("ascii")
            band.append(f"#{colour}" + re.sub(r"(.)\1{3,}", lambda m: f"!{len(m[0])}{m[1]}", line))
        yield "$".join(band) + "-"
    yield "\x1b\\"
