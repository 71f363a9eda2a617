from __future__ import annotations

import struct
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageFont

from dreamstream.pictures import cmap, fonts
from dreamstream.pictures.voice import Voice, typeset

SCRIPTS = "aWéñ gjy,.!—“ żźłŁ Яжщ Ωψ خطاع שלום मुद्रा ฝันที่ 夢の。 꿈 e\u0301\u0323 \u0335\u0353 😀 "
ANY = st.text(alphabet=st.characters(exclude_categories=()), max_size=120) | st.text(SCRIPTS, max_size=120)


def box_of(font: ImageFont.FreeTypeFont) -> set[bytes]:
    """What a font draws for a letter it lacks."""
    return {bytes(font.getmask(sign)) for sign in ("\U0010fffd", "\uffff", "\u0378")}


@given(ANY)
@settings(max_examples=150, deadline=None)
def test_no_box_stands_for_a_letter(words: str) -> None:
    """What is lettered, its font has: no empty rectangle is ever drawn."""
    voice = Voice([words])
    for font, part in voice.runs(voice.spelled(words) or "", 24):
        missing = box_of(font)
        for sign in part:
            if not sign.isspace() and sign not in "\u200c\u200d":
                assert bytes(font.getmask(sign)) not in missing or font.getlength(sign) == 0, ascii(sign)


@given(ANY)
@settings(max_examples=100, deadline=None)
def test_the_runs_are_the_words(words: str) -> None:
    """Cutting a line by its fonts loses none of it and changes no order."""
    voice = Voice([words])
    said = voice.spelled(words) or ""

    assert "".join(part for _, part in voice.spans(said)) == said
    assert voice.width(said, 20) == pytest.approx(sum(f.getlength(part) for f, part in voice.runs(said, 20)))


@pytest.mark.parametrize(
    "words",
    [
        "Żółw śpi, źdźbło drży.",
        "Příliš žluťoučký kůň.",
        "Во сне я летел над морем.",
        "Ονειρεύτηκα τη θάλασσα.",
        "მე დამესიზმრა ზღვა",
        "Tôi mơ thấy biển rộng.",
        "मैंने सपने में समुद्र देखा।",
        "حلمت أنني أطير فوق البحر،",
        "חלמתי שאני עף.",
        "ฉันฝันว่าฉันบิน",
    ],
)
def test_packaged_fonts_letter_many_scripts(words: str) -> None:
    """Without a font of the machine's own, every letter as it was typed."""
    if not fonts.shaped() and not words[0].isascii() and ord(words[0]) > 0x0590:
        pytest.skip("this Pillow joins no letters")

    assert Voice([words]).spelled(words) == words


def test_a_script_without_a_font_is_said_to_be_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    """None for a caption mostly of it, an ellipsis for a word in another."""
    monkeypatch.setattr("dreamstream.pictures.voice._behind", lambda sign, tongue: None)
    voice = Voice(["夢を見た", "a dream (夢) of mine"])

    assert voice.spelled("夢を見た") is None
    assert voice.spelled("\U0001f600\U0001f600") is None
    assert voice.spelled("a dream (夢) of mine") == "a dream … of mine"
    assert voice.spelled("…") == ""
    assert voice.spelled("a \U0001f600 b") == "a b"


def test_a_font_of_the_machine_is_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file in a usual place that has the letters; a damaged one is passed over."""
    hand = fonts.hand()
    assert isinstance(hand.source, str)
    good, bad = tmp_path / "good.ttf", tmp_path / "bad.ttf"
    good.write_bytes(Path(hand.source).read_bytes())
    bad.write_bytes(good.read_bytes()[:200])
    monkeypatch.setattr(fonts, "_candidates", lambda sign: iter((str(bad), str(good))))
    fonts.system.cache_clear()
    try:
        found = fonts.system("A")
        assert found is not None and found.source == str(good)
        assert fonts.system("夢") is None
    finally:
        fonts.system.cache_clear()


def test_one_name_does_not_change_the_hand() -> None:
    """A page is lettered by hand where nearly all of it can be; the one word that cannot is set whole."""
    text = "I walked with my grandmother along the long grey beach at Hồ Tây and we all laughed."
    parts = Voice([text]).spans(text)

    assert [part.strip() for _, part in parts if "H" in part] == ["Hồ"]
    assert len(parts) == 3
    assert len(Voice(["Tôi mơ thấy biển rộng"]).spans("Tôi mơ thấy biển rộng")) == 1


@pytest.mark.parametrize("sign", "żśćłŁąęčřůďťőűășțğģķūħ")
def test_an_accent_the_hand_lacks_is_drawn(sign: str) -> None:
    """Over, under or through its letter: more ink than the letter alone, and no other font."""
    hand = fonts.hand()
    voice = Voice([f"{sign} and all the rest of it"])
    ((face, _),) = voice.spans(sign)
    base = hand.bare(sign)
    inks = []
    for said in (sign, base):
        sheet = Image.new("L", (80, 80))
        voice.draw(ImageDraw.Draw(sheet), (20, 55), said, 40, fill=255)
        inks.append(sum(value * count for value, count in enumerate(sheet.histogram())))

    assert face is hand and base != sign and base.isascii()
    assert inks[0] > inks[1] * 1.03
    assert voice.width(sign, 40) == voice.width(base, 40)


@pytest.mark.parametrize(
    ("typed", "set_"),
    [
        ('She said, "come in" -- twice', "She said, “come in” — twice"),
        ("I didn't know... it was the '90s", "I didn’t know… it was the ’90s"),
        ("'Go,' he said", "‘Go,’ he said"),
        ("wait , what ?", "wait, what?"),
        ("a\u202eb\x00c", "ab c"),
    ],
)
def test_typesetting(typed: str, set_: str) -> None:
    """Typographic marks for typed ones; no sign that turns or hides others."""
    assert typeset(typed) == set_


@pytest.mark.parametrize("body", [b"", b"OTTO", b"\0\1\0\0" + b"\xff" * 40, b"ttcf" + b"\xff" * 30])
def test_a_file_that_is_no_font(body: bytes, tmp_path: Path) -> None:
    """Is refused, whatever it begins with."""
    path = tmp_path / "font.ttf"
    path.write_bytes(body)
    with path.open("rb") as file, pytest.raises((ValueError, struct.error)):
        cmap.read(file)


def test_the_map_agrees_with_the_font() -> None:
    """What the map says is there is drawn, what it says is missing is a box."""
    face = fonts.hand()
    font = face.at(30)
    missing = box_of(font)
    for code in [*range(0x21, 0x7F), *range(0xA1, 0x180), 0x2014, 0x2026, 0x0430, 0x5922]:
        sign = chr(code)
        if sign != "\xad":
            assert cmap.has(face.spans, sign) == (bytes(font.getmask(sign)) not in missing), hex(code)
