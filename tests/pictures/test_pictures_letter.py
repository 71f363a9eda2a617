from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from dreamstream.pictures import balloon, boxes, letter, pages, talk
from dreamstream.pictures.quiet import Quiet
from dreamstream.pictures.spots import Spot
from dreamstream.pictures.voice import Voice

SCRIPTS = "aWéñ gjy,.!—“ żźłŁ Яжщ Ωψ خطاع שלום मुद्रा ฝันที่ 夢の。 꿈 e\u0301\u0323 \u0335\u0353 😀 "
ANY = (
    st.text(alphabet=st.characters(exclude_categories=()), max_size=160)
    | st.text("W ", min_size=1, max_size=200)
    | st.text(SCRIPTS, min_size=1, max_size=160)
)
GREY = (90, 100, 110)


def grey(size: int = 64) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (size, size), GREY).save(out, "PNG")
    return out.getvalue()


def drawn(panels: list[letter.Panel], **more: object) -> Image.Image:
    return Image.open(io.BytesIO(letter.page(panels, **more))).convert("RGB")  # type: ignore[arg-type]


def changed(a: Image.Image, b: Image.Image) -> tuple[int, int, int, int] | None:
    return ImageChops.difference(a, b).convert("L").point(lambda v: 255 if v > 40 else 0).getbbox()


@given(ANY, st.integers(70, 400), st.integers(50, 300), st.booleans())
@settings(max_examples=120, deadline=None)
def test_no_ink_leaves_a_caption(words: str, wide: int, high: int, last: bool) -> None:
    """Any words, any panel: what is drawn stays in the panel, and every dark pixel in its box and shadow."""
    cell = pages.Cell(x=5, y=5, w=wide, h=high, corners=((5, 5), (5 + wide, 5), (5 + wide, 5 + high), (5, 5 + high)))
    voice = Voice([words])
    said = voice.spelled(words)
    size = 512
    before = Image.new("RGB", (wide + 10, high + 10), GREY)
    sheet = before.copy()
    quiet = Quiet(before.crop((5, 5, 5 + wide, 5 + high)), cell, (), ())
    if not said or not said.strip("… "):
        return
    found = letter._captions(said, boxes.room(cell, size, 14), 14, quiet, voice, size, last=last)
    boxes.draw(sheet, found[0], voice, size, ink=(0, 0, 0), fill=(255, 255, 255))
    left, top, right, bottom = found[0].box
    spread = ImageChops.difference(sheet, before).getbbox()

    assert spread is not None
    assert spread[0] >= left >= 5 and spread[1] >= top >= 5
    assert right <= 5 + wide and bottom <= 5 + high
    assert spread[2] <= right + 4 and spread[3] <= bottom + 4


@given(ANY, st.sampled_from(balloon.KINDS), st.integers(80, 400), st.integers(60, 300))
@settings(max_examples=120, deadline=None)
def test_no_ink_leaves_a_balloon_s_panel(words: str, kind: str, wide: int, high: int) -> None:
    """Tail, spikes and letters end at the panel's frame."""
    cell = pages.Cell(x=5, y=5, w=wide, h=high, corners=((5, 5), (5 + wide, 5), (5 + wide, 5 + high), (5, 5 + high)))
    voice = Voice([words])
    said = voice.spelled(words) or "no"
    before = Image.new("RGB", (wide + 10, high + 10), GREY)
    sheet = before.copy()
    quiet = Quiet(before.crop((5, 5, 5 + wide, 5 + high)), cell, (), ())
    spot = talk.place(talk.ways(said, kind, 14, quiet, voice), quiet, (wide * 0.8, high * 0.8), None, 512)
    if spot is None:
        return
    balloon.draw(
        sheet, spot.balloon, spot.at, (wide * 0.8, high * 0.8), voice, ink=(0, 0, 0), paper=(255, 255, 255),
        within=quiet.inner,
    )  # fmt: skip
    spread = ImageChops.difference(sheet, before).getbbox()

    assert spread is not None
    assert spread[0] >= 5 and spread[1] >= 5 and spread[2] <= 5 + wide and spread[3] <= 5 + high


@given(st.lists(ANY, min_size=1, max_size=7), st.integers(0, 99))
@settings(max_examples=20, deadline=None)
def test_the_paper_at_the_edge_stays_clean(captions: list[str], seed: int) -> None:
    """A page is drawn for any captions, and nothing runs off the panels."""
    size = 256
    picture = drawn([letter.Panel(body=grey(), caption=words) for words in captions], size=size, seed=seed)

    assert picture.size == (size, size)
    for x, y in [(x, y) for x in (1, size - 2) for y in range(0, size, 16)]:
        pixel = picture.getpixel((x, y))
        assert isinstance(pixel, tuple)
        assert all(abs(a - b) < 30 for a, b in zip(pixel, letter.PAPER, strict=True))


