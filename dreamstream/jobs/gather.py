"""What a recipe needs, fetched from the journal: the dream as it is now, and what else the recipe says it takes."""

from __future__ import annotations

import json
from typing import Any

from dreamstream import media
from dreamstream.backends.base import Hands
from dreamstream.config import Config
from dreamstream.errors import NotFound
from dreamstream.index import dreams, pictures, versions
from dreamstream.index import jobs as rows
from dreamstream.journal import Act
from dreamstream.kinds.base import Kind, Material, Recording, Version
from dreamstream.paths import Places


def material(
    act: Act, places: Places, config: Config, job: dict[str, Any], recipe: Kind, hands: Hands, *, attempt: int
) -> Material:
    """The dream of this job, read under the claim."""
    n = job["dream_n"]
    found = dreams.told(act.db, n)
    params = json.loads(job["params"] or "{}")
    takes = recipe.TAKES
    return Material(
        text=found["text"],
        title=found["title"],
        at=found["at"],
        rev=found["rev"],
        told={name: found[name] for name in ("type", "lucidity", "stress", "emotions", "people", "places", "tags")},
        params=params,
        version=_version(act, places, n, params.get("parent")) if "picture" in takes else None,
        recording=_recording(act, places, n) if "audio" in takes else None,
        draft=found["draft"],
        submitted=_submitted(job, hands),
        analysis=rows.current(act.db, dream=n, kind="analysis") if "analysis" in takes else None,
        twin=_twin(act, places, config, hands) if "twin" in takes else None,
        attempt=attempt,
    )


def _submitted(job: dict[str, Any], hands: Hands) -> str:
    """What the server that films calls this job, if it is the one it was submitted to."""
    held = json.loads(job.get("submitted") or "{}")
    return str(held.get("id") or "") if held.get("server") == hands.video.server else ""


def _version(act: Act, places: Places, n: int, parent: Any) -> Version | None:
    """The picture the wish names, else the picked one; None where there is none, or its file is not here."""
    listed = versions.of(act.db, n)
    row = next((v for v in listed if (v["job"] == parent if parent else v["picked"])), None)
    body = _read(places, row["media"]) if row else None
    if row is None or body is None:
        return None
    return Version(media=row["media"], body=body, alt=row["alt"] or "", scene=row["scene"])


def _twin(act: Act, places: Places, config: Config, hands: Hands) -> bytes | None:
    """The dreamer's face, for the one backend the settings let see it, and only if that one draws after a reference."""
    if config.get("backend.twin") != hands.image.name or "reference" not in hands.image.can:
        return None
    name = pictures.of_profile(act.db, "twin")
    return _read(places, name) if name else None


def _recording(act: Act, places: Places, n: int) -> Recording | None:
    row = pictures.recording(act.db, n)
    body = _read(places, row["name"]) if row else None
    if row is None or body is None:
        return None
    return Recording(body=body, mime=row["mime"], ending=row["name"].rpartition(".")[2])


def _read(places: Places, name: str) -> bytes | None:
    try:
        return media.read(places, name)
    except NotFound:
        return None
