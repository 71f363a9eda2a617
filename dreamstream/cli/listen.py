"""`log --audio`: the recording is kept first, then a draft that names it."""

from __future__ import annotations

from typing import Any

from dreamstream import ids, media
from dreamstream.cli.here import Here
from dreamstream.cli.result import Line, Result
from dreamstream.errors import NotFound, UsageError

Said = dict[str, Any]
#: A recording longer than this is refused, in bytes: half an hour of uncompressed speech.
MOST = 200 << 20


def keep(here: Here, said: Said, facts: Said) -> Result:
    """Keep a recording and a draft for its words; `edit` finishes the draft."""
    body = _read(str(said["audio"]))
    if not (media.sniff(body) or "").startswith("audio/"):
        raise UsageError("This is no recording we know.", hint="Use m4a, mp3, wav or ogg.")
    dream = ids.new("d")
    staged = media.stage(here.places, body, token=ids.new("t"))
    staged.keep()  # nothing is decided here, and a kept file nobody names is swept up later
    text = " ".join(said.get("words") or []).strip()
    here.journal.tell(
        [
            ("media.added", {"media": staged.name, "mime": staged.mime, "bytes": staged.size, "dream": dream}),
            ("dream.logged", {"dream": dream, "text": text, "draft": True, "audio": staged.name, **facts}),
        ]
    )
    here.warn(f"Nothing here can write a recording down yet; finish it with `dreamstream edit {dream}`.")
    data = {"id": dream, "night": facts["night"], "jobs": [], "signs": [], "audio": staged.name}

    def people() -> list[Line]:
        return [(f"The recording is safe, as the draft {dream}.", "bold") if here.at_terminal else (dream, "")]

    return Result(data, people)


def _read(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            body = file.read(MOST + 1)
    except FileNotFoundError:
        raise NotFound(f"There is no file {path}.", hint="Check its name.") from None
    if len(body) > MOST:
        raise UsageError("The recording is larger than 200 MiB.", hint="Compress it, or tell the dream in words.")
    return body
