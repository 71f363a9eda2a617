from __future__ import annotations

import io
import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from dreamstream.pictures import letter, spell

ANY = st.text(alphabet=st.characters(exclude_categories=()), max_size=160) | st.text("W ", max_size=200)


def grey(size: int = 64) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (size, size), (90, 100, 110)).save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize("count", range(1, 7))
@pytest.mark.parametrize("size", [128, 1024])
def test_panels_lie_apart_inside_the_page(count: int, size: int) -> None:
    """Every panel is on the paper and no two touch."""
    cells = letter.cells(count, size=size)

    assert len(cells) == count
    for x, y, w, h in cells:
        assert x > 0 and y > 0 and x + w < size and y + h < size and w > 20 and h > 20
    for (ax, ay, aw, ah), (bx, by, bw, bh) in itertools.combinations(cells, 2):
        assert ax + aw < bx or bx + bw < ax or ay + ah < by or by + bh < ay


@given(ANY, st.integers(60, 700), st.integers(40, 260))
@settings(max_examples=150, deadline=None)
def test_a_caption_never_leaves_its_box(words: str, wide: int, high: int) -> None:
    """Whatever is written in whatever script: the lines fit, across and down."""
    font, lines = letter._fitted(words, (wide, high), 1024)

    assert len(lines) * letter._step(font) <= max(high, letter._step(font))
    assert all(font.getlength(line) <= wide for line in lines if len(line) > 1)


@given(ANY)
@settings(max_examples=150, deadline=None)
def test_no_box_stands_for_a_letter(words: str) -> None:
    """What is lettered, the font has."""
    font = letter._font(24)

    assert all(sign == " " or spell.has(font, sign) for sign in spell.spelled(words, font))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Żółw śpi", "Zólw spi"),
        ("Сон", "Son"),
        ("όνειρο", "oneiro"),
        ("ゆめ", "yume"),
        ("夢を見た", "…"),
        ("a \U0001f600 b", "a b"),
    ],
)
def test_other_alphabets_come_out_legibly(words: str, said: str) -> None:
    """Where the font lacks a letter, its sound stands for it."""
    assert spell.spelled(words, letter._font(24)) == said


@given(st.lists(ANY, min_size=1, max_size=7))
@settings(max_examples=12, deadline=None)
def test_the_paper_between_the_panels_stays_clean(captions: list[str]) -> None:
    """A page is drawn for any captions, and nothing runs into the gutters."""
    size = 256
    body = letter.page([letter.Panel(body=grey(), caption=words) for words in captions], size=size)
    picture = Image.open(io.BytesIO(body)).convert("RGB")
    edge = [picture.getpixel((x, y)) for x in (1, size - 2) for y in range(0, size, 16)]

    assert picture.size == (size, size)
    for pixel in edge:
        assert isinstance(pixel, tuple)
        assert all(abs(a - b) < 24 for a, b in zip(pixel, letter.PAPER, strict=True))


def test_the_same_page_gives_the_same_bytes() -> None:
    """Nothing in a page is rolled."""
    panels = [letter.Panel(body=grey(), caption=words) for words in ("one", "two", "three")]

    assert letter.page(panels, size=200) == letter.page(panels, size=200)
