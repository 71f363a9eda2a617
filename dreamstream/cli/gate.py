"""What is printed passes here: control, bidi and other invisible characters come out as something to see.

A dream, a model's reply or a file name may hold escape codes; a terminal must never obey them.
"""

from __future__ import annotations

#: C0 without tab and newline, DEL, C1, line and paragraph separators, bidi controls and isolates, BOM, and what
#: Unicode calls deprecated or interlinear formatting. Zero-width joiners stay: emoji and Indic scripts need them.
_HIDDEN = (
    *range(0x09),
    *range(0x0B, 0x20),
    *range(0x7F, 0xA0),
    0x061C,
    0x200E,
    0x200F,
    0x2028,
    0x2029,
    *range(0x202A, 0x202F),
    *range(0x2066, 0x2070),
    0xFEFF,
    *range(0xFFF9, 0xFFFC),
    *range(0xE0000, 0xE0080),
)
_SHOWN = {code: f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" for code in _HIDDEN}
_SHOWN[0x0D] = ""  # a carriage return only ever hides what stands before it


def safe(text: str) -> str:
    """The text with everything harmful made visible; lone surrogates become U+FFFD."""
    if text.isascii() and text.isprintable():
        return text
    shown = text.translate(_SHOWN)
    return shown.encode("utf-8", "replace").decode() if not shown.isascii() else shown


def line(text: str) -> str:
    """The text on one line."""
    return safe(" ".join(text.split()))
