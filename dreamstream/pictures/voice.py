"""A page's voice: which font letters which sign, how wide that is, and what nobody here can letter."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from dreamstream.pictures import accents, fonts

if TYPE_CHECKING:
    from PIL import ImageDraw, ImageFont

    Run = tuple[ImageFont.FreeTypeFont, str]

#: Scripts whose letters join, stack or run from the right: without a shaping Pillow they would be drawn wrongly.
_SHAPED = re.compile("[\u0590-\u08ff\u0900-\u0dff\u0e00-\u0fff\u1000-\u109f\u1780-\u18af\ufb1d-\ufdff\ufe70-\ufefc]")
_GONE = re.compile("[\u200e\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff\u00ad]|[\U0001f3fb-\U0001f3ff]")
_PLAIN = str.maketrans(
    {"‐": "-", "‑": "-", "‒": "–", "―": "—", "′": "’", "″": "”", "−": "-", "\u00a0": " ", "\u2009": " "}
)
_QUOTES = (
    (re.compile(r"(^|[\s(\[{—–\-“‘])\"(?=\S)"), r"\1“"),
    (re.compile(r"\""), "”"),
    (re.compile(r"(^|[\s(\[{—–“])'(?=\S)(?!(?:tis|twas|em|cause|til|\d0s)\b)", re.I), r"\1‘"),
    (re.compile(r"'"), "’"),
    (re.compile(r"\s+--?-?\s+|(?<=\w)--+(?=\w|\s|$)"), " — "),
    (re.compile(r"\.{3,}|\.(?: \.){2,}"), "…"),
    (re.compile(r"\s+([,.;:!?…])(?=\s|$)"), r"\1"),
)
_LOST = 0.4  # with more than this share of its letters missing, a caption is not lettered at all
_OWN = 0.96  # a page is lettered by hand if the hand has this share of its Latin letters
_STACK = 2  # marks over one letter; what is heaped higher is somebody's joke


def typeset(text: str) -> str:
    """The same words with curly quotes, dashes and true ellipses."""
    text = _GONE.sub("", unicodedata.normalize("NFC", text)).translate(_PLAIN)
    text = " ".join("".join(sign if sign.isprintable() or sign in "\u200c\u200d" else " " for sign in text).split())
    for found, instead in _QUOTES:
        text = found.sub(instead, text)
    return " ".join(text.split())


class Voice:
    """The fonts of one page: the hand where it has the letters, else the wide one, else the machine's own."""

    __slots__ = ("_faces", "_held", "_tongue", "_widths", "rtl")

    def __init__(self, texts: Sequence[str]) -> None:
        texts = [typeset(text) for text in texts]
        hand = fonts.hand()
        everything = {sign for text in texts for sign in text}
        latin = {sign for sign in everything if sign.isalpha() and unicodedata.name(sign, "").startswith("LATIN")}
        faces = [hand]
        if any(sign.isalpha() and not hand.has(sign) for sign in everything):
            wide = fonts.wide()
            if wide is not None:
                # one hand for the whole page: lines half lettered, half set read like a ransom note. A name or two
                # from elsewhere is set apart, word by word
                written = [sign for text in texts for sign in text if sign in latin]
                held = sum(hand.has(sign) for sign in written)
                faces = [hand, wide] if written and held >= _OWN * len(written) else [wide, hand]
        self._faces = tuple(faces)
        self._tongue = fonts.tongue(texts)
        used = everything | {sign.upper() for sign in everything if len(sign.upper()) == 1} | set(" …0123456789")
        self._held = frozenset(sign for sign in used if faces[0].has(sign))  # nearly every line is one run
        self._widths: dict[tuple[str, int], float] = {}  # the same lines are measured a hundred times a page
        way = [unicodedata.bidirectional(sign) for text in texts for sign in text]
        self.rtl = sum(w in ("R", "AL") for w in way) > way.count("L")  #: the page is read from the right

    def spelled(self, text: str) -> str | None:
        """What of a text can be lettered, None where too little of it can.

        A word that cannot be becomes an ellipsis; signs that say nothing aloud (emoji, ornaments) are left out.
        """
        words: list[str] = []
        letters = lost = 0
        for word in typeset(text).split():
            own = sum(sign.isalnum() for sign in word)
            said = self._said(word)
            if said is None:
                lost += own
                said = "…"
            letters += own
            if said and not (said == "…" and words and words[-1] == "…"):
                words.append(said)
        if letters and lost <= _LOST * letters:
            return " ".join(words)
        return "" if not letters and not re.search(r"[^\s.…\-—–*_]", text) else None

    def _said(self, word: str) -> str | None:
        kept: list[str] = []
        marks = 0
        base: fonts.Face | None = None  # a mark is drawn by its letter's font, or not at all
        turned = any(unicodedata.bidirectional(sign) in ("R", "AL") for sign in word)
        for sign in word:
            kind = unicodedata.category(sign)
            marks = marks + 1 if kind == "Mn" else 0
            # a line that runs from the right is set by one font, or its halves would change places
            face = (fonts.wide() if turned and self._faces[0] is not fonts.wide() else None) or self._face(sign)
            if kind == "Mn":
                face = base
            else:
                base = face
            held = face is not None and face.has(sign)
            if _SHAPED.match(sign) and not fonts.shaped():
                held = False
            if held and marks <= _STACK:
                kept.append(sign)
            elif held or kind in ("Mn", "Me"):
                continue
            elif kind[0] in "LN" or kind == "Mc":
                plain = unicodedata.normalize("NFKD", sign)
                if plain == sign or not all(self._face(part) for part in plain):
                    return None
                kept.append(plain)
        return "".join(kept)

    def runs(self, text: str, pixels: int) -> list[Run]:
        """The text cut where the font changes, as each font has it."""
        return [(face.at(pixels), face.bare(part)) for face, part in self.spans(text)]

    def spans(self, text: str) -> list[tuple[fonts.Face, str]]:
        """The text cut where the font changes."""
        if self._held.issuperset(text):
            return [(self._faces[0], text)] if text else []
        if _turned(text):
            face = fonts.wide() or self._faces[0]
            if all(face.has(sign) for sign in text):
                return [(face, text)]
        out: list[tuple[fonts.Face, str]] = []
        for word in re.findall(r"\s+|\S+", text):
            whole = self._whole(word)
            for sign in word:
                face_ = whole or self._face(sign)
                now = out[-1][0] if out else None
                if now is not None and now.has(sign) and (face_ is None or not sign.isalnum()) and whole is None:
                    face_ = now  # commas and spaces go with the words before them
                if face_ is None:
                    continue
                if out and face_ is now:
                    out[-1] = (face_, out[-1][1] + sign)
                else:
                    out.append((face_, sign))
        return out

    def _whole(self, word: str) -> fonts.Face | None:
        """The one font that has all of a word, where the page's own has only some of it."""
        if not word.strip() or all(self._faces[0].has(sign) for sign in word):
            return None
        wide = fonts.wide()
        return wide if wide is not None and all(wide.has(sign) for sign in word) else None

    def width(self, text: str, pixels: int) -> float:
        """How far a line reaches, in pixels."""
        key = (text, pixels)
        if key not in self._widths:
            self._widths[key] = sum(font.getlength(part) for font, part in self.runs(text, pixels))
        return self._widths[key]

    def draw(self, draw: ImageDraw.ImageDraw, at: tuple[float, float], text: str, pixels: int, **how: object) -> None:
        """One line, its left end on the base line at `at`; `how` is what Pillow's `text` takes."""
        x, y = at
        for face, part in self.spans(text):
            font, bare = face.at(pixels), face.bare(part)
            draw.text((x, y), bare, font=font, anchor="ls", **how)  # type: ignore[arg-type]
            for i, sign in enumerate(part):
                if bare[i] != sign:
                    accents.draw(draw, (x + font.getlength(bare[:i]), y), sign, font, how.get("fill"))
            x += font.getlength(bare)

    def _face(self, sign: str) -> fonts.Face | None:
        for face in self._faces:
            if face.has(sign):
                return face
        if sign.isspace() or unicodedata.category(sign) in ("So", "Cn", "Co", "Cs", "Cc", "Cf"):
            return None
        return _behind(sign, self._tongue)


@lru_cache(maxsize=4096)
def _behind(sign: str, tongue: str) -> fonts.Face | None:
    wide = fonts.wide()
    return wide if wide is not None and wide.has(sign) else fonts.system(sign, tongue)


def _turned(text: str) -> bool:
    return any(unicodedata.bidirectional(sign) in ("R", "AL") for sign in text)
