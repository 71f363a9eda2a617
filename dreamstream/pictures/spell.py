"""Spell what a font can letter: what it lacks is written plainly, never as an empty box."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL import ImageFont

_PLAIN = str.maketrans(
    dict(part.split("=") for part in "ł=l Ł=L đ=d Đ=D ø=o Ø=O ħ=h Ħ=H ı=i ŧ=t Ŧ=T ŋ=n Ŋ=N ð=d Ð=D".split())  # noqa: SIM905
    | {"ß": "ss", "ẞ": "SS", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "þ": "th", "Þ": "Th", "…": "..."}
    | {"–": "-", "—": "-", "‘": "'", "’": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"'}
)
# one letter, one sound, in the order of the alphabets
_CYRILLIC = dict(
    zip(
        "абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґ",
        "a,b,v,g,d,e,yo,zh,z,i,y,k,l,m,n,o,p,r,s,t,u,f,kh,ts,ch,sh,shch,,y,,e,yu,ya,i,yi,ye,g".split(","),  # noqa: SIM905
        strict=True,
    )
)
_GREEK = dict(
    zip("αβγδεζηθικλμνξοπρστυφχψως", "a,v,g,d,e,z,i,th,i,k,l,m,n,x,o,p,r,s,t,y,f,ch,ps,o,s".split(","), strict=True)  # noqa: SIM905
)
_BY_SOUND = ("HIRAGANA LETTER ", "KATAKANA LETTER ", "HANGUL SYLLABLE ", "ARABIC LETTER ", "HEBREW LETTER ")
_UNKNOWN = "\ufffd"


def spelled(text: str, font: ImageFont.FreeTypeFont) -> str:
    """The text in characters the font has; a word nobody here can spell becomes an ellipsis."""
    words: list[str] = []
    for word in unicodedata.normalize("NFC", text).split():
        said = "".join(sign if has(font, sign) else _said(sign) for sign in word)
        if _UNKNOWN in said:
            said = "…" if has(font, "…") else "..."
        said = "".join(sign for sign in said if has(font, sign))
        if said and not (said == "…" and words and words[-1] == "…"):
            words.append(said)
    return " ".join(words)


def _said(sign: str) -> str:
    plain = unicodedata.normalize("NFKD", sign).translate(_PLAIN)
    plain = "".join(part for part in plain if not unicodedata.combining(part))
    if plain.isascii():
        return plain if plain.isprintable() else ""
    low = sign.lower()
    for table in (_CYRILLIC, _GREEK):
        base = low if low in table else unicodedata.normalize("NFKD", low)[:1]
        if base in table:
            said = table[base]
            return said.capitalize() if sign != low else said
    name = unicodedata.name(sign, "")
    for start in _BY_SOUND:
        if name.startswith(start):
            sound = name.removeprefix(start).removeprefix("SMALL ").split(" ")[0].lower()
            return sound[:1] if start.startswith(("ARABIC", "HEBREW")) else sound
    # control signs, joiners, emoji say nothing in lettering; a letter of another script leaves its mark
    return _UNKNOWN if unicodedata.category(sign) in ("Lo", "Ll", "Lu", "Lm") else ""


def has(font: ImageFont.FreeTypeFont, sign: str) -> bool:
    """Whether the font draws this character itself."""
    return _has(font.path if isinstance(font.path, str) else str(font.getname()), sign, font)


@lru_cache(maxsize=2048)
def _has(key: str, sign: str, font: ImageFont.FreeTypeFont) -> bool:
    if not sign.isprintable() or unicodedata.category(sign) in ("Cs", "Co", "Cn"):
        return False
    # a missing character is drawn as the font's box: compare with one that is surely missing
    return sign == " " or bytes(font.getmask(sign)) not in _boxes(key, font)


@lru_cache(maxsize=8)
def _boxes(key: str, font: ImageFont.FreeTypeFont) -> tuple[bytes, ...]:
    return tuple(bytes(font.getmask(sign)) for sign in ("\U0010fffd", "\uffff", "\u0378"))
