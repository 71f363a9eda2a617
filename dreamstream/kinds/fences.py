"""Put a stranger's words into a prompt so that they stay words: inside their fence, whatever they say."""

from __future__ import annotations

import re

#: Of a very long dream a model gets the beginning and the end; nobody dreams a novel, but somebody pastes one.
MOST = 24_000
_TAG = re.compile(r"<(?=\s*/?\s*(?:dream|instruction|elements|title|reading|session|turns|ending)\b)", re.I)


def inert(text: str, *, most: int = MOST) -> str:
    """The words, unable to close their fence or to open another."""
    if len(text) > most:
        text = f"{text[: most * 3 // 4]}\n[…]\n{text[-most // 4 :]}"
    return _TAG.sub("‹", text)
