"""`log --audio`: the recording is kept first, then a draft that names it."""

from __future__ import annotations

from typing import Any

from dreamstream import ids, media
from dreamstream.cli import given
from dreamstream.cli.here import Here
from dreamstream.cli.result import Line, Result
from dreamstream.errors import UsageError

Said = dict[str, Any]
#: A recording longer than this is refused, in bytes: half an hour of uncompressed speech.
MOST = 200 << 20


def keep(here: Here, said: Said, facts: Said) -> Result:
    """Keep a recording and a draft for its words; `edit` finishes the draft."""
    body = given.read(str(said["audio"]), MOST, "recording")
    kind = media.sniff(body) or ""
    if not kind.startswith("audio/"):
        what = "a film" if kind.startswith("video/") else "a picture" if kind else "no recording we know"
        raise UsageError(f"This is {what}.", hint="Use m4a, mp3, wav, ogg, flac, webm, amr, caf or aac.")
    dream = ids.new("d")
    staged = media.stage(here.places, body, token=ids.new("t"))
    staged.keep()  # nothing is decided here, and a kept file nobody names is swept up later
    text = " ".join(said.get("words") or []).strip()
    here.journal.tell(
        [
            ("dream.logged", {"dream": dream, "text": text, "draft": True, "audio": staged.name, **facts}),
            # after its dream: a file whose dream is not known yet would outlive it
            ("media.added", {"media": staged.name, "mime": staged.mime, "bytes": staged.size, "dream": dream}),
        ]
    )
    jobs = _asked(here, dream, auto=bool(said.get("auto")))
    data = {"id": dream, "night": facts["night"], "jobs": jobs, "signs": [], "audio": staged.name}

    def people() -> list[Line]:
        return [(f"The recording is safe, as the draft {dream}.", "bold") if here.at_terminal else (dream, "")]

    return Result(data, people)


def _asked(here: Here, dream: str, *, auto: bool) -> list[Said]:
    """Have it written down, if anybody can; a wish nobody can answer would only make every pass complain."""
    from dreamstream.backends import registry
    from dreamstream.errors import DreamstreamError
    from dreamstream.kinds import table

    try:
        registry.chosen("transcript", table.NEEDS["transcript"], here.config)
    except DreamstreamError as error:
        here.warn(f"{error.message} {error.hint} Until then `dreamstream edit {dream}` finishes it.")
        return []
    job = ids.new("j")
    here.journal.tell(
        [("job.asked", {"job": job, "dream": dream, "kind": "transcript", "why": "told", "params": {"auto": auto}})]
    )
    return [{"id": job, "kind": "transcript", "status": "pending"}]
