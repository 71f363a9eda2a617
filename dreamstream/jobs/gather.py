"""What a recipe needs, fetched from the journal: the dream as it is now."""

from __future__ import annotations

import json
from typing import Any

from dreamstream.index import dreams
from dreamstream.journal import Act, Journal
from dreamstream.kinds.base import Material


def material(journal: Journal | Act, job: dict[str, Any], *, attempt: int) -> Material:
    """The dream of this job, read under the claim."""
    found = dreams.told(journal.db, job["dream_n"])
    return Material(
        text=found["text"],
        title=found["title"],
        at=found["at"],
        rev=found["rev"],
        told={name: found[name] for name in ("type", "lucidity", "stress", "emotions", "people", "places", "tags")},
        params=json.loads(job["params"] or "{}"),
        attempt=attempt,
    )
