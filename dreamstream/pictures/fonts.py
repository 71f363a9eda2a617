"""Fonts: the hand lettering, a wider one behind it, and for the rest what the machine holds."""

from __future__ import annotations

import contextlib
import io
import os
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from dreamstream.pictures import accents, cmap

if TYPE_CHECKING:
    from PIL import ImageFont


@dataclass(frozen=True, slots=True, eq=False)
class Face:
    """One font, at any size."""

    source: str | bytes  #: a path, or the file itself
    spans: cmap.Spans
    index: int = 0  #: which face of a collection
    scale: float = 1.0  #: so that faces look of one size beside each other
    penned: bool = False  #: the accents it lacks are drawn over its letters

    def has(self, sign: str) -> bool:
        """Whether it draws this character, by itself or with an accent added."""
        return cmap.has(self.spans, sign) or self.bare(sign) != sign

    def bare(self, text: str) -> str:
        """The text as the font itself has it: letters whose accent is drawn over them without it."""
        if not self.penned or text.isascii():
            return text
        return "".join(self._base(sign) for sign in text)

    def _base(self, sign: str) -> str:
        two = None if cmap.has(self.spans, sign) else accents.parts(sign)
        return two[0] if two and cmap.has(self.spans, two[0]) else sign

    def at(self, pixels: int) -> ImageFont.FreeTypeFont:
        """The font at a size of the page's lettering, in pixels."""
        return _sized(self, pixels)


@cache
def hand() -> Face:
    """The lettering of a page: Intuitive, or Pillow's own plain letters where it is not installed."""
    from importlib import resources

    from PIL import ImageFont

    try:
        path = str(resources.files("font_intuitive") / "files" / "Intuitive.ttf")
        with open(path, "rb") as file:
            return Face(path, cmap.read(file), penned=True)
    except (ImportError, OSError, ValueError):
        plain = getattr(ImageFont.load_default(20), "path", None)
        body = plain.getvalue() if isinstance(plain, io.BytesIO) else b""
        return Face(body, cmap.read(io.BytesIO(body)))


@cache
def wide() -> Face | None:
    """FiraGO: Latin with every accent, Cyrillic, Greek, Georgian, Arabic, Hebrew, Devanagari and Thai (17 ms)."""
    try:
        from pymupdf_fonts import FiraGO_Regular
    except ImportError:
        return None
    body = bytes(FiraGO_Regular.fontbuffer)
    return Face(body, cmap.read(io.BytesIO(body)), scale=0.94)


@cache
def shaped() -> bool:
    """Whether this Pillow joins and turns letters: what Arabic, Hebrew, Thai and the scripts of India need."""
    from PIL import features

    return bool(features.check("raqm") and features.check("fribidi"))


@lru_cache(maxsize=512)
def system(sign: str, tongue: str = "") -> Face | None:
    """A font of this machine that has the character, from a short list of usual places; None where none has.

    `tongue` is "ja", "ko" or "zh": one ideograph looks different in each.
    """
    for path in _candidates(sign):
        face = _opened(path, tongue)
        if face is not None and face.has(sign):
            return face
    return None


