"""Change a picture by words: read the wish, act on the scene or the pixels, tell what became of it."""

from __future__ import annotations

from dreamstream.pictures.changing.acting import apply
from dreamstream.pictures.changing.help import understood
from dreamstream.pictures.changing.read import read
from dreamstream.pictures.changing.tell import describe
from dreamstream.pictures.changing.tone import tone
from dreamstream.pictures.changing.wish import Change, Wish

__all__ = ["Change", "Wish", "apply", "describe", "read", "tone", "understood"]
