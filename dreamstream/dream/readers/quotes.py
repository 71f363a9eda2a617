"""Find where a quote stands, though whoever quoted changed spaces, case, quotation marks or dashes on the way."""

from __future__ import annotations

import re

from dreamstream.dream.readers.secrets import MASK, REMOVED

_SAME = {
    **dict.fromkeys("‘’‚‛′`´", "'"),
    **dict.fromkeys("“”„‟″«»", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", ""),
    "…": "...",
}
#: What models put around a quote.
_AROUND = re.compile(r"^(?:[\s\"“”„«»]|…|\.\.\.)+|(?:[\s\"“”„«»]|…|\.\.\.)+$")


class Source:
    """A text that is quoted from; its plain form is made once, and only where a quote is not found as it is."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._plain: tuple[str, list[tuple[int, int]]] | None = None

    def find(self, quote: str) -> tuple[int, int] | None:
        """The span of the quote: as it is, else as the same words in other type; None where it is not."""
        quote = quote.strip()
        if not quote:
            return None
        at = self.text.find(quote)
        if at >= 0:
            return at, at + len(quote)
        if self._plain is None:
            self._plain = _plain(self.text)
        plain, places = self._plain
        for wanted in dict.fromkeys((quote, _AROUND.sub("", quote))):
            sought = _plain(wanted)[0].strip()
            at = plain.find(sought) if sought else -1
            if at >= 0:
                return places[at][0], places[at + len(sought) - 1][1]
        return None


def _plain(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The text in plain type, and from where to where each of its characters stands in the real one."""
    signs: list[str] = []
    places: list[tuple[int, int]] = []
    at = 0
    while at < len(text):
        end = at + 1
        sign = text[at]
        if sign == MASK or text.startswith(REMOVED, at):
            end = at + len(REMOVED) if sign != MASK else end
            sign = MASK
        if (sign == MASK or sign.isspace()) and signs and signs[-1] == (MASK if sign == MASK else " "):
            places[-1] = (places[-1][0], end)
        else:
            for same in " " if sign.isspace() else _SAME.get(sign, sign.casefold()):
                signs.append(same)
                places.append((at, end))
        at = end
    return "".join(signs), places
