"""Four ways of writing down a picture for a terminal, each read back to pixels."""

from __future__ import annotations

import base64
import io
import re

import pytest
from PIL import Image

from dreamstream.cli import easel
from dreamstream.cli.terminal import Terminal

RED, BLUE, WHITE = (220, 30, 40), (20, 50, 200), (255, 255, 255)


def wide(way: str, **size: int) -> Terminal:
    return Terminal(way=way, columns=size.get("columns", 80), rows=size.get("rows", 24), cell=(10, 20))


def flag(size: tuple[int, int] = (200, 200)) -> Image.Image:
    """Red on the left, blue on the right, a white square in the middle."""
    picture = Image.new("RGB", size, RED)
    picture.paste(BLUE, (size[0] // 2, 0, size[0], size[1]))
    picture.paste(WHITE, (size[0] * 2 // 5, size[1] * 2 // 5, size[0] * 3 // 5, size[1] * 3 // 5))
    return picture


def written(way: str, picture: Image.Image, most: int = 20, *, deep: bool = True) -> str:
    return "".join(easel.framed(picture, wide(way), most, deep=deep))


def is_flag(found: Image.Image, by: int = 40) -> bool:
    found = found.convert("RGB")
    spots = {(0.1, 0.5): RED, (0.9, 0.5): BLUE, (0.5, 0.5): WHITE, (0.1, 0.05): RED, (0.9, 0.95): BLUE}
    return all(
        abs(a - b) <= by
        for (x, y), colour in spots.items()
        for a, b in zip(found.getpixel((int(x * found.width), int(y * found.height))), colour, strict=True)
    )


def blocks(text: str) -> Image.Image:
    """Half blocks back to pixels."""
    lines = text.splitlines()
    found = Image.new("RGB", (lines[0].count("▀"), 2 * len(lines)), (255, 0, 255))
    for y, line in enumerate(lines):
        assert line.endswith("\x1b[0m")
        x, colours = 0, [(0, 0, 0)] * 2
        for codes, _ in re.findall(r"\x1b\[([\d;]+)m|(▀)", line):
            if not codes:
                for half in (0, 1):
                    found.putpixel((x, 2 * y + half), colours[half])
                x += 1
            elif codes != "0":
                values = [int(code) for code in codes.split(";")]
                step = len(values) // 2
                colours = [spelt(values[:step]), spelt(values[step:])]
    return found


def spelt(values: list[int]) -> tuple[int, int, int]:
    if values[1] == 2:
        return values[2], values[3], values[4]
    n = values[2] - 16
    if n >= 216:
        return (8 + 10 * (n - 216),) * 3
    steps = (0, 95, 135, 175, 215, 255)
    return steps[n // 36], steps[n // 6 % 6], steps[n % 6]


def sixels(text: str) -> Image.Image:
    """Sixels back to pixels."""
    head = re.match(r'\x1bP0;1;0q"1;1;(\d+);(\d+)(.*)\x1b\\\n$', text, re.DOTALL)
    assert head
    found = Image.new("RGB", (int(head[1]), int(head[2])), (255, 0, 255))
    palette: dict[int, tuple[int, ...]] = {}
    x = y = colour = 0
    for part in re.finditer(r"#(\d+);2;(\d+);(\d+);(\d+)|#(\d+)|!(\d+)(.)|(\$)|(-)|([?-~])", head[3]):
        if part[1]:
            palette[int(part[1])] = tuple(round(int(value) * 2.55) for value in part.group(2, 3, 4))
        elif part[5]:
            colour = int(part[5])
        elif part[8]:
            x = 0
        elif part[9]:
            x, y = 0, y + 6
        else:
            end = x + int(part[6] or 1)
            for k in range(6):
                if (ord(part[7] or part[10]) - 63) >> k & 1:
                    found.paste(palette[colour], (x, y + k, end, y + k + 1))
            x = end
    return found


@pytest.mark.parametrize(("deep", "by"), [(True, 2), (False, 45)], ids=["16 million", "240"])
def test_half_blocks(deep: bool, by: int) -> None:
    """Two pixels a letter, in every colour or in the nearest of the few."""
    text = written("blocks", flag(), deep=deep)

    assert blocks(text).size == (20, 20)
    assert is_flag(blocks(text), by)
    assert ("38;5;" in text) != deep


@pytest.mark.parametrize("size", [(200, 200), (200, 131), (97, 200)], ids=str)
def test_sixels(size: tuple[int, int]) -> None:
    """Every pixel is there, also where the last row of letters is not full."""
    found = sixels(written("sixel", flag(size)))

    assert is_flag(found)
    assert (255, 0, 255) not in {colour for _, colour in found.getcolors(1 << 20) or ()}


def test_sixels_of_a_picture() -> None:
    """Many colours: what comes back is what a palette of 255 makes of it."""
    gradient = Image.merge(
        "RGB", [Image.linear_gradient("L"), Image.radial_gradient("L"), Image.new("L", (256, 256), 90)]
    )
    found, small = sixels(written("sixel", gradient)), gradient.resize((200, 200))
    apart = [abs(a - b) for a, b in zip(found.tobytes(), small.tobytes(), strict=True)]

    assert sum(apart) / len(apart) < 6


def test_kitty() -> None:
    """A PNG in messages of 4096 letters, no answer wanted, as many cells as are free."""
    noise = Image.effect_noise((200, 200), 90).convert("RGB")
    text = written("kitty", noise)
    parts = re.findall(r"\x1b_G([^;]*);([^\x1b]*)\x1b\\", text)

    assert parts[0][0] == "a=T,f=100,q=2,c=20,r=10,m=1"
    assert [head for head, _ in parts[1:]] == ["m=1"] * (len(parts) - 2) + ["m=0"]
    assert all(len(body) == 4096 for _, body in parts[:-1])
    assert re.sub(r"\x1b_G[^\x1b]*\x1b\\", "", text) == "\n"
    picture = Image.open(io.BytesIO(base64.b64decode("".join(body for _, body in parts))))
    assert (picture.format, picture.size) == ("PNG", (200, 200))
    small = re.findall(r"\x1b_G([^;]*);", written("kitty", flag((20, 20)), most=1))
    assert small == ["a=T,f=100,q=2,c=1,r=1,m=0"]


def test_iterm() -> None:
    """A JPEG in one message, sized in cells."""
    head = re.fullmatch(r"\x1b\]1337;File=inline=1;([^:]*):([^\x07]*)\x07\n", written("iterm", flag()))
    assert head
    assert head[1] == "width=20;height=10;preserveAspectRatio=0"
    assert is_flag(Image.open(io.BytesIO(base64.b64decode(head[2]))))


@pytest.mark.parametrize(
    ("size", "columns", "rows", "most", "fits"),
    [
        ((1024, 1024), 200, 60, 60, (60, 30)),
        ((1024, 1024), 80, 24, 60, (44, 22)),
        ((1024, 1024), 40, 60, 60, (39, 20)),
        ((1024, 1450), 120, 50, 100, (68, 48)),
        ((2048, 3), 80, 24, 60, (60, 1)),
        ((3, 2048), 80, 24, 60, (1, 22)),
        ((1024, 1024), 80, 2, 60, (16, 8)),
        ((1024, 1024), 1, 1, 60, (1, 1)),
    ],
    ids=str,
)
def test_it_fits(size: tuple[int, int], columns: int, rows: int, most: int, fits: tuple[int, int]) -> None:
    """No wider than allowed, no wider than the window, and whole in it; never nothing."""
    assert easel.fit(size, wide("blocks", columns=columns, rows=rows), most, (1, 2)) == fits
