"""Words that could not be saved as a dream: kept as a file if any disk takes them, handed back if none does."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from typing import Any

from dreamstream.cli.gate import safe
from dreamstream.cli.here import Here
from dreamstream.errors import NotSaved
from dreamstream.paths import Places, make


def keep(places: Places, words: str | bytes) -> str | None:
    """Write the words to a file of their own, private and durable; its path, None when no disk takes it."""
    body = words if isinstance(words, bytes) else words.encode("utf-8", "surrogateescape")
    name = f"{time.strftime('%Y-%m-%d-%H%M%S')}-{os.getpid()}.txt"
    for folder in (places.drafts, os.path.join(tempfile.gettempdir(), f"dreamstream-drafts-{os.getuid()}")):
        try:
            make(folder)
            fd = os.open(os.path.join(folder, name), os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
            with os.fdopen(fd, "wb") as file:
                file.write(body)
                file.flush()
                os.fsync(file.fileno())
        except OSError:
            continue
        return os.path.join(folder, name)
    return None


def hand_back(here: Here, error: NotSaved) -> dict[str, Any]:
    """Keep a failed dream's words and say where, or print them; what an error document adds."""
    path = keep(here.places, error.words)
    if path:
        error.hint = f"Your words are kept in {path}. " + error.hint
        return {"draft": path}
    if here.json:
        return {"words": error.words}
    sys.stderr.write("Your words, so that they are not lost:\n\n" + safe(error.words) + "\n\n")
    return {}
