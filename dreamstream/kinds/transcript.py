"""Transcript: a recording's words, written down; with `auto` they are the dream."""

from __future__ import annotations

from dreamstream.backends.base import Fault, Hands, Hear
from dreamstream.kinds.base import Material, Outcome
from dreamstream.lists import ESSENTIAL

NAME = "transcript"
NEEDS = ("transcribe",)
TAKES = ("audio",)
LIMIT = 300.0
#: The longest transcript kept, in characters: some hours of speech.
MOST = 200_000


def make(material: Material, hands: Hands) -> Outcome:
    """Have it written down. Raises Fault where the recording is gone or nothing was heard."""
    recording = material.recording
    if recording is None:
        raise Fault("the recording is not here any more")
    heard = hands.hear(
        Hear(body=recording.body, mime=recording.mime, ending=recording.ending, attempt=material.attempt)
    )
    text = "".join(letter for letter in heard.text if letter in "\n\t" or letter.isprintable()).strip()[:MOST]
    if not text:
        raise Fault("no words were heard in the recording")
    edit = None
    if material.params.get("auto") and material.draft:
        words = f"{material.text.strip()}\n\n{text}".strip()  # what was typed beside it stays, and comes first
        edit = {"text": words, "draft": False, "wants": list(ESSENTIAL)}
    return Outcome(data={"text": text, "language": heard.language}, model=heard.model, edit=edit)