#: Folders, and the names fonts of the wide scripts have in them.
_UNIX = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts", "/usr/share/fonts/truetype")
_UNIX_CJK = (
    "opentype/noto/NotoSansCJK-Regular.ttc",
    "noto-cjk/NotoSansCJK-Regular.ttc",
    "google-noto-cjk/NotoSansCJK-Regular.ttc",
    "google-noto-sans-cjk-fonts/NotoSansCJK-Regular.ttc",
    "google-noto-sans-cjk-vf-fonts/NotoSansCJK-VF.ttc",
    "truetype/noto/NotoSansCJK-Regular.ttc",
    "NotoSansCJK-Regular.ttc",
    "adobe-source-han-sans/SourceHanSans.ttc",
    "truetype/wqy/wqy-microhei.ttc",
    "wenquanyi/wqy-microhei/wqy-microhei.ttc",
    "truetype/wqy/wqy-zenhei.ttc",
    "opentype/ipafont-gothic/ipag.ttf",
    "truetype/fonts-japanese-gothic.ttf",
    "truetype/nanum/NanumGothic.ttf",
    "truetype/droid/DroidSansFallbackFull.ttf",
)
_UNIX_NOTO = ("truetype/noto/", "noto/", "google-noto/", "google-noto-vf/", "")
_UNIX_LAST = ("truetype/dejavu/DejaVuSans.ttf", "TTF/DejaVuSans.ttf", "dejavu-sans-fonts/DejaVuSans.ttf")
_MAC = ("/System/Library/Fonts", "/System/Library/Fonts/Supplemental", "/Library/Fonts", "~/Library/Fonts")
_MAC_NAMES = (
    "ヒラギノ角ゴシック W3.ttc",
    "Hiragino Sans GB.ttc",
    "PingFang.ttc",
    "AppleSDGothicNeo.ttc",
    "STHeiti Light.ttc",
    "NotoSansCJK-Regular.ttc",
    "Arial Unicode.ttf",
    "Kohinoor.ttc",
    "KohinoorBangla.ttc",
    "GeezaPro.ttc",
)
_WINDOWS_NAMES = (
    "YuGothM.ttc",
    "meiryo.ttc",
    "msgothic.ttc",
    "msyh.ttc",
    "msyh.ttf",
    "simsun.ttc",
    "msjh.ttc",
    "malgun.ttf",
    "Nirmala.ttc",
    "Nirmala.ttf",
    "LeelawUI.ttf",
    "ebrima.ttf",
    "gadugi.ttf",
    "segoeui.ttf",
)
#: Noto Sans CJK holds Japanese, Korean, Chinese of the mainland and of Taiwan, in this order.
_INDEX = {"ja": 0, "ko": 1, "zh": 2}


def _candidates(sign: str) -> Iterator[str]:
    """Files that may be there, the likeliest first; nobody's folders are walked."""
    from importlib.util import find_spec

    packed = find_spec("noto_cjk_sans_otc")  # whoever wants the same page everywhere can install one
    if packed is not None and packed.submodule_search_locations:
        yield str(Path(packed.submodule_search_locations[0]) / "NotoSansCJK-Regular.ttc")
    script = unicodedata.name(sign, "").partition(" ")[0].title()
    if sys.platform == "win32":
        folders = (os.path.join(os.environ.get("WINDIR", "C:\\Windows"), "Fonts"),)
        names: tuple[str, ...] = _WINDOWS_NAMES
    elif sys.platform == "darwin":
        folders, names = _MAC, (*_MAC_NAMES, f"NotoSans{script}-Regular.ttf")
    else:
        folders = _UNIX
        own = tuple(f"{folder}NotoSans{script}-Regular.ttf" for folder in _UNIX_NOTO)
        east = script in ("Cjk", "Hiragana", "Katakana", "Hangul", "Fullwidth", "Ideographic")
        names = (*_UNIX_CJK, *_UNIX_LAST) if east else (*own, *_UNIX_LAST, *_UNIX_CJK)
    for folder in folders:
        for name in names:
            path = os.path.join(os.path.expanduser(folder), name)
            if os.path.isfile(path):
                yield path


@lru_cache(maxsize=64)
def _opened(path: str, tongue: str) -> Face | None:
    """A file as a face; a damaged one, or none of ours to read, is no face."""
    index = _INDEX.get(tongue, 0) if "CJK" in path and path.endswith("c") else 0
    try:
        with open(path, "rb") as file:
            face = Face(path, cmap.read(file, index), index, 0.92)
        face.at(20)
    except (OSError, ValueError):
        return None
    return face


@lru_cache(maxsize=64)
def _sized(face: Face, pixels: int) -> ImageFont.FreeTypeFont:
    from PIL import ImageFont

    source = io.BytesIO(face.source) if isinstance(face.source, bytes) else face.source
    font = ImageFont.truetype(source, max(4, round(pixels * face.scale)), index=face.index)
    if isinstance(face.source, str) and "-VF" in face.source:
        with contextlib.suppress(OSError, NotImplementedError):
            font.set_variation_by_axes([400])  # its first weight is hair-thin
    return font


def tongue(texts: Sequence[str]) -> str:
    """Which hand ideographs are to be drawn in: "ja" where there is kana, "ko" with hangul, else "zh"."""
    names = {unicodedata.name(sign, "").partition(" ")[0] for text in texts for sign in text if sign > "\u2e7f"}
    return "ja" if names & {"HIRAGANA", "KATAKANA"} else "ko" if "HANGUL" in names else "zh"