def test_the_same_page_gives_the_same_bytes() -> None:
    """Nothing in a page is rolled anew."""
    said = letter.Speech(words="Come back!", kind="shout", head=(0.5, 0.5))
    panels = [letter.Panel(body=grey(), caption=words, speech=said) for words in ("one", "two", "three")]

    assert letter.page(panels, size=200, seed=3) == letter.page(panels, size=200, seed=3)


@pytest.mark.parametrize("words", ["夢を見た", "𒀀𒀁𒀂"])
def test_a_caption_nobody_can_letter_is_a_number(words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Never boxes, never silence: the panel has a small box, and it is not the one of other words."""
    monkeypatch.setattr("dreamstream.pictures.fonts._candidates", lambda sign: iter(()))
    monkeypatch.setattr("dreamstream.pictures.voice._behind", lambda sign, tongue: None)
    pages_ = [drawn([letter.Panel(body=grey(), caption=caption)] * 3, size=256) for caption in (words, "…", "I flew.")]

    assert changed(pages_[0], pages_[1]) is not None
    assert changed(pages_[0], pages_[2]) is not None


def test_words_keep_off_a_head() -> None:
    """A head where the caption would like to be sends it elsewhere."""
    size = 512
    free = drawn([letter.Panel(body=grey(), caption="I walked along the river.")], size=size)
    silent = drawn([letter.Panel(body=grey(), caption="…")], size=size)
    box = changed(free, silent)
    assert box is not None
    cell = pages.cells(1, size=size)[0]
    head = Spot(box=tuple(float(v - o) for v, o in zip(box, (cell.x, cell.y) * 2, strict=True)), weight=6.0)  # type: ignore[arg-type]
    moved = changed(
        drawn([letter.Panel(body=grey(), caption="I walked along the river.", spots=(head,))], size=size), silent
    )

    assert moved is not None
    assert moved[0] >= box[2] or moved[1] >= box[3] or moved[3] <= box[1] or moved[2] <= box[0]


def test_no_letter_leaves_a_box_it_does_not_fit() -> None:
    """Words too long and heaps of marks end at the box's edge."""
    voice = Voice(["x"])
    before = Image.new("RGB", (300, 200), GREY)
    sheet = before.copy()
    box = (100, 80, 160, 100)
    choice = boxes.Choice(cost=0.0, box=box, lines=("WWWWWWWWWWWWWWW", "ÂÂÂ", "jjj", "ggg"), pixels=30)
    boxes.draw(sheet, choice, voice, 500, ink=(0, 0, 0), fill=(255, 255, 255))
    spread = ImageChops.difference(sheet, before).getbbox()

    assert spread == (100, 80, 163, 103)


@pytest.mark.parametrize("kind", ["say", "think", "shout"])
def test_a_tail_points_at_who_speaks(kind: str) -> None:
    """From the balloon towards the mouth, and not onto it."""
    voice = Voice(["Yes."])
    laid = balloon.laid(kind, ["Yes."], 20, voice)
    reach = {}
    for x in (60, 340):
        sheet = Image.new("RGB", (400, 200), GREY)
        balloon.draw(
            sheet, laid, (200 - laid.w // 2, 30), (x, 160), voice, ink=(0, 0, 0), paper=(255, 255, 255),
            within=(0, 0, 400, 200),
        )  # fmt: skip
        reach[x] = ImageChops.difference(sheet, Image.new("RGB", sheet.size, GREY)).getbbox()
        assert sheet.getpixel((x, 160)) == GREY

    left, right = reach[60], reach[340]
    assert left and right
    assert left[0] < right[0] - 10 and left[2] < right[2] - 10
    assert min(left[3], right[3]) > 30 + laid.h + 10


def test_a_title_stands_above_the_panels() -> None:
    """And where there is none, the panels take its room."""
    titled = drawn([letter.Panel(body=grey(), caption="…")] * 3, size=256, title="The red door")
    plain = drawn([letter.Panel(body=grey(), caption="…")] * 3, size=256)

    assert titled.crop((8, 8, 248, 20)).convert("L").getextrema()[0] < 120
    assert changed(titled, plain) is not None
    assert pages.cells(3, size=256, title=True)[0].y > pages.cells(3, size=256)[0].y


def test_dark_moods_have_dark_paper() -> None:
    """Fear is printed on nearly black, joy on yellow cream."""
    panels = [letter.Panel(body=grey(), caption="…")] * 3
    dark, light = (drawn(panels, size=128, mood=mood).getpixel((1, 1)) for mood in ("fear", "joy"))

    assert isinstance(dark, tuple) and isinstance(light, tuple)
    assert max(dark) < 80 and min(light) > 150


def test_letters_stay_readable_at_half_size() -> None:
    """The smallest small letter of a page of 512 pixels is at least five pixels high."""
    font = Voice(["x"]).runs("x", boxes.smallest(1024))[0][0]
    box = font.getbbox("x")

    assert (box[3] - box[1]) / 2 >= 5
