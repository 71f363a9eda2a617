"""Ask for outputs: a job is a wish in the log until it is answered there."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from dreamstream import ids
from dreamstream.index import jobs as rows
from dreamstream.journal import Act

Wish = tuple[str, dict[str, Any]]


def wishes(dream: str, kinds: Iterable[str], *, why: str = "told") -> list[Wish]:
    """The wishes told together with a new dream; nothing is looked up, since nobody can have asked before."""
    return [("job.asked", {"job": ids.new("j"), "dream": dream, "kind": kind, "why": why}) for kind in kinds]


def ask(
    act: Act, *, n: int, dream: str, kind: str, why: str, backend: str | None = None, always: bool = False
) -> str | None:
    """Wish for one output; None when the same wish waits already and `always` is not said.

    A make command always asks anew, and a picture asked for again is composed anew.
    """
    if not always and ((dream, kind) in act.asked or rows.live(act.db, dream=n, kind=kind)):
        return None
    act.asked.add((dream, kind))
    job = ids.new("j")
    data: dict[str, Any] = {"job": job, "dream": dream, "kind": kind, "why": why}
    again = rows.times_asked(act.db, dream=n, kind=kind)
    if again and always and kind in ("image", "comic"):
        data["params"] = {"variation": again}
    if backend:
        data["backend"] = backend
    act.add("job.asked", **data)
    return job
